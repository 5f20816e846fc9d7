"""The roster: a CSV of users. Its columns, what is read from it, what is written into it."""

from bot.roster.columns import header
from bot.roster.encodings import MAX_BYTES, Encoding
from bot.roster.reading import Fault, Roster, Row, read
from bot.roster.refusals import RosterRefused
from bot.roster.writing import (
    AVAILABLE_NAME,
    TEMPLATE_NAME,
    Result,
    export,
    results,
    results_name,
    template,
)

__all__ = [
    "AVAILABLE_NAME",
    "MAX_BYTES",
    "TEMPLATE_NAME",
    "Encoding",
    "Fault",
    "Result",
    "Roster",
    "RosterRefused",
    "Row",
    "export",
    "header",
    "read",
    "results",
    "results_name",
    "template",
]
