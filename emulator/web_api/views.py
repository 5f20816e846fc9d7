"""views.open, push, update and publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import shapes, stacks
from emulator.errors import SlackError
from emulator.triggers import InvalidTrigger, Trigger
from emulator.web_api.calls import Call, Method, invalid

if TYPE_CHECKING:
    from emulator.workspace import OpenView, Workspace

Json = dict[str, Any]


def open_(workspace: Workspace, call: Call) -> Json:
    trigger = _trigger(workspace, call)
    shown = stacks.open_form(workspace, trigger.person, call.arguments["view"], channel=trigger.channel)
    trigger.is_used = True
    return _answer(workspace, shown)


def push(workspace: Workspace, call: Call) -> Json:
    trigger = _trigger(workspace, call)
    if trigger.view is None or trigger.view not in workspace.views:
        raise SlackError("invalid_trigger_id")
    below = workspace.views[trigger.view]
    shown = stacks.push(workspace, trigger.person, call.arguments["view"], channel=below.channel)
    trigger.is_used = True
    return _answer(workspace, shown)


def update(workspace: Workspace, call: Call) -> Json:
    shown = _shown(workspace, call)
    given = call.text("hash") or None
    return _answer(workspace, stacks.change(workspace, shown, call.arguments["view"], hash_given=given))


def publish(workspace: Workspace, call: Call) -> Json:
    if not workspace.app.manifest.has_home:
        raise SlackError("not_enabled")
    person = workspace.people.get(call.text("user_id"))
    if person is None:
        raise invalid("[ERROR] no such user [json-pointer:/user_id]")
    given = call.text("hash") or None
    home = stacks.publish(workspace, person.id, call.arguments["view"], hash_given=given)
    return _answer(workspace, home)


def _trigger(workspace: Workspace, call: Call) -> Trigger:
    given = call.text("trigger_id") or call.text("interactivity_pointer")
    if not given:
        raise invalid("[ERROR] missing required field: trigger_id")
    try:
        return workspace.triggers.check(given)
    except InvalidTrigger as error:
        raise SlackError(str(error)) from None


def _shown(workspace: Workspace, call: Call) -> OpenView:
    if call.text("view_id"):
        shown = workspace.find_view(call.text("view_id"))
    elif call.text("external_id"):
        both = [*workspace.views.values(), *workspace.homes.values()]
        wanted = call.text("external_id")
        shown = next((v for v in both if v.view.get("external_id") == wanted), None)
    else:
        raise invalid("[ERROR] missing required field: view_id or external_id")
    if shown is None:
        raise SlackError("not_found")
    return shown


def _answer(workspace: Workspace, shown: OpenView) -> Json:
    return {"view": shapes.view(workspace, shown)}


METHODS: dict[str, Method] = {
    "views.open": open_,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
