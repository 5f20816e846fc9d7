"""Blocks as they are read and used: sections with each accessory, tables, rich text, alerts, strange ones."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.emulator.page.page_bot import SECONDS, Bot, field, modal, option, plain
from tests.emulator.page.page_hand import Hand

Json = dict[str, Any]
COLOURS = [option("Red", "r"), option("Blue", "b")]


def posts(bot: Bot, hand: Hand, *blocks: Json) -> None:
    channel = hand.emulator.workspace.channel_named("general")
    assert channel
    bot.client.chat_postMessage(channel=channel.id, text="Look", blocks=list(blocks))


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def cell(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def number(value: float) -> Json:
    return {"type": "raw_number", "value": value, "text": f"{value} people"}


def clicks(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def picks(name: str) -> Callable[[Page], None]:
    def pick(page: Page) -> None:
        page.get_by_role("combobox", name="Pick").click()
        page.get_by_role("option", name=name).click()

    return pick


def ticks(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(name).check()


def types(name: str, text: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(name).fill(text)


def chooses(page: Page) -> None:
    page.get_by_role("button", name="More actions: A section").click()
    page.get_by_role("menuitem", name="Blue").click()


PICK = {"placeholder": plain("Pick")}
ACCESSORIES: list[tuple[str, Json, Callable[[Page], None], Callable[[Json], Any], Any]] = [
    ("a button", {"type": "button", "text": plain("Go"), "value": "7"}, clicks("Go"),
     lambda a: a["value"], "7"),
    ("a menu", {"type": "overflow", "options": COLOURS}, chooses,
     lambda a: a["selected_option"]["value"], "b"),
    ("a select", {"type": "static_select", "options": COLOURS, **PICK}, picks("Blue"),
     lambda a: a["selected_option"]["value"], "b"),
    ("a multi select", {"type": "multi_static_select", "options": COLOURS, **PICK}, picks("Red"),
     lambda a: [one["value"] for one in a["selected_options"]], ["r"]),
    ("a select of people", {"type": "users_select", **PICK}, picks("Pere Soler"),
     lambda a: a["selected_user"][0], "U"),
    ("a select of channels", {"type": "channels_select", **PICK}, picks("urbanisme"),
     lambda a: a["selected_channel"][0], "C"),
    ("radio buttons", {"type": "radio_buttons", "options": COLOURS}, ticks("Blue"),
     lambda a: a["selected_option"]["value"], "b"),
    ("ticks", {"type": "checkboxes", "options": COLOURS}, ticks("Red"),
     lambda a: [one["value"] for one in a["selected_options"]], ["r"]),
    ("a day", {"type": "datepicker", **PICK}, types("Pick", "2026-03-04"),
     lambda a: a["selected_date"], "2026-03-04"),
    ("a time", {"type": "timepicker", **PICK}, types("Pick", "12:30"), lambda a: a["selected_time"], "12:30"),
]  # fmt: skip  # a table: what, what a hand does, what the app reads


@pytest.mark.parametrize(
    ("element", "does", "reads", "expected"), [c[1:] for c in ACCESSORIES], ids=[c[0] for c in ACCESSORIES]
)
def test_each_accessory_of_a_section_tells_the_app(
    nuria: Hand,
    bot: Bot,
    element: Json,
    does: Callable[[Page], None],
    reads: Callable[[Json], Any],
    expected: Any,
) -> None:
    accessory = {"action_id": "x", **element}
    posts(bot, nuria, {"type": "section", "text": mrkdwn("A section"), "accessory": accessory})
    nuria.sees("A section")
    does(nuria.page)
    action = bot.acted.get(timeout=SECONDS)["actions"][0]
    assert (action["type"], reads(action)) == (element["type"], expected)


def test_a_button_with_an_address_opens_it_and_tells_the_app(nuria: Hand, bot: Bot) -> None:
    address = f"{nuria.emulator.url}/page.css"
    button = {"type": "button", "action_id": "u", "text": plain("Read on"), "url": address}
    posts(bot, nuria, {"type": "actions", "elements": [button]})
    with nuria.page.context.expect_page() as opened:
        nuria.page.get_by_role("button", name="Read on").click()
    assert opened.value.url == address
    opened.value.close()
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["action_id"] == "u"


def rows(table: Locator) -> list[str]:
    shown = table.locator("tbody tr").filter(visible=True).locator("th")
    return shown.all_inner_texts()


PEOPLE = [("Pere", 9), ("Àngela", 120), ("Núria", 30), ("Emma", 4), ("Luis", 55), ("Marta", 7)]


@pytest.fixture
def table(nuria: Hand, bot: Bot) -> Locator:
    """A data table of six rows, four to a page."""
    listed = [[cell(name), number(count)] for name, count in PEOPLE]
    block = {"type": "data_table", "caption": "Who", "page_size": 4, "block_id": "who"}
    posts(bot, nuria, {**block, "rows": [[cell("Name"), cell("Count")], *listed]})
    drawn = nuria.page.get_by_role("table", name="Who")
    drawn.wait_for()
    return drawn


def test_a_data_table_is_turned_page_by_page(nuria: Hand, bot: Bot, table: Locator) -> None:
    assert rows(table) == ["Pere", "Àngela", "Núria", "Emma"]
    nuria.page.get_by_role("button", name="Next").click()
    assert rows(table) == ["Luis", "Marta"]
    nuria.sees("5–6 of 6")
    posts(bot, nuria, {"type": "section", "text": mrkdwn("something new")})
    nuria.sees("something new")
    assert rows(table) == ["Luis", "Marta"]


def test_a_data_table_is_sorted_by_words_and_by_numbers(nuria: Hand, table: Locator) -> None:
    table.get_by_role("button", name="Name").click()
    assert rows(table) == ["Àngela", "Emma", "Luis", "Marta"]
    table.get_by_role("button", name="Count").click()
    assert rows(table) == ["Emma", "Marta", "Pere", "Núria"]
    table.get_by_role("button", name="Count").click()
    assert rows(table) == ["Àngela", "Luis", "Núria", "Pere"]
    assert table.get_by_role("columnheader", name="Count").get_attribute("aria-sort") == "descending"


def test_a_data_table_is_narrowed_to_what_is_typed(nuria: Hand, table: Locator) -> None:
    nuria.page.get_by_role("searchbox", name="Filter rows of Who").fill("mar")
    assert rows(table) == ["Marta"]
    nuria.sees("1–1 of 1")


def test_a_table_holds_text_numbers_and_rich_text(nuria: Hand, bot: Bot) -> None:
    link = {"type": "link", "url": "https://example.org/a", "text": "its page"}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link]}]}
    posts(bot, nuria, {"type": "table", "rows": [[cell("Name"), cell("More")], [cell("Urbanisme"), rich]]})
    nuria.page.get_by_role("cell", name="Urbanisme").wait_for()
    cells = nuria.page.get_by_role("cell", name="its page")
    assert cells.get_by_role("link").get_attribute("href") == "https://example.org/a"


def test_rich_text_has_lists_quotes_code_and_mentions(nuria: Hand, bot: Bot) -> None:
    def text(words: str, **style: bool) -> Json:
        return {"type": "text", "text": words, "style": style} if style else {"type": "text", "text": words}

    section = {
        "type": "rich_text_section",
        "elements": [{"type": "user", "user_id": nuria.id}, text(" reads")],
    }
    items = [{"type": "rich_text_section", "elements": [text(words, bold=True)]} for words in ("one", "two")]
    parts = [
        section,
        {"type": "rich_text_list", "style": "ordered", "elements": items},
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": items[:1]},
        {"type": "rich_text_quote", "elements": [text("as was said")]},
        {"type": "rich_text_preformatted", "elements": [text("a = 1")]},
    ]
    posts(bot, nuria, {"type": "rich_text", "elements": parts})
    drawn = nuria.page.locator(".rich-text").last
    expect(drawn.locator("ol > li > .rich-section > strong")).to_have_text(["one", "two"])
    expect(drawn.locator("ul.indent-1 > li")).to_have_text("one")
    expect(drawn.locator("blockquote")).to_have_text("as was said")
    expect(drawn.locator("pre")).to_have_text("a = 1")
    expect(drawn.locator(".mention.is-me")).to_have_text("@Núria Puig")


def test_fields_context_and_pictures_of_other_hosts_are_read(nuria: Hand, bot: Bot) -> None:
    picture = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A tower"}
    posts(
        bot,
        nuria,
        {"type": "section", "fields": [mrkdwn("*Added*"), plain("12")]},
        {"type": "context", "elements": [picture, mrkdwn("17 rows read")]},
        {**picture, "title": plain("The town")},
    )
    nuria.sees("17 rows read")
    expect(nuria.page.locator(".fields > div")).to_have_text(["Added", "12"])
    expect(nuria.page.get_by_role("link", name="A tower")).to_have_count(2)
    nuria.sees("The town")


def test_an_alert_in_a_form_is_read_with_its_level(nuria: Hand, bot: Bot) -> None:
    alert = {"type": "alert", "level": "warning", "text": mrkdwn("*Twelve* leave the group")}
    bot.form = modal(alert, field({"type": "plain_text_input"}))
    form = nuria.opens_the_form()
    expect(form.get_by_role("note")).to_contain_text("warning: Twelve leave the group")


@pytest.mark.parametrize("kind", ["card", "carousel", "video", "container", "plan", "task_card"])
def test_a_block_that_the_page_does_not_draw_is_named_and_shown_as_it_was_sent(
    nuria: Hand, bot: Bot, kind: str
) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    sent = bot.client.chat_postMessage(channel=channel.id, text="x", blocks=[{"type": "divider"}])
    channel.messages[sent["ts"]].blocks.append({"type": kind, "block_id": "k", "title": plain("Inside")})
    nuria.page.reload()
    nuria.page.get_by_text(f"cannot draw a block of type {kind}").click()
    nuria.page.get_by_text('"text": "Inside"').wait_for()


def test_blocks_that_are_badly_formed_do_not_take_the_page_with_them(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    sent = bot.client.chat_postMessage(channel=channel.id, text="x", blocks=[{"type": "divider"}])
    channel.messages[sent["ts"]].blocks += [
        {"type": "rich_text", "block_id": "r", "elements": [{"type": "rich_text_list", "indent": "far"}]},
        {"type": "section", "block_id": "s", "text": {"type": "hologram"}},
    ]
    nuria.page.reload()
    nuria.sees("[malformed rich_text]")
    nuria.sees("[hologram]")


GROUPS = [{"label": plain("Warm"), "options": COLOURS[:1]}, {"label": plain("Cold"), "options": COLOURS[1:]}]


def test_options_in_groups_are_offered_under_their_names(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "multi_static_select", "option_groups": GROUPS, **PICK}))
    form = nuria.opens_the_form()
    select = form.get_by_role("combobox", name="Field")
    assert select.get_attribute("placeholder") == "Pick"
    select.click()
    cold = nuria.page.get_by_role("group", name="Cold")
    cold.get_by_role("option", name="Blue").click()
    nuria.page.get_by_role("button", name="Remove Blue").wait_for()


GIVEN: list[tuple[str, str]] = [
    ("users_select", "initial_user"),
    ("conversations_select", "initial_conversation"),
]


@pytest.mark.parametrize(("kind", "initial"), GIVEN)
def test_people_and_channels_that_the_app_chose_are_read_by_name(
    nuria: Hand, bot: Bot, kind: str, initial: str
) -> None:
    workspace = nuria.emulator.workspace
    pere, general = workspace.person_named("Pere Soler"), workspace.channel_named("general")
    assert pere and general
    bot.form = modal(field({"type": kind, initial: pere.id if kind == "users_select" else general.id}))
    form = nuria.opens_the_form()
    words = "Pere Soler" if kind == "users_select" else "#general"
    expect(form.get_by_role("combobox", name="Field")).to_have_value(words)


def test_a_file_field_takes_no_more_than_its_number_and_size(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "file_input", "max_files": 1}))
    form = nuria.opens_the_form()
    chooser = form.locator("input[type=file]")
    chooser.set_input_files(
        {"name": "big.csv", "mimeType": "text/csv", "buffer": b"x" * (10 * 1024 * 1024 + 1)}
    )
    nuria.sees("10 MB at most")
    chooser.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"x"})
    nuria.page.get_by_role("button", name="Remove a.csv").wait_for()
    expect(form.get_by_role("button", name="Add a file")).to_have_count(0)


def test_a_field_says_how_much_may_still_be_typed(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "plain_text_input", "min_length": 3, "max_length": 10}))
    form = nuria.opens_the_form()
    form.get_by_label("Field", exact=True).press_sequentially("ab")
    nuria.sees("1 more needed")
    form.get_by_label("Field", exact=True).press_sequentially("cdefgh")
    nuria.sees("2 left")


def test_placeholders_and_hints_are_read(nuria: Hand, bot: Bot) -> None:
    element = {"type": "plain_text_input", "placeholder": plain("Such as Urbanisme")}
    bot.form = modal(field(element, hint=plain("Short and clear")))
    form = nuria.opens_the_form()
    form.get_by_placeholder("Such as Urbanisme").wait_for()
    expect(form.get_by_label("Field")).to_have_accessible_description("Short and clear")
