"""Typesets a draft from PDF or text as a Word document, so that it can be compared as one.

Without a Word file on either side the document looks as United Nations drafts do: A4, a serif face, headings
centred, numbers as typed. Beside a Word file it takes that file's page, styles and looks, paragraph by paragraph,
so that only words differ.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree

from treatydiff.model import Block, BlockKind, Draft, Level, Provision
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.roles import StyleRole
from treatydiff.ooxml.xml import BREAK, PPR, RPR, RUN, SECTPR, TAB, TEXT, VAL, Element, P, W, text_element
from treatydiff.text.languages import is_right_to_left, is_spaced
from treatydiff.text.safe_text import xml_text

_DIVISIONS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.PREAMBLE, Level.ANNEX)
_HEADS = dict.fromkeys(_DIVISIONS, StyleRole.DIVISION)
_HEADS |= {Level.ARTICLE: StyleRole.ARTICLE, Level.OPTION: StyleRole.ARTICLE}
_BODIES = {
    Level.RECITAL: StyleRole.PARAGRAPH,
    Level.AMENDED: StyleRole.PARAGRAPH,
    Level.PARAGRAPH: StyleRole.PARAGRAPH,
    Level.SUBPARAGRAPH: StyleRole.SUBPARAGRAPH,
    Level.ITEM: StyleRole.ITEM,
    Level.FOOTNOTE: StyleRole.FOOTNOTE,
    Level.FRONT: StyleRole.TEXT,
}
_JOINED = frozenset(_BODIES) - {Level.FRONT}
"""Levels whose own text is one paragraph, however a PDF broke it."""


@dataclass(slots=True)
class Stretch:
    """One paragraph to set."""

    role: StyleRole
    text: str
    printed: str = ""
    """The number at its beginning, as printed."""
    blocks: list[int] = field(default_factory=list)
    provision: Provision | None = None


def passages(draft: Draft) -> list[Stretch]:
    """The paragraphs of a draft in reading order: every word of every block, breaks inside a provision mended."""
    if not draft.blocks:
        return list(_from_provisions(draft))
    owners = {index: provision for provision in reversed(list(draft.walk())) for index in provision.blocks}
    found: list[Stretch] = []
    for index, block in enumerate(draft.blocks):
        owner = owners.get(index)
        role = _role(owner, block.text) if block.kind is not BlockKind.FOOTNOTE else StyleRole.FOOTNOTE
        text = xml_text(f"{block.number} {block.text}".strip())
        last = found[-1] if found else None
        if last is not None and owner is not None and _goes_on(last, owner):
            last.text += (" " if is_spaced(draft.language) else "") + text
            last.blocks.append(index)
        else:
            found.append(Stretch(role, text, _printed(owner, text), [index], owner))
    return found


def _goes_on(last: Stretch, owner: Provision) -> bool:
    """Whether more of a provision's text follows its first line; its heading stands on a line of its own."""
    alone = bool(owner.heading) and _is_heading(owner, last.text)
    return last.provision is owner and owner.level in _JOINED and not alone


def _from_provisions(draft: Draft) -> Iterator[Stretch]:
    """The paragraphs of a draft that was not read from a file."""
    for provision in draft.walk():
        head = " ".join(part for part in (provision.printed or provision.number, provision.heading) if part)
        if provision.level in _HEADS:
            yield Stretch(_HEADS[provision.level], xml_text(head))
            head = ""
        text = xml_text(" ".join(part for part in (head, provision.text) if part))
        if text:
            yield Stretch(_BODIES.get(provision.level, StyleRole.PARAGRAPH), text, _printed(provision, text))


def _role(owner: Provision | None, text: str) -> StyleRole:
    if owner is None:
        return StyleRole.TEXT
    if owner.level in _HEADS and _is_heading(owner, text):
        return _HEADS[owner.level]
    return _BODIES.get(owner.level, StyleRole.PARAGRAPH if owner.article else StyleRole.TEXT)


def _is_heading(owner: Provision, text: str) -> bool:
    """Whether a block holds nothing but number and heading."""
    bare = "".join(text.split()).casefold()
    head = "".join(f"{owner.printed}{owner.heading}".split()).casefold()
    return bool(bare) and (bare in head or head in bare) and len(bare) <= len(head) + 4


def _with_cover(draft: Draft) -> Iterator[Stretch]:
    """The paragraphs, those before the convention set as they stood there: title, note, lines of the cover.

    Beside a Word file these look as they do in it instead.
    """
    front = {inner.eid for p in draft.provisions if p.level is Level.FRONT for inner in p.walk()}
    for stretch in passages(draft):
        if stretch.provision is not None and stretch.provision.eid in front and stretch.blocks:
            yield replace(stretch, role=_cover_role(draft.blocks[stretch.blocks[0]], stretch))
        else:
            yield stretch


