"""Who and what is in the workspace at the start: read from a seed, or the invented town hall."""

import json
from pathlib import Path
from typing import Any

from emulator.ids import new_id
from emulator.manifest import Manifest
from emulator.workspace import Channel, Person, Workspace
from emulator.workspace.people import ROLES

Seed = dict[str, Any]

DEFAULT: Seed = {
    "team": {"name": "Ajuntament de Vilaprat", "domain": "vilaprat"},
    "people": [
        {"name": "Núria Puig", "handle": "nuria", "role": "admin", "locale": "en-US"},
        {"name": "Carme Ferrer", "handle": "carme", "role": "owner", "locale": "ca-ES"},
        {"name": "Pere Soler", "handle": "pere", "role": "member", "locale": "ca-ES"},
        {"name": "Luis Ortega", "handle": "luis", "role": "member", "locale": "es-ES"},
        {"name": "Emma Clarke", "handle": "emma", "role": "member", "locale": "en-GB"},
        {"name": "Aina Bosch", "handle": "aina", "role": "guest", "locale": "ca-ES"},
        {"name": "Marta Gil", "handle": "marta", "role": "stranger", "locale": "es-ES"},
        {"name": "Jordi Vidal", "handle": "jordi", "role": "deactivated", "locale": "ca-ES"},
    ],
    "channels": [
        {"name": "general", "kind": "public", "bot": True, "topic": "Tothom / Todos",
         "members": ["nuria", "carme", "pere", "luis", "emma"]},
        {"name": "secretaria", "kind": "private", "bot": True, "topic": "Secretaria",
         "members": ["nuria", "carme", "pere"]},
        {"name": "urbanisme", "kind": "public", "bot": False, "topic": "Obres i llicències",
         "members": ["nuria", "pere", "luis"]},
        {"name": "recursos-humans", "kind": "private", "bot": False, "members": ["nuria", "carme"]},
        {"name": "festa-major", "kind": "public", "bot": True, "members": ["pere", "emma", "aina"]},
        {"name": "consorci", "kind": "public", "bot": True, "shared": True,
         "topic": "With the Consorci de la Vall", "members": ["nuria", "luis", "marta"]},
        {"kind": "mpim", "bot": True, "members": ["nuria", "pere"]},
    ],
}  # fmt: skip  # a table: one person or channel a line


def workspace(seed: Seed | str | Path | None = None, *, manifest: Manifest | None = None) -> Workspace:
    """A workspace with these people and channels; without a seed, the invented town hall."""
    document = _read(seed)
    team = document["team"]
    made = Workspace(name=team["name"], domain=team["domain"], manifest=manifest)
    foreign = new_id("T")
    for entry in document["people"]:
        made.add_person(_person(entry, made.id, foreign))
    for entry in document["channels"]:
        _add_channel(made, entry)
    return made


def _read(seed: Seed | str | Path | None) -> Seed:
    if seed is None or isinstance(seed, dict):
        return seed or DEFAULT
    document: Seed = json.loads(Path(seed).read_text(encoding="utf-8"))
    return document


def _person(entry: dict[str, Any], team_id: str, foreign: str) -> Person:
    role = entry.get("role", "member")
    if role not in ROLES or role == "bot":
        raise ValueError(f"The seed gives {entry['name']!r} the role {role!r}, which there is not.")
    return Person(
        id=entry.get("id") or new_id("U"),
        name=entry["name"],
        handle=entry.get("handle") or entry["name"].lower().replace(" ", "."),
        team_id=foreign if role == "stranger" else team_id,
        role=role,
        locale=entry.get("locale", "en-US"),
        tz=entry.get("tz", "Europe/Madrid"),
    )


def _add_channel(made: Workspace, entry: dict[str, Any]) -> Channel:
    members = [_member(made, name).id for name in entry.get("members", [])]
    if entry.get("bot"):
        members.append(made.app.bot_user_id)
    if entry.get("kind") == "mpim":
        return made.open_direct(members)
    return made.add_channel(
        Channel(
            id=entry.get("id") or new_id("C"),
            name=entry["name"],
            kind=entry.get("kind", "public"),
            created=int(made.clock.now()),
            creator=members[0] if members else "",
            topic=entry.get("topic", ""),
            is_shared=bool(entry.get("shared")),
            is_archived=bool(entry.get("archived")),
            members=members,
        )
    )


def _member(made: Workspace, name: str) -> Person:
    person = made.person_named(name)
    if person is None:
        raise ValueError(f"The seed puts {name!r} in a channel, but has no such person.")
    return person
