"""The thresholds of the alignment that no figure of its benchmark notices: what each of them is for."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from treatydiff.alignment import align
from treatydiff.alignment.likeness import Weights, cosines
from treatydiff.alignment.pairs import Floors, pair_up
from treatydiff.model import Alignment, Basis, Block, Draft, Level, Reading
from treatydiff.structure import build

WORDS = [
    f"{head}{tail}"
    for head in ("lamp", "tower", "reef", "mast", "rope", "oil", "fog", "horn", "bell", "tide", "buoy", "pier")
    for tail in ("master", "ward", "stone", "light", "bound", "side", "work", "fall", "line", "house", "craft", "song")
]


def sentence(seed: str, length: int = 30) -> str:
    return f"{' '.join(random.Random(seed).choices(WORDS, k=length)).capitalize()}."


def draft(*articles: tuple[str, str, str]) -> Draft:
    """Of number, heading and text."""
    lines = [line for number, *told in articles for line in (f"Article {number}", *told)]
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


def series(count: int) -> list[tuple[str, str, str]]:
    return [(str(n), f"Heading {sentence(f'heading {n}', 3)[:-1]}", sentence(f"body {n}")) for n in range(1, count + 1)]


def rows(found: Alignment) -> list[tuple[str, str]]:
    return [
        ("+".join(p.number for p in link.old), "+".join(p.number for p in link.new)) for link in found.concordance()
    ]


# ---------------------------------------------------------------------------------------- numbers that drafters keep


def rewritten(count: int, kept: int, *, bis: bool) -> Alignment:
    """Article 4 has hardly a word in common with the old one; of the others only ``kept`` keep their number."""
    old = series(count)
    new = [*old[:3], ("4", "Quite another matter", sentence("nothing of the old")), *old[4:]]
    new = [(n if at < kept else str(int(n) + 100), *told) for at, (n, *told) in enumerate(new)]  # type: ignore[misc]
    return align(draft(*old), draft(*new, *[("90 bis", "An addition", sentence("added"))] * bis))


def test_where_numbers_are_kept_an_article_that_was_rewritten_answers_to_its_number() -> None:
    assert ("4", "4") in rows(rewritten(20, 20, bis=True))


@pytest.mark.parametrize(
    ("count", "kept", "bis"),
    [(20, 20, False), (20, 8, True), (7, 7, True)],
    ids=["nobody inserts with bis", "most were numbered anew", "too few to tell"],
)
def test_elsewhere_a_number_is_no_evidence(count: int, kept: int, bis: bool) -> None:
    found = rows(rewritten(count, kept, bis=bis))
    assert ("4", "") in found
    assert ("", "4") in found


# -------------------------------------------------------------------------------------------------- notes and headings


def noted(here: str, there: str, other: str) -> Alignment:
    """Article 2 became a note that sends its reader to article 3; ``here`` was its text, ``there`` is that of 3."""
    old = draft(("1", "Lamps", sentence("a")), ("2", "Towers", here), ("3", "Reefs", sentence("c")))
    new = build(
        Reading(
            tuple(
                Block(line)
                for line in (
                    *("Article 1", "Lamps", sentence("a"), "Article 2", "Merged into article 3."),
                    *("Article 3", "Reefs", f"{sentence('c')} {there}", "Article 4", "Towers of another kind", other),
                )
            )
        ),
        name="draft",
        language="en",
    )
    return align(old, new)


def test_a_note_of_a_merger_holds_where_the_words_are_there() -> None:
    (link,) = (each for each in noted(sentence("b"), sentence("b"), sentence("d")).concordance() if len(each.old) == 2)
    assert [p.number for p in (*link.old, *link.new)] == ["2", "3", "3"]
    assert link.basis is Basis.NOTE


def test_a_note_of_a_merger_is_not_believed_where_hardly_a_word_went_there() -> None:
    assert ("2+3", "3") not in rows(noted(sentence("b"), "", sentence("d")))


def test_a_note_is_not_believed_where_another_article_is_far_more_alike() -> None:
    found = rows(noted(sentence("b"), "", sentence("b")))
    assert ("2", "4") in found


def test_articles_of_one_heading_answer_to_each_other_though_hardly_a_word_is_left() -> None:
    def told(seed: str) -> str:
        return f"The {' '.join(f'{seed}{letter}' for letter in 'abcdefghijklmnopqrstuvwxyzäöüßéèêîôûçñøåæœ')}."

    others = [(str(n), f"Heading{chr(96 + n)}", told(f"other{chr(96 + n)}")) for n in range(1, 6)]
    old, new = (draft(*others, ("6", "Buoys", told(seed)), ("7", "End", told("y"))) for seed in ("x", "z"))
    assert ("6", "6") in rows(align(old, new))


# --------------------------------------------------------------------------------------------------------- the pairing

FLOORS = Floors(chain=0.9, move=0.4, gap=0.9)


def test_what_moved_must_be_nearly_the_best_that_either_side_could_get() -> None:
    """1 is far more alike to 0 than 2 is, and taken: what is left over must not be content with the rest."""
    scores = {(0, 1): 0.85, (1, 1): 0.84, (1, 0): 0.5}
    assert pair_up(scores, FLOORS) == [(0, 1)]
    assert pair_up(scores | {(1, 0): 0.80}, FLOORS) == [(0, 1), (1, 0)]


def test_among_many_provisions_rare_terms_find_what_is_alike_and_lose_nothing_above_the_floor() -> None:
    """Candidates are found by rare terms alone; what is alike by all terms must reach half the floor by those."""
    texts = [[f"rare{n}", f"odd{n}", *(f"common{(n + k) % 40}" for k in range(4))] for n in range(450)]
    weights = Weights([])
    vectors = [weights.vector(Counter(text)) for text in texts]
    found = cosines(vectors, vectors, 0.9)
    assert all((n, n) in found for n in range(450))


def many(*numbers: int) -> Draft:
    """Articles of the same few sentences over and over; 7 names its own number."""
    said = {n: [sentence(f"{random.Random(f'{n} {k}').randrange(12)}") for k in range(4)] for n in numbers}
    own = {n: f"This is article {place}." for place, n in enumerate(numbers, 1) if n == 7}
    return draft(*((str(p), "Lamps", " ".join([*said[n], own.get(n, "")])) for p, n in enumerate(numbers, 1)))


def strays(was: list[int], now: list[int]) -> set[tuple[int, int]]:
    """The articles that are said to answer to another than themselves."""
    links = [link for link in align(many(*was), many(*now)).links if link.old and link.old[0].level is Level.ARTICLE]
    pairs = {(was[int(link.old[0].number) - 1], *(now[int(new.number) - 1] for new in link.new)) for link in links}
    return {pair for pair in pairs if pair != (pair[0], pair[0])}


def test_of_hundreds_of_articles_the_words_name_the_counterpart_wherever_it_went_and_whatever_its_number() -> None:
    was = [*range(250)]
    assert strays(was, [*was[:100], 101, 100, *was[102:]]) == set()
    assert strays(was, [*was[:7], *was[8:200], 7, *was[200:]]) == set()
    assert strays(was, [*was[:50], *was[51:]]) == {(50,)}
