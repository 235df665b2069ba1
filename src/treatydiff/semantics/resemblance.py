"""Resemblance of undecided changes to judged cases.

A change is the sum of the vectors of the sentences that were edited, of both drafts: exchanging the drafts gives the
same list. A line through that space, fitted to the cases once (``benchmarks.semantics.learn``), tells the subject of
the themes from what treaties say else. On statutes nobody had tuned to, no line told for the worse from for the better
(docs/second-reader.md), so nothing here has a direction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from treatydiff.errors import DataError
from treatydiff.judging.wording import sentences
from treatydiff.model import Change, Kind, Op, Significance, Span
from treatydiff.report import FiledVerdict, JudgedCase, Location, Report, Resemblance
from treatydiff.reports.summary import count_words
from treatydiff.semantics.cases import FOLDER, load_cases, of_verdicts
from treatydiff.semantics.encoder import LENGTH, Encoder
from treatydiff.themes.patterns import plain, silent
from treatydiff.verdicts.content import Judgeable, spoken
from treatydiff.verdicts.review import Why, heft, review

if TYPE_CHECKING:
    from treatydiff.semantics.encoder import Numbers

_A_CHAPTER = 4
"""Of so many articles one may be on the list: fifteen of sixty, as many as a person reads."""
_AT_LEAST = 3
_READ = 12
"""Of so many times the entries that a list has room for the weightiest changes are read: bounds the cost."""
_MOST_SENTENCES = 4
"""So many edited sentences of each side are read; more make every long change look alike."""
_LONGEST = 300
"""Characters of a sentence that are read."""
_ROUNDED = 1
"""Thousandths by which processors may differ where a number lies between two."""
_FEWEST = 5
"""Words that tell a subject at all; a heading alone does not."""
_LIKE_A_VERDICT = 0.75
"""Likeness to a change that the user judged from which on a change is listed whatever its subject."""


@dataclass(frozen=True)
class Learned:
    """What was fitted to the cases, in whole numbers."""

    weights: Numbers
    threshold: int
    vectors: Numbers
    """Of the cases that a rule should speak of, in their order."""
    lengths: Numbers
    """Their squared lengths."""
    probe: str
    answer: tuple[int, ...]
    """What the encoder that it was fitted with says of the probe."""


@cache
def learned() -> Learned:
    """From the files beside the cases."""
    import numpy

    data = json.loads((FOLDER / "learned.json").read_text("utf-8"))
    raw = numpy.frombuffer((FOLDER / "vectors.bin").read_bytes(), dtype="<i2")
    vectors = raw.reshape(-1, LENGTH).astype(numpy.int64)
    weights = numpy.array(data["weights"], dtype=numpy.int64)
    lengths = (vectors * vectors).sum(axis=1)
    return Learned(weights, data["threshold"], vectors, lengths, data["probe"], tuple(data["answer"]))


def with_resemblances(report: Report, filed: Sequence[FiledVerdict] = (), encoder: Encoder | None = None) -> Report:
    """The report with its possibly relevant changes. Raises DataError for an encoder of another kind."""
    return replace(report, resembling=resembling(report, filed, encoder or Encoder()))


def resembling(report: Report, filed: Sequence[FiledVerdict], encoder: Encoder) -> tuple[Resemblance, ...]:
    """The changes on which no rule speaks and that are possibly relevant, the weightiest first."""
    items = review(report, report.redline.changes)
    asked = sorted((item.unit for item in items if item.why in (Why.UNDECIDED, Why.RELEVANT)), key=_rank)
    own = of_verdicts(verdict for verdict in filed if not _is_here(verdict, asked))
    read = [(unit, edited(unit)) for unit in (asked if own else asked[: _READ * _room(report)])]
    read = [(unit, each) for unit, each in read if count_words(" ".join(each)) >= _FEWEST]
    if not read:
        return ()
    known = learned()
    units, texts = [unit for unit, _ in read], [each for _, each in read]
    rows = encoder.encode([known.probe, *(t for each in texts for t in each), *(_one(case) for case in own)])
    if any(abs(int(n) - wanted) > _ROUNDED for n, wanted in zip(rows[0], known.answer, strict=False)):
        raise DataError("the second reader: not the encoder that the cases were learned with", _HINT)
    found, at = [], 1
    for unit, each in zip(units, texts, strict=True):
        found.append((unit, rows[at : at + len(each)].sum(axis=0)))
        at += len(each)
    return tuple(_listed(report, found, rows[at:], own))


_HINT = "pip install 'treatydiff[semantics]' installs the right one"


def _is_here(verdict: FiledVerdict, units: Iterable[Judgeable]) -> bool:
    return any(spoken(verdict.place) in unit.places and verdict.new == unit.new for unit in units)


def _listed(
    report: Report, found: Sequence[tuple[Judgeable, Numbers]], mine: Numbers, own: tuple[JudgedCase, ...]
) -> list[Resemblance]:
    """What is like a change that the user judged, then what is of the subject, as in a review.

    Of these by turns one in a paragraph of which no finding speaks and one in another: a finding leads a reader to its
    paragraph anyway. Neither the order nor the length of the list depends on which draft is the old one.
    """
    known = learned()
    nearest = _Nearest(tuple(case for case in load_cases() if case.says), known.vectors, known.lengths)
    nearest_own = _Nearest(own, mine, (mine * mine).sum(axis=1))
    like_judged = [place for place, (_, vector) in enumerate(found) if nearest_own.case(vector)[1] >= _LIKE_A_VERDICT]
    of_the_subject = [
        place for place, (_, vector) in enumerate(found) if score_of(vector, known.weights) > known.threshold
    ]
    told = {_paragraph(finding.where) for finding in report.findings}
    by_turns = _by_turns(of_the_subject, lambda place: _paragraph(found[place][0].where) in told)
    listed = [*dict.fromkeys((*like_judged, *by_turns))][: _room(report)]
    return [_entry(*found[place], nearest, nearest_own) for place in listed]


def _room(report: Report) -> int:
    """How many entries a list has at most."""
    return max(_AT_LEAST, min(len(draft.articles()) // _A_CHAPTER for draft in (report.old, report.new)))


def _rank(unit: Judgeable) -> tuple[object, ...]:
    """The weightiest first, and the same whichever draft is the old one."""
    return tuple(-int(each) for each in heft(unit)), sorted((unit.prints.old, unit.prints.new))


def _by_turns(places: Iterable[int], told: Callable[[int], bool]) -> Iterator[int]:
    """Some places in their order, but one of which nothing is told, and one of which something is, by turns."""
    both: tuple[list[int], list[int]] = ([], [])
    for place in places:
        both[told(place)].append(place)
    for pair in zip_longest(*both):
        yield from (place for place in pair if place is not None)


def _paragraph(where: Location) -> tuple[str, str]:
    return where.unit, where.place.partition(" (")[0]


def _entry(unit: Judgeable, vector: Numbers, *among: _Nearest) -> Resemblance:
    """A change with the case that it resembles most."""
    case, likeness = max((near.case(vector) for near in among), key=lambda each: each[1])
    assert case is not None  # the package has cases
    return Resemblance(unit.change, unit.where, case, round(likeness, 3))


@dataclass(frozen=True)
class _Nearest:
    """Finds the case that a change resembles most."""

    cases: tuple[JudgedCase, ...]
    vectors: Numbers
    lengths: Numbers

    def case(self, vector: Numbers) -> tuple[JudgedCase | None, float]:
        """The case and its likeness, the cosine; none among no cases."""
        import numpy

        if not self.cases:
            return None, 0.0
        lengths = numpy.sqrt(self.lengths.astype(float) * float(vector @ vector))
        likeness = (self.vectors @ vector).astype(float) / numpy.maximum(lengths, 1.0)
        best = int(numpy.argmax(likeness))
        return self.cases[best], float(likeness[best])


def score_of(vector: Numbers, weights: Numbers) -> int:
    """How surely a change is of the subject, in thousandths: the vector's length does not count."""
    import numpy

    length = float(numpy.sqrt(float(vector @ vector)))
    return round(float(vector @ weights) / length) if length else -(10**9)


