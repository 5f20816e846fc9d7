"""bots.info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import shapes
from emulator.errors import SlackError
from emulator.web_api.calls import Call, Method

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def info(workspace: Workspace, call: Call) -> Json:
    if call.text("bot", workspace.app.bot_id) != workspace.app.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": shapes.bot(workspace)}


METHODS: dict[str, Method] = {"bots.info": info}
