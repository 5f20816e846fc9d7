"""The form *Import users*."""

from dataclasses import dataclass
from uuid import UUID

from slack_sdk.models.blocks import (
    Block,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    RadioButtonsElement,
)
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from bot.errors import BotError
from bot.groups import Listed
from bot.imports import Template
from bot.language import Language, Words, counted, words
from bot.roster import MAX_BYTES
from handlers.interaction import Origin, Submitted
from handlers.views.texts import context, named, plain

IMPORT_USERS = "import_users"
GROUP, TEMPLATE, FILE = "group", "template", "file"
LONGEST_OPTION = 75
MEGABYTES = MAX_BYTES // (1024 * 1024)

_TEMPLATES = {
    Template.USERS: (words("Users"), words("The first line and nothing else")),
    Template.UNASSIGNED: (
        words("Unassigned users"),
        words("All users of the directory who are not in the group"),
    ),
}


@dataclass(frozen=True)
class Asked:
    """What the form was submitted with."""

    group_id: UUID
    template: Template
    file: str | None


def build(
    language: Language, origin: Origin, *, group: Listed | None = None, note: Words | None = None
) -> View:
    """`note`: why the form opens, when a command's words were not enough."""
    notes: list[Block] = [context(language, note)] if note else []
    return View(
        type="modal",
        callback_id=IMPORT_USERS,
        title=plain(language, words("Import users")),
        submit=plain(language, words("Import users")),
        close=plain(language, words("Cancel")),
        private_metadata=origin.dumps(),
        blocks=[*notes, _group(language, group), _template(language), _file(language)],
    )


def read(form: Submitted) -> Asked:
    """Raises BotError when a field that must be filled in is not."""
    group = form.choice(GROUP)
    if group is None:
        raise BotError(words("Choose a group."), field=GROUP)
    files = form.files(FILE)
    return Asked(UUID(group), Template(form.choice(TEMPLATE) or Template.USERS), files[0] if files else None)


def group_option(language: Language, group: Listed) -> Option:
    return Option(
        text=named(group.name, LONGEST_OPTION),
        value=str(group.id),
        description=plain(language, counted("{count} user", "{count} users", group.users)),
    )


def _group(language: Language, group: Listed | None) -> InputBlock:
    return InputBlock(
        block_id=GROUP,
        label=plain(language, words("Group")),
        element=ExternalDataSelectElement(
            action_id=GROUP,
            placeholder=plain(language, words("Type a part of its name")),
            min_query_length=0,
            initial_option=group_option(language, group) if group else None,
        ),
    )


def _template(language: Language) -> InputBlock:
    options = [
        Option(text=plain(language, name), value=template, description=plain(language, what))
        for template, (name, what) in _TEMPLATES.items()
    ]
    return InputBlock(
        block_id=TEMPLATE,
        label=plain(language, words("Template")),
        hint=plain(language, words("I put it in a thread. Fill it in and drop it there.")),
        element=RadioButtonsElement(action_id=TEMPLATE, options=options, initial_option=options[0]),
    )


def _file(language: Language) -> InputBlock:
    hint = words(
        "If you have it already: a CSV with semicolons, its first line unchanged, of {megabytes} MB at most.",
        megabytes=MEGABYTES,
    )
    return InputBlock(
        block_id=FILE,
        optional=True,
        label=plain(language, words("File")),
        hint=plain(language, hint),
        element=FileInputElement(action_id=FILE, max_files=1),
    )
