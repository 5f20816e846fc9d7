"""Carrying out the faults on HTTP calls: errors, delays, what is no JSON, and broken connections."""

from __future__ import annotations

import socket
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from emulator.faults import CALLS, SLOW_NETWORK, Fault

if TYPE_CHECKING:
    from emulator.log import Entry
    from emulator.workspace import Workspace

TRANSPORT = "emulator.transport"
"""Where the server keeps a request's connection, in the request's state."""
STATUSES = {"500": "internal_error", "503": "service_unavailable"}


async def strike_before(
    workspace: Workspace, request: Request, name: str, entry: Entry
) -> Response | Fault | None:
    """A response to give instead of the call's; or the fault that strikes after it; or nothing."""
    fault = workspace.faults.take(CALLS, [name])
    if fault is None:
        return None
    entry.status = f"fault: {fault.kind}"
    entry.notes.append(entry.status)
    if fault.kind == "429":
        headers = {"Retry-After": str(max(1, int(fault.seconds)))}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers)
    if fault.kind in STATUSES:
        return PlainTextResponse(STATUSES[fault.kind], int(fault.kind))
    if fault.kind == "reset_before":
        return Broken(request)
    if fault.kind in ("delay", SLOW_NETWORK):
        await workspace.clock.sleep(fault.seconds)
        return None
    return fault


async def strike_after(fault: Fault | None, request: Request, response: Response) -> Response:
    """What is left of the response after the fault. The call had its effect."""
    if fault is None:
        return response
    if fault.kind == "not_json":
        return Response("<html><body>Something went wrong</body></html>", media_type="text/html")
    return Broken(request, half_of=response if fault.kind == "cut_body" else None)


class Broken(Response):
    """A connection that is reset: before any byte, or in the middle of the body."""

    def __init__(self, request: Request, *, half_of: Response | None = None) -> None:
        super().__init__()
        self._transport = transport_of(request.scope)
        self._half_of = half_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._half_of is not None:
            headers = self._half_of.raw_headers
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            half = bytes(self._half_of.body)[: len(self._half_of.body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
            self._transport.close()
            return
        reset(self._transport)


def transport_of(scope: Mapping[str, Any]) -> Any:
    """The connection beneath a request; the server's protocol puts it there."""
    return scope["state"][TRANSPORT]


def reset(transport: Any) -> None:
    """Close at once with a TCP reset rather than a goodbye."""
    sock = transport.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
