"""reactions.add."""

from __future__ import annotations

import re
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
    channel, name = channel_of(workspace, call), call.text("name").strip(":")
    if channel.is_archived:
        raise SlackError("is_archived")
    if not re.fullmatch(r"[\w+':-]+", name):
        raise SlackError("invalid_name")
    message = channel.messages.get(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    reacted = message.reactions.setdefault(name, [])
    if workspace.app.bot_user_id in reacted:
        raise SlackError("already_reacted")
    reacted.append(workspace.app.bot_user_id)
    workspace.touch()
    events.reacted(workspace, workspace.bot, message, name, is_added=True)
    return {}


METHODS: dict[str, Method] = {"reactions.add": add}
