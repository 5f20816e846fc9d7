"""Templates, exports and results: files that Excel opens by double click and that can be uploaded again."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.language import Language, Words
from bot.roster.columns import RESULTS, ROSTER, SEPARATOR, titles
from bot.roster.formulas import escaped, unescaped
from bot.roster.reading import Row

TEMPLATE_NAME = "users-mailbox-example.csv"
AVAILABLE_NAME = "users-mailbox-available.csv"

_LONGEST_STEM = 100


class Result(NamedTuple):
    """A row and what became of it; `reason` is said sentence after sentence."""

    row: Row
    status: Words
    reason: Sequence[Words]


def template(language: Language) -> bytes:
    """The header and nothing else."""
    return export((), language)


def export(users: Iterable[tuple[str, str]], language: Language) -> bytes:
    """A roster of users, each an identifier and a name."""
    return _file([titles(ROSTER, language), *users])


def results(found: Iterable[Result], language: Language) -> bytes:
    """The rows as they came, with where they stood and what became of them; a roster too once corrected."""
    return _file([titles(RESULTS, language), *(_result_cells(result, language) for result in found)])


def results_name(filename: str) -> str:
    """What the results of a file are called: `staff.csv` gives `staff-results.csv`."""
    stem = re.sub(r"(-results)?(\.(csv|txt))?\Z", "", filename, count=1, flags=re.IGNORECASE)
    safe = re.sub(r"[^\w .()+-]", "_", stem).strip(" .")[:_LONGEST_STEM]
    return f"{safe or 'users'}-results.csv"


def _result_cells(result: Result, language: Language) -> tuple[str, ...]:
    # As they came: an apostrophe that kept a formula from being one is there once, not once more.
    came = (unescaped(cell) for cell in (result.row.identifier_cell, result.row.name_cell))
    reason = " ".join(language.say(sentence) for sentence in result.reason)
    return *came, str(result.row.line), language.say(result.status), reason


def _file(lines: Iterable[Sequence[str]]) -> bytes:
    data = io.BytesIO()
    # Encoded as it is written: a text of its own would take four times the memory.
    text = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerows([escaped(cell) for cell in line] for line in lines)
    text.flush()
    return data.getvalue()
