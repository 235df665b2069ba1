"""Articles that amend another act: which act's article each of their points is about, and what is quoted from it.

``8. Article 33 is amended as follows: (a) paragraph 1 is replaced by the following: ‘1. …’`` is about article 33 of the
act that is amended. What is quoted is no article, and no number, of the act that quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from functools import cache

from treatydiff.structure.headings import Heading, recognise
from treatydiff.structure.lines import Line
from treatydiff.text.frozen import dataclass
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import fold
from treatydiff.text.markers import Form, Marker, read_marker
from treatydiff.text.numbering import CODE, DECIMAL, SUFFIXED, Number, Sequence
from treatydiff.text.regexes import regex

_QUOTES = "‘’“„«「\"'"
_OPENED = regex(rf"\s*[{_QUOTES}]\s*")
_OPENED_BEHIND = regex(r"[:：]\s*[‘“„«「\"]")
_CLOSED = regex(r"[’”»」\"'][\s.;,。；，؛،]*(?:and|or|et|ou|y|o|e|и|или|و|和)?$")
_ANNOUNCES = ":：—"
_CLOSING = " ’”»"
_CHAPEAU = 5
"""Lines below the heading of an article within which it says what it amends."""
_MISSING = 30
"""So many points may be missing from a text that holds a part of an act."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What a line of an amending article is about."""

    address: str = ""
    """``33``, ``13(4)``: the article of the act that is amended; empty for what goes on with the line above."""
    marker: Marker | None = None
    """The number of the point."""
    heading: Heading | None = None
    """Of an article that is quoted as a whole."""
    quoted: bool = False
    """Stands between quotation marks: text of the act that is amended."""

    @property
    def says(self) -> bool:
        """Whether the amendments begin at it: what stands above is the title, and what act is amended."""
        return bool(self.address or self.marker or self.quoted)


def mark_amendments(lines: list[Line], language: Language) -> None:
    """Say of the lines of amending articles what they are about; headings inside of them are none of the act itself."""
    place = 0
    while place < len(lines):
        heading = lines[place].heading
        if heading and heading.kind == "article" and _amends(lines, place, language):
            place = _Article(lines, place, heading, language).mark()
        else:
            place += 1


def _amends(lines: Many[Line], place: int, language: Language) -> bool:
    """Whether an article says below its heading that something is amended as follows."""
    below = lines[place + 1 : place + 1 + _CHAPEAU]
    end = next((at for at, line in enumerate(below) if line.heading), len(below))
    heading = lines[place].heading
    own = heading.rest if heading else ""
    return any(_instructs(text, language) for text in (own, *(line.text for line in below[:end])))


def _instructs(text: str, language: Language) -> bool:
    """Whether a line says what is to be done to another text, and what follows is how."""
    pattern, folded = _phrases(language.code), ""
    if pattern and (any(sign in text for sign in _ANNOUNCES) or _ends_in_phrase(text, language)):
        folded = fold(text)
    for found in pattern.finditer(folded) if pattern and folded else ():
        behind = text[found.end() : found.end() + 120].rstrip(_CLOSING)
        if behind[-1:] in _ANNOUNCES or _OPENED_BEHIND.search(behind) or ":" in behind[:60] or "：" in behind[:60]:
            return True
    return False


def _ends_in_phrase(text: str, language: Language) -> bool:
    phrases = _folded(language.code)
    return fold(text.rstrip(_CLOSING)[-2 * max(map(len, phrases)) :]).endswith(phrases)


def _acts(text: str, language: Language) -> bool:
    """Whether a line says what is to be done to another text, in itself (``is deleted``) or by what follows."""
    pattern = _phrases(language.code)
    return bool(pattern and pattern.search(fold(text)))


@cache
def _phrases(code: str) -> re.Pattern[str] | None:
    phrases = _folded(code)
    return regex("|".join(map(re.escape, phrases))) if phrases else None


@cache
def _folded(code: str) -> tuple[str, ...]:
    return tuple(map(fold, load(code).amending.phrases))


