"""A roster's rows on SQLite: handed to a staging table, then one statement a table; keys come as JSON."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from storage.rosters.keys import Keys
from storage.sqlite import widen_cache

FIND = """
    SELECT u.identifier, u.id, u.name, u.is_active, m.user_id IS NOT NULL
    FROM {rows}
    LEFT JOIN memberships m ON m.tenant = :tenant AND m.group_id = :group_id AND m.user_id = u.id
        AND m.removed_by IS NULL
    WHERE u.tenant = :tenant
"""
EVERYBODY = "users u"
# CROSS JOIN keeps SQLite from going through the JSON once for each user.
THOSE_ASKED = (
    "json_each(:asked) asked CROSS JOIN users u ON u.tenant = :tenant AND u.identifier = asked.value"
)
COUNT_SOME = "SELECT count(*) FROM (SELECT 1 FROM users WHERE tenant = :tenant LIMIT :limit)"
SMALL = 4  # a directory is small for a roster with this many times its people
STAGE = "CREATE TEMPORARY TABLE roster_users (id, identifier, name, folded_name)"
FILL = "INSERT INTO roster_users VALUES (?, ?, ?, ?)"
INSERT_USERS = """
    INSERT INTO users (tenant, id, identifier, name, folded_name, is_active, created_by)
    SELECT :tenant, id, identifier, name, folded_name, 1, :change_id FROM roster_users
"""
INSERT_MEMBERSHIPS = """
    INSERT INTO memberships (tenant, group_id, user_id, added_by)
    SELECT :tenant, :group_id, {id}, :change_id FROM {rows} WHERE TRUE
    ON CONFLICT (tenant, group_id, user_id) WHERE removed_by IS NULL DO NOTHING
"""


def find(
    session: Session, tenant: str, group_id: UUID, identifiers: Sequence[str]
) -> Iterator[tuple[str, UUID, str, bool, bool]]:
    """Identifier, id, name, is active, is member.

    Of a small directory everybody is read: quicker than asking for each row of a roster of newcomers.
    """
    asked = set(identifiers)
    values = {"tenant": tenant, "group_id": group_id.hex}
    if _is_small(session, tenant, len(asked)):
        rows = _run(session, FIND.format(rows=EVERYBODY), values)
    else:
        rows = _run(session, FIND.format(rows=THOSE_ASKED), {**values, "asked": _json([*asked])})
    for identifier, id, name, is_active, is_member in rows:
        if identifier in asked:
            yield identifier, UUID(int=int(id, 16)), name, bool(is_active), bool(is_member)


def _is_small(session: Session, tenant: str, count: int) -> bool:
    limit = count // SMALL
    found: int = _run(session, COUNT_SOME, {"tenant": tenant, "limit": limit}).scalar_one()
    return found < limit


def insert(
    session: Session,
    keys: Keys,
    new_users: Iterable[tuple[UUID, str, str, str]],
    known_ids: Sequence[UUID],
) -> int:
    """The new users, their memberships and those of users known already; how many memberships that made."""
    connection = session.connection()
    widen_cache(connection)
    values = {"tenant": keys.tenant, "group_id": keys.group_id.hex, "change_id": keys.change_id.hex}
    _run(session, STAGE)
    rows = ((f"{id.int:032x}", identifier, name, folded) for id, identifier, name, folded in new_users)
    _driver(connection).executemany(FILL, rows)
    _run(session, INSERT_USERS, values)
    new = _run(session, INSERT_MEMBERSHIPS.format(id="id", rows="roster_users"), values).rowcount
    _run(session, "DROP TABLE roster_users")
    ids = _json([f"{id.int:032x}" for id in known_ids])
    insert_known = INSERT_MEMBERSHIPS.format(id="value", rows="json_each(:ids)")
    added: int = new + _run(session, insert_known, {**values, "ids": ids}).rowcount
    return added


def _run(session: Session, statement: str, values: dict[str, Any] | None = None) -> Any:
    return session.connection().exec_driver_sql(statement, values)


def _driver(connection: Connection) -> sqlite3.Connection:
    """Sqlite3's own connection: SQLAlchemy would first make a list of all the rows."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 # for mypy: it is never another
    return driver


def _json(rows: Sequence[object]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
