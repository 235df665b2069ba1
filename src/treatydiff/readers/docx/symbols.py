"""The signs that a Word file names by their place in a font of signs."""

from __future__ import annotations

from lxml import etree

from treatydiff.ooxml.xml import W

# The Symbol font from U+F021 and from U+F0A0 (unicode.org, MAPPINGS/VENDORS/ADOBE/symbol.txt).
_SYMBOL_LOW = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_SIGNS = {
    "Symbol": dict(enumerate(_SYMBOL_LOW, 0x21)) | dict(enumerate(_SYMBOL_HIGH, 0xA0)),
    "Wingdings": dict(zip(b"\x6f\x78\xa8\xfb\xfc\xfd\xfe", "☐☒☐✗✓☒☑", strict=True)),
}


def symbol(element: etree._Element) -> str:
    """The character of a ``w:sym``; where we know no character for it, its code, which still tells signs apart."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
        signs = _SIGNS.get(element.get(f"{W}font", ""), {}) if code <= 0xFF or 0xF000 <= code <= 0xF0FF else {}
        return signs.get(code & 0xFF, chr(code))
    except (ValueError, OverflowError):
        return ""
