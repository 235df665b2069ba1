"""A series with authors as one table: a row for each provision, a column for each author's text.

What each author did is read from the redline of the author's text with the one before: who made a change first, who
only kept it, who took it back. As everything here, a fold over the comparisons of the series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from treatydiff.model import CONTAINERS, LIGHT, Change, Draft, Kind, Level, Op, Provision, Span
from treatydiff.report import Report
from treatydiff.text.lettering import WORD

_OUTSIDE = frozenset({Level.FRONT, Level.FOOTNOTE})
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class AuthoredCell:
    """A provision in one author's text."""

    provisions: tuple[Provision, ...] = ()
    """None where the text does not have it; several where they were one before or after."""
    same: int | None = None
    """The earliest column with the same words; None of words that stand here first."""
    change: Change | None = None
    """What the author changed in it; None in the first column and where it did not stand before."""

    @property
    def words(self) -> str:
        """Heading and text, a line each."""
        return "\n".join(p.own for p in self.provisions if p.own)

    @property
    def number(self) -> str:
        """As printed."""
        return ", ".join(p.printed or p.number for p in self.provisions if p.printed or p.number)


@dataclass(frozen=True, slots=True)
class AuthoredRow:
    """A provision through all texts."""

    cells: tuple[AuthoredCell, ...]
    """One for each author, in order."""

    @property
    def level(self) -> Level:
        """Its rank in the last text that has it."""
        return self.last.level

    @property
    def last(self) -> Provision:
        """The provision in the last text that has it."""
        return next(cell.provisions[0] for cell in reversed(self.cells) if cell.provisions)

    @property
    def column(self) -> int:
        """The last column that has it."""
        return max(at for at, cell in enumerate(self.cells) if cell.provisions)

    @property
    def changed(self) -> bool:
        """Whether any author changed its words."""
        return any(acts(self, at) for at in range(1, len(self.cells)))


@dataclass(frozen=True, slots=True)
class AuthorTally:
    """What an author did in all."""

    first: int
    """Provisions that this author changed where no author before had,"""
    again: int
    """changed after another author had,"""
    kept: int
    """and kept as an earlier author had changed them."""
    brought: int
    """Words that this author put in."""
    dropped: int
    """Words that this author took out."""


@dataclass(frozen=True, slots=True)
class Authored:
    """The whole table."""

    authors: tuple[str, ...]
    drafts: tuple[Draft, ...]
    rows: tuple[AuthoredRow, ...]
    """In the order of the last text; what went stands after what it followed."""
    tallies: tuple[AuthorTally, ...]
    """By author; the first one's is all nothing."""


def by_author(authors: Sequence[str], drafts: Sequence[Draft], reports: Sequence[Report]) -> Authored:
    """The table of a series. ``reports`` compare each text with the one before, not divided."""
    outside = [
        {p.eid for outer in draft.provisions if outer.level in _OUTSIDE for p in outer.walk()} for draft in drafts
    ]
    rows = [_RowInMaking({0: (p,)}) for p in drafts[0].walk() if p.eid not in outside[0] and _told(p)]
    for at, report in enumerate(reports, start=1):
        rows = _continued(rows, at, report, outside[at - 1], outside[at])
    made = tuple(AuthoredRow(tuple(_cells(row, len(drafts)))) for row in rows)
    tallies = tuple(_tally(made, at) for at in range(len(drafts)))
    return Authored(tuple(authors), tuple(drafts), made, tallies)


def acts(row: AuthoredRow, at: int) -> str:
    """What an author did to a provision, in a clause; empty where the author left its words alone."""
    cell, before = row.cells[at], row.cells[at - 1]
    if cell.provisions and not before.provisions:
        return "put back" if cell.same is not None else "inserted"
    if before.provisions and not cell.provisions:
        return _gone(cell.change)
    if not cell.provisions or cell.same == at - 1 or _as_before(row, at):
        return ""
    if cell.same is not None:
        return "put back"
    significance = cell.change.significance if cell.change else None
    if significance is None or significance in LIGHT:
        return ""
    return "; ".join(_edits(cell.change)) if cell.change else ""


def _gone(change: Change | None) -> str:
    """That a provision was deleted, or where it is now, if others hold it."""
    if change is None or not change.link.new:
        return "deleted"
    new = change.link.new[0]
    inside = "" if new.level is Level.ARTICLE or not new.number else f"{new.level} {new.number}"
    return f"merged into {', '.join(filter(None, (new.unit, inside)))}"


