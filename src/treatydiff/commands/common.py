"""Options that every command shares, and the run that they set up."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache, wraps
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from treatydiff import __version__
from treatydiff.commands.folders import FolderReading
from treatydiff.commands.guide import Guide as Guide  # with the options that every command takes
from treatydiff.commands.settings import PREFIX, asked, bearing, configure, effective, options_of
from treatydiff.commands.settings import formats as formats
from treatydiff.commands.settings import option as option
from treatydiff.drafts import inputs
from treatydiff.drafts.ahead import ReadingsAhead, begin
from treatydiff.errors import TreatydiffError
from treatydiff.front import config, output, pager
from treatydiff.front.output import F
from treatydiff.front.progress import Tell, shown
from treatydiff.host import cache
from treatydiff.host.budget import Budget
from treatydiff.renderers import Rendered, Renderer, RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.text.frozen import dataclass
from treatydiff.text.safe_text import log_line
from treatydiff.text.tables import LANGUAGES

if TYPE_CHECKING:
    from treatydiff.library import Index
    from treatydiff.model import Draft
    from treatydiff.readers import Limits, ReadOptions
    from treatydiff.readers.sandbox import ReadingChild
    from treatydiff.report import Report

Language = StrEnum("Language", list(LANGUAGES))  # type: ignore[misc]
Color = StrEnum("Color", ["auto", "always", "never"])
Revisions = StrEnum("Revisions", ["accept", "reject", "keep"])
Struck = StrEnum("Struck", ["drop", "keep", "former", "former-bold", "former-underlined"])
_NARROWEST = 40
"""Columns; narrower than this nothing can be read."""
S = TypeVar("S")
"""What is rendered."""


@dataclass(frozen=True, slots=True)
class CommandRun:
    """How this run of a command is to go: the options that all commands have."""

    language: str = ""
    revisions: str = "accept"
    struck: str = "drop"
    ocr: bool = False
    color: str = "auto"
    pager: bool | None = None
    """None: if the output goes to a terminal."""
    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    """Whether to show where in the program an error comes from."""
    limits: tuple[int, int] | None = None
    """Megabytes and seconds that a draft may take; None: there are no limits."""
    inputs: tuple[str, ...] = ()
    """Files, besides the drafts, that options name: pairings, baselines, settings; none of them is written over."""
    given: Mapping[str, str] = field(default_factory=dict)
    """By parameter the option as it was typed; not what the environment or a file sets."""
    settings: tuple[config.Setting, ...] = ()
    """What files say that bears on the result: what counts, and what is not for that file to say."""
    asked: tuple[str, ...] = ()
    """What bears on what is found and is not as by default, with who says so: ``--theme surveillance``."""
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    budget: Budget | None = None
    """Of the limits, what is left for what is done with drafts in this process."""
    ahead: ReadingsAhead = field(default_factory=ReadingsAhead, compare=False)
    """Drafts that are read before their turn."""

    def note(self, message: str) -> None:
        """Tell the user on stderr what was decided for them."""
        if not self.quiet:
            print(log_line(f"treatydiff: {message}"), file=sys.stderr)

    @property
    def of_files(self) -> tuple[str, ...]:
        """What files set that bears on the result, each with its file: every output says so."""
        return tuple(f"settings: {each}" for each in self.settings if each.taken)

    @property
    def refused(self) -> tuple[str, ...]:
        """What a file that came with the drafts wanted to set and may not."""
        return tuple(f"{each}: a file beside the drafts may not set this" for each in self.settings if not each.taken)

    def note_settings(self) -> None:
        """Tell the user on stderr what files decide for them, and what they do not."""
        for told in (*self.of_files, *self.refused):
            self.note(told)
        if self.refused:
            self.note(f"what decides comes from the command line, --config FILE or {config.OWN_FILE}")

    def note_order(self, reports: Iterable[Report]) -> None:
        """Tell the user on stderr where the newer draft seems to stand first; what is written may not say it."""
        for report in reports:
            if report.order:
                self.note(report.order)

    @contextmanager
    def step(self, doing: str, *, budgeted: bool = True) -> Iterator[Tell]:
        """Show what is being done and how far it is, if it takes long, and with ``-v`` how long it took.

        ``budgeted``: it is work on drafts that were read before, and draws on what they may take. Raises
        TooComplexError.
        """
        started = time.monotonic()
        spending = self.budget.spending(doing) if self.budget and budgeted else nullcontext()
        with shown(doing, wanted=not self.quiet, environment=self.environment) as tell, spending:
            yield tell
        if self.verbose:
            self.note(f"{doing}: {time.monotonic() - started:.2f} s")

    def target(self, name: str, out: str, forms: Mapping[str, F], paths: Sequence[str]) -> tuple[str, F]:
        """The form of the output, by ``-f`` or the suffix of ``-o``; refuses to write over a draft."""
        found, form = output.choose(name, out, forms, next(iter(forms)))
        output.check(out, inputs.files(paths), form, self.inputs)
        return found, form

    def drafts(self, paths: Sequence[str]) -> tuple[Draft, ...]:
        """The drafts that the paths stand for."""
        with self.ahead.of(inputs.files(paths)):
            return inputs.find(paths, self.read, self.note, language=self.language)

    def all_drafts(self, paths: Sequence[str]) -> tuple[Draft, ...]:
        """Every draft that the paths stand for, at least two and in one language. Raises TreatydiffError."""
        with self.ahead.of(inputs.files(paths)):
            return inputs.whole_series(paths, self.read, self.note, language=self.language)

    def library(self, folder: str, place: str = "") -> Index:
        """The index of a folder of texts, brought up to date; kept at ``place``, or in the user's cache.

        Raises TreatydiffError.
        """
        from treatydiff.library import IndexedFolder, opened
        from treatydiff.readers import READERS

        suffixes = tuple(suffix for reader in READERS.complete().values() for suffix in reader.suffixes)
        with self.step(f"indexing {folder}", budgeted=False) as tell:
            reading = FolderReading(folder, self.revisions, self.struck, self.ocr, tell, self.limits)
            source = IndexedFolder(folder, self._reading_tool(), suffixes, reading.skim, reading.read)
            index = opened(source, Path(place or self._index_of(folder)), self.note, chosen=bool(place))
        for held in index.files():
            if held.fault:
                self.note(f"left out: {held.fault}")
        return index

    def _index_of(self, folder: str) -> Path:
        """Where the index of a folder is kept unless the user says where."""
        import hashlib  # late: it brings OpenSSL along

        name = hashlib.sha256(os.fsencode(Path(folder).resolve())).hexdigest()[:16]
        return cache.home(self.environment) / f"library-{name}.sqlite"

    def _reading_tool(self) -> str:
        """The program, and with what options it reads otherwise than by default: an index is of one such reading."""
        ways = (self.revisions.removeprefix("accept"), self.struck.removeprefix("drop"), "ocr" * self.ocr)
        return " ".join(filter(None, (__version__, *ways)))

    def reports(self, paths: Sequence[str], guide: Guide | None = None, *, whole: bool = False) -> tuple[Report, ...]:
        """Each draft compared with the one before it; of a single folder only the last two unless ``whole``."""
        series = inputs.whole_series if whole else inputs.series
        with self.ahead.of(inputs.files(paths)):
            drafts = series(paths, self.read, self.note, language=self.language)
        return self.compared(pairwise(drafts), guide or Guide())

    def compared(self, pairs: Iterable[tuple[Draft, Draft]], guide: Guide) -> tuple[Report, ...]:
        """Pairs of drafts, compared. With ``--debug`` a judgement that failed shows where in the program."""
        reports = guide.with_verdicts(tuple(self._compared(old, new, guide) for old, new in pairs))
        if self.of_files:
            reports = tuple(_with_notices(report, self.of_files) for report in reports)
        from treatydiff.faults import told

        for fault in (fault for report in reports for fault in report.faults if self.debug):
            print(log_line(f"treatydiff: {told(fault)}"), fault.trace, sep="\n", file=sys.stderr)
        return reports

    def _compared(self, old: Draft, new: Draft, guide: Guide) -> Report:
        doing = f"comparing {old.label} with {new.label}"
        with self.step(doing) as tell:
            return guide.compare(old, new, tell=lambda stage: tell(f"{doing}: {stage}"))

    def read(self, path: str, language: str) -> Draft:
        """One draft, in a language or in the one that is found out."""
        from treatydiff.readers import load

        begun = self.ahead.take(path, lambda each: begin(each, *self._how(language)))
        return self.draft(begun.data, path, language, begun.child) if begun else self.draft(load(path), path, language)

    def draft(self, data: bytes, path: str, language: str, child: ReadingChild | None = None) -> Draft:
        """The draft in a file's bytes; ``path`` names it. ``child``: one that reads it already."""
        from treatydiff.compare import draft_of

        with self.step(f"reading {path}", budgeted=False) as tell:
            how = self._how(language, lambda page: tell(f"reading {path}: {page}"))
            draft = draft_of(data, path, *how, child)
        if self.verbose:
            self.note(f"{path}: {draft.kind}, {draft.language}, {len(draft.articles())} articles")
        return draft

    def _how(self, language: str, hear: Tell = lambda _: None) -> tuple[ReadOptions, Limits | None]:
        from treatydiff.readers import Limits, ReadOptions

        limits = Limits(*self.limits, tell=hear, budget=self.budget) if self.limits else None
        return ReadOptions(self.revisions, self.struck, self.ocr, language), limits

    def colored(self, out: str) -> bool:
        """Whether to colour what goes to ``out``: ``--color``, then NO_COLOR, FORCE_COLOR and the terminal."""
        if self.color != "auto":
            return self.color == "always"
        if self.environment.get("NO_COLOR"):
            return False
        forced = self.environment.get("FORCE_COLOR", "0") not in ("", "0")
        return forced or (_to_terminal(out) and self.environment.get("TERM") != "dumb")

    def form(self, out: str, date: str = "", **more: Any) -> RenderOptions:
        """How a form is to be written that goes to ``out``. Raises TreatydiffError for what is no date."""
        return RenderOptions(width(out), self.colored(out), date=moment(date, self.environment), **more)

    def rendered(self, renderer: Renderer[S], subject: S, options: RenderOptions) -> bytes:
        """The result in its form. Raises RenderError."""
        with self.step(f"writing {renderer.name}"):
            return renderer.render(subject, options)

    def write(self, renderer: Renderer[S], subject: S, out: str, date: str = "", **more: Any) -> None:
        """Show the result in its form, or write it where it is wanted. Raises TreatydiffError."""
        data = self.rendered(renderer, subject, self.form(out, date, **more))
        self.show(data, out, text=renderer.name == "terminal")

    def show(self, data: bytes, out: str, *, text: bool) -> None:
        """Write the result where it is wanted, through the pager if it is text for a human at a terminal; say where."""
        wanted = pager.terminal(self.environment) if self.pager is None else self.pager
        if not (text and wanted and _to_terminal(out) and pager.page(data, self.environment)):
            output.write(out, data)
        self.wrote("" if out == output.STDOUT else out, data.about if isinstance(data, Rendered) else "")
        for notice in data.notices if isinstance(data, Rendered) else ():
            self.note(notice)

    def wrote(self, path: str, about: str = "") -> None:
        """Say which file was written, and what the user should know of it."""
        if path or about:
            self.note(f"wrote {path or 'the document'}{f': {about}' if about else ''}")


