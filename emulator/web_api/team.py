"""team.info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator.errors import SlackError
from emulator.web_api.calls import Call, Method

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def info(workspace: Workspace, call: Call) -> Json:
    if call.text("team", workspace.id) != workspace.id:
        raise SlackError("team_not_found")
    shown = {"id": workspace.id, "name": workspace.name, "domain": workspace.domain, "email_domain": ""}
    return {"team": shown | {"url": f"{workspace.url}/", "icon": {"image_default": True}}}


METHODS: dict[str, Method] = {"team.info": info}
