"""What every reader and every renderer promises, whichever they are."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from typer.core import TyperOption

import making
from conftest import ROOT
from helpers import samples
from making import change, link, marked
from treatydiff.commands import everything
from treatydiff.errors import ReadError
from treatydiff.front.config import SETTINGS
from treatydiff.model import Reading
from treatydiff.readers import READERS, Reader
from treatydiff.renderers import CONCORDANCES, OUTLINES, RENDERERS, Renderer, RenderOptions
from treatydiff.report import Report, Selection

FORMS = [form for form in (*RENDERERS.values(), *CONCORDANCES.values()) if form.module != "docx.printed"]
"""Without those that LibreOffice prints: tests/renderers/test_renderers_printed.py."""
HOSTILE = "\x1b]0;title\x07 \x9b31m \u202e \x00"
TORN = {
    "short": b"x", "zip": b"PK\x03\x04 torn", "pdf": b"%PDF-1.7 torn", "zeros": b"\x00" * 99, "prose": b"words " * 99
}  # fmt: skip


def name(form: Reader | Renderer[object]) -> str:
    return f"{getattr(form, 'module', '')} {form.name}".strip()


@pytest.fixture(scope="module")
def report() -> Report:
    """The last two sample drafts compared, so that renderers that rewrite a file have one."""
    return samples.compared(1, 2)


# ----------------------------------------------------------------------------------------------------------- readers


@pytest.mark.parametrize("reader", READERS.values(), ids=name)
def test_a_reader_says_what_it_reads(reader: Reader) -> None:
    assert reader.about
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)
    assert callable(import_module(f"treatydiff.readers.{reader.name}").read)


def test_no_two_readers_read_the_same_suffix() -> None:
    suffixes = [suffix for reader in READERS.values() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def sample(reader: Reader) -> Path | None:
    return next((path for path in sorted((ROOT / "drafts").iterdir()) if path.suffix in reader.suffixes), None)


@pytest.mark.parametrize("reader", [reader for reader in READERS.values() if sample(reader)], ids=name)
def test_a_reader_gives_the_same_blocks_each_time_and_none_is_empty(reader: Reader) -> None:
    path = sample(reader)
    assert path
    first, second = (reader.read(path.read_bytes(), str(path)) for _ in range(2))
    assert isinstance(first, Reading)
    assert first == second
    assert first.blocks
    assert all(block.text.strip() or block.number.strip() for block in first.blocks)


@pytest.mark.parametrize("reader", [reader for reader in READERS.values() if reader.name != "text"], ids=name)
@pytest.mark.parametrize("data", TORN.values(), ids=TORN)
def test_what_a_reader_cannot_read_is_a_read_error_and_nothing_else(reader: Reader, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        reader.read(data, "draft.x")
    assert caught.value.message.startswith("draft.x: ")


# --------------------------------------------------------------------------------------------------------- renderers


@pytest.mark.parametrize("form", [*FORMS, *OUTLINES.values()], ids=name)
def test_a_renderer_says_what_it_writes(form: Renderer[object]) -> None:
    assert form.about
    assert all(suffix.startswith(".") for suffix in form.suffixes)


@pytest.mark.parametrize("table", [RENDERERS, CONCORDANCES, OUTLINES], ids=["compare", "concordance", "outline"])
def test_no_two_renderers_of_a_command_write_the_same_suffix(table: dict[str, Renderer[object]]) -> None:
    suffixes = [suffix for form in table.values() for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert next(iter(table)) == "terminal"


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_the_same_report_gives_the_same_bytes(form: Renderer[tuple[Report, ...]], report: Report) -> None:
    first = form.render((report,))
    assert first == form.render((report,))
    assert first


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_a_renderer_looks_at_no_environment(
    form: Renderer[tuple[Report, ...]], report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = form.render((report,))
    for variable in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "LANG", "GITHUB_ACTIONS"):
        monkeypatch.setenv(variable, "33")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert form.render((report,)) == before


@pytest.mark.parametrize("form", [form for form in FORMS if not form.binary], ids=name)
def test_text_is_utf_8_that_no_terminal_obeys(form: Renderer[tuple[Report, ...]]) -> None:
    article = making.article("1", HOSTILE, HOSTILE)
    draft = making.draft(article, label=HOSTILE, title=HOSTILE)
    altered = change(1, link(article, article), marked(f"[-{HOSTILE}-]{{+{HOSTILE}+}}"), heading=marked(HOSTILE))
    data = form.render((making.report(draft, draft, altered, findings=(making.finding(1, altered),)),))
    assert not set(data.decode()) & set("\x1b\x07\x9b\u202e\x00")


@pytest.mark.parametrize("form", [form for form in FORMS if form.binary], ids=name)
def test_a_package_holds_no_time_of_day(form: Renderer[tuple[Report, ...]], report: Report) -> None:
    data = form.render((report,), RenderOptions(date="2020-02-02T02:02:02Z"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {info.date_time[0] for info in package.infolist()} <= {1980, 2020}


@pytest.mark.parametrize("form", RENDERERS.values(), ids=name)
def test_a_renderer_shows_what_is_selected(form: Renderer[tuple[Report, ...]]) -> None:
    if form.binary or form.name == "akn":
        pytest.skip("a Word redline and Akoma Ntoso always hold the whole draft")
    selected = replace(making.sample(), selection=Selection(articles=("18",)))
    data = form.render((selected,))
    assert data != form.render((making.sample(),))
    assert b"They review." not in data


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_a_series_shows_each_of_its_comparisons(form: Renderer[tuple[Report, ...]]) -> None:
    if form.name in ("docx", "akn"):
        pytest.skip("a Word redline and Akoma Ntoso are of two drafts")
    quiet = making.report(making.draft(), making.draft())
    loud = making.sample()
    assert form.render((quiet, loud)) not in (form.render((quiet,)), form.render((quiet, quiet)))


@pytest.mark.parametrize("form", OUTLINES.values(), ids=name)
def test_an_outline_is_the_same_each_time_and_obeyed_by_no_terminal(form: Renderer[object]) -> None:
    draft = making.draft(making.article("1", HOSTILE, HOSTILE, making.paragraph("1", HOSTILE)), label=HOSTILE)
    data = form.render(draft, RenderOptions(show_all=True))
    assert data == form.render(draft, RenderOptions(show_all=True))
    assert not set(data.decode()) & set("\x1b\x07\x9b\u202e\x00")


# ----------------------------------------------------------------------------------------------------------- options


def test_of_every_option_a_table_says_which_file_may_set_it() -> None:
    names = {max(each.opts, key=len).lstrip("-") for command in everything().values() for each in command.params
             if isinstance(each, TyperOption)}  # fmt: skip
    assert names - set(SETTINGS) == set(), "config.SETTINGS: decide where they may come from"
    assert set(SETTINGS) - names <= {"help"}
