"""The attacks of the hostile files in other shapes: another format, another script, another part, another name.

All files are made here. Each is read or refused in a line; what acts is told and never comes along; what is broken is
left out and told; a weakened sentence does not pass a check.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from docx_making import cell, docx, field, footnote, note, p, r, revision, row, table, zipped
from treatydiff.cli import main
from treatydiff.compare import compare
from treatydiff.model import Draft
from treatydiff.ooxml.active import active
from treatydiff.ooxml.container import Package
from treatydiff.readers import READERS
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.structure import build

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OLD = ("Article 1", "Replies", "1. Each State Party shall reply within 30 days.", "2. Each State Party shall act.")
NEW = (*OLD[:2], "1. Each State Party may reply within 40 days.", OLD[3])
LAST = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="y"/></w:sectPr></w:pPr></w:p>'
DDE = field("DDEAUTO cmd x", r("shown"))
SPACES = f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
Parts = dict[str, bytes | str]


def related(kind: str, target: str, id: str = "y", *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def rels(*relations: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(relations)}</Relationships>'


def part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{inside}</w:{root}>'


def utf16(xml: str) -> bytes:
    return xml.replace("UTF-8", "UTF-16").encode("utf-16")


def header(content: str, name: str = "h.xml", more: Mapping[str, bytes | str] | None = None) -> bytes:
    parts: Parts = {f"word/{name}": part("hdr", content), **(more or {})}
    return docx(*NEW, LAST, relations=related("header", name), parts=parts)


def drawing(shape: str, relations: str = "") -> bytes:
    return docx(*NEW, p(f"<w:r><w:pict><v:shape>{shape}</v:shape></w:pict></w:r>", "x"), relations=relations)


OFFICE_OBJECTS = "urn:schemas-microsoft-com:office:office"
SETTINGS = '<w:updateFields w:val="true"/><w:attachedTemplate r:id="a"/>'
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
ACTING: dict[str, bytes] = {
    "a field in a header": header(p(DDE)),
    "a field in a header in UTF-16": docx(
        *NEW, LAST, relations=related("header", "h.xml"), parts={"word/h.xml": utf16(part("hdr", p(DDE)))}
    ),
    "a field in a header under another name": header(p(DDE), "picture.bin"),
    "a field in a footnote": docx(*NEW[:3], p(NEW[3], footnote(1)), footnotes=note(1, p("note ", DDE))),
    "a field in a comment": docx(
        *NEW, relations=related("comments", "c.xml"),
        parts={"word/c.xml": part("comments", f"<w:comment>{p(DDE)}</w:comment>")},
    ),
    "a field in a text box": drawing(f"<v:textbox><w:txbxContent>{p(DDE)}</w:txbxContent></v:textbox>"),
    "a field in a cell": docx(*NEW, table(row(cell(p(DDE))))),
    "a field in a control": docx(*NEW, f"<w:sdt><w:sdtContent>{p(DDE)}</w:sdtContent></w:sdt>"),
    "a field in a pending insertion": docx(*NEW, p(revision("ins", DDE))),
    "a field in a pending deletion": docx(
        *NEW, p("a ", revision("del", field("DDEAUTO x", r("q")).replace("instrText", "delInstrText")))
    ),
    "a simple field in a link": docx(
        *NEW, p(f'<w:hyperlink w:anchor="a"><w:fldSimple w:instr=" dDe c x ">{r("shown")}</w:fldSimple></w:hyperlink>')
    ),
    "a field without end": docx(
        *NEW, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO x</w:instrText></w:r>')
    ),
    "a field over paragraphs": docx(
        *NEW,
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT </w:instrText></w:r>'),
        p('<w:r><w:instrText>x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', "after"),
    ),
    "a macro of a form field": docx(
        *NEW,
        p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Run"/></w:ffData></w:fldChar></w:r>'
          '<w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', "value",
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ),
    "settings under another name": docx(
        *NEW, relations=related("settings", "s.xml"),
        parts={"word/s.xml": part("settings", SETTINGS),
               "word/_rels/s.xml.rels": rels(related("attachedTemplate", "http://x/y.dotm", "a", outside=True))},
    ),
    "frames": docx(
        *NEW, relations=related("webSettings", "w.xml"),
        parts={"word/w.xml": part("webSettings", "<w:frameset><w:frame/></w:frameset>"),
               "word/_rels/w.xml.rels": rels(related("frame", "http://x/", "f", outside=True))},
    ),
    "macros called a picture": docx(
        *NEW, relations=f'<Relationship Id="y" Type="{MICROSOFT}/vbaProject" Target="picture.png"/>',
        parts={"word/picture.png": b"MZ"},
    ),
    "an unknown relation to a program": docx(
        *NEW, relations='<Relationship Id="y" Type="http://x/thing" Target="p.bin"/>', parts={"word/p.bin": b"MZ"}
    ),
    "a program that nothing leads to": docx(*NEW, parts={"word/embeddings/p.bin": b"MZ"}),
    "a document to be taken in, in a cell": docx(
        *NEW, table(row(cell('<w:altChunk r:id="y"/>', p("x")))), relations=related("aFChunk", "a.html"),
        parts={"word/a.html": "<html>words</html>"},
    ),
    "a part of another document": docx(
        *NEW, p('<w:subDoc r:id="y"/>', "x"), relations=related("subDocument", "http://x/y.docx", outside=True)
    ),
    "a picture elsewhere": drawing('<v:imagedata r:id="y"/>', related("image", "http://x/y.png", outside=True)),
    "a picture elsewhere without a relation": drawing('<v:imagedata src="http://x/y.png"/>'),
    "a drawing that leads to a disk": docx(
        *NEW, p('<w:r><w:pict><v:shape href="file:///c:/x.exe"/></w:pict></w:r>', "x")
    ),
    "an object elsewhere": docx(
        *NEW,
        p(f'<w:r><w:object><o:OLEObject xmlns:o="{OFFICE_OBJECTS}" r:id="y"/></w:object></w:r>', "x"),
        relations=related("oleObject", "file:///c:/x.xls", outside=True),
    ),
    "a control in a header": header(
        p('<w:r><w:object><w:control r:id="c"/></w:object></w:r>', "head"),
        more={"word/_rels/h.xml.rels": rels(related("control", "ax.xml", "c")), "word/ax.xml": "<x/>"},
    ),
}  # fmt: skip


def comparing(tmp_path: Path, old: bytes, new: bytes, *more: str, suffix: str = ".docx") -> int:
    for name, data in (("old", old), ("new", new)):
        (tmp_path / f"{name}{suffix}").write_bytes(data)
    drafts = (str(tmp_path / f"{name}{suffix}") for name in ("old", "new"))
    return main(["compare", *drafts, "--config", "none", "-q", *more])


@pytest.mark.parametrize("name", ACTING)
def test_what_acts_is_told_in_whatever_part_it_stands_and_never_comes_along(name: str, tmp_path: Path) -> None:
    data = ACTING[name]
    assert active(Package(data, ""))
    report, redline = tmp_path / "report.json", tmp_path / "redline.docx"
    assert comparing(tmp_path, docx(*OLD), data, "-o", str(report)) == 0
    told = " ".join(notice["message"] for notice in json.loads(report.read_text("utf-8"))["notices"])
    assert "it was ignored" in told or "was not fetched" in told
    for drafts in ((docx(*OLD), data), (data, docx(*OLD))):
        assert comparing(tmp_path, *drafts, "-o", str(redline)) == 0
        assert not active(Package(redline.read_bytes(), ""))


def test_a_deleted_field_stays_harmless_where_its_deletion_is_rejected(tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    drafts = docx(*OLD), ACTING["a field in a pending deletion"]
    assert comparing(tmp_path, *drafts, "--revisions", "reject", "-o", str(redline)) == 0
    assert not active(Package(redline.read_bytes(), ""))
    assert b"DDEAUTO" not in Package(redline.read_bytes(), "").text("word/document.xml")


# ------------------------------------------------------------------------------------------------------- broken parts


BESIDE = ("styles", "numbering", "settings", "theme", "fontTable", "webSettings", "header", "comments", "customXml")
WRECKS: dict[str, bytes] = {
    "garbage": b"\xff\x00<<<",
    "empty": b"",
    "cut short": b"<w:x xmlns:w='a'><w:y",
    "another root": b"<a xmlns='b'/>",
    "the document": part("document", "<w:body/>").encode(),
    "a web page": b"<html><body>&nbsp;</body></html>",
}


def beside(kind: str, content: bytes) -> bytes:
    return docx(*NEW, relations=related(kind, "beside.xml"), parts={"word/beside.xml": content})


@pytest.mark.parametrize("kind", BESIDE)
@pytest.mark.parametrize("wreck", WRECKS)
def test_a_draft_is_refused_for_its_text_only(kind: str, wreck: str, tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    assert comparing(tmp_path, docx(*OLD), beside(kind, WRECKS[wreck]), "-o", str(redline)) == 0


def spoilt(data: bytes, name: str) -> bytes:
    """The package with one byte of a packed part changed, so that its sum is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    at = info.header_offset + 30 + len(name) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("name", ["word/beside.xml", "word/media/a.png", "docProps/core.xml"])
