"""When a turn for the better may be signed: where nothing else changed in the sentence, or two readings agree.

Of a long provision that came or went a rule alone does not say that all of it protects.

To call a change better than it is costs a reader more than to leave its direction open: nobody looks at it again. So a
favourable verdict on one edit of a rewritten sentence asks for a second witness. Of such verdicts on changes that
lawyers wrote unseen somewhat over half were right, of adverse ones nine in ten; those stand as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from treatydiff.judging.merging import text_of, worse
from treatydiff.judging.restating import stems_in
from treatydiff.lettering import LETTERS
from treatydiff.model import Kind, Op
from treatydiff.report import FRAME, Effect, Finding

_SLIGHT = 15
"""Letters beside the quoted words that may have changed with them: about two words."""
_SLIGHT_OF_IDEOGRAPHS = 5
"""The same in Chinese, where a character says what three letters say."""
_SHORT = 400
"""Characters of a provision that says one thing, or two."""
_OF_ITSELF = tuple(
    f"/{FRAME}{name}"
    for name in ("retention", "penalty", "recourse-time", "safeguard-set", "right-given", "oversight-set")
)
"""Two numbers of one measure, and sentences that came or went whole: which is better does not hang on what else the
provision says."""


class Readings:
    """What rules and frames heard in each change, before they were made one."""

    def __init__(self, heard: Iterable[Finding]) -> None:
        self._heard: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for finding in heard:
            if (sign := worse(finding)) is not None:
                self._heard[text_of(finding.change)][finding.rule] = sign

    def seconded(self, finding: Finding) -> Finding:
        """A finding, without its direction if that is for the better and one reading of a part is all it has.

        What else changed in its sentence must be known (``also``).
        """
        if worse(finding) is not False or finding.rule.endswith(_OF_ITSELF):
            return finding
        if _alone(finding) or self._agree(finding):
            return finding
        return replace(finding, adverse=None, effect=Effect.TOUCHES, leaning=finding.effect)

    def _agree(self, finding: Finding) -> bool:
        """Whether another rule or frame hears the same, and none the contrary."""
        others = {rule: sign for rule, sign in self._heard[text_of(finding.change)].items() if rule != finding.rule}
        return bool(others) and not any(others.values())


def _alone(finding: Finding) -> bool:
    """Whether the words of a finding are about all that changed in its sentence: of others there are few.

    Of a provision that came or went: whether it is short, or the clause frames read it whole.
    """
    if finding.change.kind is not Kind.AMENDED:
        return finding.by_frame or sum(len(part.text) for part in finding.change.provision.walk()) < _SHORT
    letters = "".join((*_other(finding, Op.DELETE, finding.introduced), *_other(finding, Op.INSERT, finding.removed)))
    return len(letters) < (_SLIGHT if letters < "\u2fff" else _SLIGHT_OF_IDEOGRAPHS)


def _other(finding: Finding, op: Op, across: Iterable[str]) -> list[str]:
    """What else came, or went, but for the words that the other side has in another form ("utilisées", "utiliser")."""
    there = (*across, *(span.text for span in finding.also if span.op is not op))
    forms = {stem for text in there for stem in stems_in(text)}
    words = (word for span in finding.also if span.op is op for word in LETTERS.findall(span.text))
    return [word for word in words if forms.isdisjoint(stems_in(word))]
