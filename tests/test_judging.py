"""What is said of a change and what is not: renamings, rewordings, crowded edits, notes, whole articles."""

from __future__ import annotations

from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Effect, Finding, Reading
from treatydiff.structure import build


def draft(*articles: str, language: str = "en") -> Draft:
    lines = [line for n, text in enumerate(articles, 1) for line in (f"Article {n}", *text.split("\n"))]
    return build(Reading(tuple(map(Block, lines))), name="draft", language=language)


def found(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Finding, ...]:
    return compare(draft(*old), draft(*new)).findings


BANDS = (
    "Whoever leads armed bands, gangs or unlawful groups commits a crime.",
    "Whoever feeds armed bands, gangs or unlawful groups commits a crime.",
    "Whoever arms armed bands, gangs or unlawful groups commits a crime.",
    "Whoever praises armed bands, gangs or unlawful groups commits a crime.",
)


def test_a_member_that_leaves_every_list_of_the_draft_is_told_once_without_a_direction() -> None:
    told = found(BANDS, tuple(text.replace("armed bands, ", "") for text in BANDS))
    assert len(told) <= 1
    assert {finding.effect for finding in told} <= {Effect.TOUCHES}


def test_a_note_on_a_repealed_paragraph_is_no_offence() -> None:
    old = ("Whoever enters a system without right commits an offence.\nThe court may impose a fine on the offender.",)
    new = ("Whoever enters a system without right commits an offence.\n[Repealed, 2022]",)
    assert not any("was added" in finding.message for finding in found(old, new))


def test_a_sentence_that_was_reworded_is_neither_taken_out_nor_set() -> None:
    old = "Major events that are exposed to a risk of terrorism offences by their size are designated by decree."
    new = "By decree are designated the events that, by their size, are exposed to offences of terrorism, a major risk."
    said = [finding.meaning for finding in found((f"{old} The police are told.",), (f"{new} The police are told.",))]
    assert not {"an offence is taken out", "conduct becomes an offence"}.intersection(said)


def test_what_says_that_a_rule_does_not_apply_has_no_direction_of_its_own() -> None:
    text = "Subsection 1 does not apply in a case where the data subject has the right to appeal to a court."
    told = found(("The data subject may object.",), (f"The data subject may object.\n2. {text}",))
    assert all(finding.effect is Effect.TOUCHES for finding in told if "/frame-" in finding.rule)
