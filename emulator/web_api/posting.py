"""What all ways of posting share: where it goes, what is in it, what Slack refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import blocks
from emulator.errors import SlackError
from emulator.web_api.calls import Call
from emulator.workspace.channels import Channel, Message

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]
TEXT = 40_000
UPDATED_TEXT = 4_000
MARKDOWN_TEXT = 12_000
ATTACHMENTS = 100


def target(workspace: Workspace, call: Call) -> Channel:
    """The conversation to post in: an id, a channel's name, or a person's id for their direct message."""
    given = call.text("channel")
    person = workspace.people.get(given)
    if person is not None:
        return _direct(workspace, person.id)
    channel = workspace.channels.get(given) or workspace.channel_named(given)
    if channel is None:
        raise SlackError("channel_not_found")
    require_posting(workspace, channel)
    return channel


def _direct(workspace: Workspace, person_id: str) -> Channel:
    person = workspace.people[person_id]
    if person.is_bot or person.role == "deactivated":
        raise SlackError("channel_not_found")
    if not workspace.app.manifest.has_messages:
        raise SlackError("messages_tab_disabled")
    return workspace.open_direct([person.id, workspace.app.bot_user_id])


def require_posting(workspace: Workspace, channel: Channel) -> None:
    """Raise unless the bot may write here."""
    if workspace.app.bot_user_id not in channel.members:
        if channel.kind != "public":
            raise SlackError("channel_not_found")
        if not workspace.app.manifest.has_scope("chat:write.public"):
            raise SlackError("not_in_channel")
    if channel.is_archived:
        raise SlackError("is_archived")


def content(call: Call, *, most_text: int = TEXT) -> Json:
    """Text, blocks and attachments, checked; at least one of them."""
    text, markdown = call.text("text"), call.text("markdown_text")
    given = call.arguments.get("blocks") or []
    attachments = call.arguments.get("attachments") or []
    if markdown and (text or given):
        raise SlackError("markdown_text_conflict")
    if len(text) > most_text or len(markdown) > MARKDOWN_TEXT:
        raise SlackError("msg_too_long")
    if len(attachments) > ATTACHMENTS:
        raise SlackError("too_many_attachments")
    checked = blocks.message(given)
    if not (text.strip() or markdown or checked or attachments):
        raise SlackError("no_text")
    if markdown:
        checked = blocks.message([{"type": "markdown", "text": markdown}])
    return {"text": text or markdown, "blocks": checked, "attachments": attachments}


def message(workspace: Workspace, call: Call, channel: Channel) -> Message:
    """The bot's message with this content, in the channel or thread asked for."""
    return Message(
        ts=workspace.new_ts(),
        channel=channel.id,
        user=workspace.app.bot_user_id,
        bot_id=workspace.app.bot_id,
        thread_ts=thread(channel, call.text("thread_ts")),
        broadcast=call.flag("reply_broadcast"),
        metadata=call.arguments.get("metadata") or None,
        **content(call),
        **_face(workspace, call),
    )


def thread(channel: Channel, given: str) -> str | None:
    """The root of the thread; a ts of a message that is not there is no thread."""
    if not given:
        return None
    root = channel.messages.get(given)
    if root is None:
        raise SlackError("cannot_reply_to_message")
    return root.thread_ts or root.ts


def _face(workspace: Workspace, call: Call) -> Json:
    """Another name and icon, where the scope for it is granted."""
    if not workspace.app.manifest.has_scope("chat:write.customize"):
        return {}
    return {key: call.text(key) or None for key in ("username", "icon_url", "icon_emoji")}
