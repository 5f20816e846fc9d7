"""A workspace, the Colla in it, and people: each test has its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Colla, create_app
from bot.settings import Settings
from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from tests.databases import SqliteFolder

MANIFEST = json.loads((Path(__file__).parents[2] / "manifest.json").read_text(encoding="utf-8"))


def variables_for(emulator: Emulator, database_url: str, **more: str) -> dict[str, str]:
    """What an operator would set."""
    return {
        "SLACK_API_URL": emulator.api_url,
        "SLACK_BOT_TOKEN": emulator.bot_token,
        "SLACK_APP_TOKEN": emulator.app_token,
        "SLACK_SIGNING_SECRET": emulator.signing_secret,
        "DATABASE_URL": database_url,
        **more,
    }


def settings_for(emulator: Emulator, database_url: str, **more: str) -> Settings:
    return Settings.read(variables_for(emulator, database_url, **more))


@pytest.fixture
def database_url(sqlite_folder: SqliteFolder) -> Iterator[str]:
    """Scenarios run on SQLite; those that are about what is kept ask for both databases themselves."""
    url = sqlite_folder.create(is_migrated=True)
    yield url
    sqlite_folder.drop(url)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(manifest=MANIFEST) as served:
        yield served


@pytest.fixture
def pilot(emulator: Emulator) -> Iterator[Pilot]:
    with Pilot(emulator.url) as flown:
        yield flown


@pytest.fixture
def colla(emulator: Emulator, pilot: Pilot, database_url: str) -> Iterator[Colla]:
    started = create_app(settings_for(emulator, database_url))
    started.start()
    pilot.waits_until_connected(1)
    yield started
    started.stop()


@pytest.fixture
def nuria(colla: Colla, pilot: Pilot) -> PilotPerson:
    """An admin of the workspace, in the private channel of the secretariat, where Colla is too."""
    person = pilot.act_as("Núria Puig")
    person.goes_to("secretaria")
    return person


@pytest.fixture
def group(nuria: PilotPerson) -> str:
    """The name of a group without users."""
    nuria.types("/groups create Urbanisme")
    nuria.sees("Group Urbanisme created")
    return "Urbanisme"


@pytest.fixture
def thread(nuria: PilotPerson, group: str) -> PilotPerson:
    """Núria in the thread that waits for a roster of the group."""
    nuria.types(f"/groups import {group}")
    nuria.submits()
    nuria.opens_thread(f"Import users into {group}")
    nuria.sees("users-mailbox-example.csv")
    return nuria
