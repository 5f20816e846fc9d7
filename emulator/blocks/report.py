"""What is wrong with a payload, each with a pointer to the place, in Slack's words."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    words: str
    pointer: str
    constraint: Json

    def __str__(self) -> str:
        return f"{self.words} [json-pointer:{self.pointer}]"

    @property
    def detailed(self) -> Json:
        """As blocks.validate tells it."""
        return {
            "code": "failed_constraint",
            "message": self.words,
            "pointer": self.pointer,
            "constraint": self.constraint,
        }


@dataclass
class Report:
    problems: list[Problem] = field(default_factory=list)

    def add(self, words: str, pointer: str, kind: str = "custom", expected: Any = None) -> None:
        self.problems.append(Problem(words, pointer, {"type": kind, "expected": expected}))

    def need(self, node: Json, pointer: str, *names: str) -> bool:
        """Whether all these fields are there; tells of each that is not."""
        missing = [name for name in names if node.get(name) is None]
        for name in missing:
            self.add(f"missing required field: {name}", pointer, "required", name)
        return not missing

    def only(self, node: Json, pointer: str, allowed: frozenset[str]) -> None:
        for name in node:
            if name not in allowed:
                self.add(f"invalid additional property: {name}", pointer, "additionalProperties", False)

    def string(self, value: Any, pointer: str, most: int, *, least: int = 1) -> None:
        if value is None:
            return
        if not isinstance(value, str):
            self.add("must provide a string", pointer, "type", "string")
        elif len(value) > most:
            self.add(f"must be less than {most + 1} characters", pointer, "maxLength", most)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", pointer, "minLength", least)

    def items(self, value: Any, pointer: str, most: int, *, least: int = 1) -> bool:
        """Whether it is a list; tells when it is too long or too short."""
        if not isinstance(value, list):
            self.add("must be an array", pointer, "type", "array")
            return False
        if len(value) > most:
            self.add(f"no more than {most} items allowed", pointer, "maxItems", most)
        if len(value) < least:
            self.add(f"no less than {least} items allowed", pointer, "minItems", least)
        return True

    def one_of(self, value: Any, pointer: str, allowed: tuple[Any, ...]) -> None:
        if value is not None and value not in allowed:
            self.add(f"must be one of: {', '.join(map(str, allowed))}", pointer, "enum", list(allowed))

    def number(self, value: Any, pointer: str, least: int, most: int) -> None:
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            self.add("must be an integer", pointer, "type", "integer")
        elif not least <= value <= most:
            self.add(f"must be between {least} and {most}", pointer, "range", [least, most])

    def text(
        self, value: Any, pointer: str, most: int, *, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")
    ) -> None:
        """A text object of these kinds."""
        if value is None:
            return
        if not isinstance(value, dict):
            self.add("must provide an object", pointer, "type", "object")
        elif value.get("type") not in kinds:
            words = f"unsupported type: {value.get('type')}"
            self.add(words, f"{pointer}/type", "enum", list(kinds))
        elif self.need(value, pointer, "text"):
            extra = "emoji" if value["type"] == "plain_text" else "verbatim"
            self.only(value, pointer, frozenset({"type", "text", extra}))
            self.string(value["text"], f"{pointer}/text", most)

    def plain(self, value: Any, pointer: str, most: int) -> None:
        self.text(value, pointer, most, kinds=("plain_text",))
