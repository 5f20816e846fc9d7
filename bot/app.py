"""Where the parts meet: settings in, a running Colla out. Tests start here too."""

import contextlib
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from uuid_utils.compat import uuid7

from bot.core import Bot
from bot.groups import Groups
from bot.imports import Imports, Running, Threads
from bot.imports.posting import Postings
from bot.language import Language
from bot.permissions import Permissions
from bot.settings import Settings
from bot.work import Work
from handlers import register
from handlers.courier import SECONDS as WORK_SECONDS
from handlers.courier import SlackCourier
from handlers.delivering import SECONDS as DOOR_SECONDS
from handlers.listening import Listening
from handlers.people import People
from storage import workspaces
from storage.database import Database
from storage.migrating import is_at_head, upgrade

LISTENERS = 20

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing(point: str) -> None:
    """Nobody needs to know how far the work got."""


class NotMigrated(Exception):
    """The tables are older than the code."""


class Colla:
    """A bot that can be started and stopped, once each."""

    def __init__(self, bolt: App, bot: Bot, work: Work, database: Database, settings: Settings) -> None:
        self.bolt = bolt
        self.bot = bot
        self.database = database
        self.tenant = ""
        self._work = work
        self._socket: Any = SocketModeHandler(bolt, settings.app_token)  # untyped in Bolt

    def start(self) -> None:
        """Takes up unfinished work, then listens.

        Raises DatabaseInUse, NotMigrated, or SlackApiError when Slack refuses the token.
        """
        self.database.claim()
        self._require_tables()
        self._welcome(self.bolt.client.auth_test().data)
        self._work.start()
        self._socket.connect()

    def _require_tables(self) -> None:
        """A SQLite file is one process's own and is brought up to date; other databases are an operator's."""
        if self.database.is_sqlite:
            upgrade(self.database)
        elif not is_at_head(self.database):
            raise NotMigrated(
                "The database is not at the newest revision: run `python -m bot migrate` first."
            )

    def _welcome(self, told: Any) -> None:
        """The workspace that the token is for has its row before anything is done in it."""
        self.tenant = told["enterprise_id"] if told.get("is_enterprise_install") else told["team_id"]
        name = told.get("team") or ""
        self.database.write(
            lambda session: workspaces.get_or_create(session, self.tenant, name=name, now=_now())
        )

    def stop(self) -> None:
        """Lets running work finish and acks go out, and leaves Slack last."""
        self._work.stop()
        self._hang_up()
        self.database.close()

    def _hang_up(self) -> None:
        """The SDK's reader looks up only every three seconds; a socket that is shut down wakes it at once."""
        client = self._socket.client
        client.auto_reconnect_enabled = False
        if client.is_connected():
            with contextlib.suppress(OSError):
                client.current_session.sock.shutdown(socket.SHUT_RDWR)
        client.close()


def create_app(
    settings: Settings,
    *,
    now: Callable[[], datetime] = _now,
    new_id: Callable[[], UUID] = uuid7,
    reached: Callable[[str], None] = _nothing,
) -> Colla:
    """Nothing is started, nobody is asked. `reached` is told each point that the work of imports gets to."""
    database = Database(settings.database_url)
    language = Language(settings.language)
    work = Work(database, heartbeat=settings.heartbeat)
    permissions = Permissions(database, managers=settings.managers, now=now, new_id=new_id)
    bot = Bot(
        groups=Groups(database, permissions, now=now, new_id=new_id),
        imports=Imports(database, permissions, work, now=now, new_id=new_id),
        permissions=permissions,
    )
    courier = SlackCourier(_client(settings, WORK_SECONDS, patient=True), language=language)
    postings = Postings(database, courier, now=now, reached=reached)
    threads = Threads(database, courier, postings)
    running = Running(database, courier, threads, postings, now=now, new_id=new_id, reached=reached)
    for task in (threads.task(), running.task()):
        work.add(task)
    client = _client(settings, DOOR_SECONDS)
    bolt = _bolt(settings, client)
    register(bolt, Listening(bot, People(client, otherwise=language), client))
    return Colla(bolt, bot, work, database, settings)


def _bolt(settings: Settings, client: WebClient) -> App:
    """Commit, then ack: with this flag the ack leaves when the listener has returned."""
    return App(
        client=client,
        signing_secret=settings.signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
    )


def _client(settings: Settings, seconds: int, *, patient: bool = False) -> WebClient:
    """Without the SDK's retry of a broken connection, which would post a message twice."""
    retries = [RateLimitErrorRetryHandler(max_retry_count=3)] if patient else []
    return WebClient(
        token=settings.bot_token, base_url=settings.api_url, timeout=seconds, retry_handlers=list(retries)
    )
