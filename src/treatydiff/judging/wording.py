"""Modal words, hedges and units of a language: ``languages/<code>/wording.toml`` with ``[force]`` of its frames."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from treatydiff.errors import DataError
from treatydiff.judging import lexis
from treatydiff.judging.lexis import ADDRESSED, BESIDE, FORBIDS, Hit, Hits
from treatydiff.text.languages import source_of
from treatydiff.text.lettering import WORD, WordPattern
from treatydiff.text.regexes import regex
from treatydiff.text.tables import parsed
from treatydiff.themes.patterns import Pattern, Range, fault, pattern, plain, silent


class Force(IntEnum):
    """How binding a clause is, weakest first. The order is the one in which negotiators trade."""

    FORBID = 0
    EXEMPT = 1
    """Not obliged to."""
    MAY = 2
    ENCOURAGE = 3
    CONSIDER = 4
    """Shall consider, shall take into account: an obligation to think."""
    SHOULD = 5
    ENDEAVOUR = 6
    SHALL = 7


class IndexedWords(NamedTuple):
    """Words that are looked up together with all others of their language."""

    name: str
    code: str

    @property
    def sources(self) -> tuple[str, ...]:
        """Their patterns."""
        return lexis.load(self.code).wording[self.name]

    def hits(self, text: str) -> tuple[Range, ...]:
        """Where a plain text holds them, as in ``Pattern.hits``."""
        return lexis.load(self.code).lexicon.searched(text).hits(self.name)

    def found(self, text: str) -> bool:
        """Whether a plain text holds them."""
        return bool(self.hits(text))


class Obliging(NamedTuple):
    """How a clause obliges by its verb alone: "l'autorité informe", "el juez ordenará"."""

    form: re.Pattern[str]
    """The forms of a verb that do; of a plain text."""
    first: bool
    """Whether the verb opens its clause, and who is bound follows."""
    beside: bool
    """Whether the form tells a verb only right behind who is bound."""
    after: re.Pattern[str] | None
    """How the words end behind which any form does: "est", "sont"; None where there are none."""


class Wording(NamedTuple):
    """One language."""

    code: str
    unmarked: Force | None
    """What a clause without a sign of modality says: in French, Spanish, Russian and Arabic it obliges."""
    obliging: Obliging | None
    """How its verb does; None where a sign is needed."""
    levels: Mapping[Force, IndexedWords]
    bounded: Pattern
    """Which of them bind by a condition ("may only if"); none in languages that say it by a hedge or a particle."""
    limits: IndexedWords
    """What rules out everything that is not named: "only for"."""
    floors: IndexedWords
    """What makes a number the least that is asked for: "at least"."""
    gives: Pattern
    """To give protection, or to make use of it: what a ban withholds. A ban on anything else protects."""
    reaches: Pattern
    """To apply, to extend: whether a ban on that protects hangs on what would apply."""
    refuses: Pattern
    """To refuse, which is what a ban on granting comes to."""
    turns: Pattern
    """What leaves open what a ban says: "without", "unless"."""
    ignore: IndexedWords
    """What looks like a sign of modality and is none."""
    hedges: IndexedWords
    """What takes from an obligation without touching its verb."""
    units: Mapping[str, IndexedWords]
    alone: tuple[tuple[str, float, IndexedWords], ...]
    """Unit, how many, and the words that say both in one: сутки, полгода, سنتان."""
    aged: IndexedWords
    """That behind which a number counts the years of somebody's age, whether or not it says so."""
    glued: Mapping[str, tuple[str, ...]]
    """How the second half of a word begins whose first is a number: шести|месячный."""
    small: frozenset[str]
    """Words without content of their own."""
    joins: Pattern
    """What joins the members of an enumeration."""
    qualities: tuple[str, ...]
    """How adverbs and adjectives end; none where that tells nothing."""
    definite: tuple[str, ...]
    """Articles and the like of a noun of which one is known, or all are meant: the, every; none without articles."""
    indefinite: tuple[str, ...]
    here: Pattern
    """How a clause names the chapter it stands in."""
    lets: Pattern
    """Words for "may" that count where language versions are held against each other: those of the level, and more."""
    lets_not: Pattern
    """What looks like one of them and is none, besides ``ignore``."""

    def says_more(self, text: str) -> bool:
        """Whether a plain text holds more than small words: a lone "and" is no member of a list."""
        return any(word not in self.small for word in WORD.findall(text))


