"""Two pages for a head of delegation: what got worse, what improved, what is open, what to ask for.

Everything in it stands in the report, in the report's own words; it only chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from treatydiff.model import Change, Kind, Level, Op, Provision, Span, Status
from treatydiff.ooxml.plain import Face, page_of
from treatydiff.ooxml.xml import W
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, title, where
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.sheets import dated
from treatydiff.renderers.text.gist import in_all, leads
from treatydiff.renderers.text.locations import Located, gravest, gravity
from treatydiff.renderers.text.markdown_text import at_start, literal
from treatydiff.renderers.text.markdown_text import marked as markdown
from treatydiff.renderers.text.no_finding import Untold, untold
from treatydiff.renderers.view import View, views
from treatydiff.report import Effect, Finding, Report
from treatydiff.text.safe_text import xml_text

GRAVEST = 10
"""How many turns for the worse are shown; two pages hold no more."""
IMPROVED = 5
OPEN = 12
UNCLEAR = 6
"""How many findings without a direction are shown,"""
UNTOLD = 8
"""and how many changes of substance on which nothing is said."""
_FEW = 6
"""Words of a quotation that can be asked back as they are."""
_PARTICLE = 3
"""Letters of a word that may say nothing."""
_AROUND = 60
"""Characters on either side of an edit on which nothing is said."""
_QUOTED = 240
"""Characters of a quotation; longer ones are cut at a word."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know."""

    lead: str
    """In bold: a place or a theme; may be empty."""
    words: str
    quote: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    heading: str
    points: tuple[Point, ...]
    more: str = ""
    """What was left out, in words."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """As Markdown."""
    return ("\n".join(line for view in views(reports, options) for line in _markdown(view)).strip("\n") + "\n").encode()


def word(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """As a Word document. Deletions are struck through, insertions underlined; these are looks, not tracked changes."""
    from docx import Document

    document = Document()
    _set_close(document)
    _foot(document, options)
    for view in views(reports, options):
        _head(document, view.report)
        for chapter in chapters(view):
            document.add_heading(chapter.heading, 2)
            for point in chapter.points:
                _add(document, point)
            if chapter.more:
                document.add_paragraph(chapter.more)
    document.core_properties.author = options.author
    document.core_properties.title = xml_text(" / ".join(map(_title, reports)))
    out = BytesIO()
    _tidy(document)
    document.save(out)
    return dated(out, options.date)


def _tidy(document: object) -> None:
    """Without what Word repairs in the template that it is made on: a second copy of the styles, a zoom of nothing."""
    part, settings = document.part, document.settings.element  # type: ignore[attr-defined]
    for rid in [rid for rid, relation in part.rels.items() if relation.reltype.endswith("/stylesWithEffects")]:
        del part.rels[rid]
    for zoom in settings.iter(W + "zoom"):
        zoom.set(W + "percent", "100")


def chapters(view: View) -> Iterator[Chapter]:
    """What the brief says, in order; nothing for a chapter without a point."""
    findings = sorted(view.findings, key=gravity)
    worse = gravest(each for each in findings if each.adverse)
    better = gravest(each for each in findings if each.adverse is False)
    named = {here[0].change.id for here in (*worse[:GRAVEST], *better[:IMPROVED])}
    unclear = gravest(each for each in findings if each.adverse is None and each.change.id not in named)
    located, left = view.located, untold(view)
    found = (
        Chapter("What changed", tuple(_overview(view, findings, left))),
        _chapter("What got worse", (_told(each, located) for each in worse), GRAVEST),
        _chapter("What improved", (_told(each, located) for each in better), IMPROVED),
        _chapter("Unclear: read these yourself", (_told(each, located) for each in unclear), UNCLEAR),
        _chapter("No finding: read these, too", (_silent(each, located) for each in left.changes), UNTOLD),
        _chapter("Still open", _open(view.report), OPEN),
        _chapter("What to ask for", _asks(worse[:GRAVEST], located), GRAVEST),
    )
    return (chapter for chapter in found if chapter.points)


def _title(report: Report) -> str:
    return f"{report.old.label} → {report.new.label}"


def _chapter(heading: str, points: Iterable[Point], most: int) -> Chapter:
    found = tuple(points)
    left = len(found) - most
    return Chapter(heading, found[:most], f"and {left} more, in the full report" if left > 0 else "")


def _overview(view: View, findings: Iterable[Finding], left: Untold) -> Iterator[Point]:
    yield from (Point("first of all", words) for words in view.report.forewords)
    found = tuple(findings)
    for lead in leads(found):
        yield Point(lead.theme, ", ".join(words for words, _ in lead.clauses))
    if told := in_all(found):
        yield Point("in all", told)
    if left.sentence:
        yield Point("no all-clear", left.sentence)
    for name in ("inserted", "deleted"):
        whole = (row for row in view.rows if row.relation == name and row.link.level is Level.ARTICLE)
        articles = [_named(side[0]) for row in whole if (side := row.new or row.old)]
        if articles:
            yield Point(name, "; ".join(articles))


def _silent(change: Change, located: Located) -> Point:
    """A change on which nothing is said, with the words around it."""
    edited = tuple(_near(change.spans))
    if not any(letter.isalnum() for span in edited if span.op is not Op.KEEP for letter in span.text):
        return Point(located.where(change, paged=False), "moved, with the same words")
    return Point(located.where(change, paged=False), "", _short(edited))


def _near(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Spans with as much of what stayed as shows what the edits stand in."""
    for place, span in enumerate(spans):
        if span.op is not Op.KEEP or len(span.text) <= 2 * _AROUND:
            yield span
            continue
        before = "" if place == 0 else span.text[:_AROUND].rpartition(" ")[0]
        behind = "" if place == len(spans) - 1 else span.text[-_AROUND:].partition(" ")[2]
        yield Span(Op.KEEP, f"{before} … {behind}".strip(" ") if not (before and behind) else f"{before} … {behind}")


