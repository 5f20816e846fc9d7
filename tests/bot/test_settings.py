"""What the environment may say, and what is said of it when it is wrong."""

import pytest

from bot.settings import Settings, SettingsError

RIGHT = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "s"}
WRONG = {
    "SLACK_BOT_TOKEN": "xoxp-1",
    "SLACK_APP_TOKEN": "1",
    "SLACK_API_URL": "http://example.org/api/",
    "DATABASE_URL": "mysql://x",
    "COLLA_MANAGERS": "U012AB3CD, nuria",
    "COLLA_LANGUAGE": "fr",
    "COLLA_HEARTBEAT": "0",
    "LOG_LEVEL": "loud",
}


def test_what_is_not_said_has_its_default() -> None:
    settings = Settings.read(RIGHT)
    assert settings.api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///colla.db"
    assert settings.managers == frozenset()
    assert (settings.language, settings.heartbeat, settings.log_level) == ("en", 2.0, "INFO")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as faults:
        Settings.read(WRONG)
    told = str(faults.value).splitlines()
    assert [line.split()[0] for line in told] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_API_URL",
        "DATABASE_URL",
        "COLLA_MANAGERS",
        "COLLA_LANGUAGE",
        "COLLA_HEARTBEAT",
        "LOG_LEVEL",
    ]


@pytest.mark.parametrize("name", sorted(WRONG))
def test_each_fault_is_found_by_itself(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.read({**RIGHT, name: WRONG[name]})


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_an_empty_secret_is_no_secret(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        Settings.read({**RIGHT, name: " "})


def test_managers_are_a_list_of_ids() -> None:
    assert Settings.read({**RIGHT, "COLLA_MANAGERS": " U012AB3CD , W0XY,"}).managers == {"U012AB3CD", "W0XY"}


@pytest.mark.parametrize(
    "address", ["https://slack.example/api/", "http://127.0.0.1:8080/api/", "http://localhost:1/"]
)
def test_slack_may_be_elsewhere_over_https_or_on_this_machine(address: str) -> None:
    assert Settings.read({**RIGHT, "SLACK_API_URL": address}).api_url == address


def test_secrets_are_not_printed() -> None:
    assert "xoxb-1" not in repr(Settings.read(RIGHT))
    assert "xapp-1" not in repr(Settings.read(RIGHT))
