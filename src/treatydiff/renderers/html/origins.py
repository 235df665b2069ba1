"""Prepares the page of origins: which draft brought which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.blame import TINTS, BlamedLine, blamed_lines, brought, mark
from treatydiff.series import Blame, Phrase
from treatydiff.text.languages import is_right_to_left


@dataclass(frozen=True, slots=True)
class BlamedDraft:
    """A draft of the series in the list of colours."""

    number: int
    """From 1."""
    label: str
    title: str
    date: str
    words: int
    """How many words of the last draft came with it."""


@dataclass(frozen=True, slots=True)
class BlamedPhrase:
    """A phrase with one origin, as the page shows it."""

    text: str
    kind: str
    """Its classes: the draft's, and what else is to be seen of it."""
    mark: str
    """Printed before it and never copied; empty for what stood from the beginning."""
    about: str
    """What a pointer over it tells."""
    gone: bool


@dataclass(frozen=True, slots=True)
class BlamedPassage:
    """A line of the draft with the drafts that brought its words in the margin."""

    kind: str
    heading: bool
    lead: str
    drafts: tuple[int, ...]
    """From 1."""
    phrases: tuple[BlamedPhrase, ...]


@dataclass(frozen=True, slots=True)
class BlamePage:
    """Everything on the page."""

    title: str
    lang: str
    rtl: bool
    drafts: tuple[BlamedDraft, ...]
    lines: tuple[BlamedPassage, ...]


def prepare(blame: Blame, options: RenderOptions) -> BlamePage:
    """The page's values."""
    last = blame.drafts[-1]
    drafts = tuple(
        BlamedDraft(at, draft.label, draft.title, draft.date, words)
        for at, (draft, words) in enumerate(zip(blame.drafts, brought(blame), strict=True), 1)
    )
    lines = tuple(_passage(line, blame) for line in blamed_lines(blame, options))
    return BlamePage(last.label, last.language, is_right_to_left(last.language), drafts, lines)


def rules(page: BlamePage) -> str:
    """The colour of each draft, and the boxes that take it away, so that they do without a script."""
    found = []
    for draft in page.drafts:
        at = draft.number
        tint = TINTS[(at - 1) % len(TINTS)]
        if tint:
            found.append(f".b{at}{{background:color-mix(in srgb,#{tint} 30%,var(--paper))}}")
        off = f".blame:has(#draft-{at}:not(:checked)) .text .b{at}"
        found += [f"{off}{{background:none;text-decoration:none}}", f"{off}::before{{content:none}}"]
        found.append(f".blame:has(#draft-{at}:not(:checked)) .text del.b{at}{{display:none}}")
    return "\n".join(found) + "\n"


def _passage(line: BlamedLine, blame: Blame) -> BlamedPassage:
    phrases = tuple(_phrases(line.pieces, blame))
    kind = f"l-{line.level}{' gone' if line.gone else ''}"
    return BlamedPassage(kind, line.heading, line.lead, tuple(at + 1 for at in line.drafts), phrases)


def _phrases(pieces: tuple[Phrase, ...], blame: Blame) -> Iterator[BlamedPhrase]:
    for piece in pieces:
        shown = mark(piece)[1:-1]
        names = {piece.first, *(at for at in (piece.last, piece.back) if at is not None)}
        about = "; ".join(f"({at + 1}) {blame.drafts[at].label}" for at in sorted(names))
        kind = f"b{piece.first + 1}"
        yield BlamedPhrase(piece.text, kind, "" if shown == "1" else shown, about, piece.last is not None)
