"""``treatydiff compile``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.commands.word_files import as_word, read_word
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import COMPILATIONS

if TYPE_CHECKING:
    from treatydiff.compilation import Compilation
    from treatydiff.model import Draft

BASE = typer.Argument(metavar="BASE", help="The text that everybody started from.")
PROPOSALS = typer.Argument(
    metavar="PROPOSAL", show_default=False, help="Each delegation's edited copy of it; or a folder with them."
)
AS = option("--as", metavar="NAME=FILE", show_default=False, help="A proposal and whose it is; may be repeated.")
BY_AUTHOR = option("--by-author", help="Each author of tracked changes in a proposal is a delegation of its own.")
DATE = typer.Option("--date", metavar="ISO", show_default=False, help="Date of the tracked changes.")
WHOLE = typer.Option("--whole", help="Take a proposal that lacks most articles at its word: it wants them deleted.")
COLUMNS = option("--columns", help="Word: no tracked changes but four columns: provision, text, proposals, outcome.")
VERIFY = option("--verify/--no-verify", help="Prove a Word file before it is written.")


@with_common_options
def compile(
    base: Annotated[str, BASE],
    proposals: Annotated[list[str], PROPOSALS] = [],
    named: Annotated[list[str], AS] = [],
    by_author: Annotated[bool, BY_AUTHOR] = False,
    format: Annotated[str, formats(COMPILATIONS)] = "",
    out: given.Out = "",
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    date: Annotated[str, DATE] = "",
    verify: Annotated[bool, VERIFY] = True,
    columns: Annotated[bool, COLUMNS] = False,
    whole: Annotated[bool, WHOLE] = False,
    *,
    run: CommandRun,
) -> int:
    """Put many delegations' proposals into one text.

    With -o compiled.docx: the base with everybody's insertions and deletions as tracked changes, and where two touch
    the same words, the alternatives side by side. A delegation is named by --as, else by the one author of its tracked
    changes, else by its file. treatydiff agree accepts some of them; verify --compiled proves the file.
    """
    asked = wanted(proposals, named)
    name, renderer = run.target(format, out, COMPILATIONS, [base, *(path for _, path in asked)])
    guide = Guide.read("", themes, profile, verdicts)
    found = compile_files(base, asked, guide, run, by_author=by_author, whole=whole)
    if columns and name not in ("docx", "pdf"):
        raise TreatydiffError(f"--columns is for Word, and this is {name}", "-o FILE.docx writes one")
    run.write(renderer, found, out, date, verify=verify, layout="columns" if columns else "redline")
    return 0


def compile_files(
    base: str,
    asked: Sequence[tuple[str, str]],
    guide: Guide,
    run: CommandRun,
    *,
    by_author: bool = False,
    whole: bool = False,
) -> Compilation:
    """The compilation of files: the base, and by name (empty: found out) each proposal. Raises TreatydiffError.

    Not ``whole``: a proposal that lacks most articles of the base is refused.
    """
    from treatydiff.compilation import compiled

    if not asked:
        raise TreatydiffError("nothing to compile", 'name proposals after the base, or write --as "State X"=FILE')
    origin = _origin(run.read(base, run.language))
    drafts: dict[str, Draft] = {}
    for name, path in asked:
        for own, draft in delegations(name, path, origin, by_author, run):
            if own in drafts:
                raise TreatydiffError(f"{path}: {own} has proposed already", f'write --as "another name"={path}')
            if not whole:
                _refuse_part(path, draft, origin)
            drafts[_usable(own, path)] = draft
    with run.step("comparing"):
        reports = {name: guide.alone(origin, draft, divided=False) for name, draft in drafts.items()}
    with run.step("compiling"):
        made = compiled(origin, reports)
    for each in made.delegations:
        if each.renumbered:
            run.note(f"{each.name}: numbers of its own left out, {len(each.renumbered)} stand as in the base or anew")
    return made


def _refuse_part(path: str, draft: Draft, base: Draft) -> None:
    """Raise TreatydiffError for a page on one article: all that it does not speak of would stand there as deleted."""
    held, all_held = len(draft.articles()), len(base.articles())
    if held * 2 < all_held and all_held >= _MANY:
        said = f"{path}: holds {held} of the {all_held} articles of the base, and the others would be shown as deleted"
        raise TreatydiffError(said, "put it into a copy of the base; --whole if its author wants the others deleted")


_MANY = 4
"""Articles of which a text that holds less than half is a part."""


def _origin(draft: Draft) -> Draft:
    """The base as a Word file without tracked changes of its own and without a page that compile once put before it."""
    from treatydiff.word.compilation import delegations_of, settled

    if draft.kind == "docx" and delegations_of(draft.data):
        return read_word(settled(draft.data, draft.revisions != "reject"), draft)
    return as_word(draft)


def wanted(paths: Sequence[str], named: Sequence[str]) -> list[tuple[str, str]]:
    """Name, empty where it has to be found out, and path of each proposal. Raises TreatydiffError."""
    from treatydiff.drafts.inputs import files

    return [*(("", path) for path in files(paths)), *called(named)]


def called(named: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Name and path of what ``--as`` names. Raises TreatydiffError."""
    for each in named:
        name, sign, path = each.partition("=")
        if not (sign and name.strip() and path):
            raise TreatydiffError(f"--as {each}: not a name and a file", 'write --as "State X"=draft.docx')
        yield name.strip(), path


def _usable(name: str, path: str) -> str:
    from treatydiff.word.compilation import is_usable

    if not is_usable(name):
        hint = "a name has no semicolon and is neither “Secretariat” nor “Group 1”"
        raise TreatydiffError(f"{path}: {name!r} cannot be a delegation's name", f'{hint}: --as "State X"={path}')
    return name


def delegations(name: str, path: str, base: Draft, by_author: bool, run: CommandRun) -> Iterator[tuple[str, Draft]]:
    """Whose proposals a file holds, and each as a Word file without tracked changes. Raises TreatydiffError."""
    from treatydiff.word.compilation import accepted, delegations_of

    draft = replace(run, revisions="accept").read(path, run.language or base.language)
    if draft.language != base.language:
        said = f"{path} is in another language than the base ({draft.language}, {base.language})"
        raise TreatydiffError(said, "--lang says which it is")
    if draft.kind != "docx":
        yield name or Path(path).stem, as_word(draft)
        return
    authors = delegations_of(draft.data)
    if authors:
        _from_the_base(path, draft, base, run)
    if by_author and authors and not name:
        for author in authors:
            yield author, read_word(accepted(draft.data, (author,)), draft)
    else:
        own = authors[0] if len(authors) == 1 else Path(path).stem
        yield name or own, read_word(accepted(draft.data, authors), draft) if authors else draft


def _from_the_base(path: str, draft: Draft, base: Draft, run: CommandRun) -> None:
    """Say where a proposal's tracked changes were made in another text than the base."""
    from treatydiff.word.compilation import accepted

    origin = read_word(accepted(draft.data, ()), draft)
    if [block.text for block in origin.blocks] != [block.text for block in base.blocks]:
        run.note(f"{path}: its tracked changes were made to a text other than the base; what differs counts as its")
