"""The two texts inside one marked-up file, for ``compare --from-marks``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.errors import TreatydiffError
from treatydiff.readers.marks import UNTOLD
from treatydiff.readers.struck import DROP, FORMER, NEW, quoted
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.commands.common import CommandRun
    from treatydiff.commands.guide import Guide
    from treatydiff.model import Draft, Notice
    from treatydiff.report import Report

_KINDS = ("docx", "pdf", "office")
"""Kinds of files in which words can be seen to be struck, bold and underlined."""
_NAMED = 3
"""So many places are quoted where the former version differs."""
_RUN = 5
"""Words in a row by which a place of one text is found in the other."""
_WORD = regex(r"[\u3400-\u9fff]|[^\W\d_]+|\d+")
_HYPHEN = regex(r"(?<=\w)[-\u2010\u2011](?=\w)")


def reports_from_marks(paths: Sequence[str], guide: Guide, run: CommandRun) -> tuple[Report, ...]:
    """The text before the marks of the last file against that behind them; a file before it is the former version.

    Where the marks cannot be told, the former version against the file as it is. Raises TreatydiffError.
    """
    if len(paths) > 2 or any(Path(path).is_dir() for path in paths):
        raise TreatydiffError(
            "--from-marks takes one marked-up file, and before it the former version if it is at hand"
        )
    *before, path = paths
    how = run.struck if run.struck.startswith(FORMER) else FORMER
    base = replace(run, struck=how).read(path, run.language)
    if base.kind not in _KINDS:
        hint = "give the Word file or the PDF from which it was made"
        raise TreatydiffError(f"{path}: no marks of changes in this kind of file", hint)
    former = replace(run, struck=DROP).read(before[0], run.language) if before else None
    new = replace(run, struck=how.replace(FORMER, NEW)).read(path, run.language)
    if untold := next((notice for notice in base.notices if notice.message.startswith(UNTOLD)), None):
        return _without_marks(former, new, untold, guide, run)
    base = replace(base, label=f"{base.label}, before its changes")
    (report,) = run.compared([(base, new)], guide)
    return (_beside(former, base, report) if former else report,)


def _without_marks(
    former: Draft | None, new: Draft, untold: Notice, guide: Guide, run: CommandRun
) -> tuple[Report, ...]:
    if former is None:
        hint = f"name the former version before it: treatydiff compare FORMER {new.path} --from-marks"
        raise TreatydiffError(f"{new.path}: {untold.message}", hint)
    return tuple(_told(report, "new", untold) for report in run.compared([(former, new)], guide))


def _told(report: Report, side: str, notice: Notice) -> Report:
    """A report with one more notice, that is told first."""
    others = tuple(each for each in report.notices if each[1].message != notice.message)
    return replace(report, notices=((side, replace(notice, first=True)), *others))


def _beside(former: Draft, base: Draft, report: Report) -> Report:
    """The report with a notice where the former version reads otherwise than the text that was rebuilt."""
    from treatydiff.model import BlockKind, Notice
    from treatydiff.references.places import where

    known = _runs(_words(" ".join(f"{block.number} {block.text}" for block in former.blocks)))
    places = {at: where(each) for top in base.provisions for each in top.walk() for at in each.blocks}
    found = [
        (places.get(at, ""), words)
        for at, block in enumerate(base.blocks)
        if block.kind is not BlockKind.FOOTNOTE
        for words in _unknown(_words(block.text), known)
    ]
    if not found:
        return report
    said = tuple(f"{place}: {words}" if place else words for place, words in found)
    named = "; ".join(said[:_NAMED]) + (f"; {len(said) - _NAMED} more" if len(said) > _NAMED else "")
    message = f"the former version differs from the text rebuilt from the marks, which do not show it: {named}"
    return _told(report, "", Notice(message, set_aside=said))


def _words(text: str) -> list[str]:
    """The words and numbers of a text; hyphens part no words, since the ends of lines put them in or take them out."""
    return _WORD.findall(_HYPHEN.sub("", text))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    low = [word.casefold() for word in words]
    return {tuple(low[at : at + _RUN]) for at in range(len(low) - _RUN + 1)}


def _unknown(words: Sequence[str], known: set[tuple[str, ...]]) -> Iterator[str]:
    """The stretches of a text that another one does not have, quoted."""
    low = [word.casefold() for word in words]
    missed = [at for at in range(len(low) - _RUN + 1) if tuple(low[at : at + _RUN]) not in known]
    while missed:
        end = next((k for k, (a, b) in enumerate(pairwise(missed), 1) if b - a > _RUN), len(missed))
        yield quoted(" ".join(words[missed[0] : missed[end - 1] + _RUN]))
        missed = missed[end:]
