"""What rows of ours said in Slack, and where it stands."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, select

from storage.inserting import insert_or_find
from storage.models import Posting


def find(session: Session, tenant: str, owner: UUID, part: str) -> Posting | None:
    return session.get(Posting, (tenant, owner, part))


def begin(session: Session, tenant: str, owner: UUID, part: str, now: datetime) -> tuple[Posting, bool]:
    """The posting and whether it is new; one that is not may stand in Slack already."""
    new = Posting(tenant=tenant, owner=owner, part=part, since=now)
    return insert_or_find(session, new, lambda: find(session, tenant, owner, part))


def at(session: Session, tenant: str, channel: str, ts: str) -> Posting | None:
    """What we said there, if it was us."""
    question = select(Posting).where(Posting.tenant == tenant, Posting.channel == channel, Posting.ts == ts)
    return session.exec(question).first()
