"""Slack's own reference of its methods (see LICENSE.txt): arguments, scopes, errors."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
GENERAL_ERRORS = frozenset(
    {
        "not_authed", "invalid_auth", "account_inactive", "token_revoked", "missing_scope",
        "not_allowed_token_type", "invalid_arguments", "invalid_arg_name", "invalid_json",
        "json_not_object", "ratelimited", "internal_error", "fatal_error", "service_unavailable",
        "unknown_method", "method_deprecated", "msg_too_long", "invalid_cursor", "invalid_limit",
    }
)  # fmt: skip  # the errors that any method may answer; each file lists its method's own


@dataclass(frozen=True)
class Method:
    name: str
    scopes: tuple[str, ...]
    """Any one of them is enough."""
    required: tuple[str, ...]
    types: dict[str, frozenset[str]]
    """Argument to its JSON types."""
    json_arguments: frozenset[str]
    """Arguments that are JSON even within a form. Message text never is."""
    takes_json: bool
    errors: frozenset[str]


@cache
def method(name: str) -> Method | None:
    path = FOLDER / f"{name}.json"
    if "/" in name or not path.exists() or name == "events":
        return None
    document = json.loads(path.read_text(encoding="utf-8"))
    arguments = document["args"].get("properties", {})
    return Method(
        name=name,
        scopes=tuple(document.get("scope", {}).get("bot", ())),
        required=tuple(a for a in document["args"].get("required", ()) if a != "token"),
        types={argument: _types(entry) for argument, entry in arguments.items()},
        json_arguments=frozenset(a for a, entry in arguments.items() if _is_json(entry)),
        takes_json=bool(document.get("json_input_supported")),
        errors=frozenset(document.get("errors", {})) | GENERAL_ERRORS,
    )


def _types(entry: dict[str, Any]) -> frozenset[str]:
    parts = [entry, *entry.get("anyOf", []), *entry.get("allOf", []), *entry.get("oneOf", [])]
    types = (part.get("type", ()) for part in parts)
    return frozenset(kind for listed in types for kind in ([listed] if isinstance(listed, str) else listed))


def _is_json(entry: dict[str, Any]) -> bool:
    return bool(_types(entry) & {"object", "array"}) or "JSON" in entry.get("desc", "")


UNASKED_EVENTS = frozenset({"app_rate_limited", "url_verification", "message"})
"""Sent without a subscription; `message` is subscribed to by the kind of its channel."""


@cache
def event_scopes() -> dict[str, tuple[str, ...]]:
    """Every event of the Events API to its scopes: any one of them is enough."""
    listed = json.loads((FOLDER / "events.json").read_text(encoding="utf-8"))
    return {event["name"]: _event_scopes(event) for event in listed if "Events" in event["APIs"]}


def _event_scopes(event: dict[str, Any]) -> tuple[str, ...]:
    # the reference writes app_mentions.read for app_mentions:read
    return tuple(scope.replace(".read", ":read") for scope in event.get("scopes", ()) if scope)
