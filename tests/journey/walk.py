"""The main journey as a newcomer walks it: `make demo`, a browser, and nothing else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.scenarios.rosters import identifier, roster

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
ROSTER = roster(
    (identifier(45_612_378), "Anna Serra Vila"),
    (identifier(23_871_906), "Pau Costa Roca"),
    (identifier(70_154_329), "Mercè Pons Ribas"),
    (identifier(23_871_906), "Pau Costa Roca"),
    ("38046517A", "Jordi Mas Gil"),
)


@contextmanager
def demo() -> Iterator[str]:
    """The address that `make demo` prints."""
    command = [sys.executable, "-m", "bot", "demo"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline() if process.stdout else ""
    assert line.startswith("Open http://127.0.0.1:"), line
    return line.split()[1]


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium: the one of COLLA_CHROMIUM, else the system's, else Playwright's own."""
    executable = os.environ.get("COLLA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield launched
        launched.close()


def goes_to(page: Page, channel: str) -> None:
    page.get_by_role("link", name=channel).click()
    page.get_by_role("heading", name=channel).wait_for()


def types(page: Page, line: str) -> None:
    composer = page.get_by_role("main").get_by_role("combobox").last
    composer.fill(line)
    composer.press("Enter")


def opens_an_import(page: Page, group: str) -> None:
    """A group, its form, its thread with the template."""
    types(page, f"/groups create {group}")
    page.get_by_text(f"Group {group} created. It has 0 users.", exact=True).wait_for()
    types(page, f"/groups import {group}")
    page.get_by_role("dialog").get_by_role("button", name="Import users").click()
    message = page.get_by_text(f"Import users into {group}").last
    message.wait_for()
    page.get_by_role("link", name="1 reply").click()
    page.get_by_role("heading", name="Thread").wait_for()


def downloads(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {name}").last.click()
    return download.value.path().read_bytes()


def drops(page: Page, name: str, content: bytes) -> None:
    """A file into the thread that is open."""
    chosen = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("[data-composer] input[type=file]").last.set_input_files([chosen])  # type: ignore[list-item] # a FilePayload
    page.get_by_label("Reply", exact=True).press("Enter")
