"""A turn for the better is signed where nothing else changed, or another reading agrees; one for the worse always."""

from __future__ import annotations

import pytest

from test_exchanges import judged, sides
from treatydiff.report import Effect, Finding

REWRITTEN = [
    # language, {worse|better} words that a rule knows, in a sentence of which more changed
    ("en", "Data {may be used|shall be used exclusively} for the {request|proceedings on taxes}."),
    ("fr", "Les données {peuvent être|sont} utilisées {|exclusivement }aux fins {de la demande|du contrôle fiscal}."),
    ("es", "Los datos {podrán utilizarse|se utilizarán exclusivamente} para {la solicitud|el control tributario}."),
]


def told(language: str, old: str, new: str) -> list[Finding]:
    return [finding for finding in judged(language, old, new) if finding.rule == "safeguards/tied-use"]


@pytest.mark.parametrize(("language", "text"), REWRITTEN)
def test_a_rewritten_sentence_that_one_reading_calls_better_has_no_direction(language: str, text: str) -> None:
    worst, best = sides(text)
    (better,), (worse,) = told(language, worst, best), told(language, best, worst)
    assert (better.adverse, better.effect, better.leaning) == (None, Effect.TOUCHES, Effect.STRENGTHENS)
    assert (worse.adverse, worse.leaning) == (True, None)


def test_what_stands_alone_is_signed_and_so_is_what_was_merely_inflected() -> None:
    (alone,) = told("en", *sides("Data {may be used|shall be used exclusively} for the purposes of the request."))
    (inflected,) = told("es", *sides("Los datos {podrán utilizarse|se utilizarán exclusivamente} para la solicitud."))
    assert (alone.adverse, inflected.adverse) == (False, False)


LONG = (
    "Human rights are treated in article 9. The secretariat keeps a list of the authorities that States Parties have "
    "named, and of the languages in which requests may be sent to them, and makes it available on its pages; the list "
    "is brought up to date at the end of each year, and the earlier lists are kept for those who wish to see them, in "
    "the form in which they were printed, with the names of those who were there."
)


def test_a_long_new_provision_is_not_called_better_by_a_rule_alone() -> None:
    (finding,) = judged("en", "", LONG)
    assert (finding.rule, finding.adverse, finding.leaning) == ("safeguards/clause", None, Effect.STRENGTHENS)
