"""The Pilot and its control API: what a person can do, what they are refused, what failing says."""

import re
import threading
import time
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator.pilot import Pilot, PilotPerson, Refused
from emulator.server import Emulator


def test_failing_to_see_prints_the_whole_screen(nuria: PilotPerson) -> None:
    nuria.says("What there is")
    with pytest.raises(AssertionError, match="does not see 'something else'") as failed:
        nuria.sees("something else", within=0.1)
    assert "Núria Puig: What there is" in str(failed.value)
    with pytest.raises(AssertionError, match="What there is"):
        nuria.does_not_see("What there is")


def test_seeing_waits_for_what_comes_later(
    client: WebClient, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    posting = threading.Timer(
        0.3, client.chat_postMessage, [], {"channel": channels["general"], "text": "Later"}
    )
    posting.start()
    assert nuria.sees("Later") == "Later"


def test_people_go_only_where_they_may(pilot: Pilot) -> None:
    emma = pilot.act_as("Emma Clarke")
    with pytest.raises(Refused, match="sees no channel"):
        emma.goes_to("secretaria")
    emma.goes_to("urbanisme")
    with pytest.raises(Refused, match="Join #urbanisme first"):
        emma.says("hello")
    emma.joins("urbanisme")
    emma.says("hello")
    emma.sees("has joined the channel")
    with pytest.raises(Refused, match="deactivated"):
        jordi = pilot.act_as("Jordi Vidal")
        jordi.goes_to("Emma Clarke")
        jordi.says("hello")
    with pytest.raises(Refused, match="nobody called"):
        pilot.act_as("Nobody").goes_to("general")
    aina = pilot.act_as("aina")
    with pytest.raises(Refused):
        aina.goes_to("general")


def test_people_write_to_each_other_out_of_the_apps_sight(pilot: Pilot, nuria: PilotPerson) -> None:
    nuria.goes_to("Pere Soler")
    nuria.says("Between us")
    pere = pilot.act_as("Pere Soler")
    pere.goes_to("Núria Puig")
    pere.sees("Between us")
    assert [entry for entry in pilot.log() if entry["kind"] == "envelope"] == []


def test_an_app_is_invited_to_a_channel(pilot: Pilot, nuria: PilotPerson, emulator: Emulator) -> None:
    nuria.invites("Bolt app", to="urbanisme")
    channel = emulator.workspace.channel_named("urbanisme")
    assert channel and emulator.workspace.app.bot_user_id in channel.members


def test_a_stranger_has_none_of_the_apps_own_doors(pilot: Pilot) -> None:
    marta = pilot.act_as("Marta Gil")
    marta.goes_to("consorci")
    marta.types("/groups")
    marta.sees("/groups is not a valid command")
    with pytest.raises(Refused, match="another organisation"):
        marta.runs_shortcut("Open a form")
    with pytest.raises(Refused, match="another organisation"):
        marta.opens_home()


def test_an_app_that_was_uninstalled_is_told_and_shut_out(
    app: App, client: WebClient, pilot: Pilot, connect: Any
) -> None:
    told: list[str] = []
    app.event("tokens_revoked")(lambda event: told.append(event["type"]))
    app.event("app_uninstalled")(lambda event: told.append(event["type"]))
    connect(app)
    pilot.uninstalls_app()
    pilot.waits_until_delivered()
    assert sorted(told) == ["app_uninstalled", "tokens_revoked"]
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.auth_test()


def test_mentions_are_read_by_name(nuria: PilotPerson, client: WebClient, channels: dict[str, str]) -> None:
    nuria.says("@pere see #general <b>")
    nuria.sees("@Pere Soler see #general <b>")
    text = client.conversations_history(channel=channels["general"])["messages"][0]["text"]
    assert re.fullmatch(r"<@U\w+> see <#C\w+\|> &lt;b&gt;", text)


def test_several_people_meet_and_somebody_leaves(pilot: Pilot, nuria: PilotPerson) -> None:
    nuria.meets("Emma Clarke", "Luis Ortega")
    nuria.says("The three of us")
    emma = pilot.act_as("Emma Clarke")
    emma.meets("Luis Ortega", "Núria Puig")
    emma.says("Yes")
    assert emma.messages() == ["The three of us", "Yes"]
    with pytest.raises(Refused, match="nobody called 'Nobody'"):
        emma.meets("Nobody")
    emma.leaves("general")
    with pytest.raises(Refused, match="cannot leave"):
        emma.leaves("general")
    nuria.goes_to("general")
    assert nuria.messages() == ["@Emma Clarke has left the channel"]


def test_messages_are_those_of_the_thread_when_one_is_open(nuria: PilotPerson) -> None:
    nuria.says("Root")
    nuria.says("Other")
    nuria.says("Reply", thread="Root")
    nuria.opens_thread("Root")
    assert nuria.messages() == ["Root", "Reply"]
    nuria.leaves_thread()
    assert nuria.messages() == ["Root", "Other"]


def test_a_reaction_is_given_and_taken_back(pilot: Pilot, nuria: PilotPerson, app: App, connect: Any) -> None:
    told: list[str] = []
    for name in ("reaction_added", "reaction_removed"):
        app.event(name)(lambda event: told.append(f"{event['type']} {event['reaction']}"))
    connect(app)
    nuria.says("Look")
    nuria.reacts("eyes", on="Look")
    pilot.waits_until_delivered()
    nuria.reacts("eyes", on="Look")
    pilot.waits_until_delivered()
    assert told == ["reaction_added eyes", "reaction_removed eyes"]


def test_refusals_read_as_slack_says_them(client: WebClient, strict: Emulator) -> None:
    with Pilot(strict.url) as pilot:
        assert pilot.refusals() == []
        bot = WebClient(token=strict.bot_token, base_url=strict.api_url)
        with pytest.raises(SlackApiError):
            bot.reactions_add(channel="C0", timestamp="1.1", name="x")
        with pytest.raises(SlackApiError):
            bot.api_call("blocks.validate", json={"blocks": [{"type": "nonsense"}]})
        scope, blocks = pilot.refusals()
        assert scope == "reactions.add: missing_scope: needs reactions:write"
        assert blocks.startswith("blocks.validate: ") and blocks.endswith("[json-pointer:/0/type]")
        assert [call["name"] for call in pilot.calls("reactions.*")] == ["reactions.add"]


def test_a_screen_is_quick_among_ten_thousand_messages(
    client: WebClient, emulator: Emulator, nuria: PilotPerson, channels: dict[str, str]
) -> None:
    from emulator.workspace import Message

    channel = emulator.workspace.channels[channels["general"]]
    for number in range(10_000):
        ts = f"1700000000.{number:06d}"
        channel.messages[ts] = Message(
            ts=ts, channel=channel.id, user=emulator.workspace.bot.id, text=f"n {number}"
        )
    nuria.screen()
    times = []
    for _ in range(9):
        started = time.perf_counter()
        nuria.screen()
        times.append(time.perf_counter() - started)
    assert sorted(times)[4] < 0.05
    nuria.sees("n 9999")
