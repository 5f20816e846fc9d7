"""Writing and reading in the page: channels, direct messages, threads, commands, other people."""

import time
from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import expect

from tests.emulator.page.page_bot import SECONDS, Bot, plain
from tests.emulator.page.page_hand import Hand

Sit = Callable[..., Hand]
WATCH = """() => {
    window.seen = new Promise((found) => new MutationObserver(() => {
        const isThere = document.body.innerText.includes("News for you");
        if (isThere) found(performance.timeOrigin + performance.now());
    }).observe(document.body, { subtree: true, childList: true }));
}"""
"""Keeps the moment at which the words were first on the page."""


def test_a_message_appears_at_once_and_the_app_hears_it(nuria: Hand, bot: Bot) -> None:
    nuria.says("Bon dia a *tothom* :wave:")
    seen = nuria.sees("Bon dia a")
    assert "<strong>tothom</strong> 👋" in seen.inner_html()
    assert nuria.composer.input_value() == ""
    assert bot.heard.get(timeout=SECONDS)["text"] == "Bon dia a *tothom* :wave:"


def test_what_the_app_says_appears_within_100_ms_and_nothing_typed_is_lost(nuria: Hand, bot: Bot) -> None:
    nuria.composer.press_sequentially("half a sent")
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    nuria.page.evaluate(WATCH)
    bot.client.chat_postMessage(channel=channel.id, text="News for you")
    answered = time.time() * 1000
    assert nuria.page.evaluate("window.seen") - answered < 100
    nuria.page.keyboard.type("ence")
    assert nuria.composer.input_value() == "half a sentence"


def test_shift_enter_makes_a_new_line_and_enter_sends(nuria: Hand) -> None:
    nuria.composer.press_sequentially("one")
    nuria.composer.press("Shift+Enter")
    nuria.composer.press_sequentially("two")
    nuria.composer.press("Enter")
    assert nuria.sees("one").inner_html() == "one<br>two"


def test_a_draft_waits_while_one_looks_elsewhere(nuria: Hand) -> None:
    nuria.composer.press_sequentially("later")
    nuria.page.get_by_role("link", name="secretaria").click()
    nuria.page.get_by_role("heading", name="secretaria").wait_for()
    nuria.page.get_by_role("link", name="general").click()
    nuria.page.get_by_role("heading", name="general").wait_for()
    expect(nuria.composer).to_have_value("later")


def test_a_slash_offers_the_apps_commands_with_their_hints(nuria: Hand) -> None:
    nuria.composer.press_sequentially("/whi")
    assert "words" in nuria.page.get_by_role("option", name="/whisper").inner_text()
    nuria.composer.press("Tab")
    assert nuria.composer.input_value() == "/whisper "


def test_a_commands_answer_is_for_the_one_who_typed_it(nuria: Hand, sit_down: Sit) -> None:
    pere = sit_down("Pere Soler")
    nuria.says("/whisper only mine")
    nuria.sees("only mine")
    nuria.sees("Only visible to you")
    nuria.says("for all")
    pere.sees("for all")
    assert pere.page.get_by_text("only mine").count() == 0
    nuria.page.get_by_role("button", name="Dismiss").click()
    nuria.page.get_by_role("button", name="Dismiss").wait_for(state="detached")
    assert nuria.page.get_by_text("only mine", exact=True).count() == 0


def test_an_unknown_command_is_told_as_such(nuria: Hand) -> None:
    nuria.says("/nonsense")
    nuria.sees("is not a valid command")


def test_an_at_sign_offers_people_and_the_message_mentions_them(nuria: Hand, sit_down: Sit) -> None:
    nuria.composer.press_sequentially("hola @per")
    nuria.page.get_by_role("option", name="Pere Soler").wait_for()
    nuria.composer.press("Enter")
    nuria.composer.press("Enter")
    pere = sit_down("Pere Soler")
    assert "is-me" in str(pere.sees("@Pere Soler").get_attribute("class"))


