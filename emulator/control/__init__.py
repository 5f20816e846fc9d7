"""The control API under /control/: every gesture by names that people read, the screen, faults, time."""

from starlette.routing import BaseRoute, Route

from emulator.control.asking import answered
from emulator.control.deeds import GESTURES
from emulator.control.looking import APP, LOG, PEOPLE, download, screen
from emulator.control.staging import STAGING


def routes() -> list[BaseRoute]:
    posts = {**GESTURES, **STAGING}
    return [
        Route("/control/screen", screen),
        Route("/control/files/{file_id}", download),
        Route("/control/people", answered(PEOPLE), methods=["GET"]),
        Route("/control/log", answered(LOG), methods=["GET"]),
        Route("/control/app", answered(APP), methods=["GET"]),
        *(Route(f"/control/{name}", answered(deed), methods=["POST"]) for name, deed in posts.items()),
    ]
