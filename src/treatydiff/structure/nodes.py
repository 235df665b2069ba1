"""A provision while it is being put together, before it is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from treatydiff.model import Level
from treatydiff.structure.headings import join
from treatydiff.text.markers import Form
from treatydiff.text.numbering import Number


@dataclass(slots=True)
class Growing:
    """A provision while it is being put together."""

    level: Level
    step: str
    """Its step in an identifier: ``art``, ``para``."""
    number: Number | None = None
    printed: str = ""
    heading: str = ""
    word: str = ""
    note: str = ""
    parts: list[str] = field(default_factory=list)
    """Its own text, as the paragraphs it was printed in."""
    taken_out: bool = False
    """Only the number is left of it."""
    form: Form | None = None
    """How its number is printed, of a numbered paragraph."""
    indent: float = 0.0
    blocks: list[int] = field(default_factory=list)
    children: list[Growing] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, in one line."""
        return self.parts[0] if len(self.parts) == 1 else join(self.parts)

    @property
    def last(self) -> str:
        """The end of its own text; empty where it has none."""
        return self.parts[-1] if self.parts else ""

    def add_text(self, text: str, block: int) -> None:
        """Own text goes on, on the same line."""
        if text:
            self.parts.append(text)
        self.add_block(block)

    def add_note(self, text: str, block: int) -> None:
        """What is printed about its history."""
        self.note = join((self.note, text))
        self.add_block(block)

    def add_block(self, block: int) -> None:
        """A paragraph that holds part of it; paragraphs come in order."""
        if not self.blocks or self.blocks[-1] != block:
            self.blocks.append(block)

    def note_and_title(self, before: str, title: str, after: str) -> None:
        """Its title, and the notes on its history printed before and after it."""
        self.heading, self.note = title, join((self.note, before, after))

    def bury(self) -> None:
        """Its text only says that it was taken out: that becomes its note."""
        self.note, self.parts, self.taken_out = join((self.note, self.text)), [], True

    def walk(self) -> Iterator[Growing]:
        """This node and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()
