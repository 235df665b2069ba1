"""Headlines: every change of substance in a sentence that a person would say, with its place and its words.

Decided once for the terminal, Markdown, the brief, the front page in Word, the HTML page and the JSON. A place is never
a bare number: it has its heading, and the marked-up words that changed. What a line says is what the words do; which
way that goes is said only where it is likely, else shown as a lean, with the share of such lines that was right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from typing import NamedTuple

from treatydiff.model import LIGHT, Change, Kind, Level, Op, Provision, Significance, Span
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, is_all_own
from treatydiff.renderers.text.facts import fact
from treatydiff.renderers.text.gist import decisive
from treatydiff.renderers.text.locations import leaning
from treatydiff.renderers.view import View
from treatydiff.report import Confidence, Finding
from treatydiff.reports.headlines import FULL, SHORT, Statement, Tier
from treatydiff.reports.summary import count_words, several
from treatydiff.text.frozen import dataclass
from treatydiff.text.lettering import IDEOGRAPHS
from treatydiff.text.regexes import regex

TITLES = {Tier.WORSE: "What got worse", Tier.READ: "Read these yourself", Tier.BETTER: "What got better"}
_BESIDE_CORE = 2
"""Words shown on either side of an edit on a line,"""
_BESIDE = 5
"""and in a sentence,"""
_EDIT = 14
"""words of one edit,"""
_QUOTED = 150
"""and characters of a quotation,"""
_CORE = 120
"""or of a line."""
_HEADING = 48
"""Characters of a heading beside a place."""


@dataclass(frozen=True)
class Headline:
    """One place, what happened to it in a clause, and the words."""

    line: Statement
    change: Change
    place: str
    """``Article 21 → 22, paragraph 2 (b)``."""
    number: str
    """The same as short as people write it: ``21→22(2)(b)``; of what is gone ``old 31``."""
    heading: str
    """Of its article, that stands now; may be empty."""
    clause: str
    """What the words do, with a capital and without full stop: ``A condition is removed``; may be empty."""
    shown: tuple[Span, ...]
    """The redline that it quotes,"""
    about: tuple[str, ...]
    """and the words that decided."""

    @cached_property
    def quote(self) -> tuple[Span, ...]:
        """The words that changed, with a few around: ``necessary [-and-]{+or+} proportionate``; never key terms."""
        return narrowed(self.shown, self.about)

    @cached_property
    def core(self) -> tuple[Span, ...]:
        """The same in a few words, for a line: the edit that decided, and those around it for which there is room.

        The longest may say least: ``[-No data shall-]{+Data may+} be transmitted … {+where it so decides+}``.
        """
        return narrowed(self.shown, self.about, beside=_BESIDE_CORE, most=_CORE)

    @property
    def called(self) -> str:
        """Where there is no room for more: ``21→22(2)(b) Interception of content data``."""
        return f"{self.number} {self.heading}".strip()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Everything that is said of it, a clause each."""
        said = (_clause(self.line, (finding,)) for finding in self.findings if finding.mark is Confidence.LIKELY)
        return tuple(dict.fromkeys(filter(None, (self.clause, *said))))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is said of the change, whose word comes first first; empty where no rule and no person speaks."""
        return self.line.findings

    @property
    def finding(self) -> Finding | None:
        """The first of the findings."""
        return self.findings[0] if self.findings else None

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes it is told of."""
        return tuple(dict.fromkeys(finding.theme for finding in self.findings))

    @property
    def lean(self) -> str:
        """``leans to worse, 7 of 10``; empty where it has no lean, or is told in words."""
        if self.line.disputed:
            return "disputed"
        return lean_of(self.line.lean) if self.line.lean else ""

    @property
    def sentence(self) -> str:
        """The clause, with whose it is and the lean."""
        return f"{self.clause} ({self.lean})" if self.clause and self.lean else self.clause or capital(self.lean)


def lean_of(finding: Finding) -> str:
    """``leans to worse, 7 of 10``: which way, and how many of ten such findings people agreed with."""
    return leaning("worse" if finding.adverse else "better", finding)


