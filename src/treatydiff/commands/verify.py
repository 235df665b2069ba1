"""``treatydiff verify``."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, formats, option, with_common_options
from treatydiff.errors import ReadError, TreatydiffError
from treatydiff.renderers import PROOFS

if TYPE_CHECKING:
    from treatydiff.ooxml.active import Active
    from treatydiff.ooxml.container import Package
    from treatydiff.renderers.proof import Proof
    from treatydiff.word.proof.levels import ProofLevel

Formatting = StrEnum("Formatting", ["quiet", "list", "tracked"])
Level = StrEnum("Level", ["words", "structure", "looks"])

REDLINE = typer.Argument(metavar="REDLINE", help="A Word document with tracked changes, whoever made it.")
PROPOSALS = typer.Argument(metavar="PROPOSAL", show_default=False, help="With --compiled: the proposals.")
OLD = typer.Option("--old", metavar="OLD", show_default=False, help="The draft that rejecting all must give.")
COMPILED = typer.Option(
    "--compiled", metavar="BASE", show_default=False, help="Prove what compile has made of BASE and the proposals."
)
AS = option("--as", metavar="NAME=FILE", show_default=False, help="With --compiled: as compile has it.")
BY_AUTHOR = option("--by-author", help="With --compiled: as compile has it.")
FORMATTING = option("--formatting", help="What rejecting must restore: all but formatting, or everything.")
LEVEL = option("--level", help="What must agree: words; also structure and tables; or formatting too [default: looks].")
NEW = typer.Option("--new", metavar="NEW", show_default=False, help="The draft that accepting all must give.")


@with_common_options
def verify(
    redline: Annotated[str, REDLINE],
    proposals: Annotated[list[str], PROPOSALS] = [],
    old: Annotated[str, OLD] = "",
    new: Annotated[str, NEW] = "",
    base: Annotated[str, COMPILED] = "",
    named: Annotated[list[str], AS] = [],
    by_author: Annotated[bool, BY_AUTHOR] = False,
    level: Annotated[Level, LEVEL] = Level.looks,
    formatting: Annotated[Formatting, FORMATTING] = Formatting.quiet,
    format: Annotated[str, formats(PROOFS)] = "",
    out: given.Out = "",
    *,
    run: CommandRun,
) -> int:
    """Prove a Word redline with tracked changes.

    Accepting all must give NEW in everything, and rejecting all the words, numbers, structure and tables of OLD; it
    says whether OLD's formatting comes back too. Status 1 if the redline does not keep its promise, or if Word will not
    open it. A redline that another program saved again may still hold every word: --level words. OLD and NEW may be PDF
    or text, of which the words count. What would run or fetch something is listed separately; status 1 where
    neither draft holds it.

    With --compiled: accepting one delegation's changes and no others must give its proposal, word for word, and
    rejecting all the base.
    """
    if base:
        return _compiled(redline, base, proposals, named, by_author, run)
    if proposals or not (old and new):
        missing = "--compiled" if proposals else "--new" if old else "--old"
        hint = "treatydiff verify --help; a redline is proved against two drafts, a compilation against its base"
        raise TreatydiffError(f"Missing option '{missing}'", hint)
    from treatydiff.word.proof.levels import ProofLevel

    _, renderer = run.target(format, out, PROOFS, [redline, old, new])
    proof = _proved(redline, old, new, ProofLevel(str(level)), formatting is Formatting.tracked, run)
    run.write(renderer, proof, out)
    return int(bool(proof.failures or proof.foreign))


def _proved(redline: str, old: str, new: str, level: ProofLevel, looks: bool, run: CommandRun) -> Proof:
    """What comes of proving a redline. ``looks``: rejecting must give the old looks, too."""
    from treatydiff.ooxml.container import Package
    from treatydiff.renderers.proof import Proof
    from treatydiff.text.languages import name_of
    from treatydiff.word.proof.levels import placed, signers
    from treatydiff.word.proof.verify import verify_drafts

    data = _word(redline)
    Package(data, redline).document()  # what is broken is told with the file's name
    drafts = [run.read(path, run.language) for path in (old, new)]
    if drafts[0].language != drafts[1].language:
        said = " and ".join(f"{draft.path} in {name_of(draft.language)}" for draft in drafts)
        raise TreatydiffError(
            f"two languages: {said}", "a redline has one language; is one of the files the wrong one?"
        )
    with run.step(f"proving {redline}"):
        places = placed(data, drafts[0], drafts[1], verify_drafts(data, drafts[0], drafts[1], run.revisions))
        held = _held(Package(data, redline))
        known = {each.what for d in drafts if d.kind == "docx" for each in _held(Package(d.data, d.path))}
    files = {"redline": (redline, data), "old": (old, drafts[0].data), "new": (new, drafts[1].data)}
    foreign = tuple(each for each in held if each.what not in known)
    return Proof(files, places, held, foreign, level, looks, signers(data))


def _held(package: Package) -> tuple[Active, ...]:
    """What a file does beyond showing its text, and the words that Word shows otherwise than they are proved."""
    from treatydiff.ooxml.active import Active, active, kept_from
    from treatydiff.readers.docx.shown import strange
    from treatydiff.readers.struck import quoted

    shown = (f"{what}: {quoted(each)}" for what, words in strange(package).items() for each in words)
    return (*active(package), *kept_from(package), *(Active(told, package.main) for told in shown))


def _compiled(redline: str, base: str, proposals: list[str], named: list[str], by_author: bool, run: CommandRun) -> int:
    """Prove a compilation, and say of each delegation whether its proposal comes out of it again."""
    from treatydiff.commands.common import Guide
    from treatydiff.commands.compile import compile_files, wanted
    from treatydiff.front.output import write
    from treatydiff.text.safe_text import one_line
    from treatydiff.word.compilation import prove as prove_compiled

    data = _word(redline)
    asked, quiet = wanted(proposals, named), replace(run, quiet=True)
    made = compile_files(base, asked, Guide(), quiet, by_author=by_author, whole=True)
    with run.step(f"proving {redline}"):
        found = prove_compiled(data, made.base, {each.name: each.paragraphs for each in made.delegations})
    lines = [f"not proved: {one_line(str(each))}" for each in found]
    names = ", ".join(made.names)
    lines = lines or [f"proved: rejecting all gives {base}; accepting one alone gives the proposal of {names}"]
    write("", "".join(f"{one_line(line)}\n" for line in lines).encode())
    return int(bool(found))


def _word(path: str) -> bytes:
    """The bytes of a Word file. Raises ReadError."""
    from treatydiff.readers import load, reader_for

    data = load(path)
    if reader_for(path, data).name != "docx":
        raise ReadError(f"{path}: not a Word document", "verify proves a redline of two Word drafts")
    return data
