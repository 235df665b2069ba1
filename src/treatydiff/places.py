"""Where a provision stands, in the words people use in the room: ``paragraph 4 (b)``."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Draft, Level, Provision

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
    Level.OPTION: "option",
    Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "subparagraph",
    Level.ITEM: "item",
}
_BRACKETED = frozenset({Level.SUBPARAGRAPH, Level.ITEM})
"""Levels whose number is cited in round brackets."""


def title(provision: Provision) -> str:
    """What a unit is called: ``Article 17``, ``Preamble``, ``Chapter III``."""
    name = _TITLES.get(provision.level) or _INNER.get(provision.level, str(provision.level)).capitalize()
    return f"{name} {provision.number}".rstrip()


def number(provision: Provision) -> str:
    """How a provision is named in a concordance: ``17``, ``48(6)``, ``Annex I``; ``Preamble``."""
    if provision.level is Level.ARTICLE:
        return provision.number
    return f"{provision.article}({provision.number})" if provision.article else title(provision)


def places(draft: Draft) -> dict[str, str]:
    """For each ``eid`` the place inside its article, preamble or annex: ``paragraph 4 (b)``; empty for the unit."""
    return dict(pair for provision in draft.provisions for pair in _inside(provision, ""))


def _inside(provision: Provision, place: str) -> Iterator[tuple[str, str]]:
    yield provision.eid, place
    unnumbered = 0
    for child in provision.children:
        unnumbered += child.level is Level.PARAGRAPH and not child.number
        yield from _inside(child, _place(child, provision, place, unnumbered))


def _place(child: Provision, parent: Provision, around: str, unnumbered: int) -> str:
    if child.level in _TITLES:
        return ""
    if child.level is Level.CLOSING:
        return f"{around}, closing words".lstrip(", ")
    if not child.number:
        return _unnumbered(child, parent, around, unnumbered)
    if child.level in _BRACKETED:
        return f"{around} ({child.number})" if around else f"{_INNER[child.level]} ({child.number})"
    return f"{around}, {_INNER[child.level]} {child.number}".lstrip(", ")


def _unnumbered(child: Provision, parent: Provision, around: str, position: int) -> str:
    kind = "preambular" if parent.level is Level.PREAMBLE else "unnumbered"
    words = f"{kind} {_INNER.get(child.level, str(child.level))} {position if position else ''}".rstrip()
    return f"{around}, {words}".lstrip(", ")
