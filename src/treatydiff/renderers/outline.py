"""The outline of a draft: structure, numbers and notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatydiff.model import CONTAINERS, ROWS, Draft, Level, Provision, Status
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.reports.summary import count_words, several

if TYPE_CHECKING:
    from rich.text import Text


def render(draft: Draft, options: RenderOptions) -> bytes:
    """To read: one line for each article, or with ``show_all`` for each provision."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(draft, options, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_tree(draft: Draft, options: RenderOptions) -> bytes:
    """``treatydiff/draft/1``."""
    from treatydiff.renderers.json import dump, outline_value

    return dump(outline_value(draft))


def _lines(draft: Draft, options: RenderOptions, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.terminal import draft_lines, notice_lines
    from treatydiff.renderers.text.typeset import line, section

    yield from draft_lines([("", draft)], width)
    yield line()
    for provision in draft.provisions:
        yield from _outline(provision, 0, width, options.show_all)
    if draft.notices:
        yield line()
        yield section("Notices", width)
        yield from notice_lines((("", notice) for notice in draft.notices), width)


def _outline(provision: Provision, depth: int, width: int, everything: bool) -> Iterator[Text]:
    if provision.level in CONTAINERS:
        yield from _container(provision, depth, width)
    else:
        yield from _unit(provision, depth, width) if _titled(provision) else [_inner(provision, depth, width)]
    for child in provision.children:
        if everything or provision.level in CONTAINERS or child.level in ROWS:
            yield from _outline(child, depth + 1, width, everything)


def _titled(provision: Provision) -> bool:
    return provision.level in ROWS | {Level.FRONT, Level.FOOTNOTE}


def _container(provision: Provision, depth: int, width: int) -> Iterator[Text]:
    """What groups articles: title and heading, however long."""
    from treatydiff.renderers.text.typeset import styled, wrap

    name = f"{title(provision)}  {provision.heading}".rstrip()
    yield from wrap(styled(name, "bold"), width, "  " * depth, "  " * depth + "    ")


def _unit(provision: Provision, depth: int, width: int) -> Iterator[Text]:
    """An article, preamble or annex: title and whole heading, then what is in it and its page."""
    from treatydiff.renderers.text.typeset import ends, line, styled

    indent = "  " * depth
    name = styled(f"{title(provision)}  {provision.heading}".rstrip(), "dim" if provision.tombstone else "")
    for each in ends(name, styled(_about(provision), "dim"), width - len(indent)):
        yield line(indent, each)


def _inner(provision: Provision, depth: int, width: int) -> Text:
    """A paragraph or less: its number and its first words."""
    from treatydiff.renderers.text.typeset import line, styled

    indent = "  " * depth
    number = provision.printed or provision.number or f"[{provision.level}]"
    text = styled(f"{number} {provision.heading} {provision.text}".replace("  ", " "))
    text.truncate(max(width - len(indent), 20), overflow="ellipsis")
    return line(indent, text)


def _about(provision: Provision) -> str:
    """``3 paras, 7 subparas, 212 words, bracketed, p. 4``: short, for the heading needs the room."""
    page = [f"p. {provision.origin.page}"] if provision.origin.page else []
    if provision.tombstone:
        return ", ".join([f"note: {provision.note}".rstrip(". "), *page] if provision.note else ["deleted", *page])
    inside = Counter(child.level for child in provision.walk() if child is not provision)
    parts = [several(inside[level], name) for level, name in _COUNTED.items() if inside[level]]
    words = count_words(provision.full_text())
    parts += [several(words, "word")] if words else []
    parts += [str(status) for status in Status if status in provision.status]
    return ", ".join(parts + page)


_COUNTED = {
    Level.RECITAL: "recital",
    Level.AMENDED: "amended article",
    Level.OPTION: "option",
    Level.PARAGRAPH: "para",
    Level.SUBPARAGRAPH: "subpara",
    Level.ITEM: "item",
}
