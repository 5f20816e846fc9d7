"""The documents say what the code does: manifest, settings, README."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

import handlers
from bot.settings import Settings
from handlers import commands

ROOT = Path(__file__).parents[1]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
VARIABLES = {setting.metadata["name"]: setting.metadata for setting in fields(Settings)}


def test_the_manifest_declares_the_commands_that_are_registered() -> None:
    declared = [command["command"] for command in MANIFEST["features"]["slash_commands"]]
    assert declared == list(handlers.COMMANDS)


def test_the_manifest_hints_at_what_can_be_typed() -> None:
    (command,) = MANIFEST["features"]["slash_commands"]
    usages = [verb.usage.removeprefix("/groups ") for verb in commands.GROUPS if verb.name]
    assert command["usage_hint"] == " | ".join(usages)


def test_the_manifest_subscribes_to_the_events_that_are_registered() -> None:
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in subscribed} == set(handlers.EVENTS)


def test_env_example_has_every_setting_in_order_with_its_default() -> None:
    assert re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE) == list(VARIABLES)
    for name, setting in VARIABLES.items():
        meaning = EXAMPLE.partition(f"\n{name}=")[0].rpartition("\n\n")[2]
        assert meaning.startswith("# "), f"{name} is not explained"
        default = setting["default"]
        assert ("Required." if default is None else f"Default: {default}") in meaning or default == "", name


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_the_readme_names_every_setting(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("verb", commands.GROUPS, ids=lambda verb: verb.name or "nothing")
def test_the_readme_shows_every_command(verb: commands.Verb) -> None:
    assert f"`{verb.usage}`" in README


@pytest.mark.parametrize("scope", MANIFEST["oauth_config"]["scopes"]["bot"])
def test_the_readme_explains_every_scope(scope: str) -> None:
    assert f"`{scope}`" in README


@pytest.mark.parametrize("recipe", re.findall(r"`make (\w+)`", README))
def test_every_recipe_that_the_readme_names_exists(recipe: str) -> None:
    assert re.search(rf"^{recipe}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)", README))
def test_every_file_that_the_readme_links_to_exists(link: str) -> None:
    assert (ROOT / link).exists()
