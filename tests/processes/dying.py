"""`python -m tests.processes.dying POINT`: a Colla that dies as by `kill -9` when its work gets there."""

import os
import signal
import sys
import threading

from bot.app import create_app
from bot.settings import Settings


def main(point: str) -> None:
    def reached(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    create_app(Settings.read(os.environ), reached=reached).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1])
