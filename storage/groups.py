"""Questions about groups and how many users they have."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from storage.models import Group, Membership

MATCHES = 100  # options that Slack shows in a select


def create(
    session: Session,
    tenant: str,
    *,
    id: UUID,
    name: str,
    folded_name: str,
    created_by: UUID,
    description: str = "",
) -> Group:
    """Insert a group. Raises IntegrityError when a living group has the folded name."""
    group = Group(
        tenant=tenant,
        id=id,
        name=name,
        folded_name=folded_name,
        description=description,
        created_by=created_by,
    )
    session.add(group)
    session.flush()
    return group


def by_id(session: Session, tenant: str, group_id: UUID) -> Group | None:
    """The group, deleted or not."""
    return session.get(Group, (tenant, group_id))


def by_folded_name(session: Session, tenant: str, folded_name: str) -> Group | None:
    """The living group of that name."""
    question = select(Group).where(*_living(tenant), Group.folded_name == folded_name)
    return session.exec(question).first()


def page(
    session: Session, tenant: str, *, search_folded: str = "", limit: int, offset: int = 0
) -> list[tuple[Group, int]]:
    """Living groups by name, each with its number of users, which is counted for this page only."""
    question = (
        select(Group)
        .where(*_living(tenant), *_having(search_folded))
        .order_by(col(Group.folded_name))
        .limit(limit)
        .offset(offset)
    )
    groups = session.exec(question).all()
    sizes = _sizes(session, tenant, [group.id for group in groups])
    return [(group, sizes.get(group.id, 0)) for group in groups]


def count(session: Session, tenant: str, *, search_folded: str = "") -> int:
    """How many groups all pages together have."""
    question = select(func.count()).select_from(Group).where(*_living(tenant), *_having(search_folded))
    return session.exec(question).one()


def match(session: Session, tenant: str, folded: str, *, limit: int = MATCHES) -> list[Group]:
    """Living groups whose folded name has `folded` somewhere in it, for a select that is typed in."""
    question = (
        select(Group).where(*_living(tenant), *_having(folded)).order_by(col(Group.folded_name)).limit(limit)
    )
    return list(session.exec(question).all())


def size(session: Session, tenant: str, group_id: UUID) -> int:
    return _sizes(session, tenant, [group_id]).get(group_id, 0)


def _living(tenant: str) -> tuple[bool, ColumnElement[bool]]:
    return Group.tenant == tenant, col(Group.deleted_by).is_(None)


def _having(folded: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Group.folded_name).contains(folded, autoescape=True, escape="\\"),) if folded else ()


def _sizes(session: Session, tenant: str, group_ids: Sequence[UUID]) -> dict[UUID, int]:
    question = (
        select(Membership.group_id, func.count())
        .where(
            Membership.tenant == tenant,
            col(Membership.group_id).in_(group_ids),
            col(Membership.removed_by).is_(None),
        )
        .group_by(col(Membership.group_id))
    )
    return dict(session.exec(question).all())
