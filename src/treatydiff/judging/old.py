"""Which themes a change touches, and in which direction.

No model and no network: a change is judged from what came and went, by the rules of the themes, in the context of its
provision and article. One change gives at most one finding a theme, the heaviest, and one on how binding it is. Where
rules of equal weight point in opposite directions, or a direction cannot be told, the finding says ``touches`` and
gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from treatydiff.choices import as_kept
from treatydiff.faults import Faults
from treatydiff.judging import clauses
from treatydiff.judging.asides import pointing
from treatydiff.judging.disguised import disguised
from treatydiff.judging.elsewhere import placed
from treatydiff.judging.excerpts import excerpt
from treatydiff.judging.framing import Framing
from treatydiff.judging.leftover import leftover
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.merging import merged, once, unsure, worse
from treatydiff.judging.messages import Namer, quoted
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Passages, as_printed
from treatydiff.judging.reach import Escape, Map, escapes
from treatydiff.judging.scene import Scene, Verdict
from treatydiff.judging.seconding import Readings
from treatydiff.judging.stepping import of_another_clock
from treatydiff.judging.subject import Subject
from treatydiff.judging.undecided import proposed
from treatydiff.judging.verdicts import verdicts
from treatydiff.judging.wording import load
from treatydiff.model import Alignment, Change, Draft, Kind, Op, Redline, Span
from treatydiff.references import References
from treatydiff.report import Effect, Finding, Severity
from treatydiff.themes import Outcome, Profile, Reads, Rule, Theme
from treatydiff.themes.lexicon import lexicon_of

_SEVERITIES = list(Severity)


def judge(
    redline: Redline,
    old: Draft,
    new: Draft,
    themes: tuple[Theme, ...],
    profile: Profile,
    faults: Faults | None = None,
) -> tuple[Finding, ...]:
    """The findings of a comparison, in reading order; of one change in the order of the themes.

    A rule that fails on a change says nothing there, and ``faults`` comes to hold why; the others still speak.
    """
    faults = faults or Faults()
    court = _Court(themes, profile, Namer(old, new), _Docket(themes), faults)
    moves, wording = Moves(redline, old, new), load(new.language)
    references = References(old, new, Alignment(tuple(change.link for change in redline.all)))
    lexicon = lexicon_of(themes, new.language)
    forces = frozenset(rule.id for theme in themes for rule in theme.rules if rule.reads is Reads.MODALITY)
    reader, passages, found = clauses.reader(new.language), Passages(redline, old, new), list[Finding]()
    subject = Subject(old, new, reader.lexis if reader else None)
    own = frozenset(theme.name for theme in themes if theme.own)
    changes = passages.changes if own else tuple(filter(subject.concerns, passages.changes))
    changes = tuple(c for c in changes if not (reader and _only_points(passages, c, reader.lexis)))
    for change in changes:
        with faults.caught("findings", lambda: str(court.namer.name(change))):  # noqa: B023 - called at once
            scenes = (Scene(passage, wording, moves, lexicon, references) for passage in passages.of(change))
            found += _one_a_theme((finding for scene in scenes for finding in court.try_(scene)), forces)
    found += court.escaped(Map(redline, old, new, wording, references), found)
    heard = found
    if reader:
        framing = Framing(redline, old, new, wording, reader, themes, profile, moves)
        named = tuple(filter(subject.frames, changes))
        framed = [finding for change in named for finding in court.framed(framing, passages, change)]
        lists = frozenset(rule.id for theme in themes for rule in theme.rules if rule.reads is Reads.LIST)
        found = [f for f in found if not (court.restated(framing, passages, f) or court.gainsaid(framing, f))]
        found = [finding for finding in found if not court.of_another_clock(framing, passages, finding)]
        found = [court.doubted(framing, passages, finding) for finding in found]
        heard = [*found, *framed]
        ruled = unsure(once(found, lists, framing.throughout), framing.crowded)
        wholes = frozenset(rule.id for theme in themes for rule in theme.rules if rule.reads is Reads.WHOLE)
        found = list(merged(ruled, framed, framing.renamed, wholes))
        told = {finding.change.id for finding in found}
        silent = (change for change in named if change.id not in told)
        found += [finding for change in silent for finding in court.more(framing, passages, change)]
    found = list(placed(found, moves, passages, court.namer))
    found = [finding for each in found if (finding := _within(subject, own, each))]
    found = [replace(finding, also=leftover(finding, wording.small)) for finding in found]
    readings = Readings(heard)
    found = [f if f.theme in own else readings.seconded(f) for f in found]
    found = [replace(f, decided=passages.dropped_for_another(f.change) or _between_alternatives(f)) for f in found]
    found = [replace(f, excerpt=as_kept(f.change, f.excerpt)) if f.change.choices else f for f in found]
    found = [proposed(finding) for finding in found]
    found += disguised(redline, court.namer)
    places = {change.id: place for place, change in enumerate(redline.all)}
    found.sort(key=lambda finding: places[finding.change.id])
    return tuple(replace(finding, id=f"f{number}") for number, finding in enumerate(found, start=1))


def _only_points(passages: Passages, change: Change, lexis: Lexis) -> bool:
    """Whether a change only brings in, or takes out, words on where something is treated."""
    found = tuple(passages.of(change))
    return bool(found) and all(pointing(passage, lexis) for passage in found)


def _within(subject: Subject, own: frozenset[str], finding: Finding) -> Finding | None:
    """A finding as the subject of the drafts allows it: where that is another, hardly ever, and never as high."""
    if finding.theme in own:
        return finding
    if finding.effect in _OF_POWERS and subject.on_goods(finding.change):
        return replace(finding, adverse=None, effect=Effect.TOUCHES, severity=Severity.LOW)
    if not subject.foreign:
        return finding
    return replace(finding, severity=_lower(finding.severity)) if subject.concerns(finding.change) else None


def _between_alternatives(finding: Finding) -> bool:
    """Whether the words that decided are those that a choice dropped or kept."""
    choices, words = finding.change.choices, [span.text for span in finding.quoted]
    dropped = [one for choice in choices for one in choice.dropped]
    return any(one in word or word in one for one in dropped for word in words)


def _lower(severity: Severity) -> Severity:
    return Severity.MEDIUM if severity is Severity.HIGH else severity


def _one_a_theme(found: Iterable[Finding], forces: frozenset[str]) -> Iterable[Finding]:
    """Of the findings of one change the first of each theme, or the first adverse one.

    Those of rules on how binding it is (``forces``) by themselves.
    """
    kept: dict[tuple[str, bool], Finding] = {}
    for finding in found:
        key = finding.theme, finding.rule in forces
        known = kept.setdefault(key, finding)
        if finding.adverse and not known.adverse:
            kept[key] = finding
    return kept.values()


class _Docket:
    """Finds the rules that have all they ask for near a passage."""

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self._calls: dict[str, list[tuple[int, int]]] = {}
        self._themes = themes
        self.reads = {rule.id: rule.reads for theme in themes for rule in theme.rules}
        for number, theme in enumerate(themes):
            for place, rule in enumerate(theme.rules):
                for name in rule.needs[0]:
                    self._calls.setdefault(name, []).append((number, place))

    def called(self, candidates: frozenset[str]) -> Iterator[list[Rule]]:
        """The rules that may speak, those of one theme together, in the order of the themes' files."""
        places = {place for name in candidates for place in self._calls.get(name, ())}
        for number, group in groupby(sorted(places), key=itemgetter(0)):
            rules = (self._themes[number].rules[place] for _, place in group)
            yield [rule for rule in rules if all(not need.isdisjoint(candidates) for need in rule.needs)]


