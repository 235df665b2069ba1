"""Akoma Ntoso (OASIS LegalDocML 3.0): a draft whose articles are marked, taken as they are, with their eIds.

A provision's number is what ``num`` prints, bare. ``del`` is left out with a notice, ``ins`` is text. Lists are the
subparagraphs of what they stand in, notes become footnotes, attached documents annexes; ``meta`` is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.model import Block, BlockKind, Level, Notice, Origin, Provision, Reading, Status, StructuredReading
from treatydiff.readers import MAX_CHARACTERS, ReadOptions, struck
from treatydiff.text.regexes import regex

NAMESPACES = ("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://www.akomantoso.org/")
_LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "rus": "ru", "zho": "zh", "ara": "ar", "por": "pt"}
_CONTAINERS = {
    **dict.fromkeys(("part", "title", "book", "tome", "division", "subpart", "subtitle", "subdivision"), Level.PART),
    **dict.fromkeys(("chapter", "subchapter"), Level.CHAPTER),
    **dict.fromkeys(("section", "subsection"), Level.SECTION),
}
_UNITS = {"article": "", "rule": "rule"}
"""Elements that are the articles of a text, and what it calls them."""
_DEEPER = {
    Level.ARTICLE: Level.PARAGRAPH,
    Level.OPTION: Level.PARAGRAPH,
    Level.PARAGRAPH: Level.SUBPARAGRAPH,
    Level.SUBPARAGRAPH: Level.ITEM,
    Level.ITEM: Level.ITEM,
}
_NAMED = {"option": Level.OPTION, "annex": Level.ANNEX, "footnote": Level.FOOTNOTE, "preamble": Level.PREAMBLE,
          "front": Level.FRONT, "closing": Level.CLOSING}  # fmt: skip
"""What the ``name`` of a container of no kind says it is, where we wrote it."""
_SMALL = frozenset({"point", "indent", "subparagraph", "item", "subclause"})
_HIERARCHY = frozenset(
    {*_CONTAINERS, *_UNITS, *_SMALL, "paragraph", "clause", "alinea", "level", "hcontainer", "proviso", "transitional"}
)
_TRANSPARENT = frozenset({"list", "sublist", "blockList", "content"})
_OWN = frozenset({"num", "heading", "subheading"})
_ENDS = frozenset({"wrapUp", "listWrapUp"})
_WORD = regex(r"^[\[(]*[^\W\d_]{3,}\.?\s+(?=\S)")
_EDGES = " \t.:,;、．，()[]（）［］–—-"
_DEEP = 100


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The draft as it is marked. Raises ReadError."""
    root = _parsed(data, name)
    try:
        document = _AknDocument(root, options)
    except RecursionError as error:
        raise ReadError(f"{name}: nested too deeply", "ask its sender for another copy") from error
    if not document.provisions:
        raise ReadError(f"{name}: no text in it", "is this a draft?")
    return document.reading()


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{name}: XML that cannot be read ({error})", "ask its sender for another copy") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise ReadError(f"{name}: holds a document type, which may hide text", "save it without a DOCTYPE")
    if _tag(root) != "akomaNtoso" or not str(root.tag).startswith(tuple(f"{{{space}" for space in NAMESPACES)):
        raise ReadError(f"{name}: XML, but not Akoma Ntoso", "of XML only Akoma Ntoso is read")
    if sum(len(text) for text in root.itertext()) > MAX_CHARACTERS:
        raise ReadError(f"{name}: more than {MAX_CHARACTERS:,} characters", "is this a draft convention?")
    return root


