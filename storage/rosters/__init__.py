"""The questions about a whole roster, answered for all its rows at once and never one by one."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlmodel import Session

from storage.rosters import on_postgresql, on_sqlite
from storage.rosters.keys import Keys


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
    New users are best given in the order of their ids, as `ids.successive` makes them: keys that jump about
    make it almost twice as slow at a million rows.
    """
    session.flush()
    new = {user[0].int for user in new_users}
    known_ids = sorted((id for id in member_ids if id.int not in new), key=attrgetter("int"))
    if len(new) + len(known_ids) != len(member_ids):
        raise ValueError("every new user becomes a member, and nobody twice")
    return _database(session).insert(session, Keys(tenant, group_id, change_id), new_users, known_ids)


class _Database(Protocol):
    def find(
        self, session: Session, tenant: str, group_id: UUID, identifiers: Sequence[str]
    ) -> Iterator[tuple[str, UUID, str, bool, bool]]: ...

    def insert(
        self, session: Session, keys: Keys, new_users: Iterable[NewUser], known_ids: Sequence[UUID]
    ) -> int: ...


def _database(session: Session) -> _Database:
    return on_sqlite if session.get_bind().dialect.name == "sqlite" else on_postgresql
