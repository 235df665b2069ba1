"""Pairs of short conventions as Word bodies, each with one thing that real drafts do, and the marks it should have.

The marks are written as by ``word_reading.marked``: ``[-deleted-]``, ``{+inserted+}``, ``<-moved from here-<``,
``>+moved to here+>``, ``¶ins`` and the like for the end of a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from word_pairs import cell, p, row, table

GRID = '<w:tblStyle w:val="TableGrid"/>'


@dataclass(frozen=True, slots=True)
class Convention:
    """Two states of one text, and the marks that tell the second from the first."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    marks: tuple[str, ...]


def heading(number: int, name: str) -> tuple[str, str]:
    return p(f"Article {number}", style="Heading2"), p(name, style="Heading2")


def lines(*texts: str) -> tuple[str, ...]:
    return tuple(p(text) for text in texts)


def limits(*rows: tuple[str, ...]) -> str:
    return table(*(row(*map(cell, texts)) for texts in rows))


TERMS = heading(1, "Use of terms")
DUTIES = heading(2, "General obligations")
REVIEW = heading(3, "Review")
CHAPEAU = "For the purposes of this Convention:"
BASIN = "“Basin” means the area of land whose waters flow into one lake or river."
FLOOD = "“Flood” means water that covers land which is dry at most times of the year."
GAUGE = "“Gauge” means a device by which the level of a river is read every hour."
WEIR = "“Weir” means a low wall across a river that raises the level of the water."
MEASURE = "Each Party shall measure the level of its rivers and shall publish what it finds."
WARN = "A Party that expects a flood shall warn the Parties downstream without delay and in writing."
MEET = "The Parties shall meet every second year to look at how this Convention is carried out."
COST = "Each Party shall bear the cost of the measures that it takes under this article."
SHORT = limits(("River", "Level"), ("Upper", "10"))
LONG = limits(("Station", "Keeper", "Telephone"), ("Northern bank", "the Secretariat", "555"), ("Mouth", "none", "556"))

