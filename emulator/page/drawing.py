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

from . import controls, tables, timelines
from .text import emoji, markdown, mrkdwn, rich_text

TEMPLATES = Path(__file__).parent / "templates"
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
        "size": size,
        "pretty": lambda value: json.dumps(value, indent=2, ensure_ascii=False, default=str),
    }
    made.globals |= {
        "html_id": controls.html_id,
        "field_name": controls.field_name,
        "held": controls.held,
        "local_moment": controls.local_moment,
        "unrich": controls.unrich,
        "utc_clock": timelines.utc_clock,
        "KEYS": elements.KEYS,
        "PRESSED": elements.PRESSED,
        "has_template": lambda name: (TEMPLATES / name).is_file(),
        "is_picture": lambda file: file.mimetype in PICTURES,
        "is_table": tables.is_table,
    }
    return made


@pass_context
def _mrkdwn(context: Context, text: str | None) -> Markup:
    return mrkdwn.draw(text or "", context["names"])


@pass_context
def _text(context: Context, text: Mapping[str, Any] | None) -> Markup:
    """A text object: mrkdwn or plain_text."""
    if not text:
        return Markup("")
    if text.get("type") == "mrkdwn":
        return mrkdwn.draw(text["text"], context["names"], verbatim=bool(text.get("verbatim")))
    return mrkdwn.draw_plain(text["text"], with_emoji=text.get("emoji", True))


@pass_context
def _rich(context: Context, block: Mapping[str, Any]) -> Markup:
    return rich_text.draw(block, context["names"])


def is_own(url: str, workspace_url: str) -> bool:
    """Whether a picture may be shown: nothing is fetched from another host."""
    return not urlsplit(url).netloc or urlsplit(url).netloc == urlsplit(workspace_url).netloc


def size(count: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000 or unit == "MB":
            return f"{count:.0f} {unit}" if unit == "bytes" or count >= 10 else f"{count:.1f} {unit}"
        count /= 1000  # type: ignore[assignment]  # a fraction is wanted from here on
    return ""
