"""Imports and their threads: a second delivery finds the first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from storage import imports
from storage.database import Database
from storage.models import Group, Import, ImportThread
from tests.storage.filling import HERE, THERE, a_change, a_group, a_thread, an_import


@pytest.fixture
def group(database: Database) -> Group:
    with database.transaction() as session:
        return a_group(session, HERE)


@pytest.fixture
def thread(database: Database, group: Group) -> ImportThread:
    with database.transaction() as session:
        return imports.add_thread(session, a_thread(group))[0]


def test_a_thread_is_found_by_id_and_by_request(database: Database, thread: ImportThread) -> None:
    with database.reading() as session:
        assert imports.thread(session, HERE, thread.id) == thread
        assert imports.thread_by_request(session, HERE, "trigger-1") == thread
        assert imports.thread_by_request(session, HERE, "trigger-2") is None
        assert imports.thread(session, HERE, uuid7()) is None


def test_a_request_opens_one_thread(database: Database, group: Group, thread: ImportThread) -> None:
    with database.transaction() as session:
        again, is_new = imports.add_thread(session, a_thread(group))
        other, other_is_new = imports.add_thread(session, a_thread(group, "trigger-2"))
    assert (again.id, is_new) == (thread.id, False)
    assert (other.id != thread.id, other_is_new) == (True, True)


def test_a_file_goes_into_a_group_once(database: Database, thread: ImportThread) -> None:
    with database.transaction() as session:
        first, is_new = imports.add(session, an_import(thread))
        assert is_new
    with database.transaction() as session:
        again, is_new = imports.add(session, an_import(thread))
        assert (again.id, is_new) == (first.id, False)
        assert imports.by_id(session, HERE, first.id) == again
        assert imports.import_by_file(session, HERE, "F0ROSTER", thread.group_id) == again
        assert imports.import_by_file(session, HERE, "F0OTHER", thread.group_id) is None
        assert imports.by_id(session, HERE, uuid7()) is None


def test_the_same_file_may_go_into_another_group(database: Database, thread: ImportThread) -> None:
    with database.transaction() as session:
        imports.add(session, an_import(thread))
        other = imports.add_thread(session, a_thread(a_group(session, HERE, "Cultura"), "trigger-2"))[0]
        assert imports.add(session, an_import(other))[1]


def test_a_file_delivered_eight_times_at_once_is_one_import(database: Database, thread: ImportThread) -> None:
    start = Barrier(8)

    def deliver(_: int) -> tuple[UUID, bool]:
        start.wait(20)
        return database.write(lambda session: _ids(imports.add(session, an_import(thread))))

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(deliver, range(8)))
    assert len({id for id, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1


def test_what_came_before_a_second_delivery_in_its_transaction_stays(
    database: Database, group: Group, thread: ImportThread
) -> None:
    with database.transaction() as session:
        a_group(session, HERE, "Cultura")
        assert not imports.add_thread(session, a_thread(group))[1]
    with database.transaction() as session, pytest.raises(IntegrityError):
        a_group(session, HERE, "Cultura")


def test_an_import_for_no_thread_is_refused(database: Database, group: Group) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        imports.add(session, an_import(a_thread(group)))


def test_the_same_bytes_are_recognised_once_they_were_applied(
    database: Database, thread: ImportThread
) -> None:
    with database.transaction() as session:
        waiting = _with_digest(an_import(thread, "F0WAITING"), "aa")
        late = _with_digest(an_import(thread, "F0LATE"), "aa", change_id=a_change(session, HERE).id)
        early = _with_digest(an_import(thread, "F0EARLY"), "aa", change_id=a_change(session, HERE).id)
        early.received_at -= timedelta(minutes=1)
        for one in (waiting, late, early):
            imports.add(session, one)
        assert imports.same_digest(session, HERE, thread.group_id, "aa", waiting.id) == early
        assert imports.same_digest(session, HERE, thread.group_id, "aa", early.id) == late
        assert imports.same_digest(session, HERE, thread.group_id, "bb", waiting.id) is None
        assert imports.same_digest(session, HERE, uuid7(), "aa", waiting.id) is None


def test_imports_of_another_workspace_are_not_seen(database: Database) -> None:
    with database.transaction() as session:
        theirs = imports.add_thread(session, a_thread(a_group(session, THERE)))[0]
        change = a_change(session, THERE)
        one = _with_digest(an_import(theirs), "aa", change_id=change.id)
        imports.add(session, one)
    with database.reading() as session:
        assert imports.thread(session, HERE, theirs.id) is None
        assert imports.thread_by_request(session, HERE, theirs.request) is None
        assert imports.by_id(session, HERE, one.id) is None
        assert imports.import_by_file(session, HERE, one.file, one.group_id) is None
        assert imports.same_digest(session, HERE, one.group_id, "aa", uuid7()) is None
        assert imports.same_digest(session, THERE, one.group_id, "aa", uuid7()) == one


def _ids(found: tuple[Import, bool]) -> tuple[UUID, bool]:
    return found[0].id, found[1]


def _with_digest(one: Import, digest: str, *, change_id: UUID | None = None) -> Import:
    one.digest, one.change_id = digest, change_id
    return one
