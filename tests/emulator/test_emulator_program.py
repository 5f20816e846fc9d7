"""The emulator as a program: started, seeded, given a manifest."""

import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from slack_sdk import WebClient

from emulator import manifest, seed
from emulator.server import Emulator


def test_an_emulator_is_ready_at_once() -> None:
    started = time.perf_counter()
    with Emulator() as first, Emulator() as second:
        assert time.perf_counter() - started < 0.6
        assert first.url != second.url
        assert httpx.get(f"{second.url}/control/people").status_code == 200


def test_the_program_prints_what_a_shell_can_take_in(tmp_path: Path) -> None:
    seeded = tmp_path / "seed.json"
    seeded.write_text(
        '{"team": {"name": "Test", "domain": "test"}, "people": [], "channels": []}', encoding="utf-8"
    )
    command = [sys.executable, "-m", "emulator", "--workspace", str(seeded)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        lines = [running.stdout.readline().strip() for _ in range(5)]
        exported = dict(line.removeprefix("export ").split("=", 1) for line in lines[1:])
        client = WebClient(token=exported["SLACK_BOT_TOKEN"], base_url=exported["SLACK_API_URL"])
        assert client.auth_test()["team"] == "Test"
        running.terminate()
    assert {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} <= set(exported)


def test_a_seed_with_an_unknown_member_is_refused() -> None:
    wrong = {
        "team": {"name": "T", "domain": "t"},
        "people": [],
        "channels": [{"name": "x", "members": ["nobody"]}],
    }
    with pytest.raises(ValueError, match="'nobody'"):
        seed.workspace(wrong)


def test_a_manifest_grants_only_what_it_says() -> None:
    document = {
        "display_information": {"name": "Colla"},
        "features": {"slash_commands": [{"command": "/groups", "description": "Groups"}]},
        "oauth_config": {"scopes": {"bot": ["commands"], "bot_optional": ["channels:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}, "socket_mode_enabled": False},
    }
    read = manifest.parse(document)
    assert (read.name, [command.description for command in read.commands]) == ("Colla", ["Groups"])
    assert read.command("/other") is None
    assert (read.has_scope("channels:history"), read.has_scope("chat:write")) == (True, False)
    assert (read.has_event("message.im"), read.has_event("message.channels")) == (True, False)
    assert (read.uses_socket_mode, read.is_interactive, read.has_home) == (False, False, False)
