"""Markdown: removes the marks of a paragraph and reads what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from treatydiff.text.regexes import regex

_HEADING = regex(r"(#{1,6})\s+(?=(.*))")
_UNDERLINE = regex(r"(={3,}|-{3,})\s*$")
_RULE = regex(r"([-*_])(?:\s?\1){2,}\s*$")
_QUOTE = regex(r"\s{0,3}((?:>\s?)+)")
_BULLET = regex(r"\s*([-*+])\s+(?=[\[*_]*(?:\(\w{1,5}\)|\d{1,3}(?: bis| ter)?[.)]|[a-z]{1,2}\)|[ivxlc]+[.)])\s)")
"""A bullet before a number of the treaty's own: ``- (a) the …``."""
_ESCAPE = regex(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_STRONG = regex(r"(\*\*\*|___|\*\*|__)(?=\S)(.{1,4000}?)(?<=\S)\1")
_SLANTED = regex(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")

HEADING_SIZES = (20.0, 18.0, 16.0, 14.0, 13.0, 12.5)
"""Sizes that stand for the six levels of headings, in points."""


@dataclass(slots=True)
class MarkedLine:
    """A line without its marks, and what they said."""

    text: str
    heading: int = 0
    """Level of a heading from 1; 0 for none."""
    bold: bool = False
    italic: bool = False
    marks: list[str] = field(default_factory=list)
    """The marks that were taken away."""


def unmark(line: str, following: str = "") -> MarkedLine:
    """One line without quotation marks, heading marks and bullets before numbers; ``following`` is the next line."""
    marked = MarkedLine(line)
    if match := _QUOTE.match(line):
        marked.marks += match[1].split()
        marked.text = line[match.end() :]
    if match := _HEADING.match(marked.text):
        words = match[2].rstrip()
        marked.text, marked.heading = words.rstrip("#").rstrip(), len(match[1])
        marked.marks += [mark for mark in (match[1], words[len(words.rstrip("#")) :]) if mark]
    elif is_underline(marked.text, following):
        marked.heading = 1 if following.startswith("=") else 2
    elif match := _BULLET.match(marked.text):
        marked.marks.append(match[1])
        marked.text = marked.text[match.end() :]
    return marked


def is_underline(text: str, following: str) -> bool:
    """Whether the next line makes a line a heading."""
    return bool(text.strip()) and len(text) < 200 and _UNDERLINE.fullmatch(following) is not None


def is_rule(line: str) -> bool:
    """Whether a line is only drawn across the page."""
    return _RULE.fullmatch(line.strip()) is not None


_STRUCK = regex(r"~~(?=\S)([^~]{1,4000}+)(?<=\S)~~|(?<![~\w])~(?=\S)([^~]{1,400}+)(?<=\S)~(?![~\w])")
"""With one tilde, too, where no word is before or behind it, as in ``H~2~O``."""
_UNSHOWN = regex(
    r"<!--.{0,4000}?-->|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});"
    r"|<(?:s|del|strike|script|style|template|details|select|svg)\b[^<>]{0,200}>"
    r"|<[A-Za-z][^<>]{0,200}\b(?:style|hidden|class|dir)\b[^<>]{0,200}>|\[[^\[\]]{1,400}\]\([^()/.#:\\]{1,400}\)",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, characters by their names or numbers, tags that hide or strike, and links that lead to words."""


def struck(text: str) -> list[tuple[int, int, int]]:
    """Where words stand between the marks of a stroke through them, and how many tildes make a mark."""
    found = ((match, match.span(match.lastindex or 1)) for match in _STRUCK.finditer(text))
    return [(*inside, inside[0] - match.start()) for match, inside in found]


def unshown(text: str) -> list[str]:
    """Passages that are read as they stand and shown otherwise, or not at all."""
    return [match[0] for match in _UNSHOWN.finditer(text)] if _MAY_UNSHOW.search(text) else []


def long_comments(text: str) -> list[str]:
    """Comments of several lines, which no paragraph holds whole, and one that never ends and hides all that follows."""
    found: list[str] = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        said = text[start : end + 3] if end >= 0 else text[start:]
        found += [" ".join(said.split())] if end < 0 or "\n" in said else []
        start = text.find("<!--", end) if end >= 0 else -1
    return found


_MAY_UNSHOW = regex(r"[<&]|\]\(")


def unmark_emphasis(marked: MarkedLine) -> MarkedLine:
    """A paragraph without emphasis marks and escapes; bold or italic only if it is so as a whole."""
    text = marked.text.strip()
    for pattern, name in ((_STRONG, "bold"), (_SLANTED, "italic")):
        whole = pattern.fullmatch(text)
        text = pattern.sub(lambda match: _keep(match, marked), text)
        if whole:
            setattr(marked, name, True)
    marked.marks += ["\\"] * len(_ESCAPE.findall(text))
    marked.text = _ESCAPE.sub(r"\1", text)
    return marked


def _keep(match: re.Match[str], marked: MarkedLine) -> str:
    marked.marks += [match[1], match[1]]
    return match[2]
