"""Reading a roster: whatever comes, each record becomes one row, or the file is refused in words."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import names
from bot.identifiers import check, clean
from bot.language import ENGLISH, Language
from bot.roster import MAX_BYTES, Fault, Roster, RosterRefused, header, read
from bot.roster.reading import LONGEST_FIELD, LONGEST_LINE, MAX_ROWS
from tests.bot.people import dni, identifiers, people

NURIA = f"{dni(12_345_678)};Núria Puig"
JORDI = f"{dni(23_456_789)};Jordi Soler"


def lines(roster: Roster) -> list[int]:
    return [row.line for row in roster]


def says(data: bytes, filename: str = "") -> str:
    with pytest.raises(RosterRefused) as refused:
        read(data, filename=filename)
    return ENGLISH.say(refused.value.words)


def csv_of(*records: str, ending: str = "\r\n") -> bytes:
    return "".join(record + ending for record in ("Identifier;Name", *records)).encode()


# What a hostile or careless hand may type, and what a CSV is made of.
pieces = st.sampled_from(
    [
        "Identifier;Name",
        NURIA,
        JORDI,
        ";",
        '"',
        '""',
        "'",
        "=",
        "\r\n",
        "\n",
        "\r",
        " ",
        "a",
        ",",
        "\t",
        "\0",
        "sep=;",
        "é",
        "\u2028",
    ]
)
grammar = st.lists(pieces, max_size=30).map("".join)


@given(st.binary(max_size=200) | grammar.map(str.encode) | grammar.map(lambda text: text.encode("utf-16")))
def test_whatever_the_bytes_a_roster_is_read_or_refused_in_words(data: bytes) -> None:
    try:
        roster = read(data)
    except RosterRefused as refused:
        assert ENGLISH.say(refused.words)
        return
    assert len(roster) == len(list(roster)) > 0
    assert lines(roster) == sorted(set(lines(roster)))


@given(grammar)
def test_a_body_is_read_or_refused_and_good_rows_are_good(body: str) -> None:
    try:
        roster = read(b"Identifier;Name\r\n" + body.encode())
    except RosterRefused:
        return
    good = [row for row in roster if row.fault is None]
    assert roster.identifiers() == [row.identifier for row in good]
    assert all(check(row.identifier) is None and row.identifier == clean(row.identifier_cell) for row in good)
    assert all(names.check(row.name, names.LONGEST_USER_NAME) is None for row in good)


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1),
    st.sampled_from(["\r\n", "\n"]),
)
def test_there_are_as_many_rows_as_records_with_something_in_them(
    records: list[list[str]], ending: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([["Identifier", "Name"], *records])
    expected = [cells[:2] for cells in records if any(cell.strip() for cell in cells)]
    try:
        roster = read(text.getvalue().encode())
    except RosterRefused:
        assert not expected or "\0" in text.getvalue()
        return
    assert [[row.identifier_cell, row.name_cell] for row in roster] == expected


@given(
    st.lists(people, min_size=1),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_good_people_are_read_as_they_are(found: list[tuple[str, str]], ending: str, encoding: str) -> None:
    text = ending.join(["Identifier;Name", *(";".join(person) for person in found)])
    roster = read(text.encode(encoding))
    assert [(row.identifier, row.name, row.fault) for row in roster] == [(*person, None) for person in found]
    assert lines(roster) == list(range(2, len(found) + 2))


@pytest.mark.parametrize("code", ["en", "ca", "es"])
@pytest.mark.parametrize(
    "written", [str, str.upper, str.lower, lambda title: f' "{title}" '.replace(" ", "")]
)
def test_the_header_is_known_in_each_language_and_case(code: str, written: object) -> None:
    assert callable(written)
    first = ";".join(written(title) for title in header(Language(code)).split(";"))
    assert len(read(f"{first}\n{NURIA}\n".encode())) == 1


def test_the_header_is_known_with_stray_accents_and_spaces() -> None:
    assert len(read(f" Identifícador ;  nom\n{NURIA}".encode())) == 1


def test_lines_count_as_in_the_sheet_when_rows_are_blank_or_long_or_quoted_over_lines() -> None:
    data = csv_of("", NURIA, f'"{dni(1_000_000)}";"Marta\nRoca"', ";", JORDI, "x" * (LONGEST_LINE + 1), NURIA)
    assert lines(read(data)) == [3, 4, 7, 8, 9]


def test_a_separator_line_is_no_row_of_the_sheet() -> None:
    for written in ("sep=;", "SEP=;", '"sep=;"', "sep=;;"):
        assert lines(read(f"{written}\r\nIdentifier;Name\r\n{NURIA}\r\n".encode())) == [2]


def test_a_file_of_nothing_but_a_separator_line_is_empty() -> None:
    assert says(b"sep=;").startswith("This file is empty.")


def test_a_separator_line_of_tabs_tells_of_tabs() -> None:
    assert "separated by tabs" in says(b"sep=\t\r\nIdentifier\tName\r\n")


def test_a_row_without_a_second_cell_has_no_name() -> None:
    (row,) = read(csv_of(dni(7)))
    assert (row.fault, row.name_cell) == (names.Fault.BLANK, "")


def test_a_row_with_a_cell_of_501_characters_is_rejected_and_the_others_go_in() -> None:
    long_name = "a" * (LONGEST_FIELD + 1)
    rows = list(read(csv_of(f"{dni(7)};{long_name}", f"{long_name};Pau", f"{NURIA};{long_name}", JORDI)))
    assert [row.fault for row in rows] == [Fault.FIELD, Fault.FIELD, None, None]
    assert rows[0].name_cell == long_name


def test_a_cell_of_500_characters_is_read_and_judged_as_a_name() -> None:
    assert [row.fault for row in read(csv_of(f"{dni(7)};{'a' * LONGEST_FIELD}"))] == [names.Fault.LONG]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_over_the_limit_is_one_rejected_row_quoted_or_not(quote: str) -> None:
    long_line = f"{dni(7)};{quote}{'a;' * LONGEST_LINE}{quote}"
    rows = list(read(csv_of(NURIA, long_line, JORDI)))
    assert [row.fault for row in rows] == [None, Fault.LINE, None]
    assert rows[1].identifier_cell == dni(7)


def test_a_line_at_the_limit_is_read() -> None:
    line = f"{NURIA};".ljust(LONGEST_LINE - 2, "a")
    assert [row.fault for row in read(csv_of(line))] == [None]


def test_a_long_line_inside_a_quoted_cell_does_not_close_it() -> None:
    note = f'{NURIA};"a\n{"b" * (LONGEST_LINE + 1)}\nc"'
    rows = list(read(csv_of(note, JORDI)))
    assert [(row.line, row.fault) for row in rows] == [(2, Fault.LINE), (5, None)]


def test_a_long_line_that_opens_a_quote_swallows_what_it_would() -> None:
    opening = f'{dni(7)};"{"b" * (LONGEST_LINE + 1)}'
    assert [row.line for row in read(csv_of(opening, 'c"', JORDI))] == [2, 4]
    assert says(csv_of(opening, JORDI)).startswith('A quote (") in line 2 is never closed')


def test_a_stray_quote_rejects_its_own_row_alone() -> None:
    rows = list(read(csv_of(f'{dni(7)};"Pep" Puig', JORDI)))
    assert [(row.line, row.fault) for row in rows] == [(2, Fault.QUOTES), (3, None)]
    assert (rows[0].identifier_cell, rows[0].name_cell) == (dni(7), '"Pep" Puig')


def test_a_stray_quote_in_the_last_line_without_an_end_rejects_that_row() -> None:
    assert [row.fault for row in read(csv_of(JORDI) + b'1;"Pep" Puig')] == [None, Fault.QUOTES]


def test_a_file_cut_inside_a_quote_is_refused_with_its_line() -> None:
    assert says(csv_of(JORDI) + f'{dni(7)};"Pep'.encode()).startswith('A quote (") in line 3 is never closed')
    assert "line 1,234 " not in says(csv_of(*[JORDI] * 1232) + b'1;"')


def test_an_apostrophe_before_a_formula_comes_off_and_no_other() -> None:
    rows = read(csv_of(f"'{dni(7)};'=SUM(A1)", f"{dni(8)};'t Hooft", f"{dni(9)};''+x"))
    assert [row.name for row in rows] == ["=SUM(A1)", "'t Hooft", "'+x"]


def test_more_than_the_limit_is_refused_and_the_limit_itself_is_not() -> None:
    blank_rows = (b" " * 60_000 + b"\n") * (MAX_BYTES // 60_000 + 1)
    at_the_limit = (csv_of(NURIA) + blank_rows)[:MAX_BYTES]
    assert len(at_the_limit) == MAX_BYTES
    assert len(read(at_the_limit)) == 1
    assert says(at_the_limit + b"\n") == (
        "This file is too big: 10 MB is the most. Split it into smaller files."
    )


def test_more_rows_than_the_limit_are_refused() -> None:
    assert len(read(csv_of(*["x"] * MAX_ROWS, ending="\n"))) == MAX_ROWS
    assert says(csv_of(*["x"] * (MAX_ROWS + 1), ending="\n")) == (
        "This file has too many rows: 500,000 is the most. Split it into smaller files."
    )


def test_a_zip_is_a_workbook_when_its_name_says_so() -> None:
    assert "is a workbook" in says(b"PK\x03\x04", "Staff.XLSX")
    assert "is compressed" in says(b"PK\x03\x04", "staff.csv")


def test_a_refusal_quotes_no_cell_of_the_file() -> None:
    for data in (NURIA.encode(), NURIA.replace(";", ",").encode(), NURIA.replace(";", "\t").encode()):
        assert "12345678" not in says(data)


@given(st.text())
def test_blank_files_of_any_kind_of_blank_are_empty(text: str) -> None:
    blank = "".join(sign for sign in text if sign.isspace())
    assert says(blank.encode()).startswith("This file is empty.")


@given(identifiers)
def test_a_row_asked_for_by_number_is_the_row_of_the_list(identifier: str) -> None:
    roster = read(csv_of(f"{identifier};Núria", ";;", "x;y", f" {identifier};Pau"))
    assert [roster.row(index) for index in range(len(roster))] == list(roster)
    assert [row.identifier for row in roster] == [identifier, "X", identifier]
