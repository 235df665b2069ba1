"""``treatydiff brief``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, with_common_options
from treatydiff.commands.propose import asks
from treatydiff.renderers import BRIEFS


@with_common_options
def brief(
    old: given.Old,
    new: given.New = [],
    format: Annotated[str, formats(BRIEFS)] = "",
    out: given.Out = "",
    theme: given.Theme = [],
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    *,
    run: CommandRun,
) -> int:
    """Write two pages for a head of delegation.

    What got worse, what improved, what is open, and what to ask for.
    """
    from treatydiff.report import Selection

    _, renderer = run.target(format, out, BRIEFS, [old, *new])
    guide = Guide.read("", themes, profile, verdicts)
    selection = Selection(guide.known(theme))
    reports = tuple(replace(report, selection=selection) for report in run.reports([old, *new], guide))
    if out:
        run.note_order(reports)
    with run.step("trying what to ask for"):
        tried = asks(reports, guide)
    run.write(renderer, reports, out, asks=tried)
    return 0
