"""Turns automatic numbers of the old draft into typed ones, where the new draft types its numbers.

Word shows an automatic number as changed only by a change of formatting, and counts anew whatever a redline takes out
or puts in. So where drafters turned automatic numbers into typed ones, the old side of a redline types them too: equal
numbers are no change then, another number is one that the reader sees, and rejecting prints what the old draft printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, MutableMapping
from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.styles import style_numbers
from treatydiff.ooxml.xml import PPR, RPR, RUN, TAB, TEXT, VAL, Element, P, W, put_in_order, text_element, val_of
from treatydiff.text.regexes import regex
from treatydiff.text.words import words

_NUMBER = regex(r"[\[(（]?\w{1,8}[.)）、]")
"""A number as a hand types it: ``1.``, ``(a)``, ``iv)``."""

_SHARED = 0.5
"""So much of its words a paragraph must share with one that begins with a typed number, for that to be its number."""

Printed = MutableMapping[Element, tuple[str, str]]
"""The automatic number that each paragraph shows, and its text."""


def type_numbers(old: WordPackage, pairs: Iterable[tuple[Element, Element]], printed: Printed) -> None:
    """Rewrite the old package, and ``printed``, in place. ``pairs``: paragraphs that answer to each other."""
    lists = _Lists(old)
    votes: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    for before, after in pairs:
        (number, said), (automatic, text) = printed.get(before, ("", "")), printed.get(after, ("", ""))
        if number:
            found = None if automatic else _NUMBER.match(text)
            found = found if found and _alike(said, text[found.end() :]) else None
            votes[lists.of(before)] += 1 if found else -1
            gaps.update([_said(after)[found.end() : found.end() + 1]] if found else [])
    gap = gaps.most_common(1)[0][0] if gaps else " "
    own = set(old.document.iter(P))
    for paragraph, (number, said) in printed.items():
        if number and paragraph in own and votes[lists.of(paragraph)] > 0:
            _type(paragraph, number, gap, lists)
            printed[paragraph] = ("", f"{number} {said}")


def _alike(old: str, new: str) -> bool:
    """Whether two texts share so many of their words that one is the other, amended."""
    before, after = Counter(words(old)), Counter(words(new))
    return (before & after).total() >= _SHARED * max(before.total(), after.total())


def type_all(package: WordPackage, printed: Printed) -> None:
    """Rewrite every automatic number of a package as a typed one: a part of a draft would be counted anew."""
    lists, own = _Lists(package), set(package.document.iter(P))
    for paragraph, (number, _) in printed.items():
        if number and paragraph in own:
            _type(paragraph, number, "\t", lists)


def _said(paragraph: Element) -> str:
    """How a paragraph begins, its tabs too."""
    return "".join(e.text or "" if e.tag == TEXT else "\t" for run in paragraph.iter(RUN) for e in run.iter(TEXT, TAB))


class _Lists:
    """Which list numbers a paragraph of a file."""

    def __init__(self, package: WordPackage) -> None:
        self._styles = style_numbers(package)

    def of(self, paragraph: Element) -> str:
        """Its ``numId``, empty where it has none."""
        ppr = paragraph.find(PPR)
        own = None if ppr is None else val_of(ppr.find(W + "numPr"), "numId")
        return own or self.of_style(ppr)

    def of_style(self, ppr: Element | None) -> str:
        """The ``numId`` that its style gives it, empty for none."""
        return self._styles.get(val_of(ppr, "pStyle"), self._styles.get("", ("", "")))[0]


def _type(paragraph: Element, number: str, gap: str, lists: _Lists) -> None:
    ppr = paragraph.find(PPR)
    if ppr is None:
        ppr = etree.Element(PPR)
        paragraph.insert(0, ppr)
    for listed in ppr.findall(W + "numPr"):
        ppr.remove(listed)
    if lists.of_style(ppr):  # switched off (17.9.18: list 0)
        none = etree.Element(W + "numPr")
        etree.SubElement(none, W + "numId").set(VAL, "0")
        put_in_order(ppr, none)
    run = etree.Element(RUN)
    look = next((r.find(RPR) for r in paragraph.iter(RUN)), None)
    if look is not None:
        run.append(deepcopy(look))
    run.append(text_element(number if gap == "\t" else f"{number}{gap or ' '}"))
    if gap == "\t":
        etree.SubElement(run, TAB)
    ppr.addnext(run)
