"""chat.postMessage, postEphemeral, update, delete and getPermalink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import events, shapes
from emulator.errors import SlackError
from emulator.web_api import posting
from emulator.web_api.calls import Call, Method, channel_of
from emulator.workspace.channels import Message

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def post_message(workspace: Workspace, call: Call) -> Json:
    channel = posting.target(workspace, call)
    message = workspace.add_message(posting.message(workspace, call, channel))
    events.message_posted(workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shapes.message(workspace, message)}


def post_ephemeral(workspace: Workspace, call: Call) -> Json:
    channel = workspace.channels.get(call.text("channel"))
    if channel is None:
        raise SlackError("channel_not_found")
    posting.require_posting(workspace, channel)
    if call.text("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    message = posting.message(workspace, call, channel)
    message.only_for = call.text("user")
    workspace.add_message(message)
    return {"message_ts": message.ts}


def update(workspace: Workspace, call: Call) -> Json:
    message = _message(workspace, call)
    if message.bot_id != workspace.app.bot_id:
        raise SlackError("cant_update_message")
    before = events.snapshot(workspace, message)
    _rewrite(message, call)
    message.edited = workspace.new_ts()
    workspace.touch()
    events.message_changed(workspace, message, before)
    shown = shapes.message(workspace, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shown}


def _rewrite(message: Message, call: Call) -> None:
    """New text alone leaves the old blocks before it: they go only for an empty list."""
    if not message.files or any(call.arguments.get(key) for key in ("text", "blocks", "attachments")):
        content = posting.content(call, most_text=posting.UPDATED_TEXT)
        message.text = content["text"]
        for name in ("blocks", "attachments"):
            if call.arguments.get(name) is not None:
                setattr(message, name, content[name])
    if call.arguments.get("metadata"):
        message.metadata = call.arguments["metadata"]


def delete(workspace: Workspace, call: Call) -> Json:
    message = _message(workspace, call)
    if message.bot_id != workspace.app.bot_id:
        raise SlackError("cant_delete_message")
    before = events.snapshot(workspace, message)
    workspace.remove_message(message)
    events.message_deleted(workspace, message, before)
    return {"channel": message.channel, "ts": message.ts}


def permalink(workspace: Workspace, call: Call) -> Json:
    channel, ts = channel_of(workspace, call), call.text("message_ts")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    address = f"{workspace.url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.thread_ts:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _message(workspace: Workspace, call: Call) -> Message:
    message = channel_of(workspace, call).messages.get(call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    return message


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
}
