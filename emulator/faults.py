"""Misbehaviour on command: what the next matching calls, envelopes and sockets suffer."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

SLOW_NETWORK = "slow_network"
"""Every call and envelope takes `seconds` more, until the faults are cleared."""
CALLS = frozenset(
    {"429", "500", "503", "delay", "not_json", "reset_before", "reset_after", "cut_body", SLOW_NETWORK}
)
"""For API calls, `upload`, `download` and `response_url`: `match` is a method such as `files.*`."""
ENVELOPES = frozenset({"late", "twice", "out_of_order", "dropped", SLOW_NETWORK})
"""`match` is an envelope's type, an event's or interaction's type, a command, or `*`."""
FILES = frozenset({"slow_files"})
"""What is known of the next files comes `seconds` later: their kind, and where they were shared.

`match` is a file's name, such as `*.csv`.
"""
SOCKETS = frozenset({"refresh_requested", "warning", "link_disabled", "close_socket", "too_many_websockets"})
"""The first four strike the open sockets at once; the last the next that connect."""


@dataclass(kw_only=True)
class Fault:
    kind: str
    match: str = "*"
    times: int = 1
    """How often; 0 is until the faults are cleared."""
    seconds: float = 1.0
    """How long a delay, how late an envelope, and what Retry-After says."""

    def __post_init__(self) -> None:
        if self.kind == SLOW_NETWORK:
            self.times = 0


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.kind not in CALLS | ENVELOPES | FILES | SOCKETS:
            raise ValueError(f"No such fault: {fault.kind!r}.")
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, kinds: frozenset[str], names: Iterable[str]) -> Fault | None:
        """The first fault of these kinds that matches one of the names, used up once.

        What lasts comes last: on a slow network, too, something may go wrong once.
        """
        named = list(names)
        for fault in sorted(self.waiting, key=lambda fault: fault.times == 0):
            if fault.kind in kinds and any(fnmatchcase(name, fault.match) for name in named):
                self._use_up(fault)
                return fault
        return None

    def _use_up(self, fault: Fault) -> None:
        if fault.times == 0:
            return
        fault.times -= 1
        if fault.times == 0:
            self.waiting.remove(fault)