def _with_notices(report: Report, messages: Iterable[str]) -> Report:
    """The report with these among its notices."""
    from treatydiff.model import Notice

    return replace(report, notices=(*report.notices, *(("", Notice(message)) for message in messages)))


def width(out: str) -> int:
    """Columns of the terminal; of a pipe what COLUMNS says, else 80; of a file 80."""
    if _to_terminal(out):
        return shutil.get_terminal_size().columns
    asked = os.environ.get("COLUMNS", "")
    return max(int(asked), _NARROWEST) if out in ("", output.STDOUT) and asked.isdecimal() else 80


def _to_terminal(out: str) -> bool:
    return out in ("", output.STDOUT) and sys.stdout.isatty()


def with_common_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the common options to a command, which gets them as ``run: Run``."""

    @wraps(command)
    def wrapped(
        lang: Language | None,
        revisions: Revisions,
        struck: Struck,
        ocr: bool,
        color: Color,
        page: bool | None,
        quiet: bool,
        verbose: bool,
        context: typer.Context,
        **others: object,
    ) -> int:
        debug = bool(others["debug"] or os.environ.get(f"{PREFIX}DEBUG"))
        set_by = effective(context)
        limits = _limits(str(others["limits"]), set_by.get("limits")) if others["sandbox"] else None
        others = {name: value for name, value in others.items() if name not in _EAGER}
        ways = (str(lang or ""), str(revisions), str(struck), ocr, str(color), page, quiet, verbose, debug, limits)
        budget = Budget(*limits) if limits else None
        decided = (bearing(context, set_by), asked(context, set_by))
        run = CommandRun(*ways, _inputs(context), _given(context), *decided, budget=budget)
        run.note_settings()
        return command(run=run, **others)

    return wrapped


def with_signature(command: Callable[..., int]) -> Callable[..., int]:
    """A command with the parameters that Typer asks for, its own and the common ones; a list of commands needs none."""
    plain = getattr(command, "__wrapped__", None)
    if plain and not hasattr(command, "__signature__"):
        own = [p for p in inspect.signature(plain, eval_str=True).parameters.values() if p.name != "run"]
        both = [*own, *_common_parameters()]
        command.__signature__ = inspect.Signature(both, return_annotation=int)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in both}
    return command


_LEAST_MEMORY = 10
"""Megabytes."""
_WRITTEN = frozenset({"out", "export"})
"""Parameters that name what is written."""


def _inputs(context: typer.Context) -> tuple[str, ...]:
    """Every file that an option names, but for what is written."""
    values = [value for name, value in context.params.items() if name not in _WRITTEN]
    texts = (each for value in values for each in (value if isinstance(value, (list, tuple)) else [value]))
    return tuple(each for each in texts if isinstance(each, str) and each and os.path.isfile(each))


def _limits(text: str, setting: config.Setting | None = None) -> tuple[int, int]:
    """Megabytes and seconds; ``setting``: what says so, if a file does. Raises TreatydiffError."""
    found = re.fullmatch(r"\s*(\d{1,6})\s*,\s*(\d{1,5})\s*", text)
    told = str(setting) if setting else f"--limits {text}"
    usual = 'limits = "1000,60"' if setting else "--limits 1000,60"
    if not found:
        raise TreatydiffError(f"{told}: not megabytes and seconds", f"write {usual}")
    if int(found[1]) < _LEAST_MEMORY or not int(found[2]):
        least = f"at least {_LEAST_MEMORY} megabytes and one second"
        raise TreatydiffError(f"{told}: too little to read anything", f"{least}; {usual} unless said otherwise")
    return int(found[1]), int(found[2])


def moment(date: str, environment: Mapping[str, str]) -> str:
    """The date of tracked changes, ISO 8601 in UTC: given, or SOURCE_DATE_EPOCH, or now. Raises TreatydiffError."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        if date:
            given = datetime.fromisoformat(date)
        else:
            given = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        wrong = f"--date {date}" if date else f"SOURCE_DATE_EPOCH={epoch}"
        raise TreatydiffError(f"{wrong}: not a date", "write 2024-08-09 or 2024-08-09T12:00:00Z") from None
    moment = given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def checkout() -> Checkout:
    """The repository in which the program is run, by the nearest ``.git`` upwards; where there is none, this folder."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    return Checkout(root.as_posix(), here.as_posix(), backslashes=os.name == "nt")


def _show_version(asked: bool) -> None:
    if asked:
        print(f"treatydiff {__version__}")
        raise typer.Exit()


def _given(context: typer.Context) -> dict[str, str]:
    options = {str(each.name): each for each in options_of(context.command).values()}
    return {
        name: _flag(option, context.params[name])
        for name, option in options.items()
        if (source := context.get_parameter_source(name)) and source.name == "COMMANDLINE"
    }


def _flag(option: typer.core.TyperOption, value: object) -> str:
    """``--no-verify`` of ``--verify/--no-verify``, where that was typed."""
    return max(option.secondary_opts if value is False and option.secondary_opts else option.opts, key=len)


_EAGER = frozenset({"sandbox", "limits", "config", "debug", "version"})
_OCR = "Read pages of a PDF without usable text by OCR (tesseract and pytesseract)."
_SANDBOX = "Read drafts in a process with limited memory and time (Linux)."
_STRUCK = "How to treat words struck through by hand in a Word file or a PDF."
_CONFIG = typer.Option(
    "--config", metavar="FILE", is_eager=True, callback=configure, envvar=f"{PREFIX}CONFIG", show_envvar=False,
    show_default=False, help="Read the settings from FILE instead of treatydiff.toml; 'none' reads none.",
)  # fmt: skip
_PAGER = typer.Option(  # without a variable: TREATYDIFF_PAGER names the pager itself
    "--pager/--no-pager", show_default=False, help="Show the result page by page [default: in a terminal]."
)


def _common(
    *,
    context: typer.Context,
    lang: Annotated[
        Language | None, option("--lang", show_default=False, help="Language of the drafts [default: detected].")
    ] = None,
    revisions: Annotated[
        Revisions, option("--revisions", help="Changes pending in a Word file; keep: accepted, signed in a redline.")
    ] = Revisions.accept,
    struck: Annotated[Struck, option("--struck", help=_STRUCK)] = Struck.drop,
    ocr: Annotated[bool, option("--ocr", help=_OCR)] = False,
    color: Annotated[Color, option("--color", help="Colour in the terminal.")] = Color.auto,
    page: Annotated[bool | None, _PAGER] = None,
    quiet: Annotated[bool, option("--quiet", "-q", help="Print only errors on stderr.")] = False,
    verbose: Annotated[bool, option("--verbose", "-v", help="Report on stderr how long each step takes.")] = False,
    sandbox: Annotated[bool, option("--sandbox/--no-sandbox", show_default=False, help=_SANDBOX)] = True,
    limits: Annotated[
        str, option("--limits", metavar="MB,SECONDS", help="Memory and time that reading one draft may take.")
    ] = "1000,60",
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error comes from.")] = False,
    config: Annotated[str, _CONFIG] = "",
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_show_version, help="Show the version.")
    ] = False,
) -> None:
    """The options that every command has, after its own."""


@lru_cache(maxsize=1)
def _common_parameters() -> tuple[inspect.Parameter, ...]:
    return tuple(inspect.signature(_common, eval_str=True).parameters.values())
