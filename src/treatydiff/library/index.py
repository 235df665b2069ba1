"""The index of a library: the passages of every file with full text, and the files read as drafts so far, in SQLite.

SQLite's FTS5 ranks by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). What is found
depends on the passages alone, never on which files were read as drafts before: the same question has the same answer.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from treatydiff.errors import TreatydiffError
from treatydiff.library.passages import holders, tokens
from treatydiff.library.store import packed, packed_texts, unpacked, unpacked_texts, utf8
from treatydiff.model import CONTAINERS, ROWS, Draft, Provision
from treatydiff.references.outline import outline

_EVERYWHERE = 0.02
"""Words in more than this share of all passages are not looked up where there are rarer ones."""
_ENOUGH = 8
"""So many rarer ones."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the library."""

    path: str
    """Relative to the library's folder."""
    label: str
    """The symbol it bears, else its name."""
    language: str
    title: str
    date: str
    fault: str
    """Why it could not be read; empty if it was."""


@dataclass(frozen=True, slots=True)
class LibraryArticle:
    """An article of the library, or what stands outside of articles: a preamble, an annex, a text without any."""

    held: Held
    article: Provision
    """Or the paragraph of one that is meant."""
    place: str = ""
    """Which paragraph: ``paragraph 2 (b)``; empty if it is a whole article."""
    around: Provision | None = None
    """The article it stands in, where it is a paragraph."""

    @property
    def unit(self) -> Provision:
        """The whole article, whatever is meant of it."""
        return self.around or self.article

    @property
    def id(self) -> str:
        """The same for the same article of the same file."""
        return f"{self.held.path}#{self.unit.eid}"


class Spot(NamedTuple):
    """A passage that a question found."""

    file: int
    """Id of the file."""
    at: int
    """Which passage of the file."""
    score: float
    """How well it answers, by BM25: the more the better."""


class PlacedProvision(NamedTuple):
    """A provision with words of its own, and the article it stands in."""

    provision: Provision
    article: Provision


class HeldDraft:
    """A file of the library as a draft."""

    def __init__(self, held: Held, draft: Draft, places: Sequence[Sequence[int]]) -> None:
        self.held = held
        self.draft = draft
        self._places = places

    @cached_property
    def units(self) -> tuple[PlacedProvision, ...]:
        """Every provision with words of its own, in printed order."""
        return units(self.draft)

    def at(self, passage: int) -> Sequence[int]:
        """The indexes of the units whose words a passage holds."""
        return self._places[passage] if passage < len(self._places) else ()

    def paragraph(self, unit: int) -> PlacedProvision:
        """The paragraph around a unit, or whatever is next below its article; and the article."""
        provision, article = self.units[unit]
        inside = outline(self.draft).parent
        while (holder := inside.get(provision.eid)) and holder.eid != article.eid and provision.eid != article.eid:
            provision = holder
        return PlacedProvision(provision, article)

    def passage(self, provision: Provision, article: Provision) -> LibraryArticle:
        """A provision as a passage of the library."""
        place = outline(self.draft).place.get(provision.eid, "") if provision.eid != article.eid else ""
        return LibraryArticle(self.held, provision, place, article)


def units(draft: Draft) -> tuple[PlacedProvision, ...]:
    """Every provision of a draft that has words of its own, in printed order, each with what it stands in."""
    return tuple(found for top in draft.provisions for found in _units(top, top))


def _units(provision: Provision, around: Provision) -> Iterator[PlacedProvision]:
    owner = provision if provision.level in ROWS or around.level not in ROWS else around
    if provision.own:
        yield PlacedProvision(provision, replace(owner, children=()) if owner.level in CONTAINERS else owner)
    for child in provision.children:
        yield from _units(child, owner)


Read = Callable[[Sequence[str]], Iterable[Draft | TreatydiffError]]
"""Reads the files of the library by their paths in it; a fault is a value, so that one file never ends the work."""


class _File(NamedTuple):
    first: int
    """Id of its first passage."""
    passages: int
    id: int
    path: str
    language: str


