"""The summary: counts of a report, and a row for each article, preamble and annex."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from treatydiff.model import ROWS, Basis, Change, Draft, Level, Link, Op, Provision, Relation, Significance
from treatydiff.report import Finding, Report
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern

_OUTSIDE = frozenset({Level.FRONT, Level.FOOTNOTE})
"""Levels that are not the convention's own text."""
LONG = 8
"""A provision of so many words that came or went weighs more than any amendment."""
_WORD = WordPattern(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:['’.\-][^\W_{IDEOGRAPHS}]+)*")


class Row(NamedTuple):
    """An article (preamble, annex), or several that answer to each other, and all that changed inside."""

    link: Link
    relation: Relation
    """Of everything inside, not only of its own words."""
    significance: Significance | None
    """The heaviest of the changes inside; None where nothing changed."""
    changes: tuple[Change, ...]
    """What changed in it, its own change first where there is one."""
    stale: bool = False
    """Whether its words stayed and say something else: a reference in them names another article now."""

    @property
    def old(self) -> tuple[Provision, ...]:
        """What stands in the row's old column: articles and the like; a paragraph only where none is there."""
        return _named(self.link.old)

    @property
    def new(self) -> tuple[Provision, ...]:
        """What stands in the row's new column; not what only says that it was deleted."""
        return _named(self.link.new)

    @property
    def moved(self) -> bool:
        return self.link.moved

    @property
    def renumbered(self) -> bool:
        return self.link.renumbered

    @property
    def basis(self) -> Basis:
        return self.link.basis


class Summary(NamedTuple):
    """A report in numbers. Always of the whole report, whatever is selected."""

    articles: dict[str, int]
    """By relation; ``moved`` and ``renumbered`` are counted besides."""
    in_substance: int
    """How many articles that stand in both drafts changed in substance: amended, split or merged."""
    changes: dict[str, int]
    """Changed provisions by significance."""
    inserted_words: int
    deleted_words: int
    findings: dict[str, dict[str, int]]
    """By theme: ``adverse``, ``favourable``, ``unclear``."""


def summary(report: Report, known: tuple[Row, ...] | None = None) -> Summary:
    """The report in numbers. ``known`` is its concordance where somebody has it already."""
    both = ((row, (*row.link.old, *row.link.new)) for row in known or rows(report))
    articles = [row for row, provisions in both if any(p.level is Level.ARTICLE for p in provisions)]
    return Summary(
        {**_count(Relation, (row.relation for row in articles)), **_flags(articles)},
        sum(r.relation in _BOTH and r.significance is Significance.SUBSTANTIVE for r in articles),
        _count(Significance, (change.significance for change in report.redline.changes)),
        _words(report, Op.INSERT),
        _words(report, Op.DELETE),
        by_theme(report.findings),
    )


_BOTH = frozenset({Relation.AMENDED, Relation.SPLIT, Relation.MERGED})
"""Relations of what stands in both drafts and is not the same."""


def rows(report: Report) -> tuple[Row, ...]:
    """The concordance with what changed inside each row."""
    heads = {link_key(change.link): change.id for change in report.redline.all}
    inside: dict[str, list[Change]] = {}
    for change in report.redline.changes:
        inside.setdefault(change.within or change.id, []).append(change)
    return tuple(
        _row(link, tuple(inside.get(heads.get(link_key(link), ""), ()))) for link in report.alignment.concordance()
    )


LinkKey = tuple[tuple[str, ...], tuple[str, ...]]
"""What ``link_key`` gives."""


def link_key(link: Link) -> LinkKey:
    """What tells a link from every other: each provision of both drafts stands in exactly one."""
    return tuple(p.eid for p in link.old), tuple(p.eid for p in link.new)


def _named(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    alive = tuple(p for p in provisions if not p.tombstone)
    return tuple(p for p in alive if p.level in ROWS) or alive


def by_theme(findings: tuple[Finding, ...]) -> dict[str, dict[str, int]]:
    """How many findings of each theme are adverse, favourable or unclear; not what readers of the user's own say."""
    counts: dict[str, dict[str, int]] = {}
    for finding in (each for each in findings if not each.by_reader):
        of_theme = counts.setdefault(finding.theme, {"adverse": 0, "favourable": 0, "unclear": 0})
        of_theme[turn(finding)] += 1
    return dict(sorted(counts.items()))


def turn(finding: Finding) -> str:
    """``adverse``, ``favourable`` or ``unclear``."""
    return {True: "adverse", False: "favourable", None: "unclear"}[finding.adverse]


def weight(change: Change) -> tuple[int, bool, int]:
    """Sorts changes of substance where nothing else ranks them: wholes of some length, numbers, then words edited."""
    edits = [s for s in change.spans if s.op is not Op.KEEP and s.significance is Significance.SUBSTANTIVE]
    words = sum(count_words(span.text) for span in edits)
    whole = not (change.link.old and change.link.new)
    return whole and words >= LONG, any(any(map(str.isdigit, span.text)) for span in edits), words


def heaviest(changes: tuple[Change, ...]) -> Significance | None:
    """The weightiest significance among changes; None where nothing changed."""
    found = [change.significance for change in changes if change.significance is not None]
    return min(found, key=lambda significance: significance.weight, default=None)


def happened(link: Link, relation: Relation, significance: Significance | None, *, stale: bool = False) -> str:
    """What became of an article, in a few words: ``moved, renumbered, amended``; ``stale`` as of a row."""
    if all(provision.tombstone for provision in (*link.old, *link.new)):
        return "note" if link.new else "note removed"
    if not (link.old and link.new) or relation in (Relation.INSERTED, Relation.DELETED):
        return str(relation)
    words = ["moved"] * link.moved + ["renumbered"] * link.renumbered
    words += [str(relation)] if relation in (Relation.SPLIT, Relation.MERGED) else []
    if relation is Relation.AMENDED and significance:
        amended = "amended (stale reference)" if stale else "amended"
        words.append(amended if significance is Significance.SUBSTANTIVE else f"{significance} only")
    return ", ".join(words) or "unchanged"


def convention_words(draft: Draft) -> int:
    """How many words the convention's text has, without numbers, cover, footnotes and tombstones."""
    return sum(_provision_words(provision) for provision in draft.provisions)


def count_words(text: str) -> int:
    """How many words a text has; of Chinese, how many characters, as word processors count."""
    return len(_WORD.findall(text))


def several(count: int, name: str) -> str:
    """``1 word``, ``1,200 words``."""
    return f"{count:,} {name}{'s' * (count != 1)}"


def _provision_words(provision: Provision) -> int:
    if provision.level in _OUTSIDE or provision.tombstone:
        return 0
    own = count_words(provision.heading) + count_words(provision.text)
    return own + sum(_provision_words(child) for child in provision.children)


def _row(link: Link, changes: tuple[Change, ...]) -> Row:
    if link.relation not in (Relation.UNCHANGED, Relation.AMENDED):
        return Row(link, link.relation, heaviest(changes), changes)
    if any(span.op is not Op.KEEP for change in changes for span in change.spans):
        return Row(link, Relation.AMENDED, heaviest(changes), changes)
    if link.relation is Relation.AMENDED and _all_words(link.old) != _all_words(link.new):
        return Row(
            link, Relation.AMENDED, Significance.SUBSTANTIVE, changes
        )  # a paragraph came from or went to another
    if heaviest(changes) is Significance.SUBSTANTIVE:  # what says something else is not unchanged
        return Row(link, Relation.AMENDED, Significance.SUBSTANTIVE, changes, stale=True)
    return Row(link, Relation.UNCHANGED, heaviest(changes), changes)


def _all_words(side: tuple[Provision, ...]) -> Counter[str]:
    return Counter(word for provision in side for word in _WORD.findall(provision.full_text()))


def _count(names: type[Relation] | type[Significance], found: object) -> dict[str, int]:
    counted = Counter(found)  # type: ignore[call-overload]
    return {str(name): counted[name] for name in names}


def _flags(articles: list[Row]) -> dict[str, int]:
    return {"moved": sum(row.moved for row in articles), "renumbered": sum(row.renumbered for row in articles)}


def _words(report: Report, op: Op) -> int:
    spans = (s for change in report.redline.changes for s in change.spans if s.op is op and not s.moved)
    return sum(count_words(span.text) for span in spans)
