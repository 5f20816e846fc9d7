"""Who asks: the Slack account behind a deed, and the ways of naming one in a sentence."""

from dataclasses import dataclass

from bot.language import Language


@dataclass(frozen=True)
class Actor:
    """A Slack account that asks for a deed, through one door, in one delivery.

    `request` is what Slack calls the delivery; a deed asked for twice with the same one is done once.
    `is_outsider` says guest, bot, deactivated, or a member of another organisation: they may do nothing.
    """

    tenant: str
    account: str
    language: Language
    door: str
    request: str
    is_admin: bool = False
    is_outsider: bool = False


@dataclass(frozen=True)
class Mention:
    """A Slack account inside a sentence; whoever shows the sentence knows how Slack writes it."""

    account: str

    def __str__(self) -> str:
        return f"@{self.account}"
