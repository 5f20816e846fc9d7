"""users.info and users.list, users.conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emulator import shapes
from emulator.web_api import conversations
from emulator.web_api.calls import Call, Method, page, person_of

if TYPE_CHECKING:
    from emulator.workspace import Workspace

Json = dict[str, Any]


def info(workspace: Workspace, call: Call) -> Json:
    with_locale = call.flag("include_locale")
    return {"user": shapes.person(workspace, person_of(workspace, call), with_locale=with_locale)}


def listed(workspace: Workspace, call: Call) -> Json:
    people, metadata = page(list(workspace.people.values()), call, most=1000, default=1000)
    with_locale = call.flag("include_locale")
    members = [shapes.person(workspace, person, with_locale=with_locale) for person in people]
    return {"members": members, "cache_ts": int(workspace.clock.now()), **metadata}


def of_conversations(workspace: Workspace, call: Call) -> Json:
    """The conversations that the bot (or the user given) is in."""
    member = call.text("user", workspace.app.bot_user_id)
    return conversations.listing(workspace, call, member=member)


METHODS: dict[str, Method] = {
    "users.info": info,
    "users.list": listed,
    "users.conversations": of_conversations,
}
