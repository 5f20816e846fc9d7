"""Forms, Home and buttons in the page: opening, stacking, errors, confirming."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.emulator.page.page_bot import SECONDS, Bot, Json, field, modal, option, plain
from tests.emulator.page.page_hand import Hand

Sit = Callable[..., Hand]


def button(text: str, action_id: str = "go", **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def posts(bot: Bot, hand: Hand, *blocks: Json) -> str:
    channel = hand.emulator.workspace.channel_named("general")
    assert channel
    sent = bot.client.chat_postMessage(channel=channel.id, text="Choose", blocks=list(blocks))
    return str(sent["ts"])


def test_a_form_takes_the_focus_and_gives_it_back_when_escape_closes_it(nuria: Hand) -> None:
    form = nuria.opens_the_form()
    assert form.get_by_label("Field").evaluate("field => field === document.activeElement")
    nuria.page.keyboard.press("Escape")
    form.wait_for(state="detached")
    assert nuria.composer.evaluate("field => field === document.activeElement")


def test_enter_in_a_line_submits_the_form(nuria: Hand, bot: Bot) -> None:
    form = nuria.opens_the_form()
    form.get_by_label("Field").fill("typed")
    form.get_by_label("Field").press("Enter")
    assert bot.submitted.get(timeout=SECONDS)["b"]["a"]["value"] == "typed"
    form.wait_for(state="detached")


def test_the_apps_error_stands_under_its_field_and_the_words_stay(nuria: Hand, bot: Bot) -> None:
    bot.answer = {"response_action": "errors", "errors": {"b": "That name is taken."}}
    form = nuria.opens_the_form()
    form.get_by_label("Field").fill("Urbanisme")
    nuria.submits()
    nuria.sees("That name is taken.")
    assert form.get_by_label("Field").input_value() == "Urbanisme"
    assert form.get_by_label("Field").get_attribute("aria-invalid") == "true"


def test_a_form_whose_app_is_silent_says_so_and_stays(nuria: Hand, bot: Bot) -> None:
    bot.is_silent = True
    bot.form = modal(field({"type": "plain_text_input"}, optional=True))
    form = nuria.opens_the_form()
    nuria.submits()
    form.get_by_role("alert").wait_for()
    bot.is_silent = False
    nuria.submits()
    form.wait_for(state="detached")


def test_a_pushed_form_goes_back_to_the_one_below(nuria: Hand, bot: Bot) -> None:
    bot.answer = {"response_action": "push", "view": modal({"type": "divider"}, title=plain("Second"))}
    form = nuria.opens_the_form()
    form.get_by_label("Field").fill("kept")
    nuria.submits()
    nuria.page.get_by_role("heading", name="Second").wait_for()
    nuria.page.get_by_role("button", name="Back").click()
    nuria.page.get_by_role("heading", name="A form").wait_for()
    assert form.get_by_label("Field").input_value() == "kept"


def test_an_updated_form_keeps_what_is_half_typed(nuria: Hand, bot: Bot) -> None:
    form = nuria.opens_the_form()
    view_id = nuria.emulator.workspace.forms_of(nuria.id)[0].id
    form.get_by_label("Field").press_sequentially("half a wo")
    note = {"type": "section", "text": plain("Something new")}
    bot.client.views_update(view_id=view_id, view=modal(note, *bot.form["blocks"]))
    nuria.sees("Something new")
    nuria.page.keyboard.type("rd")
    assert form.get_by_label("Field").input_value() == "half a word"


def test_submit_and_close_are_called_as_the_app_says(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "plain_text_input"}), submit=plain("Do it"), close=plain("Never mind"))
    form = nuria.opens_the_form()
    form.get_by_role("button", name="Do it").wait_for()
    form.get_by_role("button", name="Never mind").click()
    form.wait_for(state="detached")


def test_an_optional_field_is_marked_and_may_stay_empty(nuria: Hand, bot: Bot) -> None:
    bot.form = modal(field({"type": "plain_text_input"}, optional=True))
    nuria.opens_the_form()
    nuria.sees("(optional)")
    nuria.submits()
    assert bot.submitted.get(timeout=SECONDS)["b"]["a"]["value"] is None


def test_a_button_in_a_message_tells_the_app_who_pressed_it(nuria: Hand, bot: Bot) -> None:
    posts(bot, nuria, actions(button("Approve", value="7", style="primary")))
    nuria.page.get_by_role("button", name="Approve").click()
    body = bot.acted.get(timeout=SECONDS)
    assert (body["user"]["id"], body["actions"][0]["value"]) == (nuria.id, "7")


def test_two_clicks_are_two_actions(nuria: Hand, bot: Bot) -> None:
    posts(bot, nuria, actions(button("Approve")))
    nuria.page.get_by_role("button", name="Approve").dblclick()
    bot.acted.get(timeout=SECONDS)
    bot.acted.get(timeout=SECONDS)


def test_a_button_that_asks_first_acts_only_when_confirmed(nuria: Hand, bot: Bot) -> None:
    asks = {
        "title": plain("Sure?"),
        "text": plain("It is gone then."),
        "confirm": plain("Delete"),
        "deny": plain("Keep"),
    }
    posts(bot, nuria, actions(button("Remove", confirm=asks), button("Other", "other")))
    nuria.page.get_by_role("button", name="Remove").click()
    nuria.sees("It is gone then.")
    nuria.page.get_by_role("button", name="Keep").click()
    nuria.page.get_by_role("button", name="Other").click()
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["action_id"] == "other"
    nuria.page.get_by_role("button", name="Remove").click()
    nuria.page.get_by_role("button", name="Delete").click()
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["action_id"] == "go"


def test_a_menu_of_three_dots_is_used_with_the_keyboard(nuria: Hand, bot: Bot) -> None:
    menu = {"type": "overflow", "action_id": "m", "options": [option("Edit", "e"), option("Delete", "d")]}
    posts(bot, nuria, {"type": "section", "text": plain("Urbanisme"), "accessory": menu})
    nuria.page.get_by_role("button", name="More actions: Urbanisme").focus()
    keys = nuria.page.keyboard
    keys.press("Enter")
    nuria.page.get_by_role("menuitem", name="Edit").wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["selected_option"]["value"] == "d"
    nuria.page.get_by_role("button", name="More actions: Urbanisme").and_(
        nuria.page.locator(":focus")
    ).wait_for()


def test_a_select_in_a_message_tells_the_app_at_once(nuria: Hand, bot: Bot) -> None:
    select = {
        "type": "static_select",
        "action_id": "s",
        "placeholder": plain("Pick"),
        "options": [option("Red", "r")],
    }
    posts(bot, nuria, actions(select))
    nuria.picks("Pick", "Red")
    assert bot.acted.get(timeout=SECONDS)["actions"][0]["selected_option"]["value"] == "r"


def test_an_open_menu_and_a_scrolled_channel_survive_what_comes_in(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    for number in range(40):
        bot.client.chat_postMessage(channel=channel.id, text=f"message {number}")
    nuria.sees("message 39")
    box = nuria.page.get_by_role("region", name="Messages")
    box.evaluate("box => box.scrollTop = 100")
    nuria.page.get_by_role("button", name="6 members").click()
    bot.client.chat_postMessage(channel=channel.id, text="a late one")
    nuria.page.get_by_text("a late one").last.wait_for(state="attached")
    assert nuria.page.get_by_role("menuitem", name="Pere Soler").is_visible()
    assert box.evaluate("box => box.scrollTop") == 100


def test_home_is_published_when_opened_and_its_buttons_work(nuria: Hand, bot: Bot) -> None:
    bot.home["blocks"].append(actions(button("Create group")))
    nuria.opens_home()
    nuria.sees("Welcome home")
    nuria.page.get_by_role("button", name="Create group").click()
    assert bot.acted.get(timeout=SECONDS)["container"]["type"] == "view"


def test_a_global_shortcut_is_run_from_the_plus_of_the_composer(nuria: Hand) -> None:
    nuria.page.get_by_role("button", name="Files and shortcuts").click()
    nuria.page.get_by_role("menuitem", name="Open the form").click()
    nuria.page.get_by_role("heading", name="A form").wait_for()


def test_a_message_shortcut_is_run_from_the_messages_menu(nuria: Hand, bot: Bot) -> None:
    nuria.says("about this")
    nuria.sees("about this").hover()
    nuria.page.get_by_role("button", name="More actions").click()
    nuria.page.get_by_role("menuitem", name="Look closer").click()
    nuria.page.get_by_role("heading", name="A form").wait_for()
    assert bot.acted.get(timeout=SECONDS)["message"]["text"] == "about this"


def test_a_choice_that_is_not_confirmed_goes_back(nuria: Hand, bot: Bot) -> None:
    asks = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
    choices = {"options": [option("Red", "r"), option("Blue", "b")], "confirm": asks}
    select = {"type": "static_select", "action_id": "s", "placeholder": plain("Pick"), **choices}
    ticks = {"type": "checkboxes", "action_id": "c", **choices}
    posts(bot, nuria, actions(select, ticks))
    nuria.picks("Pick", "Red")
    nuria.page.get_by_role("button", name="No", exact=True).click()
    expect(nuria.page.get_by_role("combobox", name="Pick")).to_have_value("")
    nuria.page.get_by_label("Blue").check()
    nuria.page.get_by_role("button", name="No", exact=True).click()
    expect(nuria.page.get_by_label("Blue")).not_to_be_checked()
    nuria.picks("Pick", "Red")
    nuria.page.get_by_role("button", name="Yes", exact=True).click()
    acted = bot.acted.get(timeout=SECONDS)
    assert acted["actions"][0]["selected_option"]["value"] == "r"
    assert bot.acted.empty()
