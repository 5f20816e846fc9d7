"""The languages that Colla speaks: which one, its numbers, counts and lists, and sentences kept as JSON."""

import json

import pytest

from bot.language import ENGLISH, Exact, Language, Words, counted, language, words
from tests.catalogues import TRANSLATED


def test_the_locale_of_slack_gives_the_language() -> None:
    assert language("es-ES") == Language("es")
    assert language("ca_ES") == language("CA") == Language("ca")
    assert language("en-GB") == ENGLISH


@pytest.mark.parametrize("locale", ["fr-FR", "", None, "cat", "-"])
def test_a_locale_that_is_not_spoken_falls_back(locale: str | None) -> None:
    assert language(locale) == ENGLISH
    assert language(locale, Language("ca")) == Language("ca")


@pytest.mark.parametrize(
    ("spoken", "none", "one", "many"),
    [
        ("en", "0 users", "1 user", "12,345 users"),
        ("ca", "0 usuaris", "1 usuari", "12.345 usuaris"),
        ("es", "0 usuarios", "1 usuario", "12.345 usuarios"),
    ],
)
def test_a_sentence_agrees_with_its_count(spoken: str, none: str, one: str, many: str) -> None:
    said = [Language(spoken).say(counted("{count} user", "{count} users", n)) for n in (0, 1, 12_345)]
    assert said == [none, one, many]


@pytest.mark.parametrize(
    ("spoken", "number"), [("en", "1,234,567"), ("ca", "1.234.567"), ("es", "1.234.567")]
)
def test_numbers_are_written_as_the_language_does(spoken: str, number: str) -> None:
    assert Language(spoken).number(1_234_567) == number
    assert Language(spoken).number(999) == "999"
    assert Language(spoken).say(words("{n}", n=1_234_567)) == number


@pytest.mark.parametrize(
    ("spoken", "two"), [("en", "Anna or Pau"), ("ca", "Anna o Pau"), ("es", "Anna o Pau")]
)
def test_of_two_one_is_offered(spoken: str, two: str) -> None:
    assert Language(spoken).say(words("{people}", people=("Anna", "Pau"))) == two
    assert Language(spoken).say(words("{people}", people=("Anna",))) == "Anna"


@pytest.mark.parametrize("spoken", TRANSLATED)
def test_of_three_one_is_offered(spoken: str) -> None:
    assert Language(spoken).say(words("{people}", people=("Anna", "Pau", "Joan"))) == "Anna, Pau o Joan"


def test_words_inside_words_are_said_in_the_same_language() -> None:
    sentence = words("{usage}: {what}", usage=Exact("/groups"), what=words("see all groups"))
    assert Language("ca").say(sentence) == "/groups: veure tots els grups"


def test_only_what_comes_from_outside_is_shown_by_the_caller() -> None:
    sentence = words("{a} {n} {inner}", a="x", n=1_000, inner=words("{b}", b="y"))
    assert ENGLISH.say(sentence, lambda value: f"<{value}>") == "<x> 1,000 <y>"


def test_braces_in_a_value_are_left_alone() -> None:
    assert ENGLISH.say(words("{name}", name="{count} {0}")) == "{count} {0}"


def test_words_are_kept_as_json_and_come_back_the_same() -> None:
    inner = counted("{count} user", "{count} users", 2)
    sentence = words("{a} {n} {inner}", a="Núria", n=3, inner=inner)
    back = Words.from_json(json.loads(json.dumps(sentence.to_json())))
    assert back == sentence
    assert Language("es").say(back) == "Núria 3 2 usuarios"
