"""Files that are not what they should be: each is answered in words, and nothing is lost or half done."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select
from uuid_utils.compat import uuid7

from bot.app import Colla
from emulator.pilot import Pilot, PilotPerson
from storage import changes
from storage.models import Group
from tests.scenarios.rosters import XLSX, roster

NOTHING = "Nothing was imported into Urbanisme"

REFUSED = {
    "empty.csv": (b" ", "This file is empty"),
    "header.csv": (b"Identifier;Name\r\n", "This file has no row under its first line"),
    "other.csv": (b"DNI;Who\r\n12345678Z;Anna\r\n", "The first line of this file must be Identifier;Name"),
    "commas.csv": (b"Identifier,Name\r\n12345678Z,Anna\r\n", "separated by commas"),
    "tabs.csv": (b"Identifier\tName\r\n12345678Z\tAnna\r\n", "separated by tabs"),
    "book.xlsx": (XLSX, "save it as “CSV UTF-8”"),
    "paper.pdf": (b"%PDF-1.7\n", "This file is a PDF"),
    "photo.png": (b"\x89PNG\r\n\x1a\n", "This file is a picture"),
    "nul.csv": (b"Identifier;Name\r\n12345678Z;A\0nna\r\n", "damaged or is not text"),
    "quotes.csv": (b'Identifier;Name\r\n12345678Z;"Anna\r\n87654321X;Pau\r\n', "is never closed"),
    "huge.csv": (b"Identifier;Name\r\n" + b"12345678Z;Anna\r\n" * 1_400_000, "10 MB is the most"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_the_next_step(thread: PilotPerson, name: str) -> None:
    content, sentence = REFUSED[name]
    thread.uploads(name, content)
    thread.sees(NOTHING)
    thread.sees(sentence)
    thread.uploads("good.csv", roster(("12345678Z", "Anna Serra")))
    thread.sees("1 user added to Urbanisme")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_in_any_usual_encoding_goes_in(thread: PilotPerson, encoding: str) -> None:
    thread.uploads("users.csv", "Identifier;Name\r\n12345678Z;Núria Solé\r\n".encode(encoding))
    thread.sees("1 user added to Urbanisme")
    if encoding == "cp1252":
        thread.sees("The file was read as Windows-1252")


def test_a_field_of_130_kb_rejects_its_row_alone(thread: PilotPerson) -> None:
    thread.uploads("users.csv", roster(("12345678Z", "A" * 130_000), ("87654321X", "Pau Costa")))
    thread.sees("1 user added to Urbanisme")
    thread.sees("Line 2: This row is too long to be read.")


def test_a_file_deleted_before_it_is_read_is_told_of(thread: PilotPerson, pilot: Pilot) -> None:
    pilot.fault("delay", match="files.info", seconds=1)
    thread.uploads("users.csv", roster(("12345678Z", "Anna Serra")))
    thread.deletes_file("users.csv")
    thread.sees("The file is not there any more. Upload it again.")


def test_a_file_of_somebody_who_may_not_is_refused_in_words(thread: PilotPerson, pilot: Pilot) -> None:
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("secretaria")
    pere.opens_thread("Import users into Urbanisme")
    pere.uploads("users.csv", roster(("12345678Z", "Anna Serra")))
    pere.sees("Només els gestors de grups poden fer això. Demaneu-ho a @Núria Puig.")
    thread.does_not_see("user added")


def test_a_file_in_some_other_thread_is_nobodys_business(nuria: PilotPerson, group: str) -> None:
    nuria.says("Look at this")
    nuria.uploads("users.csv", roster(("12345678Z", "Anna Serra")), thread="Look at this")
    nuria.does_not_see("Urbanisme has")
    nuria.opens_thread("Look at this")
    nuria.does_not_see("user added")


def test_a_file_outside_a_thread_in_a_direct_message_is_shown_the_way(nuria: PilotPerson) -> None:
    nuria.goes_to("Colla")
    nuria.uploads("users.csv", roster(("12345678Z", "Anna Serra")))
    nuria.opens_thread("users.csv")
    nuria.sees("I take files in the thread of an import.")


def test_a_group_deleted_meanwhile_takes_no_file_and_the_thread_says_so(
    thread: PilotPerson, colla: Colla
) -> None:
    colla.database.write(lambda session: _delete(session, colla.tenant))
    thread.uploads("users.csv", roster(("12345678Z", "Anna Serra")))
    thread.sees(NOTHING)
    thread.sees("This group is not there any more. Type /groups to see those that are.")


def _delete(session: Session, tenant: str) -> None:
    """What deleting the only group will leave in the tables."""
    group = session.exec(select(Group)).one()
    change = changes.record(
        session,
        tenant,
        id=uuid7(),
        at=datetime.now(UTC),
        actor="U0CARME",
        door="command",
        deed="delete group",
        group_id=group.id,
    )
    group.deleted_by = change.id
