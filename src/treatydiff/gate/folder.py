"""A folder of drafts under a lock file: which are new, which were changed, and what to compare them with."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from treatydiff.drafts import inputs
from treatydiff.errors import ReadError
from treatydiff.gate import Alert, history, lock
from treatydiff.gate.lock import Entry, Lock, State
from treatydiff.model import Draft
from treatydiff.readers import load

Pair = tuple[Draft, Draft]
Read = Callable[[str, str], Draft]
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Folder:
    """What is to be done about a folder."""

    pairs: tuple[Pair, ...]
    """Each new draft with the one before it; each changed one with what it was, or else with the one before it."""
    alerts: tuple[Alert, ...]
    entries: tuple[Entry, ...]
    """What its lock file should hold from now on."""


def inspect(folder: Path, read: Read, note: Note, *, language: str = "", locked: Lock | None = None) -> Folder:
    """Hold a folder against its lock file, or against one that it had at another time. Raises TreatydiffError."""
    locked = lock.load(folder / lock.FILE) if locked is None else locked
    if not locked.entries:
        note(f"{folder}: no lock file yet, so every draft is new; --update-lock writes one")
    shelf = _Shelf(locked, read)
    drafts = inputs.find([str(folder)], shelf.look_at, note, language=language)
    found = [_judge(at, drafts, shelf, note) for at in range(len(drafts))]
    pairs = tuple(pair for pair, _ in found if pair)
    alerts = tuple(alert for _, alert in found if alert)
    if not pairs:
        note(f"{folder}: no new draft")
    told = filter(None, (inputs.set_aside(folder), inputs.unlooked(folder)))
    aside = tuple(Alert("draft/notice", each, str(folder)) for each in told)
    names = {Path(draft.path).name for draft in drafts}
    unread = (*_unread(shelf), *lock.unseen(locked, folder, names, language))
    alerts = (*alerts, *unread, *aside, *lock.missing(locked, folder))
    return Folder(pairs, alerts, tuple(_entries(drafts, names, shelf, folder)))


def _unread(shelf: _Shelf) -> Iterator[Alert]:
    """Files that cannot be read and are not known: nobody can say that they make nothing worse."""
    for path, why in shelf.faults.items():
        if not shelf.locked.find(Path(path).name):
            yield Alert("draft/unreadable", f"{Path(path).name}: cannot be read: {why}", path, fails=True)


@dataclass(slots=True)
class _Shelf:
    """Reads drafts, but those that are known only when their words are needed: reading a PDF takes seconds."""

    locked: Lock
    read: Read
    faults: dict[str, str] = field(default_factory=dict)
    """By path why a file cannot be read."""
    _read: dict[str, Draft] = field(default_factory=dict)

    def look_at(self, path: str, language: str) -> Draft:
        """The draft, or of a known one only its cover."""
        known = self.locked.find(Path(path).name)
        if known and known.sha256 == lock.sha256(load(path)):
            label = known.symbol or Path(path).name
            return Draft(label, (), known.language, known.symbol, known.date, path=path)
        return self.whole(path)

    def whole(self, path: str) -> Draft:
        """The draft with its words."""
        if path not in self._read:
            try:
                self._read[path] = self.read(path, "")
            except ReadError as error:
                self.faults[path] = error.message
                raise
        return self._read[path]

    def entry(self, draft: Draft) -> Entry:
        """A draft's entry as it is now."""
        known = self.locked.find(Path(draft.path).name)
        return known if known and draft.path not in self._read else lock.entry(self.whole(draft.path))

    def state(self, draft: Draft) -> State:
        """What became of a draft."""
        known = self.locked.find(Path(draft.path).name)
        return lock.state(known, self.entry(draft)) if draft.path in self._read else State.KNOWN


def _judge(at: int, drafts: tuple[Draft, ...], shelf: _Shelf, note: Note) -> tuple[Pair | None, Alert | None]:
    """What to compare a draft with, and what to say of it."""
    draft = drafts[at]
    before = drafts[at - 1] if at else None
    found = shelf.state(draft)
    if found is State.NEW:
        if before is None:
            note(f"{draft.path}: the first draft, nothing before it to compare it with")
        return _with(before, draft, shelf), None
    if found is State.KNOWN:
        return None, None
    alert = lock.alert(found, draft.path, shelf.locked.tool)
    if found is State.RESAVED:
        return None, alert
    published = _published(draft, shelf)
    if published:
        return (published, draft), replace(alert, message=f"{alert.message}; compared with what it was, from git")
    compared = f"compared with {Path(before.path).name}" if before else "nothing to compare it with"
    missing = f"{alert.message}; git does not have its earlier words here: {compared}"
    return _with(before, draft, shelf), replace(alert, message=missing)


def _with(before: Draft | None, draft: Draft, shelf: _Shelf) -> Pair | None:
    return (shelf.whole(before.path), draft) if before else None


def _published(draft: Draft, shelf: _Shelf) -> Draft | None:
    """The draft as it was when it was locked, where git still has it."""
    file = Path(draft.path)
    known = shelf.locked.find(file.name)
    data = history.earlier(file, known.sha256) if known else None
    if data is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / file.name
        copy.write_bytes(data)
        old = shelf.read(str(copy), "")
    return replace(old, label=f"{old.label}, as published", path=draft.path)


def _entries(drafts: tuple[Draft, ...], names: Collection[str], shelf: _Shelf, folder: Path) -> Iterator[Entry]:
    """Of every draft; and of what is still there but was not looked at, such as another language."""
    yield from (shelf.entry(draft) for draft in drafts)
    yield from (each for each in shelf.locked.entries if each.path not in names and (folder / each.path).is_file())
