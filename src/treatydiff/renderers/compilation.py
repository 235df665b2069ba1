"""A compilation as text, Markdown and data: who wants what, and the proposed words in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.compilation import (
    Addition,
    BaseParagraph,
    Compilation,
    Hunk,
    OverviewRow,
    Wish,
    labels,
    overview,
)
from treatydiff.model import Op, Provision, Span
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.reports.summary import several

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from treatydiff.renderers.json import Json


@dataclass(frozen=True, slots=True)
class WantedWords:
    """A stretch of a compiled paragraph and who wants it so."""

    op: Op
    words: str
    names: tuple[str, ...] = ()
    """Empty of what everybody keeps, and of the signs that set alternatives apart."""


def wordings(paragraph: BaseParagraph | Addition, language: str) -> tuple[WantedWords, ...]:
    """A paragraph with everything that is wanted in it, in the United Nations' way."""
    found = _added(paragraph, language) if isinstance(paragraph, Addition) else _of_base(paragraph, language)
    return tuple(found)


def _added(addition: Addition, language: str) -> Iterator[WantedWords]:
    text = "\n".join(block.text for block in addition.paragraphs)
    if addition.alternative:
        yield WantedWords(Op.KEEP, labels.opening(language, addition.alternative, addition.names))
    yield WantedWords(Op.INSERT, text, addition.names)
    if addition.alternative:
        yield WantedWords(Op.KEEP, labels.CLOSING)


def _of_base(paragraph: BaseParagraph, language: str) -> Iterator[WantedWords]:
    if paragraph.gone and paragraph.contested:
        yield WantedWords(Op.KEEP, labels.deleting(language, paragraph.gone))
    for hunk in paragraph.hunks:
        names = (*hunk.names, *paragraph.gone)
        if hunk.base:
            yield WantedWords(Op.DELETE if names else Op.KEEP, hunk.base, names)
        yield from _alternatives(hunk, language)


def _alternatives(hunk: Hunk, language: str) -> Iterator[WantedWords]:
    for at, each in enumerate(hunk.alternatives, 1):
        if not hunk.contested:
            yield WantedWords(Op.INSERT, each.words, each.names)
            continue
        core = each.words.strip()
        named = labels.opening(language, at, each.names)
        yield WantedWords(Op.KEEP, " " + named + ("" if core else labels.delete(language)))
        yield WantedWords(Op.INSERT, core, each.names)
        yield WantedWords(Op.KEEP, labels.CLOSING)


def wanted(compilation: Compilation) -> Iterator[tuple[str, BaseParagraph | Addition]]:
    """The paragraphs in which anybody wants anything, each with its place in words."""
    owner = {at: p for p in reversed(list(compilation.base.walk())) for at in p.blocks}
    for each in compilation.paragraphs:
        if isinstance(each, Addition):
            yield _new_place(each, compilation, owner.get(each.after)), each
        elif each.gone or any(hunk.alternatives for hunk in each.hunks):
            yield _place(compilation, owner.get(each.block)), each


def _place(compilation: Compilation, provision: Provision | None) -> str:
    if provision is None:
        return "Outside of the provisions"
    seen = outline(compilation.base)
    inside = seen.place.get(provision.eid, "")
    unit = title(seen.unit[provision.eid])
    return f"{unit}, {inside}" if inside else unit


def _new_place(addition: Addition, compilation: Compilation, before: Provision | None) -> str:
    if addition.unit.startswith("article "):
        return f"New {addition.unit}"
    around = _place(compilation, before).partition(",")[0]
    return f"{around}, new {addition.unit or 'paragraph'}"


def told(wish: Wish | None) -> str:
    """A wish in a few words: ``amended (safeguards weakens)``."""
    if wish is None:
        return ""
    effects = ", ".join(f"{theme} {effect}" for theme, effect in wish.effects)
    return f"{wish.what} ({effects})" if effects else wish.what


# ----------------------------------------------------------------------------------------------------------- terminal


def render(compilation: Compilation, options: RenderOptions) -> bytes:
    """A line for each delegation that wants something in an article."""
    from treatydiff.renderers.text.typeset import to_bytes

    return to_bytes(_lines(compilation, options), options.width, options.color)


def _lines(compilation: Compilation, options: RenderOptions) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line, marked, section, styled, wrap

    drafts = [("base", compilation.base), *((each.name, each.draft) for each in compilation.delegations)]
    yield from draft_lines(drafts, options.width)
    yield line()
    found = overview(compilation)
    if not found:
        yield styled("Nobody wants anything changed.")
        return
    yield columns(("Article", "Who", "Wants"), (map(styled, row) for row in _rows(compilation.names, found)))
    yield line()
    yield section("The text where something is wanted", options.width)
    for place, paragraph in wanted(compilation):
        words = wordings(paragraph, compilation.base.language)
        yield line()
        yield from wrap(styled(f"{place} ({', '.join(_names(words))})", "bold"), options.width)
        yield from wrap(marked(_spans(words)), options.width, "    ")
    yield line()
    yield styled(counted(compilation, found))


