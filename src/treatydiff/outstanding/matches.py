"""Follows open issues into the next draft: which stand, which were closed and how, which are new.

Nothing is aligned anew: the places of an issue are followed through the redline of the two drafts, letter by letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from treatydiff.model import Change, Draft, Op, Provision, Span
from treatydiff.outstanding.brackets import convention
from treatydiff.outstanding.marks import mark_of
from treatydiff.outstanding.values import Closing, Ending, IssueSort, OpenChoice, Region, Sighting
from treatydiff.references.outline import outline
from treatydiff.report import Report
from treatydiff.text.words import words as words_of

_SAME = 0.8
"""Share of its words that must stand for a bracketed text to be called kept."""
_GONE = 0.2
"""Share below which it is called gone."""
_PLACED = 0.5
"""Share of the place of an issue that another must hold to be the same issue in other words,"""
_LIKE = 0.25
"""if they share so much of their words;"""
_ALIKE = 0.5
"""sharing so much, they need only touch."""
_ANYWHERE = 0.85
"""So much alike, and long enough, is the same issue in another place."""
_BY = 5
"""Words on each side by which the sentence of an issue is known again;"""
_SENTENCE, _BESIDE = 0.7, 0.3
"""so much alike it is the same sentence wherever it stands, so much in the same article."""
_KNOWN = 3
"""Words on each side without which no sentence is looked for elsewhere."""
_MANY = 500
"""New issues among which one that moved and was edited is looked for."""
_LONG = 4
"""Words of an issue that is known again wherever it stands."""


class FollowedWords(NamedTuple):
    """What became of a stretch of one draft in the other."""

    regions: tuple[Region, ...]
    """Where that is."""
    words: str
    """What stands there now."""
    kept: tuple[str, ...]
    """The words of the stretch that stand there unchanged, and"""
    size: int
    """how many it has; signs left out."""
    moved: tuple[str, ...] = ()
    """The ids of the changes to which words of it went."""

    @property
    def share(self) -> float:
        """How much of it is kept, from 0.0 to 1.0."""
        return len(self.kept) / self.size if self.size else 0.0


class DraftStep:
    """Two drafts in a row and what stands where."""

    def __init__(self, report: Report, old: Draft, new: Draft) -> None:
        self.old, self.new = old, new
        self.by_id = {change.id: change for change in report.redline.all}
        self.forward = {p.eid: change for change in report.redline.all for p in change.link.old}
        self.back = {p.eid: change for change in report.redline.all for p in change.link.new}

    def passage(self, regions: Sequence[Region], *, backward: bool = False) -> FollowedWords:
        """What the stretches of an issue are in the other draft; ``backward``: in the older one."""
        found = [part for region in regions if (part := self._part(region, backward)) is not None]
        places = tuple(place for part in found for place in part.regions)
        said = " ".join(part.words for part in found if part.words.strip())
        kept = tuple(word for part in found for word in part.kept)
        moved = tuple(dict.fromkeys(each for part in found for each in part.moved))
        return FollowedWords(places, " ".join(said.split()), kept, sum(part.size for part in found), moved)

    def _part(self, region: Region, backward: bool) -> FollowedWords | None:
        change = (self.back if backward else self.forward).get(region.eid)
        if change is None:
            return None
        mine, other = (change.link.new, change.link.old) if backward else (change.link.old, change.link.new)
        spans = change.heading if region.field == "heading" else change.text
        op = Op.INSERT if backward else Op.DELETE
        sides = _sides("".join(s.text for s in spans if s.op in (Op.KEEP, op)), mine, region.field)
        if region.eid not in sides:
            return None
        offset = sides[region.eid]
        flow = _flow(change, region.field, op, region.start + offset, region.end + offset)
        whole = "".join(s.text for s in spans if s.op is not op)
        theirs = _sides(whole, other, region.field)
        places = tuple(_placed(flow.start, flow.end, theirs, other, region.field))
        return FollowedWords(places, whole[flow.start : flow.end], flow.kept, flow.size, flow.moved)

    @cached_property
    def _said(self) -> list[tuple[Provision, str]]:
        """What each provision of the newer draft says, word by word."""
        return [(p, f" {' '.join(counted(p.text))} ") for p in convention(self.new) if p.text]

    def holding(self, words: Sequence[str]) -> str:
        """The place in the newer draft where these words stand in a row; empty where they do not, or several times."""
        wanted = f" {' '.join(words)} "
        found = [provision for provision, text in self._said if wanted in text]
        return outline(self.new).called(found[0]) if len(found) == 1 else ""

    def heirs(self, eid: str) -> tuple[Provision, ...]:
        """What a provision of the older draft is in the newer one."""
        change = self.forward.get(eid)
        return change.link.new if change else ()

    @cached_property
    def units(self) -> dict[str, str]:
        """By the article of the older draft the article of the newer one."""
        owner = outline(self.new).owner
        owned = outline(self.old).owner
        return {
            owned[p.eid].eid: owner[change.link.new[0].eid].eid
            for change in self.by_id.values()
            if change.link.new
            for p in change.link.old
            if owned[p.eid].eid == p.eid
        }


class _Flow(NamedTuple):
    start: int
    end: int
    kept: tuple[str, ...]
    size: int
    moved: tuple[str, ...]


def _flow(change: Change, field: str, op: Op, low: int, high: int) -> _Flow:
    """An interval of one side of a redline on the other side.

    What was put in right beside it belongs to it where it stands in the place of words at that edge.
    """
    spans = change.heading if field == "heading" else change.text
    position = there = 0
    start = end = -1
    kept: list[str] = []
    mine: list[str] = []
    moved: list[str] = []
    touched = False
    for at, span in enumerate(spans):
        size = len(span.text)
        if span.op in (Op.KEEP, op):
            piece = span.text[max(low - position, 0) : max(high - position, 0)]
            if piece:
                mine.append(piece)
                if span.op is Op.KEEP:
                    first = there + max(low - position, 0)
                    start, end = (first if start < 0 else start), first + len(piece)
                    kept.append(piece)
                else:
                    start, end = (there if start < 0 else start), max(end, there)
                    moved += [span.moved] if span.moved else []
            blank = span.op is Op.KEEP and not span.text.strip()
            touched = (touched and blank) or (span.op is op and bool(piece))
            position += size
            there += size if span.op is Op.KEEP else 0
            continue
        leads = low < high and _leads(spans[at + 1 :], op, low - position)
        if low < position < high or (touched and position >= high) or leads:
            start, end = (there if start < 0 else start), there + size
        there += size
    start = max(start, 0)
    return _Flow(start, max(end, start), _bare(kept), len(_bare(mine)), tuple(moved))


def _leads(spans: Sequence[Span], op: Op, gap: int) -> bool:
    """Whether what goes from a side begins, blanks aside, where an interval does that is ``gap`` letters away."""
    for span in spans:
        if gap < 0:
            return False
        if span.op is Op.KEEP and not span.text.strip():
            gap -= len(span.text)
        elif span.op is not Op.KEEP or gap == 0:
            return span.op is op and 0 <= gap < len(span.text) and not span.text[:gap].strip()
        else:
            return False
    return False


def _bare(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for piece in pieces for word in counted(piece))


def counted(text: str) -> tuple[str, ...]:
    """The words of a text, without signs and capitals."""
    return _counted(text)


@lru_cache(maxsize=8192)
def _counted(text: str) -> tuple[str, ...]:
    return tuple(
        word.casefold() for word in words_of(text.replace("[", " ").replace("]", " ")) if any(map(str.isalnum, word))
    )


def _sides(whole: str, provisions: Sequence[Provision], field: str) -> dict[str, int]:
    """Where in one side of a redline each provision's words begin."""
    found: dict[str, int] = {}
    cursor = 0
    for provision in provisions:
        text = getattr(provision, field)
        start = whole.find(text, cursor) if text else cursor
        if start >= 0:
            found[provision.eid] = start
            cursor = start + len(text)
    return found