def test_a_part_that_cannot_be_unpacked_is_left_out_and_told(name: str, tmp_path: Path) -> None:
    content = b"".join(bytes([n * n % 251]) for n in range(4_000))
    kind = "image" if name.endswith("png") else "theme"
    target = name.removeprefix("word/") if name.startswith("word/") else "beside.xml"
    parts: Parts = {name: content, "word/beside.xml": content}
    data = spoilt(docx(*NEW, relations=related(kind, target), title="A title", parts=parts), name)
    report, redline = tmp_path / "report.json", tmp_path / "redline.docx"
    assert comparing(tmp_path, docx(*OLD), data, "-o", str(report)) == 0
    assert f"{name} is broken" in report.read_text("utf-8")
    assert comparing(tmp_path, docx(*OLD), data, "-o", str(redline)) == 0
    with zipfile.ZipFile(redline) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("name", ["word/document.xml", "word/footnotes.xml"])
def test_text_that_cannot_be_unpacked_is_a_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = docx(*NEW[:3], p(NEW[3], footnote(1)), footnotes=note(1, p(" ".join(f"word{n}" for n in range(400)))))
    assert comparing(tmp_path, docx(*OLD), spoilt(data, name)) == 2
    said = capsys.readouterr().err
    assert name in said
    assert "bug" not in said


