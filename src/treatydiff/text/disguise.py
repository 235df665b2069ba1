"""Homoglyphs and invisible characters: words that are not what they look like.

A Cyrillic letter in ``may`` or a blank without width in ``shall`` hides a change from rules and from a reader's search.
Letters that look alike are those of Unicode's table of confusables (UTS 39), which ``data/confusables.toml`` holds, and
those that Unicode calls a form of another letter (normal form KC: full-width and mathematical letters, radicals).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import category, combining, name, normalize

from treatydiff.text.directions import TURNING, turned
from treatydiff.text.lettering import NARROW, THIN, WordPattern
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import INVISIBLE, JOINERS
from treatydiff.text.tables import DATA, parsed

_ALIKE = {
    "CYRILLIC": ("аеорсухіјѕԁһԛԝьгвкмнтАВЕКМНОРСТХІЈЅУЗ", "aeopcyxijsdhqwbrbkmhtABEKMHOPCTXIJSY3"),
    "GREEK": ("αοιρυνκτχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoipuvktxyABEZHIKMNOPTYX"),
}
"""Of each script the letters that look like Latin ones amid others, and those: small ones by their shape, too."""
_TO_LATIN = {a: b for theirs, latin in _ALIKE.values() for a, b in zip(theirs, latin, strict=True)}
_NUMERALS = frozenset("IVXLCDMivxlcdm")
"""Russian drafts write Roman numerals with letters of both alphabets."""

_LATIN = "A-Za-zÀ-ſ"
_EUROPEAN = "A-Za-zÀ-ɏͰ-ϿЀ-ԯ"
_IDEOGRAPHIC = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_STYLED = "\u0250-\u02af\u1d00-\u1d22\u2102-\u2138\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
"""Where phonetic, letter-like, full-width and mathematical letters stand."""
_SMALL_CAPITAL = regex("LATIN LETTER SMALL CAPITAL ([A-Z])")
_OBJECTS = "\ue000-\uf8ff\ufff9-\ufffc\U00013430-\U0001345f"
"""What is for private use, stands for an object, or joins hieroglyphs: nothing to see, or anything."""
_HIDDEN = WordPattern(
    rf"(?<=[^\W\d_])[{INVISIBLE.replace(chr(0xAD), '')}{JOINERS}]+(?=[{_EUROPEAN}])"
    rf"|(?<=[{_EUROPEAN}])(?:[{THIN}]+(?=[{_EUROPEAN}])|[{NARROW}]+(?=[a-zß-ÿ]))"
    "|(?<=[\u0620-\u064a])[\u034f\u2060-\u2064\ufe00-\ufe0f\ufeff]+(?=[\u0620-\u064a])"
    "|(?<=[\u4e00-\u9fff])[\u034f\u200b-\u200f\u2060-\u2064\ufeff]+(?=[\u4e00-\u9fff])"
    "|[\U000e0000-\U000e0fff]+"
    rf"|(?<=\d)[{INVISIBLE.replace(chr(0xAD), '')}{JOINERS}]+(?=\d)"
    rf"|(?<=[{_EUROPEAN}])[{_OBJECTS}]+(?=[{_EUROPEAN}])"
)
_ALONE = regex(f"(?<=[^\\W\\d_] )[{_OBJECTS}\u115f\u1160\u2800\u3164\uffa0]+(?!\\S)")
"""Such signs and broad blanks behind a word, as a word of their own: at the beginning of an item they mark it."""
_ZEROS = "OoОоΟοＯｏ"
_JOINED = "0-9A-Za-z\u00c0-\u052f\u0620-\u06ff"
"""What makes one word with figures: letters of European scripts and Arabic, and no ideograph."""
_MISREAD = regex(
    rf"(?<![{_JOINED}])"
    rf"(?:(?P<figure>\d+(?:O|[{_ZEROS[2:]}])[\d{_ZEROS}]*|\d+o\d[\do]*|[lI]\d[\dOlI]*+|\d+[lI]\d[\dOlI]*)"
    rf"|(?P<word>(?![A-Z]1+[a-z]\b)[A-Za-z][a-z]{{0,9}}[01]{{1,2}}[a-z]{{1,9}}))(?![{_JOINED}])"
)
"""Figures with letters for noughts and ones, words with noughts and ones inside: 3O, l0, n0t. Of
``1o``, ``O3``, ``3l`` and ``A1b`` (first, ozone, three litres, a category) none is meant, nor the mark of a note behind
a word."""
_SKELETON = str.maketrans("I1|0", "lllo")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""What looks like another letter in a common font, of one script all."""
_CONTROL_SET = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2400-\u2421"
_CONTROLS = regex(rf"(?<=\w)[{_CONTROL_SET}]+(?=\w)")
"""Control characters, or the signs that the reader of texts puts in their place, inside a word."""
_MARKS = "\u0300-\u0333\u0339-\u0362"
_STROKES = "\u0334-\u0338\u0488\u0489\u1abe\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e0\u20e2-\u20e6\u20ea\u20eb\ua670-\ua672"
"""Marks that go through a letter (canonical combining class 1) or around it (general category Me)."""
_STRUCK = regex(rf"(?:[^\W_][{_MARKS}]*+[{_STROKES}]++[{_MARKS}{_STROKES}]*+)+")
_LINES = (
    "\u0305\u0332\u0333\u033f\u0346-\u034e\u0350-\u0357\u035c-\u0362\u1ab0-\u1abd\u1abf-\u1ac0\u1dc4-\u1dcf\u1dfc-\u1dff"
    "\u20d0-\u20f0\ufe20-\ufe2f"
)
_LINED = regex(rf"(?:[^\W\d_][{_MARKS}]*?[{_LINES}][{_MARKS}{_LINES}]*+){{2,}}")
"""Letters one after the other with lines, arrows or crosses over or under them, as no language of today writes."""
_RAISED = "\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c"
_FRAMED = "\u249c-\u24e9\U0001f110-\U0001f169\U0001f170-\U0001f189\U0001f1e6-\U0001f1ff"
_OVER = "\u0363-\u036f\u1dd3-\u1df4"
_AS_SIGNS = regex(
    rf"[{_FRAMED}](?:[\ufe0e\ufe0f\u200b-\u200d]?[{_FRAMED}])+|[{_OVER}]+"
    rf"|(?<![^\W_])[{_RAISED}](?:[{_RAISED}]+|(?=[a-z]))|(?<=[a-z])[{_RAISED}]+(?=[a-z])"
)
"""Words in letters that are signs: in circles and squares, raised, over others. One alone may number an item."""
_FORBIDS = (
    "\u00ac\u2204\u2205\u2209\u220c\u2224\u2226\u2241\u2244\u2247\u2249\u2260-\u2262\u226d-\u2271\u2280\u2281\u2284\u2285"
    "\u2296-\u2298\u22ac-\u22af\u2300-\u239a\u23ba-\u23ce\u23d1-\u23ff\u2600-\u260f\u2612-\u26ff\u2715-\u2718\u274c-\u274e\u2800-\u28ff\u2a2f"
    "\U0001f000-\U0001f0ff\U0001f300-\U0001faff"
)
"""Signs of logic, pictures and raised dots, which can say "not" and which no rule reads. Ticks and boxes do not."""
_PICTURED = regex(
    rf"(?<=[^\W\d_]{{2}})[^\w\n]{{0,3}}?(?P<signs>[{_FORBIDS}][{_FORBIDS}\ufe0e\ufe0f\u200d]*+)"
    rf"|(?<=[^\W\d_])(?P<inside>[{_FORBIDS}]+)(?=[^\W\d_])"
)
"""Such signs behind a word: at the beginning of an item they mark it, between figures they calculate."""
_LETTER_OF_SIGN = regex(".*\\bLETTER (?:SMALL |CAPITAL )?([A-Z])")
_BEYOND = regex("[^\t-\r -~\xa0-\xa9\xab\xae-\xb4\xb6-\xb9\xbb-\u017f\u2010-\u2027\u2030-\u205e]")
"""What is no Latin letter, figure or sign of print that all can see: most texts hold nothing of it, and no disguise.
The other patterns, which take long to compile, are made when a text first does."""
_OTHER = rf"[^\W\d_{_LATIN}{_IDEOGRAPHIC}]"
_BORDER = rf"[{_LATIN}]{_OTHER}|{_OTHER}[{_LATIN}]|[Ͱ-Ͽ][Ѐ-ԯ]|[Ѐ-ԯ][Ͱ-Ͽ]|[{_STYLED}]{{2}}"
_MIXES = WordPattern(_BORDER)
"""Two letters of different scripts beside each other: every word that mixes them has such a place."""
_MIXED_DIGITS = r"[0-9](?=[^\D0-9\uff10-\uff19])|[^\D0-9\uff10-\uff19](?=[0-9])"
_DIGITS = regex(_MIXED_DIGITS)
"""Figures of different scripts beside each other."""
_SINGLE = f"{_CONTROL_SET}{INVISIBLE}{TURNING}{JOINERS}{THIN}{NARROW}{_OBJECTS}"
_SUSPECT = WordPattern(rf"{_BORDER}|[{_SINGLE}]|{_MIXED_DIGITS}")
_TURN = regex(f"[^{TURNING}]+")
_PASSAGE = 60
"""Characters of a turned passage that are told."""
_WORD = regex(rf"[^\s{THIN}{NARROW}]+(?:[{THIN}{NARROW}]+[^\s{THIN}{NARROW}]+)*")
"""A word, with what follows a thin blank."""
_RUN = WordPattern(rf"[^\W\d_{_IDEOGRAPHIC}]{{2,}}")
_FORMS = regex("[\u2f00-\u2fd5\uf900-\ufaff]")
"""Radicals and doubles of ideographs: signs that look like one and have another number."""
_FOREIGN = regex("[\u0370-\u1fff\u2c00-\u2dff\ua4d0-\uabff\U00010000-\U0001d3ff\U0001d800-\U0001efff]{2,}")
"""A run of letters of scripts that have some in common with the Latin one."""
_LIVING = frozenset(
    "LATIN RARE GREEK CYRILLIC ARMENIAN HEBREW ARABIC SYRIAC THAANA DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL "
    "TELUGU KANNADA MALAYALAM SINHALA THAI LAO TIBETAN MYANMAR GEORGIAN HANGUL ETHIOPIC KHMER MONGOLIAN BOPOMOFO "
    "HIRAGANA KATAKANA CJK MODIFIER FULLWIDTH HALFWIDTH".split()
)
"""Scripts in which languages of today are written (UAX 31, table 5), by the first word of their letters' names."""
_CASED = frozenset(("CYRILLIC", "GREEK"))
"""Scripts in whose capitals bodies and states are called: ООН, СССР."""
_BESIDE = frozenset(("ARABIC", "HEBREW", "GREEK"))
"""Scripts whose letters stand close to Latin ones without deceit: a blank was lost between them, or they are units."""
_FORMULA = 2
"""So many letters may be a unit or a symbol."""
_OF_FORCE = frozenset("may not no any".split())
"""What such a run is not, though all its letters look like Latin ones."""


