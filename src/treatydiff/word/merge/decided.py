"""Lays the comparison's marks over the paragraphs of the Word files.

The comparison marks up the text of provisions; a Word file has that text in one paragraph or several, with numbers,
ends of paragraphs, notes and fields between. What the comparison kept is kept, what it deleted is deleted, and only
what it did not see is compared here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from treatydiff.model import Op, Span, new_text, old_text
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex
from treatydiff.text.words import compare_words


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of the comparison, marked up, that may stand in paragraphs which answer to each other."""

    spans: tuple[Span, ...]
    old: tuple[str, ...] = ()
    """Whose texts the old words are, one after the other, where that is more than one provision's."""
    new: tuple[str, ...] = ()
    join: str = " "
    """What stands between two of them."""


def laid_over(old: str, new: str, marked: MarkedText) -> tuple[Span, ...]:
    """The whole of two texts of Word files marked up as the comparison marked what they say.

    Empty if they say something else. Objects, brackets and ends of paragraphs are private letters.
    """
    return _around(old, new, marked.spans) or _fitted_pair(old, new, marked) or _part(old, new, marked.spans)


def _around(old: str, new: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where both hold their words in one piece, as nearly always; what stands around them is compared."""
    said, read = old_text(spans), new_text(spans)
    i, j = old.rfind(said), new.rfind(read)
    if not said or not read or i < 0 or j < 0:
        return ()
    before, after = compare_words(old[:i], new[:j]), compare_words(old[i + len(said) :], new[j + len(read) :])
    return (*before, *spans, *after)


# ------------------------------------------------------------------------------------------ what a letter stands for


@dataclass(frozen=True, slots=True)
class _Fit:
    """A text found in the letters of a Word file."""

    before: str
    letters: Sequence[str]
    """What stands in the file for each letter of the text: itself, with objects behind it; for a blank, what parts
    two paragraphs. The text itself where each letter stands for itself."""
    after: str


def _fitted_pair(old: str, new: str, marked: MarkedText) -> tuple[Span, ...]:
    a = _fit(old, marked.old or (old_text(marked.spans),), marked.join)
    b = _fit(new, marked.new or (new_text(marked.spans),), marked.join)
    return () if a is None or b is None else tuple(_objects_kept(_spelled(marked.spans, a, b)))


def _fit(letters: str, parts: Sequence[str], join: str) -> _Fit | None:
    """Where the parts stand, one after the other, and anything between them; None if one of them does not."""
    first = _found(letters, parts[0], 0) if all(parts) else None
    if first is None:
        return None
    start, units, end = first
    if len(parts) == 1:
        return _Fit(letters[:start], units, letters[end:])
    units = [*units]
    for part in parts[1:]:
        found = _found(letters, part, end)
        if found is None:
            return None
        units += [letters[end : found[0]], *[""] * (len(join) - 1), *found[1]]
        end = found[2]
    return _Fit(letters[:start], units, letters[end:])


_Found = tuple[int, Sequence[str], int]


def _found(letters: str, text: str, start: int) -> _Found | None:
    """Where a text first stands from ``start`` on, letter by letter, and where it ends."""
    at = letters.find(text[0], start)
    while at >= 0:
        found = _matched(letters, text, at)
        if found is not None:
            return at, *found
        at = letters.find(text[0], at + 1)
    return None


def _matched(letters: str, text: str, at: int) -> tuple[Sequence[str], int] | None:
    """What stands for each letter of a text from ``at`` on, and where it ends; None where the text is not there."""
    if letters.startswith(text, at) and _is_plain(text):
        return text, at + len(text)
    units: list[str] = []
    for run in _RUNS.findall(text):
        if letters.startswith(run, at) and not (run[0].isspace() or _OBJECTS.search(run)):
            units += run
            at += len(run)
            continue
        for letter in run:
            begin = at
            skipped = (_GAP if letter.isspace() else _OBJECTS_HERE).match(letters, at)
            at = skipped.end() if skipped else at
            if letter.isspace():
                if at == begin:
                    return None
            elif letters.startswith(letter, at):
                at += 1
            else:
                return None
            units.append(letters[begin:at])
    return units, at


def _is_plain(text: str) -> bool:
    """Whether each letter stands for itself where the same letters are found, as in nearly every text."""
    return " ".join(text.split()) == text and not _OBJECTS.search(text)


_ANY_OBJECT = "\U000f0000-\U0010ffff"
"""Letters that stand for an object, a bracket or the end of a paragraph, as a range for a character class."""
_OBJECTS, _OBJECTS_HERE, _GAP = regex(f"[{_ANY_OBJECT}]+"), regex(f"[{_ANY_OBJECT}]*"), regex(rf"[\s{_ANY_OBJECT}]*")
_RUNS = regex(r"\s+|\S+")


def _spelled(spans: Iterable[Span], old: _Fit, new: _Fit) -> Iterator[Span]:
    """The spans in the letters of the files."""
    yield from compare_words(old.before, new.before)
    i = j = 0
    for span in spans:
        size = len(span.text)
        if span.op is Op.DELETE:
            yield from _said(span, old.letters[i : i + size])
        elif span.op is Op.INSERT:
            yield from _said(span, new.letters[j : j + size])
        else:
            yield from _kept(old.letters[i : i + size], new.letters[j : j + size])
        i += size * (span.op is not Op.INSERT)
        j += size * (span.op is not Op.DELETE)
    yield from compare_words(old.after, new.after)


def _objects_kept(spans: Iterable[Span]) -> Iterator[Span]:
    """The same, but objects with which both what went and what came begin or end are kept.

    They stand with the letters beside them: a link where words come in would be one that went and one that came.
    """
    for changed, group in groupby(spans, key=lambda span: span.op is not Op.KEEP):
        edits = [*group]
        first, edits = _shared(edits) if changed else ("", edits)
        last, turned = _shared([replace(each, text=each.text[::-1]) for each in edits]) if changed else ("", edits)
        edits = [replace(each, text=each.text[::-1]) for each in turned] if last else edits
        yield from (Span(Op.KEEP, first),) if first else ()
        yield from (each for each in edits if each.text)
        yield from (Span(Op.KEEP, last[::-1]),) if last else ()


def _shared(edits: Sequence[Span]) -> tuple[str, list[Span]]:
    """The objects with which both sides of a change begin, and the change without them."""
    texts = ["".join(each.text for each in edits if each.op is op) for op in (Op.DELETE, Op.INSERT)]
    pairs = takewhile(lambda pair: pair[0] == pair[1] and _OBJECTS.match(pair[0]), zip(*texts, strict=False))
    shared = "".join(letter for letter, _ in pairs)
    left = dict.fromkeys(Op, len(shared))
    rest = []
    for each in edits:
        rest.append(replace(each, text=each.text[left[each.op] :]))
        left[each.op] = max(left[each.op] - len(each.text), 0)
    return shared, rest


def _said(span: Span, letters: Sequence[str]) -> Iterator[Span]:
    text = "".join(letters)
    if text:
        yield replace(span, text=text)


def _kept(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Letters that the comparison kept; what stands for one of them may have changed."""
    if old == new or [*old] == [*new]:
        yield from [Span(Op.KEEP, "".join(old))] if old else []
        return
    for same, pairs in groupby(zip(old, new, strict=True), key=lambda pair: pair[0] == pair[1]):
        before, after = ("".join(side) for side in zip(*pairs, strict=True))
        yield from (Span(Op.KEEP, before),) if same else compare_words(before, after)


# ------------------------------------------------------------------------------------------------------- only a part


def _part(old: str, new: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where a provision has several paragraphs and these are one of them, its share of the marks."""
    mine, theirs = _share(_plain(old), old_text(spans)), _share(_plain(new), new_text(spans))
    share = _cut(spans, mine, theirs) if mine and theirs else ()
    return _fitted_pair(old, new, MarkedText(share)) if share else ()


def _share(paragraph: str, said: str) -> range:
    """Where a paragraph stands in a text, its number left out if need be; nowhere for an empty one."""
    for text in (paragraph, paragraph.partition(" ")[2]):
        at = said.find(text) if text else -1
        if at >= 0:
            return range(at, at + len(text))
    return range(0)


def _plain(letters: str) -> str:
    return " ".join(_OBJECTS.sub("", letters).split())


def _cut(spans: Iterable[Span], old: range, new: range) -> tuple[Span, ...]:
    """What of marked-up text lies in a range of either side; nothing where words are kept across its border."""
    found: list[Span] = []
    i = j = 0
    for span in spans:
        size = len(span.text)
        mine, theirs = (
            (max(each.start - at, 0), min(each.stop - at, size)) for each, at in ((old, i), (new, j))
        )  # which of its letters the ranges hold
        if span.op is Op.KEEP and (mine != theirs) and (mine[0] < mine[1] or theirs[0] < theirs[1]):
            return ()
        first, last = theirs if span.op is Op.INSERT else mine
        if first < last:
            found.append(replace(span, text=span.text[first:last]))
        i += size * (span.op is not Op.INSERT)
        j += size * (span.op is not Op.DELETE)
    return tuple(found)
