"""Setting the stage: faults, time, waiting until all is delivered, where HTTP mode sends."""

from __future__ import annotations

import asyncio
from typing import Any

from emulator import events, http_requests
from emulator.control.asking import Asked, Deed
from emulator.faults import SOCKETS, Fault
from emulator.gestures import Refused
from emulator.manifest import at_url

Json = dict[str, Any]
SETTABLE = ("owner", "admin", "member", "guest", "deactivated")


async def fault(asked: Asked) -> None:
    """What the next matching calls or envelopes suffer, or what strikes the open sockets now."""
    named = {key: value for key, value in asked.said.items() if key in ("kind", "match", "times", "seconds")}
    wanted = Fault(**named)
    if wanted.kind in SOCKETS - {"too_many_websockets"}:
        await asked.workspace.sockets.strike(wanted.kind)
        return
    try:
        asked.workspace.faults.add(wanted)
    except ValueError as error:
        raise Refused(str(error)) from None


async def no_faults(asked: Asked) -> None:
    asked.workspace.faults.clear()


async def time(asked: Asked) -> Json:
    """Move the workspace's time on."""
    asked.workspace.clock.move_on(float(asked.said["seconds"]))
    asked.workspace.touch()
    return {"now": asked.workspace.clock.now()}


async def retries(asked: Asked) -> None:
    """Compress the waits before events are sent again: 0.001 makes five minutes 0.3 seconds."""
    asked.workspace.delivery.retry_factor = float(asked.said["factor"])


async def settled(asked: Asked) -> Json:
    """Wait until every envelope was acked, or given up after its last try.

    `if_connected`: not while no socket of the app is open, for then nothing can come of it.
    """
    workspace, end = asked.workspace, _end(asked)
    while workspace.delivery.under_way and (left := end - _now()) > 0:
        if asked.said.get("if_connected") and not _is_reachable(asked):
            break
        await workspace.changed_since(workspace.version, timeout=left)
    return {"under_way": workspace.delivery.under_way}


async def connected(asked: Asked) -> Json:
    """Wait until the app has that many sockets open."""
    workspace, wanted = asked.workspace, int(asked.said.get("sockets", 1))
    end = _end(asked)
    while len(workspace.sockets.open) < wanted and (left := end - _now()) > 0:
        await workspace.changed_since(workspace.version, timeout=left)
    return {"sockets": len(workspace.sockets.open)}


def _is_reachable(asked: Asked) -> bool:
    return bool(asked.workspace.sockets.open) or not asked.workspace.app.manifest.uses_socket_mode


def _now() -> float:
    return asyncio.get_running_loop().time()


def _end(asked: Asked) -> float:
    return _now() + float(asked.said.get("timeout", 10))


async def request_url(asked: Asked) -> Json:
    """HTTP mode from now on: everything is sent to this address, which must pass Slack's challenge."""
    url = asked.text("url")
    asked.workspace.app.manifest = at_url(asked.workspace.app.manifest, url)
    return {"is_verified": await http_requests.verify(asked.workspace, url)}


async def role(asked: Asked) -> None:
    """Give somebody another role; whoever is deactivated loses the forms before them."""
    wanted = asked.text("role")
    if wanted not in SETTABLE or asked.person.role not in SETTABLE:
        raise Refused(f"A person of the workspace can become: {', '.join(SETTABLE)}.")
    asked.person.role = wanted
    if wanted == "deactivated":
        asked.workspace.close(asked.workspace.forms_of(asked.person.id))
    events.person_changed(asked.workspace, asked.person)
    asked.workspace.touch()


async def uninstall(asked: Asked) -> None:
    """Take the app out of the workspace: it is told, and its tokens are good for nothing."""
    events.uninstalled(asked.workspace)


STAGING: dict[str, Deed] = {
    "fault": fault, "no_faults": no_faults, "time": time, "retries": retries, "settled": settled,
    "connected": connected, "request_url": request_url, "role": role, "uninstall": uninstall,
}  # fmt: skip  # a table
