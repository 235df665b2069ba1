"""Conventions to edit: in English the sample drafts of this project, else a small grammar of treaty clauses."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.alignment.units import Chapter, Convention, Unit
from drafts.convention import Article, load_states, visible

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
ARTICLES = 60
AND = {"en": " and ", "fr": " et ", "es": " y ", "ru": " и ", "zh": "和", "ar": " و"}
Phrases = dict[str, list[str]]


@cache
def phrases(language: str) -> Phrases:
    """The phrases of one language by kind."""
    column = LANGUAGES.index(language)
    found: Phrases = {}
    for line in Path(__file__).with_name("clauses.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            rows.append(line.split(" | ")[column])
    return found


class Grammar:
    """Makes articles of one language; no two sentences of a convention are the same, but for the boilerplate."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.phrases = phrases(language)
        self.random = random.Random(f"{language} {seed}")
        self.headings = self.random.sample(self.phrases["heading"], len(self.phrases["heading"]))
        self.targets: list[str] = [f"a{index}" for index in range(1, ARTICLES + 1)]
        self.used: set[str] = set()
        self.count = 0

    def convention(self) -> Convention:
        """``ARTICLES`` articles in chapters."""
        articles = [self.article(uid) for uid in self.targets]
        names = self.phrases["chapter"]
        size = -(-len(articles) // len(names))
        return Convention(self.language, [
            Chapter(name, articles[index * size : (index + 1) * size]) for index, name in enumerate(names)
        ])  # fmt: skip

    def article(self, uid: str) -> Unit:
        """An article of one to six paragraphs, often with boilerplate at either end."""
        size = self.random.choice((1, 2, 3, 3, 4, 4, 5, 6))
        article = Unit(uid, "article", heading=self.headings.pop())
        if size == 1:
            article.text = self.passage()
            return article
        for index in range(1, size + 1):
            article.children.append(self.paragraph(f"{uid}.{index}"))
        if size > 2 and self.random.random() < 0.5:
            place = self.random.choice((0, -1))
            article.children[place].text, article.children[place].children = self.fill("boilerplate"), []
        return article

    def paragraph(self, uid: str) -> Unit:
        """A paragraph of one to three sentences, one in four with subparagraphs."""
        paragraph = Unit(uid, "para", self.passage())
        if self.random.random() < 0.25:
            paragraph.text = self.join(paragraph.text, self.fill("chapeau"))
            paragraph.children = [Unit(f"{uid}.{i}", "sub", text) for i, text in enumerate(self.items())]
        return paragraph

    def items(self) -> list[str]:
        stop = {"zh": "；", "ar": "؛"}.get(self.language, ";")
        end = "。" if self.language == "zh" else "."
        words = [self.new(self.item) for _ in range(self.random.randint(2, 4))]
        return [f"{word}{end if word is words[-1] else stop}" for word in words]

    def item(self) -> str:
        """One subparagraph: one or two things, at times with a purpose."""
        words = self.pair("sub")
        if self.random.random() < 0.3:
            purpose = self.fill("p")
            return f"{purpose}，{words}" if self.language == "zh" else f"{words}, {purpose}"
        return words

    def pair(self, kind: str) -> str:
        """One thing of a kind or two joined by "and"."""
        one = self.thing(kind)
        return f"{one}{AND[self.language]}{self.thing(kind)}" if self.random.random() < 0.6 else one

    def thing(self, kind: str) -> str:
        """A phrase of a kind; most objects are made of two: a register on fishing vessels."""
        if kind == "sub" or self.random.random() < 0.2:
            return self.random.choice(self.phrases[kind])
        what, about = self.random.choice(self.phrases["h"]), self.random.choice(self.phrases["k"])
        return f"关于{about}的{what}" if self.language == "zh" else f"{what} {about}"

    def new(self, make: Callable[[], str]) -> str:
        """Words that the convention does not hold yet, whatever they refer to."""
        while True:
            words = make()
            if (core := re.sub(r"\{a\d+\}", "", words)) not in self.used:
                self.used.add(core)
                return words

    def passage(self) -> str:
        sentences = [self.sentence()]
        while len(sentences) < 3 and self.random.random() < 0.4:
            sentences.append(self.fill("c") if self.random.random() < 0.6 else self.sentence())
        return self.join(*sentences)

    def join(self, *sentences: str) -> str:
        return ("" if self.language == "zh" else " ").join(sentences)

    def sentence(self) -> str:
        words = self.new(lambda: self.fill("pattern"))
        return words[0].upper() + words[1:]

    def fill(self, kind: str) -> str:
        """A phrase of a kind with its slots filled."""
        words = self.random.choice(self.phrases[kind])
        while slot := re.search(r"\{([a-z])\}", words):
            words = f"{words[: slot.start()]}{self.slot(slot[1])}{words[slot.end() :]}"
        return words

    def slot(self, kind: str) -> str:
        if kind == "r":
            return f"{{{self.random.choice(self.targets)}}}"
        return self.pair(kind) if kind == "o" else self.fill(kind)


def base(language: str, seed: int) -> Convention:
    """The convention to edit. English: the sample drafts' first, whatever the seed."""
    return sample() if language == "en" else Grammar(language, seed).convention()


def sample() -> Convention:
    """The zero draft of the sample series: its articles and paragraphs, without options, brackets and footnotes."""
    state = load_states()[0]
    uids = {article.id: f"a{index}" for index, article in enumerate(state.text.articles(), 1)}

    def words(text: str) -> str:
        inner = re.sub(
            r"\{[a-z0-9-]+((?:\.\w+)+)\}", lambda found: found[1].strip(".").replace(".", " "), visible(text)
        )
        inner = re.sub(r"[\[\]]", "", inner)
        return re.sub(r"\{([a-z-]+)\}", lambda found: f"{{{uids[found[1]]}}}", inner)

    return Convention("en", [
        Chapter(chapter.heading, [sample_article(article, uids[article.id], words) for article in chapter.articles])
        for chapter in state.text.chapters
    ])  # fmt: skip


def sample_article(source: Article, uid: str, words: object) -> Unit:
    """An article of the sample as a unit; items are joined to their subparagraph."""
    assert callable(words)
    article = Unit(uid, "article", heading=source.heading)
    top = article
    for index, para in enumerate(source.paras):
        text, here = words(para.text), f"{uid}.{index}"
        if para.kind == "plain":
            article.text = text
        elif para.kind == "para":
            top = Unit(here, "para", text)
            article.children.append(top)
        elif para.kind == "sub":
            top.children.append(Unit(here, "sub", text))
        elif para.kind == "item":
            top.children[-1].text += f" {text}"
    return article
