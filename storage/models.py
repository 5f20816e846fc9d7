"""The tables. The tenant comes first in every key, so that a workspace's rows lie together."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """What every table is made from; its metadata names each constraint, as migrations need."""


class Workspace(Table, table=True):
    """A tenant: a Slack workspace, or an Enterprise organisation when installed there.

    `change_count` and `last_hash` are the end of its chain of changes; updating them serialises its writers.
    """

    __tablename__: ClassVar[str] = "workspaces"

    tenant: str = Field(primary_key=True)
    name: str = ""
    language: str | None = None
    installed_at: datetime = Field(sa_type=Moment)
    uninstalled_at: datetime | None = Field(default=None, sa_type=Moment)
    change_count: int = 0
    last_hash: str = ""


class Change(Table, table=True):
    """The record of one deed done (or refused). Append-only; `hash` covers the row and the hash before it.

    Group and user are told by id alone, without a foreign key: history outlives what it speaks of.
    `request` is what Slack calls the delivery that asked for it: a second delivery finds the first.
    """

    __tablename__: ClassVar[str] = "changes"
    __table_args__ = (
        UniqueConstraint("tenant", "number"),
        UniqueConstraint("tenant", "request"),
        Index(None, "tenant", "group_id", "number"),
        Index(None, "tenant", "user_id", "number"),
        ForeignKeyConstraint(["tenant"], ["workspaces.tenant"]),
    )

    tenant: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    number: int
    at: datetime = Field(sa_type=Moment)
    actor: str
    door: str
    deed: str
    outcome: str = "done"
    group_id: UUID | None = None
    user_id: UUID | None = None
    import_id: UUID | None = None
    undoes: UUID | None = None
    reason: str = ""
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    request: str | None = None
    previous_hash: str
    hash: str


class User(Table, table=True):
    """A person of the workspace's directory; mostly not someone with a Slack account."""

    __tablename__: ClassVar[str] = "users"
    __table_args__ = (
        UniqueConstraint("tenant", "identifier"),
        Index(None, "tenant", "folded_name"),
        ForeignKeyConstraint(["tenant", "created_by"], ["changes.tenant", "changes.id"]),
    )

    tenant: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    identifier: str
    name: str
    folded_name: str
    is_active: bool = True
    slack_account: str | None = None
    created_by: UUID


class Group(Table, table=True):
    """A named set of users. The folded name is unique among those that live (`deleted_by` is null)."""

    __tablename__: ClassVar[str] = "groups"
    __table_args__ = (
        Index(
            "uq_groups_tenant_folded_name_living",
            "tenant",
            "folded_name",
            unique=True,
            sqlite_where=text("deleted_by IS NULL"),
            postgresql_where=text("deleted_by IS NULL"),
        ),
        ForeignKeyConstraint(["tenant", "created_by"], ["changes.tenant", "changes.id"]),
        ForeignKeyConstraint(["tenant", "deleted_by"], ["changes.tenant", "changes.id"]),
    )

    tenant: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    name: str
    folded_name: str
    description: str = ""
    created_by: UUID
    deleted_by: UUID | None = None


class Membership(Table, table=True):
    """A user in a group, from one change until another. Never deleted: the past is a query."""

    __tablename__: ClassVar[str] = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_tenant_group_id_user_id_open",
            "tenant",
            "group_id",
            "user_id",
            unique=True,
            sqlite_where=text("removed_by IS NULL"),
            postgresql_where=text("removed_by IS NULL"),
        ),
        Index(None, "tenant", "user_id"),
        ForeignKeyConstraint(["tenant", "group_id"], ["groups.tenant", "groups.id"]),
        ForeignKeyConstraint(["tenant", "user_id"], ["users.tenant", "users.id"]),
        ForeignKeyConstraint(["tenant", "added_by"], ["changes.tenant", "changes.id"]),
        ForeignKeyConstraint(["tenant", "removed_by"], ["changes.tenant", "changes.id"]),
        {"sqlite_with_rowid": False},
    )

    tenant: str = Field(primary_key=True)
    group_id: UUID = Field(primary_key=True)
    user_id: UUID = Field(primary_key=True)
    added_by: UUID = Field(primary_key=True)
    removed_by: UUID | None = None


class ImportThread(Table, table=True):
    """A message *Import users into X* in whose thread Colla waits for rosters.

    `asked_in` and `asked_in_kind` say where it was asked for; where the message stands is a Posting.
    """

    __tablename__: ClassVar[str] = "import_threads"
    __table_args__ = (
        UniqueConstraint("tenant", "request"),
        ForeignKeyConstraint(["tenant", "group_id"], ["groups.tenant", "groups.id"]),
    )

    tenant: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    request: str
    group_id: UUID
    template: str
    actor: str
    language: str
    created_at: datetime = Field(sa_type=Moment)
    asked_in: str
    asked_in_kind: str
    answer_to: str = Field(default="", sa_type=Text)


class Import(Table, table=True):
    """The journey of one roster into one group.

    `channel`, `channel_kind` and `thread_ts` say where the file was dropped; empty for one that came with
    the form, whose thread opens later. `report` is what the summary says, `results` the bytes of the file
    that goes with it: both are written with the rows, in one transaction, and `results` is emptied once
    Slack has it.
    """

    __tablename__: ClassVar[str] = "imports"
    __table_args__ = (
        UniqueConstraint("tenant", "file", "group_id"),
        Index(None, "tenant", "group_id", "digest"),
        ForeignKeyConstraint(["tenant", "group_id"], ["groups.tenant", "groups.id"]),
        ForeignKeyConstraint(["tenant", "thread_id"], ["import_threads.tenant", "import_threads.id"]),
        ForeignKeyConstraint(["tenant", "change_id"], ["changes.tenant", "changes.id"]),
    )

    tenant: str = Field(primary_key=True)
    id: UUID = Field(primary_key=True)
    group_id: UUID
    thread_id: UUID
    file: str
    file_name: str = ""
    actor: str
    door: str
    language: str
    received_at: datetime = Field(sa_type=Moment)
    channel: str | None = None
    channel_kind: str | None = None
    thread_ts: str | None = None
    state: str = "received"
    digest: str | None = None
    change_id: UUID | None = None
    report: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    results: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    told_at: datetime | None = Field(default=None, sa_type=Moment)


class Posting(Table, table=True):
    """Something that a row of ours says in Slack, once: `part` of what `owner` (a thread, an import) tells.

    Written before it is sent and completed after, because posting cannot be repeated safely: one that has a
    `since` and no `ts` (or `file`) may stand in Slack already.
    """

    __tablename__: ClassVar[str] = "postings"
    __table_args__ = (Index(None, "tenant", "channel", "ts", unique=True),)

    tenant: str = Field(primary_key=True)
    owner: UUID = Field(primary_key=True)
    part: str = Field(primary_key=True)
    since: datetime = Field(sa_type=Moment)
    channel: str | None = None
    kind: str | None = None
    ts: str | None = None
    file: str | None = None


class Process(Table, table=True):
    """A running Colla that shares the work; one not `seen_at` for a while is dead. Belongs to no tenant."""

    __tablename__: ClassVar[str] = "processes"

    id: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Moment)
