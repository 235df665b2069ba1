"""Which themes a change touches, and in which direction.

No model and no network: a change is judged from what came and went, by the rules of the themes, in the context of its
provision and article. One change gives at most one finding a theme: the heaviest. Where rules of equal weight point in
opposite directions, or a direction cannot be told, the finding says ``touches`` and gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from treatydiff.excerpts import excerpt
from treatydiff.messages import Namer, message
from treatydiff.model import Draft, Effect, Finding, Op, Redline, Severity, Span
from treatydiff.moves import Moves
from treatydiff.passages import Passage, passages
from treatydiff.reach import Escape, escapes
from treatydiff.themes import Outcome, Profile, Reads, Theme
from treatydiff.verdicts import Scene, Verdict, verdicts
from treatydiff.wording import load

_SEVERITIES = list(Severity)


def judge(
    redline: Redline, old: Draft, new: Draft, themes: tuple[Theme, ...], profile: Profile
) -> tuple[Finding, ...]:
    """The findings of a comparison, in reading order; of one change in the order of the themes."""
    court = _Court(themes, profile, Namer(old, new))
    moves, wording = Moves(redline), load(new.language)
    found: list[Finding] = []
    for passage in passages(redline, old, new):
        found += court.try_(Scene(passage, wording, moves))
    found += court.escaped(redline, old, new, found)
    places = {change.id: place for place, change in enumerate(redline.all)}
    found.sort(key=lambda finding: places[finding.change.id])
    return tuple(replace(finding, id=f"f{number}") for number, finding in enumerate(found, start=1))


@dataclass(frozen=True, slots=True)
class _Court:
    themes: tuple[Theme, ...]
    profile: Profile
    namer: Namer

    def try_(self, scene: Scene) -> Iterator[Finding]:
        """The findings of one passage, one a theme."""
        for theme in self.themes:
            heard = [verdict for verdict in self._heard(theme, scene) if not self.profile.mutes(verdict.rule.id)]
            if heard:
                yield self._finding(scene.passage, _weigh(heard))

    def _heard(self, theme: Theme, scene: Scene) -> list[Verdict]:
        heard = [verdict for rule in theme.rules for verdict in verdicts(rule, scene)]
        return _sentence_first(heard, theme) if scene.passage.whole else heard

    def _finding(self, passage: Passage, verdict: Verdict) -> Finding:
        effect = verdict.outcome.effect
        return Finding(
            id="",
            theme=verdict.rule.id.partition("/")[0],
            rule=verdict.rule.id,
            effect=effect,
            adverse=self.profile.adverse(verdict.rule.id, effect),
            severity=verdict.rule.severity,
            change=passage.change,
            removed=verdict.removed,
            introduced=verdict.introduced,
            message=message(self.namer, passage, verdict),
            excerpt=excerpt(passage.edits, verdict.at),
        )

    def escaped(self, redline: Redline, old: Draft, new: Draft, found: Sequence[Finding]) -> Iterator[Finding]:
        """Articles out of (or into) the reach of a safeguard, where the theme has said nothing on them yet."""
        said = {(finding.theme, finding.change.id) for finding in found}
        for theme in self.themes:
            for rule in theme.rules:
                if rule.reads is Reads.REACH and not self.profile.mutes(rule.id):
                    for escape in escapes(redline, old, new, rule, load(new.language)):
                        outcome = rule.rise if escape.into else rule.fall
                        if outcome and (theme.name, escape.change.id) not in said:
                            yield self._escape(escape, outcome)

    def _escape(self, escape: Escape, outcome: Outcome) -> Finding:
        rule = escape.rule
        says = f"{outcome.says} of article {escape.article}" if escape.article else outcome.says
        return Finding(
            id="",
            theme=rule.id.partition("/")[0],
            rule=rule.id,
            effect=outcome.effect,
            adverse=self.profile.adverse(rule.id, outcome.effect),
            severity=rule.severity,
            change=escape.change,
            removed=(),
            introduced=(),
            message=f"{self.namer.name(escape.change)}: {says}.",
            excerpt=(Span(Op.KEEP, escape.clause.text),),
        )


# ----------------------------------------------------------------------------------------------- one verdict a theme


def _sentence_first(heard: list[Verdict], theme: Theme) -> list[Verdict]:
    """Of a provision that came or went as a whole: what creates the power or protection outweighs limits inside it."""
    main = [v for v in heard if v.rule.reads is Reads.WHOLE and v.rule.rise and v.rule.rise.effect in _GRANTS]
    return main or heard


_GRANTS = frozenset({Effect.EXPANDS, Effect.STRENGTHENS})


def _weigh(heard: Sequence[Verdict]) -> Verdict:
    """The heaviest verdict; ``touches`` where equally heavy ones contradict each other."""
    heaviest = min(_SEVERITIES.index(verdict.rule.severity) for verdict in heard)
    weighty = [verdict for verdict in heard if _SEVERITIES.index(verdict.rule.severity) == heaviest]
    first = weighty[0]
    against = next((v for v in weighty if v.outcome.effect is not first.outcome.effect), None)
    alike = [v for v in weighty if v.outcome.effect is first.outcome.effect]
    words = _union(v.removed for v in alike), _union(v.introduced for v in alike)
    if against is None or Effect.TOUCHES in (first.outcome.effect, against.outcome.effect):
        return replace(first, removed=words[0], introduced=words[1])
    says = f"the change pulls both ways: {first.says}, yet {against.says}"
    outcome = Outcome(Effect.TOUCHES, says)
    words = _union(v.removed for v in weighty), _union(v.introduced for v in weighty)
    return replace(first, outcome=outcome, says=says, removed=words[0], introduced=words[1])


def _union(words: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in words for word in each))
