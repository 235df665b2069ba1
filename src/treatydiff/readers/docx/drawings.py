"""What drawings, charts and diagrams show that no run of text holds, and what they do with the words that one does.

Made by going through the elements of DrawingML (ISO/IEC 29500-1, 20 and 21) and of charts, and those that Word added:
tests/readers/word_elements.toml classes each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from lxml import etree

from treatydiff.ooxml.container import Package
from treatydiff.ooxml.looks import alike
from treatydiff.ooxml.xml import VAL, R, W, number_of, says_on, text_within
from treatydiff.readers.docx.strange import PICTURES, UNSEEN, WPS, A, Look, Strange
from treatydiff.text.regexes import regex

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
DRAWN = "words of a diagram or chart, not read"
_KINDS = ("diagramData", "diagramDrawing", "chart", "chartEx")
"""Parts that a text leads to, by their relations; of a diagram Word shows what it drew last, if that is there."""
_INNER = ("chartUserShapes",)
"""Parts that those lead to."""
_STORED = (f"{C}strCache", f"{C}strLit", f"{C}multiLvlStrCache", f"{C}tx", f"{CX}strDim", f"{CX}txData")
_USUAL = frozenset("•◦▪■□○●*➢❖✓–—-·")
"""What stands before an item without saying anything."""
_LITERAL = regex(r'"([^"]*)"|\\(.)')
"""What a format of numbers writes out as it stands."""


_SAYS = regex(r"\w")


def parts(package: Package) -> Iterator[Strange]:
    """The words of charts and diagrams, in whatever part they are kept."""
    for part in _parts(package):
        root = package.optional(part)
        for words in () if root is None else _said(root):
            if words.strip():
                yield Strange(DRAWN, words.strip())


def _parts(package: Package) -> dict[str, None]:
    found: dict[str, None] = {}
    for relation in package.relations(package.main):
        if relation.kind in _KINDS and not relation.external and relation.target:
            found[relation.target] = None
            found.update((r.target, None) for r in package.relations(relation.target) if r.kind in _INNER)
    return found


def _said(root: etree._Element) -> Iterator[str]:
    """What a chart or diagram spells out: letters, names from a sheet as they last were, and what formats write."""
    for element in root.iter(f"{A}t", f"{C}name"):
        yield element.text or ""
    for element in root.iter(f"{C}separator"):
        yield from filter(_SAYS.search, [element.text or ""])
    for stored in root.iter(*_STORED):
        for value in stored.iter(f"{C}v", f"{CX}v", f"{CX}pt"):
            yield value.text or ""
    for unit in root.iter(f"{C}builtInUnit"):
        yield unit.get("val", "")
    for sign in root.iter(f"{A}buChar"):
        if not _USUAL.issuperset(said := sign.get("char", "")):
            yield said
    for written in root.iter(f"{C}numFmt", f"{C}formatCode", f"{CX}numFmt"):
        found = _LITERAL.findall(written.get("formatCode", "") or written.text or "")
        yield from filter(_SAYS.search, ["".join(a or b for a, b in found)])


def picture_look(blip: etree._Element, target: Callable[[str], str]) -> str:
    """What a drawing does with the picture that it shows: crops, recolours, or puts another one in its place.

    ``target``: what a relation leads to, as something that tells one part from another. Empty for a picture as it is.
    """
    said: list[str] = []
    holder = blip.getparent()
    crops = () if holder is None else holder.iterchildren(f"{A}srcRect")
    for element in (*blip.iterdescendants(etree.Element), *crops):
        name = etree.QName(element).localname
        values = {
            str(key): target(str(value)) if str(key).startswith(R) else str(value)
            for key, value in element.attrib.items()
            if str(value) != "0"
        }
        if name not in _QUIET and (values or name != "srcRect"):  # one without values crops nothing
            said.append(f"{name} {sorted(values.items())}")
    return sha256(" ".join(said).encode()).hexdigest()[:16] if said else ""


_QUIET = frozenset(("extLst", "ext", "useLocalDpi"))
"""What holds others, and what says how a picture is scaled on screens."""


# ------------------------------------------------------------------------------------------------------ shapes


def _hidden(named: etree._Element, _: Package) -> Iterator[Strange]:
    """A shape of a group or a picture that is hidden (20.1.2.2.8)."""
    holder = named.getparent()
    while holder is not None and etree.QName(holder).localname.startswith("nv"):
        holder = holder.getparent()
    if holder is not None and says_on(named.get("hidden", "0")):
        yield Strange(UNSEEN, text_within(holder))


def _boxed(shape: etree._Element, _: Package) -> Iterator[Strange]:
    """A shape with words: without size, of their colour, with margins that leave no room, its letters made tiny."""
    words = text_within(shape)
    if not words.strip():
        return
    size = _size(shape)
    body = shape.find(f"{WPS}bodyPr")
    if size is not None and (min(size) <= _FLAT or (body is not None and _is_full(body, size))):
        yield Strange(UNSEEN, words)
    fit = None if body is None else body.find(f"{A}normAutofit")
    if fit is not None and 0 < number_of(fit.get("fontScale", "100000").removesuffix("%")) <= _TINY:
        yield Strange(UNSEEN, words)
    fill = shape.find(f"{WPS}spPr/{A}solidFill")
    behind = "" if fill is None else _colour(fill)
    for run in shape.iter(f"{W}r") if behind else ():
        color = run.find(f"{W}rPr/{W}color")
        if color is not None and alike(color.get(VAL, ""), behind):
            yield Strange(UNSEEN, text_within(run))


_FLAT = 40 * 635
"""No letter is seen in a shape of two points; in units of which 635 are a twentieth of a point."""
_TINY = 10_000
"""Thousandths of a per cent: letters of a tenth of their size."""


def _size(shape: etree._Element) -> tuple[float, float] | None:
    """How wide and high a shape is on the page: one in a group is scaled as the groups around it are."""
    extent = shape.find(f"{WPS}spPr/{A}xfrm/{A}ext")
    if extent is None:
        return None
    wide, high = (number_of(extent.get(side, "0")) * 1.0 for side in ("cx", "cy"))
    for group in shape.iterancestors():
        place = group.find(f"{{*}}grpSpPr/{A}xfrm")
        inner, outer = (None if place is None else place.find(f"{A}{name}") for name in ("chExt", "ext"))
        if inner is not None and outer is not None:
            wide *= number_of(outer.get("cx", "0")) / max(number_of(inner.get("cx", "0")), 1)
            high *= number_of(outer.get("cy", "0")) / max(number_of(inner.get("cy", "0")), 1)
    return wide, high


def _is_full(body: etree._Element, size: tuple[float, float]) -> bool:
    """Whether the margins of a box are as large as the box."""
    across, down = (sum(number_of(body.get(side, "0")) for side in sides) for sides in (("lIns", "rIns"), _DOWN))
    return across >= size[0] or down >= size[1]


_DOWN = ("tIns", "bIns")


def _colour(fill: etree._Element) -> str:
    """Six figures, where it is told without a theme; black for a theme's text."""
    plain = fill.find(f"{A}srgbClr")
    if plain is not None:
        return plain.get("val", "")
    scheme = fill.find(f"{A}schemeClr")
    return "000000" if scheme is not None and scheme.get("val") in ("tx1", "dk1") else ""


TABLE: dict[str, Look] = {
    f"{WPS}cNvPr": _hidden,
    f"{PICTURES}cNvPr": _hidden,
    f"{A}cNvPr": _hidden,
    f"{WPS}wsp": _boxed,
}
"""By element who looks at it."""
