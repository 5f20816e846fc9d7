"""Every API call's way: faults, arguments, token, scope, the method, the log."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from emulator import reference
from emulator.errors import SlackError
from emulator.faulty import strike_after, strike_before
from emulator.log import Entry
from emulator.web_api import METHODS
from emulator.web_api.calls import Call, invalid, read, require_scope, unfold

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]
APP_TOKEN_METHODS = ("apps.connections.open",)
CONFIG_TOKEN_METHODS = ("apps.manifest.validate",)
ANY_TOKEN_METHODS = ("auth.test", "api.test", "blocks.validate")
NO_TOKEN_METHODS = ("api.test", "blocks.validate")


async def handle(request: Request) -> Response:
    """POST or GET /api/{method}."""
    workspace: Workspace = request.app.state.workspace
    method = request.path_params["method"]
    entry, started = workspace.log.add("call", method), time.perf_counter()
    fault = await strike_before(workspace, request, method, entry)
    if isinstance(fault, Response):
        return fault
    answer = await _answered(workspace, request, method, entry)
    _note(workspace, entry, answer, started)
    response = JSONResponse(answer, headers=_headers(workspace, method))
    return await strike_after(fault, request, response)


async def _answered(workspace: Workspace, request: Request, method: str, entry: Entry) -> Json:
    try:
        call = await read(request, method)
        entry.sent = call.arguments
        return {"ok": True, **_run(workspace, call)}
    except SlackError as error:
        _require_listed(method, error.error)
        return error.answer


def _run(workspace: Workspace, call: Call) -> Json:
    described, run = reference.method(call.method), METHODS.get(call.method)
    if described is None or run is None:
        raise SlackError("unknown_method", req_method=call.method)
    check_token(workspace, call)
    unfold(call, described)
    _check_arguments(call, described)
    if not call.method.startswith("conversations."):  # these ask for the scope of the channel's kind
        require_scope(workspace, *described.scopes)
    return run(workspace, call)


def check_token(workspace: Workspace, call: Call) -> None:
    """The bot's token, or the app's where the method wants that one."""
    app = workspace.app
    if call.token is None:
        if call.method in NO_TOKEN_METHODS:
            return
        raise SlackError("not_authed")
    if call.token not in (app.bot_token, app.app_token, app.config_token):
        raise SlackError("invalid_auth")
    if call.token != _wanted_token(workspace, call.method) and call.method not in ANY_TOKEN_METHODS:
        raise SlackError("not_allowed_token_type")
    if app.is_revoked and call.token != app.config_token:
        raise SlackError("account_inactive")


def _wanted_token(workspace: Workspace, method: str) -> str:
    if method in CONFIG_TOKEN_METHODS:
        return workspace.app.config_token
    return workspace.app.app_token if method in APP_TOKEN_METHODS else workspace.app.bot_token


def _check_arguments(call: Call, described: reference.Method) -> None:
    missing = [name for name in described.required if call.arguments.get(name) in (None, "")]
    if missing:
        raise invalid(*(f"[ERROR] missing required field: {name}" for name in missing))
    for name, types in described.types.items():
        if types == {"integer"} and name in call.arguments:
            call.number(name, 0)


def _require_listed(method: str, error: str) -> None:
    """The emulator may answer only what Slack's reference lists; api.test answers what it is asked to."""
    described = reference.method(method)
    if method != "api.test" and described and error not in described.errors:
        raise AssertionError(f"{method} may not answer {error!r}: Slack's reference does not list it.")


def _note(workspace: Workspace, entry: Entry, answer: Json, started: float) -> None:
    entry.answer = answer
    entry.status = "ok" if answer["ok"] else answer["error"]
    entry.milliseconds = round((time.perf_counter() - started) * 1000, 1)
    workspace.touch()


def _headers(workspace: Workspace, method: str) -> dict[str, str]:
    described = reference.method(method)
    return {
        "x-oauth-scopes": ",".join(sorted(workspace.app.manifest.scopes)),
        "x-accepted-oauth-scopes": ",".join(described.scopes if described else ()),
    }


async def respond(request: Request) -> Response:
    """POST to a response_url."""
    workspace: Workspace = request.app.state.workspace
    entry, started = workspace.log.add("response_url", request.url.path), time.perf_counter()
    fault = await strike_before(workspace, request, "response_url", entry)
    if isinstance(fault, Response):
        return fault
    status, answer = await _use(workspace, request, entry)
    _note(workspace, entry, answer, started)
    made = Response("ok") if answer["ok"] else JSONResponse(answer, status)
    return await strike_after(fault, request, made)


async def _use(workspace: Workspace, request: Request, entry: Entry) -> tuple[int, Json]:
    try:
        entry.sent = await request.json()
        workspace.response_urls.use(request.url.path, entry.sent)
    except SlackError as error:
        gone = error.error in ("used_url", "expired_url", "invalid_url")
        return 404 if gone else 400, error.answer
    except ValueError:
        return 400, {"ok": False, "error": "invalid_payload"}
    return 200, {"ok": True}
