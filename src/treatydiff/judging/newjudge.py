"""Draft of the new judge (to become __init__)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatydiff.choices import as_kept
from treatydiff.faults import Faults
from treatydiff.judging import clauses
from treatydiff.judging.arbiter import arbitrate, decide, slight
from treatydiff.judging.bearing import Bearings
from treatydiff.judging.composed import Compose
from treatydiff.judging.disguised import disguised
from treatydiff.judging.elsewhere import placed
from treatydiff.judging.excerpts import excerpt
from treatydiff.judging.framing import Framing
from treatydiff.judging.leftover import leftover
from treatydiff.judging.messages import Namer
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Passages, as_printed
from treatydiff.judging.reach import Map, escapes
from treatydiff.judging.scene import Scene
from treatydiff.judging.subject import Subject
from treatydiff.judging.undecided import proposed
from treatydiff.judging.verdicts import verdicts
from treatydiff.judging.votes import Vote
from treatydiff.judging.wording import load
from treatydiff.judging.restating import plainly
from treatydiff.judging.wording import sentences
from treatydiff.model import Alignment, Change, Draft, Kind, Op, Redline, Span, Significance
from treatydiff.references import References
from treatydiff.report import FRAME, Effect, Finding, Severity
from treatydiff.themes import Measure, Profile, Reads, Theme
from treatydiff.themes.lexicon import lexicon_of
from treatydiff.judging import old as _old

_WORSE = {Effect.EXPANDS: True, Effect.WEAKENS: True, Effect.NARROWS: False, Effect.STRENGTHENS: False}
_EFFECTS = {
    (Measure.POWER, True): Effect.EXPANDS,
    (Measure.POWER, False): Effect.NARROWS,
    (Measure.PROTECTION, True): Effect.WEAKENS,
    (Measure.PROTECTION, False): Effect.STRENGTHENS,
}
_KINDS = {Reads.NUMBER: "quantity"}
TRACE = []


class Judge:
    def __init__(self, redline, old, new, themes, profile, faults):
        self.redline, self.old, self.new, self.themes, self.profile, self.faults = redline, old, new, themes, profile, faults
        self.namer = Namer(old, new)
        self.docket = _old._Docket(themes)
        self.moves, self.wording = Moves(redline, old, new), load(new.language)
        self.references = References(old, new, Alignment(tuple(c.link for c in redline.all)))
        self.lexicon = lexicon_of(themes, new.language)
        self.reader = clauses.reader(new.language)
        self.passages = Passages(redline, old, new)
        self.subject = Subject(old, new, self.reader.lexis if self.reader else None)
        self.own = frozenset(t.name for t in themes if t.own)
        self.measures = {t.name: t.measure for t in themes}
        if self.reader:
            self.framing = Framing(redline, old, new, self.wording, self.reader, themes, profile, self.moves)
            self.bearings = {op: Bearings(self.framing._sides[op], self.references, i) for i, op in enumerate((Op.DELETE, Op.INSERT))}
            self.compose = Compose(self.reader, self.wording, self.bearings, self.references)

    def changes(self):
        found = self.passages.changes if self.own else tuple(filter(self.subject.concerns, self.passages.changes))
        return tuple(c for c in found if not (self.reader and _old._only_points(self.passages, c, self.reader.lexis)))

    # votes
    def ruled(self, change) -> Iterator[Vote]:
        for number, passage in enumerate(self.passages.of(change)):
            scene = Scene(passage, self.wording, self.moves, self.lexicon, self.references)
            for rules in self.docket.called(scene.candidates):
                heard = []
                for rule in rules:
                    if self.profile.mutes(rule.id):
                        continue
                    with self.faults.caught(rule.id, lambda: str(self.namer.name(change))):
                        heard += list(verdicts(rule, scene))
                for together in _old._apart(heard):
                    v = _old._weigh(_old._main(together) if passage.whole else together)
                    kind = _KINDS.get(v.rule.reads, v.rule.reads.value)
                    yield Vote(kind, v.rule.id, _WORSE.get(v.outcome.effect), v.rule.severity, v.says, v.removed, v.introduced, v.at,
                               quoted=v.quoted, whole=passage.whole or kind == "whole", passage=number)

    def framed(self, change) -> Iterator[Vote]:
        if not self.reader or not self.subject.frames(change):
            return
        if change.kind is Kind.AMENDED or self.passages.dropped_for_another(change):
            for number, passage in enumerate(self.passages.of(change)[:60]):
                for vote in self.framing.amended(passage):
                    yield vote._replace(passage=number)
                for vote in (*self.compose.scope(passage), *self.compose.force(passage), *self.compose.cited(passage)):
                    yield vote._replace(passage=number)
                yield from self.lifted_sentences(passage, number)
        else:
            yield from self.whole(change)

    def lifted_sentences(self, passage, number):
        for op, side in ((Op.DELETE, passage.old), (Op.INSERT, passage.new)):
            provision = passage.change.old if op is Op.DELETE else passage.change.new
            if provision is None:
                continue
            for start, end in side.replaced:
                bearing = self.bearings[op].lifted(side.text[start:end], provision)
                if bearing is None:
                    bearing = self.compose.lifts_before(side, start, end, op, provision)
                if bearing is not None and bearing.sign:
                    yield from self._lifted(bearing, op, side.raw[start:end].strip(), side.spot(start, end), number)

    def _lifted(self, bearing, op, text, at, number):
        sign = self.reader.signs.sign(bearing.role, "lifted", "gained" if op is Op.INSERT else "lost")
        if sign:
            words = ((), (text,)) if op is Op.INSERT else ((text,), ())
            yield self.compose.vote("lifted", bearing.role, sign, words, at)._replace(whole=True, passage=number)

    def whole(self, change):
        op = Op.INSERT if change.kind is Kind.INSERTED else Op.DELETE
        lifted = []
        for provision in change.link.new if op is Op.INSERT else change.link.old:
            if self.framing._is_unit(provision, op) and provision.text:
                text = plainly(provision.text)
                bearing = self.bearings[op].lifted(text, provision)
                kind, given = self.bearings[op].hung(provision)
                if kind == "fixed" and given.turned:
                    bearing = given
                if bearing is not None and bearing.sign:
                    lifted += self._lifted(bearing, op, provision.text, (0, len(provision.text)), 0)
        votes = [self.leaning(change, op, v) for v in self.framing.whole(change)]
        if lifted:
            yield from lifted
            return
        yield from votes

    def leaning(self, change, op, v):
        """A role that is not sure by its own words, with the direction of the composed bearing if that is clear."""
        if v.worse is not None or v.role is None:
            return v
        from treatydiff.judging.clauses import BURDENS
        provision = (change.link.new if op is Op.INSERT else change.link.old)[0]
        b = self.bearings[op].whole(provision) if not provision.text else self.bearings[op].of(provision)
        if b.clear and b.sign and (b.sign < 0) is (v.role in BURDENS):
            return v._replace(kind="leaning", worse=(b.sign < 0) is (op is Op.INSERT))
        return v

    # ------
    def judge(self):
        found = []
        changes = self.changes()
        spoken = set()
        everything = {}
        for change in changes:
            votes = []
            with self.faults.caught("findings", lambda: str(self.namer.name(change))):
                ruled = list(self.ruled(change))
                framed = list(self.framed(change))
                votes = list(self.doubt(change, ruled, framed))
            everything[change.id] = (change, votes)
        closer = {(v.theme, c.within) for c, votes in everything.values() for v in votes if v.kind == "role" and v.worse is not None}
        for change, votes in everything.values():
            votes = [v for v in votes if not (v.whole and v.kind == "whole" and _old_whole_article(change) and (v.theme, change.within) in closer)]
            if votes and not (decide(votes).worse is None and slight(votes)):
                found += self.told(change, votes)
                spoken.add(change.id)
        found += self.escaped(found)
        if self.reader:
            for change in changes:
                if change.id not in spoken and self.subject.frames(change):
                    with self.faults.caught("findings", lambda: str(self.namer.name(change))):
                        for vote in self.framing.more(self.passages.of(change), change):
                            found += self.told(change, [vote])
        found = list(placed(found, self.moves, self.passages, self.namer))
        found = [f for each in found if (f := _old._within(self.subject, self.own, each))]
        found = [replace(f, also=leftover(f, self.wording.small)) for f in found]
        found = [replace(f, decided=self.passages.dropped_for_another(f.change) or _old._between_alternatives(f)) for f in found]
        found = [replace(f, excerpt=as_kept(f.change, f.excerpt)) if f.change.choices else f for f in found]
        found = [proposed(f) for f in found]
        found += disguised(self.redline, self.namer)
        places = {c.id: i for i, c in enumerate(self.redline.all)}
        found.sort(key=lambda f: places[f.change.id])
        return tuple(replace(f, id=f"f{n}") for n, f in enumerate(found, 1))

    def doubt(self, change, ruled, framed):
        fr = self.framing if self.reader else None
        passages = self.passages.of(change)
        lifts = [v for v in framed if v.kind == "lifted"]
        exceptions = [v for v in framed if v.kind in ("exception",)]
        for v in (*ruled, *framed):
            if fr:
                if v.kind not in ("modality", "force", "turn") and fr.renamed(change):
                    continue
                if v.kind == "quantity" and change.kind is Kind.AMENDED:
                    from treatydiff.judging.stepping import of_another_clock
                    words = "".join(v.removed), "".join(v.introduced)
                    if any(of_another_clock(fr.clocks(p), words, v.worse, (p.old, p.new)) for p in passages):
                        continue
                if v.kind in ("words", "whole", "list", "modality") and fr.weighing.restated(passages, change, binding=v.kind == "modality"):
                    continue
                if "same" in v.doubts:
                    continue
                if lifts and v.kind != "lifted" and v.whole and any(_meets(v, l) for l in lifts):
                    continue
                if v.kind in ("slot", "words", "list", "condition", "member") and any(_inside(v, e) for e in exceptions):
                    continue
                if v.kind == "list" and any(v.passage == e.passage and _meets(v, e) for e in framed if e.kind in ("condition", "exception", "choice")):
                    continue
                if v.kind == "articles":
                    if any(e.kind == "yields" for e in framed):
                        continue
                    v = v._replace(worse=None)
                if v.kind in ("list", "words") and self.against_bearing(change, v):
                    v = v.doubted("bearing")
                if v.kind in ("words", "whole", "list", "exchange", "scale") and change.kind is Kind.AMENDED and fr.crowded(change):
                    v = v.doubted("crowded")
                if v.kind in ("words","whole","list","modality","scale","exchange") :
                    v = self.old_doubts(change, passages, v)
                    if v is None:
                        continue
            yield v

    def against_bearing(self, change, v):
        """Whether a rule on powers speaks of a clause that protects, or one on protections of one that burdens."""
        if change.kind is not Kind.AMENDED or v.worse is None:
            return False
        passages = self.passages.of(change)
        p = passages[v.passage]
        op = Op.INSERT if v.introduced or not v.removed else Op.DELETE
        side, provision = (p.new, change.new) if op is Op.INSERT else (p.old, change.old)
        at = next(((a, b) for a, b in side.sentences if side.marked(b - 1) >= v.at[0]), (0, len(side.text)))
        sign = self.bearings[op].text(side.text[at[0]:at[1]], provision).sign
        power = self.measures.get(v.theme) is Measure.POWER
        if v.kind == "words":
            return power and sign > 0
        return sign > 0 if power else sign < 0

    def old_doubts(self, change, passages, v):
        fr = self.framing
        effect = _EFFECTS.get((self.measures.get(v.theme), v.worse)) if v.worse is not None else None
        if v.kind == "whole" and change.kind is not Kind.AMENDED:
            better = v.worse is (change.kind is Kind.DELETED)
            if better and fr.grants.denies(change):
                return None
            probe = Finding("", v.theme, v.rule, effect or Effect.TOUCHES, None, v.severity, change, v.removed, v.introduced, v.says)
            if effect is _old._POWERS.get(change.kind) and fr.grants.only_tasks(change):
                return v.doubted("task")
            if effect is _old._PROTECTIONS.get(change.kind) and fr.grants.only_powers(change):
                return v.doubted("power")
            if effect and fr.unread(probe):
                return v.doubted("unread")
        if change.kind is Kind.AMENDED and effect in _old._PROTECTIONS.values():
            probe = Finding("", v.theme, v.rule, effect, None, v.severity, change, v.removed, v.introduced, v.says)
            if fr.lacked(passages, probe):
                return v.doubted("lacked")
            way = Op.DELETE if v.worse else Op.INSERT
            if v.kind == "whole" and fr.grants.brings_powers(passages, way):
                return v.doubted("brings powers")
        came, went = bool(v.introduced), bool(v.removed)
        op = {(True, False): Op.INSERT, (False, True): Op.DELETE}.get((came, went))
        told = {Op.INSERT: False, Op.DELETE: True}.get(op) if op else None
        if op and v.worse is told and fr.weighing.pulls_both_ways(passages, change, op):
            return v.doubted("both ways")
        return v

    def told(self, change, votes):
        decision, chosen = arbitrate(votes)
        TRACE.append((change, votes, decision))
        firm = any(v.worse is not None for v in chosen)
        passages = self.passages.of(change)
        for v in chosen:
            measure = self.measures.get(v.theme)
            if measure is None or self.profile.mutes(v.rule):
                continue
            effect = Effect.TOUCHES if v.worse is None else _EFFECTS[measure, v.worse]
            passage = passages[v.passage] if v.passage < len(passages) else None
            removed, introduced = v.quoted or (v.removed, v.introduced)
            quoted = (*(Span(Op.DELETE, w) for w in removed), *(Span(Op.INSERT, w) for w in introduced))
            if passage is not None and (passage.whole and v.kind not in ("role", "lifted")):
                quoted = ()
            if v.kind in ("role", "lifted") and change.kind is not Kind.AMENDED and not self.passages.dropped_for_another(change):
                words = (v.introduced or v.removed)[0]
                shown = (Span(Op.DELETE if change.kind is Kind.DELETED else Op.INSERT, words, Significance.SUBSTANTIVE),)
            elif passage is not None:
                shown = excerpt(*as_printed(passage, v.at))
            else:
                shown = ()
            yield Finding("", v.theme, v.rule, effect, self.profile.adverse(v.rule, effect), v.severity, change, v.removed, v.introduced,
                          v.says, self.namer.name(change), quoted, shown)

    def escaped(self, found):
        court = _old._Court(self.themes, self.profile, self.namer, self.docket, self.faults)
        return list(court.escaped(Map(self.redline, self.old, self.new, self.wording, self.references), found))


def _old_whole_article(change):
    from treatydiff.model import Level
    return change.kind is not Kind.AMENDED and change.provision.level is Level.ARTICLE


def _meets(a, b):
    return a.passage == b.passage and a.at[0] < b.at[1] and b.at[0] < a.at[1]


def _inside(a, b):
    return a.passage == b.passage and b.at[0] <= a.at[0] and a.at[1] <= b.at[1]


def judge(redline, old, new, themes, profile, faults=None):
    return Judge(redline, old, new, themes, profile, faults or Faults()).judge()
