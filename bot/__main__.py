"""The command line: `python -m bot serve`, `demo`, `migrate`."""

import argparse
import os
import signal
import sys
import threading

from dotenv import dotenv_values
from slack_sdk.errors import SlackApiError

from bot import collector, demo, logs
from bot.app import NotMigrated, create_app
from bot.settings import Settings, SettingsError
from storage.database import Database
from storage.migrating import upgrade
from storage.sqlite import DatabaseInUse


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 when all went well, 2 when somebody must do something first, as the last line says."""
    asked = _parser().parse_args(arguments)
    try:
        asked.run(asked)
    except SettingsError as faults:
        return _give_up(f"{faults}\nSee .env.example: each variable is explained there.")
    except (NotMigrated, DatabaseInUse) as fault:
        return _give_up(str(fault))
    except SlackApiError as refused:
        return _give_up(f"Slack refused the token: {refused.response['error']}. Check SLACK_BOT_TOKEN.")
    return 0


def serve(asked: argparse.Namespace) -> None:
    """Until SIGTERM or SIGINT."""
    settings = _settings()
    logs.configure(settings.log_level)
    colla = create_app(settings)
    colla.start()
    collector.settle()
    _say("Colla is connected.")
    _wait_for_a_signal()
    colla.stop()


def migrate(asked: argparse.Namespace) -> None:
    """Brings the tables up to the newest revision."""
    database = Database(_settings().database_url)
    upgrade(database)
    database.close()
    _say("The database is at the newest revision.")


def practise(asked: argparse.Namespace) -> None:
    """A workspace, a directory and Colla, all on this machine and all gone afterwards."""
    logs.configure("WARNING")
    with demo.workspace(asked.port) as address:
        _say(f"Open {address} in a browser. Ctrl+C ends it.")
        _wait_for_a_signal()


def _settings() -> Settings:
    """From the environment, and from .env here for what the environment does not say.

    The token is taken out of the environment: Bolt would read it there a second time, and say so.
    """
    kept = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    settings = Settings.read({**kept, **os.environ})
    os.environ.pop("SLACK_BOT_TOKEN", None)
    return settings


def _wait_for_a_signal() -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _give_up(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Groups of users, managed in Slack.")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, what in (
        ("serve", serve, "connect to Slack and work until told to stop"),
        ("demo", practise, "a Slack workspace on this machine, with Colla in it"),
        ("migrate", migrate, "bring the database up to the newest revision"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.set_defaults(run=run)
        if run is practise:
            command.add_argument("--port", type=int, default=0, help="of the page; by default a free one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
