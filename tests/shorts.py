"""``python tests/shorts.py [FILE ...]``: writes why cases of judging and examples of rules fall short, or that none do.

A file is named ``<language>/<kind>``, or ``examples``; without any, all are written. Each case is one line of its file.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter

from helpers.examples import TABLE, shorts
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


def examples() -> int:
    """Writes the table of the examples of which judging does not say what the rule says; how many there are."""
    head = "# Examples of rules of which the whole of judging does not say what the rule alone says, and why not.\n"
    tables = (f'\n["{rule}"]\n{_rows(found)}' for rule, found in shorts().items())
    TABLE.write_text(head + "".join(tables), encoding="utf-8")
    return sum(map(len, shorts().values()))


def _rows(found: dict[str, str]) -> str:
    return "".join(f"{json.dumps(text, ensure_ascii=False)} = {json.dumps(why)}\n" for text, why in found.items())


def main() -> None:
    counted: Counter[str] = Counter()
    for file in sys.argv[1:] or [*files(), "examples"]:
        if file == "examples":
            print(f"{examples()} examples of rules fall short")
            continue
        found = rewrite(file)
        counted.update(short or "holds" for _, short in found)
        counted.update(f"  was {case.short}" for case, short in found if case.short not in ("", short))
    print("\n".join(f"{number:5} {reason}" for reason, number in counted.most_common()))


if __name__ == "__main__":
    main()
