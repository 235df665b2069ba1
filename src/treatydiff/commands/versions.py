"""``treatydiff versions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, checkout, formats, option, width, with_common_options
from treatydiff.commands.targets import EXPORT, format_here, from_here, targets
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import CHECKS, VERSIONS, RenderOptions

if TYPE_CHECKING:
    from treatydiff.versions import Versions

CHECKED = {name: form for name, form in CHECKS.items() if name != "markdown"}
"""The forms of a check of versions: the Markdown of a check is its findings, and there are none."""

DRAFTS = typer.Argument(metavar="DRAFT", help="The language versions of one draft, two or more.")
EXIT_CODE = option("--exit-code", help="Exit with 1 if the versions do not agree.")
CHECK = typer.Option(
    "--check", help=f"For CI: PASS or FAIL first, exit with 1 on FAIL; -f is one of {', '.join(CHECKED)}."
)


@with_common_options
def versions(
    drafts: Annotated[list[str], DRAFTS],
    format: Annotated[str, formats(VERSIONS)] = "",
    out: given.Out = "",
    exit_code: Annotated[bool, EXIT_CODE] = False,
    check: Annotated[bool, CHECK] = False,
    export: Annotated[list[str], EXPORT] = [],
    *,
    run: CommandRun,
) -> int:
    """Check that the language versions of one draft agree.

    Articles, paragraphs, members of lists, numbers, spans of time, dates, references, brackets, what is agreed,
    defined terms, footnotes, "may" and "shall": what one version has and another lacks. Articles are matched by
    number.
    """
    if len(drafts) < 2:
        raise TreatydiffError("one version alone cannot be compared", "name two or more: versions EN FR")
    if check:
        return _check(drafts, format, out, export, run)
    if export:
        raise TreatydiffError("--export is for versions --check", "-o FILE writes the differences to a file")
    _, renderer = run.target(format, out, VERSIONS, drafts)
    found = _held(drafts, run)
    run.write(renderer, found, out)
    return int(exit_code and bool(found.discrepancies))


def _held(paths: Sequence[str], run: CommandRun) -> Versions:
    from treatydiff.versions import versions as held

    read = tuple(run.read(path, run.language) for path in paths)
    with run.step("comparing the versions"):
        return held(read)


def _check(paths: Sequence[str], format: str, out: str, export: Sequence[str], run: CommandRun) -> int:
    """Fail when the versions do not say the same, in the forms that services read."""
    from treatydiff.gate import Alert, Gate, passes

    written = targets(format or format_here(out, run.environment), out, export, CHECKED, paths, run)
    found = _held(paths, run)
    alerts = (
        Alert(f"versions/{one.aspect}", one.told(found.drafts), from_here(found.drafts[one.odd].path), fails=True)
        for one in found.discrepancies
    )
    gate = Gate(alerts=tuple(alerts), versions=len(paths), asked=run.asked)
    options = RenderOptions(width(out), run.colored(out), gate=gate, checkout=checkout())
    for form, path in written:
        run.show(run.rendered(form, (), options), path, text=form.name == "terminal")
    return int(not passes((), gate))
