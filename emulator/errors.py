"""Slack's answer when it refuses a call."""

from typing import Any


class SlackError(Exception):
    """`error` is Slack's word; the rest goes into the answer beside it."""

    def __init__(self, error: str, **beside: Any) -> None:
        super().__init__(error)
        self.error = error
        self.beside = beside

    @property
    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.beside}