class _Mask(NamedTuple):
    """A run of letters that is not what it looks like."""

    start: int
    end: int
    shown: str
    """What it looks like."""
    reason: str


def disguises(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text holds words that are not what they look like, and why: start, end, reason."""
    for found in _MISREAD.finditer(text):
        figure = found["figure"] is not None
        signs = "".join(c for c in found[0] if c.isdigit() != figure)
        yield *found.span(), (_LETTERS_FOR_FIGURES if figure else _SIGNS_FOR_LETTERS).format(signs)
    if not _BEYOND.search(text):
        return
    masks = list(_masks(text))
    if not masks and not _SUSPECT.search(text):
        return
    yield from _turned(text)
    for found in _ALONE.finditer(text):
        yield *found.span(), f"is no letter, and shows nothing or anything ({_codes(found[0])})"
    waiting = deque(masks)
    for match in _WORD.finditer(text):
        inside = [waiting.popleft() for _ in range(len(waiting)) if waiting[0].start < match.end()]
        if reason := _unseen(match[0]) or next((mask.reason for mask in inside), ""):
            yield *match.span(), reason


_LETTERS_FOR_FIGURES = "is a figure written with letters that look like figures ({})"
_SIGNS_FOR_LETTERS = "is a word written with signs that look like letters ({})"


def twins(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Words that took the place of others which look the same: ``shaII`` that of ``shall``, with the other one."""
    were, are = ({word.casefold(): word for word in _PLAIN_WORD.findall(side)} for side in (old, new))
    gone = {_skeleton(word): word for folded, word in were.items() if folded not in are}
    for folded, word in are.items():
        other = gone.get(_skeleton(word)) if folded not in were else None
        if other and (len(word) > len(other) or _is_odd(word)):
            yield word, other


_PLAIN_WORD = regex(r"(?<!\w)(?!\d+[A-Za-z]\b)[A-Za-z0-9|]{2,40}(?!\w)")
"""Not a part of a word with accents; ``1a`` and ``1e`` are ordinals and items, not ``la`` and ``le``."""
_ODD = regex(r"[01|]|[a-z]I")


def _is_odd(word: str) -> bool:
    """Whether it has figures or capitals for letters: of two that look the same the one that is not what it seems."""
    return _ODD.search(word) is not None and any(c.islower() for c in word if c not in "lo")


def _skeleton(word: str) -> str:
    shape = word.translate(_SKELETON).lower()
    for pair, letter in _PAIRS:
        shape = shape.replace(pair, letter)
    return shape


def is_misread(text: str) -> bool:
    """Whether letters stand for figures in it, or figures and capitals for letters."""
    return _MISREAD.search(text) is not None


def _turned(text: str) -> Iterator[tuple[int, int, str]]:
    """Passages with what turns them."""
    for start, end in turned(text):
        codes = _codes(_TURN.sub("", text[start:end]))
        reason = f"holds characters that change the direction of reading ({codes})"
        spots = [(start, end)] if end - start <= _PASSAGE else [(start, start + 1), (end - 1, end)]
        for first, last in spots:
            yield max(text.rfind(" ", 0, first) + 1, first - _PASSAGE), _until_blank(text, last), reason


def _until_blank(text: str, at: int) -> int:
    end = text.find(" ", at, at + _PASSAGE)
    return end if end >= 0 else min(len(text), at + _PASSAGE)


def _unseen(word: str) -> str:
    """What nobody sees in a word."""
    if hidden := _HIDDEN.search(word):
        return f"holds characters that nobody sees ({_codes(hidden[0])})"
    if control := _CONTROLS.search(word):
        return f"holds control characters ({_codes(control[0])})"
    if _DIGITS.search(word):
        others = "".join(letter for letter in word if letter.isdigit() and not letter.isascii())
        return f"mixes figures of two scripts ({_codes(others)})"
    return ""


def _codes(letters: str) -> str:
    return ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(letters))


