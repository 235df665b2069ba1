"""A folder of treaties as a library: its index, its search, and the precedents of a draft."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from docx_making import docx, p, r
from helpers.json_keys import documented, keys
from series_making import COURT, FUND, OPENING, POWER, PURPOSE, REVIEW, WITNESSES
from treatydiff import cli
from treatydiff.commands.folders import FolderReading
from treatydiff.compare import read_draft
from treatydiff.errors import TreatydiffError
from treatydiff.library import Index, IndexedFolder, Kinship, Skimmed, opened, precedents, search
from treatydiff.library.passages import holders, passages
from treatydiff.model import Draft

RIGHTLESS = (
    "Each Party shall establish as an offence, when committed intentionally and without right, access to any system."
)
CHINESE = "公约草案\n\n第一条\n\n目的\n\n缔约国应当保护证人免遭恐吓。\n\n第二条\n\n审查\n\n缔约国每年开会。\n"

Counted = tuple[list[str], Callable[[Path], Index]]
SUFFIXES = (".txt", ".md")


def treaty(*texts: str) -> str:
    return OPENING + "\n".join(f"Article {at}\nHeading {at}\n{text}\n" for at, text in enumerate(texts, 1))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "first.txt").write_text(treaty(PURPOSE, POWER, RIGHTLESS))
    (folder / "second.txt").write_text(treaty(WITNESSES, REVIEW, FUND))
    (folder / "third.md").write_text(treaty(COURT.replace("writing", "advance"), PURPOSE))
    return folder


def source(folder: Path, seen: list[str] | None = None, tool: str = "test") -> IndexedFolder:
    reading = FolderReading(str(folder), "accept", "drop", False, lambda _: None)

    def skim(names: Sequence[str]) -> Iterator[tuple[str, Skimmed | TreatydiffError]]:
        for name, found in reading.skim(names):
            if seen is not None:
                seen.append(name)
            yield name, found

    return IndexedFolder(str(folder), tool, SUFFIXES, skim, reading.read)


def open_(folder: Path, seen: list[str] | None = None, place: Path | None = None, **how: bool) -> Index:
    return opened(source(folder, seen), place or folder.parent / "index.sqlite", lambda _: None, **how)


@pytest.fixture
def counted() -> Counted:
    """The names that were skimmed, and a way to open a library."""
    seen: list[str] = []
    return seen, lambda folder: open_(folder, seen)


def test_a_second_question_reads_no_file_again(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    for _ in range(2):
        with open_(library) as index:
            assert index.size == 3
    assert sorted(seen) == ["first.txt", "second.txt", "third.md"]


def test_only_what_changed_is_read_again_and_what_is_gone_is_forgotten(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    open_(library).__exit__()
    (library / "second.txt").write_text(treaty(WITNESSES, "The sea is common to all States and to those who sail it."))
    (library / "third.md").unlink()
    with open_(library) as index:
        assert seen[3:] == ["second.txt"]
        assert [held.path for held in index.files()] == ["first.txt", "second.txt"]
        assert [found.article.number for found in search(index, "sail", 9)] == ["2"]
        assert search(index, "fund", 9) == ()


def test_what_was_only_touched_or_renamed_is_not_read_again(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    open_(library).__exit__()
    os.utime(library / "first.txt", (1, 1))
    (library / "second.txt").rename(library / "2nd.txt")
    with open_(library) as index:
        assert len(seen) == 3
        assert [held.label for held in index.files()] == ["2nd", "first", "third"]
        assert [found.held.path for found in search(index, "fund", 9)] == ["2nd.txt"]


def test_an_index_of_another_version_is_made_anew(library: Path) -> None:
    place = library.parent / "index.sqlite"
    seen: list[str] = []
    for tool in ("old", "new", "new"):
        opened(source(library, seen, tool), place, lambda _: None).__exit__()
    assert len(seen) == 6


def test_a_broken_index_is_made_anew(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    (library.parent / "index.sqlite").write_bytes(b"not a database, whatever its name says")
    with open_(library) as index:
        assert index.size == 3
    assert len(seen) == 3


def test_what_is_no_index_is_not_written_over_where_the_user_names_it(library: Path) -> None:
    place = library.parent / "notes.txt"
    place.write_text("my own notes")
    with pytest.raises(TreatydiffError, match="not an index"):
        open_(library, place=place, chosen=True)
    other = library.parent / "bank.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("create table money (sum integer)")
    with pytest.raises(TreatydiffError, match="not an index"):
        open_(library, place=other, chosen=True)
    assert place.read_text() == "my own notes"


def test_nothing_is_left_beside_the_treaties(library: Path, counted: Counted) -> None:
    before = sorted(library.iterdir())
    counted[1](library).__exit__()
    assert sorted(library.iterdir()) == before


def test_a_run_that_is_stopped_leaves_what_it_has_done(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from treatydiff.library import renewal

    monkeypatch.setattr(renewal, "BATCH", 1)
    whole = source(library)

    def stopped(names: Sequence[str]) -> Iterator[tuple[str, Skimmed | TreatydiffError]]:
        found = iter(whole.skim(names))
        yield next(found)
        raise KeyboardInterrupt

    place = library.parent / "index.sqlite"
    with pytest.raises(KeyboardInterrupt):
        opened(IndexedFolder(whole.folder, whole.tool, SUFFIXES, stopped, whole.read), place, lambda _: None)
    seen: list[str] = []
    with open_(library, seen) as index:
        assert (index.size, len(seen)) == (3, 2)


def test_two_runs_that_meet_make_one_whole_index(library: Path) -> None:
    whole = source(library)

    def overtaken(names: Sequence[str]) -> Iterator[tuple[str, Skimmed | TreatydiffError]]:
        open_(library).__exit__()  # another run, from beginning to end, while this one reads
        yield from whole.skim(names)

    place = library.parent / "index.sqlite"
    with opened(
        IndexedFolder(whole.folder, whole.tool, SUFFIXES, overtaken, whole.read), place, lambda _: None
    ) as index:
        assert index.size == 3
        assert len(search(index, "crime", 9)) == 2
        assert len(index.found('"crime"', 99)) == 2


def test_a_place_that_cannot_be_written_costs_the_index_and_not_the_answer(library: Path, tmp_path: Path) -> None:
    told: list[str] = []
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with opened(source(library), in_the_way / "index.sqlite", told.append) as index:
        assert len(search(index, "fund", 9)) == 1
    assert told == [f"indexed 3 files of {library}, for this run alone"]


def test_it_is_told_where_the_index_is_and_only_when_something_is_added(library: Path) -> None:
    told: list[str] = []
    place = library.parent / "index.sqlite"
    for _ in range(2):
        opened(source(library), place, told.append).__exit__()
    assert told == [f"indexed 3 files of {library}: {place}"]


def test_a_file_that_cannot_be_read_is_named_and_ends_nothing(library: Path, counted: Counted) -> None:
    (library / "empty.txt").write_text("")
    (library / "blank.txt").write_text(" \n")
    with counted[1](library) as index:
        assert [held.path for held in index.files() if held.fault] == ["blank.txt", "empty.txt"]
        assert index.size == 3


def test_a_name_that_is_no_utf_8_is_written_out(library: Path, counted: Counted) -> None:
    odd = os.fsdecode(os.fsencode(library) + b"/caf\xe9.txt")
    Path(odd).write_text(treaty(REVIEW))
    (library / os.fsdecode(b"bad\xff.txt")).write_bytes(b"\0")
    with counted[1](library) as index:
        paths = {held.path for held in index.files()}
        faults = [held.fault for held in index.files() if held.fault]
        found = search(index, "year", 9)
    assert {"caf\\udce9.txt", "bad\\udcff.txt"} <= paths
    assert len(faults) == 1
    assert [each.held.path for each in found] == ["caf\\udce9.txt", "second.txt"]


def test_the_same_question_has_the_same_answer_whatever_was_read_before(library: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(treaty(PURPOSE, COURT))
    questions = read_draft(str(draft)).articles()

    def answers(index: Index) -> list[object]:
        return [*(precedents(article, index, 3) for article in questions), search(index, "crime Convention", 9)]

    with open_(library, place=tmp_path / "one.sqlite") as cold:
        first = answers(cold)
    with open_(library, place=tmp_path / "two.sqlite") as warm:
        list(warm.everything())
        assert answers(warm) == first
    with open_(library, place=tmp_path / "two.sqlite") as again:
        assert answers(again) == first


# ---------------------------------------------------------------------------------------------------------- passages


def test_a_text_is_cut_into_passages_of_a_few_lines_and_nothing_is_lost() -> None:
    lines = [f"{at}. Each Party shall adopt measure number {at} in good faith and without delay." for at in range(99)]
    cut = passages("\n".join(lines))
    assert 5 < len(cut) < 30
    assert all(any(line in each for each in cut) for line in lines)


def test_a_long_line_is_cut_where_sentences_end_and_a_table_without_any_somewhere() -> None:
    sentences = [f"Sentence number {at} says what the Parties do." for at in range(99)]
    cut = passages(" ".join(sentences))
    assert all(any(sentence in each for each in cut) for sentence in sentences)
    assert max(map(len, passages("x" * 100_000))) < 2_000


def test_a_phrase_is_found_that_a_line_break_or_the_end_of_a_passage_parts(tmp_path: Path) -> None:
    filler = "Nothing in this article matters at all. " * 9
    (tmp_path / "a.txt").write_text(f"Article 1\n\n{filler}without\nright and the con-\nvention says so.\n")
    with open_(tmp_path, place=tmp_path.parent / "i.sqlite") as index:
        assert len(search(index, '"without right"', 9)) == 1
        assert len(search(index, "convention", 9)) == 1


def test_a_passage_knows_its_provisions_where_words_repeat() -> None:
    boiler = "Each State Party shall adopt such legislative and other measures as may be necessary"
    provisions = [f"{boiler} for purpose number {at}." for at in ("one", "two", "three", "four")]
    assert holders(provisions, provisions) == [(0,), (1,), (2,), (3,)]
    assert holders([boiler, boiler], [boiler, "other words that stand between", boiler]) == [(0,), (0,)]


def test_a_phrase_is_found_as_a_phrase(library: Path, counted: Counted) -> None:
    with counted[1](library) as index:
        assert [found.held.path for found in search(index, '"without right"', 9)] == ["first.txt"]
        assert search(index, '"right without"', 9) == ()
        assert len(search(index, "right without", 9)) == 1


def test_chinese_is_found_by_its_characters(tmp_path: Path, counted: Counted) -> None:
    (tmp_path / "zh.txt").write_text(CHINESE)
    with counted[1](tmp_path) as index:
        assert [found.article.number for found in search(index, '"保护证人"', 9)] == ["一"]


@pytest.mark.parametrize("query", ['"', "* OR", 'heading:"x', "NEAR(a b)", "a AND", "-x"])
def test_no_query_is_a_fault_of_the_database(library: Path, counted: Counted, query: str) -> None:
    with counted[1](library) as index:
        found = search(index, f"{query} crime", 9)
        assert len(found) <= 2


def test_precedents_are_ranked_and_named_by_how_close_they_are(library: Path, counted: Counted, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(treaty(PURPOSE, COURT, "Whales are protected in every sea."))
    with counted[1](library) as index:
        same, borrowed, none = (precedents(article, index, 2) for article in read_draft(str(draft)).articles())
    assert [(each.kinship, each.passage.held.path) for each in same] == [
        (Kinship.SAME, "first.txt"),
        (Kinship.BORROWED, "third.md"),
    ]
    assert (borrowed[0].kinship, borrowed[0].passage.held.path) == (Kinship.BORROWED, "third.md")
    assert none == ()


# ---------------------------------------------------------------------------------------------------------- commands


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 0
    return capsysbinary.readouterr().out.decode()


def test_what_the_precedent_had_and_the_draft_lacks_is_told(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(treaty(PURPOSE, FUND, RIGHTLESS.replace(" and without right", "")))
    out = run(capsysbinary, "precedents", str(draft), str(library), "--article", "3")
    assert "borrowed" in out
    assert "and without right-]" in " ".join(out.split())
    assert "criminalisation: " in out
    found = json.loads(run(capsysbinary, "precedents", str(draft), str(library), "-f", "json"))
    assert keys(found) == documented("treatydiff/precedents/1")
    assert [each["theme"] for each in found["articles"][2]["lacks"]] == ["criminalisation"]


def test_search_shows_the_words_in_context(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out = run(capsysbinary, "search", str(library), '"without right"')
    assert "first, Article 3" in out
    assert "intentionally and without right" in " ".join(out.split())
    table = run(capsysbinary, "search", str(library), "offence", "-f", "csv").lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[1][:2] == ["first", "3"]
    found = json.loads(run(capsysbinary, "search", str(library), "offence", "-f", "json"))
    assert keys(found) == documented("treatydiff/search/1")


def test_a_search_that_finds_nothing_says_so_with_status_1(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", str(library), "whale"]) == 1
    assert "nothing found in 3 files" in capfd.readouterr().out


@pytest.mark.parametrize("arguments", [["search", "nowhere", "x"], ["precedents", "d.txt", "nowhere"]])
def test_a_library_that_is_not_there_is_one_clear_line(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.txt").write_text(treaty(PURPOSE))
    assert cli.main(arguments) == 2
    assert "no such folder" in capfd.readouterr().err


def test_an_index_is_of_one_way_of_reading(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = [p("Article 1"), p("Data may ", r("never", "<w:strike/>"), " be kept.")]
    (tmp_path / "one.docx").write_bytes(docx(*body))
    found = []
    for ways in ([], ["--struck", "keep"], [], ["--lang", "fr"]):
        cli.main(["search", str(tmp_path), "never", "-q", "-f", "csv", *ways])
        found.append(len(capfd.readouterr().out.strip().splitlines()) - 1)
    assert found == [0, 1, 0, 0]
    cli.main(["search", str(tmp_path), "kept", "-q", "-f", "csv", "--lang", "en"])
    assert len(capfd.readouterr().out.strip().splitlines()) == 2


def test_words_are_typed_without_quotation_marks(library: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "first, Article 3" in run(capsysbinary, "search", str(library), "intentionally", "access", "offence")
    assert "first, Article 3" in run(capsysbinary, "search", str(library), "without right", "access")
    assert cli.main(["search", str(library), "right without", "access"]) == 1


def test_the_index_is_in_the_users_cache_or_where_they_want_it(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cli.main(["search", str(library), "crime"]) == 0
    (place,) = (tmp_path / "cache" / "treatydiff").glob("library-*.sqlite")
    assert f"indexed 3 files of {library}: {place}" in capfd.readouterr().err
    assert cli.main(["search", str(library), "crime", "--index", str(tmp_path / "mine.sqlite")]) == 0
    assert str(tmp_path / "mine.sqlite") in capfd.readouterr().err
    assert cli.main(["search", str(library), "crime", "--index", str(library / "first.txt")]) == 2
    assert "not an index" in capfd.readouterr().err


LONG = (
    "The principles that govern cooperation under this Agreement are set out below, each of them in turn. "
    "Data are collected for a purpose that is named. They are kept no longer than that purpose asks for. "
)
RIGHTS = (
    "Every person whose data are processed has the right of access to them, the right to their rectification where "
    "they are wrong, and the right to object on compelling grounds."
)


def test_an_article_is_matched_to_a_paragraph_of_a_long_one(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "treaties"
    folder.mkdir()
    paragraphs = "\n".join(f"{at}. {text}" for at, text in enumerate((LONG, 3 * LONG, RIGHTS, 2 * LONG), 1))
    (folder / "agreement.txt").write_text(treaty(PURPOSE, paragraphs))
    draft = tmp_path / "draft.txt"
    draft.write_text(treaty(RIGHTS.replace("on compelling grounds", "at any time")))
    out = run(capsysbinary, "precedents", str(draft), str(folder))
    assert "agreement, Article 2, paragraph 3  Heading 2" in out
    assert "[-on compelling grounds-]{+at any time+}" in " ".join(out.split())


def test_what_is_nearest_is_said_where_nothing_is_close(
    library: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        treaty(
            "A court that has received an application shall decide on its authorization, and on any interception, "
            "within two days and give reasons for what it decides.",
            "Whales are protected in every sea.",
        )
    )
    out = run(capsysbinary, "precedents", str(draft), str(library))
    assert "nothing close; nearest: third, Article 1" in out
    assert "words in common: authorization, interception" in out
    assert "nothing like it in this library" in out


def test_a_file_of_a_library_may_take_only_so_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from treatydiff.errors import TooComplexError
    from treatydiff.readers import Limits

    asked: list[Limits | None] = []

    def refuses(path: str, *, limits: Limits | None = None, **_: object) -> Draft:
        asked.append(limits)
        raise TooComplexError(f"{path}: takes too long")

    monkeypatch.setattr(sys.modules["treatydiff.compare"], "read_draft", refuses)
    (tmp_path / "one.docx").write_bytes(docx(p("Article 1"), p("The sea is common to all States.")))
    (tmp_path / "two.txt").write_text(treaty(REVIEW))
    assert cli.main(["search", str(tmp_path), "sea", "--limits", "200,7"]) == 1
    assert "left out: " in capfd.readouterr().err
    assert [(each.megabytes, each.seconds) for each in asked if each] == [(200, 7)]
