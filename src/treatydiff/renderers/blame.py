"""A draft with the draft in which each phrase first stood, as a gutter, a table or data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.model import CONTAINERS, Level, Provision
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, title
from treatydiff.renderers import RenderOptions
from treatydiff.series import Blame, Phrase, TracedProvision
from treatydiff.text.lettering import WORD

if TYPE_CHECKING:
    from rich.text import Text

    from treatydiff.renderers.json import Json

COLORS = ("", "green", "yellow", "cyan", "magenta", "blue", "red")
"""Of the drafts in turn; the first one's words are not coloured. The number in the gutter says the same."""

TINTS = ("", "e69f00", "56b4e9", "009e73", "f0e442", "cc79a7", "0072b2", "d55e00")
"""Of the drafts in turn, on a page and in Word: RRGGBB, told apart by the colour-blind (Okabe and Ito's set)."""

_HEADED = CONTAINERS | {Level.ARTICLE, Level.ANNEX, Level.PREAMBLE}

COLUMNS = ("article", "place", "part", "first draft", "last draft", "how it came here", "text")


def render(blame: Blame, options: RenderOptions) -> bytes:
    """To read: each phrase on lines of its own, led by the number of the draft that brought it."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(blame, options, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_pieces(blame: Blame, options: RenderOptions) -> bytes:
    """``treatydiff/blame/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/blame/1",
            "tool": TOOL,
            "drafts": [draft_value(draft) for draft in blame.drafts],
            "provisions": [_value(entry, options) for entry in shown(blame, options)],
        }
    )


def csv_pieces(blame: Blame, options: RenderOptions) -> bytes:
    """A row for each phrase."""
    from treatydiff.renderers.csv import table

    return table(COLUMNS, (record for entry in shown(blame, options) for record in _records(entry, blame, options)))


def shown(blame: Blame, options: RenderOptions) -> Iterator[TracedProvision]:
    """The provisions that have something to show; what was deleted only where it was asked for."""
    return (entry for entry in blame.entries if any(visible_pieces(entry.pieces, options)))


def visible_pieces(pieces: tuple[Phrase, ...], options: RenderOptions) -> Iterator[Phrase]:
    """What stands; with ``show_all`` what was deleted, too."""
    return (piece for piece in pieces if options.show_all or piece.last is None)


@dataclass(frozen=True, slots=True)
class BlamedLine:
    """A provision, or the heading of one, as a page shows it."""

    level: str
    heading: bool
    """Whether it heads what follows: an article, a chapter, an annex."""
    lead: str
    """Its number or title, which has no origin of its own."""
    pieces: tuple[Phrase, ...]
    """What is shown of it."""

    @property
    def drafts(self) -> tuple[int, ...]:
        """The indexes of the drafts that brought its words."""
        return tuple(sorted({piece.first for piece in self.pieces}))

    @property
    def gone(self) -> bool:
        """Whether none of it stands."""
        return bool(self.pieces) and all(piece.last is not None for piece in self.pieces)


def blamed_lines(blame: Blame, options: RenderOptions) -> Iterator[BlamedLine]:
    """What a page shows, in reading order: headings on lines of their own."""
    for entry in blame.entries:
        heading, text = (tuple(visible_pieces(each, options)) for each in (entry.heading, entry.text))
        provision = entry.provision
        standing = options.show_all or entry.draft == len(blame.drafts) - 1
        if standing and provision.level in _HEADED:
            yield BlamedLine(provision.level, True, title(provision), heading)
            lead = ""
        elif heading:
            yield BlamedLine(provision.level, False, lead := _number(provision), heading)
            lead = ""
        else:
            lead = _number(provision)
        if text:
            yield BlamedLine(provision.level, False, lead, text)


def brought(blame: Blame) -> tuple[int, ...]:
    """For each draft how many words that stand in the last one came with it."""
    counts = [0] * len(blame.drafts)
    for piece in (piece for entry in blame.entries for piece in entry.pieces if piece.last is None):
        counts[piece.first] += len(WORD.findall(piece.text))
    return tuple(counts)


def how(piece: Phrase) -> str:
    """How words that are not new came to their place."""
    if piece.back is None:
        return ""
    return f"{'revived' if piece.revived else 'moved here'} in ({piece.back + 1})"


def where(entry: TracedProvision, blame: Blame) -> tuple[str, str]:
    """Article (preamble, annex …) and the place in it, in the draft that the provision belongs to."""
    place = outline(blame.drafts[entry.draft]).place.get(entry.provision.eid, "")
    return (capital(entry.provision.unit) or title(entry.provision)), place


def _records(entry: TracedProvision, blame: Blame, options: RenderOptions) -> Iterator[tuple[str, ...]]:
    article, place = where(entry, blame)
    for part, pieces in (("heading", entry.heading), ("text", entry.text)):
        for piece in visible_pieces(pieces, options):
            last = "" if piece.last is None else blame.drafts[piece.last].label
            yield article, place, part, blame.drafts[piece.first].label, last, how(piece), piece.text


def _value(entry: TracedProvision, options: RenderOptions) -> Json:
    provision = entry.provision
    return {
        "eid": provision.eid,
        "draft": entry.draft,
        "level": provision.level,
        "article": provision.article,
        "number": provision.number,
        "heading": [_piece(piece) for piece in visible_pieces(entry.heading, options)],
        "text": [_piece(piece) for piece in visible_pieces(entry.text, options)],
    }


def _piece(piece: Phrase) -> Json:
    return {
        "text": piece.text,
        "first": piece.first,
        "last": piece.last,
        "moved": piece.moved,
        "revived": piece.revived,
        "back": piece.back,
    }


def _lines(blame: Blame, options: RenderOptions, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import line

    names = [f"({at})" for at in range(1, len(blame.drafts) + 1)]
    yield from draft_lines(zip(names, blame.drafts, strict=True), options.width)
    yield line()
    wide = max(len(mark(piece)) for entry in blame.entries for piece in entry.pieces) if blame.entries else 0
    for entry in shown(blame, options):
        yield from _entry(entry, options, width, wide)


def _entry(entry: TracedProvision, options: RenderOptions, width: int, wide: int) -> Iterator[Text]:
    """The heading and the text, each piece behind its gutter; the number stands before the first piece."""
    from treatydiff.renderers.text.typeset import line, styled, wrap

    if (entry.provision.article == entry.provision.number and entry.provision.heading) or not entry.provision.article:
        yield line()
    lead = _number(entry.provision)
    for piece in visible_pieces(entry.pieces, options):
        gutter = mark(piece).ljust(wide)
        style = COLORS[piece.first % len(COLORS)] if piece.last is None else "red strike"
        text = piece.text if piece.last is None else f"[-{piece.text}-]"
        yield from wrap(line(styled(lead), styled(text, style)), width, f"{gutter} │ ", f"{' ' * wide} │ ")
        lead = ""


def _number(provision: Provision) -> str:
    printed = provision.printed or (f"{provision.number}." if provision.number else "")
    return f"{printed} " if printed else ""


def mark(piece: Phrase) -> str:
    """``(1)``; ``(1–2)`` of what is gone; ``(1→3)`` of what moved or came back in the third draft."""
    if piece.last is not None:
        return f"({piece.first + 1}–{piece.last + 1})"
    return f"({piece.first + 1}→{piece.back + 1})" if piece.back is not None else f"({piece.first + 1})"
