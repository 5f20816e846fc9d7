"""The deeds on groups: create, find, list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from bot.actors import Actor
from bot.errors import BotError, NotFound
from bot.language import words
from bot.names import fold, group_name
from bot.permissions import Permissions
from storage import changes, groups
from storage.database import Database
from storage.models import Group

PAGE = 20
SUGGESTIONS = 100


@dataclass(frozen=True)
class Listed:
    """A group as lists show it."""

    id: UUID
    name: str
    users: int


@dataclass(frozen=True)
class Page:
    """Some of the groups, ordered by name; `number` counts from 0, `total` is of all pages together."""

    groups: tuple[Listed, ...]
    number: int
    total: int

    @property
    def last(self) -> int:
        return max(0, (self.total - 1) // PAGE)


class Groups:
    """What managers do with groups."""

    def __init__(
        self,
        database: Database,
        permissions: Permissions,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
    ) -> None:
        self._database = database
        self._permissions = permissions
        self._now = now
        self._new_id = new_id

    def create(self, name: str, *, by: Actor, description: str = "") -> Listed:
        """Makes a group. Raises BotError (field `name`) when the name will not do or is taken."""
        self._permissions.require_manager(by, "create group")
        cleaned = group_name(name)
        return self._database.write(lambda session: self._create(session, cleaned, description.strip(), by))

    def _create(self, session: Session, name: str, description: str, by: Actor) -> Listed:
        done = changes.by_request(session, by.tenant, by.request)
        if done is not None and done.group_id is not None:
            return _listed(session, by.tenant, done.group_id)
        group_id = self._new_id()
        change = changes.record(
            session,
            by.tenant,
            id=self._new_id(),
            at=self._now(),
            actor=by.account,
            door=by.door,
            deed="create group",
            group_id=group_id,
            details={"name": name, "description": description},
            request=by.request,
        )
        _refuse_a_taken_name(session, by.tenant, name)
        group = groups.create(
            session,
            by.tenant,
            id=group_id,
            name=name,
            folded_name=fold(name),
            description=description,
            created_by=change.id,
        )
        return Listed(group.id, name, 0)

    def get(self, group_id: UUID, *, by: Actor) -> Listed:
        """Raises NotFound when it was deleted or is another workspace's."""
        self._permissions.require_manager(by, "see group")
        with self._database.reading() as session:
            return _listed(session, by.tenant, group_id)

    def named(self, name: str, *, by: Actor) -> Listed | None:
        """The living group of that name, in any case and accents."""
        self._permissions.require_manager(by, "see group")
        with self._database.reading() as session:
            group = groups.by_folded_name(session, by.tenant, fold(name))
            return _listed(session, by.tenant, group.id) if group else None

    def matching(self, text: str, *, by: Actor) -> tuple[Listed, ...]:
        """Those whose name contains the text, for a select; SUGGESTIONS of them at most."""
        self._permissions.require_manager(by, "see groups")
        with self._database.reading() as session:
            found = groups.page(session, by.tenant, search_folded=fold(text), limit=SUGGESTIONS)
            return tuple(Listed(group.id, group.name, users) for group, users in found)

    def page(self, number: int, *, by: Actor) -> Page:
        """One page of all groups; a number past the end gives the last page."""
        self._permissions.require_manager(by, "see groups")
        with self._database.reading() as session:
            total = groups.count(session, by.tenant)
            number = max(0, min(number, (total - 1) // PAGE))
            found = groups.page(session, by.tenant, limit=PAGE, offset=number * PAGE)
            return Page(tuple(Listed(group.id, group.name, users) for group, users in found), number, total)


def living(session: Session, tenant: str, group_id: UUID) -> Group:
    """Raises NotFound when it was deleted or is another workspace's: both look the same."""
    group = groups.by_id(session, tenant, group_id)
    if group is None or group.deleted_by is not None:
        raise NotFound(words("This group is not there any more. Type /groups to see those that are."))
    return group


def _listed(session: Session, tenant: str, group_id: UUID) -> Listed:
    group = living(session, tenant, group_id)
    return Listed(group.id, group.name, groups.size(session, tenant, group_id))


def _refuse_a_taken_name(session: Session, tenant: str, name: str) -> None:
    taken = groups.by_folded_name(session, tenant, fold(name))
    if taken is not None:
        raise BotError(
            words(
                "There is a group “{name}” already. Choose another name, or use that group.", name=taken.name
            ),
            field="name",
        )
