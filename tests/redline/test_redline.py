"""What kind of change an edit is."""

from __future__ import annotations

import pytest

from helpers.redlines import TAIL, change_of, report
from treatydiff.model import Change, Kind, Op, Significance
from treatydiff.report import Report
from treatydiff.text.words import words

SUBSTANTIVE, STATUS = Significance.SUBSTANTIVE, Significance.STATUS
CONSEQUENTIAL, EDITORIAL = Significance.CONSEQUENTIAL, Significance.EDITORIAL


CASES = [
    # shall and may, numbers, negation: never anything but substance
    ("Each Party may adopt such measures.", "Each Party shall adopt such measures.", SUBSTANTIVE),
    ("Data shall be kept for ninety days.", "Data shall be kept for sixty days.", SUBSTANTIVE),
    ("Data shall be kept for 90 days.", "Data shall be kept for 60 days.", SUBSTANTIVE),
    (
        "It enters into force after the fortieth instrument.",
        "It enters into force after the sixtieth instrument.",
        SUBSTANTIVE,
    ),
    ("A penalty of 1.5 per cent applies.", "A penalty of 15 per cent applies.", SUBSTANTIVE),
    ("Each Party shall adopt measures.", "Each Party shall not adopt measures.", SUBSTANTIVE),
    ("When committed intentionally and without right.", "When committed intentionally.", SUBSTANTIVE),
    ("Necessary and proportionate measures.", "Necessary or proportionate measures.", SUBSTANTIVE),
    # how it is written
    ("Each Party shall authorise such measures.", "Each Party shall authorize such measures.", EDITORIAL),
    ("The term “data” means facts.", 'The term "data" means facts.', EDITORIAL),
    ("Each Party shall, where necessary, act.", "Each Party shall where necessary act.", EDITORIAL),
    ("the States parties shall act", "the States Parties shall act", EDITORIAL),
    ("Periods of 10,000 days – no more.", "Periods of 10 000 days — no more.", EDITORIAL),
    ("The decision-making process is open.", "The decision making process is open.", EDITORIAL),
    # how settled it is
    ("Each Party shall adopt [effective] measures.", "Each Party shall adopt effective measures.", STATUS),
    ("Each Party shall adopt measures.", "Each Party shall adopt measures. [agreed ad referendum]", STATUS),
    # brackets and words at once
    ("Each Party shall adopt [effective] measures.", "Each Party shall adopt measures.", SUBSTANTIVE),
    ("Each Party shall adopt measures.", "Each Party shall adopt[, without delay,] measures.", SUBSTANTIVE),
    ("Each Party [shall] [may] adopt measures.", "Each Party should adopt measures.", SUBSTANTIVE),
]


@pytest.mark.parametrize(("old", "new", "significance"), CASES)
def test_every_edit_has_its_significance(old: str, new: str, significance: Significance) -> None:
    assert change_of(old, new).significance is significance


@pytest.mark.parametrize(("old", "new", "significance"), CASES)
def test_significance_does_not_depend_on_the_direction(old: str, new: str, significance: Significance) -> None:
    assert change_of(new, old).significance is significance


@pytest.mark.parametrize(
    ("old", "new", "significance"),
    [
        ("Within fifteen days it acts.", "Within 15 days it acts.", EDITORIAL),
        ("Within fifteen days it acts.", "Within 50 days it acts.", SUBSTANTIVE),
        ("Within one hundred and twenty days it acts.", "Within 120 days it acts.", EDITORIAL),
        ("It meets the third time.", "It meets the 3 time.", SUBSTANTIVE),
        ("The geographic scope is wide.", "The geographical scope is wide.", EDITORIAL),
    ],
)
def test_the_same_number_in_digits_is_editorial_and_another_never(
    old: str, new: str, significance: Significance
) -> None:
    assert change_of(old, new).significance is significance
    assert change_of(new, old).significance is significance


def test_a_choice_between_alternatives_says_which_was_kept() -> None:
    change = change_of("Each Party [shall] [may] act.", "Each Party may act.")
    assert change.remarks == ("decided: may; dropped: shall",)
    assert [(choice.kept, choice.dropped) for choice in change.choices] == [("may", ("shall",))]
    assert change.significance is SUBSTANTIVE


