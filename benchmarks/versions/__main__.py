"""Plants faults into one language version of a treaty and looks whether ``versions`` tells them: found, and false.

``python -m benchmarks.versions`` from the root. The treaties are real ones: the Charter of the United Nations and the
declaration of human rights in six languages, the high-seas agreement in three, from the folder of real texts
($TREATYDIFF_CORPUS), so far as they are there. What is told of the treaties as they are counts as false;
docs/versions.md says what it was on reading. The rules were made with these texts at hand. ``mail.toml`` is a draft of
our own in six languages that was written before they were tried on it and not changed since; it is measured apart.

"May" for "shall" is planted into sentences with one such word and without a negation: "no person may" and "no person
shall" bind alike.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import limits
from benchmarks.corpus import CORPUS

from treatydiff.compare import read_draft
from treatydiff.model import Draft, Level, Provision
from treatydiff.references.outline import outline
from treatydiff.text.numerals import numerals
from treatydiff.themes.patterns import Pattern, plain
from treatydiff.versions import Discrepancy, versions
from treatydiff.versions.dates import dates
from treatydiff.versions.terms import defined, term_pattern

ROOT = Path(__file__).parent.parent.parent
TREATIES = {
    "charter": ("un-charter/un-charter.{}.txt", "en fr es ru zh ar".split()),
    "high seas": ("bbnj/2023-06-19.{}", ["fr.pdf", "ru.txt", "zh.txt"]),
    "human rights": ("udhr/udhr.{}.html", "en fr es ru zh ar".split()),
}
OWN = Path(__file__).parent / "mail.toml"
EACH = 40
"""Faults planted in each version, of all kinds in turn."""
MORE_FORCE = 20
"""Articles besides of which one sentence each has "may" and "shall" exchanged, where it can be."""
FIGURES = ("found", "force_found", "false_per_60_articles", "own_force_found", "own_false")

Planted = tuple[Draft, str]
"""The version with the fault, and the article's number."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="faults planted in each version, of all kinds in turn")
    parser.add_argument("--force", type=int, default=MORE_FORCE, help="articles besides with may and shall exchanged")
    limits.add(parser, FIGURES)
    options = parser.parse_args()
    figures: dict[str, float] = {}
    treaties = Tally()
    for name, (pattern, languages) in TREATIES.items():
        paths = [CORPUS / pattern.format(language) for language in languages]
        if all(path.exists() for path in paths):
            treaties.add(name, tuple(read_draft(str(path)) for path in paths), options.each, options.force)
        else:
            print(f"{name}: not there")
    if treaties.planted:
        figures |= {
            "found": treaties.rate(set(KINDS) - {"force"}),
            "force_found": treaties.rate({"force"}),
            "false_per_60_articles": 60 * treaties.false / treaties.articles,
        }
    own = Tally()
    own.add("our own draft", own_draft(), options.each, options.force)
    figures |= {"own_force_found": own.rate({"force"}), "own_false": own.false}
    print(", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return limits.status(options, figures)


class Tally:
    """What was planted and found in some drafts."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.planted: Counter[str] = Counter()
        self.false = self.articles = 0

    def rate(self, kinds: set[str]) -> float:
        return sum(self.found[kind] for kind in kinds) / max(1, sum(self.planted[kind] for kind in kinds))

    def add(self, name: str, drafts: tuple[Draft, ...], each_version: int, more_force: int) -> None:
        """Plants faults into each version of a draft in turn, and prints what is told and what is missed."""
        before = versions(drafts)
        self.false, self.articles = self.false + len(before.discrepancies), self.articles + before.articles
        print(f"{name}: {before.articles} articles, {len(before.discrepancies)} told of it as it is")
        for one in before.discrepancies:
            print(f"  told: {one.article} {one.aspect} {one.said}")
        for place, draft in enumerate(drafts):
            others = [each for at, each in enumerate(drafts) if at != place]
            for kind, (faulty, number) in faults(draft, others, each_version, more_force):
                after = versions((*drafts[:place], faulty, *drafts[place + 1 :]))
                told = _new(before.discrepancies, after.discrepancies, number, drafts, place)
                self.planted[kind] += 1
                self.found[kind] += told
                if not told:
                    print(f"  missed: {draft.language}, {kind}, article {number}")
        print("  " + ", ".join(f"{kind} {self.found[kind]} of {count}" for kind, count in self.planted.items()))


def own_draft() -> tuple[Draft, ...]:
    """The draft of ``mail.toml`` in its six languages."""
    drafts = []
    for language, page in tomllib.loads(OWN.read_text("utf-8")).items():
        articles = []
        for at, paragraphs in enumerate(page["paragraphs"], 1):
            numbered = (f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
            articles.append("\n\n".join([page["article"].format(at), *numbered]))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"mail.{language}.txt")
            path.write_text("\n\n".join(articles) + "\n", "utf-8")
            drafts.append(read_draft(str(path), language=language))
    return tuple(drafts)


def _new(
    before: tuple[Discrepancy, ...], after: tuple[Discrepancy, ...], number: str, drafts: tuple[Draft, ...], place: int
) -> bool:
    """Whether something is told of the article that was not told before."""
    name = outline(drafts[place]).name(number)
    names = {outline(draft).name(number) for draft in drafts} | {name}
    return any(each not in before and {outline(draft).name(each.article) for draft in drafts} & names for each in after)


def faults(draft: Draft, others: list[Draft], count: int, more_force: int) -> Iterator[tuple[str, Planted]]:
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
    for article in rng.sample(articles, min(more_force, len(articles))):
        changed = force(article, draft, rng)
        if changed != article:
            yield "force", (_with(draft, article, changed), article.number)


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
    """ "May" for "shall", or the other way round, in a sentence with one such word and no negation."""
    for each in _shuffled(article, rng):
        if each.level not in (Level.ARTICLE, Level.PARAGRAPH):
            continue
        for sentence in rng.sample(parts := SENTENCE.split(each.text), len(parts)):
            words = [pair for pair in MODALS[draft.language] for _ in range(sentence.count(pair[0]))]
            if len(words) == 1 and not NEGATION[draft.language].search(sentence.lower()):
                changed = sentence.replace(*words[0])
                return _swapped(article, each, replace(each, text=each.text.replace(sentence, changed, 1)))
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
NEGATION = {
    language: re.compile(pattern)
    for language, pattern in {
        "en": r"\b(no|not|nothing|neither|nor|none|never)\b",
        "fr": r"\b(ne|ni|aucune?|nulle?)\b|\bn['’]",
        "es": r"\b(no|ni|ning\w+|nada|nunca|jamás)\b",
        "ru": r"\b(не|ни|нет|ничто|никак\w+)\b",
        "zh": r"[不非未无勿]",
        "ar": r"\b(لا|ليس|ليست|لم|لن|غير)\b",
    }.items()
}
SENTENCE = re.compile(r"(?<=[.;。；])")
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
