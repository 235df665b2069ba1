"""``python -m benchmarks.laws``: 25 real amended statutes, 699 changes read by hand (TREATYDIFF_CORPUS/laws).

Prints each statute's figures, those of both halves (by the hash of the name) and of all; ``--missed`` lists what is
not told, by class (``classes.toml``).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from benchmarks import limits
from benchmarks.corpus import CORPUS
from benchmarks.laws.score import Entry, Told, entries, read, told_of

ROOT = Path(__file__).parents[2]
LAWS = CORPUS / "laws"
CLASSES = Path(__file__).parent / "classes.toml"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these statutes")
    parser.add_argument("--missed", action="store_true", help="list what is not told, by class")
    limits.add(parser, ("told", "gravest", "turned", "flagged", "true"))
    options = parser.parse_args()
    halves = [Told(), Told()]
    for name, truth in entries(LAWS).items():
        if not options.names or name in options.names:
            told = told_of(read(LAWS, name), truth)
            print(f"{name:26} {told}")
            halves[truth[0].half if truth else 0] += told
    for title, told in (("one half", halves[1]), ("other half", halves[0]), ("all", halves[0] + halves[1])):
        print(f"{title:26} {told}")
    if options.missed:
        missed(halves[0].missed + halves[1].missed)
    return limits.status(options, (halves[0] + halves[1]).figures())


def missed(found: list[Entry]) -> None:
    """What is not told: how many of each class, and each by its place."""
    classes = tomllib.loads(CLASSES.read_text("utf-8"))
    of = {place: name for name, each in classes.items() for place in each["entries"]}
    named = [(of.get(place(entry), "not yet classed"), entry) for entry in found]
    for name, count in Counter(name for name, _ in named).most_common():
        print(f"{count:4}  {name}: {classes.get(name, {}).get('reason', '')}")
    for name, entry in sorted(named, key=lambda pair: (pair[0], place(pair[1]))):
        print(f"      {name}: {place(entry)}")


def place(entry: Entry) -> str:
    """What an entry is called in ``classes.toml``: statute, article, paragraph."""
    parts = (entry.statute, entry.data["article"], entry.data.get("paragraph") or "")
    return " ".join(str(part) for part in parts).strip()


if __name__ == "__main__":
    sys.exit(main())
