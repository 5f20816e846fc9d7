"""The way to the database: a transaction to change things, a reading to look at them."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.sqlite import BUSY, READING, Claim, sqlite_engine

ATTEMPTS = 5
FIRST_PAUSE = 0.02
ASKED_AGAIN = ("40001", "40P01")  # PostgreSQL: could not serialize, deadlock detected

Result = TypeVar("Result")


class Database:
    """SQLite by `sqlite:///file`, PostgreSQL by `postgresql://…` (or `postgres://…`)."""

    def __init__(self, url: str) -> None:
        address = _address(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self.engine = sqlite_engine(address) if self.is_sqlite else _postgresql_engine(address)
        self._reader = self.engine.execution_options(**_reading_options(self.is_sqlite))
        self._claim = Claim(address.database) if self.is_sqlite and address.database else None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end and rolls back on any raise; nothing else commits."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment on SQLite, waits for no writer and cannot write."""
        with Session(self._reader) as session:
            yield session

    def write(self, function: Callable[[Session], Result]) -> Result:
        """What `function(session)` returns, committed; it is run again when the database asks for that."""
        for attempt in range(1, ATTEMPTS):
            try:
                return self._write_once(function)
            except DBAPIError as error:
                if not _asks_again(error):
                    raise
            time.sleep(FIRST_PAUSE * 2**attempt * random.random())  # noqa: S311 # spreads the waits, no secret
        return self._write_once(function)

    def _write_once(self, function: Callable[[Session], Result]) -> Result:
        with self.transaction() as session:
            return function(session)

    def claim(self) -> None:
        """Keep other processes from serving the same SQLite file; PostgreSQL may be shared.

        Raises DatabaseInUse. Given back by `close()`, and by the system when the process dies.
        """
        if self._claim:
            self._claim.take()

    def close(self) -> None:
        """Close every connection and give the claim back."""
        self.engine.dispose()
        if self._claim:
            self._claim.give_back()


def _address(url: str) -> URL:
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _postgresql_engine(address: URL) -> Engine:
    return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=30)


def _reading_options(is_sqlite: bool) -> dict[str, bool]:
    return {READING: True} if is_sqlite else {"postgresql_readonly": True}


def _asks_again(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.OperationalError):
        return (error.orig.sqlite_errorcode & 0xFF) in BUSY
    return getattr(error.orig, "sqlstate", None) in ASKED_AGAIN
