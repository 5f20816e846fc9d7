"""Files: three steps up, a token down, both events, deletion."""

from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator.pilot import Pilot, PilotPerson, Refused
from emulator.server import Emulator


def error_of(call: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**named)
    return str(refused.value.response["error"])


def test_three_steps_share_a_file_a_moment_later(
    client: WebClient, channels: dict[str, str], nuria: PilotPerson
) -> None:
    content = b"a=1&b=2\r\n"  # looks like a form, and slack_sdk labels it as one
    ticket = client.files_getUploadURLExternal(filename="a.csv", length=len(content))
    labelled = {"Content-Type": "application/x-www-form-urlencoded"}
    assert httpx.post(ticket["upload_url"], content=content, headers=labelled).status_code == 200
    done = client.files_completeUploadExternal(
        files=[{"id": ticket["file_id"], "title": "A"}],
        channel_id=channels["general"],
        initial_comment="Here",
    )
    assert "ts" not in done.data
    nuria.sees("Here")
    assert nuria.downloads("a.csv") == content
    shares = client.files_info(file=ticket["file_id"])["file"]["shares"]
    assert shares["public"][channels["general"]][0]["ts"]
    assert httpx.post(ticket["upload_url"], content=content).status_code == 404


def test_an_upload_without_bytes_or_of_another_length_is_refused(client: WebClient) -> None:
    assert error_of(client.files_getUploadURLExternal, filename="a", length=0) == "missing_argument"
    ticket = client.files_getUploadURLExternal(filename="a", length=5)
    assert httpx.post(ticket["upload_url"], content=b"123").status_code == 400
    files = [{"id": ticket["file_id"]}]
    assert error_of(client.files_completeUploadExternal, files=files) == "file_not_found"


def test_a_multipart_upload_is_taken_too(client: WebClient) -> None:
    ticket = client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert httpx.post(ticket["upload_url"], files={"file": ("a.txt", b"abc")}).status_code == 200
    assert client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}])["files"][0]["size"] == 3


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("urbanisme", "not_in_channel"),
        ("recursos-humans", "channel_not_found"),
        ("nowhere", "channel_not_found"),
    ],
)
def test_a_file_goes_only_where_the_bot_is(
    client: WebClient, channels: dict[str, str], channel: str, error: str
) -> None:
    ticket = client.files_getUploadURLExternal(filename="a", length=1)
    httpx.post(ticket["upload_url"], content=b"1")
    named = {"files": [{"id": ticket["file_id"]}], "channel_id": channels.get(channel, "C000")}
    assert error_of(client.files_completeUploadExternal, **named) == error


def uploaded(client: WebClient, nuria: PilotPerson, channels: dict[str, str]) -> Any:
    nuria.uploads("roster.csv", b"x;y")
    return client.conversations_history(channel=channels["general"])["messages"][0]["files"][0]


def test_a_download_wants_the_bots_token(
    client: WebClient,
    emulator: Emulator,
    nuria: PilotPerson,
    channels: dict[str, str],
    people: dict[str, str],
) -> None:
    address = uploaded(client, nuria, channels)["url_private_download"]
    good = httpx.get(address, headers={"Authorization": f"Bearer {emulator.bot_token}"})
    assert (good.content, good.headers["content-type"]) == (b"x;y", "text/csv; charset=utf-8")
    assert httpx.get(address).status_code == 302
    assert httpx.get(address, headers={"Authorization": "Bearer xoxb-wrong"}).status_code == 302
    session = httpx.get(address, headers={"Cookie": f"person={people['carme']}"})
    assert session.content == b"x;y"
    stranger = httpx.get(address, headers={"Cookie": f"person={people['marta']}"})
    assert stranger.status_code == 302


def test_a_download_without_the_scope_is_a_page(strict: Emulator) -> None:
    manifest = strict.workspace.app.manifest
    object.__setattr__(manifest, "scopes", manifest.scopes - {"files:read"})
    with Pilot(strict.url) as pilot:
        nuria = pilot.act_as("nuria")
        nuria.goes_to("general")
        nuria.uploads("a.csv", b"secret")
    file = next(iter(strict.workspace.files.values()))
    address = f"{strict.url}/files-pri/{strict.workspace.id}-{file.id}/download/a.csv"
    answer = httpx.get(address, headers={"Authorization": f"Bearer {strict.bot_token}"})
    assert (answer.status_code, "html" in answer.headers["content-type"]) == (200, True)
    assert b"secret" not in answer.content


