"""Tables of words, kept once they are parsed; and never taken from what is not the user's own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import ROOT
from treatydiff.host import cache
from treatydiff.text import tables
from treatydiff.text.languages import source_of
from treatydiff.themes import index
from treatydiff.themes.lexicon import Lexicon

SOURCE = 'words = ["one", "two"]\n' + "# filled up\n" * 400


@pytest.fixture(autouse=True)
def _nowhere_afterwards() -> Iterator[None]:
    yield
    tables.keep_with(None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file that is kept of ``SOURCE``."""
    tables.keep_with(cache.at(tmp_path / "tables"))
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}
    return tmp_path / "tables" / "some.json"


def test_a_table_that_was_parsed_is_not_parsed_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("parsed again"))
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}
    assert file.stat().st_mode & 0o077 == 0


def test_a_changed_table_is_parsed_anew(file: Path) -> None:
    assert tables.parsed(SOURCE.replace("two", "three"), "some") == {"words": ["one", "three"]}
    assert b"three" in file.read_bytes()


@pytest.mark.parametrize("harm", ["", "{}", "[1]\n", "\x00\xff", "[" * 100_000])
def test_what_is_damaged_is_made_anew(file: Path, harm: str) -> None:
    file.write_bytes(harm.encode("latin-1") + b"\n" * (harm == "{}") + SOURCE.encode() * (harm == "[1]\n"))
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}


def test_what_others_may_write_is_not_taken(file: Path) -> None:
    planted = file.read_bytes().replace(b"two", b"bad")
    file.write_bytes(planted)
    file.chmod(0o666)
    assert tables.parsed(SOURCE, "some")["words"] == ["one", "two"]
    file.write_bytes(planted)
    file.parent.chmod(0o777)
    assert tables.parsed(SOURCE, "some")["words"] == ["one", "two"]


def test_what_is_anothers_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(file.read_bytes().replace(b"two", b"bad"))
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert tables.parsed(SOURCE, "some")["words"] == ["one", "two"]


def test_a_link_is_not_followed(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))
    file.with_name("elsewhere").write_bytes(file.read_bytes().replace(b"two", b"bad"))
    assert tables.parsed(SOURCE, "some")["words"] == ["one", "two"]


def test_where_nothing_can_be_kept_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    tables.keep_with(cache.at(tmp_path / "file"))
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}
    tables.keep_with(None)
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}


def test_what_was_begun_and_not_finished_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tables"
    folder.mkdir(mode=0o700)
    tables.keep_with(cache.at(folder))
    killed, at_work = folder / "some.json.1", folder / "some.json.2"
    for begun in (killed, at_work):
        begun.touch()
    os.utime(killed, (0, 0))

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert tables.parsed(SOURCE, "some") == {"words": ["one", "two"]}
    assert list(folder.iterdir()) == [at_work]


def test_a_library_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tables.parsed(SOURCE, "some")
    assert list(tmp_path.iterdir()) == []


def test_a_date_is_not_kept_and_a_fault_is_told(tmp_path: Path) -> None:
    tables.keep_with(cache.at(tmp_path / "tables"))
    assert "day" in tables.parsed(f"day = 2024-08-09\n{SOURCE}", "dated")
    assert "day" in tables.parsed(f"day = 2024-08-09\n{SOURCE}", "dated")
    with pytest.raises(tomllib.TOMLDecodeError):
        tables.parsed(f"= {SOURCE}", "wrong")


def test_what_is_kept_of_our_own_tables_is_what_they_say(tmp_path: Path) -> None:
    tables.keep_with(cache.at(tmp_path / "tables"))
    sources = [
        source_of("ru", "language"),
        *(f.read_text("utf-8") for f in (ROOT / "src/treatydiff/data").rglob("*.toml")),
    ]
    assert len(sources) > 20
    for number, source in enumerate(sources):
        tables.parsed(source, str(number))
        assert tables.parsed(source, str(number)) == tomllib.loads(source)


def test_an_index_of_patterns_is_kept_until_its_words_or_its_makers_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"theme/term": ("lamp* (lit|oiled)", "lantern", *(f"wick{n}" for n in range(400)))}
    text = "a lantern, and lamps lit. a lamp oiled, lanterns out."
    tables.keep_with(cache.at(tmp_path / "tables"))
    first = Lexicon(words, "en").searched(text).hits("theme/term")
    assert [text[a:b] for a, b in first] == ["lantern", "lamps lit", "lamp oiled"]
    monkeypatch.setattr(index, "_worked_out", lambda *_: pytest.fail("worked out again"))
    assert Lexicon(words, "en").searched(text).hits("theme/term") == first
    monkeypatch.undo()
    file = tmp_path / "tables" / "en.lexicon.terms.json"
    before = file.read_bytes()
    monkeypatch.setattr(index, "made_by", lambda *_: "other modules")
    assert Lexicon(words, "en").searched(text).hits("theme/term") == first
    assert file.read_bytes() != before


def test_who_compares_a_second_time_loads_no_parser(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Article 1\n1. Each State Party shall adopt measures.\n", "utf-8")
    program = "import sys; from treatydiff.cli import main; main(); print('tomllib' in sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "compare", str(draft), str(draft), "-q"]
    runs = [
        subprocess.run(command, cwd=tmp_path, env={**os.environ, **homes(tmp_path)}, capture_output=True, text=True)
        for _ in range(2)
    ]
    assert [run.stderr.split()[-1] for run in runs] == ["True", "False"]


def homes(folder: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
