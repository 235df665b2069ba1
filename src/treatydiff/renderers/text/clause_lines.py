"""A draft as plain text with a clause on each line: what git compares, so that its hunks are clauses."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import CONTAINERS, ROWS, Draft, Provision
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.text.safe_text import one_line, visible


def render(draft: Draft, options: RenderOptions) -> bytes:
    """Stable between versions of treatydiff: see ``git.SETTINGS`` before you change a letter of it."""
    lines = (line for provision in draft.provisions for line in _lines(provision))
    return "".join(f"{visible(one_line(line))}\n" for line in lines).encode()


def _lines(provision: Provision) -> Iterator[str]:
    """An article's title and heading, then every clause behind its number; a blank line before each heading."""
    if provision.heading or provision.level in ROWS | CONTAINERS:
        yield ""
        yield " ".join(part for part in (provision.printed or title(provision), provision.heading) if part)
        number = ""
    else:
        number = provision.printed or provision.number
    if provision.text:
        yield " ".join(part for part in (number, provision.text) if part)
    for child in provision.children:
        yield from _lines(child)
