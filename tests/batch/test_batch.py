"""Many pairs: every row is there, whoever dies in the middle, and the same each time."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from corpus import DRAFTS, ROOT
from docx_making import docx, p, r
from making import CONVENTION
from treatydiff import cli
from treatydiff.batch import (
    TABLES,
    Chunk,
    FilePair,
    Results,
    chunks,
    each_with_the_next,
    engines,
    listed,
    local_engine,
    store,
)
from treatydiff.batch.engines import _local
from treatydiff.batch.pairs import alike
from treatydiff.batch.store import _plan
from treatydiff.batch.work import compare_chunk
from treatydiff.errors import TreatydiffError

pytestmark = pytest.mark.usefixtures("here")


def series(folder: Path, count: int) -> Path:
    """A folder with drafts, each with other days than the one before."""
    folder.mkdir()
    for at in range(count):
        text = CONVENTION.replace("every year", f"every {at + 2} years")
        (folder / f"draft {at}.txt").write_text(text, "utf-8")
    return folder


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return list(Results(str(folder)).read(table))


def batch(*arguments: object) -> int:
    return cli.main(["batch", *map(str, arguments), "-q"])


# --------------------------------------------------------------------------------------------------------------- pairs


def test_a_list_of_pairs_is_read_beside_its_files_and_without_its_header(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    path = tmp_path / "pairs.csv"
    path.write_text("old,new\na.txt,b.txt\n\n")
    assert listed(str(path)) == (FilePair(str(tmp_path / "a.txt"), str(tmp_path / "b.txt")),)
    path.write_text("a.txt\n")
    with pytest.raises(TreatydiffError, match="line 1: not two files"):
        listed(str(path))


def test_each_draft_of_a_folder_is_paired_with_the_next_draft_ten_behind_nine(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 11)
    found = each_with_the_next(str(folder), [".txt"])
    assert len(found) == 10
    assert Path(found[-1].new).name == "draft 10.txt"


def test_a_readme_among_the_drafts_is_in_no_pair(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 2)
    for name in ("README.md", "changelog.txt", "LICENSE.txt"):
        (Path(folder) / name).write_text("What lies here.")
    (pair,) = each_with_the_next(str(folder), [".txt", ".md"])
    assert [Path(file).name for file in (pair.old, pair.new)] == ["draft 0.txt", "draft 1.txt"]


def test_where_there_is_no_pair_it_says_where_it_looked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(series(tmp_path / "d", 1))
    out = ["-o", str(tmp_path / "out"), "-j", "1"]
    assert cli.main(["batch", "--each-with-the-next", folder, *out]) == 2
    assert f"hint: no folder in {folder} has two drafts beside each other" in capfd.readouterr().err
    assert cli.main(["batch", "--all-pairs", folder, *out]) == 2
    assert "share 20% of the shorter one; --at-least 0.05 takes in more" in capfd.readouterr().err


def test_only_texts_that_share_enough_are_paired() -> None:
    sketches = [frozenset({1, 2, 3, 4}), frozenset({1, 2, 3, 9}), frozenset({1, 50, 51, 52}), None]
    assert list(alike(sketches, 0.5)) == [(0, 1, 0.75)]
    assert list(alike(sketches, 0.2)) == [(0, 1, 0.75), (0, 2, 0.25), (1, 2, 0.25)]


# ------------------------------------------------------------------------------------------------------------- results


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl", "parquet"])
def test_every_pair_is_a_row_with_its_changes_and_findings(form: str, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    pairs = tmp_path / "pairs.csv"
    small = series(tmp_path / "small", 2)
    named = ((small / "draft 0.txt", small / "draft 1.txt"), DRAFTS[1:3], (DRAFTS[0], "missing.docx"))
    pairs.write_text("".join(f"{old},{new}\n" for old, new in named))
    assert batch(pairs, "-o", tmp_path / "out", "-f", form) == 0
    found = rows(tmp_path / "out", "pairs")
    assert [row["status"] for row in found] == ["compared", "compared", "fault"]
    assert "missing.docx" in found[2]["fault"]
    assert found[1]["changes_substantive"] == sum(
        row["pair"] == 1 and row["significance"] == "substantive" for row in rows(tmp_path / "out", "changes")
    )
    assert found[1]["adverse"] == sum(
        row["pair"] == 1 and row["adverse"] is True for row in rows(tmp_path / "out", "findings")
    )
    told = json.loads((tmp_path / "out" / "schema.json").read_text())["tables"]
    assert {name: list(columns) for name, columns in told.items()} == {n: list(c) for n, c in TABLES.items()}
    assert all(set(row) == set(TABLES["pairs"]) for row in found)


def test_a_formula_of_a_draft_is_none_in_a_spreadsheet(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 2)
    formula = CONVENTION.replace("The Parties shall meet", '=HYPERLINK("x") The Parties meet')
    (folder / "draft 1.txt").write_text(formula)
    for form in ("csv", "xlsx"):
        assert batch("--each-with-the-next", folder, "-o", tmp_path / form, "-f", form) == 0
    with (tmp_path / "csv" / "changes.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)
    sheet = load_workbook(tmp_path / "xlsx" / "changes.xlsx").active
    found = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert {cell.data_type for cell in found} == {"s"}


def test_a_batch_writes_sheets_and_says_so_where_they_would_get_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ("--each-with-the-next", series(tmp_path / "d", 3), "-o", tmp_path / "out")
    monkeypatch.setattr(store, "_MOST_ROWS", 1)
    assert batch(*command) == 2
    assert "pairs: more rows than a sheet takes (1)" in capfd.readouterr().err
    monkeypatch.undo()
    assert batch(*command) == 0
    made = {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir()}
    assert {"pairs.xlsx", "changes.xlsx", "findings.xlsx", "schema.json", "plan.json"} == set(made)
    assert batch(*command[:2], "-o", tmp_path / "again") == 0
    assert {f.name: f.read_bytes() for f in (tmp_path / "again").iterdir()} == made


@pytest.mark.workers
def test_the_same_files_give_the_same_bytes_with_one_worker_or_two(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 6)
    for jobs in (1, 2):
        arguments = ("-f", "jsonl", "-j", jobs, "--chunk", 1)
        assert batch("--each-with-the-next", folder, "-o", tmp_path / f"out{jobs}", *arguments) == 0
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / f"out{jobs}").iterdir()} for jobs in (1, 2))
    assert one == two
    assert {"pairs.jsonl", "changes.jsonl", "findings.jsonl", "schema.json", "plan.json"} == set(one)


def test_what_shares_passages_is_found_in_a_folder(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 3)
    long = " ".join(f"word{at} and" for at in range(300))
    (folder / "other.txt").write_text(f"Article 1\nOther\n1. {long}.\n")
    assert batch("--all-pairs", folder, "--at-least", 0.5, "-o", tmp_path / "out", "-f", "jsonl") == 0
    found = rows(tmp_path / "out", "pairs")
    assert len(found) == 3
    assert all(row["shared"] >= 0.5 for row in found)


@pytest.mark.usefixtures("once")
def test_the_overview_names_what_failed_and_what_got_worse(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"{DRAFTS[0]},{DRAFTS[1]}\n{DRAFTS[0]},missing.docx\n")
    assert batch(pairs, "-o", tmp_path / "out", "-f", "csv") == 0
    capsysbinary.readouterr()
    assert batch("--report", tmp_path / "out") == 0
    told = capsysbinary.readouterr().out.decode()
    assert told.startswith("2 pairs: 1 compared, 1 with a fault.")
    assert "missing.docx" in told
    assert "Findings by theme" in told


# ------------------------------------------------------------------------------------------------------ what may happen


class Bomb:
    """Kills the worker that unpacks it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


