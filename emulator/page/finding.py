"""What somebody looks for: channels, people and messages by their words, emoji by their names."""

import unicodedata
from dataclasses import dataclass
from itertools import chain, islice

from emulator.mrkdwn import plain
from emulator.workspace import Channel, Message, Person, Workspace

from .text import emoji

PLACES = PEOPLE = MESSAGES = 8
EMOJI = 72
OFTEN = (
    "thumbsup", "white_check_mark", "eyes", "tada", "heart", "raised_hands", "pray", "joy", "rocket", "fire",
    "100", "wave", "thinking_face", "clap", "thumbsdown", "x", "question", "hourglass", "point_up", "sob",
)  # fmt: skip  # names read better in few lines


@dataclass(frozen=True)
class Found:
    places: list[Channel]
    others: list[Person]
    """People with whom there is no conversation yet."""
    messages: list[Message]


def find(workspace: Workspace, person: Person, typed: str) -> Found:
    """Where one could go; without words, the places where one is already."""
    wanted = folded(typed.strip().lstrip("#@"))
    mine = [one for one in workspace.channels_of(person) if wanted in folded(workspace.title(one, person))]
    places = sorted(mine, key=lambda one: not folded(workspace.title(one, person)).startswith(wanted))
    if not wanted:
        return Found(places[:PLACES], [], [])
    shown = {workspace.title(one, person) for one in mine if one.kind == "im"}
    others = [
        one for one in workspace.actors()
        if one is not person and one.name not in shown and wanted in folded(f"{one.name} {one.handle}")
    ]  # fmt: skip  # a name or a handle
    return Found(places[:PLACES], others[:PEOPLE], _messages(workspace, person, wanted))


def _messages(workspace: Workspace, person: Person, wanted: str) -> list[Message]:
    """The newest in which these words stand, of the channels that this person may read."""
    seen = [message for channel in workspace.channels_of(person) for message in channel.messages.values()]
    newest = sorted(seen, key=lambda message: message.ts, reverse=True)
    found = (message for message in newest if wanted in folded(plain(workspace, message.text)))
    return list(islice(found, MESSAGES))


def emoji_named(typed: str) -> list[str]:
    """Names that begin with what was typed, then those that hold it; without words, the usual ones."""
    wanted = typed.strip().strip(":").lower().replace(" ", "_")
    if not wanted:
        return list(OFTEN)
    known = emoji.names()
    first = (name for name in known if name.startswith(wanted))
    second = (name for name in known if wanted in name and not name.startswith(wanted))
    return list(islice(chain(first, second), EMOJI))


def folded(text: str) -> str:
    """Without accents and in small letters, as people search."""
    split = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter)).casefold()
