"""Numbers in a text, in digits or in words: ``ninety``, ``1,000``, ``1.5``, ``трёхсот``, ``اثني عشر``, ``十二``.

What each language's numerals are, how they are inflected and how they combine is data: ``numerals.toml`` in the
language's folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from treatydiff.text.frozen import dataclass
from treatydiff.text.languages import source_of
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern
from treatydiff.text.off_line import OFF_LINE
from treatydiff.text.regexes import regex
from treatydiff.text.tables import parsed
from treatydiff.themes.patterns import plain, silent

_DIGITS = {ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
_DIGITS |= {ord(digit): str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
_DIGITS |= {ord("٫"): ".", ord("٬"): ",", ord("○"): "〇"}
_SPACES = " \u00a0\u202f\u2009"
_HAN = rf"\u3007{IDEOGRAPHS}"
_WORD = rf"[{_HAN}]|[^\W\d_{_HAN}]+"
_WORDS, _FIGURE = WordPattern(_WORD, apart=_HAN), regex(r"[\d½]")
_GAP = regex(r"[\s-]*")
"""What may stand between the words of one number."""
_MOST_WORDS = 2
"""Words of a numeral that only together have its value: ``quatre-vingts``, ``اثني عشر``."""


class Numeral(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    value: float
    ordinal: bool = False
    """Whether it says which one (thirtieth), not how many."""


@dataclass(frozen=True)
class Grammar:
    """How one language writes numbers."""

    decimal: str
    """The sign before decimals; that between thousands is the other of comma and full stop, or a space."""
    cardinals: Mapping[str, float]
    """Words, in the form in which texts are compared, and what they add."""
    multipliers: Mapping[str, float]
    """Words that multiply what stands before them: hundred, 十."""
    ordinals: Mapping[str, float]
    ordinal_mark: frozenset[str]
    """What makes the number after it an ordinal: 第."""
    ordinal_signs: str
    """What follows digits that are an ordinal, as a regular expression: ``th``, ``º``, ``-й``."""
    links: frozenset[str]
    """Words inside a number: one hundred *and* eighty."""
    ranges: frozenset[str]
    """Words between two numbers that count the same: five *to* ten days."""
    articles: frozenset[str]
    """Words that stand for one before a unit: *a* year."""
    half_after: tuple[str, ...]
    """What adds half a unit after it: a year *and a half*."""
    prefixes: tuple[str, ...]
    """What a numeral may carry in front, in one word with it."""
    spans: Mapping[float, float]
    """How much may be added to a number, where it is not its last power of ten: to soixante up to nineteen."""
    ones_first: bool = False
    """Whether ones stand before tens: five and twenty."""
    positional: bool = False
    """Whether digits in words may stand side by side: 二〇二六."""
    fraction: str = ""
    """What stands between the parts of a fraction: 三分之二."""
    reach: int = 3
    """So many words may stand between a number and what it counts."""
    after: bool = False
    """Whether a number may follow what it counts."""

    def span(self, value: float) -> float:
        """Less than this may be added to a number."""
        if value in self.spans:
            return self.spans[value]
        span = 1.0
        while value and value % (span * 10) == 0 and span < 1e15:
            span *= 10
        return span if value >= 1 else 0.0

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first words of all that it knows: most words of a text are none of them."""
        return self.openings | {form.partition(" ")[0] for form in self.links}

    @cached_property
    def openings(self) -> frozenset[str]:
        """Those with which a number can begin: no text has one that holds none of them, nor a figure."""
        known = (self.cardinals, self.multipliers, self.ordinals, self.ordinal_mark)
        return frozenset(form.partition(" ")[0] for forms in known for form in forms)

    def begins(self, word: str) -> bool:
        """Whether a word is, or begins, anything that it knows."""
        return word in self.beginnings or (
            word.startswith(self.prefixes) and any(bare in self.beginnings for bare, _ in _bare(word, self))
        )

    @cached_property
    def token(self) -> WordPattern:
        """Digits with their separators, or one word. With others above or below the line they are none: ``10²``."""
        thousands = re.escape("," if self.decimal == "." else ".")
        digits = rf"\d+(?:[{thousands}{_SPACES}]\d{{3}}(?!\d))*(?:{re.escape(self.decimal)}\d+)?"
        whole = rf"(?<![\d{OFF_LINE}])(?P<digits>(?>{digits}))(?![{OFF_LINE}])"
        source = rf"{whole}(?P<ordinal>(?:{self.ordinal_signs})(?!\w))?|(?P<half>½)|{_WORD}"
        return WordPattern(source, apart=_HAN)


