"""What a person does in the page: each posted form is one gesture."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from starlette.datastructures import FormData, UploadFile

from emulator import gestures
from emulator.faults import CALLS, ENVELOPES, FILES, SOCKETS, Fault
from emulator.gestures import Refused
from emulator.workspace import Channel, Message, Person, Workspace

from . import controls, screens
from .drawing import TIME_UNITS

Answer = str | asyncio.Task[None] | None
"""An address to go to, a gesture that still waits for the app, or nothing: what changed comes by
the live stream."""
Deed = Callable[[Workspace, Person, FormData], Awaitable[Answer]]
PATIENCE = 0.02
"""Seconds in which a refusal shows; an app's ack is not waited for."""


async def _begin(gesture: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Let a gesture run on while the app thinks; what the person may not do is raised at once."""
    task = asyncio.create_task(gesture)
    done, _ = await asyncio.wait({task}, timeout=PATIENCE)
    if done:
        task.result()
    return task


async def write(workspace: Workspace, person: Person, form: FormData) -> Answer:
    """The composer: words, a slash command, or files with or without words."""
    channel = workspace.channels[_said(form, "channel")]
    text = _said(form, "text").replace("\r\n", "\n").strip()
    thread_ts = _said(form, "thread") or None
    files = [(file.filename, await file.read()) for file in _files(form) if file.filename]
    if files:
        await gestures.upload(workspace, person, channel, files, text=text, thread_ts=thread_ts)
    elif text.startswith("/"):
        return await _begin(gestures.run_command(workspace, person, channel, text, thread_ts=thread_ts))
    elif text:
        broadcast = _said(form, "broadcast") == "yes"
        await gestures.say(workspace, person, channel, text, thread_ts=thread_ts, broadcast=broadcast)
    return None


async def press(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await controls.take(workspace, person, form)
    place = controls.place_of(_said(form, "place"))
    value = _said(form, "value") or None
    return await _begin(
        gestures.press(workspace, person, place, _said(form, "block"), _said(form, "action"), value)
    )


async def fill(workspace: Workspace, person: Person, form: FormData) -> Answer:
    return await _begin(controls.take(workspace, person, form, entered=_said(form, "entered")))


async def submit(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await controls.take(workspace, person, form)
    await gestures.submit(workspace, person, _said(form, "view"))
    return None


async def close(workspace: Workspace, person: Person, form: FormData) -> Answer:
    whole = _said(form, "whole") == "yes"
    return await _begin(gestures.close_form(workspace, person, _said(form, "view"), whole_stack=whole))


async def attach(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await controls.take(workspace, person, form)
    place = controls.place_of(_said(form, "place"))
    block_id, action_id = controls.field_ids(_said(form, "field"))
    for file in _files(form):
        await gestures.attach(
            workspace, person, place, block_id, action_id, file.filename or "file", await file.read()
        )
    return None


async def detach(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await controls.take(workspace, person, form)
    place = controls.place_of(_said(form, "place"))
    block_id, action_id = controls.field_ids(_said(form, "field"))
    await gestures.detach(workspace, person, place, block_id, action_id, _said(form, "file"))
    return None


async def shortcut(workspace: Workspace, person: Person, form: FormData) -> Answer:
    return await _begin(gestures.run_shortcut(workspace, person, _said(form, "callback")))


async def message_shortcut(workspace: Workspace, person: Person, form: FormData) -> Answer:
    message = _message(workspace, form)
    return await _begin(gestures.run_message_shortcut(workspace, person, message, _said(form, "callback")))


async def edit(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await gestures.edit(workspace, person, _message(workspace, form), _said(form, "text").strip())
    return None


async def delete(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await gestures.delete_message(workspace, person, _message(workspace, form))
    return None


async def react(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await gestures.react(workspace, person, _message(workspace, form), _said(form, "name"))
    return None


async def join(workspace: Workspace, person: Person, form: FormData) -> Answer:
    channel = workspace.channels[_said(form, "channel")]
    await gestures.join(workspace, person, channel)
    return f"/as/{person.id}/{channel.id}"


async def leave(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await gestures.leave(workspace, person, workspace.channels[_said(form, "channel")])
    return screens.first_place(workspace, person)


async def invite_app(workspace: Workspace, person: Person, form: FormData) -> Answer:
    await gestures.invite_app(workspace, person, _channel(workspace, form))
    return None


async def open_direct(workspace: Workspace, person: Person, form: FormData) -> Answer:
    """With one other, or with several: a group message."""
    others = [workspace.people[str(other)] for other in form.getlist("other")]
    if not others:
        raise Refused("Choose whom to write to.")
    channel = await gestures.open_direct(workspace, person, others)
    return f"/as/{person.id}/{channel.id}"


async def fault(workspace: Workspace, person: Person, form: FormData) -> Answer:
    """The inspector's switches: the next calls or envelopes go wrong."""
    kind = _said(form, "kind")
    if kind not in CALLS | ENVELOPES | FILES | SOCKETS:
        raise Refused("Choose what shall go wrong.")
    if kind in SOCKETS - {"too_many_websockets"}:
        await workspace.sockets.strike(kind)
        return None
    times, seconds = int(_number(form, "times")), _number(form, "seconds")
    match = _said(form, "match") or "*"
    workspace.faults.add(Fault(kind=kind, match=match, times=times, seconds=seconds))
    workspace.touch()
    return None


async def forget_faults(workspace: Workspace, person: Person, form: FormData) -> Answer:
    workspace.faults.clear()
    workspace.touch()
    return None


async def dismiss(workspace: Workspace, person: Person, form: FormData) -> Answer:
    """Put away what the person was told in passing."""
    workspace.notices.pop(person.id, None)
    workspace.touch()
    return None


async def move_on(workspace: Workspace, person: Person, form: FormData) -> Answer:
    """Move the workspace's time on, by any amount."""
    unit = TIME_UNITS.get(_said(form, "unit"), 1)
    workspace.clock.move_on(_number(form, "amount") * unit)
    workspace.touch()
    return None


def table() -> dict[str, Deed]:
    """Every deed by the last part of its address."""
    deeds = (
        write, press, fill, submit, close, attach, detach, shortcut, message_shortcut, edit, delete,
        react, join, leave, invite_app, open_direct, fault, forget_faults, move_on, dismiss,
    )  # fmt: skip  # a list reads better in few lines
    return {deed.__name__: deed for deed in deeds}


def _said(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _number(form: FormData, name: str) -> float:
    """A number that is not negative; 1 when nothing was typed."""
    try:
        number = float(_said(form, name) or 1)
    except ValueError:
        number = -1
    if not 0 <= number < 1e9:
        raise Refused("Type a number, zero or more.")
    return number


def _files(form: FormData) -> list[UploadFile]:
    return [file for file in form.getlist("files") if isinstance(file, UploadFile)]


def _channel(workspace: Workspace, form: FormData) -> Channel:
    return workspace.channels[_said(form, "channel")]


def _message(workspace: Workspace, form: FormData) -> Message:
    message = _channel(workspace, form).find(_said(form, "ts"))
    if message is None:
        raise Refused("That message is gone.")
    return message
