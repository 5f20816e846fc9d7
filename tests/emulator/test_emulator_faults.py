"""Each fault on command does what it says, to what it matches, and so many times."""

import time
from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient

from emulator.pilot import Pilot, PilotPerson, Refused
from emulator.server import Emulator


@pytest.fixture
def post(emulator: Emulator, channels: dict[str, str]) -> Any:
    """One chat.postMessage without any library that would repeat it."""
    headers = {"Authorization": f"Bearer {emulator.bot_token}"}
    form = {"channel": channels["general"], "text": "posted"}
    with httpx.Client(headers=headers) as caller:
        yield lambda: caller.post(f"{emulator.api_url}chat.postMessage", data=form)


@pytest.fixture
def count(emulator: Emulator, channels: dict[str, str]) -> Any:
    return lambda: len(emulator.workspace.channels[channels["general"]].messages)


def test_a_rate_limit_says_when_to_come_back(pilot: Pilot, post: Any, count: Any) -> None:
    pilot.fault("429", match="chat.*", times=2, seconds=7)
    for _ in range(2):
        answer = post()
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.json() == {"ok": False, "error": "ratelimited"}
    assert count() == 0
    assert post().json()["ok"] is True


@pytest.mark.parametrize("kind", ["500", "503"])
def test_a_server_error_has_no_effect(pilot: Pilot, post: Any, count: Any, kind: str) -> None:
    pilot.fault(kind, match="chat.postMessage")
    assert (post().status_code, count()) == (int(kind), 0)


def test_a_fault_strikes_only_what_it_matches(pilot: Pilot, post: Any) -> None:
    pilot.fault("500", match="users.info")
    assert post().json()["ok"] is True
    pilot.clears_faults()


def test_an_answer_may_be_slow(pilot: Pilot, post: Any) -> None:
    pilot.fault("delay", match="chat.postMessage", seconds=0.3)
    started = time.monotonic()
    assert post().json()["ok"] is True
    assert time.monotonic() - started >= 0.3


def test_an_answer_may_be_no_json_though_it_had_its_effect(pilot: Pilot, post: Any, count: Any) -> None:
    pilot.fault("not_json", match="chat.postMessage")
    assert post().text.startswith("<html>")
    assert count() == 1


@pytest.mark.parametrize(("kind", "effect"), [("reset_before", 0), ("reset_after", 1), ("cut_body", 1)])
def test_a_connection_may_break(pilot: Pilot, post: Any, count: Any, kind: str, effect: int) -> None:
    pilot.fault(kind, match="chat.postMessage")
    with pytest.raises(httpx.TransportError):
        post()
    assert count() == effect
    assert post().json()["ok"] is True


def test_downloads_and_uploads_may_fail(pilot: Pilot, client: WebClient, emulator: Emulator) -> None:
    ticket = client.files_getUploadURLExternal(filename="a", length=1)
    pilot.fault("500", match="upload")
    assert httpx.post(ticket["upload_url"], content=b"1").status_code == 500
    httpx.post(ticket["upload_url"], content=b"1")
    file = client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])["files"][0]
    headers = {"Authorization": f"Bearer {emulator.bot_token}"}
    pilot.fault("cut_body", match="download")
    with pytest.raises(httpx.TransportError):
        httpx.get(file["url_private_download"], headers=headers)
    assert httpx.get(file["url_private_download"], headers=headers).content == b"1"


@pytest.fixture
def heard(app: App, connect: Any) -> list[str]:
    said: list[str] = []
    app.message("n")(lambda message: said.append(message["text"]))
    connect(app)
    return said


def test_an_envelope_may_come_twice(heard: list[str], pilot: Pilot, nuria: PilotPerson) -> None:
    pilot.fault("twice", match="message")
    nuria.says("n1")
    nuria.says("n2")
    pilot.waits_until_delivered()
    nuria.sees("n2")
    _wait(pilot, lambda: sorted(heard) == ["n1", "n1", "n2"])


def test_envelopes_may_come_out_of_order(
    client: WebClient, connect: Any, pilot: Pilot, nuria: PilotPerson
) -> None:
    heard: list[str] = []
    app = App(client=client, process_before_response=True)  # acks when it has heard
    app.message("n")(lambda message: heard.append(message["text"]))
    connect(app)
    pilot.fault("out_of_order", match="message")
    nuria.says("n1")
    nuria.says("n2")
    pilot.waits_until_delivered()
    assert heard == ["n2", "n1"]


def test_an_envelope_may_be_late(heard: list[str], pilot: Pilot, nuria: PilotPerson) -> None:
    pilot.fault("late", match="message", seconds=0.3)
    nuria.says("n1")
    pilot.waits_until_delivered()
    assert heard == ["n1"]
    assert pilot.log()[-1]["notes"] == ["fault: late"] or any(
        "fault: late" in e["notes"] for e in pilot.log()
    )


