"""What will become of each row of a roster, decided before anything is written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol
from uuid import UUID

from bot.names import fold_all, same_person
from bot.roster import Roster
from bot.roster.reading import RowFault

# A user to be put in the directory: id, identifier, name, folded name.
NewUser = tuple[UUID, str, str, str]


class Status(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    ALREADY_IN = "already_in"
    REPEATED = "repeated"
    REJECTED = "rejected"


class Reason(StrEnum):
    """What a row without fault still has to be told about."""

    ALREADY_IN = "already_in"
    REPEATED = "repeated"
    INACTIVE = "inactive"
    OTHER_NAME = "other_name"


class Known(Protocol):
    """A user of the directory, as seen from the group."""

    @property
    def user_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_member(self) -> bool: ...


class Outcome(NamedTuple):
    """What becomes of one row, and why; added with a reason is added with a warning."""

    status: Status
    is_new: bool = False
    reason: RowFault | Reason | None = None
    first_line: int | None = None
    directory_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many rows became what: added, already in, repeated and rejected make up `rows`."""

    rows: int
    added: int
    new_in_directory: int
    already_in: int
    repeated: int
    warnings: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`outcomes` go with the roster's rows one by one; `member_ids` has the new users' ids too."""

    outcomes: list[Outcome]
    new_users: list[NewUser]
    member_ids: list[UUID]
    counts: Counts


# Shared by all rows that fare the same: a large roster is mostly made of these.
_ADDED = Outcome(Status.ADDED)
_ADDED_NEW = Outcome(Status.ADDED, is_new=True)
_ALREADY_IN = Outcome(Status.ALREADY_IN, reason=Reason.ALREADY_IN)
_INACTIVE = Outcome(Status.REJECTED, reason=Reason.INACTIVE)


def plan(roster: Roster, known: Mapping[str, Known], *, new_id: Callable[[], UUID]) -> Plan:
    """Decides every row, in the order of the file; `known` is the directory's part, by identifier."""
    deciding = _Deciding(roster, known)
    outcomes = [
        deciding.outcome(index, identifier) if identifier else _rejected(roster.odd_rows[index].fault)
        for index, identifier in enumerate(roster.identifier_column)
    ]
    new_users = _new_users(roster, deciding.new_indexes, new_id)
    member_ids = [*deciding.member_ids, *(user[0] for user in new_users)]
    counts = _counts(outcomes, added=len(member_ids), new=len(new_users))
    return Plan(outcomes, new_users, member_ids, counts)


class _Deciding:
    """Remembers which identifiers counted already while it goes through the rows."""

    def __init__(self, roster: Roster, known: Mapping[str, Known]) -> None:
        self._roster = roster
        self._known = known
        self._first: dict[str, int] = {}
        self.new_indexes: list[int] = []
        self.member_ids: list[UUID] = []

    def outcome(self, index: int, identifier: str) -> Outcome:
        """Only a row that is not rejected counts as the first of its identifier."""
        user = self._known.get(identifier)
        if user is not None and not user.is_active:
            return _INACTIVE
        first = self._first.setdefault(identifier, index)
        if first != index:
            first_line = self._roster.line_column[first]
            return Outcome(Status.REPEATED, reason=Reason.REPEATED, first_line=first_line)
        return self._unknown(index) if user is None else self._known_user(index, user)

    def _unknown(self, index: int) -> Outcome:
        self.new_indexes.append(index)
        return _ADDED_NEW

    def _known_user(self, index: int, user: Known) -> Outcome:
        if user.is_member:
            return _ALREADY_IN
        self.member_ids.append(user.user_id)
        if same_person(self._roster.name_column[index], user.name):
            return _ADDED
        return Outcome(Status.ADDED, reason=Reason.OTHER_NAME, directory_name=user.name)


@cache
def _rejected(fault: RowFault | None) -> Outcome:
    return Outcome(Status.REJECTED, reason=fault)


def _new_users(roster: Roster, indexes: list[int], new_id: Callable[[], UUID]) -> list[NewUser]:
    """In the order of their identifiers, so that both keys of a user go into the database in order."""
    indexes.sort(key=roster.identifier_column.__getitem__)
    identifiers = [roster.identifier_column[index] for index in indexes]
    names = [roster.name_column[index] for index in indexes]
    ids = [new_id() for _ in indexes]
    return list(zip(ids, identifiers, names, fold_all(names), strict=True))


def _counts(outcomes: list[Outcome], *, added: int, new: int) -> Counts:
    explained = Counter(outcome.status for outcome in outcomes if outcome.reason)
    return Counts(
        rows=len(outcomes),
        added=added,
        new_in_directory=new,
        already_in=explained[Status.ALREADY_IN],
        repeated=explained[Status.REPEATED],
        warnings=explained[Status.ADDED],
        rejected=explained[Status.REJECTED],
    )
