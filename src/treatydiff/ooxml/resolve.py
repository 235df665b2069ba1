"""Accepts or rejects every tracked change of a Word file, as ISO/IEC 29500-1, 17.13.5 says Word does.

Written against the standard and knowing nothing of how our redlines are made, for it is the judge over them. Also
used for drafts that come with tracked changes pending.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import (
    CHANGE_TAGS,
    HYPERLINK,
    ID,
    PPR,
    RANGE_TAGS,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SECTPR,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    M,
    P,
    W,
    insert_before,
    is_on_properties,
    remove,
    restore_text,
)  # fmt: skip

_MARKS = tuple(W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))
_NEVER_RESTORED = {
    RPR: {W + tag for tag in ("ins", "del", "moveFrom", "moveTo")},
    PPR: {RPR, SECTPR},
    SECTPR: {W + "headerReference", W + "footerReference"},
    TRPR: {W + "ins", W + "del"},
    TCPR: {W + tag for tag in ("cellIns", "cellDel", "cellMerge")},
}
"""Children of a property element that its recorded old state does not speak of."""
_CHANGES = tuple(W + tag for tag in (*CHANGE_TAGS, "numberingChange"))
_RANGES = tuple(W + tag for tag in RANGE_TAGS)
_SIMPLE_FIELD, _SMART_TAG = W + "fldSimple", W + "smartTag"
_EMPTY_SHELLS = (HYPERLINK, W + "bdo", W + "dir", _SMART_TAG, _SIMPLE_FIELD)
_POINTS = tuple(W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
                                    "permEnd", "proofErr"))  # fmt: skip
_REVISED_PARTS = (RT.STYLES, RT.NUMBERING)


def has_revisions(package: WordPackage) -> bool:
    """Whether any change is pending in the texts, or in the looks of styles and lists."""
    wanted = (*_MARKS, *_CHANGES, *_RANGES, *(W + t for t in ("cellIns", "cellDel", "cellMerge")))
    revised = (part for kind in _REVISED_PARTS for part in package.all_related(kind))
    parts = ((*package.stories(),), wanted), ((*revised,), _CHANGES)
    return any(next(package.tree(part).iter(*tags), None) is not None for held, tags in parts for part in held)


def resolve(data: bytes, accept: bool) -> bytes:
    """The file with every change accepted or rejected. Raises ReadError for what is no Word package."""
    package = WordPackage(data)
    resolve_package(package, accept)
    return package.write()


def as_opened(package: WordPackage, smart_tags: Collection[str] | None = None) -> None:
    """Make of a file what Word makes of it when it opens it, in place.

    Custom XML markup around content goes, and smart tags but those of these names; None for all. A body whose last
    block is a table or ends a section gets an empty paragraph: no section is without one.
    """
    _drop_custom_markup(package, smart_tags)
    last = next((block for block in reversed(package.body) if block.tag not in (*_POINTS, *_RANGES, SECTPR)), None)
    if last is not None and (last.tag == TBL or last.find(f"{PPR}/{SECTPR}") is not None):
        last.addnext(last.makeelement(P))


def shared_smart_tags(old: WordPackage, new: WordPackage) -> frozenset[str]:
    """The names of smart tags of which both files hold as many: any other was made, or lost, by a program."""
    before, after = (Counter(map(_name_of_tag, _smart_tags(package))) for package in (old, new))
    return frozenset(name for name in before if before[name] == after[name])


def _smart_tags(package: WordPackage) -> Iterator[Element]:
    for part in package.stories():
        yield from package.tree(part).iter(_SMART_TAG)


def _name_of_tag(tag: Element) -> str:
    return f"{tag.get(W + 'uri')} {tag.get(W + 'element')}"


def _drop_custom_markup(package: WordPackage, smart_tags: Collection[str] | None) -> None:
    kinds = (W + "customXml", _SMART_TAG)
    for part in package.stories():
        for frame in reversed([*package.tree(part).iter(*kinds)]):
            if frame.tag != _SMART_TAG or (smart_tags is not None and _name_of_tag(frame) not in smart_tags):
                _replace(frame, [c for c in frame if c.tag not in (W + "customXmlPr", W + "smartTagPr")])


def resolve_package(package: WordPackage, accept: bool) -> None:
    """The same in place. Paragraphs that remain keep their identity as elements."""
    for part in package.stories():
        _Resolver(accept).story(package.tree(part))
    for reltype in _REVISED_PARTS:
        for part in package.all_related(reltype):
            _Resolver(accept).properties(package.tree(part))
    drop_orphans(package)


@dataclass(slots=True)
class _Resolver:
    accept: bool

    @property
    def gone(self) -> tuple[str, ...]:
        """Marks whose content goes."""
        return (W + "del", W + "moveFrom") if self.accept else (W + "ins", W + "moveTo")

    @property
    def kept(self) -> tuple[str, ...]:
        """Marks whose content stays."""
        return (W + "ins", W + "moveTo") if self.accept else (W + "del", W + "moveFrom")

    def story(self, root: Element) -> None:
        """One part that holds text."""
        bare = {field for field in root.iter(_SIMPLE_FIELD) if _is_hollow(field)}  # of use without a result, too
        self.properties(root)
        self.controls(root)
        self.tables(root)
        self.math(root)
        self.content(root)
        _drop_shells(root, bare)
        self.ends(root)
        for tag in _RANGES:
            for mark in list(root.iter(tag)):
                remove(mark)
        _drop_shells(root, bare)

    # ---------------------------------------------------------------------------------------------------- properties

    def properties(self, root: Element) -> None:
        """Changes of formatting: forget the old state, or go back to it."""
        for change in list(root.iter(*_CHANGES)):
            holder = change.getparent()
            if holder is None:
                continue
            if not self.accept and len(change):
                _restore(holder, change[0])
            remove(change)
        for mark in [m for n in root.iter(W + "numPr") for m in n.iterchildren(W + "ins")]:
            number = mark.getparent()
            remove(mark)
            if not self.accept and number is not None:
                remove(number)

    # ---------------------------------------------------------------------------------------------- content controls

    def controls(self, root: Element) -> None:
        """Content controls and custom markup whose tags stand in a tracked range: the frame goes, its content stays."""
        kinds = ("Del", "MoveFrom") if self.accept else ("Ins", "MoveTo")
        starts = tuple(W + f"customXml{kind}RangeStart" for kind in kinds)
        ends = tuple(W + f"customXml{kind}RangeEnd" for kind in kinds)
        if next(root.iter(*starts), None) is None:
            return
        active: set[str] = set()
        doomed = []
        for element in root.iter():
            if element.tag in starts:
                active.add(str(element.get(ID)))
            elif element.tag in ends:
                active.discard(str(element.get(ID)))
            elif active and element.tag in (SDT, W + "customXml", _SMART_TAG):
                doomed.append(element)
        for frame in reversed(doomed):
            content = frame.find(SDTCONTENT) if frame.tag == SDT else frame
            inside = (
                [] if content is None else [c for c in content if c.tag not in (W + "customXmlPr", W + "smartTagPr")]
            )
            _replace(frame, inside)

    # -------------------------------------------------------------------------------------------------------- tables

    def tables(self, root: Element) -> None:
        """Rows and cells that came or went."""
        for properties in list(root.iter(TRPR)):
            row = properties.getparent()
            tags = {mark.tag for mark in properties if mark.tag in _MARKS}
            for mark in [m for m in properties if m.tag in _MARKS]:
                properties.remove(mark)
            if row is not None and tags & set(self.gone):
                remove(row)
        gone, kept = ("cellDel", "cellIns") if self.accept else ("cellIns", "cellDel")
        for mark in list(root.iter(W + gone)):
            cell = next(mark.iterancestors(TC), None)
            if cell is not None:
                remove(cell)
        for mark in [*root.iter(W + kept)]:
            remove(mark)
        for mark in list(root.iter(W + "cellMerge")):
            self._cell_merge(mark)
        for row in [r for r in root.iter(TR) if next(r.iter(TC), None) is None]:
            remove(row)
        for table in [t for t in root.iter(TBL) if next(t.iter(TR), None) is None]:
            remove(table)

    def _cell_merge(self, mark: Element) -> None:
        """Cells merged downwards, or no more (17.13.5.3)."""
        state = mark.get(W + ("vMerge" if self.accept else "vMergeOrig"))
        holder = mark.getparent()
        remove(mark)
        if holder is None:
            return
        for old in holder.findall(W + "vMerge"):
            holder.remove(old)
        if state is not None:
            merge = holder.makeelement(W + "vMerge", {VAL: "restart" if state == "rest" else "continue"})
            later = ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")
            insert_before(holder, merge, tuple(W + tag for tag in later))

    # ------------------------------------------------------------------------------------------------------- content

    def math(self, root: Element) -> None:
        """Runs of equations, which carry the mark in their own properties."""
        for run in list(root.iter(M + "r")):
            marks = [m for rpr in run.iterchildren(RPR) for m in rpr if m.tag in _MARKS]
            if any(m.tag in self.gone for m in marks):
                remove(run)
            for mark in marks:
                remove(mark)

    def content(self, root: Element) -> None:
        """Inserted, deleted and moved runs."""
        for mark in list(root.iter(*self.gone)):
            if not is_on_properties(mark):
                remove(mark)
        for mark in list(root.iter(*self.kept)):
            if not is_on_properties(mark):
                restore_text(mark)
                _replace(mark, list(mark))

    def ends(self, root: Element) -> None:
        """Paragraphs whose end came or went: one that goes joins what is left of its paragraph to the next."""
        doomed: dict[Element, None] = {}
        for mark in list(root.iter(*_MARKS)):
            rpr = mark.getparent()
            ppr = None if rpr is None or rpr.tag != RPR else rpr.getparent()
            paragraph = None if ppr is None or ppr.tag != PPR else ppr.getparent()
            if rpr is None or paragraph is None or paragraph.tag != P:
                continue
            if mark.tag in self.gone:
                doomed[paragraph] = None
            remove(mark)
            if not len(rpr):
                remove(rpr)
        for paragraph in _unjoined(doomed):
            _drop_if_empty(paragraph)


def _restore(holder: Element, before: Element) -> None:
    """Put the recorded old properties in the place of the present ones."""
    stays = _NEVER_RESTORED.get(str(holder.tag), set())
    for child in [c for c in holder if c.tag not in stays and c.tag not in _CHANGES]:
        holder.remove(child)
    if holder.tag in (RPR, SECTPR):
        holder.extend(list(before))
    else:
        for position, child in enumerate(list(before)):
            holder.insert(position, child)
    if holder.tag == SECTPR:
        _set_attributes(holder, before)


def _set_attributes(holder: Element, before: Element) -> None:
    for name, value in before.attrib.items():
        holder.set(name, value)


def _replace(element: Element, content: Iterable[Element]) -> None:
    """Put content in the place of an element: by its neighbour, since to count the places takes time for each."""
    parent = element.getparent()
    if parent is not None:
        for each in list(content):
            element.addprevious(each)
        parent.remove(element)


# ------------------------------------------------------------------------------------------------- paragraphs that join


def _unjoined(doomed: Iterable[Element]) -> list[Element]:
    """Let each paragraph without an end of its own go on in the next one, whose properties it takes; gives those that
    none follows.

    Of those that follow each other the last comes first, so that nothing is moved twice; which follows which is found
    before anything goes, since the marks between them would be passed again by each.
    """
    following = {paragraph: _next_block(paragraph) for paragraph in doomed}
    left: list[Element] = []
    went: dict[Element, Element] = {}
    for paragraph in reversed(following):
        after = following[paragraph]
        if after is None or after.tag != P:
            left.append(paragraph)
            continue
        home = went[paragraph] = went.get(after, after)
        position = 1 if len(home) and home[0].tag == PPR else 0
        home[position:position] = [child for child in paragraph if child.tag != PPR]
        remove(paragraph)
    return left[::-1]


def _drop_if_empty(paragraph: Element) -> None:
    """Remove what no paragraph follows, if nothing is left in it."""
    content = [child for child in paragraph if child.tag != PPR]
    if not any(child.tag not in (*_POINTS, *_RANGES) for child in content) and not _is_needed(paragraph):
        remove(paragraph)


def _next_block(paragraph: Element) -> Element | None:
    """The next block beside a paragraph, marks between blocks aside."""
    following = paragraph.getnext()
    while following is not None and following.tag in (*_POINTS, *_RANGES):
        following = following.getnext()
    return following


def _is_needed(paragraph: Element) -> bool:
    """Whether it is the last paragraph of a cell, note or text, which cannot be without one."""
    parent = paragraph.getparent()
    if parent is None or parent.tag == SDTCONTENT:
        return False
    following = _next_block(paragraph)
    return following is None or following.tag == SECTPR


def _is_hollow(shell: Element) -> bool:
    return all(child.tag in (*_POINTS, W + "smartTagPr", W + "fldData") for child in shell)


def _drop_shells(root: Element, spared: Collection[Element] = ()) -> None:
    """Links and the like around nothing: what they were around has gone, and they with it."""
    for shell in reversed([*root.iter(*_EMPTY_SHELLS)]):
        if shell not in spared and _is_hollow(shell):
            _replace(shell, [child for child in shell if child.tag in _POINTS])
    for control in reversed([*root.iter(SDT)]):
        content = control.find(SDTCONTENT)
        if content is not None and not len(content) and _is_block(control):
            remove(control)
    for run in [r for r in root.iter(RUN) if not len(r) or (len(r) == 1 and r[0].tag == RPR)]:
        remove(run)


def _is_block(control: Element) -> bool:
    parent = control.getparent()
    return parent is not None and parent.tag not in (P, HYPERLINK)


# ------------------------------------------------------------------------------------------------------------ orphans


def drop_orphans(package: WordPackage) -> None:
    """Notes without a reference, and comment ranges without a comment."""
    for kind, reltype in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES)):
        part = package.related(reltype)
        if part is None:
            continue
        living = {r.get(ID) for r in package.body.iter(W + f"{kind}Reference")}
        for note in [n for n in package.tree(part).iterchildren(W + kind) if n.get(W + "type") in (None, "normal")]:
            if note.get(ID) not in living:
                remove(note)
    anchored = {r.get(ID) for part in package.stories() for r in package.tree(part).iter(W + "commentReference")}
    for part in package.stories():
        for mark in list(package.tree(part).iter(W + "commentRangeStart", W + "commentRangeEnd")):
            if mark.get(ID) not in anchored:
                remove(mark)
