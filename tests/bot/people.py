"""Invented people with generated identifiers, for the tests of rosters."""

from hypothesis import strategies as st
from stdnum.es import dni as reference
from stdnum.es import nie as foreign_reference


def dni(number: int) -> str:
    """The DNI of that number, its letter from the reference library."""
    digits = f"{number:08d}"
    return digits + reference.calc_check_digit(digits)


def nie(first: str, number: int) -> str:
    """The NIE of that letter and number."""
    digits = f"{first}{number:07d}"
    return digits + foreign_reference.calc_check_digit(digits)


def wrong_letter(identifier: str) -> str:
    """The same identifier with another letter."""
    return identifier[:-1] + ("A" if identifier[-1] != "A" else "B")


dnis = st.integers(0, 99_999_999).map(dni)
nies = st.builds(nie, st.sampled_from("XYZ"), st.integers(0, 9_999_999))
identifiers = dnis | nies

_words = st.text("abcdefgàçèéíïñòóúü·'", min_size=1, max_size=12).filter(lambda word: word[0] not in "'·")
names = st.lists(_words.map(str.title), min_size=1, max_size=4).map(" ".join)
people = st.tuples(identifiers, names)
