"""The comparison's results by paragraph, as hints for the merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from treatydiff.ooxml.xml import Element
from treatydiff.word.merge.decided import MarkedText


class Hints:
    """What the alignment of the provisions says about paragraphs."""

    def __init__(
        self,
        groups: list[tuple[list[Element], list[Element]]] | None = None,
        moved: frozenset[int] = frozenset(),
        printed: dict[Element, tuple[str, str]] | None = None,
        decided: Sequence[tuple[MarkedText, ...]] = (),
        relocated: Mapping[Element, Element] | None = None,
        articles: Sequence[str] = (),
    ) -> None:
        """Old paragraphs and the new ones that answer to them; one side is empty for deletions and insertions."""
        self.groups = groups or []
        self.moved = moved
        """Which of the groups the alignment calls moved, by themselves or with what is around them."""
        self.decided = decided
        """Of each group the texts as the comparison has marked them up."""
        self.relocated = relocated or {}
        """Old paragraphs that went to another provision, and where each stands now."""
        self.articles = articles
        """Of each group the article that it stands in: the same name on both sides."""
        self.printed = printed or {}
        """The automatic number that each paragraph shows, and its text."""
        self.of_old = {paragraph: n for n, (old, _) in enumerate(self.groups) for paragraph in old}
        self.of_new = {paragraph: n for n, (_, new) in enumerate(self.groups) for paragraph in new}
        """Each paragraph about which the alignment has decided, and by which group."""

    def marked_up(self, old: Sequence[Element], new: Sequence[Element]) -> tuple[MarkedText, ...]:
        """The marked-up texts that may stand in paragraphs: those of the group that holds all of them."""
        numbers = {self.of_old.get(p, -1) for p in old} | {self.of_new.get(p, -2) for p in new}
        number = numbers.pop() if len(numbers) == 1 else -1
        return self.decided[number] if 0 <= number < len(self.decided) else ()

    def of_one_side(self, paragraph: Element) -> tuple[MarkedText, ...]:
        """The marked-up texts that may stand in a paragraph which has no counterpart."""
        number = self.of_old.get(paragraph, self.of_new.get(paragraph, -1))
        return self.decided[number] if 0 <= number < len(self.decided) else ()

    def article_of(self, paragraph: Element) -> str:
        """The article that a paragraph belongs to; empty where nothing says so."""
        number = self.of_new.get(paragraph, self.of_old.get(paragraph, -1))
        return self.articles[number] if 0 <= number < len(self.articles) else ""

    def pairs(self) -> Iterator[tuple[Element, Element]]:
        """Paragraphs that answer to each other alone."""
        yield from ((old[0], new[0]) for old, new in self.groups if len(old) == len(new) == 1)

    def unmoved_pairs(self) -> Iterator[tuple[Element, Element]]:
        """The same, without what moved."""
        groups = (group for number, group in enumerate(self.groups) if number not in self.moved)
        yield from ((old[0], new[0]) for old, new in groups if len(old) == len(new) == 1)


def same_number(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """Whether two paragraphs, each an automatic number and a text, show the same number."""
    (before, typed_before), (after, typed_after) = old, new
    if before and after:
        return before == after
    return _begins(typed_after, before) if before else _begins(typed_before, after)


def _begins(text: str, number: str) -> bool:
    """Whether a text begins with a number, typed."""
    return bool(number) and text.startswith(number) and not text[len(number) : len(number) + 1].strip()
