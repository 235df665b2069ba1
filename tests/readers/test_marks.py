"""A draft that shows its changes by marks holds two texts, and each can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from docx_making import docx, family, instance, level, p, r
from pdf_making import Post, Rule, T, pdf
from treatydiff import cli
from treatydiff.model import Reading
from treatydiff.readers import ReadOptions, marks
from treatydiff.readers.docx import read as read_word
from treatydiff.readers.marks import UNTOLD, MarkedPassage, MarkedPiece, Marking, marking
from treatydiff.readers.pdf import read as read_pdf

STRIKE, BOLD, UNDER = "<w:strike/>", "<w:b/>", '<w:u w:val="single"/>'


def passage(*pieces: MarkedPiece | str) -> MarkedPassage:
    return MarkedPassage(tuple(MarkedPiece(piece) if isinstance(piece, str) else piece for piece in pieces))


GONE, NEW, LATE = MarkedPiece("may", struck=True), MarkedPiece("shall", bold=True), MarkedPiece("now", underlined=True)


# ------------------------------------------------------------------------------------------ which mark says what is new


@pytest.mark.parametrize(
    ("said", "new", "over_bold"),
    [
        ([passage("Each Party ", GONE, NEW, " inform.")], "bold", False),
        ([passage("Each Party ", GONE, LATE, " inform.")], "underlined", False),
        ([passage("Each Party ", LATE, " shall inform.")], "underlined", False),
        ([passage("Each Party ", GONE, NEW, " and ", MarkedPiece("soon", True, True), " inform.")], "bold", False),
    ],
)
def test_what_stands_beside_struck_words_is_what_is_new(said: list[MarkedPassage], new: str, over_bold: bool) -> None:
    assert marking(said) == Marking(new, frozenset(), over_bold)


def test_underlined_is_new_since_the_draft_before_where_bold_marks_all_that_is_new_and_somebody_asks_for_it() -> None:
    found = marking(
        [passage("Each Party ", GONE, NEW, " and ", MarkedPiece("soon", True, True), " inform.")], "underlined"
    )
    assert found == Marking("underlined", frozenset(), over_bold=True)
    assert found.goes(GONE, 0)  # struck before already
    assert not found.goes(MarkedPiece("at once", underlined=True, struck=True), 0)
    assert found.goes(MarkedPiece("soon", True, True), 0)
    assert not found.goes(NEW, 0)


@pytest.mark.parametrize(
    "said",
    [
        [passage("Each Party shall inform.")],
        [passage(MarkedPiece("Each Party", underlined=True), " acts.")],
        [passage(NEW)],
    ],
    ids=["no mark", "nearly all", "bold and nothing struck"],
)
def test_a_look_that_marks_nothing_is_none(said: list[MarkedPassage]) -> None:
    assert marking(said) is None


TEXT = passage("Each Party ", GONE, NEW, " inform the others of what it does.")
ALL_NEW = passage(MarkedPiece("The Council shall meet.", bold=True))


def heading(text: str, *, bold: bool = True) -> MarkedPassage:
    return passage(MarkedPiece(text, bold=bold))


def test_headings_that_are_all_bold_are_no_insertions_but_over_text_that_is_all_new() -> None:
    said = [heading("Article 1"), heading("Duties"), TEXT, heading("Article 2"), heading("Council"), ALL_NEW]
    found = marking(said)
    assert found
    assert found.headings == {0, 1}


def test_a_bold_heading_among_plain_ones_is_new() -> None:
    said = [heading("Article 1", bold=False), TEXT, heading("Article 1a"), TEXT, heading("Article 2", bold=False), TEXT]
    found = marking(said)
    assert found
    assert not found.headings


# -------------------------------------------------------------------------------------------------------- in a PDF


def line(y: float, *pieces: tuple[str, str]) -> list[T | Rule | Post]:
    """A line of pieces in Courier of 10 points, each 6 wide; looks: ``b`` bold, ``u`` underlined, ``s`` struck."""
    drawn: list[T | Rule | Post] = []
    x = 72.0
    for text, look in pieces:
        drawn.append(T(x, y, text, 10, "K" if "b" in look else "C"))
        end = x + 6 * len(text.rstrip())
        drawn += [Rule(x, end, y + height) for sign, height in (("s", 2.6), ("u", -1.4)) if sign in look]
        x += 6 * len(text)
    return drawn


MARKED = [
    *line(
        700,
        ("1. Each Party ", ""),
        ("may", "s"),
        ("shall", "b"),
        (" take ", ""),
        ("M", "b"),
        ("m", "s"),
        ("easures", ""),
    ),
    *line(688, ("of", "s"), ("to", "b"), (" this end and", ""), ("inform", "b"), (" the others ", ""), ("soon", "u")),
    *line(676, ("and inform the Council.", "")),
    *line(650, ("2. The Council shall meet.", "b")),
    *line(624, ("3. A Party may leave", ""), (" at any time", "s"), (".", "")),
]


def texts(done: Reading) -> list[str]:
    return [block.text for block in done.blocks]


def both(drawn: list[T | Rule | Post], how: str = "former") -> tuple[list[str], list[str]]:
    """The former text, and the new one as a marked-up draft is read."""
    data = pdf(drawn)
    return texts(read_pdf(data, "d.pdf", ReadOptions(struck=how))), texts(
        read_pdf(data, "d.pdf", ReadOptions(struck="new"))
    )


def test_the_text_before_the_marks_has_what_is_struck_and_nothing_that_is_new() -> None:
    old, new = both(MARKED)
    end = "the others soon and inform the Council."
    assert old == [f"1. Each Party may take measures of this end and {end}", "3. A Party may leave at any time."]
    assert new == [
        f"1. Each Party shall take Measures to this end and inform {end}",
        "2. The Council shall meet.",
        "3. A Party may leave.",
    ]


def test_underlined_words_are_what_is_new_where_somebody_says_so() -> None:
    assert "soon" not in both(MARKED, "former-underlined")[0][0]


def test_what_was_left_out_of_the_former_text_is_said() -> None:
    notice = read_pdf(pdf(MARKED), "d.pdf", ReadOptions(struck="former")).notices[0]
    assert notice.message.startswith("the text before its marks: 5 passages marked as new, left out: “shall”")
    assert "2. The Council shall meet." in notice.set_aside


def test_bold_words_that_only_mark_changes_make_no_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    new = ReadOptions(struck="new")
    assert not any(block.style.bold for block in read_pdf(pdf(MARKED), "d.pdf", new).blocks)
    assert [block.style.bold for block in word(*BODY, p(r("It acts.", BOLD)), how="new").blocks] == [True, False, False]
    assert any(block.style.bold for block in read_pdf(pdf(MARKED), "d.pdf", ReadOptions()).blocks)
    monkeypatch.setattr("treatydiff.readers.pdf.MARKED_UP", 3)  # so many strokes make a draft a marked-up one
    assert not any(block.style.bold for block in read_pdf(pdf(MARKED), "d.pdf", ReadOptions()).blocks)


def test_a_struck_word_that_is_read_too_is_parted_from_the_one_that_stands_in_its_place() -> None:
    drawn = [*line(700, ("Each Party of the list adds ", ""), ("of", "s"), ("to", ""), (" it.", ""))]
    drawn += line(688, ("It goes to the ", ""), ("M", "s"), ("measures.", ""))
    kept = read_pdf(pdf(drawn), "d.pdf", ReadOptions(struck="keep"))
    assert texts(kept) == ["Each Party of the list adds of to it.", "It goes to the Mmeasures."]


TABLE = [
    *(piece for k in range(4) for piece in line(700 - 20 * k, ("12", ""), ("  30", ""), ("  about as much", ""))),
    *(Rule(60, 400, 702.6 - 20 * k) for k in range(4)),
]


def test_strokes_that_run_on_beyond_the_words_are_lines_of_a_table_and_it_is_said_so() -> None:
    for how in ("drop", "former"):
        done = read_pdf(pdf(TABLE), "d.pdf", ReadOptions(struck=how))
        assert " ".join(texts(done)).count("about as much") == 4
        assert done.notices[0].message.startswith(f"{UNTOLD} from the lines of its tables: 4 lines run on")


def test_a_line_of_a_table_below_words_underlines_nothing() -> None:
    drawn = [*line(700, ("Each ", ""), ("may", "s"), ("shall", "u"), (" act.", "")), Rule(60, 400, 698.4)]
    assert both(drawn)[0] == ["Each may act."]


def test_a_stroke_is_said_to_run_on_only_beyond_the_words() -> None:
    assert marks.are_doubtful([]) is False


# ------------------------------------------------------------------------------------------------------- in a Word file


def word(*body: str, how: str = "former", **parts: str) -> Reading:
    return read_word(docx(*body, **parts), "d.docx", ReadOptions(struck=how))  # type: ignore[arg-type]


BODY = [
    p(r("Article 1", BOLD)),
    p("Each Party ", r("may", STRIKE), r("shall", BOLD), " inform", r(" and warn", BOLD + UNDER), " the others."),
]


def test_the_former_text_of_a_word_file_is_rebuilt_from_its_marks() -> None:
    assert texts(word(*BODY)) == ["Article 1", "Each Party may inform the others."]
    assert texts(word(*BODY, how="former-underlined")) == ["Article 1", "Each Party shall inform the others."]
    assert texts(word(*BODY, how="drop")) == ["Article 1", "Each Party shall inform and warn the others."]


def test_a_paragraph_that_is_new_as_a_whole_took_no_number_before() -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    first = p("Each Party ", r("may", STRIKE), r("shall", BOLD), " inform the others.", num=(1, 0))
    body = [first, p(r("It acts.", BOLD), num=(1, 0)), p("So does the Council.", num=(1, 0))]
    shown = [f"{b.number} {b.text}" for b in word(*body, numbering=lists).blocks]
    assert shown == ["1. Each Party may inform the others.", "2. So does the Council."]


def test_underlining_comes_from_styles_too_and_none_is_none() -> None:
    styles = f'<w:style w:type="character" w:styleId="New"><w:rPr>{UNDER}</w:rPr></w:style>'
    inside = ('<w:rStyle w:val="New"/>', '<w:rStyle w:val="New"/><w:u w:val="none"/>')
    body = p("Each ", r("may", STRIKE), r("shall", inside[0]), " act", r(" now", inside[1]), ".")
    assert texts(word(body, styles=styles)) == ["Each may act now."]


def test_a_word_file_without_marks_is_read_as_it_is_and_it_is_said_so() -> None:
    done = word(p("Each Party acts."))
    assert texts(done) == ["Each Party acts."]
    assert done.notices[0].message.startswith(UNTOLD)


# ------------------------------------------------------------------------------------------------------- in the command


def run(*arguments: object) -> int:
    return cli.main([*map(str, arguments), "--color", "never"])


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    file = tmp_path / "marked.docx"
    file.write_bytes(docx(*BODY, p(r("Article 2", BOLD)), p("The Council meets once a year.")))
    return file


def test_one_file_is_compared_with_what_it_was(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", marked, "--from-marks", "--exit-code") == 1
    said = capsys.readouterr().out
    assert "Each Party [-may-]{+shall+} inform {+and warn +}the others." in " ".join(said.split())
    assert "marked.docx, before its changes" in said


def test_the_mark_of_what_is_new_can_be_said(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("compare", marked, "--from-marks", "--struck", "former-underlined")
    said = " ".join(capsys.readouterr().out.split())
    assert "Each Party shall inform {+and warn +}the others." in said


@pytest.mark.parametrize(("year", "told"), [("once a year", False), ("twice a year", True)])
def test_a_former_version_that_reads_otherwise_is_told_first(
    marked: Path, year: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    former = marked.with_name("former.txt")
    former.write_text(f"Article 1\n\nEach Party may inform the others.\n\nArticle 2\n\nThe Council meets {year}.\n")
    run("compare", former, marked, "--from-marks")
    said = " ".join(capsys.readouterr().out.split())
    assert ("The former version differs from the text rebuilt from the marks" in said) is told
    assert ("“The Council meets once a year”" in said) is told


def test_without_marks_the_former_version_is_compared_and_it_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    former, file = tmp_path / "former.txt", tmp_path / "table.pdf"
    former.write_text("Article 1\n\nEach Party acts.\n")
    file.write_bytes(pdf([*line(760, ("Article 1", "")), *line(740, ("Each Party acts soon.", "")), *TABLE]))
    assert run("compare", former, file, "--from-marks") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"{UNTOLD[:1].upper()}{UNTOLD[1:]} from the lines of its tables" in said
    assert run("compare", file, "--from-marks") == 2
    assert "FORMER" in capsys.readouterr().err


def test_a_kind_of_file_without_marks_and_too_many_files_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "draft.txt"
    text.write_text("Article 1\n\nEach Party acts.\n")
    assert run("compare", text, "--from-marks") == 2
    assert "no marks of changes in this kind of file" in capsys.readouterr().err
    assert run("compare", text, text, text, "--from-marks") == 2
    assert "one marked-up file" in capsys.readouterr().err
