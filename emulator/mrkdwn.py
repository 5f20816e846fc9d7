"""Slack's text: escaping, mentions as people type them, and how it reads."""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.workspace import Workspace

_LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_TYPED_PERSON = re.compile(r"(?<![\w&;])@([\w.-]*\w)")
_TYPED_CHANNEL = re.compile(r"(?<![\w&;])#([\w-]+)")
_MARKS = (
    re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)"),
    re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)"),
    re.compile(r"(?<!\w)~([^~\n]+)~(?!\w)"),
)
_CODE = re.compile(r"`+([^`]+)`+")


def escape(text: str) -> str:
    """The three characters that Slack escapes in what people type."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link_mentions(workspace: "Workspace", text: str) -> str:
    """What Slack's client makes of a typed `@handle` and `#channel`."""

    def person(match: re.Match[str]) -> str:
        found = workspace.person_named(match[1])
        return f"<@{found.id}>" if found else match[0]

    def channel(match: re.Match[str]) -> str:
        found = workspace.channel_named(match[1])
        return f"<#{found.id}|>" if found else match[0]

    return _TYPED_CHANNEL.sub(channel, _TYPED_PERSON.sub(person, text))


def plain(workspace: "Workspace", text: str) -> str:
    """mrkdwn as it reads: mentions by name, links by their words, no marks."""
    read = _LINK.sub(lambda match: _reads(workspace, match[1], match[2]), text)
    parts = _CODE.split(read)
    parts[::2] = map(_without_marks, parts[::2])  # what is between is code, and stays as it is
    return html.unescape("".join(parts))


def _without_marks(text: str) -> str:
    for pattern in _MARKS:
        text = pattern.sub(r"\1", text)
    return text


def _reads(workspace: "Workspace", target: str, words: str | None) -> str:
    if target.startswith("@"):
        person = workspace.people.get(target[1:])
        return f"@{person.name if person else words or target[1:]}"
    if target.startswith("#"):
        channel = workspace.channels.get(target[1:])
        return f"#{channel.name if channel else words or target[1:]}"
    if target.startswith("!"):
        return words or "@" + target[1:].partition("^")[0]
    return words or target.removeprefix("mailto:")
