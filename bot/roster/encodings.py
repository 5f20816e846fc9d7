"""From the bytes of a file to its text: what it is, how it is encoded, what cannot be read."""

import codecs
import re
from collections.abc import Callable
from enum import StrEnum

from bot.roster import refusals
from bot.roster.refusals import RosterRefused

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE


class Encoding(StrEnum):
    """How a file was read; its value is what people call it."""

    UTF_8 = "UTF-8"
    UTF_16 = "UTF-16"
    WINDOWS_1252 = "Windows-1252"


_KINDS: tuple[tuple[re.Pattern[bytes], Callable[[], RosterRefused]], ...] = (
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|(\xef\xbb\xbf)?\s*<\?xml"), refusals.workbook),
    (re.compile(rb"PK(\x03\x04|\x05\x06)|\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a"), refusals.archive),
    (re.compile(rb"\s*%PDF-"), refusals.pdf),
    (
        re.compile(
            rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(hei|avif|mif1)", re.DOTALL
        ),
        refusals.picture,
    ),
    (
        re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|table|head|body|meta)", re.IGNORECASE),
        refusals.web_page,
    ),
)
# What tells a spreadsheet from any other zip: parts of Excel's, LibreOffice's and Numbers' files.
_SHEET_IN_ZIP = re.compile(rb"xl/w|opendocument\.spreadsheet|Index/Document\.iwa")
_WORKBOOK_NAME = re.compile(r".*\.(xls[xmb]?|ods|numbers)", re.IGNORECASE | re.DOTALL)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, *, filename: str = "") -> tuple[str, Encoding]:
    """The text and how it was encoded. Raises RosterRefused when it is too big or not text."""
    if len(data) > MAX_BYTES:
        raise refusals.too_big(MAX_BYTES // MEGABYTE)
    _refuse_other_kinds(data, filename)
    text, encoding = _decoded(data)
    if "\0" in text:
        raise refusals.unmarked_utf16() if _is_utf16(data) else refusals.not_text()
    return text, encoding


def _refuse_other_kinds(data: bytes, filename: str) -> None:
    for looks_so, refusal in _KINDS:
        if looks_so.match(data):
            is_sheet = _WORKBOOK_NAME.fullmatch(filename) or _SHEET_IN_ZIP.search(data)
            raise refusals.workbook() if refusal is refusals.archive and is_sheet else refusal()


def _decoded(data: bytes) -> tuple[str, Encoding]:
    try:
        if data.startswith(_UTF_16):
            return data.decode("utf-16"), Encoding.UTF_16
        return data.decode("utf-8-sig"), Encoding.UTF_8
    except UnicodeDecodeError:
        return _as_windows_1252(data), Encoding.WINDOWS_1252


def _as_windows_1252(data: bytes) -> str:
    """Raises RosterRefused where a mark promised another encoding, or a byte means nothing in this one."""
    if data.startswith((*_UTF_16, codecs.BOM_UTF8)):
        raise refusals.not_text()
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise refusals.not_text() from None


def _is_utf16(data: bytes) -> bool:
    """Whether every second byte of the beginning is empty, as in our alphabets it is."""
    beginning = data[:200]
    return any(not any(beginning[odd::2]) for odd in (0, 1))
