"""A folder of drafts under a lock file: what is new in it, what was changed, and what it is compared with.

Whatever lies in the folder is looked at, compared or told by name: a draft that sorts first, stands alone, lies beneath
or has another suffix is still a draft that somebody may sign.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from treatydiff.drafts import inputs
from treatydiff.errors import ReadError, StructureError
from treatydiff.gate import UNCOMPARED, UNREAD, Alert, lock
from treatydiff.gate.lock import Entry, Lock
from treatydiff.gate.notices import NOTICE
from treatydiff.host import git
from treatydiff.model import Draft
from treatydiff.readers import kind_of, load
from treatydiff.text.regexes import regex

Pair = tuple[Draft, Draft]
Read = Callable[[str, str], Draft]
Note = Callable[[str], None]

_ABOUT = regex(r"(?i)(readme|changelog|contributing|license)\b")
"""What a file is called that tells of the others; where it has no articles it is no draft."""
_OWNER = 200
"""Bytes that Word's ``~$draft.docx`` has fewer of: the name of whoever has the draft open."""
_LOCKED = "--update-lock makes it known as it is"


@dataclass(frozen=True, slots=True)
class Folder:
    """What is to be done about a folder."""

    pairs: tuple[Pair, ...]
    """Each new draft with the newest locked one; each changed one with what it was, or else with the one before it."""
    alerts: tuple[Alert, ...]
    entries: tuple[Entry, ...]
    """What its lock file should hold from now on."""


def inspect(
    folder: Path, read: Read, note: Note, *, language: str = "", locked: Lock | None = None, revision: str = "HEAD"
) -> Folder:
    """Hold a folder against its lock file, or against one that it had at another time. Raises TreatydiffError.

    ``revision``: where git is asked, beside the commit that is checked out, for drafts that are no longer here.
    """
    locked = lock.load(folder / lock.FILE) if locked is None else locked
    shelf = _Shelf(folder, locked, read, language, revision)
    seen = [_look(name, shelf) for name in _names(folder)]
    fresh = [each.fresh for each in seen if each.fresh]
    if not any(each.fresh or each.alert or (each.entry and each.entry.text) for each in seen):
        raise ReadError(f"{folder}: no draft in this folder", "treatydiff outline FILE shows how a file is read")
    if locked.drafts:
        new = [_against_locked(draft, shelf) for draft in fresh]
    else:
        note(f"{folder}: no lock file yet, so every draft is new; --update-lock writes one")
        new = list(_newest_two(fresh, shelf))
    found = [*seen, *new]
    alerts = (*(each.alert for each in found if each.alert), *lock.missing(locked, folder))
    pairs = tuple(each.pair for each in found if each.pair)
    entries = {each.entry.path: each.entry for each in found if each.entry}  # what is found out later holds
    return Folder(pairs, alerts, tuple(entries.values()))


def _names(folder: Path) -> Iterator[str]:
    """Every file in the folder and beneath, as seen from it, without what git and Word keep there for themselves."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        linked = (name for name in folders if Path(place, name).is_symlink())
        for file in (Path(place, name) for name in sorted([*files, *linked])):
            if not _housekeeping(file, folder):
                yield file.relative_to(folder).as_posix()


def _housekeeping(file: Path, folder: Path) -> bool:
    """Whether a file is the lock file, Word's note of who has a draft open, empty by intention, or told of as another.

    A link to what lies in the folder is told of as that.
    """
    if file.is_symlink():
        return file.is_file() and folder.resolve() in file.resolve().parents
    size = file.stat().st_size
    by_word = file.name.startswith("~$") and size < _OWNER
    return file == folder / lock.FILE or by_word or (file.is_file() and not size and not inputs.could_be(file))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a file, and what is to be done about it."""

    entry: Entry | None = None
    """As the lock file should hold it."""
    fresh: Draft | None = None
    """A new draft, which is still to be compared."""
    pair: Pair | None = None
    alert: Alert | None = None


