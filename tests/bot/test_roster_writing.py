"""Writing rosters: they open in Excel, hold no formula, and are read back as they were."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import names, roster
from bot.language import ENGLISH, Language, words
from bot.roster import Result, export, header, read, results, results_name, template
from tests.bot.people import dni, identifiers
from tests.bot.people import names as person_names

CATALAN, SPANISH = Language("ca"), Language("es")

hostile = st.builds(
    "{}{}".format, st.sampled_from(["=", "+", "-", "@", "\uff1d", "'", "''=", '"', ";", ""]), person_names
)
any_name = (
    (st.text(max_size=40) | hostile).map(names.tidy).filter(lambda name: names.check(name, 120) is None)
)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("language", "first_line"),
    [(ENGLISH, "Identifier;Name"), (CATALAN, "Identificador;Nom"), (SPANISH, "Identificador;Nombre")],
)
def test_the_template_is_the_header_and_nothing_else(language: Language, first_line: str) -> None:
    assert template(language) == b"\xef\xbb\xbf" + first_line.encode() + b"\r\n"
    assert header(language) == first_line


def test_the_files_are_called_as_the_portal_calls_them() -> None:
    assert roster.TEMPLATE_NAME == "users-mailbox-example.csv"
    assert roster.AVAILABLE_NAME == "users-mailbox-available.csv"


@given(st.lists(st.tuples(identifiers, any_name), min_size=1), st.sampled_from([ENGLISH, CATALAN, SPANISH]))
def test_what_is_exported_is_read_back_unchanged(users: list[tuple[str, str]], language: Language) -> None:
    again = read(export(users, language))
    assert [(row.identifier, row.name, row.fault) for row in again] == [(*user, None) for user in users]


@given(st.lists(st.tuples(identifiers, hostile | st.text()), min_size=1))
def test_no_cell_of_an_export_can_be_a_formula(users: list[tuple[str, str]]) -> None:
    for line in cells(export(users, ENGLISH)):
        assert not any(cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")) for cell in line)


def test_an_export_has_the_marks_that_excel_wants() -> None:
    assert export([(dni(7), "Núria;Puig")], ENGLISH) == (
        b"\xef\xbb\xbfIdentifier;Name\r\n" + dni(7).encode() + ';"Núria;Puig"\r\n'.encode()
    )


def test_results_hold_the_rows_as_they_came_with_line_status_and_reason() -> None:
    read_rows = read(f'Identifier;Name;Note\r\n 12.345.678-A;"Núria ";x\r\n="{dni(7)}";=Pau\r\n'.encode())
    reason = [words("First. "), words("Second {n}.", n="2")]
    found = (Result(row, words("Rejected"), reason) for row in read_rows)
    assert cells(results(found, ENGLISH)) == [
        ["Identifier", "Name", "Line", "Status", "Reason"],
        [" 12.345.678-A", "Núria ", "2", "Rejected", "First.  Second 2."],
        [f'\'="{dni(7)}"', "'=Pau", "3", "Rejected", "First.  Second 2."],
    ]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1))
def test_results_are_a_roster_with_the_same_rows(pairs: list[tuple[str, str]]) -> None:
    first = read(export([(dni(7), "Núria"), *pairs], ENGLISH).replace(b"\0", b""))
    again = read(results((Result(row, words("Rejected"), []) for row in first), ENGLISH))
    assert [row[1:4] for row in again] == [row[1:4] for row in first]


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("staff.csv", "staff-results.csv"),
        ("staff-results.csv", "staff-results.csv"),
        ("Personal d'obres 2.CSV", "Personal d_obres 2-results.csv"),
        ("llista.txt", "llista-results.csv"),
        ("v1.2", "v1.2-results.csv"),
        ("../../etc/passwd", "_.._etc_passwd-results.csv"),
        ("nota\u202ecsv", "nota_csv-results.csv"),
        ("", "users-results.csv"),
        (".csv", "users-results.csv"),
        ("a" * 300 + ".csv", "a" * 100 + "-results.csv"),
    ],
)
def test_the_results_are_called_after_their_file(filename: str, expected: str) -> None:
    assert results_name(filename) == expected
