"""The Pilot and its control API: what a person can do, what they are refused, what failing says."""

import re
import threading
import time
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator.pilot import Pilot, PilotPerson, Refused
from emulator.server import Emulator


def test_failing_to_see_prints_the_whole_screen(nuria: PilotPerson) -> None:
    nuria.says("What there is")
    with pytest.raises(AssertionError, match="does not see 'something else'") as failed:
        nuria.sees("something else", within=0.1)
    assert "Núria Puig: What there is" in str(failed.value)
    with pytest.raises(AssertionError, match="What there is"):
        nuria.does_not_see("What there is")


def test_seeing_waits_for_what_comes_later(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    posting = threading.Timer(
        0.3, client.chat_postMessage, [], {"channel": channels["general"], "text": "Later"}
    )
    posting.start()
    assert nuria.sees("Later") == "Later"


def test_people_go_only_where_they_may(pilot: Pilot) -> None:
    emma = pilot.act_as("Emma Clarke")
    with pytest.raises(Refused, match="sees no channel"):
        emma.goes_to("secretaria")
    emma.goes_to("urbanisme")
    with pytest.raises(Refused, match="Join #urbanisme first"):
        emma.says("hello")
    emma.joins("urbanisme")
    emma.says("hello")
    emma.sees("has joined the channel")
    with pytest.raises(Refused, match="deactivated"):
        jordi = pilot.act_as("Jordi Vidal")
        jordi.goes_to("Emma Clarke")
        jordi.says("hello")
    with pytest.raises(Refused, match="nobody called"):
        pilot.act_as("Nobody").goes_to("general")
    aina = pilot.act_as("aina")
    with pytest.raises(Refused):
        aina.goes_to("general")


def test_people_write_to_each_other_out_of_the_apps_sight(pilot: Pilot, nuria: PilotPerson) -> None:
    nuria.goes_to("Pere Soler")
    nuria.says("Between us")
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("Núria Puig")
    pere.sees("Between us")
    assert [entry for entry in pilot.log() if entry["kind"] == "envelope"] == []


def test_an_app_is_invited_to_a_channel(pilot: Pilot, nuria: PilotPerson, emulator: Emulator) -> None:
    nuria.invites("Bolt app", to="urbanisme")
    channel = emulator.workspace.channel_named("urbanisme")
    assert channel and emulator.workspace.app.bot_user_id in channel.members


def test_a_stranger_has_none_of_the_apps_own_doors(pilot: Pilot) -> None:
    marta = pilot.act_as("Marta Gil")
    marta.goes_to("consorci")
    marta.types("/groups")
    marta.sees("/groups is not a valid command")
    with pytest.raises(Refused, match="another organisation"):
        marta.runs_shortcut("Open a form")
    with pytest.raises(Refused, match="another organisation"):
        marta.opens_home()


def test_an_app_that_was_uninstalled_is_told_and_shut_out(
    app: App, client: WebClient, pilot: Pilot, connect: Any
) -> None:
    told: list[str] = []
    app.event("tokens_revoked")(lambda event: told.append(event["type"]))
    app.event("app_uninstalled")(lambda event: told.append(event["type"]))
    connect(app)
    pilot.uninstalls_app()
    pilot.waits_until_delivered()
    assert sorted(told) == ["app_uninstalled", "tokens_revoked"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_mentions_are_read_by_name(nuria: PilotPerson, client: WebClient, channels: dict[str, str]) -> None:
    nuria.says("@pere see #general <b>")
    nuria.sees("@Pere Soler see #general <b>")
    text = client.conversations_history(channel=channels["general"])["messages"][0]["text"]
    assert re.fullmatch(r"<@U\w+> see <#C\w+\|> &lt;b&gt;", text)


def test_two_buttons_that_read_alike_must_be_told_apart(
    app: App, client: WebClient, connect: Any, people: dict[str, str], nuria: PilotPerson
) -> None:
    pressed = []

    def row(name: str) -> dict[str, Any]:
        menu = {"type": "overflow", "action_id": "menu", "options": [
            {"text": {"type": "plain_text", "text": "Delete group"}, "value": name}]}  # fmt: skip
        return {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"*{name}*\n3 users"},
            "accessory": menu,
        }

    @app.action("menu")
    def chosen(ack: Any, action: Any) -> None:
        ack()
        pressed.append(action["selected_option"]["value"])

    connect(app)
    rows = [row("Urbanisme i obres"), row("Urbanisme"), row("Padró")]
    client.views_publish(user_id=people["nuria"], view={"type": "home", "blocks": rows})
    nuria.opens_home()
    with pytest.raises(AssertionError, match="3 times"):
        nuria.presses("Delete group")
    nuria.presses("Delete group", in_="Urbanisme")
    nuria.presses("Delete group", in_="Padró")
    assert pressed == ["Urbanisme", "Padró"]


def test_every_kind_of_field_is_filled_and_told(
    app: App,
    client: WebClient,
    connect: Any,
    nuria: PilotPerson,
    people: dict[str, str],
    channels: dict[str, str],
) -> None:
    def words(text: str) -> dict[str, Any]:
        return {"type": "plain_text", "text": text}

    def field(name: str, kind: str, **more: object) -> dict[str, Any]:
        element = {"type": kind, "action_id": "e", **more}
        return {"type": "input", "block_id": name, "label": words(name), "element": element}

    choices = [{"text": words(name), "value": name[0]} for name in ("Alpha", "Beta")]
    ticks = [{"text": words(f"Tick {name}"), "value": name} for name in ("A", "B")]
    fields = [
        field("Text", "plain_text_input", min_length=2),
        field("Number", "number_input", is_decimal_allowed=False),
        field("Email", "email_text_input"), field("Link", "url_text_input"), field("Date", "datepicker"),
        field("Time", "timepicker"), field("Moment", "datetimepicker"),
        field("One", "static_select", options=choices), field("Many", "multi_static_select", options=choices),
        field("Person", "users_select"), field("People", "multi_users_select"),
        field("Channel", "channels_select"), field("Place", "conversations_select"),
        field("Radio", "radio_buttons", options=choices),
        field("Boxes", "checkboxes", options=ticks),
    ]  # fmt: skip  # a table
    told: dict[str, Any] = {}

    @app.command("/form")
    def form(ack: Any, body: Any, client: Any) -> None:
        view = {
            "type": "modal",
            "callback_id": "all",
            "title": words("All"),
            "submit": words("Send"),
            "blocks": fields,
        }
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view("all")
    def submitted(ack: Any, view: Any) -> None:
        ack()
        told.update({block: state["e"] for block, state in view["state"]["values"].items()})

    connect(app)
    nuria.types("/form")
    nuria.fills(Text="x", Number="1.5", Email="nobody", Link="nowhere", Date="2026-11-22", Time="09:30")
    nuria.fills(Moment=1795374207)
    nuria.submits()
    assert nuria.form and {"Text", "Number", "Email", "Link", "One"} <= set(nuria.form.errors)
    nuria.fills(Text="xy", Number="15", Email="a@example.org", Link="https://example.org")
    nuria.chooses("One", "Alpha")
    nuria.chooses("Many", "Alpha", "Beta")
    nuria.chooses("Person", "Pere Soler")
    nuria.chooses("People", "Pere Soler", "Emma Clarke")
    nuria.chooses("Channel", "general")
    nuria.chooses("Place", "secretaria")
    nuria.chooses("Radio", "Beta")
    nuria.ticks("Tick A")
    nuria.ticks("Tick B")
    nuria.unticks("Tick A")
    nuria.submits()
    assert nuria.form is None
    assert (told["Text"]["value"], told["Number"]["value"], told["Date"]["selected_date"]) == (
        "xy",
        "15",
        "2026-11-22",
    )
    assert told["Moment"] == {"type": "datetimepicker", "selected_date_time": 1795374207}
    assert told["One"]["selected_option"]["value"] == "A"
    assert [option["value"] for option in told["Many"]["selected_options"]] == ["A", "B"]
    assert told["Person"]["selected_user"] == people["pere"]
    assert told["People"]["selected_users"] == [people["pere"], people["emma"]]
    assert told["Channel"]["selected_channel"] == channels["general"]
    assert told["Place"]["selected_conversation"] == channels["secretaria"]
    assert told["Radio"]["selected_option"]["value"] == "B"
    assert [option["value"] for option in told["Boxes"]["selected_options"]] == ["B"]


def test_an_option_that_is_not_offered_names_those_that_are(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    choice = {"text": {"type": "plain_text", "text": "Alpha"}, "value": "a"}
    select: dict[str, Any] = {"type": "static_select", "action_id": "s", "options": [choice]}
    select["placeholder"] = {"type": "plain_text", "text": "Which"}
    client.chat_postMessage(
        channel=channels["general"], text="x", blocks=[{"type": "actions", "elements": [select]}]
    )
    with pytest.raises(AssertionError, match="does not offer 'Beta', but 'Alpha'"):
        nuria.chooses("Which", "Beta")


def test_a_screen_is_quick_among_ten_thousand_messages(
    client: WebClient, emulator: Emulator, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    from emulator.workspace import Message

    channel = emulator.workspace.channels[channels["general"]]
    for number in range(10_000):
        ts = f"1700000000.{number:06d}"
        channel.messages[ts] = Message(
            ts=ts, channel=channel.id, user=emulator.workspace.bot.id, text=f"n {number}"
        )
    nuria.screen()
    times = []
    for _ in range(9):
        started = time.perf_counter()
        nuria.screen()
        times.append(time.perf_counter() - started)
    assert sorted(times)[4] < 0.05
    nuria.sees("n 9999")
