"""Updates the index of a folder: unchanged files stay, renamed ones are not read again.

Files are added by the batch, each batch in one transaction of SQLite's. So a run that is interrupted leaves what it has
done, a run that is killed in the middle of a batch leaves what was before it, and two runs that meet take turns: each
looks again at what is missing before it writes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from treatydiff.errors import TreatydiffError
from treatydiff.library.index import NEW_DRAFT, PART, Index, Read, all_texts, draft_row, units
from treatydiff.library.passages import holders, passages, spaced
from treatydiff.library.store import packed_texts, utf8
from treatydiff.model import Draft

FORM = 3
"""Of the tables. An index in another form is made anew."""
BATCH = 50
"""Files that are added in one transaction."""
PATIENCE = 120.0
"""Seconds for which a run waits for another one that is writing."""

_TABLES = """
create table about (form integer, tool text, next integer);
create table file (
    id integer primary key autoincrement, path text unique, size integer, changed integer, hash text,
    stem text, language text, fault text, first integer, passages integer
);
create table texts (file integer, part integer, data blob, primary key (file, part)) without rowid;
create table draft (
    file integer primary key, label text, language text, title text, date text, units text, provisions blob, places blob
);
create virtual table fulltext using fts5 (body, content = "", tokenize = "unicode61 remove_diacritics 2");
create virtual table term using fts5vocab (fulltext, row);
"""
_NEW_FILE = (
    "insert into file (path, size, changed, hash, stem, language, fault, first, passages)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Skimmed(NamedTuple):
    """What a file says, before its articles are told apart."""

    text: str
    language: str
    draft: Draft | None = None
    """As a draft, where the file had to be read whole to know its text."""


Skim = Callable[[Sequence[str]], Iterable[tuple[str, Skimmed | TreatydiffError]]]
"""Skims files by their paths in the library, in any order; a fault is a value."""


@dataclass(frozen=True, slots=True)
class IndexedFolder:
    """A folder that is indexed, and how its files are read."""

    folder: str
    tool: str
    """The program, its version and how it reads: what was read otherwise is not the same."""
    suffixes: tuple[str, ...]
    skim: Skim
    read: Read


class _Stamp(NamedTuple):
    size: int
    changed: int


def opened(source: IndexedFolder, place: Path, note: Callable[[str], None], *, chosen: bool = False) -> Index:
    """The index of a folder, kept at ``place`` and brought up to date. Raises TreatydiffError.

    ``chosen``: the user named the place, so what stands there and is no index is never written over. ``note`` hears
    what was done and where the index is. Where the place cannot be written it is made for this run alone.
    """
    root = Path(source.folder)
    if not root.is_dir():
        raise TreatydiffError(f"{source.folder}: no such folder", "a library is a folder of treaties")
    stamps = dict(_stamps(root, source.suffixes))
    if not stamps:
        known = ", ".join(source.suffixes)
        raise TreatydiffError(f"{source.folder}: no treaty in this folder", f"treatydiff reads {known}")
    if chosen and place.is_file() and place.stat().st_size and not _is_index(place):
        raise TreatydiffError(f"{place}: this file is not an index", "name another one with --index")
    kept = str(place)
    try:
        database = _at(place, source.tool)
        added = _renewed(database, root, stamps, source)
    except (sqlite3.DatabaseError, OSError):  # no room, or no right to write
        whole, kept = _kept_whole(place, source.tool, stamps), ""
        database = whole or _made(":memory:", source.tool)
        added = _renewed(database, root, stamps, source)
    if added:
        note(f"indexed {_files(added)} of {source.folder}{f': {kept}' if kept else ', for this run alone'}")
    return Index(database, source.read, kept)


def _files(count: int) -> str:
    return f"{count:,} file{'s' * (count != 1)}"


def _stamps(root: Path, suffixes: Sequence[str]) -> Iterator[tuple[str, _Stamp]]:
    """Size and time of change of every file that a reader takes, by its path in the library."""
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if file.suffix.lower() in suffixes and not hidden and file.is_file():
            found = file.stat()
            yield utf8("/".join(parts)), _Stamp(found.st_size, found.st_mtime_ns)


def paths_in(root: Path, names: Sequence[str]) -> list[str]:
    """Where the files of these names are."""
    if not any("\\" in name for name in names):
        return [str(root / name) for name in names]
    there = {utf8("/".join(file.relative_to(root).parts)): str(file) for file in root.rglob("*")}
    return [there[name] for name in names]


# ------------------------------------------------------------------------------------------------------ the database


def _at(place: Path, tool: str) -> sqlite3.Connection:
    """The database at a place; one in another form, of another tool or broken is made anew."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_file() and not _is_index(place):
        place.unlink()
    return _made(str(place), tool)


def _made(name: str, tool: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None)
    try:
        if _about(database) != (FORM, tool):
            database.execute("begin immediate")
            if _about(database) != (FORM, tool):
                _clear(database)
                for statement in filter(str.strip, _TABLES.split(";")):
                    database.execute(statement)
                database.execute("insert into about values (?, ?, 1)", (FORM, tool))
            database.execute("commit")
    except BaseException:
        database.close()
        raise
    return database


