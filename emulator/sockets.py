"""Socket Mode: tickets, the hello, envelopes out, acks in, and Slack's ways of saying goodbye."""

import json
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from emulator.ids import new_secret

if TYPE_CHECKING:
    from emulator.workspace import Workspace

MOST = 10
TICKET_SECONDS = 30.0
LEAVING_SECONDS = 0.5


class Socket:
    """One connection of the app."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self.is_leaving = False
        """Asked to leave: it gets nothing new."""

    async def send(self, envelope: dict[str, Any]) -> None:
        await self._websocket.send_text(json.dumps(envelope))

    async def goodbye(self, reason: str) -> None:
        self.is_leaving = reason != "warning"
        await self.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "emulator"}})

    async def drop(self) -> None:
        self.is_leaving = True
        await self._websocket.close(1011)


class Sockets:
    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._tickets: dict[str, float] = {}
        self.open: list[Socket] = []

    def new_address(self, base: str) -> str:
        """What apps.connections.open answers; good for one connection, soon."""
        ticket = new_secret(36)
        self._tickets[ticket] = self._workspace.clock.now() + TICKET_SECONDS
        address = base.replace("http", "ws", 1)
        return f"{address}/link/?ticket={ticket}&app_id={self._workspace.app.id}"

    async def serve(self, websocket: WebSocket) -> None:
        """The life of one connection."""
        expires = self._tickets.pop(websocket.query_params.get("ticket", ""), 0.0)
        if self._workspace.clock.now() > expires:
            await websocket.close(1008)
            return
        await websocket.accept()
        socket = Socket(websocket)
        if len(self.open) >= MOST or self._workspace.faults.take(frozenset({"too_many_websockets"}), ["*"]):
            await socket.goodbye("too_many_websockets")
            await websocket.close()
            return
        await self._listen(socket, websocket)

    async def _listen(self, socket: Socket, websocket: WebSocket) -> None:
        self._arrived(socket)
        try:
            await socket.send(self._hello())
            while True:
                self._heard(await websocket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass  # the app went away, or a fault closed the socket under us
        finally:
            self._left(socket)

    def _hello(self) -> dict[str, Any]:
        info = {"host": "emulator", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello", "num_connections": len(self.open), "debug_info": info,
            "connection_info": {"app_id": self._workspace.app.id},
        }  # fmt: skip  # pairs

    def _heard(self, text: str) -> None:
        try:
            said = json.loads(text)
            self._workspace.delivery.acknowledge(said["envelope_id"], said.get("payload"))
        except (ValueError, KeyError, TypeError):
            self._workspace.log.add("socket", "not an ack", text[:200])

    def _arrived(self, socket: Socket) -> None:
        self.open.append(socket)
        self._workspace.delivery.connections.append(socket)
        self._workspace.log.add("socket", "connected", {"connections": len(self.open)})
        self._workspace.touch()

    def _left(self, socket: Socket) -> None:
        self.open.remove(socket)
        self._workspace.delivery.connections.remove(socket)
        self._workspace.log.add("socket", "disconnected", {"connections": len(self.open)})
        self._workspace.touch()

    async def strike(self, kind: str) -> None:
        """A fault on every open socket: Slack's goodbyes, or no goodbye at all."""
        for socket in list(self.open):
            if kind == "close_socket":
                await socket.drop()
                continue
            await socket.goodbye(kind)
            if socket.is_leaving:
                self._workspace.delivery.in_background(self._close_later(socket))

    async def _close_later(self, socket: Socket) -> None:
        """Whoever was asked to leave has a while for its last acks."""
        await self._workspace.clock.sleep(LEAVING_SECONDS)
        if socket in self.open:
            await socket.drop()
