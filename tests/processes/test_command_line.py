"""`python -m bot …`, as an operator runs it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emulator.pilot import Pilot
from emulator.server import Emulator
from storage.database import Database
from storage.migrating import is_at_head
from tests.databases import PostgresqlServer
from tests.scenarios.conftest import emulator, pilot, variables_for

__all__ = ["emulator", "pilot"]

ROOT = Path(__file__).parents[2]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "COLLA_"))}


def _bot(*words: str, variables: dict[str, str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={**PLAIN, "PYTHONPATH": str(ROOT), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ends(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


@pytest.fixture
def empty_postgresql(postgresql_server: PostgresqlServer) -> Iterator[str]:
    url = postgresql_server.create(is_migrated=False)
    yield url
    postgresql_server.drop(url)


def test_without_settings_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    code, _, err = _ends(_bot("serve", variables={}, folder=tmp_path))
    assert code == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        assert f"{name} is not set" in err
    assert "See .env.example" in err
    assert "Traceback" not in err


def test_settings_are_read_from_env_file_too(tmp_path: Path, emulator: Emulator) -> None:
    variables = variables_for(emulator, f"sqlite:///{tmp_path / 'colla.db'}")
    lines = "".join(f"{name}={value}\n" for name, value in variables.items())
    (tmp_path / ".env").write_text(lines, encoding="utf-8")
    assert _ends(_bot("migrate", variables={}, folder=tmp_path))[0] == 0
    assert (tmp_path / "colla.db").exists()


def test_a_wrong_token_is_told(tmp_path: Path, emulator: Emulator) -> None:
    variables = {
        **variables_for(emulator, f"sqlite:///{tmp_path / 'colla.db'}"),
        "SLACK_BOT_TOKEN": "xoxb-no",
    }
    code, _, err = _ends(_bot("serve", variables=variables, folder=tmp_path))
    assert code == 2
    assert err == "Slack refused the token: invalid_auth. Check SLACK_BOT_TOKEN.\n"


def test_serve_makes_its_sqlite_file_and_ends_in_order_when_told_to(
    tmp_path: Path, emulator: Emulator, pilot: Pilot
) -> None:
    process = _bot("serve", variables=variables_for(emulator, "sqlite:///colla.db"), folder=tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline() == "Colla is connected.\n"
    nuria = pilot.act_as("Núria Puig")
    nuria.goes_to("secretaria")
    nuria.types("/groups create Arxiu")
    nuria.sees("Group Arxiu created")
    process.send_signal(signal.SIGTERM)
    code, _, err = _ends(process)
    assert code == 0
    assert "Traceback" not in err
    assert "xoxb" not in err


def test_a_second_process_on_a_sqlite_file_refuses_to_start(tmp_path: Path, emulator: Emulator) -> None:
    variables = variables_for(emulator, "sqlite:///colla.db")
    first = _bot("serve", variables=variables, folder=tmp_path)
    assert first.stdout is not None
    first.stdout.readline()
    code, _, err = _ends(_bot("serve", variables=variables, folder=tmp_path))
    first.send_signal(signal.SIGINT)
    assert _ends(first)[0] == 0
    assert code == 2
    assert str(first.pid) in err
    assert "Traceback" not in err


def test_a_postgresql_that_is_not_migrated_is_refused_until_it_is(
    tmp_path: Path, emulator: Emulator, empty_postgresql: str
) -> None:
    variables = variables_for(emulator, empty_postgresql)
    code, _, err = _ends(_bot("serve", variables=variables, folder=tmp_path))
    assert code == 2
    assert err == "The database is not at the newest revision: run `python -m bot migrate` first.\n"
    code, out, _ = _ends(_bot("migrate", variables=variables, folder=tmp_path))
    assert (code, out) == (0, "The database is at the newest revision.\n")
    database = Database(empty_postgresql)
    assert is_at_head(database)
    database.close()