def _is_index(place: Path) -> bool:
    """Whether a file is an index of any form."""
    with suppress(sqlite3.DatabaseError):
        database = sqlite3.connect(place, timeout=PATIENCE)
        try:
            tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
        finally:
            database.close()
        return not tables or {"about", "file", "fulltext"} <= tables
    return False


def _about(database: sqlite3.Connection) -> tuple[int, str] | None:
    with suppress(sqlite3.OperationalError):
        found: tuple[int, str] | None = database.execute("select form, tool from about").fetchone()
        return found
    return None


def _clear(database: sqlite3.Connection) -> None:
    names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
    for name in ("term", "fulltext", "about", "file", "texts", "draft", "article"):
        if name in names:
            database.execute(f"drop table {name}")


def _kept_whole(place: Path, tool: str, stamps: Mapping[str, _Stamp]) -> sqlite3.Connection | None:
    """An index that may only be read, if it is up to date."""
    with suppress(sqlite3.DatabaseError, OSError, ValueError):
        database = sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        if _about(database) == (FORM, tool) and _known(database) == stamps:
            return database
        database.close()
    return None


def _known(database: sqlite3.Connection) -> dict[str, _Stamp]:
    rows = database.execute("select path, size, changed from file")
    return {path: _Stamp(size, changed) for path, size, changed in rows}


# --------------------------------------------------------------------------------------------- bringing up to date


def _renewed(database: sqlite3.Connection, root: Path, stamps: Mapping[str, _Stamp], source: IndexedFolder) -> int:
    """Bring the index up to date; how many files were read for it."""
    if _known(database) == stamps:
        return 0
    hashes = _hashes(root, [path for path, stamp in stamps.items() if _known(database).get(path) != stamp])
    with _Writing(database):
        fresh = _settled(database, stamps, hashes)
    skimmed = iter(source.skim(fresh))
    while batch := list(islice(skimmed, BATCH)):
        with _Writing(database):
            for path, found in batch:
                if _known_hash(database, path) != hashes[path]:  # else another run was here first
                    _forget(database, path)
                    _add(database, path, stamps[path], hashes[path], found)
    return len(fresh)


class _Writing:
    """A transaction: all of what is written in it, or nothing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("begin immediate")

    def __exit__(self, error: object, *_: object) -> None:
        self._database.execute("rollback" if error else "commit")


def _hashes(root: Path, paths: Sequence[str]) -> dict[str, str]:
    found = zip(paths, paths_in(root, paths), strict=True)
    return {path: hashlib.sha256(Path(file).read_bytes()).hexdigest() for path, file in found}


def _settled(database: sqlite3.Connection, stamps: Mapping[str, _Stamp], hashes: Mapping[str, str]) -> list[str]:
    """Settle what needs no reading: what was touched, renamed or taken away. What is left has to be read."""
    left = []
    gone = {path for (path,) in database.execute("select path from file")} - stamps.keys()
    for path, content in hashes.items():
        same = path if _known_hash(database, path) == content else _renamed(database, gone, content)
        if same is None or _suffix(same) != _suffix(path):
            left.append(path)
            continue
        gone.discard(same)
        if same != path:
            _forget(database, path)
        database.execute(
            "update file set path = ?, size = ?, changed = ?, stem = ? where path = ?",
            (path, *stamps[path], _stem(path), same),
        )
    for path in gone:
        _forget(database, path)
    return left


def _renamed(database: sqlite3.Connection, gone: Iterable[str], content: str) -> str | None:
    rows = database.execute("select path from file where hash = ? order by path", (content,))
    return next((path for (path,) in rows if path in set(gone)), None)


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _known_hash(database: sqlite3.Connection, path: str) -> str:
    row = database.execute("select hash from file where path = ?", (path,)).fetchone()
    return row[0] if row else ""


def _forget(database: sqlite3.Connection, path: str) -> None:
    row = database.execute("select id, first from file where path = ?", (path,)).fetchone()
    if row is None:
        return
    id, first = row
    rows = ((first + at, spaced(text)) for at, text in enumerate(all_texts(database, id)))
    database.executemany("insert into fulltext (fulltext, rowid, body) values ('delete', ?, ?)", rows)
    database.execute("delete from texts where file = ?", (id,))
    database.execute("delete from draft where file = ?", (id,))
    database.execute("delete from file where id = ?", (id,))


def _add(
    database: sqlite3.Connection, path: str, stamp: _Stamp, content: str, found: Skimmed | TreatydiffError
) -> None:
    fault, language, texts = (
        (utf8(str(found)), "", []) if isinstance(found, TreatydiffError) else ("", found.language, passages(found.text))
    )
    (first,) = database.execute("select next from about").fetchone()
    database.execute("update about set next = next + ?", (len(texts),))
    values = (path, *stamp, content, _stem(path), language, fault, first, len(texts))
    file = database.execute(_NEW_FILE, values).lastrowid
    parts = ((file, n, packed_texts(texts[n * PART : (n + 1) * PART])) for n in range(-(-len(texts) // PART)))
    database.executemany("insert into texts values (?, ?, ?)", parts)
    rows = ((first + at, spaced(text)) for at, text in enumerate(texts))
    database.executemany("insert into fulltext (rowid, body) values (?, ?)", rows)
    if isinstance(found, Skimmed) and found.draft and file is not None:
        places = holders(texts, [unit.provision.own for unit in units(found.draft)])
        database.execute(NEW_DRAFT, draft_row(file, found.draft, places))
