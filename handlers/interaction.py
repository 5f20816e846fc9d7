"""What Slack sent, as typed values. The only place that digs in payloads."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.actors import Actor
from bot.imports import Kind, Place
from handlers.answers import unescape

Payload = Mapping[str, Any]
WhoIs = Callable[[str, str, str, str], Actor]  # tenant, account, door, request


@dataclass(frozen=True)
class Submitted:
    """A form, or a view that something was pressed in."""

    id: str
    root_id: str
    hash: str
    metadata: str
    values: Payload

    def text(self, field: str) -> str:
        return str(self._value(field).get("value") or "")

    def choice(self, field: str) -> str | None:
        """The value of the option that is chosen in a select or among radio buttons."""
        option = self._value(field).get("selected_option")
        return str(option["value"]) if option else None

    def files(self, field: str) -> tuple[str, ...]:
        return tuple(file["id"] for file in self._value(field).get("files") or ())

    def _value(self, field: str) -> Payload:
        """Block and element have the field's name, so both keys are the same."""
        value: Payload = self.values.get(field, {}).get(field, {})
        return value


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """One thing that a person did, however Slack told it. What it does not have is empty.

    `request` is what Slack calls the delivery; `text` what was typed, or the value of what was pressed.
    """

    tenant: str
    account: str
    door: str
    request: str
    who_is: WhoIs
    text: str = ""
    trigger: str = ""
    answer_to: str = ""
    place: Place | None = None
    view: Submitted | None = None
    files: tuple[str, ...] = ()
    ts: str = ""
    thread_ts: str = ""

    @cached_property
    def actor(self) -> Actor:
        """Asks Slack who it is; raises BotError when Slack does not say."""
        return self.who_is(self.tenant, self.account, self.door, self.request)

    @property
    def submitted(self) -> Submitted:
        """The view that this came from; only for doors that stand in one."""
        if self.view is None:
            raise ValueError("this did not come from a view")
        return self.view


def command(body: Payload, who_is: WhoIs) -> Interaction:
    return Interaction(
        tenant=_tenant(body),
        account=body["user_id"],
        door="command",
        request=f"command:{body['trigger_id']}",
        who_is=who_is,
        text=unescape(body.get("text") or "").strip(),
        trigger=body["trigger_id"],
        answer_to=body.get("response_url") or "",
        place=Place(body["channel_id"], _kind_by_name(body.get("channel_name"))),
    )


def action(body: Payload, who_is: WhoIs) -> Interaction:
    """A button, or an entry of a … menu, in a message or a view."""
    pressed = body["actions"][0]
    channel = body.get("channel")
    return Interaction(
        tenant=_tenant(body),
        account=body["user"]["id"],
        door="button",
        request=f"action:{body['trigger_id']}",
        who_is=who_is,
        text=str(pressed.get("value") or (pressed.get("selected_option") or {}).get("value") or ""),
        trigger=body["trigger_id"],
        answer_to=body.get("response_url") or "",
        place=Place(channel["id"], _kind_by_name(channel.get("name"))) if channel else None,
        view=_view(body),
    )


def submission(body: Payload, who_is: WhoIs) -> Interaction:
    """A view is submitted with success once, so its id and name are the delivery's."""
    view = body["view"]
    return Interaction(
        tenant=view.get("app_installed_team_id") or _tenant(body),
        account=body["user"]["id"],
        door="form",
        request=f"form:{view['id']}:{view['callback_id']}",
        who_is=who_is,
        trigger=body.get("trigger_id") or "",
        view=_view(body),
    )


def suggestion(body: Payload, who_is: WhoIs) -> Interaction:
    return Interaction(
        tenant=_tenant(body),
        account=body["user"]["id"],
        door="select",
        request=f"select:{body['action_ts'] if 'action_ts' in body else body['value']}",
        who_is=who_is,
        text=body.get("value") or "",
        view=_view(body),
    )


def event(body: Payload, who_is: WhoIs) -> Interaction:
    """A message with files; whoever shared it counts, who uploaded it does not."""
    told = body["event"]
    return Interaction(
        tenant=_tenant(body["authorizations"][0] if body.get("authorizations") else body),
        account=told.get("user") or "",
        door="upload",
        request=f"event:{body['event_id']}",
        who_is=who_is,
        text=told.get("text") or "",
        place=_place_of_event(body),
        files=tuple(file["id"] for file in told.get("files") or ()),
        ts=told.get("ts") or "",
        thread_ts=told.get("thread_ts") or "",
    )


def _tenant(body: Payload) -> str:
    """The Enterprise organisation when Colla is installed there, else the workspace."""
    enterprise = body.get("enterprise_id") or (body.get("enterprise") or {}).get("id")
    if str(body.get("is_enterprise_install")).lower() == "true" and enterprise:
        return str(enterprise)
    return str(body.get("team_id") or body["team"]["id"])


def _view(body: Payload) -> Submitted | None:
    view = body.get("view")
    if not view:
        return None
    return Submitted(
        id=view["id"],
        root_id=view.get("root_view_id") or view["id"],
        hash=view.get("hash") or "",
        metadata=view.get("private_metadata") or "",
        values=(view.get("state") or {}).get("values") or {},
    )


def _place_of_event(body: Payload) -> Place | None:
    told = body["event"]
    if not told.get("channel"):
        return None
    is_shared = body.get("is_ext_shared_channel")
    kinds = {"im": Kind.DIRECT, "group": Kind.PRIVATE, "mpim": Kind.PRIVATE}
    return Place(
        told["channel"], Kind.PUBLIC if is_shared else kinds.get(told.get("channel_type"), Kind.PUBLIC)
    )


def _kind_by_name(name: str | None) -> Kind:
    """A channel's kind stands in the name that Slack sends; without one, it may be public."""
    if name == "directmessage":
        return Kind.DIRECT
    is_private = name == "privategroup" or (name or "").startswith("mpdm-")
    return Kind.PRIVATE if is_private else Kind.PUBLIC


@dataclass(frozen=True)
class Origin:
    """Where a form was asked for, kept in its private_metadata. Only a hint: whatever it leads to is checked.

    `page` is that of the console below, when there is one.
    """

    channel: str = ""
    kind: str = ""
    answer_to: str = ""
    page: int | None = None

    @classmethod
    def of(cls, interaction: Interaction) -> "Origin":
        """A view's own origin, else the place where the person is."""
        if interaction.view and interaction.view.metadata:
            return cls.loads(interaction.view.metadata)
        place = interaction.place
        return cls(place.channel if place else "", place.kind if place else "", interaction.answer_to)

    def on_page(self, number: int) -> "Origin":
        return replace(self, page=number)

    @property
    def place(self) -> Place | None:
        return Place(self.channel, Kind(self.kind)) if self.channel else None

    def dumps(self) -> str:
        return json.dumps([self.channel, self.kind, self.answer_to, self.page], separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> "Origin":
        return cls(*json.loads(text))
