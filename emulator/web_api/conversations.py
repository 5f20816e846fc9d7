"""conversations.info, list, members, open, history, replies, join and invite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import shapes
from emulator.errors import SlackError
from emulator.gestures.rooms import add_member
from emulator.web_api.calls import (
    FAMILIES,
    Call,
    Method,
    channel_of,
    page,
    require_kind,
    require_scope,
)
from emulator.workspace.channels import Channel, Message
from emulator.workspace.people import Person

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]
KINDS = {"public_channel": "public", "private_channel": "private", "mpim": "mpim", "im": "im"}


def info(workspace: Workspace, call: Call) -> Json:
    channel = channel_of(workspace, call)
    require_kind(workspace, channel, "read")
    shown = shapes.channel(workspace, channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def listed(workspace: Workspace, call: Call) -> Json:
    return listing(workspace, call, member=None)


def listing(workspace: Workspace, call: Call, *, member: str | None) -> Json:
    """The channels of the kinds asked for that the bot may know of (with `member`: that they are in)."""
    kinds = _kinds(workspace, call)
    seen = [c for c in workspace.channels.values() if c.kind in kinds and _is_known(workspace, c)]
    if member:
        seen = [channel for channel in seen if member in channel.members]
    if call.flag("exclude_archived"):
        seen = [channel for channel in seen if not channel.is_archived]
    shown, metadata = page(seen, call, most=1000)
    return {"channels": [shapes.channel(workspace, channel) for channel in shown], **metadata}


def _kinds(workspace: Workspace, call: Call) -> list[str]:
    asked = call.text("types", "public_channel").replace(" ", "").split(",")
    if set(asked) - set(KINDS):
        raise SlackError("invalid_types")
    for kind in asked:
        require_scope(workspace, f"{FAMILIES[KINDS[kind]]}:read")
    return [KINDS[kind] for kind in asked]


def _is_known(workspace: Workspace, channel: Channel) -> bool:
    return channel.kind == "public" or workspace.app.bot_user_id in channel.members


def members(workspace: Workspace, call: Call) -> Json:
    channel = channel_of(workspace, call)
    require_kind(workspace, channel, "read")
    shown, metadata = page(channel.members, call, most=1000)
    return {"members": shown, **metadata}


def open_(workspace: Workspace, call: Call) -> Json:
    if call.text("channel"):
        channel = channel_of(workspace, call)
        if not channel.is_direct:
            raise SlackError("method_not_supported_for_channel_type")
        return _opened(workspace, call, channel, was_open=True)
    people = [person for person in call.text("users").replace(" ", "").split(",") if person]
    _check_people(workspace, people)
    require_scope(workspace, "im:write" if len(people) == 1 else "mpim:write")
    wanted = [workspace.app.bot_user_id, *people]
    existing = workspace.direct(wanted)
    if existing is None and call.flag("prevent_creation"):
        raise SlackError("channel_not_found")
    return _opened(workspace, call, workspace.open_direct(wanted), was_open=existing is not None)


def _check_people(workspace: Workspace, people: list[str]) -> None:
    if not people:
        raise SlackError("users_list_not_supplied")
    if len(people) > 8:
        raise SlackError("too_many_users")
    for person_id in people:
        person = workspace.people.get(person_id)
        if person is None:
            raise SlackError("user_not_found")
        if person.role == "deactivated":
            raise SlackError("user_disabled")


def _opened(workspace: Workspace, call: Call, channel: Channel, *, was_open: bool) -> Json:
    shown = shapes.channel(workspace, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if was_open else {})}


def history(workspace: Workspace, call: Call) -> Json:
    """Roots and broadcasts, newest first; ephemerals are nowhere in it."""
    channel = channel_of(workspace, call)
    require_kind(workspace, channel, "history")
    if workspace.app.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    roots = [m for m in reversed(channel.messages.values()) if m.thread_ts is None or m.broadcast]
    shown, metadata = page(_between(call, roots), call, most=999)
    has_more = bool(metadata["response_metadata"]["next_cursor"])
    told = {"has_more": has_more, "pin_count": 0, **(metadata if has_more else {})}
    return {"messages": [shapes.message(workspace, message) for message in shown], **told}


def replies(workspace: Workspace, call: Call) -> Json:
    channel = channel_of(workspace, call)
    require_kind(workspace, channel, "history")
    root = channel.messages.get(call.text("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    thread = [channel.messages[ts] for ts in channel.threads.get(root.ts, []) if ts in channel.messages]
    shown, metadata = page([root, *_between(call, thread)], call, most=1000, default=1000)
    has_more = bool(metadata["response_metadata"]["next_cursor"])
    told = {"has_more": has_more, **(metadata if has_more else {})}
    return {"messages": [shapes.message(workspace, message) for message in shown], **told}


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest", "0"), call.text("latest") or "9999999999.999999"
    for name, given in (("oldest", oldest), ("latest", latest)):
        if not given.replace(".", "", 1).isdigit():
            raise SlackError(f"invalid_ts_{name}")
    first, last = float(oldest), float(latest)
    if call.flag("inclusive"):
        return [message for message in messages if first <= float(message.ts) <= last]
    return [message for message in messages if first < float(message.ts) < last]


def join(workspace: Workspace, call: Call) -> Json:
    require_scope(workspace, "channels:join")
    channel = channel_of(workspace, call)
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if workspace.app.bot_user_id in channel.members:
        return {"channel": shapes.channel(workspace, channel), "warning": "already_in_channel"}
    words = f"<@{workspace.app.bot_user_id}> has joined the channel"
    add_member(workspace, workspace.bot, channel, words, inviter=None)
    return {"channel": shapes.channel(workspace, channel)}


def invite(workspace: Workspace, call: Call) -> Json:
    channel = channel_of(workspace, call)
    if channel.is_direct:
        raise SlackError("method_not_supported_for_channel_type")
    require_scope(workspace, "channels:manage" if channel.kind == "public" else "groups:write")
    if workspace.app.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    if channel.is_archived:
        raise SlackError("is_archived")
    people = [workspace.people.get(one) for one in call.text("users").replace(" ", "").split(",")]
    for person in people:
        _require_invitable(workspace, channel, person)
    invited = [person for person in people if person and person.id not in channel.members]
    if not invited:
        raise SlackError("already_in_channel")
    for person in invited:
        add_member(
            workspace, person, channel, f"<@{person.id}> was added to the channel", inviter=workspace.bot.id
        )
    return {"channel": shapes.channel(workspace, channel)}


def _require_invitable(workspace: Workspace, channel: Channel, person: Person | None) -> None:
    if person is None:
        raise SlackError("user_not_found")
    if person.id == workspace.app.bot_user_id:
        raise SlackError("cant_invite_self")
    if person.role == "deactivated" or (person.role == "stranger" and not channel.is_shared):
        raise SlackError("cant_invite")


METHODS: dict[str, Method] = {
    "conversations.info": info,
    "conversations.list": listed,
    "conversations.members": members,
    "conversations.open": open_,
    "conversations.history": history,
    "conversations.replies": replies,
    "conversations.join": join,
    "conversations.invite": invite,
}
