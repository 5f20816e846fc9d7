"""The only way in: read what Slack sent, call the handler, deliver the answer, ack, say what went wrong."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.core import Bot
from bot.errors import BotError, NotAllowed
from bot.language import Language, Words, words
from handlers import interaction as reading
from handlers.answers import Answer, Errors, Form, Suggestions
from handlers.away import SLACK_IS_AWAY
from handlers.delivering import Delivery
from handlers.interaction import Interaction, Payload, WhoIs
from handlers.people import People
from handlers.views import notices

log = logging.getLogger(__name__)

Handler = Callable[[Interaction, Bot], Answer | None]
Read = Callable[[Payload, WhoIs], Interaction]
Deliver = Callable[[Delivery, Interaction, Answer], None]


class Listening:
    """Makes Bolt's listeners out of handlers. Slack is acked last, when what was asked for is kept."""

    def __init__(self, bot: Bot, people: People, client: WebClient) -> None:
        self._bot = bot
        self._people = people
        self._client = client

    def command(self, handler: Handler) -> Callable[..., None]:
        return self._listener(handler, reading.command, Delivery.to_command)

    def action(self, handler: Handler) -> Callable[..., None]:
        return self._listener(handler, reading.action, Delivery.to_action)

    def submission(self, handler: Handler) -> Callable[..., None]:
        return self._listener(handler, reading.submission, Delivery.to_submission)

    def suggestion(self, handler: Handler) -> Callable[..., None]:
        return self._listener(handler, reading.suggestion, Delivery.to_suggestion)

    def event(self, handler: Handler) -> Callable[..., None]:
        return self._listener(handler, reading.event, Delivery.to_event)

    def _listener(self, handler: Handler, read: Read, deliver: Deliver) -> Callable[..., None]:
        def listener(ack: Ack, body: dict[str, Any]) -> None:
            self._listen(read(body, self._who_is), handler, deliver, Delivery(self._client, ack))

        return listener

    def _listen(
        self, interaction: Interaction, handler: Handler, deliver: Deliver, delivery: Delivery
    ) -> None:
        try:
            answer = handler(interaction, self._bot)
            if answer is None:
                delivery.acknowledge()
            else:
                deliver(delivery, interaction, answer)
        except Exception as error:
            trouble = self._trouble(interaction, error)
            if trouble is None:
                delivery.acknowledge()
            else:
                deliver(delivery, interaction, trouble)

    def _trouble(self, interaction: Interaction, error: Exception) -> Answer | None:
        """What went wrong, said where the person is; nothing when they were told of it before."""
        if isinstance(error, NotAllowed) and error.told_before and interaction.door == "upload":
            return None
        language = self._people.language(interaction.tenant, interaction.account)
        if not isinstance(error, BotError):
            return _said(language, interaction, _unforeseen(error))
        if error.field and interaction.view and error.field in interaction.view.values:
            return Errors({error.field: language.say(error.words)})
        return _said(language, interaction, error.words)

    def _who_is(self, tenant: str, account: str, door: str, request: str) -> Any:
        return self._people.actor(tenant, account, door=door, request=request)


def _said(language: Language, interaction: Interaction, sentence: Words) -> Answer:
    if interaction.door == "select":
        return Suggestions([])
    if interaction.view:
        return Form(notices.view(language, sentence))
    return notices.message(language, sentence)


def _unforeseen(error: Exception) -> Words:
    """For the log all of it, for the person a reference to find it by."""
    reference = uuid.uuid4().hex[:8]
    log.error("a handler failed, reference %s", reference, exc_info=error)
    if isinstance(error, SLACK_IS_AWAY):
        return words(
            "Slack did not do its part in time. Try again. (Reference {reference})", reference=reference
        )
    return words(
        "Something went wrong on my side and nothing was changed. Try again, and if it happens again tell "
        "whoever runs Colla. (Reference {reference})",
        reference=reference,
    )
