"""A browser, a workspace and a Bolt app for the tests of the page."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from emulator.server import Emulator
from emulator.workspace import Workspace
from tests.emulator.page.page_bot import MANIFEST, SECONDS, Bot, Json
from tests.emulator.page.page_hand import Hand

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = os.environ.get("COLLA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def house() -> Iterator[tuple[Emulator, Bot]]:
    """One workspace and one app for all tests; each begins with `forgets` and an emptied workspace."""
    with Emulator(manifest=MANIFEST) as served:
        made = Bot(served)
        yield served, made
        made.close()


@pytest.fixture
def emulator(house: tuple[Emulator, Bot]) -> Emulator:
    served, _ = house
    done = threading.Event()
    served.loop.call_soon_threadsafe(empty, served.workspace)
    served.loop.call_soon_threadsafe(done.set)
    assert done.wait(SECONDS)
    return served


@pytest.fixture
def bot(house: tuple[Emulator, Bot], emulator: Emulator) -> Bot:
    _, made = house
    made.forgets()
    return made


def empty(workspace: Workspace) -> None:
    """No messages, forms, Homes, files, faults or log: only the people and the channels."""
    for channel in workspace.channels.values():
        for held in (channel.messages, channel.threads, channel.ephemerals, channel.read):
            held.clear()
    for person in workspace.actors():
        workspace.close(workspace.forms_of(person.id))
    for kept in (workspace.homes, workspace.inputs, workspace.suggested, workspace.files, workspace.notices):
        kept.clear()
    workspace.faults.clear()
    workspace.log.entries.clear()
    workspace.touch()


@dataclass
class Desk:
    """A browser page that is kept from test to test, as opening one takes longer than most tests."""

    page: Page
    wrong: list[str]


@pytest.fixture(scope="session")
def desks() -> dict[str, Desk]:
    return {}


@pytest.fixture
def sit_down(browser: Browser, emulator: Emulator, desks: dict[str, Desk]) -> Iterator[Callable[..., Hand]]:
    """A browser of one's own for each person; what went wrong inside it fails the test."""

    def sit(name: str = "Núria Puig", *, channel: str = "general", **how: Any) -> Hand:
        how.setdefault("viewport", {"width": 1280, "height": 800})
        key = f"{name} {how}"
        if key not in desks:
            desks[key] = _desk(browser, emulator, how)
        desk = desks[key]
        hand = Hand(desk.page, emulator, name)
        hand.goes_to(channel)
        return hand

    for desk in desks.values():
        desk.wrong.clear()
    yield sit
    for desk in desks.values():
        desk.page.context.clear_cookies()
        if desk.page.url != "about:blank":
            desk.page.evaluate("sessionStorage.clear()")
            desk.page.goto("about:blank")
    wrong = [text for desk in desks.values() for text in desk.wrong if "409" not in text]
    assert not wrong, wrong


def _desk(browser: Browser, emulator: Emulator, how: Json) -> Desk:
    page = browser.new_context(**how).new_page()
    page.set_default_timeout(SECONDS * 1000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: _refuse(dialog, wrong))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: _stays(asked.url, emulator.url, wrong))
    return Desk(page, wrong)


def _refuse(dialog: Dialog, wrong: list[str]) -> None:
    wrong.append(f"the browser asked: {dialog.message}")
    dialog.dismiss()


def _stays(asked: str, own: str, wrong: list[str]) -> None:
    if not asked.startswith((own, "data:", "blob:", "about:")):
        wrong.append(f"another host was asked: {asked}")


@pytest.fixture
def nuria(sit_down: Callable[..., Hand], bot: Bot) -> Hand:
    return sit_down()
