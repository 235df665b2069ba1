"""``treatydiff agree``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.commands.word_files import read_word
from treatydiff.errors import ReadError, TreatydiffError, did_you_mean
from treatydiff.renderers import COMPILATIONS

if TYPE_CHECKING:
    from treatydiff.compilation import Compilation
    from treatydiff.model import Draft

COMPILED = typer.Argument(metavar="COMPILED", help="A Word file written by compile, or one with tracked changes.")
ACCEPT = option("--accept", metavar="NAME", show_default=False, help="Whose proposal to accept; may be repeated.")
DATE = typer.Option("--date", metavar="ISO", show_default=False, help="Date of the tracked changes.")
VERIFY = option("--verify/--no-verify", help="Prove a Word file before it is written.")


@with_common_options
def agree(
    compiled: Annotated[str, COMPILED],
    accept: Annotated[list[str], ACCEPT] = [],
    format: Annotated[str, formats(COMPILATIONS)] = "",
    out: given.Out = "",
    date: Annotated[str, DATE] = "",
    verify: Annotated[bool, VERIFY] = True,
    *,
    run: CommandRun,
) -> int:
    """Accept some proposals of a compilation.

    With -o text.docx: the text with them, and everybody else's proposals as tracked changes. Where two accepted
    proposals differ, the one named first wins and the other stays open.
    """
    _, renderer = run.target(format, out, COMPILATIONS, [compiled])
    draft = run.read(compiled, run.language)
    if draft.kind != "docx":
        raise ReadError(f"{compiled}: not a Word document", "agree takes a file written by compile -o compiled.docx")
    found = _agreed(draft, accept, run)
    left = [each.name for each in found.delegations]
    run.note(f"taken: {', '.join(accept) or 'nothing'}; still open: {', '.join(left) or 'nothing'}")
    run.write(renderer, found, out, date, verify=verify)
    return 0


def _agreed(draft: Draft, names: list[str], run: CommandRun) -> Compilation:
    """The text with what is taken as the base, and all others' proposals carried over to it. Raises TreatydiffError."""
    from treatydiff.compilation import compiled
    from treatydiff.word.compilation import accepted, delegations_of

    known = sorted(delegations_of(draft.data), key=str.casefold)  # the file knows where they stand, not who came first
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known, f"it holds those of {', '.join(known) or 'nobody'}")
            raise TreatydiffError(f"{draft.path}: no proposal of {name}", hint)
    base = read_word(accepted(draft.data, names), draft)
    guide = Guide()
    reports = {}
    with run.step("comparing"):
        for name in known:
            others = [each for each in names if each != name]
            own = read_word(accepted(draft.data, [name, *others]), draft)
            if [block.text for block in own.blocks] != [block.text for block in base.blocks]:
                reports[name] = guide.compare(base, own, divided=False)
    return compiled(base, reports)
