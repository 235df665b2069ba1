"""The redline for reading in a terminal: what got worse, which drafts, findings, then article by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.text import Text

from treatydiff.gate.notices import worded
from treatydiff.model import REWORDED, Change, Draft, Kind, Level, Notice, Op, Significance, Span
from treatydiff.references.places import capital, headings, pages, title, unit_name
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.first_screen import TURN_STYLES, FirstScreen
from treatydiff.renderers.text.gist import MEANT, Spread, spread
from treatydiff.renderers.text.headlines import reworded
from treatydiff.renderers.text.locations import TURNS, by_theme, label, unsaid, verdict
from treatydiff.renderers.text.typeset import (
    MAX_TEXT_WIDTH,
    ends,
    grid,
    line,
    marked,
    packed,
    section,
    styled,
    to_bytes,
    wrap,
)
from treatydiff.renderers.text.verdict_notes import head, sentence
from treatydiff.renderers.view import ONE_SIDED, ShownUnit, View, one_side, views, whole_text
from treatydiff.report import Finding, Report
from treatydiff.reports.summary import convention_words, several, turn
from treatydiff.text.languages import name_of

_JUDGED_STYLE = "bold magenta"
"""Of what a person says, or a reader of the user's own, whichever turn it is."""
_SIGNS = {"adverse": "-", "favourable": "+", "unclear": "?"}
"""Of a turn, in front of a number."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline of each pair of drafts, one after the other."""
    pages = (_TerminalReport(view, options).lines() for view in views(reports, options))
    return to_bytes(_separated(pages), options.width, options.color)


def draft_lines(drafts: Iterable[tuple[str, Draft]], width: int) -> Iterator[Text]:
    """Which drafts: label, date, language, articles, words, file; on two lines where there is no room on one."""
    names, sizes = zip(*((_name_cells(side, draft), _size_cells(draft)) for side, draft in drafts), strict=True)
    starts, ends = grid(_filled(names)), grid(_filled(sizes), right=[0, 1])
    fits = all(start.cell_len + 2 + end.cell_len <= width for start, end in zip(starts, ends, strict=True))
    for start, end in zip(starts, ends, strict=True):
        if fits:
            yield line(start, "  ", end)
        else:
            yield from wrap(start, width, "", "     ")
            yield from wrap(end, width, "     ")