def unmasked(text: str) -> str:
    """The text as long as it was, with look-alike letters of disguised words as what they look like."""
    if text.isascii() or not _BEYOND.search(text):
        return text
    if _FORMS.search(text):
        text = _FORMS.sub(lambda match: _form(match[0]) or match[0], text)
    for mask in _masks(text):
        text = text[: mask.start] + mask.shown + text[mask.end :]
    return text


# ------------------------------------------------------------------------------------------------------ runs of letters


def _masks(text: str) -> Iterator[_Mask]:
    """Runs that mix scripts, and runs of another script than the text's that could be read as one of its own words,
    struck ones, letters that are signs, and signs that may stand for words; from left to right."""
    found = [*_in_scripts(text), *_struck(text), *_lined(text), *_as_signs(text), *_pictured(text)]
    yield from sorted(found, key=lambda mask: mask.start)


def _struck(text: str) -> Iterator[_Mask]:
    """Letters with strokes through them: what is struck is read as gone."""
    for run in _STRUCK.finditer(text):
        strokes = "".join(c for c in run[0] if combining(c) == 1 or category(c) == "Me")
        yield _Mask(*run.span(), " " * len(run[0]), f"has signs through or around its letters ({_codes(strokes)})")


def _lined(text: str) -> Iterator[_Mask]:
    """Letters with lines over or under them: they are read as they are, and a line over words may deny them."""
    for run in _LINED.finditer(text):
        if not _STRUCK.search(run[0]):
            lines = "".join(c for c in run[0] if combining(c))
            yield _Mask(*run.span(), run[0], f"has lines or marks over or under its letters ({_codes(lines)})")


