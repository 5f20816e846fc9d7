"""Who may: the workspace's admins and owners, and those in the settings; others are told who can help."""

from collections.abc import Iterator

import pytest

from bot.app import Colla, create_app
from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from tests.scenarios.conftest import settings_for

REFUSALS = {
    "Pere Soler": "Només els gestors de grups poden fer això.",
    "Luis Ortega": "Solo los gestores de grupos pueden hacer esto.",
    "Emma Clarke": "Only managers of groups can do this.",
    "Aina Bosch": "Només els gestors de grups poden fer això.",
}
COMMANDS = ("/groups", "/groups create", "/groups create Arxiu", "/groups import", "/groups import Arxiu")


def _in_festa_major(pilot: Pilot, name: str) -> PilotPerson:
    person = pilot.act_as(name)
    person.goes_to("Colla")
    return person


@pytest.mark.parametrize("name", REFUSALS)
def test_someone_who_is_no_manager_is_refused_in_their_language(
    colla: Colla, pilot: Pilot, name: str
) -> None:
    person = _in_festa_major(pilot, name)
    for command in COMMANDS:
        person.types(command)
        person.sees(REFUSALS[name])
        assert person.form is None


def test_the_refusal_names_who_can_help(nuria: PilotPerson, pilot: Pilot) -> None:
    emma = _in_festa_major(pilot, "Emma Clarke")
    emma.types("/groups create Arxiu")
    emma.sees("Ask an admin of this workspace.")
    nuria.types("/groups create Arxiu")
    nuria.sees("Group Arxiu created")
    emma.types("/groups create Arxiu")
    emma.sees("Only managers of groups can do this. Ask @Núria Puig.")


def test_everybody_may_read_the_help(colla: Colla, pilot: Pilot) -> None:
    emma = _in_festa_major(pilot, "Emma Clarke")
    emma.types("/groups help")
    emma.sees("/groups create [name]")


@pytest.fixture
def colla_of_emma(emulator: Emulator, pilot: Pilot, database_url: str) -> Iterator[Colla]:
    """Emma is named in the settings."""
    account = next(one.id for one in emulator.workspace.people.values() if one.handle == "emma")
    started = create_app(settings_for(emulator, database_url, COLLA_MANAGERS=account))
    started.start()
    pilot.waits_until_connected(1)
    yield started
    started.stop()


def test_who_is_named_in_the_settings_may(colla_of_emma: Colla, pilot: Pilot) -> None:
    emma = _in_festa_major(pilot, "Emma Clarke")
    emma.types("/groups create Arxiu")
    emma.sees("Group Arxiu created")
    aina = _in_festa_major(pilot, "Pere Soler")
    aina.types("/groups create Biblioteca")
    aina.sees("Demaneu-ho a @Emma Clarke.")


def test_when_slack_does_not_say_who_it_is_nothing_is_done(nuria: PilotPerson, pilot: Pilot) -> None:
    pilot.fault("500", match="users.info")
    nuria.types("/groups create Arxiu")
    nuria.sees("I could not ask Slack who you are. Try again in a minute; nothing was changed.")
    nuria.types("/groups create Arxiu")
    nuria.sees("Group Arxiu created")
