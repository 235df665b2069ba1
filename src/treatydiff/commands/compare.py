"""``treatydiff compare``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import (
    ALIGN,
    NEW,
    OLD,
    OUTPUT,
    PROFILE,
    THEME,
    THEMES,
    Guide,
    Run,
    formats,
    moment,
    option,
    width,
    with_common_options,
)
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import RENDERERS, RenderOptions

if TYPE_CHECKING:
    from treatydiff.model import Report, Selection

Only = StrEnum("Only", ["substantive", "all"])
Moves = StrEnum("Moves", ["native", "plain"])
Layout = StrEnum("Layout", ["redline", "synoptic"])

FORMAT = formats(RENDERERS)
ONLY = option("--only", help="Which changes to show.")
ARTICLE = typer.Option(
    "--article", metavar="NUMBER", show_default=False, help="Only this article, of either draft; may be repeated."
)
ALL = option("--all", help="Show in full what is not substantive, too.")
EXIT_CODE = option("--exit-code", help="End with status 1 when the drafts differ.")
AUTHOR = option("--author", metavar="NAME", help="Author of tracked changes.")
DATE = typer.Option(
    "--date", metavar="ISO", show_default=False, help="Date of tracked changes [default: SOURCE_DATE_EPOCH, else now]."
)
MOVES = option("--moves", help="Word: what is moved as a move, or as deleted here and inserted there.")
COMMENTS = option("--comments/--no-comments", help="Word: findings as comments on the changed words.")
SUMMARY = option("--summary", help="Word: a front page that says which drafts, what changed and how to read it.")
LAYOUT = option("--layout", help="Word: tracked changes, or a table of the drafts side by side.")
VERIFY = option("--verify/--no-verify", help="Word: prove the redline before it is written.")
UI_LANG = option("--ui-lang", metavar="CODE", show_default=False,
                 help="HTML: language of the page's own words, such as fr [default: the reader's browser's].")
_WORD = ("moves", "comments", "summary", "layout", "verify")
_PAGE = ("ui_lang",)


@with_common_options
def compare(
    old: Annotated[str, OLD],
    new: Annotated[list[str], NEW] = [],  # noqa: B006 - Typer copies it
    format: Annotated[str, FORMAT] = "",
    out: Annotated[str, OUTPUT] = "",
    theme: Annotated[list[str], THEME] = [],  # noqa: B006
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006
    profile: Annotated[str, PROFILE] = "",
    only: Annotated[Only, ONLY] = Only.all,
    article: Annotated[list[str], ARTICLE] = [],  # noqa: B006
    show_all: Annotated[bool, ALL] = False,
    align: Annotated[str, ALIGN] = "",
    exit_code: Annotated[bool, EXIT_CODE] = False,
    author: Annotated[str, AUTHOR] = "treatydiff",
    date: Annotated[str, DATE] = "",
    moves: Annotated[Moves, MOVES] = Moves.native,
    comments: Annotated[bool, COMMENTS] = True,
    summary: Annotated[bool, SUMMARY] = False,
    layout: Annotated[Layout, LAYOUT] = Layout.redline,
    verify: Annotated[bool, VERIFY] = True,
    ui_lang: Annotated[str, UI_LANG] = "",
    *,
    run: Run,
) -> int:
    """Show what changed, article by article.

    With more than two drafts, each is compared with the one before it; of a single folder, the last two.
    """
    from treatydiff.model import Selection
    from treatydiff.selection import differ

    name, renderer = run.target(format, out, RENDERERS, [old, *new])
    _refuse_options_of_others(name, run)
    options = RenderOptions(
        width(out), run.colored(out), show_all, author, moment(date, run.environment),
        comments, summary, str(layout), str(moves), verify, ui_lang,
    )  # fmt: skip
    guide = Guide.read(align, themes, profile)
    selection = Selection(guide.known(theme), tuple(article), only is Only.substantive)
    reports = _selected(run.reports([old, *new], guide), selection)
    with run.step(f"writing {name}"):
        data = renderer.render(reports, options)
    run.show(data, out, text=name == "terminal")
    return int(exit_code and differ(reports))


def _refuse_options_of_others(name: str, run: Run) -> None:
    """Raise TreatydiffError for what was typed and would change nothing; a setting may wait for its format."""
    for owner, options, what in (("docx", _WORD, "Word documents"), ("html", _PAGE, "pages for the browser")):
        for flag in (run.given[each] for each in options if each in run.given and name != owner):
            raise TreatydiffError(f"{flag} is for {what}, and this is {name}", f"-o FILE.{owner} writes one")


def _selected(reports: Sequence[Report], selection: Selection) -> tuple[Report, ...]:
    from treatydiff.selection import check_articles

    selected = tuple(replace(report, selection=selection) for report in reports)
    check_articles(selected)
    return selected
