"""Trigger ids: good for three seconds and for one call."""

import secrets
from dataclasses import dataclass

from emulator.clock import Clock
from emulator.ids import new_secret

SECONDS = 3.0
REMEMBERED = 5000


@dataclass(kw_only=True)
class Trigger:
    person: str
    expires: float
    channel: str | None
    view: str | None
    """The form it came from: only such a trigger may push another on top."""
    is_used: bool = False


class InvalidTrigger(Exception):  # its text is Slack's error
    """The text is Slack's word for it."""


class Triggers:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, person: str, *, channel: str | None = None, view: str | None = None) -> str:
        number = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{new_secret(32)}"
        expires = self._clock.now() + SECONDS
        if len(self._issued) >= REMEMBERED:
            del self._issued[next(iter(self._issued))]
        self._issued[number] = Trigger(person=person, expires=expires, channel=channel, view=view)
        return number

    def check(self, number: str) -> Trigger:
        """The trigger, if a call may still use it; the caller uses it up when all else was right."""
        trigger = self._issued.get(number)
        if trigger is None:
            raise InvalidTrigger("invalid_trigger_id")
        if trigger.is_used:
            raise InvalidTrigger("exchanged_trigger_id")
        if self._clock.now() > trigger.expires:
            raise InvalidTrigger("expired_trigger_id")
        return trigger
