"""Each screen looks as it did (`UPDATE_GOLDEN=1` accepts a change, read in the diff) and fits into Slack."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.language import CODES, Language
from emulator import blocks
from handlers.answers import Message
from tests.handlers.samples import SAMPLES

GOLDEN = Path(__file__).parent / "golden"
LONGEST_TEXT = 4000  # that Slack advises for a message, and takes in chat.update


def _shown(name: str, code: str) -> dict[str, Any]:
    made = SAMPLES[name](Language(code))
    if isinstance(made, Message):
        return made.arguments()
    assert isinstance(made, View)
    return made.to_dict()


@pytest.mark.parametrize("name", SAMPLES)
def test_it_looks_as_it_did(name: str) -> None:
    shown = {code: _shown(name, code) for code in CODES}
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert shown == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", SAMPLES)
def test_it_fits_into_slack(name: str, code: str) -> None:
    """Raises SlackError, with the pointer into the payload, where Slack would refuse it."""
    shown = _shown(name, code)
    if shown.get("type") == "modal":
        blocks.view(shown, kind="modal")
    else:
        blocks.message(shown.get("blocks", []))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_messages_text_says_what_its_blocks_say(name: str, code: str) -> None:
    made = SAMPLES[name](Language(code))
    if isinstance(made, Message):
        assert 0 < len(made.text) <= LONGEST_TEXT
        for said in _texts([block.to_dict() for block in made.blocks]):
            assert all(line in made.text for line in said.split("\n"))


def _texts(shown: list[dict[str, Any]]) -> list[str]:
    sections = [block["text"]["text"] for block in shown if block["type"] == "section"]
    return sections + [
        one["text"] for block in shown if block["type"] == "context" for one in block["elements"]
    ]


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(SAMPLES)
