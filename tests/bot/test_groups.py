"""The deeds on groups, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlmodel import col, select
from uuid_utils.compat import uuid7

from bot.errors import BotError, NotAllowed, NotFound
from bot.groups import PAGE
from storage import changes
from storage.database import Database
from storage.models import Change
from tests.bot.colla import NURIA, OTHER_TENANT, PERE, TENANT, asks, deeds


def test_a_group_is_found_by_its_name_in_any_case_and_accents(database: Database) -> None:
    groups = deeds(database).groups
    made = groups.create("  Àrea  d’Esports ", by=asks(NURIA))
    assert made.name == "Àrea d’Esports"
    assert groups.named("area D'ESPORTS", by=asks(NURIA)) == made
    assert groups.named("Esports", by=asks(NURIA)) is None


def test_a_name_is_taken_in_any_case_and_accents(database: Database) -> None:
    groups = deeds(database).groups
    groups.create("Secretaria", by=asks(NURIA))
    with pytest.raises(BotError) as refused:
        groups.create("SECRETÀRIA", by=asks(NURIA))
    assert refused.value.field == "name"
    assert refused.value.words.values == {"name": "Secretaria"}


def test_a_refused_name_leaves_nothing_behind(database: Database) -> None:
    groups = deeds(database).groups
    groups.create("Secretaria", by=asks(NURIA))
    with pytest.raises(BotError):
        groups.create("secretaria", by=asks(NURIA))
    with database.reading() as session:
        assert len(session.exec(select(Change)).all()) == 1
        assert changes.verify(session, TENANT) is None


def test_the_same_delivery_makes_one_group(database: Database) -> None:
    groups, actor = deeds(database).groups, asks(NURIA)
    assert groups.create("Arxiu", by=actor) == groups.create("Arxiu", by=actor)
    assert groups.page(0, by=asks(NURIA)).total == 1


def test_of_many_who_want_a_name_at_once_one_gets_it(database: Database) -> None:
    groups = deeds(database).groups

    def create(number: int) -> bool:
        try:
            groups.create("Arxiu", by=asks(NURIA))
        except BotError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(create, range(24))) == 1


def test_another_workspaces_group_is_as_if_it_were_not_there(database: Database) -> None:
    groups = deeds(database).groups
    theirs = groups.create("Arxiu", by=asks(replace(NURIA, tenant=OTHER_TENANT)))
    with pytest.raises(NotFound) as foreign:
        groups.get(theirs.id, by=asks(NURIA))
    with pytest.raises(NotFound) as missing:
        groups.get(uuid7(), by=asks(NURIA))
    assert foreign.value.words == missing.value.words
    assert groups.named("Arxiu", by=asks(NURIA)) is None
    assert groups.matching("arx", by=asks(NURIA)) == ()
    assert groups.page(0, by=asks(NURIA)).total == 0


def test_a_page_past_the_end_is_the_last_one(database: Database) -> None:
    groups = deeds(database).groups
    for number in range(PAGE + 1):
        groups.create(f"Group {number:02}", by=asks(NURIA))
    page = groups.page(9, by=asks(NURIA))
    assert (page.number, page.last, page.total) == (1, 1, PAGE + 1)
    assert [group.name for group in page.groups] == [f"Group {PAGE:02}"]
    assert groups.page(-1, by=asks(NURIA)).number == 0


def test_without_groups_there_is_one_empty_page(database: Database) -> None:
    page = deeds(database).groups.page(0, by=asks(NURIA))
    assert (page.groups, page.number, page.last, page.total) == ((), 0, 0, 0)


def test_every_deed_refuses_who_may_not_and_records_it(database: Database) -> None:
    colla = deeds(database)
    made = colla.groups.create("Arxiu", by=asks(NURIA))
    asked = (
        lambda: colla.groups.create("Biblioteca", by=asks(PERE)),
        lambda: colla.groups.get(made.id, by=asks(PERE)),
        lambda: colla.groups.named("Arxiu", by=asks(PERE)),
        lambda: colla.groups.matching("", by=asks(PERE)),
        lambda: colla.groups.page(0, by=asks(PERE)),
    )
    for ask in asked:
        with pytest.raises(NotAllowed):
            ask()
    with database.reading() as session:
        refused = session.exec(select(Change).where(col(Change.outcome) == "refused")).all()
    assert [change.actor for change in refused] == [PERE.account] * len(asked)


def test_a_refusal_of_the_same_delivery_is_told_once(database: Database) -> None:
    colla, pere = deeds(database), asks(PERE)
    for told_before in (False, True):
        with pytest.raises(NotAllowed) as refused:
            colla.permissions.require_manager(pere, "create group")
        assert refused.value.told_before is told_before


@pytest.mark.parametrize("standing", ["is_outsider"])
def test_an_outsider_may_nothing_even_when_named_in_the_settings(database: Database, standing: str) -> None:
    colla = deeds(database, managers=frozenset([PERE.account]))
    assert colla.permissions.can_manage(PERE)
    assert not colla.permissions.can_manage(replace(PERE, **{standing: True}))
    assert not colla.permissions.can_manage(replace(NURIA, **{standing: True}))
