"""A folder of treaties as a library: its index, its search, and the precedents of a draft."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from docx_making import docx, p, r
from series_making import COURT, FUND, OPENING, POWER, PURPOSE, REVIEW, WITNESSES
from test_renderers_json import documented, keys
from treatydiff import cli
from treatydiff.compare import read_draft
from treatydiff.errors import TreatydiffError
from treatydiff.library import Index, Kinship, opened, precedents
from treatydiff.library.index import NAME
from treatydiff.model import Draft

RIGHTLESS = (
    "Each Party shall establish as an offence, when committed intentionally and without right, access to any system."
)
CHINESE = "公约草案\n\n第一条\n\n目的\n\n缔约国应当保护证人免遭恐吓。\n\n第二条\n\n审查\n\n缔约国每年开会。\n"

Counted = tuple[list[str], Callable[[Path], Index]]


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


@pytest.fixture
def counted() -> Counted:
    """The paths that were read, and a way to open a library."""
    seen: list[str] = []

    def read(paths: Sequence[str]) -> Iterator[Draft | TreatydiffError]:
        for path in paths:
            seen.append(Path(path).name)
            try:
                yield read_draft(path)
            except TreatydiffError as error:
                yield error

    return seen, lambda folder: opened(str(folder), read, "test", (".txt", ".md"), cache=folder.parent / "cache")


def test_a_second_question_reads_no_file_again(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    with open_(library) as index:
        assert index.articles == 8
    assert seen == ["first.txt", "second.txt", "third.md"]
    with open_(library) as index:
        assert index.articles == 8
    assert len(seen) == 3


def test_only_what_changed_is_read_again_and_what_is_gone_is_forgotten(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    open_(library).__exit__()
    (library / "second.txt").write_text(treaty(WITNESSES, "The sea is common to all States and to those who sail it."))
    (library / "third.md").unlink()
    with open_(library) as index:
        assert seen[3:] == ["second.txt"]
        assert [held.path for held in index.files()] == ["first.txt", "second.txt"]
        assert [found.article.number for found in index.search("sail", 9)] == ["2"]
        assert index.search("fund", 9) == ()


def test_a_broken_index_is_made_anew(library: Path, counted: Counted) -> None:
    seen, open_ = counted
    (library / NAME).write_bytes(b"not a database")
    with open_(library) as index:
        assert index.articles == 8
    assert len(seen) == 3


def test_nothing_but_the_index_is_left_beside_the_treaties(library: Path, counted: Counted) -> None:
    counted[1](library).__exit__()
    assert sorted(file.name for file in library.iterdir() if file.name.startswith(".")) == [NAME]


def test_an_index_that_could_not_be_finished_leaves_the_old_one(library: Path) -> None:
    def fails(paths: Sequence[str]) -> Iterator[Draft]:
        yield read_draft(paths[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(str(library), fails, "test", (".txt",), cache=library)
    assert [file for file in library.iterdir() if file.name.startswith(".")] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_has_its_index_in_the_cache(library: Path, counted: Counted) -> None:
    library.chmod(0o555)
    with counted[1](library) as index:
        assert index.articles == 8
    assert list((library.parent / "cache").glob("library-*.sqlite"))


def test_a_file_that_cannot_be_read_is_named_and_ends_nothing(library: Path, counted: Counted) -> None:
    (library / "empty.txt").write_text("")
    with counted[1](library) as index:
        assert [held.path for held in index.files() if held.fault] == ["empty.txt"]
        assert index.articles == 8


def test_a_name_that_is_no_utf_8_is_written_out(library: Path, counted: Counted) -> None:
    odd = os.fsdecode(os.fsencode(library) + b"/caf\xe9.txt")
    Path(odd).write_text(treaty(REVIEW))
    (library / os.fsdecode(b"bad\xff.txt")).write_bytes(b"\0")
    with counted[1](library) as index:
        paths = {held.path for held in index.files()}
        faults = [held.fault for held in index.files() if held.fault]
    assert {"caf\\udce9.txt", "bad\\udcff.txt"} <= paths
    assert len(faults) == 1


def test_a_full_disk_costs_the_index_and_not_the_answer(
    library: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    def full(**_: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with counted[1](library) as index:
        assert index.articles == 8
    assert not (library / NAME).exists()


def test_what_a_killed_run_left_is_tidied_and_what_another_is_making_is_not(library: Path, counted: Counted) -> None:
    dead, alive = library / ".treatydiff-999999999-x.tmp", library / f".treatydiff-{os.getpid()}-x.tmp"
    dead.touch()
    alive.touch()
    with counted[1](library):
        assert (dead.exists(), alive.exists()) == (False, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_whoever_may_read_the_treaties_may_read_the_index(library: Path, counted: Counted) -> None:
    former = os.umask(0o027)
    try:
        with counted[1](library) as index:
            assert index.articles == 8
    finally:
        os.umask(former)
    assert (library / NAME).stat().st_mode & 0o777 == 0o640


def test_a_phrase_is_found_as_a_phrase(library: Path, counted: Counted) -> None:
    with counted[1](library) as index:
        assert [found.held.path for found in index.search('"without right"', 9)] == ["first.txt"]
        assert index.search('"right without"', 9) == ()
        assert len(index.search("right without", 9)) == 1


def test_chinese_is_found_by_its_characters(tmp_path: Path, counted: Counted) -> None:
    (tmp_path / "zh.txt").write_text(CHINESE)
    with counted[1](tmp_path) as index:
        assert [found.article.number for found in index.search('"保护证人"', 9)] == ["一"]


@pytest.mark.parametrize("query", ['"', "* OR", 'heading:"x', "NEAR(a b)", "a AND", "-x"])
def test_no_query_is_a_fault_of_the_database(library: Path, counted: Counted, query: str) -> None:
    with counted[1](library) as index:
        found = index.search(f"{query} crime", 9)
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
    assert "nothing found in 8 articles" in capfd.readouterr().out


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
