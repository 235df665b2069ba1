"""A compilation as a page for the browser: the table, and the text where something is wanted. It asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from treatydiff.compilation import Addition, BaseParagraph, Compilation, overview
from treatydiff.languages import is_right_to_left
from treatydiff.model import Op
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.compilation import counted, told, wanted, wordings
from treatydiff.safe_text import visible

_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto}
th,td{border:1px solid #aaa;padding:.3rem .5rem;text-align:start;vertical-align:top}
ins{color:#004b75;background:#d6ecfa}del{color:#8a3000;background:#fbe3d6}
.who{font:.75rem/1.2 sans-serif;color:#444}.contested{border-inline-start:4px solid #8a3000;padding-inline-start:.6rem}
h2{margin-top:2rem}.words{white-space:pre-line}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(compilation: Compilation, options: RenderOptions) -> bytes:
    """One page in one file."""
    base = compilation.base
    direction = "rtl" if is_right_to_left(base.language) else "ltr"
    page = Markup(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="{}">'
        '<meta name="viewport" content="width=device-width"><title>{}</title><style>{}</style></head><body>\n'
        "<h1>Compilation of proposals</h1>\n<p>{}</p>\n<p>{}</p>\n{}\n"
        '<h2>The text where something is wanted</h2>\n<div lang="{}" dir="{}">\n{}\n</div></body></html>\n'
    )
    found = overview(compilation)
    title = _text(base.title or base.label)
    body = Markup("\n").join(_passage(place, each) for place, each in wanted(compilation))
    says = counted(compilation, found)
    policy, style = Markup(_POLICY.replace("'", "&#39;")), Markup(_STYLE)
    parts = (policy, title, style, title, says, _table(compilation), base.language, direction, body)
    return page.format(*parts).encode()


def _table(compilation: Compilation) -> Markup:
    names = Markup("").join(Markup('<th scope="col">{}</th>').format(_text(name)) for name in compilation.names)
    return Markup('<table><thead><tr><th scope="col">Article</th>{}</tr></thead><tbody>\n{}\n</tbody></table>').format(
        names, Markup("\n").join(_rows(compilation))
    )


def _rows(compilation: Compilation) -> Iterator[Markup]:
    for row in overview(compilation):
        cells = Markup("").join(Markup("<td>{}</td>").format(_text(told(wish))) for wish in row.wishes)
        head = _text(f"{row.title} {row.heading}".strip()) + (" (contested)" if row.contested else "")
        yield Markup('<tr><th scope="row">{}</th>{}</tr>').format(head, cells)


def _passage(place: str, passage: BaseParagraph | Addition) -> Markup:
    contested = passage.alternative > 0 if isinstance(passage, Addition) else passage.contested
    pieces = Markup("").join(_pieces(passage))
    return Markup('<h3>{}</h3>\n<p class="words{}">{}</p>').format(
        _text(place), " contested" if contested else "", pieces
    )


def _pieces(passage: BaseParagraph | Addition) -> Iterator[Markup]:
    for each in wordings(passage):
        tag = {Op.INSERT: "ins", Op.DELETE: "del"}.get(each.op, "")
        names = _text(", ".join(each.names))
        if not each.words:
            continue
        if tag:
            pattern = Markup('<{0} title="{1}">{2}</{0}> <span class="who">{1}</span> ')
            yield pattern.format(tag, names, _text(each.words))
        else:
            yield Markup("{}").format(_text(each.words))


def _text(text: str) -> str:
    return visible(text)
