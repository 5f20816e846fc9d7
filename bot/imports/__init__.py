"""Imports: a thread that waits for rosters, and the journey of each roster into its group."""

from bot.imports.asking import Imports
from bot.imports.courier import Courier, Download, Invitation, Kind, Place, Stands, Telling
from bot.imports.running import Running
from bot.imports.templates import Template
from bot.imports.threads import Threads

__all__ = [
    "Courier",
    "Download",
    "Imports",
    "Invitation",
    "Kind",
    "Place",
    "Running",
    "Stands",
    "Telling",
    "Template",
    "Threads",
]