@cache
def load(code: str) -> Wording:
    """The wording of a language. Raises DataError on a faulty file."""
    return read(source_of(code, "wording"), code)


def read(source: str, code: str) -> Wording:
    """A language from the text of its file. Raises DataError with the line."""
    try:
        page = _WordingFile(code, source, parsed(source, f"{code}.wording"))
    except ValueError as error:  # of TOML
        raise DataError(f"{code}/wording.toml: {error}") from error
    return Wording(
        code=code,
        unmarked=Force[page.data["unmarked"].upper()] if page.data.get("unmarked") else None,
        obliging=page.obliging(),
        levels={force: page.indexed("levels", force.name.lower()) for force in Force},
        bounded=page.pattern("levels", "bounded"),
        limits=page.indexed("limits", "words"),
        floors=page.indexed("limits", "least"),
        gives=page.pattern("bans", "gives"),
        reaches=page.pattern("bans", "reaches"),
        refuses=page.pattern("bans", "refuses"),
        turns=page.pattern("bans", "turns"),
        ignore=page.indexed("ignore", "words"),
        hedges=page.indexed("hedges", "words"),
        units={unit: page.indexed("units", unit) for unit in page.table("units")},
        alone=tuple(
            (unit, factor, page.indexed(table, unit))
            for table, factor in (("half", 0.5), ("single", 1.0), ("dual", 2.0))
            for unit in page.data.get(table, {})
        ),
        aged=page.indexed("ages", "before"),
        glued={unit: tuple(map(_word, stems.split())) for unit, stems in page.data.get("glued", {}).items()},
        small=frozenset(map(_word, page.table("small")["words"])),
        joins=page.pattern("small", "joins"),
        qualities=page.optional("small", "qualities"),
        definite=page.optional("small", "definite"),
        indefinite=page.optional("small", "indefinite"),
        here=page.pattern("reach", "here"),
        lets=pattern((*lexis.load(code).wording["levels.may"], *page.optional("versions", "may")), code),
        lets_not=pattern(page.optional("versions", "ignore"), code),
    )


def _word(word: str) -> str:
    return plain(silent(word))


class _WordingFile(NamedTuple):
    code: str
    source: str
    data: Mapping[str, Any]

    def table(self, name: str) -> Mapping[str, Any]:
        if name not in self.data:
            missing = f"{self.code}/wording.toml:1: the table [{name}] is missing"
            raise DataError(missing, "compare the file with en/wording.toml")
        return dict(self.data[name])

    def words(self, table: str, key: str) -> tuple[str, ...]:
        return tuple(self.table(table).get(key, ()))

    def indexed(self, table: str, key: str) -> IndexedWords:
        self.table(table)
        return IndexedWords(f"{table}.{key}", self.code)

    def obliging(self) -> Obliging | None:
        """None where a language has no such form."""
        found = self.data.get("obliging", {})
        after = regex(found["after"]) if "after" in found else None
        return Obliging(regex(found["form"]), "first" in found, "beside" in found, after) if found else None

    def pattern(self, table: str, key: str) -> Pattern:
        return pattern(self.words(table, key), self.code)

    def optional(self, table: str, key: str) -> tuple[str, ...]:
        """The patterns of a table that a language can do without."""
        return tuple(self.data.get(table, {}).get(key, ()))


def faults(code: str) -> tuple[str, ...]:
    """What is wrong with the patterns of a language; for tests, since checking them all costs time."""
    tables = parsed(source_of(code, "wording"), f"{code}.wording")
    words = (
        (f"{name}.{key}", each)
        for name, table in tables.items()
        if isinstance(table, dict) and name not in _BARE
        for key, found in table.items()
        for each in found
    )
    return tuple(f"{name}: {each!r} {wrong}" for name, each in words if (wrong := fault(each)))


_BARE = frozenset({"glued", "obliging"})
"""The tables that hold no patterns."""

