"""What answers are worth: the rules' own measures, for a reader alone and for rules where they are firm, else it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.reader.samples import Item

from treatydiff.external_reader import Became, Settled

WANTED = {"adverse": True, "favourable": False}
_SIGNS = {"adverse": True, "favourable": False}
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Of confidence; each bin with its lower bound."""

Signs = frozenset[bool]
"""The directions that are told of a change, True for adverse; empty where none is."""


@dataclass
class Marks:
    """Counts of one teller: the rules, the reader, or both together."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, signs: Signs) -> None:
        """What was told of a change of a kind."""
        wanted, firm = WANTED.get(kind), bool(signs)
        self.counts["all"] += 1
        if wanted is not None:
            right = signs == {wanted}
            self.counts.update(
                {"live": 1, "firm": int(firm), "right": int(right), "turned": int(signs == {not wanted})}
            )
        elif kind == "neutral":
            self.counts.update({"neutral": 1, "flagged": int(firm)})

    def figures(self) -> dict[str, float]:
        """Shares by name."""
        count = self.counts
        verdicts = count["firm"] + count["flagged"]
        shares = {
            "firm": (count["firm"], count["live"]),
            "right": (count["right"], count["firm"]),
            "flagged": (count["flagged"], count["neutral"]),
            "true": (count["right"], verdicts),
        }
        return {name: part / whole if whole else 0.0 for name, (part, whole) in shares.items()}

    def __str__(self) -> str:
        count, figure = self.counts, self.figures()
        return (
            f"firm {figure['firm']:.2f} ({count['firm']}/{count['live']})  "
            f"right of firm {figure['right']:.2f} ({count['right']})  "
            f"neutral told as better or worse {figure['flagged']:.2f} ({count['flagged']}/{count['neutral']})  "
            f"of all verdicts right {figure['true']:.2f}"
        )


def signs_of(results: Iterable[Settled]) -> Signs:
    """The directions that a reader tells, of a change or of all at a place."""
    told = {result.answer.direction for result in results if result.answer and not result.doubt}
    return frozenset(_SIGNS[direction] for direction in told if direction in _SIGNS)


Teller = Callable[[Item, Sequence[Settled]], Signs]
TELLERS: Mapping[str, Teller] = {
    "rules alone": lambda item, results: item.rules,
    "reader alone": lambda item, results: signs_of(results),
    "rules, then reader": lambda item, results: item.rules or signs_of(results),
    "reader, where rules are open": lambda item, results: frozenset() if item.rules else signs_of(results),
}


def marks(items: Iterable[tuple[Item, Sequence[Settled]]]) -> dict[str, Marks]:
    """The marks of each teller."""
    found = {name: Marks() for name in TELLERS}
    for item, results in items:
        for name, tell in TELLERS.items():
            found[name].add(item.kind, tell(item, results))
    return found


@dataclass(frozen=True)
class Conduct:
    """How a reader kept the protocol, over distinct questions."""

    became: Counter[str]
    whys: Counter[str]

    @staticmethod
    def of(results: Iterable[Settled]) -> Conduct:
        """Of what became of questions."""
        known = list(results)
        return Conduct(Counter(str(r.became) for r in known), Counter(r.why for r in known if r.why))

    @property
    def swap(self) -> float:
        """How often an answer was the reverse with the drafts exchanged, of those in form both ways."""
        kept, broken = self.became[Became.ANSWERED], self.became[Became.CONTRADICTED]
        return kept / (kept + broken) if kept + broken else 0.0

    @property
    def misquoted(self) -> int:
        """Questions that were rejected for their quotation."""
        return sum(count for why, count in self.whys.items() if "quot" in why)

    def lines(self) -> Iterator[str]:
        """What happened, the commonest first."""
        total = sum(self.became.values())
        yield f"{total} questions: " + ", ".join(f"{count} {name}" for name, count in self.became.most_common())
        yield f"swap law kept {self.swap:.2f}; misquoted {self.misquoted}"
        yield from (f"{count:5}  {why}" for why, count in self.whys.most_common())


def calibration(items: Iterable[tuple[Item, Sequence[Settled]]]) -> Iterator[str]:
    """By confidence, of the directions told of single changes, how many are right (a neutral change: wrong)."""
    bins: dict[float, list[bool]] = {}
    for item, results in items:
        if len(results) == 1 and item.kind in (*WANTED, "neutral") and (signs := signs_of(results)):
            (result,) = results
            assert result.answer
            low = max(bound for bound in BINS[:-1] if result.answer.confidence >= bound)
            bins.setdefault(low, []).append(signs == {WANTED.get(item.kind)})
    for low, high in pairwise(BINS):
        if found := bins.get(low):
            right = sum(found) / len(found)
            yield f"confidence {low:.1f} to {min(high, 1):.1f}: {len(found):4} told, right {right:.2f}"
