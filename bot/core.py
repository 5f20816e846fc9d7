"""Colla, as every door sees her."""

from dataclasses import dataclass

from bot.groups import Groups
from bot.imports import Imports
from bot.permissions import Permissions


@dataclass(frozen=True)
class Bot:
    """All deeds, by noun."""

    groups: Groups
    imports: Imports
    permissions: Permissions
