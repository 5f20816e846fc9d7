"""What the text needs to know of the workspace: who is who, and where a channel is."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Names:
    """Looked up by id; an id that is not there is drawn as the id."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    me: str = ""
    permalinks: str = ""
    """How addresses of messages in this workspace begin: these open in the page itself."""
