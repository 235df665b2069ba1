"""Gone, or elsewhere? What a finding calls gone or new may stand in another place of the other draft.

A sentence that stands there as it was is no finding. One that stands there in much the same words moved and was
reworded: whether it lost by that only a reader of both can tell, so the finding says where to look, without a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatydiff.judging.messages import Namer
from treatydiff.judging.moves import Moves, Standing
from treatydiff.judging.passages import Passages
from treatydiff.judging.restating import plainly, words_of
from treatydiff.model import Kind, Op, Span, new_text, old_text
from treatydiff.report import Effect, Finding, Severity

_CLAUSE = 6
"""Words from which on what came or went is a clause; fewer are looked for by the rules, with their neighbours."""
_EDITED = 0.9
"""Share of its words that an edit must hold."""
_MOVED = "the words moved and were put differently"


def placed(found: Iterable[Finding], moves: Moves, passages: Passages, namer: Namer) -> Iterator[Finding]:
    """Findings without those on words that stand elsewhere; where they were reworded, with the place."""
    for finding in found:
        op, text = _clause(finding, passages)
        if _still_said(finding, op, text):
            continue
        standing = moves.standing(op, text) if _is_clause(finding, op, text) else None
        if standing is None or _answers(finding, op, standing):
            yield finding
        elif not standing.same:
            yield _moved(finding, op, text, standing, namer)


def _clause(finding: Finding, passages: Passages) -> tuple[Op, str]:
    """The clause that a finding says came or went, and which of both; no text where words took the place of words."""
    if finding.removed or finding.introduced:
        op, words = (Op.DELETE, finding.removed) if finding.removed else (Op.INSERT, finding.introduced)
        return op, max(words, key=len) if not (finding.removed and finding.introduced) else ""
    edits = {span.op for span in finding.excerpt} - {Op.KEEP}
    if len(edits) != 1:
        return Op.DELETE, ""
    op = edits.pop()
    sentence = "".join(span.text for span in finding.excerpt if span.op is op).removesuffix("…")
    if finding.change.kind is Kind.AMENDED or len(words_of(plainly(sentence))) >= _CLAUSE:
        return op, sentence
    whole = (passage for passage in passages.of(finding.change))
    return op, "\n".join(part.text for passage in whole for part in passage.parts)


def _is_clause(finding: Finding, op: Op, text: str) -> bool:
    """Whether a text is long enough to be looked for, and an edit covers it: what was kept in part went nowhere."""
    words = words_of(plainly(text))
    edited = Counter(words_of(plainly(" ".join(span.text for span in finding.change.text if span.op is op))))
    covered = finding.change.kind is not Kind.AMENDED or (Counter(words) & edited).total() >= _EDITED * len(words)
    return len(words) >= _CLAUSE and covered


def _answers(finding: Finding, op: Op, standing: Standing) -> bool:
    """Whether the words stand in the provision that answers to this one: then nothing moved."""
    other = finding.change.link.new if op is Op.DELETE else finding.change.link.old
    return any(provision.eid == standing.eid for provision in other)


def _still_said(finding: Finding, op: Op, text: str) -> bool:
    """Whether the same provision of the other draft says a whole sentence still: as a rule its title, run in."""
    if finding.change.kind is not Kind.AMENDED or finding.quoted:
        return False
    spans, words = finding.change.text, _joined(text)
    return bool(words) and f" {words} " in f" {_joined(new_text(spans) if op is Op.DELETE else old_text(spans))} "


def _joined(text: str) -> str:
    return " ".join(words_of(plainly(text)))


def _moved(finding: Finding, op: Op, text: str, standing: Standing, namer: Namer) -> Finding:
    return replace(
        finding,
        adverse=None,
        effect=Effect.TOUCHES,
        severity=Severity.LOW,
        meaning=_MOVED,
        quoted=(Span(op, text),),
        elsewhere=namer.elsewhere(op, standing.eid),
    )
