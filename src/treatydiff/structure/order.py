"""Order of article numbers: which ``Article 5`` at the head of a line is only cited, and which heading is hidden.

``CITED`` lists the reasons for and against a heading; the first that holds decides. ``revealed`` looks where a number
is missing: extraction hides headings behind the end of a reference (``8. ARTICLE 1906``), scanning spells them wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence as Many
from dataclasses import replace
from typing import NamedTuple

from treatydiff.structure.headings import Heading, ends_sentence, recognise, starts_low
from treatydiff.structure.lines import Line, Passed
from treatydiff.text.languages import Language
from treatydiff.text.lettering import fold
from treatydiff.text.numbering import Number, mended, readings
from treatydiff.text.regexes import regex

# ------------------------------------------------------------------------------------------------------- articles cited

Look = tuple[object, ...]
"""How a heading is printed: capitals, a full stop behind it, bold, centred, style."""
_LOOKAHEAD = 12
"""Headings that are looked at for the one that goes on."""
_USUAL = 0.7
"""The share of headings that look alike from which on another look is odd."""


class _HeadingMet(NamedTuple):
    """A heading of an article where it stands."""

    heading: Heading
    number: Number
    last: Number | None
    """The number of the article before; None at the beginning."""
    before: Line | None
    after: Line | None
    odd: bool
    """Looks otherwise than the headings of the draft do."""
    later: Many[tuple[Number, bool]]
    """The numbers of the headings that follow, and whether those look odd."""

    @property
    def alone(self) -> bool:
        """Whether nothing stands behind the number."""
        return not self.heading.rest

    @property
    def follows(self) -> bool:
        return self.last is None or self.number.succeeds(self.last)

    @property
    def breaks_off(self) -> bool:
        """Whether the line before is a sentence without end."""
        return bool(self.before and not self.before.heading and _unfinished(self.before))

    @property
    def opens(self) -> bool:
        """Whether it is printed like any other and opens a text of its own, behind a sentence that has ended."""
        apart = self.heading.separated and self.heading.rest and not starts_low(self.heading.rest)
        return bool(apart and not self.odd and self.before and ends_sentence(self.before.text))

    @property
    def goes_on_behind(self) -> bool:
        """Whether a later heading goes on where the last one stood, as if this one were not there."""
        return self.last is not None and any(n.succeeds(self.last) and not odd for n, odd in self.later)


def _sentence_goes_on(met: _HeadingMet) -> bool:
    """``pursuant to / Article 6 / of this Agreement``."""
    return met.alone and met.breaks_off and bool(met.after and met.after.plain and starts_low(met.after.text))


def _printed_again(met: _HeadingMet) -> bool:
    """``referred to in / Article 58. / 2. An origin declaration ... / ARTICLE 58``."""
    return met.odd and bool(met.later) and met.later[0] == (met.number, False)


def _out_of_order(met: _HeadingMet) -> bool:
    """29 between 26 and 27, and it looks odd, or 29 is met again, or a sentence breaks off before it."""
    again = any(number.key == met.number.key for number, odd in met.later if not odd) and not met.number.first
    if met.follows or not met.goes_on_behind or met.opens:
        return False
    return met.odd or again or (met.alone and met.breaks_off)


def _goes_back(met: _HeadingMet) -> bool:
    """A smaller number behind a sentence that breaks off, or before a text on the same line."""
    if met.last is None or met.number.first or met.number.key >= met.last.key or met.heading.separated:
        return False
    return not met.alone or (met.breaks_off and bool(met.before and met.before.plain))


def _goes_back_oddly(met: _HeadingMet) -> bool:
    """``Article 36`` in a table behind the last article."""
    return met.odd and met.alone and met.last is not None and not met.number.first and met.number.key < met.last.key


CITED: tuple[tuple[str, Callable[[_HeadingMet], bool], bool], ...] = (
    ("the sentence goes on below", _sentence_goes_on, True),
    ("printed again as a heading", _printed_again, True),
    ("it follows the one before", lambda met: met.follows, False),
    ("out of order", _out_of_order, True),
    ("it goes back", _goes_back, True),
    ("it goes back and looks odd", _goes_back_oddly, True),
)
"""Why a heading is only cited, or why not: name, test, whether it is then cited. What nothing says is a heading."""


def drop_cited(lines: list[Line]) -> None:
    """A line that begins with ``Article 5`` only because a sentence was broken there is no heading."""
    places = [p for p, line in enumerate(lines) if line.heading and (line.heading.article or _is_annex(line.heading))]
    looks = {place: _look(lines[place]) for place in places}
    counted = Counter(look for look in looks.values() if look[0] != "annex")
    usual, times = next(iter(counted.most_common(1)), ((), 0))
    odd = {p for p in places if looks[p] != usual} if times >= _USUAL * counted.total() else set()
    last: dict[str, Number] = {}
    for index, place in enumerate(places):
        line = lines[place]
        series = "annex" if _is_annex(_heading(line)) else "article"
        heading = line.heading = _mend(_heading(line), last.get(series))
        before = lines[place - 1] if place else None
        after = lines[place + 1] if place + 1 < len(lines) else None
        if series == "annex":
            cited = _annex_cited(heading, last.get(series), before)
        else:
            later = _later(lines, places[index + 1 : index + 1 + _LOOKAHEAD], odd)
            cited = _is_cited(heading, last.get(series), before, after, place in odd, later)
        if cited:
            line.pass_over(Passed.CITED) if heading.number else line.retitle()
            continue
        if series == "annex":
            last.pop("article", None)
        if heading.number:
            last[series] = heading.number


def _is_annex(heading: Heading) -> bool:
    return heading.kind == "annex"


def _heading(line: Line) -> Heading:
    assert line.heading
    return line.heading


def _look(line: Line) -> Look:
    heading, style = _heading(line), line.style
    stop = not heading.rest and heading.printed.endswith(".")
    word = next(iter(re.findall(r"[^\W\d_]+", heading.printed)), "")
    return heading.kind, word.isupper(), stop, style.bold, style.centred, style.name


def _later(lines: list[Line], places: Many[int], odd: set[int]) -> list[tuple[Number, bool]]:
    """The numbers of the headings that follow, up to the next annex."""
    found = []
    for place in places:
        heading = _heading(lines[place])
        if _is_annex(heading):
            break
        if heading.number:
            found.append((heading.number, place in odd))
    return found


def _is_cited(
    heading: Heading,
    last: Number | None,
    before: Line | None,
    after: Line | None,
    odd: bool,
    later: Many[tuple[Number, bool]],
) -> bool:
    if heading.number is None:
        return False
    met = _HeadingMet(heading, heading.number, last, before, after, odd, later)
    return next((cited for _, holds, cited in CITED if holds(met)), False)


def _mend(heading: Heading, last: Number | None) -> Heading:
    """``Article 4l`` behind article 40 is article 41."""
    meant = mended(heading.number) if heading.number and last and not heading.number.succeeds(last) else None
    return heading._replace(number=meant) if meant and last and meant.succeeds(last) else heading


def _annex_cited(heading: Heading, last: Number | None, before: Line | None) -> bool:
    number = heading.number
    if number is None:  # an article may be called "Annex"
        return bool(before and before.heading and before.heading.article and not before.heading.rest)
    if heading.separated or not heading.rest or number.first or (last and number.succeeds(last)):
        return bool(before and before.plain and _unfinished(before) and not heading.rest)
    return ends_sentence(heading.rest) or (number.first is False and last is not None and number.key < last.key)


def _unfinished(line: Line) -> bool:
    return not ends_sentence(line.text) and len(line.text) > 60


# ------------------------------------------------------------------------------------------------------ headings hidden

_HIDDEN = regex(
    r"(?P<junk>[(\[]?[\w.()\[\]]{0,14}?[\s.)\]]{0,3})(?P<word>[^\W\d_]{3,12})(?P<gap>[\s:.–—-]{1,4})"
    r"(?P<n>[\dIVXLC][\w.–-]{0,11}?)(?=[.:]?(?:\s|$))"
)
_TITLED = regex(r"(?P<n>\d{1,4}(?:[.-]\d{1,3}){0,2})[.:]?\s+(?=[^\W\d_])")


def revealed(lines: list[Line], language: Language) -> list[Line]:
    """The lines with the headings that a gap in the numbers reveals; a line that hides one is cut in two."""
    result: list[Line] = []
    wanted, words = "", _words(lines)
    behind = _next_articles(lines)
    for place, line in enumerate(lines):
        heading = line.heading
        if heading and heading.article and heading.number:
            wanted = following(heading.number.printed)
        elif heading and _is_annex(heading):
            wanted = ""
        elif line.text.strip(" :.") in words and _begins(behind[place], wanted):
            line.heading, line.marker = Heading("article", None, line.text, "", False), None
        elif wanted and not line.cell and behind[place] != wanted and (cut := _hidden(line, wanted, words, language)):
            junk, line = cut
            if junk.text:
                result.append(junk)
            wanted = following(wanted)
        elif wanted and heading is None and behind[place] not in ("", wanted) and _only_number(line, result, wanted):
            line.heading, line.marker = _without_word(line, language), None
            wanted = following(wanted) if line.heading else wanted
        result.append(line)
    return result


def _begins(behind: str, wanted: str) -> bool:
    """Whether the heading that follows is the second of its series, so that the first one lost its number."""
    second = re.search(r"(?<!\d)\d+$", behind)
    return bool(second and int(second[0]) == 2 and wanted != behind)


def following(number: str) -> str:
    """The next number, printed alike: ``1.10`` after ``1.9``, ``1-02`` after ``1-01``; empty where none is known."""
    found = re.search(r"(?<!\d)\d+$", number)
    if not found or len(found[0]) > 4:
        return ""
    return number[: found.start()] + str(int(found[0]) + 1).zfill(len(found[0]))


def _next_articles(lines: Many[Line]) -> list[str]:
    """For each line the printed number of the next article's heading; empty behind the last one."""
    found, number = [], ""
    for line in reversed(lines):
        found.append(number)
        if line.heading and line.heading.article and line.heading.number:
            number = line.heading.number.printed
    return found[::-1]


