"""Objects of a Word file besides words: pictures, charts, links, watermarks, ruby, hidden text, places of notes.

A comparison of words does not see these, and a redline marks them all the same. Each is taken down as a value that says
what a reader of the document would see of it, whatever ids and part names the file gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from hashlib import sha256

from lxml import etree

from treatydiff.ooxml.container import Package
from treatydiff.readers.docx.drawings import picture_look
from treatydiff.text.frozen import dataclass

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
_INLINE, _ANCHOR = (f"{_DRAWN}wordprocessingDrawing}}{name}" for name in ("inline", "anchor"))
_BLIP, _CHART, _DIAGRAM = f"{_DRAWN}main}}blip", f"{_DRAWN}chart}}chart", f"{_DRAWN}diagram}}relIds"
_VML = "{urn:schemas-microsoft-com:vml}"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT, _PARAGRAPH, _LINK, _FIELD = (f"{_W}{tag}" for tag in ("t", "p", "hyperlink", "fldChar"))
_HEADS = ("header", "footer")
_ELSEWHERE = {True: (f"{_W}del", f"{_W}moveFrom"), False: (f"{_W}ins", f"{_W}moveTo")}
"""Where pending changes hold what is not in the draft: with them accepted, and with them rejected."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as it shows."""

    content: str
    size: str
    said: str
    """Its alternative text."""


@dataclass(slots=True)
class WordObjects:
    """What a file holds, in reading order."""

    pictures: list[ShownPicture] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    """Charts and diagrams."""
    embedded: list[str] = field(default_factory=list)
    """Objects of other programs."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Words and where they lead."""
    watermarks: list[str] = field(default_factory=list)
    ruby: list[tuple[str, str]] = field(default_factory=list)
    """What is annotated, and the annotation."""
    hidden: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    """Of each footnote its words, those of the paragraph that it hangs on, and behind which letter of it."""
    heads: list[str] = field(default_factory=list)
    """Words of headers and footers, those that Word works out aside."""
    paragraphs: list[str] = field(default_factory=list)
    """The words of each paragraph that has any."""


def word_objects(data: bytes, *, accept: bool = True) -> WordObjects:
    """What a Word file holds. Raises ReadError for what is none."""
    return _Collector(Package(data, "the draft"), accept).found


