"""Fonts whose glyphs are not the letters that their tables say: detected and corrected.

What a page shows is drawn by glyphs, and what is read of it is what a table of the font, ``ToUnicode``, says that they
are (ISO 32000-1, 9.10.2). Where a font has one of the standard encodings, or names its glyphs, the two are held against
each other; of a font whose glyphs are programs (Type 3), those that draw nothing are told.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Any

from treatydiff.model import Notice
from treatydiff.readers.pdf.repair import silence
from treatydiff.text.regexes import regex

_TABLE = regex(rb"/ToUnicode\b|/Type3\b|/\w*#[0-9A-Fa-f]{2}")
_AROUND = 600
"""Bytes on each side of the name of a table in which the kind of its font stands."""
_SIMPLE = regex(rb"/(?:Type1|MMType1|TrueType|Type3)\b")
_NAMES_GLYPHS = regex(rb"/Encoding\b|/BaseFont\s+\d|/(?:Helvetica|Times|Courier)")
"""Without either in the file no table can contradict a glyph: a font's own encoding is known to nobody else."""
_PACKED = regex(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)
_MOST_PACKED = 20_000_000
"""Bytes that are unpacked to look for fonts."""
_MOST_FONTS = 300
_RANGE = regex(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{2})>\s*(?:<([0-9A-Fa-f]{4,64})>|\[([^\]]{0,4000})\])")
_CHAR = regex(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,64})>")
_EACH = regex(rb"<([0-9A-Fa-f]{4,64})>")
_BLOCK = regex(rb"begin(bf(?:char|range))(.*?)endbf", re.DOTALL)
_PAINTS = regex(rb"(?:^|\s)(?:f|F|f\*|B|B\*|b|b\*|S|s|sh|Do|BI|Tj|TJ)(?=\s|$)")
"""What puts ink on the page."""
_STANDARD = ("/Helvetica", "/Times", "/Courier")
"""Beginnings of the names of fonts that no file needs to bring (9.6.2.2)."""
_SYMBOLIC = 4
_TOLD = 3
"""So many letters of a font are told."""


def notices(data: bytes) -> Iterator[Notice]:
    """What fonts of a file say that their glyphs are, and are not; nothing of a file that cannot be taken apart."""
    if not _may_contradict(data):
        return
    found: dict[str, None] = {}
    with silence("pypdf"), suppress(Exception):  # whoever reads the file says how it is damaged
        for font in _fonts(data):
            found.update(dict.fromkeys(_contradictions(font)))
    if found:
        message = "read as the file spells it, though its fonts draw other letters or none; --ocr reads what is shown"
        yield Notice(f"{message}: {'; '.join([*found][:_TOLD])}", set_aside=tuple(found), unseen=True)


