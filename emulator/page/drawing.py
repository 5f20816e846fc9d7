"""The templates' words: what turns Slack's objects into HTML."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from emulator import elements
from emulator.mrkdwn import plain

from . import controls, tables, timelines, wire
from .text import emoji, markdown, mrkdwn, rich_text

TEMPLATES = Path(__file__).parent / "templates"
EARLY = Path(__file__).parent / "static" / "js" / "early.js"
"""Stands in the page itself: it must be there before the first click, and cost no request."""
TIME_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "mrkdwn": _mrkdwn,
        "text": _text,
        "plain": lambda text: mrkdwn.draw_plain(text or ""),
        "rich": _rich,
        "markdown": markdown.draw,
        "emoji": emoji.character,
        "clock": timelines.clock,
        "seconds_clock": timelines.seconds_clock,
        "plainly": _plainly,
        "size": size,
        "pretty": lambda value: json.dumps(value, indent=2, ensure_ascii=False, default=str),
    }
    made.globals |= {
        "html_id": controls.html_id,
        "field_name": controls.field_name,
        "held": controls.held,
        "local_moment": controls.local_moment,
        "unrich": controls.unrich,
        "early": Markup(EARLY.read_text(encoding="utf-8")),  # noqa: S704 - our own script
        "KEYS": elements.KEYS,
        "PRESSED": elements.PRESSED,
        "has_template": lambda name: (TEMPLATES / name).is_file(),
        "is_picture": lambda file: file.mimetype in PICTURES,
        "is_table": tables.is_table,
        "detail": wire.detail,
        "is_bad": wire.is_bad,
        "problems": wire.problems,
        "fault_choices": wire.fault_choices,
        "wire_kinds": wire.KINDS,
        "time_units": TIME_UNITS,
    }
    return made


@pass_context
def _mrkdwn(context: Context, text: str | None) -> Markup:
    return mrkdwn.draw(text or "", context["names"])


@pass_context
def _text(context: Context, text: Mapping[str, Any] | None) -> Markup:
    """A text object: mrkdwn or plain_text; what is neither is named."""
    if not text:
        return Markup("")
    if not isinstance(text.get("text"), str):
        return Markup(rich_text.unknown(str(text.get("type"))))  # noqa: S704 - escaped there
    if text.get("type") == "mrkdwn":
        return mrkdwn.draw(text["text"], context["names"], verbatim=bool(text.get("verbatim")))
    return mrkdwn.draw_plain(text["text"], with_emoji=text.get("emoji", True))


@pass_context
def _plainly(context: Context, text: str) -> str:
    """As it reads, on one line."""
    return " ".join(plain(context["workspace"], text).split())


@pass_context
def _rich(context: Context, block: Mapping[str, Any]) -> Markup:
    """Blocks come from apps: one that is not formed as rich text is must not take the page with it."""
    try:
        return rich_text.draw(block, context["names"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return Markup(rich_text.unknown("malformed rich_text"))  # noqa: S704 - escaped there


def is_own(url: str, workspace_url: str) -> bool:
    """Whether a picture may be shown: nothing is fetched from another host."""
    return not urlsplit(url).netloc or urlsplit(url).netloc == urlsplit(workspace_url).netloc


def size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:.0f} {unit}" if unit == "bytes" or count >= 10 else f"{count:.1f} {unit}"
        count /= 1000  # type: ignore[assignment]  # a fraction is wanted from here on
    return ""
