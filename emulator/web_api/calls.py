"""One call of a method: its arguments as Slack reads them, and what most methods ask of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from emulator import reference
from emulator.errors import SlackError

if TYPE_CHECKING:
    from emulator.workspace import Channel, Person, Workspace

Json = dict[str, Any]
TRUE = ("1", "true", "True", True, 1)


@dataclass(kw_only=True)
class Call:
    method: str
    arguments: Json
    token: str | None
    content_type: str = ""
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name)
        return default if value is None else value in TRUE

    def number(self, name: str, default: int) -> int:
        value = self.arguments.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            raise invalid(f"[ERROR] must be an integer [json-pointer:/{name}]") from None


Method = Callable[["Workspace", Call], Json]


def invalid(*messages: str) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": list(messages)})


async def read(request: Request, method: str) -> Call:
    """The arguments: query and form, or JSON where the method takes it. No text is ever parsed as JSON."""
    described = reference.method(method)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    header = request.headers.get("authorization", "")
    token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else None
    arguments: Json = dict(request.query_params)
    if content_type == "application/json":
        arguments |= await _body(request) if described and described.takes_json else {}
    elif content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            arguments |= {name: value for name, value in form.items() if isinstance(value, str)}
    token = token or arguments.pop("token", None)
    return Call(method=method, arguments=arguments, token=token, content_type=content_type)


async def _body(request: Request) -> Json:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body


def unfold(call: Call, described: reference.Method) -> None:
    """Parse the arguments that the reference marks as JSON, when they came as strings."""
    for name in described.json_arguments & set(call.arguments):
        value = call.arguments[name]
        if isinstance(value, str) and value:
            try:
                call.arguments[name] = json.loads(value)
            except ValueError:
                raise _not_json(call.method, name, described) from None


def _not_json(method: str, name: str, described: reference.Method) -> SlackError:
    if name == "blocks" and "invalid_blocks_format" in described.errors:
        return SlackError("invalid_blocks_format")
    return invalid(f"[ERROR] must be valid JSON [json-pointer:/{name}]")


def page(items: list[Any], call: Call, *, most: int, default: int = 100) -> tuple[list[Any], Json]:
    """One page of a list, and the metadata with the cursor of the next (empty at the end)."""
    limit = min(call.number("limit", default) or default, most)
    if limit < 0:
        raise SlackError("invalid_limit")
    start = _start(call.text("cursor"))
    following = f"page:{start + limit}" if start + limit < len(items) else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": following}}


def _start(cursor: str) -> int:
    kind, _, number = cursor.partition(":")
    if cursor and (kind != "page" or not number.isdigit()):
        raise SlackError("invalid_cursor")
    return int(number or 0)


def channel_of(workspace: Workspace, call: Call, name: str = "channel") -> Channel:
    """The conversation whose id was given, if the bot may know of it."""
    channel = workspace.channels.get(call.text(name))
    if channel is None or (channel.kind != "public" and workspace.app.bot_user_id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def person_of(workspace: Workspace, call: Call, name: str = "user") -> Person:
    person = workspace.people.get(call.text(name))
    if person is None:
        raise SlackError("user_not_found")
    return person


def require_scope(workspace: Workspace, *scopes: str) -> None:
    """Raise missing_scope unless one of these is granted."""
    manifest = workspace.app.manifest
    if scopes and not any(manifest.has_scope(scope) for scope in scopes):
        provided = ",".join(sorted(manifest.scopes))
        raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)


FAMILIES = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


def require_kind(workspace: Workspace, channel: Channel, deed: str) -> None:
    """Conversations ask for the scope of their own kind: channels:history, im:history …"""
    require_scope(workspace, f"{FAMILIES[channel.kind]}:{deed}")
