"""Pressing and choosing: what a person does with an element of a message, a form or Home."""

from dataclasses import dataclass
from typing import Any

from emulator import acks, elements, payloads
from emulator.gestures.refused import Refused, require_active
from emulator.gestures.uploading import keep
from emulator.workspace import File, Person, Values, Workspace

Option = dict[str, Any]
FILE_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class OnMessage:
    channel_id: str
    ts: str


@dataclass(frozen=True)
class OnView:
    view_id: str


Place = OnMessage | OnView
"""Where an element stands."""


async def press(
    workspace: Workspace,
    person: Person,
    place: Place,
    block_id: str,
    action_id: str,
    value: str | None = None,
) -> None:
    """Press a button, or choose from a … menu the option with this value. Sends block_actions."""
    block, element = _find(workspace, place, block_id, action_id)
    action = elements.pressed(block, element, value)
    if action is None:
        raise Refused("That option is not in the menu.")
    await _send(workspace, person, place, action)


async def fill(
    workspace: Workspace,
    person: Person,
    place: Place,
    block_id: str,
    action_id: str,
    value: Any,
    *,
    entered: bool = True,
) -> None:
    """Put a value in an element, and tell the app where Slack does so at once.

    `value` is what the element holds: text, an option's value, a person's or channel's id, a date;
    a list of these for what takes several; None or [] empties it. `entered` is false while a person
    is still typing (then only `on_character_entered` tells the app).
    """
    require_active(person)
    block, element = _find(workspace, place, block_id, action_id)
    held = _values(workspace, person, place).setdefault(block_id, {})
    offered = workspace.suggested.get((person.id, place, block_id, action_id), [])
    state = elements.filled(workspace, element, value, [*offered, *_chosen_before(held.get(action_id))])
    if state is None:
        raise Refused(f"{value!r} cannot be chosen here.")
    held[action_id] = state
    workspace.touch()
    if elements.dispatches(block, element, is_entered=entered):
        await _send(workspace, person, place, elements.acted(block, element, state))


def _chosen_before(state: dict[str, Any] | None) -> list[Option]:
    """What an external select holds was offered for words typed before: it may stay chosen."""
    return (state or {}).get("selected_options") or []


async def suggest(
    workspace: Workspace, person: Person, place: Place, block_id: str, action_id: str, typed: str
) -> list[tuple[str, list[Option]]]:
    """What a select offers for what was typed: groups of (label, options), label "" without groups.

    An external select asks the app (block_suggestion) once `min_query_length` is reached; the
    others answer by themselves.
    """
    require_active(person)
    _, element = _find(workspace, place, block_id, action_id)
    if not element["type"].endswith("external_select"):
        return elements.offered(workspace, person, element, typed)
    if len(typed) < element.get("min_query_length", 3):
        return []
    payload = payloads.block_suggestion(workspace, person, place, element, block_id, typed)
    outcome = await workspace.delivery.interact(payload, accepts=True)
    groups = acks.of_suggestion(workspace, element, outcome)
    options = [option for _, group in groups for option in group]
    workspace.suggested[(person.id, place, block_id, action_id)] = options
    return groups


async def attach(
    workspace: Workspace,
    person: Person,
    place: Place,
    block_id: str,
    action_id: str,
    name: str,
    content: bytes,
) -> File:
    """Add a file to a file input; its type, size and number are checked as Slack's client does."""
    require_active(person)
    _, element = _find(workspace, place, block_id, action_id)
    types = element.get("filetypes")
    suffix = name.rpartition(".")[2].lower()
    if types and suffix not in [kind.lower() for kind in types]:
        raise Refused(f"Files of this type are not accepted here; only {', '.join(types)}.")
    if len(content) > FILE_BYTES:
        raise Refused("Files here can have 10 MB at most.")
    held = _files(workspace, person, place, block_id, action_id)
    if len(held) >= element.get("max_files", 10):
        raise Refused("No more files can be added here.")
    file = keep(workspace, person, name, content)
    await fill(workspace, person, place, block_id, action_id, [*held, file.id])
    return file


async def detach(
    workspace: Workspace, person: Person, place: Place, block_id: str, action_id: str, file_id: str
) -> None:
    """Take a file out of a file input."""
    held = _files(workspace, person, place, block_id, action_id)
    left = [other for other in held if other != file_id]
    await fill(workspace, person, place, block_id, action_id, left)


def _files(workspace: Workspace, person: Person, place: Place, block_id: str, action_id: str) -> list[str]:
    held = _values(workspace, person, place).get(block_id, {}).get(action_id, {})
    return [file["id"] for file in held.get("files", [])]


def _find(
    workspace: Workspace, place: Place, block_id: str, action_id: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    found = elements.find(_blocks(workspace, place), block_id, action_id)
    if found is None:
        raise Refused("That is no longer there.")
    return found


def _blocks(workspace: Workspace, place: Place) -> list[dict[str, Any]]:
    if isinstance(place, OnView):
        view = workspace.find_view(place.view_id)
        return view.view["blocks"] if view else []
    message = workspace.channels[place.channel_id].find(place.ts)
    return message.blocks if message else []


def _values(workspace: Workspace, person: Person, place: Place) -> Values:
    if isinstance(place, OnView):
        view = workspace.find_view(place.view_id)
        if view is None or view.person != person.id:
            raise Refused("That form is closed.")
        return view.values
    return workspace.inputs.setdefault((person.id, place.channel_id, place.ts), {})


async def _send(workspace: Workspace, person: Person, place: Place, action: dict[str, Any]) -> None:
    require_active(person)
    payload = payloads.block_actions(workspace, person, place, action)
    outcome = await workspace.delivery.interact(payload, accepts=False)
    acks.of_action(workspace, person, place, outcome)
