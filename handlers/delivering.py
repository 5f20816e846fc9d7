"""How each door says an answer: in the ack where Slack takes it there, else by one short call."""

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from handlers.answers import Answer, CloseAll, Errors, Form, Message, Replace, Suggestions
from handlers.interaction import Interaction

SECONDS = 2


class Delivery:
    """The way back of one delivery; `client` must have a short timeout, since Slack waits three seconds."""

    def __init__(self, client: WebClient, ack: Ack) -> None:
        self._client = client
        self._ack = ack

    def acknowledge(self) -> None:
        self._ack()

    def to_command(self, interaction: Interaction, answer: Answer) -> None:
        """A message is the ack itself: only the person sees it."""
        if isinstance(answer, Message):
            self._ack(response_type="ephemeral", **answer.arguments())
            return
        self._open(interaction, answer)
        self._ack()

    def to_action(self, interaction: Interaction, answer: Answer) -> None:
        if isinstance(answer, Message):
            self._respond(interaction, answer)
        elif isinstance(answer, Replace) and interaction.view:
            self._client.views_update(
                view_id=interaction.view.id, hash=interaction.view.hash, view=answer.view
            )
        else:
            self._open(interaction, answer)
        self._ack()

    def to_submission(self, interaction: Interaction, answer: Answer) -> None:
        if isinstance(answer, Errors):
            self._ack(response_action="errors", errors=dict(answer.by_field))
        elif isinstance(answer, Form):
            self._ack(response_action="push", view=answer.view)
        elif isinstance(answer, Replace):
            self._refresh_below(interaction, answer.below)
            self._ack(response_action="update", view=answer.view)
        elif isinstance(answer, CloseAll):
            self._ack(response_action="clear")
        else:
            raise _cannot(answer)

    def to_suggestion(self, interaction: Interaction, answer: Answer) -> None:
        if not isinstance(answer, Suggestions):
            raise _cannot(answer)
        self._ack(options=[option.to_dict() for option in answer.options])

    def to_event(self, interaction: Interaction, answer: Answer) -> None:
        """A reply in the thread, or one that begins it."""
        if not isinstance(answer, Message) or interaction.place is None:
            raise _cannot(answer)
        self._client.chat_postMessage(
            channel=interaction.place.channel,
            thread_ts=interaction.thread_ts or interaction.ts,
            **answer.arguments(),
        )
        self._ack()

    def _open(self, interaction: Interaction, answer: Answer) -> None:
        if not isinstance(answer, Form):
            raise _cannot(answer)
        if interaction.view:
            self._client.views_push(trigger_id=interaction.trigger, view=answer.view)
        else:
            self._client.views_open(trigger_id=interaction.trigger, view=answer.view)

    def _respond(self, interaction: Interaction, answer: Message) -> None:
        webhook = WebhookClient(interaction.answer_to, timeout=SECONDS)
        webhook.send(response_type="ephemeral", replace_original=False, **answer.arguments())

    def _refresh_below(self, interaction: Interaction, view: View | None) -> None:
        """The console under a form; it may have been closed meanwhile, which is nobody's fault."""
        if view is None or interaction.view is None or interaction.view.root_id == interaction.view.id:
            return
        try:
            self._client.views_update(view_id=interaction.view.root_id, view=view)
        except SlackApiError as error:
            if error.response["error"] != "not_found":
                raise


def _cannot(answer: Answer) -> TypeError:
    return TypeError(f"this door cannot say a {type(answer).__name__}")