def _words(lines: Many[Line]) -> frozenset[str]:
    """The words that the articles of this text open with, as printed."""
    printed = (line.heading.printed for line in lines if line.heading and line.heading.article)
    return frozenset(word for text in printed for word in re.findall(r"[^\W\d_]{3,}", text)[:1])


def _hidden(line: Line, wanted: str, words: frozenset[str], language: Language) -> tuple[Line, Line] | None:
    """What stands before the heading with the number wanted, and the heading, if the line hides it."""
    figures = (part.lstrip("0") for part in re.split("[.-]", wanted))
    found = _HIDDEN.match(line.text) if all(part in line.text for part in figures) else None
    if (
        not found
        or not _alike(found["n"].rstrip(".:"), wanted)
        or not any(_misspelt(found["word"], word) for word in words)
    ):
        return None
    meant = next(word for word in words if _misspelt(found["word"], word))
    start, text = found.start("word"), line.text[found.start("word") :]
    heading = recognise(meant + text[len(found["word"]) :], language)
    if heading is None or not heading.article:
        return None
    printed = found["word"] + heading.printed[len(meant) :]
    return line.with_text(line.text[:start].strip(), numbered=True), replace(
        line, text=text, heading=heading._replace(printed=printed), marker=None
    )


def _alike(number: str, other: str) -> bool:
    """Whether two numbers are the same but for leading zeros."""
    return number == other or [part.lstrip("0") for part in re.split("[.-]", number)] == [
        part.lstrip("0") for part in re.split("[.-]", other)
    ]


def _misspelt(word: str, meant: str) -> bool:
    """Whether a word is another but for a letter or two, printed in the same case."""
    if word.isupper() != meant.isupper() or abs(len(word) - len(meant)) > 2:
        return False
    return word == meant or _distance(fold(word), fold(meant)) <= (2 if len(meant) > 5 else 1)


def _distance(one: str, other: str) -> int:
    """Letters to insert, delete or replace."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def _only_number(line: Line, before: Many[Line], wanted: str) -> bool:
    """Whether a line is the number wanted and a title: ``10.14 Consultation and Negotiation``."""
    found = _TITLED.match(line.text)
    rest = line.text[found.end() :] if found else ""
    short = len(rest) < 120 and not ends_sentence(rest) and not starts_low(rest)
    return bool(found and "." in wanted and found["n"] == wanted and short and before)


def _without_word(line: Line, language: Language) -> Heading | None:
    found = _TITLED.match(line.text)
    if not found:
        return None
    rest = line.text[found.end() :]
    return Heading("article", readings(found["n"])[0], line.text[: found.end()].strip(), rest, True)
