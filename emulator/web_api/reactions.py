"""reactions.add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import events
from emulator.errors import SlackError
from emulator.web_api.calls import Call, Method, channel_of

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def add(workspace: Workspace, call: Call) -> Json:
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    message = channel_of(workspace, call).messages.get(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    reacted = message.reactions.setdefault(call.text("name").strip(":"), [])
    if workspace.app.bot_user_id in reacted:
        raise SlackError("already_reacted")
    reacted.append(workspace.app.bot_user_id)
    workspace.touch()
    events.reacted(workspace, workspace.bot, message, call.text("name").strip(":"), is_added=True)
    return {}


METHODS: dict[str, Method] = {"reactions.add": add}
