"""A report in Markdown, to paste into a briefing, an issue or a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from treatydiff.gate import Gate, Weighed, failing_alerts, verdict
from treatydiff.gate.notices import paged, worded
from treatydiff.model import Change, Draft, Kind, Notice, Op, Significance, Span
from treatydiff.references.places import capital, headings, pages, unit_name
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.gist import MEANT, Spread, spread
from treatydiff.renderers.text.headlines import TITLES, Headline, headlines, sections
from treatydiff.renderers.text.locations import TURNS, by_theme, label, unsaid, words
from treatydiff.renderers.text.markdown_text import at_start, literal, marked
from treatydiff.renderers.text.typeset import folded
from treatydiff.renderers.text.verdict_notes import head, sentence
from treatydiff.renderers.view import ONE_SIDED, ShownUnit, View, views, whole_text
from treatydiff.report import Finding, Report
from treatydiff.reports.summary import Summary, convention_words
from treatydiff.text.languages import is_right_to_left, name_of

_LEGEND = "**Bold** is inserted, ~~struck through~~ is deleted, … stands for words left out here."


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A section for each pair of drafts; with a gate, its verdict first."""
    lines = [*(_verdict(reports, options.gate) if options.gate else ())]
    for view in views(reports, options):
        lines += _MarkdownReport(view, gated=options.gate is not None).lines()
    return ("\n".join(lines).strip("\n") + "\n").encode()


def within(data: bytes, limit: int, where: str) -> bytes:
    """The report, cut at the end of a line if it is longer than ``limit`` bytes; then it says so."""
    if len(data) <= limit:
        return data
    notice = f"\n\n**The report is longer than what can be shown here; {where}.**\n".encode()
    return data[: data.rindex(b"\n", 0, limit - len(notice))] + notice


def _verdict(reports: tuple[Report, ...], gate: Gate) -> Iterator[str]:
    result = verdict(reports, gate)
    yield from (f"**{result.word}:** {literal(result.counts)}", "")
    for alert in gate.alerts:
        yield f"- {'**error**' if alert in failing_alerts(gate) else 'note'}: {literal(alert.message)}"
    yield from [""] * bool(gate.alerts)


