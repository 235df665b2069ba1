"""The redline for reading in a terminal: which drafts, what changed in numbers, findings, then article by article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from rich.text import Text

from treatydiff.model import (
    Change,
    Draft,
    Finding,
    Kind,
    Level,
    Link,
    Notice,
    Op,
    Provision,
    Relation,
    Report,
    Significance,
)
from treatydiff.places import places, title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.typeset import MAX_TEXT_WIDTH, grid, line, mark, marked, styled, to_bytes, wrap
from treatydiff.selection import Selected, select
from treatydiff.summary import Summary, convention_words, count_words, happened, heaviest, link_key, summary, turn

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}

_TURNS = ("adverse", "favourable", "unclear")
_TURN_STYLES = {"adverse": "bold red", "favourable": "bold green", "unclear": "bold yellow"}
_ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}
_LIGHT = {
    Significance.STATUS: "status changed",
    Significance.CONSEQUENTIAL: "cross-reference updated",
    Significance.EDITORIAL: "editorial change",
}
_MOST_REMARKS = 5
"""So many different remarks are named in a folded line."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline of each pair of drafts, one after the other."""
    return to_bytes(_separated(_Sheet(report, options).lines() for report in reports), options.width, options.color)


def heading(text: str, width: int) -> Text:
    """The heading of a section of the output."""
    return line(("── ", "dim"), (text, "bold"), (" " + "─" * max(width - len(text) - 4, 2), "dim"))


def draft_lines(drafts: Iterable[tuple[str, Draft]], width: int) -> Iterator[Text]:
    """Which drafts: label, date, language, articles, words, file; the file on its own line where there is no room."""
    drafts = list(drafts)
    rows = [[Text(side, "dim"), *_draft_cells(draft)] for side, draft in drafts]
    kept = [at for at in range(len(rows[0])) if any(row[at].plain for row in rows)]
    lines = grid(([row[at] for at in kept] for row in rows), right=[kept.index(4), kept.index(5)])
    names = [Path(draft.path).name for _, draft in drafts]
    files = [styled(name if name != draft.label else "", "dim") for name, (_, draft) in zip(names, drafts, strict=True)]
    fits = all(each.cell_len + file.cell_len + 2 <= width for each, file in zip(lines, files, strict=True))
    for each, file in zip(lines, files, strict=True):
        if fits:
            yield line(each, "  ", file)
        else:
            yield from wrap(each, width, "", "     ")
            yield from wrap(file, width, "     ") if file.plain else ()


