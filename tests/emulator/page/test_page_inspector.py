"""The inspector: what went over the wire, why it was refused, faults to switch on, time to move on."""

import time
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from slack_sdk.errors import SlackApiError

from emulator.faults import CALLS, ENVELOPES, FILES, SOCKETS
from tests.emulator.page.page_bot import SECONDS, Bot, plain
from tests.emulator.page.page_hand import Hand


@pytest.fixture
def drawer(nuria: Hand) -> Locator:
    nuria.page.get_by_role("button", name="Inspector").click()
    opened = nuria.page.get_by_role("region", name="Inspector")
    opened.wait_for()
    return opened


def posts_what_is_refused(nuria: Hand, bot: Bot, blocks: list[dict[str, Any]]) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    with pytest.raises(SlackApiError):
        bot.client.chat_postMessage(channel=channel.id, text="x", blocks=blocks)


def test_an_envelope_is_shown_with_its_ack_and_how_long_it_took(nuria: Hand, drawer: Locator) -> None:
    nuria.says("/whisper hush")
    line = drawer.get_by_role("listitem").filter(has_text="/whisper hush")
    expect(line).to_contain_text("acked")
    expect(line).to_contain_text(" ms")
    line.locator("summary").click()
    line.get_by_text('"command": "/whisper"').wait_for()
    line.get_by_role("heading", name="Ack").wait_for()


def test_a_refused_call_says_why_and_shows_what_stands_there(nuria: Hand, bot: Bot, drawer: Locator) -> None:
    row = {"type": "actions", "elements": [{"type": "button", "action_id": "b", "text": plain("x" * 80)}]}
    posts_what_is_refused(nuria, bot, [{"type": "divider"}, row])
    line = drawer.get_by_role("listitem").filter(has_text="invalid_blocks").first
    expect(line).to_contain_text("must be less than 76 characters /blocks/1/elements/0/text/text")
    line.locator("summary").click()
    why = line.get_by_role("list", name="Why it was refused")
    why.get_by_text("xxxxxxxx").wait_for()
    expect(why.get_by_role("listitem")).to_have_count(1)


def test_a_search_looks_into_payloads_and_stays_when_more_comes(
    nuria: Hand, bot: Bot, drawer: Locator
) -> None:
    nuria.says("/whisper needle")
    nuria.says("/whisper straw")
    nuria.sees("straw")
    drawer.get_by_role("searchbox").fill("whisper needle")
    lines = drawer.get_by_role("listitem")
    expect(lines.filter(has_text="straw")).to_have_count(0)
    expect(lines.filter(has_text="needle").first).to_be_visible()
    nuria.says("/whisper more straw")
    nuria.sees("more straw")
    nuria.says("/whisper second needle")
    lines.filter(has_text="second needle").wait_for()
    expect(lines.filter(has_text="straw")).to_have_count(0)


def test_only_what_went_wrong_can_be_shown(nuria: Hand, bot: Bot, drawer: Locator) -> None:
    nuria.says("/whisper fine")
    fine = drawer.get_by_role("listitem").filter(has_text="/whisper fine")
    expect(fine).to_contain_text("acked")
    posts_what_is_refused(nuria, bot, [{"type": "hologram"}])
    drawer.get_by_label("Show").select_option("What went wrong")
    drawer.get_by_role("listitem").filter(has_text="unsupported type: hologram").first.wait_for()
    expect(fine).to_have_count(0)


def switches_on(drawer: Locator, kind: str, match: str = "*") -> None:
    drawer.get_by_text("Let something go wrong").click()
    drawer.get_by_role("textbox", name="Of").fill(match)
    drawer.get_by_label("Next").select_option(kind)
    drawer.get_by_role("button", name="Switch on").click()


def test_every_fault_can_be_switched_on(drawer: Locator) -> None:
    drawer.get_by_text("Let something go wrong").click()
    offered = drawer.get_by_label("Next").locator("option").evaluate_all("all => all.map(one => one.value)")
    assert set(offered) == CALLS | ENVELOPES | FILES | SOCKETS


def test_a_fault_waits_for_its_call_and_strikes_it(nuria: Hand, bot: Bot, drawer: Locator) -> None:
    switches_on(drawer, "500", "views.open")
    drawer.get_by_text("500 of views.open, 1 to come").wait_for()
    nuria.says("/open")
    drawer.get_by_text("500 of views.open, 1 to come").wait_for(state="detached")
    drawer.get_by_role("listitem").filter(has_text="fault: 500").wait_for()


def test_faults_can_be_switched_off(drawer: Locator) -> None:
    switches_on(drawer, "slow_network")
    drawer.get_by_text("slow_network of *, until switched off").wait_for()
    drawer.get_by_role("button", name="Switch off").click()
    drawer.get_by_text("slow_network of *, until switched off").wait_for(state="detached")


def test_an_envelope_sent_twice_reaches_the_app_twice(nuria: Hand, bot: Bot, drawer: Locator) -> None:
    switches_on(drawer, "twice", "message")
    drawer.get_by_text("twice of message").wait_for()
    nuria.says("once typed")
    assert [bot.heard.get(timeout=SECONDS)["text"] for _ in range(2)] == ["once typed", "once typed"]


def test_the_time_can_be_moved_on_by_any_amount(nuria: Hand, drawer: Locator) -> None:
    clock = nuria.emulator.workspace.clock
    before = clock.now() - time.time()
    drawer.get_by_label("How much").fill("2.5")
    drawer.get_by_label("Unit of time").select_option("hours")
    drawer.get_by_role("button", name="Move on").click()
    drawer.get_by_text(" ahead").wait_for()
    assert clock.now() - time.time() - before == pytest.approx(9000, abs=5)


def test_a_shortcut_without_an_ack_is_told_in_passing_and_put_away(
    nuria: Hand, bot: Bot, drawer: Locator
) -> None:
    switches_on(drawer, "dropped", "shortcut")
    drawer.get_by_text("dropped of shortcut").wait_for()
    nuria.page.get_by_role("button", name="Files and shortcuts").click()
    nuria.page.get_by_role("menuitem", name="Open the form").click()
    drawer.get_by_text("dropped of shortcut").wait_for(state="detached")
    nuria.emulator.loop.call_soon_threadsafe(nuria.emulator.workspace.clock.move_on, 4.0)
    nuria.page.get_by_text("Colla did not respond").wait_for()
    nuria.page.get_by_role("button", name="Put away").click()
    nuria.page.get_by_text("Colla did not respond").wait_for(state="detached")
