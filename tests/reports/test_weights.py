"""Where no theme speaks, changes rank by what their words do in a clause, in six languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.redlines import HEAD, TAIL, draft, report
from treatydiff import cli
from treatydiff.compare import compare
from treatydiff.model import Change, Level, Significance
from treatydiff.reports.weights import Gravity, weight

SIX = [
    ("en", "The Parties {} meet.", "may", "shall", Gravity.MODALITY),
    ("en", "The Parties shall {}meet.", "", "not ", Gravity.NEGATION),
    ("en", "The Parties meet {} times.", "two", "four", Gravity.NUMBER),
    ("en", "The Parties meet{}.", "", " unless the Secretariat objects", Gravity.CONDITION),
    ("en", "The fee is set by the {}.", "court", "police", Gravity.AGENT),
    ("en", "The boats are {}.", "blue", "green", Gravity.WORDS),
    ("en", "The fee is due in {}.", "May", "June", Gravity.WORDS),
    ("fr", "Les Parties {} se réunir.", "peuvent", "doivent", Gravity.MODALITY),
    ("fr", "Les Parties se réunissent {} fois.", "deux", "quatre", Gravity.NUMBER),
    ("es", "Las Partes {} reunirse.", "podrán", "deberán", Gravity.MODALITY),
    ("es", "Las Partes {}se reunirán.", "", "no ", Gravity.NEGATION),
    ("ru", "Участники {} собираться.", "могут", "должны", Gravity.MODALITY),
    ("ru", "Участники {}собираются.", "", "не ", Gravity.NEGATION),
    ("zh", "缔约方{}举行会议。", "可以", "应当", Gravity.MODALITY),
    ("ar", "{} للأطراف أن تجتمع.", "يجوز", "يجب", Gravity.MODALITY),
]
HEADS = {
    "zh": (["第一条", "目的", "本公约的目的是合作。", "第二条", "措施"], "一、"),
    "ar": (["المادة 1", "الغرض", "الغرض من هذه الاتفاقية هو التعاون.", "المادة 2", "التدابير"], "1. "),
}


@pytest.mark.parametrize(("code", "text", "old", "new", "gravity"), SIX)
def test_a_change_weighs_by_what_its_words_do(code: str, text: str, old: str, new: str, gravity: Gravity) -> None:
    head, number = HEADS.get(code, (HEAD, "1. "))
    sides = [draft(*head, f"{number}{text.format(words)}", language=code) for words in (old, new)]
    for pair in (sides, sides[::-1]):
        heavy = [c for c in compare(*pair).redline.changes if c.significance is Significance.SUBSTANTIVE]
        assert [weight(change, code)[0] for change in heavy] == [gravity]


def by_weight(old: list[str], new: list[str]) -> list[Change]:
    """The changes of substance of an article, the weightiest first."""
    found = report([*HEAD, *old, *TAIL], [*HEAD, *new, *TAIL])
    heavy = [c for c in found.redline.changes if c.significance is Significance.SUBSTANTIVE]
    return sorted(heavy, key=lambda change: weight(change, "en"), reverse=True)


def test_a_whole_provision_outweighs_every_edit_and_two_words_of_force_a_line_of_others() -> None:
    old = [
        "1. The Parties may meet in the spring.",
        "2. The boats are painted blue, and their sails are white and wide.",
    ]
    new = [
        "1. The Parties shall meet in spring.",
        "2. The boats are painted green, and their flags are red and rather small.",
        "3. The Secretariat shall keep a list of all the boats that the Parties have.",
    ]
    ranked = by_weight(old, new)
    assert [change.provision.number for change in ranked] == ["3", "1", "2"]


def test_a_protection_that_goes_outweighs_a_whole_provision_and_a_footnote_weighs_least() -> None:
    old = [
        "1. The conditions and safeguards shall include prior judicial review of each measure and a record of it.",
        "2. The Secretariat keeps a list of all the boats that the Parties have on the river and on the lake.",
    ]
    new = [
        "1. The conditions and safeguards shall include, as appropriate to the power, a record of it.",
        "2. The Secretariat keeps a list.",
        "3. The Secretariat shall keep a list of all the boats that the Parties have on the sea and on its coast.",
    ]
    ranked = by_weight(old, new)
    assert [change.provision.number for change in ranked] == ["1", "3", "2"]
    first = ranked[0]
    note = replace(first, link=replace(first.link, new=(replace(first.provision, level=Level.FOOTNOTE),)))
    assert [weight(change, "en")[0] for change in (first, note)] == [Gravity.PROTECTION, Gravity.WORDS]


def test_a_protection_that_comes_back_in_other_words_is_not_gone() -> None:
    old = ["1. The conditions and safeguards shall include judicial review of each measure that is taken."]
    new = ["1. The conditions and safeguards shall include judicial review of all measures that are taken."]
    heavy = report([*HEAD, *old, *TAIL], [*HEAD, *new, *TAIL]).redline.changes
    assert [weight(change, "en")[0] for change in heavy] == [Gravity.WORDS]


def test_the_first_screen_names_the_weightiest_change_where_no_theme_speaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = [
        *HEAD,
        "1. The Parties may meet in the spring.",
        "2. The boats of the Parties are painted blue and white.",
        *TAIL,
    ]
    new = [
        *HEAD,
        "1. The Parties shall meet in the spring.",
        "2. The ships of the Parties are coated green and red.",
        *TAIL,
    ]
    for name, lines in (("old.txt", old), ("new.txt", new)):
        (tmp_path / name).write_text("\n\n".join(lines), "utf-8")
    assert cli.main(["compare", str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]) == 0
    screen = capsys.readouterr().out.partition("Read these yourself")[2].partition("\n")[2]
    assert "[-may-]{+shall+}" in screen.splitlines()[0]