class _Collector:
    def __init__(self, package: Package, accept: bool) -> None:
        self._package, self._elsewhere = package, (*_ELSEWHERE[accept], _FALLBACK)
        self._twofold = False
        self.found = WordObjects()
        self._notes = dict(self._note_texts())
        self._story(package.main)
        for relation in package.relations(package.main):
            if relation.kind in _HEADS and not relation.external and package.has(relation.target):
                self._story(relation.target, is_head=True)

    def _note_texts(self) -> Iterator[tuple[str, str]]:
        for relation in self._package.relations(self._package.main):
            root = self._package.optional(relation.target) if relation.kind == "footnotes" else None
            self._twofold = root is not None and next(root.iter(*self._elsewhere), None) is not None
            for note in () if root is None else root.iter(f"{_W}footnote"):
                yield note.get(f"{_W}id", ""), self._words(note)

    def _story(self, part: str, *, is_head: bool = False) -> None:
        root = self._package.optional(part)
        if root is None:
            return
        self._twofold = next(root.iter(*self._elsewhere), None) is not None
        targets = {relation.id: relation for relation in self._package.relations(part)}

        def target(rid: str | None) -> str:
            relation = targets.get(rid or "")
            if relation is None or relation.external:
                return "" if relation is None else relation.target
            return sha256(self._package.text(relation.target)).hexdigest()

        for element in root.iter(*_COLLECTED):
            if not self._is_elsewhere(element):
                _COLLECTED[str(element.tag)](self, element, target)
        for paragraph in root.iter(_PARAGRAPH):
            self._paragraph(paragraph, is_head)

    def _is_elsewhere(self, element: etree._Element) -> bool:
        """Whether it is not in the draft, or stands there twice, for programs old and new."""
        return self._twofold and any(ancestor.tag in self._elsewhere for ancestor in element.iterancestors())

    def _words(self, holder: etree._Element) -> str:
        texts = (text.text or "" for text in holder.iter(_TEXT) if not self._is_elsewhere(text))
        return " ".join("".join(texts).split())

    # ------------------------------------------------------------------------------------------------------ each kind

    def picture(self, drawing: etree._Element, target: _Target) -> None:
        """A drawing: a picture, a chart, a diagram."""
        said = next(((e.get("descr") or e.get("title") or "") for e in drawing.iter("{*}docPr")), "")
        extent = next(drawing.iter("{*}extent"), None)
        size = "" if extent is None else f"{extent.get('cx')}×{extent.get('cy')}"
        for blip in drawing.iter(_BLIP):
            content = target(blip.get(f"{_R}embed") or blip.get(f"{_R}link")) + picture_look(blip, target)
            self.found.pictures.append(ShownPicture(content, size, said))
        self.found.charts += [target(chart.get(f"{_R}id")) for chart in drawing.iter(_CHART)]
        self.found.charts += [target(diagram.get(f"{_R}dm")) for diagram in drawing.iter(_DIAGRAM)]

    def drawn(self, image: etree._Element, target: _Target) -> None:
        """A picture of the old kind."""
        shape = image.getparent()
        if shape is None or shape.getparent() is None or _is_object(shape):
            return  # what an embedded object looks like
        style = dict(part.split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
        size = f"{style.get('width', '')}×{style.get('height', '')}"
        self.found.pictures.append(ShownPicture(target(image.get(f"{_R}id")), size, shape.get("alt", "")))

    def watermark(self, path: etree._Element, _: _Target) -> None:
        """Words that are drawn."""
        self.found.watermarks.append(" ".join(path.get("string", "").split()))

    def embedded(self, element: etree._Element, target: _Target) -> None:
        """An object of another program."""
        self.found.embedded.append(f"{element.get('ProgID', '')} {target(element.get(f'{_R}id'))}")

    def link(self, element: etree._Element, target: _Target) -> None:
        """A link, but for those of a table of contents, whose bookmarks Word makes anew."""
        anchor = element.get(f"{_W}anchor", "")
        if not anchor.startswith("_Toc"):
            address = target(element.get(f"{_R}id"))
            self.found.links.append((self._words(element), f"{address}#{anchor}" if anchor else address))

    def coded(self, instruction: etree._Element, _: _Target) -> None:
        """A link that is a field."""
        said = (instruction.text or "").split()
        if said[:1] == ["HYPERLINK"]:
            run = instruction.getparent()
            following = () if run is None else run.itersiblings(f"{_W}r")
            words = "".join(text.text or "" for each in following for text in each.iter(_TEXT))
            self.found.links.append((" ".join(words.split()), " ".join(said[1:])))

    def annotated(self, ruby: etree._Element, _: _Target) -> None:
        """Words with others above them."""
        sides = (ruby.find(f"{_W}{tag}") for tag in ("rubyBase", "rt"))
        base, above = ("" if side is None else self._words(side) for side in sides)
        self.found.ruby.append((base, above))

    def concealed(self, look: etree._Element, _: _Target) -> None:
        """Hidden words; not those of a table of contents, which Word hides on pages of the web only."""
        run = getattr(look.getparent(), "getparent", lambda: None)()
        words = "" if run is None or run.tag != f"{_W}r" else self._words(run)
        if words and look.get(f"{_W}val") not in ("0", "false", "off"):
            self.found.hidden.append(words)

    def _paragraph(self, paragraph: etree._Element, is_head: bool) -> None:
        depth, said, refers = 0, [], False
        for element in paragraph.iter(_TEXT, _FIELD, f"{_W}fldSimple", f"{_W}footnoteReference"):
            if self._is_elsewhere(element):
                continue
            if element.tag == _FIELD:
                depth += {"begin": 1, "end": -1}.get(element.get(f"{_W}fldCharType", ""), 0)
            elif element.tag == _TEXT and not (is_head and (depth > 0 or _in_short_field(element))):
                said.append(element.text or "")
            refers |= element.tag.endswith("Reference")
        words = " ".join("".join(said).split())
        (self.found.heads if is_head else self.found.paragraphs).extend([words] if words else [])
        if refers and not is_head:
            self._references(paragraph)

    def _references(self, paragraph: etree._Element) -> None:
        letters, places = [], []
        for element in paragraph.iter(_TEXT, f"{_W}footnoteReference"):
            if self._is_elsewhere(element):
                continue
            if element.tag == _TEXT:
                letters.append("".join((element.text or "").split()))
            else:
                places.append((self._notes.get(element.get(f"{_W}id", ""), ""), sum(map(len, letters))))
        self.found.notes += [(note, "".join(letters), place) for note, place in places]


def _is_object(shape: etree._Element) -> bool:
    return any(ancestor.tag == f"{_W}object" for ancestor in shape.iterancestors())


def _in_short_field(text: etree._Element) -> bool:
    return any(ancestor.tag == f"{_W}fldSimple" for ancestor in text.iterancestors())


_Target = Callable[[str | None], str]
"""What a relation leads to: an address, or what stands for a part's bytes; empty for none."""
_COLLECTED: dict[str, Callable[[_Collector, etree._Element, _Target], None]] = {
    _INLINE: _Collector.picture,
    _ANCHOR: _Collector.picture,
    f"{_VML}imagedata": _Collector.drawn,
    f"{_VML}textpath": _Collector.watermark,
    _OLE: _Collector.embedded,
    _LINK: _Collector.link,
    f"{_W}instrText": _Collector.coded,
    f"{_W}ruby": _Collector.annotated,
    f"{_W}vanish": _Collector.concealed,
}
