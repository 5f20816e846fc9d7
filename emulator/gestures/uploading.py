"""A person's files: into a channel or thread, as one message with two events."""

from emulator import events
from emulator.faults import FILES
from emulator.gestures.refused import Refused
from emulator.gestures.talking import require_member, root_of
from emulator.ids import new_id
from emulator.mrkdwn import escape, link_mentions
from emulator.workspace import Channel, File, Message, Person, Workspace


async def upload(
    workspace: Workspace,
    person: Person,
    channel: Channel,
    files: list[tuple[str, bytes]],
    *,
    text: str = "",
    thread_ts: str | None = None,
) -> Message:
    """Share files (name and bytes each) in one message, with or without words."""
    require_member(workspace, person, channel)
    if not files:
        raise Refused("Choose a file first.")
    kept = [keep(workspace, person, name, content) for name, content in files]
    message = Message(
        ts=workspace.new_ts(),
        channel=channel.id,
        user=person.id,
        text=link_mentions(workspace, escape(text)),
        files=[file.id for file in kept],
        subtype="file_share",
        thread_ts=root_of(channel, thread_ts),
    )
    share(workspace, message)
    return message


def keep(workspace: Workspace, person: Person, name: str, content: bytes) -> File:
    """Store one file of a person, not shared anywhere yet."""
    file = File(
        id=new_id("F"),
        name=name,
        title=name,
        user=person.id,
        created=int(workspace.clock.now()),
        content=content,
        expected_length=len(content),
        is_complete=True,
    )
    workspace.files[file.id] = file
    look_through(workspace, file)
    return file


def look_through(workspace: Workspace, file: File) -> None:
    """Slack looks through each file first; a fault makes that take a while."""
    fault = workspace.faults.take(FILES, [file.name])
    if fault:
        file.known_at = workspace.clock.now() + fault.seconds


def share(workspace: Workspace, message: Message) -> None:
    """Show a message with files, and tell the app by both events."""
    for file_id in message.files:
        workspace.files[file_id].shares.setdefault(message.channel, []).append(message.ts)
    workspace.add_message(message)
    events.message_posted(workspace, message)
    for file_id in message.files:
        events.file_shared(workspace, message, workspace.files[file_id])
