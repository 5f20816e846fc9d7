"""A kept corpus of files as people send them: what is read of each, or in which words it is refused."""

from pathlib import Path

import pytest

from bot import identifiers, names
from bot.language import ENGLISH
from bot.roster import Encoding, Fault, RosterRefused, read

CORPUS = Path(__file__).parent / "corpus"

NURIA = ("12345678Z", "Núria Puig Soler", None)
JORDI = ("X1234567L", "Jordi Peña Güell", None)
PAU = ("01234567L", "Pau Roca", None)

READ = {
    "excel-spanish-utf8.csv": (Encoding.UTF_8, [(2, *NURIA), (3, *JORDI)]),
    "excel-spanish-ansi.csv": (Encoding.WINDOWS_1252, [(2, *NURIA), (3, *JORDI)]),
    "excel-mac-cr.csv": (Encoding.WINDOWS_1252, [(2, *NURIA), (3, *JORDI)]),
    "unix-lf.csv": (Encoding.UTF_8, [(2, *NURIA), (3, *JORDI)]),
    "excel-unicode-text.csv": (Encoding.UTF_16, [(2, *NURIA), (3, *JORDI)]),
    "big-endian.csv": (Encoding.UTF_16, [(2, *NURIA), (3, *JORDI)]),
    "sep-line.csv": (Encoding.UTF_8, [(2, *NURIA), (3, *JORDI)]),
    "blank-rows.csv": (Encoding.UTF_8, [(4, *NURIA), (7, *JORDI)]),
    "extra-columns.csv": (Encoding.UTF_8, [(2, *NURIA), (4, *JORDI)]),
    "kept-as-text.csv": (
        Encoding.UTF_8,
        [(2, *NURIA), (3, "X1234567L", "=Jordi Peña Güell", None), (4, "01234567L", "-Pau Roca", None)],
    ),
    "typed-by-hand.csv": (Encoding.UTF_8, [(2, *NURIA), (3, *JORDI), (4, *PAU), (5, *JORDI)]),
    "each-fault.csv": (
        Encoding.UTF_8,
        [
            (2, "", "Núria Puig", identifiers.Fault.EMPTY),
            (3, "12345678A", "Núria Puig", identifiers.Fault.LETTER),
            (4, "12345678", "Núria Puig", identifiers.Fault.MISSING_LETTER),
            (5, "B12345674", "Fusteria Puig SL", identifiers.Fault.COMPANY),
            (6, "NúriaPuig", "12345678", identifiers.Fault.SHAPE),
            (7, "12345678Z", "", names.Fault.BLANK),
            (8, "12345678Z", "a" * 121, names.Fault.LONG),
            (9, "12345678Z", "Núria\u202ePuig", names.Fault.CHARACTER),
            (10, "", "", Fault.FIELD),
            (11, "", "", Fault.QUOTES),
            (12, "12345678Z", "", names.Fault.BLANK),
            (13, *JORDI),
        ],
    ),
    "long-field.csv": (Encoding.UTF_8, [(2, "", "", Fault.LINE), (3, *JORDI)]),
    "long-quoted-field.csv": (Encoding.UTF_8, [(2, "", "", Fault.LINE), (3, *JORDI)]),
}

REFUSED = {
    "refused-empty.csv": "This file is empty.",
    "refused-blank.csv": "This file is empty.",
    "refused-header-only.csv": "This file has no row",
    "refused-header-and-blanks.csv": "This file has no row",
    "refused-wrong-header.csv": "The first line of this file must be Identifier;Name.",
    "refused-no-header.csv": "The first line of this file must be Identifier;Name.",
    "refused-header-quote.csv": "The first line of this file must be Identifier;Name.",
    "refused-commas.csv": "The columns of this file are separated by commas",
    "refused-commas-in-one-cell.csv": "The columns of this file are separated by commas",
    "refused-sep-comma.csv": "The columns of this file are separated by commas",
    "refused-tabs.csv": "The columns of this file are separated by tabs",
    "refused-open-quote.csv": 'A quote (") in line 3 is never closed',
    "refused-open-quote-closed-later.csv": 'A quote (") in line 2 is never closed',
    "refused-open-quote-very-long.csv": 'A quote (") in line 2 is never closed',
    "refused-nul.csv": "This file is damaged or is not text.",
    "refused-utf16-unmarked.csv": "This file is in UTF-16 without the mark",
    "refused-utf16-be-unmarked.csv": "This file is in UTF-16 without the mark",
    "refused-utf16-cut.csv": "This file is damaged or is not text.",
    "refused-utf8-damaged.csv": "This file is damaged or is not text.",
    "refused-bytes.csv": "This file is damaged or is not text.",
    "refused-workbook.xlsx": "This file is a workbook.",
    "refused-workbook.ods": "This file is a workbook.",
    "refused-workbook.numbers": "This file is a workbook.",
    "refused-workbook-renamed.csv": "This file is a workbook.",
    "refused-workbook.xls": "This file is a workbook.",
    "refused-workbook-xml.xls": "This file is a workbook.",
    "refused-archive.zip": "This file is compressed.",
    "refused-archive.csv.gz": "This file is compressed.",
    "refused-document.pdf": "This file is a PDF.",
    "refused-picture.png": "This file is a picture.",
    "refused-picture.jpg": "This file is a picture.",
    "refused-page.xls": "This file is a web page",
    "refused-page.csv": "This file is a web page",
}


def test_every_file_of_the_corpus_is_expected_here() -> None:
    kept = {path.name for path in CORPUS.iterdir() if not path.name.startswith(".")}
    assert kept == READ.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", READ)
def test_a_file_of_the_corpus_is_read(name: str) -> None:
    roster = read((CORPUS / name).read_bytes(), filename=name)
    rows = [(row.line, row.identifier, row.name, row.fault) for row in roster]
    assert (roster.encoding, rows) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_the_corpus_is_refused_in_words(name: str) -> None:
    with pytest.raises(RosterRefused) as refused:
        read((CORPUS / name).read_bytes(), filename=name)
    assert ENGLISH.say(refused.value.words).startswith(REFUSED[name])
    assert refused.value.field == "file"
