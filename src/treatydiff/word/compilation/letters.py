"""Maps the printed letters of a paragraph to its runs, so that runs can be cut at words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from treatydiff.ooxml.xml import PPR, RPR, RUN, SPACE, TEXT, Element, W

_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_LINE_ENDS = str.maketrans("\t\r\n", "   ")
_INSIDE = frozenset(W + tag for tag in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "bdo", "dir"))
"""What may stand around runs; what stands in anything else is not touched."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a paragraph."""

    sign: str
    run: Element
    child: Element
    """The element of the run that prints it."""
    offset: int
    """Which letter of that element's text it is."""


def runs_in(parent: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, those of links and content controls too, but none of a text box."""
    for child in parent:
        if child.tag == RUN:
            yield child
        elif child.tag in _INSIDE:
            yield from runs_in(child)


def letters(paragraph: Element) -> list[Letter]:
    """The letters as a reader prints them, white space at both ends left out."""
    found = [letter for run in runs_in(paragraph) for letter in _of_run(run)]
    start = next((at for at, letter in enumerate(found) if letter.sign.strip()), len(found))
    end = next((at for at in range(len(found), start, -1) if found[at - 1].sign.strip()), start)
    return found[start:end]


def spelled(found: Iterable[Letter]) -> str:
    """The text that letters make."""
    return "".join(letter.sign for letter in found)


def _of_run(run: Element) -> Iterator[Letter]:
    for child in run:
        if child.tag == TEXT:
            text = (child.text or "").translate(_LINE_ENDS)
            yield from (Letter(sign, run, child, at) for at, sign in enumerate(text))
        elif child.tag in _SIGNS:
            yield Letter(_SIGNS[str(child.tag)], run, child, 0)


def cut(paragraph: Element, places: Iterable[int]) -> list[Letter]:
    """Cut runs so that none goes on over one of the places, and give the letters as they stand then."""
    found = letters(paragraph)
    for place in sorted(set(places), reverse=True):
        if 0 < place < len(found) and found[place - 1].run is found[place].run:
            _cut_before(found[place])
    return letters(paragraph)


def _cut_before(letter: Letter) -> None:
    """Let a run go on in a second one from this letter on."""
    run, child = letter.run, letter.child
    rest = etree.Element(RUN)
    for name, value in run.attrib.items():
        rest.set(name, value)
    look = run.find(RPR)
    if look is not None:
        rest.append(deepcopy(look))
    following = list(child.itersiblings())
    if letter.offset:
        text = child.text or ""
        second = etree.SubElement(rest, TEXT)
        child.text, second.text = text[: letter.offset], text[letter.offset :]
        for each in (child, second):
            each.set(SPACE, "preserve")
    else:
        rest.append(child)
    rest.extend(following)
    run.addnext(rest)


def look_of(paragraph: Element) -> Element | None:
    """How most of a paragraph's letters look: properties of a run."""
    counts: dict[str, tuple[int, Element | None]] = {}
    for letter in letters(paragraph):
        look = letter.run.find(RPR)
        key = b"" if look is None else etree.tostring(look)
        count, _ = counts.get(key.decode(), (0, None))
        counts[key.decode()] = (count + 1, look)
    return max(counts.values(), key=lambda pair: pair[0])[1] if counts else None


def properties(paragraph: Element) -> Element:
    """A paragraph's properties, made where it has none."""
    found = paragraph.find(PPR)
    if found is None:
        found = etree.Element(PPR)
        paragraph.insert(0, found)
    return found