def notice_lines(notices: Iterable[tuple[str, Notice]], width: int) -> Iterator[Text]:
    """Notices, the same ones of a side together with their pages."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for side, notice in notices:
        grouped.setdefault((side, notice.message), []).extend([notice.page] if notice.page else [])
    for (side, message), pages in grouped.items():
        words = Text.assemble(f"{side} draft: " if side else "", styled(message), _page_list(pages))
        yield from wrap(words, width, "- ", "  ")


def counts(named: dict[str, int]) -> Text:
    """``3 substantive  1 status``: what is not zero."""
    parts = [Text.assemble((f"{count:,}", "bold"), f" {name}") for name, count in named.items() if count]
    return Text("  ").join(parts) if parts else Text("none")


class _Sheet:
    """One report, its selection and the places of its provisions, looked up once."""

    def __init__(self, report: Report, options: RenderOptions) -> None:
        self.report = report
        self.options = options
        self.width = min(options.width, MAX_TEXT_WIDTH)
        self.selected: Selected = select(report)
        self.heads = {change.id: change for change in report.redline.all}
        self.relations = {link_key(row.link): row.relation for row in self.selected.rows}
        levels = [{provision.level for provision in draft.provisions} for draft in (report.old, report.new)]
        # Without a preamble nobody knows where the cover ends and the convention begins: then nothing is folded.
        self.apart = all(Level.PREAMBLE in found for found in levels)
        self.places = {"old": places(report.old), "new": places(report.new)}

    def lines(self) -> Iterator[Text]:
        yield from draft_lines((("old", self.report.old), ("new", self.report.new)), self.width)
        yield line()
        yield from self._summary(summary(self.report))
        if self.selected.findings:
            yield from self._findings()
        yield from self._redline()
        yield from self._end()

    # ---------------------------------------------------------------------------------------------------- in numbers

    def _summary(self, figures: Summary) -> Iterator[Text]:
        flags = ("moved", "renumbered")
        became = {name: count for name, count in figures.articles.items() if name not in flags}
        besides = {name: count for name, count in figures.articles.items() if name in flags and count}
        words = {"inserted": figures.inserted_words, "deleted": figures.deleted_words}
        rows = [("Articles", counts(became)), ("", counts(besides) if besides else Text())]
        rows += [("Changes", counts(figures.changes)), ("Words", counts(words))]
        for name, value in rows:
            if value.plain:
                yield from wrap(value, self.width, Text(f"{name:10}", "dim"), " " * 10)
        if figures.findings:
            yield line()
            yield from self._themes(figures.findings)

    def _themes(self, findings: dict[str, dict[str, int]]) -> list[Text]:
        top = [Text("Findings", "dim"), *(Text(name, "dim") for name in _TURNS)]
        rows = ([styled(theme), *(self._theme_count(n[way], way) for way in _TURNS)] for theme, n in findings.items())
        return grid([top, *rows], right=(1, 2, 3))

    @staticmethod
    def _theme_count(count: int, name: str) -> Text:
        return Text(str(count), _TURN_STYLES[name] if count else "dim")

    # ------------------------------------------------------------------------------------------------------ findings

    def _findings(self) -> Iterator[Text]:
        yield line()
        yield heading("Findings", self.width)
        by_theme = sorted(self.selected.findings, key=lambda finding: finding.theme)
        for theme, found in groupby(by_theme, key=lambda finding: finding.theme):
            yield line()
            yield line(styled(theme, "bold"))
            for number, finding in enumerate(sorted(found, key=_gravity)):
                yield from [line()] if number else []
                yield from self._finding(finding)

    def _finding(self, finding: Finding) -> Iterator[Text]:
        way = turn(finding)
        label = f"{way}, {finding.severity}" if finding.adverse is not None else way
        where = self._where(finding.change)
        yield from wrap(Text.assemble((label, _TURN_STYLES[way]), "  ", where), self.width, "  ", "      ")
        yield from wrap(styled(_without_place(finding)), self.width, "    ")
        yield from wrap(marked(finding.excerpt), self.width, "      ")

    def _where(self, change: Change) -> Text:
        head = self.heads.get(change.within, change)
        place = self._place(change)
        if place.startswith("article "):
            return Text.assemble(styled(place[:1].upper() + place[1:]), _pages(change.link))
        return Text.assemble(styled(_title(head.link)), ", " if place else "", styled(place), _pages(change.link))

    # ------------------------------------------------------------------------------------------------------- redline

    def _redline(self) -> Iterator[Text]:
        yield line()
        yield heading("Redline", self.width)
        if not self.selected.changes:
            yield line()
            yield line(self._nothing())
        was_folded = False
        for head, changes in self._groups():
            folds = not self._shown(head, changes)
            if not (folds and was_folded):
                yield line()
            yield from self._unit(head, changes)
            was_folded = folds

    def _nothing(self) -> str:
        if self.report.redline.changes:
            return "No change among what is selected."
        return "No change: the two drafts say the same, word for word."

    def _groups(self) -> Iterator[tuple[Change, tuple[Change, ...]]]:
        inside: dict[str, list[Change]] = {}
        for change in self.selected.changes:
            inside.setdefault(change.within or change.id, []).append(change)
        return ((self.heads[head], tuple(changes)) for head, changes in inside.items())

    def _shown(self, head: Change, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """What is not folded into one line."""
        if self.options.show_all:
            return changes
        if self.apart and head.link.level is Level.FRONT:
            return ()
        return tuple(change for change in changes if change.significance is Significance.SUBSTANTIVE)

    def _unit(self, head: Change, changes: tuple[Change, ...]) -> Iterator[Text]:
        shown = self._shown(head, changes)
        light = self._light(head, [change for change in changes if change not in shown])
        flags = self._what_happened(head, changes) if shown or head.link.level is not Level.FRONT else ""
        yield from self._headline(head, shown, flags if shown else "; ".join(part for part in (flags, light) if part))
        anchor = head
        for change in shown:
            nested = _nested(change, anchor)
            yield from self._change(change, head, anchor if nested else None)
            anchor = anchor if nested else change
        if shown and light:
            yield from wrap(styled(f"also: {light}", "dim"), self.width, "  ", "    ")

    def _headline(self, head: Change, shown: tuple[Change, ...], flags: str) -> Iterator[Text]:
        words = marked(head.heading, fold=False) if head in shown else styled(head.provision.heading)
        words.stylize("bold")
        text = Text.assemble(styled(_title(head.link), "bold"), "  " if words.plain else "", words)
        note = styled(flags, "cyan")
        room = self.width - text.cell_len - note.cell_len
        if note.plain and room >= 3:
            yield line(text, " " * room, note)
            return
        yield from wrap(text, self.width, "", "    ")
        if note.plain:
            yield from wrap(note, self.width, " " * max(self.width - note.cell_len, 4))

    def _what_happened(self, head: Change, changes: tuple[Change, ...]) -> str:
        if head.kind in _ONE_SIDED:
            return str(head.kind)
        relation = self.relations.get(link_key(head.link), Relation.AMENDED)
        substantive = heaviest(changes) is Significance.SUBSTANTIVE
        words = happened(head.link, relation, Significance.SUBSTANTIVE if substantive else None)
        return "" if words == "unchanged" else words

    def _light(self, head: Change, changes: list[Change]) -> str:
        """What is not of substance, in one line: ``brackets removed (paragraph 2); renumbered (3 times)``."""
        if changes and head.link.level is Level.FRONT:
            return _cover_words(changes)
        said: dict[str, list[str]] = {}
        for change in changes:
            for remark in change.remarks or _unsaid(change):
                said.setdefault(remark, []).append(self._place(change))
        parts = [_said(remark, places) for remark, places in said.items()]
        more = len(parts) - _MOST_REMARKS
        return "; ".join([*parts[:_MOST_REMARKS], *([f"{more} more"] if more > 0 else [])])

    def _change(self, change: Change, head: Change, around: Change | None) -> Iterator[Text]:
        """One change; ``around`` is the one-sided unit that it goes on, which has been captioned."""
        op = _ONE_SIDED.get(change.kind)
        if change is head:
            yield from self._own(change)
        elif around:
            yield from _numbered(change, "    " + "  " * _depth(change, around, head), self.width)
        else:
            yield from wrap(styled(self._caption(change, op) + _pages(change.link), "cyan"), self.width, "  ", "    ")
            yield from _numbered(change, "    ", self.width) if op else self._marked(change)
        yield from self._remarks(change)

    def _own(self, change: Change) -> Iterator[Text]:
        """The unit's own words under its headline."""
        if any(span.op is not Op.KEEP for span in change.text):
            place = "chapeau" if change.provision.children else ""
            caption = f"{place}{_pages(change.link)}".lstrip(", ")
            if caption and change.kind is Kind.AMENDED:
                yield line("  ", (caption, "cyan"))
            yield from wrap(marked(change.text), self.width, "    ")

    def _marked(self, change: Change) -> Iterator[Text]:
        if change.heading:
            yield from wrap(marked(change.heading), self.width, "    ")
        if change.text:
            yield from wrap(marked(change.text), self.width, "    ")

    def _remarks(self, change: Change) -> Iterator[Text]:
        if change.remarks and change.significance is Significance.SUBSTANTIVE:
            yield from wrap(styled("; ".join(change.remarks), "italic"), self.width, "    · ", "      ")
        elif self.options.show_all and change.significance is not Significance.SUBSTANTIVE and _unsaid(change):
            words = ": ".join(filter(None, (str(change.significance), "; ".join(change.remarks))))
            yield from wrap(styled(words, "dim"), self.width, "    · ", "      ")

    def _caption(self, change: Change, op: Op | None) -> str:
        place = self._place(change) or title(change.provision).lower()
        if op:
            return f"{place}, {change.kind}"
        return f"{place}, moved" if change.link.moved and "from" not in place else place

    def _place(self, change: Change) -> str:
        """``paragraph 4 (b)``, ``paragraph 3 → 4``, ``paragraph 2 (from article 12, paragraph 3)``."""
        head = self.heads.get(change.within, change).link
        several = len(head.old) > 1 or len(head.new) > 1
        old = self._side(change.link.old, "old", several)
        new = self._side(change.link.new, "new", several)
        if not (change.old and change.new):
            return old or new
        if self._elsewhere(change):
            return f"{new} ({_from(change.link.old[0], old)})"
        return new if old == new else _arrow(old, new)

    def _side(self, provisions: tuple[Provision, ...], side: str, several: bool) -> str:
        """The place in the unit; with the article where the unit is several articles."""
        found = [self.places[side].get(provision.eid, "") for provision in provisions]
        if several:
            found = [f"article {p.article}, {place}" for p, place in zip(provisions, found, strict=True) if place]
        return " and ".join(place for place in found if place)

    def _elsewhere(self, change: Change) -> bool:
        head = self.heads.get(change.within, change)
        homes = {provision.article for provision in head.link.old}
        return head is not change and any(provision.article not in homes for provision in change.link.old)

    # ----------------------------------------------------------------------------------------------------------- end

    def _end(self) -> Iterator[Text]:
        if self.selected.hidden:
            hidden = Text.assemble("Hidden: ", counts(self.selected.hidden), " (--only all shows them)")
            yield line()
            yield from wrap(hidden, self.width)
        if self.report.notices:
            yield line()
            yield heading("Notices", self.width)
            yield from notice_lines(sorted(self.report.notices, key=lambda found: found[0] != ""), self.width)


