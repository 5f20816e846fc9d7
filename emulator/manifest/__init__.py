"""What the app declares in its manifest.json; what it does not declare does not work."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Command:
    name: str
    """With its slash."""
    description: str = ""
    usage_hint: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    name: str
    kind: str
    """`global` or `message`."""
    callback_id: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    name: str
    description: str = ""
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    is_interactive: bool = False
    has_home: bool = False
    has_messages: bool = True
    can_write_to_it: bool = True
    """Whether people may write in the app's Messages tab."""
    uses_socket_mode: bool = True
    event_url: str = ""
    interactivity_url: str = ""
    options_url: str = ""
    is_permissive: bool = False
    """All scopes and events, and any command: for tutorials that come without a manifest."""

    def command(self, name: str) -> Command | None:
        found = next((command for command in self.commands if command.name == name), None)
        return found or (Command(name=name, url=self.interactivity_url) if self.is_permissive else None)

    def has_scope(self, scope: str) -> bool:
        return self.is_permissive or scope in self.scopes

    def has_event(self, event: str) -> bool:
        return self.is_permissive or event in self.events


PERMISSIVE = Manifest(
    name="Bolt app",
    description="An app without a manifest: everything is allowed.",
    scopes=frozenset(
        {
            "app_mentions:read", "channels:history", "channels:join", "channels:manage", "channels:read",
            "chat:write", "chat:write.customize", "chat:write.public", "commands", "files:read",
            "files:write", "groups:history", "groups:read", "groups:write", "im:history", "im:read",
            "im:write", "mpim:history", "mpim:read", "mpim:write", "reactions:read", "reactions:write",
            "team:read", "usergroups:read", "usergroups:write", "users:read", "users:read.email",
        }
    ),
    is_interactive=True,
    has_home=True,
    is_permissive=True,
    shortcuts=(
        Shortcut(name="Open a form", kind="global", callback_id="open_modal"),
        Shortcut(name="Look at a message", kind="message", callback_id="message_shortcut"),
    ),
)  # fmt: skip  # the scopes read better side by side


def read(path: str | Path) -> dict[str, Any]:
    """The manifest as it is written; ValueError when it is no JSON object."""
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise ValueError(f"{path} is not JSON: {wrong}") from None
    if not isinstance(document, dict):
        raise ValueError(f"{path} is not a JSON object.")
    return document


def sent_to(document: dict[str, Any], url: str) -> dict[str, Any]:
    """The same manifest in HTTP mode, with one request URL wherever Slack wants one."""
    changed: dict[str, Any] = json.loads(json.dumps(document))
    settings = changed.setdefault("settings", {})
    settings["socket_mode_enabled"] = False
    settings.setdefault("event_subscriptions", {})["request_url"] = url
    settings.setdefault("interactivity", {"is_enabled": True})["request_url"] = url
    for command in changed.get("features", {}).get("slash_commands", []):
        command["url"] = url
    return changed


def at_url(manifest: Manifest, url: str) -> Manifest:
    """The same app in HTTP mode with one request URL for everything."""
    commands = tuple(replace(command, url=url) for command in manifest.commands)
    return replace(
        manifest,
        uses_socket_mode=False,
        commands=commands,
        event_url=url,
        interactivity_url=url,
        options_url=url,
    )


def parse(document: dict[str, Any], *, with_optional: bool = True) -> Manifest:
    """The app as installed; `with_optional` is whether the optional scopes were granted."""
    features = document.get("features", {})
    settings = document.get("settings", {})
    home = features.get("app_home", {})
    interactivity = settings.get("interactivity", {})
    return Manifest(
        name=features.get("bot_user", {}).get("display_name") or document["display_information"]["name"],
        description=document["display_information"].get("description", ""),
        commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", [])),
        scopes=_scopes(document.get("oauth_config", {}).get("scopes", {}), with_optional=with_optional),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        is_interactive=bool(interactivity.get("is_enabled")),
        has_home=bool(home.get("home_tab_enabled")),
        has_messages=bool(home.get("messages_tab_enabled", True)),
        can_write_to_it=not home.get("messages_tab_read_only_enabled", False),
        uses_socket_mode=bool(settings.get("socket_mode_enabled")),
        event_url=settings.get("event_subscriptions", {}).get("request_url", ""),
        interactivity_url=interactivity.get("request_url", ""),
        options_url=interactivity.get("message_menu_options_url", "") or interactivity.get("request_url", ""),
    )


def _scopes(entry: dict[str, list[str]], *, with_optional: bool) -> frozenset[str]:
    listed, optional = frozenset(entry.get("bot", [])), frozenset(entry.get("bot_optional", []))
    return listed | optional if with_optional else listed - optional


def _command(entry: dict[str, Any]) -> Command:
    return Command(
        name=entry["command"],
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        url=entry.get("url", ""),
    )


def _shortcut(entry: dict[str, Any]) -> Shortcut:
    return Shortcut(
        name=entry["name"],
        kind=entry["type"],
        callback_id=entry["callback_id"],
        description=entry.get("description", ""),
    )
