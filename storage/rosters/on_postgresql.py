"""A roster's rows on PostgreSQL: COPY into a staging table, then one statement, quicker than arrays."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from psycopg import sql
from sqlmodel import Session

from storage.rosters.keys import Keys

FIND = """
    SELECT u.identifier, u.id, u.name, u.is_active, m.user_id IS NOT NULL
    FROM unnest(%(identifiers)s::text[]) asked (identifier)
    JOIN users u ON u.tenant = %(tenant)s AND u.identifier = asked.identifier
    LEFT JOIN memberships m ON m.tenant = %(tenant)s AND m.group_id = %(group_id)s AND m.user_id = u.id
        AND m.removed_by IS NULL
"""
INSERT_USERS = """
    INSERT INTO users (tenant, id, identifier, name, folded_name, is_active, created_by)
    SELECT %(tenant)s, id, identifier, name, folded_name, TRUE, %(change_id)s FROM roster_users
"""
INSERT_MEMBERSHIPS = """
    INSERT INTO memberships (tenant, group_id, user_id, added_by)
    SELECT %(tenant)s, %(group_id)s, id, %(change_id)s FROM {rows}
    ON CONFLICT (tenant, group_id, user_id) WHERE removed_by IS NULL DO NOTHING
"""


def find(
    session: Session, tenant: str, group_id: UUID, identifiers: Sequence[str]
) -> Iterator[tuple[str, UUID, str, bool, bool]]:
    """Identifier, id, name, is active, is member."""
    asked = {"tenant": tenant, "group_id": group_id, "identifiers": list(identifiers)}
    yield from _run(session, FIND, asked)


def insert(
    session: Session,
    keys: Keys,
    new_users: Iterable[tuple[UUID, str, str, str]],
    known_ids: Sequence[UUID],
) -> int:
    """The new users, their memberships and those of users known already; how many memberships that made."""
    values = keys._asdict()
    _stage(session, "roster_users", "id uuid, identifier text, name text, folded_name text", new_users)
    _stage(session, "roster_known", "id uuid", ((id,) for id in known_ids))
    _run(session, INSERT_USERS, values)
    staged = ("roster_users", "roster_known")
    added = [_run(session, INSERT_MEMBERSHIPS.format(rows=rows), values).rowcount for rows in staged]
    return sum(added)


def _stage(session: Session, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """A temporary table filled by COPY, which psycopg has and SQLAlchemy does not.

    It stays until the transaction ends: to drop it and make it anew for each of many rosters would use up
    the server's locks.
    """
    _run(session, f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({columns}) ON COMMIT DROP")
    _run(session, f"TRUNCATE {table}")
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
        for row in rows:
            copy.write_row(row)


def _run(session: Session, statement: str, values: dict[str, Any] | None = None) -> Any:
    return session.connection().exec_driver_sql(statement, values)
