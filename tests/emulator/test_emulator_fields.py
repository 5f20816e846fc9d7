"""Fields and buttons by what is read on them: what each takes, refuses and tells the app."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from emulator.pilot import PilotPerson, Refused


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


def test_a_file_is_taken_out_of_its_field(app: App, nuria: PilotPerson, connect: Any) -> None:
    field = {"type": "file_input", "action_id": "file", "max_files": 2}
    label = {"type": "plain_text", "text": "File"}
    view = {
        "type": "modal", "title": label, "submit": label,
        "blocks": [{"type": "input", "block_id": "file", "label": label, "element": field}],
    }  # fmt: skip  # pairs

    @app.shortcut("open_modal")
    def opened(ack: Any, shortcut: Any, client: Any) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        ack()

    connect(app)
    nuria.runs_shortcut("Open a form")
    nuria.attaches("File", "a.csv", b"1")
    nuria.attaches("File", "b.csv", b"2")
    nuria.detaches("File", "a.csv")
    assert nuria.form and nuria.form.fields == {"File": "b.csv"}
    with pytest.raises(AssertionError, match=r"'File' has no file 'a\.csv', but 'b\.csv'"):
        nuria.detaches("File", "a.csv")


def test_what_no_hand_could_put_in_a_field_is_refused(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str], people: dict[str, str]
) -> None:
    def words(text: str) -> dict[str, str]:
        return {"type": "plain_text", "text": text}

    def select(name: str, kind: str, **more: Any) -> dict[str, Any]:
        return {"type": kind, "action_id": name, "placeholder": words(name), **more}

    only = {"include": ["im", "public"], "exclude_bot_users": True, "exclude_external_shared_channels": True}
    shown = [
        select("Day", "datepicker"), select("Time", "timepicker"), select("Who", "users_select"),
        select("Where", "conversations_select", filter=only),
    ]  # fmt: skip  # a table
    many = select("Both", "multi_users_select", max_selected_items=2)
    blocks = [
        {"type": "actions", "elements": shown},
        {"type": "section", "text": words("x"), "accessory": many},
    ]
    client.chat_postMessage(channel=channels["general"], text="x", blocks=blocks)
    for name, value in (("Day", "2026-13-01"), ("Time", "24:00"), ("Who", "U000"), ("Both", list("abc"))):
        with pytest.raises(Refused, match="cannot be chosen here"):
            nuria.fills({name: value})
    with pytest.raises(Refused, match="cannot be chosen here"):
        nuria.chooses("Both", "Pere Soler", "Emma Clarke", "Luis Ortega")
    client.chat_postMessage(channel=people["nuria"], text="Opens a direct message")
    assert nuria.offered("Where") == ["festa-major", "general", "urbanisme"]


def test_rich_text_is_typed_as_words_and_sent_as_a_block(app: App, nuria: PilotPerson, connect: Any) -> None:
    told: list[Any] = []
    label = {"type": "plain_text", "text": "Story"}
    field = {"type": "rich_text_input", "action_id": "story"}
    view = {
        "type": "modal", "callback_id": "v", "title": label, "submit": label,
        "blocks": [{"type": "input", "block_id": "story", "label": label, "element": field}],
    }  # fmt: skip  # pairs

    @app.shortcut("open_modal")
    def opened(ack: Any, shortcut: Any, client: Any) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        ack()

    @app.view("v")
    def submitted(ack: Any, view: Any) -> None:
        ack()
        told.append(view["state"]["values"]["story"]["story"])

    connect(app)
    nuria.runs_shortcut("Open a form")
    nuria.fills(Story="Once <upon>")
    assert nuria.form and nuria.form.fields == {"Story": "Once <upon>"}
    nuria.submits()
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Once <upon>"}]}
    assert told == [
        {"type": "rich_text_input", "rich_text_value": {"type": "rich_text", "elements": [section]}}
    ]


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
