"""``treatydiff compare``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, checkout, formats, moment, option, width, with_common_options
from treatydiff.drafts import inputs
from treatydiff.errors import TreatydiffError
from treatydiff.front import output
from treatydiff.renderers import RENDERERS, REVIEWS, Renderer, RenderOptions

if TYPE_CHECKING:
    from treatydiff.model import Draft
    from treatydiff.report import Report, Selection

Only = StrEnum("Only", ["substantive", "reworded", "all"])
Moves = StrEnum("Moves", ["native", "plain"])
Comments = StrEnum("Comments", ["findings", "remarks", "none"])
Formatting = StrEnum("Formatting", ["quiet", "list", "tracked"])
Layout = StrEnum("Layout", ["redline", "synoptic"])

FORMAT = formats(RENDERERS)
ONLY = option("--only", help="Which changes to show; reworded: those that say the same in another form.")
ARTICLE = typer.Option(
    "--article",
    metavar="NUMBER",
    show_default=False,
    help="Only this article of either draft: 30, 25-30 or 30(2); may be repeated.",
)
ALL = option("--all", help="Also show in full what is not substantive; in a synoptic table also what did not change.")
EXIT_CODE = option("--exit-code", help="End with status 1 when the drafts differ.")
AUTHOR = option("--author", metavar="NAME", help="Author of tracked changes.")
DATE = typer.Option(
    "--date", metavar="ISO", show_default=False, help="Date of tracked changes [default: SOURCE_DATE_EPOCH, else now]."
)
MOVES = option("--moves", help="Word: show moved text as a move, or as a deletion and an insertion.")
COMMENTS = option("--comments", help="Word: comments on the changes: findings, remarks on what happened, or none.")
FORMATTING = option("--formatting", help="Word: changes of formatting unmarked, listed before the redline, or tracked.")
SUMMARY = option("--summary", help="Word: a front page that says which drafts, what changed and how to read it.")
Codes = StrEnum("Codes", ["itu"])
CODES = option(
    "--codes", show_default=False, help="Codes beside each provision, in CSV, XLSX and --layout synoptic: ADD, MOD ..."
)
LAYOUT = option("--layout", help="Word: tracked changes, or a table of the drafts side by side.")
VERIFY = option("--verify/--no-verify", help="Word: prove the redline before it is written.")
UI_LANG = option(
    "--ui-lang",
    metavar="CODE",
    show_default=False,
    help="HTML: language of the page's own words, such as fr [default: the reader's browser's].",
)
ALSO = option(
    "--also",
    metavar="FILE",
    show_default=False,
    help="NEW in another language: shows the matching passage for each change; may be repeated.",
)
FROM_MARKS = typer.Option(
    "--from-marks",
    help="Compare the two texts inside one file: struck words went, bold or underlined ones are new. "
    "With OLD before it, says where that reads otherwise.",
)
SCRUB = option("--scrub", help="Word: remove names, program, editing sessions and custom properties of both drafts.")
OPEN = typer.Option("--open", help="HTML: open the page in the browser; only from a terminal.")


@with_common_options
def compare(
    old: given.Old,
    new: given.New = [],
    format: Annotated[str, FORMAT] = "",
    out: given.Out = "",
    theme: given.Theme = [],
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    only: Annotated[Only, ONLY] = Only.all,
    article: Annotated[list[str], ARTICLE] = [],
    show_all: Annotated[bool, ALL] = False,
    align: given.Align = "",
    exit_code: Annotated[bool, EXIT_CODE] = False,
    author: Annotated[str, AUTHOR] = "treatydiff",
    date: Annotated[str, DATE] = "",
    moves: Annotated[Moves, MOVES] = Moves.native,
    comments: Annotated[Comments, COMMENTS] = Comments.none,
    formatting: Annotated[Formatting, FORMATTING] = Formatting.quiet,
    summary: Annotated[bool, SUMMARY] = False,
    layout: Annotated[Layout, LAYOUT] = Layout.redline,
    codes: Annotated[Codes | None, CODES] = None,
    verify: Annotated[bool, VERIFY] = True,
    scrub: Annotated[bool, SCRUB] = False,
    ui_lang: Annotated[str, UI_LANG] = "",
    show_page: Annotated[bool, OPEN] = False,
    also: Annotated[list[str], ALSO] = [],
    from_marks: Annotated[bool, FROM_MARKS] = False,
    *,
    run: CommandRun,
) -> int:
    """Show what changed, article by article.

    With more than two drafts, each is compared with the one before it. A single folder means its last two drafts (with
    -f html, all of them). Where -o names a folder, it gets an index and a page for each step.
    """
    from treatydiff.report import Selection
    from treatydiff.reports.selection import differ

    paths = [old, *new]
    folder = _names_folder(out, format)
    name, renderer = ("html", RENDERERS["html"]) if folder else run.target(format, out, RENDERERS, paths)
    renderer = _review_form(out, run) if name == "review" else renderer
    _refuse_options_of_others(renderer, run)
    if codes and renderer.name in ("docx", "pdf") and layout is Layout.redline:
        raise TreatydiffError("a redline has no place for --codes", "--layout synoptic is a table that has")
    versions = _other_versions(also, renderer, str(layout), run)
    page = _page_to_open(show_page, out, folder)
    options = RenderOptions(
        width(out), run.colored(out), show_all, author, moment(date, run.environment),
        str(comments), summary, str(layout), str(formatting), str(moves), verify, ui_lang,
        also=versions, checkout=checkout(), codes=str(codes or ""), scrub=scrub,
    )  # fmt: skip
    wanted = renderer.findings or options.with_findings or bool(theme or verdicts)
    guide = Guide.read(align, themes, profile, verdicts, judged=wanted)
    guide = replace(guide, articles=tuple(article))
    selection = Selection(guide.known(theme), substantive=only is Only.substantive, reworded=only is Only.reworded)
    compared = _from_marks(paths, guide, run) if from_marks else run.reports(paths, guide, whole=name == "html")
    reports = _selected(compared, selection, article)
    if out or name != "terminal":
        run.note_order(reports)
    with run.step(f"writing {name}"):
        if folder:
            _write_site(out, reports, options, paths)
        else:
            data = renderer.render(reports, options)
            data = _below(name, data, reports, options)
    if folder:
        run.wrote(str(Path(out) / "index.html"), f"and {len(reports)} page{'s' * (len(reports) > 1)}, one a step")
    else:
        run.show(data, out, text=name == "terminal")
    if page:
        _open(page, run)
    return int(exit_code and differ(reports))


def _from_marks(paths: Sequence[str], guide: Guide, run: CommandRun) -> tuple[Report, ...]:
    from treatydiff.commands.marked import reports_from_marks  # late: few drafts are marked up

    return reports_from_marks(paths, guide, run)


def _review_form(out: str, run: CommandRun) -> Renderer[tuple[Report, ...]]:
    """A review by the suffix of its file: a sheet for Excel or Word, else JSON lines."""
    suffix = Path(out).suffix.lower()
    name = next((name for name, form in REVIEWS.items() if suffix in form.suffixes), "review")
    output.check(out, (), REVIEWS[name], run.inputs)
    return REVIEWS[name]


def _other_versions(
    paths: Sequence[str], form: Renderer[tuple[Report, ...]], layout: str, run: CommandRun
) -> tuple[Draft, ...]:
    """The other language versions of the new draft. Raises TreatydiffError where the form has no place for them."""
    if paths and (not form.also or layout == "synoptic"):
        what = "a synoptic table" if layout == "synoptic" else form.name
        said = f"--also is for the terminal, Markdown, HTML, JSON and the redline in Word, and this is {what}"
        raise TreatydiffError(said, "-f markdown has it")
    return tuple(run.read(path, "") for path in paths)


def _below(name: str, data: bytes, reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The output; in forms that are read from top to bottom with the passages of other language versions below it."""
    from treatydiff.renderers.text.other_languages import FORMS

    if not (options.also and name in FORMS):
        return data
    return data + FORMS[name](reports, options.also, options)


