"""Hits of a search of a library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.library import LibraryArticle
from treatydiff.model import Provision
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.tables import TableDocument
from treatydiff.text.lettering import may_be_wide

if TYPE_CHECKING:
    from rich.text import Text

_BEFORE, _AFTER = 60, 160
"""Letters shown before what was looked for, and from there on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question to a library and what was found."""

    query: str
    found: tuple[LibraryArticle, ...]
    """Best first."""
    searched: int
    """How many files the library has."""
    more: bool = False
    """Whether there are more."""


def render(answer: Answer, options: RenderOptions) -> bytes:
    """To read: treaty, article, and the words in context."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

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


def table(answer: Answer, options: RenderOptions) -> TableDocument:
    """A row for each article."""
    rows = ((p.held.label, p.article.number, p.article.heading, p.article.full_text()) for p in answer.found)
    return TableDocument("Search", ("treaty", "article", "heading", "text"), rows, answer.query)


def _lines(answer: Answer, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line, styled, wrap

    if not answer.found:
        yield styled(f"nothing found in {answer.searched:,} files")
        return
    for each in answer.found:
        name = f"{each.held.label}, {title(each.article)}  {each.article.heading}".rstrip()
        yield from wrap(styled(name, "bold"), width, "", "    ")
        yield from wrap(_context(_body(each.article), answer.query), width, "    ", "    ")
    yield line()
    yield styled(_counted(answer), "dim")


def _body(article: Provision) -> str:
    """Without the heading, which stands above."""
    return " ".join(each.text if each is article else each.own for each in article.walk() if each.own).strip()


def _pattern(words: list[str]) -> str:
    """A phrase wherever it stands as such; Chinese does not part its words."""
    found = r"\W+".join(map(re.escape, words))
    return found if may_be_wide(found) else rf"\b{found}\b"


def _closest(places: list[tuple[int, int]], text: str) -> int:
    """Where most of the different words that were looked for stand together; the beginning if none does."""
    together = [[other for other in places if 0 <= other[0] - place[0] <= _AFTER] for place in places]
    best = max(together, key=lambda group: len({text[a:b].casefold() for a, b in group}), default=[(0, 0)])
    return best[0][0]


def _counted(answer: Answer) -> str:
    there = len(answer.found)
    more = "; there are more: --most N" if answer.more else ""
    return f"{there} article{'s' * (there != 1)} in {answer.searched:,} files{more}"


def _context(text: str, query: str) -> Text:
    """The words around the first thing that was looked for, which stands out."""
    from treatydiff.renderers.text.typeset import styled

    asked = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
    pattern = "|".join(_pattern(words) for each in asked if (words := re.findall(r"\w+", each)))
    first = _closest([match.span() for match in re.finditer(pattern, text, re.IGNORECASE)], text)
    start, end = max(first - _BEFORE, 0), min(first + _AFTER, len(text))
    found = styled(("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else ""))
    found.highlight_regex(re.compile(pattern, re.IGNORECASE), "bold reverse")
    return found
