"""Structure: printed paragraphs become a draft of parts, articles, paragraphs, subparagraphs, items, annexes.

Every word of every paragraph lands in exactly one provision. What cannot be placed stays as text where it was found,
and a notice says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatydiff.errors import StructureError
from treatydiff.model import Draft, Notice, Provision, Reading, StructuredReading
from treatydiff.structure.amendments import mark_amendments
from treatydiff.structure.assembly import Assembly
from treatydiff.structure.contents import set_aside
from treatydiff.structure.learned import learn
from treatydiff.structure.lines import Line, drop_contents, drop_quoted, lines_of
from treatydiff.structure.order import drop_cited, revealed
from treatydiff.structure.provisions import freeze
from treatydiff.structure.recitals import preamble_at
from treatydiff.structure.run_together import run_together
from treatydiff.structure.units import ARTICLES, Units, choose
from treatydiff.text.disguise import disguises
from treatydiff.text.languages import Language, detect, load
from treatydiff.text.safe_text import visible

AGAIN = "numbers printed again"


def build(
    reading: Reading, *, name: str, language: str = "", path: str = "", kind: str = "text", data: bytes = b""
) -> Draft:
    """A draft's structure.

    ``language`` overrides what is detected from the words. Raises StructureError where there is no text, DataError for
    an unknown language.
    """
    words = load(language or _language(reading))
    if isinstance(reading, StructuredReading):
        known = _as_marked(reading, words)
        return replace(known, label=reading.symbol or name, path=path, kind=kind, data=data)
    listed, contents = set_aside(reading.blocks)
    lines = _lines(reading, words, listed)
    if not lines:
        raise StructureError(f"{name}: no text in it", "treatydiff compares what is written, not pictures of it")
    units = choose(lines, words)
    assembly = Assembly(lines, reading.blocks, words)
    assembly.place(preamble_at(lines, words))
    provisions, found = freeze(assembly.nodes, reading.blocks, words)
    notices = (
        *contents,
        *run_together(reading.blocks),
        *_how_taken(units),
        *assembly.notices,
        *found,
        *_masked(provisions),
    )
    return Draft(
        label=reading.symbol or name,
        provisions=provisions,
        language=words.code,
        symbol=reading.symbol,
        date=reading.date,
        title=reading.title,
        notices=(*reading.notices, *notices),
        units=units.name,
        blocks=reading.blocks,
        path=path,
        kind=kind,
        data=data,
    )


def _as_marked(reading: StructuredReading, words: Language) -> Draft:
    """A draft whose file marks its provisions."""
    return Draft(
        label="",
        provisions=reading.provisions,
        language=words.code,
        symbol=reading.symbol,
        date=reading.date,
        title=reading.title,
        notices=(*reading.notices, Notice("articles and their numbers taken as they are marked in the file")),
        units=reading.units,
        blocks=reading.blocks,
    )


def _lines(reading: Reading, words: Language, listed: frozenset[int]) -> list[Line]:
    """The printed paragraphs, headings told from what only quotes, cites or lists them."""
    lines = [line for line in lines_of(reading.blocks, words) if line.block not in listed]
    learn(lines, words)
    mark_amendments(lines, words)
    drop_quoted(lines, words)
    drop_cited(lines)
    lines = revealed(lines, words)
    drop_contents(lines, words)
    return lines


def _masked(provisions: tuple[Provision, ...]) -> Iterator[Notice]:
    """Numbers with words that are not what they look like; they stand in no change."""
    printed = (inner.printed for each in provisions for inner in each.walk())
    if masked := tuple(each for each in printed if any(disguises(each))):
        message = f"numbers of provisions in words that are not what they look like: {visible(masked[0])}"
        yield Notice(message, set_aside=masked, unseen=True)


def _how_taken(units: Units) -> Iterator[Notice]:
    """What was decided about a text that has no articles."""
    if units.again:
        yield Notice(f"{AGAIN} below the heading that has them, set aside", set_aside=units.again)
    if units.left:
        shown = ", ".join(f"“{text[:40].strip()}”" for text in units.left[:3])
        more = f" and {len(units.left) - 3} more" if len(units.left) > 3 else ""
        yield Notice(f"numbers that look like those of {units.name} and were read as text: {shown}{more}")
    if units.name != ARTICLES:
        yield Notice(f"no articles in this text: it is compared by its {units.name}")


def _language(reading: Reading) -> str:
    """The cover names the language a document was drafted in, not the one it is in: the words decide."""
    text = " ".join(block.text for block in reading.blocks)
    return detect(text) if text.strip() else reading.language or "en"
