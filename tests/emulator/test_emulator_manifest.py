"""A manifest is checked as Slack checks it: every fault at once, each with its pointer."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from emulator import manifest
from emulator.manifest.checking import InvalidManifest, check
from emulator.manifest.scopes import BOT_SCOPES
from emulator.pilot import Pilot
from emulator.reference import event_scopes
from emulator.server import Emulator
from emulator.web_api import METHODS
from tests.emulator.conftest import MANIFEST

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
SHORTCUT = {"name": "x", "type": "global", "callback_id": "x", "description": "x"}
COMMAND = {"command": "/x", "description": "x"}
EVENTS, BOT = "/settings/event_subscriptions", "/oauth_config/scopes/bot"


def changed(path: str, value: Any) -> Json:
    """The good manifest with another value at that place."""
    document = copy.deepcopy(MANIFEST)
    *way, last = path.strip("/").split("/")
    node: Any = document
    for name in way:
        node = node[int(name)] if isinstance(node, list) else node.setdefault(name, {})
    node[int(last) if isinstance(node, list) else last] = value
    return document


def faults(document: Any) -> list[str]:
    return [str(fault) for fault in check(document).faults]


def test_the_manifest_of_this_project_would_be_taken() -> None:
    assert faults(json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))) == []
    assert faults(MANIFEST) == []


@pytest.mark.parametrize(
    ("path", "kept", "refused"),
    [
        ("/display_information/name", "x" * 35, "x" * 36),
        ("/display_information/description", "x" * 140, "x" * 141),
        ("/display_information/long_description", "x" * 175, "x" * 174),
        ("/display_information/long_description", "x" * 4000, "x" * 4001),
        ("/display_information/background_color", "#1f4b43", "green"),
        ("/features/bot_user/display_name", "x" * 80, "x" * 81),
        ("/features/slash_commands/0/command", "/" + "x" * 31, "/" + "x" * 32),
        ("/features/slash_commands/0/command", "/groups-all", "groups"),
        ("/features/slash_commands/0/command", "/groups", "/Groups"),
        ("/features/slash_commands/0/command", "/states", "/status"),
        ("/features/slash_commands/0/usage_hint", "x" * 1000, "x" * 1001),
        ("/features/slash_commands/0/description", "x" * 2000, None),
        ("/features/slash_commands/0/url", "https://example.org/slack", "example.org"),
        ("/features/shortcuts/0/name", "x" * 24, "x" * 25),
        ("/features/shortcuts/0/callback_id", "x" * 255, "x" * 256),
        ("/features/shortcuts/0/description", "x" * 150, "x" * 151),
        ("/features/shortcuts/0/type", "message", "channel"),
        ("/features/shortcuts", [SHORTCUT | {"callback_id": str(n)} for n in range(10)], [SHORTCUT] * 11),
        ("/oauth_config/scopes/bot/0", "commands", "connections:write"),
        (f"{EVENTS}/bot_events/0", "app_home_opened", "message"),
        (f"{EVENTS}/bot_events/0", "tokens_revoked", "app_home_open"),
        (f"{EVENTS}/bot_events/0", "user_change", "reaction_added"),
        ("/settings/socket_mode_enabled", True, "yes"),
        ("/settings/interactivity/is_enabled", True, False),
        ("/features/app_home", {"home_tab_enabled": True}, {"nonsense": True}),
    ],
)  # fmt: skip  # a table
def test_what_slack_demands(path: str, kept: Any, refused: Any) -> None:
    parent = path.rpartition("/")[0]
    assert faults(changed(path, kept)) == []
    found = faults(changed(path, refused))
    assert found
    assert any(f"[json-pointer:{parent}" in fault or "/features/shortcuts]" in fault for fault in found)


def test_fifty_commands_are_the_most_and_none_is_declared_twice() -> None:
    many = [COMMAND | {"command": f"/x{number}"} for number in range(51)]
    assert faults(changed("/features/slash_commands", many[:50])) == []
    (fault,) = faults(changed("/features/slash_commands", many))
    assert fault == "no more than 50 items allowed [json-pointer:/features/slash_commands]"
    (fault,) = faults(changed("/features/slash_commands", [COMMAND, COMMAND]))
    assert fault.endswith("declared twice [json-pointer:/features/slash_commands/1/command]")


def test_an_event_wants_its_scope_and_messages_their_history() -> None:
    scopes = [scope for scope in MANIFEST["oauth_config"]["scopes"]["bot"] if scope != "im:history"]
    (fault,) = faults(changed(BOT, scopes))
    number = MANIFEST["settings"]["event_subscriptions"]["bot_events"].index("message.im")
    assert fault == f"message.im requires the scope im:history [json-pointer:{EVENTS}/bot_events/{number}]"


def test_without_socket_mode_addresses_are_wanted_in_slacks_words() -> None:
    document = changed("/settings/socket_mode_enabled", False)
    assert faults(document) == [
        "a slash command requires a URL, or Socket Mode enabled [json-pointer:/features/slash_commands/0]",
        f"Event Subscription requires either Request URL or Socket Mode Enabled [json-pointer:{EVENTS}]",
        "Interactivty requires a Request URL [json-pointer:/settings/interactivity]",
        "Interactivity requires Socket Mode enabled [json-pointer:/settings/interactivity]",
    ]
    assert faults(manifest.sent_to(document, "https://example.org/slack")) == []


@pytest.mark.parametrize(
    "nonsense", [None, [], "x", {}, {"display_information": 1, "features": [], "settings": 2}]
)
def test_nonsense_is_refused_and_breaks_nothing(nonsense: Any) -> None:
    assert faults(nonsense)


def test_an_optional_scope_that_bot_lacks_is_refused() -> None:
    scopes = [scope for scope in MANIFEST["oauth_config"]["scopes"]["bot"] if scope != "groups:history"]
    assert (
        "an optional scope must be listed in bot too: groups:history "
        "[json-pointer:/oauth_config/scopes/bot_optional/1]"
    ) in faults(changed(BOT, scopes))


def test_a_warning_does_not_refuse() -> None:
    document = changed("/features/bot_user", None)
    del document["features"]["bot_user"]
    checked = check(document)
    assert checked.faults == ()
    assert checked.lines == [f"[WARNING] scopes of a bot, but no features.bot_user [json-pointer:{BOT}]"]


def test_every_scope_that_the_emulator_asks_for_is_known() -> None:
    from emulator import reference

    described = [reference.method(name) for name in METHODS]
    asked = {scope for method in described if method for scope in method.scopes}
    assert asked <= BOT_SCOPES
    assert {"message.im", "app_home_opened", "file_shared"} <= set(event_scopes())


def test_the_method_answers_as_slack_does(emulator: Emulator) -> None:
    client = WebClient(token=emulator.workspace.app.config_token, base_url=emulator.api_url)
    good = {key: value for key, value in MANIFEST.items() if key != "oauth_config"}
    told = client.api_call("apps.manifest.validate", json={"manifest": json.dumps(MANIFEST)})
    assert (told["ok"], told["errors"]) == (True, [])
    with pytest.raises(SlackApiError) as refused:
        client.apps_manifest_validate(manifest=json.dumps(good))
    assert refused.value.response["error"] == "invalid_manifest"
    assert {"message": "requires the scope commands", "pointer": "/features/shortcuts"} in (
        refused.value.response["errors"]
    )
    with pytest.raises(SlackApiError, match="invalid_manifest"):
        client.apps_manifest_validate(manifest="{")
    with pytest.raises(SlackApiError, match="invalid_app_id"):
        client.apps_manifest_validate(manifest="{}", app_id="A000")
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.apps_manifest_validate(manifest="{}", token=emulator.bot_token)
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.users_list()


def test_a_workspace_in_a_test_takes_no_manifest_file_that_slack_would_not(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(changed("/features/slash_commands/0/command", "groups")), encoding="utf-8")
    with pytest.raises(
        InvalidManifest, match=r"must begin with / .*\[json-pointer:/features/slash_commands/0"
    ):
        Emulator(manifest=path)


def test_optional_scopes_may_not_have_been_granted() -> None:
    with Emulator(manifest=MANIFEST, with_optional_scopes=False) as served:
        channel = served.workspace.channel_named("general")
        client = WebClient(token=served.bot_token, base_url=served.api_url)
        with pytest.raises(SlackApiError) as refused:
            client.conversations_history(channel=channel.id if channel else "")
        assert refused.value.response["needed"] == "channels:history"
        with Pilot(served.url) as pilot:
            nuria = pilot.act_as("nuria")
            nuria.goes_to("general")
            nuria.says("unheard")
            assert [entry for entry in pilot.log() if entry["kind"] == "envelope"] == []


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "emulator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


def test_the_program_prints_every_fault_and_ends_with_two(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(
        json.dumps({"display_information": {"name": "x" * 36}, "features": {"slash_commands": [COMMAND]}}),
        encoding="utf-8",
    )
    ended = run("--manifest", str(path))
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        f"{path}: [ERROR] must be less than 36 characters [json-pointer:/display_information/name]",
        f"{path}: [ERROR] a slash command requires a URL, or Socket Mode enabled "
        "[json-pointer:/features/slash_commands/0]",
        f"{path}: [ERROR] requires the scope commands [json-pointer:/features/slash_commands]",
        f"{path}: Slack would refuse this manifest.",
    ]


def test_the_program_only_checks_when_asked_to(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(MANIFEST), encoding="utf-8")
    ended = run("--manifest", str(path), "--check")
    assert (ended.returncode, ended.stdout) == (0, "")
    path.write_text("{", encoding="utf-8")
    broken = run("--manifest", str(path), "--check")
    assert (broken.returncode, "is not JSON" in broken.stderr) == (2, True)
    assert run("--check").returncode == 2
    assert run("--manifest", str(tmp_path / "nowhere.json")).returncode == 2


def test_http_mode_is_one_option_with_and_without_a_manifest(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(MANIFEST), encoding="utf-8")
    for more in (["--manifest", str(path)], []):
        command = [
            sys.executable,
            "-m",
            "emulator",
            *more,
            "--request-url",
            "http://127.0.0.1:9/slack/events",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
            assert running.stdout
            lines = [running.stdout.readline().strip() for _ in range(5)]
            url = lines[1].partition("=")[2].removesuffix("/api/")
            httpx.post(
                f"{url}/control/command",
                json={"person": "nuria", "channel": "general", "text": "/groups"},
                timeout=10,
            )
            entries = httpx.get(f"{url}/control/log").json()["entries"]
            running.terminate()
        (envelope,) = [entry for entry in entries if entry["kind"] == "envelope"]
        assert envelope["status"].startswith("connection_failed")
