"""A report in Markdown, to paste into a briefing, an issue or a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from treatydiff.gate import Gate, Weighed, failing_alerts, verdict, weigh
from treatydiff.model import Change, Draft, Finding, Kind, Level, Notice, Op, Relation, Report, Significance, Span
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.located import TURNS, Located, article, by_theme, label, one_side, pages, unsaid, words
from treatydiff.renderers.markdown_text import at_start, literal, marked
from treatydiff.renderers.typeset import folded
from treatydiff.selection import Selected, select
from treatydiff.summary import Summary, convention_words, happened, heaviest, link_key, summary

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}

_LEGEND = "**Bold** is inserted, ~~struck through~~ is deleted, … stands for words left out here."
_ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}
_RIGHT_TO_LEFT = frozenset({"ar"})


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A section for each pair of drafts; with a gate, its verdict first."""
    lines = [*(_verdict(reports, options.gate) if options.gate else ())]
    for report in reports:
        lines += _Sheet(report, options).lines()
    return ("\n".join(lines).strip("\n") + "\n").encode()


def within(data: bytes, limit: int, where: str) -> bytes:
    """The report, cut at the end of a line if it is longer than ``limit`` bytes; then it says so."""
    if len(data) <= limit:
        return data
    notice = f"\n\n**The report is longer than what can be shown here; {where}.**\n".encode()
    return data[: data.rindex(b"\n", 0, limit - len(notice))] + notice


def _verdict(reports: tuple[Report, ...], gate: Gate) -> Iterator[str]:
    result, _, counted = verdict(reports, gate).partition(":")
    yield from (f"**{result}:** {literal(counted)}", "")
    for alert in gate.alerts:
        yield f"- {'**error**' if alert in failing_alerts(gate) else 'note'}: {literal(alert.message)}"
    yield from [""] * bool(gate.alerts)


