"""What the app is sent: commands, interactions and events, as Slack words them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import shapes
from emulator.ids import new_id

if TYPE_CHECKING:
    from emulator.gestures.acting import Place
    from emulator.workspace import Channel, Message, OpenView, Person, Workspace

Json = dict[str, Any]


def command(workspace: Workspace, person: Person, channel: Channel, name: str, text: str) -> Json:
    app = workspace.app
    return {
        "token": app.verification_token, "team_id": workspace.id, "team_domain": workspace.domain,
        "channel_id": channel.id, "channel_name": shapes.named_channel(workspace, channel)["name"],
        "user_id": person.id, "user_name": person.handle, "command": name, "text": text,
        "api_app_id": app.id, "is_enterprise_install": "false",
        "response_url": workspace.response_urls.issue("commands", person.id, channel.id),
        "trigger_id": workspace.triggers.issue(person.id, channel=channel.id),
    }  # fmt: skip  # pairs


def shortcut(workspace: Workspace, person: Person, callback_id: str) -> Json:
    trigger = workspace.triggers.issue(person.id)
    return _base(workspace, person, "shortcut") | {
        "callback_id": callback_id, "trigger_id": trigger, "action_ts": workspace.new_ts()
    }  # fmt: skip  # pairs


def message_action(workspace: Workspace, person: Person, message: Message, callback_id: str) -> Json:
    channel = workspace.channels[message.channel]
    return _base(workspace, person, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(person.id, channel=channel.id),
        "action_ts": workspace.new_ts(),
        "message_ts": message.ts,
        "channel": shapes.named_channel(workspace, channel),
        "message": shapes.message(workspace, message),
        "response_url": workspace.response_urls.issue("app", person.id, channel.id),
    }


def block_actions(workspace: Workspace, person: Person, place: Place, action: Json) -> Json:
    stood = surface(workspace, person, place, with_response_url=True)
    channel, view = stood.get("channel", {}).get("id"), getattr(place, "view_id", None)
    return _base(workspace, person, "block_actions") | stood | {
        "trigger_id": workspace.triggers.issue(person.id, channel=channel, view=view),
        "actions": [action | {"action_ts": workspace.new_ts()}],
    }  # fmt: skip  # read as a sum


def block_suggestion(
    workspace: Workspace, person: Person, place: Place, element: Json, block_id: str, typed: str
) -> Json:
    stood = surface(workspace, person, place, with_response_url=False)
    asked = {"action_id": element["action_id"], "block_id": block_id, "value": typed}
    return _base(workspace, person, "block_suggestion") | stood | asked


def surface(workspace: Workspace, person: Person, place: Place, *, with_response_url: bool) -> Json:
    """Where an element stands: its container, and the view or the channel and message."""
    view_id = getattr(place, "view_id", None)
    if view_id:
        view = workspace.find_view(view_id)
        shown = {"view": shapes.view(workspace, view)} if view else {}
        return {"container": {"type": "view", "view_id": view_id}, **shown}
    channel_id, ts = getattr(place, "channel_id", ""), getattr(place, "ts", "")
    return _message_surface(workspace, person, workspace.channels[channel_id], ts, with_response_url)


def _message_surface(
    workspace: Workspace, person: Person, channel: Channel, ts: str, with_response_url: bool
) -> Json:
    message = channel.find(ts)
    if message is None:
        return {}
    is_ephemeral = message.only_for is not None
    container: Json = {
        "type": "message", "message_ts": ts, "channel_id": channel.id, "is_ephemeral": is_ephemeral
    }  # fmt: skip  # pairs
    container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
    shown: Json = {"container": container, "channel": shapes.named_channel(workspace, channel)}
    shown["state"] = {"values": workspace.inputs.get((person.id, channel.id, ts), {})}
    shown |= {} if is_ephemeral else {"message": shapes.message(workspace, message)}
    if with_response_url:
        shown["response_url"] = workspace.response_urls.issue(
            "actions", person.id, channel.id, message_ts=ts, thread_ts=message.thread_ts
        )
    return shown


def view_submission(workspace: Workspace, person: Person, form: OpenView) -> Json:
    return _base(workspace, person, "view_submission") | {
        "trigger_id": workspace.triggers.issue(person.id, view=form.id),
        "view": shapes.view(workspace, form),
        "response_urls": _response_urls(workspace, person, form),
    }


def _response_urls(workspace: Workspace, person: Person, form: OpenView) -> list[Json]:
    """One for each chosen conversation of an element with `response_url_enabled`."""
    made = []
    for block in form.view["blocks"]:
        element = block.get("element") or {}
        state = form.values.get(block.get("block_id", ""), {}).get(element.get("action_id", ""), {})
        chosen = state.get("selected_conversation") or state.get("selected_channel")
        if element.get("response_url_enabled") and chosen:
            url = workspace.response_urls.issue("app", person.id, chosen, is_public=True)
            made.append(
                {"block_id": block["block_id"], "action_id": element["action_id"],
                 "channel_id": chosen, "response_url": url}
            )  # fmt: skip  # pairs
    return made


def view_closed(workspace: Workspace, person: Person, form: OpenView, *, is_cleared: bool) -> Json:
    shown = {"view": shapes.view(workspace, form), "is_cleared": is_cleared}
    return _base(workspace, person, "view_closed") | shown


def _base(workspace: Workspace, person: Person, kind: str) -> Json:
    return {
        "type": kind, "token": workspace.app.verification_token, "api_app_id": workspace.app.id,
        "team": _team(workspace, person), "enterprise": None,
        "user": shapes.named(workspace, person), "is_enterprise_install": False,
    }  # fmt: skip  # pairs


def _team(workspace: Workspace, person: Person) -> Json:
    """The person's own organisation: in a shared channel not the one where the app is installed."""
    is_own = person.team_id == workspace.id
    return {"id": person.team_id, "domain": workspace.domain if is_own else "another-organisation"}


def event(workspace: Workspace, body: Json, *, channel: Channel | None) -> Json:
    """An event in its callback."""
    app = workspace.app
    installed = {
        "enterprise_id": None, "team_id": workspace.id, "user_id": app.bot_user_id, "is_bot": True,
        "is_enterprise_install": False,
    }  # fmt: skip  # pairs
    return {
        "token": app.verification_token, "team_id": workspace.id, "context_team_id": workspace.id,
        "context_enterprise_id": None, "api_app_id": app.id, "event": body, "type": "event_callback",
        "event_id": new_id("Ev"), "event_time": int(workspace.clock.now()), "authorizations": [installed],
        "is_ext_shared_channel": bool(channel and channel.is_shared), "event_context": new_id("4-"),
    }  # fmt: skip  # pairs
