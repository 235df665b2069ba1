"""Discrepancies between equally authentic language versions of one draft, article by article, without translating.

Compared is what no translation changes: which articles, paragraphs and members of lists there are, numbers, spans of
time, dates, references to articles, brackets, what is agreed, whether a provision lets or obliges (``force``), where
the terms stand that the draft defines (``terms``), footnotes. Languages say one thing in many ways ("that article"
for "article 7", a dual for "two"), so a number is missed only where the other version has it nowhere in the article, in
figures, in words, as a cardinal or an ordinal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from treatydiff.judging.quantities import quantities
from treatydiff.judging.wording import load
from treatydiff.model import Draft, Level, Provision, Status
from treatydiff.references.outline import Outline, outline
from treatydiff.text.languages import load as language
from treatydiff.text.lettering import squared
from treatydiff.text.numbering import Sequence as Series
from treatydiff.text.numbering import parse
from treatydiff.text.numerals import Numeral, grammar, numerals
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import plain
from treatydiff.versions.dates import FIRST_YEAR, LAST_DAY, LAST_YEAR, dates
from treatydiff.versions.force import opposed
from treatydiff.versions.passages import passages
from treatydiff.versions.terms import strays

_SMALLEST = 3
"""Smaller numbers are articles, duals and the like in some languages and nothing at all in others."""
_DATE_SPREAD = 28
"""Letters between the day and the year of a date, at most."""
_UNITS = (1, 7, 365 / 12, 365)
"""Days of the units of time: a span may be one word with its number, which then stands nowhere else."""
_SENTENCE = regex(r"[.;:。；：](?:\s|$)")
_CAPITALS = regex(r"\b[IVXLC]+\b")
_OPEN, _CLOSED = ("(", "（"), (")", "）")
_HUNDRED = 100
_SWAPPED = 2
"""Differences of two articles that their changing places explains."""
_MOST = 3
"""Of so many articles one has to have numbered paragraphs in a draft that numbers them."""
_PER = regex(r"\d\s+[^\W\d]+\s+$")
"""Before the hundred of "50 pour cent"."""
_HYPHENATED = regex(r"-[^\W\d]")
_HYPHENATED_BEFORE = regex(r"[^\W\d]-$")
_BEFORE = 80
"""Letters before a number that say what it counts: no word is longer."""
_LAST_WORD = regex(r"(?<![^\W\d_])[^\W\d_]+\s+$")


ASPECTS = {
    "article": "A version lacks an article.",
    "order": "Two articles seem to stand in each other's place in a version.",
    "paragraphs": "The versions number the paragraphs of an article differently.",
    "members": "The lists of an article do not have the same number of items in all versions.",
    "numbers": "A number stands in one version of an article and nowhere in another.",
    "time": "The versions give spans of time differently.",
    "dates": "The versions give dates differently.",
    "references": "An article is referred to in one version and not in another.",
    "brackets": "The versions do not have the same square brackets.",
    "agreed": "What is agreed is not the same in all versions.",
    "force": "A version permits where the others oblige, or the other way round.",
    "terms": "A version does not use a defined term where the others do.",
    "footnotes": "The versions do not have the same number of footnotes.",
}
"""What versions are compared by, and what it means that they differ."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that the versions of an article do not say alike."""

    article: str
    """Its number, as the first version that has it prints it; empty of the draft as a whole."""
    aspect: str
    """A key of ``ASPECTS``."""
    said: tuple[str, ...]
    """By version, in the order given, what it has of that which others have not, or of all; empty for nothing."""

    @property
    def odd(self) -> int:
        """The version that stands alone, by its place; the last one where that cannot be told."""
        alone = [at for at, said in enumerate(self.said) if self.said.count(said) == 1]
        return alone[-1] if len(alone) < len(self.said) and alone else len(self.said) - 1

    def told(self, drafts: Sequence[Draft]) -> str:
        """In a line: ``Article 5, numbers: en.docx has 30; fr.docx 60``."""
        where = f"Article {self.article}, {self.aspect}" if self.article else self.aspect
        said = (f"{draft.label}: {said or 'nothing'}" for draft, said in zip(drafts, self.said, strict=True))
        return f"{where}: {'; '.join(said)}"


@dataclass(frozen=True, slots=True)
class Versions:
    """What holding the versions of a draft against each other gives."""

    drafts: tuple[Draft, ...]
    articles: int
    """So many articles that at least one version has."""
    discrepancies: tuple[Discrepancy, ...]


ArticleKey = tuple[str, str, int]
"""Of an article: the annex it stands in, its number, and which one it is of those that bear it there."""


