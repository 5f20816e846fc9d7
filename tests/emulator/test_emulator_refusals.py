"""What the Web API refuses: each error that Slack's reference lists and an app may meet."""

import copy
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator import seed
from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

OLD = {"name": "vell", "kind": "public", "bot": True, "archived": True, "members": ["nuria"]}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """The town hall with an archived channel."""
    document = copy.deepcopy(seed.DEFAULT)
    document["channels"].append(OLD)
    with Emulator(seed=document) as served:
        yield served


def error_of(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return str(refused.value.response["error"])


@pytest.fixture
def ticket(client: WebClient) -> str:
    """A file of the bot's, uploaded and not yet completed."""
    given = client.files_getUploadURLExternal(filename="a.csv", length=1)
    httpx.post(given["upload_url"], content=b"1")
    return str(given["file_id"])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": 1024**3 + 1}, "file_upload_size_restricted"),
        ({"length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_an_upload_address_is_refused(client: WebClient, arguments: Any, error: str) -> None:
    assert error_of(client.files_getUploadURLExternal, filename="a", **arguments) == error


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"channel_id": "C000"}, "channel_not_found"),
        ({"channel_id": "#general"}, "invalid_channel"),
        ({"channel_id": "vell"}, "posting_to_channel_denied"),
        ({"channel_id": "urbanisme"}, "not_in_channel"),
        ({"channel_id": "recursos-humans"}, "channel_not_found"),
        ({"channels": ",".join(["general"] * 101)}, "channels_limit_exceeded"),
        ({"channel_id": "general", "blocks": '[{"type":"nonsense"}]'}, "invalid_blocks"),
    ],
)
def test_a_file_is_not_completed(
    client: WebClient, channels: dict[str, str], ticket: str, where: dict[str, Any], error: str
) -> None:
    named = {
        key: channels.get(value, value) if key == "channel_id" else value for key, value in where.items()
    }
    complete = client.files_completeUploadExternal
    assert error_of(complete, files=[{"id": ticket}], **named) == error
    assert complete(files=[{"id": ticket}])["ok"]
    assert error_of(complete, files=[{"id": ticket}]) == "file_not_found"


def test_files_that_are_no_list_of_files_are_pointed_at(client: WebClient) -> None:
    for given in ("[]", '["F1"]', "{}"):
        with pytest.raises(SlackApiError) as refused:
            client.api_call("files.completeUploadExternal", params={"files": given})
        (words,) = refused.value.response["response_metadata"]["messages"]
        assert words.endswith("[json-pointer:/files]")


def test_a_file_may_go_to_several_channels_and_a_lost_thread_is_no_thread(
    client: WebClient, channels: dict[str, str], ticket: str, nuria: PilotPerson
) -> None:
    both = f"{channels['general']},{channels['secretaria']}"
    client.api_call(
        "files.completeUploadExternal",
        params={"files": f'[{{"id":"{ticket}"}}]', "channels": both, "thread_ts": "1.1"},
    )
    for channel in ("general", "secretaria"):
        nuria.goes_to(channel)
        nuria.sees("a.csv")
    assert [f["id"] for f in client.files_list(channel=channels["secretaria"], count=1)["files"]] == [ticket]
    assert client.files_list(user="USLACKBOT")["files"] == []
    assert error_of(client.files_list, user="U000") == "user_not_found"


def test_somebodys_file_is_not_the_bots_to_complete(
    client: WebClient, emulator: Emulator, nuria: PilotPerson
) -> None:
    nuria.uploads("mine.csv", b"1")
    file = next(iter(emulator.workspace.files.values()))
    assert error_of(client.files_completeUploadExternal, files=[{"id": file.id}]) == "access_denied"
    nuria.deletes_file("mine.csv")
    address = f"{emulator.url}/files-pri/{emulator.workspace.id}-{file.id}/mine.csv"
    gone = httpx.get(address, headers={"Authorization": f"Bearer {emulator.bot_token}"})
    assert gone.status_code == 404


def test_nothing_is_written_in_an_archived_channel(
    client: WebClient, channels: dict[str, str], people: dict[str, str], emulator: Emulator
) -> None:
    old = channels["vell"]
    assert error_of(client.chat_postMessage, channel=old, text="x") == "is_archived"
    assert error_of(client.chat_postEphemeral, channel=old, user=people["nuria"], text="x") == "is_archived"
    assert error_of(client.conversations_join, channel=old) == "is_archived"
    assert error_of(client.conversations_invite, channel=old, users=people["pere"]) == "is_archived"
    assert error_of(client.reactions_add, channel=old, timestamp="1.1", name="x") == "is_archived"
    listed = client.conversations_list(exclude_archived=True)["channels"]
    assert old not in {channel["id"] for channel in listed}
    assert client.conversations_info(channel=old)["channel"]["is_archived"] is True


