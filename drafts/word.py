"""The sample drafts as Word files in the layout of a United Nations document: cover, running head, headings, footnotes.

The bytes depend on nothing but the text: no clock, no random ids, fixed time stamps in the archive.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from drafts.convention import FOOTNOTE, ROMAN, Article, Para, State, label, numbered

FONT = "Times New Roman"
LEFT, HANG, WIDTH = 2.2, 1.0, 16.6
"""Centimetres: indent of the body, step of a subparagraph, width of the text."""
COMMITTEE = "Ad Hoc Committee to Elaborate a Convention on Electronic Evidence and Cooperation in Criminal Matters"
INK = re.compile(r"(\*[^*]+\*)")
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True)
class Layout:
    """How one draft is printed."""

    name: str
    symbol: str
    issued: datetime
    job: str
    session: str
    venue: str
    title: str
    note: tuple[str, ...]
    automatic: bool
    """Numbers of paragraphs are Word's automatic ones, not typed."""
    glued: bool
    """Headings stand on the line of the number: ``Article 5. Use of terms``."""


class Writer:
    """Writes one draft."""

    def __init__(self, state: State, layout: Layout) -> None:
        self.state, self.layout = state, layout
        self.doc: Document = docx.Document()
        self.footnotes: list[str] = []
        self.list = 0

    def write(self) -> bytes:
        self.styles()
        self.page()
        self.cover()
        self.text()
        self.footnote_part()
        self.properties()
        self.tidy()
        buffer = BytesIO()
        self.doc.save(buffer)
        return settle(buffer.getvalue())

    # ---------------------------------------------------------------------------------------------- styles and page

    def styles(self) -> None:
        for name, points, before, after in (("Normal", 10, 0, 6), ("Heading 1", 13, 18, 6), ("Heading 2", 11, 12, 6)):
            style = self.doc.styles[name]
            style.font.name, style.font.size, style.font.bold = FONT, Pt(points), name != "Normal"
            style.font.color.rgb = None
            plain_fonts(style.element)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for name, kind, size in (("Footnote Text", 1, 8.5), ("Footnote Reference", 2, 10)):
            style = self.doc.styles.add_style(name, kind)
            style.font.name, style.font.size = FONT, Pt(size)
        self.doc.styles["Footnote Text"].base_style = self.doc.styles["Normal"]
        self.doc.styles["Footnote Text"].paragraph_format.left_indent = Cm(LEFT)
        self.doc.styles["Footnote Reference"].font.superscript = True

    def page(self) -> None:
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.different_first_page_header_footer = True
        self.doc.settings.odd_and_even_pages_header_footer = True
        for head, right in ((section.header, True), (section.even_page_header, False)):
            symbol = head.paragraphs[0]
            symbol.add_run(self.layout.symbol).bold = True
            symbol.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        number_footer(section.footer.paragraphs[0], self.layout.job, odd=True)
        number_footer(section.even_page_footer.paragraphs[0], self.layout.job, odd=False)
        first = section.first_page_footer.paragraphs[0]
        first.add_run(f"{self.layout.job} (E)    {self.layout.issued:%d%m%y}")
        section.first_page_footer.add_paragraph(f"*{self.layout.job.removeprefix('V.').replace('-', '')}*")

    # -------------------------------------------------------------------------------------------------------- cover

    def cover(self) -> None:
        layout = self.layout
        table = self.doc.add_table(rows=2, cols=2)
        table.autofit = False
        table.columns[0].width, table.columns[1].width = Cm(10.6), Cm(6)
        rows = (("United Nations", layout.symbol), ("General Assembly", ""))
        for row, (left, right) in zip(table.rows, rows, strict=True):
            row.cells[0].width, row.cells[1].width = Cm(10.6), Cm(6)
            run = row.cells[0].paragraphs[0].add_run(left)
            run.bold, run.font.size = True, Pt(20 if left.startswith("General") else 12)
            row.cells[1].paragraphs[0].add_run(right).font.size = Pt(14)
            for cell in row.cells:
                underline(cell)
        cell = table.rows[1].cells[1]
        cell.paragraphs[0].add_run("Distr.: General")
        cell.paragraphs[0].paragraph_format.space_before = Pt(6)
        cell.add_paragraph(f"{layout.issued.day} {layout.issued:%B %Y}")
        cell.add_paragraph("Original: English")
        self.doc.add_paragraph().paragraph_format.space_after = Pt(0)
        for line, bold in ((COMMITTEE, True), (layout.session, True), (layout.venue, False)):
            paragraph = self.doc.add_paragraph()
            paragraph.add_run(line).bold = bold
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.right_indent = Cm(8)
        title = self.centred(layout.title, "Normal", bold=True)
        title.runs[0].font.size = Pt(16)
        title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(30), Pt(12)
        self.centred("Note by the Chair", "Normal", bold=True)
        for index, line in enumerate(layout.note, 1):
            self.body(f"{index}.", line, LEFT, 0)
        self.doc.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    # --------------------------------------------------------------------------------------------------------- text

    def text(self) -> None:
        self.centred("Draft Convention on Electronic Evidence and Cooperation in Criminal Matters", "Heading 1")
        self.centred("Preamble", "Heading 1")
        for para in self.state.text.preamble:
            self.body("", para.text, LEFT, HANG)
        for index, chapter in enumerate(self.state.text.chapters, 1):
            self.chapter(f"Chapter {ROMAN[index]}", chapter.heading)
            for article in chapter.articles:
                self.article(article)
        annex = self.state.text.annex
        self.centred("Annex", "Heading 1").paragraph_format.page_break_before = True
        self.centred(annex.heading, "Heading 1")
        self.paras(annex)

    def chapter(self, number: str, heading: str) -> None:
        if self.layout.glued:
            paragraph = self.centred(number, "Heading 1")
            paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(heading)
        else:
            self.centred(number, "Heading 1").paragraph_format.space_after = Pt(0)
            self.centred(heading, "Heading 1").paragraph_format.space_before = Pt(0)

    def article(self, article: Article) -> None:
        opening = "[" if article.bracketed else ""
        number = f"{opening}Article {article.number}"
        if article.note:
            self.centred(number, "Heading 2")
            return self.body("", article.note, LEFT, HANG)
        if self.layout.glued:
            self.centred(f"{number}. {article.heading}", "Heading 2")
        else:
            self.centred(number, "Heading 2").paragraph_format.space_after = Pt(0)
            self.centred(article.heading, "Heading 2").paragraph_format.space_before = Pt(0)
        return self.paras(article)

    def paras(self, article: Article) -> None:
        self.list = self.new_list() if self.layout.automatic else 0
        last = article.paras[-1]
        for para, inner in numbered(article.paras):
            closing = "]" if para.bracketed or (article.bracketed and para is last) else ""
            self.para(para, label(para, inner), closing)

    def para(self, para: Para, printed: str, closing: str) -> None:
        depth = {"sub": 1, "item": 2}.get(para.kind, 0)
        if para.kind == "option":
            self.option(para.text)
        elif self.list and printed and not para.bracketed:
            self.listed(depth, para.text + closing)
        elif depth:
            self.body(printed, para.text + closing, LEFT + (depth + 1) * HANG, -HANG)
        else:
            self.body(printed, para.text + closing, LEFT, HANG)

    def option(self, words: str) -> None:
        if words:
            self.centred(words, "Normal", bold=True)

    def body(self, printed: str, words: str, left: float, first: float) -> None:
        paragraph = self.doc.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent, form.right_indent = Cm(left), Cm(first), Cm(LEFT)
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if printed:
            form.tab_stops.add_tab_stop(Cm(left if first < 0 else left + first + HANG))
            paragraph.add_run(f"{printed}\t")
        self.runs(paragraph, words)

    def listed(self, depth: int, words: str) -> None:
        """A paragraph that Word numbers."""
        paragraph = self.doc.add_paragraph()
        paragraph.paragraph_format.right_indent = Cm(LEFT)
        paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{self.list}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().insert(0, parse_xml(number))
        self.runs(paragraph, words)

    def runs(self, paragraph: Paragraph, words: str) -> None:
        """Text with italics and footnotes."""
        start = 0
        for note in FOOTNOTE.finditer(words):
            self.inked(paragraph, words[start : note.start()])
            self.footnote(paragraph, self.state.print(note[1]))
            start = note.end()
        self.inked(paragraph, words[start:])

    def inked(self, paragraph: Paragraph, words: str) -> None:
        for part in filter(None, INK.split(self.state.print(words))):
            paragraph.add_run(part.strip("*")).italic = part.startswith("*") or None

    def centred(self, words: str, style: str, *, bold: bool = False) -> Paragraph:
        paragraph = self.doc.add_paragraph(style=style)
        run = paragraph.add_run(words)
        run.bold = bold or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(LEFT)
        paragraph.paragraph_format.keep_with_next = True
        return paragraph

    # --------------------------------------------------------------------------------------- numbering and footnotes

    def new_list(self) -> int:
        """A list of its own for each article: three levels, counted from 1."""
        numbering = self.doc.part.numbering_part.element
        abstract = 900
        if self.list == 0 and not numbering.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']"):
            numbering.insert(0, parse_xml(abstract_list(abstract)))
        num = numbering.add_num(abstract)
        for level in range(3):
            num.add_lvlOverride(ilvl=level).add_startOverride(1)
        return int(num.numId)

    def footnote(self, paragraph: Paragraph, words: str) -> None:
        self.footnotes.append(words)
        run = paragraph.add_run()
        run.style = self.doc.styles["Footnote Reference"]
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self.footnotes)))
        run._r.append(mark)

    def footnote_part(self) -> None:
        rows = [separator(-1, "separator"), separator(0, "continuationSeparator")]
        rows += [footnote_xml(index, words) for index, words in enumerate(self.footnotes, 1)]
        xml = f"<w:footnotes {nsdecls('w')}>{''.join(rows)}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), self.doc.part.package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def properties(self) -> None:
        core = self.doc.core_properties
        core.title = f"{self.layout.symbol} {self.layout.title}"
        core.subject = "A sample draft; the convention is invented"
        core.author = core.last_modified_by = "The treatydiff authors"
        core.created = core.modified = self.layout.issued
        core.comments, core.keywords, core.language = "", "", "en"
        core.revision = 1

    def tidy(self) -> None:
        """Drop what python-docx's template brings along: a second set of styles, a zoom that the schema refuses."""
        relations = self.doc.part.rels
        for key in [key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
            del relations[key]
        for zoom in self.doc.settings.element.findall(qn("w:zoom")):
            zoom.set(qn("w:percent"), "100")


# ------------------------------------------------------------------------------------------------------------- pieces


def plain_fonts(style: object) -> None:
    """Drop the theme's fonts and colours, which would override the plain ones."""
    for fonts in style.xpath("w:rPr/w:rFonts"):  # type: ignore[attr-defined]
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
    for colour in style.xpath("w:rPr/w:color"):  # type: ignore[attr-defined]
        colour.getparent().remove(colour)


def underline(cell: _Cell) -> None:
    border = f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:color="000000"/></w:tcBorders>'
    cell._tc.get_or_add_tcPr().append(parse_xml(border))


def number_footer(paragraph: Paragraph, job: str, *, odd: bool) -> None:
    """``3/24`` at the outer edge, the job number at the inner one."""
    paragraph.style = "Normal"  # the footer's own style has a tab stop in the middle
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    if odd:
        paragraph.add_run(f"{job}\t")
    for code, after in (("PAGE", "/"), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = paragraph.add_run("1")
        run.bold = True
        field.append(run._r)
        paragraph._p.append(field)
        paragraph.add_run(after).bold = True
    if not odd:
        paragraph.add_run(f"\t{job}")


def abstract_list(id: int) -> str:
    levels = (
        ("decimal", "%1.", LEFT, HANG),
        ("lowerLetter", "(%2)", LEFT + 2 * HANG, -HANG),
        ("lowerRoman", "(%3)", LEFT + 3 * HANG, -HANG),
    )
    rows = [level_xml(index, *level) for index, level in enumerate(levels)]
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}">{kind}{"".join(rows)}</w:abstractNum>'


def level_xml(index: int, form: str, text: str, left: float, first: float) -> str:
    twips = round(left * 567)
    hang = f'w:firstLine="{round(first * 567)}"' if first > 0 else f'w:hanging="{round(-first * 567)}"'
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{twips + round(2 * first * 567) if first > 0 else twips}"/></w:tabs>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{tab}<w:ind w:left="{twips}" {hang}/></w:pPr></w:lvl>'
    )


def separator(id: int, kind: str) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'


def footnote_xml(id: int, words: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    text = f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r>'
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    return f'<w:footnote w:id="{id}"><w:p>{style}{mark}{text}</w:p></w:footnote>'


def settle(data: bytes) -> bytes:
    """The same archive with fixed time stamps and without the template's picture of a page."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def save(state: State, layout: Layout, folder: Path) -> Path:
    path = folder / f"{layout.name}.docx"
    path.write_bytes(Writer(state, layout).write())
    return path