class _MarkdownReport:
    """One report, written."""

    def __init__(self, view: View, *, gated: bool) -> None:
        self.view = view
        self.report = view.report
        self.located = view.located
        self.findings = view.findings
        self.weighed = {each.finding.id: each for each in view.weighed} if gated else {}

    def lines(self) -> Iterator[str]:
        yield f"# {literal(self.report.old.label)} → {literal(self.report.new.label)}"
        yield ""
        yield from self._lead()
        yield from _drafts(self.report.old, self.report.new)
        yield from self._in_numbers(self.view.figures)
        yield from self._findings()
        yield from self._besides()
        yield from self._redline()
        yield from self._end()

    # -------------------------------------------------------------------------------------------------- first of all

    def _lead(self) -> Iterator[str]:
        for foreword in self.report.forewords:
            yield from (literal(capital(foreword) + "."), "")
        if self.view.unworded and self.report.redline.changes:
            yield from (literal(f"Besides words: {self.view.unworded}."), "")
        yield from self._sentences()

    def _sentences(self) -> Iterator[str]:
        """Every change of substance: the first in full, the next by their places."""
        first = headlines(self.view)
        for tier, held in sections(first.full):
            yield from (f"**{TITLES[tier]}** ({first.account(tier)})", "", *map(self._sentence, held), "")
        if rest := first.lines[len(first.full) :]:
            yield from ("<details>", f"<summary>{len(rest)} more</summary>", "", *map(self._brief, rest))
            yield from ("", "</details>", "")

    def _sentence(self, each: Headline) -> str:
        said = f"{literal(each.sentence)}: " if each.sentence else ""
        heading = f" ({literal(each.heading)})" if each.heading and each.heading not in each.place else ""
        return f"- **{literal(each.place)}**{heading}: {said}{self._text(each.quote)}"

    def _brief(self, each: Headline) -> str:
        said = literal(each.sentence or each.heading)
        return f"- **{literal(each.number)}** {said}{': ' if said else ''}{self._text(each.core)}"

    def _in_numbers(self, figures: Summary) -> Iterator[str]:
        unit = f"{capital(unit_name(self.report.old, self.report.new))}s"
        articles = {**figures.articles, "changed in substance": figures.in_substance}
        counted = {unit: articles, "Changes": figures.changes}
        counted["Words"] = {"inserted": figures.inserted_words, "deleted": figures.deleted_words}
        for name, counts in counted.items():
            yield f"- **{name}:** {_counts(counts)}"
        yield from ("", f"*{MEANT}*", "")

    # ------------------------------------------------------------------------------------------------------ findings

    def _findings(self) -> Iterator[str]:
        if not self.findings:
            return
        yield from ("## Findings", "")
        if any(not finding.by_reader for finding in self.findings):
            yield from _spread_table(spread(self.report, self.findings))
        for theme, found in by_theme(self.findings):
            yield from (f"### {literal(theme.capitalize())}", "")
            for finding in found:
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[str]:
        weighed = self.weighed.get(finding.id)
        yield f"- **{literal(label(finding))}** · {literal(self.located.where(finding.change))}{_acceptance(weighed)}  "
        yield f"  {at_start(literal(self.located.meaning(finding)))}"
        if finding.excerpt:
            yield f"  > {self._text(finding.excerpt)}"
        elif words(finding):
            yield f"  > {at_start(literal(words(finding)))}"
        yield ""

    def _besides(self) -> Iterator[str]:
        """Verdicts of people that are no findings: they see no effect, or their words stand unchanged."""
        yield from ("## Verdicts", "") if self.view.besides else ()
        for kept in self.view.besides:
            where = self.located.where(kept.change) if kept.change else str(kept.where)
            yield f"- **{literal(head(kept))}** · {literal(where)}  "
            yield from (f"  {at_start(literal(sentence(kept)))}", "")

    # ------------------------------------------------------------------------------------------------------- redline

    def _redline(self) -> Iterator[str]:
        yield from ("## Redline", "", _LEGEND, "")
        units = list(self.view.units())
        if not units:
            yield from (self.view.nothing(), "")
        listed = False
        for unit in units:
            yield from [""] * (listed and bool(unit.shown))
            yield from self._unit(unit) if unit.shown else self._folded(unit)
            listed = not unit.shown
        yield from [""] * listed

    def _unit(self, unit: ShownUnit) -> Iterator[str]:
        also = self.located.also(unit.folded)
        note = "; ".join(part for part in (unit.happened, f"also: {also}" if also else "", unit.departed) if part)
        yield from (f"### {self._headline(unit)}", "")
        if note:
            yield from (f"*{literal(note)}*", "")
        for change in unit.shown:
            yield from self._change(change, unit.head)

    def _folded(self, unit: ShownUnit) -> Iterator[str]:
        """An article without a change of substance in one line of a list."""
        notes = (unit.happened, "" if unit.tombstone else self.located.also(unit.folded), unit.departed)
        note = literal("; ".join(part for part in notes if part))
        yield f"- {self._headline(unit)}{f': *{note}*' if note else ''}"

    def _headline(self, unit: ShownUnit) -> str:
        head = unit.head
        heading = marked(head.heading) if head in unit.shown else literal(headings(head))
        return " · ".join(part for part in (literal(self.located.titles(head.link)), heading) if part)

    def _change(self, change: Change, head: Change) -> Iterator[str]:
        caption = self._caption(change, head)
        if caption:
            yield from (f"**{caption}**", "")
        text = self._whole(change) if change.kind in ONE_SIDED and change is not head else self._own(change, head)
        if text:
            yield from (f"> {text}", "")
        remarks = self._remarks(change)
        if remarks:
            yield from (f"*{remarks}*", "")

    def _own(self, change: Change, head: Change) -> str:
        """The words of a change; of an article its heading stands in its headline."""
        spans = change.text if change is head else change.spans
        return self._text(spans) if any(span.op is not Op.KEEP for span in spans) else ""

    def _whole(self, change: Change) -> str:
        """A provision that stands on one side only: number and words as one mark."""
        text = whole_text(change)
        return self._text((Span(ONE_SIDED[change.kind], text),)) if text else ""

    def _caption(self, change: Change, head: Change) -> str:
        if change is head:
            return "chapeau" if change.provision.children and change.kind is Kind.AMENDED and _worded(change) else ""
        if change.kind in ONE_SIDED and head.kind is change.kind:
            return ""
        place = self.located.place(change) or "own words"
        happened_to = f", {change.kind}" if change.kind in ONE_SIDED else ", moved" * change.link.moved
        return literal(", ".join(part for part in (place + happened_to, pages(change.link)) if part))

    def _remarks(self, change: Change) -> str:
        if change.significance is Significance.SUBSTANTIVE:
            return literal("; ".join(change.remarks))
        return literal(": ".join(filter(None, (str(change.significance), "; ".join(change.remarks or unsaid(change))))))

    def _text(self, spans: tuple[Span, ...]) -> str:
        text = at_start(marked(folded(spans)).strip())
        return f'<span dir="rtl">{text}</span>' if is_right_to_left(self.report.new.language) else text

    # ----------------------------------------------------------------------------------------------------------- end

    def _end(self) -> Iterator[str]:
        if self.view.selected.hidden:
            yield from (f"Hidden: {_counts(self.view.selected.hidden)} (`--only all` shows them).", "")
        if self.report.notices:
            yield from ("## Notices", "")
            yield from (f"- {each}" for each in dict.fromkeys(_notice(side, n) for side, n in worded(self.report)))
            yield ""


