"""Coming and going: joining channels, inviting, opening direct messages, reading."""

from emulator import events
from emulator.gestures.refused import Refused, require_active
from emulator.workspace import Channel, Message, Person, Workspace


async def join(workspace: Workspace, person: Person, channel: Channel) -> None:
    """Join a public channel."""
    require_active(person)
    if channel.is_archived:
        raise Refused(f"#{channel.name} is archived.")
    if not workspace.can_see(person, channel):
        raise Refused("You need an invitation to this channel.")
    add_member(workspace, person, channel, f"<@{person.id}> has joined the channel", inviter=None)


async def leave(workspace: Workspace, person: Person, channel: Channel) -> None:
    """Leave a channel."""
    require_active(person)
    if channel.is_direct or person.id not in channel.members:
        raise Refused("You cannot leave this conversation.")
    channel.members.remove(person.id)
    _note(workspace, person, channel, "channel_leave", f"<@{person.id}> has left the channel")
    _tell(workspace, "member_left_channel", person, channel, inviter=None)


async def invite(workspace: Workspace, person: Person, channel: Channel, invited: Person) -> None:
    """Bring somebody (or a bot) into a channel that one is in."""
    require_active(person)
    if person.id not in channel.members or channel.is_direct:
        raise Refused("You can only invite to channels that you are in.")
    if person.role in ("guest", "stranger"):
        raise Refused("Guests cannot add people to channels.")
    if invited.role == "stranger" and not channel.is_shared:
        raise Refused("People of other organisations are met in shared channels only.")
    if not invited.is_bot:
        require_active(invited)
    words = f"<@{invited.id}> was added to the channel by <@{person.id}>"
    add_member(workspace, invited, channel, words, inviter=person.id)


async def invite_app(workspace: Workspace, person: Person, channel: Channel) -> None:
    """Bring the app's bot into a channel that one is in."""
    await invite(workspace, person, channel, workspace.bot)


async def open_direct(workspace: Workspace, person: Person, others: list[Person]) -> Channel:
    """The direct message with one other (a person or the app's bot) or with several."""
    return direct_with(workspace, person, others)


def direct_with(workspace: Workspace, person: Person, others: list[Person]) -> Channel:
    """That direct message, made when there is none."""
    require_active(person)
    if workspace.bot in others and person.team_id != workspace.id:
        raise Refused("This app belongs to another organisation.")
    channel = workspace.open_direct([person.id, *(other.id for other in others)])
    workspace.touch()
    return channel


async def read_up_to(workspace: Workspace, person: Person, channel: Channel, ts: str) -> None:
    """Mark a channel as read up to a message; others do not see it and the app is not told."""
    if channel.read.get(person.id, "") < ts:
        channel.read[person.id] = ts
        workspace.touch()


def add_member(
    workspace: Workspace, person: Person, channel: Channel, words: str, *, inviter: str | None
) -> None:
    if person.id in channel.members:
        return
    channel.members.append(person.id)
    _note(workspace, person, channel, "channel_join", words)
    _tell(workspace, "member_joined_channel", person, channel, inviter=inviter)


def _note(workspace: Workspace, person: Person, channel: Channel, subtype: str, words: str) -> None:
    message = Message(ts=workspace.new_ts(), channel=channel.id, user=person.id, text=words, subtype=subtype)
    events.message_posted(workspace, workspace.add_message(message))


def _tell(workspace: Workspace, name: str, person: Person, channel: Channel, *, inviter: str | None) -> None:
    event = {
        "user": person.id,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": workspace.id,
    }
    events.emit(workspace, name, event | ({"inviter": inviter} if inviter else {}), channel=channel)
