"""The Word reader: what is printed, nothing else, and what was left out is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import real
from docx_making import (
    SECTION,
    SEPARATORS,
    cell,
    docx,
    external,
    family,
    field,
    footnote,
    instance,
    level,
    mark,
    note,
    numbered,
    p,
    r,
    revision,
    row,
    style,
    table,
)
from treatydiff.model import Block, BlockKind, Origin, Reading, TableCell
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import read


def reading(*body: str, revisions: str = "accept", **parts: object) -> Reading:
    return read(docx(*body, **parts), "draft.docx", ReadOptions(revisions))  # type: ignore[arg-type]


def texts(*body: str, revisions: str = "accept", **parts: object) -> list[str]:
    return [block.text for block in reading(*body, revisions=revisions, **parts).blocks]


def shown(blocks: tuple[Block, ...]) -> list[str]:
    return [f"{block.number} {block.text}".strip() for block in blocks]


# --------------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t></w:r>", "co-operate"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>10</w:t></w:r>', "≥10"),
        ('<w:r><w:sym w:font="Symbol" w:char="00B3"/><w:t>10</w:t></w:r>', "≥10"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Arial" w:char="2264"/></w:r>', "≤"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F046"/></w:r>', "\uf046"),
        ('<w:r><w:sym w:font="Symbol" w:char="nonsense"/><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:t>two\n   lines</w:t></w:r>", "two    lines"),
        ('<w:r><w:t xml:space="preserve">  a  </w:t></w:r>', "a"),
        ("<w:hyperlink><w:r><w:t>website</w:t></w:r></w:hyperlink>", "website"),
        ("<w:smartTag><w:smartTagPr/><w:r><w:t>Geneva</w:t></w:r></w:smartTag>", "Geneva"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
        ('<w:fldSimple w:instr=" REF a "><w:r><w:t>28</w:t></w:r></w:fldSimple>', "28"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>", "x=1"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "1/2"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>tiáo</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>条</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "条",
        ),
        ('<w:r><w:commentReference w:id="1"/></w:r><w:r><w:t>a</w:t></w:r>', "a"),
        ('<w:bookmarkStart w:id="0" w:name="x"/><w:r><w:t>a</w:t></w:r><w:bookmarkEnd w:id="0"/>', "a"),
    ],
)
def test_a_paragraph_reads_as_it_is_printed(inside: str, text: str) -> None:
    assert texts(f"<w:p>{inside}</w:p>") == [text]


def test_how_word_cut_a_sentence_into_runs_does_not_matter() -> None:
    assert texts(p("Each Pa", "rty sh", "all")) == texts(p("Each Party shall"))


def test_a_field_shows_its_result_and_not_its_code() -> None:
    assert texts(p("see article ", field(" REF _Ref1 \\r \\h ", r("28")), " above")) == ["see article 28 above"]


def test_a_field_inside_the_code_of_another_is_code() -> None:
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field(" PAGE ", r("7"))
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("odd")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(p("this is ", outer)) == ["this is odd"]


def test_a_field_may_run_over_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:t>lost</w:t></w:r>'
    switch = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(p(begin), p("lost too", switch, "Article 1"), p("Article 2", end), "Body") == [
        "Article 1",
        "Article 2",
        "Body",
    ]


def test_a_field_without_an_end_swallows_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r>'
    assert texts(p("before ", begin, "after"), "next") == ["before after", "next"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Advance version</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = reading(p("Title", both), "Body").blocks
    assert [(b.text, b.origin.index) for b in blocks] == [("Title", 0), ("Advance version", 1), ("Body", 3)]


def test_a_content_control_may_hold_paragraphs_rows_and_cells() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    rows = control(row("a", "b")) + f"<w:tr><w:trPr/>{control(cell('c'))}{cell('d')}</w:tr>"
    assert texts(control(p("inside")), f"<w:tbl><w:tblPr/>{rows}</w:tbl>") == ["inside", "a", "b", "c", "d"]


def test_tables_are_read_row_by_row_and_tables_inside_cells_too() -> None:
    inner = table(row("inner 1", "inner 2"))
    blocks = reading("before", table(row("a", cell("b", inner, "after inner")), row("c", "")), "after").blocks
    assert [b.text for b in blocks] == ["before", "a", "b", "inner 1", "inner 2", "after inner", "c", "after"]
    assert [b.kind for b in blocks] == [BlockKind.BODY, *[BlockKind.CELL] * 6, BlockKind.BODY]


def test_a_paragraph_knows_where_it_stands_in_its_part() -> None:
    blocks = reading("a", "", table(row("b", "c")), p("d", footnote(1)), footnotes=SEPARATORS + note(1, "n")).blocks
    assert [(b.text, b.origin) for b in blocks] == [
        ("a", Origin(index=0)),
        ("b", Origin(index=2, cell=TableCell(0, 0, 0))),
        ("c", Origin(index=3, cell=TableCell(0, 0, 1))),
        ("d", Origin(index=4)),
        ("n", Origin(index=1, part="footnotes")),
    ]


def test_rows_and_columns_are_counted_with_those_that_are_spanned_or_left_out() -> None:
    wide, late = cell("b", properties='<w:gridSpan w:val="2"/>'), row("d", properties='<w:gridBefore w:val="1"/>')
    inner = cell("e", table(row("x", "y")))
    blocks = reading(table(row("a", wide, "c"), late), "between", table(row(inner))).blocks
    found = [
        (b.text, *((cell and (cell.table, cell.row, cell.column)) or ())) for b in blocks for cell in [b.origin.cell]
    ]
    assert found == [
        ("a", 0, 0, 0), ("b", 0, 0, 1), ("c", 0, 0, 3), ("d", 0, 1, 1), ("between",), ("e", 1, 0, 0),
        ("x", 1, 0, 0), ("y", 1, 0, 0),
    ]  # fmt: skip


def test_an_embedded_document_is_said_to_be_missing() -> None:
    result = reading("a", '<w:altChunk r:id="r9"><w:altChunkPr/></w:altChunk>')
    assert [n.message for n in result.notices] == [
        "words of another file, shown here and not read: “altChunk”",
        "1 embedded document not read; saving the file in Word takes them in",
    ]


def test_something_outside_the_file_is_reported_and_a_web_address_is_not() -> None:
    links = external("image", "file:///etc/passwd") + external("hyperlink", "https://example.org")
    messages = [n.message for n in reading("a", relations=links).notices]
    assert messages == ["points to something outside the file, which was not fetched: image (word/document.xml)"]


# -------------------------------------------------------------------------------------------------------- hidden text


HIDING = style("Hidden", "character", rpr="<w:vanish/>") + style("Secret", rpr="<w:vanish/>")


@pytest.mark.parametrize(
    "look",
    ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="Hidden"/>'],
)
def test_hidden_text_is_left_out_and_said(look: str) -> None:
    result = reading(p("Each Party ", r("secretly ", look), "shall"), styles=HIDING)
    assert [b.text for b in result.blocks] == ["Each Party shall"]
    assert [(n.message, n.set_aside) for n in result.notices] == [("1 passage of hidden text left out", ("secretly",))]


def test_hiding_by_a_paragraph_style_is_undone_by_the_run_and_by_a_character_style() -> None:
    body = p("a", r("b", '<w:vanish w:val="0"/>'), r("c", '<w:rStyle w:val="Hidden"/>'), style="Secret")
    assert texts(body, styles=HIDING) == ["bc"]


def test_a_hidden_paragraph_takes_no_number() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    body = [p("a", num=(1, 0)), p(r("b", "<w:vanish/>"), num=(1, 0), mark="<w:vanish/>"), p("c", num=(1, 0))]
    assert shown(reading(*body, numbering=lists).blocks) == ["1. a", "2. c"]


STRUCK = [p("Each Party ", r("shall", "<w:strike/>"), r(" not", "<w:dstrike/>"), " may")]


def test_text_struck_through_by_hand_is_left_out_and_said() -> None:
    result = reading(*STRUCK)
    assert [b.text for b in result.blocks] == ["Each Party may"]
    assert [n.set_aside for n in result.notices] == [("shall not",)]
    assert result.notices[0].message.startswith("1 passage struck through by hand, left out: “shall not”")


def test_text_struck_through_by_hand_is_read_where_the_user_wants_it() -> None:
    result = read(docx(*STRUCK), "draft.docx", ReadOptions(struck="keep"))
    assert [b.text for b in result.blocks] == ["Each Party shall not may"]
    assert [n.message for n in result.notices] == ["1 passage struck through by hand, read as text: “shall not”"]


@pytest.mark.parametrize(
    ("before", "gone", "after", "left"),
    [
        ("Each Party", " shall", "may inform", "Each Party may inform"),
        ("Each Party ", "shall ", "may inform", "Each Party may inform"),
        ("Each Party ", "shall", " inform", "Each Party inform"),
        ("over", "-", "use", "overuse"),
        ("", "Each ", "Party", "Party"),
    ],
)
def test_words_around_struck_ones_stay_apart_by_one_blank(before: str, gone: str, after: str, left: str) -> None:
    assert texts(p(before, r(gone, "<w:strike/>"), after)) == [left]


def test_a_paragraph_struck_as_a_whole_keeps_its_number_for_itself() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    body = [p("a", num=(1, 0)), p(r("b", "<w:strike/>"), num=(1, 0)), p("c", num=(1, 0))]
    assert shown(reading(*body, numbering=lists).blocks) == ["1. a", "3. c"]


# -------------------------------------------------------------------------------------------------- footnotes, endnotes


def test_footnotes_follow_the_body_with_their_printed_numbers_in_the_order_of_the_text() -> None:
    notes = SEPARATORS + note(3, "first") + note(5, "second", "its second paragraph") + note(7, "nobody refers to it")
    result = reading(p("a", footnote(5)), p("b", footnote(3), " c"), footnotes=notes)
    assert [(b.kind, b.number, b.text) for b in result.blocks] == [
        (BlockKind.BODY, "", "a"),
        (BlockKind.BODY, "", "b c"),
        (BlockKind.FOOTNOTE, "1", "second"),
        (BlockKind.FOOTNOTE, "", "its second paragraph"),
        (BlockKind.FOOTNOTE, "2", "first"),
    ]


def test_a_footnote_that_begins_with_its_own_number_keeps_it() -> None:
    blocks = reading(p("a", footnote(1)), footnotes=note(1, "1 January 2025")).blocks
    assert (blocks[-1].number, blocks[-1].text) == ("1", "1 January 2025")


def test_a_mark_typed_by_hand_is_the_number_and_no_text() -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    result = reading(p("Title", star), p("b", footnote(2)), footnotes=note(1, "* Reissued.") + note(2, "n"))
    assert shown(result.blocks) == ["Title", "b", "* Reissued.", "1 n"]
    assert result.blocks[2].number == "*"


def test_endnotes_stand_last_and_count_in_roman_numerals() -> None:
    ends = '<w:r><w:endnoteReference w:id="1"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>'
    blocks = reading(
        p("a", ends[0], footnote(1), ends[1]),
        footnotes=note(1, "foot"),
        endnotes=note(1, "end", kind="endnote") + note(2, "end", kind="endnote"),
    ).blocks
    assert [(b.number, b.origin.part) for b in blocks[1:]] == [
        ("1", "footnotes"),
        ("i", "endnotes"),
        ("ii", "endnotes"),
    ]


@pytest.mark.parametrize(
    ("settings_say", "section_says", "numbers"),
    [
        ("", "", ["1", "2", "3"]),
        ('<w:numRestart w:val="eachSect"/>', "", ["1", "2", "1"]),
        ("", '<w:numRestart w:val="eachSect"/>', ["1", "2", "1"]),
        ('<w:numStart w:val="5"/>', "", ["5", "6", "7"]),
        ('<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="upperRoman"/>', ["I", "II", "III"]),
    ],
)
def test_footnotes_count_as_settings_and_sections_say(settings_say: str, section_says: str, numbers: list[str]) -> None:
    section = f"<w:sectPr><w:footnotePr>{section_says}</w:footnotePr></w:sectPr>"
    blocks = reading(
        p("a", footnote(1), footnote(2), inside=section),
        p("b", footnote(3)),
        section,
        footnotes="".join(note(i, "n") for i in (1, 2, 3)),
        settings=f"<w:footnotePr>{settings_say}</w:footnotePr>" if settings_say else "",
    ).blocks
    assert [b.number for b in blocks if b.kind is BlockKind.FOOTNOTE] == numbers


def test_a_footnote_of_deleted_text_goes_with_it() -> None:
    body = p("a", revision("del", r("b"), footnote(1)), footnote(2))
    notes = note(1, "gone") + note(2, "stays")
    assert shown(reading(body, footnotes=notes).blocks) == ["a", "1 stays"]
    assert shown(reading(body, footnotes=notes, revisions="reject").blocks) == ["ab", "1 gone", "2 stays"]


# ------------------------------------------------------------------------------------------------------ tracked changes


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (
            [p("Party ", revision("del", "may"), revision("ins", "shall"), " adopt")],
            ["Party shall adopt"],
            ["Party may adopt"],
        ),
        ([p(revision("moveFrom", "a")), p("b"), p(revision("moveTo", "a"))], ["b", "a"], ["a", "b"]),
        ([p("a"), p(revision("ins", "b"), mark=mark("ins")), p("c")], ["a", "b", "c"], ["a", "c"]),
        ([p("a"), p(revision("del", "b"), mark=mark("del")), p("c")], ["a", "c"], ["a", "b", "c"]),
        ([p("a ", mark=mark("del")), p("b")], ["a b"], ["a", "b"]),
        ([p("a ", mark=mark("ins")), p("b")], ["a", "b"], ["a b"]),
        ([p("a ", mark=mark("del")), p("b ", mark=mark("del")), p("c")], ["a b c"], ["a", "b", "c"]),
        ([p(revision("ins", revision("del", "never"), "b"))], ["b"], []),
        ([p(revision("moveTo", "a"), mark=mark("moveTo")), p("b")], ["a", "b"], ["b"]),
        ([p(revision("moveFrom", "a"), mark=mark("moveFrom")), p("b")], ["b"], ["a", "b"]),
        ([p("a", mark=mark("del")), table(row("b"))], ["a", "b"], ["a", "b"]),
        ([table(row("a"), row("b", properties=mark("del"))), p("c")], ["a", "c"], ["a", "b", "c"]),
        ([table(row("a"), row("b", properties=mark("ins"))), p("c")], ["a", "b", "c"], ["a", "c"]),
        ([table(row("a", cell("b", properties=mark("cellDel"))))], ["a"], ["a", "b"]),
        ([table(row("a", cell("b", properties=mark("cellIns"))))], ["a", "b"], ["a"]),
        ([table(row(cell(p("a", mark=mark("del"))), "b"))], ["a", "b"], ["a", "b"]),
        ([p("a", revision("del", field(" REF x ", r("28"))), "b")], ["ab"], ["a28b"]),
    ],
)
def test_pending_tracked_changes_are_resolved(body: list[str], accepted: list[str], rejected: list[str]) -> None:
    assert texts(*body) == accepted
    assert texts(*body, revisions="reject") == rejected


def test_a_notice_counts_the_changes_and_keeps_the_words_that_went() -> None:
    body = [
        p("a ", revision("del", "old"), revision("ins", "new")),
        p(revision("ins", "one insertion,"), mark=mark("ins")),
        p(revision("ins", "over"), revision("ins", " two paragraphs"), mark=mark("ins")),
        p("between"),
        p(revision("moveFrom", "moved"), mark=mark("moveFrom")),
        p(revision("moveTo", "moved"), mark=mark("moveTo")),
        p("end"),
    ]
    accepted, rejected = reading(*body).notices, reading(*body, revisions="reject").notices
    assert [(n.message, n.set_aside) for n in accepted] == [
        ("4 pending tracked changes accepted: 2 insertions, 1 deletion, 1 move", ("old", "moved")),
    ]
    assert rejected[0].message == "4 pending tracked changes rejected: 2 insertions, 1 deletion, 1 move"
    assert rejected[0].set_aside == ("new", "one insertion,", "over", "two paragraphs", "moved")


def test_a_draft_without_tracked_changes_has_no_notice() -> None:
    assert reading("a").notices == ()


def test_a_merged_paragraph_looks_like_the_one_whose_end_stays_and_stands_where_it_begins() -> None:
    lists = family(0, level(0, "(%1)", "lowerLetter")) + instance(1, 0)
    blocks = reading("x", p("a ", mark=mark("del")), p("b", num=(1, 0)), numbering=lists).blocks
    assert [(b.number, b.text, b.origin.index) for b in blocks] == [("", "x", 0), ("(a)", "a b", 1)]


def test_a_paragraph_after_one_that_went_stands_where_it_stands() -> None:
    blocks = reading(p(revision("del", "a"), mark=mark("del")), p("b")).blocks
    assert [(b.text, b.origin.index) for b in blocks] == [("b", 1)]


def test_a_last_paragraph_that_went_takes_no_number_and_its_blank_start_no_place() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    gone = p(" ", revision("del", "b"), num=(1, 0), mark=mark("del"))
    blocks = reading(table(row(cell(gone))), gone, p("c", num=(1, 0)), numbering=lists).blocks
    assert [(b.number, b.text, b.origin.index) for b in blocks] == [("1.", "c", 2)]


def test_rejecting_brings_back_the_former_numbering_and_style() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    change = f'<w:pPrChange w:id="1" w:author="A"><w:pPr>{numbered(1, 0)}</w:pPr></w:pPrChange>'
    dropped = p("a", inside=change)
    assert shown(reading(dropped, numbering=lists).blocks) == ["a"]
    assert shown(reading(dropped, numbering=lists, revisions="reject").blocks) == ["1. a"]
    added = p("a", inside=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{mark("ins")}</w:numPr>')
    assert shown(reading(added, numbering=lists).blocks) == ["1. a"]
    assert shown(reading(added, numbering=lists, revisions="reject").blocks) == ["a"]


def test_rejecting_brings_back_text_that_a_change_hid() -> None:
    hidden = r("b", '<w:vanish/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>')
    assert texts(p("a", hidden)) == ["a"]
    assert texts(p("a", hidden), revisions="reject") == ["ab"]


PIECES = st.tuples(st.text("abc ,", min_size=1, max_size=6), st.sampled_from(["", "ins", "del"]))
PARAGRAPHS = st.tuples(st.lists(PIECES, max_size=4), st.sampled_from(["", "ins", "del"]))


def resolved(paragraphs: list[tuple[list[tuple[str, str]], str]], gone: str) -> list[str]:
    """The texts after the changes, worked out on strings."""
    out, line = [], ""
    for pieces, end in paragraphs:
        line += "".join(text for text, change in pieces if change != gone)
        if end != gone:
            out.append(line)
            line = ""
    return [text.strip() for text in [*out, line] if text.strip()]


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, max_size=6), st.sampled_from([("accept", "del"), ("reject", "ins")]))
def test_resolving_changes_in_a_file_is_resolving_them_in_words(
    paragraphs: list[tuple[list[tuple[str, str]], str]], mode: tuple[str, str]
) -> None:
    body = [
        p(*(revision(change, text) if change else text for text, change in pieces), mark=mark(end) if end else "")
        for pieces, end in paragraphs
    ]
    assert texts(*body, revisions=mode[0]) == resolved(paragraphs, mode[1])


# ----------------------------------------------------------------------------------------------------------- the look

LOOKS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + style("Normal", more=' w:default="1"')
    + style("heading 1", based_on="Normal", ppr='<w:jc w:val="center"/>', rpr='<w:b/><w:sz w:val="28"/>')
    + style("Sub heading", based_on="heading1", rpr="<w:i/>")
    + style("Strong", "character", rpr="<w:b/>")
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (p("a"), {"bold": False, "centred": False, "size": 11.0, "name": "Normal"}),
        (p("a", style="heading1"), {"bold": True, "centred": True, "size": 14.0, "name": "Heading 1"}),
        (p("a", style="Subheading"), {"bold": True, "italic": True, "centred": True, "name": "Sub heading"}),
        (p("a", style="heading1", inside='<w:jc w:val="both"/>'), {"centred": False}),
        (p(r("bold text", "<w:b/>"), " no"), {"bold": True}),
        (p(r("no", "<w:b/>"), " plain text"), {"bold": False}),
        (p(r("a", '<w:rStyle w:val="Strong"/>')), {"bold": True}),
        (p(r("a", '<w:rStyle w:val="Strong"/>'), style="heading1"), {"bold": False}),
        (p(r("a", '<w:rStyle w:val="Strong"/><w:b/>'), style="heading1"), {"bold": True}),
        (p(r("مادة", '<w:rtl/><w:bCs/><w:szCs w:val="32"/>')), {"bold": True, "size": 16.0}),
        (p("a", inside='<w:ind w:left="720"/>'), {"indent": 36.0}),
        (p("a", inside='<w:ind w:start="720" w:hanging="720"/>'), {"indent": 36.0}),
        (p("a", style="nowhere"), {"bold": False, "name": ""}),
    ],
)
def test_the_look_results_from_defaults_styles_paragraph_and_run(paragraph: str, expected: dict[str, object]) -> None:
    (block,) = reading(paragraph, styles=LOOKS).blocks
    assert {name: getattr(block.style, name) for name in expected} == expected


def test_a_list_indents_its_paragraphs_unless_they_say_otherwise() -> None:
    lists = family(0, level(0, "%1.").replace("</w:lvl>", '<w:pPr><w:ind w:left="400"/></w:pPr></w:lvl>'))
    styled = style("Item", ppr=numbered(1, 0) + '<w:ind w:left="900"/>') + style("Plain item", ppr=numbered(1, 0))
    body = [
        p("own list", num=(1, 0)),
        p("own indent", num=(1, 0), inside='<w:ind w:left="600"/>'),
        p("style's list and indent", style="Item"),
        p("style's list", style="Plainitem"),
    ]
    blocks = reading(*body, numbering=lists + instance(1, 0), styles=styled).blocks
    assert [b.style.indent for b in blocks] == [20.0, 30.0, 45.0, 20.0]


def test_styles_based_on_each_other_end() -> None:
    assert texts(p("a", style="A"), styles=style("A", based_on="B") + style("B", based_on="A")) == ["a"]


# ---------------------------------------------------------------------------------------------------------- the cover


def test_headers_and_footers_are_set_aside_and_read_for_the_symbol() -> None:
    result = reading(
        "Article 1", headers=[p("A/AC.291/22/Rev.2")], footers=[p("V.24-01234 (E)"), p("A/AC.291/22/Rev.2")]
    )
    assert [b.text for b in result.blocks] == ["Article 1"]
    assert (result.symbol, result.language) == ("A/AC.291/22/Rev.2", "en")
    assert [(n.message, n.set_aside) for n in result.notices] == [
        ("page headers and footers set aside", ("A/AC.291/22/Rev.2", "V.24-01234 (E)")),
    ]


def test_the_cover_says_symbol_date_and_language() -> None:
    cover = table(
        row("United Nations", "A/CONF.232/2023/2"),
        row("", cell("Distr.: General", "12 December 2022", "Original: English")),
    )
    result = reading(cover, p("Draft agreement"), p("Article 1"), title="Draft agreement under the Convention")
    assert (result.symbol, result.date, result.language) == ("A/CONF.232/2023/2", "2022-12-12", "en")
    assert result.title == "Draft agreement under the Convention"


def test_sections_and_empty_paragraphs_are_no_blocks() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    body = [p("a", num=(1, 0)), p(), p(num=(1, 0), inside=SECTION), p("b", num=(1, 0)), SECTION]
    assert shown(reading(*body, numbering=lists).blocks) == ["1. a", "2. b"]


# --------------------------------------------------------------------------------------------------------- real texts


def test_a_un_document_whose_styles_are_numbered_and_whose_paragraphs_are_not() -> None:
    path = real("docx/cma2021.en.docx")
    result = read(Path(path).read_bytes(), path, ReadOptions())
    body = [b for b in result.blocks if b.kind is BlockKind.BODY]
    assert (result.symbol, result.date, result.language) == ("FCCC/PA/CMA/2021/10/Add.3", "2022-03-08", "en")
    assert not any(b.number for b in body)
    assert sum(bool(re.match(r"\d+\. ", b.text)) for b in body) == 377
    assert [b.number for b in result.blocks if b.kind is BlockKind.FOOTNOTE][:7] == ["1", "2", "3", "4", "5", "1", "2"]


def test_an_eu_proposal_with_lists_tables_and_fifty_one_footnotes() -> None:
    path = real("docx/COM-2025-837_proposal_2025-11-19.docx")
    blocks = read(Path(path).read_bytes(), path, ReadOptions()).blocks
    notes = [b for b in blocks if b.kind is BlockKind.FOOTNOTE]
    assert [b.number for b in notes if b.number] == [str(n) for n in range(1, 52)]
    lettered = [b.number for b in blocks if re.fullmatch(r"\(?[a-z]\)", b.number)]
    assert lettered[:10] == ["(a)", "(b)", "(c)", "(d)", "(e)"] * 2
    assert lettered[-3:] == ["a)", "b)", "c)"]
