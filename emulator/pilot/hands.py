"""A person's hands: pressing, filling in, choosing, ticking, attaching, submitting."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

from emulator.pilot import finding

Json = dict[str, Any]
Found = TypeVar("Found")
SUGGESTED = ("external_select", "users_select", "conversations_select", "channels_select")


class Hands(ABC):
    """What can be done with what is on the screen; a person adds who and where."""

    name: str

    @abstractmethod
    def _post(self, path: str, **said: Any) -> Json:
        """Send a gesture of this person's."""

    @abstractmethod
    def _wait(
        self, look: Callable[[Json], Found | None], otherwise: str, within: float | None = None
    ) -> Found:
        """Look at the screen until there is something to see."""

    def presses(self, label: str, *, in_: str | None = None, confirm: bool = True) -> None:
        """A button, or an entry of a … menu; `in_` is what can be read beside it, or in its message.

        Of several messages the newest counts; several in one form or Home must be told apart by
        `in_`. A confirm dialog is accepted, or refused with `confirm=False`.
        """
        found = self._wait(
            lambda screen: finding.pressables(screen, label, in_) or None,
            f"sees nothing to press that reads {label!r}" + (f" in {in_!r}" if in_ else ""),
        )
        surface, control, option = found[0]
        if in_ is None and sum("view" in one[0]["place"] for one in found) > 1:
            raise AssertionError(f"{self.name} sees {len(found)} times {label!r}: say which one with in_=…")
        if control["confirm"] and not confirm:
            return
        self._post("press", **_element(surface, control), value=option["value"] if option else None)

    def fills(self, fields: dict[str, Any] | None = None, /, **named: Any) -> None:
        """Fields by label: `fills(Name="X")` or `fills({"First name": "X"})`."""
        spoken = {label.replace("_", " "): value for label, value in named.items()}
        for label, value in {**(fields or {}), **spoken}.items():
            surface, control = self._field(label)
            self._post("fill", **_element(surface, control), value=value)

    def chooses(self, label: str, *options: str) -> None:
        """Options by what they read, in a select of any kind, radio buttons or checkboxes."""
        surface, control = self._field(label)
        values = [self._option(surface, control, option) for option in options]
        many = control["type"].startswith("multi_") or control["type"] == "checkboxes"
        self._post("fill", **_element(surface, control), value=values if many else values[0])

    def offered(self, label: str, typed: str = "") -> list[str]:
        """What a select offers for what is typed in it."""
        surface, control = self._field(label)
        return [option["text"]["text"] for option in self._suggested(surface, control, typed)]

    def ticks(self, option: str) -> None:
        """A radio button or checkbox by what it reads."""
        self._tick(option, is_ticked=True)

    def unticks(self, option: str) -> None:
        self._tick(option, is_ticked=False)

    def attaches(self, label: str, name: str, content: bytes) -> None:
        """A file into a form's file field."""
        surface, control = self._field(label)
        packed = base64.b64encode(content).decode()
        self._post("attach", **_element(surface, control), name=name, content=packed)

    def detaches(self, label: str, name: str) -> None:
        """A file out of a form's file field."""
        surface, control = self._field(label)
        held = next((file for file in control["value"] or [] if file["name"] == name), None)
        if held is None:
            raise AssertionError(f"{control['label']!r} has no file {name!r}, but {control['reads']!r}.")
        self._post("detach", **_element(surface, control), file=held["id"])

    def submits(self) -> None:
        """The form's submit button. Returns when the app acked or its time was over."""
        self._post("submit", view=self._form()["id"])

    def closes_form(self, *, whole_stack: bool = False) -> None:
        """Cancel; `whole_stack` is the cross that closes all forms."""
        self._post("close", view=self._form()["id"], whole_stack=whole_stack)

    def _form(self) -> Json:
        return self._wait(lambda screen: screen["form"], "has no form open")

    def _field(self, label: str) -> tuple[Json, Json]:
        found = self._wait(lambda screen: finding.fields(screen, label) or None, f"sees no field {label!r}")
        return found[0]

    def _option(self, surface: Json, control: Json, wanted: str) -> str:
        """The value of the option that reads so: exactly, or else the only one that begins so."""
        listed = control["options"]
        if control["type"].removeprefix("multi_") in SUGGESTED:
            suggested = self._suggested(surface, control, wanted)
            listed = [{"text": option["text"]["text"], "value": option["value"]} for option in suggested]
        folded = finding.smooth(wanted).casefold()
        exact = [option for option in listed if finding.smooth(option["text"]).casefold() == folded]
        starting = [o for o in listed if finding.smooth(o["text"]).casefold().startswith(folded)]
        found = exact or starting
        if not found or (len(found) > 1 and not exact):
            names = ", ".join(repr(option["text"]) for option in listed) or "nothing"
            raise AssertionError(f"{control['label']!r} does not offer {wanted!r}, but {names}.")
        return str(found[0]["value"])

    def _suggested(self, surface: Json, control: Json, typed: str) -> list[Json]:
        groups = self._post("suggest", **_element(surface, control), typed=typed)["groups"]
        return [option for group in groups for option in group["options"]]

    def _tick(self, option: str, *, is_ticked: bool) -> None:
        found = self._wait(
            lambda screen: finding.ticked(screen, option) or None,
            f"sees nothing to tick that reads {option!r}",
        )
        surface, control, choice = found[0]
        if control["type"] == "radio_buttons":
            value: Any = choice["value"] if is_ticked else None
        else:
            others = [one["value"] for one in control["value"] or [] if one["value"] != choice["value"]]
            value = [*others, choice["value"]] if is_ticked else others
        self._post("fill", **_element(surface, control), value=value)


def _element(surface: Json, control: Json) -> Json:
    named = {"block_id": control["block_id"], "action_id": control["action_id"]}
    return {"place": surface["place"], **named}
