"""What went over the wire, kept for the inspector: envelopes with acks, API calls with answers."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from emulator.clock import Clock

KEPT = 5000


@dataclass(kw_only=True)
class Entry:
    number: int
    at: float
    kind: str
    """`envelope`, `call`, `response_url`, `upload`, `download`, `socket` or `fault`."""
    name: str
    """An envelope's type or a call's method."""
    sent: Any = None
    """An envelope's payload, a call's arguments."""
    answer: Any = None
    """An envelope's ack, a call's answer."""
    status: str = ""
    """`acked`, `late`, `no ack`, `no connection`, `dropped` …; a call's `ok` or its error."""
    milliseconds: float | None = None
    attempts: int = 0
    notes: list[str] = field(default_factory=list)


class Log:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self.entries: deque[Entry] = deque(maxlen=KEPT)

    def add(self, kind: str, name: str, sent: Any = None, *, status: str = "") -> Entry:
        now = self._clock.now()
        entry = Entry(number=next(self._numbers), at=now, kind=kind, name=name, sent=sent, status=status)
        self.entries.append(entry)
        return entry

    def since(self, number: int = 0) -> list[Entry]:
        return [entry for entry in self.entries if entry.number > number]
