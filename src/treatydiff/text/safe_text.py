"""Escapes text from files for output: the one place where control characters become visible.

A draft is written by others. What it holds may move the cursor, retitle the window, write to the clipboard (OSC 52)
or reverse the reading order so that "shall not" looks like "not shall" (CWE-150). What is invisible is shown, never
dropped: a hidden character in a treaty is news.
"""

from __future__ import annotations

import re

from treatydiff.text.regexes import regex

INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Characters of a set that have no looks of their own, in no script; less those that some scripts join letters with.

Unicode's Default_Ignorable_Code_Point, whole, with what is unassigned there, the noncharacters, and a blank of Braille.
"""
UNKNOWN = "\ue000-\uf8ff\U000f0000-\U0010ffff"
"""Characters of a set for private use: they look like whatever a font says."""
JOINERS = "\u061c\u200c-\u200f"
"""Joiners and marks of direction: Arabic, Persian and Indic texts need them; Latin, Greek and Cyrillic ones do not."""
# C0 but tab and line feed, DEL, C1, line and paragraph separators, bidirectional embeddings, overrides and isolates,
# lone surrogates, whatever has no looks of its own. Joiners and marks that Arabic, Persian and Indic texts need stay in
# such texts.
_DANGEROUS_SET = f"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff{INVISIBLE}{UNKNOWN}"
_DANGEROUS = regex(f"[{_DANGEROUS_SET}]")
_DANGEROUS_IN_LATIN = regex(f"[{_DANGEROUS_SET}{JOINERS}]")
_JOINING = regex("[\u0590-\u061b\u061d-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]")
_JSON_DANGEROUS = regex(f"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff{INVISIBLE}]|#(?=#\\[|#vso\\[)")
_FORMULA = regex("[\\s\ufeff\x00]*[=+\\-@＝＋－＠\t\r]")
_LINE_COMMAND = regex(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_INLINE_COMMAND = regex(r"##(?=\[|vso\[)")
_XML_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with every character that steers a terminal or has no looks written out, as ``\\x1b``, ``<U+202E>``."""
    if text.isascii():  # nearly all that is printed, and most of it with nothing to look for
        return text if text.isprintable() else _DANGEROUS.sub(_written_out, text)
    return (_DANGEROUS if _JOINING.search(text) else _DANGEROUS_IN_LATIN).sub(_written_out, text)


def one_line(text: str) -> str:
    """Visible text on a single line: file names, headings, messages."""
    return " ".join(visible(text).split())


def inert(text: str) -> str:
    """Text of many lines, none of which a CI runner takes for a command.

    GitHub's runner obeys a line that begins with ``::``, after any white space, and ``##[`` wherever it stands in a
    line; Azure's obeys ``##vso[``. A draft or a file's name that holds such words could hide its own findings.
    """
    return _LINE_COMMAND.sub(r"\1\\x3a", _INLINE_COMMAND.sub(r"#\\x23", text))


def log_line(text: str) -> str:
    """A message on a line of its own, for standard error."""
    return inert(one_line(text))


def json_text(text: str) -> str:
    """Finished JSON with the characters escaped that JSON would allow raw and a terminal would obey.

    Loses nothing but half a character, as names of files that are no text have: many programs read no such JSON.
    """
    return _JSON_DANGEROUS.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\\ufffd"
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000  # two halves, as in UTF-16
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def cell(text: str) -> str:
    """Text for a spreadsheet's cell: what a spreadsheet would take for a formula is quoted (CWE-1236).

    A log that shows the file must not obey it either: quotation marks stand in front of ``::``, but not of ``##[``.
    """
    safe = _INLINE_COMMAND.sub(r"#\\x23", visible(text))
    return f"'{safe}" if _FORMULA.match(safe) or _FORMULA.match(text) else safe


def xml_text(text: str) -> str:
    """Text with the characters written out that XML 1.0 cannot hold."""
    return _XML_ILLEGAL.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"<U+{code:04X}>"
