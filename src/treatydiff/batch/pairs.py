"""The pairs to compare: from a list, each draft with the next, or all that have enough in common."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from treatydiff.batch.remote import files, is_address
from treatydiff.errors import DataError, TreatydiffError
from treatydiff.model import Draft
from treatydiff.text.regexes import regex
from treatydiff.text.words import words

_FOLDER = regex(r"[\\/][^\\/]*\Z")
_DIGITS = regex(r"(\d+)")
_ABOUT_THE_FOLDER = frozenset({"readme", "changelog", "contributing", "license", "licence", "authors"})
"""Names of files that are no drafts, in small letters."""
_PASSAGE = 4
"""Words that make a passage."""
_SCALE = 8
"""One passage in so many is looked at."""
_EVERYWHERE = 0.5
"""A passage that more than this share of at least ``_FEW`` texts have says nothing about who has it from whom."""
_FEW = 20


@dataclass(frozen=True, slots=True)
class FilePair:
    """Two files to compare."""

    old: str
    new: str
    shared: float | None = None
    """The share of the shorter one's passages that the other has too; None where nobody asked."""


def listed(path: str) -> tuple[FilePair, ...]:
    """The pairs of a CSV: old, new; a first row that says just that is a header.

    A path that is not there is looked for beside the list. Raises DataError.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path}: not UTF-8 text", "a spreadsheet saves it as “CSV UTF-8”") from None
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}", "it must be a CSV with two columns: old, new") from None
    found = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and [cell.lower() for cell in cells[:2]] == ["old", "new"]):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):
            raise DataError(f"{path}, line {number}: not two files", "each line names two: old.docx,new.docx")
        found.append(FilePair(_beside(cells[0], path), _beside(cells[1], path)))
    return tuple(found)


def _beside(name: str, path: str) -> str:
    return name if is_address(name) or Path(name).exists() else str(Path(path).parent / name)


def each_with_the_next(folder: str, suffixes: Iterable[str]) -> tuple[FilePair, ...]:
    """In each folder the drafts in the order of their names, each with the one after it. Raises TreatydiffError."""
    by_folder: dict[str, list[str]] = {}
    for path in _files(folder, suffixes):
        by_folder.setdefault(_FOLDER.sub("", path), []).append(path)
    return tuple(FilePair(old, new) for found in by_folder.values() for old, new in pairwise(found))


def _files(folder: str, suffixes: Iterable[str]) -> list[str]:
    wanted = frozenset(suffixes)
    if is_address(folder):
        found = list(files(folder))
    elif Path(folder).is_dir():
        found = [str(path) for path in Path(folder).rglob("*") if path.is_file()]
    else:
        raise TreatydiffError(f"{folder}: not a folder", "name the folder that holds the drafts")
    drafts = (path for path in found if Path(path).suffix.lower() in wanted and not _is_about_the_folder(path))
    return sorted(drafts, key=_natural)


def _is_about_the_folder(path: str) -> bool:
    """Whether a file is by its name no draft: it would be the old one of the first pair, and all of it a change."""
    return Path(path).stem.casefold() in _ABOUT_THE_FOLDER


def _natural(path: str) -> list[tuple[int, str | int]]:
    """Numbers by their value: draft 10 comes behind draft 9."""
    parts = _DIGITS.split(path)
    return [(1, int(part)) if part.isdecimal() else (0, part) for part in parts]


# ----------------------------------------------------------------------------------------------- who has what from whom

Sketch = frozenset[int]
"""A sample of a text's passages by their hashes: of equal passages either all texts have the hash, or none."""


def sketch(draft: Draft) -> Sketch:
    """Of all runs of four words those whose hash falls into an eighth of the range (FracMinHash, Irber et al. 2022).

    The share of one sketch that another has estimates the share of the passages, whatever the lengths of the texts.
    """
    said = [word for provision in draft.walk() for word in words(provision.own.casefold()) if word.isalnum()]
    runs = (" ".join(said[at : at + _PASSAGE]) for at in range(max(len(said) - _PASSAGE + 1, 0)))
    hashes = (crc32(run.encode()) for run in runs)
    return frozenset(each for each in hashes if each % _SCALE == 0)


def all_pairs(
    folder: str,
    suffixes: Iterable[str],
    at_least: float,
    sketches: Callable[[Sequence[str]], Iterable[Sketch | None]],
) -> tuple[FilePair, ...]:
    """All pairs of drafts of a folder that share enough, the first by name as the old one. Raises TreatydiffError.

    ``sketches`` gives for each path its sketch, None for what cannot be read; that file is in no pair.
    """
    paths = _files(folder, suffixes)
    found = list(sketches(paths))
    return tuple(FilePair(paths[i], paths[j], round(share, 3)) for i, j, share in alike(found, at_least))


def alike(found: Sequence[Sketch | None], at_least: float) -> Iterator[tuple[int, int, float]]:
    """Which texts share passages, and how many: only texts that have one in common are ever looked at together."""
    holders: dict[int, list[int]] = {}
    for place, each in enumerate(found):
        for passage in each or ():
            holders.setdefault(passage, []).append(place)
    most = max(_FEW, int(len(found) * _EVERYWHERE))
    common: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= most:
            common.update((i, j) for at, i in enumerate(places) for j in places[at + 1 :])
    for (i, j), count in sorted(common.items()):
        share = count / min(len(found[i] or ()), len(found[j] or ()))
        if share >= at_least:
            yield i, j, share