@pytest.mark.parametrize(
    ("handle", "error"),
    [
        ("jordi", "cant_invite"),
        ("marta", "cant_invite"),
        ("bolt_app", "cant_invite_self"),
        ("nuria", "already_in_channel"),
        ("", "user_not_found"),
    ],
)
def test_who_cannot_be_invited(
    client: WebClient, channels: dict[str, str], people: dict[str, str], handle: str, error: str
) -> None:
    users = people.get(handle, "U000")
    assert error_of(client.conversations_invite, channel=channels["general"], users=users) == error


def test_conversations_of_the_wrong_kind_or_out_of_sight(
    client: WebClient, channels: dict[str, str], people: dict[str, str]
) -> None:
    direct = client.conversations_open(users=people["nuria"])["channel"]["id"]
    wrong = "method_not_supported_for_channel_type"
    assert error_of(client.conversations_invite, channel=direct, users=people["pere"]) == wrong
    assert error_of(client.conversations_open, channel=channels["general"]) == wrong
    assert error_of(client.conversations_join, channel=direct) == wrong
    assert (
        error_of(client.conversations_invite, channel=channels["urbanisme"], users=people["emma"])
        == "not_in_channel"
    )
    for call in (client.conversations_members, client.conversations_history):
        assert error_of(call, channel=channels["recursos-humans"]) == "channel_not_found"
    assert error_of(client.conversations_open, channel="D000") == "channel_not_found"
    new = {"users": people["luis"], "prevent_creation": True}
    assert error_of(client.conversations_open, **new) == "channel_not_found"


def test_pages_want_a_limit_and_a_cursor_that_make_sense(client: WebClient, channels: dict[str, str]) -> None:
    general = channels["general"]
    assert error_of(client.conversations_members, channel=general, limit=-1) == "invalid_limit"
    assert error_of(client.conversations_members, channel=general, cursor="page:x") == "invalid_cursor"
    with pytest.raises(SlackApiError, match=r"must be an integer \[json-pointer:/limit\]"):
        client.conversations_members(channel=general, limit="many")  # type: ignore[arg-type]  # on purpose


def test_history_may_include_its_ends(client: WebClient, channels: dict[str, str]) -> None:
    general = channels["general"]
    first, second = (client.chat_postMessage(channel=general, text=text)["ts"] for text in "12")
    between = {"channel": general, "oldest": first, "latest": second}
    assert client.conversations_history(**between)["messages"] == []
    both = client.conversations_history(**between, inclusive=True)["messages"]
    assert [message["text"] for message in both] == ["2", "1"]
    assert error_of(client.conversations_replies, channel=general, ts="9.9") == "thread_not_found"


def test_a_message_wants_content_that_slack_takes(client: WebClient, channels: dict[str, str]) -> None:
    post, general = client.chat_postMessage, channels["general"]
    assert (
        error_of(client.api_call, "chat.postMessage", params={"channel": general, "text": "  "}) == "no_text"
    )
    assert error_of(post, channel=general, text="x", markdown_text="x") == "markdown_text_conflict"
    assert error_of(post, channel=general, markdown_text="x" * 12_001) == "msg_too_long"
    many = [{"text": "x", "fallback": "x"}] * 101
    assert error_of(post, channel=general, attachments=many) == "too_many_attachments"
    assert error_of(client.reactions_add, channel=general, timestamp="1.1", name="no emoji") == "invalid_name"


def test_a_view_that_names_nothing_is_refused(client: WebClient) -> None:
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    nobody = "invalid_arguments"
    assert error_of(client.views_publish, user_id="U000", view=view) == nobody
    assert error_of(client.api_call, "views.open", json={"view": view}) == nobody
    assert error_of(client.api_call, "views.update", json={"view": view}) == nobody


def test_a_refused_call_keeps_slacks_words_and_the_pointer(
    client: WebClient, channels: dict[str, str], pilot: Pilot
) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    assert (
        error_of(client.chat_postMessage, channel=channels["general"], text="x", blocks=[long])
        == "invalid_blocks"
    )
    client.chat_postMessage(channel=channels["general"], text="Taken")
    refused, taken = pilot.calls("chat.*")
    assert (refused["status"], taken["status"]) == ("invalid_blocks", "ok")
    assert refused["sent"]["blocks"][0]["text"]["text"] == "x" * 3001
    (words,) = refused["answer"]["response_metadata"]["messages"]
    assert words == "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert pilot.refusals()[0].startswith(
        "chat.postMessage: invalid_blocks: must be less than 3001 characters"
    )


def test_an_answer_that_slack_refuses_is_in_the_log_too(
    client: WebClient, pilot: Pilot, nuria: PilotPerson
) -> None:
    assert error_of(client.users_info, user="U000") == "user_not_found"
    assert httpx.post(f"{client.base_url}users.list").json()["error"] == "not_authed"
    assert pilot.refusals() == ["users.info: user_not_found", "users.list: not_authed"]
