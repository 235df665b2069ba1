"""How tests look into a redline."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {"ins": "{+%s+}", "del": "[-%s-]", "moveFrom": "<-%s-<", "moveTo": ">+%s+>"}
"""How a mark shows in ``shown``."""


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def shown(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The paragraphs of a redline with their marks written out; ``¶ins`` and the like for marks on their ends."""
    return [written(p) for p in part(data, name).iter(f"{W}p")]


def marked(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Only those with a mark."""
    return [line for line in shown(data, name) if any(sign in line for sign in ("{+", "[-", "<-", ">+", "¶", "°"))]


def written(p: etree._Element) -> str:
    ends = [m.tag.removeprefix(W) for m in p.iterfind(f"{W}pPr/{W}rPr/*") if m.tag.removeprefix(W) in SIGNS]
    changed = "°" if p.find(f"{W}pPr/{W}pPrChange") is not None else ""
    return changed + "".join(map(_inside, p)) + "".join(f"¶{end}" for end in ends)


def _inside(element: etree._Element) -> str:
    name = element.tag.removeprefix(W)
    if name in ("t", "delText"):
        return element.text or ""
    if name in ("pPr", "p"):
        return ""
    text = {"tab": "\t", "rPrChange": "°"}.get(name, "".join(map(_inside, element)))
    return SIGNS[name] % text if name in SIGNS else text


_DRAWN = {"ins": "[+%s+]", "del": "[-%s-]", "hyperlink": "{%s}", "sdtContent": "{%s}", "separate": "{", "end": "}"}


def drawn(element: etree._Element) -> str:
    """What stands in a paragraph: ``{`` and ``}`` around what a field, link or control holds, ``[+`` and ``[-``."""
    said = (element.text or "") if element.tag in (f"{W}t", f"{W}delText") else ""
    inside = said + "".join(map(drawn, element))
    tag = str(
        element.get(f"{W}fldCharType", "" if element.getparent().tag == f"{W}rPr" else element.tag.rpartition("}")[2])
    )
    return _DRAWN.get(tag, "%s").replace("%s", inside).replace("-][-", "").replace("[--]", "").replace("+][+", "")
