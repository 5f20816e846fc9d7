"""The languages that Colla speaks, and sentences that wait to be said in one of them."""

import gettext
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locale"
CODES = ("en", "ca", "es")
LISTS = {"en": "en_GB"}  # `a, b or c`; American English would put a comma more


@dataclass(frozen=True)
class Exact:
    """Text that is shown to the letter, whatever its characters mean elsewhere: a mask, a thing to type."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Link:
    """An address that can be followed where it is shown."""

    address: str

    def __str__(self) -> str:
        return self.address


@dataclass(frozen=True)
class Words:
    """A sentence in no language yet: the English text is its key in the catalogues."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As JSON keeps it; values are strings, numbers or Words."""
        return {
            "text": self.text,
            "many": self.many,
            "values": dict(map(_value_to_json, self.values.items())),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Words":
        return cls(kept["text"], dict(map(_value_from_json, kept["values"].items())), kept["many"])


def _value_to_json(named: tuple[str, object]) -> tuple[str, object]:
    name, value = named
    return name, value.to_json() if isinstance(value, Words) else value


def _value_from_json(named: tuple[str, Any]) -> tuple[str, object]:
    name, value = named
    return name, Words.from_json(value) if isinstance(value, dict) else value


def words(text: str, **values: object) -> Words:
    """A sentence; `{name}` in it stands for the value of that name, which may be Words itself."""
    return Words(text, values)


def counted(one: str, many: str, count: int, **values: object) -> Words:
    """A sentence that depends on `{count}`."""
    return Words(one, {"count": count, **values}, many)


@dataclass(frozen=True)
class Language:
    """One language, by its ISO 639 code."""

    code: str

    def say(self, sentence: Words, show: Callable[[object], str] = str) -> str:
        """The sentence in this language; `show` writes each value (mrkdwn wants `& < >` escaped).

        Numbers, Words and tuples (`a, b or c`) are written here; `show` gets what is inside.
        """
        values = {name: self._value(value, show) for name, value in sentence.values.items()}
        return self._template(sentence).format(**values)

    def _template(self, sentence: Words) -> str:
        catalogue = _catalogue(self.code)
        if sentence.many is None:
            return catalogue.gettext(sentence.text)
        return catalogue.ngettext(sentence.text, sentence.many, int(str(sentence.values["count"])))

    def _value(self, value: object, show: Callable[[object], str]) -> str:
        if isinstance(value, Words):
            return self.say(value, show)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, tuple):
            return format_list(
                [self._value(part, show) for part in value],
                style="or",
                locale=LISTS.get(self.code, self.code),
            )
        return show(value)

    def number(self, value: int) -> str:
        """`12,345` in English, `12.345` in Catalan and Spanish (four digits too)."""
        return f"{value:,}" if self.code == "en" else f"{value:,}".replace(",", ".")


ENGLISH = Language("en")


def language(code: str | None, otherwise: Language = ENGLISH) -> Language:
    """The language of a locale as Slack writes it (`es-ES`, `ca`), or `otherwise` when we do not speak it."""
    short = (code or "").replace("_", "-").split("-")[0].lower()
    return Language(short) if short in CODES else otherwise


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = CATALOGUES / code / "LC_MESSAGES" / "colla.po"
    if code == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
