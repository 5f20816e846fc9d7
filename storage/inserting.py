"""Inserting a row that somebody else may be inserting too."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.models import Table

Row = TypeVar("Row", bound=Table)


def insert_or_find(session: Session, row: Row, find: Callable[[], Row | None]) -> tuple[Row, bool]:
    """The row and True; or, when its key is taken, what `find` then finds and False.

    A savepoint keeps the rest of the transaction when the database refuses the row. A refusal for another
    reason, after which nothing is found, is raised as it came.
    """
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        found = find()
        if found is None:
            raise
        return found, False
    return row, True
