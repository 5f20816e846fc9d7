"""The Pilot's way to the control API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

Json = dict[str, Any]


class Refused(AssertionError):  # as in the gestures
    """What Slack's client would not let the person do, in its words."""


@dataclass(frozen=True, kw_only=True)
class Wire:
    client: httpx.Client
    patience: float

    def get(self, path: str, **query: Any) -> Json:
        given = {key: value for key, value in query.items() if value not in (None, "", False)}
        return self._read(self.client.get(f"/control/{path}", params=given))

    def post(self, path: str, **said: Any) -> Json:
        return self._read(self.client.post(f"/control/{path}", json=said))

    def bytes(self, path: str, **query: Any) -> bytes:
        answer = self.client.get(f"/control/{path}", params=query)
        if answer.status_code != 200:
            raise Refused(answer.text)
        return answer.content

    def _read(self, answer: httpx.Response) -> Json:
        if answer.status_code == 409:
            raise Refused(answer.json()["refused"])
        answer.raise_for_status()
        shown: Json = answer.json()
        return shown
