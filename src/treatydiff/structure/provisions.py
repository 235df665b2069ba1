"""Freezes a tree of nodes into provisions: identifiers, articles, status, origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence as Many

from treatydiff.model import Block, Level, Notice, Origin, Provision, Status
from treatydiff.structure.nodes import Growing
from treatydiff.structure.remarks import MAX_TOMBSTONE, agreed, balance, tombstone, wrapped
from treatydiff.text.languages import Language
from treatydiff.text.lettering import squared


def freeze(nodes: list[Growing], blocks: Many[Block], language: Language) -> tuple[tuple[Provision, ...], list[Notice]]:
    """The provisions that nodes stand for, in order, and what is odd about their numbers."""
    for node in nodes:
        for inner in node.walk():
            _bury(inner, language)
    freezer = _Freezer(blocks, language, _bracketed(nodes))
    return tuple(freezer.provision(node, "", "") for node in nodes), _article_numbers(nodes, blocks)


def _bury(node: Growing, language: Language) -> None:
    """Of a provision that was taken out, what is printed in its place becomes its note."""
    if node.level is Level.ANNEX and node.children and not node.parts:
        if all(not (child.number or child.children) for child in node.children) and tombstone(
            node.children[0].text, language
        ):
            for child in node.children:
                node.add_text(child.text, child.blocks[0])
            node.children = []
            node.bury()
    elif (
        node.number
        and not node.children
        and len(node.last) < MAX_TOMBSTONE
        and tombstone(node.text or node.note, language)
    ):
        node.bury()


class _Freezer:
    def __init__(self, blocks: Many[Block], language: Language, bracketed: frozenset[int]) -> None:
        self._blocks = blocks
        self._language = language
        self._bracketed = bracketed
        self._seen: dict[str, int] = {}

    def provision(self, node: Growing, prefix: str, article: str, word: str = "") -> Provision:
        """A node and everything inside it, frozen; ``article`` and ``word``: number and name of its article."""
        if node.level is Level.ARTICLE:
            article, word = node.number.printed if node.number else "", node.word
        eid = self._eid(node, prefix)
        inside = eid
        children = tuple(self.provision(child, self._prefix(child, inside), article, word) for child in node.children)
        return Provision(
            level=node.level,
            number=node.number.printed if node.number else "",
            eid=eid,
            heading=node.heading,
            text=node.text,
            children=children,
            status=self._status(node),
            note=node.note,
            printed=node.printed,
            article=article,
            word=word,
            blocks=tuple(node.blocks),
            origin=self._blocks[node.blocks[0]].origin if node.blocks else Origin(),
        )

    def _prefix(self, child: Growing, inside: str) -> str:
        """Articles are numbered through a whole convention or annex: parts do not show in their identifiers."""
        if child.level is Level.AMENDED:
            return inside.partition("__amd_")[0]
        if child.level is Level.ARTICLE:
            return next((step for step in inside.split("__") if step.startswith("annex")), "")
        return inside

    def _eid(self, node: Growing, prefix: str) -> str:
        label = node.number.label if node.number else ""
        step = f"{node.step}_{label}" if label else node.step
        if not label and node.level in (Level.RECITAL, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM, Level.FOOTNOTE):
            counter = f"{prefix}__{node.step}#"
            self._seen[counter] = self._seen.get(counter, 0) + 1
            step = f"{node.step}_{self._seen[counter]}"
        eid = f"{prefix}__{step}" if prefix else step
        times = self._seen[eid] = self._seen.get(eid, 0) + 1
        return eid if times == 1 else f"{eid}__dup_{times}"

    def _status(self, node: Growing) -> frozenset[Status]:
        status = set()
        if id(node) in self._bracketed:
            status.add(Status.BRACKETED)
        if agreed(node.text, self._language) or agreed(node.heading, self._language):
            status.add(Status.AGREED)
        if node.taken_out:
            status.add(Status.DELETED)
        return frozenset(status)


def _bracketed(nodes: list[Growing]) -> frozenset[int]:
    """Which nodes stand in square brackets: by their own, or between brackets opened and closed around several."""
    found: set[int] = set()
    for unit in _units(nodes):
        depth, inside = 0, set()
        for node in unit.walk():
            if depth > 0:
                inside.add(id(node))
            own = " ".join((node.printed, node.heading, node.text))
            headed = bool(node.heading and wrapped(node.heading) and not node.text)
            if "[" in squared(node.printed) or wrapped(node.text) or headed:
                found.add(id(node))
            depth = max(0, depth + balance(own))
        if depth == 0:
            found |= inside
    return frozenset(found)


def _units(nodes: list[Growing]) -> list[Growing]:
    """Articles, and what stands outside articles, each with what is inside."""
    units = []
    for node in nodes:
        if node.level in (Level.PART, Level.CHAPTER, Level.SECTION, Level.OPTION):
            units += _units(node.children)
        else:
            units.append(node)
    return units


# ------------------------------------------------------------------------------------------------------ article numbers

_LISTED = 12
"""Numbers that a notice names at most."""


def _article_numbers(nodes: list[Growing], blocks: Many[Block]) -> list[Notice]:
    """Articles printed twice and numbers left out, of the convention and of each annex by itself."""
    notices = []
    for where, articles in _counted(nodes):
        word = next((node.word for node in articles), "") or "article"
        again = [
            number
            for number, times in Counter(node.number.label for node in articles if node.number).items()
            if times > 1
        ]
        if again:
            first = next(node for node in articles if node.number and node.number.label == again[0])
            notices.append(Notice(f"{where}{word}s printed more than once: {_listed(again)}", _page(first, blocks)))
        if missing := _missing(articles):
            notices.append(Notice(f"{where}{word} numbers left out: {_listed(missing)}"))
    return notices


def _counted(nodes: list[Growing]) -> Iterator[tuple[str, list[Growing]]]:
    main = [node for node in nodes if node.level is not Level.ANNEX]
    yield "", [inner for node in main for inner in node.walk() if inner.level is Level.ARTICLE]
    for annex in nodes:
        if annex.level is Level.ANNEX:
            yield f"{annex.printed}: ", [inner for inner in annex.walk() if inner.level is Level.ARTICLE]


def _missing(articles: list[Growing]) -> list[str]:
    """Whole numbers left out between the first and the last of the commonest series."""
    numbers = {node.number.path[0] for node in articles if node.number and len(node.number.path) == 1}
    if len(numbers) < 2 or max(numbers) > 2 * len(numbers) + 10:
        return []
    return [str(number) for number in range(min(numbers), max(numbers)) if number not in numbers]


def _listed(numbers: list[str]) -> str:
    more = f" and {len(numbers) - _LISTED} more" if len(numbers) > _LISTED else ""
    return ", ".join(numbers[:_LISTED]) + more


def _page(node: Growing, blocks: Many[Block]) -> int | None:
    return blocks[node.blocks[0]].origin.page if node.blocks else None
