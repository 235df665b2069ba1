"""``python -m benchmarks.proposals``: do the laws of a proposal hold?

Rejecting everything gives the new draft exactly. Accepting everything, compared with the old draft, has none of the
findings that were undone, and no adverse one that the new draft has not. Over the sample drafts, generated pairs
(``--seeds``) and, with ``--real``, the pair of the corpus on which findings are densest.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import limits
from benchmarks.proposals.generated import pair

from treatydiff.commands.word_files import as_word, read_word
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.proposals import repairs, table
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.proposal import Proposed, render
from treatydiff.report import Finding, Report

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("TREATYDIFF_CORPUS", ROOT.parent / "shared" / "data"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="how many generated pairs")
    parser.add_argument("--real", action="store_true", help="the AI Act, too")
    parser.add_argument("--explain", action="store_true", help="show what is left or new")
    limits.add(parser, ("placed", "broken"))
    options = parser.parse_args(arguments)
    asked = placed = broken = 0
    for name, old, new in _pairs(options.seeds, options.real):
        started = time.process_time()
        faults, undone, wanted = measured(old, new)
        asked, placed, broken = asked + wanted, placed + undone, broken + len(faults)
        print(f"{name}: {undone} of {wanted} placed, {len(faults)} faults, {time.process_time() - started:.1f} s")
        for fault in faults if options.explain else ():
            print(f"  {fault}")
    print(f"all: {placed} of {asked} placed, {broken} faults")
    return limits.status(options, {"placed": placed / asked if asked else 1.0, "broken": float(broken)})


def _pairs(seeds: int, real: bool) -> Iterator[tuple[str, Draft, Draft]]:
    samples = [read_draft(str(path)) for path in sorted((ROOT / "drafts").glob("*-draft.docx"))]
    for old, new in ((0, 1), (1, 2), (0, 2)):
        yield f"samples {old + 1} to {new + 1}", samples[old], samples[new]
    for seed in range(seeds):
        yield f"generated {seed}", *pair(seed)
    for folder, language in (("ai-act", "en"),) if real else ():
        files = sorted((CORPUS / folder).glob(f"*.{language}.txt"))
        if len(files) > 1:
            yield folder, *(read_draft(str(path)) for path in (files[0], files[-1]))


def measured(old: Draft, new: Draft) -> tuple[list[str], int, int]:
    """What breaks a law, how many changes were undone, and how many it was asked of."""
    report = compare(old, new)
    wanted = [finding for finding in report.findings if finding.adverse]
    if not wanted:
        return [], 0, 0
    base = as_word(new)
    tabled = table(base, repairs(report, wanted), report)
    proposed = read_word(tabled.data, base)
    subject = Proposed(compare(base, proposed), report, tabled.placed, tabled.unplaced)
    faults = list(_rejected(subject, base)) + list(_accepted(compare(old, proposed), report, subject))
    return faults, len(tabled.placed), len(tabled.placed) + len(tabled.unplaced)


def _rejected(subject: Proposed, base: Draft) -> Iterator[str]:
    """The Word file with everything rejected, against the new draft."""
    data = render(subject, RenderOptions())
    path = ROOT / "build" / "proposal.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if [each.text for each in read_draft(str(path), revisions="reject").blocks] != [each.text for each in base.blocks]:
        yield "rejecting everything does not give the new draft"


def _accepted(net: Report, report: Report, subject: Proposed) -> Iterator[str]:
    """What the old draft against the proposal still says, or says first."""
    undone = {_key(finding) for repair in subject.placed for finding in repair.findings}
    left = {_key(finding) for repair in subject.unplaced for finding in repair.findings}
    before = {_key(finding) for finding in report.findings if finding.adverse}
    for finding in net.findings:
        key = _key(finding)
        if finding.adverse and key in undone - left:
            yield f"still found: {finding.where} {finding.rule}: {finding.message}"
        elif finding.adverse and key not in before:
            yield f"new: {finding.where} {finding.rule}: {finding.message}"


def _key(finding: Finding) -> tuple[str, str]:
    """The rule and what it is about: by the old draft's provision, else by the new words."""
    change = finding.change
    return finding.rule, change.old.eid if change.old else change.provision.full_text()


if __name__ == "__main__":
    sys.exit(main())
