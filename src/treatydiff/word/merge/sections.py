"""Page setup, headers and footers.

The properties of a section are tracked; its references to headers and footers cannot be. So where a section is
kept, its headers and footers are merged into one part each; a section that comes or goes keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from treatydiff.ooxml.headers import KEYS, PARTS, REFERENCES, HeaderKey, effective, target
from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.xml import NS_R, NS_W, TYPE, Element, P, R, W, insert_before, is_on
from treatydiff.word.merge.parts import Merge

_FIRST = W + "titlePg"

MergeParts = Callable[[PackagePart | None, PackagePart, list[Element], list[Element]], list[Element]]
"""Old part, part for the redline, old blocks, new blocks: the blocks of the redline."""


@dataclass(slots=True)
class _Section:
    old: Element | None
    new: Element | None
    made: Element
    """What stands in the redline."""


class Sections:
    """The sections of the redline in order."""

    def __init__(self, merge: Merge) -> None:
        self._merge = merge
        self._sections: list[_Section] = []
        self._old, self._new = effective(merge.old), effective(merge.new)
        self._pristine = {part: deepcopy(merge.new.tree(part)) for part in _all_parts(self._new)}
        self._made: dict[tuple[PackagePart | None, PackagePart | None], PackagePart] = {}
        self._copies: dict[PackagePart, PackagePart] = {}

    def add(self, old: Element | None, new: Element | None, made: Element) -> None:
        """A section of the redline: kept where it has both sides."""
        self._sections.append(_Section(old, new, made))
        skip = frozenset(REFERENCES)
        if old is None or new is None:
            return
        if not self._merge.formatting:
            self._keep_first_pages(old, new, made)
            return
        if self._merge.canon_old.properties(old, skip) != self._merge.canon_new.properties(new, skip):
            self._merge.revisions.change(made, _without_session(old))

    def _keep_first_pages(self, old: Element, new: Element, made: Element) -> None:
        """Record whether first pages had a header of their own, where only that is marked."""
        if is_on(old.find(_FIRST)) == is_on(new.find(_FIRST)):
            return
        former = _without_session(new)
        for switch in former.findall(_FIRST):
            former.remove(switch)
        if is_on(old.find(_FIRST)):
            insert_before(
                former, etree.Element(_FIRST), tuple(W + t for t in ("textDirection", "bidi", "rtlGutter", "docGrid"))
            )
        self._merge.revisions.change(made, former)

    def adopt(self, section: Element) -> Element:
        """A copy of an old section for the redline, with its headers and footers."""
        copy = _without_session(section)
        for reference in [r for r in copy if r.tag in REFERENCES]:
            kind = REFERENCES[str(reference.tag)]
            part = target(self._merge.old, reference)
            if part is None:
                copy.remove(reference)
            else:
                made = self._copy_of(part, kind)
                reference.set(R + "id", self._merge.new.main.relate_to(made, PARTS[kind][0]))
        return copy

    def _copy_of(self, part: PackagePart, kind: str) -> PackagePart:
        """An old header as it was, for a section that is deleted with it."""
        if part not in self._copies:
            source = self._merge.old.tree(part)
            made = self._add_part(kind, etree.Element(source.tag, nsmap=source.nsmap))  # type: ignore[arg-type]
            self._merge.new.tree(made).extend(self._merge.adopt(block, part, made) for block in source)
            self._copies[part] = made
        return self._copies[part]

    # ------------------------------------------------------------------------------------------------------- headers

    def finish(self, merge_parts: MergeParts) -> None:
        """Merge the headers and footers of kept sections, once the body is settled."""
        shown: dict[HeaderKey, object] = {}
        other: set[HeaderKey] = set()  # what sections that come or go show of their own, before one that is kept
        for section in self._sections:
            if section.old is None or section.new is None:
                other |= _own(section.made)
                continue
            for key in KEYS:
                pair = self._old[section.old].get(key), self._new[section.new].get(key)
                if pair == (None, None) or (shown.get(key) == pair and key not in other):
                    continue
                _refer(
                    section.made,
                    key,
                    self._merge.new.main.relate_to(self._merged(pair, key[0], merge_parts), PARTS[key[0]][0]),
                )
                shown[key] = pair
            other = set()

    def _merged(
        self, pair: tuple[PackagePart | None, PackagePart | None], kind: str, merge_parts: MergeParts
    ) -> PackagePart:
        """The header that shows both: in the new one's part, or in a part of its own where that is taken."""
        old, new = pair
        if pair not in self._made:
            taken = any(made is new for made in self._made.values())
            source = (
                self._pristine[new]
                if new is not None
                else etree.Element(W + PARTS[kind][2], nsmap={"w": NS_W, "r": NS_R})
            )
            part = new if new is not None and not taken else self._add_copy(kind, source, new)
            before = list(self._merge.old.tree(old)) if old is not None else [etree.Element(P)]
            after = list(deepcopy(source)) or [etree.Element(P)]
            self._merge.new.tree(part)[:] = merge_parts(old, part, before, after)
            self._made[pair] = part
        return self._made[pair]

    def _add_copy(self, kind: str, source: Element, part: PackagePart | None) -> PackagePart:
        made = self._add_part(kind, deepcopy(source))
        if part is not None:
            made.rels.update(part.rels)
        return made

    def _add_part(self, kind: str, root: Element) -> PackagePart:
        reltype, content_type, _ = PARTS[kind]
        return self._merge.new.add(reltype, content_type, f"/word/{kind}%d.xml", root)


def _all_parts(sections: dict[Element, dict[HeaderKey, PackagePart]]) -> set[PackagePart]:
    return {part for parts in sections.values() for part in parts.values()}


def _own(section: Element) -> set[HeaderKey]:
    """The headers and footers that a section has not from the one before."""
    references = (each for each in section if each.tag in REFERENCES)
    return {(REFERENCES[str(each.tag)], str(each.get(TYPE, "default"))) for each in references}


def _refer(section: Element, key: HeaderKey, rid: str) -> None:
    """Point a section to a header, in the place of the one it had."""
    kind, page = key
    for reference in section.findall(f"{W}{kind}Reference"):
        if reference.get(TYPE, "default") == page:
            section.remove(reference)
    reference = etree.Element(W + f"{kind}Reference")
    reference.set(TYPE, page)
    reference.set(R + "id", rid)
    section.insert(0, reference)


def _without_session(section: Element) -> Element:
    copy = deepcopy(section)
    for name in [n for n in copy.attrib if "rsid" in str(n)]:
        del copy.attrib[name]
    return copy
