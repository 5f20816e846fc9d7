"""What a person can mend, said in a sentence for them."""

from bot.language import Words


class BotError(Exception):
    """Something the person can mend: `words` say what happened and what to do next.

    `field` names the form field that it belongs under, when there is one.
    """

    def __init__(self, words: Words, *, field: str | None = None) -> None:
        super().__init__(words.text)
        self.words = words
        self.field = field


class NotAllowed(BotError):
    """The actor may not do this deed; nothing of what was asked for is told.

    `told_before` when the same delivery was refused already, so that a second one can be passed over.
    """

    def __init__(self, words: Words, *, told_before: bool) -> None:
        super().__init__(words)
        self.told_before = told_before


class NotFound(BotError):
    """What was asked for is not there, or belongs to another workspace: both look the same."""
