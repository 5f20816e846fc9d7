"""How a person or an app looks in the page: initials on a colour of their own."""

import zlib
from dataclasses import dataclass

from emulator.workspace import Message, Person, Workspace

ROLES = {
    "owner": "Owner",
    "admin": "Admin",
    "member": "Member",
    "guest": "Guest",
    "stranger": "From another organisation",
    "deactivated": "Deactivated",
    "bot": "App",
}
HUES = 12
OWN_VOICE = "Workspace"
"""Who tells a person of what went wrong."""


@dataclass(frozen=True, kw_only=True)
class Face:
    id: str
    name: str
    initials: str
    hue: int
    kind: str
    """`person`, `app` or `slackbot`: the workspace's own voice."""
    role: str = "Member"


def of_person(person: Person) -> Face:
    kind = "person" if not person.is_bot else "slackbot" if person.id == "USLACKBOT" else "app"
    return Face(
        id=person.id,
        name=OWN_VOICE if kind == "slackbot" else person.name,
        initials=_initials(person.name),
        hue=_hue(person.handle),
        kind=kind,
        role=ROLES[person.role],
    )


def of_message(workspace: Workspace, message: Message) -> Face:
    """The author; a bot may post under a name of its choice."""
    author = workspace.people.get(message.user)
    if message.username or author is None:
        name = message.username or "App"
        return Face(
            id=message.user or name,
            name=name,
            initials=_initials(name),
            hue=_hue(name),
            kind="app",
            role="App",
        )
    return of_person(author)


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()] or ["?"]
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def _hue(seed: str) -> int:
    """The same person has the same colour in every workspace."""
    return zlib.crc32(seed.encode()) % HUES * (360 // HUES)
