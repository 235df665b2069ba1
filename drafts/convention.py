"""The text of the sample convention: read from its source, edited draft by draft, and numbered.

Every provision has an id that it keeps through all drafts (``search.4``), so that numbers and cross-references are
computed, never typed, and what became of each provision is known and not guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "source"
REFERENCE = re.compile(r"\{([a-z0-9-]+)((?:\.[\w-]+)*)(@old)?\}")
FOOTNOTE = re.compile(r"\{\^((?:[^{}]|\{[^{}]*\})*)\}")
LABEL = re.compile(r"(\d+\.|\([a-z]+\))\s+")
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]

Edit = dict[str, Any]


@dataclass
class Para:
    """One printed paragraph.

    ``kind``: plain, para, sub, item, or option (a label such as ``Option A``; empty where the options end).
    """

    id: str
    kind: str
    text: str
    bracketed: bool = False


@dataclass
class Article:
    """An article, the preamble or the annex. ``note``: what is left of one that was deleted, merged or moved."""

    id: str
    heading: str
    paras: list[Para] = field(default_factory=list)
    bracketed: bool = False
    note: str = ""
    number: str = ""


@dataclass
class Chapter:
    """A heading with articles under it; its number is its place."""

    heading: str
    articles: list[Article] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a provision is printed: the article's number and the number inside it, such as ``4 (b)``."""

    article: str
    para: str = ""


@dataclass
class Text:
    """One draft of the convention."""

    preamble: list[Para] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    annex: Article = field(default_factory=lambda: Article("annex", ""))
    aliases: dict[str, str] = field(default_factory=dict)
    """Merged article → the article that took it in."""

    def articles(self) -> list[Article]:
        return [article for chapter in self.chapters for article in chapter.articles]

    def bodies(self) -> list[Article]:
        """Everything with paragraphs: preamble, articles, annex."""
        return [Article("preamble", "", self.preamble), *self.articles(), self.annex]

    def article(self, id: str) -> Article:
        return next(article for article in self.articles() if article.id == self.aliases.get(id, id))

    def chapter_of(self, id: str) -> Chapter:
        return next(chapter for chapter in self.chapters if any(a.id == id for a in chapter.articles))

    def home(self, id: str) -> tuple[list[Para], int]:
        """The list that a paragraph stands in, and its index there."""
        for body in self.bodies():
            for index, para in enumerate(body.paras):
                if para.id == id:
                    return body.paras, index
        raise KeyError(id)

    def para(self, id: str) -> Para:
        paras, index = self.home(id)
        return paras[index]


# ------------------------------------------------------------------------------------------------------- the source


def parse(source: str) -> Text:
    """The text of a source: ``# chapter``, ``## id | heading``, two spaces a level, ``@ option``, ``$ annex``."""
    text = Text()
    article = Article("preamble", "")
    for line in filter(None, source.splitlines()):
        if line.startswith("# "):
            text.chapters.append(Chapter(line[2:]))
        elif line.startswith("## "):
            article = parse_heading(line[3:])
            text.chapters[-1].articles.append(article)
        elif line.startswith("$ "):
            article = text.annex = Article("annex", line[2:])
        elif line.startswith(">"):
            text.preamble.append(Para(f"preamble.{len(text.preamble)}", "plain", line.lstrip("> ")))
        else:
            article.paras.append(parse_para(article, line))
    check_labels(text)
    return text


def parse_heading(line: str) -> Article:
    id, heading, *flags = (part.strip() for part in line.split("|"))
    return Article(id, heading, bracketed="bracketed" in flags)


def parse_para(article: Article, line: str) -> Para:
    if line.startswith("@"):
        option = line[1:].strip()
        return Para(f"{article.id}.{option.lower().replace('option ', 'option-') or 'end'}", "option", option)
    depth = (len(line) - len(line.lstrip())) // 2
    typed = LABEL.match(line.strip())
    kind = ("para", "sub", "item")[depth] if typed else "plain"
    text = line.strip()[typed.end() :] if typed else line.strip()
    return Para(new_id(article, kind, typed[1].strip("().") if typed else "0"), kind, text)


def new_id(article: Article, kind: str, number: str) -> str:
    """An id from the numbers the paragraph has in the draft where it first appears."""
    above = {"para": (), "plain": (), "sub": ("para",), "item": ("sub", "para")}[kind]
    parent = next((p.id for p in reversed(article.paras) if p.kind in above), article.id)
    id = f"{parent}.{number}"
    return f"{id}-B" if any(p.id == id for p in article.paras) else id


