"""The page's addresses: screens, what is done in them, files, and the live stream."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from emulator import gestures
from emulator.file_routes import can_read
from emulator.gestures import Refused
from emulator.mrkdwn import unescape
from emulator.workspace import Channel, File, Person, Workspace

from . import controls, deeds, drawing, finding, live, screens, tables
from .regions import Regions

STATIC = Path(__file__).parent / "static"
SHEETS = ("fonts", "base", "layout", "messages", "blocks", "forms", "inspector")
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'sha256-{early}'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
"""Nothing comes from another host, whatever an app writes; of scripts within the page one is known."""
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(workspace: Workspace) -> list[BaseRoute]:
    page = _Page(workspace)
    return [
        Route("/", page.start),
        Route("/page.css", page.style),
        Mount("/static", _Static(directory=STATIC)),
        Route("/archives/{channel}/p{digits}", page.permalink),
        Route("/as/{person}/", page.arrive),
        Route("/as/{person}/live", page.live),
        Route("/as/{person}/app/{tab}", page.app_page),
        Route("/as/{person}/in/{channel}", page.same_place),
        Route("/as/{person}/archives/{channel}/p{digits}", page.own_permalink),
        Route("/as/{person}/wire", page.wire),
        Route("/as/{person}/wire/{number:int}", page.wire_entry),
        Route("/as/{person}/options", page.options),
        Route("/as/{person}/menu", page.message_menu),
        Route("/as/{person}/editor", page.editor),
        Route("/as/{person}/people", page.people),
        Route("/as/{person}/finder", page.finder),
        Route("/as/{person}/found", page.found),
        Route("/as/{person}/reactions", page.reactions),
        Route("/as/{person}/emoji", page.emoji),
        Route("/as/{person}/files/{file}/preview", page.preview),
        Route("/as/{person}/files/{file}/{name}", page.download),
        Route("/as/{person}/do/{deed}", page.deed, methods=["POST"]),
        Route("/as/{person}/{channel}", page.conversation),
    ]


class _Static(StaticFiles):
    """What others made and is pinned may be kept by the browser; our own files are asked for anew."""

    def file_response(self, *args: Any, **named: Any) -> Response:
        answer = super().file_response(*args, **named)
        is_pinned = "vendor" in Path(args[0]).parts
        answer.headers["Cache-Control"] = "max-age=86400" if is_pinned else "no-cache"
        return answer


class _Page:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._regions = Regions(workspace, drawing.environment())
        self._deeds = deeds.table()
        early = hashlib.sha256(drawing.EARLY.read_bytes()).digest()
        self._policy = POLICY.format(early=base64.b64encode(early).decode())

    async def start(self, request: Request) -> Response:
        """The last person whom this browser acted as, or the first of the workspace."""
        known = self._workspace.people.get(request.cookies.get("person", ""))
        person = known or next(iter(self._workspace.actors()))
        return RedirectResponse(screens.first_place(self._workspace, person))

    async def style(self, request: Request) -> Response:
        """All style sheets in one answer, as the page waits for the last of them."""
        joined = "".join((STATIC / "css" / f"{sheet}.css").read_text(encoding="utf-8") for sheet in SHEETS)
        return Response(joined, media_type="text/css", headers={"Cache-Control": "no-cache"})

    async def arrive(self, request: Request) -> Response:
        return RedirectResponse(screens.first_place(self._workspace, self._person(request)))

    async def conversation(self, request: Request) -> Response:
        return self._shown(request, self._screen(request, channel_id=request.path_params["channel"]))

    async def same_place(self, request: Request) -> Response:
        """Where another person stood, if this one may be there too."""
        person = self._person(request)
        channel = self._workspace.channels.get(request.path_params["channel"])
        if channel and self._workspace.can_see(person, channel):
            return RedirectResponse(f"/as/{person.id}/{channel.id}")
        return RedirectResponse(screens.first_place(self._workspace, person))

    async def app_page(self, request: Request) -> Response:
        """The app's Home, its messages, or what it says about itself. Opening tells the app."""
        person, tab = self._person(request), request.path_params["tab"]
        if tab not in screens.TABS:
            raise HTTPException(404)
        if person.can_act and (tab != "home" or self._workspace.app.manifest.has_home):
            await gestures.open_home(self._workspace, person, tab=tab)
        return self._shown(request, self._screen(request, channel_id="", tab=tab))

    def _shown(self, request: Request, screen: screens.Screen) -> Response:
        answer = HTMLResponse(self._regions.page(screen))
        answer.headers["Content-Security-Policy"] = self._policy
        answer.headers["Cache-Control"] = "no-store"
        answer.set_cookie("person", screen.person.id, samesite="strict")
        return answer

    async def live(self, request: Request) -> Response:
        asked = request.query_params
        screen = self._screen(request, channel_id=asked.get("channel", ""), tab=asked.get("tab", ""))
        return live.stream(self._workspace, self._regions, screen, request)

    async def permalink(self, request: Request) -> Response:
        """Opens the message as the person whom this browser last acted as, if they may see it."""
        workspace = self._workspace
        channel, ts = self._linked(request)
        known = workspace.people.get(request.cookies.get("person", ""))
        readers = [one for one in (known, *workspace.actors()) if one and workspace.can_see(one, channel)]
        if not readers:
            raise HTTPException(404, "Nobody can see this message.")
        return RedirectResponse(screens.to_message(workspace, readers[0], channel, ts))

    async def own_permalink(self, request: Request) -> Response:
        """A message's address as it stands in one person's page."""
        person, (channel, ts) = self._person(request), self._linked(request)
        if not self._workspace.can_see(person, channel):
            raise HTTPException(404, f"{person.name} cannot see this message.")
        return RedirectResponse(screens.to_message(self._workspace, person, channel, ts))

    def _linked(self, request: Request) -> tuple[Channel, str]:
        channel = self._workspace.channels.get(request.path_params["channel"])
        digits = request.path_params["digits"]
        ts = f"{digits[:-6]}.{digits[-6:]}"
        if channel is None or channel.find(ts) is None:
            raise HTTPException(404, "This message is gone.")
        return channel, ts

    async def options(self, request: Request) -> Response:
        """What a select offers for what was typed; an external one asks the app."""
        person, asked = self._person(request), request.query_params
        place = controls.place_of(asked["place"])
        typed = asked.get("typed", "")
        groups = await gestures.suggest(
            self._workspace, person, place, asked["block"], asked["action"], typed
        )
        least = int(asked.get("least", "0"))
        return self._fragment(
            request, "options.html", groups=groups, least=least if len(typed) < least else 0
        )

    async def message_menu(self, request: Request) -> Response:
        asked = request.query_params
        message = self._workspace.channels[asked["channel"]].find(asked["ts"])
        return self._fragment(request, "message_menu.html", message=message)

    async def editor(self, request: Request) -> Response:
        asked = request.query_params
        message = self._workspace.channels[asked["channel"]].find(asked["ts"])
        typed = unescape(message.text) if message else ""
        return self._fragment(request, "editor.html", message=message, typed=typed)

    async def people(self, request: Request) -> Response:
        return self._fragment(request, "people.html")

    async def finder(self, request: Request) -> Response:
        return self._found(request, "finder.html")

    async def found(self, request: Request) -> Response:
        return self._found(request, "found.html")

    def _found(self, request: Request, template: str) -> Response:
        typed = request.query_params.get("typed", "")
        found = finding.find(self._workspace, self._person(request), typed)
        return self._fragment(
            request, template, places=found.places, others=found.others, messages=found.messages
        )

    async def reactions(self, request: Request) -> Response:
        return self._emoji(request, "reactions.html")

    async def emoji(self, request: Request) -> Response:
        return self._emoji(request, "emoji.html")

    def _emoji(self, request: Request, template: str) -> Response:
        asked = request.query_params
        where = {"channel": asked["channel"], "ts": asked["ts"]}
        return self._fragment(
            request, template, where=where, emoji=finding.emoji_named(asked.get("typed", ""))
        )

    async def wire(self, request: Request) -> Response:
        """The inspector's list, searched through."""
        asked, screen = request.query_params, screens.Screen(person=self._person(request))
        return HTMLResponse(
            self._regions.wire(screen, find=asked.get("find", ""), kind=asked.get("kind", ""))
        )

    async def wire_entry(self, request: Request) -> Response:
        """What one envelope or call carried; fetched when it is unfolded."""
        number = request.path_params["number"]
        entry = next((one for one in self._workspace.log.entries if one.number == number), None)
        return self._fragment(request, "wire_entry.html", entry=entry)

    async def preview(self, request: Request) -> Response:
        file = self._file(request)
        table = tables.read(file.content or b"") if tables.is_table(file) else None
        text = (file.content or b"")[:20_000].decode(errors="replace")
        return self._fragment(request, "preview.html", file=file, table=table, text=text)

    async def download(self, request: Request) -> Response:
        """A file to keep; a picture may be shown in place. No file can run as a page of ours."""
        file = self._file(request)
        in_place = "inline" in request.query_params and file.mimetype in drawing.PICTURES
        kind = "inline" if in_place else "attachment"
        headers = {
            "Content-Disposition": f"{kind}; filename*=utf-8''{quote(file.name)}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content or b"", media_type=file.mimetype, headers=headers)

    async def deed(self, request: Request) -> Response:
        """One gesture. The header keeps other sites' pages from posting here."""
        deed = self._deeds.get(request.path_params["deed"])
        if deed is None or "hx-request" not in request.headers:
            raise HTTPException(404 if deed is None else 403)
        person = self._person(request)
        async with request.form(max_part_size=64 * 1024 * 1024) as form:
            try:
                answer = await deed(self._workspace, person, form)
            except Refused as refused:
                said = json.dumps({"refused": {"words": str(refused)}})
                return Response(status_code=409, headers={"HX-Trigger": said})
        address = {"HX-Redirect": answer} if isinstance(answer, str) else {}
        rest = BackgroundTask(asyncio.wait_for, answer, None) if isinstance(answer, asyncio.Task) else None
        return Response(status_code=204, headers=address, background=rest)

    def _fragment(self, request: Request, template: str, **context: object) -> Response:
        screen = screens.Screen(person=self._person(request))
        return HTMLResponse(self._regions.template(template, screen, **context))

    def _person(self, request: Request) -> Person:
        person = self._workspace.people.get(request.path_params["person"])
        if person is None or person.is_bot:
            raise HTTPException(404, "Nobody of that name is here.")
        return person

    def _screen(self, request: Request, *, channel_id: str, tab: str = "") -> screens.Screen:
        try:
            return screens.read(
                self._workspace, request, self._person(request), channel_id=channel_id, tab=tab
            )
        except KeyError:
            raise HTTPException(404, "There is no such channel, or this person cannot see it.") from None

    def _file(self, request: Request) -> File:
        file = self._workspace.files.get(request.path_params["file"])
        if file is None or file.is_deleted or not can_read(self._workspace, self._person(request), file):
            raise HTTPException(404, "This file was deleted.")
        return file
