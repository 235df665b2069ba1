"""``treatydiff precedents``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.renderers import PRECEDENTS

if TYPE_CHECKING:
    from treatydiff.library import Precedent
    from treatydiff.model import Draft, Provision
    from treatydiff.report import Report

DRAFT = typer.Argument(metavar="DRAFT", help="The draft whose articles are looked up.")
LIBRARY = typer.Argument(metavar="LIBRARY", help="A folder of treaties.")
ARTICLE = option("--article", metavar="NUMBER", show_default=False, help="Only this article; may be repeated.")
MOST = option("--most", metavar="N", min=1, help="Show at most this many precedents for each article.")


@with_common_options
def precedents(
    draft: Annotated[str, DRAFT],
    library: Annotated[str, LIBRARY],
    article: Annotated[list[str], ARTICLE] = [],
    most: Annotated[int, MOST] = 3,
    index: given.Index = "",
    format: Annotated[str, formats(PRECEDENTS)] = "",
    out: given.Out = "",
    *,
    run: CommandRun,
) -> int:
    """Show which older treaties each article is closest to.

    It also shows what they had that the article lacks.
    """
    from treatydiff.library import precedents as closest
    from treatydiff.renderers.precedents import ArticlePrecedents

    _, renderer = run.target(format, out, PRECEDENTS, [draft])
    read = run.read(draft, run.language)
    articles = _asked(read, article)
    guide = Guide()
    with run.library(library, index) as opened, run.step("looking for precedents", budgeted=False) as tell:
        families = []
        for at, each in enumerate(articles, 1):
            tell(f"looking for precedents: article {at} of {len(articles)}")
            found = closest(each, opened, most, read.language)
            families.append(ArticlePrecedents(each, found, _compared(found, read, guide)))
    run.write(renderer, (read, tuple(families)), out)
    return 0


def _asked(draft: Draft, numbers: list[str]) -> tuple[Provision, ...]:
    """The articles that are asked for. Raises TreatydiffError for one that is not there."""
    from treatydiff.report import Selection
    from treatydiff.reports.selection import articles_asked
    from treatydiff.text.numbering import key

    wanted = {key(number) for number in articles_asked(numbers, [draft], Selection()).articles}
    return tuple(each for each in draft.articles() if not wanted or key(each.number) in wanted)


def _compared(found: tuple[Precedent, ...], draft: Draft, guide: Guide) -> Report | None:
    """The article compared with the closest precedent, as if that were an older draft of it."""
    from treatydiff.model import Draft as Text

    if not found or not found[0].kinship:
        return None
    old = Text(found[0].passage.held.label, (found[0].passage.article,), draft.language)
    return guide.compare(old, Text(draft.label, (found[0].article,), draft.language))
