"""What stands before a person now: the channel, the open thread, the form, Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import reading
from emulator.mrkdwn import plain

if TYPE_CHECKING:
    from emulator.workspace import Channel, Message, OpenView, Person, Workspace

Json = dict[str, Any]


def screen(
    workspace: Workspace, person: Person, *, channel: Channel | None, thread: str | None, is_at_home: bool
) -> Json:
    """All that this person can read and use, as JSON for the control API."""
    home, form = workspace.homes.get(person.id), workspace.form_of(person.id)
    seen = channel if channel and workspace.can_see(person, channel) else None
    told = [message(workspace, person, said) for said in seen.timeline(person.id)] if seen else []
    replies = seen.thread(thread, person.id) if seen and thread else []
    return {
        "version": workspace.version,
        "person": {"id": person.id, "name": person.name, "handle": person.handle, "role": person.role},
        "title": workspace.title(seen, person) if seen else "",
        "channel": told if not is_at_home else [],
        "thread": [message(workspace, person, said) for said in replies],
        "home": view(workspace, home) if is_at_home and home else None,
        "form": view(workspace, form) if form else None,
        "forms": [reading.words(workspace, f.view["title"]) for f in workspace.forms_of(person.id)],
        "notice": workspace.notices.get(person.id, ""),
    }


def message(workspace: Workspace, person: Person, said: Message) -> Json:
    """One message as it reads to this person."""
    channel = workspace.channels[said.channel]
    values = workspace.inputs.get((person.id, said.channel, said.ts), {})
    return {
        "place": {"channel": said.channel, "ts": said.ts},
        "ts": said.ts,
        "thread_ts": said.thread_ts,
        "author": said.username or workspace.people[said.user].name,
        "text": message_text(workspace, said),
        "is_ephemeral": said.only_for is not None,
        "is_edited": said.edited is not None,
        "replies": len(channel.threads.get(said.ts, [])),
        "files": [_file(workspace, file_id) for file_id in said.files],
        "reactions": {name: len(people) for name, people in said.reactions.items()},
        "controls": reading.controls(workspace, said.blocks, values, {}),
        "warning": said.warning,
    }


def message_text(workspace: Workspace, said: Message) -> str:
    """Blocks where there are some, else the text: then only notifications read the text."""
    shown = reading.lines(workspace, said.blocks) or [plain(workspace, said.text)]
    for attachment in said.attachments:
        own = attachment.get("blocks")
        shown += (
            reading.lines(workspace, own)
            if own
            else [attachment.get("text") or attachment.get("fallback", "")]
        )
    return "\n".join(line for line in shown if line)


def _file(workspace: Workspace, file_id: str) -> Json:
    file = workspace.files[file_id]
    name = "This file was deleted." if file.is_deleted else file.name
    return {
        "id": file.id,
        "name": name,
        "title": file.title,
        "size": file.size,
        "is_deleted": file.is_deleted,
    }


def view(workspace: Workspace, shown: OpenView) -> Json:
    """A form or a Home as it reads."""
    sent = shown.view
    return {
        "place": {"view": shown.id},
        "id": shown.id,
        "title": reading.words(workspace, sent.get("title")),
        "submit": reading.words(workspace, sent.get("submit")),
        "close": reading.words(workspace, sent.get("close")),
        "text": reading.text(workspace, sent["blocks"]),
        "controls": reading.controls(workspace, sent["blocks"], shown.values, shown.errors),
        "errors": shown.errors,
        "notice": shown.notice,
    }