class _Court(NamedTuple):
    themes: tuple[Theme, ...]
    profile: Profile
    namer: Namer
    docket: _Docket
    faults: Faults

    def try_(self, scene: Scene) -> Iterator[Finding]:
        """The findings of one passage, one a theme; how binding it is apart from what else it says."""
        for rules in self.docket.called(scene.candidates):
            heard = [v for rule in rules if not self.profile.mutes(rule.id) for v in self._heard(rule, scene)]
            for together in _apart(heard):
                yield self._finding(scene.passage, _weigh(_main(together) if scene.passage.whole else together))

    def _heard(self, rule: Rule, scene: Scene) -> list[Verdict]:
        """What one rule concludes; nothing where it fails."""
        with self.faults.caught(rule.id, lambda: str(self.namer.name(scene.passage.change))):
            return list(verdicts(rule, scene))
        return []

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
            meaning=verdict.says,
            where=self.namer.name(passage.change),
            quoted=quoted(passage, verdict),
            excerpt=excerpt(*as_printed(passage, verdict.at)),
        )

    def escaped(self, chart: Map, found: Sequence[Finding]) -> Iterator[Finding]:
        """Provisions out of (or into) the reach of a safeguard, where the theme has said nothing on them yet."""
        said = {(finding.theme, finding.change.id) for finding in found}
        for theme in self.themes:
            for escape in (escape for rule in theme.rules for escape in self._escapes(chart, rule)):
                outcome = escape.rule.rise if escape.into else escape.rule.fall
                if outcome and not self.profile.mutes(escape.rule.id) and (theme.name, escape.change.id) not in said:
                    said.add((theme.name, escape.change.id))
                    yield self._escape(escape, outcome)

    def _escapes(self, chart: Map, rule: Rule) -> list[Escape]:
        with self.faults.caught(rule.id):
            return list(escapes(chart, rule))
        return []

    def framed(self, framing: Framing, passages: Passages, change: Change) -> Iterator[Finding]:
        """What the clause frames say of a change, whatever the rules say."""
        with self.faults.caught("findings", lambda: str(self.namer.name(change))):
            yield from framing.findings(passages, change, self.namer.name(change))

    def restated(self, framing: Framing, passages: Passages, finding: Finding) -> bool:
        """Whether a finding goes by words for which the other draft has others that say the same."""
        reads = self.docket.reads.get(finding.rule)
        binding = reads is Reads.MODALITY
        return reads in _BY_WORDS and framing.weighing.restated(
            passages.of(finding.change), finding.change, binding=binding
        )

    def of_another_clock(self, framing: Framing, passages: Passages, finding: Finding) -> bool:
        """Whether a rule on numbers takes an age for a time, or a threshold for a penalty."""
        if self.docket.reads.get(finding.rule) is not Reads.NUMBER or finding.change.kind is not Kind.AMENDED:
            return False
        words = "".join(finding.removed), "".join(finding.introduced)
        return any(
            of_another_clock(framing.clocks(passage), words, worse(finding), (passage.old, passage.new))
            for passage in passages.of(finding.change)
        )

    def gainsaid(self, framing: Framing, finding: Finding) -> bool:
        """Whether a rule takes for a protection, or a limit, a provision that rules one out."""
        whole, kind = self.docket.reads.get(finding.rule) is Reads.WHOLE, finding.change.kind
        better = kind is not Kind.AMENDED and worse(finding) is (kind is Kind.DELETED)
        return whole and better and framing.grants.denies(finding.change)

    def doubted(self, framing: Framing, passages: Passages, finding: Finding) -> Finding:
        """A finding, without a direction where a good word came, or a bad one went, and all in all more was lost.

        The same where a clause is called a power by its subject and lets or makes somebody do nothing to people, or
        a protection for words that only hang on the power that it gives.
        """
        whole, kind = self.docket.reads.get(finding.rule) is Reads.WHOLE, finding.change.kind
        task = finding.effect is _POWERS.get(kind) and framing.grants.only_tasks(finding.change)
        power = finding.effect is _PROTECTIONS.get(kind) and framing.grants.only_powers(finding.change)
        if whole and kind is not Kind.AMENDED and (task or power or framing.unread(finding)):
            return replace(finding, adverse=None, effect=Effect.TOUCHES)
        protects = kind is Kind.AMENDED and finding.effect in _PROTECTIONS.values()
        if protects and framing.lacked(passages.of(finding.change), finding):
            return replace(finding, adverse=None, effect=Effect.TOUCHES)
        way = Op.DELETE if worse(finding) else Op.INSERT
        if whole and protects and framing.grants.brings_powers(passages.of(finding.change), way):
            return replace(finding, adverse=None, effect=Effect.TOUCHES)
        if self.docket.reads.get(finding.rule) is Reads.MODALITY and finding.change.kind is Kind.AMENDED:
            words = ("".join(finding.removed), "".join(finding.introduced))
            if framing.unsure_force(passages.of(finding.change), *words):
                return replace(finding, adverse=None, effect=Effect.TOUCHES)
        came, went = bool(finding.introduced), bool(finding.removed)
        op = {(True, False): Op.INSERT, (False, True): Op.DELETE}.get((came, went))
        told = {Op.INSERT: False, Op.DELETE: True}.get(op) if op else None
        if (
            op
            and worse(finding) is told
            and framing.weighing.pulls_both_ways(passages.of(finding.change), finding.change, op)
        ):
            return replace(finding, adverse=None, effect=Effect.TOUCHES)
        return finding

    def more(self, framing: Framing, passages: Passages, change: Change) -> Iterator[Finding]:
        """What is said of a change on which neither rules nor frames speak."""
        with self.faults.caught("findings", lambda: str(self.namer.name(change))):
            yield from framing.more(passages.of(change), change, self.namer.name(change))

    def _escape(self, escape: Escape, outcome: Outcome) -> Finding:
        rule = escape.rule
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
            meaning=f"{outcome.says} {escape.says}",
            where=self.namer.name(escape.change),
            excerpt=(Span(Op.KEEP, escape.quote),),
        )


