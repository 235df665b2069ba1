"""Maps glyph numbers to letters, for fonts that name none."""

from __future__ import annotations

_MACINTOSH = (
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
)


def glyph_letter(glyph: int) -> str:
    """The letter of a glyph number in the order of glyphs that most TrueType fonts share.

    Glyph 3 is the space, 4 the exclamation mark and so on through ASCII, then the Macintosh character set
    (Apple, TrueType Reference Manual, table ``post``) without its no-break space, which the common text fonts draw
    with glyph 3. Empty where the number is beyond it.
    """
    if 3 <= glyph <= 97:
        return chr(glyph + 29)
    return _MACINTOSH[glyph - 98] if 98 <= glyph < 98 + len(_MACINTOSH) else ""