@cache
def grammar(code: str) -> Grammar:
    """The numbers of a language; only digits where there is no file."""
    return read(source_of(code, "numerals"), code)


def read(source: str, code: str) -> Grammar:
    """A grammar from the text of its file."""
    table = parsed(source, f"{code}.numerals")
    endings = [_form(ending) for ending in table.get("ordinal-endings", "").split()] or [""]
    ordinals = {f"{word}{ending}": value for word, value in _forms(table, "ordinals").items() for ending in endings}
    return Grammar(
        decimal=table.get("decimal", "."),
        cardinals=_forms(table, "cardinals"),
        multipliers=_forms(table, "multipliers"),
        ordinals=ordinals,
        ordinal_mark=_set(table, "ordinal-mark"),
        ordinal_signs=table.get("ordinal-signs", "(?!)"),
        links=_set(table, "links"),
        ranges=_set(table, "ranges"),
        articles=_set(table, "articles"),
        half_after=tuple(map(_form, table.get("half-after", ()))),
        prefixes=tuple(sorted(map(_form, table.get("prefixes", "").split()), key=len, reverse=True)),
        spans={float(value): float(span) for value, span in table.get("spans", {}).items()},
        ones_first=table.get("ones-first", False),
        positional=table.get("positional", False),
        fraction=table.get("fraction", ""),
        reach=table.get("reach", 3),
        after=table.get("after", False),
    )


def _set(page: Mapping[str, str], key: str) -> frozenset[str]:
    return frozenset(map(_form, page.get(key, "").split()))


def _forms(page: Mapping[str, Mapping[str, str]], table: str) -> dict[str, float]:
    """By form its value. Forms stand between blanks; ``_`` joins the words of one that has several."""
    rows = page.get(table, {}).items()
    return {_form(form).replace("_", " "): float(value) for value, forms in rows for form in forms.split()}


def _form(word: str) -> str:
    return plain(silent(word))


# --------------------------------------------------------------------------------------------------------- reading


@lru_cache(maxsize=1024)  # who counts days, who weighs words and who looks for names ask of one text
def numerals(text: str, code: str) -> tuple[Numeral, ...]:
    """The numbers of a plain text (``patterns.plain``), from left to right."""
    known = grammar(code)
    if not known.prefixes and known.openings.isdisjoint(_WORDS.findall(text)) and not _FIGURE.search(text):
        return ()
    text = text.translate(_DIGITS)
    found: list[Numeral] = []
    run: _NumberRun | None = None
    for atom in _atoms(text, known):
        together = run is not None and _GAP.fullmatch(text, run.reached, atom.start) is not None
        if not (run and together and run.take(atom)):
            found += run.numeral() if run else ()
            run = _begun(atom, known)
    return (*found, *(run.numeral() if run else ()))


def value(text: str, code: str) -> float | None:
    """The value of a text that is a number and nothing else; None if it is not."""
    text = plain(silent(text.strip()))
    found = numerals(text, code)
    return found[0].value if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


class _Atom(NamedTuple):
    start: int
    end: int
    value: float = 0.0
    kind: str = ""
    """``digits`` ``cardinal`` ``multiplier`` ``ordinal`` ``link`` ``mark``."""
    linked: bool = False
    """Whether it carries a link in front, in one word with it."""


def _begun(atom: _Atom, known: Grammar) -> _NumberRun | None:
    return None if atom.kind == "link" else _NumberRun(known, atom)