class Headlines(NamedTuple):
    """Every change of substance once, in the order in which it is to be read."""

    lines: tuple[Headline, ...]

    @property
    def full(self) -> tuple[Headline, ...]:
        """Those that a first screen shows in full,"""
        return self.lines[:FULL]

    @property
    def short(self) -> tuple[Headline, ...]:
        """those that it shows in a line each,"""
        return self.lines[FULL : FULL + SHORT]

    @property
    def more(self) -> int:
        """and how many it leaves out."""
        return len(self.lines) - len(self.full) - len(self.short)

    def of(self, tier: Tier) -> tuple[Headline, ...]:
        """Those of a tier."""
        return tuple(each for each in self.lines if each.line.tier is tier)

    def account(self, tier: Tier) -> str:
        """How many there are of a tier and what is known of them: ``12 changes: 4 lean to worse``."""
        lines = self.of(tier)
        if tier is not Tier.READ:
            whose = Counter(_whose(each) for each in lines)
            said = [f"{count} {name}" if len(whose) > 1 else name for name, count in whose.items()]
            return f"{several(len(lines), 'change')}, {', '.join(said)}"
        leans = Counter(each.line.lean.adverse for each in lines if each.line.lean)
        disputed = sum(each.line.disputed for each in lines)
        said = [f"{disputed} disputed"] * bool(disputed)
        said += [f"{leans[way]} lean{'s' * (leans[way] == 1)} to {name}" for way, name in _WAYS if leans[way]]
        told = f"{several(len(lines), 'change')} of substance"
        return f"{told}: {', '.join(said)}" if said else told


_WAYS = ((True, "worse"), (False, "better"))


def _whose(told: Headline) -> str:
    """On whose word its direction is told."""
    signed = told.finding.signed if told.finding else None
    return signed.by if signed else "of kinds that were right in nine of ten"


def sections(lines: Iterable[Headline]) -> Iterator[tuple[Tier, list[Headline]]]:
    """The lines under the title of their tier."""
    yield from ((tier, list(held)) for tier, held in groupby(lines, key=lambda each: each.line.tier))


def headlines(view: View) -> Headlines:
    """What is selected, in order."""
    return Headlines(tuple(headline(view, line) for line in view.lines))


def headline(view: View, line: Statement) -> Headline:
    """One line in a sentence."""
    change = line.change
    shown, about = _shown(line.findings, view.with_parts(change))
    return Headline(
        line,
        change,
        view.located.where(change, paged=False),
        _number(view, change),
        _heading(view, change),
        _clause(line, line.findings),
        tuple(_without_light(shown)),
        tuple(about),
    )


def _clause(line: Statement, said: Sequence[Finding]) -> str:
    """What is told of it: in words where it is likely, else only what the words do."""
    change = line.change
    if not said:
        moved = not any(span.op is not Op.KEEP for span in change.spans) and change.link.moved
        return "Moved, with the same words" if moved else capital(fact(change))
    finding = said[0]
    if finding.signed:
        return capital(f"{finding.meaning} ({finding.signed.short})")
    told = finding.mark is Confidence.LIKELY and not line.disputed
    return capital(finding.claim.rstrip(".") if told else fact(change, finding))


# ------------------------------------------------------------------------------------------------------------- places


def _number(view: View, change: Change) -> str:
    """As short as people write a place; in words where it has no number."""
    here = _short(view, change.new, "new") if change.new and not _gone(change) else ""
    if not here:
        return f"old {_short(view, change.link.old[0], 'old')}" if change.link.old else ""
    old = _article(view, change.link.old[0], "old") if change.link.old else ""
    new = _article(view, change.provision, "new")
    return f"{old}→{here}" if old and new and old != new else here


def _gone(change: Change) -> bool:
    return change.kind is Kind.DELETED


def _article(view: View, provision: Provision, side: str) -> str:
    tree = outline(view.report.new if side == "new" else view.report.old)
    unit = tree.unit.get(provision.eid, provision)
    return unit.number if unit.level is Level.ARTICLE else ""


def _short(view: View, provision: Provision, side: str) -> str:
    tree = outline(view.report.new if side == "new" else view.report.old)
    chain = [provision]
    for holder in tree.above(provision):
        if chain[-1].level is Level.ARTICLE:
            break
        chain.append(holder)
    *inner, article = chain
    if article.level is not Level.ARTICLE:
        return tree.called(provision)
    if inner and is_all_own(inner[-1], article):
        inner.pop()
    if any(not each.number or each.level in (Level.CLOSING, Level.OPTION) for each in inner):
        return f"{article.number}, {tree.place[provision.eid]}"
    return article.number + "".join(f"({each.number})" for each in reversed(inner))