def _as_signs(text: str) -> Iterator[_Mask]:
    """Words in letters that are signs, read as those letters."""
    for run in _AS_SIGNS.finditer(text):
        shown = "".join(map(_letter_of_sign, run[0]))
        yield _Mask(*run.span(), shown, f"is written in signs that are letters ({_codes(run[0])})")


def _pictured(text: str) -> Iterator[_Mask]:
    """Signs that may say something to who looks at them, as they are."""
    for run in _PICTURED.finditer(text):
        signs = run["signs"] or run["inside"]
        yield _Mask(run.end() - len(signs), run.end(), signs, f"is a sign that no rule reads ({_codes(signs)})")


@cache
def _letter_of_sign(sign: str) -> str:
    found = _LETTER_OF_SIGN.fullmatch(name(sign, ""))
    return found[1].lower() if found else sign


def _in_scripts(text: str) -> Iterator[_Mask]:
    mixes, foreign = _MIXES.search(text), _FOREIGN.search(text)
    if not mixes and not foreign:
        return
    scripts = Counter(map(_script, filter(str.isalpha, text)))
    latin = 2 * scripts["LATIN"] >= scripts.total()
    if mixes:
        for run in _RUN.finditer(text):
            if found := _mixed(run[0], latin=latin):
                yield _Mask(*run.span(), *found)
    if foreign and latin:
        yield from _foreign(text)


