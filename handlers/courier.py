"""Carries what imports say to Slack, and brings their files; the work's own way to Slack, not the doors'."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.imports import Download, Invitation, Kind, Stands, Telling
from bot.imports.posting import marker
from bot.imports.running import DETAILS, SUMMARY
from bot.imports.threads import ELSEWHERE, INVITATION, PRIVATE_INVITATION
from bot.language import Language, Words
from bot.roster import MAX_BYTES
from bot.roster.refusals import too_big
from bot.work import TryAgain
from handlers import downloads
from handlers.answers import Message, mrkdwn
from handlers.away import SLACK_IS_AWAY
from handlers.views import import_report, import_thread, notices

NOT_OURS = {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}
PASSING = {
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
}
GONE = {"file_not_found", "file_deleted", "not_visible", "access_denied"}
WITHOUT_CONTENT = {"tombstone", "hidden_by_limit"}
METADATA = "colla_posting"
LOOKED_THROUGH = 100
SECONDS = 10


class SlackCourier:
    """`client` may take its time: work waits behind it, and no person."""

    def __init__(self, client: WebClient, *, language: Language) -> None:
        self._client = client
        self._language = language

    def post_invitation(self, invitation: Invitation) -> Stands:
        """Where it was asked for; else in a direct message, and both say so."""
        place = invitation.asked_in
        try:
            language = self._language_of(place.kind, invitation)
            note = import_thread.open_to_all() if place.kind is Kind.PUBLIC else None
            message = import_thread.invitation(language, invitation, note)
            return self._post(place.channel, place.kind, message, invitation.id, INVITATION)
        except SlackApiError as error:
            if error.response["error"] not in NOT_OURS:
                raise
        message = import_thread.invitation(invitation.language, invitation, import_thread.no_member())
        stands = self._post(invitation.actor, Kind.DIRECT, message, invitation.id, INVITATION)
        self._answer(invitation)
        return stands

    def post_invitation_privately(self, invitation: Invitation) -> Stands:
        message = import_thread.invitation(invitation.language, invitation, import_thread.private())
        return self._post(invitation.actor, Kind.DIRECT, message, invitation.id, PRIVATE_INVITATION)

    def post_elsewhere(self, invitation: Invitation, thread: Stands) -> Stands:
        message = import_thread.elsewhere(self._language, invitation)
        return self._post(thread.channel, thread.kind, message, invitation.id, ELSEWHERE, thread_ts=thread.ts)

    def post_reading(self, telling: Telling) -> Stands:
        message = import_thread.reading(self._language_of(telling.thread.kind, telling), telling)
        thread = telling.thread
        return self._post(thread.channel, thread.kind, message, telling.id, SUMMARY, thread_ts=thread.ts)

    def make_summary(self, telling: Telling, message: Stands) -> None:
        language = self._language_of(message.kind, telling)
        summary = import_report.summary(language, telling, earlier=self._address(telling.earlier))
        _call(self._client.chat_update, channel=message.channel, ts=message.ts, **summary.arguments())

    def post_details(self, telling: Telling) -> Stands:
        message = import_report.details(telling.language, telling)
        return self._post(telling.actor, Kind.DIRECT, message, telling.id, DETAILS)

    def post_trouble(self, tenant: str, actor: str, language: Language, sentence: Words) -> None:
        message = notices.message(language, sentence)
        _call(self._client.chat_postMessage, channel=actor, **message.arguments())

    def find(self, tenant: str, channel: str, marker: str, since: datetime, thread: str | None) -> str | None:
        """Looks through the latest messages; Slack may not let us, and then there is nothing to be found."""
        asked: dict[str, Any] = {
            "channel": channel,
            "oldest": str(since.timestamp() - 60),
            "limit": LOOKED_THROUGH,
            "include_all_metadata": True,
        }
        try:
            if thread:
                found = _call(self._client.conversations_replies, ts=thread, **asked)
            else:
                found = _call(self._client.conversations_history, **asked)
        except SlackApiError:
            return None
        return next((one["ts"] for one in found["messages"] if _marker(one) == marker), None)

    def upload(self, tenant: str, name: str, content: bytes) -> str:
        """The first two of Slack's three steps; the third shows the file."""
        asked = _call(self._client.files_getUploadURLExternal, filename=name, length=len(content))
        try:
            httpx.post(
                asked["upload_url"], content=content, timeout=SECONDS, trust_env=False
            ).raise_for_status()
        except httpx.HTTPError as error:
            raise TryAgain("an upload broke off") from error
        return str(asked["file_id"])

    def share(self, tenant: str, file: str, name: str, thread: Stands) -> None:
        if thread.channel in self._shares(file):
            return
        _call(
            self._client.files_completeUploadExternal,
            files=[{"id": file, "title": name}],
            channel_id=thread.channel,
            thread_ts=thread.ts,
        )

    def _shares(self, file: str) -> set[str]:
        """The channels that show a file; a file whose upload is not complete is shown nowhere."""
        try:
            shares = _call(self._client.files_info, file=file)["file"].get("shares") or {}
        except SlackApiError as error:
            if error.response["error"] in GONE:
                return set()
            raise
        return {channel for kind in shares.values() for channel in kind}

    def download(self, tenant: str, file: str) -> Download:
        try:
            told = _call(self._client.files_info, file=file)["file"]
        except SlackApiError as error:
            if error.response["error"] in GONE:
                raise downloads.gone() from error
            raise
        if told.get("mode") in WITHOUT_CONTENT:
            raise downloads.gone()
        if int(told.get("size") or 0) > MAX_BYTES:
            raise too_big(downloads.MEGABYTES)
        address = told.get("url_private_download") or told.get("url_private") or ""
        content = downloads.fetch(
            address,
            str(self._client.token),
            api_url=self._client.base_url,
            is_page=told.get("mimetype") == "text/html",
        )
        return Download(told.get("name") or "", content)

    def _post(
        self,
        channel: str,
        kind: Kind,
        message: Message,
        owner: UUID,
        part: str,
        *,
        thread_ts: str | None = None,
    ) -> Stands:
        posted = _call(
            self._client.chat_postMessage,
            channel=channel,
            thread_ts=thread_ts,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": METADATA, "event_payload": {"marker": marker(owner, part)}},
            **message.arguments(),
        )
        return Stands(posted["channel"], kind, posted["ts"])

    def _answer(self, invitation: Invitation) -> None:
        """In the channel where we are not, to the person alone; a response_url that ran out is no fault."""
        if not invitation.answer_to:
            return
        text = mrkdwn(invitation.language, import_thread.no_member_answer())
        try:
            WebhookClient(invitation.answer_to, timeout=SECONDS).send(text=text, response_type="ephemeral")
        except OSError as error:
            raise TryAgain("an answer did not get through") from error

    def _address(self, message: Stands | None) -> str | None:
        if message is None:
            return None
        try:
            found = _call(self._client.chat_getPermalink, channel=message.channel, message_ts=message.ts)
        except SlackApiError:
            return None
        return str(found["permalink"])

    def _language_of(self, kind: Kind, about: Invitation | Telling) -> Language:
        """Between two it is the person's, in a channel the workspace's."""
        return about.language if kind is Kind.DIRECT else self._language


def _call(method: Callable[..., Any], **arguments: Any) -> Any:
    """What Slack answers. Raises TryAgain when it is away or asks us to wait, else its own error."""
    try:
        return method(**arguments)
    except SlackApiError as error:
        if _is_passing(error):
            raise TryAgain(str(error.response["error"])) from error
        raise
    except SLACK_IS_AWAY as error:
        raise TryAgain("Slack did not answer") from error


def _is_passing(error: SlackApiError) -> bool:
    """Where Slack's answer was no JSON, the SDK puts a sentence in the place of Slack's word for it."""
    word = error.response["error"]
    return error.response.status_code >= 500 or word in PASSING or " " in word


def _marker(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("marker")
