"""The two templates that the form offers."""

from enum import StrEnum

from sqlmodel import Session

from bot import roster
from bot.language import Language
from storage import users
from storage.models import ImportThread


class Template(StrEnum):
    """Which rows the file comes with: none, or everybody who is not in the group."""

    USERS = "users"
    UNASSIGNED = "unassigned"

    @property
    def holds_identifiers(self) -> bool:
        return self is Template.UNASSIGNED

    @property
    def file_name(self) -> str:
        return roster.AVAILABLE_NAME if self is Template.UNASSIGNED else roster.TEMPLATE_NAME


def write(session: Session, thread: ImportThread) -> bytes:
    """The file of a thread, its header in the language of who asked."""
    language = Language(thread.language)
    if Template(thread.template).holds_identifiers:
        return roster.export(users.outside(session, thread.tenant, thread.group_id), language)
    return roster.template(language)
