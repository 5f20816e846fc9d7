"""Opening the app's Home and running its shortcuts."""

from typing import Any

from emulator import acks, events, payloads, shapes
from emulator.gestures.refused import Refused, require_active
from emulator.workspace import Message, Person, Workspace


async def open_home(workspace: Workspace, person: Person, *, tab: str = "home") -> None:
    """Open the app's page: `tab` is `home`, `messages` or `about`. The app is told of the first two."""
    _require_own(workspace, person)
    manifest = workspace.app.manifest
    if tab == "home" and not manifest.has_home:
        raise Refused("This app has no Home tab.")
    direct = workspace.open_direct([person.id, workspace.app.bot_user_id])
    event: dict[str, Any] = {"user": person.id, "channel": direct.id, "tab": tab}
    home = workspace.homes.get(person.id)
    if tab == "home" and home:
        event["view"] = shapes.view(workspace, home)
    if tab in ("home", "messages"):
        events.emit(workspace, "app_home_opened", event)
    workspace.touch()


async def run_shortcut(workspace: Workspace, person: Person, callback_id: str) -> None:
    """Run a global shortcut of the app."""
    _require(workspace, person, "global", callback_id)
    payload = payloads.shortcut(workspace, person, callback_id)
    outcome = await workspace.delivery.interact(payload, accepts=False)
    acks.of_shortcut(workspace, person, None, outcome)


async def run_message_shortcut(
    workspace: Workspace, person: Person, message: Message, callback_id: str
) -> None:
    """Run a shortcut of the app from a message's menu."""
    _require(workspace, person, "message", callback_id)
    payload = payloads.message_action(workspace, person, message, callback_id)
    outcome = await workspace.delivery.interact(payload, accepts=False)
    acks.of_shortcut(workspace, person, message, outcome)


def _require(workspace: Workspace, person: Person, kind: str, callback_id: str) -> None:
    _require_own(workspace, person)
    declared = [(shortcut.kind, shortcut.callback_id) for shortcut in workspace.app.manifest.shortcuts]
    if (kind, callback_id) not in declared and not workspace.app.manifest.is_permissive:
        raise Refused(f"The app has no {kind} shortcut {callback_id!r}.")


def _require_own(workspace: Workspace, person: Person) -> None:
    """An app's Home and shortcuts are for people of its own workspace."""
    require_active(person)
    if person.team_id != workspace.id:
        raise Refused("This app belongs to another organisation.")
