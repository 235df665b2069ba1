"""The table by author as a page for the browser: one file without a script."""

from __future__ import annotations

from markupsafe import Markup

from treatydiff.model import Op
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.columns import told
from treatydiff.renderers.plain_page import page, text
from treatydiff.series.columns import Authored, AuthoredRow
from treatydiff.text.languages import is_right_to_left

_LINE = "linear-gradient(to top right,transparent 49.3%,#767676 49.6%,#767676 50.4%,transparent 50.7%)"
"""From the upper left corner to the lower right one."""
_UNSEEN = "position:absolute;clip-path:inset(50%)"
"""For who listens to the page."""
_SAME = Markup('<td style="background:{}"><span style="{}">the same</span></td>').format(_LINE, _UNSEEN)
_MARKS = {Op.INSERT: Markup("<ins>{}</ins>"), Op.DELETE: Markup("<del>{}</del>"), Op.KEEP: Markup("{}")}


def render(authored: Authored, options: RenderOptions) -> bytes:
    """What each author did in all, then a row for each provision that anybody changed."""
    figures = [
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(text(each)) for each in row))
        for row in told.tallies(authored)
    ]
    heads = [*authored.authors, *options.columns]
    rows = [_row(row, authored, options) for row in told.shown(authored, options)]
    said = "" if options.show_all else " Provisions that nobody changed are left out."
    body = Markup("<p>{}{}</p>\n{}\n{}").format(
        told.DIAGONAL,
        said,
        _table(told.TALLIES, figures),
        _table(("", *heads, "Who made the change, who kept it"), rows),
    )
    return page(" · ".join(text(head) for head in heads), body)


def _table(heads: tuple[str, ...], rows: list[Markup]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text(name)) for name in heads)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>").format(
        head, Markup("\n").join(rows)
    )


def _row(row: AuthoredRow, authored: Authored, options: RenderOptions) -> Markup:
    direction = "rtl" if is_right_to_left(authored.drafts[-1].language) else "ltr"
    cells = [_cell(row, at, direction) for at in range(len(row.cells))]
    cells += [Markup("<td></td>")] * len(options.columns)
    who = Markup("<br>").join(text(said) for said in told.who(row, authored))
    place = text(told.place(row, authored))
    return Markup('<tr><th scope="row">{}</th>{}<td class="who">{}</td></tr>').format(
        place, Markup("").join(cells), who
    )


def _cell(row: AuthoredRow, at: int, direction: str) -> Markup:
    cell = row.cells[at]
    if told.same(row, at):
        return _SAME
    change = told.marked(row, at)
    if change is not None and change.spans:
        words = Markup("").join(_MARKS[span.op].format(text(span.text)) for span in change.spans)
    elif cell.provisions:
        fresh = at > 0 and cell.same is None
        words = _MARKS[Op.INSERT if fresh else Op.KEEP].format(text(cell.words))
    else:
        words = Markup("–")
    number = Markup("<strong>{}</strong> ").format(text(cell.number)) if cell.number else Markup("")
    return Markup('<td class="words" dir="{}">{}{}</td>').format(direction, number, words)
