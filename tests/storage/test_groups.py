"""Groups: one living group a name, pages with their sizes, matches while somebody types."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session
from uuid_utils.compat import uuid7

from storage import groups
from storage.database import Database
from storage.models import Group
from tests.storage.filling import HERE, THERE, a_change, a_group, leave, users_in


def test_a_group_is_found_by_its_id_and_its_folded_name(database: Database) -> None:
    with database.transaction() as session:
        made = a_group(session, HERE, "Urbanisme")
    with database.reading() as session:
        assert groups.by_id(session, HERE, made.id) == made
        assert groups.by_folded_name(session, HERE, "urbanisme") == made
        assert groups.by_folded_name(session, HERE, "urban") is None
        assert groups.by_id(session, HERE, uuid7()) is None


def test_a_name_is_taken_while_its_group_lives(database: Database) -> None:
    with database.transaction() as session:
        made = a_group(session, HERE, "Urbanisme")
    with pytest.raises(IntegrityError), database.transaction() as session:
        a_group(session, HERE, "Urbanisme")
    with database.transaction() as session:
        _delete(session, made)
        again = a_group(session, HERE, "Urbanisme")
        assert groups.by_folded_name(session, HERE, "urbanisme") == again


def test_a_deleted_group_is_found_by_its_id_alone(database: Database) -> None:
    with database.transaction() as session:
        gone = a_group(session, HERE, "Urbanisme")
        users_in(session, gone, "00000001R")
        _delete(session, gone)
    with database.reading() as session:
        assert groups.by_id(session, HERE, gone.id) == gone
        assert groups.by_folded_name(session, HERE, "urbanisme") is None
        assert groups.page(session, HERE, limit=10) == []
        assert groups.count(session, HERE) == 0
        assert groups.match(session, HERE, "urb") == []


def test_pages_follow_the_names_and_tell_how_many_users_a_group_has(database: Database) -> None:
    with database.transaction() as session:
        for name in ("Cultura", "Alcaldia", "Brigada"):
            a_group(session, HERE, name)
        users_in(session, _found(session, "brigada"), "00000001R", "00000002W")
        users_in(session, _found(session, "alcaldia"), "00000003A")
    with database.reading() as session:
        first = groups.page(session, HERE, limit=2, offset=0)
        second = groups.page(session, HERE, limit=2, offset=2)
        assert groups.count(session, HERE) == 3
    assert [(group.name, size) for group, size in first] == [("Alcaldia", 1), ("Brigada", 2)]
    assert [(group.name, size) for group, size in second] == [("Cultura", 0)]


def test_a_user_who_left_is_not_counted(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        users_in(session, group, "00000001R", "00000002W")
        leave(session, group, users_in(session, group, "00000003A")[0])
    with database.reading() as session:
        assert groups.size(session, HERE, group.id) == 2
        assert groups.page(session, HERE, limit=1) == [(group, 2)]
        assert groups.size(session, HERE, uuid7()) == 0


def test_a_search_finds_what_is_anywhere_in_a_name(database: Database) -> None:
    with database.transaction() as session:
        for name in ("Policia local", "Local de joves", "Cultura"):
            a_group(session, HERE, name)
    with database.reading() as session:
        assert [group.name for group in groups.match(session, HERE, "local")] == [
            "Local de joves",
            "Policia local",
        ]
        assert [group.name for group in groups.match(session, HERE, "local", limit=1)] == ["Local de joves"]
        assert [group.name for group, _ in groups.page(session, HERE, search_folded="cult", limit=9)] == [
            "Cultura"
        ]
        assert groups.count(session, HERE, search_folded="local") == 2
        assert len(groups.match(session, HERE, "")) == 3


@pytest.mark.parametrize("sign", ["%", "_", "\\", "/", "'"])
def test_a_search_takes_every_sign_as_itself(database: Database, sign: str) -> None:
    with database.transaction() as session:
        a_group(session, HERE, f"Al 100 {sign} fet")
        a_group(session, HERE, "Al 100 x fet")
    with database.reading() as session:
        assert [group.name for group in groups.match(session, HERE, sign)] == [f"Al 100 {sign} fet"]
        assert groups.count(session, HERE, search_folded=f"0 {sign} f") == 1


def test_groups_of_another_workspace_are_not_seen(database: Database) -> None:
    with database.transaction() as session:
        theirs = a_group(session, THERE, "Urbanisme")
        users_in(session, theirs, "00000001R")
        ours = a_group(session, HERE, "Urbanisme")
    with database.reading() as session:
        assert groups.by_id(session, HERE, theirs.id) is None
        assert groups.by_folded_name(session, HERE, "urbanisme") == ours
        assert groups.page(session, HERE, limit=10) == [(ours, 0)]
        assert groups.count(session, HERE) == 1
        assert groups.match(session, HERE, "urb") == [ours]
        assert groups.size(session, HERE, theirs.id) == 0
        assert groups.size(session, THERE, theirs.id) == 1


def _found(session: Session, folded_name: str) -> Group:
    group = groups.by_folded_name(session, HERE, folded_name)
    assert group is not None
    return group


def _delete(session: Session, group: Group) -> None:
    session.add(group)
    group.deleted_by = a_change(session, group.tenant, deed="delete_group").id
    session.flush()
