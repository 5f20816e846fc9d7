"""Writing in a channel: messages, slash commands, reactions, taking things back."""

from emulator import acks, events, payloads
from emulator.gestures.refused import Refused, require_active
from emulator.mrkdwn import escape, link_mentions
from emulator.workspace import Channel, File, Message, Person, Workspace


async def say(
    workspace: Workspace,
    person: Person,
    channel: Channel,
    text: str,
    *,
    thread_ts: str | None = None,
    broadcast: bool = False,
) -> Message:
    """Post what was typed; with `thread_ts` as a reply (`broadcast`: also to the channel)."""
    require_member(workspace, person, channel)
    message = Message(
        ts=workspace.new_ts(),
        channel=channel.id,
        user=person.id,
        text=link_mentions(workspace, escape(text)),
        thread_ts=root_of(channel, thread_ts),
        broadcast=broadcast,
        subtype="thread_broadcast" if broadcast else None,
    )
    workspace.add_message(message)
    events.message_posted(workspace, message)
    return message


async def run_command(
    workspace: Workspace, person: Person, channel: Channel, line: str, *, thread_ts: str | None = None
) -> None:
    """Type a line that begins with a slash. A command is no message: only its answers are seen."""
    require_member(workspace, person, channel)
    if thread_ts:
        raise Refused("Slash commands do not work in threads.")
    name, _, text = line.strip().partition(" ")
    command = workspace.app.manifest.command(name)
    is_theirs = person.team_id == workspace.id  # another organisation's app has no commands for one
    if command is None or not is_theirs or not workspace.app.manifest.has_scope("commands"):
        workspace.tell(person, channel, f"`{escape(name)}` is not a valid command.")
        return
    payload = payloads.command(workspace, person, channel, name, escape(text.strip()))
    outcome = await workspace.delivery.ask("slash_commands", payload, url=command.url, accepts=True)
    acks.of_command(workspace, person, channel, name, outcome)


async def edit(workspace: Workspace, person: Person, message: Message, text: str) -> None:
    """Change one's own message."""
    require_active(person)
    if message.user != person.id:
        raise Refused("You can only edit your own messages.")
    before = events.snapshot(workspace, message)
    message.text = link_mentions(workspace, escape(text))
    message.edited = workspace.new_ts()
    workspace.touch()
    events.message_changed(workspace, message, before)


async def delete_message(workspace: Workspace, person: Person, message: Message) -> None:
    """Take one's own message (an admin: any message) out of the channel."""
    require_active(person)
    if message.only_for == person.id:
        workspace.remove_message(message)
        return
    if message.user != person.id and not person.is_admin:
        raise Refused("You can only delete your own messages.")
    before = events.snapshot(workspace, message)
    workspace.remove_message(message)
    events.message_deleted(workspace, message, before)


async def delete_file(workspace: Workspace, person: Person, file: File) -> None:
    """Delete one's own file: it stays in the message as one that was deleted."""
    require_active(person)
    if file.user != person.id and not person.is_admin:
        raise Refused("You can only delete your own files.")
    file.is_deleted, file.content = True, None
    workspace.touch()
    events.emit(workspace, "file_deleted", {"file_id": file.id})


async def react(workspace: Workspace, person: Person, message: Message, name: str) -> None:
    """Add one's emoji to a message, or take it away again. `name` has no colons."""
    require_active(person)
    reacted = message.reactions.setdefault(name, [])
    is_added = person.id not in reacted
    (reacted.append if is_added else reacted.remove)(person.id)
    if not reacted:
        del message.reactions[name]
    workspace.touch()
    events.reacted(workspace, person, message, name, is_added=is_added)


def require_member(workspace: Workspace, person: Person, channel: Channel) -> None:
    """Raise unless this person may write here."""
    require_active(person)
    if person.id not in channel.members:
        raise Refused(f"Join #{channel.name} first.")
    if channel.is_archived:
        raise Refused(f"#{channel.name} is archived.")
    app_only = set(channel.members) == {person.id, workspace.app.bot_user_id}
    if app_only and not workspace.app.manifest.can_write_to_it:
        raise Refused("Sending messages to this app has been turned off.")


def root_of(channel: Channel, thread_ts: str | None) -> str | None:
    """The thread's root, when a reply's ts was given as well."""
    if thread_ts is None:
        return None
    root = channel.messages.get(thread_ts)
    if root is None:
        raise Refused("The message that this thread began with is gone.")
    return root.thread_ts or root.ts
