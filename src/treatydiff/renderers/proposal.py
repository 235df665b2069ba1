"""A proposal: the new draft as a Word file with tracked changes, or a table to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatydiff.model import LIGHT, Level, Link, Op, Provision, Span, new_text
from treatydiff.proposals import Repair, Way
from treatydiff.references.outline import Outline, outline
from treatydiff.references.places import capital, title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.markdown_text import literal, marked
from treatydiff.renderers.view import View
from treatydiff.report import Finding, Report
from treatydiff.reports.silence import outermost, silence
from treatydiff.reports.summary import several
from treatydiff.word import Options, Remark, redline


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and what it rests on."""

    report: Report
    """The proposal compared with the new draft."""
    grounds: Report
    """The new draft compared with the old one."""
    placed: tuple[Repair, ...]
    unplaced: tuple[Repair, ...]
    alone: str = ""
    """What it does not undo, in a clause: what nobody said got worse, and what was not chosen."""


def left_alone(grounds: Report, wanted: Iterable[Finding]) -> str:
    """``7 places without a direction, 14 changes of substance without a finding``: what a proposal does not undo."""
    asked = {finding.change.id for finding in wanted}
    disputed = {line.change.id for line in View(grounds).lines if line.disputed and line.change.id not in asked}
    firm = [f for f in grounds.findings if not f.by_reader and f.change.id not in disputed]
    worse = {f.change.id: f.change for f in firm if f.adverse and f.change.id not in asked}
    unsure = {f.change.id: f.change for f in firm if f.adverse is None and f.change.id not in worse.keys() | asked}
    silent = silence(grounds, grounds.redline.changes).silent
    places = [len(outermost(grounds, found.values())) for found in (worse, unsure)]
    counted = (
        (len(disputed), "place", "on which a rule and a reader disagree", "on which a rule and a reader disagree"),
        (places[0], "place", "that leans to worse", "that lean to worse"),
        (places[1], "place", "without a direction", "without a direction"),
        (len(silent), "change", "of substance without a finding", "of substance without a finding"),
    )
    return ", ".join(f"{several(n, noun)} {one if n == 1 else many}" for n, noun, one, many in counted if n)


def render(subject: Proposed, options: RenderOptions) -> bytes:
    """A Word file: rejecting everything gives the new draft. Raises RenderError if that cannot be proved.

    It is tabled, so no reason stands in it unless that is asked for.
    """
    how = Options(options.author, options.date)
    return redline(subject.report, how, list(_remarks(subject)) if options.comments == "reasons" else ()).data


def markdown(subject: Proposed, options: RenderOptions) -> bytes:
    """A table: article, what is proposed, why; then what could not be placed. First, whether OLD seems to be newer."""
    lines = [f"{literal(capital(subject.grounds.order))}.", ""] if subject.grounds.order else []
    rows = [" | ".join(("", *row, "")).strip() for row in _rows(subject)]
    lines += ["| Article | Proposal | Reason |", "|---|---|---|", *rows] if rows else ["Nothing could be put back."]
    if subject.unplaced:
        lines += ["", "Not placed:", ""]
        lines += [f"- {literal(_place(each, subject.grounds))}: {literal(each.why)}" for each in subject.unplaced]
    if stale := [each for each in subject.placed if each.stale]:
        lines += ["", "Stale references left, to be corrected by hand:", ""]
        lines += [f"- {literal(_place(each, subject.grounds))}: {literal(', '.join(each.stale))}" for each in stale]
    if subject.alone:
        lines += ["", f"Left alone: {literal(subject.alone)}."]
    return ("\n".join(lines) + "\n").encode()


def _rows(subject: Proposed) -> Iterator[tuple[str, str, str]]:
    for repair in subject.placed:
        reason = literal(_reasons(repair))
        yield literal(_place(repair, subject.grounds)), marked(turned(repair)).replace("|", "\\|"), reason


