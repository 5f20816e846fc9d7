"""Where a person is in the page: read from the address, written back into it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request

from emulator.workspace import Channel, Person, Workspace

SHOWN = 100
MOST = 5000
TABS = ("home", "messages", "about")


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One person before one conversation or before the app's page."""

    person: Person
    channel: Channel | None = None
    tab: str = ""
    """Of the app's page: `home`, `messages`, `about`; empty in an ordinary conversation."""
    thread_ts: str = ""
    last: int = SHOWN
    """How many messages are shown."""
    read_before: str = ""
    """What this person had read when the page was opened: newer messages stand under *New*."""
    has_inspector: bool = False
    theme: str = ""
    """`light` or `dark` where somebody chose; otherwise as the browser is."""

    @property
    def path(self) -> str:
        where = f"app/{self.tab}" if self.tab else self.channel.id if self.channel else ""
        return f"/as/{self.person.id}/{where}"

    def address(self, **changes: object) -> str:
        """This screen's address, or that of one that differs in something."""
        screen = replace(self, **changes) if changes else self  # type: ignore[arg-type]  # named by callers
        asked = {"thread": screen.thread_ts, "last": screen.last if screen.last != SHOWN else ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{screen.path}?{query}" if query else screen.path

    def live_address(self, version: int) -> str:
        """Where this screen hears of changes."""
        asked = {
            "channel": self.channel.id if self.channel else "",
            "tab": self.tab,
            "thread": self.thread_ts,
            "last": self.last,
            "read": self.read_before,
            "since": version,
        }
        return f"/as/{self.person.id}/live?{urlencode(asked)}"


def read(workspace: Workspace, request: Request, person: Person, *, channel_id: str, tab: str = "") -> Screen:
    """The screen that an address asks for; raises KeyError for a channel that this person cannot see."""
    asked = request.query_params
    channel = _channel(workspace, person, channel_id, tab)
    return Screen(
        person=person,
        channel=channel,
        tab=tab,
        thread_ts=asked.get("thread", ""),
        last=min(_number(asked.get("last"), SHOWN), MOST),
        read_before=asked.get("read") or (channel.read.get(person.id, "") if channel else ""),
        has_inspector=request.cookies.get("inspector") == "open",
        theme=theme if (theme := request.cookies.get("theme", "")) in ("light", "dark") else "",
    )


def _channel(workspace: Workspace, person: Person, channel_id: str, tab: str) -> Channel | None:
    if tab:
        return workspace.open_direct([person.id, workspace.app.bot_user_id]) if tab == "messages" else None
    channel = workspace.channels[channel_id]
    if not workspace.can_see(person, channel):
        raise KeyError(channel_id)
    return channel


def to_message(workspace: Workspace, person: Person, channel: Channel, ts: str) -> str:
    """The address at which a message is seen, with enough of those after it, and its thread."""
    root = channel.messages[ts].thread_ts if ts in channel.messages else None
    later = sum(1 for message in channel.messages if message >= (root or ts))
    query = f"?last={max(SHOWN, later + 20)}" + (f"&thread={root}" if root else "")
    return f"/as/{person.id}/{channel.id}{query}#{'t' if root else 'm'}-{ts}"


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def first_place(workspace: Workspace, person: Person) -> str:
    """Where somebody who just arrived is: the first channel that they are in."""
    joined = [channel for channel in workspace.channels_of(person) if person.id in channel.members]
    general = [channel for channel in joined if channel.name == "general"]
    first = (general or joined or workspace.channels_of(person))[:1]
    return f"/as/{person.id}/{first[0].id}" if first else f"/as/{person.id}/app/about"
