"""Blocks as they read: plain lines, and the list of what can be pressed or filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from emulator import elements
from emulator.mrkdwn import plain

if TYPE_CHECKING:
    from emulator.workspace import Values, Workspace

Json = dict[str, Any]
Block = dict[str, Any]


def lines(workspace: Workspace, blocks: list[Block]) -> list[str]:
    """What a person reads, a line or more a block; labels of what can be pressed in brackets."""
    return [line for block in blocks for line in _block(workspace, block) if line]


def text(workspace: Workspace, blocks: list[Block]) -> str:
    return "\n".join(lines(workspace, blocks))


def _block(workspace: Workspace, block: Block) -> list[str]:
    reader = _READERS.get(block["type"])
    return reader(workspace, block) if reader else [f"({block['type']})"]


def words(workspace: Workspace, given: Json | str | None) -> str:
    """A text object, plain or mrkdwn, as it reads."""
    if isinstance(given, str):
        return given
    if not given:
        return ""
    said = str(given.get("text", ""))
    return plain(workspace, said) if given.get("type") == "mrkdwn" else said


def _section(workspace: Workspace, block: Block) -> list[str]:
    fields = [words(workspace, field) for field in block.get("fields", [])]
    return [words(workspace, block.get("text")), *fields, _element(workspace, block.get("accessory"))]


def _actions(workspace: Workspace, block: Block) -> list[str]:
    return [" ".join(_element(workspace, element) for element in block["elements"])]


def _context(workspace: Workspace, block: Block) -> list[str]:
    shown = [words(workspace, e) if "text" in e else e.get("alt_text", "") for e in block["elements"]]
    return [" ".join(shown)]


def _input(workspace: Workspace, block: Block) -> list[str]:
    label = words(workspace, block["label"])
    return [label, words(workspace, block.get("hint")), _element(workspace, block["element"])]


def _image(workspace: Workspace, block: Block) -> list[str]:
    return [words(workspace, block.get("title")), f"(image: {block.get('alt_text', '')})"]


def _rich_text(workspace: Workspace, block: Block) -> list[str]:
    return "".join(_rich(workspace, part) for part in block.get("elements", [])).split("\n")


def _rich(workspace: Workspace, part: Json) -> str:
    if "elements" in part:
        inside = [_rich(workspace, each) for each in part["elements"]]
        if part["type"] == "rich_text_list":
            return "".join(f"• {item}\n" for item in inside)
        return "".join(inside)
    readers = {"user": ("user_id", "<@{}>"), "channel": ("channel_id", "<#{}>")}
    if part["type"] in readers:
        key, shape = readers[part["type"]]
        return plain(workspace, shape.format(part[key]))
    if part["type"] == "emoji":
        return f":{part['name']}:"
    return str(part.get("text") or part.get("url") or part.get("range") or part.get("fallback") or "")


def _table(workspace: Workspace, block: Block) -> list[str]:
    return [" | ".join(_cell(workspace, cell) for cell in row) for row in block.get("rows", [])]


def _cell(workspace: Workspace, cell: Json) -> str:
    if cell.get("type") == "rich_text":
        return " ".join(_rich_text(workspace, cell))
    return str(cell.get("text", cell.get("value", "")))


def _alert(workspace: Workspace, block: Block) -> list[str]:
    return [words(workspace, block.get("title")), words(workspace, block.get("text"))]


_READERS: dict[str, Callable[[Workspace, Block], list[str]]] = {
    "section": _section, "actions": _actions, "context_actions": _actions, "context": _context,
    "input": _input, "image": _image, "rich_text": _rich_text, "table": _table, "data_table": _table,
    "alert": _alert, "divider": lambda workspace, block: [],
    "header": lambda workspace, block: [words(workspace, block["text"])],
    "markdown": lambda workspace, block: [block["text"]],
    "video": lambda workspace, block: [words(workspace, block.get("title"))],
    "file": lambda workspace, block: [f"(file: {block.get('external_id', '')})"],
}  # fmt: skip  # a table


def _element(workspace: Workspace, element: Json | None) -> str:
    if not element:
        return ""
    if element["type"] == "image":
        return f"(image: {element.get('alt_text', '')})"
    if element["type"] == "overflow":
        return f"[… {', '.join(words(workspace, option['text']) for option in element['options'])}]"
    if element["type"] in ("radio_buttons", "checkboxes"):
        return "\n".join(_option(workspace, option) for option in element["options"])
    shown = words(workspace, element.get("text")) or words(workspace, element.get("placeholder"))
    return f"[{shown}]" if shown else ""


def _option(workspace: Workspace, option: Json) -> str:
    about = words(workspace, option.get("description"))
    return words(workspace, option["text"]) + (f" ({about})" if about else "")


def controls(workspace: Workspace, blocks: list[Block], values: Values, errors: Json) -> list[Json]:
    """Everything that can be pressed or filled, in reading order, by what is read on it."""
    return [
        _control(workspace, block, element, values, errors)
        for block, element in elements.each(blocks)
        if block["type"] != "unknown"
    ]


def _control(workspace: Workspace, block: Block, element: Json, values: Values, errors: Json) -> Json:
    block_id, action_id = block["block_id"], element["action_id"]
    state = values.get(block_id, {}).get(action_id, {})
    held = state.get(elements.KEYS.get(element["type"], ""))
    return {
        "label": label(workspace, block, element),
        "type": element["type"],
        "block_id": block_id,
        "action_id": action_id,
        "near": "\n".join(line for line in _block(workspace, block) if line),
        "placeholder": words(workspace, element.get("placeholder")),
        "hint": words(workspace, block.get("hint")),
        "options": [_choice(workspace, option) for option in elements.options(element)],
        "value": held,
        "reads": reads(workspace, held),
        "is_required": block["type"] == "input" and not block.get("optional"),
        "confirm": confirm(workspace, element.get("confirm")),
        "error": errors.get(block_id, ""),
        "url": element.get("url", ""),
    }


def label(workspace: Workspace, block: Block, element: Json) -> str:
    """What names an element: its own words, its field's label, or the words beside it."""
    own = words(workspace, element.get("text")) if element["type"] not in elements.KEYS else ""
    if own or element["type"] == "overflow":
        return own or "…"
    beside = words(workspace, block.get("label")) or words(workspace, element.get("placeholder"))
    return beside or words(workspace, block.get("text"))


def _choice(workspace: Workspace, option: Json) -> Json:
    return {"text": words(workspace, option["text"]), "value": option.get("value", "")}


def reads(workspace: Workspace, held: Any) -> str:
    """What is filled in, as it reads."""
    if isinstance(held, list):
        return ", ".join(reads(workspace, one) for one in held)
    if isinstance(held, dict) and held.get("type") == "rich_text":
        return "\n".join(_rich_text(workspace, held))
    if isinstance(held, dict):
        return words(workspace, held.get("text")) if "text" in held else str(held.get("name", ""))
    if isinstance(held, str) and held in workspace.people:
        return workspace.people[held].name
    if isinstance(held, str) and held in workspace.channels:
        return workspace.channels[held].name
    return "" if held is None else str(held)


def confirm(workspace: Workspace, dialog: Json | None) -> Json | None:
    """A confirm dialog's words."""
    if not dialog:
        return None
    return {key: words(workspace, dialog.get(key)) for key in ("title", "text", "confirm", "deny")}