def versions(drafts: tuple[Draft, ...]) -> Versions:
    """The discrepancies between versions of one draft, in the order of the first."""
    seen = [_ByArticle(draft) for draft in drafts]
    keys = list(dict.fromkeys(key for each in seen for key in each.articles))
    facts = [[each.articles.get(key) for each in seen] for key in keys]
    alone = [list(_of_article(each)) for each in facts]
    order = _of_order(facts, [at for at, told in enumerate(alone) if told])
    force, terms = _of_force(facts, seen), _of_terms(facts, seen)
    found = [
        one
        for at, told in enumerate(alone)
        for one in (*order.get(at, ()), *told, *force.get(at, ()), *terms.get(at, ()))
    ]
    footnotes = [Counter({"": sum(p.level is Level.FOOTNOTE for p in draft.walk())}) for draft in drafts]
    found += _alike("", "footnotes", footnotes, _counted)
    return Versions(drafts, len(keys), tuple(found))


class _ByArticle:
    """One version, article by article."""

    def __init__(self, draft: Draft) -> None:
        self.seen = outline(draft)
        self.articles: dict[ArticleKey, ArticleFacts] = {}
        times: Counter[tuple[str, str]] = Counter()
        for article in self.seen.articles:
            annex = next((each.number or "annex" for each in self.seen.above(article) if each.level is Level.ANNEX), "")
            name = self.seen.name(article.number)
            times[annex, name] += 1
            self.articles[annex, name, times[annex, name]] = ArticleFacts(article, self.seen)
        numbered = sum(bool(each.paragraphs) for each in self.articles.values())
        for each in self.articles.values():
            each.numbering = _MOST * numbered >= len(self.articles)


class ArticleFacts:
    """What one version of an article says that every version must."""

    def __init__(self, article: Provision, seen: Outline) -> None:
        self.article, self._seen = article, seen
        self._wording, self._known = load(seen.language), grammar(seen.language)
        self._ordinals = {plain(word): value for word, value in language(seen.language).ordinals.items()}
        self.paragraphs: Counter[str] = Counter()
        self.members: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.dates: Counter[str] = Counter()
        self.years: Counter[str] = Counter()
        self.spans: dict[str, str] = {}
        """Spans of time, and the number that each is said with."""
        self.references: Counter[str] = Counter()
        self.brackets: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.numbering = False
        """Whether its draft numbers the paragraphs of many articles: then one without is told."""
        self.said: set[str] = set()
        """Every number that stands anywhere in it."""
        for provision in article.walk():
            self._structure(provision)
            for text in filter(None, (provision.heading, provision.text)):
                self._words(text)

    def _structure(self, provision: Provision) -> None:
        if provision.level is Level.PARAGRAPH and provision.number:
            self.paragraphs[self._seen.name(provision.number)] += 1
        if provision.level in (Level.SUBPARAGRAPH, Level.ITEM) and provision.number:
            self.members[""] += 1
        if Status.AGREED in provision.status:
            self.agreed[""] += 1
        for text in (provision.printed, provision.heading, provision.text):
            self.brackets.update(sign for sign in squared(text) if sign in "[]")

    def _words(self, text: str) -> None:
        said = plain(text)
        found = numerals(said, self._seen.language)
        years = [n for n in found if FIRST_YEAR <= n.value <= LAST_YEAR]
        dated = [n for n in found if _in_date(n, years, said)]
        taken = {place for n in dated for place in range(n.start, n.end)}
        self.years.update(dict.fromkeys((_shown(n.value) for n in dated if n.value >= FIRST_YEAR), 1))
        self.dates.update(dates(said, found, self._seen.language))
        self._cite(text, said, found, taken)
        for n in found:
            self.said |= {_shown(n.value), _shown(n.value + self._ordinal_before(said, n.start))}
            if taken.isdisjoint(range(n.start, n.end)) and self._counts(n, said):
                self.numbers[_shown(n.value)] = 1
        self.said |= {_shown(each) for each in _roman(text)}
        for span in quantities(said, self._wording):
            if span.unit == "time" and taken.isdisjoint(range(span.start, span.end)):
                inside = (n for n in found if span.start <= n.start and n.end <= span.end)
                self.spans[f"{span.value:.5g} days"] = next((_shown(n.value) for n in inside), "")
                self.said |= {_shown(span.value / days) for days in _UNITS}

    def _cite(self, text: str, said: str, found: Sequence[Numeral], taken: set[int]) -> None:
        """The references of a text; where their numbers stand is ``taken``."""
        for c in self._seen.cited_in(text):
            number, end = self._number(c.number, c.end, found, said)
            taken |= set(range(c.start, end))
            self.said.add(number)
            if c.kind == "article" and not c.elsewhere:
                self.references[number] = 1

    def _number(self, printed: str, end: int, found: Sequence[Numeral], text: str) -> tuple[str, int]:
        """The number of a citation, and where it ends: in words it may go on, the third and fortieth."""
        name = self._seen.name(printed)
        following = next((n for n in found if n.start >= end and not text[end : n.start].strip()), None)
        if self._known.ones_first and following and name.isdecimal() and int(name) < 10 and following.value % 10 == 0:
            if text[following.start :].startswith(tuple(self._known.links)) and following.value < 100:
                return _shown(int(name) + following.value), following.end
            return name, end
        whole = next((n for n in found if n.start <= end - 1 < n.end and n.end > end), None)
        return (_shown(whole.value), whole.end) if whole else (name, end)

    def _counts(self, number: Numeral, text: str) -> bool:
        """Whether a numeral says how many: no ordinal, no part of a fraction or of a hyphenated word."""
        if number.ordinal or number.value < _SMALLEST or self._ordinal_before(text, number.start):
            return False
        before = max(number.start - _BEFORE, 0)
        if _HYPHENATED.match(text, number.end) or _HYPHENATED_BEFORE.search(text, before, number.start):
            return False
        if text[: number.start].endswith(_OPEN) and text.startswith(_CLOSED, number.end):
            return False  # a label, or said in words before
        if number.value == _HUNDRED and _PER.search(text, before, number.start):
            return False
        mark = self._known.fraction
        return not (mark and (text.startswith(mark, number.end) or text.endswith(mark, 0, number.start)))

    def _ordinal_before(self, text: str, at: int) -> int:
        """The ordinal in words that stands right before a number and makes one with it: the twelfth; 0 for none."""
        before = _LAST_WORD.search(text, max(at - _BEFORE, 0), at)
        word = before[0].strip() if before else ""
        bare = (word, *(word.removeprefix(link) for link in self._known.links))
        return next((self._ordinals[each] for each in bare if each in self._ordinals), 0)


