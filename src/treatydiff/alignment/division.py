"""Divides an unnumbered text where the other draft numbers it; no word changes.

Three plain paragraphs of an article are one text, for in many files nothing tells for sure where one ends. Where
the other draft has numbered provisions in their place it is known: each of them gets the stretch of the text that it
answers to, as an unnumbered provision of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from treatydiff.alignment.families import text_held
from treatydiff.alignment.likeness import plain_words, same_words
from treatydiff.model import ROWS, Alignment, Draft, Level, Link, Op, Origin, Provision, Relation
from treatydiff.text.regexes import regex
from treatydiff.text.words import compare_words

_SENTENCE_ENDS = regex(r"[.;:!?…。；：！？؛؟][\"'”’»)\]]{0,3}(?:\s|(?<=[。；：！？]))")
_LEFT_OUT = 3
"""A sentence of so many words between two stretches that the other draft has left out is a provision of its own."""
_BEGINNING = 20
"""So many characters of a text are looked for behind a number or heading that is printed in the same paragraph."""


def divide(old: Draft, new: Draft, alignment: Alignment) -> tuple[Draft, Draft, Alignment]:
    """Both drafts and their alignment, every text divided that numbering was added to or taken from."""
    cuts = {n: found for n, link in enumerate(alignment.links) if (found := _division(link, old, new))}
    if not cuts:
        return old, new, alignment
    drafts = [
        _divided(draft, [cut for found in cuts.values() if found.side == k for cut in found.cuts])
        for k, draft in enumerate((old, new))
    ]
    known = [{p.eid: p for p in draft.walk()} for draft in drafts]
    pieces = [cuts[n].links() if n in cuts else (link,) for n, link in enumerate(alignment.links)]
    groups = [[replace(each, old=_now(each.old, known[0]), new=_now(each.new, known[1])) for each in g] for g in pieces]
    return drafts[0], drafts[1], replace(alignment, links=tuple(_in_order(groups, drafts[0], drafts[1])))


def _now(side: Sequence[Provision], known: Mapping[str, Provision]) -> tuple[Provision, ...]:
    return tuple(known[p.eid] for p in side)


def _in_order(groups: Sequence[Sequence[Link]], old: Draft, new: Draft) -> list[Link]:
    """In reading order; what has no new side stays behind what it stood behind.

    A group is one link, or what it was divided into: then behind that part of it that the old draft has before.
    """
    before, places = ({p.eid: place for place, p in enumerate(draft.walk())} for draft in (old, new))
    keyed: list[tuple[int, Link]] = []
    last = [(-1, -1)]
    for group in groups:
        told = [(before[k.old[0].eid] if k.old else -1, places[k.new[0].eid]) for k in group if k.new]
        last = sorted(told) or last
        for link in group:
            behind = [at for was, at in last if not link.old or was <= before[link.old[0].eid]]
            keyed.append((places[link.new[0].eid] if link.new else max(behind or [last[0][1]]), link))
    return [link for _, link in sorted(keyed, key=lambda entry: entry[0])]


# ------------------------------------------------------------------------------------------------ where a text is cut


@dataclass(slots=True)
class _Portion:
    """Part of a text and the numbered provisions that it answers to: none where the other draft has left it out."""

    start: int
    stop: int
    answers: tuple[Provision, ...]
    eid: str = ""
    blocks: tuple[int, ...] = ()
    origin: Origin = field(default=Origin())


class _Dissection(NamedTuple):
    """A provision whose text is divided, and how."""

    whole: Provision
    many: tuple[Provision, ...]
    """What holds the numbered provisions in the other draft, and those that answer to a stretch."""
    own: _Portion | None
    """What stays its own text: a chapeau."""
    stretches: tuple[_Portion, ...]
    blocks: tuple[int, ...]
    """The printed paragraphs that stay its own."""

    def part(self, stretch: _Portion, children: tuple[Provision, ...] = ()) -> Provision:
        """A stretch as a provision without a number."""
        level = next((s.answers[0].level for s in (stretch, *self.stretches) if s.answers), Level.PARAGRAPH)
        return replace(
            self.whole, level=level, number="", eid=stretch.eid, heading="", printed="", note="", children=children,
            status=frozenset(), text=self.whole.text[stretch.start : stretch.stop].strip(), blocks=stretch.blocks,
            origin=stretch.origin,
        )  # fmt: skip

    def provision(self) -> Provision:
        """The provision with the stretches inside it, as the numbered ones stand in each other."""
        inside = defaultdict(list)
        homes = {self.many[0].eid: self.whole.eid}
        home = self.whole.eid
        for stretch in self.stretches:
            holders = [p for p in self.many if stretch.answers and _holds(p, stretch.answers[0]) and p.eid in homes]
            home = homes[holders[-1].eid] if holders else home
            homes.update((p.eid, stretch.eid) for p in stretch.answers)
            inside[home].append(stretch)

        lent = self.whole.children if self._is_chapeau() else ()

        def part(stretch: _Portion) -> Provision:
            return self.part(stretch, (*map(part, inside[stretch.eid]), *lent))

        text = self.whole.text[self.own.start : self.own.stop].strip() if self.own else ""
        children = (*map(part, inside[self.whole.eid]), *(() if lent else self.whole.children))
        return replace(self.whole, text=text, children=children, blocks=self.blocks)

    def _is_chapeau(self) -> bool:
        """Whether the text is in one piece, and what stands inside hangs on it as on what answers to it."""
        answers = [p for stretch in self.stretches for p in stretch.answers]
        return not self.own and len(self.stretches) == len(answers) == 1 and bool(answers[0].children)


class _Division(NamedTuple):
    """A link whose undivided side is cut."""

    link: Link
    side: int
    """0 where the texts stand in the old draft, 1 where in the new one."""
    cuts: tuple[_Dissection, ...]

    def links(self) -> Iterator[Link]:
        """One for what holds the stretches, and one for each of them."""
        answered = {p.eid for cut in self.cuts for stretch in cut.stretches for p in stretch.answers}
        one, many = (self.link.old, self.link.new)[:: -1 if self.side else 1]
        yield self._link(self.link, one, tuple(p for p in many if p.eid not in answered))
        for cut in self.cuts:
            yield from (self._answering(cut.part(stretch), stretch.answers) for stretch in cut.stretches)

    def _answering(self, part: Provision, answers: tuple[Provision, ...]) -> Link:
        relation = Relation.AMENDED if len(answers) == 1 else (Relation.SPLIT, Relation.MERGED)[self.side]
        if not answers:
            relation = (Relation.DELETED, Relation.INSERTED)[self.side]
        elif len(answers) == 1 and answers[0].full_text() == part.full_text():
            relation = Relation.UNCHANGED
        alike = round(same_words([part.text], [p.text for p in answers]), 4) if answers else 0.0
        numbered = any(p.number for p in answers)
        told = replace(self.link, relation=relation, similarity=alike, moved=False, renumbered=numbered)
        return self._link(told, (part,), answers)

    def _link(self, link: Link, one: tuple[Provision, ...], many: tuple[Provision, ...]) -> Link:
        return replace(link, old=many, new=one) if self.side else replace(link, old=one, new=many)


def _holds(holder: Provision, inner: Provision) -> bool:
    return holder.eid != inner.eid and any(p.eid == inner.eid for p in holder.walk())


def _division(link: Link, old: Draft, new: Draft) -> _Division | None:
    for side, one, many, draft in ((0, link.old, link.new, old), (1, link.new, link.old, new)):
        if any(p.text for p in one) and (holders := _holders(many)):
            taken = {p.eid for p in draft.walk()}
            found = (_cut(whole, answers, draft, taken) for whole, answers in _shares(one, many, holders))
            cuts = tuple(cut for cut in found if cut)
            return _Division(link, side, cuts) if cuts else None
    return None


def _holders(many: Sequence[Provision]) -> tuple[Provision, ...]:
    """Those in which all the others are numbered; none where that is not so, or where there are no others."""
    inside = {inner.eid for p in many for inner in p.walk() if inner.eid != p.eid} if len(many) > 1 else frozenset()
    held = [p for p in many if p.eid in inside]
    fit = all(p.level not in ROWS and (p.number or p.level is Level.CLOSING) for p in held)
    return tuple(p for p in many if p.eid not in inside) if fit and any(p.number for p in held) else ()


def _shares(
    one: Sequence[Provision], many: Sequence[Provision], holders: Sequence[Provision]
) -> Iterator[tuple[Provision, tuple[Provision, ...]]]:
    """Each text to be divided, with what holds the provisions that answer to it, and these."""
    wholes, spoken = [p for p in one if p.text], [p for p in many if p.text]
    if len(one) == len(holders) == 1:
        if len(spoken) > 1 or _stands_behind(spoken, holders[0]):
            yield one[0], (holders[0], *(p for p in many if p is not holders[0]))
        return
    if any(p.level not in ROWS for p in (*one, *holders)):
        return
    by_whole: dict[str, list[Provision]] = {whole.eid: [] for whole in wholes}
    for provision in spoken:
        by_whole[max(wholes, key=lambda whole: text_held(provision.text, whole.text)).eid].append(provision)
    for whole in wholes:
        holder = next((h for h in holders for p in by_whole[whole.eid] if h is p or _holds(h, p)), None)
        if holder is not None:
            yield whole, (holder, *(p for p in by_whole[whole.eid] if p is not holder))


def _stands_behind(spoken: Sequence[Provision], holder: Provision) -> bool:
    """Whether other words stand before the only provision that answers: the text begins no longer what holds it.

    Of options printed one after the other the one that was kept begins what holds it, whatever stood before.
    """
    others = [p for p in holder.walk() if p.text]
    return len(spoken) == 1 and spoken[0].level is not Level.OPTION and others[0].eid != spoken[0].eid


def _cut(whole: Provision, many: tuple[Provision, ...], draft: Draft, taken: set[str]) -> _Dissection | None:
    located = list(_located(whole, draft))
    spoken = [p for p in many if p.text]
    stretches = list(_stretches(whole.text, spoken, {start for _, start, _ in located}))
    own = stretches.pop(0) if stretches[0].answers[0] is many[0] else None
    apart = [stretch for stretch in stretches if stretch.answers]
    if (own and len(own.answers) > 1) or not apart or (not own and len(apart) == 1 < len(spoken)):
        return None  # where one of them begins cannot be told
    for stretch in stretches:
        stretch.eid = _eid(stretch, whole, taken)
        taken.add(stretch.eid)
        held = [block for block, start, stop in located if start < stretch.stop and stop > stretch.start]
        stretch.blocks = tuple(held) or whole.blocks
        stretch.origin = draft.blocks[held[0]].origin if held else whole.origin
    lent = {block for block, start, _ in located if not (start < 0 or (own and start < own.stop))}
    kept = tuple(block for block in whole.blocks if block not in lent or draft.blocks[block].number)
    return _Dissection(whole, many, own, tuple(stretches), kept)


def _located(whole: Provision, draft: Draft) -> Iterator[tuple[int, int, int]]:
    """The printed paragraphs that hold the text, each with where it begins and ends there: below 0 behind a number."""
    at = 0
    for block in whole.blocks if draft.blocks else ():
        text = " ".join(draft.blocks[block].text.split())
        start = whole.text.find(text, at) if text else -1
        if start < 0 and not at:
            behind = text.find(whole.text[:_BEGINNING])
            fits = behind > 0 and (whole.text.startswith(text[behind:]) or text[behind:].startswith(whole.text))
            start = -behind if fits else -1
            if not fits:
                continue
        if start >= 0 or not at:
            at = start + len(text)
            yield block, start, at


def _stretches(text: str, spoken: Sequence[Provision], printed: set[int]) -> Iterator[_Portion]:
    """The text cut where the next numbered provision begins; where that cannot be told, two keep one stretch."""
    begins = sorted({*printed, *(found.end() for found in _SENTENCE_ENDS.finditer(text))})
    open_ = _Portion(0, len(text), (spoken[0],))
    for provision, (first, last, left_out) in zip(spoken[1:], _beginnings(text, spoken), strict=True):
        places = [at for at in begins if first <= at <= last and at > open_.start] or [last] * (first == last)
        if not places or not open_.start < places[-1] < len(text):
            open_.answers += (provision,)
            continue
        gap = text[places[0] : places[-1]] if left_out else ""
        start = places[-1] if left_out else next((at for at in places if at in printed), places[0])
        apart = len(plain_words(gap)) >= _LEFT_OUT
        yield replace(open_, stop=places[0] if apart else start)
        if apart:
            yield _Portion(places[0], start, ())
        open_ = _Portion(start, len(text), (provision,))
    yield open_


def _beginnings(text: str, spoken: Sequence[Provision]) -> Iterator[tuple[int, int, bool]]:
    """For each provision but the first: between which places of the text it begins, and whether that was left out."""
    starts = [*accumulate(len(p.text) + 1 for p in spoken)][:-1]
    at = there = edited = 0
    replaced = False
    for span in compare_words(text, " ".join(p.text for p in spoken)):
        size = len(span.text)
        while span.op is not Op.DELETE and starts and starts[0] < there + size:
            into = starts.pop(0) - there
            if span.op is Op.INSERT:
                yield edited, at, False
            elif replaced or span.text[:into].strip():
                yield at + into, at + into, False
            else:
                yield edited, at + into, True
        at += size if span.op is not Op.INSERT else 0
        there += size if span.op is not Op.DELETE else 0
        edited = at if span.op is Op.KEEP else edited
        replaced = span.op is Op.INSERT and bool(plain_words(span.text))
    yield from ((len(text), len(text), False) for _ in starts)


def _eid(stretch: _Portion, whole: Provision, taken: set[str]) -> str:
    """As of any provision without a number: its kind, and which of its kind it is."""
    steps = stretch.answers[0].eid.split("__") if stretch.answers else ["para"]
    kind = [step for step in steps if not step.startswith("dup_")][-1].partition("_")[0]
    count = 1
    while (eid := f"{whole.eid}__{kind}_{count}") in taken:
        count += 1
    return eid


# ------------------------------------------------------------------------------------------------------ the draft anew


def _divided(draft: Draft, cuts: Sequence[_Dissection]) -> Draft:
    if not cuts:
        return draft
    by_eid = {cut.whole.eid: cut for cut in cuts}
    return replace(draft, provisions=tuple(_rebuilt(p, by_eid) for p in draft.provisions))


def _rebuilt(provision: Provision, cuts: Mapping[str, _Dissection]) -> Provision:
    children = tuple(_rebuilt(child, cuts) for child in provision.children)
    same = all(a is b for a, b in zip(children, provision.children, strict=True))
    told = provision if same else replace(provision, children=children)
    cut = cuts.get(provision.eid)
    return cut._replace(whole=told).provision() if cut else told
