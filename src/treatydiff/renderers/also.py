"""Below a comparison in one language: for each change the passage of another language version that answers to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatydiff.languages import name_of
from treatydiff.model import Draft, Report
from treatydiff.outline import outline
from treatydiff.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import views
from treatydiff.versions.answering import SharedPlaces, answering

if TYPE_CHECKING:
    from rich.text import Text


def terminal(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> bytes:
    """The passages as text."""
    from treatydiff.renderers.typeset import to_bytes

    return to_bytes(_lines(reports, drafts, options), options.width, options.color)


def _lines(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> Iterator[Text]:
    from treatydiff.renderers.typeset import MAX_TEXT_WIDTH, line, section, styled, wrap

    width = min(options.width, MAX_TEXT_WIDTH)
    for draft in drafts:
        yield line()
        yield section(f"{name_of(draft.language)}: {draft.label}", width)
        for place, passage in _passages(reports, draft, options):
            yield line()
            yield styled(place, "bold")
            yield from wrap(styled(passage or "nothing stands in this place"), width, "  ", "  ")


def markdown(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> bytes:
    """The passages as lists."""
    from treatydiff.renderers.markdown_text import literal

    lines: list[str] = []
    for draft in drafts:
        lines += ["", f"## {literal(name_of(draft.language))}: {literal(draft.label)}", ""]
        for place, passage in _passages(reports, draft, options):
            lines.append(f"- **{literal(place)}**: {literal(passage) if passage else 'nothing stands in this place'}")
    return ("\n".join(lines) + "\n").encode()


def _passages(reports: tuple[Report, ...], draft: Draft, options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Place and passage for each change of substance or status that is shown; what was deleted has no place now."""
    view = views(reports, options)[-1]
    new = view.report.new
    mine, other = SharedPlaces(new), SharedPlaces(draft)
    seen = outline(new)
    for change in view.selected.changes:
        heavy = change.significance is not None and change.significance.weight <= 1
        if change.new is None or not heavy:
            continue
        found = answering(change.new, mine, other)
        inside = seen.place.get(change.new.eid, "")
        unit = title(seen.unit[change.new.eid])
        yield (f"{unit}, {inside}" if inside else unit), "" if found is None else " ".join(found.own.split())


FORMS = {"terminal": terminal, "markdown": markdown}
"""By the name of the form of the comparison that it stands below."""
