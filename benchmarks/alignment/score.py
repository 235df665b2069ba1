"""Compares an alignment with the truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from benchmarks.alignment.printed import Printer, numbered
from benchmarks.alignment.units import Convention, Unit, edges

from treatydiff.model import Alignment, Draft, Level, Link, Provision

INNER = frozenset({Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM})
Edge = tuple[str, str]


@dataclass
class Tally:
    """True positives, what was predicted, what is true."""

    hit: int = 0
    said: int = 0
    true: int = 0

    def add(self, said: set[Edge], true: set[Edge]) -> None:
        self.hit += len(said & true)
        self.said += len(said)
        self.true += len(true)

    @property
    def precision(self) -> float:
        return self.hit / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Score:
    """What one alignment, or many, got right."""

    read: Tally = field(default_factory=Tally)
    """Units found in the drafts as they were read: what is missed here is the reader's or the structure's fault."""
    articles: Tally = field(default_factory=Tally)
    provisions: Tally = field(default_factory=Tally)
    moves: Tally = field(default_factory=Tally)
    """Articles that moved."""
    inner_moves: Tally = field(default_factory=Tally)
    """Paragraphs that moved, became an article or were one; not of those whose words stand in others, too."""
    splits: Tally = field(default_factory=Tally)
    merges: Tally = field(default_factory=Tally)
    inner_splits: Tally = field(default_factory=Tally)
    inner_merges: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)
    """Each wrong or missed link in words."""

    def __iadd__(self, other: Score) -> Score:
        for name in (f.name for f in fields(self) if f.name not in ("seconds", "wrong")):
            mine, theirs = getattr(self, name), getattr(other, name)
            mine.hit, mine.said, mine.true = mine.hit + theirs.hit, mine.said + theirs.said, mine.true + theirs.true
        self.seconds += other.seconds
        self.wrong += other.wrong
        return self


class Side:
    """One draft as it was read, and which unit each of its provisions is: by printed numbers, then by words."""

    def __init__(self, convention: Convention, draft: Draft) -> None:
        self.uid_of: dict[str, str] = {}
        self.true = self.found = 0
        self.misread: list[str] = []
        self.printer = Printer(convention)
        articles = {p.number: p for p in reversed(list(draft.walk())) if p.level is Level.ARTICLE}
        for unit in convention.articles():
            number = self.printer.number("article", self.printer.ordinals[unit.uid])
            self.note(unit, articles.get(number), f"article {number}")

    def note(self, unit: Unit, provision: Provision | None, place: str) -> None:
        self.true += 1
        if provision and bare(provision.text) == bare(self.printer.words(unit)):
            self.found += 1
            self.uid_of[provision.eid] = unit.uid
        else:
            self.misread.append(f"misread {place}: {provision.text[:100] if provision else 'not there'}")
        children = {p.number: p for p in reversed(provision.children) if p.level in INNER} if provision else {}
        for child, ordinal in numbered(unit, deep=False):
            number = self.printer.number(child.kind, ordinal)
            self.note(child, children.get(number), f"{place} ({number})")

    def uids(self, provisions: Iterable[Provision]) -> list[str]:
        return [self.uid_of[p.eid] for p in provisions if p.eid in self.uid_of]


def bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def score(old: Convention, new: Convention, drafts: tuple[Draft, Draft], alignment: Alignment) -> Score:
    """How one alignment compares with the truth."""
    before, after = Side(old, drafts[0]), Side(new, drafts[1])
    kinds = {unit.uid: unit.kind for unit in old.walk()}, {unit.uid: unit.kind for unit in new.walk()}
    truth, said, moved = edges(new), set[Edge](), set[Edge]()
    for link in alignment.links:
        pairs = pairs_of(link, before, after)
        said |= pairs
        moved |= pairs if link.moved else set()
    whole = {edge for edge in truth | said if kinds[0][edge[0]] == kinds[1][edge[1]] == "article"}
    true_moves = {(origin, u.uid) for u in new.walk() if u.moved for origin in u.origins}
    result = Score()
    result.read.hit, result.read.said = before.found + after.found, before.found + after.found
    result.read.true = before.true + after.true
    result.articles.add(said & whole, truth & whole)
    result.provisions.add(said - whole, truth - whole)
    result.moves.add(moved & whole, true_moves & whole)
    often = stock(old)
    known = {edge for edge in moved | true_moves if edge[0] not in often} - whole - said_again(old, new)
    result.inner_moves.add(moved & known, true_moves & known)
    for name, many in (("splits", 0), ("merges", 1)):
        for prefix, inside in (("", whole), ("inner_", (truth | said) - whole)):
            getattr(result, prefix + name).add(groups(said & inside, many), groups(truth & inside, many))
    result.wrong = before.misread + after.misread
    result.wrong += list(explain(old, new, said, truth)) + list(strayed(moved, true_moves, said & truth))
    return result


def stock(convention: Convention) -> set[str]:
    """The units that say, but for numbers, what another one says: nobody can tell which of them went where."""
    said = {unit.uid: re.sub(r"{.*?}", "", bare(unit.text)).casefold() for unit in convention.walk()}
    times = Counter(said.values())
    return {uid for uid, text in said.items() if text and times[text] > 1}


def said_again(old: Convention, new: Convention) -> set[Edge]:
    """Units that were inserted with the very words of an old one, in whatever order: nobody can tell that it did not
    move."""
    words = {" ".join(sorted(re.findall(r"\w+", unit.text.casefold()))): unit.uid for unit in old.walk() if unit.text}
    inserted = (unit for unit in new.walk() if not unit.origins)
    found = ((words.get(" ".join(sorted(re.findall(r"\w+", unit.text.casefold())))), unit.uid) for unit in inserted)
    return {(one, two) for one, two in found if one}


def explain(old: Convention, new: Convention, said: set[Edge], truth: set[Edge]) -> Iterator[str]:
    """Every link that is wrong or missed, with the words of both sides."""
    before, after = ({unit.uid: unit for unit in side.walk()} for side in (old, new))
    for kind, wrong in (("wrong", said - truth), ("missed", truth - said)):
        for one, two in sorted(wrong):
            a, b = before[one], after[two]
            yield f"{kind:6} {a.kind} {one} → {b.kind} {two}\n    - {brief(a)}\n    + {brief(b)}"


def strayed(moved: set[Edge], true_moves: set[Edge], linked: set[Edge]) -> Iterator[str]:
    for one, two in sorted(moved & linked - true_moves):
        yield f"false move {one} → {two}"
    for one, two in sorted(true_moves & linked - moved):
        yield f"missed move {one} → {two}"


def brief(unit: Unit) -> str:
    words = f"[{unit.heading}] {unit.text}" if unit.heading else unit.text
    return words if len(words) < 220 else f"{words[:220]}…"


def pairs_of(link: Link, before: Side, after: Side) -> set[Edge]:
    return {(old, new) for old in before.uids(link.old) for new in after.uids(link.new)}


def groups(pairs: set[Edge], side: int) -> set[Edge]:
    """Units of one side that answer to several of the other, each with exactly which."""
    partners: dict[str, set[str]] = {}
    for pair in pairs:
        partners.setdefault(pair[side], set()).add(pair[1 - side])
    return {(unit, " ".join(sorted(others))) for unit, others in partners.items() if len(others) > 1}
