"""The running processes that share the work, by their heartbeats."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.models import Process


def seen(session: Session, name: str, now: datetime) -> None:
    """The process of that name lives, as of now."""
    session.merge(Process(id=name, seen_at=now))


def living(session: Session, since: datetime) -> set[str]:
    """The names of those seen since then."""
    return set(session.exec(select(Process.id).where(col(Process.seen_at) >= since)))


def bury(session: Session, since: datetime, *, but: str) -> None:
    """Forget those not seen since then."""
    session.execute(delete(Process).where(col(Process.seen_at) < since, col(Process.id) != but))


def forget(session: Session, name: str) -> None:
    """The process of that name ends in order."""
    session.execute(delete(Process).where(col(Process.id) == name))
