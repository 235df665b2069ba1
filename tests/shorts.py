"""``python tests/shorts.py [FILE ...]``: writes into the cases of judging why each falls short, or that none does.

A file is named ``<language>/<kind>``; without any, all are written. One line a case is what the files hold.
"""

from __future__ import annotations

import re
import sys
from collections import Counter

from helpers.judged import FOLDER, Case, cases, files, shortfall

_SHORT = re.compile(r', short = "[^"]*"(?= \},)')


def rewrite(file: str) -> list[tuple[Case, str]]:
    """The cases of a file with why each falls short, which is written into it."""
    found = [(case, shortfall(case)) for case in cases(file)]
    path = FOLDER / f"{file}.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [place for place, line in enumerate(lines) if line.startswith("  { ")]
    ordered = sorted(found, key=lambda each: _position(lines, places, each[0]))
    for place, (_, short) in zip(places, ordered, strict=True):
        bare = _SHORT.sub("", lines[place])
        lines[place] = bare.replace(" },", f', short = "{short}" }},') if short else bare
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


def _position(lines: list[str], places: list[int], case: Case) -> int:
    text = case.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return next(place for place in places if f'text = "{text}"' in lines[place] and _headed(lines[place], case))


def _headed(line: str, case: Case) -> bool:
    return line.startswith(f'  {{ heading = "{case.heading}"') if case.heading else line.startswith('  { text = "')


def main() -> None:
    counted: Counter[str] = Counter()
    for file in sys.argv[1:] or files():
        found = rewrite(file)
        counted.update(short or "holds" for _, short in found)
        counted.update(f"  was {case.short}" for case, short in found if case.short not in ("", short))
    print("\n".join(f"{number:5} {reason}" for reason, number in counted.most_common()))


if __name__ == "__main__":
    main()
