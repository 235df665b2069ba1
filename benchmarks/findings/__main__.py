"""``python -m benchmarks.findings``: recall, direction and false alarms by language and fold; real drafts; time.

The gold set is ``tests/findings/<language>.toml``. Half of its first part is held out: no rule was made from it, by a
fixed rule nobody chose from (``gold.Case.fold``). ``--faults`` prints the faults of the tuning fold; those of the
held-out fold are shown only with ``--all-faults``, and whoever makes a rule from one moves it to the tuning fold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks import limits
from benchmarks.corpus import CORPUS
from benchmarks.findings.gold import LANGUAGES, both_ways, cases, score

from treatydiff.alignment import align
from treatydiff.compare import read_draft
from treatydiff.judging import judge
from treatydiff.redline import mark_up
from treatydiff.themes import load_profile, load_themes

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("high seas, 2022-06 to 2022-12", CORPUS / "bbnj/2022-06-01.en.txt", CORPUS / "bbnj/2022-12-12.en.txt"),
    (
        "64 rules, advance to edited version",
        CORPUS / "un-pdf/prepcom3-report-2026-04-02.pdf",
        CORPUS / "un-pdf/prepcom3-report-2026-05-04.pdf",
    ),
    (
        "sample drafts, zero to revised",
        ROOT / "drafts/2025-03-zero-draft.docx",
        ROOT / "drafts/2025-09-revised-draft.docx",
    ),
    (
        "sample drafts, revised to further revised",
        ROOT / "drafts/2025-09-revised-draft.docx",
        ROOT / "drafts/2026-02-further-revised-draft.docx",
    ),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="print each fault of the tuning fold")
    parser.add_argument("--all-faults", action="store_true", help="print each fault of both folds")
    limits.add(parser, ("recall", "direction", "false"))
    options = parser.parse_args()
    figures = gold(("tuning", "held-out") if options.all_faults else ("tuning",) if options.faults else ())
    for name, old, new in PAIRS:
        if old.exists() and new.exists():
            real(name, old, new)
    return limits.status(options, figures)


def gold(shown: Iterable[str]) -> dict[str, float]:
    """The scores of the gold set; what comes back is that of the held-out fold, in all languages."""
    themes, profile = load_themes(), load_profile()
    everything = [case for language in LANGUAGES for case in cases(language)]
    for fold in ("tuning", "held-out"):
        for language in (*LANGUAGES, "all"):
            chosen = [case for case in everything if case.fold == fold and language in (case.language, "all")]
            result, faults = score(chosen, themes, profile)
            print(f"{fold:9} {language:4} {result}")
            if fold in shown and language != "all":
                print("".join(f"    {fault}\n" for fault in faults), end="")
    print(f"the same both ways: {sum(both_ways(case, themes, profile) for case in everything)}/{len(everything)}")
    return {"recall": result.recall, "direction": result.direction, "false": result.alarms}


def real(name: str, old: Path, new: Path) -> None:
    """How many findings two real drafts give, and how long judging them takes."""
    started = time.process_time()
    drafts = read_draft(str(old)), read_draft(str(new))
    redline = mark_up(*drafts, align(*drafts))
    compared = time.process_time()
    found = judge(redline, *drafts, load_themes(language=drafts[1].language), load_profile())
    judged = time.process_time()
    print(f"{name}: {len(redline.changes)} changes, {len(found)} findings; ", end="")
    print(f"compared in {compared - started:.2f} s, judged in {judged - compared:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
