"""Cells that a spreadsheet would take for a formula: an apostrophe keeps them text, and comes off again."""

import re

# The last four are the same signs in full width. Apostrophes before them count too, so that a cell that came
# with one keeps it there and back.
_TAKEN_FOR_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def escaped(cell: str) -> str:
    """The cell as it may stand in a file that Excel opens."""
    return "'" + cell if _TAKEN_FOR_FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell without the apostrophe that `escaped` put there."""
    return cell[1:] if cell.startswith("'") and _TAKEN_FOR_FORMULA.match(cell) else cell
