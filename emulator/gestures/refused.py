"""What Slack's client would not let a person do, in words."""

from emulator.workspace import Person


class Refused(Exception):  # read as a sentence where it is raised
    """The words are for the person."""


def require_active(person: Person) -> None:
    """Raise unless somebody can sit at this account's keyboard."""
    if not person.can_act:
        raise Refused(f"{person.name}'s account is deactivated.")
