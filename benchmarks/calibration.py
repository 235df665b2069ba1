"""How often a fact of each kind is right: ``python -m benchmarks.calibration``.

Runs judging over the amended statutes and the judged amendments of the shared data (``TREATYDIFF_CORPUS``), and counts
for each kind of fact, for the worse and for the better, at whose places people saw the same, the contrary, or nothing
of weight. The weights of ``treatydiff.judging.arbiter`` are about the log-odds of these shares. A second table holds
decisions by how many independent facts agree: that is what ``findings[].agreeing`` means.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import CORPUS
from benchmarks.laws.score import Entry, Spot, entries, spots_of

from treatydiff.compare import compare, read_draft
from treatydiff.faults import Faults
from treatydiff.judging import JudgedChange, hearings
from treatydiff.judging.context import Environment
from treatydiff.report import Report
from treatydiff.themes import load_profile, load_themes

ROOT = Path(__file__).parents[1]
SETS = ("laws", "gdpr-amendments")
Tally = dict[tuple[str, str], Counter[str]]


def main() -> int:
    kinds: Tally = defaultdict(Counter)
    agreeing: Tally = defaultdict(Counter)
    for seen, judged in _judged():
        for vote in judged.votes:
            if vote.worse is not None:
                kinds[vote.kind + " (doubted)" * bool(vote.doubts), _way(vote.worse)][_found(seen, vote.worse)] += 1
        if judged.decision.worse is not None:
            number = f"{min(judged.decision.agreeing, 3)} agreeing"
            agreeing[number, _way(judged.decision.worse)][_found(seen, judged.decision.worse)] += 1
    for title, tally in (("by kind of fact", kinds), ("by facts that agree", agreeing)):
        print(f"{title:32} right wrong share log-odds neutral")
        for (name, way), count in sorted(tally.items()):
            right, wrong = count["right"], count["wrong"]
            share = (right + 0.5) / (right + wrong + 1)
            odds = math.log(share / (1 - share))
            print(f"  {name:22} {way:7} {right:5} {wrong:5}  {share:.2f}     {odds:4.1f} {count['neutral']:7}")
    return 0


def _judged() -> Iterator[tuple[list[Entry], JudgedChange]]:
    """Every judged change with what people saw at its place."""
    for folder in (CORPUS / name for name in SETS):
        for name, found in entries(folder).items():
            old, new = (read_draft(str(next(folder.glob(f"{name}.{side}.*")))) for side in ("old", "new"))
            report = compare(old, new, judged=False)
            themes = load_themes(language=new.language)
            environment = Environment(report.redline, report.old, report.new, themes, load_profile(), Faults())
            for judged in hearings(environment):
                yield list(_at(judged, report, found)), judged


def _at(judged: JudgedChange, report: Report, found: Iterable[Entry]) -> Iterator[Entry]:
    spots: frozenset[Spot] = frozenset(spots_of(judged.change, report))
    return (entry for entry in found if entry.sure and entry.at(spots))


def _found(seen: Iterable[Entry], worse: bool) -> str:
    signs = {entry.kind for entry in seen}
    if not signs - {"neutral"}:
        return "neutral" if signs else "unlabelled"
    signs.discard("neutral")
    if len(signs) > 1 or "mixed" in signs:
        return "mixed"
    return "right" if signs == {"adverse" if worse else "favourable"} else "wrong"


def _way(worse: bool) -> str:
    return "worse" if worse else "better"


if __name__ == "__main__":
    raise SystemExit(main())
