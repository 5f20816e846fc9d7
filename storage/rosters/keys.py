"""What all rows of a roster have in common when they are put in."""

from typing import NamedTuple
from uuid import UUID


class Keys(NamedTuple):
    tenant: str
    group_id: UUID
    change_id: UUID
