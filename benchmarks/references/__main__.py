"""``python -m benchmarks.references``: updated cross-references called consequential, wrong ones noticed."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field

from benchmarks import limits
from benchmarks.alignment.grammar import LANGUAGES
from benchmarks.alignment.printed import Printer
from benchmarks.alignment.score import Side
from benchmarks.references.pairs import Maker, Pair, Planted

from treatydiff.compare import compare
from treatydiff.model import Change, Significance
from treatydiff.report import Report


@dataclass
class Result:
    """Of one pair without and one with planted errors."""

    updated: int = 0
    """Provisions in which nothing but the numbers of cross-references changed."""
    consequential: int = 0
    planted: int = 0
    noticed: int = 0
    notices: int = 0
    """Notices about cross-references."""
    false_notices: int = 0
    """Of these, on the pair that has no error."""
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: Result) -> Result:
        for name in ("updated", "consequential", "planted", "noticed", "notices", "false_notices", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


class Judged:
    """A pair, compared."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.printers = Printer(pair.old), Printer(pair.new)
        drafts = tuple(printer.draft("text", name) for printer, name in zip(self.printers, ("old", "new"), strict=True))
        self.report: Report = compare(*drafts)
        self.side = Side(pair.new, drafts[1])
        self.changes = {
            self.side.uid_of[provision.eid]: change
            for change in self.report.redline.all
            for provision in change.link.new
            if provision.eid in self.side.uid_of
        }

    def updated(self) -> list[str]:
        """Units whose words are the same but for the numbers."""
        before = {unit.uid: unit for unit in self.pair.old.walk()}
        return [
            unit.uid
            for unit in self.pair.new.walk()
            if unit.origins and self.printers[0].words(before[unit.uid]) != self.printers[1].words(unit)
        ]

    def significance(self, uid: str) -> Significance | None:
        """The heaviest of what changed in its words; None where it was not even found."""
        change = self.changes.get(uid)
        found = [s.significance for s in change.spans if s.significance] if change else []
        return min(found, key=lambda significance: significance.weight, default=None)

    def notices(self) -> list[str]:
        """What was said about cross-references."""
        own = (notice.message for side, notice in self.report.notices if not side)
        return [message for message in own if message != self.report.subject]

    def noticed(self, plant: Planted) -> bool:
        """A change of substance in the provision, or a notice that names its article and the number it says."""
        change = self.changes.get(plant.uid)
        if change is None:
            return False
        return self.significance(plant.uid) is Significance.SUBSTANTIVE or any(
            message.startswith(f"Article {change.provision.article}") and plant.says in message
            for message in (*self.notices(), *change.remarks)
        )


def measure(language: str, seed: int) -> Result:
    result = Result()
    clean = Judged(Maker(language, seed).renumbered())
    for uid in clean.updated():
        result.updated += 1
        if clean.significance(uid) is Significance.CONSEQUENTIAL:
            result.consequential += 1
        else:
            result.wrong.append(f"not consequential: {uid} {told(clean.changes.get(uid))}")
    result.false_notices = len(clean.notices())
    result.wrong += [f"false notice: {message}" for message in clean.notices()]
    spoiled = Judged(Maker(language, seed).planted())
    for plant in spoiled.pair.planted:
        result.planted += 1
        if spoiled.noticed(plant):
            result.noticed += 1
        else:
            result.wrong.append(f"not noticed: {plant} {told(spoiled.changes.get(plant.uid))}")
    result.notices = len(spoiled.notices())
    return result


def told(change: Change | None) -> str:
    if change is None:
        return "(not found)"
    marks = {"keep": "", "insert": "+", "delete": "-"}
    return "".join(f"[{marks[s.op]}{s.text}{marks[s.op]}]" if marks[s.op] else s.text for s in change.spans)


def row(name: str, result: Result) -> str:
    return (
        f"{name:4}  {result.consequential:5d}/{result.updated:<5d} {result.updated - result.consequential:5d}"
        f"   {result.noticed:5d}/{result.planted:<5d}  {result.notices:5d} {result.false_notices:5d}"
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.references", description=__doc__)
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=LANGUAGES, metavar="LANG")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--explain", action="store_true", help="print each provision that was judged wrongly")
    limits.add(parser, ("consequential", "noticed", "false"))
    options = parser.parse_args(arguments)
    print("lang  consequential  not    wrong ones noticed  notices  false")
    total = Result()
    for language in options.languages:
        result = Result()
        for seed in range(options.seeds):
            result += measure(language, seed)
        print(row(language, result), flush=True)
        if options.explain:
            print("".join(f"{line}\n" for line in result.wrong), end="")
        total += result
    print(row("all", total))
    shares = {"consequential": total.consequential / total.updated, "noticed": total.noticed / total.planted}
    return limits.status(options, shares | {"false": total.false_notices})


if __name__ == "__main__":
    sys.exit(main())
