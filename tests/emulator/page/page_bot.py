"""A real Bolt app for the tests of the page, and short words for the blocks that it sends."""

import re
from queue import Queue
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from emulator.server import Emulator

SECONDS = 5.0
Json = dict[str, Any]
MANIFEST: Json = {
    "display_information": {"name": "Colla", "description": "Groups of people"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Colla"},
        "slash_commands": [
            {"command": "/open", "description": "Open a form", "usage_hint": "[what]"},
            {"command": "/whisper", "description": "Say it to me alone", "usage_hint": "words"},
        ],
        "shortcuts": [
            {"name": "Open the form", "type": "global", "callback_id": "open_form"},
            {"name": "Look closer", "type": "message", "callback_id": "look_closer"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands", "chat:write", "files:read", "files:write", "users:read",
                "im:history", "channels:history", "groups:history", "mpim:history",
            ],
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "file_shared", "message.im", "message.channels", "message.groups",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}  # fmt: skip  # scopes and events read better side by side


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str, **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    named = {"type": "modal", "callback_id": "form", "title": plain("A form"), "submit": plain("Save")}
    return {**named, "blocks": list(blocks), **more}


def field(element: Json, label: str = "Field", **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": "b",
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **more,
    }


class Bot:
    """A Bolt app that shows what a test gives it and keeps what came back."""

    def __init__(self, emulator: Emulator) -> None:
        self.forgets()
        self.client = WebClient(token=emulator.bot_token, base_url=emulator.api_url)
        self.app = App(client=self.client, token_verification_enabled=False, process_before_response=True)
        self._listen()
        self._handler = SocketModeHandler(self.app, emulator.app_token)
        self._handler.client.web_client = self.client
        self._handler.connect()  # type: ignore[no-untyped-call]  # slack_bolt has no hints here

    def forgets(self) -> None:
        """As new, for the next test."""
        self.form: Json = modal(field({"type": "plain_text_input"}))
        self.home: Json = {"type": "home", "blocks": [{"type": "header", "text": plain("Welcome home")}]}
        self.answer: Json = {}
        """What a submission is acked with."""
        self.is_silent = False
        """Whether submissions are left without an ack."""
        self.offered: list[Json] = []
        self.submitted: Queue[Json] = Queue()
        self.acted: Queue[Json] = Queue()
        self.asked: Queue[Json] = Queue()
        self.heard: Queue[Json] = Queue()

    def close(self) -> None:
        self._handler.close()  # type: ignore[no-untyped-call]  # slack_bolt has no hints here

    def _listen(self) -> None:
        self.app.command("/open")(self._open)
        self.app.command("/whisper")(lambda ack, body: ack(body["text"]))
        self.app.shortcut("open_form")(self._open)
        self.app.shortcut("look_closer")(self._open)
        self.app.view("form")(self._submit)
        self.app.options("a")(self._suggest)
        self.app.event("app_home_opened")(self._publish)
        self.app.event("message")(lambda event: self.heard.put(event))
        self.app.event("file_shared")(lambda event: None)
        self.app.action(re.compile(".*"))(self._act)

    def _open(self, ack: Ack, body: Json) -> None:
        ack()
        self.acted.put(body)
        self.client.views_open(trigger_id=body["trigger_id"], view=self.form)

    def _submit(self, ack: Ack, body: Json) -> None:
        self.submitted.put(body["view"]["state"]["values"])
        if not self.is_silent:
            ack(**self.answer)

    def _act(self, ack: Ack, body: Json) -> None:
        ack()
        self.acted.put(body)

    def _suggest(self, ack: Ack, body: Json) -> None:
        self.asked.put(body)
        typed = body["value"].casefold()
        ack(options=[one for one in self.offered if typed in one["text"]["text"].casefold()])

    def _publish(self, event: Json) -> None:
        if event["tab"] == "home":
            self.client.views_publish(user_id=event["user"], view=self.home)
