"""A subject that is a table: built once, written by one function for each medium."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from treatydiff.renderers import RenderOptions
from treatydiff.text.safe_text import visible, xml_text

_PAGE = 257
"""Millimetres between the margins of a page that lies on its side."""
_WIDEST, _LEAST = 60, 8
"""Letters for which a column of prose counts at most, and what each column gets besides."""


class TableDocument(NamedTuple):
    """What a table says, without its looks."""

    title: str
    """At most 31 letters: a sheet of a workbook is called so."""
    columns: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    about: str = ""
    """A sentence above the table; a sheet has no place for it."""


def csv(made: TableDocument, options: RenderOptions) -> bytes:
    """For a spreadsheet."""
    from treatydiff.renderers.csv import table

    return table(made.columns, made.rows)


def workbook(made: TableDocument, options: RenderOptions) -> bytes:
    """A workbook of one sheet."""
    from treatydiff.renderers.sheets import book

    return book({made.title: (made.columns, made.rows)}, options.date)


def html(made: TableDocument, options: RenderOptions) -> bytes:
    """A page of one file."""
    from markupsafe import Markup

    from treatydiff.renderers.plain_page import page, text

    def cells(form: str, words: Iterable[str]) -> Markup:
        return Markup("").join(Markup(form).format(text(each or "–")) for each in words)

    row = Markup("<tr>{}{}</tr>\n")
    lead, cell = '<th scope="row">{}</th>', "<td>{}</td>"
    body = Markup("").join(row.format(cells(lead, each[:1]), cells(cell, each[1:])) for each in made.rows)
    head = row.format(cells('<th scope="col">{}</th>', made.columns), "")
    said = Markup("<p>{}</p>\n").format(text(made.about)) if made.about else ""
    whole = Markup("{}<table><thead>{}</thead><tbody>\n{}</tbody></table>")
    return page(made.title, whole.format(said, head, body))


def word(made: TableDocument, options: RenderOptions) -> bytes:
    """A Word file on pages that lie on their side; the headings stand on each of them."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    from treatydiff.ooxml.package import dated
    from treatydiff.ooxml.template import blank_document

    document = blank_document(made.title, "", "en", landscape=True)
    document.add_paragraph().add_run(made.title).bold = True
    if made.about:
        document.add_paragraph(xml_text(made.about))
    records = [made.columns, *made.rows]
    table = document.add_table(len(records), len(made.columns), "Table Grid")
    wide = [min(max(map(len, column)), _WIDEST) + _LEAST for column in zip(*records, strict=True)]
    for row, record in zip(table.rows, records, strict=True):
        for each, words, letters in zip(row.cells, record, wide, strict=True):
            each.text = xml_text(visible(words))
            each.width = Mm(_PAGE * letters // sum(wide))
    for column, letters in zip(table.columns, wide, strict=True):  # LibreOffice asks the columns, Word the cells
        column.width = Mm(_PAGE * letters // sum(wide))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for each in table.rows[0].cells:
        for run in each.paragraphs[0].runs:
            run.bold = True
    out = BytesIO()
    document.save(out)
    return dated(out, options.date)
