"""Rejoins words broken by line ends and gaps of a printed page: ``deci-/sion``, ``ar eas``, ``area -based``.

A repair is made only where the document itself bears it out; what is doubtful stays as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from operator import add

from treatydiff.readers.lines import BROKEN_HYPHEN, IDEOGRAPH, NARROW_SPACE, WIDE
from treatydiff.text.lettering import DASHES, WordPattern, may_be_wide, single_blanks
from treatydiff.text.regexes import regex

SOFT_HYPHEN = "\xad"
MANY = 12
"""So many words divided in the middle of a line are no spelling."""
USUAL = 2
"""The whole form of a word is the usual one if it stands so many times as often as the faulty one."""
LONGEST = 200
"""More letters in a row are no word."""
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMPOUND = regex(r"(?<![^\W_])[^\W_]++(?:[-‐‑][^\W_]+)+")
_IDEOGRAPH_EDGE = WordPattern(rf"(?<=[{WIDE}])[ \t]+(?=[{WIDE}])", apart=WIDE)
_BLANK_BESIDE_WIDE = WordPattern(rf"(?<=[{WIDE}]) (?=[^\W{WIDE}])|(?<=[^\W{WIDE}]) (?=[{WIDE}])", apart=WIDE)
_NONE_BESIDE_WIDE = WordPattern(
    rf"(?<=[{WIDE}])(?={NARROW_SPACE}?[^\W{WIDE}])|(?<=[^\W{WIDE}])(?={NARROW_SPACE}?[{WIDE}])", apart=WIDE
)
_BROKEN = regex(rf"(?:(?<![^\W_])(?P<left>[^\W_]++))?{BROKEN_HYPHEN}\s*(?P<right>[^\W_]+)?")
_LOOSE_HYPHEN = regex(r"(?<![^\W\d_])(?P<left>[^\W\d_]++)(?: - ?|- )(?P<right>[^\W\d_]+)")
_INNER_HYPHEN = regex(r"(?<![^\W_])(?<!-)(?P<left>[^\W\d_]+)-(?P<gap> ?)(?P<right>[^\W\d_]+)(?!-|[^\W_])")
_ALPHABET = "A-Za-zÀ-ÖØ-öø-ɏЀ-ӿ"
_PAIR = regex(rf"(?<![^\W_])(?<![('’])([{_ALPHABET}]+) (?=([{_ALPHABET}]+)(?![^\W_]|\)))")
_BROKEN_ENDS = regex(
    rf"(?<!\S)(?:[^\s{BROKEN_HYPHEN}{NARROW_SPACE}]*+[{BROKEN_HYPHEN}{NARROW_SPACE}]\S*+|\S++(?<=\S[-{SOFT_HYPHEN}])\s*$)"
)
INVISIBLE = regex(f"[{SOFT_HYPHEN}\u200b\u2060\ufeff]")
"""Soft hyphens and characters without width: they say where a line may break or not, and nothing else."""
_LABEL = regex(r"\(\w{1,5}\)")
"""``(a)``, ``(iv)``: a number, not a word."""
_VOWEL = regex(r"[aeiouyàâäáãéèêëíîïóôöõúùûüæœаеёиоуыэюяіїє]", re.IGNORECASE)
_GLUE_AFTER = regex(r"[^\W_][-‐‑/—–]$|[(\[«/]$|(?<![^\W\d_])[“‘]$")
_GLUE_BEFORE = regex(r"[—–/][^\W_]")


class Vocabulary:
    """The words of a document, to tell a broken word from two words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.compounds: Counter[str] = Counter()
        self._set_off = self._beside = 0
        plain: list[str] = []
        hyphened: list[str] = []
        for line in lines:
            if may_be_wide(line):
                self._set_off += len(_BLANK_BESIDE_WIDE.findall(line))
                self._beside += len(_NONE_BESIDE_WIDE.findall(line))
            whole = _without_broken_ends(line).lower()
            if "(" in whole:
                whole = _LABEL.sub(" ", whole)
            (hyphened if "-" in whole or "‐" in whole or "‑" in whole else plain).append(whole)
        self.sets_off_ideographs = self._set_off > self._beside
        """Whether the text has blanks between ideographs and figures or Latin letters."""
        joined = "\n".join(hyphened)
        self.compounds.update(map(_plain, _COMPOUND.findall(joined)))
        plain += _COMPOUND.sub(" ", joined).split("\n")
        spoken = [_WORD.findall(line) for line in plain]
        self.words.update(chain.from_iterable(spoken))
        self.splits = self._find_splits([line for line, words in zip(plain, spoken, strict=True) if self._joins(words)])
        self._drops = True

    def knows(self, word: str) -> bool:
        """Whether the document has the word elsewhere, whole."""
        return self.words[word.lower()] > 0

    def learn_breaks(self, texts: Iterable[str]) -> None:
        """Judge by the clear cases whether this document divides words at the ends of lines at all."""
        joined = kept = 0
        for text in texts:
            for match in _BROKEN.finditer(text):
                left, right = match["left"] or "", match["right"] or ""
                kept += self._is_compound(left, right)
                joined += not self._is_compound(left, right) and self.knows(left + right)
        self._drops = joined > kept

    def hyphen(self, left: str, right: str) -> str:
        """What stands between the parts of a word that a line end broke: a hyphen or nothing."""
        name = right[:1].isupper() and not left.isupper()
        if not left or not right or left[-1].isdigit() or right[0].isdigit() or name:
            return "-"
        if self._is_compound(left, right):
            return "-"
        if self.knows(left + right):
            return ""
        both = self.knows(left) and self.knows(right)
        return "-" if both or not self._drops else ""

    def _is_compound(self, left: str, right: str) -> bool:
        return self.compounds[f"{left}-{right}".lower()] > 0

    # ------------------------------------------------------------------------------------------ spaces within a word

    def _joins(self, words: list[str]) -> bool:
        """Whether any two words that stand beside each other may be one that the document has."""
        pieces = " ".join(words).replace("’", " ").replace("'", " ").split(" ")
        return not self.words.keys().isdisjoint(map(add, pieces, pieces[1:]))

    def _find_splits(self, lines: list[str]) -> frozenset[tuple[str, str]]:
        """Pairs that are certainly one word, which stands elsewhere whole.

        Either both pieces stand nowhere by themselves, or one that has no vowel does not: ``in formation`` and
        ``quel que`` may be two words, ``ag reed`` and ``a nd`` cannot.
        """
        found = chain.from_iterable(map(_PAIR.findall, lines))
        pairs = Counter([pair for pair in found if pair[0] + pair[1] in self.words])
        candidates = {pair: n for pair, n in pairs.items() if self.words[pair[0] + pair[1]] >= USUAL * n}
        bound: Counter[str] = Counter()
        for pair, n in candidates.items():
            for piece in pair:
                bound[piece] += n
        alone = {piece for piece, n in bound.items() if self.words[piece] <= n}
        return frozenset(pair for pair in candidates if _certain(pair, alone))

    def may_be_split(self, text: str) -> bool:
        """Whether a pair of words stands in a text that may be one word: in most texts none does."""
        small = text.lower() if self.splits else ""
        return any(f"{left} {right}" in small for left, right in self.splits)

    def is_split(self, left: str, right: str) -> bool:
        """Whether ``left right`` is one word with a fault in it; ``Rapa Nui`` is a name."""
        name = right[:1].isupper() and not left.isupper()
        return not name and (left.lower(), right.lower()) in self.splits

    @cached_property
    def divides(self) -> bool:
        """Whether the text is full of hyphens that line ends left behind.

        Many words of many beginnings show it: a text that writes ``co-operation`` beside ``cooperation`` has few.
        """
        parts = [compound.split("-") for compound in self.compounds if compound.count("-") == 1]
        return len({pair[0] for pair in parts if self.is_divided(*pair)}) >= MANY

    def is_divided(self, left: str, right: str) -> bool:
        """Whether ``left-right`` may be one word: it is the usual form, and neither piece stands anywhere alone."""
        whole = self.words[(left + right).lower()]
        usual = whole > 0 and whole >= USUAL * self.compounds[f"{left}-{right}".lower()]
        return usual and not self.knows(left) and not self.knows(right)


