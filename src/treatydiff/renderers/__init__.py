"""Renderers: a report becomes bytes of some format. One file and one line in ``RENDERERS`` each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from treatydiff.errors import RenderError, TreatydiffError
from treatydiff.host import plugins
from treatydiff.host.plugins import Registry
from treatydiff.renderers.checkout import Checkout
from treatydiff.text.frozen import dataclass

if TYPE_CHECKING:  # only names: `--help` shows these tables and must not load the model
    from treatydiff.compilation import Compilation
    from treatydiff.gate import Gate
    from treatydiff.model import Draft
    from treatydiff.outstanding import Ledger
    from treatydiff.proposals import Repair
    from treatydiff.renderers.precedents import ArticlePrecedents
    from treatydiff.renderers.proof import Proof
    from treatydiff.renderers.proposal import Proposed
    from treatydiff.renderers.search import Answer
    from treatydiff.renderers.submissions import SaidBefore
    from treatydiff.renderers.themes import Knowledge
    from treatydiff.report import Report
    from treatydiff.series import Blame, History
    from treatydiff.series.columns import Authored
    from treatydiff.versions import Versions


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the user may choose about the form of the result. Renderers read no clock, locale or environment."""

    width: int = 80
    """Columns of the terminal."""
    color: bool = False
    show_all: bool = False
    """Show what is not substantive in full instead of one folded line an article."""
    author: str = "treatydiff"
    """Author of tracked changes and comments."""
    date: str = "1970-01-01T00:00:00Z"
    """ISO 8601 date and time of tracked changes, UTC."""
    comments: str = "none"
    """What a Word document says of changes: ``findings``, ``remarks`` on what happened without a verdict, ``none``."""
    summary: bool = False
    """A front page before the Word redline."""
    layout: str = "redline"
    """Word: ``redline`` or ``synoptic``; of a compilation also ``columns``."""
    formatting: str = "quiet"
    """Word: ``tracked`` marks what changed in looks alone; ``quiet`` takes the new draft's unmarked; ``list`` too,
    and a page before the redline says what that is."""
    moves: str = "native"
    """Word: ``native`` move marks, or ``plain`` deletion and insertion with a comment."""
    verify: bool = True
    """Prove a Word redline before it is handed out."""
    ui_lang: str = ""
    """The language in which an HTML page speaks; empty: English, until the reader's browser asks for another."""
    gate: Gate | None = None
    """What decides whether a check passes; None where nothing is checked."""
    also: tuple[Draft, ...] = ()
    """Other language versions of the newest draft, of which the passages that answer to changes are shown."""
    checkout: Checkout = field(default_factory=Checkout)
    """Where the drafts lie in a repository, for services that know files by that."""
    columns: tuple[str, ...] = ()
    """Empty columns beside the texts of authors, for what is decided in the room: their headings."""
    codes: str = ""
    """Whose codes stand beside each provision: ``itu``; empty for none."""
    scrub: bool = False
    """Word: take out what the file says of those who wrote the drafts."""
    asks: tuple[tuple[Repair, ...], ...] = ()
    """What a brief asks for, for each comparison, tried for harm as a proposal is; empty where that was not tried."""

    @property
    def with_findings(self) -> bool:
        """Whether a Word document may hold findings: it may go to the other side, so only if they are asked for."""
        return self.comments == "findings"


class Rendered(bytes):
    """A finished output, and what the user should be told about it."""

    about: str
    """In half a sentence, such as ``148 changes, 3 moves, proved; no comments``."""
    notices: tuple[str, ...]
    """What else they must know before they hand it on, each a line."""

    def __new__(cls, data: bytes, about: str, notices: Iterable[str] = ()) -> Rendered:
        """The same bytes."""
        made = super().__new__(cls, data)
        made.about, made.notices = about, tuple(notices)
        return made


Subject = TypeVar("Subject")
"""What is rendered: the reports of a series, or a draft."""