def check_labels(text: Text) -> None:
    """The numbers typed in the source are what counting gives: the source reads true."""
    for id, place in places(text).items():
        typed = id.split(".", 1)[1] if "." in id else ""
        if not id.startswith("preamble") and "option" not in id and not id.endswith(".end"):
            counted = re.sub(r"[ ()]+", ".", place.para).strip(".") or "0"
            if typed and typed.removesuffix("-B") != counted:
                raise ValueError(f"{id}: the source says {typed}, counting gives {counted}")


# ---------------------------------------------------------------------------------------------------------- numbers


def number_articles(text: Text, policy: str) -> None:
    """``consecutive``: drop notes of deletion, count from 1. ``keep``: only what has no number yet gets one."""
    if policy == "consecutive":
        for chapter in text.chapters:
            chapter.articles = [article for article in chapter.articles if not article.note]
        for index, article in enumerate(text.articles(), 1):
            article.number = str(index)


def places(text: Text) -> dict[str, Place]:
    """Where every article and paragraph is printed, by id."""
    found: dict[str, Place] = {}
    for body in text.bodies():
        if not body.note:
            found[body.id] = Place(body.number)
        found |= {para.id: Place(body.number, inner) for para, inner in numbered(body.paras)}
    return found


def numbered(paras: list[Para]) -> Iterator[tuple[Para, str]]:
    """Each paragraph with its number in the article: ``4``, ``4 (b)``, ``4 (b) (i)``. A single paragraph has none."""
    single = [para.kind for para in paras].count("para") == 1
    count: dict[str, int] = {"para": 0, "sub": 0, "item": 0}
    base = -1
    for para in paras:
        if para.kind == "option":
            base = count["para"] if base < 0 else base
            count["para"] = base if para.text else count["para"]
            base = base if para.text else -1
        elif para.kind != "plain":
            count[para.kind] += 1
            deeper = list(count)[list(count).index(para.kind) + 1 :]
            count |= dict.fromkeys(deeper, 0)
        yield para, inner_number(para.kind, count | {"para": 0} if single else count)


def inner_number(kind: str, count: dict[str, int]) -> str:
    parts = [str(count["para"] or ""), f"({chr(96 + count['sub'])})", f"({ROMAN[count['item']].lower()})"]
    depth = {"para": 1, "sub": 2, "item": 3}.get(kind, 0)
    return " ".join(part for part in parts[:depth] if part)


def label(para: Para, inner: str) -> str:
    """The number as printed before the paragraph: ``4.``, ``(b)``, ``[4.``."""
    own = inner.split(" ")[-1] if inner else ""
    printed = f"{own}." if own and para.kind == "para" else own
    return f"[{printed}" if para.bracketed and printed else printed


def resolve(words: str, text: Text, now: dict[str, Place], before: dict[str, Place]) -> str:
    """The words with every cross-reference printed as a number."""

    def printed(found: re.Match[str]) -> str:
        id, inside = found[1], found[2]
        where = before if found[3] else now
        return where[id + inside].para if inside else where[text.aliases.get(id, id)].article

    return REFERENCE.sub(printed, words)


def visible(words: str) -> str:
    """The words without footnotes and marks of italics."""
    return FOOTNOTE.sub("", words).replace("*", "")


# ------------------------------------------------------------------------------------------------------------ edits


def replace_words(text: Text, edit: Edit) -> None:
    para = text.para(edit["at"])
    if para.text.count(edit["old"]) != 1:
        raise ValueError(f"{edit['at']}: {edit['old']!r} stands {para.text.count(edit['old'])} times in {para.text!r}")
    para.text = para.text.replace(edit["old"], edit["new"])


def respell(text: Text, edit: Edit) -> None:
    for body in text.bodies():
        for para in body.paras:
            para.text = para.text.replace(edit["old"], edit["new"])


def insert_para(text: Text, edit: Edit) -> None:
    paras, index = text.home(edit["after"])
    paras.insert(index + 1, Para(edit["id"], paras[index].kind, edit["text"]))


def delete_para(text: Text, edit: Edit) -> None:
    paras, index = text.home(edit["at"])
    del paras[index]


