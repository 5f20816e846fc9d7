"""Modals and Homes: what Slack demands of a view."""

from __future__ import annotations

from typing import Any

from emulator.blocks import kinds
from emulator.blocks.report import Report

Json = dict[str, Any]
BLOCKS = 100
HOME = frozenset({"type", "blocks", "private_metadata", "callback_id", "external_id"})
MODAL = HOME | {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}
WORDS = {"title": 24, "submit": 24, "close": 24}


def check(view: Any, kind: str, report: Report, *, pointer: str = "/view") -> None:
    """A view of this kind; where it is wrong, pointers begin with /view."""
    if not isinstance(view, dict):
        report.add("must provide an object", pointer, "type", "object")
        return
    if view.get("type") != kind:
        report.add(f"unsupported type: {view.get('type')}", f"{pointer}/type", "enum", [kind])
        return
    report.need(view, pointer, *(("title", "blocks") if kind == "modal" else ("blocks",)))
    report.only(view, pointer, MODAL if kind == "modal" else HOME)
    _check_words(view, pointer, report)
    if view.get("blocks") is not None:
        kinds.check_all(view["blocks"], kind, f"{pointer}/blocks", report, most=BLOCKS)
    _check_submit(view, kind, pointer, report)


def _check_words(view: Json, pointer: str, report: Report) -> None:
    for name, most in WORDS.items():
        report.plain(view.get(name), f"{pointer}/{name}", most)
    report.string(view.get("private_metadata"), f"{pointer}/private_metadata", 3000, least=0)
    report.string(view.get("callback_id"), f"{pointer}/callback_id", 255, least=0)
    report.string(view.get("external_id"), f"{pointer}/external_id", 255, least=0)


def _check_submit(view: Json, kind: str, pointer: str, report: Report) -> None:
    """A form with something to fill in must have a button to send it."""
    blocks = view.get("blocks") if isinstance(view.get("blocks"), list) else []
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks or [])
    if kind == "modal" and has_input and view.get("submit") is None:
        report.add("must define `submit` to use an `input` block in modals", pointer, "required", "submit")
