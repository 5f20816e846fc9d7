"""What the inspector says of an envelope or a call in one line."""

from typing import Any

from emulator.log import Entry


def detail(entry: Entry) -> str:
    sent = entry.sent if isinstance(entry.sent, dict) else {}
    payload = sent.get("payload", sent)
    payload = payload if isinstance(payload, dict) else {}
    words = _event(payload.get("event")) or _command(payload) or _interaction(payload) or _call(payload)
    return words[:120]


def _event(event: Any) -> str:
    if not isinstance(event, dict):
        return ""
    return " ".join(str(event[key]) for key in ("type", "subtype", "tab") if event.get(key))


def _command(payload: dict[str, Any]) -> str:
    return f"{payload['command']} {payload.get('text', '')}" if "command" in payload else ""


def _interaction(payload: dict[str, Any]) -> str:
    if payload.get("type") not in (
        "block_actions", "block_suggestion", "view_submission", "view_closed", "shortcut", "message_action"
    ):  # fmt: skip  # one line of names
        return ""
    pressed = [str(action.get("action_id", "")) for action in payload.get("actions", [])]
    named = [payload.get("callback_id"), payload.get("view", {}).get("callback_id"), *pressed]
    return " ".join([payload["type"], *(name for name in named if name)])


def _call(arguments: dict[str, Any]) -> str:
    told = [arguments.get(key) for key in ("channel", "channel_id", "user", "user_id", "text", "filename")]
    return " ".join(str(one) for one in told if one)
