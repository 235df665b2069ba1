"""The word a text counts its units by, learned from the text: ``Standard 1``, ``§ 2``, ``Draft Regulation 3``.

No list has these words. One that stands at the heads of lines before 1, 2, 3 …, with text below each in which no
smaller number counts on from one to the next, is the word of the units, whatever the language. A caption, a page or an
entry of a table of contents has no such text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Many
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from treatydiff.structure.headings import (
    ARTICLE_WORDS,
    CONTAINERS,
    Heading,
    dangles,
    ends_sentence,
    heading_behind,
    kind_of,
    starts_low,
)
from treatydiff.structure.lines import Line, stretches
from treatydiff.structure.series import Candidate, heaviest, runs
from treatydiff.text.languages import Language
from treatydiff.text.lettering import IDEOGRAPHS, fold
from treatydiff.text.numbering import CJK, Number
from treatydiff.text.regexes import regex


class _CountedLine(NamedTuple):
    """A line that opens with a word and a number."""

    place: int
    heading: Heading
    word: str
    """What is counted, one for all its forms (``SECTION 1``, ``SEC. 2``); of ``New Regulation 5`` the last word."""


_Family = list[_CountedLine]

_WORD = r"(?:§{1,2}|[^\W\d_](?:[\w'’-]*\w)?\.?)"
_UNIT_WORDS = regex(rf"\s*+(?:#{{1,6}}\s+)?(?:\*\*|__)?(?:\[\s?){{0,3}}(?P<words>{_WORD}(?:\s{_WORD}){{0,2}})(?=\s)")
"""Up to three words before what may be a number."""
_WHOLE = regex(r"\S+")
_HAN = rf"[{IDEOGRAPHS}]"
_UNSPACED = regex(
    rf"(?P<lead>(?:\[\s?){{0,3}})(?:第(?:{CJK}|\d+)(?P<unit>{_HAN}{{1,4}})(?!\w)|(?P<word>{_HAN}{{2,6}}?)(?={CJK}|[\dIVXLC]))"
)
"""Where no blank parts words, the unit stands around its number or before it."""
_SMALLER = regex(r"(?P<open>[\[(（]*)(?P<n>\d{1,4})(?P<close>[.)）．、]|\s|(?=[—–]))")
"""A number at the head of a line below: how it is printed says which series it belongs to."""
_FEWEST = 3
_MOST = 0.6
"""The share of the lines with a word that its series has to hold."""
_FAMILIES = 12
"""So many words are looked at, those that stand before most numbers."""
_APART = 0.8
_LEAST = 0.3
"""The share of a text that has to stand between the first and the last of its units."""
_MORE = 3
"""So many times as many as articles, which then are quoted."""
_LEVELS = 2
"""So many parts make a level above the units."""
_LONG = 60
"""Characters from which on a line without a stop is the beginning of a sentence."""


def learn(lines: list[Line], language: Language) -> None:
    """Give the lines that open the units of a text their headings, where no known word does.

    In a text that has articles only those with one more word before the number are added: ``New article 5 bis``.
    """
    families = dict(nlargest(_FAMILIES, _families(lines, language).items(), key=lambda item: len(item[1])))
    articles = [place for place, line in enumerate(lines) if line.heading and line.heading.article]
    chains = [chain for family in families.values() if (chain := _chain(family, lines, language))]
    if articles:
        chains = [chain for chain in chains if chain[0].place < articles[0] and len(chain) > _MORE * len(articles)]
    unit = max(chains, key=lambda chain: (len(chain), chain[0].place), default=[])
    for met in unit:
        _put(met, lines)
    if articles and not unit:
        _put_between([met for word, family in families.items() if word in ARTICLE_WORDS for met in family], lines)
    for family in families.values():
        for met in _above(family, lines):
            _put(met._replace(heading=met.heading._replace(kind="part")), lines)


def _put(met: _CountedLine, lines: Many[Line]) -> None:
    lines[met.place].heading, lines[met.place].marker = met.heading, None


def _put_between(family: _Family, lines: Many[Line]) -> None:
    """Those that go on from the article before stand among articles: ``New article 5 bis``, but no ``Formerly 12``."""
    found, last = {met.place: met for met in family}, None
    for place, line in enumerate(lines):
        met = found.get(place)
        number = met.heading.number if met else None
        goes_on = number and (number.succeeds(last) if last else number.first)
        if met and goes_on and not (place and lines[place - 1].heading) and _is_set_apart(place, lines):
            _put(met, lines)
        if line.heading and line.heading.article:
            last = line.heading.number


def _rise(numbers: Many[Number]) -> bool:
    return all(one.key < two.key for one, two in pairwise(numbers))


def _above(family: _Family, lines: Many[Line]) -> _Family:
    """Those of a word that each stand right above a unit or its title, in order: a level of their own."""
    numbers = [met.heading.number for met in family if met.heading.number]
    if len(family) < _LEVELS or not numbers[0].first or not _rise(numbers):
        return []
    return family if all(_heads_units(lines[met.place : met.place + 3]) for met in family) else []


def _heads_units(lines: Many[Line]) -> bool:
    """Whether the first line, which is no heading, stands above a unit with but a title between."""
    first, *below = lines
    unit = next((place for place, line in enumerate(below) if line.heading and line.heading.article), None)
    return not first.heading and unit is not None and not any(ends_sentence(line.text) for line in below[:unit])


def _families(lines: list[Line], language: Language) -> dict[str, _Family]:
    """The lines that open with a word and a number, by the word."""
    found: dict[str, _Family] = defaultdict(list)
    for place, line in enumerate(lines):
        heading = line.heading
        if line.cell or (heading and (heading.article or heading.kind in ("preamble", "option"))):
            continue
        if met := _met(place, line, language):
            found[met.word].append(met)
    return found


def _met(place: int, line: Line, language: Language) -> _CountedLine | None:
    """A line as a heading, if it opens with a word and a number; of several words the last is the unit."""
    for word, start, after in _openings(line.text, language):
        heading = heading_behind(line.text, start, language, after=after)
        if (
            heading
            and heading.number
            and heading.number.path
            and not (heading.rest and line.text.removesuffix(heading.rest)[-1].isalnum())
        ):
            kind, own = _named(word, language)
            return _CountedLine(place, heading._replace(kind=kind, word=own), "§" if "§" in word else own or kind)
    return None


def _openings(text: str, language: Language) -> Iterator[tuple[str, int, str]]:
    """The words that may count at the head of a text, where each ends, and what has to stand behind the number.

    None stands behind a preposition: ``In Article 1:``.
    """
    if found := _UNSPACED.match(text):
        unit = found["unit"]
        yield (unit, found.end("lead") + 1, unit) if unit else (found["word"], found.end("word"), "")
    elif (found := _UNIT_WORDS.match(text)) and not found["words"][0].islower():
        first, *more = found["words"].split()
        for word in (
            () if more and dangles(first, language) else _WHOLE.finditer(text, found.start("words"), found.end())
        ):
            yield word[0], word.end(), ""


def _named(word: str, language: Language) -> tuple[str, str]:
    """The kind of a unit, and what the text calls it where the kind does not say it."""
    if kind := kind_of(word, language, ARTICLE_WORDS):
        return kind, ""
    if word.startswith("§") or kind_of(word, language, CONTAINERS) == "section":
        return "act section", "section"
    return "provision", fold(word).strip(".")


def _chain(family: _Family, lines: list[Line], language: Language) -> _Family:
    """Those of one word that are units; none where it is a caption, a page, a container or a reference."""
    below = stretches([met.place for met in family], len(lines))
    full = [met for met, (here, there) in zip(family, below, strict=True) if _has_text(met, lines[here + 1 : there])]
    candidates = [Candidate(met.place, met.heading.number) for met in full if met.heading.number]
    counted = max(heaviest(candidates), runs(candidates), key=len) if candidates else []
    chosen = {candidate.place for candidate in counted}
    chain = [met for met in full if met.place in chosen]
    if len(chain) < max(_FEWEST, _MOST * len(full)) or family[0].word in map(fold, language.headings.contents):
        return []
    if sum(_is_set_apart(met.place, lines) for met in chain) < _APART * len(chain) or _counts_on(chain, lines):
        return []
    if not _holds_the_text(chain[0].place, chain[-1].place, lines):
        return []
    return [met for met in family if met.place in chosen or met not in full]


def _holds_the_text(first: int, last: int, lines: Many[Line]) -> bool:
    """Whether the units are what a text is made of, annexes aside, and not the rules in one of its many parts."""
    annex = next((place for place in range(last, len(lines)) if _is_annex(lines[place])), len(lines))
    inside = sum(len(line.text) for line in lines[first:last])
    return inside > _LEAST * sum(len(line.text) for line in lines[:annex])


def _is_annex(line: Line) -> bool:
    return line.heading is not None and line.heading.kind == "annex"


def _has_text(met: _CountedLine, below: Many[Line]) -> bool:
    """Whether text of its own stands with a heading, and no table right below it."""
    if below and below[0].cell:
        return False
    texts = [met.heading.rest, *(line.text for line in below if not line.heading)]
    return any(ends_sentence(text) or len(text) > _LONG for text in texts)


def _is_set_apart(place: int, lines: Many[Line]) -> bool:
    """Whether a line breaks no sentence, as the number of a page does."""
    before, after = lines[place - 1 : place], lines[place + 1 : place + 2]
    broken = any(len(line.text) > _LONG and not ends_sentence(line.text) for line in before)
    return not broken and not any(starts_low(line.text) for line in after)


def _counts_on(chain: _Family, lines: Many[Line]) -> bool:
    """Whether smaller numbers are counted through the text, from one heading to the next, and not anew below each."""
    firsts: list[dict[object, tuple[int, int]]] = []
    for here, there in stretches([met.place for met in chain], len(lines)):
        ends: dict[object, tuple[int, int]] = {}
        for line in lines[here + 1 : there]:
            if found := _SMALLER.match(line.text):
                number, form = int(found["n"]), (found["open"], found["close"])
                ends[form] = ends.get(form, (number, 0))[0], number
        firsts.append(ends)
    pairs = [(one[form][1], two[form][0]) for one, two in pairwise(firsts) for form in one.keys() & two.keys()]
    return sum(last + 1 == first for last, first in pairs) > sum(first == 1 for _, first in pairs)
