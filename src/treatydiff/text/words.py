"""Word-by-word difference of two passages.

Words, not characters: rapidfuzz finds the fewest inserted and deleted tokens (Indel distance, Hyyrö 2004,
bit-parallel), then diff-match-patch's semantic clean-up (Fraser, "Writing: Diff Strategies", 2006) makes the result
readable: it dissolves kept scraps between two edits and slides an edit to where a sentence or word begins.
The only user of diff-match-patch.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice, pairwise, repeat, takewhile
from typing import Any, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from treatydiff.model import Op, Significance, Span
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern

_MARKS = r"[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]"
"""Accents and vowel signs that stand as characters of their own, and the joiners of Arabic script."""
_LETTERS = rf"[^\W{IDEOGRAPHS}]+"
_WORD = rf"{_LETTERS}+(?:{_MARKS}++{_LETTERS}+)*+{_MARKS}*+"
"""Never divided in another way once it is found: of a run of marks there would be 2ⁿ ways."""
TOKEN = WordPattern(
    rf"""
    (?<!\w)(?:[cdjlmnstCDJLMNST]|(?:[Qq]|[Jj]usq|[Ll]orsq|[Pp]uisq)u)['’](?={_LETTERS})  # l’article: two words
    | و(?=\d)                                                             # the Arabic "and", written with its number
    | \d+(?:[.,]\d+)+
    | {_WORD}(?:['’\-\u2010\u2011]{_WORD}|\[{_WORD}\])*(?:(?<=\]){_WORD})?  # decision-making, State[s]: one word
    | (?:\[{_WORD}\]){{1,4}}{_WORD}                                       # [b][B]enefits: one word
    | [{IDEOGRAPHS}]
    | \S
    """,
    re.VERBOSE,
)
"""A word, number, ideograph, bracket or other sign. White space is no token: it goes with the token that follows."""

_FOOTHOLD = 4
"""So many kept words in a row are never dissolved, however much changed around them: the reader needs the foothold."""
_SHORT_EDIT = 5
"""Tokens, blanks among them, of an edit that leaves a long word beside it standing."""
_JOINS = 3
"""Letters of a word that may only join others: ``or`` on both sides of a kept word is no word that went past it."""
_TELLING = 5
"""Letters of a word that is long: it says what is meant, where shorter ones mostly join others."""
_LONG = 25_000
"""Above so many tokens a side Indel's bit matrix would take over 80 MB, and time grows with the square: such texts are
divided where they surely answer to each other."""
_ANCHOR = 8
"""So many tokens in a row that each side has once are such a place."""
_FIRST_LETTER = 0x4E00
"""Tokens are handed to diff-match-patch as ideographs, so that its rules for signs and blanks do not fire."""


class Token(NamedTuple):
    """One word or sign with the white space before it."""

    gap: str
    text: str
    key: str
    """What counts in the comparison. Tokens of equal key answer to each other even where their texts differ."""
    light: Significance = Significance.EDITORIAL
    """What a difference of the texts amounts to where the keys are equal."""


def tokens(text: str, key: Callable[[str], str] = str) -> list[Token]:
    """The words, numbers and signs of a text. White space at the end is a last token without text.

    ``key`` gives each word's key; by default every word is its own.
    """
    found, gaps, end = words(text), list[str](), 0
    for word in found:
        start = text.index(word, end)
        gaps.append(text[end:start])
        end = start + len(word)
    made = zip(gaps, found, map(key, found), repeat(Significance.EDITORIAL), strict=False)
    return [*map(Token._make, made), Token(text[end:], "", "")]


def words_once(text: str) -> tuple[str, ...]:
    """The words, numbers and signs of a text, without white space; for a text that nobody asks for again."""
    pieces = [_known(piece) if len(piece) < _SHORT else _tokenised(piece) for piece in text.split()]
    return tuple(chain.from_iterable(pieces))


words = lru_cache(maxsize=20_000)(words_once)  # most passages are the same in both drafts


def _tokenised(piece: str) -> tuple[str, ...]:
    """The words and signs of a text without white space: no token reaches over that, nor looks beyond it."""
    return tuple(map(_one, TOKEN.findall(piece)))


_known = lru_cache(maxsize=100_000)(_tokenised)
_SHORT = 40
"""Longer pieces do not come again."""


@lru_cache(maxsize=100_000)
def _one(word: str) -> str:
    """The word, one value for all places: a draft repeats its words, and what is one value takes the room of one."""
    return word


def fewest_edits(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words must be deleted and inserted to make one of the other."""
    return int((Indel if max(len(old), len(new)) <= _LONG else Levenshtein).distance(old, new))


def same_in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of texts that are equal on both sides, as many as keep their order."""
    i = j = 0
    for op, size in _edits(old, new):
        if op is Op.KEEP:
            yield from zip(range(i, i + size), range(j, j + size), strict=True)
        i += size if op is not Op.INSERT else 0
        j += size if op is not Op.DELETE else 0


def compare_words(old: str, new: str) -> tuple[Span, ...]:
    """Both texts as one marked-up text.

    Keep + delete spells ``old``, keep + insert spells ``new``, character for character. No edit begins or ends inside a
    word. An insertion follows the deletion it replaces.
    """
    if old == new:
        return (Span(Op.KEEP, old),) if old else ()
    return compare_tokens(tokens(old), tokens(new))


def compare_tokens(old: Sequence[Token], new: Sequence[Token]) -> tuple[Span, ...]:
    """As ``compare_words``, with keys of the caller's choice.

    Edits between tokens of equal key carry their ``light`` significance, differences in white space are editorial; all
    other edits carry none, for the caller to judge.
    """
    runs = _readable(_edits([token.key for token in old], [token.key for token in new]), old, new)
    return _slide(_keep_shared_space(_spell(runs, old, new)))


# ------------------------------------------------------------------------------------------------- the fewest edits

_MOST_RUNS = 500
"""Runs that are cleaned up together, which takes as long as their number squared; of real drafts some dozens are."""
_Run = tuple[Op, int]
"""So many tokens kept, deleted or inserted."""


def _edits(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    ids: dict[str, int] = {}
    a = [ids.setdefault(key, len(ids)) for key in old]
    b = [ids.setdefault(key, len(ids)) for key in new]
    if max(len(a), len(b)) <= _LONG:
        return _merge(_fewest(a, b))
    runs: list[_Run] = []
    i = j = 0
    for x, y in _anchors(a, b):
        runs += [*_fewest(a[i:x], b[j:y]), (Op.KEEP, 1)]
        i, j = x + 1, y + 1
    return _merge([*runs, *_fewest(a[i:], b[j:])])


def _fewest(a: Sequence[int], b: Sequence[int]) -> Iterator[_Run]:
    """The fewest inserted and deleted tokens; where even that takes too much memory, the fewest edits of a kind."""
    if not (a or b):
        return
    engine = Indel if max(len(a), len(b)) <= _LONG else Levenshtein  # which divides and conquers
    for op in engine.opcodes(a, b):
        if op.tag == "equal":
            yield Op.KEEP, op.src_end - op.src_start
        else:
            yield from ((Op.DELETE, op.src_end - op.src_start), (Op.INSERT, op.dest_end - op.dest_start))


def _anchors(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Tokens of both sides that begin the same run, one that neither side has twice, in the order of both.

    The longest such series of pairs ("patience diff", Bram Cohen): what moved is not in it.
    """
    places, others = _once(a), _once(b)
    pairs = [(x, others[run]) for run, x in places.items() if run in others]  # in the order of the old side
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, y) in enumerate(pairs):
        length = bisect_left(ends, y)
        ends[length : length + 1] = [y]
        before.append(last[length - 1] if length else -1)
        last[length : length + 1] = [at]
    chain, at = list[tuple[int, int]](), last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _once(tokens: Sequence[int]) -> dict[tuple[int, ...], int]:
    """Where each run of tokens begins that stands there once, in order."""
    runs = [*zip(*(tokens[start:] for start in range(_ANCHOR)), strict=False)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _merge(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbouring runs of one kind joined, empty ones dropped, deletions before insertions."""
    merged: list[_Run] = []
    sizes, keeping = dict.fromkeys(_ORDER, 0), False
    for op, size in runs:
        if size and (op is Op.KEEP) is not keeping:
            merged += [run for run in sizes.items() if run[1]]
            sizes, keeping = dict.fromkeys(_ORDER, 0), op is Op.KEEP
        sizes[op] += size
    return [*merged, *(run for run in sizes.items() if run[1])]


_ORDER = (Op.KEEP, Op.DELETE, Op.INSERT)
"""Kept text by itself; of an edit what goes before what comes."""


# ----------------------------------------------------------------------------------------------------- readable edits


def _readable(runs: list[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    """Scraps of kept text between two edits dissolved into them, by diff-match-patch, stretch by stretch."""
    cleaned: list[_Run] = []
    for stretch in _stretches(runs, _edited(runs, old, new), old):
        cleaned += _dissolve(stretch) if len(stretch) > 2 else stretch
    return _merge(cleaned)


def _edited(runs: list[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[Sequence[Token]]:
    """Of each run the words that it deletes or inserts, none of kept ones."""
    found, i, j = list[Sequence[Token]](), 0, 0
    for op, size in runs:
        found.append({Op.INSERT: new[j : j + size], Op.DELETE: old[i : i + size]}.get(op, ()))
        i += size if op is not Op.INSERT else 0
        j += size if op is not Op.DELETE else 0
    return found


def _is_wordless(edit: Sequence[Token]) -> bool:
    """Whether an edit has signs only, such as brackets or commas."""
    return bool(edit) and not any(map(_is_word, edit))


def _is_numbered(edit: Sequence[Token]) -> bool:
    return any(letter.isdigit() for token in edit for letter in token.text)


def _is_word(token: Token) -> bool:
    return token.text.isalnum() or any(map(str.isalnum, token.text))


def _stretches(runs: list[_Run], edits: list[Sequence[Token]], old: Sequence[Token]) -> Iterator[list[_Run]]:
    """Parts of the edit script that may be cleaned up each for itself: cut at every foothold.

    Kept words beside an edit of signs only are one: ``[shall] [may]`` that becomes ``shall`` is a choice between
    alternatives, and dissolving the kept word would hide it. So are words between two deletions, or two insertions:
    they never left, and struck out and put in again they would hide what went. Between mixed edits long words are one
    if both are short, one only adds or takes away and neither has a number, which goes with the word beside it: in a
    rewrite words meet by chance.
    """
    stretch: list[_Run] = []
    position = 0
    wordless = [*map(_is_wordless, edits)]
    for index, (op, size) in enumerate(runs):
        kept = old[position : position + size] if op is Op.KEEP else ()
        beside_signs = any(wordless[max(index - 1, 0) : index + 2])
        alone = kept and _one_sided(runs, index) and _stands_alone(runs, index, kept)
        stays = alone or (kept and _is_told(edits, index, kept))
        if kept and (beside_signs or stays or len(stretch) >= _MOST_RUNS or _is_foothold(kept)):
            yield from (stretch, [(op, size)])
            stretch = []
        else:
            stretch.append((op, size))
        position += size if op is not Op.INSERT else 0
    yield stretch


def _one_sided(runs: list[_Run], at: int) -> bool:
    """Whether the edits on both sides of a kept run are deletions only, or insertions only."""
    before = (op for op, _ in takewhile(_is_edit, reversed(runs[max(at - 2, 0) : at])))
    after = (op for op, _ in takewhile(_is_edit, runs[at + 1 : at + 3]))
    return len({*before, *after}) == 1 and 0 < at < len(runs) - 1


def _stands_alone(runs: list[_Run], at: int, kept: Sequence[Token]) -> bool:
    """Whether kept words are more than one between two single ones, as in ``ne`` … ``pas``, which go together."""
    several = sum(map(_is_word, kept)) > 1 or max(runs[at - 1][1], runs[at + 1][1]) > 1
    return several and any(map(_is_word, kept))


def _is_told(edits: list[Sequence[Token]], at: int, kept: Sequence[Token]) -> bool:
    """Whether kept words say something between two short edits: ``{+been+} given [-its-] prior [-consent-]{+notice+}``.

    Not where both exchange words, for that is a clause put otherwise, nor where a word of one comes again in the other,
    for it went past the kept ones; such a clause reads better as one. Not beside a number, which goes with a word.
    """
    before = [*takewhile(len, reversed(edits[max(at - 2, 0) : at]))]
    after = [*takewhile(len, edits[at + 1 : at + 3])]
    beside = [*before, *after]
    short = 1 in (len(before), len(after)) and all(len(edit) <= _SHORT_EDIT for edit in beside)
    if not (before and after and short) or any(map(_is_numbered, beside)):
        return False
    sides = ({token.key for edit in side for token in edit if len(token.text) > _JOINS} for side in (before, after))
    return set.isdisjoint(*sides) and any(len(token.text) >= _TELLING and token.text.isalpha() for token in kept)


def _is_edit(run: _Run) -> bool:
    return run[0] is not Op.KEEP


def _is_foothold(kept: Sequence[Token]) -> bool:
    """Whether kept words are never dissolved."""
    return sum(1 for _ in islice(filter(_is_word, kept), _FOOTHOLD)) == _FOOTHOLD


def _dissolve(stretch: list[_Run]) -> list[_Run]:
    """One stretch through the semantic clean-up, every token a letter of its own.

    Kept tokens are one letter on both sides and all others differ, which is all that the clean-up looks at.
    """
    letter = _FIRST_LETTER
    diffs: list[tuple[int, str]] = []
    for op, size in stretch:
        diffs.append((_NUMBER[op], "".join(map(chr, range(letter, letter + size)))))
        letter += size
    if letter > 0xD7FF:  # surrogates begin here; a stretch of 35,000 words without a foothold is a rewrite anyway
        return stretch
    _dmp().diff_cleanupSemantic(diffs)
    return [(_OP[number], len(letters)) for number, letters in diffs]


_NUMBER = {Op.DELETE: -1, Op.KEEP: 0, Op.INSERT: 1}
_OP = {number: op for op, number in _NUMBER.items()}


@cache
def _dmp() -> Any:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a result must never depend on the clock
    return engine


# ----------------------------------------------------------------------------------------------------- spelling it out


def _spell(runs: list[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[Span]:
    """Runs of tokens as text. White space that differs right after an edit is part of that edit.

    Neighbouring words that only went to capitals, as titles do, are one edit, the blank between them included.
    """
    spans: list[Span] = []
    i = j = 0
    for op, size in runs:
        if op is Op.DELETE:
            spans.append(Span(op, _text(old[i : i + size])))
        elif op is Op.INSERT:
            spans.append(Span(op, _text(new[j : j + size])))
        elif old[i : i + size] == new[j : j + size]:
            spans.append(Span(op, _text(old[i : i + size])))
        else:
            kept: list[str] = []
            raised = False
            for a, b in zip(old[i : i + size], new[j : j + size], strict=True):
                if a.text == b.text and a.gap == b.gap:
                    kept += a.gap, a.text
                    raised = False
                    continue
                if kept:
                    spans.append(Span(op, "".join(kept)))
                    kept = []
                after_edit = bool(spans) and spans[-1].op is not Op.KEEP and spans[-1].significance is None
                before, raised = raised, _is_raised(a, b)
                if before and raised and a.gap == b.gap:
                    spans += [Span(Op.DELETE, a.gap, a.light), Span(Op.INSERT, b.gap, a.light)]
                else:
                    spans += _pair(a.gap, b.gap, None if after_edit else Significance.EDITORIAL)
                spans += _pair(a.text, b.text, a.light)
            if kept:
                spans.append(Span(op, "".join(kept)))
        i += size if op is not Op.INSERT else 0
        j += size if op is not Op.DELETE else 0
    return _join(spans)


def _is_raised(old: Token, new: Token) -> bool:
    """Whether a word only went to capitals, or came from them."""
    return old.text != new.text and old.text.casefold() == new.text.casefold()


def _text(run: Sequence[Token]) -> str:
    return "".join(token.gap + token.text for token in run)


def _pair(old: str, new: str, light: Significance | None) -> list[Span]:
    return [Span(Op.KEEP, old)] if old == new else [Span(Op.DELETE, old, light), Span(Op.INSERT, new, light)]


def _join(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one kind joined, empty ones dropped, deletions before the insertions that replace them."""
    joined: list[Span] = []
    texts: dict[Op, list[str]] = {op: [] for op in _ORDER}
    keeping, light = False, None
    for span in spans:
        if not span.text:
            continue
        if (span.op is Op.KEEP) is not keeping or span.significance is not light:
            joined += [Span(op, "".join(parts), light) for op, parts in texts.items() if parts]
            texts = {op: [] for op in _ORDER}
            keeping, light = span.op is Op.KEEP, span.significance
        texts[span.op].append(span.text)
    return joined + [Span(op, "".join(parts), light) for op, parts in texts.items() if parts]


def _keep_shared_space(spans: list[Span]) -> list[Span]:
    """A deletion and the insertion that replaces it often begin or end with the same blank: that blank stays."""
    kept: list[Span] = []
    for span in spans:
        if kept and (kept[-1].op, span.op) == (Op.DELETE, Op.INSERT) and kept[-1].significance is span.significance:
            kept[-1:] = _without_shared_space(kept[-1], span)
        else:
            kept.append(span)
    return _join(kept)


def _without_shared_space(old: Span, new: Span) -> list[Span]:
    head = _shared_space(old.text, new.text)
    a, b = old.text[len(head) :], new.text[len(head) :]
    tail = _shared_space(a[::-1], b[::-1])
    end = -len(tail) or None
    edits = [Span(Op.DELETE, a[:end], old.significance), Span(Op.INSERT, b[:end], new.significance)]
    return [Span(Op.KEEP, head), *edits, Span(Op.KEEP, tail[::-1])]


def _shared_space(old: str, new: str) -> str:
    a, b = old[: len(old) - len(old.lstrip())], new[: len(new) - len(new.lstrip())]
    return a if a == b else ""


def _slide(spans: list[Span]) -> tuple[Span, ...]:
    """Edits that could as well stand a little to the left or right put where a sentence or word begins.

    diff-match-patch keeps the edits' order and number, so each keeps its significance.
    """
    if len(spans) < 3:
        return tuple(spans)
    diffs = [(_NUMBER[span.op], span.text) for span in spans]
    _dmp().diff_cleanupSemanticLossless(diffs)
    lights = iter([span.significance for span in spans if span.op is not Op.KEEP])
    slid = tuple(_join(Span(_OP[n], text, next(lights) if n else None) for n, text in diffs))
    return tuple(spans) if _torn(slid) > _torn(spans) else slid


def _torn(spans: Sequence[Span]) -> int:
    """How many edits begin or end inside a word: one slid over all of a kept word, ``the`` of ``{+their … +}the``."""
    count = 0
    for op in (Op.DELETE, Op.INSERT):
        for before, after in pairwise(span.text for span in spans if span.text and span.op in (Op.KEEP, op)):
            count += before[-1].isalnum() and after[0].isalnum()
    return count
