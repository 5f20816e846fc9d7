"""A whole roster at once: what is known of it, and its rows put in."""

import random
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select
from uuid_utils.compat import uuid7

from storage import groups, rosters, users
from storage.database import Database
from storage.models import Group, Membership, User
from storage.rosters import Known
from tests.storage.filling import HERE, THERE, a_change, a_group, a_user, leave, users_in

AWKWARD_NAMES = (
    'Pla "la Nena" Puig',
    "O'Neill \\ Sons",
    "tab\there",
    "l·l ñ 💠",
    "NULL",
    "\\N",
    "",
    "{}[],;",
)


def test_of_each_identifier_is_told_what_the_directory_and_the_group_know(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        member = users_in(session, group, "00000001R")[0]
        outside = a_user(session, HERE, "00000002W", "Bosch Riu, Joan")
        inactive = a_user(session, HERE, "00000003A", "Rius Mas, Pau", is_active=False)
        asked = ["00000001R", "00000002W", "00000003A", "00000004G", "00000001R"]
        known = rosters.known(session, HERE, group.id, asked)
    assert known == {
        "00000001R": Known(member, "Name 00000001R", is_active=True, is_member=True),
        "00000002W": Known(outside.id, "Bosch Riu, Joan", is_active=True, is_member=False),
        "00000003A": Known(inactive.id, "Rius Mas, Pau", is_active=False, is_member=False),
    }
    assert all(type(one.is_active) is type(one.is_member) is bool for one in known.values())


def test_one_who_left_is_no_member_and_may_come_back(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        [gone] = users_in(session, group, "00000001R")
        leave(session, group, gone)
        assert not rosters.known(session, HERE, group.id, ["00000001R"])["00000001R"].is_member
        assert _add(session, group, gone) == 1
        assert rosters.known(session, HERE, group.id, ["00000001R"])["00000001R"].is_member
        assert len(session.exec(select(Membership)).all()) == 2


@pytest.mark.parametrize("newcomers", [0, 20])
def test_a_small_directory_and_a_large_one_answer_alike(database: Database, newcomers: int) -> None:
    """SQLite reads all of a directory that is small for the roster."""
    asked = [*(f"{number:08}X" for number in range(newcomers)), "00000001R", "00000002W"]
    with database.transaction() as session:
        group = a_group(session, HERE)
        member = users_in(session, group, "00000001R")[0]
        a_user(session, HERE, "00000003A", "Rius Mas, Pau")
        outside = a_user(session, HERE, "00000002W", "Bosch Riu, Joan")
        users_in(session, a_group(session, THERE), "00000000X", "00000002W")
        known = rosters.known(session, HERE, group.id, asked)
    assert {identifier: (one.user_id, one.is_member) for identifier, one in known.items()} == {
        "00000001R": (member, True),
        "00000002W": (outside.id, False),
    }


def test_a_new_user_who_is_to_be_no_member_is_refused(database: Database) -> None:
    with (
        pytest.raises(ValueError, match="every new user becomes a member"),
        database.transaction() as session,
    ):
        group, change = a_group(session, HERE), a_change(session, HERE)
        new = [(uuid7(), "00000001R", "Pla Puig, Anna", "pla puig, anna")]
        rosters.add(session, HERE, group.id, change.id, new_users=new, member_ids=[])


def test_an_empty_roster_is_no_trouble(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        assert rosters.known(session, HERE, group.id, []) == {}
        assert _add(session, group) == 0


def test_names_go_in_as_they_are(database: Database) -> None:
    new = [(uuid7(), f"{number:08}X", name, name.casefold()) for number, name in enumerate(AWKWARD_NAMES)]
    with database.transaction() as session:
        group = a_group(session, HERE)
        change = a_change(session, HERE, deed="import")
        rosters.add(session, HERE, group.id, change.id, new_users=new, member_ids=[user[0] for user in new])
    with database.reading() as session:
        kept = session.exec(select(User).order_by(User.identifier)).all()
        sizes = groups.size(session, HERE, group.id)
    assert [(user.id, user.identifier, user.name, user.folded_name) for user in kept] == new
    assert all(user.is_active and user.created_by == change.id for user in kept)
    assert sizes == len(new)


def test_only_memberships_that_were_made_are_counted(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        members = users_in(session, group, "00000001R", "00000002W")
        other = a_user(session, HERE, "00000003A", "Rius Mas, Pau")
        assert _add(session, group, *members, other.id) == 1
        assert groups.size(session, HERE, group.id) == 3


def test_many_rosters_may_be_added_in_one_transaction(database: Database) -> None:
    with database.transaction() as session:
        all_groups = [a_group(session, HERE, f"Group {number}") for number in range(20)]
        for number, group in enumerate(all_groups):
            users_in(session, group, f"{number:08}X")
        sizes = [size for _, size in groups.page(session, HERE, limit=20)]
    assert sizes == [1] * 20


def test_a_roster_may_be_added_after_another_was_undone(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        with pytest.raises(IntegrityError), session.begin_nested():
            _add(session, group, uuid7())
        users_in(session, group, "00000001R")
        assert groups.size(session, HERE, group.id) == 1


def test_a_taken_identifier_stops_the_whole_roster(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        users_in(session, group, "00000001R")
    with pytest.raises(IntegrityError), database.transaction() as session:
        users_in(session, group, "00000002W", "00000001R")
    with database.reading() as session:
        assert groups.size(session, HERE, group.id) == 1
        assert users.by_identifier(session, HERE, "00000002W") is None


def test_a_user_who_does_not_exist_becomes_no_member(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
    with pytest.raises(IntegrityError), database.transaction() as session:
        _add(session, group, uuid7())


def test_a_user_of_another_workspace_becomes_no_member(database: Database) -> None:
    with database.transaction() as session:
        group, theirs = a_group(session, HERE), a_user(session, THERE, "00000001R", "Pla Puig, Anna")
    with pytest.raises(IntegrityError), database.transaction() as session:
        _add(session, group, theirs.id)


def test_users_of_another_workspace_are_not_known(database: Database) -> None:
    with database.transaction() as session:
        ours, theirs = a_group(session, HERE), a_group(session, THERE)
        users_in(session, theirs, "00000001R")
        assert rosters.known(session, HERE, ours.id, ["00000001R"]) == {}
        assert rosters.known(session, HERE, theirs.id, ["00000001R"]) == {}
        users_in(session, ours, "00000001R")
        assert groups.size(session, HERE, ours.id) == groups.size(session, THERE, theirs.id) == 1


def test_thousands_of_rows_in_any_order_all_go_in(database: Database) -> None:
    identifiers = [f"{number:08}X" for number in range(5000)]
    random.Random(7).shuffle(identifiers)  # noqa: S311 # an order, no secret
    with database.transaction() as session:
        group = a_group(session, HERE)
        ids = users_in(session, group, *identifiers)
        known = rosters.known(session, HERE, group.id, identifiers)
    assert {identifier: one.user_id for identifier, one in known.items()} == dict(
        zip(identifiers, ids, strict=True)
    )
    assert all(one.is_member for one in known.values())


def _add(session: Session, group: Group, *member_ids: UUID) -> int:
    change = a_change(session, group.tenant, deed="import")
    return rosters.add(session, group.tenant, group.id, change.id, new_users=[], member_ids=[*member_ids])
