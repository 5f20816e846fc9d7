"""A foreign client: Bolt for JavaScript's tutorial app over Socket Mode."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.pilot import Pilot, PilotPerson
from emulator.server import Emulator

SOURCE = Path(__file__).parent / "javascript"


@pytest.fixture(scope="session")
def installed() -> Path:
    """The app with its packages, in a cache folder outside the repository; installed once a version."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node.js with npm is not installed here.")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    pinned = (SOURCE / "package.json").read_text(encoding="utf-8").partition('bolt": "')[2].partition('"')[0]
    folder = cache / "slack-emulator-tests" / f"bolt-js-{pinned}"
    if not (folder / "installed").exists():
        _install(npm, folder)
    shutil.copy(SOURCE / "app.js", folder / "app.js")
    return folder


def _install(npm: str, folder: Path) -> None:
    """Beside it first and then moved, so that half an installation is never taken for a whole one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        shutil.copy(SOURCE / "package.json", beside)
        command = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--omit=dev"]
        done = subprocess.run(command, cwd=beside, capture_output=True, text=True, timeout=100, check=False)  # noqa: S603  # npm, as found
        if done.returncode != 0:
            pytest.skip(f"npm could not install @slack/bolt: {done.stderr[-300:]}")
        (Path(beside) / "installed").touch()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(beside, folder, symlinks=True)


@pytest.fixture
def tutorial(installed: Path, emulator: Emulator, pilot: Pilot) -> Iterator[None]:
    environment = {
        **os.environ,
        "SLACK_API_URL": emulator.api_url,
        "SLACK_BOT_TOKEN": emulator.bot_token,
        "SLACK_APP_TOKEN": emulator.app_token,
    }
    node = str(shutil.which("node"))
    with subprocess.Popen([node, "app.js"], cwd=installed, env=environment) as running:  # noqa: S603  # node, as found
        try:
            pilot.waits_until_connected()
            yield
        finally:
            running.terminate()


@pytest.mark.timeout(150)
def test_the_javascript_tutorial_app_works(tutorial: None, nuria: PilotPerson, pilot: Pilot) -> None:
    nuria.says("hello")
    nuria.sees("Hey there @Núria Puig!")
    nuria.presses("Click Me")
    nuria.sees("@Núria Puig clicked the button")
    nuria.does_not_see("Click Me")
    assert all(entry["status"] == "acked" for entry in pilot.log() if entry["kind"] == "envelope")
