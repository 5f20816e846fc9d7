"""What is sent to the app, and what came of it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from emulator.log import Entry

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of sending: an ack with its payload, or why there was none."""

    is_acked: bool
    payload: Any = None
    reason: str = ""
    may_retry: bool = True
    """Whether Slack sends an event again: not when the app answers with X-Slack-No-Retry."""

    @property
    def retry_reason(self) -> str:
        """What the next try says of this one."""
        word = self.reason.partition(" ")[0]
        return word if word in ("http_error", "connection_failed") else "timeout"


@dataclass(kw_only=True)
class Envelope:
    kind: str
    payload: Json
    url: str
    accepts: bool
    entry: Entry
    retry: int = 0
    retry_reason: str = ""
    acked: "asyncio.Future[Outcome]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def names(self) -> list[str]:
        """What a fault may call it."""
        event = self.payload.get("event", {})
        names = [
            self.kind,
            self.payload.get("type"),
            self.payload.get("command"),
            event.get("type"),
            event.get("subtype"),
        ]
        return [name for name in names if name]
