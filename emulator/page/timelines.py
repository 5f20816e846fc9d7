"""Messages made ready to be drawn: days, groups by author, replies, files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from emulator import elements
from emulator.workspace import Channel, File, Message, Person, Workspace

from . import faces
from .faces import Face

SAME_BREATH = 5 * 60
"""Seconds within which messages of one author stand together."""


@dataclass(frozen=True, kw_only=True)
class Replies:
    count: int
    latest: str
    faces: list[Face]


@dataclass(frozen=True, kw_only=True)
class Row:
    message: Message
    author: Face
    at: datetime
    day: str = ""
    """Words of the divider above, where a new day begins."""
    is_first_new: bool = False
    is_grouped: bool = False
    replies: Replies | None = None
    files: list[File] = field(default_factory=list)
    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    warning: str = ""


def rows(
    workspace: Workspace, person: Person, messages: list[Message], *, read_before: str = "", in_thread: bool
) -> list[Row]:
    zone = ZoneInfo(person.tz)
    today = datetime.fromtimestamp(workspace.clock.now(), tz=zone)
    made: list[Row] = []
    for message in messages:
        before = made[-1] if made else None
        made.append(_row(workspace, person, message, before, zone, today, read_before, in_thread))
    return made


def _row(
    workspace: Workspace,
    person: Person,
    message: Message,
    before: Row | None,
    zone: ZoneInfo,
    today: datetime,
    read_before: str,
    in_thread: bool,
) -> Row:
    at = datetime.fromtimestamp(float(message.ts), tz=zone)
    author = faces.of_message(workspace, message)
    starts_day = not in_thread and (before is None or before.at.date() != at.date())
    is_new = bool(read_before) and message.ts > read_before and message.user != person.id
    first_new = is_new and before is not None and before.message.ts <= read_before
    return Row(
        message=message,
        author=author,
        at=at,
        day=day_words(at, today) if starts_day else "",
        is_first_new=first_new and not in_thread,
        is_grouped=not starts_day and not first_new and _goes_on(before, message, author, at),
        replies=None if in_thread else _replies(workspace, message),
        files=[workspace.files[held] for held in message.files if held in workspace.files],
        values=_values(workspace, person, message),
        warning=message.warning,
    )


def _goes_on(before: Row | None, message: Message, author: Face, at: datetime) -> bool:
    if before is None or message.only_for or before.message.only_for or before.replies:
        return False
    return before.author == author and (at - before.at).total_seconds() < SAME_BREATH


def _replies(workspace: Workspace, message: Message) -> Replies | None:
    channel = workspace.channels[message.channel]
    replies = [channel.messages[ts] for ts in channel.threads.get(message.ts, []) if ts in channel.messages]
    if not replies:
        return None
    writers = {reply.user: faces.of_message(workspace, reply) for reply in replies}
    return Replies(count=len(replies), latest=replies[-1].ts, faces=list(writers.values())[:4])


def _values(workspace: Workspace, person: Person, message: Message) -> dict[str, Any]:
    """What this person sees chosen in the message's elements."""
    values = elements.initial_values(workspace, message.blocks)
    for block_id, filled in workspace.inputs.get((person.id, message.channel, message.ts), {}).items():
        values.setdefault(block_id, {}).update(filled)
    return values


def day_words(at: datetime, today: datetime) -> str:
    days = (today.date() - at.date()).days
    if days in (0, 1):
        return "Today" if days == 0 else "Yesterday"
    year = f" {at.year}" if at.year != today.year else ""
    return f"{at:%A}, {at.day} {at:%B}{year}"


def unread(channel: Channel, person: Person) -> int:
    """How many messages of others came since this person was here."""
    seen = channel.read.get(person.id, "")
    count = 0
    for message in reversed(channel.messages.values()):
        if message.ts <= seen:
            break
        count += message.user != person.id and message.thread_ts is None
    return count


def clock(at: float | str, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(float(at), tz=zone):%H:%M}"


def seconds_clock(at: float, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(at, tz=zone):%H:%M:%S}"
