"""The doors: read what Slack sent, call one deed, answer with a view. `register` is the one table of all."""

from slack_bolt import App

from handlers import commands, groups, imports
from handlers.listening import Handler, Listening
from handlers.views import console, group_form, import_form

COMMANDS: dict[str, Handler] = {"/groups": commands.run}
ACTIONS: dict[str, Handler] = {
    console.CREATE: groups.open_create_form,
    console.PREVIOUS: groups.turn_page,
    console.NEXT: groups.turn_page,
    console.GROUP_MENU: imports.open_by_button,
    group_form.IMPORT_USERS: imports.open_by_button,
}
FORMS: dict[str, Handler] = {
    group_form.CREATE_GROUP: groups.create_by_form,
    import_form.IMPORT_USERS: imports.submit,
}
SELECTS: dict[str, Handler] = {import_form.GROUP: imports.suggest_groups}
EVENTS: dict[str, Handler] = {"message": imports.receive, "file_shared": imports.leave_to_message}


def register(app: App, listening: Listening) -> None:
    """Every door of Colla; what is not in the tables above does not exist."""
    for name, handler in COMMANDS.items():
        app.command(name)(listening.command(handler))
    for name, handler in ACTIONS.items():
        app.action(name)(listening.action(handler))
    for name, handler in FORMS.items():
        app.view(name)(listening.submission(handler))
    for name, handler in SELECTS.items():
        app.options(name)(listening.suggestion(handler))
    for name, handler in EVENTS.items():
        app.event(name)(listening.event(handler))