# ------------------------------------------------------------------------------------------------ what of it is read


def edited(unit: Judgeable) -> list[str]:
    """The sentences of both drafts that an edit of substance touches; of what came or went, the first ones."""
    if unit.change.kind is Kind.AMENDED:
        sides = [_touched(unit.change, op) for op in (Op.DELETE, Op.INSERT)]
    else:
        sides = [_sentences(unit.old), _sentences(unit.new)]
    found = [text[:_LONGEST] for side in sides for text in side[:_MOST_SENTENCES] if text.strip()]
    return found or [(unit.new or unit.old)[:_LONGEST]]


def _sentences(text: str) -> list[str]:
    raw = silent(text)
    return [raw[start:end] for start, end in sentences(plain(raw))]


def _touched(change: Change, op: Op) -> list[str]:
    text, places = "", list[tuple[int, int]]()
    for span in change.spans:
        words = "" if span.op not in (Op.KEEP, op) else silent(span.text)
        if _heavy(span):
            places.append((len(text), len(text) + len(words)))
        text += words
    return [
        text[start:end]
        for start, end in sentences(plain(text))
        if any(first <= end and start <= last for first, last in places)
    ]


def _heavy(span: Span) -> bool:
    return span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE


def _one(case: JudgedCase) -> str:
    return " ".join(filter(None, (case.old, case.new)))[: 2 * _LONGEST]
