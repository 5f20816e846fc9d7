"""Forms and Homes: opening, pushing, changing and publishing views, with Slack's refusals."""

from typing import Any

from emulator import blocks, elements
from emulator.errors import SlackError
from emulator.ids import new_id, new_secret
from emulator.workspace import OpenView, Workspace

MOST = 3
VIEW_BYTES = 250_000
Json = dict[str, Any]


def open_form(workspace: Workspace, person_id: str, view: Any, *, channel: str | None) -> OpenView:
    """A new form before the person; a stack of forms that was there is gone."""
    checked = _checked(workspace, view, "modal")
    workspace.close(workspace.forms_of(person_id))
    return _show(workspace, person_id, checked, channel=channel)


def push(workspace: Workspace, person_id: str, view: Any, *, channel: str | None) -> OpenView:
    """A form on top of the others; three at most."""
    checked = _checked(workspace, view, "modal")
    if len(workspace.forms_of(person_id)) >= MOST:
        raise SlackError("push_limit_reached")
    return _show(workspace, person_id, checked, channel=channel)


def change(workspace: Workspace, shown: OpenView, view: Any, *, hash_given: str | None = None) -> OpenView:
    """Another content for a view: fields that keep their ids and kind keep what was filled in."""
    checked = _checked(workspace, view, shown.view["type"], instead_of=shown)
    if hash_given and hash_given != shown.hash:
        raise SlackError("hash_conflict")
    fresh = elements.initial_values(workspace, checked["blocks"], channel=shown.channel)
    for block_id, held in fresh.items():
        for action_id, state in held.items():
            before = shown.values.get(block_id, {}).get(action_id)
            if before and before["type"] == state["type"]:
                held[action_id] = before
    shown.view, shown.values, shown.hash = checked, fresh, _hash(workspace)
    shown.errors, shown.notice = {}, ""
    workspace.touch()
    return shown


def publish(workspace: Workspace, person_id: str, view: Any, *, hash_given: str | None) -> OpenView:
    """What the person's Home shows."""
    home = workspace.homes.get(person_id)
    if home:
        return change(workspace, home, view, hash_given=hash_given)
    checked = _checked(workspace, view, "home")
    home = _made(workspace, person_id, checked, channel=None, below=None)
    workspace.homes[person_id] = home
    workspace.touch()
    return home


def check_options(payload: Json) -> None:
    """Raise unless an app's answer to a type-ahead may be shown."""
    blocks.options(payload)


def _show(workspace: Workspace, person_id: str, view: Json, *, channel: str | None) -> OpenView:
    shown = _made(workspace, person_id, view, channel=channel, below=workspace.form_of(person_id))
    workspace.views[shown.id] = shown
    workspace.stacks.setdefault(person_id, []).append(shown.id)
    workspace.touch()
    return shown


def _made(
    workspace: Workspace, person_id: str, view: Json, *, channel: str | None, below: OpenView | None
) -> OpenView:
    view_id = new_id("V")
    return OpenView(
        id=view_id,
        person=person_id,
        view=view,
        hash=_hash(workspace),
        root_id=below.root_id if below else view_id,
        previous_id=below.id if below else None,
        values=elements.initial_values(workspace, view["blocks"], channel=channel),
        channel=channel,
    )


def _checked(workspace: Workspace, view: Any, kind: str, *, instead_of: OpenView | None = None) -> Json:
    if blocks.size(view) > VIEW_BYTES:
        raise SlackError("view_too_large")
    checked = blocks.view(view, kind=kind)
    external = checked.get("external_id")
    others = [*workspace.views.values(), *workspace.homes.values()]
    if external and any(o.view.get("external_id") == external for o in others if o is not instead_of):
        raise SlackError("duplicate_external_id")
    return checked


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.clock.now())}.{new_secret(8)}"