@dataclass
class _NumberRun:
    """A number that is being read: the parts that add up to it."""

    known: Grammar
    first: _Atom
    parts: list[float] = field(init=False)
    end: int = field(init=False)
    reached: int = field(init=False)
    """Where the last atom ended, a link included."""
    linked: bool = False
    closed: bool = False
    """Whether nothing can be added: digits, and what ends in an ordinal."""
    marked: bool = False
    """Whether it begins with a sign that makes it an ordinal."""
    ordinal: bool = False
    digitwise: bool = False
    """Whether digits in words stand side by side so far."""

    def __post_init__(self) -> None:
        atom = self.first
        self.marked = atom.kind == "mark"
        self.parts = [] if self.marked else [atom.value]
        self.end = self.reached = atom.end
        self.closed = atom.kind in ("digits", "ordinal")
        self.ordinal = atom.kind == "ordinal"
        self.digitwise = self.known.positional and (self.marked or atom.value in range(10))

    def take(self, atom: _Atom) -> bool:
        """Add an atom; False if it begins another number or none."""
        if atom.kind == "link":
            taken = self.linked = True
        else:
            taken = self._added(atom)
            self.linked, self.end = False, atom.end if taken else self.end
        self.reached = atom.end
        return taken

    def numeral(self) -> Iterator[Numeral]:
        """What has been read."""
        if self.parts:
            yield Numeral(self.first.start, self.end, sum(self.parts), self.ordinal or self.marked)

    def _added(self, atom: _Atom) -> bool:
        linked = self.linked or atom.linked
        if atom.kind == "digits" and self.parts == []:
            self.parts, self.closed = [atom.value], True
            return True
        if atom.kind == "multiplier" and not linked and not self.ordinal:
            self._multiply(atom.value)
            return True
        if atom.kind not in ("cardinal", "multiplier", "ordinal") or (self.closed and atom.value >= 1):
            return False
        if self.parts and not self._joined(atom.value, linked):
            return False
        self.parts = self.parts or [atom.value]
        self.closed = self.ordinal = atom.kind == "ordinal"
        return True

    def _multiply(self, factor: float) -> None:
        """ "Two hundred thousand": of the parts at the end, those below the factor are multiplied."""
        below: list[float] = []
        while self.parts and self.parts[-1] < factor:
            below.append(self.parts.pop())
        self.parts.append((sum(below) or 1.0) * factor)
        self.closed = self.digitwise = False

    def _joined(self, value: float, linked: bool) -> bool:
        last = self.parts[-1]
        if self.digitwise and value in range(10):
            self.parts[-1] = last * 10 + value
        elif value < self.known.span(last):
            self.parts += [value] if value else []
        elif self.known.ones_first and linked and last < 10 and value % 10 == 0 and value < 100:
            self.parts[-1] = last + value
        else:
            return False
        return True


def _atoms(text: str, known: Grammar) -> Iterator[_Atom]:
    """The digits of a text, and those of its words that say something of numbers; any other word parts two numbers."""
    tokens = list(known.token.finditer(text))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.lastgroup is None and not known.begins(token[0]):
            at += 1
        elif token["digits"]:
            kind = "ordinal" if token["ordinal"] else "digits"
            yield _Atom(token.start(), token.end(), _in_digits(token["digits"], known), kind)
            at += 1
        elif token["half"]:
            yield _Atom(token.start(), token.end(), 0.5, "cardinal")
            at += 1
        else:
            size, atom = _word(tokens[at : at + _MOST_WORDS], known, text)
            yield from (atom,) if atom else ()
            at += size


def _in_digits(text: str, known: Grammar) -> float:
    whole, _, decimals = text.partition(known.decimal)
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or '0'}")


def _word(tokens: list[re.Match[str]], known: Grammar, text: str) -> tuple[int, _Atom | None]:
    """The longest numeral that begins at a word: so many words, and what they are; None if there is none."""
    first = tokens[0]
    bare = [(word, linked) for word, linked in _bare(first.group(), known) if word in known.beginnings]
    for size in range(len(tokens), 0, -1) if bare else ():
        last = tokens[size - 1]
        gaps = all(_GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(tokens[:size]))
        rest = [token.group() for token in tokens[1:size]]
        for word, linked in bare if gaps else ():
            kind, value = _known(" ".join([word, *rest]), known)
            if kind:
                return size, _Atom(first.start(), last.end(), value, kind, linked)
    return 1, None


def _known(form: str, known: Grammar) -> tuple[str, float]:
    for kind, table in (("cardinal", known.cardinals), ("multiplier", known.multipliers), ("ordinal", known.ordinals)):
        if form in table:
            return kind, table[form]
    return ("link" if form in known.links else "mark" if form in known.ordinal_mark else ""), 0.0


def _bare(word: str, known: Grammar) -> Iterator[tuple[str, bool]]:
    """The word as it is, and without what it may carry in front, with whether that links."""
    yield word, False
    for prefix in known.prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            yield word[len(prefix) :], prefix[0] in known.links
