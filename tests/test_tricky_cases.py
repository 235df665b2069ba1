"""The cases of docs/tricky-cases.md: what stands there is what happens. ``--rewrite`` writes it anew, to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from corpus import ROOT
from treatydiff.compare import compare
from treatydiff.model import Block, Change, Draft, Op, Reading
from treatydiff.report import Report
from treatydiff.structure import build

PAGE = ROOT / "docs" / "tricky-cases.md"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n(?:(?!^## ).)*?```old\n(?P<old>.*?)```\n"
    r"```new\n(?P<new>.*?)```\n```redline\n(?P<redline>.*?)```",
    re.MULTILINE | re.DOTALL,
)
MARKS = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


def draft(text: str) -> Draft:
    return build(Reading(tuple(map(Block, text.splitlines()))), name="draft", language="en")


def told(report: Report) -> Iterator[str]:
    """A line on each change, its words, then the notices of the comparison."""
    for change in report.redline.changes:
        yield f"{_place(change)}: {_what(change)}"
        words = "".join(MARKS[s.op].format(s.text) for s in change.spans).replace("\n", " | ")
        if any(s.op is not Op.KEEP for s in change.spans):
            yield f"    {words}"
    yield from (f"notice: {notice.message}" for notice in report.redline.notices)


def _place(change: Change) -> str:
    sides = [" + ".join(p.eid for p in side) for side in (change.link.old, change.link.new) if side]
    return " → ".join(dict.fromkeys(sides)) if len(sides) > 1 else sides[0]


def _what(change: Change) -> str:
    flags = ["moved"] * change.link.moved + ["renumbered"] * change.link.renumbered
    return ", ".join([*flags, change.kind, str(change.significance), *change.remarks])


CASES = list(CASE.finditer(PAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"][:40])
def test_the_page_says_what_happens(case: re.Match[str]) -> None:
    assert case["redline"].splitlines() == list(told(compare(draft(case["old"]), draft(case["new"]))))


def test_every_case_of_the_page_is_run() -> None:
    assert len(CASES) == PAGE.read_text(encoding="utf-8").count("```redline") >= 9


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    for found in reversed(CASES):
        lines = "\n".join(told(compare(draft(found["old"]), draft(found["new"]))))
        page = page[: found.start("redline")] + lines + "\n" + page[found.end("redline") :]
    PAGE.write_text(page, encoding="utf-8")
