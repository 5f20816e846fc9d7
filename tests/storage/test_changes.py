"""The history: numbered without a gap, chained by hashes, one chain a workspace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select
from uuid_utils.compat import uuid7

from storage import changes, workspaces
from storage.database import Database
from storage.models import Change
from tests.storage.filling import HERE, NOW, THERE, a_change

ALTERATIONS = (
    "UPDATE changes SET actor = 'U0SOMEONE' WHERE number = 2",
    'UPDATE changes SET details = \'{"name": "other"}\' WHERE number = 2',
    "UPDATE changes SET reason = 'because' WHERE number = 2",
    "UPDATE changes SET previous_hash = hash WHERE number = 2",
    "DELETE FROM changes WHERE number = 2",
)


def test_changes_are_numbered_and_each_holds_the_hash_before(database: Database) -> None:
    with database.transaction() as session:
        first, second = a_change(session, HERE), a_change(session, HERE)
    assert (first.number, second.number) == (1, 2)
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    assert len(first.hash) == len(second.hash) == 64
    assert first.hash != second.hash


def test_everything_told_of_a_change_is_kept_and_hashed(database: Database) -> None:
    told: dict[str, Any] = {name: uuid7() for name in ("id", "group_id", "user_id", "import_id", "undoes")}
    told |= {"actor": "U0NURIA", "door": "upload", "deed": "import", "outcome": "refused", "request": "Ev1"}
    told |= {"reason": "l·l, ñ, 💠", "details": {"name": "Núria", "sizes": [1, 2.5, None], "all": True}}
    with database.transaction() as session:
        workspaces.get_or_create(session, HERE, name="", now=NOW)
        changes.record(session, HERE, at=NOW.astimezone(timezone(timedelta(hours=-3))), **told)
    with database.reading() as session:
        kept = session.exec(select(Change)).one()
        assert changes.verify(session, HERE) is None
    assert {name: getattr(kept, name) for name in told} == told
    assert kept.at == NOW


def test_an_untouched_history_verifies(database: Database) -> None:
    with database.transaction() as session:
        _write_history(session)
    with database.reading() as session:
        assert changes.verify(session, HERE) is None
        assert changes.verify(session, "T0NOBODY") is None


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_the_first_change_that_somebody_altered_is_found(database: Database, alteration: str) -> None:
    with database.transaction() as session:
        _write_history(session)
    with database.transaction() as session:
        session.execute(text(alteration + f" AND tenant = '{HERE}'"))
    with database.reading() as session:
        assert changes.verify(session, HERE) == 2
        assert changes.verify(session, THERE) is None


def test_a_history_without_its_latest_change_is_found_out(database: Database) -> None:
    with database.transaction() as session:
        _write_history(session)
        session.execute(text(f"DELETE FROM changes WHERE number = 4 AND tenant = '{HERE}'"))  # noqa: S608 # our own words
    with database.reading() as session:
        assert changes.verify(session, HERE) == 4


def test_eight_threads_write_one_chain(database: Database) -> None:
    with database.transaction() as session:
        workspaces.get_or_create(session, HERE, name="", now=NOW)
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda _: _record_once(database), range(80)))
    assert sorted(numbers) == list(range(1, 81))
    with database.reading() as session:
        assert changes.verify(session, HERE) is None


def test_a_request_is_recorded_once_a_workspace(database: Database) -> None:
    with database.transaction() as session:
        first = a_change(session, HERE, request="Ev1")
        a_change(session, THERE, request="Ev1")
    with pytest.raises(IntegrityError), database.transaction() as session:
        a_change(session, HERE, request="Ev1")
    with database.reading() as session:
        found = changes.by_request(session, HERE, "Ev1")
        assert found is not None
        assert found.id == first.id
        assert changes.by_request(session, HERE, "Ev2") is None
        assert changes.verify(session, HERE) is None


def test_a_request_of_another_workspace_is_not_found(database: Database) -> None:
    with database.transaction() as session:
        a_change(session, THERE, request="Ev1")
    with database.reading() as session:
        assert changes.by_request(session, HERE, "Ev1") is None


def test_a_change_without_a_workspace_is_refused(database: Database) -> None:
    with pytest.raises(LookupError), database.transaction() as session:
        changes.record(session, "T0NOBODY", id=uuid7(), at=NOW, actor="U", door="form", deed="rename")


def test_a_change_that_was_rolled_back_leaves_no_gap(database: Database) -> None:
    with pytest.raises(RuntimeError, match="changed my mind"):
        _record_and_raise(database)
    with database.transaction() as session:
        assert a_change(session, HERE).number == 1
        assert changes.verify(session, HERE) is None


def _write_history(session: Session) -> None:
    """Four changes here, two there, in turns."""
    for tenant in (HERE, THERE, HERE, HERE, THERE, HERE):
        a_change(session, tenant)


def _record_once(database: Database) -> int:
    return database.write(lambda session: a_change(session, HERE).number)


def _record_and_raise(database: Database) -> None:
    with database.transaction() as session:
        a_change(session, HERE)
        raise RuntimeError("changed my mind")