@pytest.mark.workers
def test_a_pair_that_kills_its_worker_costs_no_other_pair(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 6)
    pairs = list(each_with_the_next(str(folder), [".txt"]))
    bad = FilePair(pairs[2].old, Bomb())  # type: ignore[arg-type]
    work = chunks([*pairs[:2], bad, *pairs[2:]], 2, Chunk(0, 0, ()))
    found = {chunk.number: rows for chunk, rows in _local(work, 2)}
    told = [row for number in sorted(found) for row in found[number]["pairs"]]
    assert [row[0] for row in told] == list(range(6))
    assert [row[4] for row in told] == ["compared", "compared", "fault", "compared", "compared", "compared"]
    assert "died" in str(told[2][5])


def started(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "treatydiff", "batch", *map(str, arguments), "-q"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def parts(folder: Path) -> int:
    return len(list((folder / "parts").glob("*.json")))


def waited(folder: Path, count: int) -> Iterator[None]:
    for _ in range(1200):
        if parts(folder) >= count:
            return
        time.sleep(0.05)
        yield


def killed_in_the_middle(wanted: tuple[object, ...], out: Path, count: int) -> bool:
    """Whether a run was killed after five parts and before its last: if this process sleeps too long, it is over."""
    shutil.rmtree(out, ignore_errors=True)
    running = started(*wanted, "-o", out)
    for _ in waited(out, 5):
        if running.poll() is not None:
            break
    running.send_signal(signal.SIGKILL)
    running.wait()
    return 5 <= parts(out) < count


def test_killed_in_the_middle_it_goes_on_where_it_stood_and_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 40)
    wanted = ("--each-with-the-next", folder, "-f", "jsonl", "-j", 1, "--chunk", 1)
    assert batch(*wanted, "-o", tmp_path / "whole") == 0
    assert any(killed_in_the_middle(wanted, tmp_path / "out", 39) for _ in range(5))
    assert batch(*wanted, "-o", tmp_path / "out") == 0
    for name in ("pairs", "changes", "findings"):
        assert (tmp_path / "out" / f"{name}.jsonl").read_bytes() == (tmp_path / "whole" / f"{name}.jsonl").read_bytes()


