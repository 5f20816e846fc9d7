"""Rosters to upload; every identifier is made up, its letter right or wrong on purpose."""

import io
import zipfile

from bot.identifiers import LETTERS


def roster(*users: tuple[str, str], header: str = "Identifier;Name") -> bytes:
    """A CSV as Excel saves it: BOM, semicolons, CRLF."""
    lines = [header, *(f"{identifier};{name}" for identifier, name in users)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def identifier(number: int) -> str:
    """A DNI with its letter."""
    return f"{number:08}{LETTERS[number % 23]}"


def _workbook() -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/workbook.xml", "<workbook/>")
    return book.getvalue()


XLSX = _workbook()
