"""How Slack writes a person, channel, message, file or view as JSON."""

from typing import TYPE_CHECKING, Any

from emulator.mrkdwn import unescape

if TYPE_CHECKING:
    from emulator.workspace import Channel, File, Message, OpenView, Person, Workspace

Json = dict[str, Any]
NAMES_IN_PAYLOADS = {"im": "directmessage", "private": "privategroup", "mpim": "privategroup"}


def person(workspace: "Workspace", who: "Person", *, with_locale: bool = False) -> Json:
    """The user object of users.info and users.list."""
    profile = {
        "real_name": who.name, "display_name": who.handle, "real_name_normalized": who.name,
        "display_name_normalized": who.handle, "team": who.team_id, "first_name": who.name.split()[0],
        "last_name": who.name.partition(" ")[2], "image_48": f"{workspace.url}/avatars/{who.id}.svg",
    }  # fmt: skip  # pairs
    shape = {
        "id": who.id, "team_id": who.team_id, "name": who.handle, "deleted": who.role == "deactivated",
        "color": "4bbe2e", "profile": profile, "is_bot": who.is_bot and who.id != "USLACKBOT",
        "is_app_user": False, "updated": 1, "is_email_confirmed": not who.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }  # fmt: skip  # pairs
    shape |= {"is_stranger": True} if who.role == "stranger" else {}
    if who.role == "deactivated":
        return shape
    shape |= {
        "real_name": who.name, "tz": who.tz, "tz_label": who.tz, "tz_offset": 3600,
        "is_admin": who.is_admin, "is_owner": who.role == "owner",
        "is_primary_owner": who.role == "owner", "is_restricted": who.role == "guest",
        "is_ultra_restricted": False,
    }  # fmt: skip  # pairs
    return shape | ({"locale": who.locale} if with_locale else {})


def named(workspace: "Workspace", who: "Person") -> Json:
    """The user of an interaction."""
    return {"id": who.id, "username": who.handle, "name": who.handle, "team_id": who.team_id}


def channel(workspace: "Workspace", room: "Channel") -> Json:
    """The conversation object."""
    bot = workspace.app.bot_user_id
    shape: Json = {
        "id": room.id, "created": room.created, "is_archived": room.is_archived,
        "is_im": room.kind == "im", "is_org_shared": False, "context_team_id": workspace.id,
        "updated": room.created * 1000,
    }  # fmt: skip  # pairs
    if room.kind == "im":
        other = next((member for member in room.members if member != bot), bot)
        return shape | {"user": other, "is_user_deleted": workspace.people[other].role == "deactivated"}
    text = {"creator": room.creator, "last_set": room.created}
    return shape | {
        "name": room.name, "name_normalized": room.name, "is_channel": room.kind == "public",
        "is_group": room.kind == "private", "is_mpim": room.kind == "mpim",
        "is_private": room.kind != "public", "is_general": room.name == "general",
        "is_shared": room.is_shared, "is_ext_shared": room.is_shared, "is_pending_ext_shared": False,
        "is_member": bot in room.members, "creator": room.creator, "unlinked": 0,
        "topic": {"value": room.topic, **text}, "purpose": {"value": "", **text}, "previous_names": [],
    }  # fmt: skip  # pairs


def named_channel(workspace: "Workspace", room: "Channel") -> Json:
    """The channel of an interaction: only its id and name, and the name tells the kind."""
    return {"id": room.id, "name": NAMES_IN_PAYLOADS.get(room.kind, room.name)}


