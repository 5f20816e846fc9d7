"""The elements within blocks, their options and confirm dialogs, each with its limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from emulator.blocks.report import Report

Json = dict[str, Any]
OPTIONS = GROUPS = 100
CHOICES = 10
"""Of radio buttons and checkboxes."""
OVERFLOW = 5
PLACEHOLDER = 150
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
COMMON = frozenset({"type", "action_id", "confirm", "focus_on_load"})
SELECT = COMMON | {"placeholder"}


def check(element: Json, pointer: str, report: Report) -> None:
    """One element, whose type the caller has found to be right here."""
    report.string(element.get("action_id"), f"{pointer}/action_id", 255)
    confirm_dialog(element.get("confirm"), f"{pointer}/confirm", report)
    report.plain(element.get("placeholder"), f"{pointer}/placeholder", PLACEHOLDER)
    CHECKS[element["type"]](element, pointer, report)


def confirm_dialog(dialog: Any, pointer: str, report: Report) -> None:
    if dialog is None:
        return
    if not isinstance(dialog, dict):
        report.add("must provide an object", pointer, "type", "object")
        return
    report.need(dialog, pointer, *CONFIRM)
    report.only(dialog, pointer, frozenset({*CONFIRM, "style"}))
    report.one_of(dialog.get("style"), f"{pointer}/style", ("primary", "danger"))
    for name, most in CONFIRM.items():
        kinds = ("plain_text", "mrkdwn") if name == "text" else ("plain_text",)
        report.text(dialog.get(name), f"{pointer}/{name}", most, kinds=kinds)


def option(
    given: Any, pointer: str, report: Report, *, kinds: tuple[str, ...], has_url: bool = False
) -> None:
    if not isinstance(given, dict):
        report.add("must provide an object", pointer, "type", "object")
        return
    report.need(given, pointer, "text", "value")
    report.only(given, pointer, frozenset({"text", "value", "description", *(["url"] if has_url else [])}))
    report.text(given.get("text"), f"{pointer}/text", 75, kinds=kinds)
    report.string(given.get("value"), f"{pointer}/value", 150)
    report.text(given.get("description"), f"{pointer}/description", 75, kinds=kinds)
    report.string(given.get("url"), f"{pointer}/url", 3000)


def options(
    given: Any, pointer: str, report: Report, *, most: int, least: int = 1,
    kinds: tuple[str, ...] = ("plain_text",), has_url: bool = False,
) -> None:  # fmt: skip  # what, where; how
    if report.items(given, pointer, most, least=least):
        for number, one in enumerate(given):
            option(one, f"{pointer}/{number}", report, kinds=kinds, has_url=has_url)


def listed(node: Json, pointer: str, report: Report, *, least: int = 1) -> None:
    """`options` or `option_groups`, one of the two."""
    if (node.get("options") is None) == (node.get("option_groups") is None):
        report.add("must provide exactly one of: options, option_groups", pointer, "oneOf")
    if node.get("options") is not None:
        options(node["options"], f"{pointer}/options", report, most=OPTIONS, least=least)
    groups = node.get("option_groups")
    if groups is not None and report.items(groups, f"{pointer}/option_groups", GROUPS, least=least):
        for number, group in enumerate(groups):
            _group(group, f"{pointer}/option_groups/{number}", report)


def _group(group: Any, pointer: str, report: Report) -> None:
    if not isinstance(group, dict):
        report.add("must provide an object", pointer, "type", "object")
    elif report.need(group, pointer, "label", "options"):
        report.plain(group["label"], f"{pointer}/label", 75)
        options(group["options"], f"{pointer}/options", report, most=OPTIONS)


def _button(element: Json, pointer: str, report: Report) -> None:
    report.need(element, pointer, "text")
    report.only(element, pointer, COMMON | {"text", "url", "value", "style", "accessibility_label"})
    report.plain(element.get("text"), f"{pointer}/text", 75)
    report.string(element.get("url"), f"{pointer}/url", 3000)
    report.string(element.get("value"), f"{pointer}/value", 2000)
    report.string(element.get("accessibility_label"), f"{pointer}/accessibility_label", 75)
    report.one_of(element.get("style"), f"{pointer}/style", ("primary", "danger"))


def _overflow(element: Json, pointer: str, report: Report) -> None:
    report.only(element, pointer, COMMON | {"options"})
    options(element.get("options"), f"{pointer}/options", report, most=OVERFLOW, has_url=True)


def _static(element: Json, pointer: str, report: Report) -> None:
    report.only(element, pointer, SELECT | {"options", "option_groups", *_initial(element), *_many(element)})
    listed(element, pointer, report)
    _held(element, pointer, report)
    report.number(element.get("max_selected_items"), f"{pointer}/max_selected_items", 1, 100)


def _initial(element: Json) -> tuple[str, ...]:
    return ("initial_options",) if element["type"].startswith("multi_") else ("initial_option",)


def _many(element: Json) -> tuple[str, ...]:
    return ("max_selected_items",) if element["type"].startswith("multi_") else ()


def _held(element: Json, pointer: str, report: Report) -> None:
    """Initial options must be among those offered."""
    groups = element.get("option_groups") or []
    offered = [*(element.get("options") or []), *(o for g in groups for o in g.get("options", []))]
    if element.get("initial_option") is not None and element["initial_option"] not in offered:
        report.add("initial_option must be one of the options", f"{pointer}/initial_option", "enum")
    held = element.get("initial_options")
    if held is not None and report.items(held, f"{pointer}/initial_options", OPTIONS):
        for number, one in enumerate(held):
            if one not in offered:
                words = "initial_options must be among the options"
                report.add(words, f"{pointer}/initial_options/{number}", "enum")


def _external(element: Json, pointer: str, report: Report) -> None:
    report.only(element, pointer, SELECT | {"min_query_length", *_initial(element), *_many(element)})
    report.number(element.get("min_query_length"), f"{pointer}/min_query_length", 0, 1000)


def _picked(noun: str) -> Callable[[Json, str, Report], None]:
    """Selects of people, conversations or channels."""

    def checked(element: Json, pointer: str, report: Report) -> None:
        initial = f"initial_{noun}s" if element["type"].startswith("multi_") else f"initial_{noun}"
        extra = {"filter", "default_to_current_conversation"} if noun == "conversation" else set()
        once = (
            {"response_url_enabled"} if noun != "user" and not element["type"].startswith("multi_") else set()
        )
        report.only(element, pointer, SELECT | {initial, *extra, *once, *_many(element)})
        report.number(element.get("max_selected_items"), f"{pointer}/max_selected_items", 1, 100)

    return checked


def _choices(element: Json, pointer: str, report: Report) -> None:
    initial = "initial_options" if element["type"] == "checkboxes" else "initial_option"
    report.only(element, pointer, COMMON | {"options", initial})
    kinds = ("plain_text", "mrkdwn")
    options(element.get("options"), f"{pointer}/options", report, most=CHOICES, kinds=kinds)
    if isinstance(element.get("options"), list):
        _held(element, pointer, report)


_DISPATCH = "dispatch_action_config"


def _plain_text_input(element: Json, pointer: str, report: Report) -> None:
    allowed = {"initial_value", "multiline", "min_length", "max_length", _DISPATCH, "placeholder"}
    report.only(element, pointer, COMMON | allowed)
    report.number(element.get("min_length"), f"{pointer}/min_length", 0, 3000)
    report.number(element.get("max_length"), f"{pointer}/max_length", 1, 3000)
    report.string(element.get("initial_value"), f"{pointer}/initial_value", 3000, least=0)


def _number_input(element: Json, pointer: str, report: Report) -> None:
    allowed = {"is_decimal_allowed", "initial_value", "min_value", "max_value", _DISPATCH, "placeholder"}
    report.need(element, pointer, "is_decimal_allowed")
    report.only(element, pointer, COMMON | allowed)


def _typed(element: Json, pointer: str, report: Report) -> None:
    report.only(element, pointer, COMMON | {"initial_value", _DISPATCH, "placeholder"})


def _moment(name: str, pattern: str) -> Callable[[Json, str, Report], None]:
    def checked(element: Json, pointer: str, report: Report) -> None:
        report.only(element, pointer, SELECT | {name, "timezone"})
        value = element.get(name)
        if value is not None and not re.fullmatch(pattern, str(value)):
            report.add(f"invalid {name.removeprefix('initial_')}", f"{pointer}/{name}", "format")

    return checked


def _file_input(element: Json, pointer: str, report: Report) -> None:
    report.only(element, pointer, COMMON | {"filetypes", "max_files"})
    report.number(element.get("max_files"), f"{pointer}/max_files", 1, 10)
    if element.get("filetypes") is not None:
        report.items(element["filetypes"], f"{pointer}/filetypes", 100)


def _image(element: Json, pointer: str, report: Report) -> None:
    report.need(element, pointer, "alt_text")
    report.only(element, pointer, frozenset({"type", "alt_text", "image_url", "slack_file"}))
    report.string(element.get("alt_text"), f"{pointer}/alt_text", 2000)
    report.string(element.get("image_url"), f"{pointer}/image_url", 3000)
    if (element.get("image_url") is None) == (element.get("slack_file") is None):
        report.add("must provide exactly one of: image_url, slack_file", pointer, "oneOf")


def _unlimited(element: Json, pointer: str, report: Report) -> None:
    """Elements for which no limit is known here."""


CHECKS: dict[str, Callable[[Json, str, Report], None]] = {
    "button": _button, "overflow": _overflow, "image": _image,
    "static_select": _static, "multi_static_select": _static,
    "external_select": _external, "multi_external_select": _external,
    "users_select": _picked("user"), "multi_users_select": _picked("user"),
    "conversations_select": _picked("conversation"), "multi_conversations_select": _picked("conversation"),
    "channels_select": _picked("channel"), "multi_channels_select": _picked("channel"),
    "radio_buttons": _choices, "checkboxes": _choices,
    "plain_text_input": _plain_text_input, "number_input": _number_input,
    "email_text_input": _typed, "url_text_input": _typed,
    "datepicker": _moment("initial_date", r"\d{4}-\d\d-\d\d"),
    "timepicker": _moment("initial_time", r"([01]\d|2[0-3]):[0-5]\d"),
    "datetimepicker": _moment("initial_date_time", r"\d{10}"),
    "file_input": _file_input, "rich_text_input": _unlimited, "workflow_button": _unlimited,
    "feedback_buttons": _unlimited, "icon_button": _unlimited,
}  # fmt: skip  # a table
