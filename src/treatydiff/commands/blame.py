"""``treatydiff blame``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import (
    ALIGN,
    OUTPUT,
    CommandRun,
    Guide,
    formats,
    moment,
    option,
    width,
    with_common_options,
)
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import BLAMES, RenderOptions

if TYPE_CHECKING:
    from treatydiff.model import Draft

DRAFT = typer.Argument(metavar="DRAFT", help="The draft whose words are traced.")
SERIES = typer.Argument(metavar="SERIES", help="The drafts before it: a folder, or files in order.")
DELETED = option("--deleted", help="Show what was deleted, too, and the draft in which it last stood.")


@with_common_options
def blame(
    draft: Annotated[str, DRAFT],
    series: Annotated[list[str], SERIES],
    format: Annotated[str, formats(BLAMES)] = "",
    out: Annotated[str, OUTPUT] = "",
    deleted: Annotated[bool, DELETED] = False,
    align: Annotated[str, ALIGN] = "",
    *,
    run: CommandRun,
) -> int:
    """Show in which draft each phrase first stood."""
    from treatydiff.series import blame as trace

    name, renderer = run.target(format, out, BLAMES, [draft, *series])
    drafts = _up_to(draft, run.drafts(series), run)
    guide = Guide.read(align, judged=False)
    with run.step("comparing"):
        traced = trace(drafts, tuple(guide.compare(old, new, divided=False) for old, new in pairwise(drafts)))
    options = RenderOptions(width(out), run.colored(out), show_all=deleted, date=moment("", run.environment))
    run.show(run.rendered(renderer, traced, options), out, text=name == "terminal")
    return 0


def _up_to(path: str, drafts: Sequence[Draft], run: CommandRun) -> tuple[Draft, ...]:
    """The drafts up to the one that is asked about; one that is not among them comes last. Raises TreatydiffError."""
    at = next((n for n, each in enumerate(drafts) if _same(each.path, path)), len(drafts))
    traced = (*drafts[:at], drafts[at] if at < len(drafts) else run.read(path, run.language))
    if len(traced) < 2:
        raise TreatydiffError(f"{path}: no draft stands before it", "every word of a first draft is its own")
    return traced


def _same(one: str, other: str) -> bool:
    return one == other or ("-" not in (one, other) and Path(one).exists() and os.path.samefile(one, other))
