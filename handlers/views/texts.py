"""Text objects, in the reader's language."""

from slack_sdk.models.blocks import ContextBlock, InteractiveElement, SectionBlock
from slack_sdk.models.blocks.basic_components import MarkdownTextObject, PlainTextObject

from bot.language import Language, Words
from handlers.answers import cut, mrkdwn


def plain(language: Language, sentence: Words) -> PlainTextObject:
    return PlainTextObject(text=language.say(sentence), emoji=False)


def named(text: str, longest: int) -> PlainTextObject:
    """A name as it is, cut to what the element can hold."""
    return PlainTextObject(text=cut(text, longest), emoji=False)


def section(language: Language, *sentences: Words) -> SectionBlock:
    """One line a sentence."""
    return SectionBlock(text=_text("\n".join(mrkdwn(language, one) for one in sentences)))


def row(language: Language, sentence: Words, *, block_id: str, accessory: InteractiveElement) -> SectionBlock:
    """A line of a list with its button or menu."""
    return SectionBlock(block_id=block_id, text=_text(mrkdwn(language, sentence)), accessory=accessory)


def context(language: Language, *sentences: Words) -> ContextBlock:
    """Small print; ten sentences at most."""
    return ContextBlock(elements=[_text(mrkdwn(language, one)) for one in sentences])


def _text(text: str) -> MarkdownTextObject:
    """Verbatim: Slack links no names and no addresses of its own accord."""
    return MarkdownTextObject(text=text, verbatim=True)
