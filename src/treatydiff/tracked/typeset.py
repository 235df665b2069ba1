"""Sets a draft that came as PDF or text as a Word document, so that it can be compared as one.

Without a Word file on either side the document looks as United Nations drafts do: A4, a serif face, headings
centred, numbers as typed. Beside a Word file it takes that file's page, styles and looks, paragraph by paragraph,
so that only words differ.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from treatydiff.model import Alignment, BlockKind, Draft, Level, Link, Provision
from treatydiff.tracked.hints import Paragraphs
from treatydiff.tracked.package import Package
from treatydiff.tracked.resolve import drop_orphans
from treatydiff.tracked.xml import BREAK, PPR, RPR, RUN, SECTPR, TAB, TEXT, VAL, Element, P, W, text_element, val_of


class Role(StrEnum):
    """What a paragraph is in a draft; the value is the name of its style in our template."""

    TITLE = "Title"
    DIVISION = "Heading 1"
    ARTICLE = "Heading 2"
    TEXT = "Normal"
    PARAGRAPH = "Body Text"
    SUBPARAGRAPH = "List"
    ITEM = "List 2"
    FOOTNOTE = "Body Text 3"


_DIVISIONS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.PREAMBLE, Level.ANNEX)
_HEADS = dict.fromkeys(_DIVISIONS, Role.DIVISION)
_HEADS |= {Level.ARTICLE: Role.ARTICLE, Level.OPTION: Role.ARTICLE}
_BODIES = {
    Level.PARAGRAPH: Role.PARAGRAPH,
    Level.SUBPARAGRAPH: Role.SUBPARAGRAPH,
    Level.ITEM: Role.ITEM,
    Level.FOOTNOTE: Role.FOOTNOTE,
    Level.FRONT: Role.TEXT,
}
_BEFORE_NUMBERS = {W + t for t in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}
_JOINED = frozenset(_BODIES) - {Level.FRONT}
"""Levels whose own text is one paragraph, however a PDF broke it."""
_RIGHT_TO_LEFT = frozenset({"ar"})
_UNSPACED = frozenset({"zh"})


@dataclass(slots=True)
class Passage:
    """One paragraph to set."""

    role: Role
    text: str
    printed: str = ""
    """The number at its beginning, as printed."""
    blocks: list[int] = field(default_factory=list)
    provision: Provision | None = None


def passages(draft: Draft) -> list[Passage]:
    """The paragraphs of a draft in reading order: every word of every block, breaks inside a provision mended."""
    owners = {index: provision for provision in reversed(list(draft.walk())) for index in provision.blocks}
    found: list[Passage] = []
    for index, block in enumerate(draft.blocks):
        owner = owners.get(index)
        role = _role(owner, block.text) if block.kind is not BlockKind.FOOTNOTE else Role.FOOTNOTE
        text = f"{block.number} {block.text}".strip()
        last = found[-1] if found else None
        if last is not None and owner is not None and last.provision is owner and owner.level in _JOINED:
            last.text += ("" if draft.language in _UNSPACED else " ") + text
            last.blocks.append(index)
        else:
            found.append(Passage(role, text, _printed(owner, text), [index], owner))
    return found


def _role(owner: Provision | None, text: str) -> Role:
    if owner is None:
        return Role.TEXT
    if owner.level in _HEADS and _is_heading(owner, text):
        return _HEADS[owner.level]
    return _BODIES.get(owner.level, Role.PARAGRAPH if owner.article else Role.TEXT)


def _is_heading(owner: Provision, text: str) -> bool:
    """Whether a block holds nothing but number and heading."""
    bare = "".join(text.split()).casefold()
    head = "".join(f"{owner.printed}{owner.heading}".split()).casefold()
    return bool(bare) and (bare in head or head in bare) and len(bare) <= len(head) + 4


def _printed(owner: Provision | None, text: str) -> str:
    if owner is None or owner.level not in (Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM):
        return ""
    return owner.printed if owner.printed and text.startswith(f"{owner.printed} ") else ""


class Typeset:
    """A draft set as a Word package, and where each of its blocks stands in it."""

    def __init__(self, package: Package, draft: Draft) -> None:
        self.package = package
        self._draft = draft
        self._paragraph_of: dict[int, Element] = {}

    def set(self, passage: Passage, ppr: Element | None, rpr: Element | None, separator: str = "\t") -> Element:
        """Write one passage with the properties given; they are copied."""
        paragraph = etree.Element(P)
        if ppr is not None and len(ppr):
            paragraph.append(deepcopy(ppr))
        text = passage.text
        if passage.printed:
            text = passage.printed + separator + text[len(passage.printed) :].lstrip()
        _append_text(paragraph, text, rpr)
        self._paragraph_of |= dict.fromkeys(passage.blocks, paragraph)
        return paragraph

    def finish(self, paragraphs: list[Element]) -> None:
        """Fill the body."""
        section = self.package.body.find(SECTPR)
        self.package.body[:] = [*paragraphs, *([] if section is None else [section])]

    def of_block(self, index: int) -> Element | None:
        """The paragraph that holds a block."""
        return self._paragraph_of.get(index)


def _append_text(paragraph: Element, text: str, rpr: Element | None) -> None:
    run = etree.SubElement(paragraph, RUN)
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


# ------------------------------------------------------------------------------------------- in the United Nations' way


def typeset(draft: Draft) -> Typeset:
    """A draft on its own, in our template."""
    document = _template(draft)
    stream = io.BytesIO()
    document.save(stream)
    made = Typeset(Package(stream.getvalue()), draft)
    ids = {str(style.name): str(style.style_id) for style in document.styles}
    rtl = draft.language in _RIGHT_TO_LEFT
    made.finish([made.set(p, _styled(ids[p.role.value], rtl), _direction(rtl)) for p in passages(draft)])
    return made


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


def _template(draft: Draft) -> Document:
    """An empty document on A4 in our styles, the symbol at the head and the page number at the foot."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.top_margin = section.bottom_margin = Cm(2.5)
    _set_styles(document, draft.language)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment, foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(draft.symbol or draft.title)
    field_ = etree.SubElement(foot._p, W + "fldSimple")
    field_.set(W + "instr", " PAGE ")
    field_.append(foot.add_run("1")._r)
    zoom = document.settings.element.find(W + "zoom")
    if zoom is not None:
        zoom.set(W + "percent", "100")  # python-docx's own template lacks it, and the schema wants it
    document.core_properties.title = draft.title or draft.label
    document.core_properties.author = document.core_properties.comments = ""
    return document