@dataclass(slots=True)
class _AknDocument:
    """Walks a document; what it makes is in ``provisions`` and ``blocks``."""

    root: etree._Element
    options: ReadOptions
    blocks: list[Block] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    notes: list[Provision] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    eids: set[str] = field(default_factory=set)
    units: dict[str, str] = field(default_factory=lambda: dict(_UNITS))

    def __post_init__(self) -> None:
        if not any(_tag(e) in _UNITS for e in self.root.iter()):
            self.units["section"] = "section"
        for document in self.root:
            self.provisions += self._parts(document)
        self.provisions += self.notes

    def reading(self) -> StructuredReading:
        """What a reader gives, and the provisions."""
        notices = tuple(struck.notices(self.gone, self.options.struck, "marked as deleted"))
        if not any(p.level is Level.ARTICLE for provision in self.provisions for p in provision.walk()):
            notices += (Notice("no articles are marked in this file"),)
        blocks, provisions = tuple(self.blocks), tuple(self.provisions)
        language = _LANGUAGES.get(self._meta("FRBRExpression", "FRBRlanguage", "language"), "")
        date = self._meta("FRBRExpression", "FRBRdate", "date")
        symbol = self._meta("FRBRWork", "FRBRalias", "value")
        title = next((_plain(e) for e in self.root.iter("{*}docTitle")), "")
        units = "sections" if "section" in self.units else "articles"
        return StructuredReading(blocks, symbol, date, language, title, None, notices, provisions, units)

    def _meta(self, level: str, element: str, attribute: str) -> str:
        found = self.root.find(f".//{{*}}identification/{{*}}{level}/{{*}}{element}")
        return "" if found is None else found.get(attribute, "")

    # ---------------------------------------------------------------------------------------------- around the articles

    def _parts(self, document: etree._Element) -> Iterator[Provision]:
        """Preface, preamble, body and attachments of one document."""
        for part in document:
            tag = _tag(part)
            if tag in ("preface", "coverPage", "conclusions"):
                yield from self._loose(part, Level.FRONT)
            elif tag == "preamble":
                yield from self._loose(part, Level.PREAMBLE)
            elif tag in ("body", "mainBody", "portionBody", "collectionBody"):
                yield from self._body(part)
            elif tag in ("attachments", "components"):
                for attached in part:
                    yield self._annex(attached)

    def _loose(self, part: etree._Element, level: Level) -> Iterator[Provision]:
        """A part without hierarchy: a provision with a paragraph for each of its own."""
        eid = self._eid(part, level.value)
        children = []
        printed = ""
        for p in part.iter("{*}p", "{*}block", "{*}longTitle"):
            if any(_tag(a) in ("p", "block", "longTitle") for a in p.iterancestors()):
                continue
            num = next((_plain(e) for e in p.iterchildren("{*}inline") if e.get("name") == "num"), "")
            recital = next(p.iterancestors("{*}recital"), None)
            if recital is not None and not num and recital.find("{*}p") is p:
                num = next((self._said(e) for e in recital.iterchildren("{*}num")), "")
            text = self._said(p).removeprefix(num).lstrip()
            if not text:
                printed = num
                continue
            place = self._block(text, num)
            own, origin = self._eid(p, f"{eid}__p"), Origin(index=place)
            counted = Level.RECITAL if num and (recital is not None or "__rec_" in own) else Level.PARAGRAPH
            children.append(Provision(counted, _bare(num), own, text=text, printed=num, blocks=(place,), origin=origin))
        if children:
            yield Provision(level, "", eid, children=tuple(children), printed=printed)

    def _body(self, body: etree._Element) -> Iterator[Provision]:
        loose = []
        for child in body:
            if _tag(child) in _HIERARCHY:
                yield self._provision(child, None, "", "", 0)
            elif isinstance(child.tag, str):
                loose.append(self._said(child))
        if text := " ".join(filter(None, loose)):
            place = self._block(text)
            yield Provision(Level.FRONT, "", self._eid(body, "body"), text=text, blocks=(place,))

    def _annex(self, attached: etree._Element) -> Provision:
        eid = self._eid(attached, "annex")
        heading = next((self._said(e) for e in attached.iterchildren("{*}heading")), "")
        places = (self._block(heading),) if heading else ()
        children = [inner for document in attached for inner in self._parts(document)]
        return Provision(Level.ANNEX, "", eid, heading, children=tuple(children), blocks=places)

    # ------------------------------------------------------------------------------------------------------- provisions

    def _provision(
        self, element: etree._Element, parent: Level | None, article: str, word: str, depth: int
    ) -> Provision:
        if depth > _DEEP:
            raise RecursionError
        tag = _tag(element)
        level = self._level(element, parent)
        num = " ".join(self._said(e) for e in element.iterchildren("{*}num"))
        heading = " ".join(filter(None, (self._said(e) for e in element if _tag(e) in ("heading", "subheading"))))
        number = _bare(num)
        eid = self._eid(element, f"{level.value}_{number or len(self.eids)}")
        if level is Level.ARTICLE:
            article, word = number, self.units.get(tag, "")
        places = [self._block(text) for text in ((num,) if level is Level.ARTICLE else ()) if text]
        places += [self._block(heading)] if heading else []
        if text := " ".join(self._own_text(element)):
            places.append(self._block(text, "" if level is Level.ARTICLE else num))
        inner = tuple(self._inside(element, level, article, word, depth))
        return Provision(
            level, number, eid, heading, text, inner, _status(element), printed=num, article=article, word=word,
            blocks=tuple(places), origin=Origin(index=places[0] if places else -1),
        )  # fmt: skip

    def _own_text(self, element: etree._Element) -> Iterator[str]:
        """What an element says itself; lists are no level of their own, so their introduction is its chapeau."""
        for child in element:
            tag = _tag(child)
            if tag in _TRANSPARENT:
                yield from self._own_text(child)
            elif tag and tag not in _OWN and tag not in _HIERARCHY and tag not in _ENDS and (text := self._said(child)):
                yield text

    def _inside(
        self, element: etree._Element, level: Level, article: str, word: str, depth: int
    ) -> Iterator[Provision]:
        """The provisions in an element, closing words among them."""
        for child in element:
            tag = _tag(child)
            if tag in _TRANSPARENT:
                yield from self._inside(child, level, article, word, depth + 1)
            elif tag in _HIERARCHY:
                yield self._provision(child, level, article, word, depth + 1)
            elif tag in _ENDS and (text := self._said(child)):
                place = self._block(text)
                eid = self._eid(child, f"wrapup_{len(self.eids)}")
                yield Provision(Level.CLOSING, "", eid, text=text, article=article, word=word, blocks=(place,))

    def _level(self, element: etree._Element, parent: Level | None) -> Level:
        tag = _tag(element)
        if tag in self.units:
            return Level.ARTICLE
        if tag in _CONTAINERS and (parent is None or parent in _CONTAINERS.values() or parent is Level.ANNEX):
            return _CONTAINERS[tag]
        if tag == "hcontainer" and element.get("name") in _NAMED:
            return _NAMED[element.get("name", "")]
        if tag in _SMALL and parent in (Level.ARTICLE, None):
            return Level.SUBPARAGRAPH
        return _DEEPER.get(parent, Level.PARAGRAPH) if parent is not None else Level.PARAGRAPH

    # ------------------------------------------------------------------------------------------------------------ text

    def _block(self, text: str, number: str = "", kind: BlockKind = BlockKind.BODY) -> int:
        self.blocks.append(Block(text, number, kind, origin=Origin(index=len(self.blocks))))
        return len(self.blocks) - 1

    def _eid(self, element: etree._Element, otherwise: str) -> str:
        """The element's own eId; where it has none, or one that is taken, one like it."""
        wanted = element.get("eId") or element.get("id") or re.sub(r"\s+", "", otherwise)
        eid, times = wanted, 1
        while eid in self.eids:
            times += 1
            eid = f"{wanted}__dup_{times}"
        self.eids.add(eid)
        return eid

    def _said(self, element: etree._Element) -> str:
        return " ".join("".join(self._pieces(element, 0)).split())

    def _pieces(self, element: etree._Element, depth: int) -> Iterator[str]:
        if depth > _DEEP:
            raise RecursionError
        yield element.text or ""
        for child in element:
            tag = _tag(child)
            if tag == "authorialNote":
                self._note(child)
            elif tag == "del":
                self.gone.append(_plain(child))
                if self.options.struck != struck.DROP:
                    yield from self._pieces(child, depth + 1)
            elif tag in ("br", "eol", "eop"):
                yield " "
            elif isinstance(child.tag, str) and tag != "noteRef":
                yield from self._pieces(child, depth + 1)
                yield " " if tag in ("p", "item", "block", "td", "th") else ""
            yield child.tail or ""

    def _note(self, note: etree._Element) -> None:
        text, mark = _plain(note), note.get("marker", "")
        place = self._block(text, mark, BlockKind.FOOTNOTE)
        eid = self._eid(note, f"note_{len(self.notes) + 1}")
        self.notes.append(Provision(Level.FOOTNOTE, mark, eid, text=text, printed=mark, blocks=(place,)))


def _tag(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _status(element: etree._Element) -> frozenset[Status]:
    """What we wrote about its standing; of files of others nothing is known."""
    return frozenset(status for status in Status if status.value in element.get("class", "").split())


def _plain(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _bare(num: str) -> str:
    """``Article 3 bis.`` → ``3 bis``, ``(a)`` → ``a``, ``第五条`` → ``五``."""
    number = _WORD.sub("", num).strip(_EDGES)
    ideographs = re.fullmatch(r"第(\S+?)[条條款项章节]", number)
    return ideographs[1] if ideographs else number
