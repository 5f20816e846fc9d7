"""Getting envelopes to the app and its acks back: one socket each, or signed requests."""

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from emulator import http_requests
from emulator.envelopes import Envelope, Outcome
from emulator.faults import ENVELOPES, SLOW_NETWORK, Fault
from emulator.ids import new_uuid
from emulator.log import Entry

if TYPE_CHECKING:
    from emulator.workspace import Workspace

ACK_SECONDS = 3.0
RETRIES = (0.1, 60.0, 300.0)
"""Seconds before each further try of an event: almost at once, after a minute, after five."""
REMEMBERED = 5000
"""Envelopes whose late acks are still known as such."""
HELD_SECONDS = 2.0
"""An envelope out of order waits for the next one, but no longer than this."""
Json = dict[str, Any]


class Connection(Protocol):
    """One open socket of the app."""

    is_leaving: bool

    async def send(self, envelope: Json) -> None: ...


class Delivery:
    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self.connections: list[Connection] = []
        self.retry_factor = 1.0
        """Compresses the waits before events are sent again."""
        self.under_way = 0
        """Envelopes that are neither acked nor given up."""
        self._turn = 0
        self._sent: dict[str, Envelope] = {}
        self._held: list[Envelope] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    async def interact(self, payload: Json, *, accepts: bool) -> Outcome:
        """Send an interaction and wait for its ack."""
        manifest = self._workspace.app.manifest
        if not manifest.is_interactive:
            return Outcome(is_acked=False, reason="interactivity is off")
        is_suggestion = payload["type"] == "block_suggestion"
        url = manifest.options_url if is_suggestion else manifest.interactivity_url
        return await self.ask("interactive", payload, url=url, accepts=accepts)

    async def ask(self, kind: str, payload: Json, *, url: str, accepts: bool) -> Outcome:
        """Send once and wait for the ack: commands and interactions are never repeated."""
        entry = self._workspace.log.add("envelope", kind, payload, status="sent")
        self.under_way += 1
        try:
            return await self._attempt(
                Envelope(kind=kind, payload=payload, url=url, accepts=accepts, entry=entry)
            )
        finally:
            self._done()

    def emit(self, payload: Json) -> None:
        """Send an event in the background, again as Slack does while no ack comes."""
        self.under_way += 1
        self.in_background(self._emit(payload))

    def in_background(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def acknowledge(self, envelope_id: str, payload: Any) -> None:
        """An ack that came over a socket; one that is late or repeated is only noted."""
        envelope = self._sent.get(envelope_id)
        if envelope is None:
            self._workspace.log.add("socket", "ack of an unknown envelope", {"envelope_id": envelope_id})
        elif envelope.acked.done():
            envelope.entry.notes.append("acked again or late")
        else:
            envelope.acked.set_result(Outcome(is_acked=True, payload=payload))

    async def _emit(self, payload: Json) -> None:
        entry = self._workspace.log.add("envelope", "events_api", payload, status="sent")
        try:
            await self._try_and_retry(payload, entry)
        finally:
            self._done()

    async def _try_and_retry(self, payload: Json, entry: Entry) -> None:
        reason = ""
        for retry, wait in enumerate((0.0, *RETRIES)):
            await self._workspace.clock.sleep(wait * self.retry_factor)
            outcome = await self._attempt(
                Envelope(
                    kind="events_api", payload=payload, url=self._workspace.app.manifest.event_url,
                    accepts=False, entry=entry, retry=retry, retry_reason=reason,
                )
            )  # fmt: skip  # pairs
            if outcome.is_acked or not outcome.may_retry:
                return
            reason = outcome.retry_reason

    def _done(self) -> None:
        self.under_way -= 1
        self._workspace.touch()

    async def _attempt(self, envelope: Envelope) -> Outcome:
        started = self._workspace.clock.now()
        envelope.entry.attempts += 1
        fault = self._workspace.faults.take(ENVELOPES, envelope.names())
        self.in_background(self._send(envelope, fault))
        deadline = asyncio.ensure_future(self._workspace.clock.sleep(ACK_SECONDS))
        await asyncio.wait((envelope.acked, deadline), return_when=asyncio.FIRST_COMPLETED)
        deadline.cancel()
        if not envelope.acked.done():
            envelope.acked.set_result(Outcome(is_acked=False, reason="no ack within 3 seconds"))
        return self._noted(envelope, started)

    def _noted(self, envelope: Envelope, started: float) -> Outcome:
        outcome, entry = envelope.acked.result(), envelope.entry
        entry.answer = outcome.payload
        entry.status = "acked" if outcome.is_acked else outcome.reason
        entry.milliseconds = round((self._workspace.clock.now() - started) * 1000, 1)
        self._workspace.touch()
        return outcome

    async def _send(self, envelope: Envelope, fault: Fault | None) -> None:
        kind = fault.kind if fault else ""
        envelope.entry.notes += [f"fault: {kind}"] if kind else []
        if kind == "dropped":
            return
        if fault and kind in ("late", SLOW_NETWORK):
            await self._workspace.clock.sleep(fault.seconds)
        if kind == "out_of_order":
            await self._hold(envelope)
            return
        await self._put(envelope)
        if kind == "twice":
            await self._put(envelope)
        if self._held:  # what was held comes after this one in the app's eyes too
            await asyncio.wait([envelope.acked], timeout=HELD_SECONDS)
        await self._release()

    async def _hold(self, envelope: Envelope) -> None:
        self._held.append(envelope)
        await self._workspace.clock.sleep(HELD_SECONDS)
        if envelope in self._held:
            await self._release()

    async def _release(self) -> None:
        held, self._held = self._held, []
        for envelope in held:
            await self._put(envelope)

    async def _put(self, envelope: Envelope) -> None:
        if not self._workspace.app.manifest.uses_socket_mode:
            outcome = await http_requests.post(self._workspace, envelope)
            if not envelope.acked.done():
                envelope.acked.set_result(outcome)
            return
        connection = self._next_connection()
        if connection is None:
            if not envelope.acked.done():
                envelope.acked.set_result(Outcome(is_acked=False, reason="no connection"))
            return
        await connection.send(self._wrapped(envelope))

    def _next_connection(self) -> Connection | None:
        """Round robin: an envelope goes to one socket only."""
        open_ones = [connection for connection in self.connections if not connection.is_leaving]
        self._turn += 1
        return open_ones[self._turn % len(open_ones)] if open_ones else None

    def _wrapped(self, envelope: Envelope) -> Json:
        envelope_id = new_uuid()
        self._sent[envelope_id] = envelope
        if len(self._sent) > REMEMBERED:
            del self._sent[next(iter(self._sent))]
        wrapped = {
            "envelope_id": envelope_id, "type": envelope.kind, "payload": envelope.payload,
            "accepts_response_payload": envelope.accepts,
        }  # fmt: skip  # pairs
        if envelope.kind == "events_api":
            wrapped |= {"retry_attempt": envelope.retry, "retry_reason": envelope.retry_reason}
        return wrapped