def _placed(
    start: int, end: int, sides: dict[str, int], provisions: Sequence[Provision], field: str
) -> Iterator[Region]:
    for provision in provisions:
        if provision.eid not in sides:
            continue
        offset, size = sides[provision.eid], len(getattr(provision, field))
        low, high = max(start - offset, 0), min(end - offset, size)
        if low <= high and start <= offset + size and end >= offset:
            yield Region(provision.eid, field, low, high)


# ------------------------------------------------------------------------------------------------ the same issue again


class Pairing(NamedTuple):
    """An issue of the older draft and the one of the newer draft that it is, by index."""

    old: int
    new: int
    moved: bool
    """Whether it stands in another place, beyond a renumbering."""


def paired(olds: Sequence[Sighting], news: Sequence[Sighting], step: DraftStep) -> list[Pairing]:
    """Which issue of the older draft is which of the newer one: by place and words, then by words alone."""
    by_eid: dict[str, list[int]] = {}
    for at, each in enumerate(news):
        for eid in {region.eid for region in each.regions} | {each.eid}:
            by_eid.setdefault(eid, []).append(at)
    scored = [
        (score, mine, theirs)
        for mine, each in enumerate(olds)
        for theirs, score in _candidates(each, news, by_eid, step)
    ]
    found: dict[int, Pairing] = {}
    taken: set[int] = set()
    for _, mine, theirs in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if mine not in found and theirs not in taken:
            found[mine] = Pairing(mine, theirs, moved=False)
            taken.add(theirs)
    for pairing in _elsewhere(olds, news, found, taken, step):
        found[pairing.old] = pairing
    return [found[at] for at in sorted(found)]


