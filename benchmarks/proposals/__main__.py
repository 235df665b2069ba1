"""``python -m benchmarks.proposals``: do the laws of a proposal hold?

Rejecting everything gives the new draft exactly. Accepting everything, compared with the old draft, has none of the
findings that were undone, and no adverse one that the new draft has not. Over the sample drafts, generated pairs
(``--seeds``) and, with ``--real``, the pairs of the corpus: amended laws, the GDPR's amendments, the AI Act, the high
seas. ``--only`` takes those whose name begins so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import limits
from benchmarks.corpus import CORPUS
from benchmarks.proposals.generated import pair

from treatydiff.commands.guide import Guide
from treatydiff.commands.propose import harmless
from treatydiff.commands.word_files import as_word
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.proposals import stood
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.proposal import Proposed, render
from treatydiff.report import Finding, Report

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="how many generated pairs")
    parser.add_argument("--real", action="store_true", help="the pairs of the corpus, too")
    parser.add_argument("--only", default="", metavar="NAME", help="only pairs whose name begins so")
    parser.add_argument("--explain", action="store_true", help="show what is left or new")
    limits.add(parser, ("placed", "broken"))
    options = parser.parse_args(arguments)
    asked = placed = broken = pairs = clean = 0
    for name, old, new in _pairs(options.seeds, options.real, options.only):
        started = time.process_time()
        faults, anew, undone, wanted = measured(old, new)
        asked, placed, broken = asked + wanted, placed + undone, broken + len(faults)
        pairs, clean = pairs + 1, clean + (not faults)
        taken = time.process_time() - started
        print(f"{name}: {undone} of {wanted} placed, {len(faults)} faults, {len(anew)} told anew, {taken:.1f} s")
        for fault in (*faults, *anew) if options.explain else ():
            print(f"  {fault}")
        sys.stdout.flush()
    print(f"all: {placed} of {asked} placed, {broken} faults; the laws hold in {clean} of {pairs} pairs")
    return limits.status(options, {"placed": placed / asked if asked else 1.0, "broken": float(broken)})


def _pairs(seeds: int, real: bool, only: str) -> Iterator[tuple[str, Draft, Draft]]:
    paths = sorted((ROOT / "drafts").glob("*-draft.docx"))
    files = [(f"samples {old + 1} to {new + 1}", paths[old], paths[new]) for old, new in ((0, 1), (1, 2), (0, 2))]
    for name, old, new in (*files, *(_real() if real else ())):
        if name.startswith(only):
            yield name, read_draft(str(old)), read_draft(str(new))
    for seed in range(seeds):
        if (name := f"generated {seed}").startswith(only):
            yield name, *pair(seed)


def _real() -> Iterator[tuple[str, Path, Path]]:
    """The pairs of the corpus in which one draft amends the other: those of two folders, and the ends of two series."""
    for folder in ("laws", "gdpr-amendments"):
        for old in sorted((CORPUS / folder).glob("*.old.*")):
            yield old.name.partition(".")[0], old, old.with_name(old.name.replace(".old.", ".new."))
    for folder, ends in (("ai-act", "*-articles.en.txt"), ("bbnj", "2022-*-??.en.txt")):
        files = sorted((CORPUS / folder).glob(ends))
        if len(files) > 1:
            yield folder, files[0], files[-1]


def measured(old: Draft, new: Draft) -> tuple[list[str], list[str], int, int]:
    """What breaks a law, what is told anew, how many changes were undone, and how many it was asked of.

    Told anew is what came with the new draft and stands as it came: now it is told by its parts, or for itself.
    """
    guide = Guide.read("", [], "", [])
    report = guide.alone(old, new)
    wanted = [finding for finding in report.findings if finding.adverse]
    if not wanted:
        return [], [], 0, 0
    base = as_word(report.new)
    tabled, proposed, _ = harmless(report, wanted, base, guide)
    subject = Proposed(guide.compare(base, proposed, divided=False), report, tabled.placed, tabled.unplaced)
    net = guide.alone(report.old, proposed, divided=False)
    found = [*_accepted(net, _before(report, base), subject)]
    faults = [*_rejected(subject, base), *(said for said, anew in found if not anew)]
    return faults, [said for said, anew in found if anew], len(tabled.placed), len(tabled.placed) + len(tabled.unplaced)


def _rejected(subject: Proposed, base: Draft) -> Iterator[str]:
    """The Word file with everything rejected, against the new draft."""
    data = render(subject, RenderOptions())
    path = ROOT / "build" / "proposal.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if [each.text for each in read_draft(str(path), revisions="reject").blocks] != [each.text for each in base.blocks]:
        yield "rejecting everything does not give the new draft"


def _before(report: Report, base: Draft) -> set[tuple[str, str]]:
    """What got worse in the new draft; where it came as text, as its Word file reads, too."""
    read = report.findings if base is report.new else (*report.findings, *compare(report.old, base).findings)
    return {_key(finding) for finding in read if finding.adverse}


def _accepted(net: Report, before: set[tuple[str, str]], subject: Proposed) -> Iterator[tuple[str, bool]]:
    """What the old draft against the proposal still says, or says first, and whether that is only told anew."""
    undone = {_key(finding) for repair in subject.placed for finding in repair.findings}
    left = {_key(finding) for repair in subject.unplaced for finding in repair.findings}
    for finding in net.findings:
        key = _key(finding)
        if finding.adverse and key in undone - left:
            yield f"still found: {finding.where} {finding.rule}: {finding.message}", False
        elif finding.adverse and key not in before:
            anew = stood(finding, subject.grounds)
            yield f"{'told anew' if anew else 'new'}: {finding.where} {finding.rule}: {finding.message}", anew


def _key(finding: Finding) -> tuple[str, str]:
    """The rule and what it is about: by the old draft's provision, else by the new words."""
    change = finding.change
    return finding.rule, change.old.eid if change.old else change.provision.full_text()


if __name__ == "__main__":
    sys.exit(main())
