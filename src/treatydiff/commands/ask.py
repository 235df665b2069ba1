"""``treatydiff ask``: puts the changes of substance to a reader of the user's own."""

from __future__ import annotations

import shlex
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, moment, option, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.front import output

if TYPE_CHECKING:
    from treatydiff.external_reader import Inquiry, Question
    from treatydiff.external_reader.answer_file import AnswerFile
    from treatydiff.external_reader.process import Command
    from treatydiff.external_reader.server import Server
    from treatydiff.external_reader.session import Session
    from treatydiff.report import Report

    Reader = Server | Command

WITH = typer.Option(
    "--with",
    metavar="COMMAND",
    show_default=False,
    help="The reader: reads a question on each line of its input, writes an answer on each line of its output.",
)
SERVER = option(
    "--reader",
    metavar="URL",
    help="The reader is a model behind this address, such as http://127.0.0.1:11434/v1 (docs/reader.md).",
)
MODEL = option("--model", metavar="NAME", help="The model, by the name that the server knows it under.")
NAME = option("--name", metavar="NAME", help="What to call the reader [default: as its program or model].")
ARTICLE = typer.Option(
    "--article", metavar="NUMBER", show_default=False, help="Only this article: 30, 25-30 or 30(2); may be repeated."
)
AGAIN = typer.Option("--again", help="Ask again where its answer was rejected or it contradicted itself.")
ALL = typer.Option("--all", hidden=True, help="What is asked anyway: all changes of substance.")
MEASURE = typer.Option("--measure", help="First ask about changes whose answer is known: it tells how far to trust it.")
DRY_RUN = typer.Option("--dry-run", help="Write the questions and ask nobody.")
JOBS = option("--jobs", "-j", metavar="NUMBER", help="How many copies of the reader to run at once.")
TIME_LIMIT = option("--time-limit", metavar="SECONDS", help="Longest wait for the next answer.")
RETRIES = option("--retries", metavar="NUMBER", help="How many times to ask again when no usable answer came.")

_INTERPRETERS = ("python", "pypy", "node", "ruby", "perl", "bash", "sh", "zsh", "env", "uv", "deno", "npx", "php")
_MOST_JOBS, _MOST_RETRIES = 64, 20
_DAY = 86_400
"""Seconds."""


@with_common_options
def ask(
    old: given.Old,
    new: given.New = [],
    reader: Annotated[str, SERVER] = "",
    model: Annotated[str, MODEL] = "",
    program: Annotated[str, WITH] = "",
    out: given.Out = "",
    name: Annotated[str, NAME] = "",
    theme: given.Theme = [],
    article: Annotated[list[str], ARTICLE] = [],
    again: Annotated[bool, AGAIN] = False,
    measure: Annotated[bool, MEASURE] = False,
    show_all: Annotated[bool, ALL] = False,
    dry_run: Annotated[bool, DRY_RUN] = False,
    jobs: Annotated[int, JOBS] = 1,
    time_limit: Annotated[float, TIME_LIMIT] = 120.0,
    retries: Annotated[int, RETRIES] = 1,
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    align: given.Align = "",
    *,
    run: CommandRun,
) -> int:
    """Have a reader of your own judge all changes of substance.

    The reader is a language model behind an address that you name, or any program of yours. Its answers are checked,
    never trusted, and kept in a file of verdicts, for --verdicts. Nobody is asked, and nothing sent, without your word.
    """
    _refuse_numbers(jobs, time_limit, retries)
    asked = None if dry_run else _reader((reader, model), program, name, (jobs, time_limit), run)
    output.check(out, [old, *new], _JsonLines(), run.inputs)

    from treatydiff.external_reader.answer_file import AnswerFile

    file = AnswerFile() if dry_run else AnswerFile.read(out)
    guide = Guide.read(align, themes, profile, [*verdicts, *([out] if file.lines else [])])
    reports = run.reports([old, *new], guide)
    found = list(_inquiries(reports, guide, theme, article))
    if not asked:
        _show(found, out, run)
        return 0
    if measure and (again or not file.measure(asked.name)):
        file = _measured(file, asked, retries, out, run)
    known = file.known(asked.name, again=again)
    session = _ask(found, known, asked, retries, (file, out), run)
    _account(
        session, bool(file.measure(asked.name)), len({each.question.content for each in found} & known), asked, run
    )
    return 0


