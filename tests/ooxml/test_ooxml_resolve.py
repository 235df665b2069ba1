"""Accepting and rejecting, against what ISO/IEC 29500-1, 17.13.5 says of each mark."""

from __future__ import annotations

import pytest

from docx_making import cell, docx, mark, p, r, revision, row, table
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.resolve import has_revisions, resolve
from word_reading import W, part, shown


def both(*body: str) -> tuple[list[str], list[str]]:
    """Paragraphs after accepting, and after rejecting."""
    data = docx(*body)
    return shown(resolve(data, accept=True)), shown(resolve(data, accept=False))


@pytest.mark.parametrize(
    ("runs", "accepted", "rejected"),
    [
        ((revision("ins", "new "),), "a new z", "a z"),
        ((revision("del", "old "),), "a z", "a old z"),
        ((revision("moveTo", "new "),), "a new z", "a z"),
        ((revision("moveFrom", "old "),), "a z", "a old z"),
        ((revision("del", "old "), revision("ins", "new ")), "a new z", "a old z"),
        ((revision("ins", revision("del", "both ")),), "a z", "a z"),
    ],
)
def test_runs_come_and_go(runs: tuple[str, ...], accepted: str, rejected: str) -> None:
    assert both(p("a ", *runs, "z")) == ([accepted], [rejected])


def test_a_paragraph_without_its_end_goes_on_in_the_next_one() -> None:
    assert both(p("One ", mark=mark("del")), p("two"), p("three")) == (["One two", "three"], ["One ", "two", "three"])
    assert both(p("One ", mark=mark("ins")), p("two"), p("three")) == (["One ", "two", "three"], ["One two", "three"])


def test_a_paragraph_takes_the_properties_of_the_end_that_remains() -> None:
    data = resolve(docx(p("One ", style="A", mark=mark("del")), p("two", style="B"), p("x")), accept=True)
    assert part(data).find(f".//{W}pStyle").get(f"{W}val") == "B"


def test_a_paragraph_that_is_gone_before_a_table_leaves_nothing() -> None:
    accepted, rejected = both(p(revision("del", "One"), mark=mark("del")), table(row("cell")), p("End"))
    assert (accepted, rejected) == (["cell", "End"], ["One", "cell", "End"])


def test_the_last_paragraph_of_a_cell_stays() -> None:
    accepted, _ = both(table(row(cell(p(revision("del", "x"), mark=mark("del"))))), p("End"))
    assert accepted == ["", "End"]


def test_formatting_goes_back_to_what_it_was() -> None:
    change = '<w:rPrChange w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    data = docx(p(r("word", f"<w:b/>{change}")))
    looks = [
        [e.tag.removeprefix(W) for e in part(resolve(data, accept)).find(f".//{W}r/{W}rPr")] for accept in (True, False)
    ]
    assert looks == [["b"], ["i"]]


def test_paragraph_properties_keep_their_section_when_they_go_back() -> None:
    old = '<w:pPrChange w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"><w:pPr><w:keepNext/></w:pPr></w:pPrChange>'
    body = f"<w:p><w:pPr><w:jc w:val='right'/><w:sectPr/>{old}</w:pPr></w:p>"
    ppr = part(resolve(docx(body, "End"), accept=False)).find(f".//{W}pPr")
    assert [child.tag.removeprefix(W) for child in ppr] == ["keepNext", "sectPr"]


def test_rows_and_cells_come_and_go() -> None:
    rows = table(row("a"), row("b", properties=mark("ins")), row("c", properties=mark("del")))
    assert both(rows, "End") == (["a", "b", "End"], ["a", "c", "End"])
    cells = table(row("a", cell("b", properties=mark("cellIns")), cell("c", properties=mark("cellDel"))))
    assert both(cells, "End") == (["a", "b", "End"], ["a", "c", "End"])


def test_a_table_without_rows_is_gone() -> None:
    assert both("One", table(row("a", properties=mark("del"))), "End")[0] == ["One", "End"]


def test_a_link_around_nothing_is_gone() -> None:
    inside = f"<w:hyperlink w:anchor='x'>{revision('ins', 'here')}</w:hyperlink>"
    assert part(resolve(docx(p("See ", inside)), accept=False)).find(f".//{W}hyperlink") is None


def test_a_frame_that_was_inserted_goes_and_its_content_stays() -> None:
    start = '<w:customXmlInsRangeStart w:id="5" w:author="A" w:date="2024-01-01T00:00:00Z"/>'
    frame = f'{start}<w:sdt><w:sdtContent>{p("x")}</w:sdtContent></w:sdt><w:customXmlInsRangeEnd w:id="5"/>'
    accepted, rejected = (part(resolve(docx(frame, "End"), accept)) for accept in (True, False))
    assert accepted.find(f".//{W}sdt") is not None
    assert rejected.find(f".//{W}sdt") is None
    assert "x" in "".join(rejected.itertext())


def test_a_note_without_reference_is_dropped() -> None:
    body = p("a", revision("del", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    data = docx(body, footnotes='<w:footnote w:id="2"><w:p/></w:footnote>')
    notes = [len(part(resolve(data, accept), "word/footnotes.xml")) for accept in (True, False)]
    assert notes == [0, 1]


def test_pending_changes_are_noticed_wherever_they_are() -> None:
    assert has_revisions(WordPackage(docx(p("a", revision("ins", "b")))))
    assert not has_revisions(WordPackage(docx(p("a"))))