# ----------------------------------------------------------------------------------------------- one verdict a theme


def _apart(heard: list[Verdict]) -> Iterator[list[Verdict]]:
    """What is heard on how binding a clause is, and what on all else: a change of force is a change of its own."""
    for binding in (False, True):
        together = [verdict for verdict in heard if (verdict.rule.reads is Reads.MODALITY) is binding]
        if together:
            yield together


def _main(heard: list[Verdict]) -> list[Verdict]:
    """Of a provision that came or went as a whole: what creates the power or protection outweighs limits inside it."""
    main = [v for v in heard if v.rule.reads is Reads.WHOLE and v.rule.rise and v.rule.rise.effect in _GRANTS]
    return main or heard


_BY_WORDS = frozenset({Reads.WORDS, Reads.WHOLE, Reads.LIST, Reads.MODALITY})
"""What rules read that may be said in other words; numbers, rungs and articles are compared by what they are."""
_GRANTS = frozenset({Effect.EXPANDS, Effect.STRENGTHENS})
_OF_POWERS = frozenset({Effect.EXPANDS, Effect.NARROWS})
_POWERS = {Kind.INSERTED: Effect.EXPANDS, Kind.DELETED: Effect.NARROWS}
_PROTECTIONS = {Kind.INSERTED: Effect.STRENGTHENS, Kind.DELETED: Effect.WEAKENS}
"""What a provision does as it comes, or goes: one that gives a power, one that protects."""


def _weigh(heard: Sequence[Verdict]) -> Verdict:
    """The heaviest verdict; ``touches`` where equally heavy ones contradict each other."""
    heaviest = min(_SEVERITIES.index(verdict.rule.severity) for verdict in heard)
    weighty = [verdict for verdict in heard if _SEVERITIES.index(verdict.rule.severity) == heaviest]
    first = weighty[0]
    against = next((v for v in weighty if v.outcome.effect is not first.outcome.effect), None)
    alike = [v for v in weighty if v.outcome.effect is first.outcome.effect]
    words = _union(v.removed for v in alike), _union(v.introduced for v in alike)
    if against is None or Effect.TOUCHES in (first.outcome.effect, against.outcome.effect):
        return first._replace(removed=words[0], introduced=words[1], quoted=(first.removed, first.introduced))
    says = f"the change pulls both ways: {first.says}, yet {against.says}"
    outcome = Outcome(Effect.TOUCHES, says)
    words = _union(v.removed for v in weighty), _union(v.introduced for v in weighty)
    return first._replace(outcome=outcome, says=says, removed=words[0], introduced=words[1], quoted=words)


def _union(words: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in words for word in each))
