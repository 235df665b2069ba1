"""Highlight colours as status, as the user defines them.

A colour that nobody has declared means nothing: it is only counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from treatydiff.errors import TreatydiffError
from treatydiff.model import Draft, Provision
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.paragraphs import Paragraphs
from treatydiff.ooxml.xml import RPR, RUN, VAL, Element, W, text_within
from treatydiff.outstanding.brackets import convention
from treatydiff.outstanding.values import AgreementMark, Issue, Ledger
from treatydiff.references.outline import outline
from treatydiff.text.regexes import regex

_FILLS = {
    "FFFF00": "yellow",
    "FFC000": "orange",
    "00FF00": "green",
    "92D050": "green",
    "00B050": "green",
    "00FFFF": "cyan",
    "00B0F0": "cyan",
    "FF00FF": "magenta",
    "FF0000": "red",
    "0000FF": "blue",
}
"""What the shades of Word's palette are called, so that shading and the highlighter speak of one colour."""
_NONE = frozenset({"", "none", "auto", "white", "FFFFFF"})
_FEWEST = 3
"""Words of a coloured stretch that is told: less is a slip of the highlighter."""
_NAME = regex(r"[A-Za-z]+|#?[0-9A-Fa-f]{6}")


def meanings(given: Sequence[str]) -> dict[str, str]:
    """What colours mean, from ``yellow=agreed in working group``. Raises TreatydiffError."""
    found = {}
    for each in given:
        colour, sign, words = each.partition("=")
        if not (sign and words.strip() and _NAME.fullmatch(colour.strip())):
            hint = 'write --colour yellow="agreed in working group"; a shade is written as RRGGBB'
            raise TreatydiffError(f"--colour {each}: not a colour and what it means", hint)
        found[_called(colour.strip().removeprefix("#"))] = words.strip()
    return found


def with_colours(ledger: Ledger, said: Mapping[str, str]) -> Ledger:
    """The ledger with what the last draft's colours mean, as declared, and how often each other colour stands there."""
    draft = ledger.drafts[-1]
    found = list(_stretches(draft))
    marks = [
        AgreementMark(len(ledger.drafts) - 1, outline(draft).called(provision), said[colour], words, colour)
        for provision, colour, words in found
        if colour in said
    ]
    counts: dict[str, int] = {}
    for _, colour, _ in found:
        if colour not in said:
            counts[colour] = counts.get(colour, 0) + 1
    coloured: dict[str, list[tuple[str, str]]] = {}
    for provision, colour, words in found:
        if colour in said:
            coloured.setdefault(provision.eid, []).append((words, said[colour]))
    issues = tuple(_marked(issue, coloured) for issue in ledger.issues)
    undeclared = tuple(sorted(counts.items()))
    return replace(ledger, issues=issues, marks=(*ledger.marks, *marks), undeclared=undeclared)


def _marked(issue: Issue, coloured: Mapping[str, Sequence[tuple[str, str]]]) -> Issue:
    """The issue with what its colour means, where all its words have one."""
    if not issue.open:
        return issue
    last = issue.last
    meant = next((said for words, said in coloured.get(last.eid, ()) if _flat(last.words) in _flat(words)), "")
    return replace(issue, sightings=(*issue.sightings[:-1], replace(last, marked=meant))) if meant else issue


def _flat(text: str) -> str:
    return "".join(text.split())


def _stretches(draft: Draft) -> Iterator[tuple[Provision, str, str]]:
    """Each stretch of one colour in the provisions of a Word draft: where, its colour, its words."""
    if draft.kind != "docx" or not draft.data:
        return
    try:
        places = Paragraphs(WordPackage(draft.data), draft)
    except TreatydiffError:
        return
    for provision in convention(draft):
        paragraphs = (places.of_block(index) for index in provision.blocks)
        for paragraph in paragraphs:
            for colour, words in _runs(paragraph) if paragraph is not None else ():
                if len(words.split()) >= min(_FEWEST, len(provision.text.split())):
                    yield provision, colour, " ".join(words.split())


def _runs(paragraph: Element) -> Iterator[tuple[str, str]]:
    """The coloured stretches of a paragraph; runs of one colour in a row are one."""
    held = ("", "")
    for run in paragraph.iter(RUN):
        text = text_within(run)
        colour = _colour(run)
        if colour == held[0] or not text.strip():
            held = (held[0], held[1] + text)
            continue
        if held[0]:
            yield held
        held = (colour, text)
    if held[0]:
        yield held


def _colour(run: Element) -> str:
    """What a run is highlighted with, else shaded; empty where it is neither."""
    look = run.find(RPR)
    if look is None:
        return ""
    highlight, shade = look.find(W + "highlight"), look.find(W + "shd")
    named = "" if highlight is None else str(highlight.get(VAL) or "")
    filled = "" if shade is None else str(shade.get(W + "fill") or "")
    return next((_called(each) for each in (named, filled) if each not in _NONE), "")


def _called(colour: str) -> str:
    return _FILLS.get(colour.upper(), colour if colour.isalpha() and len(colour) != 6 else colour.lower()).lower()
