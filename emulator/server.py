"""The web server: all routes of the workspace, and the Emulator that runs it in a thread."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol

from emulator import control, file_routes
from emulator.faulty import TRANSPORT
from emulator.manifest import Manifest, parse, read
from emulator.manifest.checking import require_valid
from emulator.page.routes import routes as page_routes
from emulator.seed import Seed
from emulator.seed import workspace as seeded
from emulator.web_api.dispatcher import handle, respond
from emulator.workspace import Workspace

HOST = "127.0.0.1"
PING_SECONDS = 5.0
START_SECONDS = 10.0
OWN_NAMES = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
"""Another site that resolves its name to this machine gets nothing."""


def create_app(workspace: Workspace) -> Starlette:
    """The whole workspace as one web application."""
    app = Starlette(
        routes=[*_slack_routes(), *control.routes(), *page_routes(workspace)], middleware=[OWN_NAMES]
    )
    app.state.workspace = workspace
    return app


def _slack_routes() -> list[BaseRoute]:
    answers = "/{family}/{team}/{number}/{secret}"
    return [
        Route("/api/{method}", handle, methods=["GET", "POST"]),
        WebSocketRoute("/link/", _link),
        Route("/upload/v1/{ticket}", file_routes.upload, methods=["POST"]),
        Route("/files-pri/{team}-{file_id}/download/{name:path}", file_routes.download),
        Route("/files-pri/{team}-{file_id}/{name:path}", file_routes.download),
        *(
            Route(answers.replace("{family}", f), respond, methods=["POST"])
            for f in ("commands", "actions", "app")
        ),
    ]


async def _link(websocket: WebSocket) -> None:
    await websocket.app.state.workspace.sockets.serve(websocket)


class _Protocol(H11Protocol):
    """Puts the connection where a fault can reach and break it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


def configure(workspace: Workspace) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(workspace),
        http=_Protocol,
        ws="websockets-sansio",
        ws_ping_interval=PING_SECONDS,
        lifespan="off",
        timeout_graceful_shutdown=1,
        log_level="warning",
        access_log=False,
    )


class Emulator:
    """A workspace served in a thread: `with Emulator() as emulator: emulator.url`.

    A manifest that is read from a file is checked as Slack would (InvalidManifest); one that is given
    as a dict is taken as it is, so that a test may declare no more than it needs.
    """

    def __init__(
        self,
        *,
        seed: Seed | str | Path | None = None,
        manifest: Manifest | dict[str, Any] | str | Path | None = None,
        with_optional_scopes: bool = True,
        port: int = 0,
    ) -> None:
        declared = _declared(manifest, with_optional=with_optional_scopes)
        self.workspace = seeded(seed, manifest=declared)
        self._socket = listen(port)
        self.workspace.url = f"http://{HOST}:{self._socket.getsockname()[1]}"
        self._server = Server(configure(self.workspace))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    @property
    def url(self) -> str:
        return self.workspace.url

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """Where the workspace lives: whoever is in another thread calls into it here."""
        return self._server.loop

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def variables(self) -> dict[str, str]:
        """What the app needs in its environment, in any language."""
        return variables(self.workspace)

    @property
    def bot_token(self) -> str:
        return self.workspace.app.bot_token

    @property
    def app_token(self) -> str:
        return self.workspace.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.workspace.app.signing_secret

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._server.ready.wait(START_SECONDS):
            raise RuntimeError(f"The emulator did not start within {START_SECONDS} seconds.")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()


def variables(workspace: Workspace) -> dict[str, str]:
    """The environment of an app in this workspace; the address of the API ends in a slash."""
    app = workspace.app
    return {
        "SLACK_API_URL": f"{workspace.url}/api/",
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_SIGNING_SECRET": app.signing_secret,
    }


def _declared(
    manifest: Manifest | dict[str, Any] | str | Path | None, *, with_optional: bool
) -> Manifest | None:
    if isinstance(manifest, str | Path):
        manifest = require_valid(read(manifest))
    return parse(manifest, with_optional=with_optional) if isinstance(manifest, dict) else manifest


class Server(uvicorn.Server):
    """Says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.loop: asyncio.AbstractEventLoop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.loop = asyncio.get_running_loop()
        self.ready.set()


def listen(port: int) -> socket.socket:
    """A listening socket on this machine only; port 0 takes a free one."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((HOST, port))
    return made
