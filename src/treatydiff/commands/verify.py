"""``treatydiff verify``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands.common import OUTPUT, Run, formats, width, with_common_options
from treatydiff.errors import ReadError
from treatydiff.renderers import PROOFS, RenderOptions

REDLINE = typer.Argument(metavar="REDLINE", help="A Word document with tracked changes, whoever made it.")
OLD = typer.Option("--old", metavar="OLD", show_default=False, help="The draft that rejecting all must give.")
NEW = typer.Option("--new", metavar="NEW", show_default=False, help="The draft that accepting all must give.")


@with_common_options
def verify(
    redline: Annotated[str, REDLINE],
    old: Annotated[str, OLD],
    new: Annotated[str, NEW],
    format: Annotated[str, formats(PROOFS)] = "",
    out: Annotated[str, OUTPUT] = "",
    *,
    run: Run,
) -> int:
    """Prove a Word redline with tracked changes.

    Accepting all must give NEW and rejecting all OLD; status 1 if it does not. Text, formatting, tables, notes, headers
    and styles are compared, and whether Word will open the file. What in it runs or fetches something is listed apart;
    status 1 where neither draft holds it.
    """
    from treatydiff.readers.docx_active import active
    from treatydiff.readers.docx_package import Package
    from treatydiff.renderers.proof import Proof
    from treatydiff.tracked.verify import verify as prove

    form, renderer = run.target(format, out, PROOFS, [redline, old, new])
    files = {name: (path, _word(path)) for name, path in (("redline", redline), ("old", old), ("new", new))}
    with run.step(f"proving {redline}"):
        failures = prove(files["redline"][1], files["old"][1], files["new"][1], run.revisions)
        held = {name: active(Package(data, path)) for name, (path, data) in files.items()}
    drafts = {each.what for name in ("old", "new") for each in held[name]}
    foreign = tuple(each for each in held["redline"] if each.what not in drafts)
    proof = Proof(files, failures, held["redline"], foreign)
    data = renderer.render(proof, RenderOptions(width(out), run.colored(out)))
    run.show(data, out, text=form == "terminal")
    return int(bool(failures or foreign))


def _word(path: str) -> bytes:
    """The bytes of a Word file. Raises ReadError."""
    from treatydiff.readers import load, reader_for

    data = load(path)
    if reader_for(path, data).name != "docx":
        raise ReadError(f"{path}: not a Word document", "verify proves a redline of two Word drafts")
    return data
