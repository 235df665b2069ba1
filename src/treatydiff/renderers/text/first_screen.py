"""The first screen: what got worse in sentences, what is left to the reader, articles that came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from treatydiff.model import Change, Kind, Level, Op, Significance
from treatydiff.redline.choices import said
from treatydiff.references.places import capital, unit_name
from treatydiff.renderers.text.gist import UNCOUNTED, Lead, in_all, leads, uncounted
from treatydiff.renderers.text.headlines import MOST, Headline, Headlines, headlines
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.text.typeset import line, marked, styled, wrap
from treatydiff.renderers.view import View, one_side
from treatydiff.reports.summary import several
from treatydiff.text.safe_text import one_line, visible

TURN_STYLES = {"adverse": "bold red", "favourable": "bold green", "unclear": "bold yellow"}
_MOST_BESIDES = 10
"""So many places that got worse are named by their words alone, behind those that have a sentence."""
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
        first = headlines(self.view)
        if not self.findings:
            yield from wrap(Text(f"No findings{self._why_none()}"), self.width)
        yield from self._worst(first)
        yield from self._left_to_the_reader(first)
        yield from self._decided()
        yield from self._whole_articles()
        yield from self._by_theme()
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

    def _worst(self, first: Headlines) -> Iterator[Text]:
        """What got worse in sentences, the gravest first; what does not fit by its words alone."""
        if not first.worse:
            return
        shown = f" (the gravest {MOST} of {len(first.worse)} places)" if first.rest else ""
        yield line(Text.assemble(("What got worse", "bold red"), shown))
        yield from self._sentences(first.worse[:MOST])
        if first.rest:
            yield line("  besides:")
            yield from self._sentences(first.rest[:_MOST_BESIDES], brief=True)
        if (more := len(first.rest) - _MOST_BESIDES) > 0:
            yield line(Text(f"  and {more} more places, under Findings", "dim"))

    def _left_to_the_reader(self, first: Headlines) -> Iterator[Text]:
        """What has no direction, and what nothing is said of; without it a quiet report would look clean."""
        shown = first.beside or first.open[:MOST]
        if not shown:
            return
        unclear = sum(bool(each.findings) for each in first.open)
        said = [f"{several(unclear, 'place')} without a direction"] * bool(unclear)
        said += filter(None, [untold(self.view).sentence if self.findings else ""])
        title = "Read these yourself" if self.findings else "The weightiest changes"
        counted = f": {'; '.join(said)}" if said else ""
        yield from wrap(Text.assemble((title, "bold yellow"), counted), self.width, "", "  ")
        yield from self._sentences(shown, brief=bool(self.findings))
        if (more := len(first.open) - len(shown)) > 0:
            yield line(Text(f"  and {more} more", "dim"))

    def _sentences(self, told: Sequence[Headline], *, brief: bool = False) -> Iterator[Text]:
        """Each place with its words; in brief only those that decided, beside the heading."""
        column = min(max((cell_len(visible(each.number)) for each in told), default=0), _MOST_NUMBER)
        for each in told:
            number = visible(each.number)
            place = styled(f"  {number}{' ' * (column - cell_len(number))}  ", "bold")
            edited = any(span.op is not Op.KEEP for span in each.core)
            said = each.heading if (brief and edited) or not each.clause else each.clause
            lead = styled(f"{said}: " if said else "")
            words = marked(each.core if brief else each.quote, fold=False)
            words = words if brief else Text.assemble("“", words, "”")
            yield from wrap(Text.assemble(lead, words), self.width, place, " " * (column + 4))

    def _by_theme(self) -> Iterator[Text]:
        """How many findings each theme has: last of what is said first, for a number says least."""
        found = leads(self.findings, without=uncounted(self.view))
        if found:
            yield line()
        for lead in found:
            yield from wrap(_sentence(lead), self.width, "", "  ")
        if told := in_all(self.report, self.findings, without=uncounted(self.view)):
            yield from wrap(Text(f"in all: {told}"), self.width, "", "  ")
        if self.findings and uncounted(self.view):
            yield from wrap(Text(UNCOUNTED, "dim"), self.width, "", "  ")

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


def _sentence(lead: Lead) -> Text:
    """``surveillance: 3 changes expand it, 1 narrows it``."""
    said = Text(", ").join(Text(words, TURN_STYLES[way]) for words, way in lead.clauses)
    return Text.assemble(styled(lead.theme, "bold"), ": ", said)
