"""Envelopes: acks in time, retries, one socket each, what the person sees when an ack is missing."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from tests.emulator.conftest import hang_up


def test_an_undeclared_command_is_unknown(strict: Emulator) -> None:
    with Pilot(strict.url) as pilot:
        nuria = pilot.act_as("Núria Puig")
        nuria.goes_to("general")
        nuria.types("/nonsense")
        nuria.sees("/nonsense is not a valid command")
        assert [entry for entry in pilot.log() if entry["kind"] == "envelope"] == []


def test_without_a_connection_the_person_is_told(nuria: PilotPerson) -> None:
    nuria.types("/groups")
    nuria.sees("/groups failed because the app did not respond")


def test_a_missed_deadline_is_told_where_the_person_looks(
    app: App, pilot: Pilot, nuria: PilotPerson, connect: Any, client: WebClient, channels: dict[str, str]
) -> None:
    app.command("/slow")(lambda: None)  # never acks
    app.action("slow")(lambda: None)
    connect(app)
    pressed = {"type": "button", "action_id": "slow", "text": {"type": "plain_text", "text": "Slow"}}
    client.chat_postMessage(
        channel=channels["general"], text="x", blocks=[{"type": "actions", "elements": [pressed]}]
    )
    advancing = threading.Timer(0.3, pilot.moves_time_on, [3.1])
    advancing.start()
    nuria.types("/slow")
    nuria.sees("/slow failed because the app did not respond. (no ack within 3 seconds)")
    advancing = threading.Timer(0.3, pilot.moves_time_on, [3.1])
    advancing.start()
    nuria.presses("Slow")
    nuria.sees("Operation timed out. Apps need to respond within 3 seconds.")


def test_each_envelope_goes_to_one_socket(
    emulator: Emulator, pilot: Pilot, nuria: PilotPerson, connect: Any
) -> None:
    heard: list[tuple[int, str]] = []

    def listening(number: int) -> App:
        app = App(client=WebClient(token=emulator.bot_token, base_url=emulator.api_url))
        app.message("n")(lambda message: heard.append((number, message["text"])))
        return app

    connect(listening(1))
    connect(listening(2))
    for number in range(6):
        nuria.says(f"n{number}")
    pilot.waits_until_delivered()
    assert sorted(text for _, text in heard) == [f"n{number}" for number in range(6)]
    assert {number for number, _ in heard} == {1, 2}


class Raw:
    """A client beneath Bolt that acks what it is told to."""

    def __init__(self, emulator: Emulator) -> None:
        from slack_sdk.socket_mode.builtin import SocketModeClient

        self.got: list[SocketModeRequest] = []
        self.acks: Callable[[SocketModeRequest], bool] = lambda request: True
        web = WebClient(token=emulator.bot_token, base_url=emulator.api_url)
        self.client = SocketModeClient(app_token=emulator.app_token, web_client=web)
        self.client.socket_mode_request_listeners.append(self._heard)
        self.client.connect()

    def _heard(self, client: Any, request: SocketModeRequest) -> None:
        self.got.append(request)
        if self.acks(request):
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))


@pytest.fixture
def raw(emulator: Emulator, pilot: Pilot) -> Any:
    made = Raw(emulator)
    pilot.waits_until_connected()
    yield made
    hang_up(pilot, made.client)


def test_an_event_without_an_ack_comes_again(raw: Raw, pilot: Pilot, nuria: PilotPerson) -> None:
    pilot.compresses_retries(0.0001)
    raw.acks = lambda request: request.retry_attempt == 3
    nuria.says("hello")
    moving = threading.Event()

    def move() -> None:
        while not moving.wait(0.05):
            pilot.moves_time_on(1)

    mover = threading.Thread(target=move)
    mover.start()
    pilot.waits_until_delivered()
    moving.set()
    mover.join()
    assert [request.retry_attempt for request in raw.got] == [0, 1, 2, 3]
    assert [request.retry_reason for request in raw.got][1:] == ["timeout"] * 3
    assert len({request.payload["event_id"] for request in raw.got}) == 1
    assert len({request.envelope_id for request in raw.got}) == 4
    assert pilot.log()[-1]["attempts"] == 4 or any(entry["attempts"] == 4 for entry in pilot.log())


def test_only_some_envelopes_take_an_answer(raw: Raw, nuria: PilotPerson, pilot: Pilot) -> None:
    nuria.says("hello")
    nuria.types("/groups")
    nuria.runs_shortcut("Open a form")
    pilot.waits_until_delivered()
    assert {request.type: request.accepts_response_payload for request in raw.got} == {
        "events_api": False, "slash_commands": True, "interactive": False
    }  # fmt: skip  # pairs


def test_events_reach_only_a_bot_that_is_a_member(raw: Raw, nuria: PilotPerson, pilot: Pilot) -> None:
    nuria.goes_to("urbanisme")
    nuria.says("unheard")
    nuria.goes_to("secretaria")
    nuria.says("heard")
    nuria.goes_to("consorci")
    nuria.says("shared")
    pilot.waits_until_delivered()
    told = {r.payload["event"]["text"]: r.payload for r in raw.got}
    assert set(told) == {"heard", "shared"}
    assert told["heard"]["event"]["channel_type"] == "group"
    assert [told[text]["is_ext_shared_channel"] for text in ("heard", "shared")] == [False, True]


def test_a_command_tells_where_it_was_typed(raw: Raw, nuria: PilotPerson, pilot: Pilot) -> None:
    for place in ("general", "secretaria", "Bolt app"):
        nuria.goes_to(place)
        nuria.types("/groups a & <b>")
    pilot.waits_until_delivered()
    commands = [request.payload for request in raw.got]
    assert [command["channel_name"] for command in commands] == ["general", "privategroup", "directmessage"]
    assert commands[0]["text"] == "a &amp; &lt;b&gt;"
    assert {"trigger_id", "response_url", "user_name", "team_domain", "api_app_id"} <= set(commands[0])


def test_an_edited_and_a_deleted_message_are_told(raw: Raw, nuria: PilotPerson, pilot: Pilot) -> None:
    nuria.says("frist")
    nuria.edits("frist", "first")
    nuria.deletes("first")
    pilot.waits_until_delivered()
    events = {request.payload["event"].get("subtype", "new"): request.payload["event"] for request in raw.got}
    assert events["message_changed"]["message"]["text"] == "first"
    assert events["message_deleted"]["previous_message"]["text"] == "first"


def test_the_bot_hears_its_name_only_when_named(raw: Raw, nuria: PilotPerson, pilot: Pilot) -> None:
    nuria.says("nothing for you")
    nuria.says("@bolt_app please")
    pilot.waits_until_delivered()
    mentions = [r.payload["event"] for r in raw.got if r.payload["event"]["type"] == "app_mention"]
    assert [mention["text"].endswith("> please") for mention in mentions] == [True]


def test_a_ticket_opens_one_socket_and_ten_are_the_most(
    emulator: Emulator, client: WebClient, pilot: Pilot
) -> None:
    from websockets.exceptions import ConnectionClosed, InvalidStatus
    from websockets.sync.client import connect as dial

    def address() -> str:
        return str(client.apps_connections_open(app_token=emulator.app_token)["url"])

    with ExitStack() as stack:
        first = address()
        sockets = [stack.enter_context(dial(first))]
        with pytest.raises(InvalidStatus):
            stack.enter_context(dial(first))
        sockets += [stack.enter_context(dial(address())) for _ in range(9)]
        assert all('"type": "hello"' in str(socket.recv()) for socket in sockets)
        eleventh = stack.enter_context(dial(address()))
        assert "too_many_websockets" in str(eleventh.recv())
        with pytest.raises(ConnectionClosed):
            eleventh.recv()


def test_a_handler_reconnects_when_slack_refreshes(
    app: App, pilot: Pilot, nuria: PilotPerson, connect: Any
) -> None:
    app.command("/groups")(lambda ack: ack("here"))
    handler: SocketModeHandler = connect(app)
    before = handler.client.session_id()
    pilot.fault("refresh_requested")
    assert len([e for e in _until(pilot, "connected", 2) if e["name"] == "connected"]) == 2
    nuria.types("/groups")
    nuria.sees("here")
    assert handler.client.session_id() != before


def test_a_socket_that_was_asked_to_leave_is_closed(
    emulator: Emulator, client: WebClient, pilot: Pilot
) -> None:
    from websockets.exceptions import ConnectionClosed
    from websockets.sync.client import connect as dial

    with dial(str(client.apps_connections_open(app_token=emulator.app_token)["url"])) as socket:
        socket.recv()
        pilot.fault("refresh_requested")
        assert "refresh_requested" in str(socket.recv())
        pilot.moves_time_on(11)
        with pytest.raises(ConnectionClosed):
            socket.recv()


def _until(pilot: Pilot, name: str, count: int) -> list[dict[str, Any]]:
    """The log once it has that many entries of a name."""
    viewer = pilot.act_as("nuria")
    screen = viewer.screen()
    for _ in range(200):
        entries = pilot.log()
        if sum(entry["name"] == name for entry in entries) >= count:
            return entries
        screen = viewer.screen(after=screen["version"], timeout=1)
    raise AssertionError(f"{name} was not logged {count} times.")