def test_replies_stand_in_a_thread_at_the_side_with_their_count(nuria: Hand) -> None:
    nuria.says("The root")
    nuria.sees("The root").hover()
    nuria.page.get_by_role("link", name="Reply in thread").click()
    reply = nuria.page.get_by_label("Reply", exact=True)
    reply.fill("A first answer")
    reply.press("Enter")
    nuria.page.get_by_role("complementary", name="Thread").get_by_text("A first answer").wait_for()
    nuria.page.get_by_role("link", name="1 reply").wait_for()
    reply.fill("/open")
    reply.press("Enter")
    nuria.sees("Slash commands do not work in threads")
    assert reply.input_value() == "/open"
    reply.press("Escape")
    nuria.page.get_by_role("complementary", name="Thread").wait_for(state="detached")


def test_an_edited_message_says_so(nuria: Hand) -> None:
    nuria.says("Frist")
    nuria.sees("Frist").hover()
    nuria.page.get_by_role("button", name="More actions").click()
    nuria.page.get_by_role("menuitem", name="Edit").click()
    nuria.page.get_by_role("dialog").get_by_label("Message").fill("First")
    nuria.page.get_by_role("button", name="Save").click()
    nuria.sees("First")
    nuria.sees("(edited)")


def test_one_click_acts_as_somebody_else_in_the_same_place(nuria: Hand) -> None:
    nuria.page.get_by_role("link", name="Act as Pere Soler").click()
    nuria.page.get_by_text("Pere Soler · Member").wait_for()
    nuria.page.get_by_role("heading", name="general").wait_for()
    nuria.page.get_by_role("link", name="Act as Aina Bosch").click()
    nuria.page.get_by_text("Aina Bosch · Guest").wait_for()
    nuria.page.get_by_role("heading", name="festa-major").wait_for()


def test_nobody_writes_as_a_deactivated_person(nuria: Hand) -> None:
    nuria.page.get_by_role("link", name="Act as Jordi Vidal").click()
    nuria.sees("Jordi Vidal · Deactivated")
    assert nuria.page.locator("[data-composer]").count() == 0


def test_a_channel_is_joined_before_one_writes_in_it(sit_down: Sit, bot: Bot) -> None:
    emma = sit_down("Emma Clarke")
    emma.page.get_by_role("button", name="Browse channels").click()
    emma.page.get_by_role("menuitem", name="urbanisme").click()
    emma.page.get_by_role("button", name="Join channel").click()
    emma.says("Here I am")
    emma.sees("Here I am")


def test_unread_messages_are_counted_and_marked_as_new(nuria: Hand, sit_down: Sit) -> None:
    nuria.says("before")
    nuria.sees("before")
    nuria.page.get_by_role("link", name="secretaria").click()
    nuria.page.get_by_role("heading", name="secretaria").wait_for()
    pere = sit_down("Pere Soler")
    pere.says("while you were away")
    nuria.page.get_by_role("link", name="general 1 unread").click()
    nuria.page.get_by_text("New", exact=True).wait_for()


def test_a_direct_message_reaches_the_other(nuria: Hand, sit_down: Sit) -> None:
    nuria.page.get_by_role("button", name="Write to somebody").click()
    nuria.page.get_by_role("menuitem", name="Emma Clarke").click()
    nuria.page.get_by_role("heading", name="Emma Clarke").wait_for()
    nuria.says("psst")
    emma = sit_down("Emma Clarke")
    emma.page.get_by_role("link", name="Núria Puig 1 unread").click()
    emma.sees("psst")


def test_a_message_to_the_app_is_written_in_its_messages_tab(nuria: Hand, bot: Bot) -> None:
    nuria.opens_home()
    nuria.page.get_by_role("link", name="Messages", exact=True).click()
    nuria.page.get_by_role("heading", name="Colla").wait_for()
    nuria.says("hello app")
    assert bot.heard.get(timeout=SECONDS)["channel_type"] == "im"


