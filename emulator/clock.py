"""The workspace's time: real time plus what somebody moved it on by."""

import asyncio
import contextlib
import time


class Clock:
    """Seconds since 1970; sleepers wake early when the time is moved on."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        return time.time() + self._ahead

    def move_on(self, seconds: float) -> None:
        self._ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Return when that much of the workspace's time has passed."""
        end = self.now() + seconds
        while (left := end - self.now()) > 0:
            moved = self._moved
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(moved.wait(), left)