def test_a_persons_file_is_not_the_bots_to_delete(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    file = uploaded(client, nuria, channels)
    assert error_of(client.files_delete, file=file["id"]) == "cant_delete_file"
    assert [f["name"] for f in client.files_list(channel=channels["general"])["files"]] == ["roster.csv"]
    nuria.deletes_file("roster.csv")
    assert error_of(client.files_info, file=file["id"]) == "file_deleted"
    assert error_of(client.files_info, file="F000") == "file_not_found"
    assert (
        client.conversations_history(channel=channels["general"])["messages"][0]["files"][0]["mode"]
        == "tombstone"
    )


def test_the_bots_own_file_is_the_bots_to_delete(client: WebClient) -> None:
    file = client.files_upload_v2(content="x", filename="a.txt")["file"]["id"]
    client.files_delete(file=file)
    assert error_of(client.files_delete, file=file) == "file_deleted"


def test_a_file_elsewhere_is_not_the_bots_to_see(client: WebClient, emulator: Emulator, pilot: Pilot) -> None:
    nuria = pilot.act_as("Núria Puig")
    nuria.goes_to("recursos-humans")
    nuria.uploads("secret.csv", b"x")
    file = next(iter(emulator.workspace.files.values()))
    assert error_of(client.files_info, file=file.id) == "file_not_found"


def test_one_upload_is_told_by_two_events(app: App, nuria: PilotPerson, pilot: Pilot, connect: Any) -> None:
    heard = []
    app.event({"type": "message", "subtype": "file_share"})(lambda body: heard.append(body))
    app.event("file_shared")(lambda body: heard.append(body))
    connect(app)
    nuria.says("Thread")
    nuria.uploads("a.csv", b"1", thread="Thread")
    pilot.waits_until_delivered()
    by_type = {body["event"]["type"]: body for body in heard}
    message, shared = by_type["message"]["event"], by_type["file_shared"]["event"]
    assert message["thread_ts"] and message["files"][0]["id"] == shared["file_id"]
    assert shared["user_id"] == message["user"] and shared["channel_id"] == message["channel"]
    assert "thread_ts" not in shared
    assert by_type["message"]["authorizations"][0]["is_bot"] is True
    assert by_type["message"]["is_ext_shared_channel"] is False


def test_a_file_field_checks_kind_size_and_number_as_slack_does(
    client: WebClient, app: App, nuria: PilotPerson, connect: Any
) -> None:
    field = {"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1}
    view = {
        "type": "modal", "callback_id": "v", "title": {"type": "plain_text", "text": "Import"},
        "submit": {"type": "plain_text", "text": "Go"},
        "blocks": [{"type": "input", "block_id": "file", "label": {"type": "plain_text", "text": "File"},
                    "element": field}],
    }  # fmt: skip  # pairs
    seen = []

    @app.command("/groups")
    def groups(ack: Any, body: Any, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.view("v")
    def submitted(ack: Any, view: Any, client: Any) -> None:
        ack()
        file = view["state"]["values"]["file"]["file"]["files"][0]["id"]
        seen.append(client.files_info(file=file)["file"]["name"])

    connect(app)
    nuria.types("/groups")
    with pytest.raises(Refused, match="type"):
        nuria.attaches("File", "a.pdf", b"1")
    with pytest.raises(Refused, match="10 MB"):
        nuria.attaches("File", "a.csv", b"1" * (10 * 1024 * 1024 + 1))
    nuria.attaches("File", "a.csv", b"1")
    with pytest.raises(Refused, match="No more"):
        nuria.attaches("File", "b.csv", b"1")
    nuria.submits()
    nuria.goes_to("general")
    assert nuria.form is None
    nuria.does_not_see("Import")
    assert seen == ["a.csv"]


def test_a_file_from_another_organisation_must_be_asked_for(
    app: App, client: WebClient, pilot: Pilot, connect: Any
) -> None:
    heard: list[dict[str, Any]] = []
    app.event({"type": "message", "subtype": "file_share"})(lambda event: heard.append(event))
    connect(app)
    marta = pilot.act_as("Marta Gil")
    marta.goes_to("consorci")
    marta.uploads("theirs.csv", b"1")
    pilot.waits_until_delivered()
    stub = heard[0]["files"][0]
    assert stub == {"id": stub["id"], "mode": "file_access", "file_access": "check_file_info"}
    assert client.files_info(file=stub["id"])["file"]["name"] == "theirs.csv"