def _reader(address: tuple[str, str], program: str, name: str, pace: tuple[int, float], run: CommandRun) -> Reader:
    """Whoever is named. Raises TreatydiffError."""
    url, model = address
    command = _command(program)
    if url and command:
        raise TreatydiffError("--reader and --with: two to ask", "one at a time; each adds its lines to the same file")
    if url and model:
        from treatydiff.external_reader.server import KEY, Server

        return Server(_short(name or model), url, model, run.environment.get(KEY, ""), *pace)
    if not command:
        hint = "--reader URL --model NAME, or --with COMMAND, names the reader; --dry-run shows the questions"
        raise TreatydiffError("--reader without --model" if url else "nobody to ask", hint)
    from treatydiff.external_reader.process import Command

    return Command(_short(name or _called(command)), tuple(command), *pace)


def _short(name: str) -> str:
    return name.strip()[:80]


class _JsonLines:
    """The form of the output."""

    suffixes = (".jsonl",)
    binary = False


def _command(text: str) -> list[str]:
    """The words of the command. Raises TreatydiffError."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise TreatydiffError(f"--with {text}: {error}", "quote it as in a terminal") from None


def _refuse_numbers(jobs: int, limit: float, retries: int) -> None:
    for name, value, fits, hint in (
        ("jobs", jobs, 1 <= jobs <= _MOST_JOBS, f"1 to {_MOST_JOBS} at once"),
        ("time-limit", limit, 0 < limit <= _DAY, "seconds, a day at most"),
        ("retries", retries, 0 <= retries <= _MOST_RETRIES, f"0 to {_MOST_RETRIES} times"),
    ):
        if not fits:
            raise TreatydiffError(f"--{name} {value:g}: out of range", hint)


def _called(command: Sequence[str]) -> str:
    """What a reader is called if nobody says: ``ollama_reader`` of ``python3 ollama_reader.py --model x``."""
    words = [Path(word).stem for word in command if not word.startswith("-")]
    return next((word for word in words if not word.startswith(_INTERPRETERS)), words[0] if words else "reader")


def _inquiries(
    reports: Sequence[Report], guide: Guide, theme: Sequence[str], article: Sequence[str]
) -> Iterator[Inquiry]:
    from treatydiff.external_reader import inquiries
    from treatydiff.report import Selection
    from treatydiff.reports.selection import articles_asked
    from treatydiff.themes import load_themes

    drafts = [draft for report in reports for draft in (report.old, report.new)]
    selection = articles_asked(article, drafts, Selection(guide.known(theme)))
    for report in reports:
        offered = guide.themes or load_themes(language=report.new.language)
        yield from inquiries(replace(report, selection=selection), offered)


def _distinct(found: Sequence[Inquiry]) -> dict[str, Question]:
    """The questions by their content: the same change in several places is asked about once."""
    return {each.question.content: each.question for each in reversed(found)}


def _both_ways(questions: Sequence[Question]) -> list[str]:
    ways = (way for question in questions for way in (question, question.exchanged))
    return [way.line for way in sorted(ways, key=attrgetter("id"))]  # which tells nothing of which way round


def _show(found: Sequence[Inquiry], out: str, run: CommandRun) -> None:
    lines = _both_ways([*_distinct(found).values()])
    run.show("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"), out, text=False)
    run.note(f"{_sizes(lines)}; nobody was asked")


def _sizes(lines: Sequence[str]) -> str:
    """``60 questions (30 changes, each asked both ways round), some 52,000 tokens``."""
    changes = f"{len(lines) // 2} change{'s' * (len(lines) != 2)}, each asked both ways round"
    return f"{len(lines)} questions ({changes}), some {_tokens(''.join(lines)):,} tokens"


def _tokens(text: str) -> int:
    """About how many tokens: four letters each where words are parted, else a letter."""
    dense = sum(letter > "\u2e7f" for letter in text)
    return dense + (len(text) - dense) // 4


def _ask(
    found: Sequence[Inquiry],
    known: frozenset[str],
    reader: Reader,
    retries: int,
    kept: tuple[AnswerFile, str],
    run: CommandRun,
) -> Session:
    """Ask what is not known, and write what came, also where somebody interrupts it. Raises TreatydiffError."""
    from treatydiff.external_reader.session import Session

    asked = [each for each in found if each.question.content not in known]
    session = Session(tuple(reversed(_distinct(asked).values())), retries)
    if not asked:
        output.write(kept[1], kept[0].with_answers(reader.name, (), ())) if kept[1] in ("", output.STDOUT) else None
        return session
    lines = _both_ways(session.questions)
    going = reader.meet(lines)
    run.note(f"{_sizes(lines)}, with words of your drafts, go to: {reader.called}")
    run.note(going)
    try:
        with run.step(f"asking {reader.name}") as tell:
            session.ask(reader.answers, _telling(reader.name, tell))
        _refuse_silence(session, reader.called)
    finally:
        if session.answers:
            _keep(session, asked, reader.name, kept, run)
    return session


def _measured(file: AnswerFile, reader: Reader, retries: int, out: str, run: CommandRun) -> AnswerFile:
    """The file with how the reader did on changes whose answer is known. Raises TreatydiffError."""
    from treatydiff.external_reader.measure import labelled, measured
    from treatydiff.external_reader.session import Session
    from treatydiff.themes import load_themes

    known = [*labelled(load_themes(language="en"))]
    session = Session(tuple(question for _, question in known), retries)
    lines = _both_ways(session.questions)
    run.note(f"to measure it, {_sizes(lines)}, with no word of your drafts, go to: {reader.called}")
    run.note(reader.meet(lines))
    with run.step(f"measuring {reader.name}") as tell:
        session.ask(reader.answers, _telling(reader.name, tell))
    _refuse_silence(session, reader.called)
    found = measured((direction, session.became(question)) for direction, question in known)
    run.note(f"right on {found} changes whose answer is known")
    file = file.with_measure(reader.name, session.model or "model", moment("", run.environment)[:10], found)
    if out not in ("", output.STDOUT):
        output.write(out, file.with_answers(reader.name, (), ()))
    return file


def _telling(name: str, tell: Callable[[str], None]) -> Callable[[int], None]:
    """Says how many answers are still to come, and in about how much time."""
    started, first = time.monotonic(), [0]

    def left(count: int) -> None:
        first[0] = max(first[0], count)
        done = first[0] - count
        seconds = (time.monotonic() - started) / done * count if done else 0
        tell(f"asking {name}: {count} of {first[0]} answers to come{f', about {_span(seconds)}' if done else ''}")

    return left


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _refuse_silence(session: Session, called: str) -> None:
    """Raise TreatydiffError where not one answer came: then it is the command that has to be mended."""
    if not session.answers:
        why = next((session.became(question).why for question in session.questions), "")
        stray = ", ".join(f"{count} times {what}" for what, count in session.stray.items())
        hint = f"what it wrote: {stray}" if stray else "docs/reader.md says what it is given and what to answer"
        raise TreatydiffError(f"{called}: not one answer: {why}", hint)


def _keep(session: Session, asked: Sequence[Inquiry], name: str, kept: tuple[AnswerFile, str], run: CommandRun) -> None:
    from treatydiff.external_reader.outcome import lines

    file, out = kept
    date = moment("", run.environment)[:10]
    heard = [each for each in asked if session.heard(each.question)]
    new = [line for each in heard for line in
           lines(each, session.became(each.question), name, session.model or "model", date)]  # fmt: skip
    data = file.with_answers(name, (each.question.content for each in heard), new)
    run.show(data, out, text=False)


def _account(session: Session, measured: bool, known: int, reader: Reader, run: CommandRun) -> None:
    """Say what became of it."""
    results = [session.became(question) for question in session.questions]
    counted = Counter(str(result.became) for result in results)
    directions = Counter(result.answer.direction for result in results if result.answer)
    said = ", ".join(f"{count} {name}" for name, count in directions.most_common())
    parts = [f"{counted['answered']} answered{f' ({said})' if said else ''}"]
    parts += [f"{counted[name]} {name}" for name in ("contradicted", "rejected", "unanswered") if counted[name]]
    before = f"; {known} answered in an earlier run" * bool(known)
    run.note(f"{len(results)} asked{before}: {', '.join(parts)}" if results else f"nothing new to ask{before}")
    whys = Counter(result.why for result in results if result.why)
    for why, count in whys.most_common():
        run.note(f"{count} times: {why}")
    for why, count in session.stray.most_common():
        run.note(f"{count} times {reader.name} wrote {why}")
    if results and not measured:
        run.note(
            "not measured: its word is taken as it comes; --measure asks it about 60 changes whose answer is known"
        )
    if reader.account:
        run.note(reader.account)
    doubtful = sum(bool(result.doubt) for result in results)
    if doubtful:
        run.note(f"{doubtful} doubtful, because the drafts address their reader there; they are labelled")
