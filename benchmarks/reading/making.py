"""Word files made of a text, line by line, and what LibreOffice makes of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from docx_making import docx, p, r

MINUTES = 5


def word_file(text: str, code: str, font: str = "") -> bytes:
    """A paragraph for each line of the text, in the direction and the letters of its language."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>' if font else ""
    look = {"ar": f"{fonts}<w:rtl/>", "zh": fonts or '<w:rFonts w:hint="eastAsia"/>'}.get(code, fonts)
    inside = ("<w:bidi/>" if code == "ar" else "") + '<w:spacing w:after="120"/>'
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return docx(*(p(r(escape(line), look), inside=inside) for line in lines))


def converted(paths: list[Path], kind: str) -> None:
    """What LibreOffice makes of the files, beside them."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise SystemExit("LibreOffice is not installed")
    folder = paths[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=60 * MINUTES)