def _mixed(run: str, *, latin: bool) -> tuple[str, str] | None:
    """What a run looks like and why it is suspect: the letters of the rarer script look like letters of the other.

    ``latin``: whether it stands in a Latin text, where a word that can be read as a Latin one is.
    """
    if run.isascii() or not _MIXES.search(run):
        return None
    scripts: dict[str, str] = {}
    for letter in filter(str.isalpha, run):
        script = _script(letter)
        scripts[script] = scripts.get(script, "") + letter
    if len(scripts) == 1:
        return _styled(run, *scripts)
    if set(map(_latin, run)) <= _NUMERALS:
        return None
    few, many = sorted(scripts, key=lambda script: len(scripts[script]))[-2:]
    if latin and all(map(_latin, run)):
        shown, alike = _as_latin(run), True
    elif few == "LATIN":
        shown = "".join(_other(letter, many) if _script(letter) == few else letter for letter in run)
        alike = all(_other(letter, many) for letter in scripts[few])
    else:
        shown = _as_latin(run)
        alike = all(_latin(letter) for letter in scripts[few])
    if not alike and (not latin or {few, many} & _BESIDE or len(run) <= _FORMULA):
        return None
    if not alike:
        return run, f"mixes {_title(many)} letters with {_title(few)} ones ({_codes(scripts[few])})"
    return shown, f"mixes {_title(many)} letters with {_title(few)} ones that look alike ({_codes(scripts[few])})"


def _styled(run: str, script: str) -> tuple[str, str] | None:
    """A word in letters that mathematics or phonetics has for its signs; full-width ones are ordinary in Chinese."""
    if script in ("LATIN", "FULLWIDTH") or not all(letter in _looks() or _form(letter) for letter in run):
        return None
    return "".join(map(_latin, run)), f"is written in {_title(script)} letters ({_codes(run)})"


def _foreign(text: str) -> Iterator[_Mask]:
    """Words wholly of another script amid Latin letters, if no letter of that script tells a reader so."""
    letters = set(filter(str.isalpha, text))
    for run in _FOREIGN.finditer(text):
        script = _script(run[0][0])
        own = {letter for letter in letters if _script(letter) == script}
        strangers = any(_script(letter) != script for letter in run[0])
        if script not in _LIVING and not strangers:
            yield _Mask(*run.span(), _as_latin(run[0]), f"is written in {_title(script)} letters")
            continue
        shown = _as_latin(run[0])
        if strangers or not (all(letter in _looks() for letter in own) or shown.lower() in _OF_FORCE):
            continue
        told = script not in _CASED or any(map(str.islower, run[0])) or shown.lower() in _OF_FORCE
        if told and not set(shown) <= _NUMERALS:
            yield _Mask(*run.span(), shown, f"is written in {_title(script)} letters that look like Latin ones")


def _as_latin(run: str) -> str:
    return "".join(letter if _script(letter) == "LATIN" else _latin(letter) or letter for letter in run)


# -------------------------------------------------------------------------------------------------------------- letters


@cache
def _looks() -> dict[str, str]:
    """By letter, the Latin letter or figure that it looks like, as Unicode's table says."""
    table = parsed((DATA / "confusables.toml").read_text(encoding="utf-8"), "confusables")
    return {letter: latin for latin, letters in table.items() for letter in letters}


@cache
def _latin(letter: str) -> str:
    """The Latin letter that one looks like, itself if it is one; empty for none."""
    return letter if letter.isascii() else _TO_LATIN.get(letter) or _looks().get(letter, "") or _form(letter)


@cache
def _other(letter: str, script: str) -> str:
    """The letter of a script that looks like a Latin one; empty for none."""
    theirs, latin = _ALIKE.get(script, ("", ""))
    return dict(reversed(list(zip(latin, theirs, strict=True)))).get(letter, "")


@cache
def _form(letter: str) -> str:
    """The one sign that this one is a form of, as its name or Unicode's tables say; empty for none.

    Raised letters, as in ``1ᵉʳ``, are nobody's.
    """
    if small := _SMALL_CAPITAL.fullmatch(name(letter, "")):
        return small[1]
    plain = normalize("NFKC", letter)
    return plain if plain != letter and len(plain) == 1 and category(letter) != "Lm" else ""


@cache
def _script(letter: str) -> str:
    """The first word of a letter's name; rare Latin letters that look like common ones are a script of their own."""
    if ord(letter) < 0x180:  # a micro sign is one, too
        return "LATIN"
    script = name(letter, "").partition(" ")[0]
    return "RARE LATIN" if script == "LATIN" and _latin(letter) else script


def _title(script: str) -> str:
    return script.title() if script != "RARE LATIN" else "rare Latin"
