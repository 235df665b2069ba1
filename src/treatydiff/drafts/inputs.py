"""Resolves arguments to drafts: files, standard input, or a folder, which stands for the drafts in it, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.drafts.succession import date_of, revision_of
from treatydiff.errors import ReadError, StructureError, TreatydiffError
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.model import Draft

    Read = Callable[[str, str], Draft]
    """Path and language (empty: found out) to draft."""
    Note = Callable[[str], None]

_DIGITS = regex(r"(\d+)")
_WORD = regex(r"[^\W\d_]+")
SHARED = 0.5
"""Drafts are of one text, and so in one language, that share more of their words than this."""


def files(paths: Iterable[str]) -> tuple[str, ...]:
    """Every file that is going to be looked at; none of them may be overwritten."""
    return tuple(file for path in paths for file in (map(str, _files(Path(path))) if _folder(path) else (path,)))


def find(paths: Sequence[str], read: Read, note: Note, *, language: str = "") -> tuple[Draft, ...]:
    """Read the drafts that the paths stand for. Raises TreatydiffError."""
    if paths.count("-") > 1:
        raise TreatydiffError("standard input can be one draft only", "give the other one as a file")
    found = (_in_folder(path, read, note, language) if _folder(path) else (read(path, language),) for path in paths)
    return tuple(draft for drafts in found for draft in drafts)


def series(paths: Sequence[str], read: Read, note: Note, *, language: str = "") -> tuple[Draft, ...]:
    """The drafts to compare: at least two; of a single folder the last two. Raises TreatydiffError."""
    drafts = whole_series(paths, read, note, language=language)
    if len(paths) == 1 and len(drafts) > 2:
        note(f"comparing the last two of {len(drafts)}: {drafts[-2].path}, {drafts[-1].path}")
        return drafts[-2:]
    return drafts


def whole_series(paths: Sequence[str], read: Read, note: Note, *, language: str = "") -> tuple[Draft, ...]:
    """All the drafts, at least two, in one language. Raises TreatydiffError."""
    if len(paths) == 1 and not _folder(paths[0]):
        raise TreatydiffError("a comparison needs two drafts", f"what should {paths[0]} be compared with?")
    drafts = _agreed(find(paths, read, note, language=language), read)
    return enough(drafts, f"{paths[0]}: only one draft in this folder")


def enough(drafts: tuple[Draft, ...], fewer: str) -> tuple[Draft, ...]:
    """The drafts, if there are two and one language; ``fewer`` says what is wrong otherwise. Raises TreatydiffError."""
    if len(drafts) < 2:
        raise TreatydiffError(fewer, "a comparison needs two")
    one_language("", drafts)
    return drafts


def _folder(path: str) -> bool:
    return path != "-" and Path(path).is_dir()


def _files(folder: Path) -> tuple[Path, ...]:
    return among(_listed(folder))


def _listed(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir(), key=lambda file: file.name) if file.is_file()]


def set_aside(folder: Path) -> str:
    """What to say of files that are not looked at, since another kind of that name is; empty where there are none."""
    files = [file for file in _listed(folder) if could_be(file)]
    taken = among(files)
    left = ", ".join(file.name for file in files if file not in taken)
    return f"left out: {left}: another file of that name stands for the draft" if left else ""


def _suffixes() -> list[str]:
    from treatydiff.readers import READERS  # late, or --help would load the model

    return [suffix for each in READERS.complete().values() if each.in_folders for suffix in each.suffixes]


def could_be(file: Path) -> bool:
    """Whether a file of a folder could be a draft, by its name."""
    return file.suffix.lower() in _suffixes() and not file.name.startswith((".", "~$"))


def among(files: Iterable[Path]) -> tuple[Path, ...]:
    """The files of a folder that could be drafts, one of each name: of ``rev1.docx`` and ``rev1.pdf`` the Word file."""
    suffixes = _suffixes()
    best: dict[str, Path] = {}
    for file in files:
        if could_be(file):
            rival = best.setdefault(file.stem, file)
            best[file.stem] = min(rival, file, key=lambda each: suffixes.index(each.suffix.lower()))
    return tuple(best.values())


def _in_folder(path: str, read: Read, note: Note, language: str) -> tuple[Draft, ...]:
    if told := set_aside(Path(path)):
        note(told)
    return in_order(_files(Path(path)), path, read, note, language=language)


def in_order(files: Iterable[Path], path: str, read: Read, note: Note, *, language: str = "") -> tuple[Draft, ...]:
    """The drafts among the files of a folder, in order of date, revision or name. Raises TreatydiffError."""
    drafts = [draft for file in files if (draft := _try(file, read, note, language))]
    if any(draft.units == "articles" for draft in drafts):  # the others are a README, minutes, a letter
        for draft in drafts:
            if draft.units != "articles":
                note(f"left out: {Path(draft.path).name}: no articles in it")
        drafts = [draft for draft in drafts if draft.units == "articles"]
    if not drafts:
        raise ReadError(f"{path}: no draft in this folder", "treatydiff outline FILE shows how a file is read")
    one_language(f"{path}: ", drafts)
    way, found = ordered(drafts)
    note(f"{path}: in order of {way}: {', '.join(Path(draft.path).name for draft in found)}")
    return found


def _agreed(drafts: tuple[Draft, ...], read: Read) -> tuple[Draft, ...]:
    """Drafts of one text in one language, where it was found out differently: that in which most of the words are.

    A short draft has few of the words by which a language is known.
    """
    sizes = Counter[str]()
    for draft in drafts:
        sizes[draft.language] += len(_words(draft))
    if len(sizes) < 2 or any(draft.path == "-" for draft in drafts):
        return drafts
    usual = max(sizes, key=lambda language: sizes[language])
    known = set().union(*(_words(draft) for draft in drafts if draft.language == usual))
    others = [draft for draft in drafts if draft.language != usual]
    if not all(len(known & _words(draft)) > SHARED * len(_words(draft)) for draft in others):
        return drafts
    return tuple(_read_anew(draft, usual, read) if draft in others else draft for draft in drafts)


def _words(draft: Draft) -> set[str]:
    return {word for top in draft.provisions for word in _WORD.findall(top.full_text().lower())}


def _read_anew(draft: Draft, language: str, read: Read) -> Draft:
    from treatydiff.model import Notice

    name = Path(draft.path).name
    told = f"{name} was taken for {draft.language}, but is the same text as drafts in {language}: read as {language}"
    again = read(draft.path, language)
    return replace(again, notices=(*again.notices, Notice(told, first=True)))


def one_language(where: str, drafts: Sequence[Draft]) -> None:
    """Raise TreatydiffError for drafts in several languages."""
    languages = sorted({draft.language for draft in drafts})
    if len(languages) > 1:
        message = f"{where}drafts in several languages: {', '.join(languages)}"
        raise TreatydiffError(message, f"--lang {languages[0]} reads every file as such, and of a folder only those")


def _try(file: Path, read: Read, note: Note, language: str) -> Draft | None:
    """A draft; None for a file that is none, such as a README, cannot be read or is in another language than asked for.

    Whoever names a file wants that one; of a folder a broken one is left out, and that is said.
    """
    try:
        draft = read(str(file), "")
    except (ReadError, StructureError) as error:
        note(f"left out: {error.message}")
        return None
    if language and draft.language != language:
        note(f"left out: {file.name}, in language {draft.language}")
        return None
    return draft


def ordered(drafts: Iterable[Draft]) -> tuple[str, tuple[Draft, ...]]:
    """The drafts by date if each has one of its own, else by revision, else by name; and by which of them."""
    found = sorted(drafts, key=lambda draft: _natural(Path(draft.path).name))
    dates = [date_of(draft) for draft in found]
    if all(dates) and len(set(dates)) == len(dates):
        return "date", tuple(sorted(found, key=date_of))
    if len({revision_of(draft) for draft in found}) == len(found):
        return "revision", tuple(sorted(found, key=revision_of))
    return "name", tuple(found)


def _natural(name: str) -> tuple[str | int, ...]:
    """``draft10`` after ``draft9``."""
    return tuple(int(part) if part.isdecimal() else part.casefold() for part in _DIGITS.split(name))
