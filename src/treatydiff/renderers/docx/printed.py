"""The Word papers as PDF, printed by LibreOffice: with marks to be seen, a legend and the number of each page."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from treatydiff.ooxml.headers import PARTS, target
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import Face, Run, page_of, paragraph
from treatydiff.ooxml.xml import NS_R, NS_W, SECTPR, TYPE, Element, R, W, is_on
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.report import Report
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.compilation import Compilation
    from treatydiff.outstanding import Ledger
    from treatydiff.renderers.proposal import Proposed

_SMALL = Face(size=7)
_REDLINE: Run = ("Struck out: only in the old text. Underlined: only in the new one.", _SMALL)
"""In plain letters, or whoever reads the page again would take them for marks."""
_BY_ITSELF: Run = (" Made by a program, not checked by a person.", _SMALL)


def redline(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline, the extract or the synoptic table."""
    from treatydiff.renderers.docx import render

    return _printed(render(reports, options), options, (_REDLINE, _BY_ITSELF))


def brief(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The two pages."""
    from treatydiff.renderers.brief import word

    return _printed(word(reports, options), options)


def review(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The sheet for a person to judge."""
    from treatydiff.renderers.review import document

    return _printed(document(reports, options), options)


def proposal(proposed: Proposed, options: RenderOptions) -> bytes:
    """What a delegation tables."""
    from treatydiff.renderers.proposal import render

    return _printed(render(proposed, options), options, (_REDLINE,))


def outstanding(ledger: Ledger, options: RenderOptions) -> bytes:
    """The list of outstanding issues."""
    from treatydiff.renderers.outstanding.word import render

    return _printed(render(ledger, options), options, (_BY_ITSELF,))


def compilation(compiled: Compilation, options: RenderOptions) -> bytes:
    """One text out of many proposals."""
    from treatydiff.renderers.docx.compilation import render

    return _printed(render(compiled, options), options, (_REDLINE,))


def _printed(made: bytes, options: RenderOptions, legend: tuple[Run, ...] = ()) -> Rendered:
    """The paper as PDF. Raises RenderError where LibreOffice is not installed or fails."""
    from treatydiff.renderers.docx.libreoffice import printed  # late: few papers are printed

    package = WordPackage(made)
    if legend:
        _foot(package, legend)
    return Rendered(
        _dated(printed(package.write()), options.date, made), getattr(made, "about", ""), getattr(made, "notices", ())
    )


def _dated(pdf: bytes, date: str, made: bytes) -> bytes:
    """The file with the date of the paper and a number made of what is in it: the same paper gives the same bytes."""
    moment = f"D:{re.sub('[^0-9]', '', date)[:14]}Z".encode()
    day = date.encode()
    number = sha256(made).hexdigest()[:32].upper().encode()
    pdf = _MOMENT.sub(lambda found: found[1] + moment.ljust(len(found[2]))[: len(found[2])] + b")", pdf)
    pdf = _DAY.sub(lambda found: day.ljust(len(found[0]))[: len(found[0])], pdf)
    return _NUMBERS.sub(lambda found: found[1] + number, pdf)


_MOMENT = regex(rb"(/(?:CreationDate|ModDate)\()(D:[^)]*)\)")
_DAY = regex(rb"(?<=>)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z(?=</(?:rdf:li|xmp:\w+)>)")
"""The same moment in the metadata's XML, which newer versions write."""
_NUMBERS = regex(rb"(/DocChecksum /|/ID \[ <|>\s<)[0-9A-F]{32}(?=[>\s])")


def _foot(package: WordPackage, legend: tuple[Run, ...]) -> None:
    """Put legend and page number at the foot of every page, below what stands there."""
    for part in list(package.all_related(RT.FOOTER)):
        root = package.tree(part)
        codes = [str(each.text or each.get(W + "instr", "")) for each in root.iter(W + "instrText", W + "fldSimple")]
        root.extend(_lines(legend, numbered=not any("PAGE" in code.split() for code in codes)))
    sections = list(package.body.iter(SECTPR))
    settings = package.related(RT.SETTINGS)
    even = settings is not None and is_on(package.tree(settings).find(W + "evenAndOddHeaders"))
    for section in sections[:1]:  # from which those that follow have theirs
        first = is_on(section.find(W + "titlePg"))
        for page in ("default", *["first"] * first, *["even"] * even):
            _add_footer(package, section, page, _lines(legend, numbered=True))


def _add_footer(package: WordPackage, section: Element, page: str, lines: list[Element]) -> None:
    """A footer for pages of this kind, where the section has none."""
    held = [r for r in section.iterchildren(W + "footerReference") if r.get(TYPE, "default") == page]
    if any(target(package, reference) is not None for reference in held):
        return
    reltype, content_type, tag = PARTS["footer"]
    root = etree.Element(W + tag, nsmap={"w": NS_W, "r": NS_R})
    root.extend(lines)
    part = package.add(reltype, content_type, "/word/footer%d.xml", root)
    reference = etree.Element(W + "footerReference")
    reference.set(TYPE, page)
    reference.set(R + "id", package.main.relate_to(part, reltype))
    section.insert(0, reference)


def _lines(legend: tuple[Run, ...], *, numbered: bool) -> list[Element]:
    """Legend and page number, on lines of their own: so both are told as page furniture again."""
    number = paragraph([], align="center", after=0)
    number.extend(page_of(_SMALL))
    return [*[number] * numbered, paragraph(legend, align="center", before=2, after=0)]
