"""Names: what may be one, how it is tidied, when two are the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BotError
from bot.language import ENGLISH
from bot.names import (
    LONGEST_GROUP_NAME,
    LONGEST_USER_NAME,
    Fault,
    check,
    fold,
    fold_all,
    group_name,
    is_plain,
    same_person,
    tidy,
    user_name,
)
from tests.bot import people

# Texts as people write them, and as nobody should.
texts = st.text() | st.text("aAàÀñç'\u2019`\u00b4·.l \u00a0\u0301\u200b\ufe0f", max_size=8) | people.names


@pytest.mark.parametrize(
    "hidden",
    [
        "\0",
        "\x07",
        "\x1f",
        "\t",
        "\n",
        "\r",
        "\x85",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202e",
        "\u2028",
        "\u2029",
        "\u2066",
        "\u2800",
        "\u3164",
        "\ud800",
        "\ue000",
        "\uffff",
        "\U000e0041",
        "\U000e0100",
    ],
)
def test_what_cannot_be_seen_is_refused_in_words(hidden: str) -> None:
    with pytest.raises(BotError) as refused:
        group_name(f"Urba{hidden}nisme")
    assert ENGLISH.say(refused.value.words).startswith("The name has characters that cannot be seen.")
    assert refused.value.field == "name"


@pytest.mark.parametrize("blank", ["", " ", "\u00a0\u2003", "\t\r\n", "\u0301\u0300", "\ufe0f", "\u00a8"])
def test_a_blank_name_is_refused_in_words(blank: str) -> None:
    with pytest.raises(BotError) as refused:
        group_name(blank)
    assert ENGLISH.say(refused.value.words).startswith("The name is empty.")


@pytest.mark.parametrize(
    ("name", "longest"), [(group_name, LONGEST_GROUP_NAME), (user_name, LONGEST_USER_NAME)]
)
def test_a_name_has_a_longest_length(name: object, longest: int) -> None:
    assert callable(name)
    assert name("à" * longest) == "à" * longest
    with pytest.raises(BotError) as refused:
        name("à" * (longest + 1))
    assert ENGLISH.say(refused.value.words) == f"The name is too long. Use {longest} characters at most."


def test_length_counts_what_is_left_after_tidying() -> None:
    assert group_name("  " + "a\u0301" * 80 + "  ") == "á" * 80


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Urbanisme \u00a0 i\u2003obres ", "Urbanisme i obres"),
        ("Nu\u0301ria", "Núria"),
        ("Equip ❤\ufe0f", "Equip ❤\ufe0f"),
        ("<!channel> & *co*", "<!channel> & *co*"),
        ("=cmd()", "=cmd()"),
        ("東京 группа Ομάδα", "東京 группа Ομάδα"),
        ("\tUrbanisme\n", "Urbanisme"),
    ],
)
def test_a_name_is_kept_as_it_reads(typed: str, kept: str) -> None:
    assert group_name(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Urbanisme", "URBANISME"),
        ("Mobilitat i vía pública", "mobilitat  i via PÚBLICA"),
        ("Gal·la", "galla"),
        ("Ga\u0140la", "Galla"),
        ("Peñíscola", "peniscola"),
        ("L\u2019Hospitalet", "l'hospitalet"),
        ("L\u00b4Hospitalet", "L`Hospitalet"),
        ("Straße", "STRASSE"),
        ("\uff35rbanisme", "Urbanisme"),
    ],
)
def test_names_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ_fold_apart() -> None:
    assert (
        len({fold(name) for name in ("Urbanisme", "Urbanisme 2", "Urban isme", "L.l", "Ll", "Esports")}) == 6
    )


@given(texts)
def test_folding_and_tidying_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


def test_folding_each_character_again_changes_nothing() -> None:
    for sign in map(chr, range(0x3000)):
        folded = fold(f"l{sign}l")
        assert fold(folded) == folded, hex(ord(sign))


@given(st.lists(texts.map(tidy).filter(lambda name: check(name, 120) is None)))
def test_all_at_once_names_fold_as_they_do_one_by_one(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]


@given(texts)
def test_a_name_that_passes_is_composed_visible_and_short(text: str) -> None:
    try:
        name = user_name(text)
    except BotError:
        return
    assert unicodedata.is_normalized("NFC", name)
    assert name.isprintable()
    assert fold(name)
    assert name == name.strip()
    assert len(name) <= LONGEST_USER_NAME


@given(texts, st.integers(1, 20))
def test_the_quick_yes_is_never_wrong(text: str, longest: int) -> None:
    if is_plain(text, longest):
        assert tidy(text) == text
        assert check(text, longest) is None


def test_the_quick_yes_is_right_about_every_character() -> None:
    plain = [sign for sign in map(chr, range(0x110000)) if is_plain(sign, 1)]
    assert all(tidy(sign) == sign and check(sign, 1) is None for sign in plain)
    assert {"a", "Z", "7", "ç", "ñ", "·", "&"} < set(plain)


def test_of_two_faults_the_one_that_cannot_be_seen_is_told() -> None:
    assert check("a\u200b" * 100, 80) is Fault.CHARACTER


@pytest.mark.parametrize(
    "other",
    [
        "Núria Puig Soler",
        "NURIA PUIG SOLER",
        "Puig Soler, Núria",
        "Puig Soler Núria",
        "Núria Soler Puig",
        "Núria Puig-Soler",
        "Núria Puig i Soler",
        "Núria de Puig y Soler",
        "Núria  Puig\u00a0Soler.",
    ],
)
def test_one_person_is_known_however_the_name_is_written(other: str) -> None:
    assert same_person("Núria Puig Soler", other)
    assert same_person(other, "Núria Puig Soler")


@pytest.mark.parametrize(
    "other", ["Núria Puig", "Joan Puig Soler", "Núria Puig Soler Roca", "Núria Núria Puig Soler", "", "de la"]
)
def test_another_person_is_told_apart(other: str) -> None:
    assert not same_person("Núria Puig Soler", other)


def test_a_name_of_particles_alone_is_compared_as_it_is() -> None:
    assert same_person("De La", "la, de")
    assert not same_person("De La", "Del")


def test_apostrophes_and_double_l_do_not_make_another_person() -> None:
    assert same_person("Gal·la d\u2019Alella", "GALLA D'ALELLA")
    assert same_person("Joan d'Alella", "Alella, Joan")
