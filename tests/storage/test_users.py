"""The directory: one user an identifier, and who of them is not in a group."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage import users
from storage.database import Database
from tests.storage.filling import HERE, THERE, a_group, a_user, leave, users_in


def test_a_user_is_found_by_the_identifier(database: Database) -> None:
    with database.transaction() as session:
        made = a_user(session, HERE, "00000001R", "Pla Puig, Anna")
    with database.reading() as session:
        assert users.by_identifier(session, HERE, "00000001R") == made
        assert users.by_identifier(session, HERE, "00000002W") is None


def test_an_identifier_is_one_users_in_a_workspace(database: Database) -> None:
    with database.transaction() as session:
        a_user(session, HERE, "00000001R", "Pla Puig, Anna")
        a_user(session, THERE, "00000001R", "Pla Puig, Anna")
    with pytest.raises(IntegrityError), database.transaction() as session:
        a_user(session, HERE, "00000001R", "Bosch Riu, Joan")


def test_those_outside_a_group_come_by_name(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        for identifier, name in (("00000001R", "Rius"), ("00000002W", "Bosch"), ("00000003A", "Bosch")):
            a_user(session, HERE, identifier, name)
        users_in(session, group, "00000004G")
    with database.reading() as session:
        outside = list(users.outside(session, HERE, group.id))
    assert outside == [("00000002W", "Bosch"), ("00000003A", "Bosch"), ("00000001R", "Rius")]


def test_one_who_left_or_is_in_another_group_is_outside(database: Database) -> None:
    with database.transaction() as session:
        group, other = a_group(session, HERE), a_group(session, HERE, "Cultura")
        users_in(session, other, "00000001R")
        leave(session, group, users_in(session, group, "00000002W")[0])
    with database.reading() as session:
        outside = [identifier for identifier, _ in users.outside(session, HERE, group.id)]
    assert outside == ["00000001R", "00000002W"]


def test_an_inactive_user_is_not_offered(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        a_user(session, HERE, "00000001R", "Pla Puig, Anna", is_active=False)
    with database.reading() as session:
        assert list(users.outside(session, HERE, group.id)) == []


def test_a_long_list_is_read_as_it_is_asked_for(database: Database) -> None:
    count = 2 * users.CHUNK + 1
    with database.transaction() as session:
        group, other = a_group(session, HERE), a_group(session, HERE, "Cultura")
        users_in(session, other, *(f"{number:08}X" for number in range(count)))
    with database.reading() as session:
        assert len(list(users.outside(session, HERE, group.id))) == count
        assert next(users.outside(session, HERE, group.id))[0] == "00000000X"


def test_users_of_another_workspace_are_not_seen(database: Database) -> None:
    with database.transaction() as session:
        group = a_group(session, HERE)
        a_user(session, THERE, "00000001R", "Pla Puig, Anna")
    with database.reading() as session:
        assert users.by_identifier(session, HERE, "00000001R") is None
        assert list(users.outside(session, HERE, group.id)) == []
