"""Levels of the proof, and its failures told by article and paragraph, with the words that differ.

The proof itself (``verify``) knows lines of a file. A redline that another program saved again differs in hundreds of
them and may hold every word all the same. So the words are looked at first, as the reader of drafts reads them, then
structure and tables, then looks; where words differ in accepting (or in rejecting), nothing else is told of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from treatydiff.model import Block, Draft, Provision
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import is_front_page
from treatydiff.ooxml.resolve import resolve_package
from treatydiff.ooxml.xml import AUTHOR, SDT, W
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import read
from treatydiff.references.outline import Outline, outline
from treatydiff.references.places import title
from treatydiff.text.regexes import regex
from treatydiff.word.proof.verify import Failure

_MOST = 20
"""So many places are named a law."""
_LONGEST = 2_000
"""Words of a stretch that are compared one by one; in a longer one only its beginning is."""
_AROUND = 30
"""Characters shown on both sides of what differs in a line."""
_NAMESPACE = regex(r"\{[^}]*\}")
_OBJECTS = regex(r"<[^<>]*>")
_MARKS = tuple(W + tag for tag in ("ins", "del", "moveFrom", "moveTo"))


class ProofLevel(StrEnum):
    """What is compared, from what matters most to what matters least."""

    WORDS = "words"
    """Words and printed numbers, in order."""
    STRUCTURE = "structure"
    """Also paragraphs, tables, notes, headers, objects, and the form that Word asks for."""
    LOOKS = "looks"
    """Everything that a reader sees."""

    @property
    def rank(self) -> int:
        """0 for the first."""
        return list(ProofLevel).index(self)


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """One place where a redline does not keep its promise."""

    law: str
    """``accept``, ``reject``, ``accept and reject`` or ``form``."""
    level: ProofLevel
    where: str
    """``Article 5, paragraph 2``."""
    expected: str
    found: str


def placed(redline: bytes, old: Draft, new: Draft, failures: Iterable[Failure]) -> tuple[ProofPlace, ...]:
    """What fails, by level, words first, and place. ``failures``: what ``verify_drafts`` found."""
    failures = tuple(failures)
    told = list(_form(failure for failure in failures if failure.law == "form"))
    sides = {"accept": new, "reject": old}
    for law, draft in sides.items():
        ours = [failure for failure in failures if failure.law == law]
        if ours:
            words = list(_words(redline, law, draft))
            others = list(_others(ours, draft)) if draft.kind == "docx" else []  # others have only words to agree
            told += [*words, *(each for each in others if each.level is ProofLevel.WORDS)] if words else others
    return tuple(sorted(_merged(list(dict.fromkeys(told))), key=lambda each: each.level.rank))


def place_of(failure: Failure, draft: Draft) -> str:
    """What the place of a failure is called in its draft: ``Article 5, paragraph 2``; empty where it is not known."""
    if failure.in_head:
        return "a header or footer"
    return PlaceNames(draft).of_paragraphs(failure.places) if failure.places else ""


def signers(redline: bytes) -> dict[str, tuple[int, int]]:
    """By name how many tracked changes of words and how many comments are whose."""
    package = WordPackage(redline)
    roots = [package.tree(part) for part in package.stories()]
    marks = Counter(str(e.get(AUTHOR, "")) for root in roots for e in root.iter(*_MARKS))
    comments = Counter(str(e.get(AUTHOR, "")) for root in roots for e in root.iter(W + "comment"))
    return {name: (marks[name], comments[name]) for name in sorted({*marks, *comments})}


def _form(failures: Iterable[Failure]) -> Iterator[ProofPlace]:
    """Faults of one kind once, with how many more there are."""
    kinds: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        kinds.setdefault((failure.where, re.sub(r"\d+", "#", failure.found)), []).append(failure)
    for (place, _), found in kinds.items():
        more = f" (and {len(found) - 1} more such)" if len(found) > 1 else ""
        yield ProofPlace("form", ProofLevel.STRUCTURE, place, "", f"{found[0].found}{more}")


def _merged(places: Sequence[ProofPlace]) -> Iterator[ProofPlace]:
    """What fails in both laws in the same way once, under both names where the drafts call the place otherwise."""
    waiting = [each for each in places if each.law == "reject"]
    for each in places:
        if each.law == "reject":
            continue
        twin = next((other for other in waiting if _alike(each, other)), None) if each.law == "accept" else None
        if twin is None:
            yield each
            continue
        waiting.remove(twin)
        place = each.where if each.where == twin.where else f"{each.where} ({twin.where} of the old draft)"
        yield replace(each, law="accept and reject", where=place)
    yield from waiting


def _alike(one: ProofPlace, other: ProofPlace) -> bool:
    return (one.level, one.expected, one.found) == (other.level, other.expected, other.found)


# ---------------------------------------------------------------------------------------------------------------- words


def _words(redline: bytes, law: str, draft: Draft) -> Iterator[ProofPlace]:
    """The words that differ between a draft and what accepting or rejecting gives."""
    wanted, found = [_said(b) for b in draft.blocks], [_said(b) for b in _resolved(redline, law)]
    names = PlaceNames(draft)
    shown = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for block, before, after in _edits(wanted[i1:i2], found[j1:j2]):
            yield ProofPlace(law, ProofLevel.WORDS, names.of_block(i1 + block), before, after)
            shown += 1
            if shown == _MOST:
                return


def _said(block: Block) -> tuple[str, ...]:
    return tuple(f"{block.number} {block.text}".split())


def _resolved(redline: bytes, law: str) -> tuple[Block, ...]:
    """The file as a draft is read, our front page aside."""
    package = WordPackage(redline)
    resolve_package(package, law == "accept")
    for control in [c for c in package.body.iter(SDT) if is_front_page(c)]:
        parent = control.getparent()
        if parent is not None:
            parent.remove(control)
    return read(package.write(), "", ReadOptions()).blocks


def _edits(wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, str]]:
    """Which words differ, each with which of the wanted blocks it is in; a break of a paragraph is no word."""
    a = [(word, place) for place, words in enumerate(wanted) for word in words]
    b = [word for words in found for word in words]
    if "".join(word for word, _ in a) == "".join(b):  # other blanks only
        return
    matcher = SequenceMatcher(None, [word for word, _ in a[:_LONGEST]], b[:_LONGEST], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        before, after = " ".join(word for word, _ in a[i1:i2]), " ".join(b[j1:j2])
        if tag != "equal" and before.replace(" ", "") != after.replace(" ", ""):
            yield (a[min(i1, len(a) - 1)][1] if a else 0), before, after


# --------------------------------------------------------------------------------------------- structure, tables, looks


def _others(failures: Iterable[Failure], draft: Draft) -> Iterator[ProofPlace]:
    names, read = PlaceNames(draft), {block.origin.index for block in draft.blocks if block.origin.part == "document"}
    for failure in failures:
        outside = f"outside of the articles ({failure.where})" if failure.where.startswith("line ") else failure.where
        place = "a header or footer" if failure.in_head else names.of_paragraphs(failure.places) or outside
        apart = failure.in_head or not read.intersection(failure.places)  # the reader of drafts does not see these
        said, found = (_plain_words(text) for text in (failure.expected, failure.found))
        if failure.looks or said == found or not apart:
            level = ProofLevel.LOOKS if failure.looks else ProofLevel.STRUCTURE
            yield ProofPlace(failure.law, level, place, *_differing(failure.expected, failure.found))
        else:
            yield ProofPlace(failure.law, ProofLevel.WORDS, place, said, found)


def _plain_words(lines: str) -> str:
    """Of lines of a transcript the words: what stands behind the sign of a paragraph, without objects."""
    said = (line.removeprefix("¶") for line in lines.splitlines() if line.startswith("¶"))
    return " ".join(_OBJECTS.sub("", " ".join(said)).split())


def _differing(expected: str, found: str) -> tuple[str, str]:
    """Of two lines what differs, with a little around it, and without the addresses of name spaces."""
    one, other = (_NAMESPACE.sub("", text) for text in (expected, found))
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    return _cut(one, start, end), _cut(other, start, end)


def _common(one: str, other: str) -> int:
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    return f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"


class PlaceNames:
    """What the places of a draft are called."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        seen = outline(draft)
        self._of_block = {block: _name(seen, p) for p in draft.walk() for block in p.blocks}
        self._of_paragraph = {b.origin.index: n for n, b in enumerate(draft.blocks) if b.origin.part == "document"}

    def of_block(self, block: int) -> str:
        """The provision that a block belongs to; past the end, the last one."""
        known = [place for place in self._of_block if place <= block]
        return self._of_block[max(known)] if known else "before the first provision"

    def of_paragraphs(self, paragraphs: Sequence[int]) -> str:
        """The same of paragraphs of the file; empty where none of them is read."""
        blocks = [self._of_paragraph[place] for place in paragraphs if place in self._of_paragraph]
        return self.of_block(blocks[0]) if blocks else ""


def _name(seen: Outline, provision: Provision) -> str:
    """``Article 28, paragraph 3 (b)``."""
    return ", ".join(filter(None, (title(seen.unit[provision.eid]), seen.place[provision.eid])))
