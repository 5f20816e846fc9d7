"""Elements that can be pressed or filled: finding them, and what Slack makes of what is filled in."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from emulator import shapes
from emulator.workspace.views import Values

if TYPE_CHECKING:
    from emulator.workspace import Channel, Person, Workspace

Block = dict[str, Any]
Element = dict[str, Any]
Option = dict[str, Any]

PRESSED = ("button", "overflow", "workflow_button", "icon_button", "feedback_buttons")
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
KEYS = {
    "static_select": "selected_option", "external_select": "selected_option",
    "users_select": "selected_user", "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_static_select": "selected_options", "multi_external_select": "selected_options",
    "multi_users_select": "selected_users", "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "radio_buttons": "selected_option", "checkboxes": "selected_options",
    "plain_text_input": "value", "email_text_input": "value", "url_text_input": "value",
    "number_input": "value", "datepicker": "selected_date", "timepicker": "selected_time",
    "datetimepicker": "selected_date_time", "rich_text_input": "rich_text_value", "file_input": "files",
}  # fmt: skip  # a table: element type to its key in state.values
INITIAL = {
    "selected_option": "initial_option", "selected_options": "initial_options",
    "selected_user": "initial_user", "selected_users": "initial_users",
    "selected_conversation": "initial_conversation", "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel", "selected_channels": "initial_channels",
    "value": "initial_value", "selected_date": "initial_date", "selected_time": "initial_time",
    "selected_date_time": "initial_date_time", "rich_text_value": "initial_value",
}  # fmt: skip  # a table: the state's key to the element's

MOMENTS = {
    "datepicker": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "timepicker": r"([01]\d|2[0-3]):[0-5]\d",
    "datetimepicker": r"\d{10}",
}


def each(blocks: list[Block]) -> Iterator[tuple[Block, Element]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        candidates = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
        for element in candidates:
            if isinstance(element, dict) and (element.get("type") in KEYS or element.get("type") in PRESSED):
                yield block, element


def find(blocks: list[Block], block_id: str, action_id: str) -> tuple[Block, Element] | None:
    wanted = (block_id, action_id)
    return next(
        ((block, element) for block, element in each(blocks)
         if (block.get("block_id"), element.get("action_id")) == wanted),
        None,
    )  # fmt: skip  # one pair


def initial_values(workspace: "Workspace", blocks: list[Block], *, channel: str | None = None) -> Values:
    """`state.values` before anybody touched anything: what the app gave, else null or empty."""
    values: Values = {}
    for block, element in each(blocks):
        if element["type"] in KEYS:
            state = _initial(element, channel)
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def _initial(element: Element, channel: str | None) -> dict[str, Any]:
    key = KEYS[element["type"]]
    value = element.get(INITIAL.get(key, ""))
    if value is None and element.get("default_to_current_conversation") and channel:
        value = [channel] if key.endswith("s") else channel
    return {"type": element["type"], key: _empty(key) if value is None else value}


def _empty(key: str) -> Any:
    return [] if key.endswith("s") else None


def filled(
    workspace: "Workspace", element: Element, value: Any, known: list[Option]
) -> dict[str, Any] | None:
    """The state of an element with this value in it; None when it cannot hold it.

    `known` are the options that an external select was last offered.
    """
    kind, key = element["type"], KEYS.get(element["type"], "")
    if not key:
        return None
    if value in (None, "", []):
        return {"type": kind, key: _empty(key)}
    if key in ("selected_option", "selected_options"):
        return _chosen(element, key, value, options(element) + known)
    if not _can_hold(workspace, element, value):
        return None
    if key == "files":
        return {"type": kind, key: [shapes.file(workspace, workspace.files[held]) for held in value]}
    if key == "selected_date_time":
        value = int(value)
    if key == "rich_text_value" and isinstance(value, str):
        value = {k: v for k, v in shapes.rich_text(value).items() if k != "block_id"}
    return {"type": kind, key: value if not key.endswith("s") or isinstance(value, list) else [value]}


def _can_hold(workspace: "Workspace", element: Element, value: Any) -> bool:
    """Whether Slack's client could put this there: a date, somebody, a channel, not too many."""
    kind, listed = element["type"].removeprefix("multi_"), value if isinstance(value, list) else [value]
    people, channels = set(workspace.people), set(workspace.channels)
    known = {"users_select": people, "conversations_select": channels, "channels_select": channels}.get(kind)
    if kind in MOMENTS:
        return bool(re.fullmatch(MOMENTS[kind], str(value)))
    few_enough = len(listed) <= element.get("max_selected_items", len(listed))
    return few_enough and (known is None or all(one in known for one in listed))


def _chosen(element: Element, key: str, value: Any, choices: list[Option]) -> dict[str, Any] | None:
    wanted = value if isinstance(value, list) else [value]
    by_value = {option["value"]: option for option in choices}
    if any(one not in by_value for one in wanted):
        return None
    if key == "selected_option":
        return {"type": element["type"], key: by_value[wanted[0]]}
    if len(wanted) > element.get("max_selected_items", len(wanted)):
        return None
    return {"type": element["type"], key: [by_value[one] for one in wanted]}


