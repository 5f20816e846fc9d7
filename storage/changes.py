"""Questions about changes, the history that only grows: each change holds the hash of the one before."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from storage.models import Change, Workspace

HASHED = tuple(name for name in Change.model_fields if name != "hash")


def record(
    session: Session,
    tenant: str,
    *,
    id: UUID,
    at: datetime,
    actor: str,
    door: str,
    deed: str,
    group_id: UUID | None = None,
    user_id: UUID | None = None,
    import_id: UUID | None = None,
    undoes: UUID | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
    request: str | None = None,
    outcome: str = "done",
) -> Change:
    """Append a change to the workspace's chain; until the transaction ends, its other writers wait.

    Raises LookupError when there is no such workspace, IntegrityError when the request was recorded already.
    """
    number, previous_hash = _next_link(session, tenant)
    change = Change(
        tenant=tenant,
        id=id,
        number=number,
        at=at,
        actor=actor,
        door=door,
        deed=deed,
        outcome=outcome,
        group_id=group_id,
        user_id=user_id,
        import_id=import_id,
        undoes=undoes,
        reason=reason,
        details=details or {},
        request=request,
        previous_hash=previous_hash,
        hash="",
    )
    change.hash = _hash({name: getattr(change, name) for name in HASHED})
    session.add(change)
    session.flush()
    _end_chain(session, tenant, change.hash)
    return change


def by_request(session: Session, tenant: str, request: str) -> Change | None:
    """The change that a delivery led to, if it was delivered before."""
    question = select(Change).where(Change.tenant == tenant, Change.request == request)
    return session.exec(question).first()


def recent_actors(session: Session, tenant: str, *, limit: int) -> list[str]:
    """The accounts that did something last, the latest first; refusals do not count."""
    latest = func.max(Change.number)
    question = (
        select(Change.actor)
        .where(Change.tenant == tenant, Change.outcome == "done")
        .group_by(Change.actor)
        .order_by(latest.desc())
        .limit(limit)
    )
    return list(session.exec(question))


def verify(session: Session, tenant: str) -> int | None:
    """The number of the first change that was altered, missing or slipped in; None when all is well."""
    expected, last_hash = 0, ""
    with _chain(session, tenant) as rows:
        for row in rows:
            expected += 1
            if (row.number, row.previous_hash) != (expected, last_hash) or row.hash != _hash(row._asdict()):
                return expected
            last_hash = row.hash
    return None if _end_of_chain(session, tenant) == (expected, last_hash) else expected + 1


def _next_link(session: Session, tenant: str) -> tuple[int, str]:
    """The next number and the hash to follow; the updated row is locked, which puts writers in line."""
    step = (
        update(Workspace)
        .where(col(Workspace.tenant) == tenant)
        .values(change_count=Workspace.change_count + 1)
        .returning(col(Workspace.change_count), col(Workspace.last_hash))
        .execution_options(synchronize_session=False)
    )
    link = session.execute(step).one_or_none()
    if link is None:
        raise LookupError("a change needs a workspace")
    return link[0], link[1]


def _end_chain(session: Session, tenant: str, last_hash: str) -> None:
    step = update(Workspace).where(col(Workspace.tenant) == tenant).values(last_hash=last_hash)
    session.execute(step.execution_options(synchronize_session=False))


def _end_of_chain(session: Session, tenant: str) -> tuple[int, str]:
    question = select(Workspace.change_count, Workspace.last_hash).where(Workspace.tenant == tenant)
    count, last_hash = session.exec(question).first() or (0, "")
    return count, last_hash


def _chain(session: Session, tenant: str) -> Any:
    columns = Change.__table__.columns  # type: ignore[attr-defined] # SQLModel gives it to every table
    question = select(*columns).where(Change.tenant == tenant).order_by(col(Change.number))
    return session.exec(question.execution_options(yield_per=1000))


def _hash(row: dict[str, Any]) -> str:
    """SHA-256 over the row as JSON with sorted keys: the same on every database and forever."""
    content = {name: row[name] for name in HASHED}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
