"""One text out of many proposals: the base with what every delegation wants changed in it, under its name.

Three steps. ``reading`` says of each proposal which of its paragraphs answers to which of the base; ``adding`` brings
together what several delegations add and gives it numbers that stand only once; ``uniting`` lays the edits of all
over the words of the base. What comes of it is a value (``values``), and each rendering of it, Word's too, shows that.

The law: the compilation with one delegation's wishes and nobody else's says what that delegation proposed, word for
word, and with nobody's what the base says. Not taken over is what follows from a delegation's own renumbering: its
numbers of what stands in the base are those of the base again (``Delegation.renumbered`` lists them).
"""

from __future__ import annotations

from treatydiff.compilation.overview import OverviewRow, Wish, overview
from treatydiff.compilation.union import compiled
from treatydiff.compilation.values import (
    Addition,
    BaseParagraph,
    Compilation,
    Hunk,
    accepting,
    proposed,
)

__all__ = [
    "Addition",
    "BaseParagraph",
    "Compilation",
    "Hunk",
    "OverviewRow",
    "Wish",
    "accepting",
    "compiled",
    "overview",
    "proposed",
]  # fmt: skip
