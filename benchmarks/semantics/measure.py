"""What the second reader adds on real amended laws, none of which it was fitted to.

``python -m benchmarks.semantics.measure [--at-least told=.80] [--at-most longest=15]``: of the sure changes for better
or worse, how many have a finding at their place, and how many a finding or an entry of the list; of the entries at a
place that somebody labelled, how many are at such a change; how long the lists are, for sixty articles; the same list
drawn by length of the changes alone, for comparison; and how many entries drafts on another subject get (BBNJ).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import limits
from benchmarks.alignment.shared import CORPUS

from treatydiff.compare import compare, read_draft
from treatydiff.model import Change, Level
from treatydiff.report import Report
from treatydiff.reports.summary import weight
from treatydiff.semantics.resemblance import with_resemblances
from treatydiff.text.numbering import key
from treatydiff.verdicts.review import Why, review

SIXTY = 60
FIGURES = ("told", "with-list", "right", "longest", "elsewhere")
Place = tuple[str, str]


@dataclass
class Tally:
    """Counts over all pairs."""

    changes: int = 0
    told: int = 0
    with_list: int = 0
    entries: int = 0
    labelled: int = 0
    right: int = 0
    lengths: list[float] = field(default_factory=list)

    def add(self, report: Report, listed: Iterable[Change], truth: list[dict[str, object]]) -> None:
        found = [place for finding in report.findings for place in places(finding.change)]
        entries = [[*places(change)] for change in listed]
        live = [each for each in truth if each["class"] != "neutral"]
        for each in (each for each in live if each.get("sure", True)):
            told = near(each, found)
            self.changes += 1
            self.told += told
            self.with_list += told or near(each, [place for entry in entries for place in entry])
        for entry in entries:
            self.entries += 1
            self.labelled += any(near(each, entry) for each in truth)
            self.right += any(near(each, entry) for each in live)
        self.lengths.append(len(entries) * SIXTY / max(len(report.new.articles()), SIXTY))

    def figures(self) -> dict[str, float]:
        return {
            "told": self.told / self.changes,
            "with-list": self.with_list / self.changes,
            "right": self.right / max(self.labelled, 1),
            "longest": max(self.lengths),
        }


def places(change: Change) -> Iterable[Place]:
    """Article and paragraph of each side."""
    for provision in (*change.link.new, *change.link.old):
        paragraph = re.search(r"__para_([^_]+)", provision.eid)
        inner = provision.number if provision.level in (Level.PARAGRAPH, Level.SUBPARAGRAPH) else ""
        yield key(provision.article), paragraph[1] if paragraph else key(inner)


def near(entry: dict[str, object], found: Iterable[Place]) -> bool:
    """Whether an entry of the truth is at one of the places; where a side names no paragraph the article is enough."""
    articles = {key(str(entry[name])) for name in ("article", "old_article") if entry.get(name)}
    paragraph = str(entry.get("paragraph") or "").strip("( ")
    wanted = "" if re.match(r"al\b|last|chapeau|first", paragraph) else key(re.split(r"[(\s,;]", paragraph)[0])
    return any(article in articles and (not wanted or not at or at == wanted) for article, at in found)


def by_length(report: Report, number: int) -> list[Change]:
    """As many undecided changes, the longest first."""
    units = [item.unit for item in review(report, report.redline.changes) if item.why in (Why.UNDECIDED, Why.RELEVANT)]
    return [unit.change for unit in sorted(units, key=lambda unit: weight(unit.change), reverse=True)[:number]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    limits.add(parser, FIGURES)
    options = parser.parse_args()
    second, length = Tally(), Tally()
    for old in sorted((CORPUS / "laws").glob("*.old.md")):
        report = pair(old, Path(str(old).replace(".old.", ".new.")))
        entries = json.loads(Path(str(old).replace("old.md", "truth.json")).read_text("utf-8"))
        listed = [each.change for each in report.resembling]
        second.add(report, listed, entries)
        length.add(report, by_length(report, len(listed)), entries)
        print(f"{old.name[:34]:34} {len(listed):3} entries", flush=True)
    bbnj = pair(*(CORPUS / "bbnj" / f"2022-{day}.en.txt" for day in ("06-01", "12-12")))
    figures = {**second.figures(), "elsewhere": float(len(bbnj.resembling))}
    for name, tally in (("second reader", second), ("by length alone", length)):
        said = ", ".join(f"{figure} {value:.2f}" for figure, value in tally.figures().items())
        print(f"{name}: {tally.entries} entries, {tally.labelled} labelled, {tally.right} right; {said}")
    print(f"BBNJ: {len(bbnj.resembling)} entries of {len(bbnj.redline.changes)} changes")
    return limits.status(options, figures)


def pair(old: Path, new: Path) -> Report:
    return with_resemblances(compare(read_draft(str(old)), read_draft(str(new))))


if __name__ == "__main__":
    sys.exit(main())
