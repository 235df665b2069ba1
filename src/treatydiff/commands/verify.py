"""``treatydiff verify``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from treatydiff.commands.common import OUTPUT, CommandRun, formats, option, width, with_common_options
from treatydiff.errors import ReadError
from treatydiff.renderers import PROOFS, RenderOptions

Formatting = StrEnum("Formatting", ["quiet", "tracked"])

REDLINE = typer.Argument(metavar="REDLINE", help="A Word document with tracked changes, whoever made it.")
OLD = typer.Option("--old", metavar="OLD", show_default=False, help="The draft that rejecting all must give.")
FORMATTING = option("--formatting", help="What rejecting must restore: not looks alone, or everything.")
NEW = typer.Option("--new", metavar="NEW", show_default=False, help="The draft that accepting all must give.")


@with_common_options
def verify(
    redline: Annotated[str, REDLINE],
    old: Annotated[str, OLD],
    new: Annotated[str, NEW],
    formatting: Annotated[Formatting, FORMATTING] = Formatting.quiet,
    format: Annotated[str, formats(PROOFS)] = "",
    out: Annotated[str, OUTPUT] = "",
    *,
    run: CommandRun,
) -> int:
    """Prove a Word redline with tracked changes.

    Accepting all must give NEW in everything, and rejecting all the words, numbers, structure and tables of OLD; it
    says whether OLD's formatting comes back too. Status 1 if the redline does not keep its promise, or if Word will not
    open it. What in it runs or fetches something is listed apart; status 1 where neither draft holds it.
    """
    from treatydiff.readers.docx_active import active
    from treatydiff.readers.docx_package import Package
    from treatydiff.renderers.proof import Proof
    from treatydiff.word import verify as prove
    from treatydiff.word import without_looks

    form, renderer = run.target(format, out, PROOFS, [redline, old, new])
    files = {name: (path, _word(path)) for name, path in (("redline", redline), ("old", old), ("new", new))}
    with run.step(f"proving {redline}"):
        failures = prove(files["redline"][1], files["old"][1], files["new"][1], run.revisions)
        held = {name: active(Package(data, path)) for name, (path, data) in files.items()}
    drafts = {each.what for name in ("old", "new") for each in held[name]}
    foreign = tuple(each for each in held["redline"] if each.what not in drafts)
    broken = failures if formatting is Formatting.tracked else without_looks(failures)
    proof = Proof(files, broken, held["redline"], foreign, looks=not failures)
    run.show(renderer.render(proof, RenderOptions(width(out), run.colored(out))), out, text=form == "terminal")
    return int(bool(broken or foreign))


def _word(path: str) -> bytes:
    """The bytes of a Word file. Raises ReadError."""
    from treatydiff.readers import load, reader_for

    data = load(path)
    if reader_for(path, data).name != "docx":
        raise ReadError(f"{path}: not a Word document", "verify proves a redline of two Word drafts")
    return data
