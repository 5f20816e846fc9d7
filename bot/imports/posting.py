"""Saying a thing in Slack once, although posting cannot be repeated safely.

Before a message is sent, it is written down that it will be; after, where it stands. Who finds the first
without the second (this process died in between) looks for the message before sending it again.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.imports.courier import Courier, Kind, Stands
from storage import postings
from storage.database import Database
from storage.models import Posting


class Postings:
    """What rows of ours say in Slack."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        *,
        now: Callable[[], datetime],
        reached: Callable[[str], None],
    ) -> None:
        self._database = database
        self._courier = courier
        self._now = now
        self._reached = reached

    def find(self, tenant: str, owner: UUID, part: str) -> Stands | None:
        with self._database.reading() as session:
            posting = postings.find(session, tenant, owner, part)
            return _stands(posting) if posting else None

    def message(
        self,
        tenant: str,
        owner: UUID,
        part: str,
        post: Callable[[], Stands],
        *,
        place: tuple[str, Kind, str | None] | None,
    ) -> Stands:
        """Where this part of the owner stands; posted now unless it was. `place`: channel, kind, thread."""
        posting, is_new = self._begin(tenant, owner, part)
        if found := _stands(posting):
            return found
        stands = (None if is_new else self._search(posting, place)) or post()
        self._reached(f"sent {part}")
        self._save(posting, channel=stands.channel, kind=stands.kind, ts=stands.ts)
        self._reached(f"kept {part}")
        return stands

    def file(
        self, tenant: str, owner: UUID, part: str, name: str, content: Callable[[], bytes], *, thread: Stands
    ) -> None:
        """Shows a file in a thread; its id is kept before it is shown, so that it is shown once."""
        posting, _ = self._begin(tenant, owner, part)
        file = posting.file or self._courier.upload(tenant, name, content())
        self._reached(f"uploaded {part}")
        self._save(posting, file=file, channel=thread.channel)
        self._reached(f"kept {part}")
        self._courier.share(tenant, file, name, thread)
        self._reached(f"shared {part}")

    def _begin(self, tenant: str, owner: UUID, part: str) -> tuple[Posting, bool]:
        return self._database.write(lambda session: postings.begin(session, tenant, owner, part, self._now()))

    def _search(self, posting: Posting, place: tuple[str, Kind, str | None] | None) -> Stands | None:
        if place is None:
            return None
        channel, kind, thread = place
        ts = self._courier.find(
            posting.tenant, channel, marker(posting.owner, posting.part), posting.since, thread
        )
        return Stands(channel, kind, ts) if ts else None

    def _save(self, posting: Posting, **where: str) -> None:
        for name, value in where.items():
            setattr(posting, name, value)
        self._database.write(lambda session: session.merge(posting))


def marker(owner: UUID, part: str) -> str:
    """What a message carries unseen, so that it can be found again."""
    return f"{owner}:{part}"


def _stands(posting: Posting) -> Stands | None:
    if posting.ts is None or posting.channel is None or posting.kind is None:
        return None
    return Stands(posting.channel, Kind(posting.kind), posting.ts)
