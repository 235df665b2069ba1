"""The folder of a batch: its plan, its finished chunks, and at the end its tables.

A chunk's rows are written under another name and then renamed, which is one step for the file system: whenever the
program is killed, a part is whole or is not there. Nothing is lost but what was under way, and nothing is done twice.
"""

from __future__ import annotations

import json
import os
import shutil
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from treatydiff.batch import remote
from treatydiff.batch.rows import SCHEMA, TABLES, Record
from treatydiff.batch.work import Chunk, Rows
from treatydiff.errors import TreatydiffError
from treatydiff.text.safe_text import cell, visible

FORMS = ("xlsx", "csv", "jsonl", "parquet")
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Results:
    """A folder with the results of a batch."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self._parts = self.folder / "parts"

    # ------------------------------------------------------------------------------------------------------- the plan

    def begin(self, chunks: Sequence[Chunk], version: str) -> tuple[Chunk, ...]:
        """The chunks that are still to be done. Raises TreatydiffError where the folder holds something else.

        A plan is the same if it has the same pairs of the same files with the same options, in the same version.
        """
        plan = json.dumps(_plan(chunks, version), ensure_ascii=False, indent=1) + "\n"
        known = self.folder / "plan.json"
        if known.exists():
            if known.read_text("utf-8") != plan:
                hint = (
                    "name an empty folder, or remove this one: pairs, options or files have changed since it was begun"
                )
                raise TreatydiffError(f"{self.folder} holds another batch", hint)
            if not self._parts.exists():
                return ()
        elif self.folder.exists() and any(self.folder.iterdir()):
            raise TreatydiffError(f"{self.folder} is not empty", "a batch needs a folder of its own")
        else:
            self._parts.mkdir(parents=True)
            self._write(known, plan)
        self._hold()
        return tuple(chunk for chunk in chunks if not self._part(chunk.number).exists())

    def _hold(self) -> None:
        """Keep others out for as long as this run works here. Raises TreatydiffError where another one does."""
        try:
            import fcntl
        except ImportError:  # Windows: two runs get in each other's way there
            return
        held = os.open(self._parts / ".lock", os.O_CREAT | os.O_RDWR, 0o666)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            hint = "wait for it, or name another folder"
            raise TreatydiffError(f"{self.folder}: another run is using this folder", hint) from None
        except OSError:  # a file system that knows no locks
            pass
        weakref.finalize(self, os.close, held)

    def _part(self, number: int) -> Path:
        return self._parts / f"{number:08}.json"

    def keep(self, chunk: Chunk, rows: Rows) -> None:
        """Keep what a chunk gave."""
        self._write(self._part(chunk.number), json.dumps(rows, ensure_ascii=False))

    def _write(self, path: Path, text: str) -> None:
        half = path.with_suffix(".half")
        with half.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(path)

    # ----------------------------------------------------------------------------------------------------- the tables

    def finish(self, form: str) -> tuple[Path, ...]:
        """The tables put together from the parts, one part at a time, which then go. Raises TreatydiffError."""
        if not self._parts.exists():
            return tuple(path for path in self.tables().values())
        made = []
        for name, columns in TABLES.items():
            path = self.folder / f"{name}.{form}"
            half = self.folder / f"{name}.half"
            _WRITERS[form](half, columns, self._records(name))
            half.replace(path)
            made.append(path)
        self._write(self.folder / "schema.json", json.dumps(_described(), indent=1) + "\n")
        shutil.rmtree(self._parts)
        return tuple(made)

    def _records(self, name: str) -> Iterator[list[Record]]:
        for path in sorted(self._parts.glob("*.json")):
            rows = json.loads(path.read_text("utf-8"))[name]
            if rows:
                yield rows

    def tables(self) -> dict[str, Path]:
        """The files of the tables, by name. Raises TreatydiffError where there is none."""
        found = {n: self.folder / f"{n}.{f}" for n in TABLES for f in FORMS if (self.folder / f"{n}.{f}").exists()}
        if len(found) < len(TABLES):
            hint = "run the same command again to continue where it stopped"
            raise TreatydiffError(f"{self.folder} holds no finished batch", hint)
        return found

    def read(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a finished table."""
        yield from _read(self.tables()[name], TABLES[name])


