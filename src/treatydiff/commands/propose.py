"""``treatydiff propose``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.commands.word_files import as_word, read_word
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import PROPOSALS

if TYPE_CHECKING:
    from treatydiff.model import Draft
    from treatydiff.proposals import Repair, Tabled
    from treatydiff.renderers.proposal import Proposed
    from treatydiff.report import Finding, Report

OLD = typer.Argument(metavar="OLD", help="The draft whose words you want back.")
NEW = typer.Argument(metavar="NEW", help="The draft that is on the table.")
ARTICLE = option("--article", metavar="NUMBER", show_default=False, help="Only this article; may be repeated.")
FINDING = option(
    "--finding", metavar="ID", show_default=False, help="Only this finding, by its id in the JSON; may be repeated."
)
PICK = option("--pick", help="Choose from a list in the terminal.")
LEANING = option("--leaning", help="What only leans to worse, too: you decide about it.")
_COMMENTS = ("none", "reasons")
COMMENTS = typer.Option(
    "--comments", metavar="<none|reasons>", help="Word: give the reason for each change in the margin, tabled with it."
)
AUTHOR = option("--author", metavar="NAME", help="Author of the tracked changes.")
DATE = typer.Option("--date", metavar="ISO", show_default=False, help="Date of the tracked changes.")


@with_common_options
def propose(
    old: Annotated[str, OLD],
    new: Annotated[str, NEW],
    format: Annotated[str, formats(PROPOSALS)] = "",
    out: given.Out = "",
    theme: given.Theme = [],
    article: Annotated[list[str], ARTICLE] = [],
    finding: Annotated[list[str], FINDING] = [],
    pick: Annotated[bool, PICK] = False,
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    leaning: Annotated[bool, LEANING] = False,
    comments: Annotated[str, COMMENTS] = "none",
    author: Annotated[str, AUTHOR] = "treatydiff",
    date: Annotated[str, DATE] = "",
    *,
    run: CommandRun,
) -> int:
    """Write a proposal that puts back what got worse since OLD.

    This is what a delegation would table: NEW with the old words put back as tracked changes. With --comments reasons
    the reason for each stands in the margin.
    """
    name, renderer = run.target(format, out, PROPOSALS, [old, new])
    guide = Guide.read("", themes, profile, verdicts)
    (report,) = run.reports([old, new], guide)
    run.note_order([report])
    wanted = chosen(report, guide.known(theme), article, finding, leaning=leaning or pick)
    wanted = _picked(wanted) if pick else wanted
    subject = proposed(report, wanted, guide, run)
    if comments not in _COMMENTS and "comments" in run.given:  # a settings file may mean those of compare
        raise TreatydiffError(f"--comments is none or reasons, not {comments!r}", "reasons writes them in the margin")
    options = run.form(out, date, author=author, comments=comments)
    run.show(run.rendered(renderer, subject, options), out, text=name == "markdown")
    return 0


def proposed(report: Report, wanted: Sequence[Finding], guide: Guide, run: CommandRun) -> Proposed:
    """The new draft with the old words back where something wanted was found; says what was done and what was not."""
    from treatydiff.renderers.proposal import Proposed, left_alone

    base = as_word(report.new)
    with run.step("comparing"):
        tabled, text, left = harmless(report, wanted, base, guide)
        net = guide.compare(base, text, divided=False)
    subject = Proposed(net, report, tabled.placed, tabled.unplaced, left_alone(report, wanted))
    _account(subject, left, run)
    return subject


class Left(NamedTuple):
    """What the old draft against a proposal says got worse."""

    still: tuple[Finding, ...] = ()
    """Although it was to be undone."""
    brought: tuple[Finding, ...] = ()
    """By the proposal itself."""


def harmless(report: Report, wanted: Sequence[Finding], base: Draft, guide: Guide) -> tuple[Tabled, Draft, Left]:
    """What is tabled, how it reads if all of it is accepted, and what is left of it then.

    Repairs that would bring a finding of their own are made otherwise, or not: ``proposals.consequences``.
    """
    from treatydiff.proposals import ROUNDS, Care, about, brought, table, told, uncovered

    known, care = told(report.findings), Care()
    for _ in range(ROUNDS):
        tabled = table(base, care.repairs(report, wanted), report)
        text = read_word(tabled.data, base)
        net = guide.alone(report.old, text, divided=False)
        new = brought(net, known, report)
        if new and base is not report.new and care == Care():  # it came as text: as its Word file reads, too
            known |= told(guide.alone(report.old, base, divided=False).findings)
            new = brought(net, known, report)
        unplaced = {finding.id for each in tabled.unplaced for finding in each.findings}
        undone = {(each.rule, about(each)) for each in wanted if each.id not in unplaced}
        still = tuple(each for each in net.findings if each.adverse and (each.rule, about(each)) in undone)
        more, besides = care.after(tabled.placed, new, still, report), uncovered(new, wanted, report)
        if more == care and not besides:
            break
        care, wanted = more, (*wanted, *besides)
    return tabled, text, Left(still, new)


def asks(reports: Sequence[Report], guide: Guide) -> tuple[tuple[Repair, ...], ...]:
    """What a brief asks for in each comparison: what would be tabled, and what would not, with the reason."""
    from treatydiff.renderers.brief import asked
    from treatydiff.renderers.view import View

    return tuple(_asks(report, asked(View(report)), guide) for report in reports)


def _asks(report: Report, wanted: Sequence[Finding], guide: Guide) -> tuple[Repair, ...]:
    from treatydiff.proposals import repairs

    if not wanted:
        return ()
    tabled, _, _ = harmless(report, wanted, as_word(report.new), guide)
    tried = {repair.change.id: repair for repair in (*tabled.placed, *tabled.unplaced)}
    return tuple(tried.get(repair.change.id, repair) for repair in repairs(report, wanted))


def chosen(
    report: Report, themes: Sequence[str], articles: Sequence[str], ids: Sequence[str], *, leaning: bool = False
) -> tuple[Finding, ...]:
    """The findings asked for, else those told as worse, with ``leaning`` those that only lean so, too.

    Raises TreatydiffError where there is none.
    """
    from dataclasses import replace

    from treatydiff.renderers.view import View
    from treatydiff.report import Selection
    from treatydiff.reports.selection import articles_asked, select

    selection = articles_asked(articles, [report.old, report.new], Selection(tuple(themes)))
    found = select(replace(report, selection=selection)).findings
    unknown = set(ids) - {each.id for each in report.findings}
    if unknown:
        raise TreatydiffError(f"no finding {', '.join(sorted(unknown))}", "compare -f json shows their ids")
    worse = {each.id for line in View(report).lines for each in line.worse}
    told = {each.id for each in found if each.adverse and (leaning or each.id in worse)}
    wanted = tuple(each for each in found if each.id in (ids or told))
    if not wanted:
        if leaning:
            raise TreatydiffError("nothing in the selection leans to worse", "treatydiff compare lists every change")
        hint = "--leaning takes what only leans to worse, too; --pick and --finding ID choose from it"
        raise TreatydiffError("nothing in the selection is told as worse", hint)
    return wanted


def _picked(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the user chooses from a list. Raises TreatydiffError without a terminal."""
    if not sys.stdin.isatty():
        raise TreatydiffError("--pick asks in a terminal", "--finding ID chooses without one")
    from treatydiff.text.safe_text import log_line

    for at, each in enumerate(findings, 1):
        print(log_line(f"{at:3}  {each.theme}: {each.message}"), file=sys.stderr)
    answer = typer.prompt("which ones? (numbers separated by spaces)", err=True)
    wanted = {int(word) for word in answer.replace(",", " ").split() if word.isdecimal()}
    return tuple(each for at, each in enumerate(findings, 1) if at in wanted)


def _account(subject: Proposed, left: Left, run: CommandRun) -> None:
    """Say what was done, what could not be placed, and what is left of the findings if all of it is accepted."""
    from treatydiff.references.places import title

    done = len(subject.placed)
    run.note(f"{done} of {done + len(subject.unplaced)} changes undone")
    if whole := [title(each.change.provision) for each in subject.placed if _strikes_article(each)]:
        run.note(f"strikes out as a whole: {', '.join(whole)}; --pick and --finding choose")
    for each in subject.unplaced:
        run.note(f"not placed: {each.findings[0].message} ({each.why})")
    for each in subject.placed:
        if each.stale:
            place = title(each.change.provision)
            run.note(f"still stale: {', '.join(each.stale)} in {each.findings[0].where or place}; mend it by hand")
    if subject.alone:
        run.note(f"left alone: {subject.alone}")
    for finding in left.still:
        run.note(f"still found if all is accepted: {finding.message}")
    for finding in left.brought:
        run.note(f"new finding if all is accepted: {finding.message}")


def _strikes_article(repair: Repair) -> bool:
    from treatydiff.model import Level
    from treatydiff.proposals import Way

    return repair.way is Way.STRIKE and repair.change.provision.level is Level.ARTICLE