def _candidates(
    old: Sighting, news: Sequence[Sighting], by_eid: dict[str, list[int]], step: DraftStep
) -> Iterator[tuple[int, float]]:
    eids = [p.eid for eid in dict.fromkeys((old.eid, *(r.eid for r in old.regions))) for p in step.heirs(eid)]
    places = step.passage(old.regions).regions if old.regions else ()
    for at in dict.fromkeys(at for eid in eids for at in by_eid.get(eid, ())):
        new = news[at]
        if bool(new.regions) != bool(old.regions):
            continue
        like, place = alike(old, new), _shared(places, new.regions) if old.regions else 1.0
        fits = (place >= _PLACED and like >= _LIKE) or (place > 0 and like >= _ALIKE)
        if fits or (old.sort is IssueSort.OPTIONS is new.sort and place > 0):
            yield at, place + 0.7 * like + 0.3 * (old.sort is new.sort) + (old.words == new.words)


def _shared(places: Sequence[Region], regions: Sequence[Region]) -> float:
    """Letters that two groups of stretches have in common, as a share of all of them."""
    common = sum(
        max(min(one.end, other.end) - max(one.start, other.start), 0)
        for one in places
        for other in regions
        if (one.eid, one.field) == (other.eid, other.field)
    )
    both = sum(each.end - each.start for each in (*places, *regions)) - common
    return common / both if both else 0.0


def alike(one: Sighting, other: Sighting) -> float:
    """How alike two issues are, from 0.0 to 1.0: by all words, or by the choices that they share."""
    mine, theirs = _choices(one), _choices(other)
    choices = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
    return max(choices, dice(counted(one.words), counted(other.words)))


def _choices(sighting: Sighting) -> set[tuple[str, ...]]:
    return {counted(choice.words) for choice in sighting.choices}


def dice(one: Sequence[str], other: Sequence[str]) -> float:
    """How many words two texts share, from 0.0 to 1.0."""
    total = len(one) + len(other)
    return 2 * (Counter(one) & Counter(other)).total() / total if total else 1.0