def test_a_main_part_that_is_not_called_xml_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "".join(map(p, NEW))
    relation = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.bin"/>'
    data = zipped({"word/document.bin": part("document", f"<w:body>{body}</w:body>"), "_rels/.rels": rels(relation)})
    assert comparing(tmp_path, docx(*OLD), data) == 2
    assert "its main part is called" in capsys.readouterr().err


def test_a_template_is_read_and_its_redline_is_a_document(tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    assert comparing(tmp_path, docx(*OLD), docx(*NEW), "-o", str(redline), suffix=".dotx") == 0
    assert b"document.main+xml" in Package(redline.read_bytes(), "").text("[Content_Types].xml")


ODD_NUMBERS = ("²", "٣", "9" * 5_000, "-1", "1.5", "", " 1 ", "+1", "1e3", "１", "99999999999999999999")


@pytest.mark.parametrize("odd", ODD_NUMBERS, ids=lambda text: ascii(text)[:12])
def test_numbers_that_are_none_break_nothing(odd: str, tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="{odd}"><w:lvl w:ilvl="{odd}"><w:start w:val="{odd}"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{odd}"><w:abstractNumId w:val="{odd}"/></w:num>'
    )
    listed = f'<w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="{odd}"/></w:numPr><w:ind w:left="{odd}"/>'
    body = (
        p(NEW[3], f'<w:bookmarkStart w:id="{odd}" w:name="a"/><w:bookmarkEnd w:id="{odd}"/>'
          f'<w:r><w:footnoteReference w:id="{odd}"/></w:r><w:r><w:commentReference w:id="{odd}"/></w:r>')
        + p(r("listed", f'<w:sz w:val="{odd}"/>'), inside=listed)
        + f'<w:tbl><w:tblGrid><w:gridCol w:w="{odd}"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="{odd}"/></w:trPr>'
        f'<w:tc><w:tcPr><w:gridSpan w:val="{odd}"/></w:tcPr>{p("cell")}</w:tc></w:tr></w:tbl>'
    )  # fmt: skip
    notes = f'<w:footnote w:id="{odd}">{p("a note")}</w:footnote>'
    data = docx(*NEW[:3], body, numbering=numbering, footnotes=notes)
    assert comparing(tmp_path, docx(*OLD), data, "-o", str(tmp_path / "redline.docx")) == 0


# -------------------------------------------------------------------------------------- weakened words, long ones


def page(words: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*OLD[:3], words))
    return f"<html><body>{paragraphs}</body></html>".encode()


def text(words: str) -> bytes:
    return "\n\n".join((*OLD[:3], words)).encode()


