"""Block Kit: ids where the app gave none, and Slack's limits refused in Slack's own shapes."""

import copy
import json
from typing import Any

from emulator.blocks import kinds, views
from emulator.blocks.report import Report
from emulator.elements import KEYS, PRESSED
from emulator.errors import SlackError
from emulator.ids import new_secret

Json = dict[str, Any]
BLOCKS_IN_MESSAGE = 50
ALL_TEXT = 13_200
"""Characters of all blocks of a message together."""
OPTIONS = 100


def message(blocks: Any) -> list[Json]:
    """A message's blocks with their ids; SlackError invalid_blocks where Slack refuses them."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    report = Report()
    kinds.check_all(blocks, "message", "/blocks", report, most=BLOCKS_IN_MESSAGE)
    if report.problems:
        listed = [str(problem) for problem in report.problems]
        messages = [f"[ERROR] {problem}" for problem in listed]
        raise SlackError("invalid_blocks", errors=listed, response_metadata={"messages": messages})
    if sum(_text_lengths(blocks)) > ALL_TEXT:
        raise SlackError("msg_blocks_too_long")
    return with_ids(blocks)


def _text_lengths(node: Any) -> list[int]:
    """The lengths of all that is read in blocks."""
    if isinstance(node, list):
        return [length for part in node for length in _text_lengths(part)]
    if isinstance(node, dict):
        own = [len(node["text"])] if isinstance(node.get("text"), str) else []
        return own + [length for part in node.values() for length in _text_lengths(part)]
    return []


def view(view: Any, *, kind: str) -> Json:
    """A view with its ids; SlackError invalid_arguments where Slack refuses it."""
    report = Report()
    views.check(view, kind, report)
    if report.problems:
        messages = [f"[ERROR] {problem}" for problem in report.problems]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    return {**view, "blocks": with_ids(view["blocks"])}


def options(payload: Json) -> None:
    """Raise unless these may be the answer to a type-ahead."""
    report = Report()
    kinds.check_options(payload, "", report, most=OPTIONS, is_answer=True)
    if report.problems:
        raise SlackError("invalid_options", errors=[str(problem) for problem in report.problems])


def validated(call: Json) -> None:
    """blocks.validate: raise with a list of code, message, pointer and constraint."""
    given = [name for name in ("blocks", "view", "message") if call.get(name) is not None]
    if len(given) != 1:
        words = "must provide exactly one of `blocks`, `view`, or `message`"
        raise SlackError("invalid_arguments", response_metadata={"messages": [words]})
    name, report = given[0], Report()
    _validate(name, call[name], report)
    if report.problems:
        raise SlackError(f"invalid_{name}", errors=[problem.detailed for problem in report.problems])


def _validate(name: str, value: Any, report: Report) -> None:
    if name == "view":
        kind = value.get("type", "modal") if isinstance(value, dict) else "modal"
        views.check(value, kind, report, pointer="")
        return
    blocks = value.get("blocks", []) if name == "message" and isinstance(value, dict) else value
    pointer = "/blocks" if name == "message" else ""
    kinds.check_all(blocks, "message", pointer, report, most=BLOCKS_IN_MESSAGE)


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block has a block_id and every interactive element an action_id."""
    made = copy.deepcopy(blocks)
    for block in made:
        block.setdefault("block_id", new_secret(5))
        for element in [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]:
            if isinstance(element, dict) and (element.get("type") in KEYS or element.get("type") in PRESSED):
                element.setdefault("action_id", new_secret(5))
    return made


def size(view: Any) -> int:
    return len(json.dumps(view, ensure_ascii=False).encode())
