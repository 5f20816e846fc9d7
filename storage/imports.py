"""Questions about imports and the threads that wait for them."""

from uuid import UUID

from sqlmodel import Session, col, select

from storage.inserting import insert_or_find
from storage.models import Import, ImportThread


def add_thread(session: Session, new: ImportThread) -> tuple[ImportThread, bool]:
    """The thread of this request and whether it is new: a second delivery gets the first's."""
    return insert_or_find(session, new, lambda: thread_by_request(session, new.tenant, new.request))


def thread(session: Session, tenant: str, thread_id: UUID) -> ImportThread | None:
    return session.get(ImportThread, (tenant, thread_id))


def thread_by_request(session: Session, tenant: str, request: str) -> ImportThread | None:
    question = select(ImportThread).where(ImportThread.tenant == tenant, ImportThread.request == request)
    return session.exec(question).first()


def add(session: Session, new: Import) -> tuple[Import, bool]:
    """The import of this file into this group and whether it is new: a second delivery gets the first's."""
    return insert_or_find(session, new, lambda: import_by_file(session, new.tenant, new.file, new.group_id))


def by_id(session: Session, tenant: str, import_id: UUID) -> Import | None:
    return session.get(Import, (tenant, import_id))


def import_by_file(session: Session, tenant: str, file: str, group_id: UUID) -> Import | None:
    question = select(Import).where(Import.tenant == tenant, Import.file == file, Import.group_id == group_id)
    return session.exec(question).first()


def same_digest(session: Session, tenant: str, group_id: UUID, digest: str, not_id: UUID) -> Import | None:
    """The earliest other import that put the very same bytes into the group."""
    question = select(Import).where(
        Import.tenant == tenant,
        Import.group_id == group_id,
        Import.digest == digest,
        col(Import.change_id).is_not(None),
        Import.id != not_id,
    )
    return session.exec(question.order_by(col(Import.received_at), col(Import.id))).first()