def _heading(view: View, change: Change) -> str:
    """The heading of its article, cut at a word."""
    tree = outline(view.report.old if _gone(change) else view.report.new)
    provision = change.link.old[0] if _gone(change) else change.provision
    words = tree.unit.get(provision.eid, provision).heading or view.located.head(change).provision.heading
    return words if len(words) <= _HEADING else f"{words[:_HEADING].rsplit(' ', 1)[0]} …"


# ------------------------------------------------------------------------------------------------------------- quoting


def _shown(said: Sequence[Finding], change: Change) -> tuple[tuple[Span, ...], list[str]]:
    """The redline that a headline quotes, and the words that decided; of a whole article not its heading again."""
    if not said:
        return _own(change), []
    shown = said[0].excerpt or _own(change)
    if len(shown) == 1 and shown[0].op is not Op.KEEP:
        heading, _, rest = shown[0].text.partition("\n")
        shown = (Span(shown[0].op, rest),) if rest.strip() and heading == change.provision.heading else shown
    return shown, [*said[0].removed, *said[0].introduced] or [span.text for span in decisive(said[0])]


def _without_light(spans: Sequence[Span]) -> Iterator[Span]:
    """As the new draft has it where only a number or a comma changed, unless nothing else did.

    Beside an edit that is shown a number is shown, too: of ``38 to 40 → 39 to 41`` the old draft never said "38 to 41".
    """
    heavy = {at for at, span in enumerate(spans) if span.op is not Op.KEEP and span.significance not in LIGHT}
    shown = heavy | {at for at in range(len(spans)) if heavy and _beside(spans, at, heavy)}
    for at, span in enumerate(spans):
        if not heavy or at in shown or span.significance not in LIGHT:
            yield span
        elif span.op is not Op.DELETE:
            yield Span(Op.KEEP, span.text)


def _beside(spans: Sequence[Span], at: int, heavy: set[int]) -> bool:
    """Whether a number that follows stands a word or two from an edit of substance: ``articles 38 to 40``."""
    if spans[at].significance is not Significance.CONSEQUENTIAL:
        return False
    ways = (range(at + 1, len(spans)), range(at - 1, -1, -1))
    return any(_near(spans, way, heavy) for way in ways)


def _near(spans: Sequence[Span], way: Iterable[int], heavy: set[int]) -> bool:
    kept = 0
    for place in way:
        if place in heavy:
            return True
        kept += count_words(spans[place].text) if spans[place].op is Op.KEEP else 0
        if kept > _BESIDE_CORE:
            return False
    return False


def _own(change: Change) -> tuple[Span, ...]:
    """The marked-up words of a change: its text, or its heading where only that changed."""
    return change.text if any(span.op is not Op.KEEP for span in change.text) else change.spans


def reworded(view: View) -> list[str]:
    """The places that say the same in other words, with their headings: ``3(1) General obligation``."""
    found = (change for change in view.selected.changes if change.reworded)
    return [f"{_number(view, change)} {_heading(view, change)}".strip() for change in found]


def narrowed(
    spans: Iterable[Span], about: Iterable[str] = (), *, beside: int = _BESIDE, most: int = _QUOTED
) -> tuple[Span, ...]:
    """Marked-up text with a few words around its edits; where that is long, around the edit that is ``about`` these.

    ``beside``: how many words on either side; ``most``: how many characters, unless one edit takes more.

    ``… necessary [-and-]{+or+} proportionate for the investigation …``. An ellipsis stands for whatever is left out.
    """
    joined = _joined(spans)
    edits = _edits(joined)
    if not edits:
        return tuple(Span(Op.KEEP, _beginning(span.text, 2 * _EDIT)) for span in joined)
    about = tuple(filter(None, about))
    low = high = max(range(len(edits)), key=lambda at: _speaks(joined, edits[at], about))
    told = _around(joined, edits[low][0], edits[high][1], beside, about)
    for first, last in _wider(low, len(edits)):
        more = _around(joined, edits[min(first, low)][0], edits[max(last, high)][1], beside, about)
        if sum(len(span.text) for span in more) > most:
            break
        low, high, told = min(first, low), max(last, high), more
    return told


def _wider(at: int, count: int) -> list[tuple[int, int]]:
    """From one edit outwards, by turns to the end and to the beginning."""
    steps = (pair for step in range(1, count) for pair in ((at, at + step), (at - step, at)))
    return [(first, last) for first, last in steps if first >= 0 and last < count]


