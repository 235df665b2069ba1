"""Edits a convention the way drafters do, and keeps account of what truly became of every unit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.alignment.grammar import Grammar
from benchmarks.alignment.units import Convention, Unit

TOKEN = re.compile(r"\{a\d+\}|[\u4e00-\u9fff]{1,2}|\w+|\s+|[^\w\s]")
SENTENCE = re.compile(r"(?<=[.。])\s*(?=\S)")


@dataclass(frozen=True)
class Plan:
    """How many edits of each kind make a new draft."""

    insert_articles: int = 3
    delete_articles: int = 3
    move_articles: int = 3
    split_articles: int = 2
    merge_articles: int = 2
    raise_paragraphs: int = 1
    """Paragraphs that become articles."""
    lower_articles: int = 1
    """Articles that become paragraphs."""
    move_paragraphs: int = 3
    carry_paragraphs: int = 3
    """Paragraphs that go to another article."""
    split_paragraphs: int = 3
    merge_paragraphs: int = 3
    insert_paragraphs: int = 4
    delete_paragraphs: int = 4


class Drafters:
    """Makes one new draft."""

    def __init__(self, old: Convention, seed: int) -> None:
        self.random = random.Random(f"{old.language} {seed} edits")
        self.grammar = Grammar(old.language, seed + 1000)
        self.new = old.successor()
        old_headings = {article.heading for article in old.articles()}
        self.grammar.headings = [heading for heading in self.grammar.headings if heading not in old_headings]
        self.grammar.targets = [article.uid for article in old.articles()]
        self.busy: set[str] = set()
        """Articles that already took part in an edit: each takes part in one, so that the truth has one answer."""
        self.fresh = 0

    def draft(self, plan: Plan, rate: float) -> Convention:
        """The new draft: structure first, then ``rate`` of the words of every unit."""
        for name, count in vars_of(plan):
            operation: Callable[[], None] = getattr(self, name)
            for _ in range(count):
                with suppress(LookupError):  # no article left that fits: one edit fewer
                    operation()
        self.reword(rate)
        return self.new

    # ----------------------------------------------------------------------------------------------------- articles

    def insert_articles(self) -> None:
        home = self.random.choice(self.new.chapters)
        article = self.grammar.article(self.uid())
        home.articles.insert(self.random.randint(0, len(home.articles)), article)
        self.busy.add(article.uid)

    def delete_articles(self) -> None:
        self.drop(self.pick(lambda article: True))

    def move_articles(self) -> None:
        """At least eight places away, so that there is no doubt which article moved."""
        article = self.pick(lambda article: True)
        articles = self.new.articles()
        here = next(index for index, other in enumerate(articles) if other is article)
        goals = [a for index, a in enumerate(articles) if abs(index - here) >= 8]
        goal = self.random.choice(goals)
        self.new.chapter_of(article).articles.remove(article)
        home = self.new.chapter_of(goal)
        home.articles.insert(home.articles.index(goal), article)
        article.moved = True
        if self.random.random() < 0.34:
            for unit in article.walk():
                unit.fixed = True

    def split_articles(self) -> None:
        article = self.pick(lambda article: len(paragraphs(article)) >= 4)
        cut = len(article.children) // 2
        tail = Unit(self.uid(), "article", "", self.grammar.headings.pop(), article.children[cut:], (article.uid,))
        article.children = article.children[:cut]
        home = self.new.chapter_of(article)
        home.articles.insert(home.articles.index(article) + 1, tail)
        self.busy.add(tail.uid)

    def merge_articles(self) -> None:
        first = self.pick(lambda article: bool(self.partner(article)))
        second = self.partner(first)
        assert second
        first.origins = (first.uid, second.uid)
        first.children += second.children
        self.new.chapter_of(second).articles.remove(second)
        self.new.successors[second.uid] = first.uid
        self.busy.add(second.uid)

    def partner(self, article: Unit) -> Unit | None:
        """The next article, if both are free and have paragraphs of their own."""
        articles = self.new.articles()
        index = next(index for index, other in enumerate(articles) if other is article)
        after = articles[index + 1] if index + 1 < len(articles) else None
        fit = after and after.uid not in self.busy and len(paragraphs(article)) > 1 and len(paragraphs(after)) > 1
        return after if fit else None

    def raise_paragraphs(self) -> None:
        article = self.pick(lambda article: any(plain(p) for p in paragraphs(article)) and len(article.children) >= 3)
        paragraph = self.random.choice([p for p in article.children if plain(p)])
        article.children.remove(paragraph)
        raised = Unit(
            paragraph.uid, "article", paragraph.text, self.grammar.headings.pop(), [], paragraph.origins, True
        )
        home = self.new.chapter_of(article)
        home.articles.insert(home.articles.index(article) + 1, raised)
        self.busy.add(raised.uid)

    def lower_articles(self) -> None:
        article = self.pick(lambda article: not article.children)
        goal = self.pick(lambda other: len(paragraphs(other)) >= 2)
        self.drop(article, goal)
        goal.children.append(Unit(article.uid, "para", article.text, "", [], article.origins, True))

    def drop(self, article: Unit, successor: Unit | None = None) -> None:
        articles = self.new.articles()
        index = next(index for index, other in enumerate(articles) if other is article)
        self.new.chapter_of(article).articles.remove(article)
        self.new.successors[article.uid] = (successor or articles[index - 1 if index else 1]).uid

    # --------------------------------------------------------------------------------------------------- paragraphs

    def move_paragraphs(self) -> None:
        article = self.pick(lambda article: len(paragraphs(article)) >= 4)
        paragraph = article.children.pop(0)
        paragraph.moved = True
        article.children.append(paragraph)

    def carry_paragraphs(self) -> None:
        source = self.pick(lambda article: any(map(plain, paragraphs(article))) and len(article.children) >= 3)
        goal = self.pick(lambda article: len(paragraphs(article)) >= 2)
        paragraph = self.random.choice([p for p in source.children if plain(p)])
        source.children.remove(paragraph)
        paragraph.moved = True
        goal.children.insert(self.random.randint(0, len(goal.children)), paragraph)

    def split_paragraphs(self) -> None:
        article = self.pick(lambda article: any(len(sentences(p)) > 1 for p in paragraphs(article) if plain(p)))
        paragraph = self.random.choice([p for p in article.children if plain(p) and len(sentences(p)) > 1])
        head, *tail = sentences(paragraph)
        paragraph.text = head
        new = Unit(self.uid(), "para", self.grammar.join(*tail), "", [], paragraph.origins)
        article.children.insert(article.children.index(paragraph) + 1, new)

    def merge_paragraphs(self) -> None:
        article = self.pick(lambda article: any(plain(a) and plain(b) for a, b in pairs(article)))
        first, second = self.random.choice([(a, b) for a, b in pairs(article) if plain(a) and plain(b)])
        first.text = self.grammar.join(first.text, second.text)
        first.origins += second.origins
        article.children.remove(second)

    def insert_paragraphs(self) -> None:
        article = self.pick(lambda article: len(paragraphs(article)) >= 2)
        paragraph = self.grammar.paragraph(self.uid())
        article.children.insert(self.random.randint(0, len(article.children)), paragraph)

    def delete_paragraphs(self) -> None:
        article = self.pick(lambda article: len(paragraphs(article)) >= 3)
        article.children.remove(self.random.choice(article.children))

    # -------------------------------------------------------------------------------------------------------- words

    def reword(self, rate: float) -> None:
        """Change ``rate`` of the words of every unit; the heading of ``rate`` of the articles changes in part."""
        texts = [TOKEN.findall(unit.text) for unit in self.new.walk() if len(unit.text) > 20]
        headings = [TOKEN.findall(unit.heading) for unit in self.new.articles()]
        for unit in self.new.walk():
            if unit.fixed or not unit.origins:
                continue
            unit.text = self.change(unit.text, rate, texts)
            if unit.heading and self.random.random() < rate:
                unit.heading = self.change(unit.heading, 0.3, headings)

    def change(self, text: str, rate: float, texts: list[list[str]]) -> str:
        """Replace ``rate`` of the words, in runs of one to four, by words of another provision.

        Cross-references, numbers and the last sign stay.
        """
        tokens = TOKEN.findall(text)
        places = [index for index, token in enumerate(tokens) if word(token)]
        left = int(len(places) * rate + self.random.random())
        for _ in range(left):
            if left <= 0:
                break
            run = min(left, self.random.choice((1, 2, 3, 4)), len(places))
            start = self.random.randrange(len(places) - run + 1)
            taken = places[start : start + run]
            tokens[taken[0]] = self.phrase(tokens[taken[0]], run, texts)
            for index in taken[1:]:
                tokens[index] = ""
            del places[start : start + run]
            left -= run
        words = re.sub(r"\s+(?=[\s,.;،؛])", "", "".join(tokens)).lstrip(" ,-–:").rstrip()
        return words[:1].upper() + words[1:] if text[:1].isupper() else words or text

    def phrase(self, old: str, run: int, texts: list[list[str]]) -> str:
        """What takes the place of a run of words."""
        other = self.random.choice(texts)
        start = self.random.randrange(len(other))
        found = [token for token in other[start : start + 3 * run] if word(token)][
            : run + self.random.choice((-1, 0, 1))
        ]
        return ("" if han(old) else " ").join(found)

    # ------------------------------------------------------------------------------------------------------ helpers

    def uid(self) -> str:
        self.fresh += 1
        return f"n{self.fresh}"

    def pick(self, fit: Callable[[Unit], object]) -> Unit:
        """An article that took part in no edit yet."""
        free = [article for article in self.new.articles() if article.uid not in self.busy and fit(article)]
        if not free:
            raise LookupError
        article = self.random.choice(free)
        self.busy.add(article.uid)
        return article


def vars_of(plan: Plan) -> list[tuple[str, int]]:
    return [(name, getattr(plan, name)) for name in Plan.__dataclass_fields__]


def plain(paragraph: Unit) -> bool:
    """Whether it has no subparagraphs and is long enough to be known again."""
    return not paragraph.children and long_enough(paragraph.text)


def long_enough(text: str) -> bool:
    return len(text) > (12 if han(text) else 40)


def han(text: str) -> bool:
    return "\u4e00" <= text[0] <= "\u9fff"


def word(token: str) -> bool:
    return token[0].isalnum() and not token.isdigit()


def sentences(paragraph: Unit) -> list[str]:
    """Its sentences, if none is too short to stand alone."""
    found = SENTENCE.split(paragraph.text)
    return found if all(map(long_enough, found)) else [paragraph.text]


def paragraphs(article: Unit) -> list[Unit]:
    """The numbered paragraphs, if it has nothing else."""
    return article.children if all(child.kind == "para" for child in article.children) else []


def pairs(article: Unit) -> list[tuple[Unit, Unit]]:
    return list(pairwise(paragraphs(article)))
