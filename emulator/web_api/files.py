"""Files in three steps, files.info, list and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import blocks, shapes
from emulator.errors import SlackError
from emulator.gestures.uploading import look_through, share
from emulator.ids import new_id, new_secret
from emulator.web_api.calls import Call, Method, invalid
from emulator.workspace.channels import Channel, Message
from emulator.workspace.files import File

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]
SHARING_SECONDS = 0.05
"""Sharing is asynchronous: the message comes this much after the call was answered."""
CHANNELS = 100
GIGABYTE = 1024**3


def upload_url(workspace: Workspace, call: Call) -> Json:
    length = call.number("length", 0)
    if length < 1:
        raise SlackError("missing_argument")
    if length > GIGABYTE:
        raise SlackError("file_upload_size_restricted")
    if len(call.text("alt_txt")) > 1000:
        raise SlackError("alt_txt_too_large")
    file = File(
        id=new_id("F"),
        name=call.text("filename"),
        title=call.text("filename"),
        user=workspace.app.bot_user_id,
        created=int(workspace.clock.now()),
        expected_length=length,
        alt_text=call.text("alt_txt"),
    )
    workspace.files[file.id] = file
    ticket = new_secret(40)
    workspace.uploads[ticket] = file.id
    return {"file_id": file.id, "upload_url": f"{workspace.url}/upload/v1/{ticket}"}


def complete(workspace: Workspace, call: Call) -> Json:
    entries = _entries(call)
    files = [_uploaded(workspace, entry["id"]) for entry in entries]
    channels = _channels(workspace, call)
    given = [] if call.text("initial_comment") else call.arguments.get("blocks") or []
    shown = blocks.message(given)
    for file, entry in zip(files, entries, strict=True):
        file.title, file.is_complete = entry.get("title") or file.name, True
        look_through(workspace, file)
    for channel in channels:
        thread = _thread(channel, call.text("thread_ts"))
        workspace.delivery.in_background(_share(workspace, channel, thread, files, call, shown))
    return {"files": [shapes.file(workspace, file) for file in files]}


def _entries(call: Call) -> list[Json]:
    entries = call.arguments["files"]
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "id" in e for e in entries):
        raise invalid("[ERROR] must be an array of objects with an id [json-pointer:/files]")
    if not entries:
        raise invalid("[ERROR] no less than 1 items allowed [json-pointer:/files]")
    return entries


def _uploaded(workspace: Workspace, file_id: str) -> File:
    file = workspace.files.get(file_id)
    if file is not None and file.user != workspace.app.bot_user_id:
        raise SlackError("access_denied")
    if file is None or file.content is None or file.is_complete:
        raise SlackError("file_not_found")
    return file


def _channels(workspace: Workspace, call: Call) -> list[Channel]:
    asked = [call.text("channel_id"), *call.text("channels").replace(" ", "").split(",")]
    wanted = [channel_id for channel_id in asked if channel_id]
    if len(wanted) > CHANNELS:
        raise SlackError("channels_limit_exceeded")
    return [_channel(workspace, channel_id) for channel_id in wanted]


def _channel(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise SlackError("invalid_channel" if channel_id.startswith("#") else "channel_not_found")
    if workspace.app.bot_user_id not in channel.members:
        raise SlackError("not_in_channel" if channel.kind == "public" else "channel_not_found")
    if channel.is_archived:
        raise SlackError("posting_to_channel_denied")
    return channel


def _thread(channel: Channel, given: str) -> str | None:
    """Slack does not refuse a thread that is not there: the file then lands in the channel."""
    root = channel.messages.get(given)
    return (root.thread_ts or root.ts) if root else None


async def _share(
    workspace: Workspace,
    channel: Channel,
    thread: str | None,
    files: list[File],
    call: Call,
    shown: list[Json],
) -> None:
    await workspace.clock.sleep(SHARING_SECONDS)
    message = Message(
        ts=workspace.new_ts(),
        channel=channel.id,
        user=workspace.app.bot_user_id,
        bot_id=workspace.app.bot_id,
        text=call.text("initial_comment"),
        blocks=shown,
        files=[file.id for file in files],
        subtype="file_share",
        thread_ts=thread,
    )
    share(workspace, message)


def info(workspace: Workspace, call: Call) -> Json:
    file = file_of(workspace, call.text("file"))
    return {"file": shapes.file(workspace, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def file_of(workspace: Workspace, file_id: str) -> File:
    """A file that the bot may see: its own, one in its channels, or one that a form brought."""
    file = workspace.files.get(file_id)
    if file is None or not file.is_complete:
        raise SlackError("file_not_found")
    if file.is_deleted:
        raise SlackError("file_deleted")
    if not is_visible(workspace, file):
        raise SlackError("file_not_found")
    return file


def is_visible(workspace: Workspace, file: File) -> bool:
    bot = workspace.app.bot_user_id
    is_in_reach = any(bot in workspace.channels[channel].members for channel in file.shares)
    return file.user == bot or file.is_shown_to_app or is_in_reach


def listed(workspace: Workspace, call: Call) -> Json:
    files = [f for f in workspace.files.values() if f.is_complete and not f.is_deleted]
    files = [file for file in files if is_visible(workspace, file)]
    if call.text("channel"):
        files = [file for file in files if call.text("channel") in file.shares]
    if call.text("user"):
        if call.text("user") not in workspace.people:
            raise SlackError("user_not_found")
        files = [file for file in files if file.user == call.text("user")]
    count, number = call.number("count", 100), call.number("page", 1)
    shown = files[::-1][(number - 1) * count : number * count]
    paging = {"count": count, "total": len(files), "page": number, "pages": -(-len(files) // count)}
    return {"files": [shapes.file(workspace, file) for file in shown], "paging": paging}


def delete(workspace: Workspace, call: Call) -> Json:
    """A bot deletes its own files only."""
    file = file_of(workspace, call.text("file"))
    if file.user != workspace.app.bot_user_id:
        raise SlackError("cant_delete_file")
    file.is_deleted, file.content = True, None
    workspace.touch()
    return {}


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete,
    "files.info": info,
    "files.list": listed,
    "files.delete": delete,
}
