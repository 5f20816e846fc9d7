"""A town hall to measure on: a directory, a group, and a roster of invented people."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session
from uuid_utils.compat import uuid7

from storage import changes, groups, rosters, workspaces
from storage.database import Database

TENANT = "T0TOWN"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"  # of a DNI, by its number modulo 23
GIVEN = ("Anna", "Joan", "Núria", "Pau", "Laia", "Martí", "Mireia", "Àlex", "Rosa", "Iñaki")
SURNAMES = ("Pla", "Bosch", "Rius", "Coll", "Muñoz", "Vila", "Serra", "Güell", "García", "Peña")
KNOWN_SHARE, MEMBER_SHARE, REPEATED_SHARE = 0.1, 0.05, 0.01
Person = tuple[str, str]  # identifier, name


@dataclass(frozen=True)
class Roster:
    """People in no order; the first of them the directory knows, the first of those are in the group."""

    people: list[Person]
    known: int
    members: int

    def csv(self) -> bytes:
        """As a spreadsheet saves it, with some people twice, all in an order of its own."""
        rng = random.Random(2)  # noqa: S311 # the same file each time, no secret
        lines = self.people + rng.sample(self.people, int(len(self.people) * REPEATED_SHARE))
        rng.shuffle(lines)
        rows = "".join(f"{identifier};{name}\r\n" for identifier, name in lines)
        return f"Identifier;Name\r\n{rows}".encode()


def roster(rows: int) -> Roster:
    """Generated numbers with the letter that belongs to them."""
    rng = random.Random(1)  # noqa: S311 # as above
    numbers = rng.sample(range(10_000_000, 90_000_000), int(rows / (1 + REPEATED_SHARE)))
    people = [(f"{number}{LETTERS[number % 23]}", _name(rng)) for number in numbers]
    return Roster(people, int(len(people) * KNOWN_SHARE), int(len(people) * MEMBER_SHARE))


def settle(database: Database, roster: Roster) -> UUID:
    """The workspace, its group and the people known already; the group's id."""
    known = [(uuid7(), identifier, name, name.lower()) for identifier, name in roster.people[: roster.known]]
    with database.transaction() as session:
        workspaces.get_or_create(session, TENANT, name="Town hall", now=NOW)
        _group(session, "Others", known[roster.members :])
        return _group(session, "Everyone", known[: roster.members])


def _group(session: Session, name: str, users: list[rosters.NewUser]) -> UUID:
    change = changes.record(
        session, TENANT, id=uuid7(), at=NOW, actor="U0NURIA", door="command", deed="create_group"
    )
    group = groups.create(
        session, TENANT, id=uuid7(), name=name, folded_name=name.lower(), created_by=change.id
    )
    ids = [user[0] for user in users]
    rosters.add(session, TENANT, group.id, change.id, new_users=users, member_ids=ids)
    return group.id


def count(database: Database) -> tuple[int, int, int]:
    """How many users, memberships and changes there are."""
    with database.reading() as session:
        connection = session.connection()
        tables = ("users", "memberships", "changes")
        found = [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in tables]  # noqa: S608 # our own words
    return found[0], found[1], found[2]


def _name(rng: random.Random) -> str:
    return f"{rng.choice(SURNAMES)} {rng.choice(SURNAMES)}, {rng.choice(GIVEN)} {rng.randrange(1000)}"