@dataclass(frozen=True, slots=True)
class _Look:
    size: float = 10
    bold: bool = False
    centred: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    """Indents in centimetres."""
    first: float = 0
    justified: bool = True


_LOOKS = {
    Role.TEXT: _Look(justified=False),
    Role.TITLE: _Look(14, bold=True, centred=True, before=12, after=12),
    Role.DIVISION: _Look(12, bold=True, centred=True, before=18),
    Role.ARTICLE: _Look(10, bold=True, centred=True, before=12),
    Role.PARAGRAPH: _Look(first=1),
    Role.SUBPARAGRAPH: _Look(left=2, first=-1),
    Role.ITEM: _Look(left=3, first=-1),
    Role.FOOTNOTE: _Look(8, after=2, justified=False),
}


def _set_styles(document: Document, language: str) -> None:
    for role, look in _LOOKS.items():
        style = document.styles[role.value]
        assert isinstance(style, ParagraphStyle)
        _set_style(style, look, language)


def _set_style(style: ParagraphStyle, look: _Look, language: str) -> None:
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = "Times New Roman", Pt(look.size), look.bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [n for n in fonts.attrib if "Theme" in str(n)]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), "SimSun" if language in _UNSPACED else "Times New Roman")
    fonts.set(qn("w:cs"), "Times New Roman")
    for border in style.element.findall(f"{PPR}/{W}pBdr"):
        border.getparent().remove(border)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.left_indent, paragraph.first_line_indent = Cm(look.left), Cm(look.first)
    paragraph.line_spacing = 1.15
    paragraph.keep_with_next = look.centred
    plain = WD_ALIGN_PARAGRAPH.JUSTIFY if look.justified else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else plain


# -------------------------------------------------------------------------------------------- in a Word file's own way


def typeset_like(draft: Draft, other: Draft, alignment: Alignment, draft_is_new: bool) -> Typeset:
    """A draft in the looks of the Word file that it is compared with."""
    model = _Model(other, Package(other.data), alignment, draft_is_new)
    made = Typeset(Package(other.data), draft)
    made.finish([model.set(made, passage) for passage in passages(draft)])
    drop_orphans(made.package)
    return made


