"""The index of a library: every article of every file, with full text, in one SQLite file.

SQLite's FTS5 ranks by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). The index is always
written as a whole to a file of its own that then takes the old one's place, so that a reader never sees half of it, and
of two runs that meet the later one wins with a whole index. What has not changed is taken over, not read again.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from treatydiff.errors import TreatydiffError
from treatydiff.host.system import is_alive, new_file_mode
from treatydiff.library.store import packed, unpacked
from treatydiff.model import Draft, Provision
from treatydiff.text.lettering import IDEOGRAPHS
from treatydiff.text.regexes import regex

FORM = 1
"""Of the tables. An index in another form is made anew."""
NAME = ".treatydiff-index.sqlite"

_TABLES = """
create table about (form integer, tool text);
create table file (
    id integer primary key, path text unique, size integer, changed integer,
    label text, language text, title text, date text, fault text
);
create table article (
    id integer primary key, file integer, eid text, number text, heading text, words integer, data blob
);
create index article_of_file on article (file);
create virtual table fulltext using fts5 (heading, body, tokenize = "unicode61 remove_diacritics 2");
create virtual table term using fts5vocab (fulltext, row);
"""

_NEW_FILE = (
    "insert into file (path, size, changed, label, language, title, date, fault) values (?, ?, ?, ?, ?, ?, ?, ?)"
)
_ARTICLES_OF = (
    "select article.eid, number, article.heading, words, data, fulltext.heading, body from old.article"
    " join old.fulltext on old.fulltext.rowid = old.article.id where file = ? order by old.article.id"
)

_HAN = regex(f"([{IDEOGRAPHS}])")
_WORD = regex(r"\w+")


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the library."""

    path: str
    """Relative to the library's folder."""
    label: str
    language: str
    title: str
    date: str
    fault: str
    """Why it could not be read; empty if it was."""


@dataclass(frozen=True, slots=True)
class LibraryArticle:
    """An article of the library."""

    id: int
    held: Held
    article: Provision
    words: int
    """How many words it has."""


Read = Callable[[str], Draft]
"""Reads a draft from a path. Raises TreatydiffError."""
ReadAll = Callable[[Sequence[str]], Iterable[Draft | TreatydiffError]]
"""Reads drafts in the order of their paths; a fault is a value, so that one file never ends the work."""


