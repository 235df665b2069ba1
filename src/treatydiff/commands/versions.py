"""``treatydiff versions``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands.common import OUTPUT, CommandRun, formats, option, width, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import VERSIONS, RenderOptions

DRAFTS = typer.Argument(metavar="DRAFT", help="The language versions of one draft, two or more.")
EXIT_CODE = option("--exit-code", help="Exit with 1 if the versions do not agree.")


@with_common_options
def versions(
    drafts: Annotated[list[str], DRAFTS],
    format: Annotated[str, formats(VERSIONS)] = "",
    out: Annotated[str, OUTPUT] = "",
    exit_code: Annotated[bool, EXIT_CODE] = False,
    *,
    run: CommandRun,
) -> int:
    """Hold the language versions of one draft against each other.

    Articles, paragraphs, members of lists, numbers, spans of time, dates, references, brackets, what is agreed,
    defined terms, footnotes, "may" and "shall": what one version has and another lacks. Articles answer to each other
    by number.
    """
    from treatydiff.versions import versions as held

    if len(drafts) < 2:
        raise TreatydiffError("one version has nothing to be held against", "name two or more: versions EN FR")
    name, renderer = run.target(format, out, VERSIONS, drafts)
    read = tuple(run.read(draft, run.language) for draft in drafts)
    with run.step("holding the versions against each other"):
        found = held(read)
    run.show(renderer.render(found, RenderOptions(width(out), run.colored(out))), out, text=name == "terminal")
    return int(exit_code and bool(found.discrepancies))
