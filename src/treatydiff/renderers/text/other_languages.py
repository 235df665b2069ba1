"""The matching passages of another language version, for each change.

Terminal and Markdown show the passages below the comparison (``FORMS``), the other forms where the change stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from treatydiff.model import Change, Draft, Provision
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.text.languages import name_of

if TYPE_CHECKING:
    from rich.text import Text

NOTHING = "nothing stands in this place"


def terminal(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> bytes:
    """The passages as text."""
    from treatydiff.renderers.text.typeset import to_bytes

    return to_bytes(_lines(reports, drafts, options), options.width, options.color)


def _lines(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, line, section, styled, wrap

    width = min(options.width, MAX_TEXT_WIDTH)
    for draft in drafts:
        yield line()
        yield section(f"{name_of(draft.language)}: {draft.label}", width)
        for place, passage in _passages(reports, draft, options):
            yield line()
            yield styled(place, "bold")
            yield from wrap(styled(passage or NOTHING), width, "  ", "  ")


def markdown(reports: tuple[Report, ...], drafts: Sequence[Draft], options: RenderOptions) -> bytes:
    """The passages as lists."""
    from treatydiff.renderers.text.markdown_text import literal

    lines: list[str] = []
    for draft in drafts:
        lines += ["", f"## {literal(name_of(draft.language))}: {literal(draft.label)}", ""]
        for place, passage in _passages(reports, draft, options):
            lines.append(f"- **{literal(place)}**: {literal(passage) if passage else NOTHING}")
    return ("\n".join(lines) + "\n").encode()


class OtherWords(NamedTuple):
    """What another language version says where a change stands."""

    draft: Draft
    text: str
    """Empty where nothing stands in that place."""

    @property
    def sentence(self) -> str:
        """In a line: ``French (draft.fr.docx): Les Parties …``."""
        return f"{name_of(self.draft.language)} ({self.draft.label}): {self.text or NOTHING}"


class OtherVersions:
    """Finds what other language versions of the new draft say where its changes stand."""

    def __init__(self, view: View) -> None:
        self._new = view.report.new
        self._drafts = view.also

    @cached_property
    def _finders(self) -> list[tuple[Draft, Callable[[Provision], Provision | None]]]:
        from treatydiff.versions.counterparts import SharedPlaces, answering  # only where somebody asks

        mine = SharedPlaces(self._new)
        return [(draft, partial(answering, mine=mine, other=SharedPlaces(draft))) for draft in self._drafts]

    def of(self, change: Change) -> tuple[OtherWords, ...]:
        """By version; nothing for what is neither of substance nor status, or has no place any more."""
        heavy = change.significance is not None and change.significance.weight <= 1
        if not self._drafts or change.new is None or not heavy:
            return ()
        found = [(draft, find(change.new)) for draft, find in self._finders]
        return tuple(OtherWords(draft, " ".join(each.own.split()) if each else "") for draft, each in found)


def _passages(reports: tuple[Report, ...], draft: Draft, options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Place and passage for each change of substance or status that is shown; what was deleted has no place now."""
    view = views(reports, replace(options, also=(draft,)))[-1]
    others, seen = OtherVersions(view), outline(view.report.new)
    for change in view.selected.changes:
        for words in others.of(change):
            eid = change.new.eid if change.new else ""
            inside, unit = seen.place.get(eid, ""), title(seen.unit[eid])
            yield (f"{unit}, {inside}" if inside else unit), words.text


FORMS = {"terminal": terminal, "markdown": markdown}
"""By the name of the form of the comparison that it stands below."""