def _certain(pair: tuple[str, str], alone: set[str]) -> bool:
    left, right = pair
    if left in alone and right in alone:
        return True
    if left in alone and not _VOWEL.search(left):
        return True
    return right in alone and len(right) > 1 and not _VOWEL.search(right)


def _without_broken_ends(line: str) -> str:
    """A line without what may be half a word: around broken hyphens and narrow spaces, and at a hyphen at its end."""
    if BROKEN_HYPHEN in line or NARROW_SPACE in line or line.rstrip()[-1:] in ("-", SOFT_HYPHEN):
        line = _BROKEN_ENDS.sub(" ", line)
    return line.replace(SOFT_HYPHEN, "")


def _plain(word: str) -> str:
    return word.translate(DASHES).lower()


# ------------------------------------------------------------------------------------------------------ joining lines


def join_lines(lines: Sequence[str], words: Vocabulary) -> str:
    """The printed lines of a paragraph as one line of text, its words whole again."""
    text = ""
    for line in lines:
        line = line.strip()
        text = _append(text, line, words) if text else line
    return mend(text, words)


def _append(text: str, line: str, words: Vocabulary) -> str:
    last, first = text[-1], line[0]
    if last in (BROKEN_HYPHEN, SOFT_HYPHEN):
        return text + line
    if last == "-" and len(text) > 1 and text[-2].isalpha() and first.isalpha():
        return text[:-1] + BROKEN_HYPHEN + line
    if IDEOGRAPH.match(last) and IDEOGRAPH.match(first):
        return text + line
    if _GLUE_AFTER.search(text[-2:]) or _GLUE_BEFORE.match(line[:2]):
        return text + line
    wide = IDEOGRAPH.match(last) or IDEOGRAPH.match(first)
    return text + line if wide and not words.sets_off_ideographs else f"{text} {line}"


