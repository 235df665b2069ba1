"""Style sheets of a web page, as far as they hide words or add some: they are not applied, and what they do is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from treatydiff.text.off_line import LOWERED, RAISED
from treatydiff.text.regexes import regex

_FAR = r"[^;{}]{0,99}(?<![-\w])-(?:\d{3}|(?!50%)\d\d+(?:r?em|v[wh]|%))"
"""Far to the left or up; half of its own size is how what is shown gets into the middle."""
HIDES = regex(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?<!min-)(?:opacity|font-size|max-height|height|max-width|line-height|zoom|scale)\s*:\s*(?:0?\.)?0+"
    r"(?:px|pt|em|rem|%)?\s*(?:;|!|$)|opacity(?:\s*:\s*|\(\s*)0?\.0\d"
    r"|font-size\s*:\s*(?:1(?:\.\d+)?|0?\.\d+)p[xt]|font-size\s*:\s*0?\.[01]\d*(?:r?em|%)"
    r"|(?<![-\w])font\s*:(?:[^;{}]{0,99}\s)?0(?:p[xt]|r?em|%)?(?=[\s/])"
    r"|(?:^|[;\s])(?:-webkit-text-fill-)?color\s*:\s*transparent|text-security\s*:\s*(?!none)\w"
    rf"|(?:text-indent|left|right|top|bottom|inset|translate|margin|margin-(?:left|top))\s*:{_FAR}"
    rf"|translate\w{{0,2}}\({_FAR}|rotate[xy]\(\s*-?90deg|filter\s*:\s*opacity\(\s*0(?:%|\))"
    r"|(?<!gray)scale\w{0,2}\(\s{0,9}0?(?:\.0{1,9})?\s{0,9}\)|letter-spacing\s*:\s*-(?:\d\d|[1-9]\d*r?em|0?\.[5-9]\d*r?em)"
    r"|clip\s*:\s*rect|clip-path\s*:\s*(?:inset|circle|polygon|ellipse|path)",
    re.IGNORECASE,
)
"""Declarations by which a browser does not show what is there."""
STRIKES = regex(r"text-decoration[^;{}]{0,99}line-through", re.IGNORECASE)
REORDERS = regex(
    r"flex-(?:direction|flow)\s*:[^;{}]{0,99}reverse|(?<![-\w])order\s*:\s*[-+]?[1-9]"
    r"|grid-(?:area|row|column)(?:-\w{1,9})?\s*:\s*\w|writing-mode\s*:\s*(?!horizontal)\w",
    re.IGNORECASE,
)
"""Declarations by which words stand in another order than in the page."""
_ADDS = regex(
    r"(?<![-\w])(?P<name>content|quotes|list-style(?:-type)?|symbols|additive-symbols|prefix|suffix|text-overflow"
    r"|hyphenate-character|text-emphasis(?:-style)?)\s*:(?P<value>(?:[^;{}\"']|\"[^\"\n]*\"|'[^'\n]*'|[\"'])*+)",
    re.IGNORECASE,
)
"""Declarations that put words before, behind or into others; symbols of a ``@counter-style``, too."""
_VALUE = regex(r"\"([^\"\n]*)\"|'([^'\n]*)'|\b(attr|url|var|counters?|env|image-set)\(([^()]{0,999}+)", re.IGNORECASE)
_WHITE = regex(r"(?:^|[;\s])color\s*:\s*(?:white|#f[\da-f]f[\da-f]f[\da-f]|#fff|rgba?\(\s*25\d\D+25\d\D+25\d)\b", re.I)
TURNS = regex(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override|(?<![-\w])direction\s*:\s*rtl", re.IGNORECASE)
_SHEET_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = regex(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_SELECTED = regex(r"(?:(?<=[{}])|\A)([^{}]*+)\{((?:[^{}\"']|\"[^\"\n]*\"|'[^'\n]*'|[\"'])*+)\}")
_LAST_PART = regex(r"([\w-]*|\*)((?:[.#][\w-]+)*)(?:::?(?:before|after))?")
_LONGEST = 400
"""Characters of a rule's selectors that are looked at: those next to its declarations."""
_MOST = 50
"""Rules of one name that are looked at."""