class _Sheet:
    """One report, its selection and places, looked up once."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self.report = report
        self.options = options
        self.selected: Selected = select(report)
        self.located = Located(report)
        levels = [{provision.level for provision in draft.provisions} for draft in (report.old, report.new)]
        # Without a preamble nobody knows where the cover ends and the convention begins: then all is shown.
        self.cover_apart = all(Level.PREAMBLE in found for found in levels)
        self.relations = {link_key(row.link): row.relation for row in self.selected.rows}
        self.weighed = {each.finding.id: each for each in weigh(report, options.gate)} if options.gate else {}

    def lines(self) -> Iterator[str]:
        yield f"# {literal(self.report.old.label)} → {literal(self.report.new.label)}"
        yield ""
        yield from _drafts(self.report.old, self.report.new)
        yield from self._summary(summary(self.report))
        yield from self._findings()
        yield from self._redline()
        yield from self._end()

    # ---------------------------------------------------------------------------------------------------- in numbers

    def _summary(self, figures: Summary) -> Iterator[str]:
        counted = {"Articles": figures.articles, "Changes": figures.changes}
        counted["Words"] = {"inserted": figures.inserted_words, "deleted": figures.deleted_words}
        for name, counts in counted.items():
            yield f"- **{name}:** {_counts(counts)}"
        yield ""
        if figures.findings:
            yield from _table(("Findings", *TURNS), "lrrr", ((theme, *map(str, (n[way] for way in TURNS)))
                              for theme, n in figures.findings.items()))  # fmt: skip

    # ------------------------------------------------------------------------------------------------------ findings

    def _findings(self) -> Iterator[str]:
        if not self.selected.findings:
            return
        yield from ("## Findings", "")
        for theme, found in by_theme(self.selected.findings):
            yield from (f"### {literal(theme.capitalize())}", "")
            for finding in found:
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[str]:
        weighed = self.weighed.get(finding.id)
        yield f"- **{label(finding)}** · {literal(self.located.where(finding.change))}{_acceptance(weighed)}  "
        yield f"  {at_start(literal(finding.message))}"
        if finding.excerpt:
            yield f"  > {self._text(finding.excerpt)}"
        elif words(finding):
            yield f"  > {at_start(literal(words(finding)))}"
        yield ""

    # ------------------------------------------------------------------------------------------------------- redline

    def _redline(self) -> Iterator[str]:
        yield from ("## Redline", "", _LEGEND, "")
        if not self.selected.changes:
            yield from (self._nothing(), "")
        listed = False
        for head, changes in self._groups():
            shown = tuple(change for change in changes if self._in_full(change))
            yield from [""] * (listed and bool(shown))
            yield from self._unit(head, changes, shown) if shown else self._folded(head, changes)
            listed = not shown
        yield from [""] * listed

    def _nothing(self) -> str:
        if self.report.redline.changes:
            return "No change among what is selected."
        return "No change: the two drafts say the same, word for word."

    def _groups(self) -> Iterator[tuple[Change, tuple[Change, ...]]]:
        inside: dict[str, list[Change]] = {}
        for change in self.selected.changes:
            inside.setdefault(self.located.head(change).id, []).append(change)
        heads = {change.id: change for change in self.report.redline.all}
        return ((heads[head], tuple(changes)) for head, changes in inside.items())

    def _unit(self, head: Change, changes: tuple[Change, ...], shown: tuple[Change, ...]) -> Iterator[str]:
        flags = self._what_happened(head, changes)
        also = self.located.also(change for change in changes if change not in shown)
        note = "; ".join(part for part in (flags, f"also: {also}" if also else "") if part)
        yield from (f"### {self._headline(head, shown)}", "")
        if note:
            yield from (f"*{literal(note)}*", "")
        for change in shown:
            yield from self._change(change, head)

    def _folded(self, head: Change, changes: tuple[Change, ...]) -> Iterator[str]:
        """An article without a change of substance in one line of a list."""
        notes = (self._what_happened(head, changes), self.located.also(changes))
        note = literal("; ".join(part for part in notes if part))
        yield f"- {self._headline(head, ())}{f': *{note}*' if note else ''}"

    def _in_full(self, change: Change) -> bool:
        if self.options.show_all:
            return True
        cover = self.cover_apart and self.located.head(change).link.level is Level.FRONT
        return change.significance is Significance.SUBSTANTIVE and not cover

    def _headline(self, head: Change, shown: tuple[Change, ...]) -> str:
        heading = marked(head.heading) if head in shown else literal(head.provision.heading)
        return " · ".join(part for part in (literal(article(head.link)), heading) if part)

    def _what_happened(self, head: Change, changes: tuple[Change, ...]) -> str:
        if head.kind in _ONE_SIDED:
            return str(head.kind)
        relation = self.relations.get(link_key(head.link), Relation.AMENDED)
        substantive = heaviest(changes) is Significance.SUBSTANTIVE
        flags = happened(head.link, relation, Significance.SUBSTANTIVE if substantive else None)
        return "" if flags == "unchanged" else flags

    def _change(self, change: Change, head: Change) -> Iterator[str]:
        caption = self._caption(change, head)
        if caption:
            yield from (f"**{caption}**", "")
        text = self._whole(change) if change.kind in _ONE_SIDED and change is not head else self._own(change, head)
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
        provision = one_side(change)
        number = provision.printed or (f"{provision.number}." if provision.number else "")
        text = " ".join(part for part in (number, *(span.text for span in change.spans)) if part.strip())
        return self._text((Span(_ONE_SIDED[change.kind], text),)) if text else ""

    def _caption(self, change: Change, head: Change) -> str:
        if change is head:
            return "chapeau" if change.provision.children and change.kind is Kind.AMENDED and _worded(change) else ""
        if change.kind in _ONE_SIDED and head.kind is change.kind:
            return ""
        place = self.located.place(change) or "own words"
        happened_to = f", {change.kind}" if change.kind in _ONE_SIDED else ", moved" * change.link.moved
        return literal(", ".join(part for part in (place + happened_to, pages(change.link)) if part))

    def _remarks(self, change: Change) -> str:
        if change.significance is Significance.SUBSTANTIVE:
            return literal("; ".join(change.remarks))
        return literal(": ".join(filter(None, (str(change.significance), "; ".join(change.remarks or unsaid(change))))))

    def _text(self, spans: tuple[Span, ...]) -> str:
        text = at_start(marked(folded(spans)).strip())
        return f'<span dir="rtl">{text}</span>' if self.report.new.language in _RIGHT_TO_LEFT else text

    # ----------------------------------------------------------------------------------------------------------- end

    def _end(self) -> Iterator[str]:
        if self.selected.hidden:
            yield from (f"Hidden: {_counts(self.selected.hidden)} (`--only all` shows them).", "")
        if self.report.notices:
            yield from ("## Notices", "")
            yield from (f"- {each}" for each in dict.fromkeys(_notice(side, n) for side, n in self.report.notices))
            yield ""


def _drafts(old: Draft, new: Draft) -> Iterator[str]:
    names = ("", "draft", "date", "language", "articles", "words", "file")
    rows = ((f"**{side}**", *_draft_cells(draft)) for side, draft in (("old", old), ("new", new)))
    yield from _table(names, "llllrrl", rows, escaped=True)


def _draft_cells(draft: Draft) -> tuple[str, ...]:
    language = LANGUAGES.get(draft.language, draft.language)
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
    page = f" (page {notice.page})" if notice.page else ""
    return literal(f"{side} draft: {notice.message}{page}" if side else f"{notice.message}{page}")
