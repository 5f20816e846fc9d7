"""Looking: the screen of a person (a long-poll), a file's bytes, the log, people, the app's secrets."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from emulator import screens
from emulator.control.asking import Asked, where
from emulator.file_routes import can_read
from emulator.gestures import Refused

Json = dict[str, Any]
POLL_SECONDS = 10.0


async def screen(request: Request) -> Response:
    """GET /control/screen?person=…&channel=…&thread=…&home=1&after=VERSION: waits for something newer."""
    query, workspace = request.query_params, request.app.state.workspace
    asked = Asked(workspace, dict(query))
    try:
        person = asked.person
        channel = where(workspace, person, query["channel"]) if query.get("channel") else None
    except Refused as refusal:
        return JSONResponse({"refused": str(refusal)}, 409)
    seconds = min(float(query.get("timeout", POLL_SECONDS)), 60.0)
    if query.get("after"):
        await workspace.changed_since(int(query["after"]), timeout=seconds)
    shown = screens.screen(
        workspace, person, channel=channel, thread=asked.thread, is_at_home=bool(query.get("home"))
    )
    return JSONResponse(shown)


async def download(request: Request) -> Response:
    """GET /control/files/{id}?person=…: the bytes, if that person may read them."""
    workspace = request.app.state.workspace
    person = workspace.person_named(request.query_params.get("person", ""))
    file = workspace.files.get(request.path_params["file_id"])
    if person is None or file is None or file.content is None or not can_read(workspace, person, file):
        return PlainTextResponse("File not found", 404)
    return Response(file.content, media_type="application/octet-stream")


async def people(asked: Asked) -> Json:
    shown = [
        {"id": p.id, "name": p.name, "handle": p.handle, "role": p.role} for p in asked.workspace.actors()
    ]
    return {"people": shown}


async def log(asked: Asked) -> Json:
    entries = asked.workspace.log.since(int(asked.text("after") or 0))
    return {"entries": [asdict(entry) for entry in entries]}


async def app(asked: Asked) -> Json:
    """What the app needs to connect: for tests in any language."""
    installed, manifest = asked.workspace.app, asked.workspace.app.manifest
    return {
        "app_id": installed.id, "bot_id": installed.bot_id, "bot_user_id": installed.bot_user_id,
        "team_id": asked.workspace.id, "bot_token": installed.bot_token, "app_token": installed.app_token,
        "config_token": installed.config_token, "signing_secret": installed.signing_secret,
        "api_url": f"{asked.workspace.url}/api/",
        "name": manifest.name, "connections": len(asked.workspace.sockets.open),
        "commands": [asdict(command) for command in manifest.commands],
        "shortcuts": [asdict(shortcut) for shortcut in manifest.shortcuts],
    }  # fmt: skip  # pairs


PEOPLE, LOG, APP = people, log, app
