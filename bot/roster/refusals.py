"""Why a whole file is refused, in words; each says what to do next."""

from bot.errors import BotError
from bot.language import Words, words

# The translations say the header as the table of columns writes it in their language.
HEADER = words("Identifier;Name")


class RosterRefused(BotError):
    """The file as a whole cannot be read as a roster; nothing of it was taken."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence, field="file")


def empty() -> RosterRefused:
    return RosterRefused(
        words("This file is empty. Its first line must be {header}, and the users follow.", header=HEADER)
    )


def header_only() -> RosterRefused:
    return RosterRefused(words("This file has no row under its first line. Write one user in each row."))


def wrong_header() -> RosterRefused:
    return RosterRefused(
        words(
            "The first line of this file must be {header}. Copy it from the template, unchanged.",
            header=HEADER,
        )
    )


def commas() -> RosterRefused:
    return RosterRefused(
        words(
            "The columns of this file are separated by commas, and only semicolons can be read. "
            "Save it again with semicolons, so that its first line is {header}.",
            header=HEADER,
        )
    )


def tabs() -> RosterRefused:
    return RosterRefused(
        words(
            "The columns of this file are separated by tabs, and only semicolons can be read. "
            "Save it again with semicolons, so that its first line is {header}.",
            header=HEADER,
        )
    )


def too_big(megabytes: int) -> RosterRefused:
    return RosterRefused(
        words(
            "This file is too big: {megabytes} MB is the most. Split it into smaller files.",
            megabytes=megabytes,
        )
    )


def too_many_rows(most: int) -> RosterRefused:
    return RosterRefused(
        words("This file has too many rows: {most} is the most. Split it into smaller files.", most=most)
    )


def workbook() -> RosterRefused:
    return RosterRefused(
        words("This file is a workbook. Open it and save it as “CSV UTF-8”, then upload the new file.")
    )


def archive() -> RosterRefused:
    return RosterRefused(words("This file is compressed. Take the CSV out of it and upload that."))


def pdf() -> RosterRefused:
    return RosterRefused(words("This file is a PDF. Fill in the template and upload that."))


def picture() -> RosterRefused:
    return RosterRefused(words("This file is a picture. Fill in the template and upload that."))


def web_page() -> RosterRefused:
    return RosterRefused(
        words("This file is a web page, whatever its name says. Open it in Excel and save it as “CSV UTF-8”.")
    )


def unmarked_utf16() -> RosterRefused:
    return RosterRefused(
        words("This file is in UTF-16 without the mark that says so. Save it again as “CSV UTF-8”.")
    )


def not_text() -> RosterRefused:
    return RosterRefused(
        words("This file is damaged or is not text. Save it again as “CSV UTF-8” and upload the new file.")
    )


def open_quote(line: int) -> RosterRefused:
    return RosterRefused(
        words(
            'A quote (") in line {line} is never closed, so the rows after it cannot be told apart. '
            "Close it or take it out.",
            line=str(line),
        )
    )
