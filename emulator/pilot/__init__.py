"""The Pilot: drives the workspace as a person would, finding things by what can be read."""

from __future__ import annotations

from fnmatch import fnmatchcase
from types import TracebackType
from typing import Any, Self

import httpx

from emulator.pilot import finding
from emulator.pilot.person import PilotPerson
from emulator.pilot.wire import Refused, Wire

__all__ = ["Pilot", "PilotPerson", "Refused"]

Json = dict[str, Any]


class Pilot:
    """`Pilot(url).act_as("Núria Puig").types("/groups create Urbanisme")`.

    Waits are long-polls of the control API, 10 seconds unless `patience` says otherwise.
    """

    def __init__(self, url: str, *, patience: float = 10.0) -> None:
        client = httpx.Client(base_url=url, timeout=70.0, trust_env=False)
        self._wire = Wire(client=client, patience=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._wire.client.close()

    def act_as(self, name: str) -> PilotPerson:
        """Somebody in the workspace, by full name, handle or id."""
        return PilotPerson(self._wire, name)

    def app(self) -> Json:
        """The app's ids, tokens and signing secret."""
        return self._wire.get("app")

    def fault(self, kind: str, *, match: str = "*", times: int = 1, seconds: float = 1.0) -> None:
        """Make the next calls, envelopes or files that match misbehave; docs/emulator.md has the kinds.

        `times=0` is until `clears_faults`.
        """
        self._wire.post("fault", kind=kind, match=match, times=times, seconds=seconds)

    def clears_faults(self) -> None:
        self._wire.post("no_faults")

    def moves_time_on(self, seconds: float) -> None:
        """Triggers and response_urls expire, deadlines pass, and retries of events fall due."""
        self._wire.post("time", seconds=seconds)

    def compresses_retries(self, factor: float) -> None:
        """0.001 makes the five minutes before an event's last try 0.3 seconds."""
        self._wire.post("retries", factor=factor)

    def sends_to(self, url: str) -> bool:
        """HTTP mode from now on, to this address; whether it passed Slack's challenge."""
        return bool(self._wire.post("request_url", url=url)["is_verified"])

    def uninstalls_app(self) -> None:
        """The app is told, and its tokens are good for nothing."""
        self._wire.post("uninstall")

    def log(self, *, after: int = 0) -> list[Json]:
        """Every envelope with its ack, every API call with its answer, oldest first."""
        entries: list[Json] = self._wire.get("log", after=after)["entries"]
        return entries

    def calls(self, method: str = "*") -> list[Json]:
        """The API calls of a method, or of all that a pattern such as `files.*` matches, oldest first."""
        return [e for e in self.log() if e["kind"] == "call" and fnmatchcase(e["name"], method)]

    def refusals(self) -> list[str]:
        """What the workspace refused the app, in Slack's words with their pointers: [] is a good test."""
        return [finding.refusal(entry) for entry in self.log() if finding.is_refused(entry)]

    def changes_role(self, name: str, role: str) -> None:
        """Somebody becomes an `owner`, `admin`, `member`, `guest`, or `deactivated`."""
        self._wire.post("role", person=name, role=role)

    def waits_until_delivered(self) -> None:
        """Return once every envelope so far was acked or given up."""
        left = self._wire.post("settled", timeout=self._wire.patience)["under_way"]
        assert left == 0, f"{left} envelopes still wait for their ack."  # noqa: S101  # for tests

    def waits_until_connected(self, sockets: int = 1) -> None:
        """Return once the app has so many sockets open."""
        found = self._wire.post("connected", sockets=sockets, timeout=self._wire.patience)["sockets"]
        assert found >= sockets, f"The app has {found} sockets open, not {sockets}."  # noqa: S101  # for tests
