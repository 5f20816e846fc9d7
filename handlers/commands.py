"""The words after a command: its table of verbs, and the help that is written from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core import Bot
from bot.language import Words, words
from handlers import groups, imports
from handlers.answers import Answer, cut
from handlers.interaction import Interaction
from handlers.views import help as help_view


@dataclass(frozen=True)
class Verb:
    """One thing to type after the command; `usage` as in the manifest's hints."""

    name: str
    usage: str
    what: Words
    handler: Callable[[Interaction, Bot], Answer | None]


def show_help(interaction: Interaction, bot: Bot) -> Answer:
    return help_view.build(interaction.actor.language, _usages())


GROUPS = (
    Verb("", "/groups", words("see all groups"), groups.open_console),
    Verb("create", "/groups create [name]", words("create a group"), groups.create_by_command),
    Verb("import", "/groups import [group]", words("import users from a CSV"), imports.open_by_command),
    Verb("help", "/groups help", words("see this again"), show_help),
)


def run(interaction: Interaction, bot: Bot) -> Answer | None:
    """Calls the verb's handler with the words after it; an unknown verb is answered with help."""
    name, _, rest = interaction.text.partition(" ")
    for verb in GROUPS:
        if verb.name == name.lower():
            return verb.handler(replace(interaction, text=rest.strip()), bot)
    note = words("I do not know “{verb}”. This is what I can do:", verb=cut(name))
    return help_view.build(interaction.actor.language, _usages(), note=note)


def _usages() -> list[tuple[str, Words]]:
    return [(verb.usage, verb.what) for verb in GROUPS]
