"""A sentence on its own: in a message, or in a small view on top of a form."""

from slack_sdk.models.views import View

from bot.language import Language, Words, words
from handlers.answers import Message, mrkdwn
from handlers.views.texts import plain, section

NOTICE = "notice"


def message(language: Language, sentence: Words) -> Message:
    return Message(mrkdwn(language, sentence))


def view(language: Language, sentence: Words) -> View:
    """Closing it leads back to the form below, with all that was filled in."""
    return View(
        type="modal",
        callback_id=NOTICE,
        title=plain(language, words("That did not work")),
        close=plain(language, words("Back")),
        blocks=[section(language, sentence)],
    )
