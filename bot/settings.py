"""What Colla is told from outside, read once from the environment; all faults are told together."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.language import CODES

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """The environment is not right; the text has one line a fault."""


def _token(prefix: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text.startswith(prefix):
            raise ValueError(f"starts with {prefix}")
        return text

    return read


def _secret(text: str) -> str:
    if not text:
        raise ValueError("is the app's Signing Secret, and must not be empty")
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https://\S+/|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?/\S*/?", text):
        raise ValueError("is an https:// address that ends in /, or http:// on this machine")
    return text


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")):
        raise ValueError("is sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
    return text


def _accounts(text: str) -> frozenset[str]:
    accounts = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [account for account in accounts if not re.fullmatch(r"[UW][A-Z0-9]{2,}", account)]
    if wrong:
        raise ValueError(f"lists Slack member ids such as U012AB3CD, separated by commas; not {wrong[0]!r}")
    return frozenset(accounts)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"is one of {', '.join(allowed)}")
        return text

    return read


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", text) or float(text) == 0:
        raise ValueError("is a number of seconds above 0")
    return float(text)


def _variable(name: str, read: Callable[[str], Any], default: str | None = None) -> Any:
    return field(metadata={"name": name, "read": read, "default": default}, repr=default is not None)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting, its variable, its check and its default; `.env.example` says what each means."""

    bot_token: str = _variable("SLACK_BOT_TOKEN", _token("xoxb-"))
    app_token: str = _variable("SLACK_APP_TOKEN", _token("xapp-"))
    signing_secret: str = _variable("SLACK_SIGNING_SECRET", _secret)
    api_url: str = _variable("SLACK_API_URL", _url, "https://slack.com/api/")
    database_url: str = _variable("DATABASE_URL", _database, "sqlite:///colla.db")
    managers: frozenset[str] = _variable("COLLA_MANAGERS", _accounts, "")
    language: str = _variable("COLLA_LANGUAGE", _one_of(*CODES), "en")
    heartbeat: float = _variable("COLLA_HEARTBEAT", _seconds, "2")
    log_level: str = _variable("LOG_LEVEL", _one_of(*LOG_LEVELS), "INFO")

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Raises SettingsError that names every variable at fault; an empty one counts as not set."""
        values: dict[str, Any] = {}
        faults: list[str] = []
        for setting in fields(cls):
            try:
                values[setting.name] = _read(setting.metadata, environment)
            except ValueError as fault:
                faults.append(f"{setting.metadata['name']} {fault}")
        if faults:
            raise SettingsError("\n".join(faults))
        return cls(**values)


def _read(variable: Mapping[str, Any], environment: Mapping[str, str]) -> Any:
    text = environment.get(variable["name"], "").strip() or variable["default"]
    if text is None:
        raise ValueError("is not set")
    return variable["read"](text)