def test_a_dropped_event_is_sent_again(heard: list[str], pilot: Pilot, nuria: PilotPerson) -> None:
    pilot.fault("dropped", match="message")
    nuria.says("n1")
    pilot.moves_time_on(3.1)
    pilot.waits_until_delivered()
    assert heard == ["n1"]


def test_a_dropped_command_is_told_to_the_person(
    app: App, pilot: Pilot, nuria: PilotPerson, connect: Any
) -> None:
    app.command("/groups")(lambda ack: ack("here"))
    connect(app)
    pilot.fault("dropped", match="/groups")
    nuria.types("/groups")
    nuria.sees("/groups failed because the app did not respond")


def test_a_closed_socket_is_opened_again_by_the_app(
    app: App, pilot: Pilot, nuria: PilotPerson, connect: Any
) -> None:
    app.command("/groups")(lambda ack: ack("here"))
    handler = connect(app)
    handler.client.ping_interval = 0.1
    pilot.fault("too_many_websockets")
    pilot.fault("close_socket")
    _wait(pilot, lambda: any(e["name"] == "disconnected" for e in pilot.log()))
    handler.client.connect_to_new_endpoint(force=True)
    pilot.waits_until_connected()
    nuria.types("/groups")
    nuria.sees("here")


def test_a_slow_network_slows_calls_and_envelopes_until_it_is_switched_off(
    heard: list[str], pilot: Pilot, post: Any, nuria: PilotPerson
) -> None:
    pilot.fault("slow_network", seconds=0.2)
    pilot.fault("500", match="chat.postMessage")
    assert post().status_code == 500
    for text in ("n1", "n2"):
        started = time.monotonic()
        assert post().json()["ok"] is True
        assert time.monotonic() - started >= 0.2
        nuria.says(text)
        pilot.waits_until_delivered()
    slow = [
        e["milliseconds"]
        for e in pilot.log()
        if "fault: slow_network" in e["notes"] and e["kind"] == "envelope"
    ]
    assert (heard, len(slow) >= 2, min(slow) >= 200) == (["n1", "n2"], True, True)
    pilot.clears_faults()
    noted = len([entry for entry in pilot.log() if "fault: slow_network" in entry["notes"]])
    assert post().json()["ok"] is True
    assert len([entry for entry in pilot.log() if "fault: slow_network" in entry["notes"]]) == noted


def test_a_file_may_be_known_only_later(
    pilot: Pilot, client: WebClient, nuria: PilotPerson, emulator: Emulator
) -> None:
    pilot.fault("slow_files", match="*.csv", seconds=5)
    nuria.uploads_all({"a.csv": b"1", "b.txt": b"2"})
    slow, quick = (client.files_info(file=id_)["file"] for id_ in emulator.workspace.files)
    assert (slow["mimetype"], slow["filetype"], slow["shares"], slow["channels"]) == ("", "", {}, [])
    assert (quick["mimetype"], bool(quick["shares"])) == ("text/plain", True)
    pilot.moves_time_on(5.1)
    known = client.files_info(file=slow["id"])["file"]
    assert (known["mimetype"], bool(known["shares"])) == ("text/csv", True)


def test_the_bots_own_file_may_be_known_only_later(
    pilot: Pilot, client: WebClient, channels: dict[str, str], nuria: PilotPerson
) -> None:
    pilot.fault("slow_files", seconds=5)
    sent = client.files_upload_v2(channel=channels["general"], content="x", filename="a.txt")["file"]
    nuria.sees("a.txt")
    assert client.files_info(file=sent["id"])["file"]["shares"] == {}
    pilot.moves_time_on(5.1)
    assert client.files_info(file=sent["id"])["file"]["shares"]["public"]


def test_a_fault_without_an_end_lasts_until_it_is_cleared(pilot: Pilot, post: Any) -> None:
    pilot.fault("503", match="chat.*", times=0)
    assert [post().status_code for _ in range(3)] == [503] * 3
    pilot.clears_faults()
    assert post().json()["ok"] is True


def test_an_unknown_fault_is_refused(pilot: Pilot) -> None:
    with pytest.raises(Refused, match="No such fault"):
        pilot.fault("earthquake")


def _wait(pilot: Pilot, is_so: Any) -> None:
    """Look again whenever something changes."""
    viewer = pilot.act_as("nuria")
    for _ in range(100):
        if is_so():
            return
        viewer.screen(after=viewer.screen()["version"], timeout=0.1)
    raise AssertionError("It did not happen.")
