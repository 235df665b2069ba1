"""Names the place of a provision as people do in the room: ``paragraph 4 (b)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from treatydiff.model import ROWS, Change, Draft, Level, Link, Provision, new_text
from treatydiff.text.regexes import regex

_TITLES = {
    Level.FRONT: "Front matter",
    Level.PREAMBLE: "Preamble",
    Level.PART: "Part",
    Level.CHAPTER: "Chapter",
    Level.SECTION: "Section",
    Level.ARTICLE: "Article",
    Level.ANNEX: "Annex",
    Level.FOOTNOTE: "Footnote",
}
_INNER = {
    Level.RECITAL: "recital",
    Level.AMENDED: "amended article",
    Level.OPTION: "option",
    Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "subparagraph",
    Level.ITEM: "item",
}
_BRACKETED = frozenset({Level.SUBPARAGRAPH, Level.ITEM})
"""Levels whose number is cited in round brackets."""


def title(provision: Provision) -> str:
    """What a unit is called: ``Article 17``, ``Preamble``, ``Chapter III``; ``Rule 5`` where a text counts in rules."""
    name = _TITLES.get(provision.level) or _INNER.get(provision.level, str(provision.level)).capitalize()
    if provision.level is Level.ARTICLE and provision.word:
        name = provision.word.capitalize()
    return f"{name} {provision.number}".rstrip()


def unit_name(*drafts: Draft) -> str:
    """What drafts call their articles: ``section``, ``rule``; ``article`` where they have no one word for all."""
    names = {article.word or "article" for draft in drafts for article in draft.articles()}
    return names.pop() if len(names) == 1 else "article"


def capital(words: str) -> str:
    """With a capital at the beginning, the others as they are."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """With a small letter at the beginning, for the middle of a sentence; the others as they are."""
    return words[:1].lower() + words[1:]


def where(provision: Provision) -> str:
    """``Article 28, subparagraph b``: a provision by its own number, for where its draft is not at hand."""
    own = title(provision)
    inside = provision.article and provision.level is not Level.ARTICLE
    return f"{capital(provision.unit)}, {small(own)}" if inside else own


Namer = Callable[[Provision], str]


def titles(link: Link, old: Namer = title, new: Namer = title) -> str:
    """What both sides of a link are called: ``Article 17 → 4``, ``Article 12 → 13, 14``, ``Preamble``.

    ``old`` and ``new`` name what is no article, preamble or annex: ``Article 43, paragraph 1 → Article 41``.
    """
    sides = [_titles(_rows(side), name) for side, name in ((link.old, old), (link.new, new)) if side]
    return arrow(*sides) if len(set(sides)) > 1 else sides[0]


def _rows(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """The articles and the like among them; a paragraph that only carries an article's text has no title of its own."""
    return tuple(p for p in provisions if p.level in ROWS) or provisions


def headings(change: Change) -> str:
    """The heading that stands now; of what was split, all of them."""
    return new_text(change.heading) or next((p.heading for p in (change.provision, *change.link.old) if p.heading), "")


def pages(link: Link) -> str:
    """``p. 21 → 7``; ``old p. 21`` where only one draft has pages; empty where neither has."""
    sides = {name: [p for p in side if not p.tombstone] for name, side in (("old", link.old), ("new", link.new))}
    known = {name: str(side[0].origin.page) for name, side in sides.items() if side and side[0].origin.page}
    if len(known) == 1 and all(sides.values()):
        return " ".join(f"{name} p. {page}" for name, page in known.items())
    return f"p. {' → '.join(dict.fromkeys(known.values()))}" if known else ""


def arrow(old: str, new: str) -> str:
    """``paragraph 3 → 4``, ``option I, paragraph 2 (a) → (b)``: the words that both begin with are said once."""
    _, _, after = _parted(old, new)
    return f"{old or '(own words)'} → {after or new or '(own words)'}"


def together(places: Iterable[str]) -> str:
    """Several places as one: ``paragraphs 7 and 8``, ``paragraph 4 (a), (b) and (c)``."""
    first, *others = [*dict.fromkeys(place for place in places if place)] or [""]
    parted = [_parted(first, other) for other in others]
    if parted and all(after and head == parted[0][0] for head, _, after in parted):
        head, number, _ = parted[0]
        numbers = ", ".join([number, *(after for _, _, after in parted[:-1])])
        return f"{head}{'s' * head[-1].isalpha()} {numbers} and {parted[-1][2]}"
    return " and ".join([first, *others])


def _parted(one: str, other: str) -> tuple[str, str, str]:
    """The words that two places begin with and what is left of each, which is a number; all empty if it is not."""
    words, others = one.split(" "), other.split(" ")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))
    head, *rests = (" ".join(part) for part in (words[:shared], words[shared:], others[shared:]))
    numbers = head and all(rest and not re.search("[a-z]{4}", rest) for rest in rests)
    return (head, rests[0], rests[1]) if numbers else ("", "", "")


def number(provision: Provision) -> str:
    """How a provision is named in a concordance: ``17``, ``48(6)``, ``48(6)(b)``, ``Annex I``; ``Preamble``."""
    if provision.level is Level.ARTICLE:
        return provision.number
    if not provision.article:
        return title(provision)
    around = "".join(f"({found})" for found in _STEPS.findall(provision.eid.rpartition("__")[0]))
    return f"{provision.article}{around}({provision.number})"


def place(child: Provision, parent: Provision, around: str, unnumbered: int) -> str:
    """The place of a provision inside its article, preamble or annex: ``paragraph 4 (b)``; empty for the unit itself.

    ``around`` is the place of its parent; ``unnumbered`` counts the paragraphs without a number up to it.
    """
    if child.level in _TITLES:
        return ""
    if child.level is Level.CLOSING:
        return f"{around}, closing words".lstrip(", ")
    if is_all_own(child, parent):
        return around
    if not child.number:
        return _unnumbered(child, parent, around, unnumbered)
    if child.level in _BRACKETED:
        return f"{around} ({child.number})" if around else f"{_INNER[child.level]} ({child.number})"
    return f"{around}, {_INNER[child.level]} {child.number}".lstrip(", ")


def is_all_own(child: Provision, parent: Provision) -> bool:
    """Whether a provision is all the words that an article has of its own: its place is the article's."""
    if parent.level is not Level.ARTICLE or parent.text or parent.children[0] != child or not _is_plain(child):
        return False
    return not any(map(_is_plain, parent.children[1:]))


def _is_plain(provision: Provision) -> bool:
    return provision.level is Level.PARAGRAPH and not provision.number


_STEPS = regex(r"__(?:para|subpara|item)_([^_]+)")
"""The numbers of what a provision stands in, inside of its article, as its ``eid`` has them."""


def _titles(provisions: tuple[Provision, ...], name: Namer) -> str:
    first, *others = provisions
    if first.level not in ROWS and first.article:
        return together(name(provision) for provision in provisions)
    return ", ".join([title(first), *(other.number for other in others)])


def _unnumbered(child: Provision, parent: Provision, around: str, position: int) -> str:
    kind = "preambular" if parent.level is Level.PREAMBLE else "unnumbered"
    words = f"{kind} {_INNER.get(child.level, str(child.level))} {position if position else ''}".rstrip()
    return f"{around}, {words}".lstrip(", ")
