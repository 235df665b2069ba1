"""Style sheets of a web page, as far as they hide words or add some: they are not applied, and what they do is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from treatydiff.text.regexes import regex

HIDES = regex(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?:opacity|font-size|max-height|height|max-width)\s*:\s*(?:0?\.)?0+(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*(?:1|0?\.\d+)p[xt]|(?:^|[;\s])(?:-webkit-text-fill-)?color\s*:\s*transparent"
    r"|(?:text-indent|left|right|top|margin-left|margin-top)\s*:\s*-\d{3,}|scale\w{0,2}\(\s{0,9}0?(?:\.0{1,9})?\s{0,9}\)"
    r"|clip\s*:\s*rect|clip-path\s*:\s*(?:inset|circle|polygon)",
    re.IGNORECASE,
)
"""Declarations by which a browser does not show what is there."""
_ADDS = regex(
    r"(?<![-\w])content\s*:\s*(?:\"([^\"]+)\"|'([^']+)'|(attr|url)\(([^()]{0,999}+)\)|(?=var))", re.IGNORECASE
)
TURNS = regex(r"unicode-bidi\s*:\s*(?:bidi|isolate)-override|(?<![-\w])direction\s*:\s*rtl", re.IGNORECASE)
_SHEET_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)
_SELECTED = regex(r"(?:(?<=[{}])|\A)([^{}]*+)\{([^{}]*+)\}")
_LAST_PART = regex(r"([\w-]*|\*)((?:[.#][\w-]+)*)(?:::?(?:before|after))?")
_LONGEST = 400
"""Characters of a rule's selectors that are looked at: those next to its declarations."""
_MOST = 50
"""Rules of one name that are looked at."""


class _SheetRule(NamedTuple):
    """What one selector hides, adds or turns."""

    tag: str
    """Of the elements that it means; empty for any."""
    names: frozenset[str]
    """Their classes, ``.x``, and their id, ``#x``."""
    adds: str
    """The words that it adds; empty where it hides or turns."""


def told(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What style sheets inside the page do to its words: which, and how.

    Of a selector its last part is looked at; one that cannot be told means every element.
    """
    by: dict[str, list[_SheetRule]] = {}
    for rule in (rule for sheet in root.iter("style") for rule in _rules(str(sheet.text or ""))):
        by.setdefault(min(rule.names, default=rule.tag), []).append(rule)
    if not by:
        return
    body = root.find(".//body")
    for element in (root if body is None else body).iterdescendants(etree.Element):
        named = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        rules = (rule for key in (*named, str(element.tag), "") for rule in by.get(key, ())[:_MOST])
        found = [rule for rule in rules if rule.tag in ("", element.tag) and rule.names <= named]
        if found:
            words = " ".join("".join(map(str, element.itertext())).split())
            said = ((_said(rule.adds, element) or words, "adds" if rule.adds else "hides") for rule in found)
            yield from dict.fromkeys((text, how) for text, how in said if text.strip())


def _said(adds: str, element: etree._Element) -> str:
    """The words that a rule adds to an element; of an attribute its value, or a blank where it has none."""
    return element.get(adds[5:-1], "") or " " if adds.startswith("attr(") else adds


def _rule(selector: str, adds: str) -> _SheetRule:
    last = re.split(r"[\s>+~]+", selector.strip())[-1]
    found = _LAST_PART.fullmatch(last)
    tag = found[1].replace("*", "") if found else ""
    return _SheetRule(tag, frozenset(re.findall(r"[.#][\w-]+", found[2]) if found else ()), adds)


def _added(found: re.Match[str]) -> str:
    """What a declaration adds: its words, the attribute that has them, a picture; empty for signs."""
    said = (found[1] or found[2] or "").strip()
    if said or not found[0].endswith(":"):
        named = f"{found[3].lower()}({found[4].strip()})" if found[3] else ""
        return named or (said if any(map(str.isalnum, said)) else "")
    return "…"


def _rules(sheet: str) -> Iterator[_SheetRule]:
    for found in _SELECTED.finditer(_SHEET_COMMENT.sub(" ", sheet)):
        selectors = found[1][-_LONGEST:].rpartition(";")[2].split(",")
        adds = _ADDS.search(found[2])
        words = _added(adds) if adds else ""
        if words:
            yield from (_rule(each, words) for each in selectors)
        if HIDES.search(found[2]) or TURNS.search(found[2]):
            yield from (_rule(each, "") for each in selectors if "print" not in each)