@dataclass(frozen=True, slots=True)
class Renderer(Generic[Subject]):
    """A form of output. Its module is imported only when it is used."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    binary: bool = False
    module: str = ""
    """The module's name where it is not the renderer's."""
    function: str = "render"
    package: str = "treatydiff.renderers"
    takes: frozenset[str] = frozenset()
    """Options of ``compare`` that mean something to few forms, of which this is one."""
    plural: str = ""
    """What its files are called where it takes such options: ``Word documents``."""
    findings: bool = True
    """Whether findings have a place in it without being asked for."""
    writer: str = ""
    """Of a subject that is a table: the function of ``renderers.tables`` that writes what the module's builds."""
    also: bool = False
    """Whether it has a place for what answers to changes in other language versions."""

    def render(self, subject: Subject, options: RenderOptions = RenderOptions()) -> bytes:  # noqa: B008 - frozen
        """The finished output, UTF-8 where it is text. Raises RenderError."""
        module = plugins.module(self.package, self.module or self.name)
        try:
            made = getattr(module, self.function)(subject, options)
            if self.writer:
                made = getattr(import_module("treatydiff.renderers.tables"), self.writer)(made, options)
            return cast(bytes, made)
        except (TreatydiffError, MemoryError, RecursionError):
            raise
        except Exception as error:  # one boundary for what no writer has foreseen in a draft
            message = f"cannot be written as {self.name} ({type(error).__name__}: {error})"
            raise RenderError(message, "another format may do (-f json); --debug shows where") from error


def _table(*renderers: Renderer[Subject]) -> dict[str, Renderer[Subject]]:
    return {renderer.name: renderer for renderer in renderers}


def _tabular(module: str, row: str) -> tuple[Renderer[Any], ...]:
    """The forms of a subject that is a table, each row of which is ``row``."""
    forms = (
        ("csv", (".csv",), f"a row for each {row}, for a spreadsheet", False, "csv"),
        ("xlsx", (".xlsx",), "the same as a workbook", True, "workbook"),
        ("html", (".html", ".htm"), "the same as a page for the browser", False, "html"),
        ("docx", (".docx",), "the same as a table in a Word document", True, "word"),
    )
    return tuple(
        Renderer(name, suffixes, about, binary, module, "table", writer=writer)
        for name, suffixes, about, binary, writer in forms
    )


_OF_TABLES = frozenset({"codes"})
_OF_WORD = frozenset({"moves", "comments", "formatting", "summary", "layout", "verify", "scrub"})
_OF_PAGES = frozenset({"ui_lang", "show_page"})
_WORD, _PAGES = "Word documents", "pages for the browser"

