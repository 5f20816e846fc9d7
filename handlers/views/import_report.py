"""The summary of an import. In a public thread it holds counts only."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, DividerBlock

from bot.actors import Mention
from bot.imports import Telling
from bot.language import Language, Link, Words, counted, words
from bot.report import Report
from bot.roster import Encoding
from handlers.answers import Message, mrkdwn
from handlers.views.texts import context, section

ROOM_FOR_PROBLEMS = 2500  # characters, of the 3000 of a section and the 4000 of a message


def summary(language: Language, telling: Telling, *, earlier: str | None) -> Message:
    """What stands in the thread; `earlier`: the address of the summary of the very same file."""
    if telling.refusal is not None:
        return _refused(language, telling, telling.refusal)
    if telling.report is None:
        raise ValueError("a summary has a report or a refusal")
    return _told(language, telling, telling.report, earlier, is_whole=not telling.is_open_to_all)


def details(language: Language, telling: Telling) -> Message:
    """The whole summary, for the actor alone."""
    if telling.report is None:
        raise ValueError("details are of a report")
    return _told(language, telling, telling.report, None, is_whole=True)


def _refused(language: Language, telling: Telling, refusal: Words) -> Message:
    title = words("*Nothing was imported into {group}*", group=telling.group)
    text = f"{mrkdwn(language, title)}\n{mrkdwn(language, refusal)}"
    return Message(text, [section(language, title, refusal)])


def _told(
    language: Language, telling: Telling, report: Report, earlier: str | None, *, is_whole: bool
) -> Message:
    title = counted(
        "*{count} user added to {group}*",
        "*{count} users added to {group}*",
        report.added,
        group=telling.group,
    )
    lines = list(_counts(report))
    problems = _problems(language, report) if is_whole else []
    notes = list(_notes(telling, report, earlier, is_whole=is_whole))
    blocks: list[Block] = [section(language, title), section(language, *lines)]
    if problems:
        blocks += [DividerBlock(), section(language, *problems)]
    blocks.append(context(language, *notes))
    text = "\n".join(mrkdwn(language, sentence) for sentence in (title, *lines, *problems, *notes))
    return Message(text, blocks)


def _counts(report: Report) -> Iterator[Words]:
    """Only what there is to tell; together they account for every row."""
    yield counted("{count} row read", "{count} rows read", report.rows)
    yield _added(report)
    if report.already_in:
        yield counted(
            "{count} was in the group already", "{count} were in the group already", report.already_in
        )
    if report.repeated:
        yield counted("{count} repeated in the file", "{count} repeated in the file", report.repeated)
    if report.rejected:
        yield counted("{count} rejected", "{count} rejected", report.rejected)


def _added(report: Report) -> Words:
    if not report.new_in_directory:
        return counted("{count} added", "{count} added", report.added)
    new = counted("{count} new in the directory", "{count} new in the directory", report.new_in_directory)
    return counted("{count} added ({new})", "{count} added ({new})", report.added, new=new)


def _problems(language: Language, report: Report) -> list[Words]:
    """As many as a message can hold, and how many there are besides."""
    shown: list[Words] = []
    room = ROOM_FOR_PROBLEMS
    for problem in report.problems:
        room -= len(mrkdwn(language, problem.sentence()))
        if room < 0:
            break
        shown.append(problem.sentence())
    unseen = report.problem_count - len(shown)
    return [*shown, _unseen(unseen)] if unseen else shown


def _unseen(count: int) -> Words:
    return counted(
        "{count} more problem is in the results file.",
        "{count} more problems are in the results file.",
        count,
    )


def _notes(telling: Telling, report: Report, earlier: str | None, *, is_whole: bool) -> Iterator[Words]:
    yield counted(
        "{group} has {count} user now.",
        "{group} has {count} users now.",
        report.group_size,
        group=telling.group,
    )
    if report.warnings and not is_whole:
        yield counted("{count} added with a warning.", "{count} added with a warning.", report.warnings)
    if report.same_file_as:
        yield _same_file(earlier)
    if report.encoding is Encoding.WINDOWS_1252:
        yield words("The file was read as Windows-1252: if accents look wrong, save it as “CSV UTF-8”.")
    if report.has_results:
        yield _where_results_are(telling, is_whole=is_whole)
    yield words("The file that you uploaded stays in Slack: delete it when you do not need it any more.")


def _same_file(earlier: str | None) -> Words:
    if earlier is None:
        return words("This very file was imported before.")
    return words("This very file was imported before: {link}", link=Link(earlier))


def _where_results_are(telling: Telling, *, is_whole: bool) -> Words:
    if not is_whole:
        return words(
            "This channel is public: the details are in a direct message to {person}.",
            person=Mention(telling.actor),
        )
    return words(
        "The rows that were not added are in the file below: correct it and drop it in the same thread."
    )
