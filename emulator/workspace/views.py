"""A view that somebody has before them: a form in a stack, or their Home."""

from dataclasses import dataclass, field
from typing import Any

Values = dict[str, dict[str, dict[str, Any]]]
"""Slack's `state.values`: block_id, then action_id, then what is filled in."""


@dataclass(kw_only=True)
class OpenView:
    id: str
    person: str
    view: dict[str, Any]
    """What the app sent, every block with its block_id and element with its action_id."""
    hash: str
    root_id: str
    previous_id: str | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    """Shown under the field: block_id to words."""
    notice: str = ""
    """Shown at the form's head when the app did not answer or answered wrongly."""
    channel: str | None = None
    """Where the person was when it opened (`default_to_current_conversation`)."""

    @property
    def is_modal(self) -> bool:
        return bool(self.view["type"] == "modal")