_SIGNS = r"\u3400-\u9fff"
_SENTENCE_END = WordPattern(rf"[.;?!؟](?=\s|$)|[。\n]|(?<=[{_SIGNS}])[?!]", apart=_SIGNS)
"""Where a sentence, or a clause between semicolons, ends."""


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a plain text as (start, end), without the white space between them."""
    found, start = [], 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        part = text[start:end]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            found.append((start + lead, end))
        start = end
    return tuple(found)


@lru_cache(maxsize=8192)  # each provision is asked for by many
def plainly(text: str) -> str:
    return plain(silent(text))


def bare(word: str) -> str:
    """A plain word without the Arabic article, which is written as part of it."""
    return word.removeprefix(_ARTICLE)


def stem(word: str) -> str:
    """By what a plain word is known, whatever its ending: its first letters."""
    return bare(word)[:_STEM]


_STEM, _ARTICLE = 6, "ال"


def words_of(text: str) -> list[str]:
    """The words of a plain text; in Chinese its characters."""
    return WORD.findall(text)


# ------------------------------------------------------------------------------------------------ what binds in a text


class ModalSign(NamedTuple):
    """A mark of modality in a text."""

    start: int
    end: int
    force: Force


def modal_signs(text: str, wording: Wording) -> tuple[ModalSign, ...]:
    """The marks of modality in a plain text. Where several match at one place the longest counts."""
    found = [(start, end, force) for force, pattern in wording.levels.items() for start, end in pattern.hits(text)]
    masks = [(start, end, None) for start, end in wording.ignore.hits(text)]
    taken: list[tuple[int, int, Force | None]] = []
    for start, end, force in sorted([*masks, *found], key=lambda hit: (hit[0] - hit[1], hit[0])):
        at = bisect_left(taken, start, key=_start)
        before = at and taken[at - 1][1] > start
        if not before and not (at < len(taken) and taken[at][0] < end):
            taken.insert(at, (start, end, force))
    ends = {end for _, end, force in taken if force is not None}
    told = (sign for sign in taken if not (_names(text, sign) and {sign[0], sign[0] - 1} & ends))
    return tuple(ModalSign(start, end, force) for start, end, force in told if force is not None)


_start = itemgetter(0)


def _names(text: str, sign: tuple[int, int, Force | None]) -> bool:
    """Whether a sign lets act whom it names: "للوزير أن"; behind another sign it is no second one."""
    return sign[2] is Force.MAY and " " in text[sign[0] : sign[1]]


_OBLIGES, _NEGATES = "force.must", 2
"""What a verb says that needs no word to bind, and words from a "not" to it at most: "no se conservarán"."""
_ACTS = ("actions.", "dealings.acts")
_AUXILIARY = 40
"""Characters before a verb within which "est" or "será", and an adverb, stand."""
_SUBORDINATE = ("slots.conditional", "slots.exception", "scope.narrows", "sentence.described")
"""Words behind which, up to the next comma, no verb binds."""


def bound_by_verb(text: str, how: Obliging, start: int, hits: Hits, turning: Sequence[int]) -> Iterator[Hit]:
    """What binds a clause in which no word does: its verb, with the "not" before it.

    ``hits`` are those of the clause, which begins at ``start``; ``turning`` where the whole text is turned round.
    """
    agents = sorted(hit.end for hit in hits if hit.path[0] == "agents")
    parts = [hit.start for hit in hits if hit.name.startswith(_SUBORDINATE)]
    for act in (hit for hit in hits if hit.name.startswith(_ACTS)):
        at = bisect_left(turning, act.start)
        no = turning[at - 1] if at else -1
        denied = no >= start and len(text[no : act.start].split(None, _NEGATES)) <= _NEGATES
        begins = no if denied else act.start
        beside = _any_from(agents, act.start - BESIDE, act.start + 1)
        part = max(start, text.rfind(",", start, begins) + 1)
        if _obliges(text, how, start, act, begins, beside=beside) and (
            how.first or not _any_from(parts, part, act.start)
        ):
            yield Hit(begins, act.start, FORBIDS if denied else _OBLIGES)
            yield from (Hit(act.start, act.end, ADDRESSED),) if how.first else ()
            return


def _obliges(text: str, how: Obliging, start: int, act: Hit, begins: int, *, beside: bool) -> bool:
    """Whether an act is named by the verb of its clause."""
    form = how.form.match(text, act.start) is not None
    if how.first:
        return form and not text[start:begins].strip()
    before = text[max(start, act.start - _AUXILIARY) : act.start]
    done = how.after is not None and how.after.search(before) is not None
    return done or (form and (beside or not how.beside))


def _any_from(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some places, from left to right, lies in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
