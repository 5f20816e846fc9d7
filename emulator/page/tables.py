"""A CSV read for the preview: how it is separated and written is guessed, as it is only shown."""

import csv
import io
from dataclasses import dataclass

from emulator.workspace import File

SHOWN_ROWS = 200
READ_BYTES = 512 * 1024
SEPARATORS = ";,\t|"


@dataclass(frozen=True)
class Preview:
    header: list[str]
    rows: list[list[str]]
    has_more: bool


def is_table(file: File) -> bool:
    return file.filetype in ("csv", "tsv")


def read(content: bytes) -> Preview:
    text = _decoded(content[:READ_BYTES])
    lines = [line for line in text.splitlines() if line and not line.lower().startswith("sep=")]
    if not lines:
        return Preview([], [], has_more=False)
    separator = max(SEPARATORS, key=lines[0].count)
    table = list(csv.reader(io.StringIO("\n".join(lines[: SHOWN_ROWS + 2])), delimiter=separator))
    has_more = len(lines) > SHOWN_ROWS + 1 or len(content) > READ_BYTES
    return Preview(table[0], table[1 : SHOWN_ROWS + 1], has_more=has_more)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")