_BUILT_IN: dict[str, Renderer[tuple[Report, ...]]] = _table(
    Renderer("terminal", (".txt",), "redline for reading in the terminal", module="text.terminal", also=True),
    Renderer(
        *("html", (".html", ".htm"), "page for the browser, to read, mail and print"),
        takes=_OF_PAGES, plural=_PAGES, also=True,
    ),
    Renderer("json", (".json",), "everything, for other programs", also=True),
    Renderer(
        *("docx", (".docx",), "Word document with tracked changes"),
        binary=True, takes=_OF_WORD | _OF_TABLES, plural=_WORD, findings=False, also=True,
    ),
    Renderer(
        *("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "redline"),
        takes=_OF_WORD | _OF_TABLES, plural=_WORD, findings=False,
    ),
    Renderer(
        *("why", (), "why each change was judged so: its facts, their doubts, the decision"),
        module="text.explanation",
    ),
    Renderer(
        *("csv", (".csv",), "a row for each changed provision, for a spreadsheet"), takes=_OF_TABLES, plural="tables"
    ),
    Renderer(
        *("xlsx", (".xlsx",), "workbook: changes, findings, concordance"),
        binary=True, module="workbook", takes=_OF_TABLES, plural="tables",
    ),
    Renderer("markdown", (".md",), "report to paste into a briefing or a comment", module="text.markdown", also=True),
    Renderer("review", (".jsonl",), "changes for a person to judge: JSON lines, or a sheet (-o FILE.xlsx, FILE.docx)"),
    Renderer("akn", (".akn", ".xml"), "Akoma Ntoso: the new draft with its modifications"),
    Renderer("github", (), "annotations for GitHub Actions", module="ci.github"),
    Renderer("sarif", (".sarif",), "SARIF 2.1.0, for code scanning", module="ci.sarif"),
    Renderer("junit", (), "JUnit XML, a test case for each article", module="ci.junit"),
    Renderer("gitlab", (), "Code Quality report for GitLab", module="ci.gitlab"),
    Renderer("rdjson", (".rdjson",), "diagnostics for reviewdog", module="ci.rdjson"),
)  # fmt: skip
RENDERERS = Registry(plugins.RENDERERS, _BUILT_IN)
"""Of a comparison; one report for each pair of successive drafts."""

REVIEWS: dict[str, Renderer[tuple[Report, ...]]] = _table(
    RENDERERS["review"],
    Renderer("xlsx", (".xlsx",), "sheet for Excel or LibreOffice", True, "review", "workbook"),
    Renderer("docx", (".docx",), "table in a Word document", True, "review", "document"),
    Renderer("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "review"),
)
"""Of what a person should look at."""

CHECKS: Registry[Renderer[tuple[Report, ...]]] = Registry(
    plugins.RENDERERS,
    _table(
        Renderer("terminal", (".txt",), "verdict and findings for reading", module="check"),
        Renderer("json", (".json",), "everything, for other programs", module="check", function="json_report"),
        *(RENDERERS[name] for name in ("markdown", "github", "sarif", "junit", "gitlab", "rdjson")),
    ),
)
"""Of a check: what is found, and whether it passes."""

CONCORDANCES: dict[str, Renderer[tuple[Report, ...]]] = _table(
    Renderer("terminal", (".txt",), "a table for reading", module="concordance"),
    *_tabular("concordance", "link or article"),
    Renderer("json", (".json",), "the rows as in a report", module="concordance", function="json_rows"),
)
"""Of the concordance alone."""

OUTLINES: dict[str, Renderer[Draft]] = _table(
    Renderer("terminal", (".txt",), "a line for each article", module="outline"),
    Renderer("json", (".json",), "the whole draft as it was read", module="outline", function="json_tree"),
    Renderer("clauses", (), "plain text, a clause on each line", module="text.clause_lines"),
)
"""Of one draft's structure."""

HISTORIES: dict[str, Renderer[History]] = _table(
    Renderer("terminal", (".txt",), "a row for each article, a column for each draft", module="history"),
    Renderer("json", (".json",), "the same for other programs", module="history", function="json_rows"),
    *_tabular("history", "article"),
)
"""Of a whole series."""

AUTHORS: dict[str, Renderer[Authored]] = _table(
    Renderer("terminal", (".txt",), "each provision with every author's text", module="columns.terminal"),
    Renderer("docx", (".docx",), "a column for each author in Word", True, "columns.word"),
    Renderer("html", (".html", ".htm"), "the same as a page for the browser", module="columns.page"),
    Renderer("xlsx", (".xlsx",), "the same as a workbook", True, "columns.data", "workbook"),
    Renderer("json", (".json",), "every provision, for other programs", False, "columns.data", "json_table"),
    Renderer("csv", (".csv",), "a row for each provision that changed", False, "columns.data", "csv_rows"),
)
"""Of a series in which each draft has an author."""

VERSIONS: dict[str, Renderer[Versions]] = _table(
    Renderer("terminal", (".txt",), "a row for each discrepancy", module="versions"),
    Renderer("json", (".json",), "the same for other programs", module="versions", function="json_rows"),
    *_tabular("versions", "discrepancy"),
)
"""Of the language versions of one draft."""

BLAMES: dict[str, Renderer[Blame]] = _table(
    Renderer("terminal", (".txt",), "the text with a gutter, as git has it", module="blame"),
    Renderer("json", (".json",), "every phrase with its origin", module="blame", function="json_pieces"),
    Renderer("csv", (".csv",), "a row for each phrase", module="blame", function="csv_pieces"),
    Renderer(
        "html", (".html", ".htm"), "page for the browser, one colour for each draft", module="html", function="blamed"
    ),
    Renderer("docx", (".docx",), "Word document, one colour for each draft", binary=True, module="docx.blame"),
)
"""Of where the words of a draft come from."""

SUBMISSIONS: dict[str, Renderer[SaidBefore]] = _table(
    Renderer("terminal", (".txt",), "each new sentence that was said before, and by whom", module="submissions"),
    Renderer("json", (".json",), "every new sentence, for other programs", False, "submissions", "json_sentences"),
    Renderer("csv", (".csv",), "a row for each new sentence", module="submissions", function="csv_rows"),
    Renderer("docx", (".docx",), "table in a Word document", binary=True, module="submissions_docx"),
    Renderer("xlsx", (".xlsx",), "workbook: sentences, submissions", True, "submissions", "workbook"),
    Renderer("markdown", (".md",), "list to paste into a briefing", module="submissions", function="markdown"),
)
"""Of who said the new sentences of a draft before."""

BRIEFS: dict[str, Renderer[tuple[Report, ...]]] = _table(
    Renderer("markdown", (".md",), "Markdown", module="brief"),
    Renderer("docx", (".docx",), "Word document", binary=True, module="brief", function="word"),
    Renderer("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "brief"),
)
"""Of two pages for a head of delegation."""

PROPOSALS: dict[str, Renderer[Proposed]] = _table(
    Renderer("markdown", (".md",), "table: article, proposal, reason", module="proposal", function="markdown"),
    Renderer("docx", (".docx",), "Word document with tracked changes", binary=True, module="proposal"),
    Renderer("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "proposal"),
)
"""Of what a delegation tables against a new draft."""

COMPILATIONS: dict[str, Renderer[Compilation]] = _table(
    Renderer("terminal", (".txt",), "who wants what in which article", module="compilation"),
    Renderer("docx", (".docx",), "the base with tracked changes by delegation", binary=True, module="docx.compilation"),
    Renderer("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "compilation"),
    Renderer("html", (".html", ".htm"), "page for the browser", module="compilation_html"),
    Renderer("json", (".json",), "everything, for other programs", module="compilation", function="json_value"),
    Renderer("markdown", (".md",), "the table and the words wanted", module="compilation", function="markdown"),
    Renderer("csv", (".csv",), "article by delegation, for a spreadsheet", module="compilation", function="csv_rows"),
)
"""Of one text out of many proposals."""

PRECEDENTS: dict[str, Renderer[tuple[Draft, tuple[ArticlePrecedents, ...]]]] = _table(
    Renderer("terminal", (".txt",), "each article with what it is closest to", module="precedents"),
    Renderer("json", (".json",), "the same for other programs", module="precedents", function="json_families"),
    *_tabular("precedents", "precedent"),
)
"""Of what older treaties the articles of a draft are closest to."""

SEARCHES: dict[str, Renderer[Answer]] = _table(
    Renderer("terminal", (".txt",), "the words in context", module="search"),
    Renderer("json", (".json",), "the articles in full", module="search", function="json_passages"),
    *_tabular("search", "article"),
)
"""Of what a search of a library finds."""

LEDGERS: dict[str, Renderer[Ledger]] = _table(
    Renderer("terminal", (".txt",), "what is open, by article, and what was closed", module="outstanding.terminal"),
    Renderer("docx", (".docx",), "list of outstanding issues in Word", True, "outstanding.word"),
    Renderer("pdf", (".pdf",), "the Word document, printed by LibreOffice", True, "docx.printed", "outstanding"),
    Renderer("xlsx", (".xlsx",), "workbook: open, closed, by draft", True, "outstanding.data", "workbook"),
    Renderer("html", (".html", ".htm"), "page for the browser", module="outstanding.page"),
    Renderer("json", (".json",), "everything, for other programs", False, "outstanding.data", "json_ledger"),
    Renderer("csv", (".csv",), "a row for each open issue", False, "outstanding.data", "csv_rows"),
)
"""Of what is open in a draft, and what was closed on the way."""

THEME_LISTS: dict[str, Renderer[Knowledge]] = _table(
    Renderer("terminal", (".txt",), "what is looked for and why", module="themes"),
    Renderer("json", (".json",), "the same for other programs", module="themes", function="json_themes"),
)
"""Of the themes."""

PROOFS: dict[str, Renderer[Proof]] = _table(
    Renderer("terminal", (".txt",), "whether it is proved, and what fails", module="proof"),
    Renderer("json", (".json",), "the same for other programs", module="proof", function="json_proof"),
)
"""Of the proof of a Word redline."""


def render(report: Report | tuple[Report, ...], form: str, options: RenderOptions | None = None) -> bytes:
    """A report, or those of a series, in a form of output: ``terminal``, ``html``, ``json``, ``docx``, ``csv`` …

    ``form`` may also be the name of a renderer that another package brings. Raises RenderError.
    """
    reports = report if isinstance(report, tuple) else (report,)
    known = RENDERERS if form in RENDERERS else RENDERERS.complete()
    if form not in known:
        raise RenderError(f"no output format is called {form!r}", f"choose from {', '.join(known)}")
    return known[form].render(reports, options or RenderOptions())