def _names_folder(out: str, format: str) -> bool:
    """Whether ``-o`` names a folder, to be filled with pages."""
    return format in ("", "html") and (out.endswith(("/", os.sep)) or (bool(out) and Path(out).is_dir()))


def _write_site(folder: str, reports: tuple[Report, ...], options: RenderOptions, paths: Sequence[str]) -> None:
    from treatydiff.renderers.html.site import site

    pages = {str(Path(folder) / name): data for name, data in site(reports, options).items()}
    Path(folder).mkdir(parents=True, exist_ok=True)
    for file in pages:
        output.check(file, inputs.files(paths), RENDERERS["html"])
    for file, data in pages.items():
        output.write(file, data)


def _page_to_open(wanted: bool, out: str, folder: bool) -> str:
    """The file that ``--open`` shows; empty if it was not asked for. Raises TreatydiffError where there is none."""
    if wanted and out in ("", output.STDOUT):
        raise TreatydiffError("--open needs a file to open", "-o FILE.html writes one")
    return (str(Path(out) / "index.html") if folder else out) if wanted else ""


def _open(page: str, run: CommandRun) -> None:
    """Show a page in the browser, but only to somebody who sits at a terminal."""
    if not sys.stdout.isatty():
        run.note(f"{page} was not opened: this is not a terminal")
        return
    import webbrowser

    webbrowser.open(Path(page).absolute().as_uri())


def _refuse_options_of_others(form: Renderer[tuple[Report, ...]], run: CommandRun) -> None:
    """Raise TreatydiffError for what was typed and would change nothing; a setting may wait for its format."""
    for each in run.given:
        owner = next((other for other in RENDERERS.values() if each in other.takes - form.takes), None)
        if owner:
            said = f"{run.given[each]} is for {owner.plural}, and this is {form.name}"
            raise TreatydiffError(said, f"-o FILE.{owner.name} writes one")


def _selected(reports: Sequence[Report], selection: Selection, articles: Sequence[str]) -> tuple[Report, ...]:
    from treatydiff.reports.selection import articles_asked

    drafts = [draft for report in reports for draft in (report.old, report.new)]
    asked = articles_asked(articles, drafts, selection)
    return tuple(replace(report, selection=asked) for report in reports)
