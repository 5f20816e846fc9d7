"""The plan: every row has one outcome, the totals equal the rows, and nobody is added twice."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from bot import identifiers, names
from bot.names import fold
from bot.planning import Outcome, Plan, Reason, Status, plan
from bot.roster import read
from tests.bot import people
from tests.bot.people import dni, wrong_letter

NURIA, JORDI, PAU = dni(12_345_678), dni(23_456_789), dni(34_567_890)


class Person(NamedTuple):
    """A user of the directory in the form that the plan asks for."""

    user_id: UUID
    name: str
    is_active: bool = True
    is_member: bool = False


def an_id(number: int) -> UUID:
    return uuid5(UUID(int=0), str(number))


def planned(*rows: str, known: Mapping[str, Person] | None = None) -> Plan:
    ids = map(an_id, range(len(rows)))
    roster = read("\n".join(["Identifier;Name", *rows]).encode())
    return plan(roster, known or {}, new_id=lambda: next(ids))


def test_an_unknown_person_is_made_and_added() -> None:
    made = planned(f"{NURIA};Núria Puig")
    assert made.outcomes == [Outcome(Status.ADDED, is_new=True)]
    assert made.new_users == [(an_id(0), NURIA, "Núria Puig", "nuria puig")]
    assert made.member_ids == [an_id(0)]
    assert (made.counts.added, made.counts.new_in_directory) == (1, 1)


def test_a_known_person_is_added_under_the_id_they_have() -> None:
    made = planned(f"{NURIA};PUIG, NURIA", known={NURIA: Person(an_id(9), "Núria Puig")})
    assert made.outcomes == [Outcome(Status.ADDED)]
    assert (made.new_users, made.member_ids) == ([], [an_id(9)])
    assert (made.counts.added, made.counts.new_in_directory, made.counts.warnings) == (1, 0, 0)


def test_a_known_person_under_another_name_is_added_with_a_warning() -> None:
    made = planned(f"{NURIA};Marta Roca", known={NURIA: Person(an_id(9), "Núria Puig")})
    assert made.outcomes == [Outcome(Status.ADDED, reason=Reason.OTHER_NAME, directory_name="Núria Puig")]
    assert made.member_ids == [an_id(9)]
    assert (made.counts.added, made.counts.warnings) == (1, 1)


def test_a_member_is_already_in_whatever_the_name() -> None:
    made = planned(f"{NURIA};Marta Roca", known={NURIA: Person(an_id(9), "Núria Puig", is_member=True)})
    assert made.outcomes == [Outcome(Status.ALREADY_IN, reason=Reason.ALREADY_IN)]
    assert (made.member_ids, made.counts.already_in) == ([], 1)


def test_an_inactive_person_is_rejected_each_time_member_or_not() -> None:
    known = {
        NURIA: Person(an_id(9), "Núria Puig", is_active=False),
        JORDI: Person(an_id(8), "Jordi Soler", is_active=False, is_member=True),
    }
    made = planned(f"{NURIA};Núria Puig", f"{NURIA};Núria Puig", f"{JORDI};Jordi Soler", known=known)
    assert made.outcomes == [Outcome(Status.REJECTED, reason=Reason.INACTIVE)] * 3
    assert (made.member_ids, made.counts.rejected) == ([], 3)


def test_of_repeated_rows_the_first_counts_and_the_others_say_which_it_was() -> None:
    made = planned(
        f"{NURIA};Núria Puig", f"{JORDI};Jordi", "", f"{NURIA.lower()};Marta", f"{NURIA};Núria Puig"
    )
    repeated = Outcome(Status.REPEATED, reason=Reason.REPEATED, first_line=2)
    assert made.outcomes[2:] == [repeated, repeated]
    assert [name for _, _, name, _ in made.new_users] == ["Núria Puig", "Jordi"]


def test_a_member_repeated_is_repeated() -> None:
    row = f"{NURIA};Núria Puig"
    made = planned(row, row, known={NURIA: Person(an_id(9), "Núria Puig", is_member=True)})
    assert [outcome.status for outcome in made.outcomes] == [Status.ALREADY_IN, Status.REPEATED]


def test_a_row_that_was_rejected_is_not_the_first_of_its_identifier() -> None:
    made = planned(f"{NURIA};", f"{NURIA};Núria Puig", f"{NURIA};Núria Puig")
    assert [outcome.status for outcome in made.outcomes] == [Status.REJECTED, Status.ADDED, Status.REPEATED]
    assert made.outcomes[2].first_line == 3


def test_a_repeated_row_with_a_fault_of_its_own_is_rejected_for_it() -> None:
    made = planned(f"{NURIA};Núria Puig", f"{NURIA};")
    assert made.outcomes[1] == Outcome(Status.REJECTED, reason=names.Fault.BLANK)


def test_the_same_wrong_identifier_twice_is_rejected_twice() -> None:
    row = f"{wrong_letter(PAU)};Pau"
    rejected = Outcome(Status.REJECTED, reason=identifiers.Fault.LETTER)
    assert planned(row, row).outcomes == [rejected, rejected]


# Few identifiers, so that they meet again; some known, some not as they should be.
few = [dni(number) for number in (11, 22, 33, 44)]
cells = st.sampled_from([*few, *map(str.lower, few), wrong_letter(few[0]), "", "B12345674"])
rows = st.lists(
    st.builds("{};{}".format, cells, st.sampled_from(["Núria Puig", "Pau", "", "a" * 121])), min_size=1
)
directory = st.dictionaries(
    st.sampled_from(few),
    st.builds(Person, st.uuids(), people.names | st.just("Núria Puig"), st.booleans(), st.booleans()),
)


@given(rows.filter(lambda found: set(found) != {";"}), directory)
def test_the_totals_always_equal_the_rows_read(found: list[str], known: dict[str, Person]) -> None:
    made = planned(*found, known=known)
    counts = made.counts
    assert counts.rows == len(made.outcomes) == sum(row != ";" for row in found)
    assert counts.rows == counts.added + counts.already_in + counts.repeated + counts.rejected
    assert counts.added == len(made.member_ids) == sum(o.status is Status.ADDED for o in made.outcomes)
    assert counts.new_in_directory == len(made.new_users) == sum(o.is_new for o in made.outcomes)
    assert counts.warnings == sum(o.directory_name is not None for o in made.outcomes) <= counts.added


@given(rows.filter(lambda found: set(found) != {";"}), directory)
def test_nobody_is_added_twice_made_twice_or_added_again(found: list[str], known: dict[str, Person]) -> None:
    made = planned(*found, known=known)
    members = {user.user_id for user in known.values() if user.is_member or not user.is_active}
    new_ids = {user_id for user_id, *_ in made.new_users}
    assert len(set(made.member_ids)) == len(made.member_ids)
    assert new_ids <= set(made.member_ids)
    assert members.isdisjoint(made.member_ids)
    assert known.keys().isdisjoint(identifier for _, identifier, _, _ in made.new_users)


@given(st.lists(people.people, min_size=1))
def test_new_users_go_with_their_folded_names(found: list[tuple[str, str]]) -> None:
    made = planned(*(";".join(person) for person in found))
    assert all(folded == fold(name) for _, _, name, folded in made.new_users)
    assert {(identifier, name) for _, identifier, name, _ in made.new_users} <= set(found)
