"""What the app's ack, or its missing, does before the person's eyes."""

from typing import TYPE_CHECKING, Any

from emulator import stacks
from emulator.envelopes import Outcome
from emulator.errors import SlackError
from emulator.response_urls import ResponseUrl, answer
from emulator.workspace import Channel, Message, OpenView, Person, Workspace

if TYPE_CHECKING:
    from emulator.gestures.acting import Place

Option = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"
NOT_IN_TIME = "Operation timed out. Apps need to respond within 3 seconds."


def of_command(workspace: Workspace, person: Person, channel: Channel, name: str, outcome: Outcome) -> None:
    """An answer in the ack is shown, to this person alone unless it says otherwise."""
    if not outcome.is_acked:
        workspace.tell(person, channel, f"{name} failed because the app did not respond. ({outcome.reason})")
    elif isinstance(outcome.payload, dict) and outcome.payload:
        url = ResponseUrl(
            person=person.id, channel=channel.id, expires=0, message_ts=None, thread_ts=None, is_public=False
        )
        try:
            answer(workspace, url, outcome.payload)
        except SlackError as error:
            workspace.tell(person, channel, f"{name} failed with the error “{error.error}”")


def of_shortcut(workspace: Workspace, person: Person, message: Message | None, outcome: Outcome) -> None:
    """Without an ack the person is told in passing."""
    if not outcome.is_acked:
        workspace.notices[person.id] = f"{workspace.app.manifest.name} did not respond. ({outcome.reason})"
        workspace.touch()


def of_action(workspace: Workspace, person: Person, place: "Place", outcome: Outcome) -> None:
    """Without an ack a warning stands beside the message, or at the head of the form."""
    words = "" if outcome.is_acked else f"{NOT_IN_TIME} ({outcome.reason})"
    view = workspace.find_view(getattr(place, "view_id", ""))
    channel = workspace.channels.get(getattr(place, "channel_id", ""))
    message = channel.find(getattr(place, "ts", "")) if channel else None
    if view:
        view.notice = words
    if message:
        message.warning = words
    workspace.touch()


def of_suggestion(workspace: Workspace, element: Option, outcome: Outcome) -> list[tuple[str, list[Option]]]:
    """The options that the app answered, as (group label, options); none when it answered wrongly."""
    payload = outcome.payload if isinstance(outcome.payload, dict) else {}
    groups = [(group["label"]["text"], group["options"]) for group in payload.get("option_groups") or []]
    groups = groups or [("", payload.get("options") or [])]
    try:
        stacks.check_options(payload)
    except SlackError as error:
        workspace.log.add("refused", "block_suggestion", payload, status=error.error).answer = error.answer
        return []
    return groups


def of_submission(workspace: Workspace, person: Person, form: OpenView, outcome: Outcome) -> None:
    """Errors under the fields, another view in its place or on top, all closed, or the top one closed."""
    payload = outcome.payload if isinstance(outcome.payload, dict) else {}
    if not outcome.is_acked:
        form.notice = f"{TROUBLE} ({outcome.reason})"
    else:
        try:
            _obey(workspace, person, form, payload)
        except SlackError as error:
            form.notice = TROUBLE
            workspace.log.add("refused", "view_submission", payload, status=error.error).answer = error.answer
    workspace.touch()


def _obey(workspace: Workspace, person: Person, form: OpenView, payload: dict[str, Any]) -> None:
    asked = payload.get("response_action")
    if asked == "errors":
        form.errors = _errors(form, payload.get("errors") or {})
    elif asked == "update":
        stacks.change(workspace, form, payload.get("view"))
    elif asked == "push":
        stacks.push(workspace, person.id, payload.get("view"), channel=form.channel)
    elif asked == "clear":
        workspace.close(workspace.forms_of(person.id))
    elif payload:
        raise SlackError("invalid_response_action")
    else:
        workspace.close([form])


def _errors(form: OpenView, errors: dict[str, str]) -> dict[str, str]:
    """Slack shows errors under input blocks only, and takes nothing else."""
    inputs = {block["block_id"] for block in form.view["blocks"] if block["type"] == "input"}
    if not errors or set(errors) - inputs:
        raise SlackError("invalid_errors")
    return errors
