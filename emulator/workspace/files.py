"""A file: its bytes, who owns it, and where it was shared."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath

_KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(kw_only=True)
class File:
    id: str
    name: str
    title: str
    user: str
    created: int
    content: bytes | None = None
    expected_length: int = 0
    alt_text: str = ""
    is_complete: bool = False
    is_deleted: bool = False
    is_shown_to_app: bool = False
    """Submitted in a form's file field: the app may read it though it is in no channel."""
    known_at: float = 0.0
    """When its kind and its shares are known: later than its upload while Slack looks through it."""
    shares: dict[str, list[str]] = field(default_factory=dict)
    """Channel id to the ts of each message that carries the file."""

    @property
    def size(self) -> int:
        return len(self.content or b"")

    @property
    def filetype(self) -> str:
        suffix = PurePosixPath(self.name).suffix.lstrip(".").lower()
        return {"txt": "text", "jpeg": "jpg", "": "binary"}.get(suffix, suffix)

    @property
    def mimetype(self) -> str:
        suffix = PurePosixPath(self.name).suffix.lstrip(".").lower()
        return _KINDS.get(suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"
