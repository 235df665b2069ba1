"""The judged cases of the second reader, for reading."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.json import TOOL, case_value, dump
from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, line, styled, to_bytes, wrap
from treatydiff.report import JudgedCase
from treatydiff.reports.summary import several


def render(cases: tuple[JudgedCase, ...], options: RenderOptions) -> bytes:
    """A paragraph for each case: what people say of it, and its words before and after."""
    width = min(options.width, MAX_TEXT_WIDTH)
    lines = [found for case in cases for found in _case(case, width)]
    return to_bytes([*lines, line(several(len(cases), "case"))], options.width, options.color)


def json_cases(cases: tuple[JudgedCase, ...], options: RenderOptions) -> bytes:
    """``treatydiff/cases/1``."""
    return dump({"schema": "treatydiff/cases/1", "tool": TOOL, "cases": [case_value(case) for case in cases]})


def _case(case: JudgedCase, width: int) -> Iterator[Text]:
    said = ", ".join(case.says) or ("no effect on any theme" if case.about else "of another subject")
    by = f"  {case.author}" if case.author else ""
    yield from wrap(Text.assemble(styled(case.id, "bold"), "  ", styled(said), styled(by, "dim")), width, "", "    ")
    for sign, text, style in (("-", case.old, "red"), ("+", case.new, "green")):
        if text:
            yield from wrap(styled(text, style), width, f"  {sign} ", "    ")
    yield line()
