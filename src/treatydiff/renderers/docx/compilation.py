"""A compilation as a Word file: tracked changes under the names of those who want them, and a page that says how."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from treatydiff.compilation import Compilation, overview
from treatydiff.errors import RenderError
from treatydiff.ooxml.plain import Face, page_break, paragraph, table
from treatydiff.ooxml.xml import Element
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.compilation import counted
from treatydiff.renderers.docx import paper
from treatydiff.reports.summary import several
from treatydiff.word.compilation import prove, write

_HOW = (
    "Each delegation's insertions and deletions are tracked changes under its name; where several want the same, under "
    "all their names. Where they want different things the alternatives stand side by side; the brackets and the names "
    "in them are tracked changes of the Secretariat. To see what one delegation proposes, choose it in Word under "
    "Review, Show Markup, Specific People; accept the changes shown and reject all others: what is left is its "
    "proposal. This page is no part of the text: delete it when you are done."
)
_STRONG = Face(bold=True)


def render(compilation: Compilation, options: RenderOptions, how: str = _HOW) -> bytes:
    """The file, proved before it is handed out. Raises RenderError if a proposal does not come out of it again.

    Its first page says ``how`` to read it. In columns it is a paper to read, and nothing to prove.
    """
    if options.layout == "columns":
        return Rendered(paper.render(compilation, options), counted(compilation, overview(compilation)).rstrip("."))
    data = write(compilation, options.date, lambda groups: front(compilation, groups, how))
    if options.verify:
        found = prove(data, compilation.base, {each.name: each.paragraphs for each in compilation.delegations})
        if found:
            raise RenderError(
                f"the compilation could not be proved in {several(len(found), 'place')}; first, {found[0]}",
                "-o x.html shows the proposals without a proof; --no-verify writes the file all the same",
            )
    proof = "each proposal proved" if options.verify else "not proved"
    return Rendered(data, f"{counted(compilation, overview(compilation)).rstrip('.')}; {proof}")


def front(compilation: Compilation, groups: Sequence[str], how: str) -> list[Element]:
    """The page before the text. A line for each group of names is read again by ``agree``: it begins a paragraph."""
    blocks = [
        paragraph([(compilation.base.title or compilation.base.label, Face(bold=True, size=14))], align="center"),
        paragraph([("Compilation of proposals", Face(size=11))], align="center", after=8),
        paragraph([(counted(compilation, overview(compilation)), Face())]),
        paragraph([(how, Face())], after=6),
    ]
    rows = [[[paragraph([(name, _STRONG)])] for name in ("Delegation", "Proposal", "Numbers that stand otherwise")]]
    for each in compilation.delegations:
        numbers = ", ".join(f"{old} → {new}" for old, new in each.renumbered[:12])
        numbers += f" and {len(each.renumbered) - 12} more" if len(each.renumbered) > 12 else ""
        file = PurePath(each.draft.path).name or each.draft.label
        rows.append([[paragraph([(text, Face())])] for text in (each.name, file, numbers)])
    blocks.append(table(rows, (50, 60, 50)))
    blocks += [paragraph([(line, Face())], before=4) for line in groups]
    blocks.append(page_break())
    return blocks
