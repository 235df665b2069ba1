"""Matches the automatic lists of two files.

Word counts by abstract definition, and every ``w:num`` of one definition continues it unless told to restart. So
definitions are paired first, then the ``w:num`` under them; what the new file lacks is added to it under fresh ids. Two
definitions are the same when they print the same numbers; indents and fonts are the new file's (it carries the
document).
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.numbering import book, used
from treatydiff.ooxml.opc import CT, RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import NS_W, VAL, Element, P, W, insert_before, text_within

_ABSTRACT, _NUM, _NUMID = W + "abstractNumId", W + "num", W + "numId"


class ListMap:
    """Says which list of the new file an old ``numId`` stands for, and adds to the new file what it lacks."""

    def __init__(self, old: WordPackage, new: WordPackage) -> None:
        self._package = new
        self._old, self._new = book(old), book(new)
        self._abstracts: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        votes = _votes(old, new)
        self._pair_abstracts(votes, used(old), used(new))
        self._pair_numbers(votes, used(old), used(new))

    def new_id(self, old_id: str) -> str:
        """The ``numId`` in the new file that prints what the old one prints."""
        if old_id not in self._old.abstract_of:
            return old_id if old_id not in self._new.abstract_of else "0"
        if old_id not in self._numbers:
            self._numbers[old_id] = self._add_number(old_id)
        return self._numbers[old_id]

    def _pair_abstracts(self, votes: list[tuple[str, str]], old_used: list[str], new_used: list[str]) -> None:
        a = list(dict.fromkeys(self._old.abstract_of.get(n, "") for n in old_used))
        b = list(dict.fromkeys(self._new.abstract_of.get(n, "") for n in new_used))
        wishes = [(self._old.abstract_of.get(x, ""), self._new.abstract_of.get(y, "")) for x, y in votes]
        wishes += [(x, x) for x in a]
        _pair(self._abstracts, wishes, a, b, self._old.look, self._new.look)

    def _pair_numbers(self, votes: list[tuple[str, str]], old_used: list[str], new_used: list[str]) -> None:
        abstracts = {x: self._abstracts.get(abstract) for x, abstract in self._old.abstract_of.items()}
        own = {x: f"{of} {self._old.overrides[x]}" for x, of in abstracts.items() if of is not None}
        theirs = {y: f"{of} {self._new.overrides[y]}" for y, of in self._new.abstract_of.items()}
        _pair(self._numbers, votes + [(x, x) for x in old_used], old_used, new_used, own, theirs)

    # ----------------------------------------------------------------------------------------- adding to the new file

    def _add_number(self, old_id: str) -> str:
        source = self._old.element("num", "numId", old_id)
        assert source is not None
        number = deepcopy(source)
        fresh = self._fresh(_NUM, _NUMID)
        number.set(_NUMID, fresh)
        link = number.find(_ABSTRACT)
        if link is not None:
            link.set(VAL, self._new_abstract(self._old.abstract_of[old_id]))
        insert_before(self._root(), number, (W + "numIdMacAtCleanup",))
        return fresh

    def _new_abstract(self, old_id: str) -> str:
        if old_id not in self._abstracts:
            source = self._old.element("abstractNum", "abstractNumId", old_id)
            abstract = deepcopy(source) if source is not None else etree.Element(W + "abstractNum")
            fresh = self._fresh(W + "abstractNum", _ABSTRACT)
            abstract.set(_ABSTRACT, fresh)
            for volatile in [e for e in abstract if e.tag in (W + "nsid", W + "tmpl")]:
                abstract.remove(volatile)
            for linked in list(abstract.iter(W + "pStyle", W + "lvlPicBulletId")):
                parent = linked.getparent()
                if parent is not None:
                    parent.remove(linked)
            insert_before(self._root(), abstract, (_NUM, W + "numIdMacAtCleanup"))
            self._abstracts[old_id] = fresh
        return self._abstracts[old_id]

    def _root(self) -> Element:
        if self._new.root is None:
            root = etree.Element(W + "numbering", nsmap={"w": NS_W})
            self._package.add(RT.NUMBERING, CT.WML_NUMBERING, "/word/numbering.xml", root)
            self._new.root = root
        return self._new.root

    def _fresh(self, tag: str, key: str) -> str:
        taken = [int(e.get(key, "0")) for e in self._root().iterchildren(tag) if str(e.get(key, "0")).isdecimal()]
        return str(max(taken, default=0) + 1)


def _pair(
    found: dict[str, str],
    wishes: list[tuple[str, str]],
    old: list[str],
    new: list[str],
    own: dict[str, str],
    theirs: dict[str, str],
) -> None:
    """Adds to ``found`` who stands for whom: those that are wished and print alike, then the first that print alike.

    ``own`` and ``theirs`` say how each prints; each is taken once.
    """
    taken = set(found.values())
    waiting: dict[str, list[str]] = {}
    for y in reversed(new):
        waiting.setdefault(theirs.get(y, ""), []).append(y)
    for x, y in wishes:
        if x in own and own[x] == theirs.get(y) and x not in found and y not in taken:
            found[x] = y
            taken.add(y)
    for x in (x for x in old if x in own and x not in found):
        alike = waiting.get(own[x], [])
        while alike and alike[-1] in taken:
            alike.pop()
        if alike:
            found[x] = alike.pop()
            taken.add(found[x])


def _votes(old: WordPackage, new: WordPackage) -> list[tuple[str, str]]:
    """Lists that hold the same words, most shared paragraphs first."""
    mine, theirs = _numbered(old), _numbered(new)
    shared = Counter((number, theirs[text]) for text, number in mine.items() if text in theirs)
    return [pair for pair, _ in shared.most_common()]


def _numbered(package: WordPackage) -> dict[str, str]:
    """Text of the paragraphs with a number of their own to its ``numId``; of texts that repeat, the first."""
    found: dict[str, str] = {}
    for element in package.body.iter(_NUMID):
        paragraph = next(element.iterancestors(P), None)
        if paragraph is not None:
            text = text_within(paragraph)
            found.setdefault(text, str(element.get(VAL, "0")))
    return found
