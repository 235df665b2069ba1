"""Small Word files made by hand, part by part, so that a test says only what it is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePath

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
SEPARATORS = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


# ------------------------------------------------------------------------------------------------------ pieces of text


def r(text: str, look: str = "") -> str:
    """A run of text; ``look`` is the inside of its ``w:rPr``."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", inside: str = "", mark: str = "", num: tuple[int, int] | None = None) -> str:
    """A paragraph; plain strings become runs. ``num``: list and level; ``mark``: what its end says."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        said += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    said += inside + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p><w:pPr>{said}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def revision(tag: str, *content: str) -> str:
    """A tracked change around runs: ``ins``, ``del``, ``moveFrom``, ``moveTo``."""
    text = "".join(part if part.startswith("<") else r(part) for part in content)
    if tag == "del":
        text = text.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{tag} w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">{text}</w:{tag}>'


def mark(tag: str) -> str:
    """The tracked change of a paragraph's end, a row or a cell."""
    return f'<w:{tag} w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"/>'


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*content: str, properties: str = "") -> str:
    """A table cell; plain strings become paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(c if c.startswith('<') else p(c) for c in content)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain strings become cells."""
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in cells)}</w:tr>"
    )


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def footnote(number: int, more: str = "") -> str:
    """A reference to a footnote, in a run."""
    return f'<w:r><w:footnoteReference w:id="{number}"{more}/></w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A footnote or endnote; plain strings become paragraphs."""
    content = "".join(c if c.startswith("<") else p(c) for c in paragraphs)
    return f'<w:{kind} w:id="{number}">{content}</w:{kind}>'


def control(kind: str, text: str) -> str:
    """A content control; ``kind`` is what its properties say of it."""
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/>{kind}</w:sdtPr><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>'


HELD = {
    "cross-reference": field("REF _Ref1 \\h", r("article 2")),
    "cross-reference in one run": re.sub("</w:r><w:r>(<w:rPr></w:rPr>)?", "", field("REF _Ref1", r("article 2"))),
    "simple field": f'<w:fldSimple w:instr="REF _Ref1">{r("article 2")}</w:fldSimple>',
    "link": f'<w:hyperlink w:anchor="a">{r("article 2")}</w:hyperlink>',
    "linking field": field('HYPERLINK "x"', r("article 2")),
    "drop-down": control("<w:dropDownList/>", "article 2"),
    "text control": control("<w:text/>", "article 2"),
    "page number": field("PAGEREF a", r("article ") + r("2", "<w:b/>")),
}
"""What says ``article 2`` and may not be written into by the way."""


# ---------------------------------------------------------------------------------------------------- lists and styles


def level(index: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def family(number: int, *levels: str, more: str = "") -> str:
    """An abstract list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def instance(number: int, family: int, restarts: Mapping[int, int] | None = None, more: str = "") -> str:
    """A list of a family; ``restarts``: level and the number it starts anew with."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for index, start in (restarts or {}).items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{family}"/>{overrides}{more}</w:num>'


def style(name: str, kind: str = "paragraph", based_on: str = "", ppr: str = "", rpr: str = "", more: str = "") -> str:
    """A style whose id is its name without spaces."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"{more}><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>'
    )


def numbered(list_id: int, index: int | None = None) -> str:
    """The numbering of a style or paragraph, for its ``w:pPr``."""
    at = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{list_id}"/></w:numPr>'


# -------------------------------------------------------------------------------------------------------- the package


def docx(
    *body: str,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    title: str = "",
    relations: str = "",
    parts: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A Word file with the given insides of its parts; plain strings of the body become paragraphs."""
    content = "".join(part if part.startswith("<") else p(part) for part in body)
    files: dict[str, bytes | str] = {"word/document.xml": _part("document", f"<w:body>{content}</w:body>")}
    insides = {
        "numbering": numbering,
        "styles": styles,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "settings": settings,
    }
    files |= {f"word/{name}.xml": _part(name, inside) for name, inside in insides.items() if inside}
    files |= {f"word/header{i}.xml": _part("hdr", inside) for i, inside in enumerate(headers)}
    files |= {f"word/footer{i}.xml": _part("ftr", inside) for i, inside in enumerate(footers)}
    kinds = {path: PurePath(path).stem.rstrip("0123456789") for path in files if path != "word/document.xml"}
    links = "".join(_relation(i, kind, path.removeprefix("word/")) for i, (path, kind) in enumerate(kinds.items()))
    files["word/_rels/document.xml.rels"] = _relations(links + relations)
    files["_rels/.rels"] = _relations(_relation(0, "officeDocument", "word/document.xml") + _core_relation(title))
    if title:
        files["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="{_PACKAGE}/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:coreProperties>'
        )
    files["[Content_Types].xml"] = _types(kinds)
    return zipped(files | dict(parts or {}))


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """The files as a ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def external(kind: str, target: str) -> str:
    """A relation to something outside the file."""
    return f'<Relationship Id="x{kind}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{inside}</w:{root}>'


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _core_relation(title: str) -> str:
    kind = f"{_PACKAGE}/relationships/metadata/core-properties"
    return f'<Relationship Id="core" Type="{kind}" Target="docProps/core.xml"/>' if title else ""


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _types(kinds: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{_WORD}.{kind}+xml"/>' for path, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}</Types>'
    )