def test_one_of_three_alternatives_that_goes_is_of_substance_and_no_choice() -> None:
    change = change_of("Each [a] [b] [c] acts.", "Each [a] [b] acts.")
    assert change.significance is SUBSTANTIVE
    assert change.remarks == ("no longer among the alternatives: c; still open: a / b",)
    assert change.choices == ()


def test_of_three_alternatives_the_two_that_stay_are_not_marked() -> None:
    change = change_of("Each [shall] [should] [may] act.", "Each [should] [may] act.")
    assert [span.text for span in change.text if span.op is not Op.KEEP] == [" [shall]"]


@pytest.mark.parametrize("printed", ["[shall] [may]", "[shall / may]", "[shall][may]", "[shall] or [may]"])
def test_an_alternative_that_goes_is_of_substance_and_what_is_left_in_brackets_is_not_decided(printed: str) -> None:
    change = change_of(f"Each Party {printed} act.", "Each Party [may] act.")
    assert change.significance is SUBSTANTIVE
    assert [(choice.kept, choice.dropped, choice.open) for choice in change.choices] == [("may", ("shall",), True)]
    assert change.remarks == ("no longer among the alternatives: shall; still open: may",)


def test_an_alternative_without_words_is_named_as_such() -> None:
    assert change_of("It has [ten] [] seats.", "It has seats.").remarks == ("decided: (no text); dropped: ten",)


def test_brackets_are_not_said_to_have_stood_around_what_lies_between_two_pairs() -> None:
    old = "[Data [shall] [may] be kept] [Data shall not be kept]."
    assert change_of(old, "Data may be kept.").remarks == ("brackets removed",)


def test_what_is_opened_again_is_a_matter_of_status() -> None:
    change = change_of("Each Party may act.", "Each Party [shall] [may] act.")
    assert (change.significance, change.choices) == (STATUS, ())


def test_alternatives_that_say_the_same_decide_nothing_of_substance() -> None:
    assert change_of("Each Party [adopts] [Adopts] it.", "Each Party adopts it.").significance is STATUS


def test_lost_brackets_are_never_called_agreement() -> None:
    change = change_of("Each Party shall adopt [effective] measures.", "Each Party shall adopt effective measures.")
    assert change.remarks == ("brackets removed around “effective”",)
    assert not any("agreed" in remark for remark in change.remarks)


@pytest.mark.parametrize("mark", ["[agreed ad referendum]", "(agreed ad referendum)", "[Agreed ad referendum.]"])
def test_the_brackets_of_agreed_ad_referendum_are_not_brackets_added(mark: str) -> None:
    one, other = "Each Party shall adopt measures.", f"Each Party shall adopt measures. {mark}"
    assert change_of(one, other).remarks == ("now marked agreed ad referendum",)
    assert change_of(other, one).remarks == ("no longer marked agreed ad referendum",)


def test_brackets_that_vanish_as_agreement_comes_are_told_all_the_same() -> None:
    change = change_of("Each Party shall [adopt] measures.", "Each Party shall adopt measures. [agreed ad referendum]")
    assert change.significance is STATUS
    assert change.remarks == ("now marked agreed ad referendum", "brackets removed around “adopt”")


def test_an_unchanged_provision_is_unchanged() -> None:
    change = change_of("Each Party shall act.", "Each Party shall act.")
    assert (change.kind, change.significance, change.changed) == (Kind.UNCHANGED, None, False)


LIST = ["Article 2", "Aims", "The aims are:"]


def items(old: list[str], new: list[str]) -> list[Significance | None]:
    found = report([*LIST, *old, *TAIL], [*LIST, *new, *TAIL])
    return [c.significance for c in found.redline.all if c.provision.article == "2" and c.provision.number]


def test_the_and_of_a_list_that_grew_is_editorial() -> None:
    old = ["(a) To prevent harm of any kind; and", "(b) To assist victims of such harm."]
    new = [
        "(a) To prevent harm of any kind;",
        "(b) To assist victims of such harm; and",
        "(c) To report every year on progress.",
    ]
    assert items(old, new)[1:] == [EDITORIAL, EDITORIAL, SUBSTANTIVE]


