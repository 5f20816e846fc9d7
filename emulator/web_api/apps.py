"""apps.connections.open, apps.manifest.validate and blocks.validate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from emulator import blocks
from emulator.errors import SlackError
from emulator.manifest import checking
from emulator.web_api.calls import Call, Method

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def open_connection(workspace: Workspace, call: Call) -> Json:
    return {"url": workspace.sockets.new_address(workspace.url)}


def validate(workspace: Workspace, call: Call) -> Json:
    blocks.validated(call.arguments)
    return {}


def validate_manifest(workspace: Workspace, call: Call) -> Json:
    if call.text("app_id", workspace.app.id) != workspace.app.id:
        raise SlackError("invalid_app_id")
    try:
        checked = checking.check(json.loads(call.text("manifest")))
    except ValueError:
        raise SlackError("invalid_manifest", errors=[{"message": "must be JSON", "pointer": "/"}]) from None
    if checked.faults:
        errors = [{"message": fault.words, "pointer": fault.pointer} for fault in checked.faults]
        raise SlackError("invalid_manifest", errors=errors)
    found = [{"message": w.words, "pointer": w.pointer, "code": "warning"} for w in checked.warnings]
    return {"errors": [], **({"warnings": found} if found else {})}


METHODS: dict[str, Method] = {
    "apps.connections.open": open_connection,
    "apps.manifest.validate": validate_manifest,
    "blocks.validate": validate,
}
