"""A compilation as one HTML page: the table, and the text where something is proposed."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from treatydiff.compilation import Addition, BaseParagraph, Compilation, labels, overview
from treatydiff.model import Op
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.compilation import counted, told, wanted, wordings
from treatydiff.renderers.plain_page import page, text
from treatydiff.text.languages import is_right_to_left


def render(compilation: Compilation, options: RenderOptions) -> bytes:
    """One page in one file."""
    base = compilation.base
    body = Markup("\n").join(_passage(place, each, compilation.base.language) for place, each in wanted(compilation))
    title, says = text(base.title or base.label), counted(compilation, overview(compilation))
    head = Markup("<p>{}</p>\n<p>{}</p>\n{}\n").format(title, says, _table(compilation))
    direction = "rtl" if is_right_to_left(base.language) else "ltr"
    below = Markup('<h2>The text where something is wanted</h2>\n<div lang="{}" dir="{}">\n{}\n</div>')
    return page("Compilation of proposals", head + below.format(base.language, direction, body))


def _table(compilation: Compilation) -> Markup:
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(text(name)) for name in compilation.names)
    return Markup('<table><thead><tr><th scope="col">Article</th>{}</tr></thead><tbody>\n{}\n</tbody></table>').format(
        names, Markup("\n").join(_rows(compilation))
    )


def _rows(compilation: Compilation) -> Iterator[Markup]:
    for row in overview(compilation):
        cells = Markup("").join(Markup("<td>{}</td>").format(text(told(wish))) for wish in row.wishes)
        head = text(f"{row.title} {row.heading}".strip()) + (" (contested)" if row.contested else "")
        yield Markup('<tr><th scope="row">{}</th>{}</tr>').format(head, cells)


def _passage(place: str, passage: BaseParagraph | Addition, language: str) -> Markup:
    contested = passage.alternative > 0 if isinstance(passage, Addition) else passage.contested
    pieces = Markup("").join(_pieces(passage, language))
    return Markup('<h3>{}</h3>\n<p class="words{}">{}</p>').format(
        text(place), " contested" if contested else "", pieces
    )


def _pieces(passage: BaseParagraph | Addition, language: str) -> Iterator[Markup]:
    named = False
    for each in wordings(passage, language):
        tag = {Op.INSERT: "ins", Op.DELETE: "del"}.get(each.op, "")
        names = text(", ".join(each.names))
        if tag and each.words:
            yield Markup('<{0} title="{1}">{2}</{0}>').format(tag, names, text(each.words))
            yield Markup("") if named else Markup(' <span class="who">{}</span> ').format(names)
        else:
            yield Markup("{}").format(text(each.words))
        named = not tag and labels.opened(each.words) > 0  # the bracket names them
