"""The selection: the one filter that every renderer goes through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.errors import TreatydiffError
from treatydiff.model import Change, Draft, Level, Link, Provision, Redline, Significance
from treatydiff.report import Finding, Report, Selection
from treatydiff.reports.summary import Row, rows
from treatydiff.text.numbering import key
from treatydiff.text.regexes import regex

_TITLE = regex(r"^[^\W\d]{3,}\.?\s+(?=\S)")
"""What people write before a number: ``Article``, ``art.``, ``Artículo``, ``section``, whatever the language."""
_INSIDE = regex(r"([^()]++)((?:\([^()]++\)\s*+)++)")
_DASH = regex(r"[-–—]")


class Selected(NamedTuple):
    """What is to be shown."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...]
    """The rows of the concordance; with only the selected changes inside."""
    hidden: dict[str, int]
    """Changes that belong to the selected articles and themes and are hidden for being light, by significance."""


def select(report: Report, known: tuple[Row, ...] | None = None) -> Selected:
    """The changes, findings and rows that ``report.selection`` asks for; ``known`` as in ``summary``."""
    heads = {change.id: change.link for change in report.redline.all}
    asked = tuple(c for c in report.redline.changes if _asked(c, heads.get(c.within, c.link), report))
    shown = tuple(change for change in asked if _heavy_enough(change, report))
    ids = {change.id for change in shown}
    findings = tuple(finding for finding in report.findings if _wanted(finding, report, ids))
    return Selected(shown, findings, _rows(report, known or rows(report), ids), _hidden(asked, ids))


def differ(reports: tuple[Report, ...]) -> bool:
    """Whether anything changed among what is selected."""
    return any(select(report).changes for report in reports)


def articles_asked(wishes: Sequence[str], drafts: Sequence[Draft], base: Selection) -> Selection:
    """``base`` with the articles that are meant by ``30``, ``Article 30``, ``25-30`` or ``30(2)(a)``.

    A range is by the order of the first draft that has both its ends. Raises TreatydiffError for an article or a
    paragraph that none of the drafts has.
    """
    articles: list[str] = []
    places: list[str] = []
    for wish in wishes:
        numbers, inside = _meant(wish, drafts)
        articles += numbers
        places += inside
    return replace(base, articles=tuple(dict.fromkeys(articles)), places=tuple(dict.fromkeys(places)))


def _meant(wish: str, drafts: Sequence[Draft]) -> tuple[list[str], list[str]]:
    """The numbers of the articles that are meant, and the ``eid`` of what is meant inside; nothing for the whole."""
    bare = _TITLE.sub("", wish.strip()) or wish
    whole = [article for draft in drafts for article in _articles(draft) if key(article.number) == key(bare)]
    if whole:
        return [bare], []
    if found := _INSIDE.fullmatch(bare):
        path = [key(part) for part in re.findall(r"\(([^()]+)\)", found[2])]
        number = found[1].strip()
        heads = [article for draft in drafts for article in _articles(draft) if key(article.number) == key(number)]
        if places := [inner.eid for head in heads for start in _at(head, path) for inner in start.walk()]:
            return [number], places
    ends_named = [end.strip() for end in _DASH.split(bare, maxsplit=1)]
    if len(ends_named) == 2:
        for draft in drafts:
            numbers = [article.number for article in _articles(draft)]
            ends = [next((n for n, each in enumerate(numbers) if key(each) == key(end)), -1) for end in ends_named]
            if 0 <= ends[0] <= ends[1]:
                return numbers[ends[0] : ends[1] + 1], []
    raise TreatydiffError(f"no article {bare} in these drafts", "treatydiff outline DRAFT shows the numbers")


def changes_in(articles: Sequence[str], redline: Redline) -> frozenset[str]:
    """The ids of the changes in articles of these numbers, of either draft."""
    heads, wanted = {change.id: change.link for change in redline.all}, {key(number) for number in articles}
    around = ((change, (*_both(change.link), *_both(heads.get(change.within, change.link)))) for change in redline.all)
    return frozenset(change.id for change, sides in around if any(key(p.article) in wanted for p in sides))


def _articles(draft: Draft) -> Iterator[Provision]:
    """Living and dead ones."""
    return (provision for provision in draft.walk() if provision.level is Level.ARTICLE)


def _at(head: Provision, path: Sequence[str]) -> Iterator[Provision]:
    """The provisions whose numbers inside ``head`` are those of ``path``; what has no number is passed through."""
    if not path:
        yield head
        return
    for child in head.children:
        if child.number and key(child.number) == path[0]:
            yield from _at(child, path[1:])
        elif not child.number:
            yield from _at(child, path)


def _asked(change: Change, around: Link, report: Report) -> bool:
    """Whether a change is in the articles and themes asked for; ``around`` links the articles it stands in.

    What was inserted into article 25 → 27 is in article 25, too, whatever its own number says.
    """
    themes = report.selection.themes
    in_theme = not themes or any(f.theme in themes and f.change.id == change.id for f in report.findings)
    in_place = not report.selection.places or any(p.eid in report.selection.places for p in _both(change.link))
    in_unit = not report.selection.units or (change.within or change.id) in report.selection.units
    return in_theme and in_place and in_unit and (_in_articles(change.link, report) or _in_articles(around, report))


def _both(link: Link) -> tuple[Provision, ...]:
    return (*link.old, *link.new)


def _in_articles(link: Link, report: Report) -> bool:
    wanted = {key(number) for number in report.selection.articles}
    return not wanted or any(key(p.article) in wanted for p in _both(link))


def _heavy_enough(change: Change, report: Report) -> bool:
    asked = report.selection
    heavy = not asked.substantive or change.significance is Significance.SUBSTANTIVE
    return heavy and (not asked.reworded or change.reworded)


def _wanted(finding: Finding, report: Report, shown: set[str]) -> bool:
    themes = report.selection.themes
    return finding.change.id in shown and (not themes or finding.theme in themes)


def _rows(report: Report, known: tuple[Row, ...], shown: set[str]) -> tuple[Row, ...]:
    return tuple(
        row._replace(changes=tuple(change for change in row.changes if change.id in shown))
        for row in known
        if _in_articles(row.link, report) and _in_units(row, report)
    )


def _in_units(row: Row, report: Report) -> bool:
    return not report.selection.units or any((c.within or c.id) in report.selection.units for c in row.changes)


def _hidden(asked: tuple[Change, ...], shown: set[str]) -> dict[str, int]:
    return {
        str(significance): count
        for significance in Significance
        if (count := sum(c.significance is significance and c.id not in shown for c in asked))
    }
