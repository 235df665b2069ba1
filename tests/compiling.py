"""A base of articles and proposals with edits that are known, so that it is known what a compilation must hold."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from docx_making import docx, p, r
from treatydiff.compare import compare
from treatydiff.compilation import Compilation, compiled
from treatydiff.model import Draft
from treatydiff.readers import READERS
from treatydiff.structure import build

_STEP = 7
"""Edits stand so many words apart, or further: no two of one delegation run together."""
_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo mu ke ra lo".split()


@dataclass
class Text:
    """A convention as its paragraphs, each with the name of what it is."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    """``head``, ``title`` or ``text``, and the words."""

    @property
    def texts(self) -> list[str]:
        """The paragraphs."""
        return [words for _, words in self.lines]

    def data(self) -> bytes:
        """As a Word file, with words of more than one run."""
        styles = {"head": "Heading2", "title": "Heading2", "text": ""}
        return docx(*(p(*_runs(words), style=styles[kind]) for kind, words in self.lines))


def _runs(words: str) -> list[str]:
    half = len(words) // 2
    return [r(escape(words[:half])), r(escape(words[half:]), "<w:i/>")]


def base(articles: int = 60, seed: int = 1) -> Text:
    """A convention of so many articles, three paragraphs each, no two of the same words."""
    rng = random.Random(seed)
    text = Text([("title", "Draft convention on the keeping of rivers")])
    for number in range(1, articles + 1):
        text.lines += [("head", f"Article {number}"), ("title", " ".join(_word(rng).capitalize() for _ in range(3)))]
        for paragraph in range(1, 4):
            words = " ".join(_word(rng) for _ in range(rng.randrange(28, 45)))
            text.lines.append(("text", f"{paragraph}. The Parties shall {words}."))
    return text


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(2, 5)))


@dataclass
class Known:
    """A proposal and what was done in it: by paragraph of the base and word the word that it put there."""

    text: Text
    words: dict[tuple[int, int], str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


def proposal(origin: Text, seed: int) -> Known:
    """A proposal with words changed, paragraphs deleted and added, a new article, some of it as others have it."""
    rng = random.Random(1000 + seed)
    known = Known(Text())
    bodies = [at for at, (kind, _) in enumerate(origin.lines) if kind == "text"]
    chosen = set(rng.sample(bodies, 20))
    deleted = set(rng.sample(sorted(set(bodies) - chosen), 2))
    grown = set(rng.sample(sorted(set(bodies) - chosen - deleted), 2))
    new_article = rng.choice([at for at, (kind, _) in enumerate(origin.lines) if kind == "head"][1:])
    for at, (kind, words) in enumerate(origin.lines):
        if at == new_article:
            number = origin.lines[at][1].split()[-1]
            known.text.lines += [
                ("head", f"Article {int(number) - 1} bis"),
                ("title", f"{_word(rng)} {_word(rng)}".title()),
            ]
            known.text.lines.append(("text", " ".join(_word(rng) for _ in range(30)).capitalize() + "."))
        if at in deleted:
            known.gone.add(at)
            continue
        known.text.lines.append((kind, _edited(at, words, rng, known) if at in chosen else words))
        if at in grown:
            known.text.lines.append(("text", " ".join(_word(rng) for _ in range(25)).capitalize() + "."))
    return known


def _edited(at: int, words: str, rng: random.Random, known: Known) -> str:
    """Some of the words that may be changed, each for one of two others: so that proposals meet, alike and unlike."""
    parts = words.split(" ")
    for place in range(_STEP, len(parts) - 1, _STEP):
        if rng.random() < 0.5:
            parts[place] = known.words[at, place] = rng.choice(["evermore", "perhaps"])
    return " ".join(parts)


def read(text: Text, name: str) -> Draft:
    """The text read from its Word file."""
    data = text.data()
    return build(READERS["docx"].read(data, name), name=name, data=data, kind="docx")


def compilation(origin: Text, proposals: Mapping[str, Text]) -> Compilation:
    """The compilation of texts."""
    draft = read(origin, "base")
    return compiled(draft, {name: compare(draft, read(text, name), judged=False) for name, text in proposals.items()})


def contested(proposals: Mapping[str, Known]) -> set[tuple[int, int]]:
    """Paragraph and word wherever proposals put different words in the place of one."""
    places = {place for each in proposals.values() for place in each.words}
    return {place for place in places if len({e.words[place] for e in proposals.values() if place in e.words}) > 1}


def deleted_and_amended(proposals: Mapping[str, Known]) -> set[int]:
    """The paragraphs that some delete and others amend."""
    gone = {at for each in proposals.values() for at in each.gone}
    return gone & {at for each in proposals.values() for at, _ in each.words}


def places(text: str) -> Iterator[int]:
    """Where each word of a text begins."""
    at = 0
    for word in text.split(" "):
        yield at
        at += len(word) + 1