def options(element: Element) -> list[Option]:
    """The options that the app gave with the element, and those that it holds already."""
    groups = [group.get("options", []) for group in element.get("option_groups", [])]
    listed = [option for group in [element.get("options", []), *groups] for option in group]
    held = element.get("initial_options") or [element.get("initial_option")]
    return listed + [option for option in held if option]


def offered(
    workspace: "Workspace", person: "Person", element: Element, typed: str
) -> list[tuple[str, list[Option]]]:
    """What a select that needs no app offers for what was typed, as (group label, options)."""
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        people = [person for person in workspace.people.values() if person.role != "deactivated"]
        return [("", _matching([_option(p.name, p.id) for p in people], typed))]
    if kind in ("conversations_select", "channels_select"):
        seen = [c for c in workspace.channels_of(person) if kind != "channels_select" or c.kind == "public"]
        asked = element.get("filter", {})
        listed = [
            _option(workspace.title(c, person), c.id) for c in seen if _is_asked_for(workspace, c, asked)
        ]
        return [("", _matching(listed, typed))]
    groups = [(g["label"]["text"], _matching(g["options"], typed)) for g in element.get("option_groups", [])]
    return groups or [("", _matching(element.get("options", []), typed))]


def _is_asked_for(workspace: "Workspace", channel: "Channel", asked: Element) -> bool:
    """What a conversation filter lets through."""
    if channel.kind not in (asked.get("include") or ("im", "mpim", "public", "private")):
        return False
    if asked.get("exclude_external_shared_channels") and channel.is_shared:
        return False
    is_with_bot = channel.kind == "im" and any(workspace.people[one].is_bot for one in channel.members)
    return not (asked.get("exclude_bot_users") and is_with_bot)


def _option(text: str, value: str) -> Option:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def _matching(listed: list[Option], typed: str) -> list[Option]:
    return [option for option in listed if typed.casefold() in option["text"]["text"].casefold()]


def dispatches(block: Block, element: Element, *, is_entered: bool) -> bool:
    """Whether Slack tells the app at once: always outside inputs, in inputs when asked to."""
    if block["type"] != "input":
        return True
    if not block.get("dispatch_action"):
        return False
    if element["type"] not in TEXTS:
        return True
    asked = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return ("on_enter_pressed" if is_entered else "on_character_entered") in asked


def pressed(block: Block, element: Element, value: str | None) -> dict[str, Any] | None:
    """The entry of `actions` for a button, or for one option of a … menu; None without that option."""
    action = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "overflow":
        chosen = next((option for option in element["options"] if option["value"] == value), None)
        return {**action, "selected_option": chosen} if chosen else None
    if element["type"] == "feedback_buttons":
        chosen = next(
            (b for b in (element["positive_button"], element["negative_button"]) if b["value"] == value), None
        )
        return {**action, "text": chosen["text"], "value": chosen["value"]} if chosen else None
    kept = ("text", "value", "style", "url", "confirm")
    return {**action, **{key: element[key] for key in kept if key in element}}


def acted(block: Block, element: Element, state: dict[str, Any]) -> dict[str, Any]:
    """The entry of `actions` for an element that was filled in."""
    kept = {key: element[key] for key in ("placeholder", "confirm", *INITIAL.values()) if key in element}
    named = {"action_id": element["action_id"], "block_id": block["block_id"]}
    return {**state, **named, **kept}


def mistakes(blocks: list[Block], values: Values) -> dict[str, str]:
    """What Slack's client refuses before it sends a form: block_id to the words under the field."""
    found: dict[str, str] = {}
    for block, element in each(blocks):
        if block["type"] == "input":
            state = values.get(block["block_id"], {}).get(element["action_id"], {})
            words = _mistake(block, element, state.get(KEYS.get(element["type"], "")))
            found |= {block["block_id"]: words} if words else {}
    return found


def _mistake(block: Block, element: Element, value: Any) -> str:
    if value in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    checks = {
        "plain_text_input": _text,
        "number_input": _number,
        "email_text_input": _email,
        "url_text_input": _url,
    }
    check = checks.get(element["type"])
    return check(element, str(value)) if check else ""


def _text(element: Element, value: str) -> str:
    if len(value) < element.get("min_length", 0):
        return f"This field needs at least {element['min_length']} characters."
    most = element.get("max_length", 3000)
    return f"This field can have at most {most} characters." if len(value) > most else ""


def _number(element: Element, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return (
            "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
        )
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _email(element: Element, value: str) -> str:
    return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Please enter a valid email address."


def _url(element: Element, value: str) -> str:
    return "" if re.match(r"https?://\S+$", value) else "Please enter a valid URL."
