"""The main job, end to end: a group, its template, a filled roster, a summary in the thread."""

from collections.abc import Iterator

import pytest

from emulator.pilot import PilotPerson
from tests.databases import Server

ROSTER = "Identifier;Name\r\n12345678Z;Anna Serra Vila\r\n87654321X;Pau Costa\r\n"


@pytest.fixture
def database_url(server: Server) -> Iterator[str]:
    """This one runs on both databases."""
    url = server.create(is_migrated=True)
    yield url
    server.drop(url)


def test_a_group_is_created_filled_from_a_template_and_its_summary_is_read(nuria: PilotPerson) -> None:
    nuria.types("/groups create Urbanisme")
    nuria.sees("Group Urbanisme created. It has 0 users.")

    nuria.types("/groups import Urbanisme")
    nuria.submits()
    nuria.sees("Import users into Urbanisme")
    nuria.opens_thread("Import users into Urbanisme")
    template = nuria.downloads("users-mailbox-example.csv")
    assert template.decode("utf-8-sig") == "Identifier;Name\r\n"

    nuria.uploads("users.csv", ROSTER.encode())
    nuria.sees("2 users added to Urbanisme")
    nuria.sees("2 rows read")
