"""Each Web API method: what it does, and the errors that Slack's reference lists."""

import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator import reference
from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator
from emulator.web_api import METHODS


def error_of(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(*arguments, **named)
    return str(refused.value.response["error"])


def test_every_method_of_the_contract_is_there() -> None:
    wanted = """
        auth.test api.test apps.connections.open blocks.validate reactions.add team.info bots.info
        chat.postMessage chat.postEphemeral chat.update chat.delete chat.getPermalink
        conversations.info conversations.list conversations.members conversations.open
        conversations.history conversations.replies conversations.join users.info users.list
        views.open views.push views.update views.publish
        files.getUploadURLExternal files.completeUploadExternal files.info files.list files.delete
    """
    assert set(wanted.split()) <= set(METHODS)
    assert all(reference.method(name) for name in METHODS)


def test_who_am_i(client: WebClient, emulator: Emulator) -> None:
    told = client.auth_test()
    assert told["team"] == "Ajuntament de Vilaprat"
    assert told["user_id"] == emulator.workspace.app.bot_user_id
    assert client.api_test(foo="bar")["args"]["foo"] == "bar"
    assert error_of(client.api_test, error="my_error") == "my_error"
    assert client.team_info()["team"]["domain"] == "vilaprat"
    assert client.bots_info(bot=told["bot_id"])["bot"]["user_id"] == told["user_id"]
    assert error_of(client.bots_info, bot="B000") == "bot_not_found"
    assert error_of(client.team_info, team="T000") == "team_not_found"


def test_tokens_are_checked(emulator: Emulator) -> None:
    wrong = WebClient(token="xoxb-wrong", base_url=emulator.api_url)  # noqa: S106  # wrong on purpose
    assert error_of(wrong.auth_test) == "invalid_auth"
    assert httpx.post(f"{emulator.api_url}auth.test").json() == {"ok": False, "error": "not_authed"}
    app_level = WebClient(token=emulator.app_token, base_url=emulator.api_url)
    assert error_of(app_level.users_list) == "not_allowed_token_type"
    bot = WebClient(token=emulator.bot_token, base_url=emulator.api_url)
    assert error_of(bot.apps_connections_open, app_token=emulator.bot_token) == "not_allowed_token_type"
    assert error_of(bot.api_call, "no.such") == "unknown_method"


def test_a_revoked_token_is_inactive(client: WebClient) -> None:
    assert client.auth_revoke()["revoked"] is True
    assert error_of(client.auth_test) == "account_inactive"


def test_a_missing_scope_says_what_is_needed_and_provided(strict: Emulator) -> None:
    client = WebClient(token=strict.bot_token, base_url=strict.api_url)
    channel = next(iter(strict.workspace.channels))
    with pytest.raises(SlackApiError) as refused:
        client.reactions_add(channel=channel, timestamp="1.1", name="eyes")
    told = refused.value.response
    assert (told["error"], told["needed"]) == ("missing_scope", "reactions:write")
    assert "chat:write" in told["provided"]
    assert error_of(client.conversations_info, channel=channel) == "missing_scope"
    assert error_of(client.conversations_open, users="U1") == "user_not_found"
    somebody = strict.workspace.person_named("Pere Soler")
    assert somebody and error_of(client.conversations_open, users=somebody.id) == "missing_scope"
    assert client.users_list()["ok"]


def test_a_message_is_posted_edited_and_deleted(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    posted = client.chat_postMessage(channel=channels["general"], text="*Bold* & plain")
    nuria.sees("Bold & plain")
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Edited")
    nuria.sees("Edited")
    link = client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])["permalink"]
    assert link.endswith("p" + posted["ts"].replace(".", ""))
    client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    nuria.does_not_see("Edited")
    gone = {"channel": posted["channel"], "ts": posted["ts"]}
    assert error_of(client.chat_update, **gone, text="x") == "message_not_found"
    assert error_of(client.chat_delete, **gone) == "message_not_found"
    assert (
        error_of(client.chat_getPermalink, channel=posted["channel"], message_ts="1.1") == "message_not_found"
    )


@pytest.mark.parametrize("text", ['{"a":1}', "[1,2]", '"x"', "true", "null", "12"])
def test_message_text_is_never_read_as_json(client: WebClient, channels: dict[str, str], text: str) -> None:
    assert client.chat_postMessage(channel=channels["general"], text=text)["message"]["text"] == text


def test_posting_goes_where_the_bot_may(
    client: WebClient, channels: dict[str, str], people: dict[str, str], nuria: PilotPerson
) -> None:
    direct = client.chat_postMessage(channel=people["nuria"], text="Only for you")
    assert direct["channel"].startswith("D")
    nuria.goes_to("Bolt app")
    nuria.sees("Only for you")
    assert (
        error_of(client.chat_postMessage, channel=channels["recursos-humans"], text="x")
        == "channel_not_found"
    )
    assert error_of(client.chat_postMessage, channel="C0NOWHERE", text="x") == "channel_not_found"
    assert error_of(client.chat_postMessage, channel=people["jordi"], text="x") == "channel_not_found"
    empty = {"channel": channels["general"], "text": " "}
    assert error_of(client.api_call, "chat.postMessage", json=empty) == "no_text"
    assert error_of(client.chat_postMessage, channel=channels["general"], text="x" * 40_001) == "msg_too_long"
    assert error_of(client.chat_postMessage, text="x", channel="") == "invalid_arguments"


