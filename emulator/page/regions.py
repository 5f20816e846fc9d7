"""The parts of the page that change by themselves, each drawn from the workspace."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from markupsafe import Markup

from emulator.workspace import Channel, OpenView, Person, Workspace

from . import controls, drawing, faces, timelines, wire
from .screens import SHOWN, Screen
from .text.names import Names

Context = dict[str, Any]


class Regions:
    """Draws regions and whole pages of one workspace."""

    def __init__(self, workspace: Workspace, templates: Environment) -> None:
        self._workspace = workspace
        self._templates = templates

    def page(self, screen: Screen) -> str:
        """The whole page, with every region in it."""
        drawn = {name: Markup(html) for name, html in self.drawn(screen).items()}  # noqa: S704 - our templates
        if screen.has_inspector:
            drawn["wire"] = Markup(self.wire(screen))  # noqa: S704 - our templates
        live = screen.live_address(self._workspace.version)
        return self.template("page.html", screen, **drawn, live_address=live, page_title=self._title(screen))

    def wire(self, screen: Screen, *, find: str = "", kind: str = "") -> str:
        """What went over the wire, as far as it is looked for."""
        found = wire.entries(self._workspace, find=find, kind=kind)
        ahead, is_searched = wire.ahead(self._workspace), bool(find or kind)
        return self.template("wire.html", screen, entries=found, ahead=ahead, is_searched=is_searched)

    def _title(self, screen: Screen) -> str:
        where = self._workspace.app.manifest.name if screen.tab else ""
        if screen.channel and not screen.tab:
            where = self._workspace.title(screen.channel, screen.person)
        return f"{where} · {screen.person.name} · {self._workspace.name}"

    def drawn(self, screen: Screen) -> dict[str, str]:
        """The regions that this screen shows, by name."""
        makers: dict[str, Callable[[Screen], Context]] = {
            "side": self._side,
            "head": self._head,
            "content": self._content,
            "form": self._form,
            "notice": self._notice,
        }
        if screen.thread_ts and screen.channel:
            makers["pane"] = self._pane
        drawn = {name: self.template(f"{name}.html", screen, **make(screen)) for name, make in makers.items()}
        # The inspector is long: it is only told that there is news, and asks for what it shows.
        return drawn | ({"wire": str(self._workspace.version)} if screen.has_inspector else {})

    def template(self, template: str, screen: Screen, **context: Any) -> str:
        return self._templates.get_template(template).render(self._common(screen) | context)

    def _common(self, screen: Screen) -> Context:
        workspace, person = self._workspace, screen.person
        people = [one for one in workspace.people.values() if not one.is_bot]
        return {
            "workspace": workspace,
            "screen": screen,
            "theme": screen.theme,
            "me": person,
            "my_face": faces.of_person(person),
            "face_of": faces.of_person,
            "people": people,
            "manifest": workspace.app.manifest,
            "app_face": faces.of_person(workspace.bot),
            "names": self._names(person),
            "chosen": lambda state, kind: controls.chosen(workspace, person, state, kind),
            "is_own": lambda url: drawing.is_own(url, workspace.url),
            "zone": ZoneInfo(person.tz),
        }

    def _names(self, person: Person) -> Names:
        workspace = self._workspace
        seen = {channel.id: channel.name for channel in workspace.channels.values() if not channel.is_direct}
        return Names(
            people={one.id: one.name for one in workspace.people.values()},
            channels=seen,
            zone=ZoneInfo(person.tz),
            me=person.id,
            permalinks=f"{workspace.url}/archives/",
        )

    def _side(self, screen: Screen) -> Context:
        workspace, person = self._workspace, screen.person
        app_channel = workspace.direct([person.id, workspace.app.bot_user_id])
        mine = [channel for channel in workspace.channels_of(person) if channel is not app_channel]
        joined = [channel for channel in mine if person.id in channel.members]
        return {
            "channels": [self._entry(channel, screen) for channel in joined if not channel.is_direct],
            "directs": [self._entry(channel, screen) for channel in joined if channel.is_direct],
            "joinable": [channel for channel in mine if channel not in joined],
            "app_unread": timelines.unread(app_channel, person) if app_channel else 0,
        }

    def _entry(self, channel: Channel, screen: Screen) -> Context:
        others = [self._workspace.people[one] for one in channel.members if one != screen.person.id]
        return {
            "channel": channel,
            "title": self._workspace.title(channel, screen.person),
            "unread": timelines.unread(channel, screen.person),
            "face": faces.of_person(others[0]) if others else faces.of_person(screen.person),
            "is_here": channel is screen.channel,
        }

    def _head(self, screen: Screen) -> Context:
        channel = screen.channel
        members = [self._workspace.people[one] for one in channel.members] if channel else []
        return {
            "channel": channel,
            "title": self._workspace.title(channel, screen.person) if channel else "",
            "members": members,
        }

    def _content(self, screen: Screen) -> Context:
        if screen.channel is None:
            return {"home": self._workspace.homes.get(screen.person.id), "channel": None, "rows": []}
        channel = screen.channel
        messages = channel.timeline(screen.person.id, last=screen.last)
        has_older = len(messages) >= screen.last
        older = screen.address(last=screen.last + SHOWN * 2) if has_older else ""
        made = timelines.rows(
            self._workspace, screen.person, messages, read_before=screen.read_before, in_thread=False
        )
        return {"rows": made, "older_address": older, "channel": channel, "home": None}

    def _pane(self, screen: Screen) -> Context:
        assert screen.channel is not None  # noqa: S101 - a thread stands in a channel
        messages = screen.channel.thread(screen.thread_ts, screen.person.id)
        made = timelines.rows(self._workspace, screen.person, messages, in_thread=True)
        return {"rows": made, "channel": screen.channel}

    def _form(self, screen: Screen) -> Context:
        stack: list[OpenView] = self._workspace.forms_of(screen.person.id)
        return {"form": stack[-1] if stack else None, "depth": len(stack)}

    def _notice(self, screen: Screen) -> Context:
        return {"notice": self._workspace.notices.get(screen.person.id, "")}
