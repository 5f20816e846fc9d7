"""What SQLite needs to be safe and quick: pragmas, BEGIN IMMEDIATE, one writer at a time, one process."""

import fcntl
import os
import sqlite3
import threading
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

READING = "colla_reading"
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
PATIENCE = 30.0  # seconds that a writer waits for its turn
HOLDS_LOCK = "colla_holds_write_lock"
HAS_WIDE_CACHE = "colla_has_wide_cache"
WIDE_CACHE = 16 * 1024  # kilobytes; SQLite's own default is 2000
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class DatabaseInUse(Exception):
    """Another process serves this SQLite file."""

    def __init__(self, path: Path, pid: str) -> None:
        super().__init__(f"{path} is served by the process {pid}. Stop it, or use PostgreSQL for several.")
        self.pid = pid


def sqlite_engine(address: URL) -> Engine:
    """An engine whose transactions take the write lock at their start, unless they only read.

    The pool never makes a thread wait: writers wait at the lock, each holding its connection.
    """
    if not address.database or address.database == ":memory:":
        raise ValueError("SQLite needs a file, as in sqlite:///colla.db")
    arguments = {"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False}
    engine = create_engine(address, connect_args=arguments, pool_size=20, max_overflow=-1)
    writing = WriteLock()
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", lambda connection: _begin(connection, writing))
    event.listen(engine, "checkin", lambda connection, entry: _put_back(connection, entry, writing))
    return engine


class WriteLock:
    """Puts the writers of a process in line, which SQLite's own sleeping and asking does badly."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None

    def acquire(self) -> None:
        """Wait for the turn; a thread that holds it already would wait for itself and is told so."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a transaction was begun inside a transaction")
        if not self._lock.acquire(timeout=PATIENCE):
            raise TimeoutError(f"the database was being written to for {PATIENCE:.0f} s")
        self._owner = threading.get_ident()

    def release(self) -> None:
        self._owner = None
        self._lock.release()


def _set_pragmas(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, writing: WriteLock) -> None:
    """Begin in our words: the driver must add none of its own, whatever an isolation level asked of it."""
    pooled = connection.connection
    pooled.dbapi_connection.isolation_level = None  # type: ignore[union-attr] # alive while it begins
    if connection.get_execution_options().get(READING):
        _run(connection, "PRAGMA query_only=ON", "BEGIN")
        return
    _hold(pooled, writing)
    _run(connection, "PRAGMA query_only=OFF", "BEGIN IMMEDIATE")


def _hold(pooled: PoolProxiedConnection, writing: WriteLock) -> None:
    if pooled.info.get(HOLDS_LOCK):
        return
    writing.acquire()
    pooled.info[HOLDS_LOCK] = True


def _put_back(connection: sqlite3.Connection | None, entry: ConnectionPoolEntry, writing: WriteLock) -> None:
    """When the connection goes back to the pool, its commit or rollback is done: the next may write."""
    if entry.info.pop(HOLDS_LOCK, False):
        writing.release()
    if entry.info.pop(HAS_WIDE_CACHE, False) and connection:
        connection.execute("PRAGMA cache_size=-2000")
        connection.execute("PRAGMA shrink_memory")


def widen_cache(connection: Connection) -> None:
    """For a transaction of many rows: indexes that do not fit are written and read again and again."""
    connection.info[HAS_WIDE_CACHE] = True
    connection.exec_driver_sql(f"PRAGMA cache_size=-{WIDE_CACHE}")


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


class Claim:
    """A lock of the operating system on a file beside the database, with the owner's pid in it."""

    def __init__(self, database: str) -> None:
        self._database = Path(database)
        self._path = Path(f"{database}-lock")
        self._file: TextIOWrapper | None = None

    def take(self) -> None:
        if self._file:
            return
        file = self._path.open("a+", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(self._database, _read_and_close(file)) from None
        _sign(file)
        self._file = file

    def give_back(self) -> None:
        """The file stays: deleting it would let a third process lock another file of that name."""
        if self._file:
            self._file.close()
            self._file = None


def _sign(file: TextIOWrapper) -> None:
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()


def _read_and_close(file: TextIOWrapper) -> str:
    with file:
        file.seek(0)
        return file.read() or "that just started"
