"""Who may do what. Every deed asks here, inside itself; a refusal is recorded and names who can help."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from bot.actors import Actor, Mention
from bot.errors import NotAllowed
from bot.language import Words, words
from storage import changes
from storage.database import Database

HELPERS_NAMED = 3


class Permissions:
    """Managers are the workspace's admins and owners, and the Slack accounts named in the settings."""

    def __init__(
        self,
        database: Database,
        *,
        managers: frozenset[str],
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
    ) -> None:
        self._database = database
        self._managers = managers
        self._now = now
        self._new_id = new_id

    def can_manage(self, actor: Actor) -> bool:
        return not actor.is_outsider and (actor.is_admin or actor.account in self._managers)

    def require_manager(self, actor: Actor, deed: str) -> None:
        """Raises NotAllowed, once the refusal is recorded, unless the actor may change things."""
        if self.can_manage(actor):
            return
        raise self._database.write(lambda session: self._refuse(session, actor, deed))

    def _refuse(self, session: Session, actor: Actor, deed: str) -> NotAllowed:
        sentence = _sentence(self._who_can_help(session, actor))
        if changes.by_request(session, actor.tenant, actor.request) is not None:
            return NotAllowed(sentence, told_before=True)
        changes.record(
            session,
            actor.tenant,
            id=self._new_id(),
            at=self._now(),
            actor=actor.account,
            door=actor.door,
            deed=deed,
            outcome="refused",
            request=actor.request,
        )
        return NotAllowed(sentence, told_before=False)

    def _who_can_help(self, session: Session, actor: Actor) -> tuple[Mention, ...]:
        recent = changes.recent_actors(session, actor.tenant, limit=HELPERS_NAMED)
        accounts = dict.fromkeys([*recent, *sorted(self._managers)])
        accounts.pop(actor.account, None)
        return tuple(Mention(account) for account in accounts)[:HELPERS_NAMED]


def _sentence(helpers: tuple[Mention, ...]) -> Words:
    if not helpers:
        return words("Only managers of groups can do this. Ask an admin of this workspace.")
    return words("Only managers of groups can do this. Ask {people}.", people=helpers)
