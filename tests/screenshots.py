"""Takes the pictures in the README: `make screenshots`."""

from pathlib import Path

from tests.journey import walk

IMAGES = Path(__file__).parents[1] / "docs" / "images"


def main() -> None:
    """The main journey, and a picture where it ends."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with walk.demo() as address, walk.browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1.5)
        page.goto(address)
        walk.goes_to(page, "secretaria")
        walk.opens_an_import(page, "Esports")
        walk.drops(page, "esports.csv", walk.ROSTER)
        page.get_by_text("3 users added to Esports", exact=True).wait_for()
        page.get_by_role("link", name="Download esports-results.csv").wait_for()
        page.screenshot(path=IMAGES / "import.png", animations="disabled")


if __name__ == "__main__":
    main()
