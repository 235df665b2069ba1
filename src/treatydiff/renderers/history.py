"""The history of a series: a row for each article, a column for each draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from treatydiff.model import Draft, Provision
from treatydiff.references.places import number
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.tables import TableDocument
from treatydiff.series import History, Lineage

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from treatydiff.renderers.json import Json


def render(history: History, options: RenderOptions) -> bytes:
    """A table to read."""
    from treatydiff.renderers.text.typeset import to_bytes

    return to_bytes(_lines(history, options), options.width, options.color)


def json_rows(history: History, options: RenderOptions) -> bytes:
    """``treatydiff/history/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/history/1",
            "tool": TOOL,
            "drafts": [draft_value(draft) for draft in history.drafts],
            "articles": [value(line) for line in history.lineages],
            "mended": [
                {"step": each.step, "theme": each.finding.theme, "message": each.finding.message}
                for each in history.mended
            ],
        }
    )


def table(history: History, options: RenderOptions) -> TableDocument:
    """A row for each article, a column for each draft and for each step."""
    mended = "; ".join(f"({each.step + 1}) {each.finding.theme}: {each.finding.message}" for each in history.mended)
    about = f"Worse in one step, not from first to last: {mended}" if mended else ""
    return TableDocument("History", columns_of(history.drafts), map(record, history.lineages), about)


def columns_of(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """A column for each draft, the heading, and a column for each step."""
    labels = [draft.label for draft in drafts]
    return (*labels, "heading", *(f"to {label}" for label in labels[1:]))


def numbers(state: tuple[Provision, ...]) -> str:
    """What an article is in one draft: ``17``, ``38, 39``; a dash where it does not stand."""
    return ", ".join(map(number, state)) or "–"


def step_words(line: Lineage) -> Iterator[tuple[int, str]]:
    """What happened to it, by the index of the draft that brought it; nothing for steps without a change."""
    return ((at, step.words) for at, step in enumerate(line.steps, start=1) if step.changed)


def record(line: Lineage) -> tuple[str, ...]:
    """An article, in the order of ``columns_of``; several numbers in a cell are parted by semicolons."""
    states = ("; ".join(map(number, state)) for state in line.states)
    return (*states, line.last.heading, *(step.words for step in line.steps))


def value(line: Lineage) -> Json:
    """An article through the series, for other programs."""
    return {
        "states": [
            [{"eid": p.eid, "level": p.level, "number": number(p), "heading": p.heading} for p in state]
            for state in line.states
        ],
        "steps": [step.words or None for step in line.steps],
        "revived": list(line.revived),
        "alive": line.alive,
    }


def _lines(history: History, options: RenderOptions) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.typeset import line, section, styled, wrap

    yield from grid(history.drafts, history.lineages, options)
    if history.mended:
        yield line()
        yield section("Worse in one step, not from first to last", options.width)
        for mended in history.mended:
            lead = f"({mended.step + 1}) {mended.finding.theme}: "
            yield from wrap(styled(mended.finding.message), options.width, lead, "    ")


def grid(drafts: Sequence[Draft], lines: Iterable[Lineage], options: RenderOptions) -> Iterator[Text | Table]:
    """The drafts by number, and the table to read."""
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line

    names = [f"({at})" for at in range(1, len(drafts) + 1)]
    yield from draft_lines(zip(names, drafts, strict=True), options.width)
    yield line()
    yield columns((*names, "Heading", "What happened"), map(_cells, lines))


def _cells(line: Lineage) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import styled

    quiet = not any(step.changed for step in line.steps)
    for state in line.states:
        yield styled(numbers(state), "dim" if quiet else "")
    yield styled(line.last.heading, "dim" if quiet else "")
    words = "; ".join(f"({at + 1}) {words}" for at, words in step_words(line))
    yield styled(words or "unchanged", "dim" if quiet else "")
