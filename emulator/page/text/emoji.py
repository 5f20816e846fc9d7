"""Emoji names such as :tada: and the characters they stand for."""

import json
import re
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent.parent / "static" / "vendor" / "emoji-datasource" / "names.json"
SHORT_NAME = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?")


@cache
def names() -> dict[str, str]:
    known: dict[str, str] = json.loads(NAMES.read_text(encoding="utf-8"))
    return known


def character(name: str) -> str:
    """The character of a name; a name that nobody knows stays as it was typed."""
    return names().get(name, f":{name}:")


def replace(text: str) -> str:
    return SHORT_NAME.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    known = names().get(found[1])
    if known is None:
        return found[0]
    tone = found[2]
    return known + chr(0x1F3FB + int(tone) - 2) if tone else known
