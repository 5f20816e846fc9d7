"""A person at the keyboard: going places, writing, reading, files."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any, TypeVar

from emulator.pilot import finding
from emulator.pilot.form import Form
from emulator.pilot.hands import Hands
from emulator.pilot.wire import Wire

Json = dict[str, Any]
Found = TypeVar("Found")


class PilotPerson(Hands):
    """What somebody sees and does; made by `Pilot.act_as`."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self.name = name
        self._channel = ""
        self._thread: str | None = None
        self._is_at_home = False

    # going

    def goes_to(self, place: str) -> None:
        """A channel by name, or the direct message with the app or a person by theirs."""
        self._channel = self._post("go", channel=place)["channel"]
        self._thread, self._is_at_home = None, False

    def meets(self, *others: str) -> None:
        """The direct message with several others, made when there is none."""
        self._channel = self._post("open_direct", others=others)["channel"]
        self._thread, self._is_at_home = None, False

    def opens_home(self) -> None:
        """The app's Home; the app is told."""
        self._post("open_home")
        self._is_at_home, self._thread = True, None

    def opens_thread(self, text: str) -> None:
        """The thread of the newest message that reads so."""
        self._thread = self._thread_of(text)

    def leaves_thread(self) -> None:
        """Back to the channel."""
        self._thread = None

    def joins(self, channel: str) -> None:
        """A public channel."""
        self._post("join", channel=channel)

    def leaves(self, channel: str) -> None:
        self._post("leave", channel=channel)

    def invites(self, name: str, *, to: str) -> None:
        """Somebody, or the app by its name, into a channel that one is in."""
        self._post("invite", channel=to, invited=name)

    # writing

    def types(self, line: str) -> None:
        """A slash command, where one is. Returns when the app acked or its time was over."""
        self._post("command", channel=self._here(), text=line, thread=self._thread)

    def says(self, text: str, *, thread: str | None = None) -> None:
        """A message; in the thread of the message that reads so, else where one is."""
        self._post("say", channel=self._here(), text=text, thread=self._thread_of(thread))

    def reacts(self, emoji: str, *, on: str) -> None:
        """An emoji (without colons) on the newest message that reads so; the same again takes it away."""
        message = self._message(on)
        self._post("react", channel=self._here(), ts=message["ts"], name=emoji)

    def edits(self, old: str, new: str) -> None:
        """One's own newest message that reads so."""
        self._post("edit", channel=self._here(), ts=self._message(old)["ts"], text=new)

    def deletes(self, text: str) -> None:
        """One's own newest message that reads so; an admin deletes anybody's."""
        self._post("delete_message", channel=self._here(), ts=self._message(text)["ts"])

    # reading

    def screen(self, *, after: int | None = None, timeout: float | None = None) -> Json:
        """What stands before this person, as the control API tells it."""
        return self._wire.get(
            "screen", person=self.name, channel=self._channel, thread=self._thread,
            home="1" if self._is_at_home else None, after=after, timeout=timeout,
        )  # fmt: skip  # who and where; since when

    def sees(self, text: str, *, within: float | None = None) -> str:
        """Wait until this can be read on the screen; the whole message or form that says it."""
        return self._wait(lambda screen: finding.seen(screen, text), f"does not see {text!r}", within)

    def does_not_see(self, text: str) -> None:
        """Once all is delivered, this is not on the screen."""
        self._wire.post("settled", timeout=self._wire.patience, if_connected=True)
        screen = self.screen()
        if finding.seen(screen, text) is not None:
            raise AssertionError(f"{self.name} sees {text!r}:\n{finding.printed(screen)}")

    def stops_seeing(self, text: str) -> None:
        """Wait until this is gone from the screen."""
        self._wait(lambda screen: finding.seen(screen, text) is None or None, f"still sees {text!r}")

    def messages(self) -> list[str]:
        """What can be read in the open thread or else the channel, oldest first, a message an entry."""
        screen = self.screen()
        return [finding.message_text(message) for message in screen["thread"] or screen["channel"]]

    @property
    def form(self) -> Form | None:
        """The form before this person now, or None."""
        shown = self.screen()["form"]
        return Form.read(shown) if shown else None

    # shortcuts

    def runs_shortcut(self, name: str) -> None:
        """A global shortcut by its name or callback_id."""
        self._post("shortcut", name=name)

    def runs_message_shortcut(self, name: str, *, on: str) -> None:
        """A shortcut from the menu of the newest message that reads so."""
        self._post("message_shortcut", channel=self._here(), ts=self._message(on)["ts"], name=name)

    # files

    def uploads(self, name: str, content: bytes, *, text: str = "", thread: str | None = None) -> None:
        """A file; into the thread of the message that reads so, else where one is."""
        self.uploads_all({name: content}, text=text, thread=thread)

    def uploads_all(self, files: dict[str, bytes], *, text: str = "", thread: str | None = None) -> None:
        """Several files in one message."""
        packed = [{"name": n, "content": base64.b64encode(c).decode()} for n, c in files.items()]
        root = self._thread_of(thread)
        self._post("upload", channel=self._here(), files=packed, text=text, thread=root)

    def files(self) -> list[str]:
        """The names of the files on the screen, newest first."""
        return [file["name"] for message in finding.messages(self.screen()) for file in message["files"]]

    def downloads(self, name: str) -> bytes:
        """The newest file of that name on the screen."""
        file = self._wait(lambda screen: _file(screen, name), f"sees no file {name!r}")
        return self._wire.bytes(f"files/{file['id']}", person=self.name)

    def deletes_file(self, name: str) -> None:
        """One's own newest file of that name; an admin deletes anybody's."""
        file = self._wait(lambda screen: _file(screen, name), f"sees no file {name!r}")
        self._post("delete_file", file=file["id"])

    # what the hands need

    def _post(self, path: str, **said: Any) -> Json:
        return self._wire.post(path, person=self.name, **said)

    def _here(self) -> str:
        if not self._channel:
            raise AssertionError(f"{self.name} is in no channel: say goes_to(…) first.")
        return self._channel

    def _message(self, text: str) -> Json:
        """The newest message that reads so; waits for it."""
        wanted = finding.smooth(text)

        def newest(screen: Json) -> Json | None:
            found = finding.messages(screen)
            return next((m for m in found if wanted in finding.smooth(finding.message_text(m))), None)

        return self._wait(newest, f"sees no message {text!r}")

    def _thread_of(self, text: str | None) -> str | None:
        if text is None:
            return self._thread
        message = self._message(text)
        return str(message["thread_ts"] or message["ts"])

    def _wait(
        self, look: Callable[[Json], Found | None], otherwise: str, within: float | None = None
    ) -> Found:
        """Look at the screen, again whenever it changes, until there is something to see."""
        end = time.monotonic() + (self._wire.patience if within is None else within)
        screen = self.screen()
        while (found := look(screen)) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{self.name} {otherwise}:\n{finding.printed(screen)}")
            screen = self.screen(after=screen["version"], timeout=left)
        return found


def _file(screen: Json, name: str) -> Json | None:
    files = [file for message in finding.messages(screen) for file in message["files"]]
    return next((file for file in files if file["name"] == name), None)
