from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from helpers import samples
from hostile import hostile
from making import article, change, draft, finding, link, marked, paragraph, report, sample
from treatydiff.compare import compare, read_draft
from treatydiff.errors import RenderError
from treatydiff.model import Op, Significance, Span
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.html import asset, marks
from treatydiff.renderers.html.labels import citations
from treatydiff.renderers.html.marks import marked as shown_marks
from treatydiff.renderers.html.wording import tongue, tongues
from treatydiff.renderers.text.headlines import headlines
from treatydiff.renderers.view import View
from treatydiff.report import Report, Selection

STATUS = Significance.STATUS


def page(*reports: Report, **options: object) -> Any:
    """The parsed page."""
    return parser.document_fromstring(source(*reports, **options))


WRITTEN: dict[object, tuple[tuple[Report, ...], str]] = {}
"""The pages that were written, by reports and options, with the reports, so that no other gets their ids."""


def source(*reports: Report, **options: object) -> str:
    key = tuple(map(id, reports)), tuple(sorted(options.items()))
    if key not in WRITTEN:
        made = RENDERERS["html"].render(reports, RenderOptions(**options))  # type: ignore[arg-type]
        WRITTEN[key] = reports, made.decode()
    return WRITTEN[key][1]


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def side(element: Any, without: str) -> str:
    """The words of one draft in marked-up text."""
    copy = parser.fromstring(parser.tostring(element))
    for mark in copy.findall(f".//{without}"):
        mark.drop_tree()
    return text(copy)


@pytest.fixture(scope="module")
def drafted() -> Report:
    return samples.compared(1, 2)


# ---------------------------------------------------------------------------------------------------------- the shell


def test_the_page_asks_for_nothing_and_runs_nothing_but_its_own(drafted: Report) -> None:
    root = page(drafted)
    assert not root.xpath("//link|//img|//iframe|//object|//embed|//base|//form[@action]|//*[@src]|//*[@style]")
    assert not [name for each in root.iter() for name in each.attrib if name.lower().startswith("on")]
    assert all(href.startswith("#") for href in root.xpath("//@href"))
    assert "url(" not in root.findtext(".//style")
    assert "@import" not in root.findtext(".//style")


