"""``treatydiff outline``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff import drafts_in, output
from treatydiff.commands.common import OUTPUT, Run, formats, option, width, with_common_options
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.outline import FORMS

DRAFT = typer.Argument(metavar="DRAFT", help="A draft, or a folder, which stands for the last draft in it.")
ALL = option("--all", help="Show every provision, not only the articles.")


@with_common_options
def outline(
    draft: Annotated[str, DRAFT],
    format: Annotated[str, formats(FORMS)] = "",
    out: Annotated[str, OUTPUT] = "",
    show_all: Annotated[bool, ALL] = False,
    *,
    run: Run,
) -> int:
    """Show how a draft was read: its structure, its numbers, and what was noticed."""
    name, form = output.choose(format, out, FORMS, "terminal")
    output.check(out, drafts_in.files([draft]), form)
    found = drafts_in.find([draft], run.read, run.note, language=run.language)[-1]
    options = RenderOptions(width(out), run.colored(out), show_all)
    run.show(form.render(found, options), out, text=name == "terminal")
    return 0
