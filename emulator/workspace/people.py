"""Who is in the workspace: people of each role, and the bots."""

from dataclasses import dataclass

ROLES = ("owner", "admin", "member", "guest", "stranger", "deactivated", "bot")


@dataclass(kw_only=True)
class Person:
    """A Slack account. `stranger` belongs to another organisation and is met in shared channels only."""

    id: str
    name: str
    handle: str
    team_id: str
    role: str = "member"
    locale: str = "en-US"
    tz: str = "Europe/Madrid"
    bot_id: str | None = None

    @property
    def is_bot(self) -> bool:
        return self.role == "bot"

    @property
    def is_admin(self) -> bool:
        return self.role in ("owner", "admin")

    @property
    def can_act(self) -> bool:
        """Whether somebody can sit at this account's keyboard."""
        return self.role not in ("bot", "deactivated")
