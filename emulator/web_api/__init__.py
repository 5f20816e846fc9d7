"""The Web API: one file a family of methods, and the dispatcher that checks every call first."""

from emulator.web_api import apps, auth, bots, chat, conversations, files, reactions, team, users, views
from emulator.web_api.calls import Method

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **auth.METHODS,
    **bots.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **team.METHODS,
    **users.METHODS,
    **views.METHODS,
}
