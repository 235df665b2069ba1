"""The sentences that every format of the ledger shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.outstanding import (
    AgreementMark,
    Closing,
    Ending,
    Issue,
    IssueSort,
    Ledger,
    Move,
    Sighting,
    Stake,
    short,
)
from treatydiff.report import Effect

_ENDED = {
    Ending.DECIDED: "decided",
    Ending.KEPT: "brackets removed, the words remain",
    Ending.DROPPED: "dropped",
    Ending.REPLACED: "replaced",
    Ending.FILLED: "filled",
    Ending.MERGED: "merged",
    Ending.COMBINED: "several stand side by side",
    Ending.WITHDRAWN: "gone; nothing says how it was settled",
}
_TURN = {True: "adverse", False: "favourable", None: "unclear"}
NOTHING = "No brackets, alternatives, options, gaps or reservations were found."
NEVER = "Brackets that vanish are not called agreed; agreed is what the draft itself marks so."


def counted(ledger: Ledger) -> str:
    """``4 open: 1 bracketed words, 2 reservations; 9 closed``."""
    sorts = [each.last.sort for each in ledger.open]
    parts = [f"{sorts.count(sort)} {several(sort, sorts.count(sort))}" for sort in IssueSort if sort in sorts]
    found = f"{len(ledger.open)} open{': ' if parts else ''}{', '.join(parts)}"
    return f"{found}; {len(ledger.closed)} closed on the way" if len(ledger.drafts) > 1 else found


_COUNTED = {
    IssueSort.ALTERNATIVES: ("set of alternatives", "sets of alternatives"),
    IssueSort.OPTIONS: ("group of options", "groups of options"),
    IssueSort.WORDS: ("passage in brackets", "passages in brackets"),
    IssueSort.PROVISION: ("provision in brackets", "provisions in brackets"),
    IssueSort.PLACEHOLDER: ("gap", "gaps"),
    IssueSort.UNDECIDED: ("note that something is to be decided", "notes that something is to be decided"),
    IssueSort.RESERVATION: ("reservation", "reservations"),
}


def several(sort: IssueSort, count: int) -> str:
    """What so many issues of a sort are called."""
    return _COUNTED[sort][count != 1]


def since(issue: Issue, ledger: Ledger) -> str:
    """``(1), 3 drafts``; ``(3), again: first (1)``; empty of a single draft."""
    if len(ledger.drafts) < 2:
        return ""
    drafts = f"{issue.age} draft{'s' * (issue.age != 1)}"
    if issue.since != issue.first:
        return f"({issue.since + 1}) again, first ({issue.first + 1}), {drafts}"
    return f"({issue.since + 1}), {drafts}"


def story(issue: Issue) -> Iterator[tuple[int, str]]:
    """What each draft did to an issue, by the index of the draft, beyond opening it in the first."""
    for step in issue.steps:
        words = ended(step.closing) if step.closing else step.words
        lead = "" if step.move in (Move.CHANGED, Move.CLOSED) else str(step.move)
        if step.move is not Move.OPENED or step.draft:
            yield step.draft, " ".join(filter(None, (lead, f"({words})" if step.move is Move.REOPENED else words)))


def told_story(issue: Issue) -> str:
    """The same in one line: ``(2) new choice: should; (3) decided: may``."""
    return "; ".join(f"({draft + 1}) {words}" for draft, words in story(issue))


def ended(closing: Closing, most: int = 90) -> str:
    """``decided: shall; dropped: may``."""
    outcome = closing.outcome
    parts = [_ENDED[outcome]]
    if outcome is Ending.MERGED:
        parts = [f"part of #{closing.into} now" if closing.into else "part of another issue now"]
    elif outcome in (Ending.DECIDED, Ending.FILLED, Ending.COMBINED, Ending.REPLACED):
        by = " by" if outcome is Ending.REPLACED else ""
        parts = [f"{_ENDED[outcome]}{by}: {short(closing.now, most).rstrip('.;,')}"]
    if closing.dropped and outcome in (Ending.DECIDED, Ending.COMBINED):
        parts.append(f"dropped: {' / '.join(short(each, most) for each in closing.dropped)}")
    parts += [f"now marked “{closing.agreed}”"] if closing.agreed else []
    return "; ".join(parts)


def lettered(at: int) -> str:
    """The letter by which a choice is told: A, B, C."""
    return chr(ord("A") + at) if at < 26 else str(at + 1)


def offered(sighting: Sighting) -> tuple[tuple[str, str, str], ...]:
    """The choices: letter, words, who holds them. Of words that may go "no text" is one; then what proposals want."""
    found = [(_labelled(choice.label, choice.words), choice.holders) for choice in sighting.choices]
    may_go = sighting.sort in (IssueSort.WORDS, IssueSort.PROVISION) and any(c.words for c in sighting.choices)
    if may_go or sighting.against:
        found.append(("(no text)", sighting.against))
    found += [(f"proposed: {choice.words}", choice.holders) for choice in sighting.others]
    return tuple((lettered(at), words, ", ".join(names)) for at, (words, names) in enumerate(found))


def side_by_side(sighting: Sighting) -> bool:
    """Whether the choices are worth a list of their own: words that may stay or go are seen in their sentence."""
    listed = (IssueSort.OPTIONS, IssueSort.PROVISION, IssueSort.ALTERNATIVES)
    return sighting.sort in listed or bool(
        sighting.against or sighting.others or any(c.holders for c in sighting.choices)
    )


def undeclared(ledger: Ledger) -> str:
    """Which colours the last draft has whose meaning nobody said; empty where there are none."""
    told = ", ".join(f"{colour} ({count} place{'s' * (count != 1)})" for colour, count in ledger.undeclared)
    return f"Colours without a meaning (--colour says what one means): {told}" if told else ""


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words or '(no text)'}" if label else words or "(no text)"


def choices(sighting: Sighting, most: int = 10_000) -> str:
    """The choices on lines of their own, where there is anything to choose."""
    if sighting.sort in (IssueSort.PLACEHOLDER, IssueSort.UNDECIDED, IssueSort.RESERVATION):
        return ""
    return "\n".join(
        f"{letter}  {short(words, most)}{f' – {names}' if names else ''}" for letter, words, names in offered(sighting)
    )


def held(sighting: Sighting) -> str:
    """Who is named, each choice with its delegations: ``shall: EU, NOR``."""
    parts = [", ".join(sighting.holders)] if sighting.holders else []
    parts += [f"{short(words, 40)}: {names}" for _, words, names in offered(sighting) if names]
    return "; ".join(parts)


def hangs(stake: Stake, issue: Issue) -> str:
    """``safeguards, high, adverse: with B and not A: discretion becomes an obligation``."""
    turn = "" if stake.effect is Effect.TOUCHES else f", {_TURN[stake.adverse]}"
    return f"{stake.theme}, {stake.severity}{turn}: {_taken(issue)}{stake.meaning}"


def _taken(issue: Issue) -> str:
    """Which choice it would be that does it."""
    if not issue.open:
        return ""
    if issue.last.sort in (IssueSort.WORDS, IssueSort.PROVISION):
        return "with these words, "
    return f"with {lettered(len(issue.last.choices) - 1)} and not A, "


def stakes(issue: Issue) -> str:
    """All that hangs on an issue, gravest first."""
    return "; ".join(hangs(stake, issue) for stake in issue.stakes)


def printed(sighting: Sighting, most: int = 10_000) -> str:
    """The words as they stand, in the sentence around them where they are part of one."""
    if sighting.sort in (IssueSort.PROVISION, IssueSort.OPTIONS, IssueSort.RESERVATION):
        return short(sighting.words, most)
    return f"{sighting.before}{short(sighting.words, most)}{sighting.after}"


def remarks(sighting: Sighting) -> str:
    """What else is to be said of it."""
    said = ["" if sighting.closed else "the bracket is never closed", sighting.marked and f"marked: {sighting.marked}"]
    return "; ".join(filter(None, said))


def by_draft(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """For each draft: its number and label, how many are open, opened, changed, closed, reopened."""
    for at, draft in enumerate(ledger.drafts):
        moves = ledger.moves(at)
        new = moves[Move.OPENED] if at else 0
        figures = (ledger.standing(at), new, moves[Move.CHANGED], moves[Move.CLOSED], moves[Move.REOPENED])
        yield (f"({at + 1})", draft.label, *map(str, figures))


MOVES = ("", "Draft", "Open", "Opened", "Changed", "Closed", "Reopened")


def marked(mark: AgreementMark) -> str:
    """``yellow: agreed in working group``."""
    return f"{mark.colour}: {mark.words}" if mark.colour else mark.words


def units(issues: Sequence[Issue]) -> Iterator[tuple[str, list[Issue]]]:
    """Issues by the article that they stand in, in order."""
    held_: list[Issue] = []
    for issue in issues:
        if held_ and unit(held_[-1]) != unit(issue):
            yield unit(held_[-1]), held_
            held_ = []
        held_.append(issue)
    if held_:
        yield unit(held_[-1]), held_


def unit(issue: Issue) -> str:
    """The article, preamble or annex that an issue stands in."""
    return issue.place.partition(",")[0]


def inside(issue: Issue) -> str:
    """The place in it; empty of its own words."""
    return issue.place.partition(", ")[2]
