"""Finding things on a screen by what can be read there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def smooth(text: str) -> str:
    """Text for comparing: one space between words."""
    return " ".join(text.split())


def surfaces(screen: Json) -> list[Json]:
    """What can be used, nearest the eye first: the form alone, else Home, else messages from the newest."""
    if screen["form"]:
        return [screen["form"]]
    if screen["home"]:
        return [screen["home"]]
    return messages(screen)


def messages(screen: Json) -> list[Json]:
    """Of the open thread and then of the channel, newest first."""
    return [*reversed(screen["thread"]), *reversed(screen["channel"])]


def texts(screen: Json) -> Iterator[str]:
    """Every readable element on the screen."""
    if screen["form"]:
        yield from _view_texts(screen["form"])
    if screen["home"]:
        yield from _view_texts(screen["home"])
    for message in messages(screen):
        yield message_text(message)
    if screen["notice"]:
        yield screen["notice"]


def _view_texts(view: Json) -> Iterator[str]:
    words = [view["title"], view["notice"], view["text"], *view["errors"].values()]
    filled = [control["reads"] for control in view["controls"]]
    yield "\n".join(part for part in [*words, *filled, view["submit"], view["close"]] if part)


def message_text(message: Json) -> str:
    files = [file["name"] for file in message["files"]]
    return "\n".join(part for part in (message["text"], *files, message["warning"]) if part)


def seen(screen: Json, text: str) -> str | None:
    """The element that holds this text, the nearest to the eye."""
    wanted = smooth(text)
    return next((element for element in texts(screen) if wanted in smooth(element)), None)


def pressables(screen: Json, label: str, near: str | None) -> list[tuple[Json, Json, Json | None]]:
    """(surface, control, option of a … menu) for what can be pressed by that label, best first."""
    found = [
        (surface, control, option)
        for surface in surfaces(screen)
        for control in surface["controls"]
        for option in _pressed_by(control, label)
    ]
    return found if near is None else _nearest(found, near)


def _pressed_by(control: Json, label: str) -> list[Json | None]:
    wanted = smooth(label).casefold()
    if control["type"] in ("overflow", "feedback_buttons"):
        return [option for option in control["options"] if smooth(option["text"]).casefold() == wanted]
    is_button = control["type"] in ("button", "workflow_button", "icon_button")
    return [None] if is_button and smooth(control["label"]).casefold() == wanted else []


def _nearest(found: list[tuple[Json, Json, Json | None]], near: str) -> list[tuple[Json, Json, Json | None]]:
    """Those whose block reads so, the shortest first; else those whose message does."""
    wanted = smooth(near)
    beside = [one for one in found if wanted in smooth(one[1]["near"])]
    around = [one for one in found if wanted in smooth(one[0]["text"])]
    return sorted(beside, key=lambda one: len(one[1]["near"])) or around


def fields(screen: Json, label: str) -> list[tuple[Json, Json]]:
    """(surface, control) for what can be filled in under that label."""
    wanted = smooth(label).casefold()
    found = [
        (s, c) for s in surfaces(screen) for c in s["controls"] if c["type"] not in ("button", "overflow")
    ]
    exact = [one for one in found if smooth(one[1]["label"]).casefold() == wanted]
    return exact or [one for one in found if smooth(one[1]["label"]).casefold().startswith(wanted)]


def ticked(screen: Json, option: str) -> list[tuple[Json, Json, Json]]:
    """(surface, control, option) for radio buttons and checkboxes with that option."""
    wanted = smooth(option).casefold()
    return [
        (surface, control, choice)
        for surface in surfaces(screen)
        for control in surface["controls"]
        if control["type"] in ("radio_buttons", "checkboxes")
        for choice in control["options"]
        if smooth(choice["text"]).casefold() == wanted
    ]


def printed(screen: Json) -> str:
    """The whole screen as text, for who wonders why something was not found."""
    parts = [f"=== {screen['person']['name']} at {screen['title'] or 'Home'} ==="]
    for name in ("home", "form"):
        if screen[name]:
            parts += [f"--- {name} ---", *_view_texts(screen[name])]
    for name in ("channel", "thread"):
        if screen[name]:
            parts += [f"--- {name} ---", *(_printed_message(message) for message in screen[name])]
    return "\n".join([*parts, *([f"--- notice ---\n{screen['notice']}"] if screen["notice"] else [])])


def _printed_message(message: Json) -> str:
    only = " (only visible to you)" if message["is_ephemeral"] else ""
    return f"{message['author']}{only}: {message_text(message)}"


def is_refused(entry: Json) -> bool:
    """Whether a line of the log is a refusal of Slack's."""
    return isinstance(entry["answer"], dict) and entry["answer"].get("ok") is False


def refusal(entry: Json) -> str:
    """`views.open: invalid_arguments: must be … [json-pointer:/view/title/text]`."""
    answer = entry["answer"]
    told = [*answer.get("errors", []), *answer.get("response_metadata", {}).get("messages", [])]
    told += [f"needs {answer['needed']}"] if "needed" in answer else []
    words = "; ".join(_fault(one) for one in told)
    return f"{entry['name']}: {answer['error']}" + (f": {words}" if words else "")


def _fault(one: Json | str) -> str:
    if isinstance(one, dict):
        return f"{one.get('message', '')} [json-pointer:{one.get('pointer', '')}]"
    return one.removeprefix("[ERROR] ")