def test_a_folder_with_another_batch_is_not_touched(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = series(tmp_path / "d", 3)
    assert batch("--each-with-the-next", folder, "-o", tmp_path / "out", "-f", "csv") == 0
    before = (tmp_path / "out" / "pairs.csv").read_bytes()
    (folder / "draft 9.txt").write_text(CONVENTION)
    assert batch("--each-with-the-next", folder, "-o", tmp_path / "out", "-f", "csv") == 2
    assert "holds another batch" in capfd.readouterr().err
    assert (tmp_path / "out" / "pairs.csv").read_bytes() == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert batch("--each-with-the-next", folder, "-o", tmp_path / "mine", "-f", "csv") == 2
    assert "not empty" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="no such locks there")
def test_a_second_run_in_the_same_folder_is_told_and_touches_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = series(tmp_path / "drafts", 3)
    wanted = chunks(each_with_the_next(str(folder), [".txt"]), 1, Chunk(0, 0, ()))
    first = Results(str(tmp_path / "out"))
    assert len(first.begin(wanted, "1")) == 2
    with pytest.raises(TreatydiffError, match="another run is using this folder"):
        Results(str(tmp_path / "out")).begin(wanted, "1")
    del first
    assert len(Results(str(tmp_path / "out")).begin(wanted, "1")) == 2


def test_a_batch_that_was_finished_is_not_done_again(tmp_path: Path) -> None:
    folder = series(tmp_path / "d", 3)
    arguments = ("--each-with-the-next", folder, "-o", tmp_path / "out", "-f", "csv")
    assert batch(*arguments) == 0
    written = (tmp_path / "out" / "pairs.csv").stat().st_mtime_ns
    assert batch(*arguments) == 0
    assert (tmp_path / "out" / "pairs.csv").stat().st_mtime_ns == written


def test_a_dask_cluster_gives_the_same_bytes_also_where_a_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    wanted = ("--each-with-the-next", series(tmp_path / "d", 10), "-f", "jsonl", "--chunk", 1)
    assert batch(*wanted, "-o", tmp_path / "local") == 0
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        there = (*wanted, "--scheduler", cluster.scheduler_address)
        assert batch(*there, "-o", tmp_path / "whole") == 0
        os.kill(cluster.workers[0].pid, signal.SIGSTOP)  # it takes work and does none, so that the run goes on
        running = started(*there, "-o", tmp_path / "killed")
        for _ in waited(tmp_path / "killed", 2):
            assert running.poll() is None
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        assert running.wait(120) == 0
    for name in ("pairs", "changes", "findings"):
        local, *others = ((tmp_path / where / f"{name}.jsonl").read_bytes() for where in ("local", "whole", "killed"))
        assert others == [local, local]