def test_a_channel_without_the_bot_is_refused(strict: Emulator) -> None:
    client = WebClient(token=strict.bot_token, base_url=strict.api_url)
    channel = strict.workspace.channel_named("urbanisme")
    assert channel and error_of(client.chat_postMessage, channel=channel.id, text="x") == "not_in_channel"


def test_ephemerals_are_seen_by_one_and_never_in_history(
    client: WebClient, channels: dict[str, str], people: dict[str, str], pilot: Pilot, nuria: PilotPerson
) -> None:
    client.chat_postEphemeral(channel=channels["general"], user=people["nuria"], text="Psst")
    nuria.sees("Psst")
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("general")
    pere.does_not_see("Psst")
    told = client.conversations_history(channel=channels["general"])["messages"]
    assert all(message["text"] != "Psst" for message in told)
    refused = error_of(client.chat_postEphemeral, channel=channels["general"], user=people["aina"], text="x")
    assert refused == "user_not_in_channel"


def test_somebody_elses_message_is_not_the_bots_to_change(
    client: WebClient, channels: dict[str, str], nuria: PilotPerson
) -> None:
    nuria.says("Mine")
    mine = client.conversations_history(channel=channels["general"])["messages"][0]
    named = {"channel": channels["general"], "ts": mine["ts"]}
    assert error_of(client.chat_update, **named, text="x") == "cant_update_message"
    assert error_of(client.chat_delete, **named) == "cant_delete_message"


def test_an_edit_of_the_text_alone_leaves_the_blocks(
    client: WebClient, channels: dict[str, str], nuria: PilotPerson
) -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "Block"}}
    posted = client.chat_postMessage(channel=channels["general"], text="Text", blocks=[header])
    named = {"channel": posted["channel"], "ts": posted["ts"]}
    client.chat_update(**named, text="Edited")
    nuria.sees("Block")
    client.chat_update(**named, text="Edited", blocks=[])
    nuria.sees("Edited")
    nuria.does_not_see("Block")


def test_an_edit_has_room_for_four_thousand_characters(client: WebClient, channels: dict[str, str]) -> None:
    posted = client.chat_postMessage(channel=channels["general"], text="x" * 4001)
    named = {"channel": posted["channel"], "ts": posted["ts"]}
    assert error_of(client.chat_update, **named, text="x" * 4001) == "msg_too_long"


def test_threads_and_history_are_told_in_pages(client: WebClient, channels: dict[str, str]) -> None:
    general = channels["general"]
    root = client.chat_postMessage(channel=general, text="Root")["ts"]
    for number in range(3):
        client.chat_postMessage(channel=general, text=f"Reply {number}", thread_ts=root)
    replies = client.conversations_replies(channel=general, ts=root)["messages"]
    assert [m["text"] for m in replies] == ["Root", "Reply 0", "Reply 1", "Reply 2"]
    assert replies[0]["reply_count"] == 3
    client.chat_postMessage(channel=general, text="Newest")
    first = client.conversations_history(channel=general, limit=1)
    assert ([m["text"] for m in first["messages"]], first["has_more"]) == (["Newest"], True)
    cursor = first["response_metadata"]["next_cursor"]
    assert (
        client.conversations_history(channel=general, limit=1, cursor=cursor)["messages"][0]["text"] == "Root"
    )
    assert error_of(client.conversations_history, channel=general, cursor="junk") == "invalid_cursor"
    assert error_of(client.conversations_history, channel=general, oldest="junk") == "invalid_ts_oldest"
    assert error_of(client.conversations_replies, channel=general, ts="1.1") == "thread_not_found"
    reply_to_nothing = {"channel": general, "text": "x", "thread_ts": "1.1"}
    assert error_of(client.chat_postMessage, **reply_to_nothing) == "cannot_reply_to_message"


def test_conversations_are_found_listed_and_joined(
    client: WebClient, channels: dict[str, str], people: dict[str, str], emulator: Emulator
) -> None:
    told = client.conversations_info(channel=channels["consorci"], include_num_members=True)["channel"]
    assert (told["is_ext_shared"], told["num_members"]) == (True, 4)
    assert error_of(client.conversations_info, channel=channels["recursos-humans"]) == "channel_not_found"
    names = {c["name"] for c in client.conversations_list(types="public_channel,private_channel")["channels"]}
    assert {"general", "secretaria", "urbanisme"} <= names
    assert "recursos-humans" not in names
    assert error_of(client.conversations_list, types="rooms") == "invalid_types"
    page = client.conversations_list(limit=1)
    assert page["response_metadata"]["next_cursor"]
    bot = emulator.workspace.app.bot_user_id
    assert bot in client.conversations_members(channel=channels["general"])["members"]
    assert error_of(client.conversations_history, channel=channels["urbanisme"]) == "not_in_channel"
    client.conversations_join(channel=channels["urbanisme"])
    assert bot in client.conversations_members(channel=channels["urbanisme"])["members"]
    refused = error_of(client.conversations_join, channel=channels["secretaria"])
    assert refused == "method_not_supported_for_channel_type"
    mine = {c["id"] for c in client.users_conversations()["channels"]}
    assert channels["urbanisme"] in mine
    client.conversations_invite(channel=channels["urbanisme"], users=people["emma"])
    again = error_of(client.conversations_invite, channel=channels["urbanisme"], users=people["emma"])
    assert again == "already_in_channel"


