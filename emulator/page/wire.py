"""What the inspector says: each envelope and call in one line, what was refused and why, all faults."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from emulator.faults import CALLS, ENVELOPES, FILES, SOCKETS
from emulator.log import Entry
from emulator.workspace import Workspace

Json = dict[str, Any]
SHOWN = 200
FINE = ("ok", "acked", "", "open", "sent")
KINDS = {
    "": "Everything",
    "envelope": "Envelopes",
    "call": "API calls",
    "response_url": "Response URLs",
    "files": "Files",
    "socket": "Sockets",
    "bad": "What went wrong",
}
BYTES = ("upload", "download")
FAULT_WORDS = {
    "429": "429 with Retry-After",
    "delay": "slow answer",
    "not_json": "answer that is no JSON",
    "cut_body": "answer cut in the middle",
    "reset_before": "reset before the effect",
    "reset_after": "reset after the effect",
    "dropped": "dropped: never sent",
    "warning": "warning of a refresh",
    "slow_network": "slow network, until switched off",
    "slow_files": "what is known of a file comes late",
}
POINTER = "[json-pointer:"
EXCERPT = 200


def fault_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every fault that there is, as (group, [(kind, words)])."""
    groups = {
        "API calls": CALLS - ENVELOPES,
        "Envelopes": ENVELOPES - CALLS,
        "Both": CALLS & ENVELOPES,
        "Files": FILES,
        "Sockets": SOCKETS,
    }
    return [(group, [(kind, _fault(kind)) for kind in sorted(kinds)]) for group, kinds in groups.items()]


def _fault(kind: str) -> str:
    return FAULT_WORDS.get(kind, kind.replace("_", " "))


def entries(workspace: Workspace, *, find: str = "", kind: str = "") -> list[Entry]:
    """The newest that match, newest first. What is looked for may stand anywhere, in payloads too."""
    wanted = find.casefold().split()
    newest = reversed(workspace.log.entries)
    return list(islice((one for one in newest if _is_of(one, kind) and _has(one, wanted)), SHOWN))


def _is_of(entry: Entry, kind: str) -> bool:
    if kind == "bad":
        return is_bad(entry)
    return not kind or entry.kind == kind or (kind == "files" and entry.kind in BYTES)


def _has(entry: Entry, wanted: list[str]) -> bool:
    if not wanted:
        return True
    told = [entry.kind, entry.name, entry.status, *entry.notes, entry.sent, entry.answer]
    text = json.dumps(told, ensure_ascii=False, default=str).casefold()
    return all(word in text for word in wanted)


def is_bad(entry: Entry) -> bool:
    return entry.status not in FINE


def ahead(workspace: Workspace) -> str:
    """By how much the workspace's time was moved on, in words."""
    seconds = round(workspace.clock.now() - time.time())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit} ahead"
    return f"{seconds} s ahead" if seconds > 0 else ""


@dataclass(frozen=True)
class Problem:
    """One of Slack's complaints, and what stands in the place that it points at."""

    words: str
    pointer: str = ""
    excerpt: str = ""


def problems(entry: Entry) -> list[Problem]:
    """What Slack says of a refused payload: each complaint once, though an answer may tell it twice."""
    answer = entry.answer if isinstance(entry.answer, dict) else {}
    told = [*_listed(answer.get("response_metadata"), "messages"), *_listed(answer, "errors")]
    found = {problem.words + problem.pointer: problem for problem in map(_problem(entry.sent), told)}
    return list(found.values())


def _listed(holder: Any, name: str) -> Iterable[str]:
    listed = holder.get(name) if isinstance(holder, dict) else None
    return [_told(one) for one in listed] if isinstance(listed, list) else []


def _told(complaint: Any) -> str:
    """blocks.validate writes its complaints as objects."""
    if isinstance(complaint, dict):
        return f"{complaint.get('message', '')} {POINTER}{complaint.get('pointer', '')}]"
    return str(complaint)


def _problem(sent: Any) -> Any:
    def read(said: str) -> Problem:
        words, _, pointer = said.removeprefix("[ERROR] ").partition(POINTER)
        pointer = pointer.rstrip("]")
        return Problem(words.strip(), pointer, _excerpt(sent, pointer) if pointer else "")

    return read


def _excerpt(sent: Any, pointer: str) -> str:
    """What stands at the pointer. A form's pointers may start in the view, which is an argument."""
    roots = [sent, sent.get("view")] if isinstance(sent, dict) else [sent]
    for root in roots:
        try:
            return json.dumps(_at(root, pointer), ensure_ascii=False, default=str)[:EXCERPT]
        except (KeyError, IndexError, TypeError, ValueError):
            continue
    return ""


def _at(root: Any, pointer: str) -> Any:
    for step in pointer.strip("/").split("/"):
        root = json.loads(root) if isinstance(root, str) else root
        root = root[int(step)] if isinstance(root, list) else root[step]
    return root


def detail(entry: Entry) -> str:
    refused = problems(entry)
    if refused:
        return f"{refused[0].words} {refused[0].pointer}".strip()
    sent = entry.sent if isinstance(entry.sent, dict) else {}
    payload = sent.get("payload", sent)
    payload = payload if isinstance(payload, dict) else {}
    words = _event(payload.get("event")) or _command(payload) or _interaction(payload) or _call(payload)
    return words[:120]


def _event(event: Any) -> str:
    if not isinstance(event, dict):
        return ""
    return " ".join(str(event[key]) for key in ("type", "subtype", "tab") if event.get(key))


def _command(payload: Json) -> str:
    return f"{payload['command']} {payload.get('text', '')}" if "command" in payload else ""


def _interaction(payload: Json) -> str:
    if payload.get("type") not in (
        "block_actions", "block_suggestion", "view_submission", "view_closed", "shortcut", "message_action"
    ):  # fmt: skip  # one line of names
        return ""
    pressed = [str(action.get("action_id", "")) for action in payload.get("actions", [])]
    named = [payload.get("callback_id"), payload.get("view", {}).get("callback_id"), *pressed]
    return " ".join([payload["type"], *(name for name in named if name)])


def _call(arguments: Json) -> str:
    told = [arguments.get(key) for key in ("channel", "channel_id", "user", "user_id", "text", "filename")]
    return " ".join(str(one) for one in told if one)
