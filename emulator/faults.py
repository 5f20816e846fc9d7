"""Misbehaviour on command: what the next matching calls, envelopes and sockets suffer."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

CALLS = frozenset({"429", "500", "503", "delay", "not_json", "reset_before", "reset_after", "cut_body"})
"""For API calls, `upload` and `download`: `match` is a method such as `chat.postMessage` or `files.*`."""
ENVELOPES = frozenset({"late", "twice", "out_of_order", "dropped"})
"""`match` is an envelope's type, an event's or interaction's type, a command, or `*`."""
SOCKETS = frozenset({"refresh_requested", "warning", "link_disabled", "close_socket", "too_many_websockets"})
"""The first four strike the open sockets at once; the last the next that connect."""


@dataclass(kw_only=True)
class Fault:
    kind: str
    match: str = "*"
    times: int = 1
    seconds: float = 1.0
    """How long a delay, how late an envelope, and what Retry-After says."""


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.kind not in CALLS | ENVELOPES | SOCKETS:
            raise ValueError(f"No such fault: {fault.kind!r}.")
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, kinds: frozenset[str], names: Iterable[str]) -> Fault | None:
        """The first fault of these kinds that matches one of the names, used up once."""
        named = list(names)
        for fault in self.waiting:
            if fault.kind in kinds and any(fnmatchcase(name, fault.match) for name in named):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
