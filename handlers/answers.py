"""What a door may answer with. They hold what to say; listening.py knows how each door says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from bot.actors import Mention
from bot.language import Exact, Language, Link, Words

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Message:
    """`text` says all that the blocks say: notifications and screen readers have only that."""

    text: str
    blocks: Sequence[Block] = field(default_factory=tuple)

    def arguments(self) -> dict[str, Any]:
        """For chat.postMessage, a response_url and an ack alike."""
        blocks = [block.to_dict() for block in self.blocks]
        return {"text": self.text, "blocks": blocks} if blocks else {"text": self.text}


@dataclass(frozen=True)
class Form:
    """Opens a form; on top of the one that it was asked for from."""

    view: View


@dataclass(frozen=True)
class Replace:
    """Another view instead of the one that was pressed in or submitted.

    `below`: a new face for the view at the bottom of the stack, which shows what changed.
    """

    view: View
    below: View | None = None


@dataclass(frozen=True)
class CloseAll:
    """Every form closes; what was asked for is told elsewhere."""


@dataclass(frozen=True)
class Suggestions:
    """The options of a select that is being typed in."""

    options: Sequence[Option]


@dataclass(frozen=True)
class Errors:
    """What is wrong, by field."""

    by_field: Mapping[str, str]


Answer = Message | Form | Replace | CloseAll | Suggestions | Errors


def escape(text: str) -> str:
    """Text from people on its way into mrkdwn: the three characters that Slack gives a meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, longest: int = LONGEST_QUOTE) -> str:
    """What somebody typed, short enough to be quoted back."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def unescape(text: str) -> str:
    """The text of a command as it was typed: Slack escapes it on the way to us."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mrkdwn(language: Language, sentence: Words) -> str:
    """A sentence as Slack's mrkdwn: accounts become mentions, exact text code, and the rest is escaped."""
    return language.say(sentence, _shown)


def _shown(value: object) -> str:
    if isinstance(value, Mention):
        return f"<@{value.account}>"
    if isinstance(value, Exact):
        return f"`{escape(value.text)}`"
    if isinstance(value, Link):
        return f"<{escape(value.address)}>"
    return escape(str(value))
