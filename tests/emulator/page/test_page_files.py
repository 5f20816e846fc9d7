"""Files in the page: up, down, and looked into."""

from playwright.sync_api import FilePayload

from tests.emulator.page.page_bot import SECONDS, Bot
from tests.emulator.page.page_hand import Hand

CSV = "\ufeffIdentifier;Name\r\n12345678Z;Àngela Serra\r\n".encode()


def chooses(hand: Hand, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
    hand.page.locator("[data-composer] input[type=file]").last.set_input_files(file)


def test_a_file_goes_up_with_words_and_comes_down_as_it_was(nuria: Hand, bot: Bot) -> None:
    chooses(nuria, "roster.csv", CSV)
    nuria.says("Here it is")
    nuria.sees("Here it is")
    event = bot.heard.get(timeout=SECONDS)
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "roster.csv")
    with nuria.page.expect_download() as download:
        nuria.page.get_by_role("link", name="Download roster.csv").click()
    assert download.value.path().read_bytes() == CSV


def test_a_chosen_file_can_be_taken_back_before_it_is_sent(nuria: Hand) -> None:
    chooses(nuria, "roster.csv", CSV)
    nuria.page.get_by_role("button", name="Remove roster.csv").click()
    nuria.says("without it")
    nuria.sees("without it")
    assert nuria.page.get_by_role("link", name="Download roster.csv").count() == 0


def test_a_csv_is_previewed_as_a_table(nuria: Hand) -> None:
    chooses(nuria, "roster.csv", CSV)
    nuria.says("Look")
    nuria.page.get_by_role("button", name="Preview roster.csv").click()
    nuria.page.get_by_role("columnheader", name="Identifier").wait_for()
    nuria.page.get_by_role("cell", name="Àngela Serra").wait_for()
    nuria.page.keyboard.press("Escape")
    nuria.page.get_by_role("columnheader", name="Identifier").wait_for(state="hidden")


def test_a_file_goes_into_the_thread_that_is_open(nuria: Hand, bot: Bot) -> None:
    nuria.says("The root")
    bot.heard.get(timeout=SECONDS)
    nuria.sees("The root").hover()
    nuria.page.get_by_role("link", name="Reply in thread").click()
    nuria.page.get_by_role("heading", name="Thread").wait_for()
    chooses(nuria, "roster.csv", CSV)
    nuria.page.get_by_label("Reply", exact=True).press("Enter")
    event = bot.heard.get(timeout=SECONDS)
    assert event["thread_ts"] and event["files"][0]["name"] == "roster.csv"
    nuria.page.get_by_role("complementary", name="Thread").get_by_text("roster.csv").wait_for()


def test_what_the_app_uploads_is_there_without_a_reload(nuria: Hand, bot: Bot) -> None:
    channel = nuria.emulator.workspace.channel_named("general")
    assert channel
    bot.client.files_upload_v2(channel=channel.id, filename="template.csv", content="Identifier;Name\n")
    nuria.page.get_by_role("link", name="Download template.csv").wait_for()


def test_a_deleted_file_says_so(nuria: Hand, bot: Bot) -> None:
    chooses(nuria, "roster.csv", CSV)
    nuria.says("Look")
    nuria.page.get_by_role("button", name="Preview roster.csv").wait_for()
    file = next(iter(nuria.emulator.workspace.files.values()))
    file.is_deleted = True
    nuria.page.reload()
    nuria.sees("This file was deleted")
