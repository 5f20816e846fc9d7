"""NIF and NIE: clean what was typed, check its letter, mask it. A letter is never computed nor told."""

import re
from enum import StrEnum

LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


class Fault(StrEnum):
    """Why a cell is not a person's NIF or NIE."""

    EMPTY = "identifier_empty"
    SHAPE = "identifier_shape"
    LETTER = "identifier_letter"
    MISSING_LETTER = "identifier_missing_letter"
    COMPANY = "identifier_company"


# A DNI; a NIE (X, Y, Z); or the NIF of a person who has neither (K: under 14, L: lives abroad, M: foreigner).
_is_person = re.compile(r"[0-9KLMXYZ][0-9]{7}[A-Z]").fullmatch
_COMPANY = re.compile(r"[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]")
_WITHOUT_LETTER = re.compile(r"[0-9]{5,8}|[KLMXYZ]0?[0-9]{7}")
_MASKED_AS_DNI = re.compile(r"[0-9]{8}[A-Z]?")
_MASKED_AS_NIE = re.compile(r"[A-Z][0-9]{7}[0-9A-Z]?")

# Numbers under 10 000 hardly exist: a cell that short is something else, whatever its letter.
_LOST_ZEROS = re.compile(r"[0-9]{5,7}[A-Z]")
_OLD_ZERO = re.compile(r"[XYZ]0[0-9]{7}[A-Z]")

_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
# Spaces of every width, dots, hyphens and dashes, and the marks without a width that come with a paste.
_NOISE = re.compile(r"[\s.\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")

# What the first sign adds to the seven digits after it.
_FIRST_COUNTS_AS = {
    **{str(digit): digit * 10_000_000 for digit in range(10)},
    **{"X": 0, "Y": 10_000_000, "Z": 20_000_000, "K": 0, "L": 0, "M": 0},
}


def is_valid(text: str) -> bool:
    """Whether it is a person's NIF or NIE as we keep it, its letter right."""
    return _is_person(text) is not None and _letter_agrees(text)


def clean(cell: str) -> str:
    """The identifier without what typing and Excel put around it; its value is never changed.

    Zeros that Excel lost and the zero that old NIEs carried are put right only when the letter agrees.
    """
    text = cell.strip().removeprefix("'")
    if written_as_text := _EXCEL_TEXT.fullmatch(text):
        text = written_as_text[1].strip().removeprefix("'")
    text = _NOISE.sub("", text)
    # upper() would turn the long s and other foreign letters into ours.
    return _with_its_zeros(text.upper()) if text.isascii() else text


def check(cleaned: str) -> Fault | None:
    """What is wrong with a cleaned identifier, or None."""
    if not cleaned:
        return Fault.EMPTY
    if _is_person(cleaned):
        return None if _letter_agrees(cleaned) else Fault.LETTER
    if _COMPANY.fullmatch(cleaned):
        return Fault.COMPANY
    return Fault.MISSING_LETTER if _WITHOUT_LETTER.fullmatch(cleaned) else Fault.SHAPE


def mask(value: str) -> str:
    """Digits four to seven and nothing else: `***4567**`, `****4567*`; of any other text, not even those."""
    cleaned = clean(value)
    if _MASKED_AS_DNI.fullmatch(cleaned):
        return f"***{cleaned[3:7]}**"
    if _MASKED_AS_NIE.fullmatch(cleaned):
        return f"****{cleaned[4:8]}*"
    return "*********"


def _with_its_zeros(text: str) -> str:
    if _LOST_ZEROS.fullmatch(text):
        zeroed = text.zfill(9)
    elif _OLD_ZERO.fullmatch(text):
        zeroed = text[0] + text[2:]
    else:
        return text
    return zeroed if _letter_agrees(zeroed) else text


def _letter_agrees(identifier: str) -> bool:
    return LETTERS[(_FIRST_COUNTS_AS[identifier[0]] + int(identifier[1:8])) % 23] == identifier[8]