def turned(repair: Repair) -> tuple[Span, ...]:
    """The change as it would be undone: what came is struck, what went is put back."""
    spans = _reworded(repair) if repair.way is Way.REWORD else _exchanged(repair)
    return tuple(Span(span.op, span.text.replace("\n", " ")) for span in spans if span.text)


def _reworded(repair: Repair) -> Iterator[Span]:
    """The new text with the edits in it: it keeps its own numbers and references, and gets those that went stale."""
    text, at = repair.change.link.new[0].text, 0
    for edit in repair.edits:
        yield from (Span(Op.KEEP, text[at : edit.start]), Span(Op.DELETE, text[edit.start : edit.end]))
        yield Span(Op.INSERT, edit.words)
        at = edit.end
    yield Span(Op.KEEP, text[at:])


def _exchanged(repair: Repair) -> Iterator[Span]:
    provision = repair.change.provision
    if repair.way is not Way.REWORD and provision.level is Level.ARTICLE:
        parts = [provision.heading, *(each.text for each in provision.walk())]
        yield Span(Op.DELETE if repair.way is Way.STRIKE else Op.INSERT, " – ".join(filter(None, parts)))
        return
    turn = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT, Op.KEEP: Op.KEEP}
    heading, text = repair.change.heading, repair.change.text
    between = (Span(text[0].op, " – "),) if heading and text else ()
    for span in (*heading, *between, *text):
        light = span.significance in LIGHT  # the new draft keeps its numbers and references
        if not (light and span.op is Op.DELETE):
            yield Span(Op.KEEP if light else turn[span.op], span.text)


def _reasons(repair: Repair) -> str:
    return " ".join(dict.fromkeys(capital(_reason(finding)) for finding in repair.findings))


def _reason(finding: Finding) -> str:
    """What is tabled says why, and not who of those who table it thought so."""
    return f"{finding.meaning}." if finding.signed else finding.statement


def _place(repair: Repair, grounds: Report) -> str:
    """Where it stands in the new draft; what is put back, where it returns and where it stood in the old one."""
    if repair.change.link.new:
        return _where(repair.change.link.new[0], outline(grounds.new))
    stood = f"{_where(repair.change.link.old[0], outline(grounds.old))} of {grounds.old.label}"
    before = outline(grounds.new).provisions.get(repair.after)
    if before is None:
        return stood
    sibling = repair.level is repair.change.link.old[0].level
    return f"{'After' if sibling else 'At the head of'} {_where(before, outline(grounds.new))} ({stood})"


def _where(provision: Provision, inside: Outline) -> str:
    """``Article 19, paragraph 2 (c)``."""
    unit, place = title(inside.unit.get(provision.eid, provision)), inside.place.get(provision.eid, "")
    return f"{unit}, {place}" if place else unit


def _remarks(subject: Proposed) -> Iterator[Remark]:
    """A comment on each repair: where the words stood, and why they are wanted back."""
    old = subject.grounds.old
    source = f"{old.label}, {old.date}" if old.date else old.label
    by_new = {p.eid: change.link for change in subject.report.redline.all for p in change.link.old}
    inserted = {new_text(c.text): c.link for c in subject.report.redline.all if not c.link.old}
    for repair in subject.placed:
        stood = f"{_where(repair.change.link.old[0], outline(old))} of {source}. " if repair.change.link.old else ""
        text = stood + _reasons(repair)
        if repair.way is Way.RESTORE:
            gone = repair.change.link.old[0]
            link = inserted.get(gone.text) or next(iter(inserted.values()), None)
        else:
            link = by_new.get(repair.change.link.new[0].eid)
        if link:
            yield Remark(link, text)
    for repair in subject.unplaced:
        link = by_new.get(repair.change.link.new[0].eid) if repair.change.link.new else None
        if link := link or _first(subject.report):
            yield Remark(link, f"Not put back: {_reasons(repair)} ({capital(repair.why)}.)")


def _first(report: Report) -> Link | None:
    """The first of all: what has no place is said at the head of the file."""
    return next((change.link for change in report.redline.all if change.link.new), None)
