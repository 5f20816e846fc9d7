"""Triggers, stacks of forms, acks that answer, response_urls, and what payloads carry."""

from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator.pilot import Pilot, PilotPerson

Json = dict[str, Any]


def view(title: str = "Form", **more: Any) -> Json:
    field = {
        "type": "input", "block_id": "name", "optional": True,
        "label": {"type": "plain_text", "text": "Name"},
        "element": {"type": "plain_text_input", "action_id": "name"},
    }  # fmt: skip  # pairs
    button = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    return {
        "type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [field, {"type": "actions", "elements": [button]}], **more,
    }  # fmt: skip  # pairs


def error_of(call: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**named)
    return str(refused.value.response["error"])


@pytest.fixture
def commands(app: App, connect: Any) -> list[Json]:
    """Every command's payload; acked with nothing."""
    got: list[Json] = []

    @app.command("/groups")
    def groups(ack: Any, body: Any) -> None:
        got.append(body)
        ack()

    return got


@pytest.fixture
def trigger(app: App, connect: Any, commands: list[Json], nuria: PilotPerson) -> Any:
    """A fresh trigger_id of Núria's."""
    connect(app)

    def fresh() -> str:
        nuria.types("/groups")
        return str(commands[-1]["trigger_id"])

    return fresh


def test_a_trigger_is_used_up_once(trigger: Any, client: WebClient, nuria: PilotPerson) -> None:
    given = trigger()
    refused = view()
    refused["title"]["text"] = "x" * 25
    assert error_of(client.views_open, trigger_id=given, view=refused) == "invalid_arguments"
    client.views_open(trigger_id=given, view=view())
    assert error_of(client.views_open, trigger_id=given, view=view()) == "exchanged_trigger_id"
    assert error_of(client.views_open, trigger_id="1.2.3", view=view()) == "invalid_trigger_id"


def test_a_trigger_expires_after_three_seconds(trigger: Any, client: WebClient, pilot: Pilot) -> None:
    given = trigger()
    pilot.moves_time_on(3.1)
    assert error_of(client.views_open, trigger_id=given, view=view()) == "expired_trigger_id"


def test_three_forms_are_the_most_and_closing_shows_the_one_below(
    app: App, trigger: Any, client: WebClient, nuria: PilotPerson
) -> None:
    refused = []

    @app.action("more")
    def more(ack: Any, body: Any, client: Any) -> None:
        ack()
        try:
            client.views_push(
                trigger_id=body["trigger_id"], view=view(f"On {body['view']['title']['text']}"[:24])
            )
        except SlackApiError as error:
            refused.append(error.response["error"])

    client.views_open(trigger_id=trigger(), view=view("First"))
    nuria.presses("More")
    nuria.sees("On First")
    nuria.presses("More")
    nuria.sees("On On First")
    nuria.presses("More")
    assert nuria.screen()["forms"] == ["First", "On First", "On On First"]
    assert refused == ["push_limit_reached"]
    nuria.closes_form()
    assert nuria.form and nuria.form.title == "On First"
    nuria.closes_form(whole_stack=True)
    assert nuria.form is None


def test_a_push_wants_a_trigger_from_a_form(trigger: Any, client: WebClient) -> None:
    assert error_of(client.views_push, trigger_id=trigger(), view=view()) == "invalid_trigger_id"


def test_an_update_keeps_what_was_filled_in_and_minds_its_hash(
    trigger: Any, client: WebClient, nuria: PilotPerson
) -> None:
    opened = client.views_open(trigger_id=trigger(), view=view("Old"))["view"]
    nuria.fills(Name="Kept")
    changed = client.views_update(view_id=opened["id"], hash=opened["hash"], view=view("New"))["view"]
    assert nuria.form and (nuria.form.title, nuria.form.fields["Name"]) == ("New", "Kept")
    assert changed["state"]["values"]["name"]["name"]["value"] == "Kept"
    stale = {"view_id": opened["id"], "hash": opened["hash"], "view": view()}
    assert error_of(client.views_update, **stale) == "hash_conflict"
    assert error_of(client.views_update, view_id="V000", view=view()) == "not_found"


def test_external_ids_are_unique(trigger: Any, client: WebClient, people: dict[str, str]) -> None:
    client.views_open(trigger_id=trigger(), view=view(external_id="mine"))
    client.views_update(external_id="mine", view=view("Found", external_id="mine"))
    home = {"type": "home", "external_id": "mine", "blocks": view()["blocks"]}
    assert error_of(client.views_publish, user_id=people["nuria"], view=home) == "duplicate_external_id"


@pytest.mark.parametrize(
    ("answer", "forms"),
    [
        ({}, ["Below"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": view("Changed")}, ["Below", "Changed"]),
        ({"response_action": "push", "view": view("Above")}, ["Below", "Top", "Above"]),
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, ["Below", "Top"]),
        ({"response_action": "update", "view": {"type": "modal"}}, ["Below", "Top"]),
    ],
)
def test_an_answer_to_a_form_is_obeyed(
    app: App, trigger: Any, client: WebClient, nuria: PilotPerson, answer: Json, forms: list[str]
) -> None:
    @app.action("more")
    def more(ack: Any, body: Any, client: Any) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=view("Top"))

    app.view("form")(lambda ack: ack(**answer))
    client.views_open(trigger_id=trigger(), view=view("Below"))
    nuria.presses("More")
    nuria.sees("Top")
    nuria.submits()
    assert nuria.screen()["forms"] == forms
    assert bool(nuria.form and nuria.form.notice) is (forms == ["Below", "Top"])


