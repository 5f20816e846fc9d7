"""The doors to groups: create one, see them all."""

from slack_sdk.models.views import View

from bot.core import Bot
from handlers.answers import Answer, Form, Replace
from handlers.interaction import Interaction, Origin
from handlers.views import console, group_form


def create_by_command(interaction: Interaction, bot: Bot) -> Answer:
    """`/groups create Urbanisme` creates at once; without a name, its form opens."""
    actor = interaction.actor
    if not interaction.text:
        return open_create_form(interaction, bot)
    return group_form.created_message(actor.language, bot.groups.create(interaction.text, by=actor))


def open_create_form(interaction: Interaction, bot: Bot) -> Answer:
    bot.permissions.require_manager(interaction.actor, "create group")
    return Form(group_form.build(interaction.actor.language, Origin.of(interaction)))


def create_by_form(interaction: Interaction, bot: Bot) -> Answer:
    """The form turns into the group's first next step; the console below it shows the group."""
    actor, form = interaction.actor, interaction.submitted
    name, description = group_form.read(form)
    group = bot.groups.create(name, description=description, by=actor)
    origin = Origin.of(interaction)
    below = None
    if origin.page is not None:
        below = console.build(actor.language, bot.groups.page(origin.page, by=actor), origin)
    return Replace(group_form.created(actor.language, group, origin), below=below)


def open_console(interaction: Interaction, bot: Bot) -> Answer:
    return Form(_console(interaction, bot, 0))


def turn_page(interaction: Interaction, bot: Bot) -> Answer:
    return Replace(_console(interaction, bot, int(interaction.text)))


def _console(interaction: Interaction, bot: Bot, number: int) -> View:
    actor = interaction.actor
    page = bot.groups.page(number, by=actor)
    return console.build(actor.language, page, Origin.of(interaction).on_page(page.number))
