"""Copies content of the old file into the new one, with all it refers to under the new file's ids."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.canonical import Canon
from treatydiff.ooxml.comments import comment_labels, comments_part
from treatydiff.ooxml.inline import Alphabet
from treatydiff.ooxml.opc import RT, PackagePart
from treatydiff.ooxml.package import NOTES, WordPackage
from treatydiff.ooxml.xml import (
    HYPERLINK,
    ID,
    NAME,
    PPR,
    VAL,
    Element,
    Fate,
    R,
    RevisionMarks,
    W,
    attributes,
    put_in_order,
)
from treatydiff.word.merge.lists import ListMap
from treatydiff.word.merge.notes import Notes
from treatydiff.word.merge.styles import StyleMap, readdress
from treatydiff.word.merge.threads import Threads

_BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")
_COMMENT_MARKS = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
_NOTE_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_DRAWING_IDS = ("docPr", "cNvPr")
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPE_NUMBER = "{urn:schemas-microsoft-com:office:office}spid"


class Merge:
    """What the merging of two files shares: both packages, what is comparable in them, and who makes revision marks."""

    def __init__(self, old: WordPackage, new: WordPackage, author: str, date: str, formatting: bool = True) -> None:
        self.old, self.new = old, new
        self.formatting = formatting
        """Whether changes of looks alone are marked."""
        self.trusted: frozenset[Element] = frozenset()
        """New paragraphs whose number counts as the old one whatever made it (``numbers.trusted``)."""
        self.moved: dict[str, dict[Fate, list[Element]]] = {}
        """By its name the marks of each stretch of words that went elsewhere, ``DELETE`` and ``INSERT``."""
        self.alphabet = Alphabet()
        self.lists = ListMap(old, new)
        self.styles = StyleMap(old, new, self.lists.new_id)
        self.notes = {kind: Notes(kind, old, new) for kind in NOTES}
        self.threads = Threads(old, new)
        self._comments_old, self._comments_new = comment_labels(old), comment_labels(new)
        self.canon_old = Canon(old, self.lists.new_id, self._old_note, self._comments_old.get_label)
        self.canon_new = Canon(new, lambda number: number, self._new_note, self._comments_new.get_label)
        self.canon_old.entries = self.canon_new.entries = _entries(old) & _entries(new)
        self.revisions = RevisionMarks(author, date, highest_id(old, new))
        self._defaults_old, self._defaults_new = self.canon_old.defaults(), self.canon_new.defaults()
        self._was_protected = _lift_protection(new)
        self._same_styles = self.styles.identical()
        self._fresh_ids: dict[tuple[str, str], str] = {}
        self._bookmarks = _wanted_bookmarks(old, new)
        self._drawings = highest_drawing(old, new)

    def _old_note(self, kind: str, note_id: str) -> str:
        return self.notes[kind].old_label(note_id)

    def _new_note(self, kind: str, note_id: str) -> str:
        return self.notes[kind].new_label(note_id)

    def notices(self) -> Iterator[str]:
        """What the redline cannot mark, or does not hand on, of both files as a whole."""
        if self._defaults_old != self._defaults_new:
            yield "the drafts' defaults of fonts or paragraphs differ, which Word cannot mark: the new draft's are used"
        if self._was_protected:
            yield "the new draft is protected against editing; the redline is not, or nobody could accept or reject"

    # ------------------------------------------------------------------------------------------------ old content

    def adopt(
        self, element: Element, old_part: PackagePart, new_part: PackagePart, fate: Fate = Fate.DELETE
    ) -> Element:
        """A copy of old content, fit to stand in ``new_part``."""
        copy = deepcopy(element)
        if not self._same_styles:
            readdress(copy, self.styles.new_id)
        for inner in copy.iter():
            self._readdress(inner, old_part, new_part, fate)
        return copy

    def _readdress(self, element: Element, old_part: PackagePart, new_part: PackagePart, fate: Fate) -> None:
        tag = str(element.tag)
        for name in [n for n in element.attrib if str(n).startswith(R) or _is_session(str(n))]:
            if _is_session(str(name)):
                del element.attrib[name]
            else:
                element.set(name, self.new.adopt_relation(new_part, self.old, old_part, str(element.get(name))))
        if tag == W + "numId":
            element.set(VAL, self.lists.new_id(str(element.get(VAL, "0"))))
        elif tag in _NOTE_REFERENCES:
            element.set(ID, self.notes[_NOTE_REFERENCES[tag]].adopt(str(element.get(ID)), fate))
        elif tag in _BOOKMARKS:
            element.set(ID, self._fresh("bookmark", str(element.get(ID))))
        elif tag in _COMMENT_MARKS:
            element.set(ID, self._adopt_comment(str(element.get(ID))))
        elif tag.endswith(_DRAWING_IDS) and element.get("id"):
            self._drawings += 1
            element.set("id", str(self._drawings))
        elif tag.startswith(_VML) and element.get("id") and not tag.endswith("}shapetype"):
            self._name_shape(element)

    def _name_shape(self, shape: Element) -> None:
        """Give a drawing of the old kind a name of its own, wherever it is named."""
        old_name, name = str(shape.get("id")), f"_x0000_r{self.revisions.new_id()}"
        shape.set("id", name)
        if shape.get(_SHAPE_NUMBER):
            shape.set(_SHAPE_NUMBER, name)
        for other in shape.itersiblings():
            if other.get("ShapeID") == old_name:
                other.set("ShapeID", name)

    def _fresh(self, kind: str, old_id: str) -> str:
        if (kind, old_id) not in self._fresh_ids:
            self._fresh_ids[kind, old_id] = self.revisions.new_id()
        return self._fresh_ids[kind, old_id]

    def properties(self, holder: Element | None) -> Element | None:
        """A copy of old properties under the new file's style and list ids."""
        if holder is None:
            return None
        copy = deepcopy(holder)
        if not self._same_styles:
            readdress(copy, self.styles.new_id)
        for number in copy.iter(W + "numId"):
            number.set(VAL, self.lists.new_id(str(number.get(VAL, "0"))))
        return copy

    # ------------------------------------------------------------------------------------------------ what is marked

    def run_changed(self, old: Element | None, new: Element | None) -> bool:
        """Whether a change of a run's properties is marked."""
        if self.formatting:
            return self.canon_old.properties(old) != self.canon_new.properties(new)
        return self.canon_old.telling(old) != self.canon_new.telling(new)

    def paragraph_changed(self, old: Element, new: Element) -> bool:
        """Whether a change of a paragraph's properties is marked; quietly only of the list that numbers it.

        Where a paragraph's number reads as before it counts as the same, whatever list or hand it is from.
        """
        before, after = old.find(PPR), new.find(PPR)
        if self.formatting:
            return self.canon_old.paragraph(before) != self.canon_new.paragraph(after)
        return new not in self.trusted and self.canon_old.number(before) != self.canon_new.number(after)

    def properties_changed(self, old: Element | None, new: Element | None) -> bool:
        """Whether a change of a table's, row's, cell's or paragraph end's properties is marked."""
        return self.formatting and self.canon_old.properties(old) != self.canon_new.properties(new)

    def former_paragraph(self, old: Element | None, new: Element | None) -> Element | None:
        """The properties to record as a paragraph's former ones."""
        if self.formatting:
            return self.properties(old)
        former = deepcopy(new) if new is not None else etree.Element(PPR)
        for number in former.findall(W + "numPr"):
            former.remove(number)
        listed = self.properties(self.canon_old.number_properties(old))
        if listed is None:
            listed = etree.Element(W + "numPr")
            etree.SubElement(listed, W + "numId").set(VAL, "0")
        put_in_order(former, listed)
        return former

    # ------------------------------------------------------------------------------------------ comments and bookmarks

    def carries(self, mark: Element) -> bool:
        """Whether a mark of the old file stands in the redline too.

        Bookmarks and comment ranges cannot be tracked. A bookmark comes along where something in the old text points to
        it; a comment's range where the new file does not hold the comment.
        """
        if mark.tag in _BOOKMARKS:
            return str(mark.get(ID)) in self._bookmarks
        if mark.tag in _COMMENT_MARKS:
            label = self._comments_old.get_label(str(mark.get(ID)))
            return bool(label) and label not in self._comments_new.labels
        return False

    def _adopt_comment(self, old_id: str) -> str:
        source = self._comments_old.elements.get(old_id)
        part = comments_part(self.new, create=source is not None)
        if source is None or part is None:
            return old_id
        known = ("comment", old_id) in self._fresh_ids
        fresh = self._fresh("comment", old_id)
        if not known:
            copy = deepcopy(source)
            copy.set(ID, fresh)
            for inner in copy.iter():
                for name in [n for n in inner.attrib if _is_session(str(n))]:
                    del inner.attrib[name]
            readdress(copy, self.styles.new_id)
            self.threads.adopt(source, copy)
            self.new.tree(part).append(copy)
        return fresh


