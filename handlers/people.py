"""Who an account is, as Slack tells it: asked for at most once a minute, and refused when Slack is silent."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.actors import Actor
from bot.errors import BotError
from bot.language import Language, language, words
from handlers.away import SLACK_IS_AWAY

REMEMBERED_SECONDS = 60
REMEMBERED_ACCOUNTS = 10_000


@dataclass(frozen=True)
class Standing:
    """What counts of an account."""

    language: Language
    is_admin: bool
    is_outsider: bool


class People:
    """`client` must have a short timeout: a person waits behind each call."""

    def __init__(self, client: WebClient, *, otherwise: Language) -> None:
        self._client = client
        self._otherwise = otherwise
        self._remembered: dict[tuple[str, str], tuple[float, Standing]] = {}
        self._lock = threading.Lock()

    def actor(self, tenant: str, account: str, *, door: str, request: str) -> Actor:
        """Raises BotError when Slack does not say who it is."""
        standing = self._standing(tenant, account)
        return Actor(
            tenant=tenant,
            account=account,
            language=standing.language,
            door=door,
            request=request,
            is_admin=standing.is_admin,
            is_outsider=standing.is_outsider,
        )

    def language(self, tenant: str, account: str) -> Language:
        """Theirs, or the workspace's when Slack does not say."""
        try:
            return self._standing(tenant, account).language
        except BotError:
            return self._otherwise

    def _standing(self, tenant: str, account: str) -> Standing:
        with self._lock:
            until, standing = self._remembered.get((tenant, account), (0.0, None))
        if standing is None or until < time.monotonic():
            standing = self._ask(tenant, account)
            self._remember((tenant, account), standing)
        return standing

    def _remember(self, key: tuple[str, str], standing: Standing) -> None:
        with self._lock:
            if len(self._remembered) >= REMEMBERED_ACCOUNTS:
                self._remembered.clear()
            self._remembered[key] = (time.monotonic() + REMEMBERED_SECONDS, standing)

    def _ask(self, tenant: str, account: str) -> Standing:
        try:
            user = self._client.users_info(user=account, include_locale=True)["user"]
        except SLACK_IS_AWAY as error:
            raise BotError(
                words("I could not ask Slack who you are. Try again in a minute; nothing was changed.")
            ) from error
        return Standing(
            language=language(user.get("locale"), self._otherwise),
            is_admin=_is_admin(user),
            is_outsider=_is_outsider(user, tenant),
        )


def _is_admin(user: dict[str, Any]) -> bool:
    roles = {**user, **(user.get("enterprise_user") or {})}
    return any(roles.get(role) for role in ("is_admin", "is_owner", "is_primary_owner")) or any(
        user.get(role) for role in ("is_admin", "is_owner", "is_primary_owner")
    )


def _is_outsider(user: dict[str, Any], tenant: str) -> bool:
    kinds = ("deleted", "is_bot", "is_stranger", "is_restricted", "is_ultra_restricted")
    homes = (user.get("team_id"), (user.get("enterprise_user") or {}).get("enterprise_id"))
    return any(user.get(kind) for kind in kinds) or tenant not in homes
