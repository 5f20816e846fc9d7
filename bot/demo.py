"""The practice workspace: the emulator as a process of its own, an invented town hall, and the same Colla."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlmodel import Session
from uuid_utils.compat import uuid7

from bot.actors import Actor
from bot.app import Colla, create_app
from bot.groups import Listed
from bot.identifiers import LETTERS
from bot.language import ENGLISH
from bot.names import fold
from bot.settings import Settings
from storage import changes, rosters
from storage.rosters import NewUser

MANIFEST = Path(__file__).parents[1] / "manifest.json"
USERS = 64
GROUPS = {"Tot el personal": None, "Urbanisme": 12, "Serveis socials": 9, "Biblioteca": 0}
_GIVEN = ("Anna", "Pau", "Mercè", "Jordi", "Laia", "Marc", "Núria", "Oriol", "Carla", "Biel", "Irene", "Àlex")
_FAMILY = (
    "Serra",
    "Vila",
    "Costa",
    "Roca",
    "Pons",
    "Ribas",
    "Soler",
    "Mas",
    "Ferrer",
    "Gil",
    "Núñez",
    "Solé",
)


@contextmanager
def workspace(port: int) -> Iterator[str]:
    """The address of the page; everything ends with the block."""
    with tempfile.TemporaryDirectory(prefix="colla-") as folder, _emulator(port) as variables:
        database_url = f"sqlite:///{Path(folder) / 'colla.db'}"
        colla = create_app(Settings.read({**variables, "DATABASE_URL": database_url}))
        colla.start()
        _furnish(colla)
        try:
            yield variables["SLACK_API_URL"].removesuffix("/api/")
        finally:
            colla.stop()


@contextmanager
def _emulator(port: int) -> Iterator[dict[str, str]]:
    """The variables that it says to set, as a shell would."""
    command = [sys.executable, "-m", "emulator", "--port", str(port), "--manifest", str(MANIFEST)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:  # noqa: S603 # our own
        try:
            yield _exported(process)
        finally:
            process.terminate()


def _exported(process: subprocess.Popen[str]) -> dict[str, str]:
    variables: dict[str, str] = {}
    if process.stdout is None:
        raise RuntimeError("the emulator has no output to read")
    while "SLACK_SIGNING_SECRET" not in variables:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the emulator did not start")
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").strip().partition("=")
            variables[name] = value
    return variables


def _furnish(colla: Colla) -> None:
    """A directory and groups to begin with."""
    people = _people()
    actor = Actor(colla.tenant, "USLACKBOT", ENGLISH, door="demo", request="", is_admin=True)
    for name, size in GROUPS.items():
        group = colla.bot.groups.create(name, by=replace(actor, request=f"demo:{name}"))
        chosen = people if size is None else people[:size]
        colla.database.write(partial(_fill, tenant=colla.tenant, group=group, people=chosen))


def _fill(session: Session, tenant: str, group: Listed, people: list[NewUser]) -> None:
    """The group's users, and those of them whom the directory lacks."""
    change = changes.record(
        session,
        tenant,
        id=uuid7(),
        at=datetime.now(UTC),
        actor="USLACKBOT",
        door="demo",
        deed="import users",
        group_id=group.id,
    )
    known = rosters.known(session, tenant, group.id, [person[1] for person in people])
    rosters.add(
        session,
        tenant,
        group.id,
        change.id,
        new_users=[person for person in people if person[1] not in known],
        member_ids=[known[person[1]].user_id if person[1] in known else person[0] for person in people],
    )


def _people() -> list[NewUser]:
    """Always the same: invented names, made-up numbers with their right letters."""
    chance = random.Random(USERS)  # noqa: S311 # invents people, keeps no secret
    return [_person(chance) for _ in range(USERS)]


def _person(chance: random.Random) -> NewUser:
    number = chance.randrange(10_000_000, 99_999_999)
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {chance.choice(_FAMILY)}"
    return uuid7(), f"{number}{LETTERS[number % 23]}", name, fold(name)
