"""A workspace of its own for each test, a real Bolt app in it, and the Pilot."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

Connect = Callable[[App], SocketModeHandler]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Colla"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Colla"},
        "slash_commands": [{"command": "/groups", "description": "Groups", "usage_hint": "create [name]"}],
        "shortcuts": [
            {"name": "Create group", "type": "global", "callback_id": "create_group", "description": "…"},
            {"name": "Import", "type": "message", "callback_id": "import_file", "description": "…"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "files:read",
                "files:write",
                "users:read",
                "im:history",
                "channels:history",
                "groups:history",
                "mpim:history",
            ],
            "bot_optional": ["channels:history", "groups:history", "mpim:history"],
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "message.im",
                "message.channels",
                "message.groups",
                "file_shared",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as served:
        yield served


@pytest.fixture
def strict() -> Iterator[Emulator]:
    """A workspace in which the app may do only what its manifest says."""
    with Emulator(manifest=MANIFEST) as served:
        yield served


@pytest.fixture
def pilot(emulator: Emulator) -> Iterator[Pilot]:
    with Pilot(emulator.url) as flown:
        yield flown


@pytest.fixture
def nuria(pilot: Pilot) -> PilotPerson:
    """An admin, in #general where the bot is too."""
    person = pilot.act_as("Núria Puig")
    person.goes_to("general")
    return person


@pytest.fixture
def client(emulator: Emulator) -> WebClient:
    return WebClient(token=emulator.bot_token, base_url=emulator.api_url)


@pytest.fixture
def app(client: WebClient) -> App:
    """A Bolt app without listeners."""
    return App(client=client)


@pytest.fixture
def connect(emulator: Emulator, pilot: Pilot) -> Iterator[Connect]:
    """Connect an app over Socket Mode, and wait until the workspace knows."""
    handlers: list[SocketModeHandler] = []

    def connected(app: App) -> SocketModeHandler:
        for event in ("message", "file_shared", "app_home_opened"):
            app.event(event)(lambda: None)  # so that what nobody listens to is acked, and not sent again
        handler = SocketModeHandler(app, emulator.app_token)
        handlers.append(handler)
        handler.connect()  # type: ignore[no-untyped-call]  # slack_bolt and slack_sdk have none here
        pilot.waits_until_connected(len(handlers))
        return handler

    yield connected
    hang_up(pilot, *(handler.client for handler in handlers))


def hang_up(pilot: Pilot, *clients: Any) -> None:
    """End Socket Mode clients at once: slack_sdk's close() waits 3 seconds for a socket that is open."""
    for client in clients:
        client.auto_reconnect_enabled = False
    pilot.fault("close_socket")
    for client in clients:
        try:
            client.close()
        except AttributeError:  # its reading thread saw the socket go at the same moment
            client.close()


@pytest.fixture
def channels(emulator: Emulator) -> dict[str, str]:
    """Channel names to ids."""
    return {channel.name: channel.id for channel in emulator.workspace.channels.values()}


@pytest.fixture
def people(emulator: Emulator) -> dict[str, str]:
    """Handles to ids."""
    return {person.handle: person.id for person in emulator.workspace.people.values()}
