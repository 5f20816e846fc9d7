"""The one table of a roster's columns: templates, parser, exports and results all take them from here."""

from collections.abc import Sequence

from bot.language import Language
from bot.names import fold

SEPARATOR = ";"

# A file format, not sentences: a change of words in a catalogue must not make yesterday's files unreadable.
IDENTIFIER = {"en": "Identifier", "ca": "Identificador", "es": "Identificador"}
NAME = {"en": "Name", "ca": "Nom", "es": "Nombre"}
LINE = {"en": "Line", "ca": "Línia", "es": "Línea"}
STATUS = {"en": "Status", "ca": "Estat", "es": "Estado"}
REASON = {"en": "Reason", "ca": "Motiu", "es": "Motivo"}

ROSTER = (IDENTIFIER, NAME)
RESULTS = (IDENTIFIER, NAME, LINE, STATUS, REASON)

_KNOWN = tuple(frozenset(fold(title) for title in column.values()) for column in ROSTER)


def titles(columns: Sequence[dict[str, str]], language: Language) -> list[str]:
    """What a header says in that language."""
    return [column[language.code] for column in columns]


def header(language: Language) -> str:
    """The first line of a roster: `Identifier;Name`."""
    return SEPARATOR.join(titles(ROSTER, language))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a record opens a roster, in any of our languages; columns after the second may be any."""
    return len(cells) >= len(_KNOWN) and all(
        fold(cell) in known for cell, known in zip(cells, _KNOWN, strict=False)
    )