class Index:
    """An open index. Close it, or use it in a ``with`` statement."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._total = self._count("select count(*) from article")
        self._known: dict[str, int] = {}

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return self._total

    def files(self) -> tuple[Held, ...]:
        """Every file of the library, by path."""
        rows = self._database.execute("select path, label, language, title, date, fault from file order by path")
        return tuple(Held(*row) for row in rows)

    def everything(self) -> Iterator[LibraryArticle]:
        """Every article, in the order of the files."""
        return self._articles("order by article.id", ())

    def rarest(self, text: str, most: int) -> tuple[str, ...]:
        """The words of a text that stand in the fewest articles, rarest first; those that stand in none left out."""
        counts = {word: self._documents(word) for word in dict.fromkeys(_tokens(text))}
        known = [word for word, count in counts.items() if count]
        return tuple(sorted(known, key=lambda word: (counts[word], word))[:most])

    def like(self, words: Sequence[str], most: int, language: str = "") -> tuple[LibraryArticle, ...]:
        """The articles that hold most of the words, by BM25; of one language if it is given."""
        query = " OR ".join(f'"{word}"' for word in words)
        return tuple(self._found(query, most, language)) if words else ()

    def search(self, query: str, most: int, language: str = "") -> tuple[LibraryArticle, ...]:
        """The articles that hold every word and every ``"phrase"`` of a query, best first. Raises TreatydiffError."""
        phrases = [_spaced(phrase or word) for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query)]
        asked = [phrase for phrase in phrases if _WORD.search(phrase)]
        if not asked:
            raise TreatydiffError(f"nothing to look for in {query!r}", 'treatydiff search LIBRARY "without right"')
        return tuple(self._found(" AND ".join(f'"{phrase}"' for phrase in asked), most, language))

    def _found(self, query: str, most: int, language: str) -> Iterator[LibraryArticle]:
        best = (  # by itself, so that no article is unpacked only to be sorted away
            "select fulltext.rowid as best, bm25(fulltext) as far from fulltext"
            " join article on article.id = fulltext.rowid join file on file.id = article.file"
            " where fulltext match ? and (? = '' or file.language = ?) order by far, best limit ?"
        )
        which = f"join ({best}) on best = article.id order by far, best"
        return self._articles(which, (query, language, language, most))

    def _articles(self, which: str, values: Sequence[object]) -> Iterator[LibraryArticle]:
        rows = self._database.execute(
            "select article.id, article.words, article.data, file.path, file.label, file.language, file.title,"
            f" file.date, file.fault from article join file on file.id = article.file {which}",
            values,
        )
        for id, words, data, *held in rows:
            yield LibraryArticle(id, Held(*held), unpacked(data), words)

    def _documents(self, word: str) -> int:
        """In how many articles a word stands; asked again for every article of a draft, looked up once."""
        if word not in self._known:
            self._known[word] = self._count("select doc from term where term = ?", word)
        return self._known[word]

    def _count(self, query: str, *values: object) -> int:
        row: tuple[int] | None = self._database.execute(query, values).fetchone()
        return row[0] if row else 0


def opened(folder: str, read: ReadAll, tool: str, suffixes: Sequence[str], *, cache: Path) -> Index:
    """The index of a folder, brought up to date. Raises TreatydiffError.

    It stands beside the drafts, or under ``cache`` where the folder cannot be written. ``tool`` names the program and
    its version: another version may read the same file in another way, so its index is made anew.
    """
    root = Path(folder)
    if not root.is_dir():
        raise TreatydiffError(f"{folder}: no such folder", "a library is a folder of treaties")
    files = dict(_stamps(root, suffixes))
    if not files:
        raise TreatydiffError(f"{folder}: no treaty in this folder", f"treatydiff reads {', '.join(suffixes)}")
    place = _place(root, cache)
    known = _known(place, tool)
    if known != files:
        try:
            _renew(place, root, files, known, read, tool)
        except (sqlite3.OperationalError, OSError):  # no room, or no right to write: it is made for this run alone
            return Index(_filled(":memory:", place, root, files, {}, read, tool))
    return Index(_connected(place))


def _stamps(root: Path, suffixes: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Size and time of change of every file that a reader takes, by its path in the library."""
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if file.suffix.lower() in suffixes and not hidden and file.is_file():
            found = file.stat()
            yield _utf8("/".join(parts)), (found.st_size, found.st_mtime_ns)


