"""The console: all groups, page by page, each with its … menu."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    Option,
    OverflowMenuElement,
)
from slack_sdk.models.views import View

from bot.groups import Listed, Page
from bot.language import Language, counted, words
from handlers.interaction import Origin
from handlers.views.group_form import IMPORT_USERS
from handlers.views.texts import context, plain, row, section

CONSOLE = "console"
CREATE, PREVIOUS, NEXT, GROUP_MENU = "create_group", "previous_groups", "next_groups", "group_menu"


def build(language: Language, page: Page, origin: Origin) -> View:
    return View(
        type="modal",
        callback_id=CONSOLE,
        title=plain(language, words("Groups")),
        close=plain(language, words("Close")),
        private_metadata=origin.dumps(),
        blocks=[*_head(language, page), *_rows(language, page), *_pages(language, page)],
    )


def _head(language: Language, page: Page) -> list[Block]:
    create = ButtonElement(
        action_id=CREATE, text=plain(language, words("Create group")), style="primary", value="create"
    )
    return [
        section(language, counted("{count} group", "{count} groups", page.total)),
        ActionsBlock(block_id="head", elements=[create]),
        DividerBlock(),
    ]


def _rows(language: Language, page: Page) -> list[Block]:
    if not page.groups:
        return [section(language, words("There are no groups yet. Create the first one."))]
    return [_row(language, group) for group in page.groups]


def _row(language: Language, group: Listed) -> Block:
    sentence = counted("*{name}*\n{count} user", "*{name}*\n{count} users", group.users, name=group.name)
    menu = OverflowMenuElement(
        action_id=GROUP_MENU,
        options=[Option(text=plain(language, words("Import users")), value=f"{IMPORT_USERS}:{group.id}")],
    )
    return row(language, sentence, block_id=f"group-{group.id}", accessory=menu)


def _pages(language: Language, page: Page) -> list[Block]:
    if page.last == 0:
        return []
    where = words("Page {page} of {pages}", page=page.number + 1, pages=page.last + 1)
    buttons = [
        ButtonElement(
            action_id=PREVIOUS, text=plain(language, words("Previous")), value=str(page.number - 1)
        ),
        ButtonElement(action_id=NEXT, text=plain(language, words("Next")), value=str(page.number + 1)),
    ]
    shown = [
        button
        for button, is_there in zip(buttons, (page.number > 0, page.number < page.last), strict=True)
        if is_there
    ]
    return [context(language, where), ActionsBlock(block_id="pages", elements=shown)]
