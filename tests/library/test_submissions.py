"""Who said the new sentences of a draft before: sentences, what is close to them, and every form of the answer."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from docx_making import docx, p
from helpers.json_keys import documented, keys
from series_making import COURT, FUND, OPENING, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff import cli
from treatydiff.commands.common import CommandRun
from treatydiff.library import Closeness, Precursor, Sayings
from treatydiff.library.precursors import added, left_out
from treatydiff.series import blame, new_sentences
from treatydiff.text.sentences import sentence_spans

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.submissions.__main__ import measured, write  # noqa: E402


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "aland.txt").write_text(f"Proposals of Aland\n\n1. {COURT}\n\n2. A new article: “{WITNESSES}”\n")
    (folder / "union.md").write_text(f"# Letter\n\nWe write on behalf of many. {FUND[:-1]}, as they ask for it.\n")
    return folder


def said(folder: Path, text: str, language: str = "en", **how: object) -> Precursor | None:
    before = str(how.pop("before", ""))
    with CommandRun(quiet=True).library(str(folder), str(folder.parent / "index.sqlite")) as index:
        return Sayings(index, before=before).precursor(text, language, **how)  # type: ignore[arg-type]


# ----------------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing is so. Another is not.", ["One thing is so.", "Another is not."]),
        ("See art. 5 and No. 3 of it.", ["See art. 5 and No. 3 of it."]),
        ("It goes on; and on, e.g. here.", ["It goes on; and on, e.g. here."]),
        ("It shall read: “No data are kept.” Thank you.", ["It shall read:", "“No data are kept.”", "Thank you."]),
        ("缔约国应当保护证人。数据不得保留。", ["缔约国应当保护证人。", "数据不得保留。"]),
        ("Статья действует. Данные не хранятся.", ["Статья действует.", "Данные не хранятся."]),
        ("تحمي الدول الشهود. لا تحفظ البيانات.", ["تحمي الدول الشهود.", "لا تحفظ البيانات."]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_they_do(text: str, parts: list[str]) -> None:
    assert [text[slice(*span)] for span in sentence_spans(text)] == parts


def test_new_is_what_no_earlier_draft_had_there() -> None:
    changed = POWER.replace("serious offences", "any offence, and keep what it finds for ten years")
    drafts, reports = series(
        {"Purpose": (PURPOSE,), "Power": (POWER,), "Witnesses": (WITNESSES,)},
        {"Witnesses": (WITNESSES,), "Purpose": (PURPOSE,), "Power": (changed, COURT)},
    )
    found = new_sentences(blame(drafts, reports))
    assert [(each.text, each.whole) for each in found] == [(changed, False), (COURT, True)]
    assert found[0].stretch == "any offence, and keep what it finds for ten years"
    assert found[1].stretch == ""


def test_the_cover_of_a_draft_is_not_said_by_anybody() -> None:
    from treatydiff.series import all_sentences

    drafts, _ = series({"Purpose": (PURPOSE,)})
    assert PURPOSE in [each.text for each in all_sentences(drafts[0])]
    assert not any("Draft convention" in each.text for each in all_sentences(drafts[0]))


# ------------------------------------------------------------------------------------------------------ how close it is


def test_word_for_word_is_the_same_words(papers: Path) -> None:
    found = said(papers, COURT.upper())
    assert found is not None
    assert (found.closeness, found.passage.held.label) == (Closeness.VERBATIM, "aland")
    quoted = said(papers, WITNESSES)
    assert quoted is not None
    assert (quoted.closeness, quoted.text) == (Closeness.VERBATIM, WITNESSES)


def test_the_number_of_a_reference_does_not_count_and_one_of_days_does(papers: Path) -> None:
    text = "The data referred to in article 9, paragraph 2, shall be destroyed after 30 days by whoever holds them."
    (papers / "third.txt").write_text(text)
    moved, longer = (said(papers, text.replace(*pair)) for pair in (("article 9", "article 11"), ("30", "60")))
    assert moved is not None
    assert longer is not None
    assert (moved.closeness, longer.closeness) == (Closeness.VERBATIM, Closeness.EDITED)


def test_what_was_left_out_and_added_is_told(papers: Path) -> None:
    found = said(
        papers, COURT.replace(" has given its authorization in writing", " or a minister has given its authorization")
    )
    assert found is not None
    assert found.closeness is Closeness.EDITED
    assert (left_out(found.spans), added(found.spans)) == (("in writing",), ("or a minister",))
    assert "".join(span.text for span in found.spans if span.op != "insert") == found.text


def test_a_part_that_was_put_into_an_old_sentence_is_found(papers: Path) -> None:
    (papers / "third.txt").write_text("Evidence obtained in breach of this chapter is void.")
    part = "evidence obtained in breach of this chapter is void"
    whole = (
        f"Data may be handed over to any Party that asks for them, though {part}, and the costs of handing over are "
        "borne by the Party that asks."
    )
    assert said(papers, whole) is None
    found = said(papers, whole, fresh=part.split(), stretch=part)
    assert found is not None
    assert found.passage.held.label == "third"


def test_an_old_sentence_is_nobodys_for_its_old_words(papers: Path) -> None:
    fresh = ["only", "after", "sunset", "and", "before", "dawn"]
    assert said(papers, COURT.replace(".", ", only after sunset and before dawn."), fresh=fresh) is None


def test_everybodys_words_are_nobodys(papers: Path) -> None:
    assert said(papers, "The Parties shall meet.") is None
    assert said(papers, REVIEW) is None


def test_all_who_said_it_are_named_and_the_first_by_name_leads(papers: Path) -> None:
    (papers / "a second.txt").write_text(f"Our view\n\n{COURT}\n")
    found = said(papers, COURT)
    assert found is not None
    assert [found.passage.held.label, *(each.held.label for each in found.also)] == ["a second", "aland"]


def test_what_bears_a_later_date_was_not_said_before(papers: Path) -> None:
    (papers / "aland.txt").rename(papers / "aland 2025-06-01.txt")
    assert said(papers, COURT, before="2025-05-01") is None
    assert said(papers, COURT, before="2025-06-01") is not None


def test_a_word_file_and_the_table_in_it_are_read(papers: Path) -> None:
    (papers / "delegation.docx").write_bytes(docx(p("We propose:"), p(REVIEW)))
    found = said(papers, REVIEW)
    assert found is not None
    assert found.passage.held.label == "delegation"


def test_every_sentence_of_a_chinese_text_is_found_in_it(tmp_path: Path) -> None:
    kinds = ("法律", "技术", "财政", "环境", "教育", "卫生", "交通", "能源", "农业", "渔业", "贸易", "文化")
    sentences = [f"缔约国应当就{one}和{other}方面的措施每年通报。" for one in kinds for other in kinds]
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "zh.txt").write_text("".join(f"第{at}条\n\n{text}\n\n" for at, text in enumerate(sentences, 1)))
    with CommandRun(quiet=True).library(str(folder), str(tmp_path / "index.sqlite")) as index:
        sayings = Sayings(index)
        found = [sayings.precursor(text, "zh") for text in sentences[::12]]
    assert [each.closeness if each else None for each in found] == [Closeness.VERBATIM] * 12


def test_of_the_sentences_written_by_hand_nearly_all_are_right(tmp_path: Path) -> None:
    write(tmp_path / "papers")
    with CommandRun(quiet=True).library(str(tmp_path / "papers"), str(tmp_path / "index.sqlite")) as index:
        figures = measured(index, shown=False)
    assert figures["precision"] >= 0.95
    assert figures["recall-verbatim"] == 1
    assert figures["recall-edited"] >= 0.9
    assert figures["recall-reworded"] >= 0.7


# ------------------------------------------------------------------------------------------------------------- command


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    for name, texts in (("old", (PURPOSE, POWER)), ("new", (PURPOSE, POWER, COURT.replace(" in writing", ""), REVIEW))):
        articles = "\n".join(f"Article {at}\nHeading {at}\n{text}\n" for at, text in enumerate(texts, 1))
        (tmp_path / f"{name}.txt").write_text(OPENING + articles)
    return str(tmp_path / "new.txt"), str(tmp_path / "old.txt")


def test_the_terminal_says_who_and_without_what(
    drafts: tuple[str, str], papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["blame", *drafts, "--submissions", str(papers)]) == 0
    out = capsys.readouterr().out
    assert "1 of 2 new sentences was said before in 2 submissions: 1 with changes." in " ".join(out.split())
    assert "aland, paragraph 1, word for word, without “in writing”" in out
    assert "never that it was taken from there" in out
    assert "every year" not in out
    assert cli.main(["blame", *drafts, "--submissions", str(papers), "--all"]) == 0
    assert "nothing close in the submissions\n    The Parties shall meet every year" in capsys.readouterr().out


def test_no_output_says_whose_fault_it_is(drafts: tuple[str, str], papers: Path, tmp_path: Path) -> None:
    from treatydiff.renderers import SUBMISSIONS

    assert set(SUBMISSIONS) == {"terminal", "json", "csv", "docx", "xlsx", "markdown"}
    for name in SUBMISSIONS:
        out = tmp_path / f"out.{name}"
        assert cli.main(["blame", *drafts, "--submissions", str(papers), "-f", name, "-o", str(out)]) == 0
        words = out.read_bytes().decode("utf-8", "ignore").casefold()
        assert not re.search(r"copied|caused|influenced|derived from", words), name


def test_the_same_is_in_every_form(
    drafts: tuple[str, str], papers: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    asked = ["blame", *drafts, "--submissions", str(papers), "-q"]
    assert cli.main([*asked, "-f", "json"]) == 0
    value = json.loads(capsysbinary.readouterr().out)
    assert keys(value) | {f"sentences[].said.{each}" for each in ()} <= documented("treatydiff/submissions/1")
    assert [each["said"] and each["said"]["closeness"] for each in value["sentences"]] == ["edited", None]
    assert cli.main([*asked, "-f", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"))))
    assert rows[1][:2] == ["Article 3", ""]
    assert rows[1][3:6] == ["with changes", rows[1][4], "aland"]
    assert "[- in writing-]" in rows[1][8]
    assert rows[2][3] == ""
    assert cli.main([*asked, "-o", str(tmp_path / "who.xlsx")]) == 0
    book = load_workbook(tmp_path / "who.xlsx")
    assert [row[5].value for row in book["sentences"].iter_rows()] == ["submission", "aland", None]
    assert [cell.value for cell in book["by submission"][2]] == ["aland", "0", "1", "0"]
    assert cli.main([*asked, "-o", str(tmp_path / "who.docx")]) == 0
    table = Document(str(tmp_path / "who.docx")).tables[1]
    assert table.rows[1].cells[1].text == "aland, paragraph 1\nword for word, without “in writing”"
    assert cli.main([*asked, "-f", "markdown"]) == 0
    assert "~~in writing~~" in capsysbinary.readouterr().out.decode()


def test_of_a_first_draft_every_sentence_is_new(
    drafts: tuple[str, str], papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["blame", drafts[0], "--submissions", str(papers)]) == 0
    assert "1 of 5 new sentences" in capsys.readouterr().out
    assert cli.main(["blame", drafts[0]]) == 2
    assert "no draft stands before it" in capsys.readouterr().err


def test_what_the_submission_had_and_the_draft_lacks_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    said = "Interception of content shall be authorised only by an independent court, for at most thirty days."
    (papers / "aland.txt").write_text(said)
    for name, text in (("old", PURPOSE), ("new", said.replace("only by an independent court", "by any officer"))):
        (tmp_path / f"{name}.txt").write_text(f"{OPENING}Article 1\nPurpose\n{PURPOSE}\n\nArticle 2\nPower\n{text}\n")
    assert cli.main(["blame", str(tmp_path / "new.txt"), str(tmp_path / "old.txt"), "--submissions", str(papers)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "[-only by an independent court-]{+by any officer+}" in out
    assert "safeguards: A court or an independent body no longer has a say" in out


def test_the_page_shows_what_the_command_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = re.search(r"```console\n\$ treatydiff ([^\n]+)\n(.*?)```", (ROOT / "docs/blame.md").read_text(), re.DOTALL)
    assert shown
    monkeypatch.chdir(ROOT)
    assert cli.main([*shown[1].split(), "-q"]) == 0
    assert capsys.readouterr().out.startswith(shown[2])
