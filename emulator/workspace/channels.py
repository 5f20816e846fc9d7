"""Channels of each kind, the messages in them and the ephemerals beside them."""

from dataclasses import dataclass, field
from typing import Any

KINDS = ("public", "private", "mpim", "im")


@dataclass(kw_only=True)
class Message:
    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    thread_ts: str | None = None
    """The root's ts, in replies only."""
    broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    username: str | None = None
    icon_url: str | None = None
    icon_emoji: str | None = None
    metadata: dict[str, Any] | None = None
    edited: str | None = None
    """When it was edited, as a ts."""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str | None = None
    """An ephemeral's reader. Ephemerals live in `Channel.ephemerals` alone."""
    warning: str = ""
    """What the client shows beside the message when an action in it failed."""


@dataclass(kw_only=True)
class Channel:
    id: str
    name: str
    kind: str
    created: int
    creator: str = ""
    topic: str = ""
    is_shared: bool = False
    """Shared with another organisation (Slack Connect)."""
    is_archived: bool = False
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    """By ts, oldest first: roots and replies together."""
    threads: dict[str, list[str]] = field(default_factory=dict)
    """Root's ts to the ts of its replies, oldest first."""
    ephemerals: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    """Person's id to the last ts they have seen here."""

    @property
    def is_direct(self) -> bool:
        return self.kind in ("im", "mpim")

    def find(self, ts: str) -> Message | None:
        return self.messages.get(ts) or self.ephemerals.get(ts)

    def timeline(self, person_id: str, *, last: int = 100) -> list[Message]:
        """The newest roots and broadcasts, and the ephemerals for this person, oldest first."""
        seen: list[Message] = []
        for message in reversed(self.messages.values()):
            if message.thread_ts is None or message.broadcast:
                seen.append(message)
            if len(seen) == last:
                break
        return sorted(seen + self._ephemerals(person_id, None), key=lambda message: message.ts)[-last:]

    def thread(self, root_ts: str, person_id: str) -> list[Message]:
        """The root, its replies, and the ephemerals in it for this person."""
        wanted = [root_ts, *self.threads.get(root_ts, [])]
        kept = [self.messages[ts] for ts in wanted if ts in self.messages]
        return sorted(kept + self._ephemerals(person_id, root_ts), key=lambda message: message.ts)

    def _ephemerals(self, person_id: str, thread_ts: str | None) -> list[Message]:
        return [m for m in self.ephemerals.values() if m.only_for == person_id and m.thread_ts == thread_ts]
