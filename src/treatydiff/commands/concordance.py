"""``treatydiff concordance``."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from treatydiff import drafts_in, output
from treatydiff.commands.common import NEW, OLD, OUTPUT, Run, formats, moment, width, with_common_options
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.concordance import FORMS


@with_common_options
def concordance(
    old: Annotated[str, OLD],
    new: Annotated[list[str], NEW] = [],  # noqa: B006 - Typer copies it
    format: Annotated[str, formats(FORMS)] = "",
    out: Annotated[str, OUTPUT] = "",
    *,
    run: Run,
) -> int:
    """Show which article became which."""
    from treatydiff.compare import compare

    name, form = output.choose(format, out, FORMS, "terminal")
    paths = [old, *new]
    output.check(out, drafts_in.files(paths), form)
    drafts = drafts_in.series(paths, run.read, run.note, language=run.language)
    with run.step("comparing"):
        reports = tuple(compare(before, after) for before, after in pairwise(drafts))
    options = RenderOptions(width(out), run.colored(out), date=moment("", run.environment))
    run.show(form.render(reports, options), out, text=name == "terminal")
    return 0
