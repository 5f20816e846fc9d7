"""The deeds on a database of their own, without Slack."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from uuid_utils.compat import uuid7

from bot.actors import Actor
from bot.groups import Groups
from bot.language import ENGLISH
from bot.permissions import Permissions
from storage import workspaces
from storage.database import Database

TENANT, OTHER_TENANT = "T0001", "T0002"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NURIA = Actor(TENANT, "U0NURIA", ENGLISH, door="command", request="", is_admin=True)
PERE = replace(NURIA, account="U0PERE", is_admin=False)
_numbers = count()


@dataclass(frozen=True)
class Deeds:
    """What a test calls."""

    groups: Groups
    permissions: Permissions


def deeds(database: Database, *, managers: frozenset[str] = frozenset()) -> Deeds:
    for tenant in (TENANT, OTHER_TENANT):
        database.write(
            lambda session, tenant=tenant: workspaces.get_or_create(session, tenant, name="", now=NOW)
        )
    permissions = Permissions(database, managers=managers, now=lambda: NOW, new_id=uuid7)
    return Deeds(Groups(database, permissions, now=lambda: NOW, new_id=uuid7), permissions)


def asks(actor: Actor) -> Actor:
    """The actor, asking once more."""
    return replace(actor, request=f"request:{next(_numbers)}")
