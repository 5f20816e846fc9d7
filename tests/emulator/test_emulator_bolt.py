"""What Bolt for Python's tutorial does works here, unchanged but for the address."""

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

FORM = {
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
        }
    ],
}


def test_the_tutorial_app_says_hello_and_hears_the_click(
    emulator: Emulator, nuria: PilotPerson, connect: Any
) -> None:
    app = App(token=emulator.bot_token, client=WebClient(token=emulator.bot_token, base_url=emulator.api_url))

    @app.message("hello")
    def message_hello(message: Any, say: Any) -> None:
        say(
            blocks=[
                {
                    "type": "section",
                    "text": {"type": "mrkdwn", "text": f"Hey there <@{message['user']}>!"},
                    "accessory": {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Click Me"},
                        "action_id": "button_click",
                    },
                }
            ],
            text=f"Hey there <@{message['user']}>!",
        )

    @app.action("button_click")
    def action_button_click(body: Any, ack: Any, say: Any) -> None:
        ack()
        say(f"<@{body['user']['id']}> clicked the button")

    connect(app)
    nuria.says("hello")
    nuria.sees("Hey there @Núria Puig!")
    nuria.presses("Click Me")
    nuria.sees("@Núria Puig clicked the button")


def test_a_click_may_edit_the_message_it_came_from(app: App, nuria: PilotPerson, connect: Any) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}

    @app.command("/go")
    def offer(ack: Any, say: Any) -> None:
        ack()
        say(text="Ready?", blocks=[{"type": "actions", "elements": [button]}])

    @app.action("go")
    def gone(ack: Any, body: Any, client: Any) -> None:
        ack()
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Gone", blocks=[])

    connect(app)
    nuria.types("/go")
    nuria.presses("Go")
    nuria.sees("Gone")
    nuria.does_not_see("[Go]")


def test_a_command_answers_in_its_ack_to_one_person_only(
    app: App, pilot: Pilot, nuria: PilotPerson, connect: Any
) -> None:
    @app.command("/groups")
    def groups(ack: Any, command: Any) -> None:
        ack(f"You said {command['text']}")

    connect(app)
    nuria.types("/groups a <b> & c")
    nuria.sees("You said a <b> & c")
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("general")
    pere.does_not_see("You said")


def test_a_form_is_refused_under_the_field_and_then_taken(app: App, nuria: PilotPerson, connect: Any) -> None:
    @app.command("/groups")
    def groups(ack: Any, body: Any, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @app.view("form")
    def created(ack: Any, body: Any, client: Any) -> None:
        name = body["view"]["state"]["values"]["name"]["name"]["value"]
        if name == "Taken":
            ack(response_action="errors", errors={"name": "That name is taken."})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Created {name}")

    connect(app)
    nuria.types("/groups create")
    nuria.submits()
    assert nuria.form and nuria.form.errors == {"Name": "Please complete this required field."}
    nuria.fills(Name="Taken")
    nuria.submits()
    assert nuria.form and nuria.form.errors == {"Name": "That name is taken."}
    nuria.fills(Name="Urbanisme")
    nuria.submits()
    assert nuria.form is None
    nuria.goes_to("Bolt app")
    nuria.sees("Created Urbanisme")


def test_options_are_asked_for_what_is_typed(app: App, nuria: PilotPerson, connect: Any) -> None:
    select = {"type": "external_select", "action_id": "group", "min_query_length": 2}
    select["placeholder"] = {"type": "plain_text", "text": "Group"}
    asked = []

    @app.command("/groups")
    def groups(ack: Any, respond: Any) -> None:
        ack()
        respond(blocks=[{"type": "actions", "block_id": "pick", "elements": [select]}])

    @app.options("group")
    def offered(ack: Any, payload: Any) -> None:
        asked.append(payload["value"])
        ack(options=[{"text": {"type": "plain_text", "text": "Urbanisme"}, "value": "7"}])

    @app.action("group")
    def chosen(ack: Any, action: Any, respond: Any) -> None:
        ack()
        respond(f"Chosen {action['selected_option']['value']}", replace_original=False)

    connect(app)
    nuria.types("/groups")
    assert nuria.offered("Group", "u") == []
    nuria.chooses("Group", "Urb")
    nuria.sees("Chosen 7")
    assert asked == ["Urb"]


def test_home_is_published_and_shortcuts_run(app: App, nuria: PilotPerson, connect: Any) -> None:
    @app.event("app_home_opened")
    def opened(event: Any, client: Any) -> None:
        if event["tab"] == "home":
            text = {"type": "plain_text", "text": "Groups"}
            client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [{"type": "header", "text": text}]}
            )

    @app.shortcut("open_modal")
    def shortcut(ack: Any, shortcut: Any, client: Any) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)
        ack()

    @app.shortcut("message_shortcut")
    def on_message(ack: Any, shortcut: Any, respond: Any) -> None:
        ack()
        respond(f"Looked at: {shortcut['message']['text']}")

    connect(app)
    nuria.says("a roster")
    nuria.runs_message_shortcut("Look at a message", on="a roster")
    nuria.sees("Looked at: a roster")
    nuria.opens_home()
    nuria.sees("Groups")
    nuria.runs_shortcut("Open a form")
    assert nuria.form and nuria.form.title == "Create group"


def test_an_upload_is_heard_with_its_thread_and_answered_with_a_file(
    app: App, nuria: PilotPerson, connect: Any
) -> None:
    @app.event({"type": "message", "subtype": "file_share"})
    def heard(event: Any, client: Any) -> None:
        if event.get("bot_id"):
            return
        names = ", ".join(file["name"] for file in event["files"])
        client.files_upload_v2(
            channel=event["channel"], thread_ts=event["thread_ts"], filename="results.csv",
            content="a;b\r\n", initial_comment=f"Read {names}",
        )  # fmt: skip  # pairs

    connect(app)
    nuria.says("Import users here")
    nuria.uploads("roster.csv", b"Identifier;Name\r\n", thread="Import users")
    nuria.opens_thread("Import users")
    nuria.sees("Read roster.csv")
    assert nuria.files() == ["results.csv", "roster.csv"]
    assert nuria.downloads("results.csv") == b"a;b\r\n"
