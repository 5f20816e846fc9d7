"""Identifiers: what is cleaned, what is found wrong, what a mask shows. python-stdnum is the reference."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum.es import cif as companies
from stdnum.es import nif as reference

from bot.identifiers import Fault, check, clean, is_valid, mask
from tests.bot.people import dni, dnis, identifiers, nie, nies, wrong_letter

shapes = (
    st.from_regex(r"[0-9]{8}[A-Z]", fullmatch=True)
    | st.from_regex(r"[XYZKLM][0-9]{7}[A-Z]", fullmatch=True)
    | st.from_regex(r"[A-Z0-9]{7,10}", fullmatch=True)
    | identifiers
)


def is_a_person(text: str) -> bool:
    return reference.is_valid(text) and not companies.is_valid(text)


@given(shapes.filter(lambda text: not text.startswith("ES")))
def test_a_cleaned_identifier_is_right_exactly_when_the_reference_says_so(text: str) -> None:
    assert is_valid(text) == is_a_person(text)
    assert (check(text) is None) == is_a_person(text)


def test_each_letter_agrees_with_the_reference() -> None:
    for number in range(23):
        assert is_valid(dni(number))
        assert all(is_valid(nie(first, number)) for first in "XYZ")


def test_a_child_an_emigrant_and_a_foreigner_without_nie_have_a_nif_too() -> None:
    for first in "KLM":
        identifier = first + dni(1_234_567)[1:]
        assert reference.is_valid(identifier)
        assert check(identifier) is None


@given(
    identifiers, st.sampled_from(["{}", " {} ", "'{}", '="{}"', '\'="{}"', "\u00a0{}\u200b", "\ufeff{}\t"])
)
def test_what_excel_and_typing_put_around_an_identifier_comes_off(identifier: str, wrapped: str) -> None:
    assert clean(wrapped.format(identifier)) == identifier
    assert clean(wrapped.format(identifier.lower())) == identifier


@given(nies, st.sampled_from([" ", ".", "-", "\u2013", "\u2011", "\u2212", " - "]))
def test_spaces_dots_and_hyphens_inside_come_out(identifier: str, noise: str) -> None:
    assert clean(f"{identifier[0]}{noise}{identifier[1:8]}{noise}{identifier[8]}") == identifier


def test_a_dni_written_with_dots_is_cleaned() -> None:
    assert clean("12.345.678-z") == "12345678Z"


@pytest.mark.parametrize("number", [1_234_567, 123_456, 12_345])
def test_the_zeros_that_a_dni_lost_come_back_when_the_letter_agrees(number: int) -> None:
    assert clean(dni(number).lstrip("0")) == dni(number)


def test_lost_zeros_stay_lost_when_the_letter_does_not_agree() -> None:
    short = wrong_letter(dni(1_234_567)).lstrip("0")
    assert clean(short) == short
    assert check(short) is Fault.SHAPE


def test_a_very_short_number_is_not_taken_for_a_dni() -> None:
    assert clean("7F") == "7F"
    assert check("7F") is Fault.SHAPE


@given(nies)
def test_the_extra_zero_of_an_old_nie_goes_when_the_letter_agrees(identifier: str) -> None:
    assert clean(identifier[0] + "0" + identifier[1:]) == identifier
    wrong = wrong_letter(identifier[0] + "0" + identifier[1:])
    assert clean(wrong) == wrong


@given(st.text())
@example("\u0131".join("12"))
def test_cleaning_twice_is_cleaning_once_and_never_ends_in_an_error(cell: str) -> None:
    check(clean(cell))
    once = clean(cell.replace("'", "").replace('="', ""))
    assert clean(once) == once


@given(dnis)
def test_foreign_letters_and_digits_are_not_taken_for_ours(identifier: str) -> None:
    arabic = "".join(chr(0x660 + int(digit)) for digit in identifier[:8]) + identifier[8]
    assert check(clean(arabic)) is Fault.SHAPE
    assert check(clean("12345678\u017f")) is Fault.SHAPE


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("", Fault.EMPTY),
        (" - ", Fault.EMPTY),
        ('=""', Fault.EMPTY),
        (wrong_letter(dni(12_345_678)), Fault.LETTER),
        (wrong_letter(nie("Y", 12_345)), Fault.LETTER),
        ("12345678I", Fault.LETTER),
        ("12345678", Fault.MISSING_LETTER),
        ("1234567", Fault.MISSING_LETTER),
        ("X1234567", Fault.MISSING_LETTER),
        ("X01234567", Fault.MISSING_LETTER),
        ("B12345674", Fault.COMPANY),
        ("Q1234567J", Fault.COMPANY),
        ("123456789", Fault.SHAPE),
        ("12345678\u00d1", Fault.SHAPE),
        ("Marta Puig", Fault.SHAPE),
        ("=cmd()", Fault.SHAPE),
    ],
)
def test_each_fault_is_told_apart(cell: str, fault: Fault) -> None:
    assert check(clean(cell)) is fault


@given(st.from_regex(r"[ABCDEFGHJNPQRSUVW][0-9]{7}", fullmatch=True), st.booleans())
def test_every_company_is_told_as_one(beginning: str, as_letter: bool) -> None:
    company = beginning + companies.calc_check_digits(beginning)[as_letter]
    assert companies.is_valid(company)
    assert check(company) is Fault.COMPANY


@given(dnis)
def test_a_dni_shows_its_fourth_to_seventh_digit(identifier: str) -> None:
    assert mask(identifier) == f"***{identifier[3:7]}**"
    assert mask(identifier[:8]) == mask(wrong_letter(identifier)) == mask(identifier)


@given(nies)
def test_a_nie_shows_its_last_four_digits(identifier: str) -> None:
    assert mask(identifier) == f"****{identifier[4:8]}*"
    assert mask(identifier[:8]) == mask(f" {identifier.lower()} ") == mask(identifier)


anything = (
    st.text() | shapes | st.from_regex(r"[-0-9A-Za-z .]{0,20}") | identifiers.map(lambda text: text + "7")
)


@given(anything)
def test_a_mask_is_nine_signs_with_four_digits_at_most_and_no_letter(value: str) -> None:
    shown = mask(value)
    assert re.fullmatch(r"\*{3}[0-9]{4}\*{2}|\*{4}[0-9]{4}\*|\*{9}", shown)


@pytest.mark.parametrize("cell", ["", "Marta Puig", "123456789", "1234567A", "AAA123456", "0034612345678"])
def test_of_what_is_neither_a_mask_shows_nothing(cell: str) -> None:
    assert mask(cell) == "*********"


def test_the_mask_is_the_one_that_people_know() -> None:
    assert mask("12345678Z") == "***4567**"
    assert mask("X1234567L") == "****4567*"
