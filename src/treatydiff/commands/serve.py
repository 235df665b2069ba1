"""``treatydiff serve``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, moment, with_common_options
from treatydiff.drafts import inputs
from treatydiff.errors import TreatydiffError
from treatydiff.front.progress import Tell
from treatydiff.host.budget import Budget
from treatydiff.renderers import BRIEFS, PROPOSALS, RENDERERS, Rendered, RenderOptions
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.model import Draft
    from treatydiff.report import Report
    from treatydiff.web.jobs import Order, Reporter, Upload
    from treatydiff.web.server import Choices

PORT = typer.Option("--port", metavar="NUMBER", show_default=False, help="Port to listen on [default: a free one].")
BROWSER = typer.Option("--browser/--no-browser", show_default=False, help="Open the page in the browser [default].")

FORMS = {
    "report": ("Report", "the page with what got worst first, to read, keep or mail"),
    "redline": ("Redline in Word", "the new draft with tracked changes; it holds no findings, so it may be handed on"),
    "brief": ("Brief in Word", "two pages for a head of delegation"),
    "table": ("Table", "changes and findings, for a spreadsheet"),
    "proposal": ("Proposal in Word", "the new draft with the old words back where it got worse, as tracked changes"),
    "pdf": ("Redline as PDF", "the same redline, to print"),
}
"""What comes of a comparison, in the order in which it is made: what it is called, and what it is for."""


@with_common_options
def serve(
    port: Annotated[str, PORT] = "",
    browser: Annotated[bool, BROWSER] = True,
    themes: given.Themes = [],
    profile: given.Profile = "",
    *,
    run: CommandRun,
) -> int:
    """Open a page to drop drafts on, instead of the terminal.

    Only this machine can open the page, at an address that nobody can guess. The program ends when its last window is
    closed, and nothing is kept.
    """
    from treatydiff.web.jobs import Comparisons
    from treatydiff.web.server import PageServer

    Guide.read("", themes, profile)  # what is wrong with it is said here
    sent = replace(run, environment=dict(run.environment), budget=None)
    work = partial(compared, themes=tuple(themes), profile=profile, run=sent)
    comparisons = Comparisons(work, plainly)
    try:
        server = PageServer(comparisons, choices(themes), _port(port))
    except OSError as error:
        raise TreatydiffError(f"--port {port}: {error.strerror}", "leave out --port to use a free one") from None
    try:
        with _answering(server.serve_forever, server.shutdown):
            run.note(f"the page is at {server.address} (good for one visit)")
            if browser:
                _open(server.address, run)
            run.note("it ends when its last window is closed, or with Ctrl-C")
            while not server.windows.tick():
                time.sleep(1)
    finally:
        comparisons.close()
        server.server_close()
    return 0


@contextmanager
def _answering(serve: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    from threading import Thread

    Thread(target=serve, daemon=True).start()
    try:
        yield
    finally:
        stop()


def _port(text: str) -> int:
    if text and not (text.isdecimal() and int(text) < 65536):
        raise TreatydiffError(f"--port {text}: not a number of a port", "leave out --port to use a free one")
    return int(text or 0)


def _open(address: str, run: CommandRun) -> None:
    import webbrowser

    if not webbrowser.open(address):
        run.note("no browser can be opened from here: open the address yourself")


def choices(themes: list[str]) -> Choices:
    """What can be chosen on the page. Raises DataError."""
    from treatydiff.readers import READERS
    from treatydiff.text.languages import name_of
    from treatydiff.text.tables import LANGUAGES
    from treatydiff.themes import load_themes
    from treatydiff.web.server import Choices

    readers = READERS.complete().values()
    return Choices(
        {theme.name: theme.title for theme in load_themes(themes)},
        {code: name_of(code) for code in LANGUAGES},
        tuple(suffix for reader in readers for suffix in reader.suffixes),
        tuple(suffix for reader in readers if reader.in_folders for suffix in reader.suffixes),
        FORMS,
    )


# ---------------------------------------------------------------------------- one comparison, in a process of its own


@dataclass(frozen=True, slots=True)
class PageRun(CommandRun):
    """A run that tells a page what it does, and reads what was handed over."""

    told_note: Tell = print
    told_stage: Tell = print
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    """By what each is called in this run."""

    def note(self, message: str) -> None:
        """Tell the user what was decided for them."""
        self.told_note(message)

    @contextmanager
    def step(self, doing: str, *, budgeted: bool = True) -> Iterator[Tell]:
        """Tell what is being done. Raises TooComplexError."""
        self.told_stage(doing)
        with self.budget.spending(doing) if self.budget and budgeted else nullcontext():
            yield self.told_stage

    def read(self, path: str, language: str) -> Draft:
        """A draft that was handed over."""
        from treatydiff.readers import within_limit

        upload = self.uploads[path]
        return self.draft(within_limit(upload.name, upload.data), upload.name, language)

    def anew(self) -> PageRun:
        """One that tells no stages, and may take as much again: elsewhere each form is a run of its own."""
        run = replace(self, budget=Budget(*self.limits) if self.limits else None, told_stage=lambda _: None)
        for upload in self.uploads.values():
            if run.budget:
                run.budget.grant(len(upload.data))
        return run


def compared(order: Order, told: Reporter, *, themes: tuple[str, ...], profile: str, run: CommandRun) -> None:
    """Compare what was handed over, and hand back each form as it is finished. Raises TreatydiffError."""
    from treatydiff.host import cache
    from treatydiff.report import Selection
    from treatydiff.text import tables
    from treatydiff.web.jobs import Product

    tables.keep_with(cache.keeper(run.environment))
    names = {f"{each.group or f'file{at}'}/{each.name}": each for at, each in enumerate(order.drafts)}
    ways = (order.language or run.language, run.revisions, run.struck, run.ocr)
    budget = Budget(*run.limits) if run.limits else None
    own = PageRun(
        *ways, limits=run.limits, settings=run.settings, asked=run.asked, budget=budget, environment=run.environment,
        told_note=told.note, told_stage=told.stage, uploads=names,
    )  # fmt: skip
    guide = Guide.read("", themes, profile)
    drafts = _in_order(order, own)
    told.title(" → ".join(PurePath(draft.path).name for draft in drafts))
    selection = Selection(guide.known(order.themes))
    reports = own.compared(pairwise(drafts), guide)
    reports = tuple(replace(report, selection=selection) for report in reports)
    own.note_order(reports)
    for said in dict.fromkeys(text for report in reports for text in (report.subject, report.part) if text):
        own.note(said)
    options = RenderOptions(formatting=order.formatting, date=moment("", run.environment))
    made: dict[str, bytes] = {}
    for form, (title, _) in FORMS.items():
        told.stage(f"writing: {title}")
        try:
            suffix, data = _MAKERS[form](_Job(reports, options, guide, own.anew(), made))
        except TreatydiffError as error:
            told.part(form, Product("", _one_sentence(error)))
            continue
        made[form] = data
        about = "; ".join((data.about, *data.notices)) if isinstance(data, Rendered) else ""
        told.part(form, Product(_file_name(reports, form, suffix), about, data))


def _in_order(order: Order, run: PageRun) -> tuple[Draft, ...]:
    """The drafts, oldest first. Raises TreatydiffError."""
    paths = [Path(key) for key in run.uploads]
    if order.as_listed:
        found = tuple(run.read(path.as_posix(), run.language) for path in paths)
    else:
        loose = [path for path in paths if not run.uploads[path.as_posix()].group]
        kept = [*inputs.among(path for path in paths if path not in loose), *loose]
        chosen = {path: run.read(path.as_posix(), run.language) for path in loose}  # one that is broken ends it by name
        read = lambda path, language: chosen.get(Path(path)) or run.read(Path(path).as_posix(), language)  # noqa: E731
        found = inputs.in_order(kept, "your drafts", read, run.note, language=run.language)
    return inputs.enough(found, "only one draft")


@dataclass(frozen=True, slots=True)
class _Job:
    """What a form is made of."""

    reports: tuple[Report, ...]
    options: RenderOptions
    guide: Guide
    run: PageRun
    made: Mapping[str, bytes]
    """The forms that are finished."""

    @property
    def last(self) -> tuple[Report, ...]:
        """Of a series only the last step, where a form shows two drafts."""
        return self.reports[-1:]


def _report(job: _Job) -> tuple[str, bytes]:
    return ".html", job.run.rendered(RENDERERS["html"], job.reports, job.options)


def _redline(job: _Job) -> tuple[str, bytes]:
    from treatydiff.report import Selection

    whole = tuple(replace(report, selection=Selection()) for report in job.last)  # themes would make an extract of it
    return ".docx", job.run.rendered(RENDERERS["docx"], whole, job.options)


def _brief(job: _Job) -> tuple[str, bytes]:
    from treatydiff.commands.propose import asks

    return ".docx", job.run.rendered(BRIEFS["docx"], job.last, replace(job.options, asks=asks(job.last, job.guide)))


def _table(job: _Job) -> tuple[str, bytes]:
    return ".xlsx", job.run.rendered(RENDERERS["xlsx"], job.reports, job.options)


def _proposal(job: _Job) -> tuple[str, bytes]:
    from treatydiff.commands.propose import chosen, proposed

    notes: list[str] = []
    (report,) = job.last
    told = replace(job.run, told_note=lambda text: notes.append(_OPTIONS.sub("", text)))
    try:
        wanted = chosen(report, report.selection.themes, (), ())
    except TreatydiffError:
        raise TreatydiffError("nothing is told as worse, which is no all-clear: read the report") from None
    with told.step("proposing"):
        subject = proposed(report, wanted, job.guide, told)
        data = PROPOSALS["docx"].render(subject, job.options)
    return ".docx", Rendered(data, "; ".join(notes))


def _pdf(job: _Job) -> tuple[str, bytes]:
    from treatydiff.readers.office import as_pdf

    if "redline" not in job.made:
        raise TreatydiffError("there is no redline to print")
    found = as_pdf(job.made["redline"], "the redline")
    if found is None:
        raise TreatydiffError("needs LibreOffice on this machine", "Word can print the redline, too")
    return ".pdf", found


_MAKERS = {
    "report": _report, "redline": _redline, "brief": _brief, "table": _table, "proposal": _proposal, "pdf": _pdf,
}  # fmt: skip


def _file_name(reports: tuple[Report, ...], form: str, suffix: str) -> str:
    """``old to new, redline.docx``."""
    ends = (reports[0 if form in ("report", "table") else -1].old, reports[-1].new)
    old, new = (PurePath(draft.path).stem[:50] for draft in ends)
    return f"{old} to {new}, {'redline' if form == 'pdf' else form}{suffix}"


# ----------------------------------------------------------------------------------------- words without a command line

_PLAIN = (
    (regex(r"--lang\b"), "choose their language under Options, and leave the others out"),
    (regex(r"--ocr\b"), "it seems to be a scan: ask its sender for the file that it was printed from"),
    (regex(r"--limits\b|--no-sandbox\b"), "ask its sender for a simpler copy, or save it anew in Word"),
    (regex(r"--debug\b"), "ask its sender for another copy, or save it anew in Word"),
)
"""For a hint that names an option: what helps somebody who sees a page."""


_TYPED = regex(r"--\w|\btreatydiff\b|-[of] ")
_OPTIONS = regex(r";[^;]*--\w[^;]*")


def plainly(error: Exception) -> tuple[str, str]:
    """What went wrong and what to do, for somebody who has no command line; the second may be empty."""
    from treatydiff.cli import words

    message, hint = words(error)
    if _TYPED.search(hint):
        hint = next((plain for option, plain in _PLAIN if option.search(hint)), "")
    return message, hint


def _one_sentence(error: TreatydiffError) -> str:
    return "; ".join(filter(None, plainly(error)))