def test_the_policy_stands_first_and_names_the_script_and_the_style_by_their_hashes() -> None:
    root = page(sample())
    meta = root.find("head")[0]
    assert meta.get("http-equiv") == "Content-Security-Policy"
    script = root.xpath("//script[not(@type)]")[0].text
    for what, name in ((script, "script"), (root.findtext(".//style"), "style")):
        digest = base64.b64encode(hashlib.sha256(what.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in meta.get("content")
    assert meta.get("content").startswith("default-src 'none';")


def test_no_id_is_given_twice_and_every_link_leads_somewhere(drafted: Report) -> None:
    few = replace(drafted, selection=Selection(articles=("30",)))
    for reports in ((drafted,), (drafted, drafted), (few,)):
        root = page(*reports)
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in root.xpath("//@href")} <= set(ids)


def test_hostile_text_is_text() -> None:
    root = page(hostile())
    ours = page(sample())
    assert len(root.xpath("//script")) == len(ours.xpath("//script")) == 2
    assert {each.tag for each in root.iter()} <= {each.tag for each in ours.iter()} | {"br", "blockquote", "code"}
    assert all(href.startswith("#") for href in root.xpath("//@href"))


def test_a_text_cannot_close_the_script_the_style_or_an_attribute() -> None:
    evil = "</style></script></title><script>alert(1)</script>\" onload='x' javascript:alert(1) \u202eevil"
    one = article("1", evil, evil, paragraph(evil, evil))
    old, new = draft(one, label=evil, title=evil), draft(one, label=evil)
    altered = change(1, link(one, one), marked(f"[-{evil}-]"), heading=marked(f"{{+{evil}+}}"), remarks=(evil,))
    found = replace(finding(1, altered, theme=evil), meaning=evil, rule=evil)
    told = report(old, new, altered, findings=(found,))
    written = source(told)
    assert "<script>alert" not in written
    assert "\u202e" not in written
    root = parser.document_fromstring(written)
    assert len(root.xpath("//script")) == 2
    assert not root.xpath("//*[@onload]")
    assert "</script><script>alert(1)</script>" in root.findtext(".//h1").replace("</title>", "")


def test_the_island_is_data_that_no_text_can_close() -> None:
    island = page(sample()).xpath("//script[@type='application/json']")[0].text
    assert not set(island) & set("<>&")
    told = json.loads(island)
    assert {code: dict(zip(told["keys"], phrases, strict=True)) for code, phrases in told["tongues"].items()} == {
        code: {key: each.table[key] for key in told["keys"]} for code, each in tongues().items()
    }


def test_the_island_has_the_phrases_of_its_page_and_of_the_script_and_no_others(drafted: Report) -> None:
    root = page(drafted)
    keys = set(json.loads(root.get_element_by_id("island").text)["keys"])
    assert {*root.xpath("//@data-w"), *root.xpath("//@data-w-aria-label")} <= keys
    assert {"status.shown", "turn.open", "spoken.inserted", "name", "singular"} <= keys
    assert not keys & {"blame.title", "lives.title"}, "of other pages"


# -------------------------------------------------------------------------------------------------------- the redline


def test_the_page_spells_both_drafts_word_for_word(drafted: Report) -> None:
    root = page(drafted)
    every = list(drafted.redline.all)
    assert every
    for each in every:
        shown = root.xpath(f"//*[@id='{each.id}-t' or @id='{each.id}'][contains(@class, 'clause')]/*[1]")
        for without, mine in (("ins", each.link.old), ("del", each.link.new)):
            for provision in mine if shown else ():
                words = " ".join(provision.text.split())
                assert words in side(shown[0], without), each.id


def test_a_mark_says_what_kind_of_change_it_is() -> None:
    spans = (Span(Op.KEEP, "a "), Span(Op.DELETE, "[", STATUS), Span(Op.INSERT, "<b>", Significance.SUBSTANTIVE))
    assert marks.marked(spans) == "a <del class=t>[</del><ins>&lt;b&gt;</ins>"


def test_a_cross_reference_is_a_link_to_what_stands_there(drafted: Report) -> None:
    root = page(drafted)
    links = root.xpath("//*[contains(@class, 'clause')]/*[1]//a")
    assert len(links) > 20
    there = {text(root.get_element_by_id(each.get("href")[1:])) for each in links}
    assert any("Conditions and safeguards" in words for words in there)


def test_a_pointer_may_begin_in_kept_and_end_in_inserted_text() -> None:
    spans = marked("article [-28-]{+31+} bis")
    pointer = marks.Pointer(8, 14, "c1")
    linked = "<a href=#c1>"
    assert marks.marked(spans, (pointer,)) == f"article <del>28</del><ins>{linked}31</a></ins>{linked} bis</a>"


def test_the_number_of_what_came_as_a_whole_stands_under_the_same_mark() -> None:
    number, words = marks.marked(marked("{+2.+}")), marks.marked(marked("{+Each Party acts.+}"))
    assert marks.joining(number, words) == "<ins><b>2.</b> Each Party acts.</ins>"
    assert marks.joining(number, marks.marked(marked("{+Each+} Party {+acts.+}"))) is None
    assert marks.joining(marks.marked(marked("2.")), words) is None


def test_what_moved_is_linked_from_where_it_stood_and_back(drafted: Report) -> None:
    root = page(drafted)
    sign = next(each for each in root.xpath("//p[contains(@class, 'gone')]") if "Article 17" in text(each))
    home = root.get_element_by_id(sign.find("a").get("href")[1:])
    assert "Article 17 → 4" in text(home)
    assert f"#{sign.get('id')}" in home.xpath(".//@href")


def test_articles_without_a_change_of_substance_are_folded(drafted: Report) -> None:
    root = page(drafted)
    leaves = {text(each.find("summary/h3/bdi")): each for each in root.xpath("//details[contains(@class, 'leaf')]")}
    opened = {name for name, each in leaves.items() if each.get("open") is not None}
    assert {"Article 2", "Article 7 → 8", "Preamble"} <= set(leaves) - opened
    assert {"Article 17 → 4", "Article 28 → 30"} <= opened


def test_only_what_is_asked_for_is_on_the_page(drafted: Report) -> None:
    asked = replace(drafted, selection=Selection(articles=("30",)))
    leaves = page(asked).xpath("//details[contains(@class, 'leaf')]")
    assert [text(each.find("summary/h3/bdi")) for each in leaves] == ["Article 28 → 30", "Article 30"]


def test_blocks_say_their_language_and_direction() -> None:
    one, two = article("1", "", "يجوز للدول."), article("1", "", "تلتزم الدول.")
    old, new = draft(one, language="ar"), draft(two, language="ar")
    told = report(old, new, change(1, link(one, two), marked("[-يجوز-]{+تلتزم+} الدول.")))
    (leaves,) = page(told).find_class("leaves")
    assert (leaves.get("lang"), leaves.find_class("body")[0].get("dir")) == ("ar", "rtl")
    (happened,) = leaves.find_class("happened")
    assert (happened.get("lang"), happened.get("dir")) == ("en", "ltr"), "ours in the midst of theirs"


def test_a_provision_is_cited_as_lawyers_do() -> None:
    one = article("23", "", "", paragraph("2", "", replace(paragraph("b", "x"), eid="sub")))
    assert list(citations(draft(one)).values()) == ["Article 23", "Article 23(2)", "Article 23(2)(b)"]


# ------------------------------------------------------------------------------------------------------- the findings


def test_findings_stand_by_theme_the_gravest_first_with_rule_and_source(drafted: Report) -> None:
    root = page(drafted)
    cards = root.find_class("card")
    assert len(cards) == len(drafted.findings)
    ways = ("adverse", "favourable", "unclear")
    theme = root.find_class("theme")[0]
    turns = [next(way for way in ways if way in each.get("class").split()) for each in theme.find_class("card")]
    assert turns == sorted(turns, key=ways.index)
    rules = {each.getparent().getparent().get("id"): text(each) for each in root.xpath("//*[@class='rules']//code")}
    told = {rules[each.get("href")[1:]] for each in root.xpath("//a[@class='why']")}
    assert told == {finding.rule for finding in drafted.findings}
    assert "Source:" in text(root.find_class("rules")[0])


def test_drafts_that_seem_to_be_the_wrong_way_round_are_told_before_anything_else() -> None:
    said = "the first draft seems to be the newer one: it is dated 2026"
    turned = page(replace(sample(), order=said))
    assert text(turned.find_class("answer")[0]).startswith("The first draft seems to be the newer one")
    assert not page(sample()).find_class("foreword")


def test_every_line_of_the_list_leads_to_its_change_in_the_order_of_the_list(drafted: Report) -> None:
    told = headlines(View(drafted)).lines
    lines = page(drafted, ui_lang="en").xpath("//*[contains(@class, 'worst')]/li")
    assert [each.xpath(".//a")[0].get("href") for each in lines] == [f"#{each.change.id}" for each in told]


def test_of_a_range_both_numbers_are_shown_where_only_one_is_of_substance(drafted: Report) -> None:
    (line,) = (each for each in headlines(View(drafted)).lines if each.place == "Article 35, paragraph 2 (d)")
    shown = text(parser.fromstring(f"<p>{shown_marks(line.quote)}</p>"))
    assert "38 39 to 40 41" in shown.replace("3839", "38 39").replace("4041", "40 41")


def test_the_page_of_the_samples_weighs_little(drafted: Report) -> None:
    written = source(drafted)
    assert len(written.encode()) < 260_000
    assert "data-name" not in written, "the script finds the words of what a link leads to"


# ----------------------------------------------------------------------------------------------------- the page's words


def test_every_language_of_the_page_has_every_phrase_with_the_same_values() -> None:
    english = tongue("en").table
    every = list(tongues().values())
    assert every
    for each in every:
        assert set(each.table) == set(english)
        for key, phrase in each.table.items():
            assert values(phrase) == values(english[key]), (each.code, key)


def values(phrase: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(phrase["other"] if isinstance(phrase, dict) else phrase)))


