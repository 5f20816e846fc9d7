"""The gestures, as the control API names them."""

from __future__ import annotations

import base64
from typing import Any

from emulator import gestures
from emulator.control.asking import Asked, Deed, somebody
from emulator.gestures import Refused

Json = dict[str, Any]


async def go(asked: Asked) -> Json:
    channel = asked.channel
    return {"channel": channel.id, "title": asked.workspace.title(channel, asked.person)}


async def say(asked: Asked) -> Json:
    message = await gestures.say(
        asked.workspace, asked.person, asked.channel, asked.text("text"),
        thread_ts=asked.thread, broadcast=bool(asked.said.get("broadcast")),
    )  # fmt: skip  # who, what; how
    return {"ts": message.ts}


async def command(asked: Asked) -> None:
    await gestures.run_command(
        asked.workspace, asked.person, asked.channel, asked.text("text"), thread_ts=asked.thread
    )


async def upload(asked: Asked) -> Json:
    files = [(file["name"], base64.b64decode(file["content"])) for file in asked.said["files"]]
    message = await gestures.upload(
        asked.workspace, asked.person, asked.channel, files, text=asked.text("text"), thread_ts=asked.thread
    )
    return {"ts": message.ts, "files": message.files}


async def press(asked: Asked) -> None:
    await gestures.press(*asked.element, asked.said.get("value"))


async def fill(asked: Asked) -> None:
    await gestures.fill(*asked.element, asked.said.get("value"), entered=asked.said.get("entered", True))


async def suggest(asked: Asked) -> Json:
    groups = await gestures.suggest(*asked.element, asked.text("typed"))
    return {"groups": [{"label": label, "options": options} for label, options in groups]}


async def attach(asked: Asked) -> Json:
    content = base64.b64decode(asked.said["content"])
    return {"file": (await gestures.attach(*asked.element, asked.text("name"), content)).id}


async def detach(asked: Asked) -> None:
    await gestures.detach(*asked.element, asked.text("file"))


async def submit(asked: Asked) -> None:
    await gestures.submit(asked.workspace, asked.person, asked.text("view"))


async def close(asked: Asked) -> None:
    whole = bool(asked.said.get("whole_stack"))
    await gestures.close_form(asked.workspace, asked.person, asked.text("view"), whole_stack=whole)


async def open_home(asked: Asked) -> None:
    await gestures.open_home(asked.workspace, asked.person, tab=asked.text("tab") or "home")


async def shortcut(asked: Asked) -> None:
    await gestures.run_shortcut(asked.workspace, asked.person, _callback(asked, "global"))


async def message_shortcut(asked: Asked) -> None:
    callback = _callback(asked, "message")
    await gestures.run_message_shortcut(asked.workspace, asked.person, asked.message, callback)


def _callback(asked: Asked, kind: str) -> str:
    """A shortcut by its name or its callback_id."""
    wanted = asked.text("name")
    for declared in asked.workspace.app.manifest.shortcuts:
        if declared.kind == kind and wanted in (declared.name, declared.callback_id):
            return declared.callback_id
    if asked.workspace.app.manifest.is_permissive:
        return wanted
    raise Refused(f"The app has no {kind} shortcut called {wanted!r}.")


async def join(asked: Asked) -> None:
    channel = asked.workspace.channel_named(asked.text("channel"))
    if channel is None:
        raise Refused(f"There is no channel {asked.text('channel')!r}.")
    await gestures.join(asked.workspace, asked.person, channel)


async def leave(asked: Asked) -> None:
    await gestures.leave(asked.workspace, asked.person, asked.channel)


async def invite(asked: Asked) -> None:
    invited = somebody(asked.workspace, asked.text("invited"))
    await gestures.invite(asked.workspace, asked.person, asked.channel, invited)


async def open_direct(asked: Asked) -> Json:
    others = [somebody(asked.workspace, name) for name in asked.said["others"]]
    return {"channel": (await gestures.open_direct(asked.workspace, asked.person, others)).id}


async def react(asked: Asked) -> None:
    await gestures.react(asked.workspace, asked.person, asked.message, asked.text("name"))


async def edit(asked: Asked) -> None:
    await gestures.edit(asked.workspace, asked.person, asked.message, asked.text("text"))


async def delete_message(asked: Asked) -> None:
    await gestures.delete_message(asked.workspace, asked.person, asked.message)


async def delete_file(asked: Asked) -> None:
    file = asked.workspace.files.get(asked.text("file"))
    if file is None:
        raise Refused("That file is gone.")
    await gestures.delete_file(asked.workspace, asked.person, file)


GESTURES: dict[str, Deed] = {
    "go": go, "say": say, "command": command, "upload": upload, "press": press, "fill": fill,
    "suggest": suggest, "attach": attach, "detach": detach, "submit": submit, "close": close,
    "open_home": open_home, "shortcut": shortcut, "message_shortcut": message_shortcut, "join": join,
    "leave": leave, "invite": invite, "open_direct": open_direct, "react": react, "edit": edit,
    "delete_message": delete_message, "delete_file": delete_file,
}  # fmt: skip  # a table
