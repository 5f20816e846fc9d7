"""The catalogues: each sentence of the code is in each of them, its values, marks and limits kept."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from uuid import UUID

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from bot import roster
from bot.groups import Listed, Page
from bot.language import CODES, Language, Words, words
from bot.roster.refusals import HEADER
from handlers.interaction import Origin
from handlers.views import console, group_form, import_form, notices
from tests.catalogues import PACKAGES, ROOT, TRANSLATED, path, untranslated, updated, written

SAYING = {"words": 1, "counted": 2}
LONGEST = {"title": 24, "submit": 24, "close": 24}
KEPT_AS_IT_IS = re.compile(r"[*_~`\n]|/[a-z]+|\bCSV\b|\bUTF-\d+|\bNI[EF]\b|\d+")


def _trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(folder.rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def _said(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of `words` and `counted`, whatever they are given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            yield node


def _texts(call: ast.Call) -> tuple[str, ...]:
    """The sentence of a call, and its plural where it has one."""
    assert isinstance(call.func, ast.Name)
    texts = call.args[: SAYING[call.func.id]]
    return tuple(
        text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)
    )


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for package in PACKAGES:
        for file, tree in _trees(ROOT / package):
            yield from ((f"{file.relative_to(ROOT)}:{call.lineno}", call) for call in _said(tree))


def test_every_sentence_is_written_out_where_it_is_said() -> None:
    """Else `make words` does not find it."""
    not_found = [place for place, call in _calls() if len(_texts(call)) != SAYING[call.func.id]]  # type: ignore[attr-defined] # _said gives names only
    assert not_found == []


def test_no_sentence_is_said_with_two_plurals() -> None:
    """A catalogue has one place for them both."""
    plurals: dict[str, set[str]] = {}
    for _, call in _calls():
        one, *many = _texts(call)
        plurals.setdefault(one, set()).update(many)
    assert {one: many for one, many in plurals.items() if len(many) > 1} == {}


@pytest.fixture(params=TRANSLATED)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalogue(code: str) -> Catalog:
    with path(code).open("rb") as file:
        return read_po(file, locale=code)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each English form beside its translation; further plurals stand beside the last one."""
    for message in catalogue:
        if isinstance(message.id, str):
            yield message.id, str(message.string or "")
        else:
            one, many = message.id
            first, *others = tuple(message.string or ("",))
            yield from [(one, first), *((many, other) for other in others)]


def _sentences(catalogue: Catalog) -> list[tuple[str, str]]:
    return [(english, translation) for english, translation in _forms(catalogue) if english]


def test_every_sentence_of_the_code_is_in_the_catalogue(catalogue: Catalog) -> None:
    said = {_texts(call)[0] for _, call in _calls()}
    assert said - set(map(_key, catalogue)) == set(), "run `make words`"


def test_the_catalogue_has_no_sentence_that_nobody_says(catalogue: Catalog) -> None:
    said = {_texts(call)[0] for _, call in _calls()}
    assert set(map(_key, catalogue)) - said - {""} == set(), "run `make words`"


def test_every_plural_of_the_code_is_in_the_catalogue(catalogue: Catalog) -> None:
    said = {_texts(call) for _, call in _calls() if len(_texts(call)) == 2}
    assert {tuple(message.id) for message in catalogue if not isinstance(message.id, str)} == said


def test_every_sentence_is_translated(catalogue: Catalog) -> None:
    assert untranslated(catalogue) == []


def test_nothing_obsolete_is_kept(catalogue: Catalog) -> None:
    assert list(catalogue.obsolete) == []


def test_the_catalogue_is_as_make_words_writes_it(code: str, catalogue: Catalog) -> None:
    assert written(catalogue, code) == path(code).read_text(encoding="utf-8")


def test_a_translation_has_the_same_values_as_its_sentence(catalogue: Catalog) -> None:
    assert [pair for pair in _sentences(catalogue) if _values(pair[0]) != _values(pair[1])] == []


def _values(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_a_translation_keeps_marks_commands_and_numbers(catalogue: Catalog) -> None:
    pairs = _sentences(catalogue)
    assert [pair for pair in pairs if _kept_parts(pair[0]) != _kept_parts(pair[1])] == []


def _kept_parts(text: str) -> Counter[str]:
    return Counter(KEPT_AS_IT_IS.findall(text))


def test_stars_come_in_pairs(catalogue: Catalog) -> None:
    assert [text for pair in _sentences(catalogue) for text in pair if text.count("*") % 2] == []


def test_a_translation_ends_as_its_sentence_does(catalogue: Catalog) -> None:
    assert [pair for pair in _sentences(catalogue) if _ending(pair[0]) != _ending(pair[1])] == []


def _ending(text: str) -> str:
    return "" if text[-1:].isalnum() else text[-1:]


def test_translations_are_written_with_their_own_quotes_and_apostrophes(catalogue: Catalog) -> None:
    for english, translation in _sentences(catalogue):
        assert not set("'“”") & set(translation), translation
        for ours, theirs in ("“«", "”»"):
            assert english.count(ours) == translation.count(theirs), translation


def test_a_catalogue_is_brought_up_to_date(code: str) -> None:
    """Translations stay, what is new is empty, what is gone is dropped."""
    old, new = Catalog(locale=code), Catalog()
    old.add("Kept", "Ací")
    old.add("Gone", "Enlloc")
    new.add("Kept", locations=[("bot/a.py", 7)])
    new.add(("{count} new", "{count} new ones"), locations=[("bot/b.py", 9)])
    once = written(updated(written(old, code), code, new), code)
    assert 'msgid "Kept"\nmsgstr "Ací"\n' in once
    assert "Gone" not in once
    assert 'msgstr[0] ""\nmsgstr[1] ""\n' in once
    assert "#: bot/a.py\n" in once
    assert written(updated(once, code, new), code) == once


def test_the_header_that_is_told_is_the_one_that_templates_have() -> None:
    for each in map(Language, CODES):
        assert each.say(HEADER) == roster.header(each)


@pytest.mark.parametrize("spoken", CODES)
def test_titles_and_buttons_of_forms_are_short_enough_for_slack(spoken: str) -> None:
    found = list(_short_texts())
    assert found
    for place, sentence, longest in found:
        assert len(Language(spoken).say(sentence)) <= longest, place


def _short_texts() -> Iterator[tuple[str, Words, int]]:
    """Title, submit and close of each View that the code makes."""
    for file, tree in _trees(ROOT / "handlers" / "views"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "View":
                short = [keyword for keyword in node.keywords if keyword.arg in LONGEST]
                for keyword in short:
                    for call in _said(keyword.value):
                        yield f"{file.name}:{call.lineno}", Words(_texts(call)[0]), LONGEST[str(keyword.arg)]


@pytest.mark.parametrize("spoken", CODES)
def test_slack_takes_the_forms(spoken: str) -> None:
    """to_dict() raises where a text is longer than Slack allows."""
    said, origin, group = Language(spoken), Origin(), Listed(UUID(int=1), "Urbanisme", 12_345)
    pages = Page((group,), 1, 45)
    for view in (
        console.build(said, pages, origin),
        console.build(said, Page((), 0, 0), origin),
        group_form.build(said, origin, name="Urbanisme"),
        group_form.created(said, group, origin),
        import_form.build(said, origin, group=group, note=words("Groups")),
        notices.view(said, words("Groups")),
    ):
        assert view.to_dict()["title"]["text"]
