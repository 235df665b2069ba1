"""From printed paragraphs to a draft: preamble, parts, articles, paragraphs, subparagraphs, items, annexes.

Every word of every paragraph lands in exactly one provision. What cannot be placed stays as text where it was found,
and a notice says so.
"""

from __future__ import annotations

from treatydiff.errors import StructureError
from treatydiff.languages import detect, load
from treatydiff.model import Draft, Level, Reading
from treatydiff.structure.assembly import Assembly
from treatydiff.structure.lines import Line, find_preamble, lines_of
from treatydiff.structure.provisions import freeze


def build(
    reading: Reading, *, name: str, language: str = "", path: str = "", kind: str = "text", data: bytes = b""
) -> Draft:
    """A draft's structure.

    ``language`` overrides what is detected from the words. Raises StructureError where there is no article, DataError
    for an unknown language.
    """
    words = load(language or _language(reading))
    lines = lines_of(reading.blocks, words)
    assembly = Assembly(lines, reading.blocks, words)
    assembly.place(find_preamble(lines, words))
    provisions, notices = freeze(assembly.nodes, reading.blocks, words)
    draft = Draft(
        label=reading.symbol or name,
        provisions=provisions,
        language=words.code,
        symbol=reading.symbol,
        date=reading.date,
        title=reading.title,
        notices=(*reading.notices, *assembly.notices, *notices),
        blocks=reading.blocks,
        path=path,
        kind=kind,
        data=data,
    )
    if not any(provision.level is Level.ARTICLE for provision in draft.walk()):
        raise _no_article(name, lines, words.code)
    return draft


def _language(reading: Reading) -> str:
    """The cover names the language a document was drafted in, not the one it is in: the words decide."""
    text = " ".join(block.text for block in reading.blocks)
    return detect(text) if text.strip() else reading.language or "en"


def _no_article(name: str, lines: list[Line], language: str) -> StructureError:
    numbered = sum(line.marker is not None for line in lines)
    begins = "; ".join(f"“{_short(line.text)}”" for line in lines[:3])
    found = f"{len(lines)} paragraphs, {numbered} numbered; it begins {begins}" if lines else "nothing at all"
    hint = f"read as {load(language).name}; treatydiff compares texts in articles or rules (--lang sets the language)"
    return StructureError(f"{name}: no article found in {found}", hint)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
