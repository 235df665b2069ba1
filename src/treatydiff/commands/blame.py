"""``treatydiff blame``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import BLAMES, SUBMISSIONS

if TYPE_CHECKING:
    from treatydiff.library import Index, Precursor
    from treatydiff.model import Draft
    from treatydiff.renderers.submissions import SaidBefore
    from treatydiff.report import Finding
    from treatydiff.series import NewSentence

DRAFT = typer.Argument(metavar="DRAFT", help="The draft whose words are traced.")
SERIES = typer.Argument(metavar="SERIES", show_default=False, help="The drafts before it: a folder, or files in order.")
DELETED = option("--deleted", help="Also show what was deleted, and the draft in which it last stood.")
FORMAT = formats({**BLAMES, **SUBMISSIONS})
FOLDER = option(
    "--submissions",
    metavar="FOLDER",
    show_default=False,
    help="Show who said each new sentence before: a folder of proposals, position papers, other treaties "
    "(xlsx and markdown, no html).",
)
ALL = option("--all", help="With --submissions: also the new sentences that nobody said before.")


@with_common_options
def blame(
    draft: Annotated[str, DRAFT],
    series: Annotated[list[str], SERIES] = [],
    submissions: Annotated[str, FOLDER] = "",
    index: given.Index = "",
    show_all: Annotated[bool, ALL] = False,
    format: Annotated[str, FORMAT] = "",
    out: given.Out = "",
    deleted: Annotated[bool, DELETED] = False,
    align: given.Align = "",
    *,
    run: CommandRun,
) -> int:
    """Show in which draft each phrase first stood.

    With --submissions: who said each new sentence before, and what was left out of it and added. It never claims that
    the words were taken from there.
    """
    if submissions:
        return _said_before(draft, series, submissions, index, show_all, format, out, align, run)
    if not series:
        raise TreatydiffError(f"{draft}: no draft stands before it", "every word of a first draft is its own")
    from treatydiff.series import blame as trace

    _, renderer = run.target(format, out, BLAMES, [draft, *series])
    drafts = _up_to(draft, run.drafts(series), run)
    guide = Guide.read(align, judged=False)
    with run.step("comparing"):
        traced = trace(drafts, tuple(guide.compare(old, new, divided=False) for old, new in pairwise(drafts)))
    run.write(renderer, traced, out, show_all=deleted)
    return 0


def _up_to(path: str, drafts: Sequence[Draft], run: CommandRun) -> tuple[Draft, ...]:
    """The drafts up to the one that is asked about; one that is not among them comes last. Raises TreatydiffError."""
    at = next((n for n, each in enumerate(drafts) if _same(each.path, path)), len(drafts))
    traced = (*drafts[:at], drafts[at] if at < len(drafts) else run.read(path, run.language))
    if len(traced) < 2:
        raise TreatydiffError(f"{path}: no draft stands before it", "every word of a first draft is its own")
    return traced


def _same(one: str, other: str) -> bool:
    return one == other or (all(map(os.path.exists, (one, other))) and os.path.samefile(one, other))


def _said_before(
    path: str,
    series: list[str],
    folder: str,
    index: str,
    show_all: bool,
    format: str,
    out: str,
    align: str,
    run: CommandRun,
) -> int:
    _, renderer = run.target(format, out, SUBMISSIONS, [path, *series, folder])
    drafts = _up_to(path, run.drafts(series), run) if series else (run.read(path, run.language),)
    sentences = _new(drafts, Guide.read(align, judged=False), run)
    with run.library(folder, index) as opened:
        subject = _found(drafts, sentences, opened, folder, run)
    run.write(renderer, subject, out, show_all=show_all)
    return 0


def _new(drafts: tuple[Draft, ...], guide: Guide, run: CommandRun) -> tuple[NewSentence, ...]:
    from treatydiff.series import all_sentences, new_sentences
    from treatydiff.series import blame as trace

    if len(drafts) == 1:
        return all_sentences(drafts[0])
    with run.step("comparing"):
        reports = tuple(guide.compare(old, new, divided=False) for old, new in pairwise(drafts))
        return new_sentences(trace(drafts, reports))


def _found(
    drafts: tuple[Draft, ...],
    sentences: tuple[NewSentence, ...],
    index: Index,
    folder: str,
    run: CommandRun,
) -> SaidBefore:
    from treatydiff.drafts.succession import date_of
    from treatydiff.library import Sayings
    from treatydiff.renderers.submissions import SaidBefore, SentenceBefore

    draft, found, guide = drafts[-1], [], Guide()
    sayings = Sayings(index, before=date_of(draft))
    with run.step("looking for who said it before", budgeted=False) as tell:
        for at, sentence in enumerate(sentences, 1):
            tell(f"looking for who said it before: sentence {at} of {len(sentences)}")
            fresh = () if sentence.whole else sentence.fresh
            precursor = sayings.precursor(sentence.text, draft.language, fresh=fresh, stretch=sentence.stretch)
            found.append(SentenceBefore(sentence, precursor, _lacks(sentence, precursor, draft, guide)))
    for label, date in sayings.later:
        run.note(f"left out: {label}, dated {date}, after {draft.label}")
    return SaidBefore(draft, drafts[:-1], folder, index.size, tuple(found))


def _lacks(sentence: NewSentence, precursor: Precursor | None, draft: Draft, guide: Guide) -> tuple[Finding, ...]:
    """What the submission had that the draft has not: adverse findings, as if the submission were an older draft."""
    from dataclasses import replace

    from treatydiff.library import Closeness
    from treatydiff.model import Draft as Text

    if precursor is None or precursor.closeness is not Closeness.EDITED:
        return ()
    ours = replace(sentence.provision, text=sentence.text, children=(), heading="")
    theirs = replace(ours, text=precursor.text)
    old, new = Text(precursor.passage.held.label, (theirs,), draft.language), Text(draft.label, (ours,), draft.language)
    return tuple(finding for finding in guide.compare(old, new).findings if finding.adverse)
