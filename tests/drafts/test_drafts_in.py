from __future__ import annotations

from pathlib import Path

import pytest

import making
from treatydiff.drafts.inputs import files, find, series
from treatydiff.errors import ReadError, StructureError, TreatydiffError
from treatydiff.model import Draft

KNOWN: dict[str, dict[str, str]] = {}


def read(path: str, language: str) -> Draft:
    """A reader that knows a draft by its file's name."""
    if "README" in path:
        raise StructureError(f"{path}: no article found")
    return making.draft(making.article("1"), label=path, **{"path": path, **KNOWN.get(Path(path).name, {})})


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f").mkdir()
    KNOWN.clear()


def put(name: str, **facts: str) -> None:
    Path("f", name).touch()
    KNOWN[name] = facts


def names(drafts: tuple[Draft, ...]) -> list[str]:
    return [Path(draft.path).name for draft in drafts]


def test_files_stand_for_themselves_in_the_order_given() -> None:
    assert names(series(["b.txt", "a.txt", "-"], read, print)) == ["b.txt", "a.txt", "-"]


def test_a_folder_is_in_order_of_the_dates_that_are_printed() -> None:
    put("a.txt", date="2025-03-01")
    put("b.txt", date="2024-12-01")
    said: list[str] = []
    assert names(find(["f"], read, said.append)) == ["b.txt", "a.txt"]
    assert said == ["f: in order of date: b.txt, a.txt"]


def test_or_of_the_dates_in_the_names() -> None:
    put("z 2024-12-01.txt")
    put("a 20250301.txt")
    assert names(find(["f"], read, print)) == ["z 2024-12-01.txt", "a 20250301.txt"]


def test_or_of_the_revision() -> None:
    put("b.txt", symbol="A/AC.1/4", date="2024-12-01")
    put("a.txt", symbol="A/AC.1/4/Rev.2", date="2024-12-01")
    put("c.txt", symbol="A/AC.1/4/Rev.10", date="2024-12-01")
    said: list[str] = []
    assert names(find(["f"], read, said.append)) == ["b.txt", "a.txt", "c.txt"]
    assert "in order of revision" in said[0]


def test_or_of_the_name_as_people_count() -> None:
    put("draft10.txt")
    put("draft9.txt")
    assert names(find(["f"], read, print)) == ["draft9.txt", "draft10.txt"]


def test_of_a_word_file_and_a_pdf_of_the_same_name_the_word_file_is_read() -> None:
    put("a.pdf")
    put("a.docx")
    put("b.pdf")
    put("~$a.docx")
    put(".hidden.txt")
    put("notes.xyz")
    assert files(["f", "-", "x.txt"]) == ("f/a.docx", "f/b.pdf", "-", "x.txt")


def test_a_file_without_articles_is_left_out_and_this_is_said() -> None:
    put("README.md")
    put("a.txt")
    said: list[str] = []
    assert names(find(["f"], read, said.append)) == ["a.txt"]
    assert said[0] == "left out: f/README.md: no article found"


def test_a_broken_file_of_a_folder_is_left_out_and_this_is_said() -> None:
    put("a.txt")
    put("b.txt")

    def reads(path: str, language: str) -> Draft:
        if path.endswith("b.txt"):
            raise ReadError(f"{path}: empty file")
        return read(path, language)

    said: list[str] = []
    assert names(find(["f"], reads, said.append)) == ["a.txt"]
    assert said[0] == "left out: f/b.txt: empty file"
    with pytest.raises(ReadError, match="empty file"):
        find(["f/b.txt"], reads, said.append)


def test_drafts_of_several_languages_need_a_choice() -> None:
    put("a.txt", language="en")
    put("b.txt", language="fr")
    with pytest.raises(TreatydiffError, match="drafts in several languages: en, fr"):
        find(["f"], read, print)
    assert names(find(["f"], read, print, language="fr")) == ["b.txt"]


def test_drafts_of_two_languages_are_not_compared() -> None:
    KNOWN["a.txt"], KNOWN["b.txt"] = {"language": "en"}, {"language": "ar"}
    with pytest.raises(TreatydiffError, match="drafts in several languages: ar, en"):
        series(["a.txt", "b.txt"], read, print)


def test_of_a_single_folder_the_last_two_are_compared() -> None:
    for month in ("01", "02", "03"):
        put(f"2025-{month}-01.txt")
    said: list[str] = []
    assert names(series(["f"], read, said.append)) == ["2025-02-01.txt", "2025-03-01.txt"]
    assert said[-1] == "comparing the last two of 3: f/2025-02-01.txt, f/2025-03-01.txt"


def test_but_beside_a_file_a_folder_is_all_its_drafts() -> None:
    for month in ("01", "02", "03"):
        put(f"2025-{month}-01.txt")
    assert len(series(["f", "new.txt"], read, print)) == 4


def test_an_empty_folder_is_an_error() -> None:
    with pytest.raises(ReadError, match="f: no draft in this folder"):
        find(["f"], read, print)


def test_one_draft_is_not_enough() -> None:
    put("a.txt")
    with pytest.raises(TreatydiffError, match="only one draft in this folder"):
        series(["f"], read, print)
    with pytest.raises(TreatydiffError, match="a comparison needs two drafts"):
        series(["a.txt"], read, print)


def test_drafts_of_one_text_are_read_in_the_language_that_most_of_its_words_were_taken_for() -> None:
    long = making.article("1", text="Les parties coopèrent dans la lutte contre la pêche illicite et en rendent compte")
    short = making.article("1", text="Les parties coopèrent contre la pêche")

    def guess(path: str, language: str) -> Draft:
        if path == "long.txt":
            return making.draft(long, label=path, path=path, language="fr")
        return making.draft(short, label=path, path=path, language=language or "en")

    both = series(["long.txt", "short.txt"], guess, print)
    assert {draft.language for draft in both} == {"fr"}
    (notice,) = both[1].notices
    assert notice.first
    assert notice.message == "short.txt was taken for en, but is the same text as drafts in fr: read as fr"