class Index:
    """An open index. Close it, or use it in a ``with`` statement."""

    def __init__(self, database: sqlite3.Connection, read: Read, place: str = "") -> None:
        self._database = database
        self._read = read
        self.place = place
        """Where it is kept; empty if it is made for this run alone."""
        columns = "first, passages, id, path, language"
        rows = database.execute(f"select {columns} from file where passages > 0 order by first")
        self._files = [_File(*row) for row in rows]
        self._firsts = [file.first for file in self._files]
        self._by_id = {file.id: file for file in self._files}
        self._total: int = database.execute("select coalesce(sum(passages), 0) from file").fetchone()[0]
        self._known: dict[str, int] = {}
        self._documents: dict[int, HeldDraft | None] = {}
        self._texts: dict[tuple[int, int], list[str]] = {}

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @property
    def size(self) -> int:
        """How many files it holds."""
        return len(self._files)

    def ids(self, language: str = "") -> tuple[int, ...]:
        """The ids of the files that can be read, by path; of one language if it is given."""
        files = sorted(self._files, key=lambda file: file.path)
        return tuple(file.id for file in files if not language or file.language == language)

    def files(self) -> tuple[Held, ...]:
        """Every file of the library, by path; of one that was not read as a draft yet the name is its label."""
        known = "path, coalesce(label, stem), file.language, coalesce(title, ''), coalesce(date, ''), fault"
        rows = self._database.execute(f"select {known} from file left join draft on draft.file = file.id order by path")
        return tuple(Held(*row) for row in rows)

    # ------------------------------------------------------------------------------------------------- passages

    def rarest(self, text: str, most: int) -> tuple[str, ...]:
        """The words of a text that stand in the fewest passages, rarest first; those that stand in none left out."""
        counts = {word: self._standing(word) for word in dict.fromkeys(tokens(text))}
        known = sorted((word for word, count in counts.items() if count), key=lambda word: (counts[word], word))
        rare = [word for word in known if counts[word] <= max(_EVERYWHERE * self._total, 1)]
        return tuple((rare if len(rare) >= _ENOUGH else known)[:most])

    def weight(self, word: str) -> float:
        """How rare a word is: 1.0 if it stands in one passage or none, near 0.0 if it stands in all."""
        from math import log

        return log((1 + self._total) / max(self._standing(word), 1)) / (log(1 + self._total) or 1.0)

    def like(self, words: Sequence[str], most: int, language: str = "") -> tuple[Spot, ...]:
        """The passages that hold most of the words, by BM25; of one language if it is given."""
        return self.found(" OR ".join(f'"{word}"' for word in words), most, language) if words else ()

    def found(self, query: str, most: int, language: str = "") -> tuple[Spot, ...]:
        """The passages that FTS5 finds for a query of its own syntax, best first."""
        ranked = self._database.execute(
            "select rowid, bm25(fulltext) from fulltext where fulltext match ? order by rank", (query,)
        )
        spots: list[tuple[float, str, int, int]] = []
        for row, far in ranked:
            if len(spots) >= most and far > spots[-1][0]:  # of equals all, so that the order of files decides
                break
            file = self._file(row)
            if file and (not language or file.language == language):
                spots.append((far, file.path, row - file.first, file.id))
        spots.sort()
        return tuple(Spot(file, at, -far) for far, _, at, file in spots[:most])

    def holding(self, phrase: str, language: str = "") -> frozenset[int]:
        """The ids of the files in which a phrase stands."""
        rows = self._database.execute("select rowid from fulltext where fulltext match ?", (f'"{phrase}"',))
        files = {file for (row,) in rows if (file := self._file(row))}
        return frozenset(file.id for file in files if not language or file.language == language)

    def _file(self, row: int) -> _File | None:
        """The file of a passage; None if another run has added it since."""
        at = bisect_right(self._firsts, row) - 1
        file = self._files[max(at, 0)]
        return file if file.first <= row < file.first + file.passages else None

    def text(self, spot: Spot, around: int = 0) -> str:
        """The words of a passage, with those of its neighbours ``around`` it."""
        first, last = max(spot.at - around, 0), spot.at + around
        parts = (self._part(spot.file, part) for part in range(first // PART, last // PART + 1))
        texts = [text for part in parts for text in part]
        return " ".join(texts[first % PART : first % PART + last - first + 1])

    def _part(self, file: int, part: int) -> list[str]:
        if (file, part) not in self._texts:
            query = "select data from texts where file = ? and part = ?"
            row = self._database.execute(query, (file, part)).fetchone()
            self._texts[file, part] = unpacked_texts(row[0]) if row else []  # it ends before, or was taken away
        return self._texts[file, part]

    def path(self, spot: Spot) -> str:
        """The file of a passage, by its path in the library."""
        return self._by_id[spot.file].path

    def _standing(self, word: str) -> int:
        """In how many passages a word stands; asked again for every article of a draft, looked up once."""
        if word not in self._known:
            row = self._database.execute("select doc from term where term = ?", (word,)).fetchone()
            self._known[word] = row[0] if row else 0
        return self._known[word]

    # ----------------------------------------------------------------------------------------------------- drafts

    def everything(self) -> Iterator[LibraryArticle]:
        """Every article of every file, which reads them all as drafts."""
        for document in self.documents(self.ids()).values():
            for article in document.draft.articles():
                yield LibraryArticle(document.held, article)

    def documents(self, files: Iterable[int]) -> Mapping[int, HeldDraft]:
        """The files of these ids as drafts; those that cannot be read so are left out. What is read is kept."""
        wanted = list(dict.fromkeys(files))
        for file in wanted:
            if file not in self._documents and (kept := self._kept(file)):
                self._documents[file] = kept
        fresh = [self._by_id[file] for file in wanted if file not in self._documents]
        for new, draft in zip(fresh, self._read([new.path for new in fresh]) if fresh else (), strict=True):
            self._documents[new.id] = self._added(new, draft) if isinstance(draft, Draft) else None
        return {file: document for file in wanted if (document := self._documents[file])}

    def _kept(self, file: int) -> HeldDraft | None:
        columns = "path, label, draft.language, title, date, units, provisions, places"
        query = f"select {columns} from draft join file on file.id = draft.file where file.id = ?"
        row = self._database.execute(query, (file,)).fetchone()
        if row is None:
            return None
        path, label, language, title, date, counted, provisions, places = row
        draft = Draft(label, unpacked(provisions), language, date=date, title=title, units=counted, path=path)
        return HeldDraft(Held(path, label, language, title, date, ""), draft, unpacked_texts(places))

    def _added(self, file: _File, draft: Draft) -> HeldDraft:
        """A draft that was read, kept for the next time where that is possible."""
        places = holders(all_texts(self._database, file.id), [unit.provision.own for unit in units(draft)])
        row = draft_row(file.id, draft, places)
        with suppress(sqlite3.OperationalError), self._database:  # a place nobody may write, a full disk
            self._database.execute(NEW_DRAFT, row)
        held = Held(file.path, str(row[1]), draft.language, draft.title, draft.date, "")
        return HeldDraft(held, draft, places)


PART = 16
"""Passages that are kept together."""


def all_texts(database: sqlite3.Connection, file: int) -> list[str]:
    """The passages of a file."""
    rows = database.execute("select data from texts where file = ? order by part", (file,))
    return [text for (data,) in rows for text in unpacked_texts(data)]


NEW_DRAFT = "insert or ignore into draft values (?, ?, ?, ?, ?, ?, ?, ?)"


def draft_row(file: int, draft: Draft, places: Sequence[Sequence[int]]) -> tuple[object, ...]:
    """What is kept of a draft."""
    stem = draft.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    label = utf8(draft.symbol or stem or draft.label)
    data = packed(draft.provisions), packed_texts(places)
    return (file, label, draft.language, draft.title, draft.date, draft.units, *data)
