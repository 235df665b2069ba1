"""Footnotes and endnotes across two files.

A note belongs to its reference: where the reference is kept the note's text is compared, where it is inserted or
deleted the whole note is. A note that only the old file has is added under a fresh id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.package import NOTES, WordPackage
from treatydiff.ooxml.xml import ID, NS_R, NS_W, TYPE, Element, Fate, W, text_within
from treatydiff.word.merge.similarity import MOST_CELLS, align, likeness, sample

MergeNote = Callable[[Element | None, Element | None, PackagePart | None, PackagePart, Fate], list[Element]]
"""Old note, new note, their parts, fate of the whole: the content of the note in the redline."""


class Notes:
    """The notes of one kind on both sides."""

    def __init__(self, kind: str, old: WordPackage, new: WordPackage) -> None:
        self.kind = kind
        self._new_package = new
        _own_notes(new, kind)
        self.old_part, self.new_part = (package.related(NOTES[kind][0]) for package in (old, new))
        self._old = _notes(old, self.old_part, kind)
        self._new = _notes(new, self.new_part, kind)
        self._old_package = old
        self._labels_old, self._labels_new = self._pair(_order(old, kind), _order(new, kind))
        self._tasks: list[tuple[str | None, str, Fate]] = []
        self._highest = 0
        """The highest id of the new file's notes; 0 until one is needed."""

    def _pair(self, old_ids: list[str], new_ids: list[str]) -> tuple[dict[str, str], dict[str, str]]:
        """A label for each note; two notes that answer to each other share it."""
        a = [sample(_text(self._old.get(i))) for i in old_ids]
        b = [sample(_text(self._new.get(j))) for j in new_ids]
        pairs = align(a, b)
        pairs += _moved(a, b, {i for i, _ in pairs}, {j for _, j in pairs})
        mine = {note: f"only old {note}" for note in old_ids}
        theirs = {note: f"only new {note}" for note in new_ids}
        for number, (i, j) in enumerate(pairs):
            mine[old_ids[i]] = theirs[new_ids[j]] = str(number)
        return mine, theirs

    def old_label(self, note_id: str) -> str:
        """What the old note is called in the comparison."""
        return self._labels_old.get(note_id, "lost")

    def new_label(self, note_id: str) -> str:
        """What the new note is called in the comparison."""
        return self._labels_new.get(note_id, "lost")

    # ----------------------------------------------------------------------------------- while the body is merged

    def keep(self, old_id: str, new_id: str) -> None:
        """The reference is kept: the note's text will be compared."""
        self._tasks.append((old_id, new_id, Fate.KEEP))

    def insert(self, new_id: str, fate: Fate) -> None:
        """The reference is inserted or moved here, and the note with it."""
        self._tasks.append((None, new_id, fate))

    def adopt(self, old_id: str, fate: Fate) -> str:
        """The reference is deleted or moved away: the note goes into the new file, under the id returned."""
        if old_id not in self._old:
            return old_id
        fresh = self._fresh()
        shell = etree.SubElement(self._root(), W + self.kind)
        shell.set(ID, fresh)
        self._new[fresh] = shell
        self._tasks.append((old_id, fresh, fate))
        return fresh

    def finish(self, merge: MergeNote) -> None:
        """Write the notes' texts, once the body says what became of their references."""
        for old_id, new_id, fate in self._tasks:
            note = self._new.get(new_id)
            if note is None or self.new_part is None:
                continue
            old = None if old_id is None else self._old.get(old_id)
            content = merge(old, note if fate.in_new else None, self.old_part, self.new_part, fate)
            note[:] = content
        self._in_order()

    def _in_order(self) -> None:
        """Notes and ids in the order of the references, and no others: LibreOffice goes by the order alone."""
        if self.new_part is None:
            return
        root = self._new_package.tree(self.new_part)
        references = list(self._new_package.body.iter(W + f"{self.kind}Reference"))
        places = {note_id: place for place, note_id in enumerate(dict.fromkeys(str(r.get(ID)) for r in references))}
        others = [note for note in root if note.get(TYPE) not in (None, "normal")]
        first = max([0, *(int(str(note.get(ID))) for note in others if str(note.get(ID)).isdecimal())]) + 1
        known = (note for note in root if note.get(ID) in places and note not in others)
        notes = sorted(known, key=lambda note: places[str(note.get(ID))])
        root[:] = [*others, *notes]
        for element in (*references, *notes):
            element.set(ID, str(first + places[str(element.get(ID))]))

    def _root(self) -> Element:
        """The new file's notes; made with the old file's separators where it has none."""
        if self.new_part is None:
            reltype, content_type = NOTES[self.kind]
            root = etree.Element(W + f"{self.kind}s", nsmap={"w": NS_W, "r": NS_R})
            if self.old_part is not None:
                root.extend(
                    deepcopy(n) for n in self._old_package.tree(self.old_part) if n.get(TYPE) not in (None, "normal")
                )
            self.new_part = self._new_package.add(reltype, content_type, f"/word/{self.kind}s.xml", root)
        return self._new_package.tree(self.new_part)

    def _fresh(self) -> str:
        self._highest = (self._highest or _highest(self._root())) + 1
        return str(self._highest)


def _notes(package: WordPackage, part: PackagePart | None, kind: str) -> dict[str, Element]:
    notes = () if part is None else package.tree(part).iterchildren(W + kind)
    return {str(note.get(ID)): note for note in notes if note.get(TYPE) in (None, "normal")}


def _own_notes(package: WordPackage, kind: str) -> None:
    """Give every reference a note of its own: one of two to the same note may change without the other."""
    part = package.related(NOTES[kind][0])
    if part is None:
        return
    root, notes = package.tree(part), _notes(package, part, kind)
    highest, seen = _highest(root), set[str | None]()
    for reference in package.body.iter(W + f"{kind}Reference"):
        note_id = reference.get(ID)
        if note_id in seen and note_id in notes:
            highest += 1
            copy = deepcopy(notes[note_id])
            copy.set(ID, str(highest))
            root.append(copy)
            reference.set(ID, str(highest))
        seen.add(note_id)


def _highest(root: Element) -> int:
    """The highest id among notes; 0 where none is a number above it."""
    return max([0, *(int(str(n.get(ID))) for n in root if str(n.get(ID, "")).lstrip("-").isdecimal())])


def _order(package: WordPackage, kind: str) -> list[str]:
    """Ids in the order of their references."""
    references = package.body.iter(W + f"{kind}Reference")
    return list(dict.fromkeys(str(reference.get(ID)) for reference in references))


def _text(note: Element | None) -> str:
    return "" if note is None else " ".join(text_within(note).split())


def _moved(old: list, new: list, used_old: set[int], used_new: set[int]) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    """Notes that answer to each other out of order; of very many only those that are equal."""
    if len(old) * len(new) > MOST_CELLS:
        return _equal(old, new, used_old, used_new)
    found = []
    for i in range(len(old)):
        if i in used_old:
            continue
        scored = [(likeness(old[i], new[j]), -j) for j in range(len(new)) if j not in used_new]
        if scored and max(scored)[0] >= 0.8:
            j = -max(scored)[1]
            used_new.add(j)
            found.append((i, j))
    return found


def _equal(old: list, new: list, used_old: set[int], used_new: set[int]) -> list[tuple[int, int]]:  # type: ignore[type-arg]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in used_new:
            places[new[j].text].append(j)
    free = (i for i in range(len(old)) if i not in used_old and old[i].size and places.get(old[i].text))
    return [(i, places[old[i].text].pop()) for i in free if places[old[i].text]]
