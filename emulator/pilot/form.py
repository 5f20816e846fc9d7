"""A form as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Form:
    title: str
    text: str
    """All that is written in it, labels included."""
    fields: dict[str, str]
    """Label to what is filled in, as it reads."""
    options: dict[str, list[str]]
    """Label to what can be chosen, for what shows its choices."""
    errors: dict[str, str]
    """Label to the words under the field."""
    submit: str
    notice: str

    @classmethod
    def read(cls, shown: dict[str, Any]) -> Form:
        controls = [c for c in shown["controls"] if c["type"] not in ("button", "overflow")]
        return cls(
            title=shown["title"],
            text=shown["text"],
            fields={control["label"]: control["reads"] for control in controls},
            options={c["label"]: [option["text"] for option in c["options"]] for c in controls},
            errors={control["label"]: control["error"] for control in controls if control["error"]},
            submit=shown["submit"],
            notice=shown["notice"],
        )
