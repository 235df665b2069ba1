"""What the marks of a redline look like: minimal, readable, in the forms that Word writes itself."""

from __future__ import annotations

import pytest

from helpers.word_files import made
from treatydiff.ooxml.package import WordPackage
from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from word_pairs import FOUR, LAST, ONE, PAIRS, THREE, TWO, Word, p, r, row, table
from word_reading import W, marked, part, shown


def of(old: str, new: str) -> list[str]:
    return marked(made(Word(old), Word(new)))


def test_only_the_changed_words_are_marked() -> None:
    old, new = (
        "Each Party shall take the measures needed for its peace.",
        "Each Party may take the measures needed for peace.",
    )
    assert of(p(old), p(new)) == ["Each Party [-shall-]{+may+} take the measures needed for [-its -]peace."]


def test_no_word_is_cut_where_runs_meet() -> None:
    old, new = p(r("within 1"), r("0 days", "<w:b/>")), p(r("within 10"), r("0 days", "<w:b/>"))
    assert of(old, new) == ["within [-10-]{+100+} days"]


def test_the_same_words_in_other_runs_are_no_change() -> None:
    assert of(p(r("Each Pa"), r("rty shall")), p(r("Each"), r(" Party "), r("shall"))) == []


def test_a_formatting_change_marks_the_words_and_keeps_them() -> None:
    assert of(p("Each Party shall adopt."), p("Each ", r("Party", "<w:b/>"), " shall adopt.")) == [
        "Each °Party shall adopt."
    ]


def test_a_language_tag_is_no_change() -> None:
    assert of(p(r(ONE, '<w:lang w:val="en-GB"/>')), p(r(ONE, '<w:lang w:val="en-US"/><w:noProof/>'))) == []


def test_a_changed_style_is_a_change_of_the_paragraph_alone() -> None:
    assert of(p(ONE, style="Quote") + p(TWO), p(ONE) + p(TWO)) == [f"°{ONE}"]


def test_an_inserted_paragraph_is_inserted_with_its_end() -> None:
    assert of(p(ONE) + p(THREE), p(ONE) + p(TWO) + p(THREE)) == [f"{{+{TWO}+}}¶ins"]


def test_at_the_end_of_a_document_the_end_before_is_the_new_one() -> None:
    assert of(p(ONE), p(ONE) + p(TWO)) == [f"{ONE}¶ins", f"{{+{TWO}+}}"]


def test_a_split_paragraph_gains_an_end_and_loses_a_blank() -> None:
    assert of(p(f"{ONE} {TWO}") + p(FOUR), p(ONE) + p(TWO) + p(FOUR)) == [f"{ONE}[- -]¶ins"]


def test_merged_paragraphs_lose_an_end_and_gain_a_blank() -> None:
    assert of(p(ONE) + p(TWO) + p(FOUR), p(f"{ONE} {TWO}") + p(FOUR)) == [f"{ONE}¶del", f"{{+ +}}{TWO}"]


def test_a_moved_paragraph_shows_its_edits_where_they_belong() -> None:
    edited = ONE.replace("shall", "may")
    first, second = of(p(ONE) + p(TWO) + p(THREE) + p(FOUR), p(TWO) + p(THREE) + p(edited) + p(FOUR))
    assert first.startswith("<-Each State Party -<[-shall-]<- adopt")
    assert first.endswith("¶moveFrom")
    assert second.startswith(">+Each State Party +>{+may+}>+ adopt")
    assert second.endswith("¶moveTo")