@dataclass(slots=True)
class _Shelf:
    """The files of a folder; drafts that are known are read only when their words are needed."""

    folder: Path
    locked: Lock
    read: Read
    language: str
    revision: str
    _read: dict[str, Draft] = field(default_factory=dict)

    def whole(self, path: str) -> Draft:
        """A draft with its words. Raises ReadError, StructureError."""
        if path not in self._read:
            self._read[path] = self.read(path, "")
        return self._read[path]

    def read_as(self, name: str, data: bytes, path: str) -> Draft:
        """The draft in some bytes, under another name than its file has. Raises ReadError, StructureError."""
        with tempfile.TemporaryDirectory() as place:
            copy = Path(place) / name
            copy.write_bytes(data)
            return replace(self.read(str(copy), ""), path=path)

    def standing(self, language: str) -> tuple[str, tuple[Draft, ...]]:
        """The covers of the locked drafts in a language, the newest last, and what they are ordered by."""
        known = [entry for entry in self.locked.drafts if entry.language == language]
        covers = ((each.symbol or Path(each.path).name, each) for each in known)
        return inputs.ordered(
            [Draft(label, (), language, e.symbol, e.date, path=str(self.folder / e.path)) for label, e in covers]
        )

    def as_locked(self, known: Entry) -> Draft | None:
        """A draft as it was when it was locked: from its file, or from git; None where neither has it so."""
        file = self.folder / known.path
        if file.is_file() and lock.sha256(load(str(file))) == known.sha256:
            return self.whole(str(file))
        states = git.earlier(file, self.revision)
        data = next((data for data in states if lock.sha256(data) == known.sha256), None)
        return None if data is None else self.read_as(file.name, data, str(file))

    def newest(self, drafts: tuple[Draft, ...]) -> Draft | None:
        """The last of some locked drafts whose words can still be had."""
        names = (Path(draft.path).relative_to(self.folder).as_posix() for draft in reversed(drafts))
        entries = (self.locked.find(name) for name in names)
        return next((draft for each in entries if each and (draft := self.as_locked(each))), None)


# --------------------------------------------------------------------------------------------------- a file by itself


def _look(name: str, shelf: _Shelf) -> _Seen:
    """What a file is, held against the lock file alone."""
    path = str(shelf.folder / name)
    known = shelf.locked.find(name)
    if known and shelf.language not in ("", known.language) and known.text:
        return _Seen(known)
    try:
        if not known and Path(path).is_symlink():
            return _Seen(alert=_uncompared(name, path, "a link to what lies elsewhere", "put the file itself here"))
        data = load(path)
        if known and known.sha256 == lock.sha256(data):
            return _Seen(known)
        return _changed(known, path, shelf) if known and known.text else _new(name, path, data, shelf)
    except (ReadError, StructureError, OSError) as error:
        why = getattr(error, "message", "") or str(error)
        if known and known.text:
            what = "a published draft was changed, and its words can no longer be looked at"
            return _Seen(known, alert=Alert("lock/changed", f"{name}: {what}: {why}", path, fails=True))
        held = Path(path).is_file() and os.access(path, os.R_OK)
        entry = _entry(name, Path(path).read_bytes()) if held else None
        return _Seen(entry, alert=Alert(UNREAD, f"{name}: cannot be read: {why}; {_LOCKED}", path, fails=True))


def _entry(name: str, data: bytes) -> Entry:
    """Of a file that is known by its bytes, as it is no draft that is compared."""
    return Entry(name, lock.sha256(data), "", "", "", "")


def _changed(known: Entry, path: str, shelf: _Shelf) -> _Seen:
    """A published draft that has other bytes now."""
    draft = shelf.whole(path)
    now = lock.entry(draft)
    alert = lock.alert(known, now, path, shelf.locked.tool)
    published, how = shelf.as_locked(known), "; compared with what it was, from git" * alert.fails
    if not (published or alert.fails):  # its words are known, and what its page does not show of them is new
        published = replace(draft, notices=())
    if published:
        pair = (replace(published, label=f"{published.label}, as published"), draft)
        return _Seen(now, pair=pair, alert=replace(alert, message=f"{alert.message}{how}"))
    drafts = shelf.standing(known.language)[1]
    before = shelf.newest(drafts[: [each.path for each in drafts].index(path)])
    compared = f"compared with {Path(before.path).name}" if before else "nothing to compare it with"
    told = replace(alert, message=f"{alert.message}; git does not have its earlier words here: {compared}")
    return _Seen(now, pair=(before, draft) if before else None, alert=told)


def _new(name: str, path: str, data: bytes, shelf: _Shelf) -> _Seen:
    """A file that is not known. What has no articles, and says by its name that it is no draft, is only told."""
    file, here = Path(path), _entry(name, data)
    kept = inputs.could_be(file)
    draft = shelf.whole(path) if kept else shelf.read_as(f"{file.stem}{kind_of(data)}", data, path)
    if draft.units != "articles" and (not kept or _ABOUT.match(file.name)):
        told = f"not a draft: {name}: no articles in it, and not the name or suffix of one"
        return _Seen(here, alert=Alert(NOTICE, told, path))
    places = {
        "hidden": any(part.startswith((".", "~$")) for part in Path(name).parts),
        "in a folder beneath": "/" in name,
        f"drafts with the suffix {file.suffix or '(none)'} are compared only where they are named": not kept,
    }
    where = ", ".join(what for what, holds in places.items() if holds)
    return _Seen(here, alert=_uncompared(name, path, where)) if where else _Seen(lock.entry(draft), draft)


