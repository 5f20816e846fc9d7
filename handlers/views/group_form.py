"""The form *Create group*, and what it turns into."""

from uuid import UUID

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.groups import Listed
from bot.language import Language, Words, counted, words
from bot.names import LONGEST_GROUP_NAME
from handlers.answers import Message, mrkdwn
from handlers.interaction import Origin, Submitted
from handlers.views.texts import plain, section

CREATE_GROUP = "create_group"
NAME, DESCRIPTION = "name", "description"
IMPORT_USERS = "import_users"
CREATED = "group_created"
LONGEST_DESCRIPTION = 500


def build(language: Language, origin: Origin, *, name: str = "") -> View:
    return View(
        type="modal",
        callback_id=CREATE_GROUP,
        title=plain(language, words("Create group")),
        submit=plain(language, words("Create group")),
        close=plain(language, words("Cancel")),
        private_metadata=origin.dumps(),
        blocks=[
            InputBlock(
                block_id=NAME,
                label=plain(language, words("Name")),
                element=PlainTextInputElement(
                    action_id=NAME, initial_value=name or None, max_length=LONGEST_GROUP_NAME
                ),
            ),
            InputBlock(
                block_id=DESCRIPTION,
                label=plain(language, words("Description")),
                optional=True,
                element=PlainTextInputElement(
                    action_id=DESCRIPTION, multiline=True, max_length=LONGEST_DESCRIPTION
                ),
            ),
        ],
    )


def read(form: Submitted) -> tuple[str, str]:
    """Name and description."""
    return form.text(NAME), form.text(DESCRIPTION)


def created(language: Language, group: Listed, origin: Origin) -> View:
    """What the form turns into: said, with the next step."""
    return View(
        type="modal",
        callback_id=CREATED,
        title=plain(language, words("Group created")),
        close=plain(language, words("Close")),
        private_metadata=origin.dumps(),
        blocks=_created(language, group),
    )


def created_message(language: Language, group: Listed) -> Message:
    blocks = _created(language, group)
    return Message(mrkdwn(language, _sentence(group)), blocks)


def _created(language: Language, group: Listed) -> list[Block]:
    return [
        section(language, _sentence(group)),
        ActionsBlock(elements=[import_button(language, group.id, group.name)]),
    ]


def _sentence(group: Listed) -> Words:
    return counted(
        "Group *{name}* created. It has {count} user.",
        "Group *{name}* created. It has {count} users.",
        group.users,
        name=group.name,
    )


def import_button(language: Language, group_id: UUID, name: str) -> ButtonElement:
    return ButtonElement(
        action_id=IMPORT_USERS,
        value=str(group_id),
        text=plain(language, words("Import users")),
        accessibility_label=language.say(words("Import users into {name}", name=name))[:75],
    )
