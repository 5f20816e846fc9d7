"""The message *Import users into X* and what is said in its thread before the summary."""

from bot.actors import Mention
from bot.imports import Invitation, Telling
from bot.language import Language, Words, words
from bot.roster import MAX_BYTES
from handlers.answers import Message, mrkdwn
from handlers.views.texts import context, section

MEGABYTES = MAX_BYTES // (1024 * 1024)


def invitation(language: Language, about: Invitation, note: Words | None = None) -> Message:
    """`note`: why it stands here and not where it was asked for."""
    title = words("Import users into *{group}*", group=about.group)
    small = [_from_a_form(about) if about.has_file else _how(), *([note] if note else [])]
    text = "\n".join(mrkdwn(language, sentence) for sentence in (title, *small))
    return Message(text, [section(language, title), context(language, *small)])


def _how() -> Words:
    return words(
        "Fill in the file in this thread and drop it here: a CSV with semicolons, its first line unchanged, "
        "of {megabytes} MB at most.",
        megabytes=MEGABYTES,
    )


def _from_a_form(about: Invitation) -> Words:
    return words("With a file from {person}.", person=Mention(about.actor))


def open_to_all() -> Words:
    """For a public channel, before somebody drops identifiers there."""
    return words(
        "Everybody can read what is dropped in this channel. To keep it private, "
        "type /groups import in a direct message with me."
    )


def no_member() -> Words:
    """For the direct message."""
    return words(
        "It is here because I am not in the channel where you asked. Invite me there to import in it."
    )


def no_member_answer() -> Words:
    """For the channel where it was asked."""
    return words("I am not in this channel, so I sent you the import in a direct message.")


def private() -> Words:
    return words("It is here because the file holds identifiers and the channel is public.")


def elsewhere(language: Language, about: Invitation) -> Message:
    sentence = words(
        "The file holds identifiers and this channel is public: I sent it to {person} in a direct message.",
        person=Mention(about.actor),
    )
    return Message(mrkdwn(language, sentence))


def reading(language: Language, telling: Telling) -> Message:
    sentence = words("I am reading the file that {person} sent.", person=Mention(telling.actor))
    return Message(mrkdwn(language, sentence))
