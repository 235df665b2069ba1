"""What a search of a library finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.library import LibraryArticle
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions

if TYPE_CHECKING:
    from rich.text import Text

_AROUND = 90
"""Letters shown on each side of what was looked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question to a library and what was found."""

    query: str
    found: tuple[LibraryArticle, ...]
    """Best first."""
    searched: int
    """How many articles the library has."""


def render(answer: Answer, options: RenderOptions) -> bytes:
    """To read: treaty, article, and the words in context."""
    from treatydiff.renderers.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(answer, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_passages(answer: Answer, options: RenderOptions) -> bytes:
    """``treatydiff/search/1``."""
    from treatydiff.renderers.json import TOOL, dump

    found = [
        {
            "treaty": each.held.label,
            "path": each.held.path,
            "language": each.held.language,
            "eid": each.article.eid,
            "number": each.article.number,
            "heading": each.article.heading,
            "text": each.article.full_text(),
        }
        for each in answer.found
    ]
    return dump({"schema": "treatydiff/search/1", "tool": TOOL, "query": answer.query, "found": found})


def csv_rows(answer: Answer, options: RenderOptions) -> bytes:
    """A row for each article."""
    from treatydiff.renderers.csv import table

    rows = ((p.held.label, p.article.number, p.article.heading, p.article.full_text()) for p in answer.found)
    return table(("treaty", "article", "heading", "text"), rows)


def _lines(answer: Answer, width: int) -> Iterator[Text]:
    from treatydiff.renderers.typeset import line, styled, wrap

    if not answer.found:
        yield styled(f"nothing found in {answer.searched:,} articles")
        return
    for each in answer.found:
        name = f"{each.held.label}, {title(each.article)}  {each.article.heading}".rstrip()
        yield from wrap(styled(name, "bold"), width, "", "    ")
        yield from wrap(_context(each.article.full_text(), answer.query), width, "    ", "    ")
    yield line()
    yield styled(f"{len(answer.found)} of {answer.searched:,} articles", "dim")


def _context(text: str, query: str) -> Text:
    """The words around the first thing that was looked for, which stands out."""
    from treatydiff.renderers.typeset import styled

    asked = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    pattern = "|".join(r"\W+".join(map(re.escape, words)) for each in asked if (words := re.findall(r"\w+", each)))
    at = re.search(pattern, text, re.IGNORECASE)
    start = max((at.start() if at else 0) - _AROUND, 0)
    end = min((at.end() if at else 0) + _AROUND, len(text))
    found = styled(("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else ""))
    found.highlight_regex(re.compile(pattern, re.IGNORECASE), "bold reverse")
    return found
