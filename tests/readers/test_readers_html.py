"""Web pages, read as a browser shows them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from treatydiff.compare import compare, read_draft
from treatydiff.drafts.inputs import files
from treatydiff.errors import ReadError
from treatydiff.model import BlockKind, Reading, TableCell
from treatydiff.readers import READERS, ReadOptions
from treatydiff.readers.html import read

PAGE = "<!doctype html><html><head><title>A  draft</title><style>p {}</style></head><body>{}</body></html>"


def reading(body: str, how: str = "drop") -> Reading:
    return read(PAGE.replace("{}</body>", f"{body}</body>").encode(), "draft.html", ReadOptions(struck=how))


def texts(body: str) -> list[str]:
    return [f"{block.number} {block.text}".strip() for block in reading(body).blocks]


def test_blocks_are_paragraphs_and_line_breaks_stay() -> None:
    assert texts("<h2>Article 1<br>Purpose</h2><div>Each <b>Party</b>\n shall<p>act.</p> Always.</div>") == [
        "Article 1\nPurpose",
        "Each Party shall",
        "act.",
        "Always.",
    ]


def test_looks_that_tell_headings_are_read() -> None:
    first, second = reading("<h3 align=center>Scope</h3><p style='text-align: center'><i>Scope</i></p>").blocks
    assert (first.style.name, first.style.bold, first.style.centred) == ("Heading 3", True, True)
    assert (second.style.italic, second.style.centred) == (True, True)


def test_ordered_lists_carry_the_numbers_that_a_browser_prints() -> None:
    body = "<ol start=3><li>c<li>d<ol type=a><li>x</li><li value=3>y</li></ol></ol><ol type=i><li>z</ol><ul><li>u</ul>"
    assert texts(body) == ["3. c", "4. d", "a. x", "c. y", "i. z", "u"]


def test_the_cells_of_a_table_follow_each_other() -> None:
    done = reading("<table><tr><td>a</td><td>b<p>c</p></td></tr><tr><th>d</th></tr></table>e")
    kinds = [("c", BlockKind.CELL), ("d", BlockKind.CELL), ("e", BlockKind.BODY)]
    assert [(b.text, b.kind) for b in done.blocks][2:] == kinds
    assert [b.origin.cell for b in done.blocks] == [
        *(TableCell(0, *at) for at in ((0, 0), (0, 1), (0, 1), (1, 0))),
        None,
    ]


def test_cells_that_span_rows_and_columns_move_the_others_along() -> None:
    inner = "<table><tr><td>x<tr><td>y</table>"
    done = reading(
        f"<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>{inner}</table><table><tr><td>e</table>"
    )
    found = [(b.text, *((b.origin.cell and (b.origin.cell.row, b.origin.cell.column)) or ())) for b in done.blocks]
    assert found == [("a", 0, 0), ("b", 0, 1), ("c", 0, 3), ("d", 1, 1), ("x", 1, 2), ("y", 1, 2), ("e", 0, 0)]
    assert [b.origin.cell and b.origin.cell.table for b in done.blocks] == [0, 0, 0, 0, 0, 0, 1]


def test_cells_that_no_row_holds_are_the_first_row() -> None:
    assert [block.origin.cell for block in reading("<p><td>a<td>b").blocks] == [TableCell(0, 0, 0), TableCell(0, 0, 1)]


def test_a_paragraph_of_thousands_of_looks_is_read_in_time_and_has_the_look_of_most_of_it() -> None:
    begun = process_time()
    (block,) = reading(f"<p>{'<i>x</i> <b>longer</b> ' * 4_000}</p>").blocks
    assert (block.style.bold, block.style.italic) == (True, False)
    assert process_time() - begun < 4


def test_what_is_not_shown_or_no_text_of_the_page_is_set_aside_and_said() -> None:
    done = reading(
        "<nav>Home</nav><p>a<sup><a href='#n1'>1</a></sup> b<sup>2</sup><span hidden>no</span>"
        "<i style='font-size:0'>nope</i><b style='opacity: 0.0'>never</b><u style='opacity:0.5'></u></p>"
        "<p style='display:none'>x</p><script>var p</script>"
    )
    assert [b.text for b in done.blocks] == ["a b2"]
    assert [n.set_aside for n in done.notices] == [("Home",), ("no", "nope", "never", "x"), ("1",)]


@pytest.mark.parametrize(
    "note",
    ["<p id=n1>1. See article 2.</p>", "<ol><li id=n1>See article 2.</ol>", "<p><a name=n1>1</a> See article 2."],
)
def test_what_a_raised_mark_leads_to_is_a_footnote(note: str) -> None:
    done = reading(f"{note}<p>Each Party<a href='#n1'><sup>1</sup></a> shall act.</p>")
    assert [(b.kind, b.number, b.text) for b in done.blocks] == [
        (BlockKind.BODY, "", "Each Party shall act."),
        (BlockKind.FOOTNOTE, "1", "See article 2."),
    ]


def test_struck_words_are_left_out_or_kept() -> None:
    gone = "<span style='text-decoration: line-through'> not</span>"
    body = f"<p>Each Party <del>may</del> <ins>shall</ins>{gone} act.</p>"
    assert texts(body) == ["Each Party shall act."]
    assert [b.text for b in reading(body, "keep").blocks] == ["Each Party may shall not act."]


def test_characters_are_what_the_page_says_and_entities_of_others_are_not_fetched() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body><p>caf\u00e9 &amp; &eacute;</p></body></html>"
    assert [b.text for b in read(page.encode("latin-1"), "draft.html", ReadOptions()).blocks] == ["caf\u00e9 & \u00e9"]
    tricky = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>a&x;b</p></html>'
    assert "root:" not in read(tricky, "draft.html", ReadOptions()).blocks[-1].text


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(ReadError):
        read(b"words and < signs", "draft.html", ReadOptions())


@pytest.mark.parametrize("depth", [300, 30_000])
def test_a_page_nested_without_end_is_refused_and_loses_nothing_in_silence(depth: int) -> None:
    with pytest.raises(ReadError):
        READERS["html"].read(b"<html>" + b"<div>" * depth + b"a", "draft.html")


def test_a_draft_as_a_page_and_as_text_says_the_same(tmp_path: Path) -> None:
    lines = ["Article 1", "Purpose", "1. Each Party shall act.", "2. No Party shall delay.", "Article 2", "Review"]
    (tmp_path / "a.txt").write_text("\n\n".join(lines))
    (tmp_path / "a.html").write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in lines))
    old, new = (read_draft(str(tmp_path / name)) for name in ("a.txt", "a.html"))
    assert not compare(old, new).redline.changes


def test_a_page_in_a_folder_of_drafts_is_no_draft(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "report.html"):
        (tmp_path / name).write_text("<html><p>Article 1")
    assert [Path(path).name for path in files([str(tmp_path)])] == ["a.txt", "b.txt"]
