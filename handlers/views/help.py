"""What a command can do, written from the table of its verbs."""

from collections.abc import Sequence

from bot.language import Exact, Language, Words, words
from handlers.answers import Message, mrkdwn
from handlers.views.texts import section


def build(language: Language, usages: Sequence[tuple[str, Words]], *, note: Words | None = None) -> Message:
    """`usages`: what is typed, and what it does; `note`: why help is shown when nobody asked for it."""
    title = note or words("*What I can do with groups*")
    lines = [words("{usage}: {what}", usage=Exact(usage), what=what) for usage, what in usages]
    text = "\n".join(mrkdwn(language, sentence) for sentence in (title, *lines))
    return Message(text, [section(language, title), section(language, *lines)])