def test_a_form_without_an_ack_says_so_and_stays(
    app: App, trigger: Any, client: WebClient, pilot: Pilot, nuria: PilotPerson
) -> None:
    client.views_open(trigger_id=trigger(), view=view())
    pilot.fault("dropped", match="view_submission")
    nuria.submits()
    nuria.sees("We had some trouble connecting")
    assert nuria.form


def test_closing_is_told_to_an_app_that_asked(
    app: App, trigger: Any, client: WebClient, pilot: Pilot, nuria: PilotPerson
) -> None:
    closed: list[bool] = []

    @app.view_closed("form")
    def gone(ack: Any, body: Any) -> None:
        ack()
        closed.append(body["is_cleared"])

    client.views_open(trigger_id=trigger(), view=view(notify_on_close=True))
    nuria.closes_form()
    assert closed == [False]


def test_actions_carry_what_slack_sends(
    app: App, client: WebClient, connect: Any, channels: dict[str, str], nuria: PilotPerson
) -> None:
    got: list[Json] = []
    elements: list[Json] = [
        {"type": "static_select", "action_id": "kind", "options": [
            {"text": {"type": "plain_text", "text": "Users"}, "value": "u"}]},
        {"type": "overflow", "action_id": "menu", "confirm": {
            "title": {"type": "plain_text", "text": "Sure?"},
            "text": {"type": "plain_text", "text": "Really"},
            "confirm": {"type": "plain_text", "text": "Yes"}, "deny": {"type": "plain_text", "text": "No"}},
         "options": [{"text": {"type": "plain_text", "text": "Delete"}, "value": "d"}]},
    ]  # fmt: skip  # two elements

    @app.action({"block_id": "b"})
    def acted(ack: Any, body: Any) -> None:
        ack()
        got.append(body)

    elements[0]["placeholder"] = {"type": "plain_text", "text": "Kind"}
    connect(app)
    block = {"type": "actions", "block_id": "b", "elements": elements}
    posted = client.chat_postMessage(channel=channels["general"], text="x", blocks=[block])
    nuria.chooses("Kind", "Users")
    nuria.presses("Delete", confirm=False)
    nuria.presses("Delete")
    first, second = got
    assert first["actions"][0]["selected_option"]["value"] == "u"
    assert first["state"]["values"]["b"]["kind"]["selected_option"]["value"] == "u"
    container = {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": posted["channel"],
        "is_ephemeral": False,
    }
    assert first["container"] == container
    assert first["message"]["ts"] == posted["ts"] and first["channel"]["name"] == "general"
    assert second["actions"][0]["selected_option"]["value"] == "d"
    assert {"trigger_id", "response_url", "team", "user", "api_app_id"} <= set(second)


def test_an_ephemerals_action_brings_no_message(
    app: App,
    client: WebClient,
    connect: Any,
    channels: dict[str, str],
    people: dict[str, str],
    nuria: PilotPerson,
) -> None:
    got: list[Json] = []

    @app.action("more")
    def acted(ack: Any, body: Any, respond: Any) -> None:
        ack()
        got.append(body)
        respond(text="Replaced", replace_original=True)

    connect(app)
    blocks = [view()["blocks"][1]]
    client.chat_postEphemeral(channel=channels["general"], user=people["nuria"], text="x", blocks=blocks)
    nuria.presses("More")
    nuria.sees("Replaced")
    nuria.does_not_see("[More]")
    assert got[0]["container"]["is_ephemeral"] is True
    assert "message" not in got[0]


def test_a_response_url_works_five_times(
    app: App, trigger: Any, commands: Any, pilot: Pilot, nuria: PilotPerson
) -> None:
    trigger()
    url = commands[-1]["response_url"]
    for number in range(5):
        assert httpx.post(url, json={"text": f"Answer {number}"}).text == "ok"
    used = httpx.post(url, json={"text": "Answer 5"})
    assert (used.status_code, used.json()["error"]) == (404, "used_url")
    nuria.sees("Answer 4")
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("general")
    pere.does_not_see("Answer")


def test_a_response_url_lives_thirty_minutes(trigger: Any, commands: list[Json], pilot: Pilot) -> None:
    trigger()
    pilot.moves_time_on(30 * 60 + 1)
    assert httpx.post(commands[-1]["response_url"], json={"text": "x"}).json()["error"] == "expired_url"


def test_a_response_url_refuses_what_slack_refuses(trigger: Any, commands: list[Json]) -> None:
    trigger()
    url = commands[-1]["response_url"]
    assert httpx.post(url, json={}).json()["error"] == "no_text"
    assert httpx.post(url, json={"blocks": [{"type": "x"}]}).json()["error"] == "invalid_blocks"
    assert httpx.post(url, content=b"{").json()["error"] == "invalid_payload"


def test_a_response_url_speaks_to_all_when_asked_and_where_the_bot_is_not(
    trigger: Any, commands: list[Json], pilot: Pilot, nuria: PilotPerson
) -> None:
    nuria.goes_to("urbanisme")
    trigger()
    httpx.post(commands[-1]["response_url"], json={"text": "To all", "response_type": "in_channel"})
    luis = pilot.act_as("Luis Ortega")
    luis.goes_to("urbanisme")
    luis.sees("To all")


def test_an_original_message_is_replaced_or_deleted(
    app: App, client: WebClient, connect: Any, channels: dict[str, str], nuria: PilotPerson
) -> None:
    @app.action("more")
    def acted(ack: Any, respond: Any) -> None:
        ack()
        respond(delete_original=True)

    connect(app)
    client.chat_postMessage(channel=channels["general"], text="x", blocks=[view()["blocks"][1]])
    nuria.presses("More")
    nuria.stops_seeing("[More]")
