from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from treatydiff.errors import RenderError, TreatydiffError
from treatydiff.front.output import check, choose, write
from treatydiff.renderers import CONCORDANCES


@pytest.mark.parametrize(
    ("name", "path", "chosen"),
    [
        ("", "", "terminal"),
        ("", "-", "terminal"),
        ("", "table.CSV", "csv"),
        ("", "a.b/table.xlsx", "xlsx"),
        ("json", "table.csv", "json"),
    ],
)
def test_a_form_is_chosen_by_name_then_by_suffix(name: str, path: str, chosen: str) -> None:
    assert choose(name, path, CONCORDANCES, "terminal") == (chosen, CONCORDANCES[chosen])


@pytest.mark.parametrize(("name", "path"), [("cvs", ""), ("", "table"), ("", "table.doc")])
def test_but_what_no_form_is_called_is_an_error(name: str, path: str) -> None:
    with pytest.raises(TreatydiffError) as caught:
        choose(name, path, CONCORDANCES, "terminal")
    assert ", ".join(CONCORDANCES) in caught.value.hint


def test_a_package_is_not_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    check("", [], CONCORDANCES["csv"])
    with pytest.raises(RenderError, match="not for a terminal"):
        check("", [], CONCORDANCES["xlsx"])


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(str(tmp_path / "new"), b"text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


def test_a_pipe_gets_the_text_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(str(pipe), b"text")
        assert os.read(reading, 9) == b"text"
    finally:
        os.close(reading)
    assert pipe.is_fifo()
