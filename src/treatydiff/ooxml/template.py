"""An empty document as United Nations drafts look: A4, a serif face, headings centred."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from treatydiff.model import Draft
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import paragraph
from treatydiff.ooxml.roles import StyleRole
from treatydiff.ooxml.xml import PPR, SECTPR, Element, W
from treatydiff.text.languages import is_spaced
from treatydiff.text.safe_text import xml_text


def blank_document(title: str, symbol: str, language: str, *, landscape: bool = False) -> Document:
    """An empty document on A4 in our styles, the symbol at the head and the page number at the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2) if landscape else Cm(3)
    section.top_margin = section.bottom_margin = Cm(2) if landscape else Cm(2.5)
    _set_styles(document, language)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment, foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(xml_text(symbol))
    field_ = etree.SubElement(foot._p, W + "fldSimple")
    field_.set(W + "instr", " PAGE ")
    field_.append(foot.add_run("1")._r)
    zoom = document.settings.element.find(W + "zoom")
    if zoom is not None:
        zoom.set(W + "percent", "100")  # python-docx's own template lacks it, and the schema wants it
    document.core_properties.title = xml_text(title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    return document


def paper(draft: Draft, blocks: Iterable[Element], title: str = "", *, landscape: bool = True) -> WordPackage:
    """A Word file of our own on a draft: these blocks in an empty document, an empty paragraph behind them.

    ``title``: what the file is called; if empty, what the draft is.
    """
    stream = io.BytesIO()
    called = title or draft.title or draft.label
    blank_document(called, draft.symbol or draft.label, draft.language, landscape=landscape).save(stream)
    package = WordPackage(stream.getvalue())
    package.drop_unwanted()
    section = package.body.find(SECTPR)
    package.body[:] = [*blocks, paragraph(())]
    if section is not None:
        package.body.append(section)
    return package


@dataclass(frozen=True, slots=True)
class _RunLook:
    size: float = 10
    bold: bool = False
    centred: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    """Indents in centimetres."""
    first: float = 0
    justified: bool = True
    tab: float = 0
    """Where the text after a number begins, in centimetres."""


_LOOKS = {
    StyleRole.TEXT: _RunLook(justified=False),
    StyleRole.TITLE: _RunLook(14, bold=True, centred=True, before=12, after=12),
    StyleRole.COVER: _RunLook(10, bold=True, justified=False, after=2),
    StyleRole.NOTE: _RunLook(10, bold=True, centred=True, after=12),
    StyleRole.DIVISION: _RunLook(12, bold=True, centred=True, before=18),
    StyleRole.ARTICLE: _RunLook(10, bold=True, centred=True, before=12),
    StyleRole.PARAGRAPH: _RunLook(first=1, tab=2),
    StyleRole.SUBPARAGRAPH: _RunLook(left=2, first=-1),
    StyleRole.ITEM: _RunLook(left=3, first=-1),
    StyleRole.FOOTNOTE: _RunLook(8, after=2, justified=False),
}


def _set_styles(document: Document, language: str) -> None:
    for role, look in _LOOKS.items():
        style = document.styles[role.value]
        assert isinstance(style, ParagraphStyle)
        _set_style(style, look, language)


def _set_style(style: ParagraphStyle, look: _RunLook, language: str) -> None:
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = "Times New Roman", Pt(look.size), look.bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    rpr = style.element.get_or_add_rPr()
    for spread in rpr.findall(W + "spacing"):  # letters of a subtitle stand apart in python-docx's own template
        rpr.remove(spread)
    fonts = rpr.get_or_add_rFonts()
    for name in [n for n in fonts.attrib if "Theme" in str(n)]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), "Times New Roman" if is_spaced(language) else "SimSun")
    fonts.set(qn("w:cs"), "Times New Roman")
    for tag, script in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):  # Arabic goes by these
        plain = rpr.find(W + tag)
        if plain is not None:
            for old in rpr.findall(W + script):
                rpr.remove(old)
            complex_ = etree.Element(W + script)
            complex_.attrib.update(plain.attrib)
            plain.addnext(complex_)
    for border in style.element.findall(f"{PPR}/{W}pBdr"):
        border.getparent().remove(border)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.left_indent, paragraph.first_line_indent = Cm(look.left), Cm(look.first)
    if look.tab:
        paragraph.tab_stops.add_tab_stop(Cm(look.tab))
    paragraph.line_spacing = 1.15
    paragraph.keep_with_next = look.centred
    plain = WD_ALIGN_PARAGRAPH.JUSTIFY if look.justified else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else plain