def _lift_protection(package: WordPackage) -> bool:
    """Let everybody edit a file, in place (17.15.1.29); whether anybody was kept from it."""
    part = package.related(RT.SETTINGS)
    found = [] if part is None else package.tree(part).findall(W + "documentProtection")
    for protection in found:
        package.tree(part).remove(protection)  # type: ignore[arg-type]
    return any(_is_enforced(each) for each in found)


def _is_enforced(protection: Element) -> bool:
    kind = str(protection.get(W + "edit", "none"))
    return kind != "none" and str(protection.get(W + "enforcement", "0")) in ("1", "on", "true")


def _wanted_bookmarks(old: WordPackage, new: WordPackage) -> frozenset[str]:
    """Ids of the old bookmarks that old fields or links point to and the new file does not have."""
    wanted = set()
    for part in old.stories():
        for element in old.tree(part).iter(W + "instrText", W + "fldSimple", HYPERLINK):
            wanted |= set(
                f"{element.text or ''} {element.get(W + 'instr', '')} {element.get(W + 'anchor', '')}".split()
            )
    theirs = {b.get(NAME) for part in new.stories() for b in new.tree(part).iter(W + "bookmarkStart")}
    starts = (b for part in old.stories() for b in old.tree(part).iter(W + "bookmarkStart"))
    return frozenset(str(b.get(ID)) for b in starts if b.get(NAME) in wanted and b.get(NAME) not in theirs)


def highest_id(*packages: WordPackage) -> int:
    """The highest id that a revision, bookmark, comment or the like already has."""
    numbers = [0]
    for package in packages:
        for part in package.stories():
            found = attributes(package.tree(part), "w:id")
            numbers += [int(value) for value in found if value.isdecimal() and len(value) < 9]
    return max(numbers)


def highest_drawing(*packages: WordPackage) -> int:
    """The highest number of a drawing."""
    numbers = [0]
    for package in packages:
        for part in package.stories():
            for element in package.tree(part).iter("{*}docPr", "{*}cNvPr"):
                value = str(element.get("id", ""))
                if value.isdecimal() and len(value) < 9:
                    numbers.append(int(value))
    return max(numbers)


def _is_session(name: str) -> bool:
    """Attributes that must be unique in a file or name an editing session."""
    local = name.rpartition("}")[2]
    return local in ("paraId", "textId") or local.startswith("rsid")


def _entries(package: WordPackage) -> frozenset[str]:
    """The hidden bookmarks to which a table of contents leads."""
    anchors = (str(link.get(W + "anchor", "")) for link in package.document.iter(HYPERLINK))
    return frozenset(anchor for anchor in anchors if anchor.startswith("_Toc"))