def test_direct_messages_are_opened(client: WebClient, people: dict[str, str]) -> None:
    first = client.conversations_open(users=people["nuria"])["channel"]["id"]
    again = client.conversations_open(users=people["nuria"], return_im=True)
    assert (again["channel"]["id"], again["already_open"]) == (first, True)
    assert again["channel"]["user"] == people["nuria"]
    assert client.conversations_open(channel=first)["channel"]["id"] == first
    assert client.conversations_open(users=[people["nuria"], people["emma"]])["channel"]["id"].startswith("C")
    assert error_of(client.conversations_open, users="") == "users_list_not_supplied"
    assert error_of(client.conversations_open, users="U000") == "user_not_found"
    assert error_of(client.conversations_open, users=people["jordi"]) == "user_disabled"
    assert error_of(client.conversations_open, users=["U1"] * 9) == "too_many_users"


@pytest.mark.parametrize(
    ("handle", "flag"),
    [
        ("carme", "is_primary_owner"),
        ("nuria", "is_admin"),
        ("aina", "is_restricted"),
        ("marta", "is_stranger"),
        ("jordi", "deleted"),
    ],
)
def test_each_role_reads_as_slack_says_it(
    client: WebClient, people: dict[str, str], handle: str, flag: str
) -> None:
    assert client.users_info(user=people[handle])["user"][flag] is True
    assert not client.users_info(user=people["pere"])["user"].get(flag)


def test_people_are_told_with_their_locale_when_asked(client: WebClient, people: dict[str, str]) -> None:
    assert client.users_info(user=people["pere"], include_locale=True)["user"]["locale"] == "ca-ES"
    assert "locale" not in client.users_info(user=people["pere"])["user"]
    assert error_of(client.users_info, user="U000") == "user_not_found"
    page = client.users_list(limit=2)
    assert len(page["members"]) == 2
    assert (
        client.users_list(limit=2, cursor=page["response_metadata"]["next_cursor"])["members"]
        != page["members"]
    )


def test_a_reaction_is_added_once(client: WebClient, channels: dict[str, str]) -> None:
    posted = client.chat_postMessage(channel=channels["general"], text="Hi")
    named = {"channel": channels["general"], "timestamp": posted["ts"], "name": "eyes"}
    client.reactions_add(**named)
    assert error_of(client.reactions_add, **named) == "already_reacted"
    assert error_of(client.reactions_add, **{**named, "timestamp": "1.1"}) == "message_not_found"


def test_json_bodies_are_taken_where_the_reference_says_so(
    emulator: Emulator, channels: dict[str, str], people: dict[str, str]
) -> None:
    headers = {"Authorization": f"Bearer {emulator.bot_token}"}
    post = {"channel": channels["general"], "text": '{"a":1}', "blocks": []}
    told = httpx.post(f"{emulator.api_url}chat.postMessage", json=post, headers=headers).json()
    assert told["message"]["text"] == '{"a":1}'
    told = httpx.post(f"{emulator.api_url}users.info", json={"user": people["pere"]}, headers=headers).json()
    assert told["response_metadata"]["messages"] == ["[ERROR] missing required field: user"]
    kind = {"Content-Type": "application/json"}
    broken = httpx.post(f"{emulator.api_url}chat.postMessage", content=b"{", headers=headers | kind)
    assert broken.json()["error"] == "invalid_json"
    form = {"channel": channels["general"], "text": "x", "blocks": "not json"}
    told = httpx.post(f"{emulator.api_url}chat.postMessage", data=form, headers=headers).json()
    assert told["error"] == "invalid_blocks_format"


def test_blocks_are_validated_on_request(client: WebClient) -> None:
    good = [{"type": "divider"}]
    assert client.api_call("blocks.validate", json={"blocks": json.dumps(good)})["ok"]
    with pytest.raises(SlackApiError) as refused:
        client.api_call("blocks.validate", json={"blocks": json.dumps([{"type": "nonsense"}])})
    told = refused.value.response["errors"][0]
    assert (told["code"], told["pointer"]) == ("failed_constraint", "/0/type")
    assert error_of(client.api_call, "blocks.validate", json={}) == "invalid_arguments"


def test_another_site_reaches_nothing(emulator: Emulator) -> None:
    stranger = httpx.get(f"{emulator.url}/control/app", headers={"Host": "evil.example"})
    assert stranger.status_code == 400
    plain = httpx.post(f"{emulator.url}/control/say", content=b"{}", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 415