def notice_lines(notices: Iterable[tuple[str, Notice]], width: int) -> Iterator[Text]:
    """Notices, the same ones of a side together with their pages."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for side, notice in notices:
        grouped.setdefault((side, notice.message), []).extend([notice.page] if notice.page else [])
    for (side, message), found in grouped.items():
        words = Text.assemble(f"{side} draft: " if side else "", styled(message), _page_list(found))
        yield from wrap(words, width, "- ", "  ")


def counts(named: dict[str, int]) -> list[Text]:
    """``3 substantive``, ``1 status``: what is not zero."""
    parts = [Text.assemble((f"{count:,}", "bold"), f" {name}") for name, count in named.items() if count]
    return parts or [Text("none")]


class _TerminalReport:
    """One report, set."""

    def __init__(self, view: View, options: RenderOptions) -> None:
        self.view = view
        self.report = view.report
        self.unit = unit_name(view.report.old, view.report.new)
        self.show_all = options.show_all
        self.stresses = options.color  # else nobody sees it
        self.width = min(options.width, MAX_TEXT_WIDTH)
        self.located = view.located
        self.findings = view.findings

    def lines(self) -> Iterator[Text]:
        yield from draft_lines((("old", self.report.old), ("new", self.report.new)), self.width)
        yield line()
        yield from FirstScreen(self.view, self.width).lines()
        if self.report.redline.changes:
            yield from self._in_numbers()
        yield from self._findings()
        yield from self._besides()
        if self.report.redline.changes:
            yield from self._redline()
        yield from self._end()

    def _in_numbers(self) -> Iterator[Text]:
        figures = self.view.figures
        flags = ("moved", "renumbered")
        became = {name: count for name, count in figures.articles.items() if name not in flags}
        besides = {"changed in substance": figures.in_substance, **{name: figures.articles[name] for name in flags}}
        words = {"inserted": figures.inserted_words, "deleted": figures.deleted_words}
        rows = [(f"{capital(self.unit)}s", counts(became)), ("", counts(besides) if any(besides.values()) else [])]
        rows += [("Changes", counts(figures.changes)), ("Words", counts(words))]
        column = max(10, *(len(name) + 2 for name, _ in rows))
        for name, value in rows:
            if value:
                yield from packed(value, self.width, Text(f"{name:{column}}", "dim"), " " * column)
        if named := reworded(self.view):
            yield from wrap(styled(f"{REWORDED}: {'; '.join(named)}", "dim"), self.width, " " * column)
        if any(figures.changes.values()):
            yield from wrap(Text(MEANT, "dim"), self.width, " " * column)
        if self.report.selection.narrows:
            yield from wrap(Text("of the whole comparison, whatever is selected", "dim"), self.width, " " * column)

    # ------------------------------------------------------------------------------------------------------ findings

    def _findings(self) -> Iterator[Text]:
        if not self.findings:
            return
        yield line()
        yield section("Findings", self.width)
        if any(not finding.by_reader for finding in self.findings):
            yield from _spread_table(spread(self.report, self.findings), self.width)
        for theme, found in by_theme(self.findings):
            yield line()
            yield line(styled(theme, "bold"))
            for number, finding in enumerate(found):
                yield from [line()] if number else []
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[Text]:
        where = styled(self.located.where(finding.change))
        head = Text.assemble((label(finding), _style(finding)), "  ", where)
        yield from wrap(head, self.width, "  ", "      ")
        yield from wrap(styled(self.located.meaning(finding)), self.width, "    ")
        yield from wrap(marked(finding.excerpt, stress=self._stress([finding])), self.width, "      ")

    def _stress(self, found: list[Finding]) -> dict[Op, list[str]]:
        """The words that decided."""
        if not self.stresses:
            return {}
        return {
            Op.DELETE: [word for finding in found for word in finding.removed],
            Op.INSERT: [word for finding in found for word in finding.introduced],
        }

    def _besides(self) -> Iterator[Text]:
        """Verdicts of people that are no findings: they see no effect, or their words stand unchanged."""
        if not self.view.besides:
            return
        yield line()
        yield section("Verdicts", self.width)
        for kept in self.view.besides:
            where = self.located.where(kept.change) if kept.change else str(kept.where)
            yield line()
            yield from wrap(Text.assemble((head(kept), _JUDGED_STYLE), "  ", styled(where)), self.width, "  ", "      ")
            yield from wrap(styled(sentence(kept)), self.width, "    ")

    # ------------------------------------------------------------------------------------------------------- redline

    def _redline(self) -> Iterator[Text]:
        yield line()
        yield section("Redline", self.width)
        units = list(self.view.units())
        if not units:
            yield line()
            yield line(self.view.nothing())
        was_folded = False
        for unit in units:
            if unit.shown or not was_folded:
                yield line()
            yield from self._unit(unit) if unit.shown else self._folded(unit)
            was_folded = not unit.shown

    def _folded(self, unit: ShownUnit) -> Iterator[Text]:
        """An article without a change of substance, on one line."""
        name = Text.assemble(styled(self.located.titles(unit.head.link), "bold"), *_after(styled(headings(unit.head))))
        if unit.tombstone:
            text = Text.assemble(name.plain, *_after(styled(unit.happened)))
            text.stylize("dim")
            yield from wrap(text, self.width, "", "    ")
            return
        name.stylize("bold")
        cover = unit.head.link.level is Level.FRONT
        also = self.located.also(unit.folded) + " (--all shows them)" * cover
        notes = (also,) if cover else (unit.happened, also, unit.departed)
        yield from ends(name, styled("; ".join(filter(None, notes)), "cyan"), self.width)

    def _unit(self, unit: ShownUnit) -> Iterator[Text]:
        head = unit.head
        words = marked(head.heading, fold=False) if head in unit.shown else styled(headings(head))
        name = Text.assemble(styled(self.located.titles(head.link)), *_after(words))
        name.stylize("bold")
        yield from ends(name, styled(unit.happened, "cyan"), self.width)
        anchor = head
        for change in unit.shown:
            nested = _nested(change, anchor)
            yield from self._change(change, head, anchor if nested else None)
            anchor = anchor if nested else change
        if also := self.located.also(unit.folded):
            yield from wrap(styled(f"also: {also}", "dim"), self.width, "  ", "    ")
        if unit.departed:
            yield from wrap(styled(unit.departed, "cyan"), self.width, "  ", "    ")

    def _change(self, change: Change, head: Change, around: Change | None) -> Iterator[Text]:
        """One change; ``around`` is the one-sided unit that it goes on, which has been captioned."""
        found = self.view.found(change)
        caption = "" if around else self._caption(change, head)
        themes = _themes(found)
        if caption or themes.plain:
            yield from ends(line("  ", styled(caption, "cyan")), themes, self.width)
        depth = _depth(change, around, head) if around and change is not head else 0
        for spans in self._texts(change, head):
            yield from wrap(marked(spans, stress=self._stress(found)), self.width, "    " + "  " * depth)
        yield from self._remarks(change)

    def _texts(self, change: Change, head: Change) -> Iterator[tuple[Span, ...]]:
        """The marked-up paragraphs of a change; of an article its heading stands in its headline."""
        if change is head:
            texts = [change.text] if any(span.op is not Op.KEEP for span in change.text) else []
        elif change.kind in ONE_SIDED:
            texts = [(Span(ONE_SIDED[change.kind], whole_text(change)),)]
        else:
            texts = [change.heading, change.text]
        yield from (text for text in texts if any(span.text for span in text))

    def _caption(self, change: Change, head: Change) -> str:
        """``paragraph 4 → 5, p. 21 → 7``; of an article without paragraphs only the pages."""
        if change is head:
            return self._own_caption(change)
        place = self.located.place(change) or title(change.provision).lower()
        if change.kind in ONE_SIDED:
            place += f", {change.kind}"
        elif change.link.moved and "from" not in place:
            place += ", moved"
        return ", ".join(filter(None, (place, pages(change.link))))

    def _own_caption(self, change: Change) -> str:
        if change.kind is not Kind.AMENDED or all(span.op is Op.KEEP for span in change.text):
            return ""
        return ", ".join(filter(None, ("chapeau" if change.provision.children else "", pages(change.link))))

    def _remarks(self, change: Change) -> Iterator[Text]:
        if change.remarks and change.significance is Significance.SUBSTANTIVE:
            yield from wrap(styled("; ".join(change.remarks), "italic"), self.width, "    · ", "      ")
        elif self.show_all and change.significance is not Significance.SUBSTANTIVE and unsaid(change):
            words = ": ".join(filter(None, (str(change.significance), "; ".join(change.remarks))))
            yield from wrap(styled(words, "dim"), self.width, "    · ", "      ")

    # ----------------------------------------------------------------------------------------------------------- end

    def _end(self) -> Iterator[Text]:
        if self.view.selected.hidden:
            counted = Text("  ").join(counts(self.view.selected.hidden))
            hidden = Text.assemble("Hidden: ", counted, " (--only all shows them)")
            yield line()
            yield from wrap(hidden, self.width)
        if self.report.notices:
            yield line()
            yield section("Notices", self.width)
            yield from notice_lines(sorted(worded(self.report), key=lambda found: found[0] != ""), self.width)


def _name_cells(side: str, draft: Draft) -> list[Text]:
    language = name_of(draft.language)
    return [styled(side, "dim"), styled(draft.label, "bold"), styled(draft.date), styled(language)]


def _size_cells(draft: Draft) -> list[Text]:
    articles, words = len(draft.articles()), convention_words(draft)
    file = Path(draft.path).name
    return [
        Text(several(articles, unit_name(draft))),
        Text(several(words, "word")),
        styled(file if file != draft.label else "", "dim"),
    ]


def _filled(rows: Iterable[list[Text]]) -> list[list[Text]]:
    """The rows without the columns in which there is nothing."""
    rows = list(rows)
    kept = [at for at in range(len(rows[0])) if any(row[at].plain for row in rows)]
    return [[row[at] for at in kept] for row in rows]


def _separated(sheets: Iterable[Iterable[Text]]) -> Iterator[Text]:
    for number, sheet in enumerate(sheets):
        yield from [line(), line()] if number else []
        yield from sheet


def _after(text: Text) -> tuple[str, Text]:
    return "  " if text.plain else "", text


# ------------------------------------------------------------------------------------------------------------ findings


def _spread_table(found: Spread, width: int) -> Iterator[Text]:
    """How many findings of each theme there are, and in which chapters; in several tables where one is too wide."""
    names = [Text(found.level, "dim"), *(styled(theme) for theme in found.counts)]
    total = {theme: sum(columns.values(), Counter[str]()) for theme, columns in found.counts.items()}
    columns = [[Text("all", "dim"), *(_cell(total[theme]) for theme in found.counts)]]
    columns += [[styled(name, "dim"), *(_cell(of.get(name)) for of in found.counts.values())] for name in found.columns]
    signs = {"adverse": "- adverse", "favourable": "+ favourable", "unclear": "? without a direction"}
    yield from wrap(Text(f"how many: {', '.join(signs[way] for way in TURNS)}", "dim"), width)
    for group in _fitting(columns, width - max(name.cell_len for name in names)):
        yield from grid(zip(names, *group, strict=True), right=range(1, len(group) + 1))


def _cell(counted: Counter[str] | None) -> Text:
    counted = counted or Counter()
    signed = [Text(f"{_SIGNS[way]}{counted[way]}", style) for way, style in TURN_STYLES.items() if counted[way]]
    return Text(" ").join(signed) if signed else Text("·", "dim")


def _fitting(columns: list[list[Text]], room: int) -> Iterator[list[list[Text]]]:
    """The columns in groups that have room beside each other."""
    group: list[list[Text]] = []
    left = room
    for column in columns:
        size = 2 + max(cell.cell_len for cell in column)
        if group and size > left:
            yield group
            group, left = [], room
        group.append(column)
        left -= size
    yield group


def _themes(found: list[Finding]) -> Text:
    """``adverse: surveillance, safeguards``."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    for finding in found:
        word = f"{finding.signed.by} {verdict(finding)}" if finding.signed else verdict(finding)
        said.setdefault((word, _style(finding)), {})[finding.theme] = None
    return Text("; ").join(styled(f"{word}: {', '.join(themes)}", style) for (word, style), themes in said.items())


def _style(finding: Finding) -> str:
    return _JUDGED_STYLE if finding.signed else TURN_STYLES[turn(finding)]


# ------------------------------------------------------------------------------------------------------------- redline


def _nested(change: Change, anchor: Change) -> bool:
    """Whether a one-sided change goes on the one-sided unit that ``anchor`` opened."""
    inside = one_side(change).eid.startswith(f"{one_side(anchor).eid}__")
    return change.kind in ONE_SIDED and change.kind is anchor.kind and inside


def _depth(change: Change, around: Change, head: Change) -> int:
    steps = one_side(change).eid.count("__") - one_side(around).eid.count("__")
    return steps - 1 if around is head else steps


def _page_list(found: list[int]) -> str:
    """`` (pages 1-3, 7)``."""
    runs: list[list[int]] = []
    for page in sorted(set(found)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    words = ", ".join("-".join(str(page) for page in run) for run in runs)
    return f" ({'page' if words.isdigit() else 'pages'} {words})" if words else ""