CONVENTIONS = {
    "a definition taken out and one added": Convention(
        (*TERMS, *lines(CHAPEAU, BASIN, FLOOD, GAUGE)),
        (*TERMS, *lines(CHAPEAU, FLOOD, GAUGE, WEIR), *DUTIES, *lines(MEASURE)),
        (
            f"[-{BASIN}-]¶del",
            f"{GAUGE}¶ins",
            f"{{+{WEIR}+}}¶ins",
            "{+Article 2+}¶ins",
            "{+General obligations+}¶ins",
            f"{{+{MEASURE}+}}",
        ),
    ),
    "the first definition replaced": Convention(
        (*TERMS, *lines(CHAPEAU, BASIN, FLOOD, GAUGE), *REVIEW, *lines(MEET)),
        (*TERMS, *lines(CHAPEAU, WEIR, FLOOD, GAUGE), *REVIEW, *lines(MEET)),
        (
            "“[-Basin-]{+Weir+}” means [-the area of land whose waters flow into one lake or river-]"
            "{+a low wall across a river that raises the level of the water+}.",
        ),
    ),
    "two definitions that changed places": Convention(
        (*TERMS, *lines(CHAPEAU, BASIN, FLOOD, GAUGE), *REVIEW, *lines(MEET)),
        (*TERMS, *lines(CHAPEAU, FLOOD, BASIN, GAUGE), *REVIEW, *lines(MEET)),
        (f"<-{BASIN}-<¶moveFrom", f">+{BASIN}+>¶moveTo"),
    ),
    "an unnumbered paragraph that went to another article": Convention(
        (*DUTIES, *lines(MEASURE, WARN, COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(MEASURE, COST), *REVIEW, *lines(WARN, MEET)),
        (f"<-{WARN}-<¶moveFrom", f">+{WARN}+>¶moveTo"),
    ),
    "two tables in one article, a cell of the second changed": Convention(
        (*DUTIES, *lines(f"1. {MEASURE}"), SHORT, *lines("as well as:"), LONG, *lines(f"2. {COST}")),
        (
            *DUTIES,
            *lines(f"1. {MEASURE}"),
            SHORT,
            *lines("as well as:"),
            LONG.replace("555", "777"),
            *lines(f"2. {COST}"),
        ),
        ("[-555-]{+777+}",),
    ),
    "a row of the second of two tables taken out": Convention(
        (*DUTIES, *lines(f"1. {MEASURE}"), SHORT, *lines("as well as:"), LONG, *lines(f"2. {COST}")),
        (
            *DUTIES,
            *lines(f"1. {MEASURE}"),
            SHORT,
            *lines("as well as:"),
            limits(("Station", "Keeper", "Telephone"), ("Mouth", "none", "556")),
            *lines(f"2. {COST}"),
        ),
        ("[-Northern bank-]", "[-the Secretariat-]", "[-555-]"),
    ),
    "a paragraph behind a table moved before it": Convention(
        (*DUTIES, *lines(MEASURE), LONG, *lines(COST, WARN), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(WARN, MEASURE), LONG, *lines(COST), *REVIEW, *lines(MEET)),
        (f">+{WARN}+>¶moveTo", f"<-{WARN}-<¶moveFrom"),
    ),
    "the first paragraph after a heading taken out": Convention(
        (*DUTIES, *lines(MEASURE, COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(COST), *REVIEW, *lines(MEET)),
        (f"[-{MEASURE}-]¶del",),
    ),
    "a first paragraph put after a heading": Convention(
        (*DUTIES, *lines(COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(MEASURE, COST), *REVIEW, *lines(MEET)),
        (f"{{+{MEASURE}+}}¶ins",),
    ),
    "a note in the place of an article dropped, and the next one in its place": Convention(
        lines(
            "Article 1. Duties", MEASURE, "Article 2", "Deleted and merged into article 1.", "Article 3. Meetings", MEET
        ),
        (*heading(1, "Duties"), *lines(MEASURE), *heading(2, "Meetings"), *lines(MEET)),
        (
            "Article 1[-. -]¶ins",
            "[-Article 2-]¶del",
            "[-Deleted and merged into article 1.-]¶del",
            "Article [-3. -]{+2+}¶ins",
        ),
    ),
    "number and heading put on one line": Convention(
        (*DUTIES, *lines(MEASURE), *REVIEW, *lines(MEET)),
        lines("Article 2. General obligations", MEASURE, "Article 3. Review", MEET),
        ("Article 2{+. +}¶del", "Article 3{+. +}¶del"),
    ),
    "a heading added": Convention(
        (p("Article 2", style="Heading2"), *lines(COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(COST), *REVIEW, *lines(MEET)),
        ("{+General obligations+}¶ins",),
    ),
    "a middle paragraph split in two": Convention(
        (*DUTIES, *lines(WARN, f"{MEASURE} {COST}"), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(WARN, MEASURE, COST), *REVIEW, *lines(MEET)),
        (f"{MEASURE}[- -]¶ins",),
    ),
    "two paragraphs merged into one": Convention(
        (*DUTIES, *lines(WARN, MEASURE, COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(WARN, f"{MEASURE} {COST}"), *REVIEW, *lines(MEET)),
        (f"{MEASURE}¶del", f"{{+ +}}{COST}"),
    ),
    "a paragraph moved to another article and numbered anew": Convention(
        (*DUTIES, *lines(f"1. {WARN}", f"2. {COST}"), *REVIEW, *lines(f"1. {MEET}", "2. There is no other business.")),
        (
            *DUTIES,
            *lines(f"1. {COST}"),
            *REVIEW,
            *lines(f"1. {MEET}", f"2. {WARN}", "3. There is no other business."),
        ),
        (
            f"[-1-]<-. {WARN}-<¶moveFrom",
            f"[-2-]{{+1+}}. {COST}",
            f"{{+2+}}>+. {WARN}+>¶moveTo",
            "[-2-]{+3+}. There is no other business.",
        ),
    ),
    "an article moved behind another, with an edit": Convention(
        (
            *TERMS,
            *lines(f"1. {MEASURE}"),
            *heading(2, "Finance"),
            *lines(f"1. {COST}"),
            *REVIEW,
            *lines(f"1. {MEET}", f"2. {WARN}"),
        ),
        (
            *TERMS,
            *lines(f"1. {MEASURE}"),
            *heading(2, "Review"),
            *lines(f"1. {MEET}", f"2. {WARN}"),
            *heading(3, "Finance"),
            *lines(f"1. {COST.replace('measures', 'steps')}"),
            *heading(4, "Entry into force"),
            *lines("This Convention enters into force on the first of May."),
        ),
        (
            "<-Article -<[-2-]¶moveFrom",
            "<-Finance-<¶moveFrom",
            "<-1. Each Party shall bear the cost of the -<[-measures-]<- that it takes under this article.-<¶moveFrom",
            "Article [-3-]{+2+}",
            f"2. {WARN}¶ins",
            ">+Article +>{+3+}¶moveTo",
            ">+Finance+>¶moveTo",
            ">+1. Each Party shall bear the cost of the +>{+steps+}>+ that it takes under this article.+>¶moveTo",
            "{+Article 4+}¶ins",
            "{+Entry into force+}¶ins",
            "{+This Convention enters into force on the first of May.+}",
        ),
    ),
    "a sentence that went to another article": Convention(
        (*DUTIES, *lines(f"1. {MEASURE} {WARN}", f"2. {COST}"), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(f"1. {MEASURE}", f"2. {COST}"), *REVIEW, *lines(f"{MEET} {WARN}")),
        (f"1. {MEASURE}[- -]<-{WARN}-<", f"{MEET}{{+ +}}>+{WARN}+>"),
    ),
    "a paragraph that became the end of another": Convention(
        (*DUTIES, *lines(f"1. {MEASURE}", f"2. {WARN}"), *REVIEW, *lines(f"1. {MEET}", f"2. {COST}")),
        (*DUTIES, *lines(f"1. {MEASURE}"), *REVIEW, *lines(f"1. {MEET}", f"2. {COST} {WARN}")),
        (f"[-2. -]<-{WARN}-<¶del", f"2. {COST}{{+ +}}>+{WARN}+>"),
    ),
    "an unnumbered paragraph put at the end of another article": Convention(
        (*DUTIES, *lines(WARN, COST), *REVIEW, *lines(MEET)),
        (*DUTIES, *lines(COST), *REVIEW, *lines(MEET, WARN)),
        (f"<-{WARN}-<¶moveFrom", f"{MEET}¶ins", f">+{WARN}+>"),
    ),
    "an article cut in two in the middle of its list": Convention(
        (*DUTIES, *lines(f"1. {MEASURE}", f"2. {WARN}", f"3. {COST}"), *REVIEW, *lines(MEET)),
        (
            *DUTIES,
            *lines(f"1. {MEASURE}"),
            *heading(3, "Warnings"),
            *lines(f"2. {WARN}", f"3. {COST}"),
            *heading(4, "Review"),
            *lines(MEET),
        ),
        ("{+Article 3+}¶ins", "{+Warnings+}¶ins", "Article [-3-]{+4+}"),
    ),
}
