"""Rows to ask questions of: the least that a group, a user, a membership need around them."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col
from uuid_utils.compat import uuid7

from storage import changes, groups, rosters, workspaces
from storage.models import Change, Group, Import, ImportThread, Membership, User

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
HERE = "T0HERE"
THERE = "T0THERE"


def a_change(
    session: Session, tenant: str, *, deed: str = "create_group", request: str | None = None
) -> Change:
    workspaces.get_or_create(session, tenant, name="Ajuntament", now=NOW)
    return changes.record(
        session, tenant, id=uuid7(), at=NOW, actor="U0NURIA", door="command", deed=deed, request=request
    )


def a_group(session: Session, tenant: str, name: str = "Urbanisme") -> Group:
    change = a_change(session, tenant)
    return groups.create(
        session, tenant, id=uuid7(), name=name, folded_name=name.casefold(), created_by=change.id
    )


def users_in(session: Session, group: Group, *identifiers: str) -> list[UUID]:
    """New users, all of them members of the group; each is called after its identifier."""
    new = [
        (uuid7(), identifier, f"Name {identifier}", f"name {identifier.casefold()}")
        for identifier in identifiers
    ]
    ids = [user[0] for user in new]
    change = a_change(session, group.tenant, deed="import")
    added = rosters.add(session, group.tenant, group.id, change.id, new_users=new, member_ids=ids)
    assert added == len(new)
    return ids


def leave(session: Session, group: Group, user_id: UUID) -> None:
    """The user's membership ends with a change of its own."""
    change = a_change(session, group.tenant, deed="remove_user")
    step = update(Membership).where(
        col(Membership.tenant) == group.tenant,
        col(Membership.group_id) == group.id,
        col(Membership.user_id) == user_id,
        col(Membership.removed_by).is_(None),
    )
    session.execute(step.values(removed_by=change.id))


def a_user(session: Session, tenant: str, identifier: str, name: str, *, is_active: bool = True) -> User:
    user = User(
        tenant=tenant,
        id=uuid7(),
        identifier=identifier,
        name=name,
        folded_name=name.casefold(),
        is_active=is_active,
        created_by=a_change(session, tenant, deed="add_user").id,
    )
    session.add(user)
    session.flush()
    return user


def a_thread(group: Group, request: str = "trigger-1") -> ImportThread:
    return ImportThread(
        tenant=group.tenant,
        id=uuid7(),
        request=request,
        group_id=group.id,
        template="users",
        actor="U0NURIA",
        language="ca",
        created_at=NOW,
        asked_in="C0GENERAL",
        asked_in_kind="channel",
    )


def an_import(thread: ImportThread, file: str = "F0ROSTER") -> Import:
    return Import(
        tenant=thread.tenant,
        id=uuid7(),
        group_id=thread.group_id,
        thread_id=thread.id,
        file=file,
        actor="U0NURIA",
        door="upload",
        language="ca",
        received_at=NOW,
    )
