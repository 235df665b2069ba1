"""The judged cases: a file of the package, and the user's own verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from treatydiff.report import FiledVerdict, JudgedCase
from treatydiff.text.tables import DATA

FOLDER = DATA / "cases"


@cache
def load_cases() -> tuple[JudgedCase, ...]:
    """The cases of the package. All sentences are the authors' own."""
    lines = (FOLDER / "cases.jsonl").read_text("utf-8").splitlines()
    return tuple(
        JudgedCase(c["id"], c["language"], c["old"], c["new"], tuple(c["says"]), c["about"])
        for c in map(json.loads, lines)
    )


def of_verdicts(filed: Iterable[FiledVerdict]) -> tuple[JudgedCase, ...]:
    """What the user's files say, as cases: of each change that is said to do something to a theme."""
    return tuple(
        JudgedCase(
            verdict.source, "", verdict.old, verdict.new, (f"{verdict.theme} {verdict.effect}",), author=verdict.author
        )
        for verdict in filed
        if verdict.effect and not verdict.read
    )
