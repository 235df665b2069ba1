"""Whatever makes Word show other words than the runs of a file, by its schemas: read as it is shown, or told."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from docx_making import SEPARATORS, W, cell, docx, field, p, r, row, style, table, zipped
from treatydiff.model import Notice
from treatydiff.readers import READERS, ReadOptions
from treatydiff.readers.docx.shown import TABLE

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
GROUPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
BINDING = (
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="{path}" w:prefixMappings="xmlns:n=\'u\'" w:storeItemID="{{1}}"/><w:text/>'
    "</w:sdtPr><w:sdtContent>" + r("shall") + "</w:sdtContent></w:sdt>"
)
STORE = {"customXml/item1.xml": '<a xmlns="u"><b>may</b><b>must</b><c d="could"/></a>'}
THEME = (
    f'<a:theme {A}><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="FEFEFE"/></a:accent1>'
    "</a:clrScheme></a:themeElements></a:theme>"
)
LINK = (
    '<Relationship Id="k" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{part}"/>'
)
THEMED = LINK.format(kind="theme", part="theme/theme1.xml")


def read(*body: str, parts: Mapping[str, bytes | str] | None = None, **more: str) -> tuple[str, list[Notice]]:
    reading = READERS["docx"].read(docx(*body, parts=parts, **more), "draft.docx")  # type: ignore[arg-type]
    return " / ".join(block.text for block in reading.blocks), list(reading.notices)


def told(notices: list[Notice]) -> str:
    return " | ".join(f"{n.message} {' '.join(n.set_aside)}" for n in notices if n.unseen)


def anchored(inside: str, text: str, extent: str = '<wp:extent cx="900000" cy="900000"/>') -> str:
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx></wps:wsp>"
    return f"<w:r><w:drawing><wp:anchor {WP}>{extent}{inside}{box}</wp:anchor></w:drawing></w:r>"


def grouped(box: str, outer: str = '<a:ext cx="900000" cy="900000"/>') -> str:
    """A shape with words in a group that is drawn in some size."""
    place = f'<a:xfrm {A}>{outer}<a:chExt cx="900000" cy="900000"/></a:xfrm>'
    words = p(r("not", '<w:color w:val="112233"/>'))
    shape = f"<wps:wsp>{box}<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp>"
    group = f'<wpg:wgp xmlns:wpg="{GROUPS}"><wpg:grpSpPr>{place}</wpg:grpSpPr>{shape}</wpg:wgp>'
    return f"<w:r><w:drawing><wp:inline {WP}>{group}</wp:inline></w:drawing></w:r>"


SHOWN = {
    "bound control": (BINDING.format(path="/n:a/n:b"), "may"),
    "bound to the second of several": (BINDING.format(path="/n:a[1]/n:b[2]"), "must"),
    "bound to an attribute": (BINDING.format(path="/n:a/n:c/@d"), "could"),
    "bound by a path that is not walked": (BINDING.format(path="//n:b[last()]"), "shall"),
    "another content for others": (
        "<mc:AlternateContent><mc:Choice Requires='wps'>" + r("shall") + "</mc:Choice><mc:Fallback>" + r("may")
        + "</mc:Fallback></mc:AlternateContent>", "may"),
    "a content that Word does not know": (f'<x:y xmlns:x="urn:x">{r("unless it objects")}</x:y>', "unless it objects"),
    "ruby": (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('not')}</w:rt><w:rubyBase>{r('shall')}</w:rubyBase></w:ruby></w:r>", "not"),
    "WordArt": ('<w:r><w:pict><v:shape><v:textpath string="NOT"/></v:shape></w:pict></w:r>', "NOT"),
    "letters of a drawing": (
        f"<w:r><w:drawing><wp:inline {WP}><a:t {A}>NOT</a:t></wp:inline></w:drawing></w:r>", "NOT"),
    "list of a form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="shall"/>'
        '<w:listEntry w:val="may"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "may"),
    "box of a form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "☒"),
    "a picture among words": (
        f'<w:r><w:drawing><wp:inline {WP}><wp:docPr id="1" descr="not"/><a:blip {A} r:embed="p"/></wp:inline>'
        "</w:drawing></w:r>", "not picture"),
    "an object": (
        '<w:r><w:object><v:shape><v:imagedata r:id="k"/></v:shape><o:OLEObject '
        'xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet"/></w:object></w:r>', "Excel.Sheet"),
    "ink in a drawing": (
        f'<w:r><w:drawing><wp:inline {WP}><wp:contentPart r:id="k"/></wp:inline></w:drawing></w:r>', "contentPart"),
    **{f"{tag} that is hidden": (
        f'<w:r><w:pict><v:{tag} style="visibility:hidden"><v:textbox><w:txbxContent>{p("not")}</w:txbxContent>'
        f"</v:textbox></v:{tag}></w:pict></w:r>", "not")
        for tag in "arc curve line oval polyline roundrect".split()},
    "struck by an accent": (
        f'<m:oMath {M}><m:acc><m:accPr><m:chr m:val="\u0338"/></m:accPr><m:e><m:r><m:t>shall</m:t></m:r></m:e></m:acc>'
        "</m:oMath>", "shall"),
    "a field in one element": (f"<w:fldSimple w:instr='QUOTE may'>{r('shall')}</w:fldSimple>", "may"),
    "list of a form by its default": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:default w:val="1"/><w:listEntry w:val="shall"/>'
        '<w:listEntry w:val="may"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "may"),
    "ink of another year": ('<w:r><w14:contentPart r:id="k"/></w:r>', "contentPart"),
    "bound as a newer program does": (
        BINDING.format(path="/n:a/n:b").replace("<w:dataBinding ", f"<w15:dataBinding {W15} "), "may"),
    "a control": ('<w:r><w:object><w:control r:id="k" w:name="Box1"/></w:object></w:r>', "Box1"),
    "a film": ('<w:r><w:pict><w:movie r:id="k"/></w:pict></w:r>', "movie"),
    "ink": ('<w:r><w:contentPart r:id="k"/></w:r>', "contentPart"),
    "an old picture": ('<w:r><w:pict><v:image src="not.png"/></w:pict></w:r>', "not.png"),
    "a shape filled with a picture": (
        '<w:r><w:pict><v:rect><v:fill type="frame" r:id="k"/></v:rect></w:pict></w:r>', "picture"),
    "a group that is hidden": (
        '<w:r><w:pict><v:group style="visibility:hidden"><v:rect><v:textbox><w:txbxContent>' + p("not")
        + "</w:txbxContent></v:textbox></v:rect></v:group></w:pict></w:r>", "not"),
    "a line over words": (f"<m:oMath {M}><m:bar><m:e><m:r><m:t>act</m:t></m:r></m:e></m:bar></m:oMath>", "act"),
    "a sign that is drawn": (
        f'<m:oMath {M}><m:nary><m:naryPr><m:chr m:val="¬"/></m:naryPr><m:e><m:r><m:t>act</m:t></m:r></m:e></m:nary>'
        "</m:oMath>", "¬ act"),
    "brackets that are none": (
        f'<m:oMath {M}><m:d><m:dPr><m:begChr m:val="¬"/><m:sepChr m:val="~"/><m:endChr m:val="!"/></m:dPr><m:e><m:r>'
        "<m:t>act</m:t></m:r></m:e></m:d></m:oMath>", "¬ ~ ! act"),
    "a sign over words": (
        f'<m:oMath {M}><m:groupChr><m:groupChrPr><m:chr m:val="✗"/></m:groupChrPr><m:e><m:r><m:t>act</m:t></m:r></m:e>'
        "</m:groupChr></m:oMath>", "✗ act"),
    "a degree that is hidden": (
        f"<m:oMath {M}><m:rad><m:radPr><m:degHide/></m:radPr><m:deg><m:r><m:t>not</m:t></m:r></m:deg></m:rad>"
        "</m:oMath>", "not"),
    "bounds that are hidden": (
        f"<m:oMath {M}><m:nary><m:naryPr><m:subHide/><m:supHide/></m:naryPr><m:sub><m:r><m:t>not</m:t></m:r></m:sub>"
        "<m:sup><m:r><m:t>never</m:t></m:r></m:sup></m:nary></m:oMath>", "not"),
    "a phantom": (
        f'<m:oMath {M}><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>not</m:t></m:r></m:e>'
        "</m:phant></m:oMath>", "not"),
    "a phantom without width": (
        f"<m:oMath {M}><m:phant><m:phantPr><m:zeroWid/></m:phantPr><m:e><m:r><m:t>not</m:t></m:r></m:e></m:phant>"
        "</m:oMath>", "not"),
    "each way of striking": (
        f"<m:oMath {M}><m:borderBox><m:borderBoxPr><m:strikeH/><m:strikeV/><m:strikeBLTR/><m:strikeTLBR/>"
        "</m:borderBoxPr><m:e><m:r><m:t>not</m:t></m:r></m:e></m:borderBox></m:oMath>", "not"),
    "hidden as a style's end": (r("not", "<w:vanish/><w:specVanish/>"), "not"),
    "hidden on the web": (r("not", "<w:vanish/><w:webHidden/>"), "not"),
    "tiny in a complex script": (r("not", '<w:cs/><w:szCs w:val="1"/>'), "not"),
    "date": ("<w:r><w:yearLong/></w:r>", "yearLong"),
    "page number": ("<w:r><w:pgNum/></w:r>", "pgNum"),
    "drawn by a field": (
        r'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \o(shall,may)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "EQ"),
    "a field to be worked out": (
        field("QUOTE may", r("shall")).replace('"begin"', '"begin" w:dirty="true"'), "QUOTE may"),
    "a field that spells out other words": (field('QUOTE "may"', r("shall")), "may"),
    "a field that shows nothing": (field("SET x y", r("not")), "not"),
    "a date that is none": (field("DATE", r("not")), "not"),
    "letters by their numbers": ('<w:r><w:sym w:font="Arial" w:char="F06E"/></w:r>', "n"),
    "struck in an equation": (
        f'<m:oMath {M}><m:borderBox><m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr><m:e><m:r><m:t>not</m:t></m:r>'
        "</m:e></m:borderBox></m:oMath>", "not"),
    "hidden in an equation": (
        f'<m:oMath {M}><m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e><m:r><m:t>not</m:t></m:r></m:e>'
        "</m:phant></m:oMath>", "not"),
    "an old shape before the words": (
        '<w:r><w:pict><v:rect style="position:absolute;width:400pt" fillcolor="white"/></w:pict></w:r>', "A court"),
    "a picture before the words": (
        f'<w:r><w:drawing><wp:anchor {WP} behindDoc="0"><wp:extent cx="900000" cy="900000"/><wp:wrapNone/></wp:anchor>'
        "</w:drawing></w:r>", "A court"),
    "another file": ('<w:altChunk r:id="k"/>', "altChunk"),
    "words from the right": (f'<w:dir w:val="rtl">{r("not shall")}</w:dir>', "not shall"),
    "ink of paper": (r("not", '<w14:textFill><w14:noFill/></w14:textFill>'), "not"),
    "clear ink": (r("not", '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
                    "</w14:srgbClr></w14:solidFill></w14:textFill>"), "not"),
    "white by the theme": (r("not", '<w:color w:val="000000" w:themeColor="background1"/>'), "not"),
    "white by this theme": (r("not", '<w:color w:val="000000" w:themeColor="accent1"/>'), "not"),
    "black on black": (r("not", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "not"),
    "black highlighted black": (r("not", '<w:color w:val="000000"/><w:highlight w:val="black"/>'), "not"),
    "far above the line": (r("not", '<w:position w:val="3000"/>'), "not"),
    "letters on one another": (r("not", '<w:spacing w:val="-300"/>'), "not"),
    "flat letters": (r("not", '<w:w w:val="1%"/>'), "not"),
    "letters fitted into nothing": (r("not", '<w:fitText w:val="1"/>'), "not"),
    "a font of pictures": (r("not", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "not"),
    "box off the page": (anchored('<wp:positionH><wp:posOffset>90000000</wp:posOffset></wp:positionH>', "not"), "not"),
    "box that is hidden": (anchored('<wp:docPr id="1" name="x" hidden="1"/>', "not"), "not"),
    "box of no height": (anchored("", "not", '<wp:extent cx="900000" cy="1"/>'), "not"),
    "a box in a group that is hidden": (grouped('<wps:cNvPr id="3" name="x" hidden="1"/>'), "not"),
    "a picture in a group that is hidden": (
        f'<w:r><w:drawing><wp:inline {WP}><pic:pic {PIC}><pic:nvPicPr><pic:cNvPr hidden="1"/></pic:nvPicPr>{p("not")}'
        "</pic:pic></wp:inline></w:drawing></w:r>", "not"),
    "a shape of a locked canvas that is hidden": (
        f'<w:r><w:drawing><wp:inline {WP}><a:sp {A}><a:nvSpPr><a:cNvPr hidden="1"/></a:nvSpPr>{p("not")}</a:sp>'
        "</wp:inline></w:drawing></w:r>", "not"),
    "a box of no size in a group": (
        grouped(f'<wps:spPr><a:xfrm {A}><a:ext cx="900000" cy="90"/></a:xfrm></wps:spPr>'), "not"),
    "a box in a group that is drawn small": (
        grouped(f'<wps:spPr><a:xfrm {A}><a:ext cx="900000" cy="900000"/></a:xfrm></wps:spPr>',
                '<a:ext cx="9" cy="9"/>'),
        "not"),
    "a box whose margins fill it": (
        grouped(f'<wps:spPr><a:xfrm {A}><a:ext cx="900000" cy="900000"/></a:xfrm></wps:spPr>'
                '<wps:bodyPr lIns="800000" rIns="200000"/>'), "not"),
    "a box that shrinks its letters": (
        grouped(f'<wps:bodyPr><a:normAutofit {A} fontScale="2000"/></wps:bodyPr>'), "not"),
    "a box of the colour of its words": (
        grouped(f'<wps:spPr><a:solidFill {A}><a:srgbClr val="112233"/></a:solidFill></wps:spPr>'), "not"),
    "a box of the colour of a theme's words": (
        grouped(f'<wps:spPr><a:solidFill {A}><a:schemeClr val="tx1"/></a:solidFill></wps:spPr>').replace(
            "112233", "000000"), "not"),
    "an edit at odds with another": (f'<w14:conflictIns w:id="1" w:author="x">{r("not")}</w14:conflictIns>', "not"),
    "one at odds by its look": (r("not", '<w14:conflictDel w:id="1" w:author="x"/>'), "not"),
    "white by degrees": (r("not", '<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr '
                           'w14:val="FFFFFF"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>'), "not"),
    "made light": (r("not", '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:lumMod w14:val="0"/>'
                     '<w14:lumOff w14:val="99000"/></w14:schemeClr></w14:solidFill></w14:textFill>'), "not"),
    "made light by a tint": (r("not", '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="bg1"><w14:shade '
                               'w14:val="99000"/><w14:tint w14:val="9000"/></w14:schemeClr></w14:solidFill>'
                               "</w14:textFill>"), "not"),
    "a theme's black, made white": (r("not", '<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>'), "not"),
    "old box that is hidden": (
        '<w:r><w:pict><v:shape style="visibility:hidden"><v:textbox><w:txbxContent>' + p("not")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>", "not"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_in_a_paragraph(name: str) -> None:
    content, words = SHOWN[name]
    theme = {"word/theme/theme1.xml": THEME}
    _, notices = read(p("A court ", content, " review."), parts=STORE | theme, relations=THEMED)
    assert words in told(notices)


PARAGRAPHS = {
    "frame off the page": p("not", inside='<w:framePr w:w="1" w:x="31000" w:y="1"/>'),
    "frame of no height": p("not", inside='<w:framePr w:h="1" w:hRule="exact"/>'),
    "indent off the page": p("not", inside='<w:ind w:left="31000"/>'),
    "line of no height": p("not", inside='<w:spacing w:line="1" w:lineRule="exact"/>'),
    "black on black": p(r("not", '<w:color w:val="000000"/>'), inside='<w:shd w:val="clear" w:fill="010101"/>'),
    "a section without room": p("not") + p(
        inside='<w:sectPr><w:pgSz w:w="11906"/><w:pgMar w:left="9000" w:right="9000"/></w:sectPr>') + p("seen"),
    "tabs off the page": p(
        r("not"), inside='<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs>').replace("<w:t ", "<w:tab/><w:t "),
    "a cell that goes on": table(
        row(cell("seen", properties='<w:vMerge w:val="restart"/>')), row(cell("not", properties="<w:vMerge/>"))),
    "a cell that goes on to the right": table(
        row(cell("seen", properties='<w:hMerge w:val="restart"/>'), cell("not", properties="<w:hMerge/>"))),
    "margins of a cell": table(row(cell("not", properties='<w:tcMar><w:left w:w="31000" w:type="dxa"/></w:tcMar>'))),
    "margins of all cells": table(row(cell("not"))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblCellMar><w:left w:w="31000" w:type="dxa"/></w:tblCellMar></w:tblPr>'),
    "a blank before a row": table(row(cell("not"), properties='<w:wBefore w:w="31000" w:type="dxa"/>')),
    "folded under its heading": p(
        "not", inside='<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
    "row of no height": table(row(cell("not"), properties='<w:trHeight w:val="1" w:hRule="exact"/>')),
    "hidden row": table(row(cell("not"), properties="<w:hidden/>")),
    "table off the page": table(row(cell("not"))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblpPr w:tblpX="31000"/></w:tblPr>'),
    "table pushed off the page": table(row(cell("not"))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblInd w:w="-31000" w:type="dxa"/></w:tblPr>'),
    "of the colour of its cell": table(row(cell(
        p(r("not", '<w:color w:val="112233"/>')), properties='<w:shd w:val="clear" w:fill="112233"/>'))),
    "tiny in a table": table(row(cell(p(r("not", '<w:sz w:val="1"/>'))))),
}  # fmt: skip


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs_and_rows(name: str) -> None:
    text, notices = read("Article 1", PARAGRAPHS[name])
    assert "not" in text
    assert "not" in told(notices)


def test_of_styles() -> None:
    styles = style("Far", "character", rpr='<w:position w:val="3000"/>') + style(
        "Near", "character", "Far", rpr='<w:position w:val="0"/>'
    )
    _, notices = read(p(r("gone", '<w:rStyle w:val="Far"/>'), r("here", '<w:rStyle w:val="Near"/>')), styles=styles)
    assert "gone" in told(notices)
    assert "here" not in told(notices)


ALIKE = {
    "a field that says what is stored": field('QUOTE "shall"', r("shall")),
    "a date": field("DATE", r("3 March 2026")),
    "a tick": '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    "a picture in the line": f'<w:r><w:drawing><wp:inline {WP}><wp:extent cx="9"/></wp:inline></w:drawing></w:r>',
    "a watermark behind the words": '<w:r><w:pict><v:rect style="position:absolute;z-index:-9"/></w:pict></w:r>',
    "an equation": f"<m:oMath {M}><m:acc><m:e><m:r><m:t>x</m:t></m:r></m:e></m:acc></m:oMath>",
}


@pytest.mark.parametrize("name", ALIKE)
def test_what_is_shown_as_it_is_read_is_quiet(name: str) -> None:
    _, notices = read(p("A court ", ALIKE[name], " review."))
    assert told(notices) == ""


def test_between_text_and_notes() -> None:
    separators = SEPARATORS.replace("<w:separator/>", "<w:t>This article does not apply.</w:t>")
    _, notices = read("Article 1", footnotes=separators)
    assert "This article does not apply." in told(notices)


def test_sentences_in_headers_and_not_what_headers_are_for() -> None:
    heads = (p("Articles 1 and 2 do not apply to measures of national security."), p("Draft Convention, 12 May 2025"))
    reading = READERS["docx"].read(docx("Article 1", headers=heads), "draft.docx")
    unseen = [notice for notice in reading.notices if notice.unseen]
    assert [notice.set_aside for notice in unseen] == [
        ("Articles 1 and 2 do not apply to measures of national security.",)
    ]


def test_comments_are_told_and_are_no_words_of_the_text() -> None:
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0">'
        f"{p('But see article 4.')}</w:comment></w:comments>"
    )
    link = LINK.format(kind="comments", part="comments.xml")
    _, notices = read("Article 1", parts={"word/comments.xml": comments}, relations=link)
    (notice,) = (notice for notice in notices if notice.set_aside)
    assert (notice.set_aside, notice.unseen) == (("But see article 4.",), False)


QUIET = {
    "bound and alike": BINDING.format(path="/n:a/n:b").replace("shall", "may"),
    "bound to nothing": BINDING.format(path="/n:a/n:z"),
    "alike for all": "<mc:AlternateContent><mc:Choice Requires='wps'>" + r("may")
    + "</mc:Choice><mc:Fallback>" + r("may") + "</mc:Fallback></mc:AlternateContent>",
    "black by the theme": r("not", '<w:color w:val="FFFFFF" w:themeColor="text1"/>'),
    "white on blue": r("not", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'),
    "a little higher": r("1", '<w:position w:val="6"/>'),
    "a sign of a font of pictures": r("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "a field of the text": field("REF _Ref1", r("article 1")),
    "a box on the page": anchored('<wp:docPr id="1" name="x"/>', "seen"),
    "a box with room": grouped(f'<wps:spPr><a:xfrm {A}><a:ext cx="900000" cy="900000"/></a:xfrm></wps:spPr>'
                               '<wps:bodyPr lIns="91440" rIns="91440"/>'),
    "a box that shrinks its letters a little": grouped(
        f'<wps:bodyPr><a:normAutofit {A} fontScale="92500"/></wps:bodyPr>'),
    "grey by a tint": r("not", '<w:color w:val="7F7F7F" w:themeColor="text1" w:themeTint="80"/>'),
    "filled with ink": r(
        "not", '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill></w14:textFill>'),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_all_see_is_quiet(name: str) -> None:
    _, notices = read(p("A court ", QUIET[name], " review."), parts=STORE)
    assert told(notices) == ""


def test_words_in_the_colour_of_the_page() -> None:
    body = p(r("not", '<w:color w:val="FF0000"/>'))
    with zipfile.ZipFile(io.BytesIO(docx(body))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"].replace(b"<w:body>", b'<w:background w:color="FF0000"/><w:body>')
    assert "not" in told(list(READERS["docx"].read(zipped(parts | {"word/document.xml": main}), "x.docx").notices))


def test_pictures_before_items_and_frames_of_other_files() -> None:
    bullet = (
        f'<w:numbering xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{R}"><w:numPicBullet><w:pict>'
        '<v:shape><v:imagedata r:id="k"/></v:shape></w:pict></w:numPicBullet></w:numbering>'
    )
    frames = (
        f'<w:webSettings xmlns:w="{W}" xmlns:r="{R}"><w:frameset><w:frame><w:sourceFileName r:id="k"/></w:frame>'
        "</w:frameset></w:webSettings>"
    )
    for kind, part, said in (("numbering", bullet, "before the items"), ("webSettings", frames, "another file")):
        link = LINK.format(kind=kind, part=f"{kind}1.xml")
        _, notices = read("Article 1", parts={f"word/{kind}1.xml": part}, relations=link)
        assert said in told(notices)


CHARTS = {
    "letters": ("chart", f"<c:chart {C} {A}><c:title><a:t>not</a:t></c:title></c:chart>"),
    "a name from a sheet": ("chart", f"<c:chart {C}><c:strCache><c:pt><c:v>not</c:v></c:pt></c:strCache></c:chart>"),
    "a name that is written": ("chart", f"<c:chart {C}><c:strLit><c:pt><c:v>not</c:v></c:pt></c:strLit></c:chart>"),
    "names of several levels": (
        "chart",
        f"<c:chart {C}><c:multiLvlStrCache><c:pt><c:v>not</c:v></c:pt></c:multiLvlStrCache></c:chart>",
    ),
    "a name of a row": ("chart", f"<c:chart {C}><c:tx><c:v>not</c:v></c:tx></c:chart>"),
    "a name of a line": ("chart", f"<c:chart {C}><c:trendline><c:name>not</c:name></c:trendline></c:chart>"),
    "between labels": ("chart", f"<c:chart {C}><c:separator> not </c:separator></c:chart>"),
    "a unit": ("chart", f'<c:chart {C}><c:builtInUnit val="not"/></c:chart>'),
    "a format": ("chart", f"""<c:chart {C}><c:numFmt formatCode='0 "not"'/></c:chart>"""),
    "a format of values": ("chart", f"<c:chart {C}><c:formatCode>0 \\n\\o\\t</c:formatCode></c:chart>"),
    "before items": ("chart", f'<c:chart {C} {A}><a:buChar char="not"/></c:chart>'),
    "a diagram": ("diagramData", f"<dgm:dataModel {DGM} {A}><dgm:t><a:t>not</a:t></dgm:t></dgm:dataModel>"),
    "a diagram as it was drawn": ("diagramDrawing", f'<dsp:drawing xmlns:dsp="urn:d" {A}><a:t>not</a:t></dsp:drawing>'),
}


@pytest.mark.parametrize("name", CHARTS)
def test_in_charts_and_diagrams(name: str) -> None:
    kind, content = CHARTS[name]
    link = LINK.format(kind=kind, part="charts/one.xml")
    _, notices = read("Article 1", parts={"word/charts/one.xml": content}, relations=link)
    assert "“not”" in told(notices)


def test_shapes_that_are_drawn_over_a_chart() -> None:
    link = LINK.format(kind="chart", part="charts/one.xml")
    inner = LINK.format(kind="chartUserShapes", part="two.xml")
    package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts = {
        "word/charts/one.xml": f'<c:chart {C}><c:userShapes r:id="k" xmlns:r="{R}"/></c:chart>',
        "word/charts/_rels/one.xml.rels": f"{package}{inner}</Relationships>",
        "word/charts/two.xml": f"<c:userShapes {C} {A}><a:t>not</a:t></c:userShapes>",
    }
    assert "“not”" in told(read("Article 1", parts=parts, relations=link)[1])


def test_a_chart_of_numbers_is_quiet() -> None:
    chart = (
        f"<c:chart {C}><c:numCache><c:formatCode>General</c:formatCode><c:pt><c:v>30</c:v></c:pt></c:numCache>"
        '<c:separator>; </c:separator><c:numFmt formatCode="0.0%"/></c:chart>'
    )
    link = LINK.format(kind="chart", part="charts/one.xml")
    assert told(read("Article 1", parts={"word/charts/one.xml": chart}, relations=link)[1]) == ""


EFFECTS = (
    "alphaBiLevel alphaCeiling alphaFloor alphaInv alphaMod alphaModFix alphaRepl biLevel blur clrChange clrRepl "
    "duotone fillOverlay grayscl hsl lum"
).split()


def pictured(inside: str = "", beside: str = "") -> str:
    """What is told of a picture among words."""
    blip = f'<a:blip {A} r:embed="k">{inside}</a:blip>{beside}'
    parts = {"word/media/one.png": "one", "word/media/two.svg": "two"}
    links = LINK.format(kind="image", part="media/one.png")
    links += links.replace('"k"', '"l"').replace("one.png", "two.svg")
    drawing = f"<w:r><w:drawing><wp:inline {WP}><pic:blipFill {PIC}>{blip}</pic:blipFill></wp:inline></w:drawing></w:r>"
    return told(read(p("A court ", drawing, " act."), parts=parts, relations=links)[1])


@pytest.mark.parametrize("effect", EFFECTS)
def test_what_a_drawing_does_with_its_picture_makes_another_one_of_it(effect: str) -> None:
    plain = pictured()
    assert "picture" in plain
    assert pictured(f'<a:{effect} amt="1"/>') != plain


def test_so_does_where_it_is_cropped_and_what_newer_programs_show_instead() -> None:
    crop = f"<a:srcRect {A} {{}}/>"
    assert len({pictured(), pictured("", crop.format('l="5000"')), pictured("", crop.format('l="9000"'))}) == 3
    svg = '<a:extLst><a:ext uri="u"><v:svgBlip xmlns:v="urn:svg" r:embed="{}"/></a:ext></a:extLst>'
    assert len({pictured(), pictured(svg.format("k")), pictured(svg.format("l"))}) == 3
    scaled = '<a:extLst><a:ext uri="u"><v:useLocalDpi xmlns:v="urn:svg" val="0"/></a:ext></a:extLst>'
    assert pictured(scaled, crop.format("")) == pictured()


# -------------------------------------------------------------------------------------------------- by the schemas

ELEMENTS = tomllib.loads((Path(__file__).parent / "word_elements.toml").read_text("utf-8"))
NAMES = (Path(__file__).parent / "word_schema_names.txt").read_text("utf-8").split()
"""The elements that the schemas declare."""
ELSEWHERE = frozenset(
    "w:strike w:dstrike w:comment w:comments w:updateFields w:embedRegular w:embedBold w:embedItalic w:embedBoldItalic "
    "w:headerReference w:footerReference w:header w:footnote w:endnote w:background w:sourceFileName w:numPicBullet "
    "w:altChunk w:subDoc w:rtl w:bdo v:textpath wp:anchor c:userShapes a:srcRect".split()
) | {f"a:{effect}" for effect in EFFECTS}
"""What other tests try: of parts beside the text, of what a reader tells by itself."""


def test_every_element_of_the_schemas_is_read_as_it_is_shown_or_told_or_shows_no_word() -> None:
    classed = [
        f"{space}:{name}" for space, kinds in ELEMENTS.items() for names in kinds.values() for name in names.split()
    ]
    assert sorted(classed) == sorted(NAMES)


@pytest.mark.parametrize(
    "name", [f"{space}:{n}" for space, kinds in ELEMENTS.items() for n in kinds.get("told", "").split()]
)
def test_every_element_that_can_show_other_words_is_tried(name: str) -> None:
    examples = [content for content, _ in SHOWN.values()] + list(PARAGRAPHS.values()) + DATES
    examples += [content for _, content in CHARTS.values()]
    assert name in ELSEWHERE or any(re.search(rf"<{name}[ />]", each) for each in examples)


DATES = [f"<w:r><w:{name}/></w:r>" for name in "pgNum dayShort monthShort yearShort dayLong monthLong yearLong".split()]


@pytest.mark.parametrize("date", DATES)
def test_what_stands_in_no_run_is_told(date: str) -> None:
    assert told(read(p("A court ", date, " review."))[1])


@pytest.mark.parametrize("name", [key.replace(f"{{{W}}}", "w:") for key in TABLE if key.startswith(f"{{{W}}}")])
def test_what_is_looked_at_is_classed_as_told(name: str) -> None:
    assert name.removeprefix("w:") in ELEMENTS["w"]["told"].split()


# ---------------------------------------------------------------------------------------------- web pages and Markdown

PAGES = {
    "drawing": ("<svg><text y=12>not</text></svg>", "not"),
    "button": ("<button style='all:unset'>not</button>", "not"),
    "field": ("<textarea>not</textarea>", "not"),
    "value of a field": ("<input value=not>", "not"),
    "hint of a field": ("<input placeholder=not>", "not"),
    "chosen entry": ("<select><option>may<option selected>not</select>", "not"),
    "formula": ("<math><mtext>not</mtext></math>", "not"),
    "frame": ("<iframe srcdoc='not'></iframe>", "not"),
    "page inside": ("<embed src='data:text/html,not'>", "not"),
    "object": ("<object data='data:text/html,not'></object>", "not"),
    "shadow": ("<div><template shadowrootmode=open>not <slot></slot></template></div>", "not"),
    "popover": ("<span popover>not</span>", "not"),
    "on an event": ("<img src=x onerror=\"document.write('not')\">", "not"),
    "drawn by a script": ("<canvas></canvas><script>c.fillText('not',0,9)</script>", "not"),
    "small words": ("<ruby>shall<rt>not</rt></ruby>", "not"),
    "hidden by a class": ("<style>.a{display:none}</style><span class=a>not</span>", "not"),
    "hidden by the end of a selector": ("<style>p > b:hover, div .a{opacity:0}</style><span class=a>not</span>", "not"),
    "off the page": ("<span style='position:absolute;left:-9999px'>not</span>", "not"),
    "without colour": ("<span style='color:transparent'>not</span>", "not"),
    "white": ("<span style='color:#FFF'>not</span>", "not"),
    "added": ("<style>.b::before{content:'may'}</style><span class=b></span>", "may"),
    "shut": ("<details><summary>x</summary>not</details>", "not"),
    "added from an attribute": ("<style>.b::after{content: attr(data)}</style><span class=b data=may></span>", "may"),
    "added as a picture": ("<style>.b::after{content:url(not.png)}</style><span class=b></span>", "not.png"),
    "a picture among words": ("<img src=not.png>", "not.png"),
    "a still of a film": ("<video poster=not.png></video>", "not.png"),
    "a name of a group": ("<select><optgroup label=not></optgroup></select>", "not"),
    "added with blanks before a variable": ("<style>.b::before{content :\t var( --x )}</style><i class=b></i>", "--x"),
    "added by the second declaration": (
        "<style>.b::before{content:'';color:red;content:'may'}</style><i class=b></i>", "may"),
    "added in two pieces": ("<style>.b::before{content:'no' \"t\"}</style><i class=b></i>", "no t"),
    "added behind an attribute": ("<style>.b::after{content:attr(a) ' may'}</style><i class=b></i>", "may"),
    "added by the numbers of letters": ("<style>.b::after{c\\6f ntent:'\\6e ot'}</style><i class=b></i>", "not"),
    "added in braces": ("<style>.b::after{content:'{not}'}</style><i class=b></i>", "{not}"),
    "added as quotation marks": ("<style>q{quotes:'not ' ''}</style><q>act</q>", "not"),
    "added before items": ("<ul><li style=\"list-style-type:'not '\">act</ul>", "not"),
    "hidden by the number of a letter": ("<span style='display:n\\6fne'>not</span>", "not"),
    "hidden by a remark": ("<span style='display:/**/none'>not</span>", "not"),
    "hidden by a font": ("<span style='font:0/0 a'>not</span>", "not"),
    "hidden nearly": ("<span style='opacity:.01'>not</span>", "not"),
    "turned away": ("<span style='transform:rotateY(90deg)'>not</span>", "not"),
    "moved by a transform": ("<span style='transform:translate(-9999px)'>not</span>", "not"),
    "added to the whole page": ("<style>html::before{content:'void'}</style>", "void"),
    "white in the whole page": ("<style>body{color:#fff}</style>not", "not"),
    "of little more than a point": ("<span style='font-size:1.0pt'>not</span>", "not"),
    "backwards by a sheet": ("<style>.t{direction:rtl}</style><span class=t>ton</span>", "backwards: “ton”"),
    "letters as points": ("<span style='-webkit-text-security:disc'>not</span>", "not"),
    "white by a class": ("<style>.w{color:#fff}</style><span class=w>not</span>", "not"),
    "white in a class": ("<div class=a><span style='color:#FFF'>not</span></div>", "not"),
    "struck by a class": ("<style>.s{text-decoration: red line-through}</style><span class=s>not</span>", "not"),
    "in another order": ("<span style='display:flex;flex-direction:row-reverse'><i>not</i><i>x</i></span>", "not"),
    "in another order by a class": ("<style>.o{order:-1}</style><span class=o>not</span>", "not"),
    "a frame of another page": ("<iframe src=not.html></iframe>", "not.html"),
    "a picture in a field": ("<input type=image src=not.png>", "not.png"),
    "a picture for some browsers": ("<picture><source srcset=not.png><img src=a.png alt=shall></picture>", "not.png"),
    "a picture for wide pages": ("<img src=a.png srcset='not.png 2x' alt=shall>", "not.png"),
    "a film": ("<video src=not.mp4></video>", "not.mp4"),
    "letters drawn as lines": ("<svg><path d='M0 0'/></svg>", "drawing"),
    "another page": ("<meta http-equiv=refresh content='0;url=other.html'>", "other.html"),
    "backwards": ("<bdo dir=rtl>ton</bdo>", "ton"),
    "backwards by its look": ("<span style='unicode-bidi:bidi-override;direction:rtl'>ton</span>", "ton"),
    "written by a script": ("<script>document.write('not')</script>", "not"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_in_a_web_page(name: str) -> None:
    content, words = PAGES[name]
    page = f"<html><body><p>Article 1</p><p>A court shall {content} act.</p></body></html>"
    assert words in told(list(READERS["html"].read(page.encode(), "draft.html").notices))


@pytest.mark.parametrize(
    "content",
    [
        "<span aria-hidden=true>not</span>",
        "<input type=hidden value=not>",
        "<style>.z{display:none} p{margin:0}</style>not",
        "<table bgcolor=navy><tr><td style='color:white'>not</table>",
        "<script>var not</script>",
        "<style>.b::before{content:'§'}</style><span class=b></span>",
        "<meta http-equiv=refresh content=300>",
        "<style>.b::before{content:'• ';list-style:'- ' inside}</style><span class=b>x</span>",
        "<style>.w{color:#fff} .h{background:navy}</style><span class=w>x</span>",
        "<span style='letter-spacing:-.5px;font:12px/1.2 serif;opacity:.8'>x</span>",
        "<style>p{border:0;margin:-2px 0 0 -10px;font:bold 100% x}</style>",
        "<style>p{min-height:0;filter:grayscale(0);transform:translate(-50%,-50%);margin:var(--space-100)}</style>",
        "<noframes>not</noframes>",
        "</p><img src=logo.png><p>",
    ],
)
def test_what_a_browser_shows_and_is_read_is_quiet(content: str) -> None:
    page = f"<html><body><p>Article 1</p><p>A court shall {content} act.</p></body></html>"
    assert told(list(READERS["html"].read(page.encode(), "draft.html").notices)) == ""


def test_a_page_in_arabic_whose_sheet_says_so_is_quiet() -> None:
    page = "<style>body, p{direction:rtl}</style><body><p>المادة 1</p><p>تحترم كل دولة الحقوق.</p><p>2</p></body>"
    assert told(list(READERS["html"].read(page.encode(), "draft.html").notices)) == ""


def test_a_picture_that_is_replaced_and_called_the_same_is_another_one() -> None:
    page = "<html><body><p>A court <img src={} alt=shall> act.</p></body></html>"
    seen = {
        told(list(READERS["html"].read(page.format(source).encode(), "draft.html").notices))
        for source in ("a.png", "b.png", "data:image/png,a", "data:image/png,b")
    }
    assert len(seen) == 4


def test_a_list_that_counts_down() -> None:
    page = "<html><body><ol reversed><li>x<li>y</ol></body></html>"
    assert [block.number for block in READERS["html"].read(page.encode(), "draft.html").blocks] == ["2.", "1."]


def markdown(text: str, struck: str = "drop") -> tuple[str, str, tuple[Notice, ...]]:
    reading = READERS["text"].read(text.encode(), "draft.md", ReadOptions(struck=struck))
    return reading.blocks[-1].text, told(list(reading.notices)), reading.notices


def test_words_struck_in_markdown_are_gone_and_told() -> None:
    text, _, notices = markdown("A court ~~shall~~ reviews.")
    assert text == "A court reviews."
    assert ("shall",) in [notice.set_aside for notice in notices]
    assert markdown("A court ~~shall~~ review.", "keep")[0] == "A court shall review."
    assert markdown("A court ~shall~ review.", "keep")[0] == "A court shall review."
    assert markdown("A court ~shall~ reviews.")[0] == text
    assert markdown("H~2~O, ~ 30 to ~40 days")[0] == "H~2~O, ~ 30 to ~40 days"


@pytest.mark.parametrize("hidden", ["<!-- not -->", "m&#97;y", "[shall](may)", "<s>shall</s>"])
def test_what_markdown_shows_otherwise_is_told(hidden: str) -> None:
    assert markdown(f"A court {hidden} review.")[1]


@pytest.mark.parametrize(
    "text", ["AT&T; R&D", "[shall] (may)", "a < b and c > d", "§ 5 & 6", "[the text](../a.md)", "<u>new</u>"]
)
def test_what_markdown_shows_as_it_stands_is_quiet(text: str) -> None:
    assert markdown(text)[1] == ""


def test_a_sentence_that_is_set_aside_as_a_running_head_is_told() -> None:
    head = "Articles 1 and 2 do not apply to measures of national security."
    text = "\f".join(f"{head}\nArticle {n}\n1. Each Party shall act as it sees fit here." for n in range(1, 6))
    reading = READERS["text"].read(text.encode(), "draft.txt")
    assert head not in " ".join(block.text for block in reading.blocks)
    assert head in told(list(reading.notices))


@pytest.mark.parametrize("comment", ["<!--\nnot\n-->", "<!-- a\n\nnot b -->", "<!-- not, to the end"])
def test_comments_of_several_lines_in_markdown(comment: str) -> None:
    page = f"# Article 1\n\n1. A court shall {comment} act.\n\n2. It shall.\n"
    found = list(READERS["text"].read(page.encode(), "draft.md").notices)
    assert "not" in told(found)
    assert told(list(READERS["text"].read(page.encode(), "draft.txt").notices)) == ""
