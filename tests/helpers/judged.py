"""Single changes and what is said of them: small drafts around a text, and the cases of tests/judging/cases.

A case is a text with ``{better|worse}`` for those concerned; empty on one side where the whole paragraph comes or goes.
The table in which it stands says what must hold, both ways:

- ``cases``: told as worse, and the way back as better, and nothing else.
- ``never``: it need not be told; it is never told the wrong way round.
- ``open``: told, without a direction.
- ``same``: both sides say the same, or nothing of concern: no direction.

``short`` says why a case falls short still (``python tests/shorts.py`` writes it).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from making import article, paragraph, subparagraph
from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Provision, Reading
from treatydiff.report import Finding
from treatydiff.structure import build
from treatydiff.themes import load_themes

FOLDER = Path(__file__).parents[1] / "judging" / "cases"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
TABLES = ("cases", "open", "never", "same")
_EITHER = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
_ITEM = re.compile(r"\((\w)\) (.*)")


class Case(NamedTuple):
    """A change and what must be said of it; ``file`` is ``<language>/<kind>``."""

    file: str
    table: str
    text: str
    heading: str = ""
    short: str = ""

    @property
    def language(self) -> str:
        return self.file.partition("/")[0]


def files() -> list[str]:
    """All files of cases, ``<language>/<kind>``."""
    return sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.toml"))


@cache
def cases(file: str) -> tuple[Case, ...]:
    data = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
    return tuple(Case(file, table, **row) for table in TABLES for row in data.get(table, ()))


def sides(text: str) -> tuple[str, str]:
    """The text with the first, and with the second of what stands in braces."""
    return _EITHER.sub(r"\1", text), _EITHER.sub(r"\2", text)


@cache
def _around() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "around.toml").read_text(encoding="utf-8"))


def draft(language: str, heading: str, text: str) -> Draft:
    """The text as a paragraph beside one that stays, after an article that tells what the draft is about.

    Lines after the first that begin with a letter in brackets become subparagraphs.
    """
    around = _around()
    lines = [*filter(None, [text]), around["stays"][language]]
    inside = (_paragraph(str(number), line) for number, line in enumerate(lines, start=1))
    articles = article("1", "", around["subject"][language]), article("2", heading, "", *inside)
    return Draft("draft", articles, language)


def _paragraph(number: str, text: str) -> Provision:
    first, *rest = text.split("\n")
    items = [found.groups() for line in rest if (found := _ITEM.fullmatch(line))]
    return paragraph(number, first, *(subparagraph(letter, item) for letter, item in items))


def lined(*lines: str, language: str = "en") -> Draft:
    """A draft as it is read, from its lines."""
    return build(Reading(tuple(map(Block, lines))), name="draft", language=language)


def articles(*texts: str, language: str = "en") -> Draft:
    """A draft of articles 1, 2 and so on with these texts; of several lines, the first may be a heading."""
    return lined(
        *(line for n, text in enumerate(texts, 1) for line in (f"Article {n}", *text.split("\n"))), language=language
    )


def judged(language: str, heading: str, old: str, new: str) -> tuple[Finding, ...]:
    """What the whole of judging finds between two wordings of one paragraph."""
    return between(draft(language, heading, old), draft(language, heading, new))


def between(old: Draft, new: Draft) -> tuple[Finding, ...]:
    """What the whole of judging finds between two drafts."""
    report = compare(old, new, themes=load_themes(language=new.language))
    assert report.faults == ()
    return report.findings


def told(language: str, heading: str, old: str, new: str) -> set[bool | None]:
    """Which way the findings between two wordings of one paragraph go: worse, better, open; empty without any."""
    return {finding.worse for finding in judged(language, heading, old, new)}


WRONG, BOTH, SILENT, OPEN, VAIN = (
    "told the wrong way round",
    "told both ways",
    "nothing is said",
    "said without a direction",
    "a direction where none is lost or won",
)
ONE_WAY = ", one way only"
REASONS = (WRONG, BOTH, VAIN, SILENT, OPEN)
"""Why a case falls short, the gravest first."""


def shortfall(case: Case) -> str:
    """Why a case falls short; empty where it does not."""
    found = [_why(case.table, said, worse) for said, worse in both_ways(case)]
    reason = next((each for each in REASONS if each in found), "")
    return f"{reason}{ONE_WAY if reason and '' in found else ''}"


def both_ways(case: Case) -> Iterator[tuple[set[bool | None], bool]]:
    """What is said of a case forwards and backwards, each with whether that is the way to the worse."""
    better, worse = (draft(case.language, case.heading, text) for text in sides(case.text))
    yield {finding.worse for finding in between(better, worse)}, True
    yield {finding.worse for finding in between(worse, better)}, False


def _why(table: str, said: set[bool | None], worse: bool) -> str:
    firm = said - {None}
    if table == "cases":
        if not firm:
            return OPEN if said else SILENT
        return "" if firm == {worse} else BOTH if worse in firm else WRONG
    if table == "never":
        return WRONG if (not worse) in firm else ""
    if firm:
        return VAIN
    return SILENT if table == "open" and not said else ""
