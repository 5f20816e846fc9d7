"""Which events the app hears of: those that it declared, may read, and where its bot is a member."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import payloads, reference, shapes

if TYPE_CHECKING:
    from emulator.workspace import Channel, File, Message, Person, Workspace

Json = dict[str, Any]
KINDS = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}
SUBSCRIPTIONS = {
    "public": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def emit(workspace: Workspace, name: str, body: Json, *, channel: Channel | None = None) -> None:
    """Send an event, if the app subscribed to it and has the scope for it."""
    if hears(workspace, name) and (channel is None or workspace.app.bot_user_id in channel.members):
        event = {"type": name, **body, "event_ts": workspace.new_ts()}
        workspace.delivery.emit(payloads.event(workspace, event, channel=channel))


def hears(workspace: Workspace, name: str) -> bool:
    """Whether this event is declared and one of its scopes granted."""
    manifest, scopes = workspace.app.manifest, reference.event_scopes().get(name, ())
    granted = not scopes or any(manifest.has_scope(scope) for scope in scopes)
    return manifest.has_event(name) and granted and not workspace.app.is_revoked


def message_posted(workspace: Workspace, message: Message) -> None:
    """The `message` event; an `app_mention` too when the bot is named."""
    _message(workspace, message, shapes.message(workspace, message))
    if f"<@{workspace.app.bot_user_id}>" in message.text and not message.bot_id:
        channel = workspace.channels[message.channel]
        body = shapes.message(workspace, message) | {"channel": channel.id}
        emit(workspace, "app_mention", {k: v for k, v in body.items() if k != "type"}, channel=channel)


def snapshot(workspace: Workspace, message: Message) -> Json:
    """The message as it is now, for the event that tells how it changed."""
    return shapes.message(workspace, message)


def message_changed(workspace: Workspace, message: Message, before: Json) -> None:
    now = shapes.message(workspace, message)
    body = {"subtype": "message_changed", "message": now, "previous_message": before, "hidden": True}
    _message(workspace, message, body | {"ts": workspace.new_ts()})


def message_deleted(workspace: Workspace, message: Message, before: Json) -> None:
    body = {
        "subtype": "message_deleted",
        "previous_message": before,
        "deleted_ts": message.ts,
        "hidden": True,
    }
    _message(workspace, message, body | {"ts": workspace.new_ts()})


def _message(workspace: Workspace, message: Message, body: Json) -> None:
    channel = workspace.channels[message.channel]
    is_member = workspace.app.bot_user_id in channel.members
    if message.only_for or not is_member or not hears(workspace, SUBSCRIPTIONS[channel.kind]):
        return
    event = {"type": "message", "channel": channel.id, "channel_type": KINDS[channel.kind], **body}
    event["event_ts"] = event["ts"]
    workspace.delivery.emit(payloads.event(workspace, event, channel=channel))


def file_shared(workspace: Workspace, message: Message, file: File) -> None:
    """The second event of an upload: it knows no thread."""
    body = {
        "file_id": file.id,
        "user_id": message.user,
        "file": {"id": file.id},
        "channel_id": message.channel,
    }
    emit(workspace, "file_shared", body, channel=workspace.channels[message.channel])


def reacted(workspace: Workspace, person: Person, message: Message, name: str, *, is_added: bool) -> None:
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    body = {"user": person.id, "reaction": name, "item": item, "item_user": message.user}
    event = "reaction_added" if is_added else "reaction_removed"
    emit(workspace, event, body, channel=workspace.channels[message.channel])


def person_changed(workspace: Workspace, person: Person) -> None:
    told = {"user": shapes.person(workspace, person), "cache_ts": int(workspace.clock.now())}
    emit(workspace, "user_change", told)


def tokens_revoked(workspace: Workspace) -> None:
    """The app is told by its last event, and from then on shut out."""
    bots = {"oauth": [], "bot": [workspace.app.bot_user_id]}
    emit(workspace, "tokens_revoked", {"tokens": bots})
    workspace.app.is_revoked = True


def uninstalled(workspace: Workspace) -> None:
    """An admin took the app out of the workspace."""
    emit(workspace, "app_uninstalled", {})
    tokens_revoked(workspace)