def _spread_table(found: Spread) -> Iterator[str]:
    """How many findings of each theme take which turn, and how many stand in which chapter."""
    names = ("Findings", *TURNS, *(f"{found.level} {column}".strip() for column in found.columns))
    rows = (_spread_row(theme, found) for theme in found.counts)
    yield from _table(names, "l" + "r" * (len(names) - 1), rows)


def _spread_row(theme: str, found: Spread) -> tuple[str, ...]:
    counts = found.counts[theme]
    by_turn = (str(sum(counted[way] for counted in counts.values())) for way in TURNS)
    return (theme, *by_turn, *(str(counts[column].total() if column in counts else 0) for column in found.columns))


def _drafts(old: Draft, new: Draft) -> Iterator[str]:
    names = ("", "draft", "date", "language", f"{unit_name(old, new)}s", "words", "file")
    rows = ((f"**{side}**", *_draft_cells(draft)) for side, draft in (("old", old), ("new", new)))
    yield from _table(names, "llllrrl", rows, escaped=True)


def _draft_cells(draft: Draft) -> tuple[str, ...]:
    language = name_of(draft.language)
    texts = (draft.label, draft.date, language, f"{len(draft.articles()):,}", f"{convention_words(draft):,}")
    return tuple(map(literal, (*texts, Path(draft.path).name)))


def _table(
    names: tuple[str, ...], align: str, rows: Iterable[tuple[str, ...]], *, escaped: bool = False
) -> Iterator[str]:
    yield _row(names)
    yield _row(tuple({"l": "---", "r": "---:"}[side] for side in align))
    for row in rows:
        yield _row(row if escaped else tuple(map(literal, row)))
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _counts(named: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in named.items() if count) or "none"


def _acceptance(weighed: Weighed | None) -> str:
    if weighed is None or weighed.accepted is None:
        return " · **fails the check**" if weighed and weighed.fails else ""
    return f" · accepted until {weighed.accepted.expires}: {literal(weighed.accepted.reason)}"


def _worded(change: Change) -> bool:
    return any(span.op is not Op.KEEP for span in change.text)


def _notice(side: str, notice: Notice) -> str:
    return literal(f"{side} draft: {paged(notice)}" if side else paged(notice))
