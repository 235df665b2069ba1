"""Finds the open issues of one draft: brackets, alternatives, options, gaps, footnotes of reservation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.model import Draft, Level, Provision
from treatydiff.outstanding import holders
from treatydiff.outstanding.brackets import FIELDS, BracketPair, DraftSpot, across, convention
from treatydiff.outstanding.clusters import grouped
from treatydiff.outstanding.footnotes import noted
from treatydiff.outstanding.values import IssueSort, OpenChoice, Region, Sighting
from treatydiff.outstanding.vocabulary import (
    agreement,
    gaps,
    is_placeholder,
    is_reservation,
    is_undecided,
    labelled,
    says_undecided,
)
from treatydiff.redline.alternatives import Alternatives
from treatydiff.structure.remarks import note
from treatydiff.text.languages import LANGUAGES, load
from treatydiff.text.lettering import squared
from treatydiff.text.numbering import key
from treatydiff.text.regexes import regex

_AROUND = 90
"""Letters of the text around an issue that are shown on each side."""
_SAYS = 12
"""Words of a provision that may be nothing but a word on what has still to be done."""
_DEEPEST = 20
"""Brackets inside each other that are read."""
_HEADING, _TEXT = 1, 2
_ALT = regex(r"\balt\b", re.IGNORECASE)


class FoundIssue(NamedTuple):
    """A sighting and where in the draft it begins and ends, for what stands inside of what."""

    start: DraftSpot
    end: DraftSpot
    sighting: Sighting


def sightings(draft: Draft, named: Collection[str] = ()) -> tuple[Sighting, ...]:
    """Everything that is open in a draft, in printed order. ``named``: names of delegations beyond those known."""
    return _IssueReader(draft, frozenset(named)).sightings()


class _IssueReader:
    """Reads one draft."""

    def __init__(self, draft: Draft, named: frozenset[str]) -> None:
        self._draft = draft
        self._code = draft.language if draft.language in LANGUAGES else "en"
        self._named = named
        self._provisions = convention(draft)
        self._index = {provision.eid: at for at, provision in enumerate(self._provisions)}
        self._size = {p.eid: sum(1 for _ in p.walk()) for p in self._provisions}
        language = load(self._code)
        self._language = language

    def sightings(self) -> tuple[Sighting, ...]:
        """All of them, each with what it stands inside of."""
        groups = list(self._options())
        wide = [each for pair in across(self._draft, self._provisions) for each in self._across(pair)]
        narrow = [each for at in range(len(self._provisions)) for each in self._within(at)]
        members = {eid for group in groups for eid in group.sighting.members}
        plain_ones = [each for each in (*wide, *narrow) if not self._is_member(each, members)]
        notes = list(self._footnotes())
        ordered = sorted((*groups, *plain_ones, *notes), key=lambda each: (each.start, _reversed(each.end)))
        return tuple(_nested(ordered))

    # ------------------------------------------------------------------------------------------ inside one field

    def _within(self, at: int) -> Iterator[FoundIssue]:
        provision = self._provisions[at]
        for field in (_HEADING, _TEXT):
            text = squared(getattr(provision, FIELDS[field]))
            if text:
                found = list(self._brackets(text, 0, DraftSpot(at, field, 0)))
                yield from found
                yield from self._gaps(text, DraftSpot(at, field, 0), found)
        short = not provision.children and len(provision.text.split()) <= _SAYS and "[" not in provision.text
        if short and not provision.tombstone and is_undecided(provision.text, self._code):
            yield self._one(
                IssueSort.UNDECIDED, DraftSpot(at, _TEXT, 0), len(provision.text), (OpenChoice(provision.text),)
            )

    def _brackets(self, text: str, offset: int, spot: DraftSpot, depth: int = 0) -> Iterator[FoundIssue]:
        """The brackets of a text, those inside others too; ``offset`` is where the text begins in its field."""
        if depth > _DEEPEST:
            return
        for cluster in grouped(text, self._code):
            start, size = spot._replace(at=offset + cluster.start), cluster.end - cluster.start
            members = cluster.each or ((cluster.start + 1, cluster.end - 1),)
            if (found := self._cluster(text, cluster, start, size)) is not None:
                yield found
            for low, high in members:
                yield from self._brackets(text[low:high], offset + low, spot, depth + 1)

    def _cluster(self, text: str, cluster: Alternatives, start: DraftSpot, size: int) -> FoundIssue | None:
        """The issue that one bracket, or alternatives, make; None where they only mark something."""
        if cluster.each:
            choices = tuple(self._wording(each) for each in cluster.of(text))
            behind = holders.behind(text[cluster.end :], self._named)
            return self._one(IssueSort.ALTERNATIVES, start, size, choices, behind)
        whole = text[cluster.start : cluster.end]
        inner = whole[1:-1]
        if agreement(inner, self._code) or note(whole, self._language):
            return None
        named = holders.behind(text[cluster.end :], self._named)
        wording = self._wording(inner)
        wording = replace(wording, holders=tuple(dict.fromkeys((*wording.holders, *named))))
        return self._one(self._sort(inner, wording.words), start, size, (wording,))

    def _sort(self, inner: str, words: str) -> IssueSort:
        if is_placeholder(inner, self._code) or is_placeholder(words, self._code):
            return IssueSort.PLACEHOLDER
        return IssueSort.UNDECIDED if is_undecided(inner, self._code) else IssueSort.WORDS

    def _wording(self, words: str) -> OpenChoice:
        label, rest = labelled(" ".join(words.split()), self._code)
        said, _, wish = rest.rpartition(":")
        if said and wish.strip().casefold() in self._language.compilation.delete:  # as compilations write it
            return OpenChoice("", label, tuple(name.strip(" ()") for name in said.split(",")))
        bare, names = holders.parted(rest, self._code, self._named, declared=bool(label))
        wanted_gone = bool(label or names) and bare.strip().casefold() in self._language.compilation.delete
        return OpenChoice("" if wanted_gone else bare.strip(), label, names)

    def _gaps(self, text: str, spot: DraftSpot, found: Sequence[FoundIssue]) -> Iterator[FoundIssue]:
        """Gaps that stand in no bracket which is one itself."""
        taken = [(each.start.at, each.end.at) for each in found if each.sighting.sort is IssueSort.PLACEHOLDER]
        for start, end in gaps(text, self._code):
            if not any(low <= start and end <= high for low, high in taken):
                yield self._one(
                    IssueSort.PLACEHOLDER, spot._replace(at=start), end - start, (OpenChoice(text[start:end]),)
                )

    def _one(
        self, sort: IssueSort, start: DraftSpot, size: int, choices: tuple[OpenChoice, ...], named: tuple[str, ...] = ()
    ) -> FoundIssue:
        """An issue inside one field; of a provision that is all of it, the provision."""
        provision = self._provisions[start.provision]
        field = FIELDS[start.field]
        text = getattr(provision, field)
        end = start.at + size
        whole = not text[: start.at].strip() and not text[end:].strip(" .;,:。；，")
        if sort is IssueSort.WORDS and whole and field == "text" and not provision.children and not provision.heading:
            sort = IssueSort.PROVISION
        sighting = Sighting(
            sort,
            provision.eid,
            _line(text[start.at : end]),
            choices,
            (Region(provision.eid, field, start.at, end),),
            _before(text[: start.at]),
            _after(text[end:]),
            holders=named,
        )
        return FoundIssue(start, start._replace(at=end), sighting)

    # ------------------------------------------------------------------------------------------ over several fields

    def _across(self, pair: BracketPair) -> Iterator[FoundIssue]:
        """The issue that a pair of brackets makes which opens in one field and closes in another."""
        regions = tuple(self._covered(pair.start, pair.end))
        if not regions:
            return
        words = self._words(regions, pair)
        inner = words.strip().removeprefix("[").removesuffix("]")
        if pair.start.field == 0:
            printed = squared(self._provisions[pair.start.provision].printed)
            inner = inner.removeprefix(printed.removeprefix("[")).strip()
        if agreement(inner, self._code):
            return
        wording = self._wording(inner)
        sort = self._sort(inner, wording.words)
        if sort is IssueSort.WORDS and self._is_whole(pair):
            sort = IssueSort.PROVISION
        first, last = regions[0], regions[-1]
        provision = self._provisions[pair.start.provision]
        before = getattr(provision, first.field)[: first.start] if pair.start.field else ""
        after = getattr(self._provisions[pair.end.provision], last.field)[last.end :]
        around = (_before(before), _after(after))
        sighting = Sighting(sort, provision.eid, words, (wording,), regions, *around, closed=pair.closed)
        yield FoundIssue(pair.start, pair.end, sighting)

    def _covered(self, start: DraftSpot, end: DraftSpot) -> Iterator[Region]:
        for at in range(start.provision, end.provision + 1):
            for field in (_HEADING, _TEXT):
                text = getattr(self._provisions[at], FIELDS[field])
                low = start.at if (at, field) == start[:2] else 0
                high = end.at if (at, field) == end[:2] else len(text)
                if start[:2] <= (at, field) <= end[:2] and text[low:high].strip():
                    yield Region(self._provisions[at].eid, FIELDS[field], low, high)

    def _words(self, regions: Sequence[Region], pair: BracketPair) -> str:
        """All that is covered, with the numbers of the provisions that begin inside."""
        parts = []
        for region in regions:
            provision = self._provisions[self._index[region.eid]]
            first = region.field == "heading" or not provision.heading
            numbered = first and (self._index[region.eid] > pair.start.provision or pair.start.field == 0)
            parts.append(
                f"{provision.printed if numbered else ''} {getattr(provision, region.field)[region.start : region.end]}"
            )
        return _line(" ".join(parts))

    def _is_whole(self, pair: BracketPair) -> bool:
        """Whether whole provisions stand in the brackets."""
        text = getattr(self._provisions[pair.end.provision], FIELDS[pair.end.field])
        ended = not text[pair.end.at :].strip(" .;,:。；，")
        return ended and (pair.start.field == 0 or pair.start.at == 0)

    # ------------------------------------------------------------------------------------------------------- options

    def _options(self) -> Iterator[FoundIssue]:
        families = [tuple(p for p in self._draft.provisions if p.eid in self._index)]
        families += [provision.children for provision in self._provisions]
        for family in families:
            yield from map(self._group, _marked_options(family))
            yield from map(self._group, _alternative_numbers(family))

    def _group(self, members: Sequence[Provision]) -> FoundIssue:
        """Whole provisions of which the draft is to have one."""
        start = DraftSpot(self._index[members[0].eid], 0, 0)
        last = self._index[members[-1].eid] + self._size[members[-1].eid] - 1
        end = DraftSpot(last, _TEXT, len(self._provisions[last].text))
        regions = tuple(self._covered(start, end))
        choices = tuple(self._choice(member) for member in members)
        words = _line(" / ".join(f"{p.printed} {p.full_text()}".strip() for p in members))
        eid = members[0].eid
        return FoundIssue(
            start, end, Sighting(IssueSort.OPTIONS, eid, words, choices, regions, members=tuple(p.eid for p in members))
        )

    def _choice(self, member: Provision) -> OpenChoice:
        text = squared(_line(member.full_text()))
        text = text.removesuffix("]") if _opens(member) else text
        bare, names = holders.parted(text.strip().strip("[").strip(), self._code, self._named)
        return OpenChoice(
            bare, member.printed.strip("[]() ").rstrip(".:") if "(" not in member.printed else _lettered(member), names
        )

    def _is_member(self, found: FoundIssue, members: Collection[str]) -> bool:
        """Whether a bracket holds just one of the provisions that are alternatives: it is told there."""
        sighting = found.sighting
        if sighting.sort is not IssueSort.PROVISION or sighting.eid not in members:
            return False
        return found.end.provision < self._index[sighting.eid] + self._size[sighting.eid]

    # ----------------------------------------------------------------------------------------------------- footnotes

    def _footnotes(self) -> Iterator[FoundIssue]:
        behind, homes = len(self._provisions), noted(self._draft)
        for at, outermost in enumerate(self._draft.provisions):
            if outermost.level is not Level.FOOTNOTE:
                continue
            text = _line(outermost.full_text())
            holds = is_reservation(text, self._code)
            if holds or says_undecided(text, self._code):
                names = holders.named(text, self._named)
                home = homes.get(outermost.eid, "")
                spot = (
                    DraftSpot(self._index[home], len(FIELDS), at) if home in self._index else DraftSpot(behind, 0, at)
                )
                sort, choices = (IssueSort.RESERVATION, ()) if holds else (IssueSort.UNDECIDED, (OpenChoice(text),))
                issue = Sighting(sort, outermost.eid, text, choices, (), holders=names, noted=home)
                yield FoundIssue(spot, spot, issue)


# --------------------------------------------------------------------------------------------------------- families


def _marked_options(family: Sequence[Provision]) -> Iterator[tuple[Provision, ...]]:
    """Runs of ``Option A``, ``Option B``; the count begins anew with another group."""
    group: list[Provision] = []
    for each in (each for each in family if each.level is Level.OPTION):
        if group and each.number.casefold().rpartition(".")[2] in ("1", "a", "i"):
            yield tuple(group)
            group = []
        group.append(each)
    if group:
        yield tuple(group)


def _alternative_numbers(family: Sequence[Provision]) -> Iterator[tuple[Provision, ...]]:
    """``6.`` with the ``6. Alt.`` that follow it."""
    bases: dict[str, list[Provision]] = {}
    for each in family:
        found = _ALT.search(each.number)
        base = key(each.number[: found.start()].strip(" .")) if found else ""
        if base and base in bases:
            bases[base].append(each)
        elif not found:
            bases[key(each.number)] = [each]
        elif base:
            bases[base] = [each]
    yield from (tuple(group) for group in bases.values() if len(group) > 1)


def _opens(member: Provision) -> bool:
    return "[" in squared(member.printed) or squared(member.text).startswith("[")


def _lettered(member: Provision) -> str:
    """``(b) Alt`` of a lettered provision that stands in square brackets or not."""
    return member.printed.strip("[] ").rstrip(".:")


# ------------------------------------------------------------------------------------------------------------- texts


def _line(text: str) -> str:
    return " ".join(text.split())


def _before(text: str) -> str:
    """The end of what stands before an issue, with the blank at its edge."""
    line = " ".join(text[-2 * _AROUND :].split())
    line = line if len(line) <= _AROUND else f"… {line[-_AROUND:].partition(' ')[2]}"
    return f"{line} " if line and text[-1:].isspace() else line


def _after(text: str) -> str:
    """The beginning of what follows it, with the blank at its edge."""
    line = " ".join(text[: 2 * _AROUND].split())
    line = line if len(line) <= _AROUND else f"{line[:_AROUND].rpartition(' ')[0]} …"
    return f" {line}" if line and text[:1].isspace() else line


# ----------------------------------------------------------------------------------------------------------- nesting


def _reversed(spot: DraftSpot) -> tuple[int, int, int]:
    return (-spot.provision, -spot.field, -spot.at)


def _nested(found: Sequence[FoundIssue]) -> Iterator[Sighting]:
    """The sightings in printed order, each with the innermost one that it stands within."""
    around: list[int] = []
    for at, each in enumerate(found):
        while around and found[around[-1]].end <= each.start:
            around.pop()
        yield replace(each.sighting, inside=around[-1] if around else None)
        if each.sighting.regions:
            around.append(at)
