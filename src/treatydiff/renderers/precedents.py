"""Precedents: the older treaties that an article is closest to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.library import Precedent
from treatydiff.model import Change, Draft, Provision
from treatydiff.references.places import small, title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.tables import TableDocument
from treatydiff.report import Finding, Report

if TYPE_CHECKING:
    from rich.text import Text

    from treatydiff.renderers.json import Json


@dataclass(frozen=True, slots=True)
class ArticlePrecedents:
    """An article of a draft and the older articles that it is closest to."""

    article: Provision
    found: tuple[Precedent, ...]
    """Closest first."""
    report: Report | None = None
    """The article compared with the first of them, as with an older draft; None where there is none."""

    @property
    def lacks(self) -> tuple[Finding, ...]:
        """What the closest one had that speaks for caution: adverse findings of the comparison."""
        return tuple(finding for finding in self.report.findings if finding.adverse) if self.report else ()


_QUOTED = 240
"""Letters that are quoted of what is only nearest."""

Subject = tuple[Draft, tuple[ArticlePrecedents, ...]]

COLUMNS = (
    "article",
    "heading",
    "kinship",
    "similarity",
    "treaty",
    "its article",
    "its paragraph",
    "its heading",
    "lacks",
)
NEAREST = "nearest"
"""What is said of a provision that is no precedent, where there is none."""


def render(subject: Subject, options: RenderOptions) -> bytes:
    """To read: each article, what it is close to, and the redline against the closest."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(subject, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_families(subject: Subject, options: RenderOptions) -> bytes:
    """``treatydiff/precedents/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    draft, families = subject
    return dump(
        {
            "schema": "treatydiff/precedents/1",
            "tool": TOOL,
            "draft": draft_value(draft),
            "articles": [_value(family) for family in families],
        }
    )


def table(subject: Subject, options: RenderOptions) -> TableDocument:
    """A row for each precedent."""
    return TableDocument("Precedents", COLUMNS, (record for family in subject[1] for record in _records(family)))


def _records(family: ArticlePrecedents) -> Iterator[tuple[str, ...]]:
    lacks = "; ".join(finding.message for finding in family.lacks)
    for n, each in enumerate(family.found):
        theirs = each.passage.unit
        yield (
            family.article.number, family.article.heading, each.kinship or NEAREST, f"{each.similarity:.2f}",
            each.passage.held.label, theirs.number, each.passage.place, theirs.heading, "" if n else lacks,
        )  # fmt: skip


def _value(family: ArticlePrecedents) -> Json:
    article = family.article
    return {
        "eid": article.eid,
        "number": article.number,
        "heading": article.heading,
        "precedents": [
            {
                "kinship": each.kinship or NEAREST,
                "similarity": round(each.similarity, 4),
                "treaty": each.passage.held.label,
                "path": each.passage.held.path,
                "eid": each.passage.article.eid,
                "number": each.passage.unit.number,
                "heading": each.passage.unit.heading,
                "place": each.passage.place,
                "own": each.article.eid,
                "shared": list(each.shared),
            }
            for each in family.found
        ],
        "redline": [{"op": span.op, "text": span.text} for change in _changes(family.report) for span in change.spans],
        "lacks": [{"theme": f.theme, "rule": f.rule, "message": f.message} for f in family.lacks],
    }


def _changes(report: Report | None) -> tuple[Change, ...]:
    return report.redline.changes if report else ()


def _lines(subject: Subject, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import line, section, styled, wrap

    draft, families = subject
    yield from draft_lines([("", draft)], width)
    for family in families:
        yield line()
        yield section(f"{title(family.article)}  {family.article.heading}".strip(), width)
        if not family.found:
            yield styled("nothing like it in this library", "dim")
        for each in family.found:
            yield from wrap(styled(_name(each)), width, _lead(each, family), "    ")
            if each.shared:
                yield from wrap(styled(f"words in common: {', '.join(each.shared)}"), width, "    ", "    ")
                yield from wrap(
                    styled(_excerpt(each.passage.article.full_text(), each.shared), "dim"), width, "    ", "    "
                )
        yield from _against(family, width)


def _name(each: Precedent) -> str:
    unit = each.passage.unit
    place = f", {each.passage.place}" if each.passage.place else ""
    return f"{each.passage.held.label}, {title(unit)}{place}  {unit.heading}".rstrip()


def _lead(each: Precedent, family: ArticlePrecedents) -> str:
    own = f"{small(title(each.article))}: " if each.article is not family.article else ""
    if each.kinship:
        return f"{own}{each.kinship}, {round(100 * each.similarity)} %  "
    return f"nothing close; nearest{f' to {own}' if own else ': '}"


def _excerpt(text: str, shared: tuple[str, ...]) -> str:
    """The words around the rarest that are in common."""
    at = max(text.casefold().find(shared[0]) - _QUOTED // 2, 0) if len(text) > _QUOTED else 0
    start = text.find(" ", at) + 1 if at else 0
    part = text[start : start + _QUOTED]
    return f"{'… ' if start else ''}{part if start + _QUOTED >= len(text) else f'{part.rsplit(maxsplit=1)[0]} …'}"


def _against(family: ArticlePrecedents, width: int) -> Iterator[Text]:
    """The redline against the closest precedent and what it had."""
    from treatydiff.renderers.text.typeset import line, marked, styled, wrap

    if not family.report:
        return
    yield line()
    for change in family.report.redline.changes:
        if change.spans:
            yield from wrap(marked(change.spans), width, "    ", "    ")
    for finding in family.lacks:
        yield from wrap(styled(finding.message), width, f"  {finding.theme}: ", "      ")
