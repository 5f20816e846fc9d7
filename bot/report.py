"""What is told of an import: its counts, its first problems, each reason with the step that comes next."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from bot import identifiers, names, roster
from bot.identifiers import mask
from bot.language import Exact, Words, words
from bot.planning import Counts, Outcome, Plan, Reason, Status
from bot.roster import Encoding, Result, Roster, Row

PROBLEMS_SHOWN = 10


class Explanation(NamedTuple):
    """Why, and what to do about it."""

    reason: Words
    remedy: Words


EXPLANATIONS: Mapping[str, Explanation] = {
    identifiers.Fault.EMPTY: Explanation(
        words("The identifier is empty."),
        words("Fill it in, or take the row out."),
    ),
    identifiers.Fault.SHAPE: Explanation(
        words("{value} is neither a NIF nor a NIE."),
        words("A NIF has 8 digits and a letter; a NIE has X, Y or Z, 7 digits and a letter."),
    ),
    identifiers.Fault.LETTER: Explanation(
        words("{value} has a letter that does not match its number."),
        words("Check it against the identity document."),
    ),
    identifiers.Fault.MISSING_LETTER: Explanation(
        words("{value} has no letter."),
        words("Copy it from the document."),
    ),
    identifiers.Fault.COMPANY: Explanation(
        words("{value} is a company’s number."),
        words("Groups are made of people: write a person’s NIF or NIE."),
    ),
    names.Fault.BLANK: Explanation(
        words("{value} has no name."),
        words("Write the person’s name."),
    ),
    names.Fault.LONG: Explanation(
        words("{value} has a name that is too long."),
        words("Use {longest} characters at most."),
    ),
    names.Fault.CHARACTER: Explanation(
        words("{value} has a name with characters that cannot be seen."),
        words("Type the name again instead of pasting it."),
    ),
    roster.Fault.LINE: Explanation(
        words("This row is too long to be read."),
        words("Look for a missing line break, and upload the file again."),
    ),
    roster.Fault.FIELD: Explanation(
        words("This row has a cell that is too long to be read."),
        words("Shorten it, and upload the file again."),
    ),
    roster.Fault.QUOTES: Explanation(
        words('This row has a quote (") where none can be.'),
        words("Take the quotes out, and upload the file again."),
    ),
    Reason.ALREADY_IN: Explanation(
        words("{value} was in the group already."),
        words("There is nothing to do."),
    ),
    Reason.REPEATED: Explanation(
        words("{value} is on line {first_line} already."),
        words("The first line counts."),
    ),
    Reason.INACTIVE: Explanation(
        words("{value} is inactive in the directory."),
        words("Inactive users cannot be added: take the row out."),
    ),
    Reason.OTHER_NAME: Explanation(
        words("{value} is “{name}” here and “{directory_name}” in the directory, which keeps its name."),
        words("Check that it is the same person."),
    ),
}

_STATUSES: Mapping[Status, Words] = {
    Status.ADDED: words("Added, with a warning"),
    Status.ALREADY_IN: words("Already in the group"),
    Status.REPEATED: words("Repeated"),
    Status.REJECTED: words("Rejected"),
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A row that was rejected, repeated, or added with a warning; `values` fill in its explanation."""

    line: int
    status: Status
    masked: str
    reason: str
    values: Mapping[str, str]

    def explanation(self) -> Explanation:
        """The reason and the remedy of this very row."""
        values = {"value": Exact(self.masked), **self.values}
        return Explanation(*(replace(sentence, values=values) for sentence in EXPLANATIONS[self.reason]))

    def sentence(self) -> Words:
        """`Line 7: ***4567** is a company’s number. Groups are made of people: write …`"""
        return words("Line {line}: {reason} {remedy}", line=str(self.line), **self.explanation()._asdict())


@dataclass(frozen=True, kw_only=True)
class Report(Counts):
    """What the summary says. `same_file_as` names the import that brought the same bytes before, if any."""

    encoding: Encoding
    problems: tuple[Problem, ...]
    group_size: int
    has_results: bool
    same_file_as: str | None = None

    @property
    def problem_count(self) -> int:
        """Of all problems, those not shown too."""
        return self.rejected + self.repeated + self.warnings

    def dumps(self) -> dict[str, Any]:
        """As plain JSON, for the database."""
        return asdict(self)

    @classmethod
    def loads(cls, stored: Mapping[str, Any]) -> "Report":
        """The report that was dumped."""
        problems = tuple(
            Problem(**{**problem, "status": Status(problem["status"])}) for problem in stored["problems"]
        )
        return cls(**{**stored, "encoding": Encoding(stored["encoding"]), "problems": problems})


def report(read: Roster, plan: Plan, *, group_size: int, same_file_as: str | None = None) -> Report:
    """What is told of a roster and of what became of its rows."""
    explained = _explained(read, plan)
    problems = (_problem(row, found) for row, found in explained if found.status is not Status.ALREADY_IN)
    return Report(
        **asdict(plan.counts),
        encoding=read.encoding,
        problems=tuple(islice(problems, PROBLEMS_SHOWN)),
        group_size=group_size,
        has_results=any(outcome.reason for outcome in plan.outcomes),
        same_file_as=same_file_as,
    )


def results(read: Roster, plan: Plan) -> Iterator[Result]:
    """The rows that were not added or have a warning, for the results file."""
    for row, outcome in _explained(read, plan):
        yield Result(row, _STATUSES[outcome.status], _problem(row, outcome).explanation())


def _explained(read: Roster, plan: Plan) -> Iterator[tuple[Row, Outcome]]:
    outcomes = enumerate(plan.outcomes)
    return ((read.row(index), outcome) for index, outcome in outcomes if outcome.reason)


def _problem(row: Row, outcome: Outcome) -> Problem:
    return Problem(
        line=row.line,
        status=outcome.status,
        masked=mask(row.identifier_cell),
        reason=str(outcome.reason),
        values=_values(row, outcome),
    )


def _values(row: Row, outcome: Outcome) -> dict[str, str]:
    """What the explanation of this reason speaks of besides the identifier."""
    if outcome.reason is Reason.REPEATED:
        return {"first_line": str(outcome.first_line)}
    if outcome.reason is Reason.OTHER_NAME:
        return {"name": row.name, "directory_name": str(outcome.directory_name)}
    if outcome.reason is names.Fault.LONG:
        return {"longest": str(names.LONGEST_USER_NAME)}
    return {}
