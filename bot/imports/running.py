"""The journey of a roster into its group, phase by phase; each phase may be run again after a death."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlmodel import Session

from bot import planning, roster
from bot.errors import BotError
from bot.groups import living
from bot.imports.asking import DEED, IMPORT
from bot.imports.courier import Courier, Kind, Stands, Telling
from bot.imports.posting import Postings
from bot.imports.threads import INVITATION, Threads
from bot.language import Language, Words, words
from bot.report import Report, report, results
from bot.roster import Roster
from bot.work import Task
from storage import changes, groups, ids, imports, rosters, workspaces
from storage.database import Database
from storage.models import Import

RECEIVED, APPLIED, REFUSED = "received", "applied", "refused"
SUMMARY, DETAILS, RESULTS = "summary", "details", "results"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Read:
    """A file that was downloaded and read."""

    name: str
    digest: str
    roster: Roster


class Running:
    """`reached` is told the name of each point that was got to; tests kill the process there."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        threads: Threads,
        postings: Postings,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID],
        reached: Callable[[str], None],
    ) -> None:
        self._database = database
        self._courier = courier
        self._threads = threads
        self._postings = postings
        self._now = now
        self._new_id = new_id
        self._reached = reached

    def task(self) -> Task:
        return Task(
            IMPORT, (self.open_thread, self.announce, self.carry_out, self.tell, self.attach), self.failed
        )

    def open_thread(self, tenant: str, import_id: UUID) -> None:
        """For a file that came with the form; one that was dropped has its thread already."""
        row = self._row(tenant, import_id)
        if row.thread_ts is None:
            self._threads.open(self._threads.invitation_with_file(tenant, row.thread_id))

    def announce(self, tenant: str, import_id: UUID) -> None:
        """Says in the thread that the file is being read; the message becomes the summary."""
        telling = self._telling(tenant, import_id)
        thread = telling.thread
        self._postings.message(
            tenant,
            import_id,
            SUMMARY,
            lambda: self._courier.post_reading(telling),
            place=(thread.channel, thread.kind, thread.ts),
        )

    def carry_out(self, tenant: str, import_id: UUID) -> None:
        """All good rows, the change, the report and the results file in one transaction, or a refusal."""
        row = self._row(tenant, import_id)
        if row.state != RECEIVED:
            return
        try:
            read = self._read(tenant, row.file)
            self._database.write(lambda session: self._apply(session, tenant, import_id, read))
        except BotError as error:
            self._refuse(tenant, import_id, error.words)
        self._reached("applied")

    def _read(self, tenant: str, file: str) -> Read:
        download = self._courier.download(tenant, file)
        self._reached("downloaded")
        read = roster.read(download.content, filename=download.name)
        self._reached("parsed")
        return Read(download.name, sha256(download.content).hexdigest(), read)

    def _apply(self, session: Session, tenant: str, import_id: UUID, read: Read) -> None:
        workspaces.lock(session, tenant)
        row = _existing(imports.by_id(session, tenant, import_id))
        if row.state != RECEIVED:
            return
        living(session, tenant, row.group_id)
        known = rosters.known(session, tenant, row.group_id, read.roster.identifiers())
        plan = planning.plan(read.roster, known, new_id=ids.successive())
        row.change_id = self._change(session, row, plan)
        row.state, row.file_name, row.digest = APPLIED, read.name, read.digest
        row.report = self._report(session, row, read, plan).dumps()
        if any(outcome.reason for outcome in plan.outcomes):
            row.results = roster.results(results(read.roster, plan), Language(row.language))
        session.add(row)
        session.flush()
        self._reached("rows written")

    def _change(self, session: Session, row: Import, plan: planning.Plan) -> UUID:
        """The change, and the users and memberships that follow from it."""
        change = changes.record(
            session,
            row.tenant,
            id=self._new_id(),
            at=self._now(),
            actor=row.actor,
            door=row.door,
            deed=DEED,
            group_id=row.group_id,
            import_id=row.id,
            details=asdict(plan.counts),
        )
        added = rosters.add(
            session,
            row.tenant,
            row.group_id,
            change.id,
            new_users=plan.new_users,
            member_ids=plan.member_ids,
        )
        if added != plan.counts.added:
            raise RuntimeError(f"{plan.counts.added} users were to be added and {added} were")
        return change.id

    def _report(self, session: Session, row: Import, read: Read, plan: planning.Plan) -> Report:
        earlier = imports.same_digest(session, row.tenant, row.group_id, read.digest, row.id)
        size = groups.size(session, row.tenant, row.group_id)
        return report(read.roster, plan, group_size=size, same_file_as=str(earlier.id) if earlier else None)

    def _refuse(self, tenant: str, import_id: UUID, sentence: Words) -> None:
        def write(session: Session) -> None:
            row = _existing(imports.by_id(session, tenant, import_id))
            if row.state == RECEIVED:
                row.state, row.report = REFUSED, sentence.to_json()
                session.add(row)

        self._database.write(write)

    def tell(self, tenant: str, import_id: UUID) -> None:
        """Turns the message into the summary; where all can read it, the details go to the actor alone."""
        telling = self._telling(tenant, import_id)
        message = self._postings.find(tenant, import_id, SUMMARY)
        if message is None:
            raise RuntimeError("a summary is told only where it was announced")
        self._courier.make_summary(telling, message)
        self._reached("told")
        if telling.owes_details:
            self._postings.message(
                tenant, import_id, DETAILS, lambda: self._courier.post_details(telling), place=None
            )
        self._set(tenant, import_id, told_at=self._now())

    def attach(self, tenant: str, import_id: UUID) -> None:
        """Shares the results file, when there is one, and forgets its bytes."""
        row = self._row(tenant, import_id)
        content = row.results
        if content is None:
            return
        telling = self._telling(tenant, import_id)
        thread = self._postings.find(tenant, import_id, DETAILS) or telling.thread
        name = roster.results_name(row.file_name)
        self._postings.file(tenant, import_id, RESULTS, name, lambda: content, thread=thread)
        self._set(tenant, import_id, results=None)

    def failed(self, tenant: str, import_id: UUID, reference: str) -> None:
        """What was not applied never will be, and the thread says so as far as Slack lets us."""
        sentence = words(
            "Something went wrong and nothing was imported. Upload the file again. (Reference {reference})",
            reference=reference,
        )
        self._refuse(tenant, import_id, sentence)
        row = self._row(tenant, import_id)
        try:
            if self._postings.find(tenant, import_id, SUMMARY):
                self.tell(tenant, import_id)
            elif row.state == REFUSED:
                self._courier.post_trouble(tenant, row.actor, Language(row.language), sentence)
        except Exception:
            log.exception("nobody could be told of %s", reference)

    def _telling(self, tenant: str, import_id: UUID) -> Telling:
        row = self._row(tenant, import_id)
        with self._database.reading() as session:
            group = groups.by_id(session, tenant, row.group_id)
        told = Report.loads(row.report) if row.report and row.state == APPLIED else None
        same = UUID(told.same_file_as) if told and told.same_file_as else None
        return Telling(
            tenant=tenant,
            id=import_id,
            group=group.name if group else "",
            actor=row.actor,
            language=Language(row.language),
            thread=self._stands(row),
            report=told,
            refusal=Words.from_json(row.report) if row.report and row.state == REFUSED else None,
            earlier=self._postings.find(tenant, same, SUMMARY) if same else None,
        )

    def _stands(self, row: Import) -> Stands:
        if row.channel and row.channel_kind and row.thread_ts:
            return Stands(row.channel, Kind(row.channel_kind), row.thread_ts)
        stands = self._postings.find(row.tenant, row.thread_id, INVITATION)
        if stands is None:
            raise RuntimeError("an import is told only in a thread that is open")
        return stands

    def _row(self, tenant: str, import_id: UUID) -> Import:
        with self._database.reading() as session:
            return _existing(imports.by_id(session, tenant, import_id))

    def _set(self, tenant: str, import_id: UUID, **values: object) -> None:
        def write(session: Session) -> None:
            row = _existing(imports.by_id(session, tenant, import_id))
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

        self._database.write(write)


def _existing(row: Import | None) -> Import:
    if row is None:
        raise LookupError("an import that was queued is not there")
    return row
