"""The same job in plain SQL: the database's own loader into a staging table, then one statement a table.

It trims, drops repeats, inserts unknown users, memberships and one change; it checks no letter, follows no
hash and knows no person under two spellings. Its ids are in order too, so that it is as quick as it can be.
"""

import subprocess
from pathlib import Path
from uuid import UUID

from benchmarks.town import TENANT

SQLITE = """
PRAGMA synchronous=FULL;
PRAGMA foreign_keys=ON;
CREATE TEMP TABLE staging (identifier TEXT, name TEXT);
.mode csv
.separator ;
.import --schema temp --skip 1 {file} staging
BEGIN IMMEDIATE;
UPDATE workspaces SET change_count = change_count + 1 WHERE tenant = '{tenant}';
INSERT INTO changes (tenant, id, number, at, actor, door, deed, outcome, group_id, reason, details,
                     previous_hash, hash)
SELECT '{tenant}', '{change}', change_count, '2026-11-22 09:30:00.000000', 'U0NURIA', 'sql', 'import', 'done',
       '{group}', '', '{{}}', last_hash, '' FROM workspaces WHERE tenant = '{tenant}';
CREATE TEMP TABLE people AS
    SELECT upper(trim(identifier)) AS identifier, trim(name) AS name, min(rowid) AS line
    FROM staging GROUP BY upper(trim(identifier));
INSERT INTO users (tenant, id, identifier, name, folded_name, is_active, created_by)
SELECT '{tenant}', printf('019f00000000700080%014x', rowid), identifier, name, lower(name), 1, '{change}'
FROM people
WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.tenant = '{tenant}' AND u.identifier = people.identifier);
INSERT INTO memberships (tenant, group_id, user_id, added_by)
SELECT '{tenant}', '{group}', u.id, '{change}'
FROM people CROSS JOIN users u ON u.tenant = '{tenant}' AND u.identifier = people.identifier
WHERE u.is_active
ON CONFLICT (tenant, group_id, user_id) WHERE removed_by IS NULL DO NOTHING;
COMMIT;
"""
POSTGRESQL = """
\\set ON_ERROR_STOP on
BEGIN;
CREATE TEMP TABLE staging (line serial, identifier text, name text) ON COMMIT DROP;
\\copy staging (identifier, name) FROM '{file}' WITH (FORMAT csv, DELIMITER ';', HEADER)
UPDATE workspaces SET change_count = change_count + 1 WHERE tenant = '{tenant}';
INSERT INTO changes (tenant, id, number, at, actor, door, deed, outcome, group_id, reason, details,
                     previous_hash, hash)
SELECT '{tenant}', '{change}', change_count, now(), 'U0NURIA', 'sql', 'import', 'done',
       '{group}', '', '{{}}', last_hash, '' FROM workspaces WHERE tenant = '{tenant}';
CREATE TEMP TABLE people ON COMMIT DROP AS
    SELECT DISTINCT ON (upper(trim(identifier))) upper(trim(identifier)) AS identifier, trim(name) AS name
    FROM staging ORDER BY upper(trim(identifier)), line;
ANALYZE people;
INSERT INTO users (tenant, id, identifier, name, folded_name, is_active, created_by)
SELECT '{tenant}', uuidv7(), identifier, name, lower(name), true, '{change}'
FROM people
WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.tenant = '{tenant}' AND u.identifier = people.identifier);
INSERT INTO memberships (tenant, group_id, user_id, added_by)
SELECT '{tenant}', '{group}', u.id, '{change}'
FROM people JOIN users u ON u.tenant = '{tenant}' AND u.identifier = people.identifier
WHERE u.is_active
ON CONFLICT (tenant, group_id, user_id) WHERE removed_by IS NULL DO NOTHING;
COMMIT;
"""
CHANGE = UUID("019f0000-0000-7000-8000-00000000c0de")


def import_into_sqlite(database_file: str, group_id: UUID, file: Path) -> None:
    """By the program sqlite3."""
    script = SQLITE.format(file=file, tenant=TENANT, group=group_id.hex, change=CHANGE.hex)
    _run(["sqlite3", "-bail", database_file], script)


def import_into_postgresql(psql: Path, url: str, group_id: UUID, file: Path) -> None:
    """By the program psql."""
    script = POSTGRESQL.format(file=file, tenant=TENANT, group=group_id, change=CHANGE)
    _run([str(psql), "-qX", url], script)


def _run(command: list[str], script: str) -> None:
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=True)  # noqa: S603 # our own words
    if done.stderr:
        raise RuntimeError(done.stderr)
