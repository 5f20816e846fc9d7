"""Every screen and message at its emptiest, usual and fullest."""

from collections.abc import Callable
from uuid import UUID

from bot.actors import Mention
from bot.groups import PAGE, Listed, Page
from bot.imports import Invitation, Kind, Place, Stands, Telling
from bot.language import Language, words
from bot.planning import Status
from bot.report import PROBLEMS_SHOWN, Problem, Report
from bot.roster import Encoding
from handlers import commands
from handlers.interaction import Origin
from handlers.views import console, group_form, help, import_form, import_report, import_thread, notices

LONG = "Àrea d’Urbanisme, Habitatge, Obres Públiques, Serveis i Manteniment de la Ciutat"
ORIGIN = Origin("C0SECRETARIA", Kind.PRIVATE, "http://127.0.0.1:1/commands/T1/2/abc", 0)
HERE = Stands("C0SECRETARIA", Kind.PRIVATE, "1.1")
OPEN = Stands("C0GENERAL", Kind.PUBLIC, "1.1")


def _id(number: int) -> UUID:
    return UUID(int=number)


def _group(number: int = 1, name: str = "Urbanisme", users: int = 12) -> Listed:
    return Listed(_id(number), name, users)


def _page(groups: int, total: int, number: int = 0) -> Page:
    return Page(tuple(_group(one, f"Group {one:02}", one) for one in range(groups)), number, total)


def _invitation(*, group: str = "Urbanisme", has_file: bool = False) -> Invitation:
    return Invitation(
        tenant="T1",
        id=_id(1),
        group=group,
        actor="U0NURIA",
        language=Language("ca"),
        asked_in=Place("C0SECRETARIA", Kind.PRIVATE),
        answer_to="",
        has_file=has_file,
        elsewhere=False,
    )


def _report(*, added: int = 0, problems: int = 0, already_in: int = 0, same: str | None = None) -> Report:
    repeated = problems // 2
    return Report(
        rows=added + problems + already_in,
        added=added,
        new_in_directory=added // 2,
        already_in=already_in,
        repeated=repeated,
        warnings=0,
        rejected=problems - repeated,
        encoding=Encoding.WINDOWS_1252 if problems else Encoding.UTF_8,
        problems=tuple(_problem(line) for line in range(min(problems, PROBLEMS_SHOWN))),
        group_size=added + 1,
        has_results=bool(problems or already_in),
        same_file_as=same,
    )


def _problem(line: int) -> Problem:
    values = {"name": "N" * 120, "directory_name": "<!channel> & co " + "D" * 100}
    return Problem(line=line, status=Status.ADDED, masked="***4567**", reason="other_name", values=values)


def _telling(report: Report | None, *, thread: Stands = HERE, group: str = "Urbanisme") -> Telling:
    refusal = None if report else words("This file is a PDF. Fill in the template and upload that.")
    return Telling(
        tenant="T1",
        id=_id(1),
        group=group,
        actor="U0NURIA",
        language=Language("ca"),
        thread=thread,
        report=report,
        refusal=refusal,
    )


LINK = "https://vilaprat.slack.com/archives/C0/p1?thread_ts=1.1&cid=C0"
FULL = _report(added=98_765, problems=60_000, already_in=12_345, same="1")

SAMPLES: dict[str, Callable[[Language], object]] = {
    "console-empty": lambda said: console.build(said, _page(0, 0), Origin()),
    "console-usual": lambda said: console.build(said, _page(3, 3), ORIGIN),
    "console-full": lambda said: console.build(said, _page(PAGE, 10_000, 7), ORIGIN),
    "create-group-empty": lambda said: group_form.build(said, Origin()),
    "create-group-full": lambda said: group_form.build(said, ORIGIN, name=LONG),
    "group-created": lambda said: group_form.created(said, _group(users=0), ORIGIN),
    "group-created-full": lambda said: group_form.created(
        said, _group(name="<" * 80, users=1_000_000), ORIGIN
    ),
    "group-created-message": lambda said: group_form.created_message(said, _group(users=1)),
    "import-form-empty": lambda said: import_form.build(said, Origin()),
    "import-form-usual": lambda said: import_form.build(said, ORIGIN, group=_group()),
    "import-form-full": lambda said: import_form.build(
        said,
        ORIGIN,
        group=_group(name=LONG),
        note=words("There is no group “{name}”. Choose one.", name="<" * 80),
    ),
    "help": lambda said: help.build(said, [(verb.usage, verb.what) for verb in commands.GROUPS]),
    "notice-message": lambda said: notices.message(
        said,
        words("Only managers of groups can do this. Ask {people}.", people=(Mention("U1"), Mention("U2"))),
    ),
    "notice-view": lambda said: notices.view(said, words("Choose a group.")),
    "invitation": lambda said: import_thread.invitation(said, _invitation()),
    "invitation-with-a-file": lambda said: import_thread.invitation(said, _invitation(has_file=True)),
    "invitation-in-public": lambda said: import_thread.invitation(
        said, _invitation(), import_thread.open_to_all()
    ),
    "invitation-elsewhere": lambda said: import_thread.invitation(
        said, _invitation(group="<" * 80), import_thread.no_member()
    ),
    "elsewhere": lambda said: import_thread.elsewhere(said, _invitation()),
    "reading": lambda said: import_thread.reading(said, _telling(None)),
    "summary-refused": lambda said: import_report.summary(said, _telling(None), earlier=None),
    "summary-nothing-added": lambda said: import_report.summary(said, _telling(_report()), earlier=None),
    "summary-usual": lambda said: import_report.summary(
        said, _telling(_report(added=120, problems=3, already_in=1)), earlier=None
    ),
    "summary-full": lambda said: import_report.summary(said, _telling(FULL, group="<" * 80), earlier=LINK),
    "summary-public": lambda said: import_report.summary(said, _telling(FULL, thread=OPEN), earlier=LINK),
    "details": lambda said: import_report.details(said, _telling(FULL, thread=OPEN)),
}
