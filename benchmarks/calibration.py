"""How often a finding of each kind is right: ``python -m benchmarks.calibration [--fit]``.

Compares the labelled drafts, amended statutes and judged amendments of ``TREATYDIFF_CORPUS``, and counts for each kind
of finding how often people saw the same at its place. A change that they called neutral counts as wrong, one that is
mixed not at all. ``--fit`` writes the counts into ``data/kinds.toml``; names, rules and what was counted elsewhere stay
as they stand there. Last it tries the marks on each pair with that pair left out of the counts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from typing import NamedTuple

from benchmarks.corpus import CORPUS
from benchmarks.laws.score import entries, read, spots

from treatydiff.judging.kinds import FEW, TABLE, Cases, FindingKind, total
from treatydiff.judging.kinds import read as kinds_in

SETS = {"drafts": "drafts", "laws": "statutes", "gdpr-amendments": "amendments"}
"""Kinds of text by their folder."""
WANTED = {"adverse": True, "favourable": False}


class Told(NamedTuple):
    """A finding with a direction that people judged, too."""

    text: str
    pair: str
    rule: str
    worse: bool
    right: bool


def main() -> int:
    jobs = [(folder, name) for folder in SETS for name in entries(CORPUS / folder)]
    with ProcessPoolExecutor() as pool:
        told = [each for found in pool.map(_told, jobs) for each in found]
    if "--fit" in sys.argv:
        TABLE.write_text(table(told), encoding="utf-8")
    for kind, _ in kinds_in(table(told)):
        here = "  ".join(f"{text} {each.right}/{each.of}" for text, each in kind.cases.items())
        print(f"{'worse' if kind.worse else 'better'} {kind.name:28} {kind.share:.2f} {'*' * kind.holds:1} {here}")
    print("marked likely, each pair left out in turn:")
    for key, cases in sorted(left_out(told).items()):
        print(f"  {key}: {cases.right}/{cases.of}")
    return 0


def _told(job: tuple[str, str]) -> list[Told]:
    folder, name = job
    truth = [entry for entry in entries(CORPUS / folder)[name] if entry.sure]
    report = read(CORPUS / folder, name)
    found = []
    for finding in report.findings:
        at = frozenset(spots(finding, report))
        signs = {entry.kind for entry in truth if entry.spots and entry.at(at)}
        sign = _sign(signs)
        if finding.worse is not None and sign:
            found.append(Told(SETS[folder], name, finding.rule, finding.worse, WANTED.get(sign) is finding.worse))
    return found


def _sign(signs: set[str]) -> str:
    """What people saw at a place: ``adverse``, ``favourable``, ``neutral``; empty of what is mixed, or not judged."""
    heavy = signs - {"neutral"}
    return next(iter(heavy or signs)) if len(heavy) < 2 and signs and "mixed" not in signs else ""


def table(told: list[Told]) -> str:
    """The table with new counts."""
    known = [(kind, rules) for kind, rules in kinds_in(TABLE.read_text("utf-8")) if rules != (kind.name,)]
    lines = ["# How often findings of each kind were right; written by `python -m benchmarks.calibration --fit`.\n"]
    for worse in (True, False):
        counted = _counted([each for each in told if each.worse is worse], known, worse)
        for kind, rules, cases in counted:
            lines += ["[[worse]]" if worse else "[[better]]", f'name = "{kind.name}"', f"rules = {json.dumps(rules)}"]
            lines += [f"elsewhere = [{kind.elsewhere.right}, {kind.elsewhere.of}]"] if kind.elsewhere.of else []
            held = ", ".join(f"{text} = [{each.right}, {each.of}]" for text, each in cases.items())
            lines += [f"cases = {{ {held} }}\n" if held else ""]
    return "\n".join(lines)


_Row = tuple[FindingKind, tuple[str, ...], dict[str, Cases]]


def _counted(told: list[Told], known: list[tuple[FindingKind, tuple[str, ...]]], worse: bool) -> Iterator[_Row]:
    """The kinds that have a name of their own, then each other rule by what it is called in any theme."""
    named = {rule: kind for kind, rules in known if kind.worse is worse for rule in rules}
    by_rule = defaultdict[str, list[Told]](list)
    for each in told:
        kind = named.get(each.rule) or named.get(each.rule.partition("/")[2])
        by_rule[kind.name if kind else each.rule.partition("/")[2]].append(each)
    for kind, rules in (row for row in known if row[0].worse is worse):
        yield kind, rules, _by_text(by_rule.pop(kind.name, []))
    for rule, found in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(found) >= FEW:
            yield FindingKind(rule, worse, {}, Cases(), Cases()), (rule,), _by_text(found)


def _by_text(told: list[Told]) -> dict[str, Cases]:
    counts = Counter((each.text, each.right) for each in told)
    return {
        text: Cases(counts[text, True], counts[text, True] + counts[text, False])
        for text in SETS.values()
        if counts[text, True] + counts[text, False]
    }


def left_out(told: list[Told]) -> dict[str, Cases]:
    """How many findings of a pair would be marked likely by the counts of all others, by kind of text."""
    found = defaultdict[str, list[Cases]](list)
    for (text, pair), own in groupby(sorted(told), key=lambda each: (each.text, each.pair)):
        others = [each for each in told if (each.text, each.pair) != (text, pair)]
        held = {(rule, kind.worse) for kind, rules in kinds_in(table(others)) if kind.holds for rule in rules}
        for each in own:
            if {(each.rule, each.worse), (each.rule.partition("/")[2], each.worse)} & held:
                found[f"{text} {'worse' if each.worse else 'better'}"].append(Cases(int(each.right), 1))
    return {key: total(cases) for key, cases in found.items()}


if __name__ == "__main__":
    raise SystemExit(main())
