"""Every kind of block: what it must have, what it may have, where it may stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from emulator.blocks import parts
from emulator.blocks.report import Report

Json = dict[str, Any]
SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI = tuple(f"multi_{kind}" for kind in SELECTS)
CHOICES = ("radio_buttons", "checkboxes")
IN_SECTION = (
    "button",
    "overflow",
    "image",
    "datepicker",
    "timepicker",
    "workflow_button",
    *SELECTS,
    *MULTI,
    *CHOICES,
)
IN_ACTIONS = (
    "button",
    "overflow",
    "datepicker",
    "timepicker",
    "datetimepicker",
    "workflow_button",
    *SELECTS,
    *CHOICES,
)
IN_INPUT = (
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input",
    "datepicker", "timepicker", "datetimepicker", "file_input", *SELECTS, *MULTI, *CHOICES,
)  # fmt: skip  # a list
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")
MESSAGES, MODALS, HOMES = "message", "modal", "home"
ANYWHERE = (MESSAGES, MODALS, HOMES)
COMMON = frozenset({"type", "block_id"})
ROWS, COLUMNS, DATA_ROWS = 100, 20, 101


def check_all(blocks: Any, surface: str, pointer: str, report: Report, *, most: int) -> None:
    """All blocks of a message, modal or Home."""
    if not report.items(blocks, pointer, most, least=0 if surface == MESSAGES else 1):
        return
    for number, block in enumerate(blocks):
        _check(block, surface, f"{pointer}/{number}", report)
    _check_ids(blocks, pointer, report)
    tables = [n for n, b in enumerate(blocks) if isinstance(b, dict) and b.get("type") == "table"]
    for number in tables[1:]:
        report.add("only one table is allowed", f"{pointer}/{number}", "maxItems", 1)


def _check(block: Any, surface: str, pointer: str, report: Report) -> None:
    kind = block.get("type") if isinstance(block, dict) else None
    places, checked = KINDS.get(kind or "", ((), _unlimited))
    if surface not in places:
        report.add(f"unsupported type: {kind}", f"{pointer}/type", "enum", sorted(KINDS))
        return
    report.string(block.get("block_id"), f"{pointer}/block_id", 255)
    checked(block, pointer, report)
    if kind == "input" and surface != MODALS and (block.get("element") or {}).get("type") == "file_input":
        report.add("unsupported type: file_input", f"{pointer}/element/type", "enum")


def _check_ids(blocks: list[Any], pointer: str, report: Report) -> None:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(block_id, str) and block_id in seen:
            report.add(f"block_id already exists: {block_id}", f"{pointer}/{number}/block_id", "unique")
        seen.add(str(block_id))
        _check_action_ids(block, f"{pointer}/{number}", report)


def _check_action_ids(block: Any, pointer: str, report: Report) -> None:
    """Within one block no two elements may have the same action_id."""
    listed = block.get("elements") if isinstance(block, dict) else None
    seen: set[str] = set()
    for number, element in enumerate(listed if isinstance(listed, list) else []):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if isinstance(action_id, str) and action_id in seen:
            report.add(
                f"action_id already exists: {action_id}", f"{pointer}/elements/{number}/action_id", "unique"
            )
        seen.add(str(action_id))


def check_options(payload: Json, pointer: str, report: Report, *, most: int, is_answer: bool) -> None:
    """What an app answered to a type-ahead; nothing found is allowed there."""
    parts.listed(payload, pointer, report, least=0 if is_answer else 1)


def _element(element: Any, allowed: tuple[str, ...], pointer: str, report: Report) -> None:
    if element is None:
        return
    kind = element.get("type") if isinstance(element, dict) else None
    if kind not in allowed:
        report.add(f"unsupported type: {kind}", f"{pointer}/type", "enum", list(allowed))
    else:
        parts.check(element, pointer, report)


def _section(block: Json, pointer: str, report: Report) -> None:
    report.only(block, pointer, COMMON | {"text", "fields", "accessory", "expand"})
    if block.get("text") is None and not block.get("fields"):
        report.add("missing required field: text", pointer, "required", "text")
    report.text(block.get("text"), f"{pointer}/text", 3000)
    fields = block.get("fields")
    if fields is not None and report.items(fields, f"{pointer}/fields", 10):
        for number, one in enumerate(fields):
            report.text(one, f"{pointer}/fields/{number}", 2000)
    _element(block.get("accessory"), IN_SECTION, f"{pointer}/accessory", report)


def _elements(allowed: tuple[str, ...], most: int) -> Callable[[Json, str, Report], None]:
    def checked(block: Json, pointer: str, report: Report) -> None:
        report.only(block, pointer, COMMON | {"elements"})
        if report.items(block.get("elements"), f"{pointer}/elements", most):
            for number, element in enumerate(block["elements"]):
                _element(element, allowed, f"{pointer}/elements/{number}", report)

    return checked


def _context(block: Json, pointer: str, report: Report) -> None:
    report.only(block, pointer, COMMON | {"elements"})
    if report.items(block.get("elements"), f"{pointer}/elements", 10):
        for number, element in enumerate(block["elements"]):
            where = f"{pointer}/elements/{number}"
            if isinstance(element, dict) and element.get("type") == "image":
                _element(element, ("image",), where, report)
            else:
                report.text(element, where, 3000)


def _input(block: Json, pointer: str, report: Report) -> None:
    report.need(block, pointer, "label", "element")
    report.only(block, pointer, COMMON | {"label", "element", "hint", "optional", "dispatch_action"})
    report.plain(block.get("label"), f"{pointer}/label", 2000)
    report.plain(block.get("hint"), f"{pointer}/hint", 2000)
    _element(block.get("element"), IN_INPUT, f"{pointer}/element", report)


def _header(block: Json, pointer: str, report: Report) -> None:
    report.need(block, pointer, "text")
    report.only(block, pointer, COMMON | {"text", "level"})
    report.plain(block.get("text"), f"{pointer}/text", 150)


def _divider(block: Json, pointer: str, report: Report) -> None:
    report.only(block, pointer, COMMON)


def _image(block: Json, pointer: str, report: Report) -> None:
    report.plain(block.get("title"), f"{pointer}/title", 2000)
    picture = {key: value for key, value in block.items() if key not in ("title", "block_id")}
    _element(picture, ("image",), pointer, report)


def _markdown(block: Json, pointer: str, report: Report) -> None:
    report.need(block, pointer, "text")
    report.only(block, pointer, COMMON | {"text"})
    report.string(block.get("text"), f"{pointer}/text", 12_000)


def _alert(block: Json, pointer: str, report: Report) -> None:
    report.need(block, pointer, "text")
    report.only(block, pointer, COMMON | {"text", "level"})
    report.text(block.get("text"), f"{pointer}/text", 3000)
    report.one_of(block.get("level"), f"{pointer}/level", ("default", "info", "warning", "error", "success"))


def _table(most: int) -> Callable[[Json, str, Report], None]:
    def checked(block: Json, pointer: str, report: Report) -> None:
        if report.items(block.get("rows"), f"{pointer}/rows", most):
            for number, row in enumerate(block["rows"]):
                report.items(row, f"{pointer}/rows/{number}", COLUMNS)

    return checked


def _rich_text(block: Json, pointer: str, report: Report) -> None:
    report.only(block, pointer, COMMON | {"elements"})
    report.items(block.get("elements"), f"{pointer}/elements", 1000, least=0)


def _unlimited(block: Json, pointer: str, report: Report) -> None:
    """Blocks for which no limit is known here."""


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Json, str, Report], None]]] = {
    "section": (ANYWHERE, _section),
    "actions": (ANYWHERE, _elements(IN_ACTIONS, 25)),
    "context": (ANYWHERE, _context),
    "context_actions": ((MESSAGES,), _elements(IN_CONTEXT_ACTIONS, 5)),
    "input": (ANYWHERE, _input),
    "header": (ANYWHERE, _header),
    "divider": (ANYWHERE, _divider),
    "image": (ANYWHERE, _image),
    "markdown": ((MESSAGES,), _markdown),
    "alert": ((MODALS,), _alert),
    "table": ((MESSAGES,), _table(ROWS)),
    "data_table": ((MESSAGES, HOMES), _table(DATA_ROWS)),
    "rich_text": (ANYWHERE, _rich_text),
    "video": (ANYWHERE, _unlimited),
    "file": ((MESSAGES,), _unlimited),
    "card": ((MESSAGES,), _unlimited),
    "carousel": ((MESSAGES,), _unlimited),
    "container": ((MESSAGES,), _unlimited),
    "plan": ((MESSAGES,), _unlimited),
    "task_card": ((MESSAGES,), _unlimited),
}
