"""From the text of a roster to its rows: every record becomes one row, good or with its fault."""

import csv
import io
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot import identifiers, names
from bot.identifiers import is_valid
from bot.names import is_plain
from bot.roster import refusals
from bot.roster.columns import SEPARATOR, is_header
from bot.roster.encodings import Encoding, decode
from bot.roster.formulas import unescaped

# Rosters of ten megabytes have fewer; a file of two letters a row would fill the memory.
MAX_ROWS = 500_000
LONGEST_LINE = 64 * 1024
LONGEST_FIELD = 500


class Fault(StrEnum):
    """Why a record cannot be read, whatever its cells say."""

    LINE = "line_long"
    FIELD = "field_long"
    QUOTES = "quotes"


RowFault = identifiers.Fault | names.Fault | Fault
Record = tuple[int, list[str], Fault | None]

_REFUSED_SEPARATORS = {",": refusals.commas, "\t": refusals.tabs}
_SEPARATOR_LINE = re.compile(r'"?sep=([;,\t])"?[;,\t ]*(\r\n|\r|\n|\Z)', re.IGNORECASE)


class Row(NamedTuple):
    """One record. `line` is where it starts, as a spreadsheet counts; the last two are as they came."""

    line: int
    identifier: str
    name: str
    fault: RowFault | None
    identifier_cell: str
    name_cell: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file held, column by column: an object a row would double the time and the memory.

    `odd_rows` has, by index, the rows with a fault and those that were cleaned; all others came as they are
    kept. A row with a fault has an empty identifier in its column.
    """

    encoding: Encoding
    line_column: Sequence[int]
    identifier_column: list[str]
    name_column: list[str]
    odd_rows: dict[int, Row]

    def __len__(self) -> int:
        return len(self.line_column)

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, range(len(self)))

    def row(self, index: int) -> Row:
        """One row; the first is 0."""
        if index in self.odd_rows:
            return self.odd_rows[index]
        identifier, name = self.identifier_column[index], self.name_column[index]
        return Row(self.line_column[index], identifier, name, None, identifier, name)

    def identifiers(self) -> list[str]:
        """Of the rows without fault, in the order of the file; repeated where the file repeats them."""
        return list(filter(None, self.identifier_column))


def read(data: bytes, *, filename: str = "") -> Roster:
    """The rows of a file. Raises RosterRefused when it cannot be read as a whole."""
    text, encoding = decode(data, filename=filename)
    records = _records(_without_separator_line(text))
    _require_header(records)
    roster = _gathered(records, encoding)
    if not roster:
        raise refusals.header_only()
    return roster


def _gathered(records: Iterator[Record], encoding: Encoding) -> Roster:
    lines = array("L")
    identifier_column: list[str] = []
    name_column: list[str] = []
    odd_rows: dict[int, Row] = {}
    for line, cells, fault in records:
        if (
            not fault
            and len(cells) > 1
            and is_valid(cells[0])
            and is_plain(cells[1], names.LONGEST_USER_NAME)
        ):
            identifier, name = cells[0], cells[1]
        elif fault or not _is_blank(cells):
            odd = odd_rows[len(lines)] = _examined(line, cells, fault)
            identifier, name = "" if odd.fault else odd.identifier, odd.name
        else:
            continue
        lines.append(line)
        identifier_column.append(identifier)
        name_column.append(name)
        if len(lines) > MAX_ROWS:
            raise refusals.too_many_rows(MAX_ROWS)
    return Roster(encoding, lines, identifier_column, name_column, odd_rows)


def _is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))


def _examined(line: int, cells: list[str], fault: Fault | None) -> Row:
    """A row that wants cleaning or has a fault; of several faults, the first one to mend."""
    identifier_cell, name_cell = (*cells, "")[:2]
    if fault is None and max(len(identifier_cell), len(name_cell)) > LONGEST_FIELD:
        fault = Fault.FIELD
    if fault:
        return Row(line, "", "", fault, identifier_cell, name_cell)
    identifier = identifiers.clean(identifier_cell)
    name = names.tidy(unescaped(name_cell))
    found = identifiers.check(identifier) or names.check(name, names.LONGEST_USER_NAME)
    return Row(line, identifier, name, found, identifier_cell, name_cell)


def _without_separator_line(text: str) -> str:
    """Excel hides its own `sep=;` and does not count it as a row; nor do we."""
    found = _SEPARATOR_LINE.match(text)
    if found is None:
        return text
    if found[1] in _REFUSED_SEPARATORS:
        raise _REFUSED_SEPARATORS[found[1]]()
    return text[found.end() :]


def _require_header(records: Iterator[Record]) -> None:
    cells = next((cells for _, cells, fault in records if fault or not _is_blank(cells)), None)
    if cells is None:
        raise refusals.empty()
    if is_header(cells):
        return
    for separator, refusal in _REFUSED_SEPARATORS.items():
        if separator in cells[0] and _is_blank(cells[1:]):
            raise refusal()
    raise refusals.wrong_header()


def _records(text: str) -> Iterator[Record]:
    """Where each record starts, its cells, and what is wrong with it as a record.

    After a stray quote the reader takes up with the next line. That is right only where the record did not
    swallow others: where it did, or where the file ends inside it, the whole file is refused.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=SEPARATOR, strict=True)
    start = 1
    while not lines.ended:
        try:
            for cells in reader:
                yield (
                    (start, cells, None)
                    if lines.latest_long < start
                    else (start, lines.long_cells, Fault.LINE)
                )
                start = reader.line_num + 1
        except csv.Error:
            if lines.ended or reader.line_num > start:
                raise refusals.open_quote(start) from None
            yield start, _cells_at_sight(lines.latest), Fault.QUOTES
            start = reader.line_num + 1


class _Lines:
    """The lines of a text for the csv reader, which would give up the file at a line of 128 KB."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.ended = False
        self.latest = ""
        self.latest_long = 0
        self.long_cells: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(io.StringIO(self._text, newline=""), 1):
            self.latest = line
            yield line if len(line) <= LONGEST_LINE else self._instead_of(line, number)
        self.ended = True

    def _instead_of(self, line: str, number: int) -> str:
        """A short line that opens or closes a quoted cell wherever the long one does."""
        self.latest_long = number
        self.long_cells = _cells_at_sight(line[: 2 * LONGEST_FIELD])
        return SEPARATOR + '"' * (line.count('"') % 2) + "\n"


def _cells_at_sight(line: str) -> list[str]:
    """For a line that cannot be read by the rules, so that its row can still be shown as it came."""
    return line.rstrip("\r\n").split(SEPARATOR)
