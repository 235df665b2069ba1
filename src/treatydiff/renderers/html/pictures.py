"""The pictures of the page as geometry: what goes where, in the units of the SVG. The templates draw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from treatydiff.model import ROWS, Provision, Relation, Significance
from treatydiff.references.outline import outline
from treatydiff.references.places import number
from treatydiff.renderers.text.gist import Spread
from treatydiff.renderers.text.locations import TURNS
from treatydiff.report import Finding, Report
from treatydiff.reports.summary import Row, happened

_FEW = 90
"""Up to so many articles each has its line of text; beyond, those that hardly changed are drawn together as a band."""
_ROOMY, _CLOSE = 18, 2
"""Units from one article to the next: of those with a line of text, of those in a band."""
_QUIET = ("unchanged", "light")
_ONE_SIDED = (Relation.INSERTED, Relation.DELETED)
_LEFT, _RIGHT, _WIDTH = 290, 470, 760
"""Where the old articles stand, where the new ones stand, and how wide it all is."""
_LONGEST = 38
"""Letters of a heading that fit beside an article."""
_TOP = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """An article at the edge of the map."""

    y: int
    label: str
    """Empty where there is no room to name it."""
    heading: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Wire:
    """What became of an article, as a line from left to right."""

    kind: str
    path: str
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class ArticleMap:
    """Old articles left, new ones right, and the links between them."""

    width: int
    height: int
    left: int
    right: int
    olds: tuple[Tick, ...]
    news: tuple[Tick, ...]
    wires: tuple[Wire, ...]
    keys: tuple[tuple[str, str], ...]
    """For the legend: the kinds that occur, each with the path that stands for it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a theme got better or worse in a chapter."""

    counts: tuple[tuple[str, int], ...]
    """Turn and how many, those that there are."""
    weight: int
    """0 to 4: how much is adverse."""
    squares: tuple[tuple[int, str], ...]
    """Where a square stands and which turn it is; at most so many as fit."""
    target: str


@dataclass(frozen=True, slots=True)
class Heat:
    """Findings by theme (rows) and chapter (columns)."""

    level: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


_KEYS = {
    "unchanged": "M2 6h36",
    "light": "M2 6h36",
    "amended": "M2 6h36",
    "moved": "M2 6h36",
    "split": "M2 6c18 0 18 -4 36 -4M2 6c18 0 18 4 36 4",
    "merged": "M38 6c-18 0 -18 -4 -36 -4M38 6c-18 0 -18 4 -36 4",
    "inserted": "M38 6h-24m-4 0h-8m4 -4v8",
    "deleted": "M2 6h24m-4 -4l8 8m0 -8l-8 8",
}
KINDS = tuple(_KEYS)
"""What a line of the map can tell, the quietest first; a later one is drawn over an earlier one."""


def article_map(report: Report, rows: Sequence[Row], targets: Mapping[int, str]) -> ArticleMap:
    """The map of these rows of the concordance; ``targets`` are the ids of those that the page shows, by index."""
    sides = [[p for p in draft.walk() if p.level in ROWS and not p.tombstone] for draft in (report.old, report.new)]
    roomy = max(map(len, sides)) <= _FEW
    kinds = [
        {p.eid: (wire_kind(row), targets.get(at, "")) for at, row in enumerate(rows) for p in (row.old, row.new)[side]}
        for side in (0, 1)
    ]
    ticks = [dict(_ticks(held, known, roomy)) for held, known in zip(sides, kinds, strict=True)]
    # a paragraph that became an article, or an article a paragraph, is drawn from or to the article that holds it
    homes = [outline(draft).unit for draft in (report.old, report.new)]
    places = [{eid: side[home.eid] for eid, home in units.items() if home.eid in side} | side
              for units, side in zip(homes, ticks, strict=True)]  # fmt: skip
    wires = sorted(_wires(rows, targets, *places), key=lambda wire: KINDS.index(wire.kind))
    used = {wire.kind for wire in wires}
    return ArticleMap(
        width=_WIDTH,
        height=_TOP + _ROOMY + max((tick.y for side in ticks for tick in side.values()), default=0),
        left=_LEFT,
        right=_RIGHT,
        olds=tuple(ticks[0].values()),
        news=tuple(ticks[1].values()),
        wires=tuple(wires),
        keys=tuple((kind, path) for kind, path in _KEYS.items() if kind in used),
    )


def _ticks(held: Sequence[Provision], kinds: Mapping[str, tuple[str, str]], roomy: bool) -> Iterator[tuple[str, Tick]]:
    """The articles of a side by their ``eid``; a band of quiet ones bears the numbers of its first and last."""
    top = _TOP
    for named, group in groupby(held, lambda p: roomy or kinds.get(p.eid, ("unchanged", ""))[0] not in _QUIET):
        run = list(group)
        step = _ROOMY if named else max(_CLOSE, _ROOMY // len(run))
        ends = "–".join(dict.fromkeys(number(p) for p in (run[0], run[-1])))
        for at, provision in enumerate(run):
            kind, target = kinds.get(provision.eid, ("unchanged", ""))
            label = number(provision) if named else ends if at == len(run) // 2 else ""
            heading = _short(provision.heading) if named else ""
            yield provision.eid, Tick(top + at * step + step // 2, label, heading, target, kind)
        top += len(run) * step


def _wires(
    rows: Sequence[Row], targets: Mapping[int, str], old: Mapping[str, Tick], new: Mapping[str, Tick]
) -> Iterator[Wire]:
    for at, row in enumerate(rows):
        kind = wire_kind(row)
        name = f"{_names(row)}: {happened(row.link, row.relation, row.significance, stale=row.stale)}"
        for path in _paths(row, old, new):
            yield Wire(kind, path, name, targets.get(at, ""))


def _paths(row: Row, old: Mapping[str, Tick], new: Mapping[str, Tick]) -> Iterator[str]:
    """A curve from each old to each new article; a stroke or a cross where there is one side only."""
    sides = ((row.link.old, old), (row.link.new, new))
    olds, news = (sorted({ticks[p.eid].y for p in side if p.eid in ticks}) for side, ticks in sides)
    middle = (_LEFT + _RIGHT) // 2
    for y in olds if not news else ():
        yield f"M{_LEFT + 8} {y}h24m-4 -4l8 8m0 -8l-8 8"
    for y in news if not olds else ():
        yield f"M{_RIGHT - 8} {y}h-24m-4 0h-8m4 -4v8"
    for start in olds:
        for end in news:
            yield f"M{_LEFT + 8} {start}C{middle} {start} {middle} {end} {_RIGHT - 8} {end}"


def wire_kind(row: Row) -> str:
    """What the line of a row tells: one of ``KINDS``."""
    whole = all(any(not p.tombstone for p in side) for side in (row.link.old, row.link.new))
    if row.relation not in (Relation.UNCHANGED, Relation.AMENDED) and not (whole and row.relation in _ONE_SIDED):
        return str(row.relation)
    if row.moved or row.relation in _ONE_SIDED:
        return "moved"
    if row.significance is Significance.SUBSTANTIVE:
        return "amended"
    return "light" if row.significance else "unchanged"


def _names(row: Row) -> str:
    sides = (", ".join(map(number, side)) for side in (row.old, row.new))
    return " → ".join(dict.fromkeys(side for side in sides if side))


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST else heading[: _LONGEST - 1].rstrip() + "…"


# --------------------------------------------------------------------------------------------------------- the heat map

_MOST_SQUARES = 12
_SQUARE = 10


def heat(spread: Spread, prefix: str) -> Heat:
    """The heat map of a spread of findings; without chapters one column for the whole."""
    columns = spread.columns or ("",)
    rows = ((theme, tuple(_cell(theme, c, spread, prefix) for c in columns)) for theme in spread.counts)
    return Heat(spread.level, columns, tuple(rows))


def _cell(theme: str, column: str, spread: Spread, prefix: str) -> Cell:
    found = [counted for home, counted in spread.counts[theme].items() if home == column or not spread.columns]
    counts = {turn: sum(counted[turn] for counted in found) for turn in TURNS}
    turns = [turn for turn in TURNS for _ in range(counts[turn])][:_MOST_SQUARES]
    wanted = [(theme, column)] if spread.columns else [key for key in spread.gravest if key[0] == theme]
    first = next((spread.gravest[key] for key in wanted if key in spread.gravest), None)
    return Cell(
        counts=tuple((turn, count) for turn, count in counts.items() if count),
        weight=min(counts["adverse"], 4),
        squares=tuple((at * (_SQUARE + 2), turn) for at, turn in enumerate(turns)),
        target=_id(first, prefix),
    )


def _id(finding: Finding | None, prefix: str) -> str:
    return prefix + finding.id if finding else ""
