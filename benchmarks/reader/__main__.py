"""``python -m benchmarks.reader COMMAND``: scores any reader of docs/reader.md.

On amendments that privacy lawyers judged (``gdpr``) and statutes that were read by hand (``laws``), both in
TREATYDIFF_CORPUS, and on the project's own judged sentences (``cases``); by the rules' own measures, for the rules
alone, the reader alone, and both (rules where they are firm, the reader for the rest); with calibration by confidence
and cost. ``--questions FILE`` writes what would be asked, without labels, for a reader who sits elsewhere; then
``'cat ANSWERS'`` is a command. Each question is asked both ways round.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import limits
from benchmarks.reader.samples import SOURCES, Item, sample
from benchmarks.reader.score import Conduct, calibration, marks

from treatydiff.external_reader import Question, Settled
from treatydiff.external_reader.process import Command
from treatydiff.external_reader.session import Session

FIGURES = ("right", "firm", "flagged", "true", "swap")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", nargs="?", default="", help="the reader, as it is typed in a terminal")
    parser.add_argument("--of", action="append", choices=SOURCES, help="only this source; may be repeated")
    parser.add_argument("--sample", type=int, default=0, help="so many of each source [default: all]")
    parser.add_argument("--seed", default="1", help="another one draws others")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--time-limit", type=float, default=120.0)
    parser.add_argument("--retries", type=int, default=0)
    parser.add_argument("--questions", metavar="FILE", help="write the questions, and ask nobody")
    limits.add(parser, FIGURES)
    options = parser.parse_args()
    items = [each for name in options.of or SOURCES for each in sample(name, options.sample, options.seed)]
    questions = distinct(items)
    if options.questions:
        written(options.questions, questions)
        return 0
    if not options.command:
        parser.error("a command is needed, or --questions")
    session = Session(questions, options.retries)
    command = Command("reader", tuple(shlex.split(options.command)), options.jobs, options.time_limit)
    session.ask(command.answers, _tell)
    results = {question.content: session.became(question) for question in questions}
    figures = report(items, results, session)
    return limits.status(options, figures)


def distinct(items: Sequence[Item]) -> tuple[Question, ...]:
    """The questions, no two alike."""
    found = {each.question.content: each.question for item in items for each in item.asked}
    return tuple(found.values())


def written(path: str, questions: Sequence[Question]) -> None:
    """Both ways round, in the order of their ids, which tell nothing: nobody can see which two belong together."""
    lines = {way.id: way.line for question in questions for way in (question, question.exchanged)}
    Path(path).write_text("".join(f"{lines[id]}\n" for id in sorted(lines)), "utf-8")
    print(f"{path}: {len(lines)} questions on {len(questions)} changes, {sum(map(len, lines.values())):,} characters")


def report(items: Sequence[Item], results: dict[str, Settled], session: Session) -> dict[str, float]:
    """Print all that is measured, and give the figures of the reader alone."""
    answered = [(item, [results[each.question.content] for each in item.asked]) for item in items]
    for source in dict.fromkeys(item.source for item in items):
        print(f"{source}:")
        for name, found in marks((item, told) for item, told in answered if item.source == source).items():
            print(f"  {name:30} {found}")
    overall = marks(answered)
    for name, found in overall.items() if len({item.source for item in items}) > 1 else ():
        print(f"all: {name:28} {found}")
    conduct = Conduct.of(results.values())
    print("conduct:", *conduct.lines(), sep="\n  ")
    print("calibration (the reader alone):", *calibration(answered), sep="\n  ")
    sent = sum(len(way.line) for question in session.questions for way in (question, question.exchanged))
    print(f"cost: {session.answers} answers to {2 * len(session.questions)} questions; {sent:,} characters a round")
    return {**overall["reader alone"].figures(), "swap": conduct.swap}


def _tell(left: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{left} answers to come ", end="" if left else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
