"""Every element that can be filled: by hand in the page, and what the app then reads in state.values."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FilePayload

from tests.emulator.page.page_bot import SECONDS, Bot, field, modal, option, plain
from tests.emulator.page.page_hand import Hand

Json = dict[str, Any]
COLOURS = [option("Red", "r"), option("Green", "g"), option("Blue", "b")]
GROUPS = [
    {"label": plain("Warm"), "options": [option("Red", "r"), option("Ochre", "o")]},
    {"label": plain("Cold"), "options": [option("Blue", "b")]},
]
NOON = int(datetime(2026, 3, 4, 12, 30, tzinfo=ZoneInfo("Europe/Madrid")).timestamp())


def types(text: str) -> Callable[[Hand], None]:
    return lambda hand: hand.page.get_by_label("Field", exact=True).fill(text)


def picks(*choices: str) -> Callable[[Hand], None]:
    def fill(hand: Hand) -> None:
        for choice in choices:
            hand.picks("Field", choice)

    return fill


def ticks(*names: str) -> Callable[[Hand], None]:
    def fill(hand: Hand) -> None:
        for name in names:
            hand.page.get_by_label(name).check()

    return fill


FILLED: list[tuple[str, Json, Callable[[Hand], None], Any]] = [
    ("a line", {"type": "plain_text_input"}, types("a & <b>"), "a & <b>"),
    ("lines", {"type": "plain_text_input", "multiline": True}, types("one\ntwo"), "one\ntwo"),
    ("rich text", {"type": "rich_text_input"}, types("a <b>"), "a <b>"),
    ("a whole number", {"type": "number_input", "is_decimal_allowed": False}, types("12"), "12"),
    ("a decimal", {"type": "number_input", "is_decimal_allowed": True}, types("1.5"), "1.5"),
    ("an address", {"type": "email_text_input"}, types("a@example.org"), "a@example.org"),
    ("a URL", {"type": "url_text_input"}, types("https://example.org/a"), "https://example.org/a"),
    ("a day", {"type": "datepicker"}, types("2026-03-04"), "2026-03-04"),
    ("a time", {"type": "timepicker"}, types("12:30"), "12:30"),
    ("a moment", {"type": "datetimepicker"}, types("2026-03-04T12:30"), NOON),
    ("a choice", {"type": "static_select", "options": COLOURS}, picks("Green"), "g"),
    ("a choice in a group", {"type": "static_select", "option_groups": GROUPS}, picks("Ochre"), "o"),
    ("choices", {"type": "multi_static_select", "options": COLOURS}, picks("Red", "Blue"), ["r", "b"]),
    ("a radio button", {"type": "radio_buttons", "options": COLOURS}, ticks("Blue"), "b"),
    ("ticks", {"type": "checkboxes", "options": COLOURS}, ticks("Red", "Green"), ["r", "g"]),
    ("a person", {"type": "users_select"}, picks("Pere Soler"), "Pere Soler"),
    ("people", {"type": "multi_users_select"}, picks("Pere Soler", "Carme"), ["Pere Soler", "Carme Ferrer"]),
    ("a channel", {"type": "channels_select"}, picks("general"), "general"),
    ("channels", {"type": "multi_channels_select"}, picks("general", "urban"), ["general", "urbanisme"]),
    ("a conversation", {"type": "conversations_select"}, picks("secretaria"), "secretaria"),
    ("conversations", {"type": "multi_conversations_select"}, picks("secretaria"), ["secretaria"]),
]


@pytest.mark.parametrize(
    ("element", "fills", "expected"), [c[1:] for c in FILLED], ids=[c[0] for c in FILLED]
)
def test_what_a_hand_fills_in_is_what_the_app_reads(
    nuria: Hand, bot: Bot, element: Json, fills: Callable[[Hand], None], expected: Any
) -> None:
    bot.form = modal(field(element))
    nuria.opens_the_form()
    fills(nuria)
    nuria.submits()
    state = bot.submitted.get(timeout=SECONDS)["b"]["a"]
    assert state.pop("type") == element["type"]
    assert read(nuria, next(iter(state.values()))) == expected


def read(hand: Hand, value: Any) -> Any:
    """Options by value; people and channels by name."""
    if isinstance(value, list):
        return [read(hand, one) for one in value]
    if isinstance(value, dict) and value.get("type") == "rich_text":
        return value["elements"][0]["elements"][0]["text"]
    if isinstance(value, dict):
        return value["value"]
    workspace = hand.emulator.workspace
    named = workspace.people.get(value) or workspace.channels.get(value)
    return named.name if named else value


GIVEN: list[tuple[str, Json, Any]] = [
    ("a line", {"type": "plain_text_input", "initial_value": "before"}, "before"),
    ("a day", {"type": "datepicker", "initial_date": "2026-01-31"}, "2026-01-31"),
    ("a moment", {"type": "datetimepicker", "initial_date_time": NOON}, NOON),
    ("a choice", {"type": "static_select", "options": COLOURS, "initial_option": COLOURS[1]}, "g"),
    (
        "choices",
        {"type": "multi_static_select", "options": COLOURS, "initial_options": COLOURS},
        ["r", "g", "b"],
    ),
    ("a radio button", {"type": "radio_buttons", "options": COLOURS, "initial_option": COLOURS[2]}, "b"),
    ("ticks", {"type": "checkboxes", "options": COLOURS, "initial_options": COLOURS[:1]}, ["r"]),
]


@pytest.mark.parametrize(("element", "expected"), [case[1:] for case in GIVEN], ids=[c[0] for c in GIVEN])
def test_what_the_app_filled_in_stays_when_nobody_touches_it(
    nuria: Hand, bot: Bot, element: Json, expected: Any
) -> None:
    bot.form = modal(field(element))
    nuria.opens_the_form()
    nuria.submits()
    state = bot.submitted.get(timeout=SECONDS)["b"]["a"]
    state.pop("type")
    assert read(nuria, next(iter(state.values()))) == expected


def test_typing_in_an_external_select_asks_the_app(nuria: Hand, bot: Bot) -> None:
    bot.offered = [option("Urbanisme", "u"), option("Brigada", "b"), option("Urgències", "g")]
    bot.form = modal(field({"type": "external_select", "min_query_length": 2}))
    nuria.opens_the_form()
    select = nuria.page.get_by_role("combobox", name="Field")
    select.press_sequentially("u")
    nuria.sees("Type at least 2 letters")
    select.press_sequentially("rg")
    nuria.page.get_by_role("option", name="Urgències").wait_for()
    select.press("Enter")
    nuria.submits()
    assert bot.submitted.get(timeout=SECONDS)["b"]["a"]["selected_option"]["value"] == "g"


def test_an_external_multi_select_keeps_what_was_chosen_before(nuria: Hand, bot: Bot) -> None:
    bot.offered = [option("Urbanisme", "u"), option("Brigada", "b")]
    bot.form = modal(field({"type": "multi_external_select", "min_query_length": 1}))
    nuria.opens_the_form()
    select = nuria.page.get_by_role("combobox", name="Field")
    for typed, name in (("urb", "Urbanisme"), ("bri", "Brigada")):
        select.press_sequentially(typed)
        nuria.page.get_by_role("option", name=name).click()
        nuria.page.get_by_role("button", name=f"Remove {name}").wait_for()
    nuria.submits()
    chosen = bot.submitted.get(timeout=SECONDS)["b"]["a"]["selected_options"]
    assert [one["value"] for one in chosen] == ["u", "b"]


def test_a_chosen_line_is_taken_out_with_its_cross_or_backspace(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "multi_static_select", "options": COLOURS, "initial_options": COLOURS}))
    nuria.opens_the_form()
    nuria.page.get_by_role("button", name="Remove Red").click()
    nuria.page.get_by_role("button", name="Remove Red").wait_for(state="detached")
    nuria.page.get_by_role("combobox", name="Field").press("Backspace")
    nuria.page.get_by_role("button", name="Remove Blue").wait_for(state="detached")
    nuria.submits()
    chosen = bot.submitted.get(timeout=SECONDS)["b"]["a"]["selected_options"]
    assert [one["value"] for one in chosen] == ["g"]


def test_a_select_is_filled_with_the_keyboard_alone(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "static_select", "options": COLOURS}))
    nuria.opens_the_form()
    keys = nuria.page.keyboard
    keys.press("ArrowDown")
    nuria.page.get_by_role("option", name="Red").wait_for()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    nuria.page.get_by_role("option", name="Red").wait_for(state="hidden")
    nuria.submits()
    assert bot.submitted.get(timeout=SECONDS)["b"]["a"]["selected_option"]["value"] == "g"


def test_a_file_field_takes_only_its_types_and_sends_the_file(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "file_input", "filetypes": ["csv"], "max_files": 2}))
    form = nuria.opens_the_form()
    chooser = form.locator("input[type=file]")
    chooser.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    nuria.sees("only csv")
    chooser.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"Identifier;Name\n"})
    nuria.page.get_by_role("button", name="Remove a.csv").wait_for()
    nuria.submits()
    files = bot.submitted.get(timeout=SECONDS)["b"]["a"]["files"]
    assert [file["name"] for file in files] == ["a.csv"]


def test_adding_a_file_keeps_what_the_other_fields_hold(nuria: Hand, bot: Bot) -> None:
    ids = {"block_id": 'it"s [a] / block'}
    given = {"type": "multi_static_select", "options": COLOURS, "initial_options": COLOURS[:2]}
    bot.form = modal(
        field({"type": "plain_text_input"}),
        field(given, "Colours") | ids,
        field({"type": "file_input"}, "File", block_id="f"),
    )
    form = nuria.opens_the_form()
    form.get_by_label("Field", exact=True).fill("typed")
    roster: FilePayload = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a"}
    form.locator("input[type=file]").set_input_files(roster)
    nuria.page.get_by_role("button", name="Remove a.csv").wait_for()
    nuria.submits()
    values = bot.submitted.get(timeout=SECONDS)
    assert values["b"]["a"]["value"] == "typed"
    assert [one["value"] for one in values[ids["block_id"]]["a"]["selected_options"]] == ["r", "g"]


REFUSED: list[tuple[str, Json, str, str]] = [
    ("nothing", {"type": "plain_text_input"}, "", "Please complete this required field"),
    ("too short", {"type": "plain_text_input", "min_length": 5}, "abc", "at least 5"),
    ("no number", {"type": "number_input", "is_decimal_allowed": False}, "abc", "whole number"),
    ("no address", {"type": "email_text_input"}, "abc", "valid email"),
    ("no URL", {"type": "url_text_input"}, "abc", "valid URL"),
]


@pytest.mark.parametrize(("element", "typed", "words"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_a_field_cannot_hold_is_told_under_it_and_not_sent(
    nuria: Hand, bot: Bot, element: Json, typed: str, words: str
) -> None:
    bot.form = modal(field(element))
    nuria.opens_the_form()
    nuria.page.get_by_label("Field", exact=True).fill(typed)
    nuria.submits()
    nuria.sees(words)
    assert nuria.page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert bot.submitted.empty()


def test_a_field_holds_no_more_than_its_most(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "plain_text_input", "max_length": 4}))
    nuria.opens_the_form()
    nuria.page.get_by_label("Field", exact=True).press_sequentially("abcdef")
    nuria.submits()
    assert bot.submitted.get(timeout=SECONDS)["b"]["a"]["value"] == "abcd"


def test_a_field_may_tell_the_app_on_enter_or_on_each_character(nuria: Hand, bot: Bot) -> None:
    often = {"trigger_actions_on": ["on_character_entered"]}
    bot.form = modal(
        field({"type": "plain_text_input"}, dispatch_action=True),
        field({"type": "plain_text_input", "dispatch_action_config": often}, "Often", dispatch_action=True)
        | {"block_id": "c"},
    )
    nuria.opens_the_form()
    bot.acted.get(timeout=SECONDS)
    nuria.page.get_by_label("Field", exact=True).fill("whole")
    nuria.page.get_by_label("Field", exact=True).press("Enter")
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["value"] == "whole"
    nuria.page.get_by_label("Often", exact=True).press_sequentially("x")
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["value"] == "x"
    assert bot.submitted.empty()
