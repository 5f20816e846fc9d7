"""Migrations: up, down and up again, by one process at a time, and no row is harmed."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage import imports, migrating, postings
from storage.database import Database
from storage.models import Table
from tests.databases import SqliteFolder
from tests.storage.filling import HERE, NOW, THERE, a_group, a_thread, an_import, leave, users_in

UPGRADE = """
import sys
from storage import database, migrating
opened = database.Database(sys.argv[1])
migrating.upgrade(opened)
opened.close()
"""
Rows = dict[str, list[dict[str, Any]]]


def test_the_models_say_what_the_revisions_say(database: Database) -> None:
    migrating.check(database)


def test_a_bare_database_is_brought_to_the_newest_revision(bare_database: Database) -> None:
    assert not migrating.is_at_head(bare_database)
    migrating.upgrade(bare_database)
    assert migrating.is_at_head(bare_database)


def test_an_upgrade_of_a_database_in_use_changes_nothing(database: Database) -> None:
    _populate(database)
    before = _rows(database)
    migrating.upgrade(database)
    assert _rows(database) == before


def test_down_to_nothing_and_up_again_gives_the_same_tables_for_the_same_rows(
    bare_database: Database,
) -> None:
    migrating.upgrade(bare_database)
    _populate(bare_database)
    tables, rows = _schema(bare_database), _rows(bare_database)
    migrating.downgrade(bare_database, "base")
    assert _names(bare_database) == ["alembic_version"]
    migrating.upgrade(bare_database)
    assert _schema(bare_database) == tables
    _put_in(bare_database, rows)
    assert _rows(bare_database) == rows


def test_each_revision_can_be_taken_back_and_applied_again(bare_database: Database) -> None:
    script = ScriptDirectory(str(migrating.MIGRATIONS))
    for revision in reversed([one.revision for one in script.walk_revisions()]):
        migrating.upgrade(bare_database, revision)
        after = _schema(bare_database)
        migrating.downgrade(bare_database, "-1")
        migrating.upgrade(bare_database, revision)
        assert _schema(bare_database) == after
    assert migrating.is_at_head(bare_database)


def test_processes_that_start_at_once_upgrade_once(bare_database: Database) -> None:
    url = bare_database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-W", "error", "-c", UPGRADE, url]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate()[1] for process in started]
    assert told == [""] * 4
    assert [process.returncode for process in started] == [0] * 4
    assert migrating.is_at_head(bare_database)


def test_a_revision_that_fails_leaves_nothing_behind(bare_database: Database) -> None:
    with pytest.raises(LookupError), migrating.locked(bare_database) as connection:
        connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
        raise LookupError
    assert _names(bare_database) == []


def test_a_table_is_rebuilt_without_harm_to_those_that_point_at_it(sqlite_folder: SqliteFolder) -> None:
    """As Alembic changes a table of SQLite, which cannot alter much by itself."""
    database = Database(sqlite_folder.create(is_migrated=True))
    _populate(database)
    rows, tables = _rows(database), _schema(database)
    with migrating.locked(database) as connection:
        for name in ("groups", "memberships", "changes"):
            _rebuild(connection, name)
    assert _rows(database) == rows
    assert _schema(database) == tables
    database.close()


def test_rows_that_point_nowhere_stop_a_migration_of_sqlite(sqlite_folder: SqliteFolder) -> None:
    """PostgreSQL keeps its keys on and refuses by itself."""
    database = Database(sqlite_folder.create(is_migrated=True))
    _populate(database)
    rows = _rows(database)
    with (
        pytest.raises(migrating.MigrationBroke, match="point nowhere"),
        migrating.locked(database) as connection,
    ):
        connection.execute(text("DELETE FROM users"))
    assert _rows(database) == rows
    with database.reading() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    database.close()


def test_a_draft_says_what_the_database_lacks(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    with migrating.locked(database) as connection:
        connection.execute(text("DROP INDEX ix_users_tenant_folded_name"))
    migrating.draft(database, "find users by name", folder=folder)
    [drafted] = folder.glob("versions/*find_users_by_name.py")
    assert "create_index" in drafted.read_text()
    assert "ix_users_tenant_folded_name" in drafted.read_text()


def _populate(database: Database) -> None:
    """Rows in every table that has something to lose."""
    with database.transaction() as session:
        for tenant in (HERE, THERE):
            group = a_group(session, tenant)
            leave(session, group, users_in(session, group, "00000001R", "00000002W")[0])
            thread, _ = imports.add_thread(session, a_thread(group))
            imports.add(session, an_import(thread))
            postings.begin(session, tenant, thread.id, "opening", NOW)


def _rebuild(connection: Connection, table: str) -> None:
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table(table, recreate="always"):
        pass


def _names(database: Database) -> list[str]:
    return inspect(database.engine).get_table_names()


def _schema(database: Database) -> dict[str, list[str]]:
    """Of each table whatever the database tells of it, in an order of its own."""
    found = inspect(database.engine)
    told = (found.get_columns, found.get_unique_constraints, found.get_foreign_keys)
    return {
        name: sorted([*(str(one) for ask in told for one in ask(name)), *_indexes(found.get_indexes(name))])
        for name in found.get_table_names()
    }


def _indexes(indexes: Sequence[Any]) -> list[str]:
    """With the words of a partial index, which come as an object."""
    return [str({**one, "dialect_options": _in_words(one.get("dialect_options", {}))}) for one in indexes]


def _in_words(options: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in options.items()}


def _rows(database: Database) -> Rows:
    with database.reading() as session:
        return {
            table.name: sorted((row._asdict() for row in session.execute(table.select())), key=str)
            for table in Table.metadata.sorted_tables
        }


def _put_in(database: Database, rows: Rows) -> None:
    with database.transaction() as session:
        for table in Table.metadata.sorted_tables:
            if rows[table.name]:
                session.execute(table.insert(), rows[table.name])
