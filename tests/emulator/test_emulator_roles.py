"""Admin, member, guest, somebody from another organisation, deactivated: what each may do."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from emulator import seed
from emulator.pilot import Pilot, PilotPerson, Refused
from emulator.server import Emulator


def test_an_admin_deletes_anybodys_message_and_a_member_their_own(pilot: Pilot, nuria: PilotPerson) -> None:
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("general")
    nuria.says("From an admin")
    with pytest.raises(Refused, match="only delete your own"):
        pere.deletes("From an admin")
    with pytest.raises(Refused, match="only edit your own"):
        pere.edits("From an admin", "Mine now")
    pere.says("From a member")
    pere.uploads("member.csv", b"1")
    nuria.deletes("From a member")
    nuria.deletes_file("member.csv")
    nuria.stops_seeing("From a member")
    with pytest.raises(Refused, match="only edit your own"):
        nuria.edits("This file was deleted.", "x")


def test_a_guest_sees_their_own_channels_and_uses_the_app_there(app: App, pilot: Pilot, connect: Any) -> None:
    told: list[str] = []

    @app.command("/groups")
    def groups(ack: Any, command: Any, client: Any) -> None:
        ack("Here")
        told.append(client.users_info(user=command["user_id"])["user"]["is_restricted"])

    connect(app)
    aina = pilot.act_as("Aina Bosch")
    with pytest.raises(Refused, match="sees no channel"):
        aina.goes_to("general")
    with pytest.raises(Refused, match="need an invitation"):
        aina.joins("urbanisme")
    aina.goes_to("festa-major")
    with pytest.raises(Refused, match="Guests cannot add"):
        aina.invites("Luis Ortega", to="festa-major")
    aina.types("/groups")
    aina.sees("Here")
    assert told == [True]


def test_a_stranger_presses_what_is_in_a_shared_channel_and_is_known_by_their_team(
    app: App, client: WebClient, pilot: Pilot, connect: Any, channels: dict[str, str], emulator: Emulator
) -> None:
    bodies: list[dict[str, Any]] = []

    @app.action("go")
    def gone(ack: Any, body: Any) -> None:
        ack()
        bodies.append(body)

    connect(app)
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    client.chat_postMessage(
        channel=channels["consorci"], text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    marta = pilot.act_as("Marta Gil")
    marta.goes_to("consorci")
    marta.presses("Go")
    assert bodies[0]["user"]["team_id"] == bodies[0]["team"]["id"] != emulator.workspace.id
    for there in ("general", "Bolt app"):
        with pytest.raises(Refused):
            marta.goes_to(there)
    luis = pilot.act_as("Luis Ortega")
    with pytest.raises(Refused, match="shared channels only"):
        luis.invites("Marta Gil", to="urbanisme")


def _says(person: PilotPerson) -> None:
    person.says("x")


def _runs_a_command(person: PilotPerson) -> None:
    person.types("/groups")


def _uploads(person: PilotPerson) -> None:
    person.uploads("a.csv", b"1")


def _presses(person: PilotPerson) -> None:
    person.presses("Go")


def _chooses(person: PilotPerson) -> None:
    person.chooses("Which", "Alpha")


def _reacts(person: PilotPerson) -> None:
    person.reacts("eyes", on="Mine")


def _edits(person: PilotPerson) -> None:
    person.edits("Mine", "x")


def _deletes(person: PilotPerson) -> None:
    person.deletes("Mine")


def _deletes_a_file(person: PilotPerson) -> None:
    person.deletes_file("mine.csv")


def _opens_home(person: PilotPerson) -> None:
    person.opens_home()


def _runs_a_shortcut(person: PilotPerson) -> None:
    person.runs_shortcut("Open a form")


def _runs_a_message_shortcut(person: PilotPerson) -> None:
    person.runs_message_shortcut("Look at a message", on="Mine")


def _joins(person: PilotPerson) -> None:
    person.joins("festa-major")


def _leaves(person: PilotPerson) -> None:
    person.leaves("general")


def _invites(person: PilotPerson) -> None:
    person.invites("Aina Bosch", to="general")


def _meets(person: PilotPerson) -> None:
    person.meets("Emma Clarke", "Luis Ortega")


@pytest.mark.parametrize(
    "deed",
    [
        _says, _runs_a_command, _uploads, _presses, _chooses, _reacts, _edits, _deletes, _deletes_a_file,
        _opens_home, _runs_a_shortcut, _runs_a_message_shortcut, _joins, _leaves, _invites, _meets,
    ],
)  # fmt: skip  # a list
def test_a_deactivated_account_does_nothing_any_more(
    pilot: Pilot, client: WebClient, channels: dict[str, str], deed: Callable[[PilotPerson], None]
) -> None:
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("general")
    pere.says("Mine")
    pere.uploads("mine.csv", b"1")
    words = {"type": "plain_text", "text": "Alpha"}
    select = {
        "type": "static_select", "action_id": "which", "options": [{"text": words, "value": "a"}],
        "placeholder": {"type": "plain_text", "text": "Which"},
    }  # fmt: skip  # pairs
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    elements = [{"type": "actions", "elements": [button, select]}]
    client.chat_postMessage(channel=channels["general"], text="x", blocks=elements)
    pilot.changes_role("Pere Soler", "deactivated")
    with pytest.raises(Refused, match="Pere Soler's account is deactivated"):
        deed(pere)


def test_a_change_of_role_is_told_and_read(
    app: App, client: WebClient, pilot: Pilot, connect: Any, people: dict[str, str], nuria: PilotPerson
) -> None:
    told: list[dict[str, Any]] = []
    app.event("user_change")(lambda event: told.append(event["user"]))
    connect(app)
    pilot.changes_role("Núria Puig", "member")
    pilot.waits_until_delivered()
    assert (told[0]["id"], told[0]["is_admin"]) == (people["nuria"], False)
    assert client.users_info(user=people["nuria"])["user"]["is_admin"] is False
    for name, role in (("Núria Puig", "king"), ("Marta Gil", "admin"), ("Bolt app", "admin")):
        with pytest.raises(Refused, match="can become"):
            pilot.changes_role(name, role)


def test_a_form_before_somebody_who_is_deactivated_is_gone(
    app: App, pilot: Pilot, connect: Any, nuria: PilotPerson
) -> None:
    @app.shortcut("open_modal")
    def opened(ack: Any, shortcut: Any, client: Any) -> None:
        title = {"type": "plain_text", "text": "Form"}
        view = {"type": "modal", "title": title, "blocks": [{"type": "divider"}]}
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        ack()

    connect(app)
    nuria.runs_shortcut("Open a form")
    assert nuria.form and nuria.form.title == "Form"
    pilot.changes_role("Núria Puig", "deactivated")
    assert nuria.form is None


def test_a_seed_with_a_role_that_there_is_not_is_refused() -> None:
    people = [{"name": "X", "role": "king"}]
    with pytest.raises(ValueError, match="'king'"):
        seed.workspace({"team": {"name": "T", "domain": "t"}, "people": people, "channels": []})


def test_an_archived_channel_is_only_read() -> None:
    old = {"name": "vell", "archived": True, "bot": True, "members": ["nuria"]}
    document = seed.DEFAULT | {"channels": [old]}
    with Emulator(seed=document) as served, Pilot(served.url) as pilot:
        nuria, pere = pilot.act_as("nuria"), pilot.act_as("pere")
        nuria.goes_to("vell")
        with pytest.raises(Refused, match="#vell is archived"):
            nuria.says("x")
        with pytest.raises(Refused, match="#vell is archived"):
            pere.joins("vell")