def _roman(text: str) -> Iterator[float]:
    """The Roman numbers of a text: chapters, annexes."""
    for match in _CAPITALS.finditer(text):
        number = parse(match[0])
        if number is not None and number.sequence is Series.CAPITAL_ROMAN:
            yield number.path[-1]


def _in_date(number: Numeral, years: Sequence[Numeral], text: str) -> bool:
    """Whether it is a year, or a day or month with a year close by."""
    if FIRST_YEAR <= number.value <= LAST_YEAR:
        return True
    near = bisect_left(years, number.start, key=lambda year: year.start)
    return number.value <= LAST_DAY and any(
        _close(number, year, text) for year in years[max(near - _NEAR, 0) : near + _NEAR]
    )


_NEAR = _DATE_SPREAD
"""So many years before and behind a number can be close to it: each takes a letter at least."""


def _close(number: Numeral, year: Numeral, text: str) -> bool:
    between = text[min(number.end, year.end) : max(number.start, year.start)]
    return len(between) <= _DATE_SPREAD and not _SENTENCE.search(between)


def _shown(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _of_article(facts: Sequence[ArticleFacts | None]) -> Iterator[Discrepancy]:
    """What the versions of one article do not say alike, whatever the others say."""
    number = next(each.article.number for each in facts if each)
    if not all(facts):
        yield Discrepancy(number, "article", tuple("stands here" if each else "" for each in facts))
    yield from _alike(number, "paragraphs", [_structured(each, lambda f: f.paragraphs) for each in facts], _listed)
    yield from _alike(number, "members", [(each.members or None) if each else None for each in facts], _counted)
    missed = _missed(facts, lambda each: each.numbers)
    yield from _told(number, "numbers", facts, missed)
    yield from _told(number, "references", facts, _missed(facts, lambda each: each.references), "article ")
    yield from _spans(number, facts, frozenset(missed))
    yield from _dated(number, facts)
    yield from _alike(number, "brackets", [each.brackets if each else None for each in facts], _listed)
    yield from _alike(number, "agreed", [each.agreed if each else None for each in facts], _counted)


def _structured(facts: ArticleFacts | None, measure: Measure) -> Counter[str] | None:
    """None of a version that numbers nothing there and hardly anything elsewhere: some print no numbers at all."""
    found = measure(facts) if facts else None
    return found if found or (facts and facts.numbering and not facts.members) else None


def _alike(
    number: str, aspect: str, counts: Sequence[Counter[str] | None], shown: Callable[[Mapping[str, int]], str]
) -> Iterator[Discrepancy]:
    known = [each for each in counts if each is not None]
    if any(each != known[0] for each in known):
        yield Discrepancy(number, aspect, tuple("" if each is None else shown(each) for each in counts))


def _missed(facts: Sequence[ArticleFacts | None], measure: Measure) -> list[str]:
    """Numbers of one version that another one has nowhere."""
    known = [each for each in facts if each]
    wanted = dict.fromkeys(value for each in known for value in measure(each))
    return [value for value in wanted if any(value not in each.said for each in known)]


def _told(
    number: str, aspect: str, facts: Sequence[ArticleFacts | None], missed: list[str], before: str = ""
) -> Iterator[Discrepancy]:
    if missed:
        said = ([before + value for value in missed if value in each.said] if each else [] for each in facts)
        yield Discrepancy(number, aspect, tuple(_listed(Counter(each)) for each in said))


def _spans(number: str, facts: Sequence[ArticleFacts | None], missed: frozenset[str]) -> Iterator[Discrepancy]:
    """Where each of two versions has a span of time that the other lacks: other units, or other small numbers.

    Spans whose numbers are told already are left out.
    """
    known = [{days for days, said in each.spans.items() if said not in missed} for each in facts if each]
    whole = [each.spans.keys() for each in facts if each]
    if any(a - y and b - x for a, x in zip(known, whole, strict=True) for b, y in zip(known, whole, strict=True)):
        yield Discrepancy(number, "time", tuple(_listed(dict.fromkeys(f.spans, 1)) if f else "" for f in facts))


def _dated(number: str, facts: Sequence[ArticleFacts | None]) -> Iterator[Discrepancy]:
    """Where each of two versions has a full date that the other lacks, or a year stands nowhere in another version."""
    known = [each.dates.keys() for each in facts if each]
    if any(a - b and b - a for a in known for b in known):
        yield Discrepancy(number, "dates", tuple(_listed(dict.fromkeys(f.dates, 1)) if f else "" for f in facts))
    else:
        yield from _told(number, "dates", facts, _missed(facts, lambda each: each.years))


def _of_order(facts: Sequence[Sequence[ArticleFacts | None]], odd: Sequence[int]) -> dict[int, list[Discrepancy]]:
    """Two articles that differ from the other versions, and would not if they changed places in one.

    Only where the others agree on both, and at least two things differ, so that it is not one number that was lost.
    """
    found: dict[int, list[Discrepancy]] = {}
    for (a, b), place in product(combinations(odd, 2), reversed(range(len(facts[0])))):
        here, there = list(facts[a]), list(facts[b])
        if None in here or None in there or _differences(here, there) < _SWAPPED:
            continue
        here[place], there[place] = there[place], here[place]
        if not _differences(here, there):
            numbers = [each.article.number for each in (facts[a][0], facts[b][0]) if each]
            said = (numbers[::-1] if at == place else numbers for at in range(len(here)))
            found.setdefault(a, []).append(Discrepancy(numbers[0], "order", tuple(map(", ".join, said))))
            break
    return found


def _differences(*articles: Sequence[ArticleFacts | None]) -> int:
    return sum(1 for facts in articles for _ in _of_article(facts))


def _of_force(
    facts: Sequence[Sequence[ArticleFacts | None]], seen: Sequence[_ByArticle]
) -> dict[int, list[Discrepancy]]:
    """By the place of an article the sentences of which one version says the opposite of what binds in the others."""
    cut = [(at, row) for at, held in enumerate(facts) for row in passages([f.article if f else None for f in held])]
    found: dict[int, list[Discrepancy]] = {}
    for place, words in opposed([row for _, row in cut], [each.seen.language for each in seen]):
        at, row = cut[place]
        said = (f"{each.place}: {word}" if each and each.place else word for each, word in zip(row, words, strict=True))
        number = next(each.article.number for each in facts[at] if each)
        found.setdefault(at, []).append(Discrepancy(number, "force", tuple(said)))
    return found


def _of_terms(
    facts: Sequence[Sequence[ArticleFacts | None]], seen: Sequence[_ByArticle]
) -> dict[int, list[Discrepancy]]:
    """By the place of an article the terms that one version of it lacks."""
    articles = [[each.article if each else None for each in row] for row in facts]
    found: dict[int, list[Discrepancy]] = {}
    for at, said in strays(articles, [each.seen.language for each in seen]):
        number = next(each.number for each in articles[at] if each)
        found.setdefault(at, []).append(Discrepancy(number, "terms", said))
    return found


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{each} ×{n}" if n > 1 else each for each, n in sorted(counts.items(), key=_by_value))


def _counted(counts: Mapping[str, int]) -> str:
    return str(sum(counts.values()))


def _by_value(entry: tuple[str, int]) -> tuple[int, str]:
    return len(entry[0]), entry[0]


Measure = Callable[[ArticleFacts], Counter[str]]
"""One thing of an article, counted."""
