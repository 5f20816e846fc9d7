"""What the elements of blocks show, and what a posted page says that they now hold."""

import re
import zlib
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData

from emulator import elements, gestures
from emulator.gestures import OnMessage, OnView, Place
from emulator.workspace import Person, Workspace

Element = dict[str, Any]
State = dict[str, Any]
NOT_POSTED = ("files", None)
TYPED = (*elements.TEXTS, "rich_text_input")


def place_of(text: str) -> Place:
    """`v:V…` is a form or Home, `m:C…:ts` a message."""
    kind, _, rest = text.partition(":")
    if kind == "v":
        return OnView(rest)
    channel_id, _, ts = rest.partition(":")
    return OnMessage(channel_id, ts)


def html_id(*parts: str) -> str:
    """An id for the page: readable, without blanks, and different for different parts."""
    joined = "-".join(parts)
    return f"{re.sub(r'[^A-Za-z0-9_-]', '_', joined)}-{zlib.crc32(joined.encode()):x}"


def field_name(block_id: str, action_id: str) -> str:
    """A name for a posted field. Browsers change quotes and line ends in such names, so none is left."""
    return f"{quote(block_id, safe='')}/{quote(action_id, safe='')}"


def field_ids(name: str) -> tuple[str, str]:
    """The block_id and action_id in a posted field's name."""
    block_id, _, action_id = name.partition("/")
    return unquote(block_id), unquote(action_id)


def held(state: State | None, kind: str) -> Any:
    """The bare value in an element's state: text, an id, an option, or a list of these."""
    key = elements.KEYS.get(kind, "")
    return (state or {}).get(key)


def chosen(workspace: Workspace, person: Person, state: State | None, kind: str) -> list[tuple[str, str]]:
    """What is chosen in a select, as (value, words)."""
    value = held(state, kind)
    listed = value if isinstance(value, list) else [value] if value else []
    return [_choice(workspace, person, one) for one in listed]


def _choice(workspace: Workspace, person: Person, one: Any) -> tuple[str, str]:
    if isinstance(one, dict):
        return str(one.get("value", "")), str(one.get("text", {}).get("text", ""))
    if one in workspace.people:
        return one, workspace.people[one].name
    if one in workspace.channels:
        channel = workspace.channels[one]
        return one, workspace.title(channel, person) if channel.is_direct else f"#{channel.name}"
    return str(one), str(one)


def rich(text: str) -> dict[str, Any] | None:
    """What is typed in a rich text field, as the plainest rich_text."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]} if text else None


def unrich(block: Any) -> str:
    """The words of a rich_text, for the field in which they can be changed."""
    if not isinstance(block, dict):
        return str(block or "")
    return str(block.get("text", "")) + "".join(unrich(part) for part in block.get("elements", []))


def local_moment(epoch: Any, zone: str) -> str:
    """A datetimepicker's seconds as `datetime-local` writes them."""
    if not epoch:
        return ""
    return f"{datetime.fromtimestamp(int(epoch), tz=ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


async def take(workspace: Workspace, person: Person, form: FormData, *, entered: str = "") -> None:
    """Put everything that the posted page holds, and that differs, into the elements.

    `entered` is the one field in which Enter was pressed: only that tells the app of a typed text.
    """
    place = place_of(str(form["place"]))
    values = _values(workspace, person, place)
    for name in dict.fromkeys(str(field) for field in form.getlist("fields")):
        block_id, action_id = field_ids(name)
        found = elements.find(_blocks(workspace, place), block_id, action_id)
        if found is None or elements.KEYS.get(found[1]["type"]) in NOT_POSTED:
            continue
        posted = _posted(found[1], [str(value) for value in form.getlist(name)], person)
        state = values.get(block_id, {}).get(action_id)
        if posted != _comparable(found[1], state) or name == entered:
            is_text = found[1]["type"] in TYPED
            await gestures.fill(
                workspace, person, place, block_id, action_id, posted, entered=name == entered or not is_text
            )


def _posted(element: Element, values: list[str], person: Person) -> Any:
    kind = element["type"]
    if kind.startswith("multi_") or kind == "checkboxes":
        return [value for value in values if value]
    value = values[-1] if values else ""
    if kind == "datetimepicker" and value:
        moment = datetime.fromisoformat(value)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(person.tz))).timestamp())
    text = value.replace("\r\n", "\n")
    return (rich(text) if kind == "rich_text_input" else text) or None


def _comparable(element: Element, state: State | None) -> Any:
    """A state in the form in which the page posts it."""
    value = held(state, element["type"])
    if element["type"] == "rich_text_input":
        return rich(unrich(value))
    if isinstance(value, list):
        return [one.get("value") if isinstance(one, dict) else one for one in value]
    if isinstance(value, dict):
        return value.get("value")
    return value or None


def _blocks(workspace: Workspace, place: Place) -> list[dict[str, Any]]:
    if isinstance(place, OnView):
        view = workspace.find_view(place.view_id)
        return view.view["blocks"] if view else []
    message = workspace.channels[place.channel_id].find(place.ts)
    return message.blocks if message else []


def _values(workspace: Workspace, person: Person, place: Place) -> dict[str, Any]:
    if isinstance(place, OnView):
        view = workspace.find_view(place.view_id)
        return view.values if view else {}
    started = elements.initial_values(workspace, _blocks(workspace, place))
    for block_id, filled in workspace.inputs.get((person.id, place.channel_id, place.ts), {}).items():
        started.setdefault(block_id, {}).update(filled)
    return started
