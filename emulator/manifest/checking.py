"""Whether Slack would take a manifest: all faults at once, each with a pointer, and what to think about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from emulator import reference
from emulator.blocks.report import Problem, Report
from emulator.manifest import form
from emulator.manifest.scopes import BOT_SCOPES, SLACKS_OWN_COMMANDS

Json = dict[str, Any]
BOT = "/oauth_config/scopes/bot"
EVENTS = "/settings/event_subscriptions"
INTERACTIVITY = "/settings/interactivity"


@dataclass(frozen=True)
class Checked:
    faults: tuple[Problem, ...]
    """Slack refuses such a manifest."""
    warnings: tuple[Problem, ...]
    """Against Slack's documentation, or of no use; the app is installed all the same."""

    @property
    def lines(self) -> list[str]:
        """As a person reads them, faults first."""
        return [f"[ERROR] {fault}" for fault in self.faults] + [f"[WARNING] {one}" for one in self.warnings]


class InvalidManifest(ValueError):
    """Slack would not take it; the text has every fault."""

    def __init__(self, checked: Checked) -> None:
        super().__init__("\n".join(["Slack would refuse this manifest:", *checked.lines]))
        self.checked = checked


def check(document: Any) -> Checked:
    faults, warnings = Report(), Report()
    form.check(document, faults)
    _check_commands(document, faults)
    _check_shortcuts(document, faults, warnings)
    _check_scopes(document, faults, warnings)
    _check_events(document, faults)
    _check_addresses(document, faults)
    return Checked(tuple(faults.problems), tuple(warnings.problems))


def require_valid(document: Json) -> Json:
    """The same manifest; InvalidManifest when Slack would not take it."""
    checked = check(document)
    if checked.faults:
        raise InvalidManifest(checked)
    return document


def _check_commands(document: Any, faults: Report) -> None:
    commands = _entries(document, "features", "slash_commands")
    names = [command.get("command") for command in commands]
    for number, command in enumerate(commands):
        pointer = f"/features/slash_commands/{number}"
        if names[number] in SLACKS_OWN_COMMANDS:
            faults.add("the slash command has an invalid name: it is Slack's own", f"{pointer}/command")
        if names[number] in names[:number]:
            faults.add("the slash command is declared twice", f"{pointer}/command")
        if not command.get("url") and not _uses_socket_mode(document):
            faults.add("a slash command requires a URL, or Socket Mode enabled", pointer)
    if commands:
        _need_scope(document, faults, "commands", "/features/slash_commands")


def _check_shortcuts(document: Any, faults: Report, warnings: Report) -> None:
    shortcuts = _entries(document, "features", "shortcuts")
    if not shortcuts:
        return
    _need_scope(document, faults, "commands", "/features/shortcuts")
    if _at(document, "settings", "interactivity", "is_enabled") is not True:
        faults.add("shortcuts require interactivity", "/features/shortcuts")
    named = [(shortcut.get("type"), shortcut.get("callback_id")) for shortcut in shortcuts]
    for number, one in enumerate(named):
        if one in named[:number]:
            pointer = f"/features/shortcuts/{number}/callback_id"
            warnings.add("two shortcuts with one callback_id cannot be told apart", pointer)


def _check_scopes(document: Any, faults: Report, warnings: Report) -> None:
    scopes = _at(document, "oauth_config", "scopes")
    for name in ("bot", "bot_optional"):
        for number, scope in enumerate(_texts(scopes, name)):
            if scope not in BOT_SCOPES:
                faults.add(f"unknown scope: {scope}", f"/oauth_config/scopes/{name}/{number}")
    for number, scope in enumerate(_texts(scopes, "bot_optional")):
        if scope not in _texts(scopes, "bot"):
            pointer = f"/oauth_config/scopes/bot_optional/{number}"
            faults.add(f"an optional scope must be listed in bot too: {scope}", pointer)
    if _texts(scopes, "bot") and not _at(document, "features", "bot_user"):
        warnings.add("scopes of a bot, but no features.bot_user", BOT)


def _check_events(document: Any, faults: Report) -> None:
    known, granted = reference.event_scopes(), _granted(document)
    for number, event in enumerate(_texts(_at(document, "settings", "event_subscriptions"), "bot_events")):
        pointer, wanted = f"{EVENTS}/bot_events/{number}", known.get(event)
        if wanted is None or event in reference.UNASKED_EVENTS:
            faults.add(f"unknown event: {event}", pointer)
        elif wanted and not granted & set(wanted):
            faults.add(f"{event} requires the scope {' or '.join(wanted)}", pointer)


def _check_addresses(document: Any, faults: Report) -> None:
    """Slack's own words, misspelt as they are."""
    if _uses_socket_mode(document):
        return
    events, interactivity = (
        _at(document, "settings", name) for name in ("event_subscriptions", "interactivity")
    )
    if _texts(events, "bot_events") and not _at(events, "request_url"):
        faults.add("Event Subscription requires either Request URL or Socket Mode Enabled", EVENTS)
    if _at(interactivity, "is_enabled") is True and not _at(interactivity, "request_url"):
        faults.add("Interactivty requires a Request URL", INTERACTIVITY)
        faults.add("Interactivity requires Socket Mode enabled", INTERACTIVITY)


def _need_scope(document: Any, faults: Report, scope: str, pointer: str) -> None:
    if scope not in _granted(document):
        faults.add(f"requires the scope {scope}", pointer)


def _granted(document: Any) -> set[str]:
    scopes = _at(document, "oauth_config", "scopes")
    return {*_texts(scopes, "bot"), *_texts(scopes, "bot_optional")}


def _uses_socket_mode(document: Any) -> bool:
    return _at(document, "settings", "socket_mode_enabled") is True


def _at(document: Any, *path: str) -> Any:
    """What stands there; None where something on the way is missing or of another kind."""
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


def _entries(document: Any, *path: str) -> list[Json]:
    listed = _at(document, *path)
    return [one if isinstance(one, dict) else {} for one in listed] if isinstance(listed, list) else []


def _texts(document: Any, name: str) -> list[str]:
    listed = _at(document, name)
    return [str(one) for one in listed] if isinstance(listed, list) else []
