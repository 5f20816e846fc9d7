"""The questions about a whole roster, answered for all its rows at once and never one by one."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlmodel import Session

from storage.rosters import on_postgresql, on_sqlite


class Known(NamedTuple):
    """What the directory knows of an identifier, and whether its user is in the group."""

    user_id: UUID
    name: str
    is_active: bool
    is_member: bool


NewUser = tuple[UUID, str, str, str]  # id, identifier, name, folded name


def known(session: Session, tenant: str, group_id: UUID, identifiers: Sequence[str]) -> dict[str, Known]:
    """What is known of these identifiers; those that the directory lacks are left out."""
    found = _database(session).find(session, tenant, group_id, identifiers)
    return {row[0]: Known(*row[1:]) for row in found}


def add(
    session: Session,
    tenant: str,
    group_id: UUID,
    change_id: UUID,
    *,
    new_users: Sequence[NewUser],
    member_ids: Sequence[UUID],
) -> int:
    """Insert the new users, then a membership for each of `member_ids`; how many memberships that made.

    `member_ids` names the new users too. Fewer are made when some are members already, which a caller that
    planned otherwise must look at. Raises IntegrityError when an identifier is taken.
    Rows go in sorted by their keys: keys that jump about make it almost twice as slow at a million rows.
    """
    session.flush()
    database = _database(session)
    database.insert_users(session, tenant, change_id, sorted(new_users, key=itemgetter(1)))
    return database.insert_memberships(session, tenant, group_id, change_id, member_ids)


class _Database(Protocol):
    def find(
        self, session: Session, tenant: str, group_id: UUID, identifiers: Sequence[str]
    ) -> Iterator[tuple[str, UUID, str, bool, bool]]: ...

    def insert_users(
        self, session: Session, tenant: str, change_id: UUID, users: Sequence[NewUser]
    ) -> None: ...

    def insert_memberships(
        self, session: Session, tenant: str, group_id: UUID, change_id: UUID, ids: Sequence[UUID]
    ) -> int: ...


def _database(session: Session) -> _Database:
    return on_sqlite if session.get_bind().dialect.name == "sqlite" else on_postgresql