def _elsewhere(
    olds: Sequence[Sighting],
    news: Sequence[Sighting],
    found: dict[int, Pairing],
    taken: set[int],
    step: DraftStep,
) -> Iterator[Pairing]:
    """Issues that stand elsewhere: in the same article word for word, or long and alike anywhere."""
    left = [at for at in range(len(news)) if at not in taken]
    often = Counter(counted(each.words) for each in olds) | Counter(counted(each.words) for each in news)
    once = [at for at in left if _lone(news[at], often)]
    for mine, old in enumerate(olds):
        if mine in found:
            continue
        theirs = max((at for at in left if _again(old, news[at], step)), key=lambda at: near(old, news[at]), default=-1)
        if theirs < 0 and _lone(old, often) and len(counted(old.words)) >= _LONG and len(once) <= _MANY:
            theirs = max(once, key=lambda at: _far_alike(old, news[at]), default=-1)
            theirs = theirs if theirs in left and _far_alike(old, news[theirs]) >= _ANYWHERE else -1
        if theirs >= 0:
            left.remove(theirs)
            yield Pairing(mine, theirs, moved=True)


def _again(old: Sighting, new: Sighting, step: DraftStep) -> bool:
    """Whether an issue stands word for word elsewhere: in the same sentence anywhere, or in the same article."""
    if old.words != new.words:
        return False
    around_it = near(old, new)
    return around_it >= _SENTENCE or (around_it >= _BESIDE and _same_unit(old, new, step))


def near(one: Sighting, other: Sighting) -> float:
    """How alike the words right around two issues are, from 0.0 to 1.0; 1.0 where neither has any."""
    mine, theirs = ((*counted(each.before)[-_BY:], *counted(each.after)[:_BY]) for each in (one, other))
    return dice(mine, theirs)


def _lone(sighting: Sighting, often: Counter[tuple[str, ...]]) -> bool:
    """Whether an issue's words stand in no other issue of its draft: what is said often goes here and comes there."""
    return often[counted(sighting.words)] == 1


def _far_alike(old: Sighting, new: Sighting) -> float:
    return alike(old, new) if bool(new.regions) == bool(old.regions) else 0.0


def _same_unit(old: Sighting, new: Sighting, step: DraftStep) -> bool:
    mine, theirs = outline(step.old).owner.get(old.eid), outline(step.new).owner.get(new.eid)
    return mine is not None and theirs is not None and step.units.get(mine.eid) == theirs.eid


# --------------------------------------------------------------------------------------------------------- how it ended


def closing(old: Sighting, step: DraftStep) -> Closing:
    """What closed an issue that is no longer open."""
    if not old.regions:
        return Closing(Ending.WITHDRAWN)
    passage = step.passage(old.regions)
    heirs = [p for p in step.heirs(old.eid) if not p.tombstone]
    place = outline(step.new).called(heirs[0]) if heirs else ""
    agreed = next((mark for p in heirs if (mark := mark_of(p, step.new))), "") if heirs else ""
    outcome, now, dropped = _ended(old, passage, step)
    if outcome is Ending.DROPPED and (went := _went(old, passage, step)):
        return Closing(Ending.KEPT, now=old.choices[0].words, place=went)
    if outcome is Ending.DROPPED and (found := _moved(old, step)):
        return found
    return Closing(outcome, now, dropped, place, agreed)


def _moved(old: Sighting, step: DraftStep) -> Closing | None:
    """How an issue was closed whose sentence stands in another place; None where the sentence is gone."""
    before, after = counted(old.before)[-_BY:], counted(old.after)[:_BY]
    if min(len(before), len(after)) < _KNOWN:
        return None
    for choice in old.choices:
        if counted(choice.words) and (place := step.holding((*before, *counted(choice.words), *after))):
            several = len(old.choices) > 1
            dropped = tuple(_labelled(each) for each in old.choices if each is not choice)
            return Closing(Ending.DECIDED if several else Ending.KEPT, choice.words, dropped, place)
    gone = tuple(_labelled(each) for each in old.choices)
    place = step.holding((*before, *after))
    return Closing(Ending.DROPPED, "", gone, place) if place else None


def _went(old: Sighting, passage: FollowedWords, step: DraftStep) -> str:
    """The place to which the words of an issue moved, if that stands outside of brackets."""
    for change in (step.by_id[each] for each in passage.moved if each in step.by_id):
        provision = change.link.new[0] if change.link.new else None
        if provision and len(old.choices) == 1 and _holds(counted(provision.own), counted(old.choices[0].words)):
            return outline(step.new).called(provision)
    return ""


