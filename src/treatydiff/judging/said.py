"""What a draft says, word by word: worked out once for all who look words up in it.

Whether words moved, stand elsewhere, are given up or belong to the subject is asked of whole drafts, provision by
provision.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import cast

from treatydiff.lettering import WORD
from treatydiff.model import Draft, Provision
from treatydiff.outline import outline
from treatydiff.themes.patterns import plain, silent

STEM = 5
"""Letters by which forms of one word are recognised."""


def said(draft: Draft) -> DraftWords:
    """The words of a draft, the same value each time: the draft keeps it."""
    return cast(DraftWords, draft.derived.setdefault("said", DraftWords(draft)))


class DraftWords:
    """The words of each provision of a draft, in the form in which texts are compared; in Chinese its characters."""

    def __init__(self, draft: Draft) -> None:
        self._provisions = outline(draft).provisions
        self._words: dict[str, tuple[list[str], list[str]]] = {}
        self._same: dict[str, str] = {}

    def text(self, provision: Provision) -> list[str]:
        """The words of its own text."""
        return self._of(provision)[1]

    def own(self, provision: Provision) -> list[str]:
        """The words of its heading and its own text."""
        heading, text = self._of(provision)
        return [*heading, *text] if heading else text

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """Of each provision the beginnings of its words."""
        return tuple(frozenset(word[:STEM] for word in self.own(provision)) for provision in self)

    def __iter__(self) -> Iterator[Provision]:
        return iter(self._provisions.values())

    def _of(self, provision: Provision) -> tuple[list[str], list[str]]:
        if provision.eid not in self._words:
            self._words[provision.eid] = self._found(provision.heading), self._found(provision.text)
        return self._words[provision.eid]

    def _found(self, text: str) -> list[str]:
        """A word that comes again is the same value: a long draft has many words and few different ones."""
        same = self._same.setdefault
        return [same(word, word) for word in WORD.findall(plain(silent(text)))] if text else []
