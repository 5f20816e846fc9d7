"""One request to the control API: names turned into people, channels and places."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from emulator.gestures import OnMessage, OnView, Place, Refused
from emulator.gestures.rooms import direct_with

if TYPE_CHECKING:
    from emulator.workspace import Channel, Message, Person, Workspace

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    workspace: Workspace
    said: Json

    def text(self, name: str) -> str:
        return str(self.said.get(name) or "")

    @property
    def person(self) -> Person:
        return somebody(self.workspace, self.text("person"))

    @property
    def channel(self) -> Channel:
        return where(self.workspace, self.person, self.text("channel"))

    @property
    def thread(self) -> str | None:
        return self.said.get("thread") or None

    @property
    def message(self) -> Message:
        found = self.channel.find(self.text("ts"))
        if found is None:
            raise Refused("That message is gone.")
        return found

    @property
    def place(self) -> Place:
        stood = self.said["place"]
        return OnView(stood["view"]) if "view" in stood else OnMessage(stood["channel"], stood["ts"])

    @property
    def element(self) -> tuple[Workspace, Person, Place, str, str]:
        return self.workspace, self.person, self.place, self.said["block_id"], self.said["action_id"]


Deed = Callable[[Asked], Awaitable[Any]]


def somebody(workspace: Workspace, name: str) -> Person:
    """A person, or the app's bot, by full name, handle or id."""
    found = workspace.person_named(name)
    if found is None:
        raise Refused(f"There is nobody called {name!r}.")
    return found


def where(workspace: Workspace, person: Person, name: str) -> Channel:
    """A channel by name or id; the direct message with the app or a person by theirs."""
    channel = workspace.channel_named(name)
    if channel is not None and workspace.can_see(person, channel):
        return channel
    other = workspace.person_named(name)
    if other is None:
        raise Refused(f"{person.name} sees no channel and nobody called {name!r}.")
    return direct_with(workspace, person, [other])


def answered(deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for the deed. Only JSON is taken: no page of another site can send that here."""

    async def endpoint(request: Request) -> Response:
        said: Json = dict(request.query_params)
        if request.method == "POST":
            if not request.headers.get("content-type", "").startswith("application/json"):
                return JSONResponse({"refused": "Send application/json."}, 415)
            said |= json.loads(await request.body() or b"{}")
        try:
            return JSONResponse(await deed(Asked(request.app.state.workspace, said)) or {})
        except Refused as refusal:
            return JSONResponse({"refused": str(refusal)}, 409)

    return endpoint