def _spans(words: Sequence[WantedWords]) -> Iterator[Span]:
    """The marked words, with the names where several want something and no bracket names them."""
    several_want, bracketed = len(_names(words)) > 1, False
    for each in words:
        yield Span(each.op, each.words)
        if several_want and each.names and not bracketed and each.op is Op.INSERT:
            yield Span(Op.KEEP, f" ({', '.join(each.names)})")
        bracketed = each.op is Op.KEEP and labels.opened(each.words) > 0


def _rows(names: Sequence[str], found: Iterable[OverviewRow]) -> Iterator[tuple[str, str, str]]:
    for row in found:
        same: dict[str, list[str]] = {}
        for name, wish in zip(names, row.wishes, strict=True):
            if wish is not None:
                same.setdefault(told(wish), []).append(name)
        head = f"{row.title} {row.heading}".strip() + (" (contested)" if row.contested else "")
        for at, (words, who) in enumerate(same.items()):
            yield "" if at else head, ", ".join(who), words


def counted(compilation: Compilation, found: Sequence[OverviewRow]) -> str:
    """The whole in one sentence."""
    open_ = sum(row.contested for row in found)
    return (
        f"{several(len(compilation.delegations), 'delegation')}, {several(len(found), 'article')} concerned, "
        f"{several(open_, 'place')} where they want different things."
    )


# ------------------------------------------------------------------------------------------------------------- tables


def csv_rows(compilation: Compilation, options: RenderOptions) -> bytes:
    """Article by delegation: a row for each article, a column for each delegation."""
    from treatydiff.renderers.csv import table

    columns = ["article", "heading", "contested", *compilation.names]
    rows = overview(compilation)
    return table(columns, ((r.title, r.heading, str(r.contested), *map(told, r.wishes)) for r in rows))


def markdown(compilation: Compilation, options: RenderOptions) -> bytes:
    """The table and below it every passage in which something is wanted, with names."""
    from treatydiff.renderers.text.markdown_text import literal

    found = overview(compilation)
    lines = ["# Compilation of proposals", "", literal(counted(compilation, found)), ""]
    lines += ["| " + " | ".join(["Article", *map(literal, compilation.names)]) + " |"]
    lines += ["|" + "---|" * (1 + len(compilation.names))]
    for row in found:
        head = literal(f"{row.title} {row.heading}".strip()) + (" (contested)" if row.contested else "")
        lines.append("| " + " | ".join([head, *(literal(told(wish)) for wish in row.wishes)]) + " |")
    lines += ["", "## The text where something is wanted", ""]
    for place, paragraph in wanted(compilation):
        words = wordings(paragraph, compilation.base.language)
        lines += [f"**{literal(place)}** ({literal(', '.join(_names(words)))}): {_marked(words)}", ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _names(words: Sequence[WantedWords]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in words for name in each.names))


def _marked(words: Sequence[WantedWords]) -> str:
    from treatydiff.renderers.text.markdown_text import marked

    return marked(Span(each.op, each.words) for each in words)


# --------------------------------------------------------------------------------------------------------------- JSON


def json_value(compilation: Compilation, options: RenderOptions) -> bytes:
    """``treatydiff/compilation/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/compilation/1",
            "tool": TOOL,
            "base": draft_value(compilation.base),
            "delegations": [
                {
                    "name": each.name,
                    "draft": draft_value(each.draft),
                    "renumbered": [{"printed": old, "stands": new} for old, new in each.renumbered],
                }
                for each in compilation.delegations
            ],
            "articles": [_row_value(row, compilation.names) for row in overview(compilation)],
            "passages": [_passage_value(place, each) for place, each in wanted(compilation)],
        }
    )


def _row_value(row: OverviewRow, names: Sequence[str]) -> Json:
    wishes = [
        {
            "delegation": name,
            "what": wish.what,
            "effects": [{"theme": theme, "effect": effect} for theme, effect in wish.effects],
            "adverse": wish.adverse,
        }
        for name, wish in zip(names, row.wishes, strict=True)
        if wish is not None
    ]
    return {"title": row.title, "heading": row.heading, "contested": row.contested, "wishes": wishes}


def _passage_value(place: str, passage: BaseParagraph | Addition) -> Json:
    if isinstance(passage, Addition):
        return {
            "place": place,
            "new": True,
            "alternative": passage.alternative,
            "moved": passage.moved,
            "deleted_by": [],
            "hunks": [
                {
                    "base": "",
                    "alternatives": [
                        {
                            "words": "\n".join(block.text for block in passage.paragraphs),
                            "delegations": list(passage.names),
                        }
                    ],
                }
            ],
        }
    return {
        "place": place,
        "new": False,
        "alternative": 0,
        "moved": False,
        "deleted_by": list(passage.gone),
        "hunks": [
            {
                "base": hunk.base,
                "alternatives": [{"words": a.words, "delegations": list(a.names)} for a in hunk.alternatives],
            }
            for hunk in passage.hunks
        ],
    }