def message(workspace: "Workspace", said: "Message") -> Json:
    """The message object, without its channel."""
    shape: Json = {
        "type": "message",
        "ts": said.ts,
        "user": said.user,
        "text": said.text,
        "team": workspace.people[said.user].team_id,
    }
    shape |= {"subtype": said.subtype} if said.subtype else {}
    shape |= {"blocks": said.blocks or [rich_text(said.text)]} if said.blocks or _is_typed(said) else {}
    for key in ("attachments", "bot_id", "username", "metadata"):
        shape |= {key: getattr(said, key)} if getattr(said, key) else {}
    if said.bot_id:
        shape |= {"app_id": workspace.app.id, "bot_profile": bot(workspace)}
    if said.files:
        shape |= {"files": [_carried(workspace, said, held) for held in said.files], "upload": False}
    if said.edited:
        shape["edited"] = {"user": said.user, "ts": said.edited}
    if said.reactions:
        shape["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in said.reactions.items()]
    return shape | _threading(workspace, said)


def _carried(workspace: "Workspace", said: "Message", file_id: str) -> Json:
    """A file in a message; one from another organisation only says that files.info knows it."""
    held = workspace.files[file_id]
    if workspace.channels[said.channel].is_shared and workspace.people[held.user].role == "stranger":
        return {"id": held.id, "mode": "file_access", "file_access": "check_file_info"}
    return file(workspace, held)


def _is_typed(said: "Message") -> bool:
    return not said.bot_id and said.subtype in (None, "thread_broadcast", "file_share") and bool(said.text)


def rich_text(text: str) -> Json:
    """The block that Slack's client sends along with what was typed."""
    words = {"type": "text", "text": unescape(text)}
    section = {"type": "rich_text_section", "elements": [words]}
    return {"type": "rich_text", "block_id": "typed", "elements": [section]}


def _threading(workspace: "Workspace", said: "Message") -> Json:
    room = workspace.channels[said.channel]
    if said.thread_ts:
        root = room.messages.get(said.thread_ts)
        return {"thread_ts": said.thread_ts, "parent_user_id": root.user if root else "USLACKBOT"}
    replies = room.threads.get(said.ts)
    if not replies:
        return {}
    writers = list(dict.fromkeys(room.messages[ts].user for ts in replies if ts in room.messages))
    return {
        "thread_ts": said.ts, "reply_count": len(replies), "reply_users_count": len(writers),
        "reply_users": writers, "latest_reply": replies[-1], "is_locked": False, "subscribed": True,
    }  # fmt: skip  # pairs


def bot(workspace: "Workspace") -> Json:
    app = workspace.app
    return {
        "id": app.bot_id, "app_id": app.id, "user_id": app.bot_user_id, "name": app.manifest.name,
        "icons": {"image_48": f"{workspace.url}/avatars/{app.bot_user_id}.svg"}, "deleted": app.is_revoked,
        "updated": 1, "team_id": workspace.id,
    }  # fmt: skip  # pairs


def file(workspace: "Workspace", held: "File") -> Json:
    """The file object; a deleted one is a tombstone."""
    if held.is_deleted:
        return {"id": held.id, "mode": "tombstone"}
    address = f"{workspace.url}/files-pri/{workspace.id}-{held.id}"
    is_known = workspace.clock.now() >= held.known_at
    shares = held.shares if is_known else {}
    rooms = {kind: [c for c in shares if workspace.channels[c].kind in kinds] for kind, kinds in
             {"channels": ("public",), "groups": ("private", "mpim"), "ims": ("im",)}.items()}  # fmt: skip
    return {
        "id": held.id, "created": held.created, "timestamp": held.created, "name": held.name,
        "title": held.title, "mimetype": held.mimetype if is_known else "",
        "filetype": held.filetype if is_known else "",
        "pretty_type": held.filetype.upper() if is_known else "", "user": held.user,
        "user_team": workspace.id,
        "editable": False, "size": held.size, "mode": "hosted", "is_external": False,
        "external_type": "", "is_public": bool(rooms["channels"]), "public_url_shared": False,
        "display_as_bot": False, "username": "", "url_private": f"{address}/{held.name}",
        "url_private_download": f"{address}/download/{held.name}",
        "permalink": f"{workspace.url}/files/{held.user}/{held.id}/{held.name}", "comments_count": 0,
        "is_starred": False, "file_access": "visible", "has_rich_preview": False,
        "shares": _shares(workspace, shares), **rooms,
    }  # fmt: skip  # pairs


def _shares(workspace: "Workspace", known: dict[str, list[str]]) -> Json:
    shares: Json = {}
    for channel_id, stamps in known.items():
        room = workspace.channels[channel_id]
        side = shares.setdefault("public" if room.kind == "public" else "private", {})
        side[channel_id] = [_share(workspace, room, ts) for ts in stamps if ts in room.messages]
    return shares


def _share(workspace: "Workspace", room: "Channel", ts: str) -> Json:
    said = room.messages[ts]
    share: Json = {
        "ts": ts, "channel_name": room.name, "team_id": workspace.id, "share_user_id": said.user,
        "reply_count": 0, "reply_users": [], "reply_users_count": 0,
    }  # fmt: skip  # pairs
    return share | ({"thread_ts": said.thread_ts} if said.thread_ts else {})


def view(workspace: "Workspace", shown: "OpenView") -> Json:
    """The view object of views.* and of interactions."""
    app, sent = workspace.app, shown.view
    return {
        "id": shown.id, "team_id": workspace.id, "type": sent["type"], "blocks": sent["blocks"],
        "private_metadata": sent.get("private_metadata", ""), "callback_id": sent.get("callback_id", ""),
        "state": {"values": shown.values}, "hash": shown.hash, "title": sent.get("title"),
        "clear_on_close": bool(sent.get("clear_on_close")), "close": sent.get("close"),
        "notify_on_close": bool(sent.get("notify_on_close")), "submit": sent.get("submit"),
        "previous_view_id": shown.previous_id, "root_view_id": shown.root_id, "app_id": app.id,
        "external_id": sent.get("external_id", ""), "app_installed_team_id": workspace.id,
        "bot_id": app.bot_id,
    }  # fmt: skip  # pairs
