"""Submitting and closing a form."""

from emulator import acks, elements, payloads
from emulator.gestures.refused import Refused, require_active
from emulator.workspace import OpenView, Person, Workspace


async def submit(workspace: Workspace, person: Person, view_id: str) -> None:
    """Press the form's submit button.

    Fields that must be filled or hold what they may not are told under the field and nothing is
    sent. Otherwise the app's answer is obeyed: errors, update, push, clear, or the top form closes.
    """
    form = _form(workspace, person, view_id)
    form.notice = ""
    form.errors = elements.mistakes(form.view["blocks"], form.values)
    workspace.touch()
    if form.errors:
        return
    _show_files(workspace, form)
    outcome = await workspace.delivery.interact(
        payloads.view_submission(workspace, person, form), accepts=True
    )
    acks.of_submission(workspace, person, form, outcome)


async def close_form(
    workspace: Workspace, person: Person, view_id: str, *, whole_stack: bool = False
) -> None:
    """Cancel the form: the one below comes back. `whole_stack` is the cross, which closes them all."""
    form = _form(workspace, person, view_id)
    closing = workspace.forms_of(person.id)[::-1] if whole_stack else [form]
    if form.view.get("clear_on_close"):
        closing = workspace.forms_of(person.id)[::-1]
    workspace.close(closing)
    for closed in closing:
        if closed.view.get("notify_on_close"):
            payload = payloads.view_closed(workspace, person, closed, is_cleared=len(closing) > 1)
            await workspace.delivery.interact(payload, accepts=False)


def _show_files(workspace: Workspace, form: OpenView) -> None:
    """The app may read the files that a form brings, though they are in no channel."""
    states = [state for block in form.values.values() for state in block.values()]
    for file in (file for state in states for file in state.get("files", [])):
        workspace.files[file["id"]].is_shown_to_app = True


def _form(workspace: Workspace, person: Person, view_id: str) -> OpenView:
    require_active(person)
    form = workspace.form_of(person.id)
    if form is None or form.id != view_id:
        raise Refused("That form is not in front of you.")
    return form
