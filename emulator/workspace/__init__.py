"""The whole state of the emulator: one Workspace, changed on the event loop only."""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any

from emulator.clock import Clock
from emulator.delivery import Delivery
from emulator.faults import Faults
from emulator.ids import new_id
from emulator.log import Log
from emulator.manifest import PERMISSIVE, Manifest
from emulator.response_urls import ResponseUrls
from emulator.sockets import Sockets
from emulator.triggers import Triggers
from emulator.workspace.app import App
from emulator.workspace.channels import Channel, Message
from emulator.workspace.files import File
from emulator.workspace.people import Person
from emulator.workspace.views import OpenView, Values

__all__ = ["App", "Channel", "File", "Message", "OpenView", "Person", "Values", "Workspace"]


class Workspace:
    """People, channels, files, views and the one app, with the words to find and change them.

    Whoever changes something that can be seen calls `touch()`; whoever shows it awaits
    `changed_since(version)`.
    """

    def __init__(self, *, name: str, domain: str, manifest: Manifest | None = None) -> None:
        self.id = new_id("T")
        self.name = name
        self.domain = domain
        self.url = ""
        """The address it is served at, without a slash at the end; set by the server."""
        self.clock = Clock()
        self.log = Log(self.clock)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.uploads: dict[str, str] = {}
        """The ticket in an upload address to the file's id."""
        self.views: dict[str, OpenView] = {}
        """Every open form by id; a closed one leaves."""
        self.stacks: dict[str, list[str]] = {}
        """Person's id to the ids of their forms, the top one last."""
        self.homes: dict[str, OpenView] = {}
        """Person's id to what the app published as their Home."""
        self.inputs: dict[tuple[str, str, str], Values] = {}
        """What is chosen in messages: (person, channel, ts) to `state.values`."""
        self.suggested: dict[Any, list[dict[str, Any]]] = {}
        """What external selects last offered: (person, place, block_id, action_id) to options."""
        self.notices: dict[str, str] = {}
        """What Slack tells a person in passing, by person's id: the last such words."""
        self.version = 0
        self._changed = asyncio.Event()
        self._last_ts = (0, 0)
        self.app = App(manifest=manifest or PERMISSIVE)
        self._add_bots()
        self.triggers = Triggers(self.clock)
        self.response_urls = ResponseUrls(self)
        self.faults = Faults()
        self.delivery = Delivery(self)
        self.sockets = Sockets(self)

    # seen by everybody

    def touch(self) -> int:
        """Say that something changed: wakes every page and Pilot that waits."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()
        return self.version

    async def changed_since(self, version: int, *, timeout: float = 25.0) -> int:
        """Return the version once it is newer than the one given, or when the timeout (seconds) ends."""
        while self.version <= version:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), timeout)
            except TimeoutError:
                break
        return self.version

    # people

    def add_person(self, person: Person) -> Person:
        self.people[person.id] = person
        return person

    def person_named(self, name: str) -> Person | None:
        """By id, handle or full name."""
        wanted = name.removeprefix("@")
        return self.people.get(wanted) or next(
            (person for person in self.people.values() if wanted in (person.name, person.handle)), None
        )

    def actors(self) -> list[Person]:
        """Those at whose keyboard one can sit."""
        return [person for person in self.people.values() if person.can_act]

    @property
    def bot(self) -> Person:
        return self.people[self.app.bot_user_id]

    def _add_bots(self) -> None:
        handle = self.app.manifest.name.lower().replace(" ", "_")
        named = {"name": self.app.manifest.name, "handle": handle, "team_id": self.id}
        self.add_person(Person(id=self.app.bot_user_id, role="bot", bot_id=self.app.bot_id, **named))
        self.add_person(
            Person(id="USLACKBOT", name="Slackbot", handle="slackbot", team_id=self.id, role="bot")
        )

    # channels

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def channel_named(self, name: str) -> Channel | None:
        """By id or name, with or without `#`."""
        wanted = name.removeprefix("#")
        named = (c for c in self.channels.values() if c.name == wanted and c.kind != "im")
        return self.channels.get(wanted) or next(named, None)

    def direct(self, people: Iterable[str]) -> Channel | None:
        """The direct message between exactly these people, when there is one."""
        wanted = set(people)
        return next((c for c in self.channels.values() if c.is_direct and set(c.members) == wanted), None)

    def open_direct(self, people: Iterable[str]) -> Channel:
        """The direct message between exactly these people, made when there is none."""
        members = list(dict.fromkeys(people))
        return self.direct(members) or self.add_channel(self._new_direct(members))

    def _new_direct(self, members: list[str]) -> Channel:
        kind = "im" if len(members) <= 2 else "mpim"
        handles = "--".join(self.people[member].handle for member in members)
        return Channel(
            id=new_id("D" if kind == "im" else "C"),
            name=f"mpdm-{handles}-1" if kind == "mpim" else "",
            kind=kind,
            created=int(self.clock.now()),
            creator=members[0],
            members=members,
        )

    def can_see(self, person: Person, channel: Channel) -> bool:
        """Members see a channel; public ones are seen by all but guests and strangers."""
        if person.id in channel.members:
            return True
        return channel.kind == "public" and person.role in ("owner", "admin", "member")

    def channels_of(self, person: Person) -> list[Channel]:
        """What this person's side bar shows, by name; direct messages too."""
        seen = [channel for channel in self.channels.values() if self.can_see(person, channel)]
        return sorted(seen, key=lambda channel: (channel.is_direct, self.title(channel, person)))

    def title(self, channel: Channel, person: Person) -> str:
        """What this person reads as the channel's name; a direct message has the others' names."""
        if not channel.is_direct:
            return channel.name
        others = [member for member in channel.members if member != person.id] or channel.members
        return ", ".join(self.people[member].name for member in others)

    # messages

    def new_ts(self) -> str:
        """Seconds and microseconds, never the same twice and never going back."""
        now = self.clock.now()
        moment = (int(now), int(now % 1 * 1_000_000))
        last = self._last_ts
        self._last_ts = max(moment, (last[0], last[1] + 1) if last[1] < 999_999 else (last[0] + 1, 0))
        return f"{self._last_ts[0]}.{self._last_ts[1]:06d}"

    def add_message(self, message: Message) -> Message:
        """Put a message (or an ephemeral) where it belongs, and show it."""
        channel = self.channels[message.channel]
        if message.only_for:
            channel.ephemerals[message.ts] = message
        else:
            channel.messages[message.ts] = message
            if message.thread_ts:
                channel.threads.setdefault(message.thread_ts, []).append(message.ts)
        self.touch()
        return message

    def remove_message(self, message: Message) -> None:
        channel = self.channels[message.channel]
        channel.ephemerals.pop(message.ts, None)
        channel.messages.pop(message.ts, None)
        if message.thread_ts in channel.threads:
            with contextlib.suppress(ValueError):
                channel.threads[message.thread_ts].remove(message.ts)
        self.touch()

    def tell(self, person: Person, channel: Channel, text: str, *, thread_ts: str | None = None) -> Message:
        """What Slack itself says to one person, as an ephemeral of Slackbot."""
        return self.add_message(
            Message(
                ts=self.new_ts(), channel=channel.id, user="USLACKBOT", text=text,
                only_for=person.id, thread_ts=thread_ts,
            )
        )  # fmt: skip  # one line of what, one of to whom

    # forms

    def forms_of(self, person_id: str) -> list[OpenView]:
        """The stack of forms before this person, the top one last."""
        return [self.views[view_id] for view_id in self.stacks.get(person_id, [])]

    def form_of(self, person_id: str) -> OpenView | None:
        """The form before this person: the top one."""
        forms = self.forms_of(person_id)
        return forms[-1] if forms else None

    def close(self, forms: Iterable[OpenView]) -> None:
        """Take these forms from before their person."""
        for form in list(forms):
            self.views.pop(form.id, None)
            with contextlib.suppress(ValueError):
                self.stacks.get(form.person, []).remove(form.id)
        self.touch()

    def find_view(self, view_id: str) -> OpenView | None:
        """A form or a Home."""
        return self.views.get(view_id) or next((h for h in self.homes.values() if h.id == view_id), None)
