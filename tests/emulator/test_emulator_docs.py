"""docs/emulator.md is true: it names everything there is, nothing else, and its examples run."""

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from emulator import __main__ as program
from emulator import control, faults, seed
from emulator.control.deeds import GESTURES
from emulator.control.staging import STAGING
from emulator.pilot import Pilot, PilotPerson
from emulator.pilot.form import Form
from emulator.server import Emulator
from emulator.web_api import METHODS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "emulator.md").read_text(encoding="utf-8")
CODE = set(re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```$", "", PAGE)))
KINDS = faults.CALLS | faults.ENVELOPES | faults.FILES | faults.SOCKETS


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE)


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def called(text: str) -> set[str]:
    """What is written as `name(…)` in code spans, or as a bare `name` in a table's first column."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {span.partition("(")[0] for span in spans if re.match(r"\w+\(", span)}


def public(made: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(made) if not name.startswith("_")}


def test_every_method_of_the_pilot_is_named_and_no_other() -> None:
    named = called(section("The Pilot, method by method"))
    methods = (public(Pilot) | public(PilotPerson)) - {"name", "form"}
    assert named - {"Pilot"} == methods
    assert {f"`{part.name}`" for part in fields(Form)} <= set(re.findall(r"`\w+`", PAGE))


def test_the_pilots_arguments_are_those_that_are_named() -> None:
    for span in CODE:
        name, _, given = span.partition("(")
        method = getattr(Pilot, name, None) or getattr(PilotPerson, name, None)
        if not given or not callable(method) or name == "fills":
            continue
        parameters = inspect.signature(method).parameters
        assert set(re.findall(r"(\w+)=", given)) <= set(parameters), span


def test_every_fault_is_in_a_table_and_no_other() -> None:
    rows = re.findall(r"(?m)^\| (`[^|]+`) \|", section("Faults"))
    named = {kind for row in rows for kind in re.findall(r"`(\w+)`", row)}
    assert named == KINDS


def test_every_option_is_in_the_page_and_in_the_help() -> None:
    there = {option for action in program._parser()._actions for option in action.option_strings}
    options = {option for option in there if option.startswith("--")} - {"--help"}
    assert set(re.findall(r"(?m)^\| `(--[\w-]+)` \|", PAGE)) == options
    assert set(re.findall(r"--[a-z][\w-]+", PAGE)) <= options | {"--help"}
    helped = program._parser().format_help()
    assert all(option in helped for option in options)
    assert set(re.findall(r"--[a-z][\w-]+", helped)) == options | {"--help"}


def test_the_commands_in_the_page_are_taken_by_the_program() -> None:
    lines = re.findall(r"(?m)^.*python -m emulator (.*)$", "\n".join(blocks("")))
    assert lines
    for line in lines:
        program._parser().parse_args(line.split())
    recipes = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"`make (\w+)`", PAGE)) <= recipes


def test_every_method_of_the_web_api_is_named_and_no_other() -> None:
    listed = section("What is there, and what is not").partition("Any other answers")[0]
    assert set(re.findall(r"`([\w.]+)`", listed)) == set(METHODS)


def test_every_route_of_the_control_api_is_named() -> None:
    rows = re.findall(r"(?m)^\| (`[^|]+`) \|", section("From any language"))
    named = {re.split(r"[?/]", span)[0] for row in rows for span in re.findall(r"`([^`]+)`", row)}
    routes = {getattr(route, "path", "").split("/")[2] for route in control.routes()}
    assert named - {"GET ", "POST "} == routes
    assert set(GESTURES) | set(STAGING) <= routes


def test_links_within_the_page_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"(?m)^#+ (.*)$", PAGE)
    }
    assert set(re.findall(r"\(#([\w-]+)\)", PAGE)) <= anchors


def test_the_seed_in_the_page_is_one() -> None:
    (given,) = blocks("json")
    made = seed.workspace(json.loads(given))
    assert {person.role for person in made.people.values()} >= {"admin", "member", "guest", "stranger"}
    assert {channel.kind for channel in made.channels.values()} == {"public", "private", "mpim"}


def test_what_the_program_prints_is_what_the_page_shows() -> None:
    with Emulator() as served:
        shown = re.findall(r"(?m)^export (\w+)=", PAGE)
        assert shown == list(served.variables)


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The page's Python examples, each in the file that its first line names."""
    for source in blocks("python"):
        (tmp_path / source.partition("\n")[0].removeprefix("# ")).write_text(source, encoding="utf-8")
    return tmp_path


def test_the_python_examples_run(examples: Path) -> None:
    assert sorted(path.name for path in examples.iterdir()) == ["app.py", "test_app.py", "test_form.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=examples, env=environment, capture_output=True, text=True, check=False, timeout=100
    )
    assert "4 passed" in done.stdout, done.stdout + done.stderr


def test_the_javascript_app_is_the_one_that_is_tested() -> None:
    app, _ = blocks("js")
    assert app == (Path(__file__).parent / "javascript" / "app.js").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed here")
def test_the_control_example_runs(emulator: Emulator, tmp_path: Path) -> None:
    _, example = blocks("js")
    (tmp_path / "press.mjs").write_text(example, encoding="utf-8")
    done = subprocess.run(
        [str(shutil.which("node")), "press.mjs"],
        cwd=tmp_path, env={**os.environ, "EMULATOR": emulator.url},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip  # what; where; how
    assert (done.stdout, done.stderr) == ("Núria Puig: hello\n", "")
