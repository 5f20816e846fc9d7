"""Postings and processes: what stands in Slack already, and who is alive to post it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from storage import postings, processes
from storage.database import Database
from tests.storage.filling import HERE, NOW, THERE


def test_a_posting_is_begun_once(database: Database) -> None:
    owner = uuid7()
    with database.transaction() as session:
        first, is_new = postings.begin(session, HERE, owner, "summary", NOW)
        assert is_new
        first.channel, first.ts = "C0GENERAL", "1763800000.000100"
    with database.transaction() as session:
        again, is_new = postings.begin(session, HERE, owner, "summary", NOW + timedelta(hours=1))
        assert (again.ts, again.since, is_new) == ("1763800000.000100", NOW, False)
        assert postings.begin(session, HERE, owner, "results", NOW)[1]


def test_a_posting_is_found_by_its_owner_and_where_it_stands(database: Database) -> None:
    owner = uuid7()
    with database.transaction() as session:
        made, _ = postings.begin(session, HERE, owner, "summary", NOW)
        made.channel, made.ts = "C0GENERAL", "1763800000.000100"
        session.flush()
        assert postings.find(session, HERE, owner, "summary") == made
        assert postings.find(session, HERE, owner, "results") is None
        assert postings.at(session, HERE, "C0GENERAL", "1763800000.000100") == made
        assert postings.at(session, HERE, "C0GENERAL", "1763800000.000200") is None


def test_postings_of_another_workspace_are_not_seen(database: Database) -> None:
    owner = uuid7()
    with database.transaction() as session:
        theirs, _ = postings.begin(session, THERE, owner, "summary", NOW)
        theirs.channel, theirs.ts = "C0GENERAL", "1763800000.000100"
        session.flush()
        assert postings.find(session, HERE, owner, "summary") is None
        assert postings.at(session, HERE, "C0GENERAL", "1763800000.000100") is None
        assert postings.begin(session, HERE, owner, "summary", NOW)[1]


def test_two_postings_do_not_stand_in_one_place(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        for part in ("summary", "results"):
            posting, _ = postings.begin(session, HERE, uuid7(), part, NOW)
            posting.channel, posting.ts = "C0GENERAL", "1763800000.000100"
            session.flush()


def test_a_process_lives_while_it_is_seen(database: Database) -> None:
    late = NOW + timedelta(minutes=1)
    with database.transaction() as session:
        for name in ("ada", "bo", "cai"):
            processes.seen(session, name, NOW)
        processes.seen(session, "bo", late)
    with database.transaction() as session:
        assert processes.living(session, NOW) == {"ada", "bo", "cai"}
        assert processes.living(session, late) == {"bo"}
        processes.bury(session, late, but="cai")
        assert processes.living(session, NOW) == {"bo", "cai"}
        processes.forget(session, "bo")
        assert processes.living(session, NOW) == {"cai"}
