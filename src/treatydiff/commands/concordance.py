"""``treatydiff concordance``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.renderers import CONCORDANCES

Codes = StrEnum("Codes", ["itu"])
CODES = option("--codes", show_default=False, help="Codes beside each article: ADD, MOD, (MOD), SUP, NOC of the ITU.")


@with_common_options
def concordance(
    old: given.Old,
    new: given.New = [],
    format: Annotated[str, formats(CONCORDANCES)] = "",
    out: given.Out = "",
    align: given.Align = "",
    codes: Annotated[Codes | None, CODES] = None,
    *,
    run: CommandRun,
) -> int:
    """Show which article became which.

    With more than two drafts, or a single folder with more, there is a column for each draft. Of two drafts the CSV can
    be corrected and handed back: treatydiff compare OLD NEW --align FILE. An empty cell means: it has no counterpart.
    """
    _, renderer = run.target(format, out, CONCORDANCES, [old, *new])
    reports = run.reports([old, *new], Guide.read(align, judged=False), whole=True)
    run.note_order(reports)
    run.write(renderer, reports, out, codes=str(codes or ""))
    return 0
