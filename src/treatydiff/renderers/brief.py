"""The brief: two pages for a head of delegation: what got worse, what improved, what is open, what to ask for.

Everything in it stands in the report, in the report's own words; it only chooses. What to ask for is what ``propose``
tables, and nothing is asked for that it would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import repeat

from lxml import etree

from treatydiff.model import Level, Op, Provision, Span, Status
from treatydiff.ooxml.package import dated
from treatydiff.ooxml.plain import Face, page_of
from treatydiff.ooxml.xml import W
from treatydiff.proposals import Repair, Way, repairs
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, title, where
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.proposal import turned
from treatydiff.renderers.text.convention import convention
from treatydiff.renderers.text.headlines import TITLES, Headline, headlines, narrowed
from treatydiff.renderers.text.markdown_text import at_start, literal
from treatydiff.renderers.text.markdown_text import marked as markdown
from treatydiff.renderers.view import View, views
from treatydiff.report import Effect, Finding, Report
from treatydiff.reports.headlines import Tier
from treatydiff.text.languages import is_right_to_left, is_spaced
from treatydiff.text.safe_text import xml_text

SHOWN = {Tier.WORSE: 10, Tier.READ: 12, Tier.BETTER: 5}
"""How many lines of each tier are shown; two pages hold no more."""
OPEN = 12
NAMED = 12
"""How many places that had to be left out are named."""
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
    lines = (line for view, asks in _asking(reports, options) for line in _markdown(view, asks))
    return ("\n".join(lines).strip("\n") + "\n").encode()


def word(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """As a Word document. Deletions are struck through, insertions underlined; these are looks, not tracked changes."""
    from docx import Document

    document = Document()
    _set_close(document)
    _foot(document, options)
    for view, asks in _asking(reports, options):
        _head(document, view.report)
        for chapter in chapters(view, asks):
            document.add_heading(chapter.heading, 2)
            for point in chapter.points:
                _add(document, point, view.report)
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


def _asking(reports: tuple[Report, ...], options: RenderOptions) -> Iterator[tuple[View, Sequence[Repair] | None]]:
    """The comparisons, each with what is asked for."""
    yield from zip(views(reports, options), options.asks or repeat(None, len(reports)), strict=True)


def chapters(view: View, asks: Sequence[Repair] | None = None) -> Iterator[Chapter]:
    """What the brief says, in order; nothing for a chapter without a point.

    ``asks``: what to ask for, where that was tried for harm.
    """
    first = headlines(view)
    worse, read, better = (_chapter(TITLES[tier], first.of(tier), SHOWN[tier]) for tier in Tier)
    found = (
        Chapter("First of all", tuple(Point("", f"{capital(words)}.") for words in view.report.forewords)),
        worse,
        read,
        better,
        Chapter("What came and went", tuple(_whole_articles(view))),
        _open_chapter(view.report),
        _ask_chapter(view, asks, first.of(Tier.READ)),
        Chapter("In numbers", tuple(Point("", f"{TITLES[t]}: {first.account(t)}.") for t in Tier if first.of(t))),
    )
    return (chapter for chapter in found if chapter.points)


def _title(report: Report) -> str:
    return f"{report.old.label} → {report.new.label}"


def _chapter(heading: str, told: Sequence[Headline], most: int) -> Chapter:
    """The first places in sentences; those cut for room are named, for the reader to weigh."""
    return Chapter(heading, tuple(map(_told, told[:most])), _cut_for_room([each.called for each in told[most:]]))


def _cut_for_room(names: Sequence[str]) -> str:
    """What is left out of two pages, by name."""
    if not names:
        return ""
    rest = [f"and {len(names) - NAMED} more"] * (len(names) > NAMED)
    return f"Left out for lack of space: {'; '.join([*names[:NAMED], *rest])}."


def _told(told: Headline) -> Point:
    """A place with its heading, what it does in a clause for each thing that is said, and the words."""
    lead = f"{told.place} ({told.heading})" if told.heading and told.heading not in told.place else told.place
    said = [f"{each}." for each in told.clauses] + [f"{capital(told.lean)}."] * bool(told.lean)
    return Point(lead, " ".join(said), told.quote)


def _whole_articles(view: View) -> Iterator[Point]:
    for name in ("inserted", "deleted"):
        whole = (row for row in view.rows if row.relation == name and row.link.level is Level.ARTICLE)
        articles = [_named(side[0]) for row in whole if (side := row.new or row.old)]
        if articles:
            yield Point(name, "; ".join(articles))


def _named(provision: Provision) -> str:
    return f"{title(provision)} ({provision.heading})" if provision.heading else title(provision)


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


def _open_chapter(report: Report) -> Chapter:
    found = tuple(_open(report))
    return Chapter("Still open", tuple(point for point in found[:OPEN]), _cut_for_room([p.lead for p in found[OPEN:]]))


def _open(report: Report) -> Iterator[Point]:
    """What stands in brackets in the new draft, with its first words."""
    for provision in outline(report.new).provisions.values():
        inside = provision.text.partition("[")
        settled = Status.AGREED in provision.status and "[" not in inside[2]
        if inside[1] and not settled and provision.level not in (Level.FRONT, Level.FOOTNOTE):
            yield Point(str(where(provision)), "", _short((Span(Op.KEEP, f"[{inside[2]}"),)))


def _ask_chapter(view: View, asks: Sequence[Repair] | None, left: Sequence[Headline]) -> Chapter:
    """What to ask for: only what is told as worse. The rest is for the reader to decide."""
    points = tuple(_asks(view, repairs(view.report, asked(view)) if asks is None else asks))
    leaning = [each.number for each in left if each.line.lean and each.line.lean.adverse]
    more = (
        f"Decide yourself about what only leans to worse: {'; '.join(leaning[:NAMED])}"
        f"{f'; and {len(leaning) - NAMED} more' if len(leaning) > NAMED else ''}. The old words stand above."
        if leaning
        else ""
    )
    return Chapter("What to ask for", points or (Point("", "Nothing is asked for by itself."),) * bool(more), more)


def _asks(view: View, made: Iterable[Repair]) -> Iterator[Point]:
    """For each turn for the worse what ``propose`` would table: its text, or why it tables none."""
    for repair in made:
        place = view.located.where(repair.change, paged=False)
        if repair.way is Way.UNPLACED:
            yield Point(place, f"no text to table: {repair.why}.")
            continue
        stale = f" Stale references left, to be corrected by hand: {', '.join(repair.stale)}." if repair.stale else ""
        yield Point(place, f"{_WAYS[repair.way]}.{stale}", narrowed(turned(repair), _about(repair), most=_QUOTED))


def asked(view: View) -> tuple[Finding, ...]:
    """The findings that a brief asks to undo: those that are told as worse."""
    worse = (finding for line in view.lines for finding in line.worse)
    return tuple(finding for finding in worse if finding.effect is not Effect.TOUCHES)


def _about(repair: Repair) -> list[str]:
    return [word for finding in repair.findings for word in (*finding.removed, *finding.introduced)]


_WAYS = {
    Way.REWORD: "Put the old words back",
    Way.RESTORE: "Put the provision back",
    Way.STRIKE: "Strike the new provision",
}


# ------------------------------------------------------------------------------------------------------------- forms


def _markdown(view: View, asks: Sequence[Repair] | None) -> Iterator[str]:
    yield from (f"# {literal(_title(view.report))}", "")
    for chapter in chapters(view, asks):
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
        ("List Continue", 10, 0, 2),
        ("Heading 1", 14, 0, 4),
        ("Heading 2", 11, 6, 2),
    ):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)
        for fonts in style.element.iter(W + "rFonts"):  # the template's own come before a name
            for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
                del fonts.attrib[theme]
            fonts.set(W + "cs", "Times New Roman")
            fonts.set(W + "eastAsia", "SimSun")
        space = style.paragraph_format
        space.space_before, space.space_after, space.line_spacing = Pt(before), Pt(after), 1.0


def _head(document: object, report: Report) -> None:
    """The convention, and which of its drafts."""
    name, drafts = convention(report.new), (report.old, report.new)
    _turn(document.add_heading(xml_text(name or _title(report)), 1), report if name else None)  # type: ignore[attr-defined]
    if name or any(draft.date for draft in drafts):
        which = " → ".join(f"{draft.label} ({draft.date})" if draft.date else draft.label for draft in drafts)
        document.add_paragraph().add_run(xml_text(which)).bold = True  # type: ignore[attr-defined]


def _turn(paragraph: object, report: Report | None) -> None:
    """Words of the drafts run as their language does."""
    if report is not None and is_right_to_left(report.new.language):
        paragraph._p.get_or_add_pPr().append(etree.Element(W + "bidi"))  # type: ignore[attr-defined]


def _foot(document: object, options: RenderOptions) -> None:
    """At the foot of each page: as of when, who made it, and which page it is."""
    from docx.shared import Pt

    line = document.sections[0].footer.paragraphs[0]  # type: ignore[attr-defined]
    run = line.add_run(f"As of {options.date[:10]}. Made by a program, not checked by a person: read the drafts. Page ")
    run.font.size = Pt(8)
    for each in page_of(Face(size=8)):
        line._p.append(each)


def _add(document: object, point: Point, report: Report) -> None:
    """A point; what it quotes stands below it, slanted where the script knows that."""
    paragraph = document.add_paragraph(style="List Bullet")  # type: ignore[attr-defined]
    if point.lead:
        paragraph.add_run(xml_text(f"{point.lead}: ")).bold = True
    paragraph.add_run(xml_text(point.words))
    if not point.quote:
        return
    paragraph.paragraph_format.keep_with_next = True
    quote = document.add_paragraph(style="List Continue")  # type: ignore[attr-defined]
    _turn(quote, report)
    for span in point.quote:
        run = quote.add_run(xml_text(span.text))
        run.italic = (is_spaced(report.new.language) and not is_right_to_left(report.new.language)) or None
        run.font.strike = span.op is Op.DELETE or None
        run.font.underline = span.op is Op.INSERT or None
        run.font.rtl = is_right_to_left(report.new.language) or None
