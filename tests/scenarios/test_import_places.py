"""Where an import stands: a private channel, a public one, a direct message, a channel where Colla is not."""

from emulator.pilot import Pilot, PilotPerson
from tests.scenarios.rosters import identifier, roster

ANNA, PAU = identifier(12345678), identifier(87654321)


def _fill(nuria: PilotPerson, group: str) -> None:
    """Somebody in the directory who is not in the group."""
    nuria.types("/groups create Everybody")
    nuria.types("/groups import Everybody")
    nuria.attaches("File", "users.csv", roster((ANNA, "Anna Serra"), (PAU, "Pau Costa")))
    nuria.submits()
    nuria.opens_thread("Import users into Everybody")
    nuria.sees("2 users added to Everybody")
    nuria.leaves_thread()


def test_a_file_in_the_form_is_imported_in_the_thread_of_its_message(nuria: PilotPerson, group: str) -> None:
    nuria.types("/groups import Urbanisme")
    nuria.attaches("File", "users.csv", roster((ANNA, "Anna Serra")))
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.sees("1 user added to Urbanisme")
    assert "users-mailbox-example.csv" not in nuria.files()


def test_unassigned_users_has_everybody_who_is_not_in_the_group(nuria: PilotPerson, group: str) -> None:
    _fill(nuria, group)
    nuria.types("/groups import Urbanisme")
    nuria.chooses("Template", "Unassigned users")
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    template = nuria.downloads("users-mailbox-available.csv")
    assert template.decode("utf-8-sig") == f"Identifier;Name\r\n{ANNA};Anna Serra\r\n{PAU};Pau Costa\r\n"
    nuria.uploads("users.csv", template)
    nuria.sees("2 users added to Urbanisme")


def test_in_a_public_channel_identifiers_go_to_a_direct_message(nuria: PilotPerson, group: str) -> None:
    _fill(nuria, group)
    nuria.goes_to("general")
    nuria.types("/groups import Urbanisme")
    nuria.chooses("Template", "Unassigned users")
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.sees("The file holds identifiers and this channel is public: I sent it to @Núria Puig")
    assert nuria.files() == []
    nuria.goes_to("Colla")
    nuria.opens_thread("Import users into Urbanisme")
    template = nuria.downloads("users-mailbox-available.csv")
    nuria.uploads("users.csv", template)
    nuria.sees("2 users added to Urbanisme")


def test_in_a_public_channel_the_summary_has_counts_and_the_details_go_to_a_direct_message(
    nuria: PilotPerson, group: str
) -> None:
    nuria.goes_to("general")
    nuria.types("/groups import Urbanisme")
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.uploads("users.csv", roster((ANNA, "Anna Serra"), ("12345678A", "Pau Costa")))
    nuria.sees("Everybody can read what is dropped in this channel.")
    nuria.sees("1 rejected")
    nuria.sees("This channel is public: the details are in a direct message to @Núria Puig.")
    nuria.does_not_see("***4567**")
    nuria.does_not_see("Line 3")
    nuria.goes_to("Colla")
    nuria.sees("Line 3: ***4567** has a letter that does not match its number.")
    nuria.opens_thread("1 user added to Urbanisme")
    assert b"12345678A;Pau Costa;3" in nuria.downloads("users-results.csv")


def test_a_shared_channel_counts_as_public(nuria: PilotPerson, group: str) -> None:
    nuria.goes_to("consorci")
    nuria.types("/groups import Urbanisme")
    nuria.submits()
    nuria.opens_thread("Import users into Urbanisme")
    nuria.uploads("users.csv", roster(("12345678A", "Pau Costa")))
    nuria.sees("This channel is public: the details are in a direct message")
    nuria.does_not_see("***4567**")


def test_where_colla_is_no_member_the_import_is_in_a_direct_message_and_the_answer_says_so(
    nuria: PilotPerson, group: str
) -> None:
    nuria.goes_to("recursos-humans")
    nuria.types("/groups import Urbanisme")
    nuria.submits()
    nuria.sees("I am not in this channel, so I sent you the import in a direct message.")
    nuria.goes_to("Colla")
    nuria.sees("It is here because I am not in the channel where you asked.")
    nuria.opens_thread("Import users into Urbanisme")
    nuria.uploads("users.csv", roster((ANNA, "Anna Serra")))
    nuria.sees("1 user added to Urbanisme")


def test_in_a_direct_message_the_import_is_in_the_persons_language(
    nuria: PilotPerson, group: str, pilot: Pilot
) -> None:
    carme = pilot.act_as("Carme Ferrer")
    carme.goes_to("Colla")
    carme.types("/groups import urbanisme")
    carme.submits()
    carme.opens_thread("Importa usuaris a Urbanisme")
    assert carme.downloads("users-mailbox-example.csv").decode("utf-8-sig") == "Identificador;Nom\r\n"
    carme.uploads("users.csv", roster((ANNA, "Anna Serra"), header="Identificador;Nom"))
    carme.sees("S’ha afegit 1 usuari a Urbanisme")


def test_an_unknown_group_opens_the_form_and_says_so(nuria: PilotPerson, group: str) -> None:
    nuria.types("/groups import Urbanism")
    nuria.sees("There is no group “Urbanism”. Choose one.")
    nuria.chooses("Group", "Urbanisme")
    nuria.submits()
    nuria.sees("Import users into Urbanisme")
