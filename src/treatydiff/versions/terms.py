"""Defined terms, and articles of one version that do not use them where the others do.

What a version calls a term, its own list of definitions says: the words in quotation marks at the start of a
definition. The lists are held against each other by their order; a term counts only if the versions use it in the same
articles but for a few: those few are where it was translated in another way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.model import Provision
from treatydiff.text.languages import is_spaced
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import Pattern, pattern, plain

_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'), ("「", "」"))
_BRACKETS = regex(r"[()\[\]《》*|…]")
_DEFINED = regex("|".join(rf"{a}(?P<q{n}>[^{a}{b}]{{2,100}}+){b}" for n, (a, b) in enumerate(_QUOTES)))
_HYPHEN = regex(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LONG = 9
"""Letters; a shorter word alone (party, part) stands for other things, too."""
_FEWEST = 3
"""Definitions that make a list, articles that a term is used in, and articles without a list."""
_STRAY = 0.2
"""Of the articles that use a term so many may lack it in one version; in one it may always be missing."""
_OFTEN = 2
_WHOLE, _ENDING = 3, 3
"""Words of so many letters have no ending; of longer ones so many letters may be one."""


Strays = tuple[int, tuple[str, ...]]
"""An article by its place, and by version the term with how often it stands there; empty for never."""


def strays(articles: Sequence[Sequence[Provision | None]], languages: Sequence[str]) -> Iterator[Strays]:
    """Where a version lacks a term; ``articles`` are for each place by version what answers to each other."""
    texts = [[_joined(each.full_text()) if each else None for each in row] for row in articles]
    for names in _lists(articles):
        if any(map(_common, names, languages)):
            continue
        patterns = [term_pattern(name, code) for name, code in zip(names, languages, strict=True)]
        counts = [
            tuple(None if text is None else len(known.hits(text)) for text, known in zip(row, patterns, strict=True))
            for row in texts
        ]
        for place in _missing(counts):
            shown = (f"“{name}” ×{n}" if n else "" for name, n in zip(names, counts[place], strict=True))
            yield place, tuple(shown)


def _missing(counts: Sequence[tuple[int | None, ...]]) -> Iterator[int]:
    """The places at which one version lacks what the others have, if they agree at nearly all of them."""
    whole = [place for place, row in enumerate(counts) if None not in row]
    used = [place for place in whole if any(counts[place])]
    lacking = [place for place in used if not all(counts[place])]
    if len(used) - len(lacking) < _FEWEST - 1 or len(lacking) > max(1, _STRAY * len(used)):
        return
    for place in lacking:
        row = [n or 0 for n in counts[place]]
        others = [n for n in row if n]
        if row.count(0) == 1 and (len(others) > 1 or max(others) >= _OFTEN):
            yield place


def _lists(articles: Sequence[Sequence[Provision | None]]) -> Iterator[tuple[str, ...]]:
    """The terms of the versions' lists of definitions, by version, where the lists are as long as each other."""
    for row in articles:
        found = [list(defined(each)) if each else [] for each in row]
        if min(map(len, found)) >= _FEWEST and len(set(map(len, found))) == 1:
            yield from zip(*found, strict=True)


def defined(article: Provision) -> Iterator[str]:
    """The terms that an article defines, each at the start of one of its provisions."""
    for provision in article.walk():
        match = _DEFINED.match(provision.text)
        if match:
            yield " ".join(_BRACKETS.sub(" ", match[match.lastgroup or 0]).split())


def _common(term: str, code: str) -> bool:
    return is_spaced(code) and term.isalpha() and len(term) < _LONG


def _joined(text: str) -> str:
    """A text without hyphens inside words: files keep those of line ends."""
    return _HYPHEN.sub("", plain(text))


def term_pattern(term: str, code: str) -> Pattern:
    """The term with any endings."""
    words = _joined(term).split()
    stems = (word if len(word) <= _WHOLE else f"{word[: max(_WHOLE + 1, len(word) - _ENDING)]}*" for word in words)
    return pattern((" ".join(stems) if is_spaced(code) else "".join(words),), code)
