from __future__ import annotations

import pytest

from docx_making import docx, external, field, p, r
from treatydiff.ooxml.active import active
from treatydiff.ooxml.container import Package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


Parts = dict[str, bytes | str]


def found(*body: str, relations: str = "", parts: Parts | None = None, settings: str = "") -> list[str]:
    data = docx(*body, relations=relations, parts=parts, settings=settings)
    return [str(each) for each in active(Package(data, "draft.docx"))]


def related(kind: str, target: str) -> str:
    return f'<Relationship Id="y" Type="{OFFICE}/{kind}" Target="{target}"/>'


@pytest.mark.parametrize("code", ["DDEAUTO cmd x", " dde a b", "INCLUDETEXT x", "LINK Excel.Sheet x"])
def test_a_field_that_runs_or_fetches_something_is_told(code: str) -> None:
    name = code.split()[0].upper()
    assert found(p(field(code, r("result")))) == [f"the field {name} (word/document.xml)"]
    assert found(f'<w:p><w:fldSimple w:instr="{code}">{r("result")}</w:fldSimple></w:p>') == [
        f"the field {name} (word/document.xml)"
    ]


@pytest.mark.parametrize("code", ["PAGE", "REF a", "TOC \\o", "HYPERLINK &quot;https://un.org&quot;", "DATE", "SEQ a"])
def test_a_field_that_only_shows_something_is_not(code: str) -> None:
    assert found(p(field(code, r("result")))) == []


def test_a_code_in_pieces_and_one_that_another_field_writes_are_seen_through() -> None:
    pieces = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in ("DD", "EAU", "TO x")
    )
    assert found(p(pieces + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')) == ["the field DDEAUTO (word/document.xml)"]
    inner = f"</w:instrText></w:r>{field('QUOTE 68 68 69', r('DDE'))}<w:r><w:instrText>"
    assert found(p(field(inner, r("result")))) == ["the field with a computed name (word/document.xml)"]


@pytest.mark.parametrize(
    "target", ["file:///c:/x.exe", "\\\\host\\share\\x", "ms-word:ofe|u|x", "javascript:x", "c:\\x.exe"]
)
def test_a_link_to_a_disk_a_share_or_a_program_is_told(target: str) -> None:
    assert found("a", relations=external("hyperlink", target)) == ["a link to a disk or a program (word/document.xml)"]


@pytest.mark.parametrize("target", ["https://un.org", "mailto:a@un.org", "#part", "annex.docx", "../a/b.pdf"])
def test_a_link_to_the_web_or_beside_the_file_is_not(target: str) -> None:
    assert found("a", relations=external("hyperlink", target)) == []


def test_what_other_parts_fetch_is_told_with_the_part() -> None:
    types = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relations = f"{types}{external('attachedTemplate', 'http://x')}</Relationships>"
    parts: Parts = {"word/_rels/settings.xml.rels": relations}
    settings = '<w:updateFields w:val="true"/>'
    assert found("a", parts=parts, settings=settings) == [
        "fields that are set anew on opening (updateFields) (word/settings.xml)",
        "something outside the file: attachedTemplate (word/settings.xml)",
    ]


def test_macros_and_loose_files_are_told() -> None:
    assert found("a", relations=related("vbaProject", "vbaProject.bin"), parts={"word/vbaProject.bin": b"x"}) == [
        "macros (word/document.xml)"
    ]
    assert found("a", parts={"word/run.exe": b"MZ"}) == ["a file that no Word document needs (word/run.exe)"]


def test_an_ordinary_file_does_nothing() -> None:
    assert found("a", settings="<w:zoom/>") == []