def test_a_permalink_opens_its_message(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    first = bot.client.chat_postMessage(channel=channel.id, text="long ago")
    message = channel.messages[first["ts"]]
    for number in range(130):
        ts = nuria.emulator.workspace.new_ts()
        channel.messages[ts] = replace(message, ts=ts, text=f"later {number}")
    link = bot.client.chat_getPermalink(channel=channel.id, message_ts=first["ts"])["permalink"]
    nuria.page.goto(link)
    assert nuria.page.get_by_text("long ago").evaluate(
        "node => { const box = node.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
    )


def test_what_the_page_cannot_draw_is_named(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    blocks = [{"type": "section", "text": plain("Known")}]
    sent = bot.client.chat_postMessage(channel=channel.id, text="x", blocks=blocks)
    channel.messages[sent["ts"]].blocks.append({"type": "hologram", "block_id": "h"})
    nuria.page.reload()
    nuria.sees("cannot draw a block of type")


def test_a_permalink_in_a_message_opens_in_the_same_page(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    first = bot.client.chat_postMessage(channel=channel.id, text="the one meant")
    link = bot.client.chat_getPermalink(channel=channel.id, message_ts=first["ts"])["permalink"]
    nuria.goes_to("secretaria")
    nuria.says(f"see {link}")
    nuria.page.get_by_role("link", name=link).click()
    nuria.page.get_by_role("heading", name="general").wait_for()
    nuria.page.locator(".is-target").get_by_text("the one meant").wait_for()


def test_several_people_are_written_to_in_a_group_message(nuria: Hand, sit_down: Sit) -> None:
    nuria.page.get_by_role("button", name="Write to somebody").click()
    nuria.page.get_by_role("menuitem", name="Several people").click()
    nuria.page.get_by_label("Luis Ortega").check()
    nuria.page.get_by_label("Emma Clarke").check()
    nuria.page.get_by_role("button", name="Start").click()
    nuria.page.get_by_role("heading", name="Luis Ortega, Emma Clarke").wait_for()
    nuria.says("for the three of us")
    emma = sit_down("Emma Clarke")
    emma.page.get_by_role("link", name="Núria Puig, Luis Ortega 1 unread").click()
    emma.sees("for the three of us")


def test_a_shortcut_is_found_by_its_name_after_a_slash(nuria: Hand, bot: Bot) -> None:
    nuria.composer.press_sequentially("/ope")
    nuria.page.get_by_role("option", name="Open the form").wait_for()
    nuria.composer.press("ArrowDown")
    nuria.composer.press("Enter")
    nuria.page.get_by_role("heading", name="A form").wait_for()
    assert bot.acted.get(timeout=SECONDS)["type"] == "shortcut"
    assert nuria.composer.input_value() == ""


def test_a_commands_usage_stays_in_sight_while_its_words_are_typed(nuria: Hand) -> None:
    nuria.composer.press_sequentially("/whisper hu")
    assert "words" in nuria.page.get_by_role("option", name="/whisper").inner_text()
    nuria.composer.press("Enter")
    nuria.sees("Only visible to you")


def test_a_colon_offers_emoji(nuria: Hand) -> None:
    nuria.composer.press_sequentially("hola :tad")
    nuria.page.get_by_role("option", name=":tada:").wait_for()
    nuria.composer.press("Enter")
    nuria.composer.press("Enter")
    nuria.sees("hola 🎉")


def test_the_arrow_up_changes_ones_last_message(nuria: Hand) -> None:
    nuria.says("Frist")
    nuria.sees("Frist")
    nuria.composer.press("ArrowUp")
    nuria.page.get_by_role("dialog").get_by_label("Message").fill("First of all")
    nuria.page.keyboard.press("Enter")
    nuria.sees("First of all")
    nuria.sees("(edited)")


def test_a_reaction_is_searched_for_and_given(nuria: Hand) -> None:
    nuria.says("Done")
    nuria.sees("Done").hover()
    nuria.page.get_by_role("button", name="Add a reaction").click()
    nuria.page.get_by_role("searchbox", name="Search emoji").fill("rocke")
    nuria.page.get_by_role("button", name="rocket", exact=True).click()
    nuria.page.get_by_role("button", name="rocket, 1").wait_for()
