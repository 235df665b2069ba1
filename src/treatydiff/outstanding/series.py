"""The ledger of a series: a fold over its comparisons that follows every issue from the draft that opened it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from treatydiff.model import Draft, Level
from treatydiff.outstanding import matches
from treatydiff.outstanding.marks import marks
from treatydiff.outstanding.matches import DraftStep
from treatydiff.outstanding.sightings import sightings
from treatydiff.outstanding.values import Closing, Ending, Issue, IssueSort, IssueStep, Ledger, Move, Sighting
from treatydiff.references.outline import outline
from treatydiff.report import Report

_AGAIN = 0.5
"""How alike an issue must be to one that was closed in the same provision to be called the same, reopened;"""
_ANYWHERE, _LONG = 0.9, 5
"""or so much, of so many words, in another place;"""
_SENTENCE = 0.6
"""or if the words around it are so much alike."""


@dataclass(slots=True)
class _Thread:
    """An issue while it is followed."""

    sightings: dict[int, Sighting] = field(default_factory=dict)
    at: dict[int, int] = field(default_factory=dict)
    """By draft which of its sightings it is."""
    steps: list[IssueStep] = field(default_factory=list)
    into: _Thread | None = None
    where: str = ""
    """Of a closed one the provision in which it would stand, as the last draft that was read has it."""

    @property
    def last(self) -> Sighting:
        return self.sightings[max(self.sightings)]


def ledger(drafts: Sequence[Draft], reports: Sequence[Report], named: Collection[str] = ()) -> Ledger:
    """All issues of a series. ``reports`` compare each draft with the one before, not divided.

    ``named``: names of delegations beyond those that are known.
    """
    read = [sightings(draft, named) for draft in drafts]
    threads = [_begun(each, at, 0, "") for at, each in enumerate(read[0])]
    for at, report in enumerate(reports, start=1):
        step = DraftStep(report, drafts[at - 1], drafts[at])
        threads += _stepped(threads, read[at - 1], read[at], step, at)
    last = len(drafts) - 1
    return Ledger(tuple(drafts), _numbered(threads, drafts), tuple(marks(drafts[last], last)))


def _begun(sighting: Sighting, at: int, draft: int, words: str) -> _Thread:
    return _Thread({draft: sighting}, {draft: at}, [IssueStep(draft, Move.OPENED, words)])


def _stepped(
    threads: Sequence[_Thread], olds: Sequence[Sighting], news: Sequence[Sighting], step: DraftStep, at: int
) -> list[_Thread]:
    """Follow the issues one draft on; gives back those that it opened."""
    open_ = {thread.at[at - 1]: thread for thread in threads if at - 1 in thread.sightings}
    closed = [thread for thread in threads if at - 1 not in thread.sightings]
    pairs = matches.paired(olds, news, step)
    for pair in pairs:
        _go_on(open_[pair.old], news[pair.new], pair, at)
    holding = {pair.new: open_[pair.old] for pair in pairs}
    for mine in sorted(open_.keys() - {pair.old for pair in pairs}):
        _close(open_[mine], mine, olds, news, holding, step, at)
    for thread in closed:
        thread.where = next((p.eid for p in step.heirs(thread.where)), "") if thread.where else ""
    found: list[_Thread] = []
    for theirs in (n for n in range(len(news)) if n not in holding):
        if again := _again(news[theirs], closed, at):
            again.sightings[at], again.at[at] = news[theirs], theirs
            again.steps.append(IssueStep(at, Move.REOPENED, _changed(again.steps[-1].closing, news[theirs])))
            again.into = None
        else:
            found.append(_begun(news[theirs], theirs, at, matches.came(news[theirs], step)))
    return found


def _go_on(thread: _Thread, new: Sighting, pair: matches.Pairing, at: int) -> None:
    old = thread.last
    words = "; ".join(filter(None, (_told(old, new), "moved" if pair.moved else "")))
    thread.steps += [IssueStep(at, Move.CHANGED, words)] if words else []
    thread.sightings[at], thread.at[at] = new, pair.new


def _told(old: Sighting, new: Sighting) -> str:
    """What changed of an issue that is still open, in clauses; empty where nothing did."""
    clauses = []
    if old.sort is not new.sort:
        clauses.append(f"{old.sort} before")
    before, now = ({matches.counted(choice.words): choice.words for choice in each.choices} for each in (old, new))
    gone = [words for key, words in before.items() if key not in now]
    come = [words for key, words in now.items() if key not in before]
    if len(old.choices) > 1 or len(new.choices) > 1:
        clauses += [f"no longer a choice: {_listed(gone)}"] if gone else []
        clauses += [f"new choice: {_listed(come)}"] if come else []
    elif gone and come:
        clauses.append("other words")
    if not old.choices and matches.counted(old.words) != matches.counted(new.words):
        clauses.append("other words")
    if set(old.everyone) != set(new.everyone):
        clauses.append(
            f"held by {', '.join(new.everyone) or 'nobody named'} (before: {', '.join(old.everyone) or 'nobody named'})"
        )
    return "; ".join(clauses)


def _listed(words: Sequence[str]) -> str:
    return " / ".join(short(each) for each in words)


_QUOTED = 70


def short(words: str, most: int = _QUOTED) -> str:
    """Words on one line, cut to what can be quoted."""
    words = " ".join(words.split()) or "(no text)"
    return words if len(words) <= most else f"{words[: most - 2].rsplit(' ', 1)[0]} …"


def _close(
    thread: _Thread,
    mine: int,
    olds: Sequence[Sighting],
    news: Sequence[Sighting],
    holding: dict[int, _Thread],
    step: DraftStep,
    at: int,
) -> None:
    """Say what closed an issue: it is part of another one now, or whatever stands in its place."""
    old = olds[mine]
    own = set(_ancestors(mine, olds))
    for theirs in matches.around(old, news, step):
        other = holding.get(theirs)
        if other is not None and other.at.get(at - 1) not in own and old.sort is not news[theirs].sort:
            thread.into = other
    closing = matches.closing(old, step)
    if thread.into is not None and closing.outcome is not Ending.DROPPED:
        closing = replace(closing, outcome=Ending.MERGED)
    else:
        thread.into = None
    thread.steps.append(IssueStep(at, Move.CLOSED, closing=closing))
    thread.where = next((p.eid for p in step.heirs(old.eid)), "")


def _ancestors(at: int, olds: Sequence[Sighting]) -> list[int]:
    found = []
    inside = olds[at].inside
    while inside is not None:
        found.append(inside)
        inside = olds[inside].inside
    return found


def _again(new: Sighting, closed: Sequence[_Thread], at: int) -> _Thread | None:
    """The issue, closed before, that is open again."""
    scored = [
        (like, thread)
        for thread in closed
        if at not in thread.sightings and bool(thread.last.regions) == bool(new.regions)
        if (like := matches.alike(thread.last, new)) >= _AGAIN
        if _is_known(thread, new, like)
    ]
    return max(scored, key=lambda each: each[0])[1] if scored else None


def _is_known(thread: _Thread, new: Sighting, like: float) -> bool:
    """Whether a new issue is a closed one: in its sentence, or, where it is no gap, in its place, or long and alike."""
    if matches.near(thread.last, new) >= _SENTENCE:
        return True
    if IssueSort.PLACEHOLDER in (thread.last.sort, new.sort):
        return False
    return _same_place(thread, new) or (like >= _ANYWHERE and len(matches.counted(new.words)) >= _LONG)


def _same_place(thread: _Thread, new: Sighting) -> bool:
    return bool(thread.where) and thread.where in {new.eid, *(region.eid for region in new.regions)}


def _changed(closing: Closing | None, new: Sighting) -> str:
    """What a reopening undoes."""
    return f"{closing.outcome} before" if closing else ""


# -------------------------------------------------------------------------------------------------------------- numbers


def _numbered(threads: Sequence[_Thread], drafts: Sequence[Draft]) -> tuple[Issue, ...]:
    """The issues in order: those that are open, then those that were closed, each by place."""
    last = len(drafts) - 1
    ordered = sorted(threads, key=lambda each: (last not in each.at, -max(each.at), each.at[max(each.at)]))
    numbers = {id(thread): number for number, thread in enumerate(ordered, 1)}
    of_draft = {(at, place): numbers[id(thread)] for thread in ordered for at, place in thread.at.items()}
    return tuple(_issue(thread, numbers, of_draft, drafts) for thread in ordered)


def _issue(
    thread: _Thread, numbers: dict[int, int], of_draft: dict[tuple[int, int], int], drafts: Sequence[Draft]
) -> Issue:
    found = tuple(thread.sightings.get(at) for at in range(len(drafts)))
    places = tuple(place_of(each, draft) if each else "" for each, draft in zip(found, drafts, strict=True))
    steps = list(thread.steps)
    if thread.into is not None and steps[-1].closing:
        into = numbers[id(thread.into)]
        steps[-1] = replace(steps[-1], closing=replace(steps[-1].closing, into=into))
    inside = thread.last.inside
    around = of_draft.get((max(thread.at), inside)) if inside is not None else None
    return Issue(numbers[id(thread)], found, places, tuple(steps), inside=around)


def place_of(sighting: Sighting, draft: Draft) -> str:
    """Where an issue stands, in words; of options, the provision that they are options of."""
    seen = outline(draft)
    provision = seen.provisions[sighting.eid]
    if sighting.sort is IssueSort.OPTIONS and provision.level is Level.OPTION:
        provision = seen.parent.get(provision.eid, provision)
    if sighting.noted:
        return f"{seen.called(seen.provisions[sighting.noted])}, footnote {provision.number}".rstrip()
    return seen.called(provision)