_Edit = tuple[int, int]
"""From which span to which behind it an edit goes: a deletion, an insertion, or both."""


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours to which the same happened as one, on one line."""
    filled = (span for span in spans if span.text)
    found = ((op, "".join(span.text for span in same)) for op, same in groupby(filled, key=lambda span: span.op))
    return tuple(Span(op, text.replace("\n", " ")) for op, text in found)


def _edits(spans: Sequence[Span]) -> list[_Edit]:
    """The edits that have words or brackets; other signs alone only where nothing else changed."""
    found: list[_Edit] = []
    at = 0
    for keep, same in groupby(spans, key=lambda span: span.op is Op.KEEP):
        size = len(list(same))
        found += [] if keep else [(at, at + size)]
        at += size
    return [edit for edit in found if _worded(spans, edit)] or found


def _worded(spans: Sequence[Span], edit: _Edit) -> bool:
    return any(letter.isalnum() or letter in "[]" for span in spans[slice(*edit)] for letter in span.text)


def _speaks(spans: Sequence[Span], edit: _Edit, about: tuple[str, ...]) -> tuple[int, int]:
    """Sorts edits: whether they hold what it is about, the first first, then how many words they have."""
    texts = [span.text.casefold() for span in spans[slice(*edit)]]
    told = (at for at, word in enumerate(map(str.casefold, about)) if any(_tells(text, word) for text in texts))
    return -next(told, len(about)), sum(map(count_words, texts))


def _tells(text: str, word: str) -> bool:
    return bool(text.strip()) and (word in text or text.strip() in word)


def _around(spans: Sequence[Span], start: int, end: int, beside: int, about: tuple[str, ...] = ()) -> tuple[Span, ...]:
    """The spans from ``start`` to before ``end``, long ones without their middle, and a few words on either side."""
    before = "".join(span.text for span in spans[:start] if span.op is Op.KEEP and span is spans[start - 1])
    behind = spans[end].text if end < len(spans) and spans[end].op is Op.KEEP else ""
    whole = end - start == len(spans)  # of a whole provision how it begins
    inner = (
        Span(span.op, _beginning(span.text, most) if whole else _middle(span.text, most, about))
        for span in spans[start:end]
        for most in (2 * beside if span.op is Op.KEEP else _EDIT,)
    )
    left, right = _ending(before, beside, more=start > 1), _beginning(behind, beside, more=end + 1 < len(spans))
    right = right if right.endswith("…") else right.rstrip(" .;,:")
    return tuple(span for span in (Span(Op.KEEP, left), *inner, Span(Op.KEEP, right)) if span.text)


def _beginning(text: str, most: int, *, more: bool = False) -> str:
    """The first words, an ellipsis where others follow."""
    pieces = _pieces(text)
    if len(pieces) <= most:
        return f"{text.rstrip()} …" if more and text.strip() else text
    return f"{''.join(pieces[:most]).rstrip(' ,;:…')} …"


def _ending(text: str, most: int, *, more: bool = False) -> str:
    """The last words, an ellipsis where others come before."""
    pieces = _pieces(text)
    if len(pieces) <= most:
        return f"… {text.lstrip()}" if more and text.strip() and not text.startswith("…") else text
    return f"… {''.join(pieces[-most:]).lstrip(' ,;:')}"


def _middle(text: str, most: int, about: tuple[str, ...] = ()) -> str:
    """The first and last words, an ellipsis for those between; where these hold what it is ``about``, those instead."""
    pieces = _pieces(text)
    if len(pieces) <= most + 2:
        return text
    first, last = most - most // 3, len(pieces) - most // 3
    ends = [*accumulate(map(len, pieces))]
    placed = (place for word in about if (place := text.casefold().find(word.casefold())) >= 0)
    at = bisect_right(ends, next(placed, 0))
    if first <= at < last:
        start = min(at, len(pieces) - first)
        more = " …" * (start + first < len(pieces))
        return f"{''.join(pieces[: most // 3])} …{''.join(pieces[start : start + first]).rstrip(' ,;:')}{more}"
    return f"{''.join(pieces[: most - most // 3])} …{''.join(pieces[-(most // 3) :])}"


_PIECE = regex(rf"\s*(?:[^\s{IDEOGRAPHS}]+|[{IDEOGRAPHS}]{{1,2}})(?:\s+$)?|^\s+$")


def _pieces(text: str) -> list[str]:
    """Words with the blanks before them; of a script without blanks two signs each."""
    return _PIECE.findall(text)
