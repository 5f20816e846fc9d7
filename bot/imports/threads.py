"""Opening the thread that waits for rosters: its message, and the template in it."""

import logging
from uuid import UUID

from bot.imports.asking import OPEN_THREAD
from bot.imports.courier import Courier, Invitation, Kind, Place, Stands
from bot.imports.posting import Postings
from bot.imports.templates import Template, write
from bot.language import Language, words
from bot.work import Task
from storage import groups
from storage import imports as threads
from storage.database import Database
from storage.models import ImportThread

INVITATION, PRIVATE_INVITATION, ELSEWHERE, TEMPLATE = (
    "invitation",
    "private invitation",
    "elsewhere",
    "template",
)

log = logging.getLogger(__name__)


class Threads:
    """The work that follows *Import users*, phase by phase."""

    def __init__(self, database: Database, courier: Courier, postings: Postings) -> None:
        self._database = database
        self._courier = courier
        self._postings = postings

    def task(self) -> Task:
        return Task(OPEN_THREAD, (self.open_thread, self.send_template), self.failed)

    def open_thread(self, tenant: str, thread_id: UUID) -> None:
        """Posts the message, and a private one too where the template must not be seen by all."""
        invitation = self._invitation(tenant, thread_id, has_file=False)
        stands = self.open(invitation)
        if stands.kind is Kind.PUBLIC and invitation.elsewhere:
            self._open_elsewhere(invitation, stands)

    def open(self, invitation: Invitation) -> Stands:
        """Where the message stands; posted now unless it was."""
        asked_in = invitation.asked_in
        stands = self._postings.message(
            invitation.tenant,
            invitation.id,
            INVITATION,
            lambda: self._courier.post_invitation(invitation),
            place=(asked_in.channel, asked_in.kind, None),
        )
        self._forget_answer_to(invitation.tenant, invitation.id)
        return stands

    def _open_elsewhere(self, invitation: Invitation, public: Stands) -> None:
        self._postings.message(
            invitation.tenant,
            invitation.id,
            PRIVATE_INVITATION,
            lambda: self._courier.post_invitation_privately(invitation),
            place=None,
        )
        self._postings.message(
            invitation.tenant,
            invitation.id,
            ELSEWHERE,
            lambda: self._courier.post_elsewhere(invitation, public),
            place=(public.channel, public.kind, public.ts),
        )

    def send_template(self, tenant: str, thread_id: UUID) -> None:
        """Puts the template in the thread; in the private one where there is one."""
        private = self._postings.find(tenant, thread_id, PRIVATE_INVITATION)
        stands = private or self._postings.find(tenant, thread_id, INVITATION)
        if stands is None:
            raise RuntimeError("a template is sent only to a thread that is open")
        with self._database.reading() as session:
            name = Template(self._thread(tenant, thread_id).template).file_name
            content = write(session, self._thread(tenant, thread_id))
        self._postings.file(tenant, thread_id, TEMPLATE, name, lambda: content, thread=stands)

    def invitation_with_file(self, tenant: str, thread_id: UUID) -> Invitation:
        """The message above a file that came with the form: it asks for none."""
        return self._invitation(tenant, thread_id, has_file=True)

    def failed(self, tenant: str, thread_id: UUID, reference: str) -> None:
        thread = self._thread(tenant, thread_id)
        sentence = words(
            "I could not open the import. Type /groups import again. (Reference {reference})",
            reference=reference,
        )
        try:
            self._courier.post_trouble(tenant, thread.actor, Language(thread.language), sentence)
        except Exception:
            log.exception("nobody could be told of %s", reference)

    def _invitation(self, tenant: str, thread_id: UUID, *, has_file: bool) -> Invitation:
        thread = self._thread(tenant, thread_id)
        with self._database.reading() as session:
            group = groups.by_id(session, tenant, thread.group_id)
        return Invitation(
            tenant=tenant,
            id=thread_id,
            group=group.name if group else "",
            actor=thread.actor,
            language=Language(thread.language),
            asked_in=Place(thread.asked_in, Kind(thread.asked_in_kind)),
            answer_to=thread.answer_to,
            has_file=has_file,
            elsewhere=not has_file and Template(thread.template).holds_identifiers,
        )

    def _thread(self, tenant: str, thread_id: UUID) -> ImportThread:
        with self._database.reading() as session:
            thread = threads.thread(session, tenant, thread_id)
        if thread is None:
            raise LookupError("an import thread that was queued is not there")
        return thread

    def _forget_answer_to(self, tenant: str, thread_id: UUID) -> None:
        """A response_url is a way into the channel: it is kept no longer than it is needed."""
        thread = self._thread(tenant, thread_id)
        if thread.answer_to:
            thread.answer_to = ""
            self._database.write(lambda session: session.merge(thread))
