"""Small PDF files made by hand: each line of text where the test wants it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FONTS = {"": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic", "C": "Courier", "K": "Courier-Bold"}
WIDTH, HEIGHT = 595, 842


class T(NamedTuple):
    """A piece of text: place of its left end, font size, font (of ``FONTS``), direction in degrees."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = ""
    turn: int = 0


class Rule(NamedTuple):
    """A level line from left to right at a height, drawn as a thin box."""

    x0: float
    x1: float
    y: float


class Post(NamedTuple):
    """An upright line at a place, from bottom to top, drawn as a stroke."""

    x: float
    y0: float
    y1: float


def pdf(*pages: Sequence[T | Rule | Post], title: str = "", rotate: int = 0) -> bytes:
    """A PDF with the pieces of text on each page."""
    names = {font: f"F{number}" for number, font in enumerate(FONTS)}
    fonts = " ".join(f"/{names[font]} {5 + number} 0 R" for number, font in enumerate(FONTS))
    first = 5 + len(FONTS)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: f"<< /Font << {fonts} >> >>",
        4: f"<< /Title ({title}) >>",
    }
    for number, name in enumerate(FONTS.values()):
        objects[5 + number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    for number, pieces in enumerate(pages):
        at = first + 2 * number
        turn = f" /Rotate {rotate}" if rotate else ""
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources 3 0 R"
            f" /Contents {at + 1} 0 R{turn} >>"
        )
        stream = "\n".join(_shown(piece, names) for piece in pieces)
        objects[at + 1] = f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream"
    return assemble(objects)


def _shown(piece: T | Rule | Post, names: Mapping[str, str]) -> str:
    if isinstance(piece, Post):
        return f"{piece.x} {piece.y0} m {piece.x} {piece.y1} l S"
    if isinstance(piece, Rule):
        return f"{piece.x0} {piece.y} {piece.x1 - piece.x0} 0.6 re f"
    text = piece.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    cos, sin = math.cos(math.radians(piece.turn)), math.sin(math.radians(piece.turn))
    matrix = f"{cos:.3f} {sin:.3f} {-sin:.3f} {cos:.3f}"
    return f"BT /{names[piece.font]} {piece.size} Tf {matrix} {piece.x} {piece.y} Tm ({text}) Tj ET"


def assemble(objects: Mapping[int, str]) -> bytes:
    """The file with these objects and its table of them; object 1 is the catalogue, 4 the information."""
    body = b"%PDF-1.4\n"
    places = {}
    for number, text in sorted(objects.items()):
        places[number] = len(body)
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{places[number]:010} 00000 n \n" for number in sorted(objects))
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (table + end).encode()


def unnamed(text: str) -> bytes:
    """A PDF whose font does not say which letters its glyphs stand for."""
    codes = "".join(f"{ord(c) - 29:04x}" for c in text)
    stream = f"BT /F0 10 Tf 1 0 0 1 72 700 Tm <{codes}> Tj ET"
    return assemble(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [9 0 R] /Count 1 >>",
            3: "<< /Font << /F0 5 0 R >> >>",
            4: "<< /Title () >>",
            5: "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
            6: (
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /FontDescriptor 7 0 R /DW 500"
                " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            ),
            7: (
                "<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
                " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
            ),
            8: f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            9: (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources 3 0 R /Contents 8 0 R >>"),
        }
    )