def _named(provision: Provision) -> str:
    return f"{title(provision)} ({provision.heading})" if provision.heading else title(provision)


def _told(here: list[Finding], located: Located) -> Point:
    """All that is to be said of one change."""
    first, statements = here[0], dict.fromkeys(capital(finding.statement) for finding in here)
    return Point(located.where(first.change, paged=False), " ".join(statements), _short(first.excerpt))


def _short(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The beginning of a quotation."""
    left = _QUOTED
    kept: list[Span] = []
    for span in spans:
        if len(span.text) > left:
            kept.append(Span(span.op, f"{span.text[:left].rsplit(' ', 1)[0]} …"))
            break
        kept.append(span)
        left -= len(span.text)
    return tuple(kept)


def _open(report: Report) -> Iterator[Point]:
    """What stands in brackets in the new draft, with its first words."""
    for provision in outline(report.new).provisions.values():
        inside = provision.text.partition("[")
        settled = Status.AGREED in provision.status and "[" not in inside[2]
        if inside[1] and not settled and provision.level not in (Level.FRONT, Level.FOOTNOTE):
            yield Point(str(where(provision)), "", _short((Span(Op.KEEP, f"[{inside[2]}"),)))


def _asks(worse: Iterable[list[Finding]], located: Located) -> Iterator[Point]:
    """For each turn for the worse its reverse, in the words of the drafts."""
    for here in worse:
        if firm := [f for f in here if f.effect is not Effect.TOUCHES and not f.by_reader]:
            yield Point(located.where(firm[0].change, paged=False), _ask(firm))


def _ask(here: list[Finding]) -> str:
    """What would undo it: only the words by which it was judged, and not each synonym beside them."""
    if here[0].change.kind is Kind.INSERTED:
        return "delete the new provision, or bind it to the conditions of the others."
    if here[0].change.kind is Kind.DELETED:
        return "put the provision back."
    gone, come = (", ".join(f"“{words}”" for words in _decisive(here, op)) for op in (Op.DELETE, Op.INSERT))
    if gone and come:
        return f"put {gone} back in place of {come}."
    return f"put {gone} back." if gone else f"take {come} out."


def _decisive(here: list[Finding], op: Op) -> list[str]:
    """The words by which it was judged; where a rule read half a sentence, what came into it or went from it."""
    edits = [span.text.strip(" ,;") for span in here[0].change.spans if span.op is op and span.text.strip(" ,;")]
    quoted = [span.text.strip() for finding in here for span in finding.quoted if span.op is op]
    if not any(finding.quoted for finding in here):
        return edits
    found: dict[str, None] = {}
    for words in quoted:
        long = len(words.split()) > _FEW
        found.update(dict.fromkeys([edit for edit in edits if _share(edit, words)] if long else [words]))
    return [words for words in found if not any(words != other and words in other for other in found)]


def _share(one: str, other: str) -> bool:
    """Whether two texts have a word in common that is more than a particle."""
    words = {word for word in one.casefold().split() if len(word) > _PARTICLE}
    return one in other or not words.isdisjoint(other.casefold().split())


# ------------------------------------------------------------------------------------------------------------- forms


def _markdown(view: View) -> Iterator[str]:
    yield from (f"# {literal(_title(view.report))}", "")
    for chapter in chapters(view):
        yield from (f"## {chapter.heading}", "")
        for point in chapter.points:
            lead = f"**{literal(point.lead)}:** " if point.lead else ""
            yield f"- {lead}{literal(point.words) if lead else at_start(literal(point.words))}".rstrip()
            if point.quote:
                yield f"  > {markdown(point.quote)}"
        yield from ("", literal(chapter.more), "") if chapter.more else ("",)


def _set_close(document: object) -> None:
    """A4 set so that what is shown at most of each chapter stands on two pages, or little more."""
    from docx.shared import Cm, Pt, RGBColor

    section, styles = document.sections[0], document.styles  # type: ignore[attr-defined]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    for name, size, before, after in (
        ("Normal", 10, 0, 2),
        ("List Bullet", 10, 0, 2),
        ("Heading 1", 14, 0, 4),
        ("Heading 2", 11, 6, 2),
    ):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
        for fonts in style.element.iter(W + "rFonts"):  # the template's own come before a name
            for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
                del fonts.attrib[theme]
        space = style.paragraph_format
        space.space_before, space.space_after, space.line_spacing = Pt(before), Pt(after), 1.0


def _head(document: object, report: Report) -> None:
    """The convention, and which of its drafts."""
    name = report.new.title.removeprefix(report.new.label).strip()
    document.add_heading(xml_text(name or _title(report)), 1)  # type: ignore[attr-defined]
    drafts = (f"{d.label} ({d.date})" if d.date else d.label for d in (report.old, report.new))
    line = document.add_paragraph(xml_text(" → ".join(drafts)))  # type: ignore[attr-defined]
    line.runs[0].bold = True


def _foot(document: object, options: RenderOptions) -> None:
    """At the foot of each page: as of when, who made it, and which page it is."""
    from docx.shared import Pt

    line = document.sections[0].footer.paragraphs[0]  # type: ignore[attr-defined]
    run = line.add_run(f"As of {options.date[:10]}. Made by a program, not checked by a person: read the drafts. Page ")
    run.font.size = Pt(8)
    for each in page_of(Face(size=8)):
        line._p.append(each)


def _add(document: object, point: Point) -> None:
    paragraph = document.add_paragraph(style="List Bullet")  # type: ignore[attr-defined]
    if point.lead:
        paragraph.add_run(xml_text(f"{point.lead}: ")).bold = True
    paragraph.add_run(xml_text(point.words))
    for span in point.quote:
        run = paragraph.add_run(xml_text(f"{'' if span is not point.quote[0] else chr(10)}{span.text}"))
        run.italic = True
        run.font.strike = span.op is Op.DELETE or None
        run.font.underline = span.op is Op.INSERT or None
