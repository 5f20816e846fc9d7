"""Asking for an import: opening its thread, and receiving the files that are dropped there."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from bot.actors import Actor
from bot.errors import NotFound
from bot.groups import living
from bot.imports.courier import Place
from bot.imports.templates import Template
from bot.language import words
from bot.permissions import Permissions
from bot.work import Work
from storage import imports, postings
from storage.database import Database
from storage.models import Import, ImportThread

DEED = "import users"
OPEN_THREAD = "open import thread"
IMPORT = "import"


class Imports:
    """What managers do with rosters; whatever may be slow is done later, by Running."""

    def __init__(
        self,
        database: Database,
        permissions: Permissions,
        work: Work,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
    ) -> None:
        self._database = database
        self._permissions = permissions
        self._work = work
        self._now = now
        self._new_id = new_id

    def invite(
        self,
        group_id: UUID,
        template: Template,
        *,
        by: Actor,
        place: Place,
        answer_to: str = "",
        file: str | None = None,
    ) -> None:
        """Opens a thread that waits for rosters, and imports the file when one came along.

        Raises NotFound when the group is not there any more. `answer_to`: a response_url for what the
        thread itself cannot say.
        """
        self._permissions.require_manager(by, DEED)
        self._database.write(
            lambda session: self._invite(session, group_id, template, by, place, answer_to, file)
        )

    def _invite(
        self,
        session: Session,
        group_id: UUID,
        template: Template,
        by: Actor,
        place: Place,
        answer_to: str,
        file: str | None,
    ) -> None:
        living(session, by.tenant, group_id)
        thread, is_new = imports.add_thread(
            session,
            ImportThread(
                tenant=by.tenant,
                id=self._new_id(),
                request=by.request,
                group_id=group_id,
                template=template,
                actor=by.account,
                language=by.language.code,
                created_at=self._now(),
                asked_in=place.channel,
                asked_in_kind=place.kind,
                answer_to=answer_to,
            ),
        )
        if is_new and file:
            self._receive(session, thread, file, by, None, None)
        elif is_new:
            self._work.begin(session, OPEN_THREAD, by.tenant, thread.id)

    def waits_in(self, tenant: str, channel: str, thread_ts: str) -> bool:
        """Whether files that are dropped there are for us; most threads of a workspace are not."""
        with self._database.reading() as session:
            return self._thread(session, tenant, channel, thread_ts) is not None

    def receive(self, files: tuple[str, ...], *, by: Actor, place: Place, thread_ts: str) -> None:
        """Takes the files that were dropped into a thread. Raises NotFound when no import waits there."""
        self._permissions.require_manager(by, DEED)

        def write(session: Session) -> None:
            thread = self._thread(session, by.tenant, place.channel, thread_ts)
            if thread is None:
                raise NotFound(words("No import waits in this thread. Type /groups import to open one."))
            for file in files:
                self._receive(session, thread, file, by, place, thread_ts)

        self._database.write(write)

    def _thread(self, session: Session, tenant: str, channel: str, ts: str) -> ImportThread | None:
        posting = postings.at(session, tenant, channel, ts)
        return imports.thread(session, tenant, posting.owner) if posting else None

    def _receive(
        self,
        session: Session,
        thread: ImportThread,
        file: str,
        by: Actor,
        place: Place | None,
        thread_ts: str | None,
    ) -> None:
        received, is_new = imports.add(
            session,
            Import(
                tenant=by.tenant,
                id=self._new_id(),
                group_id=thread.group_id,
                thread_id=thread.id,
                file=file,
                actor=by.account,
                door=by.door,
                language=by.language.code,
                received_at=self._now(),
                channel=place.channel if place else None,
                channel_kind=place.kind if place else None,
                thread_ts=thread_ts,
            ),
        )
        if is_new:
            self._work.begin(session, IMPORT, by.tenant, received.id)
