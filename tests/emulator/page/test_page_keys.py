"""The page with the keyboard alone, and what a screen reader is told."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.emulator.page.page_bot import Bot, field, modal, option, plain
from tests.emulator.page.page_hand import Hand

Sit = Callable[..., Hand]
FOCUSED = "document.activeElement.innerText || document.activeElement.ariaLabel"


def posts(bot: Bot, hand: Hand, text: str, **more: object) -> str:
    channel = hand.emulator.workspace.channel_named("general")
    assert channel
    return str(bot.client.chat_postMessage(channel=channel.id, text=text, **more)["ts"])  # type: ignore[arg-type]  # blocks as JSON


def test_arrow_keys_walk_the_channels_and_enter_opens_one(nuria: Hand) -> None:
    nuria.page.get_by_role("link", name="general").focus()
    nuria.page.keyboard.press("ArrowDown")
    expect(nuria.page.get_by_role("link", name="recursos-humans")).to_be_focused()
    nuria.page.keyboard.press("Enter")
    nuria.page.get_by_role("heading", name="recursos-humans").wait_for()


def test_f6_goes_from_part_to_part(nuria: Hand) -> None:
    expect(nuria.composer).to_be_focused()
    nuria.page.keyboard.press("F6")
    expect(nuria.page.get_by_role("link", name="Act as Núria Puig")).to_be_focused()
    nuria.page.keyboard.press("F6")
    expect(nuria.page.get_by_role("link", name="general")).to_be_focused()
    nuria.page.keyboard.press("Shift+F6")
    nuria.page.keyboard.press("Shift+F6")
    expect(nuria.composer).to_be_focused()


def test_the_focus_is_seen_and_kept_when_the_page_changes(nuria: Hand, bot: Bot) -> None:
    button = {"type": "button", "action_id": "go", "text": plain("Approve")}
    posts(bot, nuria, "Choose", blocks=[{"type": "actions", "elements": [button]}])
    approve = nuria.page.get_by_role("button", name="Approve")
    approve.focus()
    nuria.page.keyboard.press("Shift+Tab")
    nuria.page.keyboard.press("Tab")
    expect(approve).to_be_focused()
    assert approve.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    posts(bot, nuria, "something new")
    nuria.sees("something new")
    expect(approve).to_be_focused()


def test_escape_closes_only_what_is_on_top(nuria: Hand, bot: Bot) -> None:
    nuria.says("The root")
    nuria.sees("The root").hover()
    nuria.page.get_by_role("link", name="Reply in thread").click()
    thread = nuria.page.get_by_role("complementary", name="Thread")
    thread.get_by_role("button", name="Files and shortcuts").click()
    menu = nuria.page.get_by_role("menu", name="Files and shortcuts")
    menu.wait_for()
    nuria.page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    assert thread.is_visible()
    nuria.page.keyboard.press("Escape")
    thread.wait_for(state="detached")


def test_escape_in_an_open_list_leaves_its_form_open(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "static_select", "options": [option("Red", "r")]}))
    form = nuria.opens_the_form()
    form.get_by_role("combobox", name="Field").click()
    choice = nuria.page.get_by_role("option", name="Red")
    choice.wait_for()
    nuria.page.keyboard.press("Escape")
    choice.wait_for(state="hidden")
    assert form.is_visible()
    nuria.page.keyboard.press("Escape")
    form.wait_for(state="detached")


def test_tab_stays_within_a_form_and_goes_in_the_order_that_is_read(nuria: Hand, bot: Bot) -> None:
    lines = ("One", "Two")
    bot.form = modal(*(field({"type": "plain_text_input"}, name, block_id=name) for name in lines))
    form = nuria.opens_the_form()
    expect(form.get_by_label("One")).to_be_focused()
    nuria.page.keyboard.press("Tab")
    expect(form.get_by_label("Two")).to_be_focused()
    nuria.page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Cancel")).to_be_focused()
    nuria.page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Save")).to_be_focused()


def test_a_screen_reader_hears_a_new_message_once_and_nothing_of_ones_own(nuria: Hand, bot: Bot) -> None:
    voice = nuria.page.locator("[aria-live]")
    ts = posts(bot, nuria, "News for all")
    expect(voice).to_have_text("Colla: News for all")
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    posts(bot, nuria, "a reply", thread_ts=ts)
    nuria.page.get_by_role("link", name="1 reply").wait_for()
    nuria.says("my own words")
    nuria.sees("my own words")
    expect(voice).to_have_text("Colla: News for all")


def test_control_k_goes_to_a_place_by_a_part_of_its_name(nuria: Hand) -> None:
    nuria.page.keyboard.press("Control+K")
    finder = nuria.page.get_by_role("dialog", name="Go to")
    finder.get_by_role("combobox").press_sequentially("secre")
    finder.get_by_role("option", name="secretaria").wait_for()
    nuria.page.keyboard.press("Enter")
    nuria.page.get_by_role("heading", name="secretaria").wait_for()


def test_words_of_a_message_find_it_but_not_where_one_may_not_read(nuria: Hand, sit_down: Sit) -> None:
    nuria.goes_to("recursos-humans")
    nuria.says("the needle is private")
    nuria.sees("the needle is private")
    nuria.goes_to("general")
    nuria.says("a needle for all")
    nuria.sees("a needle for all")
    pere = sit_down("Pere Soler", channel="secretaria")
    pere.page.get_by_role("button", name="Go to or search").click()
    pere.page.get_by_role("combobox", name="A channel, a person").fill("NEEDLE")
    found = pere.page.get_by_role("option", name="needle")
    expect(found).to_have_count(1)
    found.click()
    pere.page.get_by_role("heading", name="general").wait_for()
    pere.sees("a needle for all")
