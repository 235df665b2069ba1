"""Measures of one redline: characters marked, schema errors, findings of the public validators."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = (f"{W}t", f"{W}delText", f"{W}tab")
TRANSITIONAL = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://www.w3.org/XML/1998/namespace",
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:word",
}


def parts(data: bytes, *names: str) -> dict[str, etree._Element]:
    """The named XML parts, or every story of the package."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            story = re.fullmatch(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", name)
            if name in names or (not names and story):
                found[name] = etree.fromstring(archive.read(name))
    return found


def marked(data: bytes) -> Counter[str]:
    """Characters by the innermost mark that they stand in, in body and notes: ``ins del moveFrom moveTo``."""
    counts: Counter[str] = Counter()
    for root in parts(data, "word/document.xml", "word/footnotes.xml").values():
        for text in root.iter(*TEXTS):
            if text.tag == TEXTS[2] and text.getparent().tag != f"{W}r":
                continue
            size = len(text.text or "") if text.tag != TEXTS[2] else 1
            for ancestor in text.iterancestors():
                name = etree.QName(ancestor).localname
                if name in ("ins", "del", "moveFrom", "moveTo"):
                    counts[name] += size
                    break
    return counts


def revisions(data: bytes) -> Counter[str]:
    """How many revisions of each kind."""
    kinds = ("ins", "del", "moveFromRangeStart", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange")
    return Counter(
        etree.QName(e).localname for root in parts(data).values() for e in root.iter(*(W + kind for kind in kinds))
    )


def schema_errors(data: bytes, folder: Path) -> list[str]:
    """Errors against the transitional schema in ``folder``, extension name spaces left out."""
    schema = etree.XMLSchema(etree.parse(str(folder / "wml.xsd")))
    names = ("word/styles.xml", "word/numbering.xml", "word/settings.xml")
    errors = []
    for name, root in {**parts(data), **parts(data, *names)}.items():
        stripped = _strip(root)
        if not schema.validate(stripped):
            errors += [f"{name}: {error.message}" for error in schema.error_log]
    return errors


def _strip(root: etree._Element) -> etree._Element:
    """A copy without what the 2006 schema cannot know."""
    copy = etree.fromstring(etree.tostring(root))
    for element in list(copy.iter()):
        for name in list(element.attrib):
            namespace = etree.QName(name).namespace
            if namespace and namespace not in TRANSITIONAL:
                del element.attrib[name]
        parent = element.getparent()
        namespace = etree.QName(element).namespace
        if parent is None or namespace in TRANSITIONAL:
            continue
        if element.tag.endswith("AlternateContent"):
            fallback = element.find("{*}Fallback")
            place = parent.index(element)
            parent[place : place + 1] = list(fallback) if fallback is not None else []
        elif element.getparent() is not None:
            parent.remove(element)
    return copy


def validators(path: Path) -> dict[str, list[str]]:
    """Findings of openxml-audit and ooxml-integrity, where they are installed beside this Python."""
    commands = {"openxml-audit": ["--output", "json"], "ooxml-integrity": ["check"]}
    found = {}
    for name, arguments in commands.items():
        program = Path(sys.executable).with_name(name)
        if program.exists():
            command = [str(program), *arguments, str(path)]
            output = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout
            found[name] = (
                _audit(output) if name == "openxml-audit" else re.findall(r"\[(?:ERROR|WARN\w*) *\] .*", output)
            )
    return found


def _audit(output: str) -> list[str]:
    try:
        content = json.loads(output)
    except ValueError:
        return [output.strip()]
    return [f"{e.get('description', e)} ({e.get('path', '')})" for file in content for e in file["errors"]]
