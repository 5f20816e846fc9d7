"""Colla's import of a roster, from its bytes to the commit."""

import resource
import sys
from pathlib import Path
from uuid import UUID

from sqlmodel import Session
from uuid_utils.compat import uuid7

from benchmarks.town import NOW, TENANT
from bot import collector, planning
from bot import roster as rosters_read
from bot.roster import Roster
from storage import changes, ids, rosters, workspaces
from storage.database import Database


def import_roster(database: Database, group_id: UUID, content: bytes) -> int:
    """Parse, check, plan and commit; how many users were added."""
    roster = rosters_read.read(content, filename="users.csv")
    return database.write(lambda session: _apply(session, group_id, roster))


def _apply(session: Session, group_id: UUID, roster: Roster) -> int:
    workspaces.lock(session, TENANT)
    known = rosters.known(session, TENANT, group_id, roster.identifiers())
    plan = planning.plan(roster, known, new_id=ids.successive())
    change = changes.record(
        session, TENANT, id=uuid7(), at=NOW, actor="U0NURIA", door="upload", deed="import", group_id=group_id
    )
    return rosters.add(
        session, TENANT, group_id, change.id, new_users=plan.new_users, member_ids=plan.member_ids
    )


def main() -> None:
    """In a process of its own: import, and say how many megabytes it took at its fullest."""
    url, group_id, file = sys.argv[1:]
    collector.settle()
    database = Database(url)
    import_roster(database, UUID(group_id), Path(file).read_bytes())
    database.close()
    sys.stdout.write(f"{_peak()}\n")


def _peak() -> int:
    """From Linux itself where there is one: getrusage also counts what this process was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