def _draft_cells(draft: Draft) -> list[Text]:
    articles, words = len(draft.articles()), convention_words(draft)
    return [
        styled(draft.label, "bold"),
        styled(draft.date),
        styled(LANGUAGES.get(draft.language, draft.language)),
        Text(f"{articles:,} {'article' if articles == 1 else 'articles'}"),
        Text(f"{words:,} {'word' if words == 1 else 'words'}"),
    ]


def _separated(sheets: Iterable[Iterable[Text]]) -> Iterator[Text]:
    for number, sheet in enumerate(sheets):
        yield from [line(), line()] if number else []
        yield from sheet


def _gravity(finding: Finding) -> tuple[int, int]:
    return _TURNS.index(turn(finding)), list(type(finding.severity)).index(finding.severity)


def _without_place(finding: Finding) -> str:
    """The message without the place that it begins with, which the line above it says, with pages."""
    place, _, sentence = finding.message.partition(": ")
    units = [f"Article {p.article}" for p in (finding.change.new, finding.change.old) if p and p.article]
    known = sentence and any(place == unit or place.startswith(f"{unit},") for unit in units)
    return sentence[:1].upper() + sentence[1:] if known else finding.message


def _title(link: Link) -> str:
    """``Article 17 → 4``, ``Article 12 → 13, 14``, ``Preamble``."""
    sides = [_side_title(side) for side in (link.old, link.new) if side]
    return _arrow(*sides) if len(set(sides)) > 1 else sides[0]


