"""kill -9 at each point of an import's work: all rows or none, one of each message, and it ends (R1)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from storage.database import Database
from storage.models import Change, Import, Membership, User
from tests.databases import Server
from tests.scenarios.conftest import emulator, pilot, variables_for
from tests.scenarios.rosters import identifier, roster

__all__ = ["emulator", "pilot"]

ROOT = Path(__file__).parents[2]
NEVER = "never"
OPENING = ("sent invitation", "kept invitation", "uploaded template", "kept template", "shared template")
IMPORTING = (
    "sent summary",
    "kept summary",
    "downloaded",
    "parsed",
    "rows written",
    "applied",
    "told",
    "uploaded results",
    "kept results",
    "shared results",
)
GOOD = 40
Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def database_url(server: Server) -> Iterator[str]:
    url = server.create(is_migrated=True)
    yield url
    server.drop(url)


@pytest.fixture
def start(emulator: Emulator, pilot: Pilot, database_url: str) -> Iterator[Start]:
    """Starts a Colla that dies at a point, once the one before is dead, and waits until it listens."""
    running: list[subprocess.Popen[bytes]] = []

    def started(point: str) -> subprocess.Popen[bytes]:
        variables = variables_for(emulator, database_url, COLLA_HEARTBEAT="0.2", LOG_LEVEL="ERROR")
        command = [sys.executable, "-m", "tests.processes.dying", point]
        running.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}))
        pilot.waits_until_connected(1)
        return running[-1]

    yield started
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def nuria(pilot: Pilot) -> PilotPerson:
    person = pilot.act_as("Núria Puig")
    person.goes_to("secretaria")
    return person


def _dies(process: subprocess.Popen[bytes]) -> None:
    """It was killed where it was to be."""
    assert process.wait(20) == -signal.SIGKILL


@pytest.mark.parametrize("point", OPENING)
def test_a_thread_is_opened_once(start: Start, nuria: PilotPerson, point: str) -> None:
    process = start(point)
    nuria.types("/groups create Urbanisme")
    nuria.types("/groups import Urbanisme")
    nuria.submits()
    _dies(process)
    start(NEVER)
    nuria.opens_thread("Import users into Urbanisme")
    nuria.sees("users-mailbox-example.csv")
    nuria.uploads("users.csv", roster((identifier(12345678), "Anna Serra")))
    nuria.sees("1 user added to Urbanisme")
    assert nuria.files().count("users-mailbox-example.csv") == 1
    nuria.leaves_thread()
    assert _count(nuria, "Import users into Urbanisme") == 1


@pytest.mark.parametrize("point", IMPORTING)
def test_an_import_is_all_or_nothing_and_told_once(
    start: Start, nuria: PilotPerson, point: str, database_url: str
) -> None:
    process = start(point)
    nuria.types("/groups create Urbanisme")
    nuria.types("/groups import Urbanisme")
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.sees("users-mailbox-example.csv")
    nuria.uploads("users.csv", _roster())
    _dies(process)
    assert _kept(database_url) in ({"users": 0, "members": 0, "imports": 0}, _all())
    start(NEVER)
    nuria.sees(f"{GOOD} users added to Urbanisme")
    nuria.sees("users-results.csv")
    _wait_until_nothing_is_owed(database_url)
    assert _kept(database_url) == _all()
    assert nuria.files().count("users-results.csv") == 1
    assert _count(nuria, "users added to Urbanisme") == 1
    assert _count(nuria, "I am reading the file") == 0


def _roster() -> bytes:
    people = [(identifier(20_000_000 + number), f"Anna Serra {number}") for number in range(GOOD)]
    return roster(*people, ("12345678A", "Pau Costa"))


def _all() -> dict[str, int]:
    return {"users": GOOD, "members": GOOD, "imports": 1}


def _kept(database_url: str) -> dict[str, int]:
    """How much is in the database, and how many imports its history tells of."""
    database = Database(database_url)
    with database.reading() as session:
        found = {
            "users": session.exec(select(func.count()).select_from(User)).one(),
            "members": session.exec(select(func.count()).select_from(Membership)).one(),
            "imports": session.exec(
                select(func.count()).select_from(Change).where(col(Change.import_id).is_not(None))
            ).one(),
        }
    database.close()
    return found


def _wait_until_nothing_is_owed(database_url: str) -> None:
    """Until the summary was told and the results file shown, for ten seconds."""
    owed = (
        select(func.count())
        .select_from(Import)
        .where(col(Import.told_at).is_(None) | col(Import.results).is_not(None))
    )
    database = Database(database_url)
    until = time.monotonic() + 10
    with database.reading() as session:
        while session.exec(owed).one():
            assert time.monotonic() < until, "the import was not finished"
            session.rollback()
    database.close()


def _count(nuria: PilotPerson, text: str) -> int:
    """Messages in the open thread, or in the channel, that say so."""
    screen = nuria.screen()
    return sum(text in message["text"] for message in screen["thread"] or screen["channel"])
