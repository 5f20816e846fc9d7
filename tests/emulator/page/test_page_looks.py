"""How the page is to use: axe finds nothing serious, in light and dark, wide and narrow."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.emulator.page.page_bot import Bot, field, modal, option, plain
from tests.emulator.page.page_hand import Hand

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
LOOKS = [("light", WIDE), ("dark", WIDE), ("light", NARROW), ("dark", NARROW)]
EVERYTHING: list[dict[str, Any]] = [
    {"type": "header", "text": plain("Everything")},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*Bold* `code` <https://example.org|link> :tada:"},
        "accessory": {"type": "overflow", "action_id": "o", "options": [option("Edit", "e")]},
    },
    {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Added*\n12"}, plain("Two")]},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A tower"},
    {"type": "markdown", "text": "## Title\n- one\n- two"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "Line"}], [{"type": "raw_text", "text": "4"}]]},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "p", "text": plain("Approve"), "style": "primary"},
            {"type": "button", "action_id": "d", "text": plain("Refuse"), "style": "danger"},
            {
                "type": "static_select",
                "action_id": "s",
                "placeholder": plain("Pick"),
                "options": [option("A", "a")],
            },
            {"type": "datepicker", "action_id": "when"},
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "17 rows read"}]},
    {
        "type": "data_table",
        "caption": "Who",
        "page_size": 1,
        "rows": [[{"type": "raw_text", "text": text}] for text in ("Name", "Pere", "Emma")],
    },
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "As was said"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a = 1"}]},
        ],
    },
    {
        "type": "actions",
        "elements": [
            {"type": "radio_buttons", "action_id": "r", "options": [option("Red", "r")]},
            {"type": "checkboxes", "action_id": "c", "options": [option("Blue", "b")]},
        ],
    },
]


def serious(hand: Hand) -> list[Any]:
    hand.page.evaluate(AXE)
    found = hand.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing_serious(
    sit_down: Callable[..., Hand], bot: Bot, scheme: str, size: dict[str, int]
) -> None:
    hand = sit_down(color_scheme=scheme, viewport=size)
    channel = hand.emulator.workspace.channel_named("general")
    assert channel
    root = bot.client.chat_postMessage(channel=channel.id, text="Everything", blocks=EVERYTHING)
    bot.client.chat_postMessage(channel=channel.id, text="A reply", thread_ts=root["ts"])
    bot.client.chat_postEphemeral(channel=channel.id, user=hand.id, text="A whisper")
    hand.sees("A whisper")
    assert serious(hand) == []
    hand.page.get_by_role("link", name="1 reply").click()
    hand.page.get_by_role("heading", name="Thread").wait_for()
    assert serious(hand) == []


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing_serious_in_a_form_with_every_element(
    sit_down: Callable[..., Hand], bot: Bot, scheme: str, size: dict[str, int]
) -> None:
    choices = {"options": [option("Red", "r"), option("Blue", "b")]}
    kinds: list[dict[str, Any]] = [
        {"type": "plain_text_input"},
        {"type": "plain_text_input", "multiline": True},
        {"type": "number_input", "is_decimal_allowed": True},
        {"type": "datetimepicker"},
        {"type": "static_select", **choices},
        {"type": "multi_static_select", **choices, "initial_options": choices["options"]},
        {"type": "radio_buttons", **choices},
        {"type": "checkboxes", **choices},
        {"type": "file_input"},
    ]
    bot.form = modal(
        *(
            field(kind, f"Field {n}", hint=plain("A hint")) | {"block_id": f"b{n}"}
            for n, kind in enumerate(kinds)
        )
    )
    hand = sit_down(color_scheme=scheme, viewport=size)
    hand.opens_the_form()
    hand.submits()
    hand.page.get_by_text("Please complete").first.wait_for()
    assert serious(hand) == []


@pytest.mark.parametrize(("scheme", "size"), LOOKS)
def test_axe_finds_nothing_serious_in_home_and_the_inspector(
    sit_down: Callable[..., Hand], bot: Bot, scheme: str, size: dict[str, int]
) -> None:
    hand = sit_down(color_scheme=scheme, viewport=size)
    bot.home["blocks"] += EVERYTHING[1:3]
    hand.opens_home()
    hand.sees("Welcome home")
    assert serious(hand) == []
    hand.opens_the_inspector()
    drawer = hand.page.get_by_role("region", name="Inspector")
    drawer.get_by_text("Let something go wrong").click()
    drawer.get_by_text("events_api").first.click()
    drawer.get_by_role("heading", name="Ack").wait_for()
    assert serious(hand) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_opens_above_the_page(
    sit_down: Callable[..., Hand], bot: Bot, scheme: str
) -> None:
    hand = sit_down(color_scheme=scheme, viewport=WIDE)
    hand.says("About *this*")
    hand.sees("About").hover()
    hand.page.get_by_role("button", name="More actions").click()
    hand.page.get_by_role("menuitem", name="Copy link").wait_for()
    assert serious(hand) == []
    hand.page.get_by_role("menuitem", name="More reactions").click()
    hand.page.get_by_role("searchbox", name="Search emoji").wait_for()
    assert serious(hand) == []
    hand.page.keyboard.press("Escape")
    hand.page.get_by_role("button", name="Go to or search").click()
    hand.page.get_by_role("option", name="secretaria").wait_for()
    assert serious(hand) == []


def test_a_phone_shows_the_lists_on_demand_and_escape_puts_them_away(
    sit_down: Callable[..., Hand], bot: Bot
) -> None:
    hand = sit_down(viewport=NARROW)
    lists = hand.page.get_by_role("link", name="secretaria")
    assert not lists.is_visible()
    hand.page.get_by_role("button", name="Channels and people").click()
    lists.wait_for()
    hand.page.keyboard.press("Escape")
    lists.wait_for(state="hidden")
    assert hand.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_light_or_dark_is_remembered(nuria: Hand) -> None:
    nuria.page.get_by_role("button", name="Light or dark").click()
    chosen = nuria.page.evaluate("document.documentElement.dataset.theme")
    nuria.page.reload()
    assert nuria.page.evaluate("document.documentElement.dataset.theme") == chosen == "dark"


def test_the_page_is_shown_quickly_with_ten_thousand_messages(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    first = bot.client.chat_postMessage(channel=channel.id, text="one of many")
    message = channel.messages[first["ts"]]
    for number in range(10_000):
        ts = f"1700000000.{number:06d}"
        channel.messages[ts] = replace(message, ts=ts, user=nuria.id, text=f"number {number}")
    assert any(shown(nuria) < 300 for _ in range(4))


def shown(hand: Hand) -> float:
    """Milliseconds until the page can be read; several are taken, as others use the machine too."""
    hand.page.reload()
    hand.sees("number 9999")
    return float(hand.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
