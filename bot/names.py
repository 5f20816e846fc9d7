"""Names of groups and users: what a name may be, how two are compared."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from bot.errors import BotError
from bot.language import Words, words

LONGEST_GROUP_NAME = 80
LONGEST_USER_NAME = 120


class Fault(StrEnum):
    """Why a text cannot be a name."""

    BLANK = "name_blank"
    LONG = "name_long"
    CHARACTER = "name_character"


# What most names are made of: ASCII and Latin letters already composed, one space between words. A name that
# starts with an apostrophe is looked at twice: spreadsheets put one there.
_is_plain = re.compile(r"(?!')[!-~À-ɏ·]+(?: [!-~À-ɏ·]+)*").fullmatch
# Spaces of every width; not the controls and line separators that \s has too.
_SPACES = re.compile(r"[^\S\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Letters, marks and signs that draw nothing: fillers, a blank Braille cell, variation selectors. Python calls
# them printable. Emoji need two of the selectors, U+FE0E and U+FE0F, so those may stay.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0d\uffa0\U000e0100-\U000e01ef]"
)
# The dot of `l·l`, and those typed for it.
_DOT_OF_DOUBLE_L = re.compile("(?<=l)[\u00b7\u2022\u2027\u2219\u22c5](?=l)")
# A right quote, a modifier letter and a grave accent; the acute one would come apart into a space and a mark.
_APOSTROPHES = re.compile("[\u2019\u02bc`]")
_ACUTE = "\u00b4"
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
_WORDS = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    [
        "a",
        "d",
        "da",
        "de",
        "del",
        "dels",
        "do",
        "dos",
        "e",
        "el",
        "els",
        "en",
        "i",
        "l",
        "la",
        "las",
        "les",
        "lo",
        "los",
        "na",
        "s",
        "sa",
        "y",
    ]
)


def group_name(text: str) -> str:
    """The text as a group is called. Raises BotError when it cannot be a name."""
    return _name(text, LONGEST_GROUP_NAME)


def user_name(text: str) -> str:
    """The text as a user is called. Raises BotError when it cannot be a name."""
    return _name(text, LONGEST_USER_NAME)


def is_plain(text: str, longest: int) -> bool:
    """Whether `tidy` would change nothing and `check` find nothing: a quick yes for most names."""
    return len(text) <= longest and _is_plain(text) is not None


def tidy(text: str) -> str:
    """The text composed (NFC), with one space between its words and none around them."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def check(tidied: str, longest: int) -> Fault | None:
    """What keeps a tidied text from being a name, or None."""
    # isprintable() is false of controls, surrogates, what is unassigned or private, separators, bidi controls
    # and what has no width.
    if not tidied.isprintable() or _INVISIBLE.search(tidied):
        return Fault.CHARACTER
    if not fold(tidied):
        return Fault.BLANK
    return Fault.LONG if len(tidied) > longest else None


def fold(name: str) -> str:
    """What is compared and searched: without accents, case, width, doubled spaces or the dot of `l·l`."""
    return " ".join(_folded(name).split())


def fold_all(names: Sequence[str]) -> list[str]:
    """Each of the names folded, several times as quick as one by one where most are Latin.

    None has a line break: no name that passed `check` does.
    """
    if not names:
        return []
    joined = unicodedata.normalize("NFKD", "\n".join(names).replace(_ACUTE, "'"))
    lines = _COMMON_MARKS.sub("", joined).lower().replace("`", "'").split("\n")
    return [
        line if line.isascii() and "  " not in line and line == line.strip() else fold(name)
        for name, line in zip(names, lines, strict=True)
    ]


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words in any order, however they are written."""
    return one == other or _name_words(one) == _name_words(other)


def _name(text: str, longest: int) -> str:
    tidied = tidy(text)
    fault = check(tidied, longest)
    if fault:
        raise BotError(_sentence(fault, longest), field="name")
    return tidied


def _sentence(fault: Fault, longest: int) -> Words:
    if fault is Fault.BLANK:
        return words("The name is empty. Write at least one letter.")
    if fault is Fault.LONG:
        return words("The name is too long. Use {longest} characters at most.", longest=longest)
    return words("The name has characters that cannot be seen. Type it again instead of pasting it.")


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = _without_marks(unicodedata.normalize("NFKD", text.replace(_ACUTE, "'")))
    return _DOT_OF_DOUBLE_L.sub("", _APOSTROPHES.sub("'", decomposed.casefold()))


def _without_marks(text: str) -> str:
    marks = "".join(sign for sign in set(text) if unicodedata.category(sign).startswith("M"))
    return re.sub(f"[{marks}]", "", text) if marks else text


def _name_words(name: str) -> list[str]:
    found = sorted(_WORDS.findall(fold(name)))
    return [word for word in found if word not in _PARTICLES] or found
