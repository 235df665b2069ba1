"""Pairs of Word files that differ in one feature each: what a redline must carry both ways.

The files are valid against the transitional schema, so that a fault in a redline is the redline's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
    f' xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture" xmlns:v="urn:schemas-microsoft-com:vml"'
)
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
    ' w:header="720" w:footer="720" w:gutter="0"/>'
)
LANDSCAPE = A4.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')


@dataclass
class Word:
    """A Word file in parts."""

    body: str
    section: str = A4
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Relation id to content; ids that begin with ``f`` are footers."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Relation id to address."""
    images: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str, bytes]] = field(default_factory=dict)
    """Relation id to its kind, the part's name and what it holds: charts, embedded files."""
    settings: str = ""

    def data(self) -> bytes:
        files: dict[str, str | bytes] = {}
        relations, types = "", ""
        notes = {"footnotes": self.footnotes, "endnotes": self.endnotes, "comments": self.comments}
        more = {"numbering": self.numbering, "settings": self.settings, **notes}
        for name, inside in {"styles": STYLES + self.styles, **more}.items():
            if inside:
                files[f"word/{name}.xml"] = _xml(name, _separated(name, inside))
                relations += _relation(f"r_{name}", name, f"{name}.xml")
                types += _override(f"word/{name}.xml", name)
        for rid, inside in self.headers.items():
            kind, tag = ("footer", "ftr") if rid.startswith("f") else ("header", "hdr")
            files[f"word/{kind}_{rid}.xml"] = _xml(tag, inside)
            relations += _relation(rid, kind, f"{kind}_{rid}.xml")
            types += _override(f"word/{kind}_{rid}.xml", kind)
        for rid, address in self.links.items():
            relations += _relation(rid, "hyperlink", address, ' TargetMode="External"')
        for rid, image in self.images.items():
            files[f"word/media/{rid}.png"] = image
            relations += _relation(rid, "image", f"media/{rid}.png")
        for rid, (kind, name, held) in self.files.items():
            files[f"word/{name}"] = held
            relations += _relation(rid, kind, name)
        files["word/document.xml"] = _xml(
            "document", f"<w:body>{self.body}<w:sectPr>{self.section}</w:sectPr></w:body>"
        )
        files["word/_rels/document.xml.rels"] = _relations(relations)
        files["_rels/.rels"] = _relations(_relation("r1", "officeDocument", "word/document.xml"))
        files["[Content_Types].xml"] = _content_types(types)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return stream.getvalue()


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
    "<w:rPr><w:i/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>'
)


def _separated(name: str, inside: str) -> str:
    if name not in ("footnotes", "endnotes"):
        return inside
    kind = name[:-1]
    return (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
        f"{inside}"
    )