def test_and_that_becomes_or_is_substantive_even_where_the_list_grew() -> None:
    old = ["(a) To prevent harm of any kind; and", "(b) To assist victims of such harm."]
    new = [
        "(a) To prevent harm of any kind;",
        "(b) To assist victims of such harm; or",
        "(c) To report every year on progress.",
    ]
    assert SUBSTANTIVE in items(old, new)[1:3]


# ------------------------------------------------------------------------------------------------- cross-references

BODY = {
    "Purpose": "The purpose of this Convention is cooperation among States.",
    "Interception": "Each Party shall empower its authorities to intercept communications in serious cases.",
    "Extradition": "Requests for extradition shall be executed in accordance with {x} of this Convention.",
    "Signature": "This Convention shall be open to all States for signature in New York.",
}


def convention(order: list[str], reference: str, first: int = 1) -> list[str]:
    lines = []
    for number, heading in enumerate(order, first):
        lines += [f"Article {number}", heading, BODY[heading].replace("{x}", reference)]
    return lines


ORDER = ["Purpose", "Interception", "Extradition", "Signature"]
NEW = ["Signature", "Purpose", "Interception", "Extradition"]


def extradition(old: str, new: str) -> tuple[Change, Report]:
    found = report(convention(ORDER, old), convention(NEW, new))
    (change,) = [c for c in found.redline.all if c.provision.heading == "Extradition"]
    return change, found


def test_an_updated_reference_is_consequential() -> None:
    change, found = extradition("article 2", "article 3")
    assert [s.significance for s in change.spans if s.op is not Op.KEEP] == [CONSEQUENTIAL, CONSEQUENTIAL]
    assert (change.significance, found.redline.notices) == (CONSEQUENTIAL, ())


def test_a_reference_to_something_else_than_before_is_substantive() -> None:
    change, _ = extradition("article 2", "article 1")
    assert change.significance is SUBSTANTIVE
    assert change.remarks == ("article 2 is now article 3; the draft says 1",)


def test_a_reference_that_kept_its_number_and_lost_its_target_is_noticed() -> None:
    _, found = extradition("article 2", "article 2")
    assert [n.message for n in found.redline.notices] == ["Article 4 still says article 2, which is now article 3"]


def test_a_reference_to_another_treaty_is_left_alone() -> None:
    old, new = convention(ORDER, "article 2"), convention(NEW, "article 2")
    old, new = (
        [line.replace("of this Convention.", "of the Charter of the United Nations.") for line in x] for x in (old, new)
    )
    assert report(old, new).redline.notices == ()


def test_ranges_and_lists_of_references_are_followed() -> None:
    change, found = extradition("articles 1 to 2 and article 4", "articles 2 to 3 and article 1")
    assert (change.significance, found.redline.notices) == (CONSEQUENTIAL, ())


def test_a_range_that_takes_in_another_article_is_noticed() -> None:
    BODY["Review"] = "The Conference of the Parties shall review the operation of all powers every five years."
    new = ["Signature", "Purpose", "Review", "Interception", "Extradition"]
    found = report(convention(ORDER, "articles 1 to 2"), convention(new, "articles 2 to 4"))
    assert [n.message for n in found.redline.notices] == [
        "Article 5 says articles 2 to 4, which now includes article 3"
    ]


def test_a_paragraph_number_that_went_stale_is_noticed_though_its_article_was_updated() -> None:
    measures = ["1. Orders name the person concerned.", "2. Orders expire after ninety days."]
    shifted = [
        "1. Fees may be charged for copies.",
        "2. Orders name the person concerned.",
        "3. Orders expire after ninety days.",
    ]
    head = ["Article 1", "Purpose", "The purpose is cooperation."]
    old = [
        *head,
        "Article 2",
        "Orders",
        *measures,
        "Article 3",
        "Review",
        "Article 2, paragraph 2, is kept under review.",
    ]
    new = [*old[:3], "Article 2", "Fees", "No tax is due on copies.", "Article 3", "Orders", *shifted]
    new += ["Article 4", "Review", "Article 3, paragraph 2, is kept under review."]
    messages = [n.message for n in report(old, new).redline.notices]
    assert messages == ["Article 4 still says paragraph 2 of article 3, which is now paragraph 3 of article 3"]


def test_the_arabic_and_is_a_word_of_its_own_before_a_number() -> None:
    assert list(words("المادتان 9 و13")) == ["المادتان", "9", "و", "13"]