class _Model:
    """What each paragraph of a Word file looks like, to be copied."""

    def __init__(self, draft: Draft, package: Package, alignment: Alignment, draft_is_new: bool) -> None:
        self._draft = draft
        self._paragraphs = Paragraphs(package, draft)
        self._numbering_styles = _numbering_styles(package)
        self._answers = dict(_answers(alignment, draft_is_new))
        self._typical = self._usual()
        self._retyped: set[str] = set()

    def set(self, made: Typeset, passage: Passage) -> Element:
        """One passage as its counterpart looks, or as its like usually do."""
        index = self._counterpart(passage)
        paragraph = None if index is None else self._paragraphs.of_block(index)
        if paragraph is None or index is None or self._draft.blocks[index].kind is BlockKind.FOOTNOTE:
            return made.set(passage, *self._typical.get(passage.role, (None, None)))
        ppr, rpr = _bare(paragraph)
        number = self._draft.blocks[index].number
        list_id = _list_of(ppr)
        if number and passage.text.startswith(f"{number} ") and list_id not in self._retyped:
            stripped = Passage(
                passage.role, passage.text[len(number) :].lstrip(), "", passage.blocks, passage.provision
            )
            return made.set(stripped, ppr, rpr)
        if number:  # from here on the list would count wrongly: its numbers are typed
            self._retyped.add(list_id)
            ppr = self._unnumbered(ppr)
        return made.set(passage, ppr, rpr, _separator(paragraph))

    def _counterpart(self, passage: Passage) -> int | None:
        """The block of the Word file that answers to a passage: the same one in order of its provision."""
        if passage.provision is None:
            return None
        blocks = self._answers.get(passage.provision.eid, ())
        place = (
            passage.provision.blocks.index(passage.blocks[0]) if passage.blocks[0] in passage.provision.blocks else 0
        )
        return blocks[min(place, len(blocks) - 1)] if blocks else None

    def _usual(self) -> dict[Role, tuple[Element | None, Element | None]]:
        """The look that most paragraphs of a role have, without automatic numbers."""
        counts: dict[Role, Counter[bytes]] = {}
        looks: dict[bytes, tuple[Element | None, Element | None]] = {}
        for passage in passages(self._draft):
            paragraph = self._paragraphs.of_block(passage.blocks[0])
            if paragraph is not None and next(paragraph.iterancestors(W + "tc"), None) is None:
                ppr, rpr = _bare(paragraph)
                look = self._unnumbered(ppr), rpr
                key = b"|".join(b"" if e is None else etree.tostring(e) for e in look)
                looks[key] = look
                counts.setdefault(passage.role, Counter())[key] += 1
        return {role: looks[count.most_common(1)[0][0]] for role, count in counts.items()}

    def _unnumbered(self, ppr: Element | None) -> Element | None:
        """The properties without an automatic number; one that the style gives is switched off (17.9.18: list 0)."""
        copy = deepcopy(ppr) if ppr is not None else etree.Element(PPR)
        for number in copy.findall(W + "numPr"):
            copy.remove(number)
        if val_of(copy, "pStyle") in self._numbering_styles:
            number = etree.Element(W + "numPr")
            etree.SubElement(number, W + "numId").set(VAL, "0")
            copy.insert(sum(child.tag in _BEFORE_NUMBERS for child in copy), number)
        return copy


def _numbering_styles(package: Package) -> set[str]:
    """Ids of the paragraph styles that number their paragraphs, themselves or by a style that they are based on."""
    part = package.related(RT.STYLES)
    styles = (
        {str(s.get(W + "styleId")): s for s in package.tree(part).iterchildren(W + "style")} if part is not None else {}
    )
    found = {key for key, style in styles.items() if style.find(f"{PPR}/{W}numPr") is not None}
    while more := {k for k, style in styles.items() if val_of(style, "basedOn") in found} - found:
        found |= more
    return found


def _answers(alignment: Alignment, draft_is_new: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Of each provision of the draft the blocks of its counterpart."""
    for link in alignment.links:
        mine, theirs = _sides(link, draft_is_new)
        for place, provision in enumerate(mine):
            if theirs:
                yield provision.eid, theirs[min(place, len(theirs) - 1)].blocks


def _sides(link: Link, draft_is_new: bool) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    return (link.new, link.old) if draft_is_new else (link.old, link.new)


def _bare(paragraph: Element) -> tuple[Element | None, Element | None]:
    """Properties of a paragraph without its section, and of most of its text."""
    ppr = paragraph.find(PPR)
    if ppr is not None:
        ppr = deepcopy(ppr)
        for section in ppr.findall(SECTPR):
            ppr.remove(section)
    sizes: Counter[int] = Counter()
    runs = [run for run in paragraph.iter(RUN) if run.find(TEXT) is not None]
    for index, run in enumerate(runs):
        sizes[index] = sum(len(t.text or "") for t in run.iter(TEXT))
    best = sizes.most_common(1)
    return ppr, runs[best[0][0]].find(RPR) if best else None


def _list_of(ppr: Element | None) -> str:
    return val_of(None if ppr is None else ppr.find(W + "numPr"), "numId")


def _separator(paragraph: Element) -> str:
    """What stands between a typed number and the text."""
    return " " if next(paragraph.iter(TAB), None) is None else "\t"
