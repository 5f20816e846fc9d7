"""Slack's mrkdwn drawn as safe HTML."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from . import dates, emoji
from .names import Names

FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
TOKEN = re.compile(r"`([^`\n]+)`|<([^<>\n]+)>")
BARE_URL = re.compile(r"(?<![\w/\"=>])https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}']")
QUOTE = re.compile(r"^(?:&gt;|>) ?")
BULLET = re.compile(r"^\s*[•◦▪]\s+")
NUMBER = re.compile(r"^\s*(\d+)\.\s+")
STYLES = (("*", "strong"), ("_", "em"), ("~", "s"))
SCHEMES = {"http", "https", "mailto", "tel"}
HELD = re.compile("\x00(\\d+)\x00")


def draw(text: str, names: Names, *, verbatim: bool = False) -> Markup:
    """The whole text: fenced code, quotes, lists, and what stands inside a line.

    `verbatim` keeps bare addresses as text, as Slack's flag of that name does.
    """
    pieces = FENCE.split(text.replace("\x00", ""))
    drawn = [
        _fence(piece) if place % 2 else _lines(piece, names, verbatim) for place, piece in enumerate(pieces)
    ]
    return Markup("".join(drawn))  # noqa: S704 - every piece was escaped where it was drawn


def draw_plain(text: str, *, with_emoji: bool = True) -> Markup:
    """plain_text: nothing is formatted, emoji names are."""
    shown = emoji.replace(text) if with_emoji else text
    return Markup(escape(shown, quote=False).replace("\n", "<br>"))  # noqa: S704 - escaped


def _fence(code: str) -> str:
    return f'<pre tabindex="0"><code>{escape(unescape(code), quote=False)}</code></pre>'


def _lines(text: str, names: Names, verbatim: bool) -> str:
    out: list[str] = []
    group: list[str] = []
    kind = ""
    for line in text.split("\n"):
        now = _kind(line)
        if now != kind and group:
            out.append(_group(kind, group, names, verbatim))
            group = []
        kind = now
        group.append(line)
    out.append(_group(kind, group, names, verbatim))
    return "".join(out)


def _kind(line: str) -> str:
    if QUOTE.match(line):
        return "quote"
    if BULLET.match(line):
        return "bullets"
    return "numbers" if NUMBER.match(line) else "text"


def _group(kind: str, lines: list[str], names: Names, verbatim: bool) -> str:
    def drawn(line: str) -> str:
        return inline(line, names, verbatim=verbatim)

    if kind == "quote":
        return (
            f"<blockquote>{'<br>'.join(drawn(QUOTE.sub('', line, count=1)) for line in lines)}</blockquote>"
        )
    if kind == "bullets":
        return f"<ul>{_items(lines, BULLET, drawn)}</ul>"
    if kind == "numbers":
        first = NUMBER.match(lines[0])
        return f'<ol start="{first[1] if first else 1}">{_items(lines, NUMBER, drawn)}</ol>'
    return "<br>".join(drawn(line) for line in lines)


def _items(lines: list[str], mark: re.Pattern[str], drawn: Callable[[str], str]) -> str:
    return "".join(f"<li>{drawn(mark.sub('', line, count=1))}</li>" for line in lines)


def inline(line: str, names: Names, *, verbatim: bool = False) -> str:
    """One line. What must not be styled again (code, links) is held back and put in last."""
    held: list[str] = []

    def hold(html: str) -> str:
        held.append(html)
        return f"\x00{len(held) - 1}\x00"

    def token(found: re.Match[str]) -> str:
        if found[1] is not None:
            return hold(f"<code>{escape(unescape(found[1]), quote=False)}</code>")
        return hold(_angle(found[2], names))

    safe = escape(unescape(TOKEN.sub(token, line)), quote=False)
    if not verbatim:
        safe = BARE_URL.sub(lambda found: hold(link(unescape(found[0]), unescape(found[0]), names)), safe)
    safe = emoji.replace(_styled(safe))
    while HELD.search(safe):
        safe = HELD.sub(lambda found: held[int(found[1])], safe)
    return safe


def _styled(safe: str) -> str:
    for mark, tag in STYLES:
        m = re.escape(mark)
        pattern = rf"(?<![\w{m}]){m}(?=[^\s{m}])([^{m}\n]*?[^\s{m}]){m}(?![\w{m}])"
        safe = re.sub(pattern, rf"<{tag}>\1</{tag}>", safe)
    return safe


def link(url: str, label: str, names: Names) -> str:
    """An address opens in a new tab, unless it is a message of this workspace.

    One that could run something is shown as text only.
    """
    if urlsplit(url).scheme.lower() not in SCHEMES:
        return escape(label, quote=False)
    if names.permalinks and url.startswith(names.permalinks):
        inside = f"archives/{url.removeprefix(names.permalinks)}"
        return f'<a href="/as/{escape(names.me)}/{escape(inside)}">{escape(label, quote=False)}</a>'
    return (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label, quote=False)}</a>'
    )


def mention(kind: str, text: str, *, mine: bool = False) -> str:
    own = " is-me" if mine else ""
    return f'<span class="mention {kind}{own}">{escape(text, quote=False)}</span>'


def person(identifier: str, names: Names, fallback: str = "") -> str:
    name = names.people.get(identifier) or fallback or identifier
    return mention("person", f"@{name}", mine=identifier == names.me)


def channel(identifier: str, names: Names, fallback: str = "") -> str:
    name = names.channels.get(identifier) or fallback or identifier
    if identifier not in names.channels:
        return mention("channel", f"#{name}")
    return f'<a class="mention channel" href="{escape(identifier)}">#{escape(name, quote=False)}</a>'


def _angle(inside: str, names: Names) -> str:
    body, _, label = inside.partition("|")
    label = unescape(label)
    if body.startswith("@"):
        return person(body[1:], names, label)
    if body.startswith("#"):
        return channel(body[1:], names, label)
    if body.startswith("!"):
        return _special(body[1:], label, names)
    url = unescape(body)
    if ":" not in url:
        return escape(f"<{unescape(inside)}>", quote=False)
    return link(url, label or url.removeprefix("mailto:"), names)


def _special(body: str, label: str, names: Names) -> str:
    if body in ("here", "channel", "everyone"):
        return mention("broadcast", f"@{body}")
    kind, *rest = body.split("^")
    if kind == "subteam":
        return mention("usergroup", label or f"@{rest[0] if rest else 'group'}")
    if kind == "date" and len(rest) >= 2:
        return date(rest[0], rest[1], names, fallback=label, url=rest[2] if len(rest) > 2 else "")
    return escape(label or f"<!{body}>", quote=False)


def date(timestamp: str, form: str, names: Names, *, fallback: str = "", url: str = "") -> str:
    try:
        shown = dates.draw(timestamp, unescape(form), names.zone)
    except (ValueError, OverflowError, OSError):
        return escape(fallback or timestamp, quote=False)
    inside = link(unescape(url), shown, names) if url else escape(shown, quote=False)
    return f'<time title="{escape(fallback or shown)}">{inside}</time>'
