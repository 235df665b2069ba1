"""What belongs to a file as a whole, in a redline: threads of comments, protection, defaults."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from treatydiff.compare import compare, read_draft
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from word_pairs import ONE, TWO, Word, p, row, table
from word_reading import part, shown

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MORE = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
KEPT = p("Article 1") + p("Each Party shall keep its rivers clean.")


def with_part(data: bytes, name: str, relation: str, xml: str) -> bytes:
    """A Word file with one part more of its main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            text = old.read(each).decode()
            if each == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="x_{name}" Type="{relation}" Target="{name}.xml"/></Relationships>'
                text = text.replace("</Relationships>", added)
            elif each == "[Content_Types].xml":
                added = f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}+xml"/></Types>'
                text = text.replace("</Types>", added)
            new.writestr(each, text)
        new.writestr(f"word/{name}.xml", xml)
    return stream.getvalue()


def redline(folder: Path, old: bytes, new: bytes) -> Rendered:
    paths = [folder / "old.docx", folder / "new.docx"]
    for path, data in zip(paths, (old, new), strict=True):
        path.write_bytes(data)
    made = render((compare(*(read_draft(str(path)) for path in paths)),), RenderOptions())
    assert isinstance(made, Rendered)
    return made


def remark(number: int, words: str) -> str:
    text = f'<w:p w14:paraId="0A00000{number}"><w:r><w:t>{words}</w:t></w:r></w:p>'
    return f'<w:comment w:id="{number}" w:author="A" w:date="2026-01-01T00:00:00Z" w:initials="A">{text}</w:comment>'


def test_a_thread_on_deleted_words_stays_a_thread_and_resolved(tmp_path: Path) -> None:
    marks = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in (1, 2))
    ends = "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>' for n in (1, 2)
    )  # fmt: skip
    gone = f"<w:p>{marks}<w:r><w:t>Each Party shall also count its weirs.</w:t></w:r>{ends}</w:p>"
    comments = f"<w:comments {NAMES}>{remark(1, 'Delete?')}{remark(2, 'Yes.')}</w:comments>"
    more = (
        f'<w15:commentsEx {NAMES}><w15:commentEx w15:paraId="0A000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="1"/></w15:commentsEx>'
    )
    old = with_part(Word(KEPT + gone).data(), "comments", f"{OFFICE}/comments", comments)
    old = with_part(old, "commentsExtended", MORE, more)
    made = redline(tmp_path, old, Word(KEPT).data())
    first, second = part(made, "word/commentsExtended.xml")
    assert second.get(f"{W15}paraIdParent") == first.get(f"{W15}paraId")
    assert [each.get(f"{W15}done") for each in (first, second)] == ["1", "1"]
    ids = [
        value
        for each in part(made, "word/comments.xml").iter()
        for name, value in each.attrib.items()
        if "paraId" in name
    ]
    assert ids == [each.get(f"{W15}paraId") for each in (first, second)]


def test_protection_that_would_keep_people_from_accepting_is_lifted_with_a_notice(tmp_path: Path) -> None:
    settings = f'<w:settings {NAMES}><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    locked = with_part(Word(KEPT + p("A new line.")).data(), "settings", f"{OFFICE}/settings", settings)
    made = redline(tmp_path, Word(KEPT).data(), locked)
    assert "documentProtection" not in zipfile.ZipFile(io.BytesIO(made)).read("word/settings.xml").decode()
    assert any("protected against editing" in notice for notice in made.notices)


def test_other_defaults_of_fonts_are_told(tmp_path: Path) -> None:
    size = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="%s"/></w:rPr></w:rPrDefault></w:docDefaults>'
    files = [Word(KEPT, styles=size % value).data() for value in ("20", "24")]
    assert any("defaults of fonts" in notice for notice in redline(tmp_path, *files).notices)
    assert not redline(tmp_path, files[0], files[0]).notices


@pytest.mark.parametrize("last", ["", p("Done.", ppr="<w:sectPr/>")], ids=["a table", "an empty section"])
def test_a_body_without_a_last_paragraph_gets_the_one_that_word_gives_it(last: str, tmp_path: Path) -> None:
    end = table(row("Item", "Value", "Date")) + last
    made = redline(tmp_path, Word(p(ONE) + end + p(TWO)).data(), Word(p(ONE) + end).data())
    assert not made.notices
    assert shown(made)[-1] == f"[-{TWO}-]"
