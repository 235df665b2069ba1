"""The ledger for other programs: JSON, a table, a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatydiff.outstanding import AgreementMark, Issue, IssueStep, Ledger, Sighting
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.outstanding import told

if TYPE_CHECKING:
    from treatydiff.renderers.json import Json

OPEN = (
    "number", "place", "what keeps it open", "as it stands", "choices", "open since", "drafts open", "what happened",
    "held by", "what hangs on it", "inside", "remarks",
)  # fmt: skip
CLOSED = (
    "number", "place", "what kept it open", "as it stood", "closed by", "how", "what stands now", "dropped",
    "where now", "marked as", "open since", "what hangs on it",
)  # fmt: skip
MARKED = ("place", "mark", "text")


def json_ledger(ledger: Ledger, options: RenderOptions) -> bytes:
    """``treatydiff/outstanding/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/outstanding/1",
            "tool": TOOL,
            "drafts": [draft_value(draft) for draft in ledger.drafts],
            "counts": [
                {"open": ledger.standing(at), **{str(move): count for move, count in ledger.moves(at).items()}}
                for at in range(len(ledger.drafts))
            ],
            "issues": [value(issue) for issue in ledger.issues],
            "marks": [_mark(mark) for mark in ledger.marks],
            "undeclared_colours": dict(ledger.undeclared),
        }
    )


def value(issue: Issue) -> Json:
    """One issue through the series."""
    return {
        "number": issue.number,
        "open": issue.open,
        "since": issue.since,
        "first": issue.first,
        "drafts": issue.age,
        "place": issue.place,
        "inside": issue.inside,
        "sightings": [_sighting(each, place) if each else None for each, place in _sighted(issue)],
        "steps": [_step(step) for step in issue.steps],
        "stakes": [
            {
                "theme": stake.theme,
                "severity": stake.severity,
                "effect": stake.effect,
                "adverse": stake.adverse,
                "meaning": stake.meaning,
            }
            for stake in issue.stakes
        ],
    }


def _sighted(issue: Issue) -> Iterator[tuple[Sighting | None, str]]:
    return zip(issue.sightings, issue.places, strict=True)


def _sighting(sighting: Sighting, place: str) -> Json:
    return {
        "sort": sighting.sort,
        "place": place,
        "eid": sighting.eid,
        "words": sighting.words,
        "before": sighting.before,
        "after": sighting.after,
        "choices": [
            {"words": choice.words, "label": choice.label or None, "holders": list(choice.holders)}
            for choice in sighting.choices
        ],
        "holders": list(sighting.holders),
        "against": list(sighting.against),
        "proposed": [{"words": other.words, "holders": list(other.holders)} for other in sighting.others],
        "marked": sighting.marked or None,
        "bracket_closed": sighting.closed,
    }


def _step(step: IssueStep) -> Json:
    closing = step.closing
    return {
        "draft": step.draft,
        "move": step.move,
        "words": step.words or None,
        "closing": closing
        and {
            "outcome": closing.outcome,
            "now": closing.now or None,
            "dropped": list(closing.dropped),
            "place": closing.place or None,
            "marked": closing.agreed or None,
            "into": closing.into,
        },
    }


def _mark(mark: AgreementMark) -> Json:
    return {"place": mark.place, "words": mark.words, "colour": mark.colour or None, "text": mark.text}


def csv_rows(ledger: Ledger, options: RenderOptions) -> bytes:
    """A row for each issue that is open."""
    from treatydiff.renderers.csv import table

    return table(OPEN, (open_row(issue, ledger) for issue in ledger.open))


def workbook(ledger: Ledger, options: RenderOptions) -> bytes:
    """Sheets of what is open, what was closed, each draft in figures, and what is marked. Raises RenderError."""
    from treatydiff.renderers.sheets import book

    marks = [(mark.place, told.marked(mark), mark.text) for mark in ledger.marks]
    figures = [row[1:] for row in told.by_draft(ledger)]
    sheets: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]] = {
        "Open": (OPEN, [open_row(issue, ledger) for issue in ledger.open]),
        "Closed": (CLOSED, [closed_row(issue, ledger) for issue in ledger.closed]),
        "By draft": (told.MOVES[1:], figures),
        "Marked": (MARKED, marks),
    }
    return book({name: each for name, each in sheets.items() if each[1] or name == "Open"}, options.date)


def open_row(issue: Issue, ledger: Ledger) -> tuple[str, ...]:
    """An open issue, in the order of ``OPEN``."""
    sighting = issue.last
    return (
        str(issue.number),
        issue.place,
        str(sighting.sort),
        told.printed(sighting),
        told.choices(sighting),
        ledger.drafts[issue.since].label,
        str(issue.age),
        told.told_story(issue),
        told.held(sighting),
        told.stakes(issue),
        f"#{issue.inside}" if issue.inside else "",
        told.remarks(sighting),
    )


def closed_row(issue: Issue, ledger: Ledger) -> tuple[str, ...]:
    """A closed issue, in the order of ``CLOSED``."""
    closing = issue.closing
    assert closing is not None
    assert issue.closed is not None
    return (
        str(issue.number),
        issue.place,
        str(issue.last.sort),
        told.printed(issue.last),
        ledger.drafts[issue.closed].label,
        str(closing.outcome) if closing.into is None else f"{closing.outcome} into #{closing.into}",
        closing.now,
        "\n".join(closing.dropped),
        closing.place,
        closing.agreed,
        ledger.drafts[issue.since].label,
        told.stakes(issue),
    )
