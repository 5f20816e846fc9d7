"""Questions about users, the people of a workspace's directory."""

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from storage.models import Membership, User

CHUNK = 1000  # rows held in memory at a time


def by_identifier(session: Session, tenant: str, identifier: str) -> User | None:
    question = select(User).where(User.tenant == tenant, User.identifier == identifier)
    return session.exec(question).first()


def outside(session: Session, tenant: str, group_id: UUID) -> Iterator[tuple[str, str]]:
    """Identifier and name of each active user who is not in the group, by name; read as asked for."""
    inside = select(Membership.user_id).where(
        Membership.tenant == tenant,
        Membership.group_id == group_id,
        Membership.user_id == User.id,
        col(Membership.removed_by).is_(None),
    )
    question = (
        select(User.identifier, User.name)
        .where(User.tenant == tenant, col(User.is_active), ~inside.exists())
        .order_by(col(User.folded_name), col(User.identifier))
        .execution_options(yield_per=CHUNK)
    )
    with session.exec(question) as rows:
        yield from rows