_LARGE = 12.5
"""Points; text of a draft is smaller."""
_LINE = 120
"""Characters of a line on a cover at most; what is longer, or ends as a sentence does, is text."""


def _cover_role(block: Block, stretch: Stretch) -> StyleRole:
    style = block.style
    if style.bold:
        return StyleRole.TITLE if style.size >= _LARGE else StyleRole.NOTE if style.centred else StyleRole.COVER
    is_line = len(stretch.text) <= _LINE and not stretch.printed and not stretch.text.endswith((".", ";", ":"))
    return StyleRole.TEXT if is_line else stretch.role


def _printed(owner: Provision | None, text: str) -> str:
    if owner is None or owner.level not in (
        Level.RECITAL,
        Level.AMENDED,
        Level.PARAGRAPH,
        Level.SUBPARAGRAPH,
        Level.ITEM,
    ):
        return ""
    return owner.printed if owner.printed and text.startswith(f"{owner.printed} ") else ""


Dress = Callable[[str], Iterable[Element]]
"""Turns a text into runs."""


class Typeset:
    """A draft set as a Word package, and where each of its blocks stands in it."""

    def __init__(self, package: WordPackage, draft: Draft) -> None:
        self.package = package
        self._draft = draft
        self._paragraph_of: dict[int, Element] = {}

    def write(self, passage: Stretch, ppr: Element | None, dress: Dress, separator: str = "\t") -> Element:
        """Write one passage with the properties given; they are copied."""
        paragraph = etree.Element(P)
        if ppr is not None and len(ppr):
            paragraph.append(deepcopy(ppr))
        text = passage.text
        if passage.printed:
            text = passage.printed + separator + text[len(passage.printed) :].lstrip()
        paragraph.extend(dress(text))
        self.place(passage, paragraph)
        return paragraph

    def finish(self, paragraphs: list[Element]) -> None:
        """Fill the body."""
        section = self.package.body.find(SECTPR)
        self.package.body[:] = [*paragraphs, *([] if section is None else [section])]

    def append(self, paragraph: Element) -> None:
        """Put one paragraph more at the end of the body."""
        section = self.package.body.find(SECTPR)
        self.package.body.insert(len(self.package.body) - (section is not None), paragraph)

    def place(self, passage: Stretch, paragraph: Element) -> None:
        """Say where a passage stands that was written otherwise."""
        self._paragraph_of |= dict.fromkeys(passage.blocks, paragraph)

    def of_block(self, index: int) -> Element | None:
        """The paragraph that holds a block."""
        return self._paragraph_of.get(index)


def run_of(text: str, rpr: Element | None) -> Element:
    """A run; tabs and line feeds of the text become what Word has for them. The properties are copied."""
    run = etree.Element(RUN)
    if rpr is not None and len(rpr):
        run.append(deepcopy(rpr))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, BREAK)
        for index, part in enumerate(line.split("\t")):
            if index:
                etree.SubElement(run, TAB)
            if part:
                run.append(text_element(part))
    return run


# ------------------------------------------------------------------------------------------- in the United Nations' way


def typeset(draft: Draft) -> Typeset:
    """A draft on its own, in our template."""
    empty, ids = _template(draft.language)
    made = Typeset(empty.copy(), draft)
    _put_at_head(made.package, xml_text(draft.symbol))
    rtl = is_right_to_left(draft.language)
    look = _direction(rtl)
    made.finish(
        [made.write(p, _styled(ids[p.role.value], rtl), lambda text: [run_of(text, look)]) for p in _with_cover(draft)]
    )
    return made


@lru_cache(maxsize=4)
def _template(language: str) -> tuple[WordPackage, Mapping[str, str]]:
    """An empty document in our styles, to be copied, and the ids of these by name: one for both drafts."""
    from treatydiff.ooxml.template import blank_document  # late: beside a Word file, python-docx is not needed

    document = blank_document("", "", language)
    stream = io.BytesIO()
    document.save(stream)
    return WordPackage(stream.getvalue()), {str(style.name): str(style.style_id) for style in document.styles}


def _put_at_head(package: WordPackage, symbol: str) -> None:
    head = package.related(RT.HEADER)
    if head is not None and symbol:
        etree.SubElement(next(head.root.iter(RUN)), TEXT).text = symbol


def _styled(style_id: str, rtl: bool) -> Element:
    ppr = etree.Element(PPR)
    if style_id != "Normal":
        etree.SubElement(ppr, W + "pStyle").set(VAL, style_id)
    if rtl:
        etree.SubElement(ppr, W + "bidi")
    return ppr


def _direction(rtl: bool) -> Element | None:
    if not rtl:
        return None
    rpr = etree.Element(RPR)
    etree.SubElement(rpr, W + "rtl")
    return rpr