def move_para(text: Text, edit: Edit) -> None:
    paras, index = text.home(edit["at"])
    para = paras.pop(index)
    paras, index = text.home(edit["after"])
    paras.insert(index + 1, para)


def split_para(text: Text, edit: Edit) -> None:
    paras, index = text.home(edit["at"])
    head, tail = paras[index].text.split(edit["from"])
    paras[index].text = head.strip()
    paras.insert(index + 1, Para(edit["id"], paras[index].kind, edit["from"] + tail))


def merge_paras(text: Text, edit: Edit) -> None:
    absorbed = text.para(edit["at"]).text
    delete_para(text, edit)
    text.para(edit["into"]).text += f" {absorbed}"


def take_article(text: Text, edit: Edit) -> Article:
    """Remove an article from its place; leave a note there where the edit has one."""
    chapter = text.chapter_of(edit["at"])
    index = [article.id for article in chapter.articles].index(edit["at"])
    article = chapter.articles[index]
    left = Article(f"{article.id}-note", "", note=edit.get("note", ""), number=article.number)
    chapter.articles[index : index + 1] = [left] if left.note else []
    return article


def put_article(text: Text, edit: Edit, article: Article) -> None:
    article.number = edit.get("number", "")
    articles = text.chapter_of(edit["after"]).articles
    articles.insert([a.id for a in articles].index(edit["after"]) + 1, article)


def move_article(text: Text, edit: Edit) -> None:
    put_article(text, edit, take_article(text, edit))


def insert_article(text: Text, edit: Edit) -> None:
    put_article(text, edit, parse(f"# \n{edit['text']}").articles()[0])


def merge_articles(text: Text, edit: Edit) -> None:
    absorbed = take_article(text, edit)
    target = text.article(edit["into"])
    target.paras += absorbed.paras
    target.heading = edit.get("heading", target.heading)
    text.aliases[absorbed.id] = target.id


def split_article(text: Text, edit: Edit) -> None:
    article = text.article(edit["at"])
    cut = [para.id for para in article.paras].index(edit["from"])
    tail = Article(edit["id"], edit["heading"], article.paras[cut:])
    del article.paras[cut:]
    put_article(text, {"after": article.id}, tail)


def choose_option(text: Text, edit: Edit) -> None:
    """Keep the paragraphs of one option; the labels and the other options go."""
    paras, _ = text.home(edit["at"])
    current, kept = edit["at"], []
    for para in paras:
        if para.kind == "option":
            current = para.id if para.text else edit["at"]
        elif current == edit["at"]:
            kept.append(para)
    paras[:] = kept


def bracket(text: Text, edit: Edit) -> None:
    text.para(edit["at"]).bracketed = True


def unbracket_article(text: Text, edit: Edit) -> None:
    text.article(edit["at"]).bracketed = False


OPERATIONS: dict[str, Callable[[Text, Edit], object]] = {
    "words": replace_words,
    "spelling": respell,
    "insert": insert_para,
    "delete": delete_para,
    "move": move_para,
    "split": split_para,
    "merge": merge_paras,
    "move-article": move_article,
    "insert-article": insert_article,
    "delete-article": take_article,
    "merge-articles": merge_articles,
    "split-article": split_article,
    "choose-option": choose_option,
    "bracket": bracket,
    "unbracket-article": unbracket_article,
}


# ----------------------------------------------------------------------------------------------------- three drafts


@dataclass
class State:
    """A draft, numbered, with the edits that made it from the one before."""

    text: Text
    places: dict[str, Place]
    before: dict[str, Place]
    edits: list[Edit]

    def print(self, words: str) -> str:
        return resolve(words, self.text, self.places, self.before)


def load_states() -> list[State]:
    """The three drafts, in order."""
    text = parse((SOURCE / "zero-draft.txt").read_text("utf-8"))
    number_articles(text, "consecutive")
    states = [State(text, places(text), {}, [])]
    for name in ("revised-draft.toml", "further-revised-draft.toml"):
        plan = tomllib.loads((SOURCE / name).read_text("utf-8"))
        states.append(revise(states[-1], plan["numbering"], plan["edit"]))
    return states


def revise(state: State, numbering: str, edits: list[Edit]) -> State:
    """The next draft: the edits applied in order, then the numbers."""
    text = deepcopy(state.text)
    for edit in edits:
        OPERATIONS[edit["op"]](text, edit)
    number_articles(text, numbering)
    return State(text, places(text), state.places, edits)
