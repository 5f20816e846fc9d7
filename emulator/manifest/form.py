"""The form of a manifest: which fields there are, of which kind and length, as in Slack's own schema."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from emulator.blocks.report import Report

Rule = Callable[[Any, str, Report], None]


def check(document: Any, report: Report) -> None:
    """Tell of everything that is not as Slack's schema has it."""
    _MANIFEST(document, "", report)


def _text(most: int, *, least: int = 1, pattern: str = "", words: str = "") -> Rule:
    def checked(value: Any, pointer: str, report: Report) -> None:
        report.string(value, pointer, most, least=least)
        if pattern and isinstance(value, str) and not re.search(pattern, value):
            report.add(words, pointer, "pattern", pattern)

    return checked


def _flag(value: Any, pointer: str, report: Report) -> None:
    if not isinstance(value, bool):
        report.add("must be true or false", pointer, "type", "boolean")


def _anything(value: Any, pointer: str, report: Report) -> None:
    """Parts of which the emulator knows nothing: workflows, datastores, agents …"""


def _list(rule: Rule, most: int, *, least: int = 0, is_unique: bool = False) -> Rule:
    def checked(value: Any, pointer: str, report: Report) -> None:
        if not report.items(value, pointer, most, least=least):
            return
        if is_unique and len({str(one) for one in value}) < len(value):
            report.add("items must be unique", pointer, "uniqueItems", True)
        for number, one in enumerate(value):
            rule(one, f"{pointer}/{number}", report)

    return checked


def _group(fields: Mapping[str, Rule], *, needs: tuple[str, ...] = ()) -> Rule:
    def checked(value: Any, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must provide an object", pointer, "type", "object")
            return
        report.need(value, pointer, *needs)
        report.only(value, pointer, frozenset(fields))
        for name, rule in fields.items():
            if value.get(name) is not None:
                rule(value[name], f"{pointer}/{name}", report)

    return checked


def _one_of(*allowed: str) -> Rule:
    return lambda value, pointer, report: report.one_of(value, pointer, allowed)


def _named(rule: Rule, *names: str) -> dict[str, Rule]:
    return dict.fromkeys(names, rule)


def _url(most: int) -> Rule:
    return _text(most, pattern=r"^https?://", words="must be a URL")


_COMMAND = _text(
    32, least=2, pattern=r"^/[^\sA-Z]*$", words="must begin with / and have no spaces and no capital letters"
)
_COLOUR = _text(7, least=4, pattern=r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$", words="must be a hex colour")
_SCOPES, _EVENTS = _list(_text(50), 255), _list(_text(50), 100, is_unique=True)

_SLASH_COMMAND = _group(
    {
        "command": _COMMAND, "url": _url(3000), "description": _text(2000), "usage_hint": _text(1000),
        "should_escape": _flag,
    },
    needs=("command", "description"),
)  # fmt: skip  # a table
_SHORTCUT = _group(
    {
        "name": _text(24), "type": _one_of("message", "global"), "callback_id": _text(255),
        "description": _text(150),
    },
    needs=("name", "type", "callback_id", "description"),
)  # fmt: skip  # a table
_DISPLAY = _group(
    {
        "name": _text(35), "description": _text(140), "background_color": _COLOUR,
        "long_description": _text(4000, least=175),
    },
    needs=("name",),
)  # fmt: skip  # a table
_FEATURES = _group(
    {
        "app_home": _group(
            _named(_flag, "home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled")
        ),
        "bot_user": _group({"display_name": _text(80), "always_online": _flag}, needs=("display_name",)),
        "shortcuts": _list(_SHORTCUT, 10, least=1),
        "slash_commands": _list(_SLASH_COMMAND, 50, least=1),
        "unfurl_domains": _list(_text(255), 5, least=1, is_unique=True),
        **_named(
            _anything, "agent_view", "assistant_view", "functions", "rich_previews", "search",
            "workflow_steps",
        ),
    }
)  # fmt: skip  # a table
_OAUTH = _group(
    {
        "redirect_urls": _list(_text(2500), 1000, is_unique=True),
        "scopes": _group(_named(_SCOPES, "bot", "bot_optional", "user", "user_optional")),
        **_named(_flag, "token_management_enabled", "pkce_enabled"),
    }
)
_SETTINGS = _group(
    {
        "allowed_ip_address_ranges": _list(_text(18), 50, least=1, is_unique=True),
        "event_subscriptions": _group(
            {
                "request_url": _url(3500), "bot_events": _EVENTS, "user_events": _EVENTS,
                "metadata_subscriptions": _list(_anything, 20, least=1),
            }
        ),
        "incoming_webhooks": _group({"incoming_webhooks_enabled": _flag}),
        "interactivity": _group(
            {"is_enabled": _flag, "request_url": _url(3500), "message_menu_options_url": _url(3500)},
            needs=("is_enabled",),
        ),
        **_named(
            _flag, "is_hosted", "is_mcp_enabled", "org_deploy_enabled", "socket_mode_enabled",
            "token_rotation_enabled",
        ),
        **_named(_anything, "function_runtime", "hermes_app_type", "siws_links"),
    }
)  # fmt: skip  # a table
_MANIFEST = _group(
    {
        "display_information": _DISPLAY, "features": _FEATURES, "oauth_config": _OAUTH,
        "settings": _SETTINGS,
        **_named(
            _anything, "$schema", "_metadata", "app_directory", "datastores", "events",
            "external_auth_providers", "functions", "metadata_events", "outgoing_domains", "types",
            "workflows",
        ),
    },
    needs=("display_information",),
)  # fmt: skip  # a table
