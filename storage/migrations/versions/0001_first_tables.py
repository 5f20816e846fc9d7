"""The first tables: workspaces, changes, users, groups, memberships, import threads, imports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_workspaces()
    _create_changes()
    _create_groups()
    _create_users()
    _create_import_threads()
    _create_memberships()
    _create_imports()
    _create_postings()
    _create_processes()


def downgrade() -> None:
    for table in (
        "processes",
        "postings",
        "imports",
        "memberships",
        "import_threads",
        "users",
        "groups",
        "changes",
        "workspaces",
    ):
        op.drop_table(table)


def _create_workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uninstalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("change_count", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", name="pk_workspaces"),
    )


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("request", sa.String(), nullable=True),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["workspaces.tenant"], name="fk_changes_tenant"),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_changes"),
        sa.UniqueConstraint("tenant", "number", name="uq_changes_tenant_number"),
        sa.UniqueConstraint("tenant", "request", name="uq_changes_tenant_request"),
    )
    op.create_index("ix_changes_tenant_group_id_number", "changes", ["tenant", "group_id", "number"])
    op.create_index("ix_changes_tenant_user_id_number", "changes", ["tenant", "user_id", "number"])


def _create_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "created_by"], ["changes.tenant", "changes.id"], name="fk_groups_tenant_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "deleted_by"], ["changes.tenant", "changes.id"], name="fk_groups_tenant_deleted_by"
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_groups"),
    )
    op.create_index(
        "uq_groups_tenant_folded_name_living",
        "groups",
        ["tenant", "folded_name"],
        unique=True,
        sqlite_where=sa.text("deleted_by IS NULL"),
        postgresql_where=sa.text("deleted_by IS NULL"),
    )


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("slack_account", sa.String(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "created_by"], ["changes.tenant", "changes.id"], name="fk_users_tenant_created_by"
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_users"),
        sa.UniqueConstraint("tenant", "identifier", name="uq_users_tenant_identifier"),
    )
    op.create_index("ix_users_tenant_folded_name", "users", ["tenant", "folded_name"])


def _create_import_threads() -> None:
    op.create_table(
        "import_threads",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_in", sa.String(), nullable=False),
        sa.Column("asked_in_kind", sa.String(), nullable=False),
        sa.Column("answer_to", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant", "group_id"], ["groups.tenant", "groups.id"], name="fk_import_threads_tenant_group_id"
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_import_threads"),
        sa.UniqueConstraint("tenant", "request", name="uq_import_threads_tenant_request"),
    )


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "added_by"], ["changes.tenant", "changes.id"], name="fk_memberships_tenant_added_by"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "group_id"], ["groups.tenant", "groups.id"], name="fk_memberships_tenant_group_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "removed_by"],
            ["changes.tenant", "changes.id"],
            name="fk_memberships_tenant_removed_by",
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "user_id"], ["users.tenant", "users.id"], name="fk_memberships_tenant_user_id"
        ),
        sa.PrimaryKeyConstraint("tenant", "group_id", "user_id", "added_by", name="pk_memberships"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_memberships_tenant_user_id", "memberships", ["tenant", "user_id"])
    op.create_index(
        "uq_memberships_tenant_group_id_user_id_open",
        "memberships",
        ["tenant", "group_id", "user_id"],
        unique=True,
        sqlite_where=sa.text("removed_by IS NULL"),
        postgresql_where=sa.text("removed_by IS NULL"),
    )


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("channel_kind", sa.String(), nullable=True),
        sa.Column("thread_ts", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("change_id", sa.Uuid(), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("results", sa.LargeBinary(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant", "change_id"], ["changes.tenant", "changes.id"], name="fk_imports_tenant_change_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "group_id"], ["groups.tenant", "groups.id"], name="fk_imports_tenant_group_id"
        ),
        sa.ForeignKeyConstraint(
            ["tenant", "thread_id"],
            ["import_threads.tenant", "import_threads.id"],
            name="fk_imports_tenant_thread_id",
        ),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_imports"),
        sa.UniqueConstraint("tenant", "file", "group_id", name="uq_imports_tenant_file_group_id"),
    )
    op.create_index("ix_imports_tenant_group_id_digest", "imports", ["tenant", "group_id", "digest"])


def _create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("tenant", sa.String(), nullable=False),
        sa.Column("owner", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "owner", "part", name="pk_postings"),
    )
    op.create_index("ix_postings_tenant_channel_ts", "postings", ["tenant", "channel", "ts"], unique=True)


def _create_processes() -> None:
    op.create_table(
        "processes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_processes"),
    )