def test_the_page_speaks_the_language_that_is_asked_for() -> None:
    assert page(sample(), ui_lang="fr").get("lang") == "fr"
    assert page(sample()).get("lang") == "en"
    with pytest.raises(RenderError, match="does not speak"):
        source(sample(), ui_lang="tlh")


def test_every_phrase_that_the_script_or_a_template_asks_for_is_there(drafted: Report) -> None:
    root = page(drafted, drafted)
    used = {*root.xpath("//@data-w"), *root.xpath("//@data-w-aria-label")}
    used |= set(re.findall(r'say\("([\w.-]+)"', root.xpath("//script[not(@type)]")[0].text))
    assert used <= set(tongue("en").table)


def test_what_left_an_article_has_a_signpost_there_in_every_form(tmp_path: Path) -> None:
    lead = "Article 1\nScope\n\n1. This Convention applies to offences that are committed at sea.\n\n"
    moved = "Nobody is punished for the search of lost cargo who acts in good faith and reports it to the owner"
    last = "Term\n\nThe Parties meet each month in the city that the last meeting chose.\n"
    kept = "Each Party keeps a register of its requests and publishes it in spring.\n\n"
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(f"{lead}2. {moved}.\n\n3. {kept}Article 2\n{last}", "utf-8")
    new.write_text(f"{lead}2. {kept}Article 2\nCargo\n\n{moved}.\n\nArticle 3\n{last}", "utf-8")
    told = compare(read_draft(str(old)), read_draft(str(new)))
    stub = page(told).find_class("stub")[0]
    assert text(stub) == "Article 1(2) now Article 2, new.txt"
    for form in ("terminal", "markdown"):
        assert "paragraph 2 → article 2" in RENDERERS[form].render((told,), RenderOptions()).decode()


