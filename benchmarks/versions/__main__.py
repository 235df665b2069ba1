"""Plants faults into one language version of a treaty and looks whether ``versions`` tells them: found, and false.

``python -m benchmarks.versions`` from the root. The treaties are real ones: the Charter of the United Nations in six
languages and the high-seas agreement in three, from the folder of real texts ($TREATYDIFF_CORPUS); without it nothing
is measured. What is told of the treaties as they are counts as false; docs/versions.md says what it was on reading.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import limits

from treatydiff.compare import read_draft
from treatydiff.model import Draft, Level, Provision
from treatydiff.numerals import numerals
from treatydiff.outline import outline
from treatydiff.themes.patterns import Pattern, plain
from treatydiff.versions import Discrepancy, versions
from treatydiff.versions.dates import dates
from treatydiff.versions.terms import defined, term_pattern

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(os.environ.get("TREATYDIFF_CORPUS", ROOT.parent / "shared" / "data"))
TREATIES = {
    "charter": ("un-charter/un-charter.{}.txt", "en fr es ru zh ar".split()),
    "high seas": ("bbnj/2023-06-19.{}", ["fr.pdf", "ru.txt", "zh.txt"]),
}
EACH = 40
"""Faults planted in each version, of all kinds in turn."""
FIGURES = ("found", "false_per_60_articles")

Planted = tuple[Draft, str]
"""The version with the fault, and the article's number."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    limits.add(parser, FIGURES)
    options = parser.parse_args()
    found: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    false, articles = 0, 0
    for name, (pattern, languages) in TREATIES.items():
        paths = [CORPUS / pattern.format(language) for language in languages]
        if not all(path.exists() for path in paths):
            print(f"{name}: not there")
            continue
        drafts = tuple(read_draft(str(path)) for path in paths)
        before = versions(drafts)
        false, articles = false + len(before.discrepancies), articles + before.articles
        print(f"{name}: {before.articles} articles, {len(before.discrepancies)} told of it as it is")
        for place, draft in enumerate(drafts):
            others = [each for at, each in enumerate(drafts) if at != place]
            for kind, (faulty, number) in faults(draft, others, EACH):
                after = versions((*drafts[:place], faulty, *drafts[place + 1 :]))
                told = _new(before.discrepancies, after.discrepancies, number, drafts, place)
                planted[kind] += 1
                found[kind] += told
                if not told:
                    print(f"  missed: {draft.language}, {kind}, article {number}")
    for kind, count in planted.items():
        print(f"{kind:10} {found[kind]} of {count}")
    if not planted:
        return 0
    figures = {"found": sum(found.values()) / sum(planted.values()), "false_per_60_articles": 60 * false / articles}
    print(", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return limits.status(options, figures)


def _new(
    before: tuple[Discrepancy, ...], after: tuple[Discrepancy, ...], number: str, drafts: tuple[Draft, ...], place: int
) -> bool:
    """Whether something is told of the article that was not told before."""
    name = outline(drafts[place]).name(number)
    names = {outline(draft).name(number) for draft in drafts} | {name}
    return any(each not in before and {outline(draft).name(each.article) for draft in drafts} & names for each in after)


def faults(draft: Draft, others: list[Draft], count: int) -> Iterator[tuple[str, Planted]]:
    """Faults of all kinds in turn, so far as the version has where to plant them.

    What is numbered is lost only where another version prints numbers too: else there is nothing to hold it against.
    """
    rng = random.Random(7)
    articles = list(outline(draft).articles)
    levels = {"paragraph": Level.PARAGRAPH, "member": Level.SUBPARAGRAPH}
    for at in range(count):
        kind = list(KINDS)[at % len(KINDS)]
        for article in rng.sample(articles, len(articles)):
            changed = KINDS[kind](article, draft, rng)
            lonely = kind in levels and not any(_numbers(article, draft, each, levels[kind]) for each in others)
            if changed != article and not lonely:
                yield kind, (_with(draft, article, changed), article.number)
                break


def _numbers(article: Provision, draft: Draft, other: Draft, level: Level) -> bool:
    """Whether another version numbers such provisions in its article."""
    theirs = outline(other).by_number.get(outline(draft).name(article.number))
    return theirs is not None and any(p.level is level and p.number for p in theirs.walk())


def number(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """Another number in the place of one."""
    for each in _shuffled(article, rng):
        cited = outline(draft).cited_in(each.text)
        for n in numerals(plain(each.text), draft.language):
            if 3 <= n.value < 1000 and not n.ordinal and not any(c.start < n.end and n.start < c.end for c in cited):
                text = f"{each.text[: n.start]} {n.value + 4:g} {each.text[n.end :]}"
                return _swapped(article, each, replace(each, text=text))
    return article


def reference(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """A reference to another article."""
    names = {a.number for a in outline(draft).articles if a.number.isdecimal()} or {str(n) for n in range(1, 70)}
    for each in _shuffled(article, rng):
        for c in outline(draft).cited_in(each.text):
            if c.kind == "article" and not c.elsewhere and c.number.isdecimal():
                other = rng.choice(sorted(names - {c.number}))
                return _swapped(article, each, replace(each, text=each.text[: c.start] + other + each.text[c.end :]))
    return article


def bracket(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """Words in brackets."""
    each = rng.choice([p for p in article.walk() if len(p.text) > 20] or [article])
    at = each.text.find(" ", 10) + 1
    return _swapped(article, each, replace(each, text=f"{each.text[:at]}[{each.text[at:]}]"))


def paragraph(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """A numbered paragraph lost."""
    return _without(article, Level.PARAGRAPH, rng)


def member(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """A member of a list lost."""
    return _without(article, Level.SUBPARAGRAPH, rng)


def force(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """ "May" for "shall", or the other way round, where a provision has no other word of this kind."""
    for each in _shuffled(article, rng):
        words = [pair for pair in MODALS[draft.language] for _ in range(each.text.count(pair[0]))]
        if len(words) == 1 and each.level in (Level.ARTICLE, Level.PARAGRAPH):
            return _swapped(article, each, replace(each, text=each.text.replace(*words[0])))
    return article


def date(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """Another day."""
    for each in _shuffled(article, rng):
        found = numerals(plain(each.text), draft.language)
        known = dates(plain(each.text), found, draft.language)
        for n in found:
            text = f"{each.text[: n.start]}{(n.value + 3) % 28 + 1:.0f}{each.text[n.end :]}"
            again = dates(plain(text), numerals(plain(text), draft.language), draft.language)
            if n.value <= 31 and {day[:7] for day in again} == {day[:7] for day in known} and again != known:
                return _swapped(article, each, replace(each, text=text))
    return article


def term(article: Provision, draft: Draft, rng: random.Random) -> Provision:
    """A defined term by another name, wherever it stands in the article."""
    terms = [t for each in outline(draft).articles for t in defined(each) if len(t) > SHORT or not t.isascii()]
    for name in rng.sample(terms, len(terms)):
        known = term_pattern(name, draft.language)
        if article.full_text() and not list(defined(article)) and known.hits(plain(article.full_text())):
            return _renamed(article, known)
    return article


def _renamed(provision: Provision, known: Pattern) -> Provision:
    heading, text = (_without_hits(each, known) for each in (provision.heading, provision.text))
    return replace(
        provision, heading=heading, text=text, children=tuple(_renamed(each, known) for each in provision.children)
    )


def _without_hits(text: str, known: Pattern) -> str:
    for start, end in reversed(known.hits(plain(text))):
        text = f"{text[:start]}Qwx{text[end:]}"
    return text


MODALS = {
    "en": (("may ", "shall "), ("shall ", "may ")),
    "fr": (("peut ", "doit "), ("peuvent ", "doivent "), ("doit ", "peut "), ("doivent ", "peuvent ")),
    "es": (("podrá ", "deberá "), ("podrán ", "deberán "), ("deberá ", "podrá "), ("deberán ", "podrán ")),
    "ru": (("может ", "должен "), ("могут ", "должны "), ("должен ", "может "), ("должны ", "могут ")),
    "zh": (("可", "应"), ("应", "可"), ("得", "应")),
    "ar": (("يجوز ", "يجب "), ("يجب ", "يجوز ")),
}
"""Planted words, each with its opposite; the benchmark's own, not those by which faults are looked for."""
SHORT = 12
KINDS = {
    "number": number, "reference": reference, "bracket": bracket, "paragraph": paragraph, "member": member,
    "force": force, "date": date, "term": term,
}  # fmt: skip


def _without(article: Provision, level: Level, rng: random.Random) -> Provision:
    numbered = [p for p in article.walk() if p.level is level and p.number]
    return _swapped(article, rng.choice(numbered), None) if len(numbered) > 1 else article


def _shuffled(article: Provision, rng: random.Random) -> list[Provision]:
    found = [each for each in article.walk() if each.text]
    return rng.sample(found, len(found))


def _swapped(holder: Provision, old: Provision, new: Provision | None) -> Provision:
    if holder is old:
        return new or holder
    children = (new if child is old else _swapped(child, old, new) for child in holder.children)
    return replace(holder, children=tuple(child for child in children if child is not None))


def _with(draft: Draft, old: Provision, new: Provision) -> Draft:
    return replace(draft, provisions=tuple(_swapped(each, old, new) for each in draft.provisions))


if __name__ == "__main__":
    sys.exit(main())
