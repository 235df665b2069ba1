"""Fingerprints: an identifier of each finding that stays the same for as long as the finding does."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from treatydiff.model import new_text, old_text
from treatydiff.report import Finding
from treatydiff.text.regexes import regex

LENGTH = 32
"""Hexadecimal digits, 128 bits: nobody finds a second finding with the fingerprint of an accepted one."""

_NOT_WORDS = regex(r"[\W_]+")
_SIGNS_AND_WORDS = regex(r"\w+|[^\w\s]")
_ONE_SIGN = {ord(sign): one for one, signs in (('"', "`´«»‘’‚‛“”„‟‹›'"), ("-", "‐‑‒–—―−")) for sign in signs}
"""Quotation marks of any kind are one sign, and dashes are."""


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A fingerprint for each finding, in order, no two alike.

    It is made of the rule, the effect and the words of the provision before and after. No path, line, page or number of
    the provision goes in, so that it survives renumbering and re-saving; the whole provision does, so that what was
    accepted is not taken to cover words that changed later.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        print_ = _fingerprint(finding, 0)
        found.append(_fingerprint(finding, seen[print_]))
        seen[print_] += 1
    return tuple(found)


def plain_words(text: str) -> str:
    """Only the words and figures of a text: case, spacing, punctuation and typography are left out."""
    return _NOT_WORDS.sub(" ", _folded(text)).strip()


def meant(text: str) -> str:
    """A text for a fingerprint: case, white space, kinds of dash and quotation mark and a last full stop are left out.

    Every sign stays: who accepts "[may]" or "-5" has not accepted "may" or "5".
    """
    return " ".join(_SIGNS_AND_WORDS.findall(_folded(text).translate(_ONE_SIGN))).rstrip(" .")


def _folded(text: str) -> str:
    """A text in one form and case. Numbers that are no digits on the line stay: 10² is not 102, nor 3½ 31/2."""
    if text.isascii():
        return text.casefold()
    parts = groupby(text, lambda sign: unicodedata.category(sign) == "No")
    kept = ("".join(signs) if apart else unicodedata.normalize("NFKC", "".join(signs)) for apart, signs in parts)
    return "".join(kept).casefold()


def digest(*parts: str) -> str:
    """What stands for the parts."""
    import hashlib  # OpenSSL is no part of the start of a command that needs no fingerprint

    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _fingerprint(finding: Finding, repeat: int) -> str:
    """``repeat`` tells apart what the same words in the same draft bring about again and again."""
    spans = finding.change.spans
    parts = [finding.rule, finding.effect, meant(old_text(spans)), meant(new_text(spans))]
    parts += [str(repeat)] * bool(repeat)
    return digest(*parts)
