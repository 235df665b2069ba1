"""Reads files of verdicts: JSON lines, or the sheet that was filled in with Excel, Word or LibreOffice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from treatydiff.errors import DataError
from treatydiff.host import git
from treatydiff.report import FiledVerdict
from treatydiff.verdicts.schema import VerdictForm

_MOST = 64_000_000
"""Bytes of a file; what is larger is no list of verdicts."""
_LINE_HINT = "each line is one verdict, as -f review writes it"
_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

Records = Iterator[tuple[str, Mapping[str, object]]]
"""Where a record stands, and its keys with their values."""


def load(paths: Iterable[str], form: VerdictForm) -> tuple[FiledVerdict, ...]:
    """The verdicts in some files, in order; what is there twice, word for word, counts once. Raises DataError."""
    found: dict[tuple[object, ...], FiledVerdict] = {}
    for path in paths:
        for source, record in _records(path):
            verdict = form.read(record, source)
            if verdict:
                found.setdefault(_all_but_source(verdict), verdict)
    return tuple(found.values())


def _all_but_source(verdict: FiledVerdict) -> tuple[object, ...]:
    return tuple(getattr(verdict, name) for name in FiledVerdict.__slots__ if name != "source")


def _records(path: str) -> Records:
    data = _read(path)
    yield from _READERS.get(Path(path).suffix.lower(), _lines)(data, path)


def _read(path: str) -> bytes:
    file = Path(path)
    if file.is_dir():
        raise DataError(f"{path}: is a folder", "--verdicts takes a file, and may be repeated")
    try:
        data = git.blob(path, _MOST) if git.names_object(path) else file.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path}: no such file", "-f review -o FILE.jsonl writes one to fill in") from None
    if len(data) > _MOST:
        raise DataError(f"{path}: larger than {_MOST // 1_000_000} MB, so no list of verdicts")
    return data


def _lines(data: bytes, path: str) -> Records:
    """JSON lines. Only line feeds end a line: JSON may hold every other sign that ends one elsewhere."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path}: not UTF-8 text", "a sheet is read as .xlsx or .docx") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path}:{number}", _record(line.strip(), f"{path}:{number}")


def _record(line: str, source: str) -> Mapping[str, object]:
    if line.startswith(_MERGE_MARKS):
        raise DataError(f"{source}: a merge left its marks", "keep the lines you want, and take out the marks")
    try:
        value = json.loads(line)
    except RecursionError:
        raise DataError(f"{source}: nested too deeply for a verdict", _LINE_HINT) from None
    except ValueError as error:
        raise DataError(f"{source}: not JSON: {error}", _LINE_HINT) from None
    if not isinstance(value, dict):
        raise DataError(f"{source}: not a JSON object", _LINE_HINT)
    return value


def _workbook(data: bytes, path: str) -> Records:
    from treatydiff.verdicts.sheets import workbook_rows

    return workbook_rows(data, path)


def _document(data: bytes, path: str) -> Records:
    from treatydiff.verdicts.sheets import document_rows

    return document_rows(data, path)


_READERS: dict[str, Callable[[bytes, str], Records]] = {".xlsx": _workbook, ".docx": _document}
