"""Server-sent events: each region is sent anew when it reads differently than before."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from emulator import gestures
from emulator.workspace import Workspace

from .regions import Regions
from .screens import Screen

BURST = 0.008
"""Seconds in which changes are gathered: one gesture or call makes several at once."""
BEAT = 15.0
"""Seconds after which a silent stream says that it lives."""


def stream(workspace: Workspace, regions: Regions, screen: Screen, request: Request) -> StreamingResponse:
    since = int(request.query_params.get("since", "0"))
    return StreamingResponse(
        _events(workspace, regions, screen, since),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(workspace: Workspace, regions: Regions, screen: Screen, since: int) -> AsyncIterator[str]:
    """Starts with what the page missed since it was drawn; a page that comes back gets everything."""
    shown = regions.drawn(screen) if workspace.version == since else {}
    yield "retry: 500\n\n"
    while True:
        await _mark_as_read(workspace, screen)
        version = workspace.version
        for name, html in regions.drawn(screen).items():
            if shown.get(name) != html:
                shown[name] = html
                yield _event(name, html)
        if await workspace.changed_since(version, timeout=BEAT) == version:
            yield ": still here\n\n"
        else:
            await asyncio.sleep(BURST)


async def _mark_as_read(workspace: Workspace, screen: Screen) -> None:
    if screen.channel and screen.channel.messages:
        latest = next(reversed(screen.channel.messages))
        await gestures.read_up_to(workspace, screen.person, screen.channel, latest)


def _event(name: str, html: str) -> str:
    """An event without data would not be heard, so an empty region is sent as an empty comment."""
    lines = "\n".join(f"data: {line}" for line in (html.strip() or "<!---->").splitlines())
    return f"event: {name}\n{lines}\n\n"
