"""The promises of the database: nothing lost, nothing half done, no reader waits, one server a file."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, select

from storage import workspaces
from storage.database import ATTEMPTS, Database
from storage.models import Workspace
from storage.sqlite import DatabaseInUse
from tests.databases import SqliteFolder
from tests.storage.filling import HERE, NOW, THERE, a_group

THREADS = 8
ROUNDS = 25
SERVE = """
import sys
from storage.database import Database
database = Database(sys.argv[1])
database.claim()
print("claimed", flush=True)
sys.stdin.read()
"""


def test_no_update_is_lost_when_eight_threads_count_together(database: Database) -> None:
    _settle(database)
    with ThreadPoolExecutor(THREADS) as threads:
        counting = [threads.submit(_count, database) for _ in range(THREADS)]
    assert not any(done.exception() for done in counting)
    assert _name(database) == str(THREADS * ROUNDS)


def test_a_reader_sees_what_stood_before_while_a_writer_writes(database: Database) -> None:
    _settle(database)
    with database.transaction() as session:
        _rename(session, "being written")
        assert _name(database) == "0"
    assert _name(database) == "being written"


def test_a_reading_cannot_write(database: Database) -> None:
    _settle(database)
    with database.reading() as session, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        _rename(session, "slipped in")
    _count(database, rounds=1)
    assert _name(database) == "1"


def test_a_raise_undoes_the_whole_transaction(database: Database) -> None:
    _settle(database)
    with pytest.raises(LookupError), database.transaction() as session:
        _rename(session, "half done")
        workspaces.get_or_create(session, THERE, name="", now=NOW)
        raise LookupError
    with database.reading() as session:
        assert workspaces.by_tenant(session, THERE) is None
    assert _name(database) == "0"


def test_what_a_transaction_made_can_be_read_after_it(database: Database) -> None:
    with database.transaction() as session:
        made = workspaces.get_or_create(session, HERE, name="Ajuntament", now=NOW)
    assert (made.name, made.installed_at) == ("Ajuntament", NOW)


def test_moments_come_back_as_they_went(database: Database) -> None:
    _settle(database)
    with database.reading() as session:
        kept = workspaces.by_tenant(session, HERE)
    assert kept is not None
    assert kept.installed_at == NOW
    assert kept.installed_at.tzinfo is not None


def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        group = a_group(session, HERE)
        group.tenant = THERE
        session.flush()


def test_writing_is_tried_again_when_the_database_asks_for_it(database: Database) -> None:
    attempts = []

    def write(session: Session) -> str:
        attempts.append(1)
        workspaces.get_or_create(session, HERE, name="Ajuntament", now=NOW)
        if len(attempts) < ATTEMPTS:
            _be_asked_again(database, session)
        return "written"

    assert database.write(write) == "written"
    assert len(attempts) == ATTEMPTS
    assert _name(database) == "Ajuntament"


def test_writing_gives_up_when_the_database_keeps_asking(database: Database) -> None:
    attempts = []

    def write(session: Session) -> None:
        attempts.append(1)
        session.execute(text("SELECT 1"))
        _be_asked_again(database, session)

    with pytest.raises(DBAPIError):
        database.write(write)
    assert len(attempts) == ATTEMPTS


def test_another_fault_is_not_tried_again(database: Database) -> None:
    attempts = []

    def write(session: Session) -> None:
        attempts.append(1)
        session.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        database.write(write)
    assert len(attempts) == 1


def test_two_writers_who_wait_for_each_other_both_finish(database: Database) -> None:
    """SQLite lets the second begin when the first is done; PostgreSQL ends one of them, which goes again."""
    _settle(database, HERE, THERE)
    meeting = Barrier(1 if database.is_sqlite else 2)

    def cross(tenants: tuple[str, str]) -> int:
        attempts = []

        def write(session: Session) -> None:
            attempts.append(1)
            _add_one(session, tenants[0])
            if len(attempts) == 1:
                meeting.wait(20)
            _add_one(session, tenants[1])

        database.write(write)
        return len(attempts)

    with ThreadPoolExecutor(2) as threads:
        attempts = sum(threads.map(cross, [(HERE, THERE), (THERE, HERE)]))
    assert attempts == (2 if database.is_sqlite else 3)
    assert (_name(database), _name(database, THERE)) == ("2", "2")


def test_a_transaction_inside_a_transaction_is_told_so_on_sqlite(sqlite_folder: SqliteFolder) -> None:
    """It would wait for itself; PostgreSQL begins as many as it is asked to."""
    with _opened(sqlite_folder.create(is_migrated=True)) as database:
        _settle(database)
        with database.transaction() as session:
            _rename(session, "outer")
            with pytest.raises(RuntimeError, match="inside a transaction"), database.transaction() as inner:
                _rename(inner, "inner")
        assert _name(database) == "outer"


def test_sqlite_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Database("sqlite://")


def test_a_second_process_may_not_serve_the_same_sqlite_file(database_url: str) -> None:
    with _serving(database_url) as process, _opened(database_url) as database:
        if not database.is_sqlite:
            database.claim()
            return
        with pytest.raises(DatabaseInUse, match=f"process {process.pid}") as refusal:
            database.claim()
    assert refusal.value.pid == str(process.pid)


def test_a_file_is_free_again_when_its_process_was_killed(database_url: str) -> None:
    with _serving(database_url) as process:
        process.kill()
        process.wait()
        with _opened(database_url) as database:
            database.claim()


def test_a_file_is_free_again_when_it_was_closed(database_url: str) -> None:
    for _ in range(2):
        with _opened(database_url) as database:
            database.claim()
            database.claim()


def _settle(database: Database, *tenants: str) -> None:
    with database.transaction() as session:
        for tenant in tenants or (HERE,):
            workspaces.get_or_create(session, tenant, name="0", now=NOW)


def _count(database: Database, *, rounds: int = ROUNDS) -> None:
    for _ in range(rounds):
        database.write(lambda session: _add_one(session, HERE))


def _add_one(session: Session, tenant: str) -> None:
    """Reads, then writes what it read plus one: what loses updates where transactions are not in line."""
    question = select(Workspace).where(Workspace.tenant == tenant).with_for_update()
    workspace = session.exec(question).one()
    workspace.name = str(int(workspace.name) + 1)
    session.flush()


def _rename(session: Session, name: str) -> None:
    workspace = session.exec(select(Workspace).where(col(Workspace.tenant) == HERE)).one()
    workspace.name = name
    session.flush()


def _name(database: Database, tenant: str = HERE) -> str:
    with database.reading() as session:
        workspace = workspaces.by_tenant(session, tenant)
    assert workspace is not None
    return workspace.name


def _be_asked_again(database: Database, session: Session) -> None:
    """The database's own refusal: PostgreSQL tells of a deadlock, SQLite that it is busy."""
    if not database.is_sqlite:
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$"))
        return
    impatient = create_engine(database.engine.url, connect_args={"timeout": 0})
    try:
        with impatient.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        impatient.dispose()


@contextmanager
def _serving(database_url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that claimed the database, until the block ends."""
    command = [sys.executable, "-c", SERVE, database_url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "claimed\n"
        yield process
        process.communicate()


@contextmanager
def _opened(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    try:
        yield database
    finally:
        database.close()