class _SheetRule(NamedTuple):
    """What one selector does to words."""

    tag: str
    """Of the elements that it means; empty for any."""
    names: frozenset[str]
    """Their classes, ``.x``, and their id, ``#x``."""
    how: str
    """``adds``, or a name of ``_DOES``."""
    adds: str = ""
    """The words that it adds."""


def plain(css: str) -> str:
    """Declarations as a browser takes them: without remarks, and letters in the place of their numbers."""
    css = _SHEET_COMMENT.sub(" ", css) if "/*" in css else css
    return _ESCAPE.sub(_letter, css) if "\\" in css else css


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    letter = escape[2] or (chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
    return " " if letter in "{};\"'\n\\" else letter


def paints(root: etree._Element) -> bool:
    """Whether a style sheet may lay colours behind words: one of the page that speaks of a background, or another's."""
    own = any("background" in plain(str(sheet.text or "")).lower() for sheet in root.iter("style"))
    return own or any("stylesheet" in link.get("rel", "").lower() for link in root.iter("link"))


def added(look: str) -> str:
    """The words that declarations add, and what they take others from; empty for signs alone."""
    found = [piece for declared in _ADDS.finditer(look) for piece in _pieces(declared)]
    return " ".join(found) if any(map(str.isalnum, "".join(found))) else ""


def _pieces(declared: re.Match[str]) -> Iterator[str]:
    own = declared["name"].lower() == "content"
    for double, single, function, inside in _VALUE.findall(declared["value"]):
        if double or single:
            yield double or single
        elif own and function:  # of the others a picture or a number before an item says nothing
            yield f"{function.lower()}({inside.strip()})"


def told(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """What style sheets inside the page do to its words: of which element, which, and how.

    Of a selector its last part is looked at; one that cannot be told means every element.
    """
    by: dict[str, list[_SheetRule]] = {}
    for rule in (rule for sheet in root.iter("style") for rule in _rules(str(sheet.text or ""))):
        by.setdefault(min(rule.names, default=rule.tag), []).append(rule)
    if not by:
        return
    body = root.find(".//body")
    for element in (root if body is None else body).iter(etree.Element):
        named = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        rules = (rule for key in (*named, str(element.tag), "") for rule in by.get(key, ())[:_MOST])
        found = [rule for rule in rules if rule.tag in ("", element.tag) and rule.names <= named]
        if found:
            words = " ".join("".join(map(str, element.itertext())).split())
            said = ((_said(rule.adds, element) if rule.adds else words, rule.how) for rule in found)
            yield from dict.fromkeys((element, text, how) for text, how in said if is_told(text, how))


def is_told(words: str, how: str) -> bool:
    """Whether there are words at all, and, of such as are turned, whether their letters are read from the left."""
    return bool(words.strip()) and (how != "turns" or (words.isascii() and any(map(str.isalpha, words))))


def _said(adds: str, element: etree._Element) -> str:
    """The words that a rule adds to an element; of an attribute its value."""
    return _ATTRIBUTE.sub(lambda found: element.get(found[1], ""), adds)


_ATTRIBUTE = regex(r"attr\(\s*([\w-]{1,99})[^()]{0,999}+\)")


def _rule(selector: str, how: str, adds: str = "") -> _SheetRule:
    last = re.split(r"[\s>+~]+", selector.strip())[-1]
    found = _LAST_PART.fullmatch(last)
    tag = found[1].replace("*", "").replace("html", "body") if found else ""
    return _SheetRule(tag, frozenset(re.findall(r"[.#][\w-]+", found[2]) if found else ()), how, adds)


def _rules(sheet: str) -> Iterator[_SheetRule]:
    sheet = plain(sheet)
    painted = "background" in sheet.lower()
    for found in _SELECTED.finditer(sheet):
        selectors, declared = found[1][-_LONGEST:].rpartition(";")[2].split(","), found[2]
        if words := added(declared):
            yield from (_rule(each, "adds", words) for each in selectors)
        for how, does in _DOES.items():
            if does.search(declared) or (how == "hides" and not painted and _WHITE.search(declared)):
                yield from (_rule(each, how) for each in selectors if "print" not in each)


LEVELS = {level: regex(rf"vertical-align\s*:\s*{level}", re.IGNORECASE) for level in (RAISED, LOWERED)}
_DOES = {"hides": HIDES, "turns": TURNS, "strikes": STRIKES, "reorders": REORDERS, **LEVELS}
