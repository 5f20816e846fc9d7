"""Workspaces: made once, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import Session, select

from storage import workspaces
from storage.database import Database
from storage.models import Workspace
from tests.storage.filling import HERE, NOW, THERE


def test_a_workspace_is_made_once_and_keeps_its_name(database: Database) -> None:
    with database.transaction() as session:
        workspaces.get_or_create(session, HERE, name="Ajuntament", now=NOW)
    with database.transaction() as session:
        again = workspaces.get_or_create(session, HERE, name="Other", now=NOW)
        assert again.name == "Ajuntament"
        assert workspaces.by_tenant(session, HERE) == again
        assert workspaces.by_tenant(session, THERE) is None


def test_eight_who_come_at_once_get_the_same_workspace(database: Database) -> None:
    start = Barrier(8)

    def come(number: int) -> str:
        start.wait(20)
        return database.write(lambda session: _get(session, str(number)))

    with ThreadPoolExecutor(8) as threads:
        names = set(threads.map(come, range(8)))
    with database.reading() as session:
        assert {workspace.name for workspace in session.exec(select(Workspace))} == names
    assert len(names) == 1


def _get(session: Session, name: str) -> str:
    return workspaces.get_or_create(session, HERE, name=name, now=NOW).name
