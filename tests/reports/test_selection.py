from __future__ import annotations

from dataclasses import replace

import pytest

import making
from treatydiff.errors import TreatydiffError
from treatydiff.model import Draft
from treatydiff.report import Report, Selection
from treatydiff.reports.selection import Selected, articles_asked, differ, select


def selected(**asked: object) -> Selected:
    return select(with_selection(**asked))


def with_selection(**asked: object) -> Report:
    return replace(making.sample(), selection=Selection(**asked))  # type: ignore[arg-type]


def ids(found: Selected) -> list[str]:
    return [change.id for change in found.changes]


def test_without_a_wish_everything_that_changed_is_shown() -> None:
    found = selected()
    assert ids(found) == ["c4", "c5", "c6", "c7", "c8", "c9"]
    assert [finding.id for finding in found.findings] == ["f1", "f2"]
    assert found.hidden == {}


def test_substantive_hides_what_is_light_and_counts_it() -> None:
    found = selected(substantive=True)
    assert ids(found) == ["c5", "c6", "c7", "c8", "c9"]
    assert found.hidden == {"consequential": 1}


@pytest.mark.parametrize(("number", "shown"), [("17", ["c4", "c5"]), ("4", ["c4", "c5"]), ("18", ["c9"])])
def test_an_article_is_found_by_its_number_in_either_draft(number: str, shown: list[str]) -> None:
    found = selected(articles=(number,))
    assert ids(found) == shown
    assert len(found.rows) == 1


def test_what_was_inserted_into_an_article_is_found_by_the_article_s_old_number() -> None:
    old, new = making.article("25"), making.article("27", "", "", making.paragraph("3", "New duty."))
    changes = (
        making.change(1, making.link(old, new), (), making.CONSEQUENTIAL),
        making.change(2, making.link(None, new.children[0]), making.marked("{+New duty.+}"), within=1),
    )
    report = making.report(making.draft(old), making.draft(new), *changes)
    assert ids(select(replace(report, selection=Selection(articles=("25",))))) == ["c1", "c2"]


def test_a_theme_keeps_its_findings_and_the_changes_they_are_about() -> None:
    found = selected(themes=("surveillance",))
    assert ids(found) == ["c5"]
    assert [finding.id for finding in found.findings] == ["f1"]


def test_what_is_hidden_for_being_light_is_counted_only_among_what_is_asked_for() -> None:
    assert selected(articles=("18",), substantive=True).hidden == {}


def test_rows_keep_what_happened_when_their_changes_are_hidden() -> None:
    whole, few = selected().rows, selected(substantive=True).rows
    assert [row.relation for row in whole] == [row.relation for row in few]
    assert [len(row.changes) for row in few] == [0, 0, 1, 3, 1]


def test_an_article_that_no_draft_has_is_an_error() -> None:
    with pytest.raises(TreatydiffError, match="no article 99 in these drafts"):
        articles_asked(["4", "99"], sides(making.sample()), Selection())


def sides(report: Report) -> list[Draft]:
    return [report.old, report.new]


LETTERED = making.article("30", "", "", making.paragraph("1"), making.paragraph("2", "", making.subparagraph("a")))
NUMBERED = making.draft(making.article("29"), LETTERED, making.article("31"), making.article("706-16"))


@pytest.mark.parametrize(
    ("wish", "numbers"),
    [
        ("30", ("30",)),
        ("Article 30", ("30",)),
        ("art. 30", ("30",)),
        ("Artículo 30", ("30",)),
        ("29-30", ("29", "30")),
        ("Articles 29 – 31", ("29", "30", "31")),
        ("706-16", ("706-16",)),
    ],
)
def test_articles_are_asked_for_as_people_write_them(wish: str, numbers: tuple[str, ...]) -> None:
    assert articles_asked([wish], [NUMBERED], Selection()).articles == numbers


def test_a_paragraph_is_asked_for_with_what_is_inside_it() -> None:
    asked = articles_asked(["Article 30(2)"], [NUMBERED], Selection())
    assert asked.articles == ("30",)
    assert asked.places == tuple(p.eid for p in LETTERED.children[1].walk())
    assert articles_asked(["30 (2) (a)"], [NUMBERED], Selection()).places == (LETTERED.children[1].children[0].eid,)


@pytest.mark.parametrize("wish", ["30(7)", "31-29", "29-99", "Article", "(2)", "30 (b)"])
def test_a_place_that_no_draft_has_is_an_error(wish: str) -> None:
    with pytest.raises(TreatydiffError, match="in these drafts"):
        articles_asked([wish], [NUMBERED], Selection())


def test_only_what_stands_in_the_place_is_shown() -> None:
    report = making.sample()
    inside = next(c for c in report.redline.changes if c.link.level.value == "paragraph")
    asked = replace(report, selection=Selection(places=(inside.provision.eid,)))
    assert [change.provision.eid for change in select(asked).changes] == [inside.provision.eid]


def test_but_spacing_and_case_of_a_number_do_not_matter() -> None:
    one = making.article("3 bis")
    report = making.report(making.draft(one), making.draft(one), making.change(1, making.link(one, one)))
    asked = replace(report, selection=articles_asked(["3BIS"], sides(report), Selection()))
    assert ids(select(asked)) == ["c1"]


def test_drafts_differ_when_something_selected_does() -> None:
    assert differ((making.sample(),))
    assert not differ((with_selection(articles=("1",)),))
