"""Slack answers late, wrongly, twice or not at all: one import, one summary (R2, R3, R5)."""

from dataclasses import replace

import pytest

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from tests.scenarios.rosters import identifier, roster

USERS = roster((identifier(12345678), "Anna Serra"), ("12345678A", "Pau Costa"))
CALLS = (
    "chat.postMessage",
    "chat.update",
    "files.info",
    "download",
    "upload",
    "files.completeUploadExternal",
)
FAULTS = ("429", "500", "503", "not_json", "reset_before", "reset_after", "cut_body")
ENVELOPES = ("twice", "late", "out_of_order", "dropped")


def _count(nuria: PilotPerson, text: str) -> int:
    return sum(text in message["text"] for message in nuria.screen()["thread"])


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_in_passing_is_made_again(
    thread: PilotPerson, pilot: Pilot, call: str, fault: str
) -> None:
    pilot.fault(fault, match=call)
    thread.uploads("users.csv", USERS)
    thread.sees("1 user added to Urbanisme")
    thread.sees("users-results.csv")
    assert thread.files().count("users-results.csv") == 1
    assert _count(thread, "1 user added") == 1
    assert _count(thread, "I am reading the file") == 0


@pytest.mark.parametrize("fault", ENVELOPES)
def test_a_file_that_slack_tells_of_oddly_is_imported_once(
    thread: PilotPerson, pilot: Pilot, fault: str
) -> None:
    pilot.compresses_retries(0.01)
    pilot.fault(fault, match="message")
    thread.uploads("users.csv", USERS)
    thread.sees("1 user added to Urbanisme")
    pilot.waits_until_delivered()
    thread.does_not_see("were in the group already")
    assert _count(thread, "1 user added") == 1


def test_a_form_that_is_delivered_twice_opens_one_thread(
    nuria: PilotPerson, group: str, pilot: Pilot
) -> None:
    nuria.types("/groups import Urbanisme")
    pilot.fault("twice", match="view_submission")
    nuria.submits()
    nuria.sees("Import users into Urbanisme")
    pilot.waits_until_delivered()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.sees("users-mailbox-example.csv")
    nuria.leaves_thread()
    messages = nuria.screen()["channel"]
    assert sum("Import users into" in message["text"] for message in messages) == 1


def test_after_the_socket_is_refreshed_colla_still_listens(nuria: PilotPerson, pilot: Pilot) -> None:
    pilot.fault("refresh_requested")
    pilot.waits_until_connected(1)
    nuria.types("/groups create Arxiu")
    nuria.sees("Group Arxiu created")


def test_the_same_file_again_is_recognised_and_says_so(thread: PilotPerson) -> None:
    thread.uploads("users.csv", USERS)
    thread.sees("1 user added to Urbanisme")
    thread.uploads("again.csv", USERS)
    thread.sees("This very file was imported before:")
    thread.sees("1 was in the group already")


def test_a_results_file_is_corrected_and_dropped_again(thread: PilotPerson) -> None:
    thread.uploads("users.csv", USERS)
    thread.sees("1 user added to Urbanisme")
    results = thread.downloads("users-results.csv").decode("utf-8-sig")
    assert results.splitlines() == [
        "Identifier;Name;Line;Status;Reason",
        "12345678A;Pau Costa;3;Rejected;***4567** has a letter that does not match its number. "
        "Check it against the identity document.",
    ]
    right = results.replace("12345678A", identifier(87654321)).encode("utf-8-sig")
    thread.uploads("users-results.csv", right)
    thread.sees("Urbanisme has 2 users now.")


@pytest.mark.parametrize("fault", ["500", "not_json", "reset_before", "cut_body"])
def test_when_slack_does_not_open_a_form_the_person_is_told(
    nuria: PilotPerson, pilot: Pilot, fault: str
) -> None:
    pilot.fault(fault, match="views.open")
    nuria.types("/groups")
    nuria.sees("Try again.")
    nuria.types("/groups")
    nuria.sees("There are no groups yet.")


@pytest.fixture
def without_files(emulator: Emulator) -> None:
    """An installation that was not given the scope to read files."""
    app = emulator.workspace.app
    app.manifest = replace(app.manifest, scopes=app.manifest.scopes - {"files:read"})


def test_what_fails_for_good_is_told_with_a_reference(
    thread: PilotPerson, without_files: None, caplog: pytest.LogCaptureFixture
) -> None:
    thread.uploads("users.csv", USERS)
    told = thread.sees("Something went wrong and nothing was imported. Upload the file again. (Reference ")
    reference = told.partition("(Reference ")[2][:8]
    assert f"task import failed, reference {reference}" in caplog.text
