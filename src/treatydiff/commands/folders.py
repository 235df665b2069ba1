"""Reads the files of a library: plain texts at a glance, whatever else on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from treatydiff.errors import TreatydiffError
from treatydiff.text.frozen import dataclass

if TYPE_CHECKING:
    from treatydiff.front.progress import Tell
    from treatydiff.library import Skimmed
    from treatydiff.model import Draft

FEW = 4
"""So few files are read without the cost of starting processes."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderReading:
    """How the files of a folder are read: the options on reading, and who hears how far it is."""

    folder: str
    revisions: str
    struck: str
    ocr: bool
    tell: Tell
    limits: tuple[int, int] | None = None
    """Megabytes and seconds that one file may take; None: there are no limits."""

    def skim(self, names: Sequence[str]) -> Iterator[tuple[str, Skimmed | TreatydiffError]]:
        """The text of each file of the folder, in no order that counts."""
        plain = [name for name in names if is_plain(name)]
        for at, (name, path) in enumerate(zip(plain, self._paths(plain), strict=True), 1):
            self.tell(f"indexing {self.folder}: {at:,} of {len(names):,}")
            yield name, skimmed_text(path)
        others = [name for name in names if not is_plain(name)]
        for at, (name, found) in enumerate(zip(others, self.read(others), strict=True), len(plain) + 1):
            self.tell(f"indexing {self.folder}: {at:,} of {len(names):,}")
            yield name, found if isinstance(found, TreatydiffError) else _skimmed(found)

    def read(self, names: Sequence[str]) -> Iterator[Draft | TreatydiffError]:
        """Each file of the folder as a draft, in order."""
        how = partial(read_or_fault, revisions=self.revisions, struck=self.struck, ocr=self.ocr)
        one = partial(how, limits=self.limits)
        return on_all_cores(one, self._paths(names))

    def _paths(self, names: Sequence[str]) -> list[str]:
        from treatydiff.library.renewal import paths_in

        return paths_in(Path(self.folder), names)


def on_all_cores(one: Callable[[str], T], paths: Sequence[str]) -> Iterator[T]:
    """What becomes of each path, in order."""
    from concurrent.futures import ProcessPoolExecutor

    if len(paths) < FEW:
        yield from map(one, paths)
        return
    from treatydiff.batch.engines import stay_with

    with ProcessPoolExecutor(initializer=stay_with, initargs=(os.getpid(),)) as workers:
        yield from workers.map(one, paths)


def is_plain(name: str) -> bool:
    """Whether a file is text as it stands."""
    from treatydiff.readers import READERS

    return Path(name).suffix.lower() in READERS["text"].suffixes


def skimmed_text(path: str) -> Skimmed | TreatydiffError:
    """What a plain text says, or why it says nothing."""
    from treatydiff.errors import ReadError
    from treatydiff.library import Skimmed
    from treatydiff.readers import MAX_CHARACTERS, load
    from treatydiff.readers.text import decode
    from treatydiff.text.languages import detect

    try:
        text, _ = decode(load(path), path)
    except TreatydiffError as error:
        return error
    if not text.strip():
        return ReadError(f"{path}: no text in it")
    if len(text) > MAX_CHARACTERS:
        return ReadError(f"{path}: more than {MAX_CHARACTERS:,} characters")
    return Skimmed(text, detect(text))


def read_or_fault(
    path: str, *, revisions: str, struck: str, ocr: bool, limits: tuple[int, int] | None = None
) -> Draft | TreatydiffError:
    """A draft without its file's bytes and blocks, in the language that is found out, or why there is none."""
    from treatydiff.compare import read_draft
    from treatydiff.drafts.succession import date_of
    from treatydiff.readers import Limits

    try:
        within = Limits(*limits) if limits else None
        draft = read_draft(path, revisions=revisions, struck=struck, ocr=ocr, limits=within)
        return replace(draft, data=b"", blocks=(), date=date_of(draft))
    except TreatydiffError as error:
        return error


def _skimmed(draft: Draft) -> Skimmed:
    from treatydiff.library import Skimmed
    from treatydiff.library.index import units

    return Skimmed("\n".join(unit.provision.own for unit in units(draft)), draft.language, draft)
