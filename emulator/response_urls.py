"""`response_url`s: five uses within thirty minutes, ephemeral unless asked otherwise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulator import blocks, events
from emulator.errors import SlackError
from emulator.ids import new_secret
from emulator.workspace.channels import Message

if TYPE_CHECKING:
    from emulator.workspace import Workspace

USES = 5
SECONDS = 30 * 60
Json = dict[str, Any]


@dataclass(kw_only=True)
class ResponseUrl:
    person: str
    channel: str
    expires: float
    message_ts: str | None
    thread_ts: str | None
    is_public: bool
    """Whether it posts to the channel unless told otherwise (those of a form's conversation field)."""
    uses_left: int = USES


class ResponseUrls:
    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._issued: dict[str, ResponseUrl] = {}

    def issue(
        self,
        family: str,
        person: str,
        channel: str,
        *,
        message_ts: str | None = None,
        thread_ts: str | None = None,
        is_public: bool = False,
    ) -> str:
        """A new address, good for answering this person in this channel."""
        path = f"/{family}/{self._workspace.id}/{new_secret(13)}/{new_secret(24)}"
        self._issued[path] = ResponseUrl(
            person=person,
            channel=channel,
            expires=self._workspace.clock.now() + SECONDS,
            message_ts=message_ts,
            thread_ts=thread_ts,
            is_public=is_public,
        )
        return self._workspace.url + path

    def use(self, path: str, body: Json) -> None:
        """Do what the app posted there; raise SlackError where Slack refuses."""
        url = self._issued.get(path)
        if url is None:
            raise SlackError("invalid_url")
        if url.uses_left <= 0:
            raise SlackError("used_url")
        if self._workspace.clock.now() > url.expires:
            raise SlackError("expired_url")
        answer(self._workspace, url, body)
        url.uses_left -= 1


def answer(workspace: "Workspace", url: ResponseUrl, body: Json) -> None:
    """Post, replace or delete what the body asks for."""
    original = workspace.channels[url.channel].find(url.message_ts) if url.message_ts else None
    if body.get("delete_original") and original:
        before = events.snapshot(workspace, original)
        workspace.remove_message(original)
        events.message_deleted(workspace, original, before)
        return
    content = _content(body)
    if body.get("replace_original") and original:
        _replace(workspace, original, content)
        return
    _post(workspace, url, body, content)


def _content(body: Json) -> Json:
    content = {
        "text": body.get("text") or "",
        "blocks": blocks.message(body.get("blocks") or []),
        "attachments": body.get("attachments") or [],
    }
    if not any(content.values()):
        raise SlackError("no_text")
    return content


def _replace(workspace: "Workspace", original: Message, content: Json) -> None:
    before = events.snapshot(workspace, original)
    for key, value in content.items():
        setattr(original, key, value)
    if not original.only_for:
        original.edited = workspace.new_ts()
        events.message_changed(workspace, original, before)
    workspace.touch()


def _post(workspace: "Workspace", url: ResponseUrl, body: Json, content: Json) -> None:
    is_public = body.get("response_type", "in_channel" if url.is_public else "ephemeral") == "in_channel"
    in_thread = body.get("thread_ts") or url.thread_ts
    message = Message(
        ts=workspace.new_ts(),
        channel=url.channel,
        user=workspace.app.bot_user_id,
        bot_id=workspace.app.bot_id,
        only_for=None if is_public else url.person,
        thread_ts=in_thread,
        **content,
    )
    events.message_posted(workspace, workspace.add_message(message))
