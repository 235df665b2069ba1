"""The Word papers as PDF, printed by LibreOffice: with marks to be seen, a legend and the number of each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from treatydiff.compilation import labels
from treatydiff.ooxml.comments import comment_labels
from treatydiff.ooxml.headers import PARTS, target
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import Face, Run, page_of, paragraph, run
from treatydiff.ooxml.xml import (
    AUTHOR,
    DELETED_TEXT,
    ID,
    NS_R,
    NS_W,
    RANGE_TAGS,
    SECTPR,
    TEXT,
    TYPE,
    Element,
    Fate,
    P,
    R,
    W,
    is_on,
    is_on_properties,
    remove,
    text_within,
)  # fmt: skip
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.report import Report
from treatydiff.text.regexes import regex
from treatydiff.word.compilation.signatures import SECRETARIAT

if TYPE_CHECKING:
    from treatydiff.compilation import Compilation
    from treatydiff.outstanding import Ledger
    from treatydiff.renderers.proposal import Proposed

_SMALL = Face(size=7)
_RAISED = Face(size=12, italic=True, raised=True)
"""What is raised is printed at some six tenths of its size."""
_REDLINE: Run = ("Struck out: only in the old text. Underlined: only in the new one.", _SMALL)
"""In plain letters, or whoever reads the page again would take them for marks."""
_MOVED: Run = (" Struck out and underlined twice: moved.", _SMALL)
_WISHES: Run = (
    "Struck out: to be deleted. Underlined: to be added. Raised behind it: who wants that. In brackets: alternatives.",
    _SMALL,
)
_ON_PAPER = (
    "What is struck out is to be deleted, what is underlined to be added; behind it stands, raised, who wants that. "
    "Where delegations want different things the alternatives stand side by side in brackets, under their names."
)
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

    signed = options.layout != "columns"
    return _printed(render(compiled, options, _ON_PAPER), options, (_WISHES,) if signed else (_REDLINE,), signed=signed)


def _printed(made: bytes, options: RenderOptions, legend: tuple[Run, ...] = (), *, signed: bool = False) -> Rendered:
    """The paper as PDF, ``signed``: with whose each change is. Raises RenderError where LibreOffice is not installed,
    or fails."""
    from treatydiff.renderers.docx.libreoffice import printed  # late: few papers are printed

    package = WordPackage(made)
    for part in package.stories():
        root = package.tree(part)
        for mark in list(root.iter(*_FRAMES)):  # LibreOffice paints all that stands behind one
            remove(mark)
        if signed:
            _sign(root)
    last = package.body.find(SECTPR)
    if last is None:
        last = etree.SubElement(package.body, SECTPR)
    for each in list(_remarks(package)):
        last.addprevious(each)
    if legend:
        moved = next(package.body.iter(W + Fate.MOVE_FROM), None) is not None
        _foot(package, (legend[0], *[_MOVED] * moved, *legend[1:]))
    return Rendered(
        _dated(printed(package.write()), options.date, made), getattr(made, "about", ""), getattr(made, "notices", ())
    )


_FRAMES = tuple(W + tag for tag in RANGE_TAGS if tag.startswith("customXml"))


def _remarks(package: WordPackage) -> Iterator[Element]:
    """The comments in paragraphs that stand behind the text; in it, raised, the number of each in the place of its
    mark. LibreOffice prints them in the margin, but cuts off what is long."""
    held = comment_labels(package).elements
    references = [each for part in package.stories() for each in package.tree(part).iter(W + "commentReference")]
    for number, reference in enumerate((each for each in references if str(each.get(ID)) in held), 1):
        comment = held[str(reference.get(ID))]
        texts = [text_within(each) for each in comment.iter(P)]
        said: list[Run] = [(f"Remark {number}, {comment.get(AUTHOR)}: ", Face(bold=True)), (" ".join(texts), Face())]
        yield paragraph(said, before=2 if number > 1 else 16)
        holder = reference.getparent()
        if holder is not None:
            holder.addprevious(run(f"\N{NO-BREAK SPACE}remark {number}", _RAISED))
            remove(holder)


def _sign(root: Element) -> None:
    """Put behind each change of a compilation whose it is, but where a sign of the Secretariat has named them."""
    in_alternative = False
    for each in root.iter(P):
        named = ""
        marks = [mark for mark in each.iter(W + Fate.INSERT, W + Fate.DELETE) if not is_on_properties(mark)]
        for at, mark in enumerate(marks, 1):
            author, said = str(mark.get(AUTHOR)), text_within(mark, TEXT, DELETED_TEXT)
            if author == SECRETARIAT:
                in_alternative = labels.opened(said) > 0 or (in_alternative and not said.endswith(labels.CLOSING))
                named = said if labels.deletes(said) else named
            goes_on = any(next_ is mark.getnext() and next_.get(AUTHOR) == author for next_ in marks[at : at + 1])
            known = author == SECRETARIAT or in_alternative or (named and author.replace(";", ",") in named)
            if said.strip() and not known and not goes_on:
                mark.addnext(run(f"\N{NO-BREAK SPACE}{author}", _RAISED))


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
