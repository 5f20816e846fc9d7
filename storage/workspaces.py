"""Questions about workspaces, the tenants."""

from datetime import datetime

from sqlmodel import Session, select

from storage.inserting import insert_or_find
from storage.models import Workspace


def get_or_create(session: Session, tenant: str, *, name: str, now: datetime) -> Workspace:
    """The workspace; the first who asks makes it, whoever else asks at the same time."""
    new = Workspace(tenant=tenant, name=name, installed_at=now)
    return by_tenant(session, tenant) or insert_or_find(session, new, lambda: by_tenant(session, tenant))[0]


def by_tenant(session: Session, tenant: str) -> Workspace | None:
    return session.get(Workspace, tenant)


def lock(session: Session, tenant: str) -> None:
    """Its other writers wait until this transaction ends (on SQLite they wait for any transaction)."""
    session.exec(select(Workspace.tenant).where(Workspace.tenant == tenant).with_for_update()).one()
