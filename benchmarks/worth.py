"""Fits what things in a clause are worth: ``python -m benchmarks.worth [--write]``.

Reads the provisions of ``benchmarks/provisions`` (a language a file; what each does to people, a tab, its text; items
behind ¶), written for this by people who had not seen the rules, and the examples of ``tests/judging/cases`` in which
a whole provision came or went. What ``treatydiff.judging.worth.found`` counts in each is weighed by a logistic
regression without intercept, so that a thing and its contrary weigh alike (L2; a provision that does neither counts
for both sides). Classes of words weigh alike in all languages, the words themselves are of one. Prints how often the
sign is right where a fifth that was held back is asked for it, by language and by how sure it is; ``--write`` puts
the weights into ``data/frames/worth.toml``. Needs scikit-learn, which nothing else here does.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from treatydiff.judging.clauses import reader
from treatydiff.judging.wording import plainly, sentences
from treatydiff.judging.worth import found, weighed

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "treatydiff" / "data" / "frames" / "worth.toml"
SIGNS = {"protects": 1, "burdens": -1, "neither": 0}
UNITS = 1.5
"""What one unit of log-odds is in the scores of roles, by which impacts are told."""
STRENGTH = 0.1
"""Of the fit, as scikit-learn counts it: the less, the smaller the weights."""
LEAST, LEAST_OF_WORD = 0.05, 0.25
"""Weights below are left out."""
OFTEN = 8
"""Provisions in which a word must stand to be weighed."""
FOLDS = 5
WORDS = "words."
WIDTH = 150
"""Characters of a line of the table."""
WHOLE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
HEAD = """\
# What things in a clause are worth to those concerned: more than nothing where they speak for a provision that
# protects, less where for one that burdens; a "no" in their stretch of the sentence turns words round. Fitted, not
# written: `python -m benchmarks.worth` (docs/judging.md, "Impact"). Classes of words are those of the languages' files;
# `role`: for each two points that the clause reader gives a role; `binds`: who is bound and how (`patient`: who has it
# done to them); `does`: what act is bound and how. `words`: the first six letters of words of a language (pairs of
# characters in Chinese), by what they are worth beside all that.
"""


class Row(NamedTuple):
    """A provision with what it does to people: 1 protects, -1 burdens, 0 neither."""

    language: str
    sign: int
    found: Mapping[str, float]


def main(arguments: Sequence[str]) -> int:
    try:
        from sklearn.linear_model import LogisticRegression  # noqa: F401
    except ImportError:
        print("benchmarks.worth needs scikit-learn: pip install scikit-learn", file=sys.stderr)
        return 2
    rows = [*provisions(), *examples()]
    print(f"{len(rows)} provisions")
    scored = [
        (row, weighed(row.found, weights))
        for fold in range(FOLDS)
        for weights in [fit([row for at, row in enumerate(rows) if at % FOLDS != fold])]
        for row in rows[fold::FOLDS]
    ]
    for language in sorted({row.language for row in rows}):
        report(language, [(row.sign, value) for row, value in scored if row.language == language])
    report("all", [(row.sign, value) for row, value in scored])
    if "--write" in arguments:
        weights = fit(rows)
        TABLE.write_text(HEAD + "".join(tables(weights)), encoding="utf-8")
        print(f"{len(weights)} weights in {TABLE.relative_to(ROOT)}")
    return 0


def provisions() -> Iterator[Row]:
    for file in sorted((ROOT / "benchmarks" / "provisions").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            effect, _, text = line.partition("\t")
            yield row(file.stem, SIGNS[effect], text.replace("¶", " "))


def examples() -> Iterator[Row]:
    """Whole provisions that came (for the worse, as all examples are told) or went."""
    for file in sorted((ROOT / "tests" / "judging" / "cases").glob("*/*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8")).get("cases", ()):
            whole = WHOLE.fullmatch(case["text"])
            if whole and bool(whole[1]) != bool(whole[2]):
                yield row(file.parent.name, 1 if whole[1] else -1, whole[1] or whole[2])


def row(language: str, sign: int, text: str) -> Row:
    reads, flat = reader(language), plainly(text)
    clauses = reads.clauses(flat, sentences(flat))
    return Row(language, sign, found(clauses, flat, reads.lexis.turning(flat), language))


def fit(rows: Sequence[Row]) -> Mapping[str, float]:
    """The weights, by the name of what they are of."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    stand = Counter(name for each in rows for name in each.found if name.startswith(WORDS))
    counted: list[tuple[Mapping[str, float], int]] = []
    for each in rows:
        things = {name: value for name, value in each.found.items() if stand.get(name, OFTEN) >= OFTEN}
        counted += [(things, sign) for sign in ((each.sign,) if each.sign else (1, -1))]
    columns: Any = DictVectorizer()
    seen = columns.fit_transform([things for things, _ in counted])
    model: Any = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5000)
    model.fit(seen, [sign for _, sign in counted])
    weighed = zip(columns.get_feature_names_out(), model.coef_[0], strict=True)
    rounded = (rounded_of(str(name), float(value) * UNITS) for name, value in weighed)
    return {name: value for name, value in rounded if value}


def rounded_of(name: str, value: float) -> tuple[str, float]:
    """A weight with as many figures as it is written with; nothing where it is left out."""
    word = name.startswith(WORDS)
    return name, round(value, 1 if word else 2) if abs(value) >= (LEAST_OF_WORD if word else LEAST) else 0.0


def report(name: str, scored: Sequence[tuple[int, float]]) -> None:
    """How many that protect or burden are told at all and how many of these are right, by the least score."""
    decided = [(sign, value) for sign, value in scored if sign]
    others = [value for sign, value in scored if not sign]
    print(f"{name:4} {len(decided):5} that protect or burden, {len(others):4} that do neither")
    for least in (0.0, 0.75, 1.5, 3.0):
        told = [(sign, value) for sign, value in decided if abs(value) >= least]
        right = sum(sign * value > 0 for sign, value in told)
        flagged = sum(abs(value) >= least for value in others)
        shares = len(told) / max(len(decided), 1), right / max(len(told), 1), flagged / max(len(others), 1)
        print(f"     from {least:4}: told {shares[0]:.2f}, right {shares[1]:.2f}; of neither {shares[2]:.2f}")


def tables(weights: Mapping[str, float]) -> Iterator[str]:
    """The table as TOML: what begins alike in one line, words of one weight together."""
    lines: defaultdict[str, defaultdict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    words: defaultdict[str, defaultdict[float, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, value in sorted(weights.items()):
        table, key, *rest = name.split(".")
        if table == WORDS.rstrip("."):
            words[key][value].append(*rest)
        else:
            lines[table][key][".".join(rest)] = value
    for table, entries in lines.items():
        yield f"\n[{table}]\n"
        for key, values in entries.items():
            inside = ", ".join(f"{name} = {value}" for name, value in values.items())
            yield f"{key} = {values['']}\n" if "" in values else f"{key} = {{ {inside} }}\n"
    for language, grades in sorted(words.items()):
        yield f"\n[{WORDS}{language}]\n"
        for value, stems in sorted(grades.items()):
            text = textwrap.fill(" ".join(stems), WIDTH, break_on_hyphens=False)
            yield f'"{value}" = """\n{text}\n"""\n' if len(text) > WIDTH - 10 else f'"{value}" = "{text}"\n'


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
