"""``python -m benchmarks.submissions``: is it found who said a sentence before, and is what is said right?

Invented papers and a draft (``texts.toml``). Right: the paper and its sentence are named where there are such, and
nothing is where there are none.

``--at-least precision=.95`` ends with status 1 below it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks import limits
from benchmarks.submissions.texts import BESIDES, CASES, Case

from treatydiff.commands.common import CommandRun
from treatydiff.library import Index, Precursor, Sayings
from treatydiff.model import Op
from treatydiff.text.lettering import WORD
from treatydiff.text.words import compare_words

KINDS = ("verbatim", "edited", "reworded", "none")
NAMES = ("precision", *(f"recall-{kind}" for kind in KINDS[:3]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shown", action="store_true", help="show every case with what was said of it")
    limits.add(parser, NAMES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "papers")
        with CommandRun(quiet=True).library(f"{folder}/papers", f"{folder}/index.sqlite") as index:
            figures = measured(index, shown=options.shown)
    return limits.status(options, figures)


def write(folder: Path) -> None:
    """A paper each: what it says in the cases and besides, by turns."""
    folder.mkdir()
    for paper, besides in BESIDES.items():
        said = [case.said for case in CASES if case.paper == paper]
        lines = [line for at, sentence in enumerate(said) for line in (sentence, *besides[at : at + 1])]
        (folder / f"{paper}.txt").write_text("\n\n".join(lines) + "\n")


def measured(index: Index, *, shown: bool) -> dict[str, float]:
    sayings = Sayings(index)
    there, found, right = Counter[str](), Counter[str](), Counter[str]()
    started = time.process_time()
    for case in CASES:
        said = sayings.precursor(case.drafted, "en", fresh=fresh(case), stretch=stretch(case))
        there[case.kind] += 1
        found[case.kind] += said is not None
        right[case.kind] += said is not None and is_right(case, said)
        if shown:
            mark = "" if (said is None and case.kind == "none") or (said and is_right(case, said)) else "WRONG "
            told = f"{said.closeness} {said.similarity:.2f} {said.passage.held.label}: {said.text}" if said else "–"
            print(f"{mark}{case.kind}: {case.drafted}\n      {told}")
    spent = (time.process_time() - started) / len(CASES)
    precision = sum(right.values()) / (sum(found.values()) or 1)
    recall = {f"recall-{kind}": right[kind] / there[kind] for kind in KINDS[:3]}
    print(
        f"said {sum(found.values())}, right {sum(right.values())}: precision {precision:.3f}; {spent:.3f} s a sentence"
    )
    for kind in KINDS[:3]:
        print(f"{kind}: {right[kind]} of {there[kind]}")
    print(f"none: silent on {there['none'] - found['none']} of {there['none']}")
    return {"precision": precision, **recall}


def fresh(case: Case) -> list[str]:
    """The new words of an old sentence; nothing of a new one."""
    former = {word.casefold() for word in WORD.findall(case.former)}
    return [word for word in map(str.casefold, WORD.findall(case.drafted)) if word not in former] if former else []


def stretch(case: Case) -> str:
    """From the first new word of an old sentence to the last one."""
    spans = compare_words(case.former, case.drafted) if case.former else ()
    new = [at for at, span in enumerate(spans) if span.op is Op.INSERT]
    inside = spans[new[0] : new[-1] + 1] if new else ()
    return "".join(span.text for span in inside if span.op is not Op.DELETE).strip(" ;,.")


def is_right(case: Case, said: Precursor) -> bool:
    return case.paper == said.passage.held.label and (case.said in said.text or said.text in case.said)


if __name__ == "__main__":
    sys.exit(main())