def _side_title(provisions: tuple[Provision, ...]) -> str:
    first, *others = provisions
    return ", ".join([title(first), *(other.number for other in others)])


def _arrow(old: str, new: str) -> str:
    """``paragraph 3 → 4``: the words that both have are said once."""
    head, _, number = old.partition(" ")
    other_head, _, other_number = new.partition(" ")
    alike = head == other_head and other_number and not re.search("[a-z]{4}", number)
    return f"{head} {number} → {other_number}" if alike else f"{old} → {new}"


def _from(old: Provision, place: str) -> str:
    home = f"from article {old.article}" if old.article else "from"
    return f"{home}, {place}".replace("from,", "from") if place else home


def _nested(change: Change, anchor: Change) -> bool:
    """Whether a one-sided change goes on the one-sided unit that ``anchor`` opened."""
    inside = _one(change).eid.startswith(f"{_one(anchor).eid}__")
    return change.kind in _ONE_SIDED and change.kind is anchor.kind and inside


def _depth(change: Change, around: Change, head: Change) -> int:
    steps = _one(change).eid.count("__") - _one(around).eid.count("__")
    return steps - 1 if around is head else steps


def _one(change: Change) -> Provision:
    """The provision whose words are shown: of a deletion the old one, even if its number lives on as a tombstone."""
    return change.link.old[0] if change.kind is Kind.DELETED else change.provision


def _numbered(change: Change, indent: str, width: int) -> Iterator[Text]:
    """A provision that stands on one side only: number and words as one mark."""
    words = " ".join(part for part in (_printed(_one(change)), *(span.text for span in change.spans)) if part.strip())
    if words:
        yield from wrap(mark(words, _ONE_SIDED[change.kind]), width, indent)


def _printed(provision: Provision) -> str:
    """The number as it stands before the words."""
    return provision.printed or (f"{provision.number}." if provision.number else "")


def _unsaid(change: Change) -> tuple[str, ...]:
    """What a light change without a remark comes to; of a unit's own number the headline speaks."""
    if all(span.op is Op.KEEP for span in change.spans):
        return () if change.within == change.id else ("renumbered",)
    return (_LIGHT.get(change.significance or Significance.EDITORIAL, ""),)


def _cover_words(changes: list[Change]) -> str:
    spans = [span for change in changes for span in change.spans]
    inserted, deleted = (sum(count_words(s.text) for s in spans if s.op is op) for op in (Op.INSERT, Op.DELETE))
    return f"{inserted:,} words inserted, {deleted:,} deleted (--all shows them)"


def _said(remark: str, places: list[str]) -> str:
    named = [place for place in places if place]
    if len(places) > 2:
        return f"{remark} ({len(places)} times)"
    return f"{remark} ({'; '.join(named)})" if named else remark


def _pages(link: Link) -> str:
    """``, p. 21 → 7``."""
    pages = [str(p.origin.page) if p.origin.page else "" for side in (link.old, link.new) for p in side[:1]]
    known = list(dict.fromkeys(page for page in pages if page))
    return f", p. {' → '.join(known)}" if known else ""


def _page_list(pages: list[int]) -> str:
    """`` (pages 1-3, 7)``."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    words = ", ".join("-".join(str(page) for page in run) for run in runs)
    return f" ({'page' if words.isdigit() else 'pages'} {words})" if words else ""
