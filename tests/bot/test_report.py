"""The report: counts, first problems, reasons with their remedies, and the results file that goes with it."""

import json
import re
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import identifiers, names, roster
from bot.language import ENGLISH
from bot.planning import Plan, Reason, plan
from bot.report import EXPLANATIONS, PROBLEMS_SHOWN, Report, report, results
from bot.roster import Encoding, Roster
from tests.bot.people import dni, wrong_letter

NURIA, JORDI, PAU = dni(12_345_678), dni(23_456_789), dni(34_567_890)


class Person(NamedTuple):
    """A user of the directory in the form that the plan asks for."""

    user_id: UUID
    name: str
    is_active: bool
    is_member: bool


KNOWN = {
    NURIA: Person(uuid4(), "Núria Puig", is_active=True, is_member=False),
    JORDI: Person(uuid4(), "Jordi Soler", is_active=True, is_member=True),
    PAU: Person(uuid4(), "Pau Roca", is_active=False, is_member=False),
}


def planned(*rows: str) -> tuple[Roster, Plan]:
    read = roster.read("\n".join(["Identifier;Name", *rows]).encode())
    return read, plan(read, KNOWN, new_id=uuid4)


def reported(*rows: str) -> Report:
    return report(*planned(*rows), group_size=7)


def sentences(*rows: str) -> list[str]:
    return [ENGLISH.say(problem.sentence()) for problem in reported(*rows).problems]


def test_every_reason_has_its_explanation_and_none_is_left_over() -> None:
    reasons = [*identifiers.Fault, *names.Fault, *roster.Fault, *Reason]
    assert len(set(reasons)) == len(reasons)
    assert EXPLANATIONS.keys() == set(reasons)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            f"{wrong_letter(NURIA)};Núria",
            "***4567** has a letter that does not match its number. Check it against the identity document.",
        ),
        (";Núria", "The identifier is empty. Fill it in, or take the row out."),
        (
            "Marta Puig;Núria",
            "********* is neither a NIF nor a NIE. "
            "A NIF has 8 digits and a letter; a NIE has X, Y or Z, 7 digits and a letter.",
        ),
        ("12345678;Núria", "***4567** has no letter. Copy it from the document."),
        (
            "B12345674;Fusteria",
            "****4567* is a company’s number. Groups are made of people: write a person’s NIF or NIE.",
        ),
        (f"{NURIA};", "***4567** has no name. Write the person’s name."),
        (f"{NURIA};{'a' * 121}", "***4567** has a name that is too long. Use 120 characters at most."),
        (
            f"{NURIA};Núria\u202e",
            "***4567** has a name with characters that cannot be seen. "
            "Type the name again instead of pasting it.",
        ),
        (
            f"{NURIA};{'a' * 501}",
            "This row has a cell that is too long to be read. Shorten it, and upload the file again.",
        ),
        (
            f"{NURIA};{'a' * 70_000}",
            "This row is too long to be read. Look for a missing line break, and upload the file again.",
        ),
        (
            f'{NURIA};"Núria" Puig',
            'This row has a quote (") where none can be. Take the quotes out, and upload the file again.',
        ),
        (
            f"{PAU};Pau Roca",
            "***6789** is inactive in the directory. Inactive users cannot be added: take the row out.",
        ),
        (
            f"{NURIA};Marta Roca",
            "***4567** is “Marta Roca” here and “Núria Puig” in the directory, which keeps its name. "
            "Check that it is the same person.",
        ),
    ],
)
def test_each_problem_is_one_short_sentence_and_its_remedy(row: str, sentence: str) -> None:
    assert sentences(f"{JORDI};Jordi Soler", row) == [f"Line 3: {sentence}"]


def test_a_repeated_row_names_the_line_that_counts_as_the_sheet_writes_it() -> None:
    rows = [f"{NURIA};Núria Puig", *[";;"] * 1000, f"{NURIA};Núria Puig"]
    assert sentences(*rows) == ["Line 1003: ***4567** is on line 2 already. The first line counts."]


def test_a_member_is_no_problem_but_is_in_the_results() -> None:
    told = reported(f"{JORDI};Jordi Soler")
    assert (told.problems, told.problem_count, told.has_results) == ((), 0, True)


def test_where_all_were_added_without_a_warning_there_are_no_results() -> None:
    read, made = planned(f"{NURIA};Núria Puig", f"{dni(1)};Marta")
    assert not report(read, made, group_size=2).has_results
    assert list(results(read, made)) == []


def test_only_the_first_problems_are_shown_and_all_are_counted() -> None:
    told = reported(*[f"{wrong_letter(dni(number))};Marta" for number in range(PROBLEMS_SHOWN + 1)])
    assert [problem.line for problem in told.problems] == list(range(2, PROBLEMS_SHOWN + 2))
    assert told.problem_count == PROBLEMS_SHOWN + 1


def test_a_report_tells_the_counts_the_encoding_and_the_file_that_came_before() -> None:
    read = roster.read(f"Identifier;Name\n{NURIA};Núria Puig\n{NURIA};Núria".encode("cp1252"))
    told = report(read, plan(read, {}, new_id=uuid4), group_size=3, same_file_as="an import")
    assert (told.rows, told.added, told.new_in_directory, told.repeated) == (2, 1, 1, 1)
    assert (told.encoding, told.group_size, told.same_file_as) == (Encoding.WINDOWS_1252, 3, "an import")


cells = st.sampled_from([NURIA, JORDI, PAU, wrong_letter(PAU), dni(1), "", "Marta"])
rows = st.lists(st.builds("{};{}".format, cells, st.sampled_from(["Núria Puig", "", "Marta"])), min_size=1)


@given(rows.filter(lambda found: set(found) != {";"}))
def test_a_report_comes_back_from_json_as_it_was(found: list[str]) -> None:
    told = reported(*found)
    assert Report.loads(json.loads(json.dumps(told.dumps()))) == told


@given(rows.filter(lambda found: set(found) != {";"}))
def test_no_sentence_of_a_report_shows_an_identifier(found: list[str]) -> None:
    assert not any(re.search(r"\d{5}|\d[A-Z]", sentence) for sentence in sentences(*found))


def test_results_say_why_and_can_be_corrected_and_uploaded_again() -> None:
    wrong = wrong_letter(dni(1))
    read, made = planned(
        f"{NURIA};Marta", f"{dni(2)};Anna", f"{wrong};Rosa", f"{JORDI};Jordi", f"{NURIA};Marta"
    )
    text = roster.results(results(read, made), ENGLISH).decode("utf-8-sig")
    assert [line.split(";")[:4] for line in text.splitlines()] == [
        ["Identifier", "Name", "Line", "Status"],
        [NURIA, "Marta", "2", "Added, with a warning"],
        [wrong, "Rosa", "4", "Rejected"],
        [JORDI, "Jordi", "5", "Already in the group"],
        [NURIA, "Marta", "6", "Repeated"],
    ]
    assert "has a letter that does not match its number. Check it against the identity document." in text
    corrected = roster.read(text.replace(wrong, dni(1)).encode())
    assert [(row.identifier, row.fault) for row in corrected] == [
        (NURIA, None),
        (dni(1), None),
        (JORDI, None),
        (NURIA, None),
    ]
