"""What judging says of everything at hand: ``python -m benchmarks.verdicts keep FILE`` and ``compare FILE``.

``keep`` writes a line for each finding, or for none, of the cases of tests/judging, the gold set (tests/findings), the
examples of the rules and the sample drafts, each both ways, and of the real pairs that are at hand: source, case,
direction, place, theme, rule, effect, severity, words. ``compare`` judges anew (or reads a second file) and prints what
differs from the lines kept, by kind, with counts. ``--small`` leaves the drafts out, which take most of the time;
``--all`` prints every difference and not the first of each kind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from benchmarks.digests import CORPUS, pairs  # noqa: E402
from benchmarks.findings.gold import LANGUAGES, Case, findings, swapped  # noqa: E402
from benchmarks.findings.gold import cases as gold  # noqa: E402

from helpers.examples import case as example_case  # noqa: E402
from helpers.judged import cases, files, judged, sides  # noqa: E402
from treatydiff.compare import compare, read_draft  # noqa: E402
from treatydiff.errors import TreatydiffError  # noqa: E402
from treatydiff.report import Effect, Finding  # noqa: E402
from treatydiff.themes import load_profile, load_themes  # noqa: E402

WAYS = ("forwards", "backwards")


class Line(NamedTuple):
    """One finding on one case, or that there is none: then the fields from ``place`` on are empty."""

    source: str
    case: str
    way: str
    place: str = ""
    theme: str = ""
    rule: str = ""
    effect: str = ""
    severity: str = ""
    words: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What one asks about: of one theme at one place."""
        return self[:5]

    @property
    def says(self) -> str:
        return f"{self.rule} {self.effect} {self.severity} [{self.words}]" if self.rule else "nothing"


def lines(*, small: bool) -> Iterator[Line]:
    """Everything that judging says."""
    for file in files():
        for case in cases(file):
            for way, pair in zip(WAYS, (sides(case.text), sides(case.text)[::-1]), strict=True):
                yield from _told("cases", f"{file} {case.text}", way, judged(case.language, case.heading, *pair))
    themes, profile = load_themes(), load_profile()
    for source, case in (*_gold(), *_examples()):
        for way, one in zip(WAYS, (case, swapped(case)), strict=True):
            yield from _told(source, case.id, way, findings(one, themes, profile))
    if not small:
        yield from _drafts()


def _gold() -> Iterator[tuple[str, Case]]:
    yield from (("gold", case) for language in LANGUAGES for case in gold(language))


def _examples() -> Iterator[tuple[str, Case]]:
    for rule in (rule for theme in load_themes() for rule in theme.rules):
        for source, examples in (("fires", rule.fires), ("silent", rule.silent)):
            for example in examples:
                yield source, Case(f"{rule.id} {example}", "en", example_case(example).data)


def _drafts() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        found = [pair for pair in pairs(Path(folder)) if not pair[0].endswith(".pdf")]
        found += [(f"amendments {old.name}", old, old.with_name(old.name.replace(".old.", ".new.")))
                  for old in sorted(CORPUS.glob("gdpr-amendments/*.old.txt"))]  # fmt: skip
        for name, old, new in found:
            source, _, case = name.partition(" ")
            try:
                drafts = read_draft(str(old)), read_draft(str(new))
                for way, pair in zip(WAYS, (drafts, drafts[::-1]), strict=True):
                    yield from _told(source, case, way, compare(*pair).findings)
            except TreatydiffError as error:
                print(f"{name}: {error}", file=sys.stderr)


def _told(source: str, case: str, way: str, found: Iterable[Finding]) -> Iterator[Line]:
    flat = " ".join(case.split())
    told = [Line(source, flat, way, str(f.where), f.theme, f.rule, f.effect, f.severity, _words(f)) for f in found]
    yield from told or [Line(source, flat, way)]


def _words(finding: Finding) -> str:
    marked = [("-", word) for word in finding.removed] + [("+", word) for word in finding.introduced]
    return " ".join(" ".join(f"{sign}{word}" for sign, word in marked).split())


# --------------------------------------------------------------------------------------------------- what differs


def difference(old: Line | None, new: Line | None) -> str:
    """What sort of difference lies between two lines of one key; empty where there is none."""
    if not old or not new:
        return _came_or_went(new or old, "said now" if new else "said no more")
    if old.effect != new.effect:
        if Effect.TOUCHES in (old.effect, new.effect):
            return "direction found" if old.effect == Effect.TOUCHES else "direction lost"
        return "turned round"
    if old.rule != new.rule:
        return "another rule"
    if old.severity != new.severity:
        return "another severity"
    return "other words" if old.words != new.words else ""


def _came_or_went(line: Line | None, what: str) -> str:
    if not line or not line.rule:
        return ""
    return f"{what}, open" if line.effect == Effect.TOUCHES else f"{what}, with a direction"


def differences(old: Iterable[Line], new: Iterable[Line]) -> Iterator[tuple[str, Line | None, Line | None]]:
    """Each kind of difference with the line on either side; several lines of one key are paired in their order."""
    held: dict[tuple[str, ...], tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((old, new)):
        for line in found:
            held[line.key][side].append(line)
    for before, after in held.values():
        for number in range(max(len(before), len(after))):
            pair = [side[number] if number < len(side) else None for side in (before, after)]
            if kind := difference(pair[0], pair[1]):
                yield kind, pair[0], pair[1]


def show(found: list[tuple[str, Line | None, Line | None]], most: int) -> None:
    """The differences by kind and source, with counts, and the first of each kind."""
    for kind, number in Counter(kind for kind, *_ in found).most_common():
        here = [(old, new) for each, old, new in found if each == kind]
        by_source = Counter(line.source for old, new in here if (line := new or old))
        print(f"\n{number} {kind} ({', '.join(f'{n} {source}' for source, n in by_source.most_common())})")
        for old, new in here[:most]:
            if line := new or old:
                print(f"  {line.source} | {line.case[:160]} | {line.way} | {line.place}")
                print(f"    {old.says if old else 'nothing'}  →  {new.says if new else 'nothing'}")
    print(f"\n{len(found)} differences")


def read(path: Path) -> list[Line]:
    """The lines that were kept in a file."""
    return [Line(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("keep", "compare"))
    parser.add_argument("file", type=Path)
    parser.add_argument("other", type=Path, nargs="?", help="compare with these lines instead of judging anew")
    parser.add_argument("--small", action="store_true", help="without drafts")
    parser.add_argument("--all", action="store_true", help="print every difference")
    options = parser.parse_args()
    found = read(options.other) if options.other else list(lines(small=options.small))
    print(f"{len(found)} lines: {dict(Counter(line.source for line in found))}")
    if options.what == "keep":
        options.file.write_text("".join("\t".join(line) + "\n" for line in found), encoding="utf-8")
        return 0
    kept = read(options.file)
    both = {line[:3] for line in kept} & {line[:3] for line in found}
    print(f"{len(both)} cases and directions are in both")
    differing = list(differences(*([line for line in each if line[:3] in both] for each in (kept, found))))
    show(differing, len(differing) if options.all else 5)
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
