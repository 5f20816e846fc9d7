"""The doors to imports: the form, the select in it, the file that is dropped in a thread."""

from uuid import UUID

from bot.core import Bot
from bot.errors import BotError
from bot.language import words
from handlers.answers import Answer, CloseAll, Form, Suggestions, cut
from handlers.interaction import Interaction, Origin
from handlers.views import import_form, notices


def open_by_command(interaction: Interaction, bot: Bot) -> Answer:
    """`/groups import Urbanisme`; a name that none or nobody has leaves the choice to the form."""
    actor = interaction.actor
    bot.permissions.require_manager(actor, "import users")
    group = bot.groups.named(interaction.text, by=actor) if interaction.text else None
    note = None
    if interaction.text and group is None:
        note = words("There is no group “{name}”. Choose one.", name=cut(interaction.text))
    return Form(import_form.build(actor.language, Origin.of(interaction), group=group, note=note))


def open_by_button(interaction: Interaction, bot: Bot) -> Answer:
    """From a group's own button or … menu, whose value ends in the group's id."""
    actor = interaction.actor
    group = bot.groups.get(UUID(interaction.text.rpartition(":")[2]), by=actor)
    return Form(import_form.build(actor.language, Origin.of(interaction), group=group))


def suggest_groups(interaction: Interaction, bot: Bot) -> Answer:
    actor = interaction.actor
    found = bot.groups.matching(interaction.text, by=actor)
    return Suggestions([import_form.group_option(actor.language, group) for group in found])


def submit(interaction: Interaction, bot: Bot) -> Answer:
    """The message *Import users into X* is the answer, wherever it comes to stand."""
    asked = import_form.read(interaction.submitted)
    origin = Origin.of(interaction)
    if origin.place is None:
        raise BotError(words("I do not know where to put the import. Type /groups import where you want it."))
    bot.imports.invite(
        asked.group_id,
        asked.template,
        by=interaction.actor,
        place=origin.place,
        answer_to=origin.answer_to,
        file=asked.file,
    )
    return CloseAll()


def receive(interaction: Interaction, bot: Bot) -> Answer | None:
    """Files in a thread that waits for them; in a direct message, a word about where to drop them."""
    place = interaction.place
    if not interaction.files or place is None:
        return None
    if bot.imports.waits_in(interaction.tenant, place.channel, interaction.thread_ts):
        bot.imports.receive(
            interaction.files, by=interaction.actor, place=place, thread_ts=interaction.thread_ts
        )
        return None
    return _where_to_drop(interaction) if place.is_direct else None


def _where_to_drop(interaction: Interaction) -> Answer:
    sentence = words(
        "I take files in the thread of an import. Type /groups import to open one, or add the file there."
    )
    return notices.message(interaction.actor.language, sentence)


def leave_to_message(interaction: Interaction, bot: Bot) -> None:
    """Slack tells of a file twice; only the message says in which thread, so `file_shared` is acked alone."""
