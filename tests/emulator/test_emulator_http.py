"""HTTP mode: signed requests to an app that Bolt's own adapter serves, with Slack's retries."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import httpx
import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

Json = dict[str, Any]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Create group"},
    "submit": {"type": "plain_text", "text": "Create"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "name"},
        },
        {
            "type": "input",
            "block_id": "area",
            "label": {"type": "plain_text", "text": "Area"},
            "element": {"type": "external_select", "action_id": "area", "min_query_length": 0},
        },
    ],
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@dataclass
class Served:
    """A Bolt app behind an address; `refuses` tells which requests never reach it."""

    app: App
    url: str = ""
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What to answer instead of the app's answer, one a request: a status, or a status and a header."""

    def __call__(self, environ: Json, start_response: Any) -> Any:
        self.headers.append({k: v for k, v in environ.items() if k.startswith("HTTP_X_SLACK")})
        if self.answers:
            status, _, header = self.answers.pop(0).partition("; ")
            start_response(status, [tuple(header.split(": "))] if header else [])
            return [b""]
        return SlackRequestHandler(self.app, path="/slack/events")(environ, start_response)


@pytest.fixture
def served(emulator: Emulator, pilot: Pilot) -> Iterator[Served]:
    client = WebClient(token=emulator.bot_token, base_url=emulator.api_url)
    bolt = App(client=client, signing_secret=emulator.signing_secret, process_before_response=True)
    made = Served(bolt)
    with make_server("127.0.0.1", 0, made, server_class=_Server, handler_class=_Quiet) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/slack/events"
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        assert pilot.sends_to(made.url)
        made.headers.clear()
        yield made
        server.shutdown()
        serving.join()


def test_a_command_an_action_a_type_ahead_and_a_form_all_pass_bolts_check(
    served: Served, nuria: PilotPerson, pilot: Pilot
) -> None:
    button = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Create group"}}

    @served.app.command("/groups")
    def groups(ack: Any, command: Any) -> None:
        ack(text=command["text"], blocks=[{"type": "actions", "elements": [button]}])

    @served.app.action("open")
    def opened(ack: Any, body: Any, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @served.app.options("area")
    def areas(ack: Any, payload: Any) -> None:
        ack(options=[{"text": {"type": "plain_text", "text": payload["value"] + "nisme"}, "value": "7"}])

    @served.app.view("form")
    def created(ack: Any, view: Any, client: Any, body: Any) -> None:
        values = view["state"]["values"]
        if values["name"]["name"]["value"] == "Taken":
            ack(response_action="errors", errors={"name": "That name is taken."})
            return
        ack()
        chosen = values["area"]["area"]["selected_option"]["value"]
        client.chat_postMessage(channel=body["user"]["id"], text=f"Created in {chosen}")

    nuria.types("/groups")
    nuria.presses("Create group")
    nuria.fills(Name="Taken")
    nuria.chooses("Area", "Urba")
    nuria.submits()
    assert nuria.form and nuria.form.errors == {"Name": "That name is taken."}
    nuria.fills(Name="Free")
    nuria.submits()
    nuria.goes_to("Bolt app")
    nuria.sees("Created in 7")
    assert {entry["status"] for entry in pilot.log() if entry["kind"] == "envelope"} == {"acked"}
    assert all(
        set(sent) == {"HTTP_X_SLACK_SIGNATURE", "HTTP_X_SLACK_REQUEST_TIMESTAMP"} for sent in served.headers
    )


def test_shortcuts_and_events_reach_the_same_address(served: Served, nuria: PilotPerson) -> None:
    @served.app.event("message")
    def heard(event: Any, say: Any) -> None:
        if event["text"] == "hello":
            say("Heard")

    @served.app.shortcut("open_modal")
    def shortcut(ack: Any, shortcut: Any, client: Any) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)
        ack()

    nuria.says("hello")
    nuria.sees("Heard")
    nuria.runs_shortcut("Open a form")
    assert nuria.form and nuria.form.title == "Create group"


def test_an_event_that_fails_is_sent_again_and_says_why(
    served: Served, nuria: PilotPerson, pilot: Pilot
) -> None:
    told: list[str] = []
    served.app.event("message")(lambda body: told.append(body["event_id"]))
    pilot.compresses_retries(0.001)
    served.answers += ["500 Broken", "503 Busy"]
    nuria.says("stubborn")
    pilot.waits_until_delivered()
    tries = [(h.get("HTTP_X_SLACK_RETRY_NUM"), h.get("HTTP_X_SLACK_RETRY_REASON")) for h in served.headers]
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    (entry,) = [entry for entry in pilot.log() if entry["name"] == "events_api"]
    assert (told, entry["attempts"]) == ([entry["sent"]["event_id"]], 3)


def test_retries_follow_the_clock_of_the_workspace(served: Served, nuria: PilotPerson, pilot: Pilot) -> None:
    served.app.event("message")(lambda: None)
    served.answers += ["500 Broken"] * 3
    nuria.says("stubborn")
    _wait(pilot, lambda: len(served.headers) == 2)  # the second try comes almost at once
    pilot.moves_time_on(61)
    _wait(pilot, lambda: len(served.headers) == 3)
    pilot.moves_time_on(301)
    pilot.waits_until_delivered()
    assert [h.get("HTTP_X_SLACK_RETRY_NUM") for h in served.headers] == [None, "1", "2", "3"]


def test_an_app_may_ask_not_to_be_told_again(served: Served, nuria: PilotPerson, pilot: Pilot) -> None:
    served.answers.append("500 Broken; X-Slack-No-Retry: 1")
    nuria.says("once")
    pilot.waits_until_delivered()
    assert len(served.headers) == 1


def test_a_command_is_never_sent_again_and_the_person_is_told(served: Served, nuria: PilotPerson) -> None:
    served.answers.append("500 Broken")
    nuria.types("/groups")
    nuria.sees("/groups failed because the app did not respond. (http_error 500)")
    assert len(served.headers) == 1


def test_a_forged_request_is_refused_by_bolt(served: Served) -> None:
    forged = httpx.post(served.url, content=b"{}", headers={"X-Slack-Signature": "v0=00"})
    assert forged.status_code == 401


def test_an_address_that_does_not_answer_fails_the_challenge(pilot: Pilot, nuria: PilotPerson) -> None:
    assert pilot.sends_to("http://127.0.0.1:9/slack/events") is False
    nuria.types("/groups")
    nuria.sees("(connection_failed ConnectError)")


def _wait(pilot: Pilot, is_so: Any) -> None:
    """Look again whenever something changes."""
    viewer = pilot.act_as("nuria")
    for _ in range(100):
        if is_so():
            return
        viewer.screen(after=viewer.screen()["version"], timeout=0.1)
    raise AssertionError("It did not happen.")