def test_drafts_behind_addresses_are_compared_as_those_on_this_machine(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    memory = pytest.importorskip("fsspec").filesystem("memory")
    folder = series(tmp_path / "d", 4)
    for path in folder.iterdir():
        memory.pipe(f"/drafts/{path.name}", path.read_bytes())
    wanted = ("-f", "jsonl", "--chunk", 2)
    assert batch("--each-with-the-next", folder, *wanted, "-o", tmp_path / "local") == 0
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=None, silence_logs=50
    ) as cluster:
        there = ("--each-with-the-next", "memory://drafts", *wanted, "--scheduler", cluster.scheduler_address)
        assert batch(*there, "-o", tmp_path / "there") == 0
        assert batch(*there, "-o", tmp_path / "there") == 0, "what was done is known again by what the service says"
    for name in ("pairs", "changes"):
        local, far = ((tmp_path / where / f"{name}.jsonl").read_text() for where in ("local", "there"))
        assert far.replace("memory://drafts/", "").replace("memory:///drafts/", "") == local.replace(f"{folder}/", "")
    assert all("compared" in line for line in (tmp_path / "there" / "pairs.jsonl").read_text().splitlines())


def test_an_address_that_leads_nowhere_is_a_row_that_says_so() -> None:
    pytest.importorskip("fsspec")
    pairs = (FilePair("memory://drafts/none.txt", "memory://drafts/none.txt"), FilePair("nowhere://a.txt", "b.txt"))
    told = compare_chunk(Chunk(0, 0, pairs))["pairs"]
    assert [row[4] for row in told] == ["fault", "fault"]
    assert "cannot be read (FileNotFoundError" in str(told[0][5])
    assert "nowhere" in str(told[1][5])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pairs.csv"], "where should the results go?"),
        (["-o", "out"], "which pairs should be compared?"),
        (["missing.csv", "-o", "out"], "missing.csv: No such file"),
        (["--each-with-the-next", "missing", "-o", "out"], "missing: not a folder"),
        (["--report", "missing"], "holds no finished batch"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert batch(*arguments) == 2
    assert said in capfd.readouterr().err


def struck(folder: Path) -> Path:
    """Two Word drafts; the second has a word struck through by hand."""
    folder.mkdir()
    for name, word in (("draft 1.docx", r("only ")), ("draft 2.docx", r("only ", "<w:strike/>"))):
        body = [
            p("Article 1"),
            p("Data may ", word, " be kept by order of a court."),
            p("Article 2"),
            p("Parties meet."),
        ]
        (folder / name).write_bytes(docx(*body))
    return folder


def test_how_struck_text_is_taken_is_part_of_a_batch(tmp_path: Path) -> None:
    folder = struck(tmp_path / "d")
    changed = {}
    for how in ("drop", "keep"):
        assert batch("--each-with-the-next", folder, "-o", tmp_path / how, "--struck", how, "-f", "jsonl") == 0
        changed[how] = len(rows(tmp_path / how, "changes"))
    assert changed == {"drop": 1, "keep": 0}


def test_results_of_another_reading_are_not_taken_for_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wanted = chunks([FilePair("a.docx", "b.docx")], 1, Chunk(0, 0, ()))
    plans = [_plan(chunks([FilePair("a.docx", "b.docx")], 1, like), "1") for like in (
        Chunk(0, 0, ()), Chunk(0, 0, (), struck="keep"), Chunk(0, 0, (), ocr=True),
    )]  # fmt: skip
    assert _plan(wanted, "1") == plans[0]
    assert plans[0] != plans[1]
    assert plans[0] != plans[2]


@pytest.mark.workers
def test_an_engine_does_every_chunk_once_also_where_workers_make_room_for_fresh_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_TASKS", 1)
    folder = series(tmp_path / "d", 5)
    work = chunks(each_with_the_next(str(folder), [".txt"]), 1, Chunk(0, 0, ()))
    done = [chunk.number for chunk, _ in local_engine(2)(work)]
    assert sorted(done) == [0, 1, 2, 3]


def test_the_documented_columns_are_those_of_the_tables() -> None:
    text = (ROOT / "docs" / "batch.md").read_text("utf-8")
    for name, columns in TABLES.items():
        section = text.partition(f"### `{name}`")[2].partition("\n##")[0]
        cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        assert [column for cell in cells for column in re.findall(r"`(\w+)`", cell)] == list(columns)
    assert set(TABLES) == {"pairs", "changes", "findings"}
