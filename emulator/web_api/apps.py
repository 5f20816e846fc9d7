"""apps.connections.open and blocks.validate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import blocks
from emulator.web_api.calls import Call, Method

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def open_connection(workspace: Workspace, call: Call) -> Json:
    return {"url": workspace.sockets.new_address(workspace.url)}


def validate(workspace: Workspace, call: Call) -> Json:
    blocks.validated(call.arguments)
    return {}


METHODS: dict[str, Method] = {"apps.connections.open": open_connection, "blocks.validate": validate}
