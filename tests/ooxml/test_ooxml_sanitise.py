from __future__ import annotations

import pytest

from corpus import DRAFTS
from docx_making import docx, external, field, p, r
from treatydiff.errors import ReadError
from treatydiff.ooxml.active import active
from treatydiff.ooxml.container import Package as Checked
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.sanitise import sanitised
from treatydiff.readers import READERS

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOREIGN = '<Relationship Id="y" {}/>'


def words(data: bytes) -> list[str]:
    return [block.text for block in READERS["docx"].read(data, "draft.docx").blocks]


def test_a_sound_file_stays_byte_for_byte() -> None:
    assert DRAFTS
    for draft in DRAFTS:
        assert sanitised(draft.read_bytes()) == draft.read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        docx(p(r("a "), field("DDEAUTO cmd x", r("result")), r(" b"))),
        docx(f'<w:p>{r("a ")}<w:fldSimple w:instr="INCLUDETEXT x">{r("result")}</w:fldSimple>{r(" b")}</w:p>'),
        docx(f'<w:p>{r("a ")}<w:hyperlink r:id="xhyperlink">{r("result")}</w:hyperlink>{r(" b")}</w:p>',
             relations=external("hyperlink", "file:///c:/x.exe")),
    ],
    ids=["field", "simple field", "link"],
)  # fmt: skip
def test_what_acts_becomes_what_it_shows(data: bytes) -> None:
    clean = sanitised(data)
    assert active(Checked(data, ""))
    assert not active(Checked(clean, ""))
    assert words(clean) == words(data) == ["a result b"]


@pytest.mark.parametrize(
    "relation",
    [
        f'Type="{OFFICE}/settings"',
        f'Type="{OFFICE}/theme" Target="nowhere.xml"',
        f'Type="{OFFICE}/footnotes" Target="document.xml"',
        f'Type="{OFFICE}/fontTable" Target="broken.xml"',
        f'Type="{OFFICE}/image" Target="NULL"',
        'Target="document.xml"',
    ],
)
def test_what_is_broken_but_not_text_does_not_stop_a_redline(relation: str) -> None:
    data = docx("Text", relations=FOREIGN.format(relation), parts={"word/broken.xml": "no xml"})
    assert words(data) == ["Text"]
    assert WordPackage(data).body is not None


@pytest.mark.parametrize("types", ["<x/>", "no xml", "<Types xmlns='x'/>"])
def test_a_broken_list_of_types_is_made_anew(types: str) -> None:
    assert WordPackage(docx("Text", parts={"[Content_Types].xml": types})).main.name == "/word/document.xml"


def test_the_body_is_the_body_wherever_it_stands() -> None:
    text = docx("Text")
    main = Checked(text, "").text("word/document.xml").decode().replace("</w:document>", "<w:background/></w:document>")
    assert str(WordPackage(docx("a", parts={"word/document.xml": main})).body.tag).endswith("}body")


def test_a_file_whose_text_is_broken_is_refused() -> None:
    with pytest.raises(ReadError):
        WordPackage(docx("a", parts={"word/document.xml": "<w:document"}))


def test_a_content_control_keeps_its_words_and_loses_what_would_change_them() -> None:
    binding = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'
    control = f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr><w:sdtContent>{r('shall')}</w:sdtContent></w:sdt>"
    root = Checked(sanitised(docx(p("A court ", control, " act."))), "d").document()
    assert not list(root.iter("{*}dataBinding"))
    assert "A court shall act." in "".join(root.itertext())
