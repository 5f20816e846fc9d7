"""Brings the catalogues up to date with the code, and lists the sentences to translate: `make words`."""

import io
import sys
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.language import CATALOGUES, CODES

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers")
KEYWORDS = {"words": (1,), "counted": (1, 2)}
TRANSLATED = tuple(code for code in CODES if code != "en")

# No dates, names or versions, so that a catalogue changes only when a sentence does.
HEADER = """\
# What Colla says; `make words` adds the sentences that are new in the code and drops those that are gone.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def sentences() -> Catalog:
    """All that is said in the code, with the files that say it."""
    found = Catalog()
    for package in PACKAGES:
        said = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, line, message, _, _ in said:
            found.add(message, locations=[(f"{package}/{file}", line)])
    return found


def path(code: str) -> Path:
    return CATALOGUES / code / "LC_MESSAGES" / "colla.po"


def kept(code: str) -> str:
    """The catalogue as it stands; nothing for a language that is new."""
    return path(code).read_text(encoding="utf-8") if path(code).exists() else ""


def updated(text: str, code: str, said: Catalog) -> Catalog:
    """The catalogue with the sentences of the code and no others; translations stay, new ones are empty."""
    catalogue = read_po(io.StringIO(text), locale=code, ignore_obsolete=True)
    catalogue.update(said, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog, code: str) -> str:
    """As the file holds it, in the order of the alphabet."""
    entries = io.BytesIO()
    write_po(entries, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False)
    header = HEADER.format(code=code, plural=catalogue.plural_forms)
    return header + entries.getvalue().decode().strip("\n") + "\n"


def untranslated(catalogue: Catalog) -> list[str]:
    """The English of each sentence that lacks a form, or whose form was made for other words."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message)]


def _is_translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms) and not message.fuzzy


def main() -> None:
    said = sentences()
    for code in TRANSLATED:
        catalogue = updated(kept(code), code, said)
        path(code).parent.mkdir(parents=True, exist_ok=True)
        path(code).write_text(written(catalogue, code), encoding="utf-8")
        lacking = untranslated(catalogue)
        sys.stdout.write(
            f"{path(code).relative_to(ROOT)}: {len(said)} sentences, {len(lacking)} to translate\n"
        )
        sys.stdout.writelines(f"  {sentence}\n" for sentence in lacking)


if __name__ == "__main__":
    main()
