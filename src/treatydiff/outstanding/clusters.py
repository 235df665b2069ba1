"""Groups bracketed texts of one level: which are alternatives, and which only stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from treatydiff.outstanding.vocabulary import label_number, labelled, vocabulary
from treatydiff.redline.alternatives import Alternatives, clusters
from treatydiff.text.languages import load
from treatydiff.text.regexes import regex

_FEW = 4
"""Words of alternatives that an "or" parts inside one pair of brackets."""
_CLOSED = ",;،؛，；、"
_AND_OR = regex(r"(?:and|et|y|e|и|و|和) ?/ ?(?:or|ou|o|или|أو|或)(?!\w)", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_FIRST = frozenset({"1", "a", "i"})

Stretch = tuple[int, int]
"""Where the words of a bracket begin and end, without the brackets."""


def grouped(text: str, code: str) -> list[Alternatives]:
    """The outermost brackets of a text, alternatives together; those that are none have no members."""
    parted = [each for cluster in clusters(text, code) for each in _apart(text, cluster, code)]
    made: list[Alternatives] = []
    for cluster in parted:
        if made and _goes_on(text, made[-1], cluster, code):
            before = made.pop()
            cluster = Alternatives(before.start, cluster.end, (*_members(text, before), *_members(text, cluster)))
        made.append(cluster)
    return made


def _apart(text: str, cluster: Alternatives, code: str) -> Iterator[Alternatives]:
    """Brackets side by side, parted where one adds to another or only one of them has a label."""
    if not cluster.each:
        yield cluster
    elif "[" not in text[cluster.start + 1 : cluster.end - 1]:  # one pair of brackets
        yield cluster if _parts(text, cluster) else cluster._replace(each=())
    else:
        for near in _near(text, cluster.each):
            yield from (_of(text, run) for run in _runs(text, near, code))


def _near(text: str, each: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Brackets that belong together by the blanks between them: ``[a][b]`` and ``[c]`` of ``[a][b] [c]``."""
    gaps = [text[low[1] : high[0]].strip("[]") for low, high in pairwise(each)]
    tight = any(not gap for gap in gaps)
    held = [each[0]]
    for member, gap in zip(each[1:], gaps, strict=True):
        if tight and gap and not gap.strip():
            yield held
            held = []
        held.append(member)
    yield held


def _runs(text: str, each: Sequence[Stretch], code: str) -> Iterator[list[Stretch]]:
    """Brackets that are alternatives to each other, a single one by itself."""
    run = [each[0]]
    for member in each[1:]:
        if not _alternate(text, run, member, code):
            yield run
            run = []
        run.append(member)
    yield run


def _parts(text: str, cluster: Alternatives) -> bool:
    """Whether a stroke or "or" in one pair of brackets parts alternatives: not in "and/or", not in a long clause."""
    inner = text[cluster.start : cluster.end]
    if "/" not in inner:
        return all(len(part.split()) <= _FEW for part in cluster.of(text))
    sides = ((before[-1:].isspace(), after[:1].isspace()) for before, after in pairwise(inner.split("/")))
    return not _AND_OR.search(inner) and all(before == after for before, after in sides)


def _alternate(text: str, run: Sequence[Stretch], member: Stretch, code: str) -> bool:
    """Whether a bracket is one more alternative to those before it."""
    last, words = text[slice(*run[-1])], text[slice(*member)]
    label = labelled(words, code)[0]
    if label and not labelled(last, code)[0]:
        return label_number(label) not in _FIRST
    return not _adds(words, code) or _adds(text[slice(*run[0])], code)


def _adds(words: str, code: str) -> bool:
    """Whether bracketed words go on with what stands before them: ``[, where applicable]``, ``[and others]``."""
    low = " ".join(words.casefold().split())
    if low[:1] in _CLOSED:
        return len(low) > 1
    joining = (*load(code).sentences.conjunctions, *vocabulary(code).adding)
    return load(code).spaced and any(low.startswith(f"{word.casefold()} ") for word in joining)


def _goes_on(text: str, before: Alternatives, cluster: Alternatives, code: str) -> bool:
    """Whether the labels of a bracket count on from those of the bracket before, with other words between."""
    last = labelled(text[slice(*_members(text, before)[-1])], code)[0]
    first = labelled(text[slice(*_members(text, cluster)[0])], code)[0]
    return bool(last and first) and label_number(first) == _next(label_number(last))


def _next(number: str) -> str:
    if number.isdecimal():
        return str(int(number) + 1)
    if number in _ROMAN[:-1]:
        return _ROMAN[_ROMAN.index(number) + 1]
    return chr(ord(number) + 1) if len(number) == 1 else ""


def _members(text: str, cluster: Alternatives) -> tuple[Stretch, ...]:
    """The alternatives; of a single bracket its words."""
    if cluster.each:
        return cluster.each
    start, end = cluster.start + 1, cluster.end - 1
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return ((start, start + len(inner.strip())),)


def _of(text: str, run: Sequence[Stretch]) -> Alternatives:
    """Brackets side by side as alternatives, a single one by itself."""
    start, end = text.rindex("[", 0, run[0][0] + 1), text.index("]", run[-1][1]) + 1
    return Alternatives(start, end, tuple(run) if len(run) > 1 else ())
