"""Ids for many rows: as good as any UUIDv7, in order."""

import pickle
from itertools import pairwise
from uuid import UUID

from uuid_utils.compat import uuid7

from storage import ids


def test_successive_ids_are_ordinary_ones_in_order() -> None:
    before, make = uuid7(), ids.successive()
    made = [make() for _ in range(1000)]
    assert all(one < next_one for one, next_one in pairwise([before, *made]))
    for one in made:
        assert (type(one), one.version, one.variant) == (UUID, 7, "specified in RFC 4122")
        assert one == UUID(str(one)) == pickle.loads(pickle.dumps(one))  # noqa: S301 # what we just made
        assert hash(one) == hash(UUID(one.hex))


def test_two_who_make_ids_at_once_do_not_meet() -> None:
    first, second = ids.successive(), ids.successive()
    assert len({make() for _ in range(1000) for make in (first, second)}) == 2000
