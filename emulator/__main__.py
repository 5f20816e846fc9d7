"""`python -m emulator`: a workspace to open in a browser and to connect an app to."""

import argparse
import contextlib
import socket
import sys
from pathlib import Path
from typing import Any

from emulator import manifest, seed
from emulator.manifest.checking import check
from emulator.server import HOST, Server, configure, listen, variables
from emulator.workspace import Workspace

REFUSED = 2
"""What the program answers to a manifest that Slack would not take, as to a wrong option."""
DESCRIPTION = """\
A Slack workspace on this machine: open its address in a browser, and connect an app to it.
It prints the address, and the variables that the app needs as lines for a shell."""
EPILOG = """\
examples:
  python -m emulator --port 8888
  python -m emulator --port 8888 --manifest manifest.json
  python -m emulator --port 8888 --manifest manifest.json --request-url http://localhost:3000/slack/events
  python -m emulator --manifest manifest.json --check

exit status: 0 when stopped or when a checked manifest is good, 2 when Slack would refuse it.
Everything is forgotten when the program ends. It listens on 127.0.0.1 only."""


def main(arguments: list[str] | None = None) -> None:
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.check and not asked.manifest:
        parser.error("--check needs --manifest")
    try:
        declared = _manifest(asked)
        if asked.check:
            return
        workspace, sock = seed.workspace(asked.workspace, manifest=declared), listen(asked.port)
    except (OSError, ValueError, KeyError) as wrong:
        parser.error(_told(wrong))
    _serve(workspace, sock)


def _manifest(asked: argparse.Namespace) -> manifest.Manifest | None:
    """What the app declares, with a request URL where one was given."""
    if not asked.manifest:
        return manifest.at_url(manifest.PERMISSIVE, asked.request_url) if asked.request_url else None
    document = manifest.read(asked.manifest)
    if asked.request_url:
        document = manifest.sent_to(document, asked.request_url)
    _require_good(document, asked.manifest)
    return manifest.parse(document, with_optional=not asked.without_optional_scopes)


def _require_good(document: dict[str, Any], path: Path) -> None:
    """Print all that is wrong with it; the end, if Slack would refuse it."""
    checked = check(document)
    for line in checked.lines:
        sys.stderr.write(f"{path}: {line}\n")
    if checked.faults:
        sys.stderr.write(f"{path}: Slack would refuse this manifest.\n")
        raise SystemExit(REFUSED)


def _told(wrong: Exception) -> str:
    return f"the seed has no {wrong}" if isinstance(wrong, KeyError) else str(wrong)


def _serve(workspace: Workspace, sock: socket.socket) -> None:
    workspace.url = f"http://{HOST}:{sock.getsockname()[1]}"
    sys.stdout.write(_welcome(workspace))
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):  # how one stops it
        Server(configure(workspace)).run([sock])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m emulator",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, described in _options().items():
        parser.add_argument(name, **described)
    return parser


def _options() -> dict[str, dict[str, Any]]:
    return {
        "--port": {"type": int, "default": 0, "help": "port on 127.0.0.1; by default a free one"},
        "--manifest": {
            "type": Path,
            "help": "the app's manifest.json, checked as Slack does; without it everything is allowed",
        },
        "--check": {"action": "store_true", "help": "only check the manifest, and end"},
        "--without-optional-scopes": {
            "action": "store_true",
            "help": "install the app as if nobody had granted the scopes in bot_optional",
        },
        "--request-url": {
            "metavar": "URL",
            "help": "HTTP mode: commands, events and interactions are sent here, signed; without it, "
            "Socket Mode or the manifest's own addresses",
        },
        "--workspace": {
            "type": Path,
            "metavar": "SEED",
            "help": "people and channels as JSON; without it an invented town hall",
        },
    }


def _welcome(workspace: Workspace) -> str:
    """The address to open, and lines that a shell can take in."""
    exports = [f"export {name}={value}" for name, value in variables(workspace).items()]
    return "\n".join([f"# {workspace.name}: open {workspace.url} in a browser", *exports, ""])


if __name__ == "__main__":
    main()