def _plan(chunks: Sequence[Chunk], version: str) -> dict[str, Any]:
    files = dict.fromkeys(path for chunk in chunks for pair in chunk.pairs for path in (pair.old, pair.new))
    options = {} if not chunks else {
        "language": chunks[0].language, "revisions": chunks[0].revisions,
        "struck": chunks[0].struck, "ocr": chunks[0].ocr, "profile": chunks[0].profile,
        "verdicts": [asdict(verdict) for verdict in chunks[0].verdicts],
    }  # fmt: skip
    return {
        "schema": SCHEMA,
        "version": version,
        "options": options,
        "files": {path: _stamp(path) for path in files},
        "pairs": [[pair.old, pair.new, pair.shared] for chunk in chunks for pair in chunk.pairs],
    }


def _stamp(path: str) -> list[int | str]:
    """By what a file is known again: its size and when it was changed."""
    if remote.is_address(path):
        return remote.stamp(path)
    try:
        state = os.stat(path)
    except OSError:
        return []
    return [state.st_size, state.st_mtime_ns]


def _described() -> dict[str, Any]:
    tables = {name: {column: _TYPES[kind] for column, kind in columns.items()} for name, columns in TABLES.items()}
    return {"schema": SCHEMA, "tables": tables}


# ----------------------------------------------------------------------------------------------------- forms of tables


def _write_csv(path: Path, columns: Mapping[str, type], parts: Iterable[list[Record]]) -> None:
    import csv

    with path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(columns)
        for rows in parts:
            writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return cell(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _write_jsonl(path: Path, columns: Mapping[str, type], parts: Iterable[list[Record]]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        for rows in parts:
            for row in rows:
                stream.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


def _write_parquet(path: Path, columns: Mapping[str, type], parts: Iterable[list[Record]]) -> None:
    arrow, parquet = _arrow()
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    schema = arrow.schema([(name, kinds[kind]) for name, kind in columns.items()], metadata={"schema": SCHEMA})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _gathered(parts):
            arrays = [
                arrow.array([_typed(value, kind) for value in values], kinds[kind])
                for values, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


_GROUP = 20_000
"""Rows of a row group, at the least."""


def _gathered(parts: Iterable[list[Record]]) -> Iterator[list[Record]]:
    group: list[Record] = []
    for rows in parts:
        group += rows
        if len(group) >= _GROUP:
            yield group
            group = []
    if group:
        yield group


def _typed(value: object, kind: type) -> object:
    return value.encode("utf-8", "backslashreplace").decode() if kind is str and isinstance(value, str) else value


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        hint = "pip install pyarrow, or -f csv, -f jsonl"
        raise TreatydiffError("Parquet needs pyarrow", hint) from None


_MOST_ROWS = 100_000
"""Of a sheet: Excel opens ten times as many, but nobody's machine does so gladly."""
_LONGEST = 32_000
"""Characters of a cell; Excel's limit is 32,767."""


def _write_xlsx(path: Path, columns: Mapping[str, type], parts: Iterable[list[Record]]) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    from treatydiff.ooxml.package import dated

    rows = [*islice(chain.from_iterable(parts), _MOST_ROWS + 1)]
    if len(rows) > _MOST_ROWS:
        hint = "call the same command with -f csv, -f jsonl or -f parquet: nothing is compared again"
        raise TreatydiffError(f"{path.stem}: more rows than a sheet takes ({_MOST_ROWS:,})", hint)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(path.stem)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    for row in ([*columns], *rows):
        sheet.append([_never_a_formula(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    path.write_bytes(dated(out, "1980-01-01T00:00:00Z"))


def _never_a_formula(sheet: Any, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    made = WriteOnlyCell(sheet, visible(value)[:_LONGEST])
    made.data_type = "s"
    return made


_WRITERS = {"xlsx": _write_xlsx, "csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}


def _read(path: Path, columns: Mapping[str, type]) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        _, parquet = _arrow()
        for group in parquet.ParquetFile(path).iter_batches():
            yield from group.to_pylist()
    elif path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)
    elif path.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(path, read_only=True).active
        for cells in sheet.iter_rows(min_row=2, max_col=len(columns), values_only=True):
            kept = zip(columns.items(), cells, strict=True)
            yield {name: value if value is not None or kind is not str else "" for (name, kind), value in kept}
    else:
        import csv

        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                yield {name: _parsed(row[name], kind) for name, kind in columns.items()}


def _parsed(value: str, kind: type) -> Any:
    if kind is str:
        return value
    return None if value == "" else value == "true" if kind is bool else kind(value)