def kept(row: AuthoredRow, at: int) -> int | None:
    """The author whose change this author only kept; None where there is none, or the author changed something."""
    if acts(row, at):
        return None
    return next((n for n in range(at - 1, 0, -1) if acts(row, n)), None)


def _as_before(row: AuthoredRow, at: int) -> bool:
    """Whether a cell says what the one before says, but for white space."""
    return row.cells[at].words.split() == row.cells[at - 1].words.split()


def _edits(change: Change) -> Iterator[str]:
    for op, verb in ((Op.INSERT, "added"), (Op.DELETE, "took out")):
        words = [_short(span) for span in change.spans if span.op is op and _counts(span) and WORD.search(span.text)]
        if words:
            yield f"{verb} {', '.join(words)}"


def _counts(span: Span) -> bool:
    """Whether an edit is more than a number that follows others, a comma or a space."""
    return span.significance not in LIGHT


def _short(span: Span) -> str:
    words = " ".join(span.text.split())
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 2].rsplit(' ', 1)[0] + ' …'}”"


# ------------------------------------------------------------------------------------------------------------- the rows


@dataclass(slots=True)
class _RowInMaking:
    states: dict[int, tuple[Provision, ...]]
    changes: dict[int, Change] = field(default_factory=dict)


def _told(provision: Provision) -> bool:
    """Whether a provision has words or a number."""
    return bool(provision.own or provision.number or provision.level in CONTAINERS)


def _continued(
    rows: list[_RowInMaking], at: int, report: Report, outside_old: set[str], outside_new: set[str]
) -> list[_RowInMaking]:
    """The rows with the next text added, in its order; what went stays after what it followed."""
    home = {p.eid: n for n, row in enumerate(rows) for p in row.states.get(at - 1, ())}
    placed: list[tuple[float, int, _RowInMaking]] = []
    used: set[int] = set()
    place = -1.0
    for change in report.redline.all:
        known = sorted({home[p.eid] for p in change.link.old if p.eid in home} - used)
        new = tuple(p for p in change.link.new if p.eid not in outside_new and _told(p))
        if not known and (not new or (all(p.eid in outside_old for p in change.link.old) and change.link.old)):
            continue
        own = _likest(known, rows, change, at) if known else -1
        row = rows[own] if known else _RowInMaking({})
        used |= {own} if known else set()
        for other in known:
            rows[other].changes[at] = change
        place = max(place, float(known[0])) if known else place
        if new:
            row.states[at] = new
        row.changes[at] = change
        placed.append((place, len(placed), row))
    placed += [(float(n), -1, row) for n, row in enumerate(rows) if n not in used]
    return [row for _, _, row in sorted(placed, key=lambda each: each[:2])]


def _likest(known: Sequence[int], rows: Sequence[_RowInMaking], change: Change, at: int) -> int:
    """Of several that became one, the one that says most of what stands now."""
    now = set(WORD.findall(" ".join(p.own for p in change.link.new)))

    def shared(n: int) -> int:
        return len(now & set(WORD.findall(" ".join(p.own for p in rows[n].states[at - 1]))))

    return max(known, key=lambda n: (shared(n), -n))


def _cells(row: _RowInMaking, count: int) -> Iterator[AuthoredCell]:
    said: dict[str, int] = {}
    for at in range(count):
        cell = AuthoredCell(row.states.get(at, ()), None, row.changes.get(at))
        key = " ".join(cell.words.split())
        if cell.provisions and key in said:
            cell = AuthoredCell(cell.provisions, said[key], cell.change)
        elif cell.provisions:
            said[key] = at
        yield cell


def _tally(rows: Sequence[AuthoredRow], at: int) -> AuthorTally:
    if at == 0:
        return AuthorTally(0, 0, 0, 0, 0)
    changed = [row for row in rows if acts(row, at)]
    first = sum(not any(acts(row, n) for n in range(1, at)) for row in changed)
    kept_ = sum(kept(row, at) is not None and bool(row.cells[at].provisions) for row in rows)
    brought, dropped = (sum(_count(row, at, op) for row in changed) for op in (Op.INSERT, Op.DELETE))
    return AuthorTally(first, len(changed) - first, kept_, brought, dropped)


def _count(row: AuthoredRow, at: int, op: Op) -> int:
    change = row.cells[at].change
    if change is None or change.kind is Kind.UNCHANGED:
        return 0
    return sum(len(WORD.findall(span.text)) for span in change.spans if span.op is op and _counts(span))
