"""Creating groups and seeing them, by command, form and button."""

import pytest

from emulator.pilot import Pilot, PilotPerson

REFUSED = {
    "A" * 81: "The name is too long. Use 80 characters at most.",
    "\u200b\u200b": "The name has characters that cannot be seen",
    "Urba\u0007nisme": "The name has characters that cannot be seen",
    "Urba\u202enisme": "The name has characters that cannot be seen",
}
INERT = ("<!channel>", "<@U123>", "=cmd()", "a & b <c>", "<https://example.org|click>")


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_will_not_do_is_refused_in_words(nuria: PilotPerson, name: str) -> None:
    nuria.types(f"/groups create {name}")
    nuria.sees(REFUSED[name])
    nuria.types("/groups create Urbanisme")
    nuria.sees("Group Urbanisme created")


@pytest.mark.parametrize("taken", ["Secretaria", "SECRETARIA", "secretària", "  Secretaria "])
def test_a_name_that_is_taken_in_other_case_or_accents_is_named(nuria: PilotPerson, taken: str) -> None:
    nuria.types("/groups create Secretaria")
    nuria.types(f"/groups create {taken}")
    nuria.sees("There is a group “Secretaria” already.")


@pytest.mark.parametrize("name", INERT)
def test_a_hostile_name_is_shown_as_it_was_typed(nuria: PilotPerson, name: str) -> None:
    nuria.types(f"/groups create {name}")
    nuria.sees(f"Group {name} created")
    nuria.types(f"/groups create {name}")
    nuria.sees(f"There is a group “{name}” already.")


def test_the_form_creates_a_group_and_offers_to_import(nuria: PilotPerson) -> None:
    nuria.types("/groups create")
    nuria.sees("Create group")
    nuria.fills(Name="Biblioteca", Description="Those who lend books")
    nuria.submits()
    nuria.sees("Group Biblioteca created. It has 0 users.")
    nuria.presses("Import users")
    nuria.sees("Template")
    nuria.submits()
    nuria.sees("Import users into Biblioteca")


def test_what_is_wrong_in_the_form_stands_under_its_field(nuria: PilotPerson) -> None:
    nuria.types("/groups create Biblioteca")
    nuria.types("/groups create")
    nuria.fills(Name="biblioteca")
    nuria.submits()
    nuria.sees("There is a group “Biblioteca” already.")
    assert nuria.form is not None
    assert nuria.form.errors == {
        "Name": "There is a group “Biblioteca” already. Choose another name, or use that group."
    }
    nuria.fills(Name="Arxiu")
    nuria.submits()
    nuria.sees("Group Arxiu created")


def test_a_name_of_blanks_is_refused_under_its_field(nuria: PilotPerson) -> None:
    nuria.types("/groups create")
    nuria.fills(Name="\u2003 \u00a0")
    nuria.submits()
    nuria.sees("The name is empty. Write at least one letter.")


def test_groups_lists_them_by_name_with_their_users(nuria: PilotPerson) -> None:
    for name in ("Urbanisme", "Àrea d’esports", "biblioteca"):
        nuria.types(f"/groups create {name}")
    nuria.types("/groups")
    nuria.sees("3 groups")
    shown = nuria.sees("Àrea d’esports")
    assert shown.index("Àrea") < shown.index("biblioteca") < shown.index("Urbanisme")
    assert "0 users" in shown


def test_without_groups_the_list_says_what_to_do(nuria: PilotPerson) -> None:
    nuria.types("/groups")
    nuria.sees("There are no groups yet. Create the first one.")


def test_a_group_made_from_the_list_is_in_the_list(nuria: PilotPerson) -> None:
    nuria.types("/groups")
    nuria.presses("Create group")
    nuria.fills(Name="Arxiu")
    nuria.submits()
    nuria.sees("Group Arxiu created")
    nuria.closes_form()
    nuria.sees("1 group")
    nuria.sees("Arxiu")


def test_many_groups_are_paged(nuria: PilotPerson) -> None:
    for number in range(21):
        nuria.types(f"/groups create Group {number:02}")
    nuria.goes_to("general")
    nuria.types("/groups")
    nuria.sees("Page 1 of 2")
    nuria.sees("Group 19")
    nuria.presses("Next")
    nuria.sees("Group 20")
    nuria.stops_seeing("Group 19")
    nuria.presses("Previous")
    nuria.sees("Group 19")


def test_import_is_in_the_menu_of_each_group(nuria: PilotPerson) -> None:
    nuria.types("/groups create Arxiu")
    nuria.types("/groups create Urbanisme")
    nuria.types("/groups")
    nuria.presses("Import users", in_="Urbanisme")
    nuria.submits()
    nuria.sees("Import users into Urbanisme")


def test_help_tells_what_can_be_typed(nuria: PilotPerson) -> None:
    nuria.types("/groups help")
    for usage in ("/groups create [name]", "/groups import [group]", "/groups help"):
        nuria.sees(usage)


def test_an_unknown_word_is_answered_with_help(nuria: PilotPerson) -> None:
    nuria.types("/groups destroy Arxiu")
    nuria.sees("I do not know “destroy”. This is what I can do:")


def test_a_very_long_word_is_quoted_short(nuria: PilotPerson) -> None:
    nuria.types(f"/groups {'x' * 5000}")
    nuria.sees("x…”. This is what I can do:")
    nuria.types(f"/groups import {'x' * 5000}")
    nuria.sees("x…”. Choose one.")


def test_a_command_delivered_twice_is_done_once(nuria: PilotPerson, pilot: Pilot) -> None:
    pilot.fault("twice", match="/groups")
    nuria.types("/groups create Arxiu")
    nuria.sees("Group Arxiu created")
    nuria.does_not_see("already")
    nuria.types("/groups")
    nuria.sees("1 group")
