"""A person before the page, who does with a browser what a hand does."""

from playwright.sync_api import Locator, Page

from emulator.server import Emulator


class Hand:
    """A person before the page."""

    def __init__(self, page: Page, emulator: Emulator, name: str) -> None:
        self.page = page
        self.emulator = emulator
        person = emulator.workspace.person_named(name)
        assert person
        self.id = person.id

    def goes_to(self, channel: str) -> None:
        place = self.emulator.workspace.channel_named(channel)
        assert place
        self.page.goto(f"{self.emulator.url}/as/{self.id}/{place.id}")

    def opens_home(self) -> None:
        self.page.goto(f"{self.emulator.url}/as/{self.id}/app/home")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("combobox").last

    def says(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def sees(self, text: str) -> Locator:
        seen = self.page.get_by_text(text).last
        seen.wait_for()
        return seen

    def opens_the_form(self) -> Locator:
        self.says("/open")
        form = self.page.get_by_role("dialog")
        form.wait_for()
        return form

    def opens_the_inspector(self) -> None:
        """On a phone its button stands beside the lists."""
        lists = self.page.get_by_role("button", name="Channels and people")
        if lists.is_visible():
            lists.click()
        self.page.get_by_role("button", name="Inspector", exact=True).click()
        self.page.get_by_role("heading", name="Inspector").wait_for()

    def submits(self) -> None:
        self.page.get_by_role("button", name="Save").click()

    def picks(self, field: str, choice: str) -> None:
        self.page.get_by_role("combobox", name=field).click()
        self.page.get_by_role("option", name=choice).click()
