"""A foreign client: what Bolt for JavaScript's own pages show, over Socket Mode and over HTTP."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

SOURCE = Path(__file__).parent / "javascript"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The apps with their packages, in a cache folder outside the repository; installed once a version."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node.js with npm is not installed here.")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    pinned = (SOURCE / "package.json").read_text(encoding="utf-8").partition('bolt": "')[2].partition('"')[0]
    folder = cache / "slack-emulator-tests" / f"bolt-js-{pinned}"
    if not (folder / "installed").exists():
        _install(npm, folder)
    for source in SOURCE.glob("*.js"):
        shutil.copy(source, folder / source.name)
    return folder


def _install(npm: str, folder: Path) -> None:
    """Beside it first and then moved, so that half an installation is never taken for a whole one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        shutil.copy(SOURCE / "package.json", beside)
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--omit=dev"]
        done = subprocess.run(command, cwd=beside, capture_output=True, text=True, timeout=100, check=False)
        if done.returncode != 0:
            pytest.skip(f"npm could not install @slack/bolt: {done.stderr[-300:]}")
        (Path(beside) / "installed").touch()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(beside, folder, symlinks=True)


@contextmanager
def running(folder: Path, script: str, emulator: Emulator) -> Iterator[subprocess.Popen[str]]:
    """The script under Node.js with the variables of this workspace."""
    command, variables = [str(shutil.which("node")), script], {**os.environ, **emulator.variables}
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.terminate()


def all_acked(pilot: Pilot) -> bool:
    return all(entry["status"] == "acked" for entry in pilot.log() if entry["kind"] == "envelope")


@pytest.mark.timeout(150)
def test_the_javascript_tutorial_app_works(
    installed: Path, emulator: Emulator, nuria: PilotPerson, pilot: Pilot
) -> None:
    with running(installed, "app.js", emulator):
        pilot.waits_until_connected()
        nuria.says("hello")
        nuria.sees("Hey there @Núria Puig!")
        nuria.presses("Click Me")
        nuria.sees("@Núria Puig clicked the button")
        assert all_acked(pilot)
        assert pilot.refusals() == []


@pytest.mark.timeout(150)
def test_the_javascript_concepts_work_over_http(
    installed: Path, emulator: Emulator, nuria: PilotPerson, pilot: Pilot
) -> None:
    with running(installed, "concepts.js", emulator) as started:
        assert started.stdout
        port = started.stdout.readline().strip()
        assert pilot.sends_to(f"http://127.0.0.1:{port}/slack/events")
        nuria.types("/echo what <was> said")
        nuria.sees("what <was> said")
        nuria.runs_shortcut("Open a form")
        nuria.chooses("Select", "This is one")
        nuria.presses("Click me!")
        nuria.sees("Updated modal")
        nuria.fills({"What are your hopes and dreams?": "tea"})
        nuria.submits()
        assert nuria.form and list(nuria.form.errors.values()) == ["Dream on."]
        nuria.fills({"What are your hopes and dreams?": "a quiet sea"})
        nuria.submits()
        nuria.goes_to("Bolt app")
        nuria.sees("You dream of a quiet sea")
        nuria.opens_home()
        nuria.sees("Welcome home")
        assert all_acked(pilot)
        assert pilot.refusals() == []