def _may_contradict(data: bytes) -> bool:
    """Whether a font may have both a table and glyphs that are known without it: few files have such fonts."""
    texts = data, *_unpacked(data)
    named = any(map(_NAMES_GLYPHS.search, texts))
    for text in texts:
        for match in _TABLE.finditer(text):
            around = max(match.start() - _AROUND, 0), match.end() + _AROUND
            if match[0] != b"/ToUnicode" or (named and _SIMPLE.search(text, *around)):
                return True
    return False


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Objects that a file keeps in streams."""
    left = _MOST_PACKED
    for match in _PACKED.finditer(data):
        with suppress(zlib.error):
            text = zlib.decompressobj().decompress(data[match.end() :], left)
            left -= len(text)
            yield text
        if left <= 0:
            return


def _fonts(data: bytes) -> Iterator[Any]:
    from pypdf import PdfReader

    seen: set[int] = set()
    for page in PdfReader(BytesIO(data)).pages:
        yield from _of_holder(page, seen, 0)
        if len(seen) > _MOST_FONTS:
            return


def _of_holder(holder: Any, seen: set[int], depth: int) -> Iterator[Any]:
    """The fonts of a page, or of a form that it draws, each once."""
    resources = holder.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    for kind in ("/Font", "/XObject"):
        named = resources.get(kind)
        for reference in (named.get_object() if named is not None else {}).values():
            each = reference.get_object()
            known = getattr(reference, "idnum", 0) or id(each)
            if known in seen:
                continue
            seen.add(known)
            if kind == "/Font":
                yield each
            elif depth < 3 and each.get("/Subtype") == "/Form":
                yield from _of_holder(each, seen, depth + 1)


def _contradictions(font: Any) -> Iterator[str]:
    """``“m” is read as “sh”``, for each letter that the table gives to the glyph of another."""
    reference = font.get("/ToUnicode")
    table: Any = reference.get_object() if reference is not None else None
    read = _spelt(table.get_data()) if hasattr(table, "get_data") else {}
    if font.get("/Subtype") == "/Type3":
        yield from _inkless(font, read)
    elif read:
        drawn = _drawn(font)
        for code, text in sorted(read.items()):
            letter = drawn.get(code, "")
            if letter.isascii() and letter.isalpha() and _differ(letter, text):
                yield f"“{letter}” is read as “{text}”"


def _differ(letter: str, text: str) -> bool:
    """Whether both say something, and not the same; small capitals are drawn by glyphs of their own."""
    return text.isprintable() and any(map(str.isalnum, text)) and text.strip().casefold() != letter.casefold()


def _spelt(table: bytes) -> dict[int, str]:
    """By code the text that a table gives it, of one byte each."""
    read: dict[int, str] = {}
    for block in _BLOCK.finditer(table):
        if block[1] == b"bfchar":
            read |= {int(code, 16): _text(text) for code, text in _CHAR.findall(block[2])}
            continue
        for first, last, text, each in _RANGE.findall(block[2]):
            start, end = int(first, 16), int(last, 16)
            if text:
                known = _text(text)
                several = [known[:-1] + chr(ord(known[-1]) + k) for k in range(end - start + 1)] if known else []
            else:
                several = [_text(one) for one in _EACH.findall(each)]
            read |= dict(zip(range(start, end + 1), several, strict=False))
    return read


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal[: len(hexadecimal) // 4 * 4].decode("ascii")).decode("utf-16-be", "replace")


def _drawn(font: Any) -> Mapping[int, str]:
    """By code the letter that is drawn, as far as the font's encoding says so."""
    from pypdf._codecs import adobe_glyphs, charset_encoding

    encoding = font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    named = encoding if isinstance(encoding, str) else (encoding or {}).get("/BaseEncoding", "")
    descriptor = font.get("/FontDescriptor")
    flags = int(descriptor.get_object().get("/Flags", 0)) if descriptor is not None else 0
    if not named and descriptor is None and str(font.get("/BaseFont", "")).startswith(_STANDARD):
        named = "/StandardEncoding"
    known = dict(enumerate(charset_encoding[str(named)])) if str(named) in charset_encoding else {}
    if flags & _SYMBOLIC:  # the font's own encoding decides
        known = {}
    code = 0
    for each in encoding.get("/Differences", ()) if isinstance(encoding, dict) else ():
        if isinstance(each, int):
            code = each
        else:
            known[code] = adobe_glyphs.get(str(each), "")
            code += 1
    return known


def _inkless(font: Any, read: Mapping[int, str]) -> Iterator[str]:
    """Letters of a Type 3 font whose programs draw nothing."""
    programs, encoding = font.get("/CharProcs"), font.get("/Encoding")
    programs = programs.get_object() if programs is not None else {}
    code = 0
    names: dict[int, str] = {}
    for each in (encoding.get_object() if encoding is not None else {}).get("/Differences", ()):
        if isinstance(each, int):
            code = each
        else:
            names[code] = str(each)
            code += 1
    for code, text in sorted(read.items()):
        program = programs.get(names.get(code, ""))
        if any(map(str.isalnum, text)) and (program is None or not _PAINTS.search(program.get_object().get_data())):
            yield f"nothing is read as “{text}”"