def test_a_map_of_many_articles_names_those_that_changed_and_draws_the_others_as_bands(tmp_path: Path) -> None:
    def convention(due: int) -> str:
        said = (
            f"In matter {n} of {n * 7} the Parties reply within {due if n == 50 else n} days." for n in range(1, 121)
        )
        return "".join(f"Article {n}\nMatter {n}\n\n{each}\n\n" for n, each in enumerate(said, start=1))

    for name, due in (("old.txt", 50), ("new.txt", 10)):
        (tmp_path / name).write_text(convention(due), "utf-8")
    drawn = page(compare(*(read_draft(str(tmp_path / name)) for name in ("old.txt", "new.txt"))))
    labels = [text(label) for label in drawn.xpath("//*[@class='ticks start']/text")]
    assert labels == ["1–49", "50 Matter 50", "51–120"]
    (size,) = {each.get("viewbox", each.get("viewBox")) for each in drawn.find_class("articles-map")}
    assert int(size.split()[3]) < 400


def test_the_map_draws_each_kind_of_line_in_a_way_of_its_own_and_names_it(drafted: Report) -> None:
    drawn = page(drafted)
    keys = drawn.xpath("//ul[@class='keys-of-map']//path")
    kinds = [key.get("class") for key in keys]
    assert {"w-split", "w-merged", "w-moved", "w-inserted", "w-deleted"} <= set(kinds)
    style = asset("report.css")
    rules = {kind: re.findall(rf"^path\.{kind}[ ,].*", style, re.MULTILINE) for kind in kinds}
    looks = {
        (key.get("d"), re.sub(r"^path\S+|stroke: var\([^)]*\);", "", "".join(rules[kind])))
        for kind, key in zip(kinds, keys, strict=True)
    }
    assert len(looks) == len(kinds), "without colour no two look alike"
    (inserted,) = drawn.xpath("//svg[@class='articles-map']//path[@class='w-inserted']/../title")
    assert text(inserted) == "39: inserted", "where the old draft had nothing but the number"


def test_words_of_a_draft_in_a_sentence_of_ours_run_their_own_way() -> None:
    told = marks.isolated('A safeguard is gone ("نص.", "غيره" is gone; also new: "كلمة").', "ar")
    assert told.count('<bdi lang="ar">') == 3
    assert '<bdi lang="ar">"نص."</bdi>, <bdi lang="ar">"غيره"</bdi> is gone' in told.replace("&#34;", '"')
    assert "<b>" not in marks.isolated('Word <b> ("<b>")', "en")
    said = marks.isolated("decided: سنتان; dropped: أربع سنوات", "ar")
    assert said == 'decided: <bdi lang="ar">سنتان</bdi>; dropped: <bdi lang="ar">أربع سنوات</bdi>'