def _ended(old: Sighting, passage: FollowedWords, step: DraftStep) -> tuple[Ending, str, tuple[str, ...]]:
    """How, what stands in its place now, and the choices that are gone."""
    if old.sort is IssueSort.OPTIONS:
        return _among(old, [_standing(choice, step) for choice in _by_choice(old, step)], passage)
    if old.sort is IssueSort.ALTERNATIVES:
        decided = _decided(old, step)
        return decided or _among(old, [_said(choice.words, passage.words) for choice in old.choices], passage)
    every = tuple(choice.words for choice in old.choices)
    if old.sort in (IssueSort.PLACEHOLDER, IssueSort.UNDECIDED):
        said = counted(passage.words)
        outcome = Ending.FILLED if old.sort is IssueSort.PLACEHOLDER else Ending.REPLACED
        return (outcome, passage.words, ()) if said else (Ending.DROPPED, "", every)
    if passage.share >= _SAME:
        return Ending.KEPT, passage.words, ()
    if counted(passage.words):
        return Ending.REPLACED, passage.words, () if passage.share > _GONE else every
    return Ending.DROPPED, "", every


def _decided(old: Sighting, step: DraftStep) -> tuple[Ending, str, tuple[str, ...]] | None:
    """The choice that the redline reads in the provision, where it is between these alternatives."""
    change = step.forward.get(old.eid)
    mine = _choices(old)
    for choice in change.choices if change else ():
        if counted(choice.kept) in mine and {counted(each) for each in choice.dropped} <= mine:
            return Ending.DECIDED, choice.kept, choice.dropped
    return None


def _among(old: Sighting, stands: Sequence[bool], passage: FollowedWords) -> tuple[Ending, str, tuple[str, ...]]:
    """What became of several choices, of each of which it is known whether it stands."""
    left = [_labelled(choice) for choice, kept in zip(old.choices, stands, strict=True) if kept]
    gone = tuple(_labelled(choice) for choice, kept in zip(old.choices, stands, strict=True) if not kept)
    if len(left) == 1:
        return Ending.DECIDED, left[0], gone
    if left:
        return Ending.COMBINED, passage.words, gone
    return (Ending.REPLACED, passage.words, gone) if counted(passage.words) else (Ending.DROPPED, "", gone)


def _labelled(choice: OpenChoice) -> str:
    return f"{choice.label}: {choice.words}" if choice.label else choice.words


def _said(choice: str, now: str) -> bool:
    """Whether an alternative stands in what is there now, and little else."""
    mine, theirs = counted(choice), counted(now)
    return bool(mine) and _holds(theirs, mine)


def _holds(text: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return bool(part) and any(tuple(text[at : at + size]) == tuple(part) for at in range(len(text) - size + 1))


def _by_choice(old: Sighting, step: DraftStep) -> list[tuple[Region, ...]]:
    """The stretches of each option."""
    every = outline(step.old).provisions
    inner = [{p.eid for p in every[eid].walk()} for eid in old.members]
    return [tuple(region for region in old.regions if region.eid in eids) for eids in inner]


def _standing(regions: Sequence[Region], step: DraftStep) -> bool:
    return step.passage(regions).share >= _SAME - _GONE


# ------------------------------------------------------------------------------------------------------------ the same


def around(old: Sighting, news: Sequence[Sighting], step: DraftStep) -> Iterator[int]:
    """The issues of the newer draft, by index, that hold all the place of an old one."""
    places = [place for place in step.passage(old.regions).regions if place.end > place.start]
    for at, new in enumerate(news):
        if places and all(any(_within(place, region) for region in new.regions) for place in places):
            yield at


def _within(place: Region, region: Region) -> bool:
    same = (place.eid, place.field) == (region.eid, region.field)
    return same and region.start <= place.start and place.end <= region.end


def came(new: Sighting, step: DraftStep) -> str:
    """In a clause, where the words of a new issue come from."""
    if not new.regions:
        return ""
    if new.eid in step.back and not step.back[new.eid].link.old:
        return "with a new provision"
    share = step.passage(new.regions, backward=True).share
    return "around words that stood without brackets" if share >= _SAME else "with new words"
