"""The first screen: every change of substance in one order, then choices decided, articles that came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from treatydiff.model import Change, Kind, Level, Significance
from treatydiff.redline.choices import said
from treatydiff.references.places import capital, unit_name
from treatydiff.renderers.text.headlines import TITLES, Headline, Headlines, headlines, sections
from treatydiff.renderers.text.typeset import line, marked, styled, wrap
from treatydiff.renderers.view import View, one_side
from treatydiff.reports.headlines import Tier
from treatydiff.reports.summary import several
from treatydiff.text.safe_text import one_line, visible

TURN_STYLES = {"adverse": "bold red", "favourable": "bold green", "unclear": "bold yellow"}
_TIER_STYLES = {Tier.WORSE: "bold red", Tier.READ: "bold yellow", Tier.BETTER: "bold green"}
_WHERE = "-f markdown lists every one"
_MOST_NUMBER = 14
"""Cells of the column of numbers; a longer one pushes its own line."""
_CALLED = 60
"""Characters by which an article without a heading is called."""
_MOST_LISTED = 6
"""So many choices and articles that came or went are listed on the first screen."""


class FirstScreen:
    """The top of one report."""

    def __init__(self, view: View, width: int) -> None:
        self.view = view
        self.report = view.report
        self.unit = unit_name(view.report.old, view.report.new)
        self.width = width
        self.findings = view.findings

    def lines(self) -> Iterator[Text]:
        """What got worse, where, in which words."""
        if not self.report.redline.changes:
            yield from wrap(Text(self.view.nothing(), "bold"), self.width)
            return
        for words in self.report.forewords:
            yield from wrap(Text(capital(words) + ".", "bold"), self.width)
        if self.view.unworded:
            yield from wrap(Text(f"besides words: {self.view.unworded}"), self.width, "", "  ")
        if not self.findings:
            yield from wrap(Text(f"No findings{self._why_none()}"), self.width)
        yield from self._told(headlines(self.view))
        yield from self._decided()
        yield from self._whole_articles()
        if failed := len(self.report.faults):
            said = f"{several(failed, 'judgement')} failed, so something may be missing here (see the notices)"
            yield from wrap(Text(said, "bold red"), self.width)
        yield line()

    def _why_none(self) -> str:
        """No finding is no all-clear: the themes look for some things, not for all."""
        if self.report.findings or self.report.selection.narrows:
            return " among what is selected."
        heavy, status = (self.view.figures.changes[weight] for weight in ("substantive", "status"))
        changes = "change" if heavy == 1 else "changes"
        if heavy:
            return f": no theme covers the {heavy:,} substantive {changes}."
        settled = f", but {several(status, 'change')} of status: brackets or options" if status else ""
        return f": nothing of substance changed{settled}."

    def _told(self, first: Headlines) -> Iterator[Text]:
        """The first lines in full, the next in short, under the titles of their tiers; then how many are left."""
        seen: set[Tier] = set()
        for brief, lines in ((False, first.full), (True, first.short)):
            for tier, held in sections(lines):
                if tier not in seen:
                    said = Text.assemble((TITLES[tier], _TIER_STYLES[tier]), f" ({first.account(tier)})")
                    yield from wrap(said, self.width, "", "  ")
                seen.add(tier)
                yield from self._sentences(held, brief=brief)
        if first.more:
            yield from wrap(Text(f"{first.more} more: {_WHERE}", "dim"), self.width, "  ")

    def _sentences(self, told: Sequence[Headline], *, brief: bool) -> Iterator[Text]:
        """Each place with what its words do, its lean, and the words; in brief on a line beside the heading."""
        column = min(max((cell_len(visible(each.number)) for each in told), default=0), _MOST_NUMBER)
        for each in told:
            number = visible(each.number)
            place = styled(f"  {number}{' ' * (column - cell_len(number))}  ", "bold")
            said = each.clause or each.heading
            lead = [styled(said if each.lean else f"{said}: ")] if said else []
            lead += [Text(f" ({each.lean}): " if said else f"{each.lean}: ", "dim")] if each.lean else []
            words = marked(each.core if brief else each.quote, fold=False)
            words = words if brief else Text.assemble("“", words, "”")
            yield from wrap(Text.assemble(*lead, words), self.width, place, " " * (column + 4))

    def _decided(self) -> Iterator[Text]:
        """What was chosen between alternatives in brackets, and what was dropped for it."""
        changes = self.view.selected.changes
        made = [(change, choice) for change in changes for choice in change.choices if not choice.open]
        if not made:
            return
        yield line(f"{several(len(made), 'choice')} between alternatives decided")
        yield from self._listed([(change, Text(said(choice))) for change, choice in made])

    def _whole_articles(self) -> Iterator[Text]:
        """The articles that came and went, whether a theme covers them or not."""
        for became in (Kind.INSERTED, Kind.DELETED):
            found = [c for c in self._substantive() if c.kind is became and c.provision.level is Level.ARTICLE]
            if found:
                yield line(f"{several(len(found), self.unit)} {became}")
                yield from self._listed([(change, styled(_called(change))) for change in found])

    def _substantive(self) -> list[Change]:
        heavy = (c for c in self.view.selected.changes if c.significance is Significance.SUBSTANTIVE)
        return [change for change in heavy if change.provision.level not in (Level.FRONT, Level.FOOTNOTE)]

    def _listed(self, rows: list[tuple[Change, Text]]) -> Iterator[Text]:
        """Changes by place, a line each, as many as a first screen holds."""
        shown = rows[:_MOST_LISTED]
        width = max((cell_len(self._short_place(change)) for change, _ in shown), default=0)
        for change, words in shown:
            place = styled(f"  {set_cell_size(self._short_place(change), width)}  ")
            yield from wrap(Text.assemble(place, words), self.width, "", " " * place.cell_len)
        if len(rows) > len(shown):
            yield line(Text(f"  and {len(rows) - len(shown)} more", "dim"))

    def _short_place(self, change: Change) -> str:
        place = self.view.located.where(change, paged=False)
        return visible(place.replace(", subparagraph (", " (").replace("paragraph", "para."))[: self.width // 2]


def _called(change: Change) -> str:
    """The heading of an article that came or went; its first words where it has none."""
    article = one_side(change)
    words = one_line(article.heading or article.full_text())
    return words if len(words) <= _CALLED else f"{words[:_CALLED].rsplit(' ', 1)[0]} …"