def _utf8(name: str) -> str:
    """A name as SQLite takes it: what is no UTF-8 in a file's name is written out, ``\\udcff``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _paths(root: Path, names: Sequence[str]) -> list[str]:
    """Where the files of these names are."""
    if not any("\\" in name for name in names):
        return [str(root / name) for name in names]
    there = {_utf8("/".join(file.relative_to(root).parts)): str(file) for file in root.rglob("*")}
    return [there[name] for name in names]


def _place(root: Path, cache: Path) -> Path:
    if os.access(root, os.W_OK):
        return root / NAME
    return cache / f"library-{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]}.sqlite"


def _known(place: Path, tool: str) -> dict[str, tuple[int, int]]:
    """What the index holds, if there is a whole one in this form by this tool; else nothing."""
    if not place.is_file():
        return {}
    try:
        with closing(_connected(place)) as database:
            if database.execute("select form, tool from about").fetchone() != (FORM, tool):
                return {}
            rows = database.execute("select path, size, changed from file")
            return {path: (size, changed) for path, size, changed in rows}
    except sqlite3.DatabaseError:
        return {}


def _connected(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro", uri=True)


def _renew(
    place: Path,
    root: Path,
    files: Mapping[str, tuple[int, int]],
    known: Mapping[str, tuple[int, int]],
    read: ReadAll,
    tool: str,
) -> None:
    """Write the index anew; files that have not changed are copied from the old one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _tidy(place.parent)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{_HALF}{os.getpid()}-", suffix=".tmp")
    os.close(handle)
    try:
        _filled(name, place, root, files, known, read, tool).close()
        os.chmod(name, new_file_mode())  # whoever may read the treaties beside it may read the index
        os.replace(name, place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


_HALF = ".treatydiff-"
"""How the name of an index begins that is being made; the process that makes it follows."""


def _tidy(folder: Path) -> None:
    """Remove what was being made by a process that is there no more; it was killed."""
    for half in folder.glob(f"{_HALF}*-*.tmp"):
        number = half.name.removeprefix(_HALF).partition("-")[0]
        if number.isdecimal() and not is_alive(int(number)):
            half.unlink(missing_ok=True)


def _filled(
    name: str,
    place: Path,
    root: Path,
    files: Mapping[str, tuple[int, int]],
    known: Mapping[str, tuple[int, int]],
    read: ReadAll,
    tool: str,
) -> sqlite3.Connection:
    """An index with everything in it, under a name of SQLite's."""
    database = sqlite3.connect(name)
    try:
        database.execute("pragma journal_mode = off")  # one that is not finished is thrown away
        database.executescript(_TABLES)
        database.execute("insert into about values (?, ?)", (FORM, tool))
        kept = [path for path, stamp in files.items() if known.get(path) == stamp]
        if kept:
            _take_over(database, place, kept)
        fresh = [path for path in files if path not in set(kept)]
        for path, draft in zip(fresh, read(_paths(root, fresh)), strict=True):
            _add(database, path, files[path], draft)
        database.commit()
    except BaseException:
        database.close()
        raise
    return database


def _take_over(database: sqlite3.Connection, place: Path, kept: Sequence[str]) -> None:
    database.execute("attach ? as old", (str(place),))
    for path in kept:
        for (id,) in database.execute("select id from old.file where path = ?", (path,)).fetchall():
            columns = "path, size, changed, label, language, title, date, fault"
            file = database.execute(f"insert into file ({columns}) select {columns} from old.file where id = ?", (id,))
            articles = database.execute(_ARTICLES_OF, (id,)).fetchall()
            for *article, heading, body in articles:
                _insert(database, file.lastrowid, article, heading, body)
    database.commit()
    database.execute("detach old")


def _add(database: sqlite3.Connection, path: str, stamp: tuple[int, int], draft: Draft | TreatydiffError) -> None:
    if isinstance(draft, TreatydiffError):
        database.execute(_NEW_FILE, (path, *stamp, Path(path).stem, "", "", "", _utf8(str(draft))))
        return
    label = draft.symbol or Path(path).stem
    file = database.execute(_NEW_FILE, (path, *stamp, label, draft.language, draft.title, draft.date, ""))
    for article in draft.articles():
        body = article.full_text()
        values = (article.eid, article.number, article.heading, len(_tokens(body)), packed(article))
        _insert(database, file.lastrowid, values, _spaced(article.heading), _spaced(body))


def _insert(database: sqlite3.Connection, file: int | None, values: Sequence[object], heading: str, body: str) -> None:
    row = database.execute(
        "insert into article (file, eid, number, heading, words, data) values (?, ?, ?, ?, ?, ?)", (file, *values)
    )
    database.execute("insert into fulltext (rowid, heading, body) values (?, ?, ?)", (row.lastrowid, heading, body))


def _spaced(text: str) -> str:
    """Chinese with its characters parted, for SQLite takes what stands between blanks for a word."""
    return _HAN.sub(r" \1 ", text).replace('"', " ")


def _tokens(text: str) -> list[str]:
    """Words as the index has them, but for accents, which SQLite drops by itself when it looks them up."""
    return [word.lower() for word in _WORD.findall(_spaced(text))]