def _uncompared(name: str, path: str, why: str, hint: str = _LOCKED) -> Alert:
    """A new draft that nobody looked at: that it makes nothing worse is more than anybody can say."""
    return Alert(UNCOMPARED, f"{name}: a new draft that was not compared: {why}; {hint}", path, fails=True)


# --------------------------------------------------------------------------------------------- a new draft and others


def _against_locked(draft: Draft, shelf: _Shelf) -> _Seen:
    """A new draft beside the newest one that is known; the PDF of a Word file is held against that."""
    if twin := _twin(draft, shelf):
        return _Seen(pair=(twin, draft))
    name = Path(draft.path).name
    way, drafts = shelf.standing(draft.language)
    if not drafts or shelf.language not in ("", draft.language):
        others = f"the check is of {shelf.language}" if drafts else "no locked draft is"
        alert = _uncompared(name, draft.path, f"in {draft.language}, and {others}")
        return _Seen(alert=replace(alert, rule=NOTICE, fails=False) if drafts else alert)
    newest = shelf.newest(drafts)
    if newest is None:
        return _Seen(alert=_uncompared(name, draft.path, "no locked draft has words in the folder or in git"))
    if newest.units != draft.units:
        return _of_other_units(draft, newest)
    told = [f"compared with {Path(newest.path).name}"]
    told += [f"the newest has no words here: {Path(drafts[-1].path).name}"] * (newest.path != drafts[-1].path)
    told += ["the newest by name, as neither dates nor revisions order the locked drafts"] * (way == "name")
    about = Alert(NOTICE, f"{name}: {'; '.join(told)}", draft.path) if told[1:] else None
    return _Seen(pair=(newest, draft), alert=about)


def _of_other_units(draft: Draft, other: Draft) -> _Seen:
    told = f"no {other.units} in it, which {Path(other.path).name} has, but {draft.units}"
    name = Path(draft.path).name
    return _Seen(_entry(name, draft.data), alert=_uncompared(name, draft.path, told))


def _twin(draft: Draft, shelf: _Shelf) -> Draft | None:
    """The file of the same name that stands for a draft in a folder, where that is another and can be read."""
    twins = (file for file in inputs.among(shelf.folder.iterdir()) if file.stem == Path(draft.path).stem)
    best = next(twins, draft.path)
    try:
        return None if str(best) == draft.path else shelf.whole(str(best))
    except (ReadError, StructureError):
        return None


def _newest_two(drafts: list[Draft], shelf: _Shelf) -> Iterator[_Seen]:
    """Without a lock file: the two newest drafts, and which they are and why."""
    yield from (_Seen(pair=(twin, draft)) for draft in drafts if (twin := _twin(draft, shelf)))
    alone = [draft for draft in drafts if not _twin(draft, shelf)]
    spoken = [draft for draft in alone if shelf.language in ("", draft.language)]
    for draft in alone:
        if draft not in spoken:
            told = f"{Path(draft.path).name}: left out, in language {draft.language}"
            yield _Seen(alert=Alert(NOTICE, told, draft.path))
    inputs.one_language(f"{shelf.folder}: ", spoken)
    model = next((draft for draft in spoken if draft.units == "articles"), *spoken[:1])
    yield from (_of_other_units(draft, model) for draft in spoken if draft.units != model.units)
    way, rest = inputs.ordered([draft for draft in spoken if draft.units == model.units])
    yield from (_Seen(pair=pair) for pair in list(pairwise(rest))[-1:])
    yield from (_Seen(alert=_which(way, rest, shelf)) for _ in rest[:1])


def _which(way: str, drafts: tuple[Draft, ...], shelf: _Shelf) -> Alert:
    """Which of the drafts of a folder without a lock file were compared, and why these."""
    names = [Path(draft.path).name for draft in drafts]
    if not names[1:]:
        told = f"{names[0]}: the first draft, nothing before it to compare it with"
        return Alert(UNCOMPARED, told, drafts[0].path)
    unsure = ", as neither dates nor revisions order them" * (way == "name")
    rest = f"; not compared: {', '.join(names[:-2])}" if names[2:] else ""
    told = f"no lock file: {names[-2]} compared with {names[-1]}, the newest two by {way}{unsure}{rest}"
    return Alert(NOTICE, told, str(shelf.folder))
