"""`python -m emulator`: a workspace to open in a browser and to connect an app to."""

import argparse
import contextlib
import sys
from pathlib import Path

from emulator import manifest, seed
from emulator.server import HOST, Server, configure, listen
from emulator.workspace import Workspace


def main(arguments: list[str] | None = None) -> None:
    asked = _parser().parse_args(arguments)
    declared = manifest.read(asked.manifest) if asked.manifest else None
    if declared and asked.request_url:
        declared = manifest.at_url(declared, asked.request_url)
    workspace = seed.workspace(asked.workspace, manifest=declared)
    sock = listen(asked.port)
    workspace.url = f"http://{HOST}:{sock.getsockname()[1]}"
    sys.stdout.write(_welcome(workspace))
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):  # how one stops it
        Server(configure(workspace)).run([sock])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m emulator", description="A Slack workspace on this machine."
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; by default a free one")
    parser.add_argument(
        "--manifest", type=Path, help="the app's manifest.json; without it everything is allowed"
    )
    parser.add_argument("--workspace", type=Path, help="a seed: people and channels; without it a town hall")
    parser.add_argument("--request-url", help="HTTP mode: where commands, events and interactions are sent")
    return parser


def _welcome(workspace: Workspace) -> str:
    """The address to open, and lines that a shell can take in."""
    app = workspace.app
    return "\n".join(
        (
            f"# {workspace.name}: open {workspace.url} in a browser",
            f"export SLACK_API_URL={workspace.url}/api/",
            f"export SLACK_BOT_TOKEN={app.bot_token}",
            f"export SLACK_APP_TOKEN={app.app_token}",
            f"export SLACK_SIGNING_SECRET={app.signing_secret}",
            "",
        )
    )


if __name__ == "__main__":
    main()
