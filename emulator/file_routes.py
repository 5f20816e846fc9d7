"""The bytes of files: uploads to the address that was given out, downloads with a token or a session."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from emulator.faulty import strike_after, strike_before
from emulator.web_api.files import is_visible
from emulator.workspace import File, Person

if TYPE_CHECKING:
    from emulator.workspace import Workspace

PERSON_COOKIE = "person"
"""The page's session: the id of whom one acts as."""
SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to see this file.</body></html>"
)


async def upload(request: Request) -> Response:
    """POST /upload/v1/{ticket}: the raw bytes, or a multipart form with one file.

    The content type is not to be trusted: slack_sdk labels raw bytes as a form.
    """
    workspace: Workspace = request.app.state.workspace
    entry, started = workspace.log.add("upload", request.url.path), time.perf_counter()
    fault = await strike_before(workspace, request, "upload", entry)
    if isinstance(fault, Response):
        return fault
    file = workspace.files.get(workspace.uploads.pop(request.path_params["ticket"], ""))
    if file is None:
        return PlainTextResponse("Not found", 404)
    content = await _bytes(request)
    entry.sent, entry.milliseconds = (
        {"file": file.id, "bytes": len(content)},
        (time.perf_counter() - started) * 1000,
    )
    if len(content) != file.expected_length:
        entry.status = "wrong length"
        return PlainTextResponse(f"Expected {file.expected_length} bytes, got {len(content)}", 400)
    file.content, entry.status = content, "ok"
    return await strike_after(fault, request, PlainTextResponse(f"OK - {file.size}"))


async def _bytes(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        part = next(iter(form.values()), "")
        return part.encode() if isinstance(part, str) else await part.read()


async def download(request: Request) -> Response:
    """GET url_private or url_private_download."""
    workspace: Workspace = request.app.state.workspace
    entry = workspace.log.add("download", request.url.path)
    fault = await strike_before(workspace, request, "download", entry)
    if isinstance(fault, Response):
        return fault
    file = workspace.files.get(request.path_params["file_id"])
    response = _refusal(workspace, request, file) or _content(request, file)
    entry.status = str(response.status_code)
    return await strike_after(fault, request, response)


def _content(request: Request, file: File | None) -> Response:
    if file is None or file.is_deleted or file.content is None:
        return PlainTextResponse("File not found", 404)
    kind = "attachment" if "download" in request.url.path.split("/") else "inline"
    # sandboxed: a person's file must not act as a page of the workspace
    headers = {
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name)}",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, media_type=file.mimetype, headers=headers)


def _refusal(workspace: Workspace, request: Request, file: File | None) -> Response | None:
    """Without the right to read: sent to sign in; with a token that lacks the scope: a page instead."""
    header = request.headers.get("authorization", "")
    if header:
        return _token_refusal(workspace, header.removeprefix("Bearer ").strip(), file)
    person = workspace.people.get(request.cookies.get(PERSON_COOKIE, ""))
    if person and (file is None or can_read(workspace, person, file)):
        return None
    return RedirectResponse(f"{workspace.url}/?redir={quote(request.url.path)}", 302)


def _token_refusal(workspace: Workspace, token: str, file: File | None) -> Response | None:
    if token != workspace.app.bot_token or workspace.app.is_revoked:
        return RedirectResponse(f"{workspace.url}/?redir=files", 302)
    if not workspace.app.manifest.has_scope("files:read"):
        return HTMLResponse(SIGN_IN)
    if file and not is_visible(workspace, file):
        return PlainTextResponse("File not found", 404)
    return None


def can_read(workspace: Workspace, person: Person, file: File) -> bool:
    """A person reads their own files and those in channels that they see."""
    rooms = [workspace.channels[channel] for channel in file.shares]
    return file.user == person.id or any(workspace.can_see(person, room) for room in rooms)
