"""What imports need of Slack: somebody who carries messages and files there and back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.language import Language, Words
from bot.report import Report


class Kind(StrEnum):
    """Who can read along: a public or shared channel sees no identifier and no name."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"


@dataclass(frozen=True)
class Place:
    """A Slack conversation."""

    channel: str
    kind: Kind

    @property
    def is_direct(self) -> bool:
        return self.kind is Kind.DIRECT


@dataclass(frozen=True)
class Stands:
    """Where a message of ours stands."""

    channel: str
    kind: Kind
    ts: str


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What the message *Import users into X* is made of; `answer_to` is a response_url, or empty.

    `elsewhere` when the template holds identifiers and goes to a direct message instead.
    """

    tenant: str
    id: UUID
    group: str
    actor: str
    language: Language
    asked_in: Place
    answer_to: str
    has_file: bool
    elsewhere: bool


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What is said of one import, and in which thread; no report and no refusal while it is being read.

    `earlier` is the summary of the import that brought the very same file before.
    """

    tenant: str
    id: UUID
    group: str
    actor: str
    language: Language
    thread: Stands
    report: Report | None = None
    refusal: Words | None = None
    earlier: Stands | None = None

    @property
    def is_open_to_all(self) -> bool:
        return self.thread.kind is Kind.PUBLIC

    @property
    def owes_details(self) -> bool:
        """Whether there is more to tell than counts, which a public thread must not hold."""
        return self.is_open_to_all and self.report is not None and self.report.has_results


@dataclass(frozen=True)
class Download:
    """A file of Slack's: its name there and its bytes."""

    name: str
    content: bytes


class Courier(Protocol):
    """Raises TryAgain when Slack is away, BotError when a person must do something about it."""

    def post_invitation(self, invitation: Invitation) -> Stands:
        """Where it was asked for; in a direct message when Colla is no member there, and says so."""

    def post_invitation_privately(self, invitation: Invitation) -> Stands:
        """In a direct message to the actor."""

    def post_elsewhere(self, invitation: Invitation, thread: Stands) -> Stands:
        """In the thread of a public channel: that the template was sent in a direct message."""

    def post_reading(self, telling: Telling) -> Stands:
        """That a file is being read, in the thread; it will become the summary."""

    def make_summary(self, telling: Telling, message: Stands) -> None:
        """Turns the message into the summary; may be done again."""

    def post_details(self, telling: Telling) -> Stands:
        """The whole summary, in a direct message to the actor."""

    def find(self, tenant: str, channel: str, marker: str, since: datetime, thread: str | None) -> str | None:
        """The `ts` of a message of ours with this marker, as far as Slack lets us look; else None."""

    def upload(self, tenant: str, name: str, content: bytes) -> str:
        """The id of a file that nobody sees yet."""

    def share(self, tenant: str, file: str, name: str, thread: Stands) -> None:
        """Shows an uploaded file in a thread; one that is there already is left alone."""

    def post_trouble(self, tenant: str, actor: str, language: Language, sentence: Words) -> None:
        """Tells the actor, in a direct message, what went wrong."""

    def download(self, tenant: str, file: str) -> Download:
        """Raises BotError when the file is gone, too big or not to be had."""
