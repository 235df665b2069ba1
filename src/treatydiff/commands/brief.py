"""``treatydiff brief``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from treatydiff.commands.common import (
    NEW,
    OLD,
    OUTPUT,
    PROFILE,
    THEME,
    THEMES,
    VERDICTS,
    CommandRun,
    Guide,
    formats,
    moment,
    width,
    with_common_options,
)  # fmt: skip
from treatydiff.commands.propose import asks
from treatydiff.renderers import BRIEFS, RenderOptions


@with_common_options
def brief(
    old: Annotated[str, OLD],
    new: Annotated[list[str], NEW] = [],  # noqa: B006 - Typer copies it
    format: Annotated[str, formats(BRIEFS)] = "",
    out: Annotated[str, OUTPUT] = "",
    theme: Annotated[list[str], THEME] = [],  # noqa: B006
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006
    profile: Annotated[str, PROFILE] = "",
    verdicts: Annotated[list[str], VERDICTS] = [],  # noqa: B006
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
    options = RenderOptions(width(out), run.colored(out), date=moment("", run.environment), asks=tried)
    run.show(run.rendered(renderer, reports, options), out, text=False)
    return 0