class _Article:
    """One amending article, line by line."""

    def __init__(self, lines: list[Line], start: int, heading: Heading, language: Language) -> None:
        self._lines, self._start, self._language = lines, start, language
        self._own = heading.number
        self._last: Marker | None = None
        """The number of the last point."""
        self._step: Marker | None = None
        """The number of the last instruction inside a point: ``(a)``."""
        self._quoting = False
        self._whole = False
        """Whether the quotation began with a heading."""
        self._inner: Number | None = None
        """The last article that was quoted as a whole."""

    def mark(self) -> int:
        """Mark the lines; returns the place behind the last."""
        self._lines[self._start].amended = Amended()
        place = self._start + 1
        while place < len(self._lines):
            line = self._lines[place]
            if line.heading and self._leaves(line.heading, place):
                break
            if self._quoting and self._goes_on_outside(line, closed=self._closed(place)):
                self._quoting = False
            if self._quoting or _OPENED.match(line.text) or (line.heading and line.heading.article):
                self._quote(line, self._lines[place - 1])
            else:
                self._instruct(line)
            place += 1
        return place

    def _closed(self, place: int) -> bool:
        return bool(_CLOSED.search(self._lines[place - 1].text))

    def _leaves(self, heading: Heading, place: int) -> bool:
        """Whether a heading is one of the act itself, as every one is that nothing shows to be quoted.

        Quoted is what stands behind a quotation mark, in a quotation that began with a heading, behind an article
        that was quoted and with the next number, or below a line that says that just this is inserted.
        """
        if _OPENED.match(self._lines[place].text):
            return False
        number = heading.number
        if not heading.article or number is None or self._own is None:
            return not (self._quoting and self._whole and not self._closed(place))
        if number.succeeds(self._own):
            return not (self._inner and number.succeeds(self._inner) and not self._closed(place))
        if self._inner and number.follows(self._inner):
            return False
        if self._quoting and self._whole and not self._closed(place):
            return False
        above = self._lines[place - 1].text
        return not (_instructs(above, self._language) and number.printed in re.findall(r"\w+", above))

    def _goes_on_outside(self, line: Line, *, closed: bool) -> bool:
        """Whether a line is the next point, or says what else is to be done, and not what is quoted.

        Where no mark closes the quotation, only a point that names an article and what is done to it, or the next
        instruction of the point.
        """
        point, acts = self._next_point(line), _acts(line.text, self._language)
        exact = bool(point and self._last and point.numbers[0].succeeds(self._last.numbers[0]))
        if closed:
            return acts or exact
        instructs = _instructs(line.text, self._language)
        if exact and (instructs or (acts and _address(line.text, self._language))):
            return True
        return instructs and self._next_step(line.marker)

    def _next_step(self, marker: Marker | None) -> bool:
        """Whether a number is that of the next instruction inside a point."""
        if marker is None or self._step is None or marker.form is not self._step.form:
            return False
        return any(number.follows(last) for number in marker.numbers for last in self._step.numbers)

    def _next_point(self, line: Line) -> Marker | None:
        marker = line.marker
        if marker is None or line.cell:
            return None
        number = marker.numbers[0]
        if number.sequence is not Sequence.DECIMAL or len(number.path) != 1:
            return None
        if self._last is None:
            return marker
        last = self._last.numbers[0]
        near = 0 < number.path[0] - last.path[0] <= _MISSING or number.follows(last)
        return marker if marker.form is self._last.form and near else None

    def _instruct(self, line: Line) -> None:
        marker = self._next_point(line)
        if marker:
            self._last = marker
        self._step = None if marker else line.marker or self._step
        text = line.text[marker.end :] if marker else line.text
        first = marker is not None or (self._last is None and _acts(text, self._language))
        line.amended = Amended(_address(text, self._language) if first else "", marker)
        self._quoting, self._whole = _left_open(text) and _instructs(text, self._language), False

    def _quote(self, line: Line, above: Line) -> None:
        opened = _OPENED.match(line.text)
        start = opened.end() if opened else 0
        heading = line.heading or recognise(line.text[start:], self._language)
        if opened or not self._quoting:
            self._whole = heading is not None
        self._quoting = True
        if heading and not heading.article:
            heading = None
        if heading and heading.number:
            self._inner = heading.number
            heading = heading._replace(printed=line.text[: len(line.text) - len(heading.rest)].strip())
            if above.amended and not above.amended.quoted:  # after article 88, the following articles are added
                above.amended = Amended("", above.amended.marker)
        line.heading, line.marker = None, None if heading else _marker_behind(line.text, start)
        line.amended = Amended(heading.number.printed if heading and heading.number else "", None, heading, quoted=True)


def _left_open(text: str) -> bool:
    """Whether the last quotation that a line opens behind a colon goes on below it."""
    opened = [found.end() for found in _OPENED_BEHIND.finditer(text)]
    return bool(opened) and not any(char in '’”»」"' for char in text[opened[-1] :])


def _marker_behind(text: str, start: int) -> Marker | None:
    """The number that a quoted line opens with, behind the quotation mark."""
    found = read_marker(text, start)
    if found is None or found.form is Form.QUOTED:
        return None
    doubtful = found.doubtful and not start and not any(char.isdecimal() for char in found.printed)
    return Marker(text[: found.end].strip(), found.form, found.numbers, found.end, found.bracketed, doubtful)


def _address(text: str, language: Language) -> str:
    """The article that an instruction is about: ``33``, ``13(4)``; empty where it names none."""
    pattern, paragraph = _addresses(language.code)
    found = pattern.search(text)
    if found is None:
        return ""
    article = next(group for group in found.groups()[:2] if group)
    inner = re.match(r"\s?\((\d{1,3}[a-z]?)\)", text[found.end() :])
    named = paragraph.match(text, found.end()) if inner is None else None
    number = inner[1] if inner else next((group for group in named.groups() if group), "") if named else ""
    return f"{article}({number})" if number else article


@cache
def _addresses(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of an article, and of a paragraph right behind it."""
    references = load(code).references
    number, figures = rf"((?:{CODE})|{DECIMAL})", r"(\d{1,4}|[零一二三四五六七八九十百]{1,7})"

    def named(words: Many[str]) -> str:
        enclosed = "|".join(re.escape(word).replace(r"\{n\}", figures) for word in words if "{n}" in word)
        before = "|".join(re.escape(word) for word in words if "{n}" not in word)
        return rf"(?:{enclosed or '(?!)()'})|(?<!\w)(?:{before or '(?!)'})\s?{number}"

    article = regex(named(references.article))
    paragraph = regex(rf"(?:{SUFFIXED})?,?\s?(?:{named((*references.paragraph, *references.subparagraph[-4:]))})")
    return article, paragraph
