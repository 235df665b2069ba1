"""The ledger to read in a terminal: what is open by article, then what was closed and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatydiff.outstanding import Issue, IssueSort, Ledger, short
from treatydiff.references.outline import outline
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.outstanding import told

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_MOST = 400
"""Letters of a choice; longer ones are cut unless everything is to be shown."""


def render(ledger: Ledger, options: RenderOptions) -> bytes:
    """What is open, what was closed, and what the draft marks as agreed."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(ledger, options, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def _lines(ledger: Ledger, options: RenderOptions, width: int) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line, section, styled, wrap

    several = len(ledger.drafts) > 1
    names = [f"({at})" if several else "" for at in range(1, len(ledger.drafts) + 1)]
    yield from draft_lines(zip(names, ledger.drafts, strict=True), options.width)
    yield line()
    yield from wrap(styled(told.counted(ledger)), width)
    yield from wrap(styled(told.NEVER, "dim"), width)
    if said := told.undeclared(ledger):
        yield from wrap(styled(said), width, "", "  ")
    if several:
        yield line()
        yield columns(told.MOVES, ([styled(cell) for cell in row] for row in told.by_draft(ledger)))
    if ledger.open:
        yield line()
        yield section("Open", options.width)
        yield from _open(ledger, options, width)
    if ledger.closed:
        yield line()
        yield section("Closed", options.width)
        yield from _closed(ledger, width)
    if ledger.marks:
        yield line()
        yield section("Marked in the draft", options.width)
        for mark in ledger.marks:
            said = f"{mark.place}: {told.marked(mark)}"
            yield from wrap(styled(said, "bold"), width, "", "    ")
            yield from wrap(styled(short(mark.text, _MOST)), width, "    ")


def _open(ledger: Ledger, options: RenderOptions, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line, styled, wrap

    headings = {told.unit(issue): _heading(issue, ledger) for issue in ledger.open}
    for number, (unit, issues) in enumerate(told.units(ledger.open)):
        yield from [line()] * (number > 0)
        yield from wrap(styled(f"{unit}  {headings[unit]}".rstrip(), "bold"), width, "", "  ")
        for issue in issues:
            yield from _issue(issue, ledger, options, width)


def _heading(issue: Issue, ledger: Ledger) -> str:
    seen = outline(ledger.drafts[-1])
    provision = seen.provisions.get(issue.last.noted or issue.last.eid)
    return seen.unit[provision.eid].heading if provision is not None else ""


def _issue(issue: Issue, ledger: Ledger, options: RenderOptions, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import ends, line, styled, wrap

    most = 100_000 if options.show_all else _MOST
    sighting = issue.last
    place = ", ".join(filter(None, (told.inside(issue), str(sighting.sort))))
    within = f", inside #{issue.inside}" if issue.inside else ""
    since = told.since(issue, ledger)
    left = line("  ", (f"#{issue.number} ", "bold"), styled(f"{place}{within}"))
    yield from ends(left, styled(f"since {since}" if since else "", "dim"), width)
    if sighting.sort not in (IssueSort.OPTIONS, IssueSort.PROVISION):
        yield from wrap(styled(told.printed(sighting, most)), width, "      ")
    if told.side_by_side(sighting):
        for letter, words, names in told.offered(sighting):
            who = styled(f" – {names}", "cyan") if names else ""
            yield from wrap(line(styled(short(words, most)), who), width, f"      {letter}  ", "         ")
    elif held := told.held(sighting):
        yield from wrap(styled(held, "cyan"), width, "      held by ", "         ")
    for draft, words in told.story(issue):
        yield from wrap(styled(words), width, f"      ({draft + 1}) ", "          ")
    for stake in issue.stakes:
        style = "red" if stake.adverse else ""
        yield from wrap(styled(told.hangs(stake, issue), style), width, "      ! ", "        ")
    if said := told.remarks(sighting):
        yield from wrap(styled(said), width, "      * ", "        ")


def _closed(ledger: Ledger, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line, styled, wrap

    for issue in ledger.closed:
        closing = issue.closing
        if closing is None or issue.closed is None:
            continue
        lead = line((f"({issue.closed + 1}) ", "bold"), styled(f"#{issue.number} {issue.place}: "))
        yield from wrap(line(lead, styled(short(issue.last.words, 160))), width, "", "    ")
        where = f" in {closing.place}" if closing.place and closing.place != issue.place else ""
        yield from wrap(styled(f"{told.ended(closing, 160)}{where}"), width, "      → ", "        ")
        for stake in issue.stakes:
            yield from wrap(styled(told.hangs(stake, issue)), width, "      ! ", "        ")
