"""What an app may ask for: the scopes of a bot, and the names of commands that are Slack's own."""

BOT_SCOPES = frozenset(
    {
        "app_mentions:read", "assistant:write", "bookmarks:read", "bookmarks:write", "calls:read",
        "calls:write", "canvases:read", "canvases:write", "channels:history", "channels:join",
        "channels:manage", "channels:read", "channels:write.invites", "channels:write.topic", "chat:write",
        "chat:write.customize", "chat:write.public", "commands", "conversations.connect:manage",
        "conversations.connect:read", "conversations.connect:write", "datastore:read", "datastore:write",
        "dnd:read", "emoji:read", "files:read", "files:write", "groups:history", "groups:read",
        "groups:write", "groups:write.invites", "groups:write.topic", "im:history", "im:read", "im:write",
        "im:write.topic", "incoming-webhook", "links.embed:write", "links:read", "links:write",
        "lists:read", "lists:write", "metadata.message:read", "mpim:history", "mpim:read", "mpim:write",
        "mpim:write.topic", "pins:read", "pins:write", "reactions:read", "reactions:write",
        "reminders:read", "reminders:write", "remote_files:read", "remote_files:share",
        "remote_files:write", "search:read.enterprise", "search:read.files", "search:read.im",
        "search:read.mpim", "search:read.private", "search:read.public", "search:read.users",
        "team.billing:read", "team.preferences:read", "team:read", "tokens.basic", "triggers:read",
        "triggers:write", "usergroups:read", "usergroups:write", "users.profile:read", "users:read",
        "users:read.email", "users:write", "workflow.steps:execute",
    }
)  # fmt: skip  # a list
SLACKS_OWN_COMMANDS = frozenset(
    {
        "/away", "/collapse", "/dnd", "/expand", "/feed", "/invite", "/join", "/leave", "/me", "/msg",
        "/mute", "/open", "/remind", "/remove", "/rename", "/search", "/shortcuts", "/shrug", "/status",
        "/topic", "/who",
    }
)  # fmt: skip  # a list
