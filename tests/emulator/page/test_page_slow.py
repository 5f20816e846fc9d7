"""A slow machine: what a hand does before the page's scripts have come is not lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Route

from tests.emulator.page.page_bot import SECONDS, Bot, plain
from tests.emulator.page.page_hand import Hand

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