def mend(text: str, words: Vocabulary) -> str:
    """One paragraph with hyphens of line ends, narrow gaps and loose hyphens resolved."""
    if BROKEN_HYPHEN in text:
        text = _BROKEN.sub(lambda m: _whole(m, words), text)
    text = text if text.isascii() else INVISIBLE.sub("", text)
    if NARROW_SPACE in text:
        text = _close_gaps(text, words)
    if " -" in text or "- " in text:
        text = _LOOSE_HYPHEN.sub(lambda m: _fast(m, words), text)
    if "-" in text:
        text = _INNER_HYPHEN.sub(lambda m: _undivided(m, words), text)
    if words.may_be_split(text):
        text = _PAIR.sub(lambda m: m[1] if words.is_split(m[1], m[2]) else m[0], text)
    return single_blanks(_IDEOGRAPH_EDGE.sub("", text))


def _whole(match: re.Match[str], words: Vocabulary) -> str:
    left, right = match["left"] or "", match["right"] or ""
    return left + words.hyphen(left, right) + right


def _close_gaps(text: str, words: Vocabulary) -> str:
    """Gaps too narrow for a space: closed where the document has the word whole, or before a comma or full stop."""
    first, *others = text.split(NARROW_SPACE)
    closed, before = [first], _tail(first)
    for piece in others:
        left, right = _last_word(before), _first_word(piece[:LONGEST])
        wide = IDEOGRAPH.match(before[-1:]) or IDEOGRAPH.match(piece)
        one = wide or piece[:1] in set(",.”)]") or (bool(left and right) and _bears_out(left, right, words))
        closed += ["" if one else " ", piece]
        before = _tail(before + piece if one else piece)
    return "".join(closed)


def _tail(text: str) -> str:
    """As much of a text's end as may be a word."""
    end = text[-LONGEST:]
    return end.split()[-1] if end.strip() and not end[-1].isspace() else ""


def _last_word(text: str) -> str:
    match = re.search(r"[^\W_]+(?:[-‐‑][^\W_]+)*[-‐‑]?$", text)
    return match[0] if match else ""


def _first_word(text: str) -> str:
    match = re.match(r"[-‐‑]?[^\W_]+(?:[-‐‑][^\W_]+)*", text)
    return match[0] if match else ""


def _bears_out(left: str, right: str, words: Vocabulary) -> bool:
    joined = _plain(left + right)
    return words.compounds[joined] > 0 if "-" in joined else words.knows(joined)


def _fast(match: re.Match[str], words: Vocabulary) -> str:
    left, right = match["left"], match["right"]
    return f"{left}-{right}" if words.compounds[f"{left}-{right}".lower()] else match[0]


def _undivided(match: re.Match[str], words: Vocabulary) -> str:
    """``обяза- тельство``, and ``инстру-мент`` in a text that is full of such: one word that stands elsewhere whole."""
    left, right = match["left"], match["right"]
    sure = words.is_divided(left, right) and (match["gap"] or words.divides)
    return left + right if sure else match[0]
