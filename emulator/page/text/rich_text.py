"""Slack's rich_text blocks drawn as safe HTML."""

from collections.abc import Mapping
from html import escape
from typing import Any

from markupsafe import Markup

from . import emoji, mrkdwn
from .names import Names

Part = Mapping[str, Any]
TAGS = (
    ("code", "code"),
    ("bold", "strong"),
    ("italic", "em"),
    ("strike", "s"),
    ("underline", "u"),
    ("highlight", "mark"),
    ("client_highlight", "mark"),
)


def draw(block: Part, names: Names) -> Markup:
    html = "".join(_element(element, names) for element in block.get("elements", []))
    return Markup(html)  # noqa: S704 - every part was escaped where it was drawn


def _element(element: Part, names: Names) -> str:
    kind = element.get("type")
    if kind == "rich_text_list":
        return _list(element, names)
    inside = "".join(_inline(part, names) for part in element.get("elements", []))
    if kind == "rich_text_preformatted":
        return f'<pre tabindex="0"><code>{inside}</code></pre>'
    if kind == "rich_text_quote":
        return f"<blockquote>{_broken(inside)}</blockquote>"
    if kind == "rich_text_section":
        return f'<div class="rich-section">{_broken(inside)}</div>'
    return unknown(str(kind))


def _list(element: Part, names: Names) -> str:
    tag = "ol" if element.get("style") == "ordered" else "ul"
    start = f' start="{int(element.get("offset", 0)) + 1}"' if tag == "ol" else ""
    items = "".join(f"<li>{_element(item, names)}</li>" for item in element.get("elements", []))
    return f'<{tag} class="indent-{int(element.get("indent", 0))}"{start}>{items}</{tag}>'


def _inline(part: Part, names: Names) -> str:
    drawn = _bare(part, names)
    for style, tag in TAGS:
        if part.get("style", {}).get(style):
            drawn = f"<{tag}>{drawn}</{tag}>"
    return drawn


def _bare(part: Part, names: Names) -> str:
    match part.get("type"):
        case "text":
            return escape(str(part.get("text", "")), quote=False)
        case "link":
            return mrkdwn.link(str(part.get("url", "")), str(part.get("text") or part.get("url", "")), names)
        case "emoji":
            return _emoji(part)
        case "user":
            return mrkdwn.person(str(part.get("user_id", "")), names)
        case "channel":
            return mrkdwn.channel(str(part.get("channel_id", "")), names)
        case "usergroup":
            return mrkdwn.mention("usergroup", f"@{part.get('usergroup_id', '')}")
        case "broadcast":
            return mrkdwn.mention("broadcast", f"@{part.get('range', '')}")
        case "date":
            return _date(part, names)
        case "color":
            return f"<code>{escape(str(part.get('value', '')))}</code>"
        case other:
            return unknown(str(other))


def _emoji(part: Part) -> str:
    points = str(part.get("unicode", ""))
    if points:
        return "".join(chr(int(point, 16)) for point in points.split("-"))
    return escape(emoji.character(str(part.get("name", ""))), quote=False)


def _date(part: Part, names: Names) -> str:
    form = str(part.get("format", "{date}"))
    fallback = str(part.get("fallback", ""))
    return mrkdwn.date(str(part.get("timestamp", "")), form, names, fallback=fallback)


def _broken(html: str) -> str:
    return html.replace("\n", "<br>")


def unknown(kind: str) -> str:
    """What the page cannot draw is named, never left out silently."""
    return f'<span class="unknown">[{escape(kind)}]</span>'