def test_neighbours_move_together_under_one_name() -> None:
    data = made(Word(p(ONE) + p(TWO) + p(THREE) * 3 + p(FOUR)), Word(p(THREE) * 3 + p(FOUR) + p(ONE) + p(TWO)))
    starts = list(part(data).iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart"))
    assert [start.get(f"{W}name") for start in starts] == ["move1", "move1"]
    assert len(list(part(data).iter(f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"))) == 2


def test_a_few_words_that_changed_place_are_no_move() -> None:
    data = made(Word(p("Done.") + p(ONE) + p(TWO)), Word(p(ONE) + p(TWO) + p("Done.") + p(FOUR)))
    assert not list(part(data).iter(f"{W}moveFromRangeStart"))


def test_plain_moves_are_deletions_and_insertions() -> None:
    old, new = PAIRS["paragraph_moved"]()
    assert [line[:2] for line in marked(made(old, new, native_moves=False))] == ["[-", "{+"]


def test_links_decide_which_paragraphs_answer_to_each_other() -> None:
    old, new = WordPackage(Word(p(ONE) + p(TWO)).data()), WordPackage(Word(p(THREE) + p(TWO)).data())
    first_old, first_new = old.body[0], new.body[0]
    data = merge(old, new, Hints([([first_old], [first_new])]), Marks()).package.write()
    assert {"{+", "[-"} < {shown(data)[0][i : i + 2] for i in range(len(shown(data)[0]))}
    assert "¶" not in shown(data)[0]


def test_what_the_links_call_deleted_and_inserted_is_not_paired() -> None:
    edited = ONE.replace("shall", "may")
    old, new = WordPackage(Word(p(ONE) + p(TWO)).data()), WordPackage(Word(p(edited) + p(TWO)).data())
    data = merge(old, new, Hints([([old.body[0]], []), ([], [new.body[0]])]), Marks()).package.write()
    assert shown(data)[:2] == [f"[-{ONE}-]¶del", f"{{+{edited}+}}¶ins"]


def test_bookmarks_between_rows_do_not_hide_what_is_the_same() -> None:
    old, new = PAIRS["table_with_bookmarks_between_its_rows"]()
    assert marked(made(old, new)) == ["[-10-]{+12+}", "{+Lime kilns+}", "{+30+}"]


def test_a_table_of_any_shape_that_did_not_change_stands_as_it_is() -> None:
    old, new = PAIRS["table_rows_in_content_controls"]()
    assert "7" in shown(made(old, new))


def test_a_field_changes_as_a_whole() -> None:
    old, new = PAIRS["reference_fields"]()
    assert marked(made(old, new))[-1] == "See [-Article 28-]{+Article 31+} above."


def test_a_page_number_is_no_change() -> None:
    old, new = PAIRS["simple_fields"]()
    assert marked(made(old, new, formatting=False)) == ["Page 2 of [-9-]{+9+}"]


def test_deleted_text_is_deleted_text_and_moved_text_is_text() -> None:
    data = made(*PAIRS["paragraph_moved_and_edited"]())
    assert not list(part(data).find(f".//{W}del").iter(f"{W}t"))
    assert not list(part(data).find(f".//{W}moveFrom").iter(f"{W}delText"))


def test_a_picture_stands_in_a_run_of_its_own() -> None:
    data = made(*PAIRS["image_deleted"]())
    run = next(part(data).iter(f"{W}drawing")).getparent()
    assert [child.tag for child in run if child.tag != f"{W}rPr"] == [f"{W}drawing"]


@pytest.mark.parametrize("name", ["footnote_inserted", "footnote_deleted", "moved_with_its_footnote"])
def test_footnotes_are_numbered_in_the_order_of_their_references(name: str) -> None:
    data = made(*PAIRS[name]())
    ids = [e.get(f"{W}id") for e in part(data).iter(f"{W}footnoteReference")]
    notes = [e.get(f"{W}id") for e in part(data, "word/footnotes.xml") if e.get(f"{W}type") is None]
    assert ids == notes == sorted(ids, key=int)


def test_the_same_files_give_the_same_bytes() -> None:
    old, new = PAIRS["sections_with_headers_of_their_own"]()
    assert made(old, new) == made(old, new)


def test_author_and_date_stand_on_every_mark() -> None:
    old, new = (WordPackage(word.data()) for word in PAIRS["paragraph_moved_and_edited"]())
    data = merge(old, new, Hints(), Marks("Chair\x0b", "2026-01-02T03:04:05Z")).package.write()
    marks = [e for e in part(data).iter() if e.tag.removeprefix(W) in ("ins", "del", "moveFrom", "moveTo", "rPrChange")]
    assert len(marks) > 4
    assert {(m.get(f"{W}author"), m.get(f"{W}date")) for m in marks} == {("Chair", "2026-01-02T03:04:05Z")}


def rows_of(data: bytes) -> list[str]:
    """The rows of a redline's table, each with what became of it."""
    found = []
    for tr in part(data).iter(f"{W}tr"):
        marks = [mark.tag.removeprefix(W) for mark in tr.iterfind(f"{W}trPr/*")]
        first = next(tr.iter(f"{W}t", f"{W}delText"))
        found.append(" ".join([*marks, first.text or ""]))
    return found


def test_a_row_that_moved_is_deleted_where_it_was_and_inserted_where_it_is() -> None:
    old, new = PAIRS["table_row_moved"]()
    assert [row for row in rows_of(made(old, new)) if row.startswith(("ins", "del"))] == [
        "del Lime kilns",
        "ins Lime kilns",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (("Syldavia", "30 per cent"), ("Molvania", "5 per cent"), ["del Syldavia", "ins Molvania"]),
        (("Syldavia", "30 per cent"), ("Molvania", "30 per cent"), ["Syldavia"]),
        (("Syldavia", "30 per cent"), ("Syldavia", "5 per cent"), ["Syldavia"]),
        (("3", "30 per cent"), ("4", "5 per cent"), ["3"]),
    ],
)
def test_a_row_of_another_name_is_another_row(old: tuple[str, str], new: tuple[str, str], told: list[str]) -> None:
    rows = ("State", "Share"), ("Ruritania", "10 per cent")
    files = (Word(table(*(row(*cells) for cells in (*rows, each)), columns=2) + LAST) for each in (old, new))
    assert rows_of(made(*files))[2:] == told


def test_cells_merged_downwards_are_marked_as_that_where_nothing_is_covered() -> None:
    old, new = PAIRS["table_cells_merged_downwards"]()
    merged = [dict(mark.attrib) for mark in part(made(old, new)).iter(f"{W}cellMerge")]
    assert [(mark.get(f"{W}vMerge"), mark.get(f"{W}vMergeOrig")) for mark in merged] == [("rest", None), ("cont", None)]
    apart = [dict(mark.attrib) for mark in part(made(new, old)).iter(f"{W}cellMerge")]
    assert [(mark.get(f"{W}vMerge"), mark.get(f"{W}vMergeOrig")) for mark in apart] == [(None, "rest"), (None, "cont")]


def test_words_that_a_merger_would_cover_are_deleted_where_people_see_it() -> None:
    old, new = PAIRS["table_cells_merged"]()
    data = made(old, new)
    assert [mark.get(f"{W}vMerge") for mark in part(data).iter(f"{W}cellMerge")] == ["rest"]
    assert "del G" in rows_of(data)


def test_a_table_of_contents_made_anew_shows_only_its_words_that_changed() -> None:
    old, new = PAIRS["table_of_contents_made_anew"]()
    assert marked(made(old, new, formatting=False)) == ["Terms that are used[- here-]\t4"]


@pytest.mark.parametrize(("formatting", "indents"), [(False, ["700", "700"]), (True, ["700", None])])
def test_what_went_stands_where_its_like_stand_now_unless_looks_are_marked(
    formatting: bool, indents: list[str | None]
) -> None:
    indent = '<w:ind w:left="700"/>'
    old, new = Word(p(ONE) + p(TWO) + p(THREE)), Word(p(ONE, ppr=indent) + p(THREE, ppr=indent))
    packages = WordPackage(old.data()), WordPackage(new.data())
    (first, second, third), (one, three) = ([*package.body.iter(f"{W}p")] for package in packages)
    said = Hints([([first], [one]), ([second], []), ([third], [three])])
    redline = part(merge(*packages, said, Marks(formatting=formatting)).package.write())
    placed = [paragraph.find(f"{W}pPr/{W}ind") for paragraph in redline.iter(f"{W}p")]
    assert [None if each is None else each.get(f"{W}left") for each in placed][:2] == indents