WEAKENED: dict[str, tuple[str, bytes, bytes]] = {
    "a letter of its own run": (".docx", docx(*OLD), docx(*OLD[:3], p("2. Each State Party m", r("а"), "y act."))),
    "a symbol": (
        ".docx", docx(*OLD),
        docx(*OLD[:3], p("2. Each State Party m", '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "y act.")),
    ),
    "an entity of a page": (".html", page(OLD[3]), page("2. Each State Party m&#x430;y act.")),
    "a control character of a page": (".html", page(OLD[3]), page("2. Each State Party m&#8;ay act.")),
    "a control character of a text": (".txt", text(OLD[3]), text("2. Each State Party m\x7fay act.")),
    "Markdown": (".md", text(OLD[3]), text("2. Each State Party mаy act.")),
    "a heading": (".txt", text(OLD[3]), text(OLD[3]).replace(b"Replies", "Rерlies".encode())),
    "a table": (
        ".docx", docx(*OLD, table(row("Each Party shall act"))), docx(*OLD, table(row("Each Party mɑy act"))),
    ),
    "a footnote": (
        ".docx",
        docx(*OLD[:3], p(OLD[3], footnote(1)), footnotes=note(1, p("A Party shall act."))),
        docx(*OLD[:3], p(OLD[3], footnote(1)), footnotes=note(1, p("A Party m\u200bay act."))),
    ),
    "Armenian": (".txt", text(OLD[3]), text("2. Each State Party sհall not act.")),
    "Mathematics": (".txt", text(OLD[3]), text("2. Each State Party 𝗆𝖺𝗒 act.")),
    "read backwards": (".txt", text(OLD[3]), text("2. Each State Party \u202eyam\u202c act.")),
    "figures": (".txt", text(OLD[3]), text(OLD[3]).replace(b"30 days", "3٠ days".encode())),
}  # fmt: skip


@pytest.mark.parametrize("name", WEAKENED)
def test_a_disguised_word_passes_no_check_in_any_format(name: str, tmp_path: Path) -> None:
    suffix, old, new = WEAKENED[name]
    for each, data in (("old", old), ("new", new)):
        (tmp_path / f"{each}{suffix}").write_bytes(data)
    drafts = (str(tmp_path / f"{each}{suffix}") for each in ("old", "new"))
    report = tmp_path / "report.json"
    assert main(["check", *drafts, "--config", "none", "-q", "-f", "json", "-o", str(report)]) == 1
    assert "disguise/look-alike-letters" in report.read_text("utf-8")


LONG = {
    "marks": "s" + "\u0301" * 20_000,
    "Arabic marks": "\u0644" + "\u064e" * 20_000,
    "joiners": "s" + "\u200d" * 20_000,
    "selectors": "s" + "\ufe0f" * 20_000,
    "brackets": "[a]" * 8_000,
    "round brackets": "(a)" * 8_000,
    "opened": "(" * 25_000,
    "wide brackets": "（甲）" * 8_000,
    "points": "1." * 12_000,
    "hyphens": "a-" * 12_000,
    "slashes": "a/" * 12_000,
    "quotes": "“" * 25_000,
    "blanks": "a" + " " * 25_000 + "b",
    "a word": "a" * 25_000,
    "ideographs": "第" * 25_000,
    "references": "article 1, " * 5_000,
    "joined references": "paragraph 1 of article 2, " * 1_500,
    "references that point back": "article 1 thereof, " * 1_000,
    "mixed scripts": "аa" * 12_000,
}
"""What made patterns slow, and its kin."""
LONGEST = 15
"""Seconds of CPU, of which half of one are needed; what made patterns slow took minutes."""


@pytest.mark.parametrize("name", LONG)
def test_no_long_word_or_line_takes_long_in_any_format(name: str) -> None:
    words = f"2. Each State Party shall {LONG[name]} act."
    read: dict[str, tuple[Draft, float]] = {}
    for suffix, data in {"docx": docx(*OLD[:3], words), "html": page(words), "text": text(words)}.items():
        began = time.process_time()
        draft = build(READERS[suffix].read(data, "draft"), name="draft", language="en")
        read[suffix] = draft, time.process_time() - began
    old = drafted(text(OLD[3]))
    differing = {tuple(each.text for each in draft.walk()): draft for draft, _ in read.values()}
    assert differing
    for draft in differing.values():  # formats that give the same words are compared once
        began = time.process_time()
        report = compare(old, draft)
        RENDERERS["json"].render((report,), RenderOptions())
        assert report.redline.changes
        assert max(seconds for _, seconds in read.values()) + time.process_time() - began < LONGEST


@pytest.mark.parametrize("bit", ["and ", "[shall][may] ", "a\n", "ABC "])
def test_a_paragraph_changed_in_a_thousand_places_does_not_take_long(bit: str) -> None:
    old, new = (text(f"2. Each State Party shall {words} act.") for words in (bit * 700, f"{bit}x " * 700))
    began = time.process_time()
    assert compare(*(drafted(data) for data in (old, new))).redline.changes
    assert time.process_time() - began < LONGEST


def drafted(data: bytes) -> Draft:
    return build(READERS["text"].read(data, "draft.txt"), name="draft.txt", language="en")
