"""A slow machine: what a hand does before the page's scripts have come is not lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Route

from tests.emulator.page.page_bot import SECONDS, Bot, option, plain
from tests.emulator.page.page_hand import Hand

TICKS = """() => new MutationObserver((_, observer) => {
    const ticks = document.querySelectorAll(".ticks input");
    ticks.forEach((tick) => tick.click());
    if (ticks.length) observer.disconnect();
}).observe(document.body, { subtree: true, childList: true })"""
"""Ticks all boxes in the moment in which they are drawn."""
SCRIPTS = "**/static/vendor/htmx/*.js"


@contextmanager
def before_it_is_wired(hand: Hand) -> Iterator[None]:
    """The page is read and used, and only then its scripts arrive."""
    held: list[Route] = []
    hand.page.route(SCRIPTS, lambda route: held.append(route))
    hand.page.goto(hand.page.url, wait_until="commit")
    yield
    for route in held:
        route.continue_()
    hand.page.unroute(SCRIPTS)


def test_a_message_sent_too_early_is_sent(nuria: Hand, bot: Bot) -> None:
    with before_it_is_wired(nuria):
        nuria.says("too early")
    nuria.sees("too early")
    assert nuria.composer.input_value() == ""


def test_a_button_pressed_too_early_acts(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    button = {"type": "button", "action_id": "go", "text": plain("Approve")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    bot.client.chat_postMessage(channel=channel.id, text="Choose", blocks=blocks)
    with before_it_is_wired(nuria):
        nuria.page.get_by_role("button", name="Approve").click()
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["action_id"] == "go"


def test_ticks_that_follow_each_other_at_once_all_reach_the_app(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    options = [option(f"Choice {number}", str(number)) for number in range(4)]
    ticks = {"type": "checkboxes", "action_id": "c", "options": options}
    blocks = [{"type": "section", "text": plain("Which?"), "accessory": ticks}]
    nuria.page.evaluate(TICKS)
    bot.client.chat_postMessage(channel=channel.id, text="Choose", blocks=blocks)
    chosen: list[str] = []
    while len(chosen) < len(options):
        action = bot.acted.get(timeout=SECONDS)["actions"][0]
        chosen = [one["value"] for one in action["selected_options"]]
