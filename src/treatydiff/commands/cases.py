"""``treatydiff cases``."""

from __future__ import annotations

from typing import Annotated

from treatydiff.commands.common import (
    OUTPUT,
    THEME,
    THEMES,
    VERDICTS,
    CommandRun,
    Guide,
    formats,
    width,
    with_common_options,
)
from treatydiff.renderers import CASES, RenderOptions


@with_common_options
def cases(
    theme: Annotated[list[str], THEME] = [],  # noqa: B006 - Typer copies it
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006
    verdicts: Annotated[list[str], VERDICTS] = [],  # noqa: B006
    format: Annotated[str, formats(CASES)] = "",
    out: Annotated[str, OUTPUT] = "",
    *,
    run: CommandRun,
) -> int:
    """List the judged cases that the second reader knows.

    With --verdicts also the changes that people judged; with --lang only those of that language.
    """
    from treatydiff.semantics import load_cases, of_verdicts

    form, renderer = run.target(format, out, CASES, [])
    guide = Guide.read(themes=themes, verdicts=verdicts)
    wanted = set(guide.known(theme))
    known = (*load_cases(), *of_verdicts(guide.verdicts))
    found = tuple(
        case
        for case in known
        if (not wanted or wanted & set(case.themes)) and run.language in ("", case.language or run.language)
    )
    run.show(renderer.render(found, RenderOptions(width(out), run.colored(out))), out, text=form == "terminal")
    return 0
