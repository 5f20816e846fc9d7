"""auth.test, api.test and auth.revoke."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import events
from emulator.errors import SlackError
from emulator.web_api.calls import Call, Method

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def test(workspace: Workspace, call: Call) -> Json:
    app = workspace.app
    if call.token == app.app_token:
        return {"app_name": app.manifest.name, "app_id": app.id}
    return {
        "url": f"{workspace.url}/", "team": workspace.name, "user": workspace.bot.handle,
        "team_id": workspace.id, "user_id": app.bot_user_id, "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }  # fmt: skip  # pairs


def echo(workspace: Workspace, call: Call) -> Json:
    """Answers what it was given; `error` makes it an error."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.arguments)
    return {"args": call.arguments}


def revoke(workspace: Workspace, call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    events.tokens_revoked(workspace)
    return {"revoked": True}


METHODS: dict[str, Method] = {"auth.test": test, "api.test": echo, "auth.revoke": revoke}