def _xml(tag: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {NAMESPACES}>{inside}</w:{tag}>'


def _relation(rid: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{rid}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"{more}/>'


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>'


def _content_types(overrides: str) -> str:
    defaults = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )
    found = "".join(f'<Default Extension="{e}" ContentType="{kind}"/>' for e, kind in defaults)
    main = _override("word/document.xml", "document.main")
    return f'<Types xmlns="{_PACKAGE}/content-types">{found}{main}{overrides}</Types>'


# ------------------------------------------------------------------------------------------------------ pieces of text


def r(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, style: str = "", ppr: str = "") -> str:
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + ppr
    runs = "".join(part if part.startswith("<") else r(part) for part in inside)
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def bare(element: str) -> str:
    return f"<w:r>{element}</w:r>"


def num(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def numbering(*lists: tuple[int, str]) -> str:
    """Lists of one level each: id and what it prints, such as ``%1.``."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for n, text in lists
    )
    return abstract + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, _ in lists)


def field_(code: str, *result: str) -> str:
    runs = "".join(part if part.startswith("<") else r(part) for part in result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def link(rid: str, *inside: str) -> str:
    return f'<w:hyperlink r:id="{rid}">{"".join(r(part) for part in inside)}</w:hyperlink>'


def bookmark(number: int, name: str, *inside: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(map(r, inside))}<w:bookmarkEnd w:id="{number}"/>'
    )


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    sign = f"<w:r><w:{kind}Ref/></w:r>"
    first, *rest = paragraphs
    return f'<w:{kind} w:id="{number}"><w:p>{sign}{r(" " + first)}</w:p>{"".join(map(p, rest))}</w:{kind}>'


def commented(number: int, *inside: str) -> str:
    runs = "".join(map(r, inside))
    return (
        f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comment(number: int, text: str) -> str:
    by = 'w:author="Chair" w:date="2024-01-01T00:00:00Z" w:initials="C"'
    return f'<w:comment w:id="{number}" {by}>{p(text)}</w:comment>'


WIDTH = '<w:tcW w:w="2000" w:type="dxa"/>'


def cell(*inside: str, tcpr: str = WIDTH) -> str:
    blocks = "".join(part if part.startswith("<w:") and not part.startswith("<w:r>") else p(part) for part in inside)
    return f"<w:tc>{f'<w:tcPr>{tcpr}</w:tcPr>' if tcpr else ''}{blocks}</w:tc>"


def row(*cells: str, trpr: str = "") -> str:
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{trpr}</w:trPr>' if trpr else ''}{inside}</w:tr>"


def table(*rows: str, columns: int = 3, tblpr: str = "") -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    look = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>{tblpr}</w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(tag: str, *blocks: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="7"/></w:sdtPr><w:sdtContent>{"".join(blocks)}</w:sdtContent></w:sdt>'  # noqa: E501


def picture(rid: str, number: int = 1) -> str:
    return bare(
        f'<w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="{number}" name="Picture {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rid}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing>"
    )


def box(*blocks: str) -> str:
    return bare(
        '<w:pict><v:shape id="s1" style="width:100pt;height:40pt"><v:textbox><w:txbxContent>'
        f"{''.join(blocks)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def equation(*letters: str) -> str:
    return f"<m:oMath>{''.join(f'<m:r><m:t>{letter}</m:t></m:r>' for letter in letters)}</m:oMath>"


def revised(tag: str, *inside: str) -> str:
    runs = "".join(map(r, inside))
    if tag == "del":
        runs = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{tag} w:id="90" w:author="A" w:date="2024-01-01T00:00:00Z">{runs}</w:{tag}>'


def section(inside: str = A4) -> str:
    return f"<w:sectPr>{inside}</w:sectPr>"


# -------------------------------------------------------------------------------------------------------------- pairs

ONE = "Each State Party shall adopt the measures necessary to give effect to this Convention."
TWO = "The Secretariat shall publish a report on the operation of the financial mechanism every two years."
THREE = "Nothing in this article shall prevent a Party from taking measures that are more stringent."
FOUR = "Any dispute concerning the interpretation of this Convention shall be settled by peaceful means."
LAST = p("Done at Geneva, in a single original.")
RED = b"\x89PNG\r\n\x1a\n" + b"red" * 20
BLUE = b"\x89PNG\r\n\x1a\n" + b"blue" * 20

Pair = tuple[Word, Word]
PAIRS: dict[str, Callable[[], Pair]] = {}


def pair(make: Callable[[], Pair]) -> Callable[[], Pair]:
    PAIRS[make.__name__.rstrip("_")] = make
    return make


def bodies(old: str, new: str, **both: object) -> Pair:
    return Word(old + LAST, **both), Word(new + LAST, **both)  # type: ignore[arg-type]


@pair
def words() -> Pair:
    return bodies(p(ONE) + p(TWO), p(ONE.replace("shall adopt", "may take")) + p(TWO.replace("two", "three")))


@pair
def words_across_runs_of_different_look() -> Pair:
    old = p("Each Party ", r("shall ad", "<w:b/>"), r("opt the mea"), "sures within 10 days.")
    return bodies(old, p("Each Party ", r("shall", "<w:b/>"), " take the measures within 100 days."))


@pair
def run_formatting_only() -> Pair:
    old = p("Each Party shall ", r("adopt", "<w:i/>"), " such measures as may be necessary.")
    return bodies(
        old,
        p("Each ", r("Party shall ", '<w:b/><w:color w:val="FF0000"/>'), "adopt such measures as may be necessary."),
    )


@pair
def run_formatting_and_words() -> Pair:
    return bodies(p(r(ONE, "<w:b/>")), p(r(ONE.replace("shall", "may"), '<w:i/><w:sz w:val="28"/>')))


@pair
def paragraph_style() -> Pair:
    return bodies(p(ONE, style="Quote") + p(TWO), p(ONE, style="Heading2") + p(TWO, ppr='<w:jc w:val="right"/>'))


@pair
def style_definition() -> Pair:
    new = '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:ind w:left="{}"/></w:pPr><w:rPr><w:sz w:val="{}"/></w:rPr></w:style>'  # noqa: E501
    body = p(ONE, style="Clause")
    return Word(body + LAST, styles=new.format(100, 20)), Word(body + LAST, styles=new.format(700, 24))


@pair
def style_that_only_the_old_file_has() -> Pair:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:rPr><w:sz w:val="{}"/></w:rPr></w:style>'
    old = Word(p(ONE, style="X") + LAST, styles=style.format("X", "Old clause", 20))
    return old, Word(p(ONE, style="X") + LAST, styles=style.format("X", "New clause", 30))


@pair
def look_of_a_paragraph_end() -> Pair:
    return bodies(p(ONE, ppr="<w:rPr><w:b/></w:rPr>"), p(ONE, ppr="<w:rPr><w:vanish/></w:rPr>"))


@pair
def paragraph_inserted() -> Pair:
    return bodies(p(ONE) + p(THREE), p(ONE) + p(TWO) + p(THREE))


@pair
def paragraph_deleted() -> Pair:
    return bodies(p(ONE) + p(TWO) + p(THREE), p(ONE) + p(THREE))


@pair
def last_paragraph_added() -> Pair:
    return Word(p(ONE) + p(TWO)), Word(p(ONE) + p(TWO, style="Quote") + p(THREE) + p(FOUR, style="Heading2"))


@pair
def last_paragraph_deleted() -> Pair:
    return Word(p(ONE) + p(TWO) + p(THREE, style="Quote") + p(FOUR, style="Heading2")), Word(p(ONE) + p(TWO))


@pair
def last_paragraph_replaced() -> Pair:
    return Word(p(ONE) + p(TWO, style="Quote")), Word(p(ONE) + p("Zusatz.") + p("Done.", style="Heading2"))


@pair
def everything_replaced() -> Pair:
    return Word(p(ONE) + p(TWO)), Word(p("Alpha beta gamma.") + p("Delta.") + p("Epsilon."))


@pair
def repeated_paragraphs() -> Pair:
    return bodies(p("Deleted.") * 3 + p(ONE) + p("Deleted.") * 2, p("Deleted.") * 2 + p(ONE) + p("Deleted.") * 4)


@pair
def empty_paragraphs() -> Pair:
    return bodies(p(ONE) + p() + p() + p(TWO), p() + p(ONE) + p(TWO, ppr="<w:keepNext/>") + p())


@pair
def paragraph_split() -> Pair:
    return bodies(p(f"{ONE} {TWO} {THREE}", style="Quote"), p(f"{ONE} {TWO}") + p(THREE))


@pair
def paragraphs_merged() -> Pair:
    return bodies(p(ONE) + p(TWO, style="Quote"), p(f"{ONE} {TWO}", style="Heading2"))


@pair
def paragraph_moved() -> Pair:
    return bodies(p(ONE) + p(TWO) + p(THREE) + p(FOUR), p(TWO) + p(THREE) + p(FOUR) + p(ONE))


@pair
def paragraph_moved_and_edited() -> Pair:
    edited = r(ONE.replace("shall adopt", "may adopt"), "<w:b/>")
    return bodies(p(ONE, style="Quote") + p(TWO) + p(THREE) + p(FOUR), p(TWO) + p(THREE) + p(edited) + p(FOUR))


@pair
def paragraph_moved_to_the_end() -> Pair:
    return Word(p(ONE, style="Quote") + p(TWO) + p(THREE)), Word(p(TWO) + p(THREE) + p(ONE, style="Quote"))


@pair
def last_paragraph_moved_to_the_front() -> Pair:
    return Word(p(TWO) + p(THREE) + p(ONE, style="Quote")), Word(p(ONE, style="Quote") + p(TWO) + p(THREE))


@pair
def moved_with_its_footnote() -> Pair:
    notes = note(1, "See document L.3.")
    a, b = p(ONE, reference(1)), p(TWO)
    return bodies(a + b + p(THREE) + p(FOUR), b + p(THREE) + p(FOUR) + a, footnotes=notes)


@pair
def moved_into_a_table_cell() -> Pair:
    return bodies(p(ONE) + table(row("Item", "Value", "Date")), table(row("Item", cell("Value", p(ONE)), "Date")))


@pair
def tabs_and_special_characters() -> Pair:
    old = p(
        "1.",
        bare("<w:tab/>"),
        "First",
        bare("<w:br/>"),
        "line",
        bare("<w:noBreakHyphen/>"),
        "x",
        bare('<w:sym w:font="Symbol" w:char="F0B7"/>'),
    )
    new = p(
        "2.",
        bare("<w:tab/>"),
        "First",
        bare('<w:br w:type="page"/>'),
        "line",
        bare("<w:softHyphen/>"),
        "x\u00a0y",
        bare('<w:sym w:font="Symbol" w:char="F0B8"/>'),
    )
    return bodies(old, new)


@pair
def white_space() -> Pair:
    return bodies(p("Each  Party shall "), p("Each Party  shall"))


@pair
def private_letters() -> Pair:
    return bodies(
        p("Each \U000f0000 Party", bare("<w:tab/>")),
        p("Each \U000f0001 Party", bare('<w:ptab w:relativeTo="margin" w:alignment="left" w:leader="none"/>')),
    )


@pair
def right_to_left() -> Pair:
    old = p(r("تعتمد كل دولة طرف ما يلزم من تدابير", "<w:rtl/>"), ppr="<w:bidi/>")
    return bodies(old, p(r("يجوز لكل دولة طرف أن تعتمد ما يلزم من تدابير", "<w:rtl/>"), ppr="<w:bidi/>"))


@pair
def chinese() -> Pair:
    return bodies(p("各缔约国应采取必要的立法措施。"), p("各缔约国可采取适当的立法和其他措施。"))


@pair
def direction_override() -> Pair:
    old = p("Case ", f'<w:bdo w:val="rtl">{r("abc")}</w:bdo>', " end.")
    return bodies(
        old, p("Case ", f'<w:bdo w:val="rtl">{r("abd")}</w:bdo>', f'<w:dir w:val="ltr">{r("new")}</w:dir>', " end.")
    )


@pair
def automatic_numbers() -> Pair:
    lists = numbering((1, "%1."), (2, "(%1)"))
    old = p(ONE, ppr=num(1)) + p(TWO, ppr=num(1)) + p(THREE, ppr=num(2))
    return bodies(
        old, p(ONE, ppr=num(1)) + p(FOUR, ppr=num(1)) + p(TWO, ppr=num(1)) + p(THREE, ppr=num(1)), numbering=lists
    )


@pair
def numbers_under_other_ids() -> Pair:
    body = p(ONE, ppr=num(1)) + p(TWO, ppr=num(1)) + p(THREE, ppr=num(2))
    other = p(ONE, ppr=num(5)) + p(TWO, ppr=num(5)) + p(THREE, ppr=num(4))
    return Word(body + LAST, numbering=numbering((1, "%1."), (2, "(%1)"))), Word(
        other + LAST, numbering=numbering((4, "(%1)"), (5, "%1."))
    )


@pair
def numbers_that_only_the_old_file_has() -> Pair:
    return Word(p(ONE, ppr=num(3)) + p(TWO, ppr=num(3)) + LAST, numbering=numbering((3, "Rule %1"))), Word(
        p(ONE) + p(TWO) + LAST
    )


@pair
def footnote_text() -> Pair:
    body = p(ONE, reference(1), " More.") + p(TWO, reference(2))
    old = Word(body + LAST, footnotes=note(1, "See the report.") + note(2, "Text proposed by the Chair."))
    return old, Word(
        body + LAST, footnotes=note(1, "See the report.") + note(2, "Text agreed by the Working Group.", "And more.")
    )


@pair
def footnote_inserted() -> Pair:
    old = Word(p(ONE) + p(TWO, reference(1)) + LAST, footnotes=note(1, "Second note."))
    new = p(ONE, reference(1)) + p(TWO, reference(2)) + LAST
    return old, Word(new, footnotes=note(1, "Quite new.") + note(2, "Second note."))


@pair
def footnote_deleted() -> Pair:
    old = Word(p(ONE, reference(1)) + p(TWO) + LAST, footnotes=note(1, "Gone soon.", "With a second paragraph."))
    return old, Word(p(ONE) + p(TWO) + LAST)


@pair
def endnotes_() -> Pair:
    old = Word(p(ONE, reference(1, "endnote")) + LAST, endnotes=note(1, "An end note.", kind="endnote"))
    new = p(ONE, reference(1, "endnote"), " Then", reference(2, "endnote")) + LAST
    return old, Word(new, endnotes=note(1, "An endnote.", kind="endnote") + note(2, "Another.", kind="endnote"))


@pair
def headers_and_footers() -> Pair:
    refs = '<w:headerReference w:type="default" r:id="h1"/><w:footerReference w:type="default" r:id="f1"/>'
    body = p(ONE) + LAST
    old = Word(body, refs + A4, headers={"h1": p("A/CONF.1/L.3"), "f1": p("Page ", field_("PAGE", "1"))})
    return old, Word(body, refs + A4, headers={"h1": p("A/CONF.1/L.7"), "f1": p("Page ", field_("PAGE", "1"), " of 9")})


@pair
def header_added() -> Pair:
    refs = '<w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h2"/>'
    new = Word(p(ONE) + LAST, f"{refs}{A4}<w:titlePg/>", headers={"h1": p("A/CONF.1/L.7"), "h2": p("Cover")})
    return Word(p(ONE) + LAST), new


@pair
def header_removed() -> Pair:
    old, new = header_added()
    return new, old


@pair
def sections_with_headers_of_their_own() -> Pair:
    ref = '<w:headerReference w:type="default" r:id="{}"/>'
    first, second = section(ref.format("h1") + A4), ref.format("h2") + LANDSCAPE
    heads = {"h1": p("Part one"), "h2": p("Part two")}
    old = Word(p(ONE, ppr=first) + p(TWO) + LAST, second, headers=heads)
    heads = {"h1": p("Part one, revised"), "h2": p("Part two, revised")}
    return old, Word(p(ONE, ppr=first) + p(TWO, ppr=section(A4)) + p(THREE) + LAST, second, headers=heads)


@pair
def section_dropped() -> Pair:
    ref = '<w:headerReference w:type="default" r:id="h1"/>'
    old = Word(p(ONE) + p(TWO, ppr=section(ref + LANDSCAPE)) + p(THREE) + LAST, headers={"h1": p("Annex")})
    return old, Word(p(ONE) + p(TWO) + p(THREE) + LAST)


@pair
def section_setup() -> Pair:
    return Word(p(ONE) + LAST, A4), Word(p(ONE) + LAST, LANDSCAPE + '<w:cols w:num="2" w:space="720"/>')


@pair
def hyperlinks() -> Pair:
    links = {"l1": "https://treaties.example.org/a", "l2": "https://treaties.example.org/b"}
    old = p("See ", link("l1", "the website of the Secretariat"), " for more.") + p("Also ", link("l1", "here"), ".")
    new = p("See ", link("l1", "the site of the Secretariat"), " for more.") + p("Also ", link("l2", "here"), ".")
    return bodies(old, new, links=links)


@pair
def hyperlink_added_and_removed() -> Pair:
    links = {"l1": "https://treaties.example.org/a"}
    old = p("See the ", link("l1", "website"), " for more.") + p("Also this page.")
    return bodies(old, p("See the website for more.") + p("Also this ", link("l1", "page"), "."), links=links)


@pair
def reference_fields() -> Pair:
    old = p(bookmark(1, "_Ref1", "Article 28"), " Scope") + p("See ", field_("REF _Ref1 \\h", "Article 28"), " above.")
    new = p(bookmark(1, "_Ref1", "Article 31"), " Scope") + p("See ", field_("REF _Ref1 \\h", "Article 31"), " above.")
    return bodies(old, new)


@pair
def reference_to_a_bookmark_that_is_gone() -> Pair:
    old = p(bookmark(1, "_Ref1", "Article 28"), " Scope") + p("See ", field_("REF _Ref1 \\h", "Article 28"), " above.")
    return bodies(old, p("Article 28 Scope") + p("See article 28 above."))


@pair
def simple_fields() -> Pair:
    old = p("Page ", f'<w:fldSimple w:instr=" PAGE ">{r("1")}</w:fldSimple>', " of ", field_("NUMPAGES", "9"))
    return bodies(
        old, p("Page ", f'<w:fldSimple w:instr=" PAGE ">{r("2")}</w:fldSimple>', " of ", field_("SECTIONPAGES", "9"))
    )


@pair
def field_over_paragraphs() -> Pair:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'  # noqa: E501
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    old = p(begin, "Article 1. Scope 3") + p("Article 2. Terms 4") + p(end)
    return bodies(old, p(begin, "Article 1. Scope 3") + p("Article 2. Objective 4") + p("Article 3. Terms 5") + p(end))


@pair
def images() -> Pair:
    old = Word(p("Seal: ", picture("i1")) + p("Flag: ", picture("i2", 2)) + LAST, images={"i1": RED, "i2": RED})
    return old, Word(p("Seal: ", picture("i1")) + p("Flag: ", picture("i2", 2)) + LAST, images={"i1": BLUE, "i2": RED})


@pair
def image_deleted() -> Pair:
    return Word(p("Seal: ", picture("i1"), " end") + LAST, images={"i1": RED}), Word(p("Seal: end") + LAST)


@pair
def equations() -> Pair:
    return bodies(p("Let ", equation("x", "+", "1"), " be."), p("Let ", equation("y", "+", "1"), " be ", equation("z")))


@pair
def content_controls() -> Pair:
    old = control("status", p(ONE)) + p("Name: ", control("name", r("Alpha")), " end.")
    return bodies(old, control("status", p(TWO), p(ONE)) + p("Name: ", control("name", r("Beta")), " end."))


@pair
def content_controls_added_and_removed() -> Pair:
    old = control("gone", p(ONE)) + p("Name: ", control("lost", r("Alpha")), " end.") + p(TWO)
    return bodies(old, p(ONE) + p("Name: Alpha end.") + control("fresh", p(TWO)) + p("By ", control("who", r("Chair"))))


@pair
def text_boxes() -> Pair:
    return bodies(
        p("Before ", box(p(ONE), p(TWO)), " after."),
        p("Before ", box(p(ONE.replace("shall", "may")), p(THREE)), " after."),
    )


@pair
def comments_kept() -> Pair:
    old = Word(p(commented(1, "Each Party"), " shall adopt.") + LAST, comments=comment(1, "Why each?"))
    return old, Word(p(commented(1, "Each Party"), " may adopt.") + LAST, comments=comment(1, "Why each?"))


@pair
def comments_on_one_side() -> Pair:
    old = Word(p(commented(1, "Each Party"), " shall adopt.") + p(TWO) + LAST, comments=comment(1, "Old remark"))
    return old, Word(p("Each Party shall adopt.") + p(commented(1, TWO)) + LAST, comments=comment(1, "New remark"))


def _rows(*more: str, value: str = "10") -> str:
    return row("Category", "Threshold", "Date") + row("Primary production", value, "2030") + "".join(more)


@pair
def table_of_contents_made_anew() -> Pair:
    def of(first: int, page: int) -> str:
        lines = ""
        for place, name in enumerate(("Scope", "Terms that are used here")):
            anchor = f"_Toc{first + place}"
            inside = r(name) + bare("<w:tab/>") + field_(f"PAGEREF {anchor} \\h", str(page + place))
            lines += p(f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside}</w:hyperlink>')
        return lines + p(ONE)

    return bodies(of(100, 1), of(731, 3).replace("used here", "used"))


@pair
def table_cell_text() -> Pair:
    return bodies(table(_rows()), table(_rows(value="12")))


@pair
def table_rows() -> Pair:
    smelting, kilns = row("Secondary smelting", "25", "2032"), row("Lime kilns", "30", "2036")
    return bodies(table(_rows(smelting)), table(_rows(kilns)))


@pair
def table_row_between() -> Pair:
    smelting, kilns = row("Secondary smelting", "25", "2032"), row("Lime kilns", "30", "2036", trpr="<w:cantSplit/>")
    return bodies(table(_rows(smelting)), table(_rows(kilns, smelting)))


@pair
def table_column_added() -> Pair:
    old = table(row("Category", "Date"), row("Production", "2030"), row("Smelting", "2032"), columns=2)
    return bodies(
        old, table(row("Category", "Threshold", "Date"), row("Production", "10", "2030"), row("Smelting", "25", "2032"))
    )


@pair
def table_column_removed() -> Pair:
    old, new = table_column_added()
    return new, old


@pair
def table_cells_merged() -> Pair:
    wide = '<w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/>'
    old = table(row("A", "B", "C"), row("D", "E", "F"), row("G", "H", "I"))
    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    new = table(
        row(cell("A B", tcpr=wide), "C"), row(cell("D", tcpr=top), "E", "F"), row(cell("G", tcpr=below), "H", "I")
    )
    return bodies(old, new)


@pair
def table_cells_merged_downwards() -> Pair:
    def of(top: str, below: str, value: str) -> str:
        return table(
            row("Category", "Threshold", "Date"),
            row(cell("Smelting", tcpr=f"{WIDTH}{top}"), value, "2030"),
            row(cell("", tcpr=f"{WIDTH}{below}"), "25", "2032"),
        )

    return bodies(of("", "", "10"), of('<w:vMerge w:val="restart"/>', "<w:vMerge/>", "12"))


@pair
def table_row_moved() -> Pair:
    kilns, smelting = row("Lime kilns", "30", "2036"), row("Secondary smelting of lead", "25", "2032")
    boilers = row("Industrial boilers", "50", "2031")
    return bodies(table(_rows(kilns, smelting, boilers)), table(_rows(smelting, boilers, kilns)))


@pair
def table_properties() -> Pair:
    new = table(_rows(), tblpr='<w:jc w:val="center"/>').replace('<w:tcW w:w="2000"', '<w:tcW w:w="2500"', 1)
    return bodies(table(_rows()), new.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1))


@pair
def table_nested() -> Pair:
    inner = table(row("x", "y"), columns=2)
    other = table(row("x", "z"), row("new", "row"), columns=2)
    return bodies(table(row(cell(p("In:"), inner, p()), "B")), table(row(cell(p("In:"), other, p()), "B")))


@pair
def table_deleted() -> Pair:
    return bodies(p(ONE) + table(_rows()) + p(TWO), p(ONE) + p(TWO))


@pair
def table_inserted() -> Pair:
    return bodies(p(ONE) + p(TWO), p(ONE) + table(_rows()) + p(TWO))


@pair
def table_at_the_end() -> Pair:
    return Word(p(ONE) + p(TWO)), Word(p(ONE) + p(TWO) + table(_rows()) + p())


@pair
def table_with_bookmarks_between_its_rows() -> Pair:
    def of(value: str, *, more: str = "") -> str:
        start, end = '<w:bookmarkStart w:id="3" w:name="Rows"/>', '<w:bookmarkEnd w:id="3"/>'
        first, second = row("Category", "Threshold"), row("Primary production", value)
        return table(first, start, second, more, end, columns=2)

    return bodies(of("10"), of("12", more=row("Lime kilns", "30")))


@pair
def table_rows_in_content_controls() -> Pair:
    def of(value: str) -> str:
        return table(row("Category", "Threshold"), control("rows", row("Primary production", value)), columns=2)

    return bodies(of("10") + p(ONE) + of("7"), of("12") + p(TWO) + of("7"))


@pair
def custom_markup_and_smart_tags() -> Pair:
    tag = '<w:smartTag w:uri="urn:x" w:element="place">{}</w:smartTag>'
    clause = p("Done at ", tag.format(r("Geneva")), " today.")
    old = f'<w:customXml w:uri="urn:x" w:element="clause">{clause}</w:customXml>'
    return bodies(old, p("Done at ", tag.format(r("Vienna")), " today."))


@pair
def tracked_changes_in_the_inputs() -> Pair:
    old = p("Each Party ", revised("ins", "shall "), revised("del", "may "), "adopt measures.") + p(TWO)
    return bodies(old, p("Each Party should adopt ", revised("del", "legislative "), "measures.") + p(TWO))


@pair
def nothing() -> Pair:
    body = p(ONE) + table(_rows()) + p(TWO, reference(1))
    return bodies(body, body, footnotes=note(1, "A note."))


# --------------------------------------------------------------------------------- what real files hold and few expect


def _number_in_fields(count: int, changed: int = 0) -> str:
    numbers = (str(n + (n >= changed > 0)) for n in range(1, count + 1))
    return p("See ", *(part for n in numbers for part in (field_(f"REF _Ref{n} \\h", "article ", n), ", ")), "and on.")


@pair
def results_of_references() -> Pair:
    return bodies(_number_in_fields(6), _number_in_fields(6, 3).replace("and on", "and so on"))


@pair
def numbers_of_captions() -> Pair:
    def of(*names: str) -> str:
        lines = enumerate(names, 1)
        return "".join(p("Table ", field_("SEQ Table \\* ARABIC", str(n)), f". {name}") for n, name in lines)

    return bodies(of("Smelters", "Kilns", "Boilers"), of("Smelters of lead", "Dryers", "Kilns", "Boilers"))


@pair
def citation_of_a_reference_manager() -> Pair:
    cited = field_("ADDIN ZOTERO_ITEM CSL_CITATION {}", "(Smith ", "2020)")
    said = Word(
        p(ONE, reference(1)) + LAST, footnotes=note(1, "See PLACE.").replace("PLACE", f"</w:t></w:r>{cited}<w:r><w:t>")
    )
    return said, Word(said.body, footnotes=said.footnotes.replace("See ", "For details see "))


@pair
def style_under_another_id() -> Pair:
    style = (
        '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="Clause"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    )
    old, new = (
        Word(p(ONE, style=i) + p(t, style=i) + LAST, styles=style.format(i)) for i, t in (("C1", TWO), ("C2", THREE))
    )
    return old, new


@pair
def list_that_counts_in_another_format() -> Pair:
    body = p(ONE, ppr=num(1)) + p(TWO, ppr=num(1)) + p(THREE, ppr=num(1)) + LAST
    lists = numbering((1, "%1."))
    letters = lists.replace('"decimal"', '"lowerLetter"').replace('"%1."', '"(%1)"')
    return Word(body, numbering=lists), Word(body, numbering=letters)


@pair
def headers_of_first_and_even_pages() -> Pair:
    pages = (("even", "h2"), ("default", "h1"), ("first", "h3"))
    refs = "".join(f'<w:headerReference w:type="{page}" r:id="{rid}"/>' for page, rid in pages)
    old, new = ({rid: p(f"A/CONF.1/L.{n}, {page}") for page, rid in pages} for n in (3, 4))
    even = "<w:evenAndOddHeaders/>"
    return (
        Word(p(ONE) + LAST, f"{refs}{A4}<w:titlePg/>", headers=old, settings=even),
        Word(p(ONE) + LAST, f"{refs}{A4}", headers=new, settings=even),
    )


@pair
def where_a_link_leads() -> Pair:
    old, new = ({"l1": f"https://treaties.example.org/{name}"} for name in "ab")
    body = p("See ", link("l1", "the list"), " of substances.") + LAST
    return Word(body, links=old), Word(body, links=new)


def _chosen(word: str) -> str:
    items = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in ("shall", "may"))
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/><w:dropDownList w:lastValue="{word}">{items}</w:dropDownList></w:sdtPr><w:sdtContent>{r(word)}</w:sdtContent></w:sdt>'  # noqa: E501


@pair
def choice_from_a_list() -> Pair:
    return bodies(p("Each Party ", _chosen("shall"), " act."), p("Each Party ", _chosen("may"), " act at once."))


def _ticked(on: bool) -> str:
    box = f'<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="{int(on)}"/></w14:checkbox>'  # noqa: E501
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="9"/>{box}</w:sdtPr><w:sdtContent>{r("☒" if on else "☐")}</w:sdtContent></w:sdt>'
    )


@pair
def box_to_tick() -> Pair:
    return bodies(p("Agreed ", _ticked(False), " in full."), p("Agreed ", _ticked(True), " in full."))


@pair
def footnote_with_a_link() -> Pair:
    def of(words: str) -> Word:
        inside = f'<w:hyperlink w:anchor="Annex">{r(words)}</w:hyperlink>{r(" of the annex.")}'
        said = f'<w:footnote w:id="1"><w:p>{bare("<w:footnoteRef/>")}{r(" See ")}{inside}</w:p></w:footnote>'
        return Word(p(ONE, reference(1)) + LAST, footnotes=said)

    return of("the list"), of("the longer list")


def _embedded(number: int) -> Word:
    shape = '<v:shape id="_x0000_i1025" style="width:72pt;height:36pt"><v:imagedata r:id="i1"/></v:shape>'
    element = '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1" r:id="o1"/>'  # noqa: E501
    held = {"o1": ("package", "embeddings/sheet1.xlsx", b"PK\x03\x04" + bytes([number]) * 40)}
    return Word(p("Costs: ", bare(f"<w:object>{shape}{element}</w:object>")) + LAST, images={"i1": RED}, files=held)


@pair
def embedded_table() -> Pair:
    return _embedded(1), _embedded(2)


@pair
def embedded_table_deleted() -> Pair:
    return _embedded(1), Word(p("Costs: none.") + LAST)


def form(kind: str, data: str) -> str:
    """A field of a form as Word 97 knew it: what it shows stands in its data alone."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="F1"/>{data}</w:ffData></w:fldChar>'
    code = f'<w:instrText xml:space="preserve"> {kind} </w:instrText>'
    return bare(begin) + bare(code) + bare('<w:fldChar w:fldCharType="end"/>')


@pair
def a_choice_in_a_form() -> Pair:
    entries = '<w:ddList><w:result w:val="{}"/><w:listEntry w:val="shall"/><w:listEntry w:val="may"/></w:ddList>'
    return bodies(*(p("Each Party ", form("FORMDROPDOWN", entries.format(n)), " report.") for n in (0, 1)))


@pair
def a_tick_in_a_form() -> Pair:
    box = '<w:checkBox><w:sizeAuto/><w:default w:val="{}"/></w:checkBox>'
    return bodies(*(p("Ratified ", form("FORMCHECKBOX", box.format(n)), " by all.") for n in (0, 1)))


@pair
def a_section_between_that_shows_the_header_before_it() -> Pair:
    first = section('<w:headerReference w:type="default" r:id="h1"/>' + A4)
    heads = {"h1": p("A/1")}
    old = Word(p(ONE, ppr=first) + p(FOUR) + LAST, A4, headers=heads)
    return old, Word(p(ONE, ppr=first) + p(TWO, ppr=section(LANDSCAPE)) + p(FOUR) + LAST, A4, headers=heads)
