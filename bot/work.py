"""Work that lasts: what was begun is finished, also after a death. The only file that imports dbos.

A task is a row of ours with phases; each phase reads the row, does its part and writes down that it did, so
a phase may run twice. DBOS keeps the queue, runs each phase until it succeeds and takes up what a dead
process left; it is given ids alone, so nothing personal stands in its tables.
"""

import logging
import os
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from storage import processes
from storage.database import Database

QUEUE = "work"
AT_ONCE = 4
POLL_SECONDS = 0.05
TRIES = 9
FIRST_PAUSE_SECONDS = 0.5  # then doubled: two minutes in all
BEATS_TO_DEATH = 5
VERSION = "1"

log = logging.getLogger(__name__)

Phase = Callable[[str, UUID], None]


class TryAgain(Exception):
    """Slack or the network failed in a way that passes; the phase is run again after a pause."""


@dataclass(frozen=True)
class Task:
    """A kind of work: `phases` in order, each called with (tenant, id).

    `failed` is called with (tenant, id, reference) when a phase failed for good.
    """

    name: str
    phases: tuple[Phase, ...]
    failed: Callable[[str, UUID, str], None]


class Work:
    """The tasks of this process, and its share of everybody's."""

    def __init__(self, database: Database, *, heartbeat: float) -> None:
        self._database = database
        self._heartbeat = heartbeat
        self._name = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._address = database.engine.url.render_as_string(hide_password=False)
        self._client: DBOSClient | None = None
        self._tasks: dict[str, Task] = {}
        self._stopping = threading.Event()
        self._beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def add(self, task: Task) -> None:
        """Make a task known; before `start()`."""
        self._tasks[task.name] = task

    def begin(self, session: Session, task: str, tenant: str, row: UUID) -> None:
        """Queue a task in the caller's transaction: both are kept or neither. A second time does nothing."""
        if self._client is None:
            raise RuntimeError("work is begun only after start()")
        self._client.enqueue_in_transaction(
            session,
            {"queue_name": QUEUE, "workflow_name": task, "workflow_id": f"{task}:{tenant}:{row}"},
            tenant,
            str(row),
        )

    def start(self) -> None:
        """Begin to work, with what dead processes left as well."""
        DBOS(config=self._config())
        for task in self._tasks.values():
            _register(task)
        DBOS.migrate(self._address)
        self._client = DBOSClient(system_database_url=self._address, application_name="colla")
        self._client.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=POLL_SECONDS)
        self._say_alive()
        DBOS.launch()
        self._take_over(everything=self._database.is_sqlite)
        self._beating.start()

    def stop(self, *, patience: float = 10) -> None:
        """Let what runs finish for `patience` seconds; what is not done by then is taken up later."""
        self._stopping.set()
        until = time.monotonic() + patience
        while time.monotonic() < until and self._is_busy():
            time.sleep(POLL_SECONDS)
        DBOS.destroy(destroy_registry=True)
        if self._client is not None:
            self._client.destroy()
        if self._beating.is_alive():
            self._beating.join()
        self._database.write(lambda session: processes.forget(session, self._name))

    def _is_busy(self) -> bool:
        return bool(DBOS.list_workflows(status="PENDING", executor_id=self._name, load_input=False, limit=1))

    def _config(self) -> DBOSConfig:
        return DBOSConfig(
            name="colla",
            system_database_url=self._address,
            application_version=VERSION,
            executor_id=self._name,
            log_level="WARNING",
            enable_otlp=False,
        )

    def _beat(self) -> None:
        while not self._stopping.wait(self._heartbeat):
            try:
                self._say_alive()
                self._take_over()
            except OperationalError:
                log.warning("the database did not answer a heartbeat; trying again")

    def _say_alive(self) -> None:
        now = datetime.now(UTC)
        self._database.write(lambda session: processes.seen(session, self._name, now))

    def _take_over(self, *, everything: bool = False) -> None:
        """Run the unfinished tasks of processes that died; on SQLite, all but our own (no other can live)."""
        dead_since = datetime.now(UTC) - timedelta(
            seconds=0 if everything else self._heartbeat * BEATS_TO_DEATH
        )
        with self._database.reading() as session:
            living = {self._name, *([] if everything else processes.living(session, dead_since))}
        for left in DBOS.list_workflows(status="PENDING", load_input=False, load_output=False):
            if left.executor_id not in living:
                DBOS.resume_workflow(left.workflow_id, queue_name=QUEUE)
        self._database.write(lambda session: processes.bury(session, dead_since, but=self._name))


def _register(task: Task) -> None:
    def run(tenant: str, row: str) -> None:
        try:
            for phase in task.phases:
                DBOS.run_step(_step(phase), phase, tenant, UUID(row))
        except Exception:
            reference = uuid.uuid4().hex[:8]
            log.exception("task %s failed, reference %s", task.name, reference)
            task.failed(tenant, UUID(row), reference)

    DBOS.workflow(name=task.name)(run)


def _step(phase: Phase) -> Any:
    return {
        "name": phase.__name__,
        "retries_allowed": True,
        "interval_seconds": FIRST_PAUSE_SECONDS,
        "backoff_rate": 2,
        "max_attempts": TRIES,
        "should_retry": lambda error: isinstance(error, TryAgain | OperationalError),
    }
