from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest

from browsing import OF_COLOURS, chromium, faults, missing
from helpers import samples
from making import article, change, chapter, draft, finding, link, marked, paragraph, report, sample
from treatydiff.compare import compare, read_draft
from treatydiff.model import Provision
from treatydiff.references.outline import outline
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.html.page import prepare
from treatydiff.renderers.html.site import site
from treatydiff.report import Holding, Report, Selection
from treatydiff.reports.selection import select
from treatydiff.reports.summary import summary
from treatydiff.themes import load_profile, load_themes
from treatydiff.verdicts import judged, load
from treatydiff.verdicts.schema import VerdictForm

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

Open = Callable[..., Any]
FOLDER = Path(__file__).parents[2] / "drafts"
EVIL = (
    "</style></script><script>window.evil=1</script><img src=x onerror='window.evil=1'> javascript:alert(1) "
    "\u202eesrever\u202c http://example.org/ " + "x" * 100_000
)
EACH = ("1", "4", "31", "32", "35", "39", "46", "49", "50")
"""Articles of which each became something else, with something of each theme and each kind of change."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def series() -> tuple[Report, ...]:
    return samples.compared(0, 1), samples.compared(1, 2)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, series: tuple[Report, ...]) -> dict[str, str]:
    """The addresses of the pages that the tests open."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "pair": series[1:],
        "few": (few(series[1], "4", "28", "46"),),
        "each": (few(series[1], *EACH, still="48"),),
        "steps": tuple(few(each, "4", "28", "46") for each in series),
        "series": series,
        "small": (sample(),),
        "arabic": (arabic(),),
        "chinese": (chinese(),),
        "hostile": (hostile(),),
        "tables": (tables(folder),),
        "same": (compare(series[1].new, series[1].new),),
    }
    for name, reports in pages.items():
        (folder / f"{name}.html").write_bytes(RENDERERS["html"].render(reports, RenderOptions()))
    (folder / "asked.html").write_bytes(RENDERERS["html"].render((sample(),), RenderOptions(ui_lang="es")))
    for file, data in site(series, RenderOptions()).items():
        (folder / file).write_bytes(data)
    (folder / "few-step.html").write_bytes(site(pages["steps"], RenderOptions())["step-1.html"])
    return {file.stem: file.as_uri() for file in folder.glob("*.html")}


class Window:
    """A page that tests open one after the other: a browser takes twice as long to make one as to load what it shows.

    What a test could leave behind is taken away when it ends: what the page stored, other pages, media, the mouse.
    """

    def __init__(self, context: Any) -> None:
        self.asked: list[str] = []
        self.broken: list[str] = []
        self.context, self.page = context, context.new_page()
        context.set_default_timeout(20_000)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", self._told)

    def _told(self, message: Any) -> None:
        if message.type == "error":
            self.broken.append(message.text)

    def clear(self) -> None:
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.emulate_media(media="null")
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.asked.clear()
        self.broken.clear()


@pytest.fixture(scope="module")
def idle(browser: Any) -> dict[str, list[Window]]:
    """The windows that no test looks at, by their options."""
    return {}


@pytest.fixture
def visit(browser: Any, places: dict[str, str], idle: dict[str, list[Window]]) -> Iterator[Open]:
    """Open a page as if it were the first time; at the end nothing was asked of anybody and no script failed."""
    opened: list[tuple[str, Window]] = []

    def go(name: str = "pair", fragment: str = "", **options: Any) -> Any:
        viewport = options.pop("viewport", {"width": 1280, "height": 900})
        options = {"locale": "en-GB", **options}
        kept = idle.setdefault(repr(sorted(options.items())), [])
        window = kept.pop() if kept else Window(browser.new_context(**options))
        opened.append((repr(sorted(options.items())), window))
        window.page.set_viewport_size(viewport)
        window.page.goto(places[name] + (f"#{fragment}" if fragment else ""))
        return window.page

    yield go
    asked = [url for _, window in opened for url in window.asked]
    broken = [each for _, window in opened for each in window.broken]
    for options, window in opened:
        if "java_script_enabled" in options:
            window.context.close()
        else:
            window.clear()
            idle[options].append(window)
    assert [url for url in asked if not url.startswith(("file:", "about:blank"))] == []
    assert broken == []


def few(whole: Report, *articles: str, still: str = "") -> Report:
    """The comparison of some articles of both drafts, as if there were no others: what looks at each element looks at
    a third of them, and at as many kinds. ``still`` is the number of one that did not change."""
    chosen = select(replace(whole, selection=Selection(articles=articles))).changes
    drafts = []
    for text, side in ((whole.old, attrgetter("old")), (whole.new, attrgetter("new"))):
        own = outline(text).article
        held = {own.get(found.eid, found).eid for each in chosen if (found := side(each))}
        held |= {each.eid for each in own.values() if each.number == still}
        drafts.append(replace(text, provisions=tuple(within(text.provisions, held))))
    return replace(compare(*drafts), selection=Selection(articles=() if still else articles))


def within(provisions: Iterable[Provision], held: set[str]) -> Iterator[Provision]:
    """These articles, each in the containers that it stands in."""
    for each in provisions:
        if each.eid in held:
            yield each
        elif children := tuple(within(each.children, held)):
            yield replace(each, children=children)


def arabic() -> Report:
    old = draft(article("1", "التعاون", "", paragraph("1", "يجوز للدول الأطراف أن تتعاون.")), language="ar")
    new = draft(article("1", "التعاون", "", paragraph("1", "تلتزم الدول الأطراف بأن تتعاون.")), language="ar")
    one, two = old.provisions[0], new.provisions[0]
    inner = marked("[-يجوز للدول الأطراف أن-]{+تلتزم الدول الأطراف بأن+} تتعاون.")
    changes = (
        change(1, link(one, two), (), None, heading=marked("التعاون")),
        change(2, link(one.children[0], two.children[0]), inner, within=1),
    )
    return report(old, new, *changes, findings=(finding(1, changes[1]),))


def chinese() -> Report:
    one, two = article("五", "合作", "缔约国可以相互合作。"), article("五", "合作", "缔约国应当相互合作。")
    old, new = draft(one, language="zh"), draft(two, language="zh")
    altered = change(1, link(one, two), marked("缔约国[-可以-]{+应当+}相互合作。"), heading=marked("合作"))
    return report(old, new, altered, findings=(finding(1, altered),))


def hostile() -> Report:
    one = article("1", EVIL, "", paragraph("1", EVIL), paragraph("2", EVIL))
    old, new = draft(chapter(EVIL[:200], EVIL, one), label=EVIL, title=EVIL), draft(one, label=EVIL)
    altered = change(1, link(one, one), (), heading=marked(f"[-{EVIL}-]{{+{EVIL}+}}"), remarks=(EVIL,))
    inner = change(2, link(one.children[0], one.children[0]), marked(f"{{+{EVIL}+}}"), within=1, remarks=(EVIL,))
    found = replace(finding(1, inner, theme="x-theme"), meaning=EVIL, rule=EVIL)
    return report(old, new, altered, inner, findings=(found,))


def tables(folder: Path) -> Report:
    """Two drafts with a table in which a row goes, another comes, and words change."""
    last = "Westland|60 per cent|May|–"
    rows = ["Party|Share of the budget|Due|Remarks", "Northland|40 per cent|March|may be paid in kind", last]
    both = (rows, [rows[0], rows[1].replace("40", "70"), "Eastland|30 per cent|June|newly joined"])
    for name, lines in zip(("old.htm", "new.htm"), both, strict=True):
        made = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in lines)
        start = "<h2>Article 1</h2><p>Contributions</p><p>Each Party pays its share:</p>"
        Path(folder, name).write_text(f"<html><body>{start}<table>{made}</table></body></html>", "utf-8")
    return compare(*(read_draft(str(folder / name)) for name in ("old.htm", "new.htm")))


SEEN = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && each.checkVisibility({visibilityProperty: true});
}).map((each) => each.textContent.trim())"""


def shown(page: Any, selector: str) -> list[str]:
    """The texts of the elements that can be seen; what is far below is not laid out yet and has no ``innerText``."""
    return list(page.evaluate(SEEN, selector))


def until(page: Any, expression: str) -> None:
    """Wait until an expression is true; Playwright's own way is to evaluate a text in the page, which may not."""
    for _ in range(400):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(expression)


def leaves(page: Any) -> list[str]:
    return shown(page, "details.leaf > summary bdi")


# ------------------------------------------------------------------------------------------------------ for everybody


@pytest.mark.parametrize("name", ["pair", "few", "small", "arabic", "chinese", "tables", "same", "index"])
def test_nothing_keeps_anybody_out(visit: Open, name: str) -> None:
    assert faults(visit(name)) == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"viewport": {"width": 320, "height": 640}},
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
        {"locale": "fr-FR"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["few", "arabic"])
def test_nothing_keeps_anybody_out_whatever_they_look_with(visit: Open, options: dict[str, Any], name: str) -> None:
    of_colours = "color_scheme" in options or "forced_colors" in options
    assert faults(visit(name, **options), only=OF_COLOURS if of_colours else ()) == []


VIEWS = ["side=1", "kind-s=0", "kind-t=1&kind-c=1&kind-e=1", "search=data", "search=zzzz", "article=28", "spoken=0"]
VIEWS += ["theme-0=0&theme-1=0", "turn-adverse=0", "state=deleted", "state=merged&side=1"]
WIDEST = ("side=1", "search=zzzz", "kind-t=1&kind-c=1&kind-e=1")
"""The views that hide or show most."""


@pytest.mark.parametrize(
    "scheme", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
def test_nothing_keeps_anybody_out_in_any_view(visit: Open, scheme: dict[str, str]) -> None:
    """What a view can change is looked at again, the whole page where it changes most; in other schemes, colours."""
    page = visit("few", **scheme)
    light = scheme == {"color_scheme": "light"}
    found = {}
    for view in VIEWS:
        page.evaluate("(view) => { location.hash = `redline&${view}`; }", view)
        until(page, "document.querySelector('#status').textContent.length > 0")
        page.wait_for_timeout(50)
        within = "" if light and view in WIDEST else "#filter, .findings, .redline"
        found[view] = faults(page, within=within, only=() if light else OF_COLOURS)
        page.click("button[type=reset]")
    assert {view: each for view, each in found.items() if each} == {}


def test_nothing_keeps_anybody_out_of_a_series_or_of_text_that_could_not_be_copied(visit: Open) -> None:
    page = visit("steps")
    assert faults(page) == []
    page.click(".stepper a >> nth=0")
    until(page, "document.querySelector('#s1-stage').hidden === false")
    assert faults(page) == []
    assert faults(visit("few-step")) == []
    page = visit("few")
    page.evaluate("""() => {
        navigator.clipboard.writeText = async () => { throw new Error('not allowed'); };
        document.execCommand = () => false;
    }""")
    page.click("#share")
    until(page, "document.querySelector('dialog[open] textarea') !== null")
    assert faults(page) == []


def test_nothing_keeps_anybody_out_of_the_help_or_of_what_is_printed(visit: Open) -> None:
    page = visit("few")
    page.keyboard.press("?")
    assert page.is_visible("#help")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert faults(page) == []


@pytest.mark.parametrize("name", ["pair", "series", "arabic", "chinese", "tables", "hostile", "index"])
def test_a_phone_does_not_scroll_sideways(visit: Open, name: str) -> None:
    page = visit(name, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_shows_pictures_and_tables_whole_and_the_heading_that_a_link_leads_to(visit: Open, width: int) -> None:
    page = visit("pair", "map", viewport={"width": width, "height": 640})
    bar = page.evaluate("document.querySelector('#status').getBoundingClientRect().bottom")
    assert page.evaluate("document.querySelector('#map').getBoundingClientRect().top") >= bar
    labels = "[...document.querySelectorAll('.articles-map .no')].map((each) => each.getBoundingClientRect())"
    assert page.evaluate(f"Math.min(...{labels}.map((box) => box.left))") >= 0
    assert page.evaluate(f"Math.max(...{labels}.map((box) => box.right))") <= width
    spare = (
        "[...document.querySelectorAll('.stage > section .wide')].map((each) => each.scrollWidth - each.clientWidth)"
    )
    tables = page.evaluate(spare.replace(".wide", ".wide:has(table)"))
    assert len(tables) == 2
    assert max(tables) == 0
    counts = "[...document.querySelectorAll('.figure')].map((each) => each.getClientRects().length)"
    assert set(page.evaluate(counts)) == {1}, "a number stands beside what it counts"


def test_the_title_is_of_the_step_that_is_shown(visit: Open) -> None:
    page = visit("series")
    assert page.inner_text("h1") == page.title() == "A/AC.999/4/Rev.1 → A/AC.999/4/Rev.2"
    page.click(".stepper a >> nth=0")
    until(page, "document.querySelector('#s1-stage').hidden === false")
    assert page.inner_text("h1") == page.title() == "A/AC.999/4 → A/AC.999/4/Rev.1"


def test_what_a_screen_reader_is_told_can_be_turned_off_and_is_never_copied(visit: Open) -> None:
    page = visit()
    said = "getComputedStyle(document.querySelector('.clause ins'), '::before').content"
    assert page.evaluate(said) == '"[inserted: "'
    page.click("#open-help")
    page.uncheck("#spoken")
    assert page.evaluate(said) == "none"
    assert "spoken=0" in page.evaluate("location.hash")


# ------------------------------------------------------------------------------------------------------------- filters


def test_only_what_is_of_substance_is_marked_at_first_and_the_rest_is_counted(
    visit: Open, series: tuple[Report, ...]
) -> None:
    page = visit()
    changes = summary(series[1]).changes
    light = sum(changes.values()) - changes["substantive"]
    assert shown(page, ".body del.t, .body del.c, .body del.e") == []
    assert f"{light} changes of other kinds are hidden" in page.inner_text("#status")
    page.check("#kind-t")
    assert f"{light - changes['status']} changes" in page.inner_text("#status")
    assert shown(page, ".body del.t, .body ins.t")


def test_what_is_hidden_reads_as_in_the_new_draft(visit: Open) -> None:
    page = visit("pair", "c47")
    text = page.locator("#c48 > :first-child")
    assert "shall ensure that" in text.inner_text()
    page.uncheck("#kind-s")
    assert text.inner_text().startswith("1. States Parties shall ensure that an offence")


def found_of(page: Any, theme: str) -> str:
    """The selector of what a theme found: the class has the theme's place among the report's own."""
    number = str(page.get_attribute(f"input[data-theme={theme}]", "id")).removeprefix("theme-")
    assert page.locator(f".found.th{number}").count()
    return f".found.th{number}"


KEPT = ".card:not(.off, .miss)"
"""The findings that the filters leave, folded or not."""


def test_a_theme_and_a_direction_can_be_hidden(visit: Open) -> None:
    page = visit()
    before = page.locator(KEPT).count()
    page.uncheck("input[data-theme=surveillance]")
    assert 0 < page.locator(KEPT).count() < before
    assert not shown(page, found_of(page, "surveillance"))
    page.uncheck("#turn-favourable")
    assert not shown(page, ".card.favourable")
    assert f"Findings shown: {page.locator(KEPT).count()} of {before}." in page.inner_text("#status")
    page.click("button[type=reset]")
    until(page, f"document.querySelector('#status').textContent.includes('Findings shown: {before}.')")


def test_articles_can_be_chosen_by_what_became_of_them(visit: Open) -> None:
    page = visit()
    page.select_option("#state", "deleted")
    assert leaves(page) == ["Article 31"]
    page.select_option("#state", "moved")
    assert leaves(page) == ["Article 17 → 4"]


def test_an_article_is_found_by_its_old_or_new_number(visit: Open) -> None:
    page = visit()
    page.fill("#article", "28")
    until(page, "location.hash.includes('article=28')")
    assert leaves(page) == ["Article 26 → 28", "Article 28 → 30"]
    page.fill("#article", "19 bis")
    until(page, "location.hash.includes('19')")
    assert leaves(page) == ["Article 19 bis → 20"]


def test_a_number_that_two_articles_have_is_told_apart_and_enter_leads_to_it(visit: Open) -> None:
    page = visit()
    page.fill("#article", "28")
    page.press("#article", "Enter")
    both = ["new: Article 26 → 28 Search and seizure of stored electronic data", "old: Article 28 → 30 Interception"]
    told = [" ".join(line.split()) for line in shown(page, "#meant li")]
    assert [line.startswith(start) for line, start in zip(told, both, strict=True)] == [True, True]
    until(page, "document.activeElement.closest('.leaf')?.dataset.now === '28'")
    assert page.evaluate("document.activeElement.closest('.leaf').open")
    assert page.evaluate("location.hash").endswith("&article=28")
    page.click("#meant a >> nth=1")
    until(page, "document.activeElement.closest('.leaf')?.dataset.now === '30'")
    assert leaves(page) == ["Article 26 → 28", "Article 28 → 30"]
    page.fill("#article", "")
    page.fill("#search", "may treat an offence")
    page.press("#search", "Enter")
    until(page, "document.activeElement.closest('.leaf')?.dataset.now === '4'")
    assert not shown(page, "#meant li")


def test_what_is_counted_by_theme_and_direction_follows_the_filters_and_the_rest_says_that_it_does_not(
    visit: Open,
) -> None:
    page = visit()
    assert not page.is_visible(".whole")
    total = page.locator(KEPT).count()
    page.fill("#article", "28")
    until(page, "location.hash.includes('article=28')")
    cards = page.locator(KEPT).count()
    assert 0 < cards < total
    assert page.is_visible(".whole")
    assert f"Findings shown: {cards} of {total}." in page.inner_text("#status")
    assert "Articles shown: 2 of 54." in page.inner_text("#status")
    beside = [int(each) for each in shown(page, ".check:has([data-theme]) .count")]
    assert sum(beside) == cards
    assert sum(int(each) for each in shown(page, ".check:has([data-turn]) .count")) == cards
    heads = [head.split(" of ")[0] for head in shown(page, ".theme h3 .count")]
    assert [int(head) for head in heads] == [each for each in beside if each], "a theme with nothing left is not shown"
    page.uncheck("#turn-adverse")
    assert f"Findings shown: {page.locator(KEPT).count()} of {total}." in page.inner_text("#status")
    page.click("button[type=reset]")
    until(page, f"document.querySelector('#status').textContent.includes('Findings shown: {total}.')")
    assert not page.is_visible(".whole")


def test_the_search_finds_words_of_both_drafts(visit: Open) -> None:
    page = visit()
    for words in ("may treat an offence", "shall ensure that an offence"):
        page.fill("#search", words)
        until(page, "document.querySelectorAll('details.leaf:not(.miss)').length === 1")
        assert leaves(page) == ["Article 17 → 4"]
    page.fill("#search", "zzzz")
    until(page, "document.querySelector('#status').textContent.includes('Nothing matches')")
    page.fill("#search", "")
    until(page, "document.querySelectorAll('.miss').length === 0")


def test_a_filter_works_without_a_script(visit: Open) -> None:
    page = visit(java_script_enabled=False)
    assert not shown(page, ".js-only")
    page.uncheck("input[data-theme=surveillance]")
    assert not shown(page, found_of(page, "surveillance"))
    page.select_option("#state", "deleted")
    assert leaves(page) == ["Article 31"]
    page.check("#kind-c")
    page.select_option("#state", "all")
    assert page.locator("#c47 summary").is_visible()
    page.uncheck("#turn-favourable")
    page.uncheck("#turn-unclear")
    worse = page.locator("details.leaf.st-worse > summary bdi").all_text_contents()
    assert worse
    assert leaves(page) == worse


def test_a_direction_leaves_the_articles_in_which_something_of_it_was_found(visit: Open) -> None:
    page = visit()
    page.uncheck("#turn-favourable")
    page.uncheck("#turn-unclear")
    worse = page.locator("details.leaf.st-worse > summary bdi").all_text_contents()
    assert 0 < len(worse) < 20
    assert leaves(page) == worse
    assert f"Articles shown: {len(worse)} of 54." in page.inner_text("#status")
    assert not shown(page, ".leaf.part")
    page.select_option("#state", "quiet")
    assert leaves(page) == page.locator("details.leaf.st-quiet > summary bdi").all_text_contents()


def test_the_findings_follow_the_choice_of_articles(visit: Open) -> None:
    page = visit()
    page.select_option("#state", "deleted")
    assert f"Findings shown: {page.locator(KEPT).count()} of" in page.inner_text("#status")
    inside = "(card) => document.querySelector(card.querySelector('a').hash).closest('.leaf').className"
    homes = [each.evaluate(inside) for each in page.locator(KEPT).all()]
    assert all("st-deleted" in home for home in homes)


def test_a_number_that_no_article_has_is_said_to_be_in_neither_draft(visit: Open) -> None:
    page = visit("pair", "article=77")
    assert page.inner_text("#status").startswith("No article 77 in either draft.")
    page.fill("#article", "28")
    until(page, "location.hash.includes('article=28')")
    assert "No article" not in page.inner_text("#status")


# ----------------------------------------------------------------------------------------------- what stands first


TOPS = (".worst li", ".figures", ".findings", ".redline", ".drafts .hash")


def test_the_worst_stand_first_and_hashes_last(visit: Open) -> None:
    page = visit()
    order = page.locator("main h2").all_inner_texts()
    assert order[:2] == ["What changed", "Findings"]
    assert order[-1] == "The drafts"
    tops = [page.locator(each).first.bounding_box()["y"] for each in TOPS]
    assert tops == sorted(tops)


@pytest.mark.parametrize("size", [(375, 667), (1280, 720)], ids=str)
def test_the_first_finding_is_on_the_first_screen(visit: Open, size: tuple[int, int]) -> None:
    page = visit(viewport={"width": size[0], "height": size[1]})
    box = page.locator(".worst li").first.bounding_box()
    assert box["y"] + box["height"] <= size[1]


def test_ten_findings_of_a_theme_are_told_and_what_is_low_or_unclear_is_folded(
    visit: Open, series: tuple[Report, ...]
) -> None:
    page = visit()
    for theme in page.locator(".theme").all():
        assert theme.locator(":scope > .cards > .card").count() <= 10
        assert not theme.locator(":scope > .cards > .unclear").count()
    folded = page.locator(".rest .card.unclear")
    assert folded.count() == sum(finding.adverse is None for finding in series[1].findings)
    assert not folded.first.is_visible()
    page.click(".rest > summary >> nth=0")
    assert page.locator(".rest[open] .card").first.is_visible()
    page.keyboard.press("f")


def test_a_finding_that_is_folded_is_opened_where_a_link_leads_to_it(visit: Open) -> None:
    page = visit()
    card = page.locator(".rest .card").first.get_attribute("id")
    page.evaluate("(id) => { location.hash = id; }", card)
    until(page, f"document.activeElement.id === '{card}'")
    assert page.locator(f"#{card}").is_visible()


def test_why_something_was_found_is_told_on_the_spot_and_without_a_script_at_the_end(visit: Open) -> None:
    page = visit()
    why = page.locator(".card a.why").first
    why.click()
    card = page.locator(".card:has(.because)")
    assert card.locator(".because code").inner_text().count("/") == 1
    assert why.get_attribute("aria-expanded") == "true"
    why.click()
    assert not card.count()
    still = visit(java_script_enabled=False)
    still.locator(".card a.why").first.click()
    assert still.locator(".rules div:target code").is_visible()


# ------------------------------------------------------------------------------------------------- the state as a link


@pytest.mark.parametrize("fragment", ["article-28", "article=28", "Article 28", "article-28&kind-t=1"])
def test_an_address_that_is_written_by_hand_leads_to_the_article(visit: Open, fragment: str) -> None:
    page = visit("pair", fragment)
    until(page, "document.activeElement.closest('.leaf')?.dataset.now === '28'")
    assert page.evaluate("document.activeElement.closest('.leaf').open")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") < 300
    if "=28" in fragment:
        assert leaves(page) == ["Article 26 → 28", "Article 28 → 30"]
        assert page.evaluate("location.hash") == "#article=28"


def test_an_article_that_is_gone_has_an_address_by_its_old_number(visit: Open) -> None:
    page = visit("pair", "article-19-bis")
    until(page, "document.activeElement.closest('.leaf')?.dataset.was === '19 bis'")


def test_each_article_of_a_split_one_has_its_heading_and_its_address(visit: Open) -> None:
    page = visit("pair", "redline")
    split = page.locator("details.leaf.st-split")
    numbers = [(each.get_attribute("data-now") or "").split("|") for each in split.all()]
    assert numbers
    for leaf, new in zip(split.all(), numbers, strict=True):
        heads = leaf.locator(".part-of bdi").all_text_contents()
        assert heads == [f"Article {number}" for number in new]
        page.evaluate("(number) => { location.hash = `article-${number}`; }", new[-1])
        until(page, "document.activeElement.className === 'part-of'")
        assert page.evaluate("document.activeElement.textContent").startswith(f"Article {new[-1]} ")


def test_a_view_is_kept_in_the_address_and_comes_back_with_it(visit: Open) -> None:
    page = visit()
    page.check("#kind-t")
    page.check("#side")
    page.fill("#search", "content data")
    until(page, "location.hash.includes('search')")
    fragment = page.evaluate("location.hash.slice(1)")
    other = visit("pair", fragment)
    assert other.is_checked("#kind-t")
    assert other.is_checked("#side")
    assert other.input_value("#search") == "content data"
    assert leaves(other) == leaves(page)


LOOKS = """() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
    const says = getComputedStyle(document.querySelector('.clause ins'), '::before').content;
    const plain = [...document.querySelectorAll('.redline :is(ins, del)')]
        .filter((each) => getComputedStyle(each).textDecorationLine === 'none').length;
    const counted = [...document.querySelectorAll('.leaf.art')].filter((each) => each.checkVisibility()).length;
    return JSON.stringify([seen('.body del'), seen('.card'), seen('.found'), counted, seen('.pair'), plain, says]);
}"""
BOXES = ["kind-s", "kind-t", "kind-c", "kind-e", *(f"theme-{n}" for n in range(5)), "side", "spoken"]
BOXES += [f"turn-{turn}" for turn in ("adverse", "favourable", "unclear")]


STATES = ["found", "worse", "quiet", "substantive", "inserted", "deleted", "split", "merged", "moved", "unchanged"]


def test_every_box_changes_what_is_shown_and_back_and_a_link_to_a_view_shows_the_same(visit: Open) -> None:
    page = visit("each")
    before = page.evaluate(LOOKS)
    for box in BOXES:
        page.evaluate("(id) => document.getElementById(id).click()", box)
        assert page.evaluate(LOOKS) != before, box
        assert f"{box}=" in page.evaluate("location.hash")
        page.evaluate("(id) => document.getElementById(id).click()", box)
        assert page.evaluate(LOOKS) == before, box
        assert f"{box}=" not in page.evaluate("location.hash")
    for box in BOXES[1::2]:
        page.evaluate("(id) => document.getElementById(id).click()", box)
    assert visit("each", page.evaluate("location.hash.slice(1)")).evaluate(LOOKS) == page.evaluate(LOOKS)


def test_every_choice_of_articles_shows_those(visit: Open) -> None:
    page = visit("each")
    for state in STATES:
        page.select_option("#state", state)
        wanted = page.locator(f"details.leaf.st-{state} > summary bdi").all_text_contents()
        assert wanted, state
        assert leaves(page) == wanted
    assert leaves(visit("each", page.evaluate("location.hash.slice(1)"))) == wanted


def test_a_link_to_a_change_opens_what_is_folded_around_it(visit: Open) -> None:
    page = visit("pair", "c29")
    assert page.is_visible("#c29")
    until(page, "document.activeElement.id === 'c29'")


def test_following_a_link_keeps_the_view(visit: Open) -> None:
    page = visit()
    page.check("#kind-t")
    page.click(".answer li a >> nth=0")
    until(page, "location.hash.includes('kind-t=1')")
    assert unquote(page.evaluate("location.hash")).startswith("#c")


def test_each_mark_of_the_pictures_leads_to_its_place(visit: Open) -> None:
    page = visit()
    page.click(".heat td a >> nth=0")
    until(page, "document.activeElement.className.startsWith('card')")
    page.evaluate("""() => [...document.querySelectorAll('.articles-map a')]
        .find((each) => each.textContent.startsWith('17 → 4'))
        .dispatchEvent(new MouseEvent('click', {bubbles: true}))""")
    until(page, "location.hash.startsWith('#c47')")


# ---------------------------------------------------------------------------------------------------------- the series


def test_a_series_shows_one_step_and_leads_to_the_others(visit: Open) -> None:
    page = visit("series")
    assert len(shown(page, ".stage > h2")) == 1
    assert page.get_attribute("[data-stage=s2-].stage", "hidden") is None
    page.click(".stepper a >> nth=0")
    until(page, "document.querySelector('#s1-stage').hidden === false")
    assert page.get_attribute("#s2-stage", "hidden") is not None
    page.locator("#lives ~ .wide a", has_text="39").last.click()
    until(page, "document.querySelector('#s2-stage').hidden === false")


def test_the_pages_of_a_site_lead_to_each_other(visit: Open) -> None:
    page = visit("index")
    page.click("main h2 a >> nth=0")
    page.wait_for_url("**/step-1.html*")
    assert page.inner_text("h1") == "A/AC.999/4 → A/AC.999/4/Rev.1"
    page.click(".stepper a >> nth=0")
    page.wait_for_url("**/index.html")
    page.locator(".lives a", has_text="39").last.click()
    page.wait_for_url("**/step-2.html#*")
    until(page, "document.activeElement.closest('.leaf, .card') !== null")
    assert page.evaluate("document.activeElement.closest('.leaf').dataset.now") == "39"


# ------------------------------------------------------------------------------------------------------------ keyboard


def test_keys_go_from_change_to_change_and_from_finding_to_finding(visit: Open) -> None:
    page = visit()
    page.keyboard.press("n")
    until(page, "document.activeElement.id !== ''")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    until(page, f"!['', '{first}'].includes(document.activeElement.id)")
    page.keyboard.press("p")
    until(page, f"document.activeElement.id === '{first}'")
    page.keyboard.press("f")
    until(page, "document.activeElement.className.startsWith('card')")


def test_every_key_of_the_help_does_what_it_says(visit: Open) -> None:
    page = visit("pair", permissions=["clipboard-read", "clipboard-write"])
    here = "document.activeElement.id"
    page.keyboard.press("?")
    assert shown(page, "#help kbd") == ["n", "p", "f", "/", "c", "s", "?"]
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    first = page.evaluate(here)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(here) == first
    assert page.locator(".current").count() == 1
    page.keyboard.press("s")
    assert page.is_checked("#side")
    assert page.locator(".pair").count()
    page.keyboard.press("s")
    assert not page.locator(".pair").count()
    page.keyboard.press("f")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.keyboard.press("c")
    assert re.match(r"\*\*[A-Z][a-z -]+: (adverse|favourable|no verdict)", page.evaluate("window.copied"))
    page.keyboard.press("/")
    assert page.evaluate(here) == "search"


def test_keys_go_on_from_where_a_link_led(visit: Open) -> None:
    page = visit("pair", "c48&kind-t=1")
    until(page, "document.querySelector('.current') !== null")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "c48"


def test_keys_do_nothing_while_somebody_types_or_has_turned_them_off(visit: Open) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("n?s")
    assert page.input_value("#search") == "n?s"
    assert not page.is_visible("#help")
    page.fill("#search", "")
    page.click("#open-help")
    page.uncheck("#shortcuts")
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("s")
    assert not page.is_checked("#side")


def test_the_first_stop_of_the_tab_key_skips_to_the_comparison(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_cross_reference_says_what_stands_there_when_it_has_the_focus(visit: Open) -> None:
    page = visit("pair", "c44")
    until(page, "document.activeElement.id === 'c44'")  # where the address leads has the focus first
    page.locator("#c44 > :first-child a").first.focus()
    assert page.inner_text("#tip b") == "Article 7, Unlawful access"
    assert page.inner_text("#tip span").startswith("1. Each State Party")
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    assert faults(page, within="#tip, .leaf:has(#c44)") == []
    page.keyboard.press("Escape")
    assert not page.is_visible("#tip")
    page.locator("#c44 > :first-child a").last.hover()
    assert page.inner_text("#tip b").startswith("Article 17, ")


def test_a_defined_term_is_a_link_to_its_definition_with_its_words(visit: Open) -> None:
    page = visit("pair", "article-28")
    until(page, "document.querySelectorAll('details.leaf[data-now=\"28\"] a.d').length > 0")
    term = page.locator("details.leaf[data-now='28'] a.d").first
    words = term.inner_text().lower()
    term.hover()
    assert page.inner_text("#tip b").endswith(", Use of terms")
    assert words in page.inner_text("#tip span").lower()
    term.click()
    until(page, "document.activeElement.closest('.leaf')?.dataset.now === '2'")
    assert not page.locator("del a.d, .leaf a.d a").count()
    every = page.locator("details.leaf[data-now='28'] .clause").all()
    for clause in every:
        led = [each.get_attribute("href") for each in clause.locator("a.d").all()]
        assert len(led) == len(set(led)), "a term is a link once in a clause"


def test_buttons_go_from_change_to_change(visit: Open) -> None:
    page = visit()
    page.click("text=next change")
    first = page.evaluate("document.activeElement.id")
    page.click("text=next change")
    assert page.evaluate("document.activeElement.id") != first
    page.click("text=previous change")
    assert page.evaluate("document.activeElement.id") == first
    phone = visit(viewport={"width": 375, "height": 667})
    phone.get_by_role("button", name="next change").click()
    assert phone.evaluate("document.activeElement.id") == first


# --------------------------------------------------------------------------------------------- side by side, clipboard


def test_side_by_side_what_was_found_stands_under_both_sides(visit: Open) -> None:
    page = visit("pair", "side=1")
    notes = page.locator(".pair td.both .found").first
    table, note = (each.bounding_box()["width"] for each in (page.locator(".pair").first, notes))
    assert note > table * 0.8
    assert not page.locator(".pair .is .found").count()
    before = page.locator(".clause > .found").count()
    page.uncheck("#side")
    assert page.locator(".clause > .found").count() > before
    assert not page.locator(".found:not(.clause > .found)").count()


def test_side_by_side_is_a_table_with_the_old_words_left_and_the_new_ones_right(visit: Open) -> None:
    page = visit("pair", "c48&side=1")
    row = page.locator("#c48").locator("xpath=ancestor::tr")
    assert "States Parties may treat an offence" in row.locator("td.was").inner_text()
    assert "States Parties shall ensure that an offence" in row.locator("td.is .clause > :first-child").inner_text()
    heads = page.locator("#c47 th[scope=col]").all_inner_texts()
    assert heads == ["A/AC.999/4/Rev.1", "A/AC.999/4/Rev.2"]
    page.uncheck("#side")
    until(page, "!document.querySelector('.pair')")
    assert "may treat" in page.locator("#c48").inner_text()


def test_side_by_side_a_table_has_the_rows_of_its_draft_and_is_copied_row_by_row(visit: Open) -> None:
    page = visit("tables", "redline")
    assert len(shown(page, ".grid tr")) == 4
    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.querySelector('.clause > :first-child'));
        const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        document.querySelector('.clause > :first-child').dispatchEvent(event);
        return event.clipboardData.getData('text/plain');
    }""")
    assert "\nNorthland | [-40-]{+70+} per cent | March | may be paid in kind\n" in copied
    page.check("#side")
    until(page, "document.querySelector('.pair')")
    names = [[row.split()[0] for row in shown(page, f".{side} .grid tr")] for side in ("was", "is")]
    assert names == [["Party", "Northland", "Westland"], ["Party", "Northland", "Eastland"]]


def test_what_is_copied_carries_its_place(visit: Open) -> None:
    page = visit("pair", "c48")
    taken = """() => {
        const text = document.querySelector('#c48 > :first-child');
        getSelection().selectAllChildren(text);
        const data = new DataTransfer();
        const event = new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true});
        text.dispatchEvent(event);
        return data.getData('text/plain');
    }"""
    copied = page.evaluate(taken)
    assert copied.startswith("Article 4(1), A/AC.999/4/Rev.2: 1. States Parties [-may treat-]{+shall ensure that+} an")


@pytest.mark.parametrize("name", ["pair", "arabic", "chinese"])
def test_every_clause_is_copied_with_the_place_that_it_has(visit: Open, series: tuple[Report, ...], name: str) -> None:
    """Most are counted on the page from the numbers that are printed."""
    told = {"pair": series[1], "arabic": arabic(), "chinese": chinese()}[name]
    (stage,) = prepare((told,), RenderOptions()).stages
    clauses = [clause for leaf in stage.leaves for clause in leaf.clauses]
    assert sum(clause.counted for clause in clauses) > len(clauses) / 2
    copied = """() => Object.fromEntries([...document.querySelectorAll('.clause[id]')].map((clause) => {
        getSelection().selectAllChildren(clause.firstElementChild);
        const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        clause.firstElementChild.dispatchEvent(event);
        return [clause.id, event.clipboardData.getData('text/plain')];
    }))"""
    page = visit(name)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    said = page.evaluate(copied)
    label = {clause.id: (stage.old if clause.gone else stage.new).label for clause in clauses}
    wrong = {
        c.id: said[c.id][:60] for c in clauses if c.text and not said[c.id].startswith(f"{c.cite}, {label[c.id]}: ")
    }
    assert not wrong


def test_a_key_copies_the_change_and_a_button_the_finding(visit: Open) -> None:
    page = visit("pair", permissions=["clipboard-read", "clipboard-write"])
    spy = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    page.evaluate(spy)
    page.keyboard.press("n")
    page.keyboard.press("c")
    assert page.evaluate("window.copied").startswith("Article 4(1), A/AC.999/4/Rev.2: ")
    assert page.inner_text("#status") == "Copied."
    page.click(".copy-finding >> nth=0")
    markdown = page.evaluate("window.copied")
    assert re.match(r"\*\*[A-Z][a-z -]+: (?:leans to )?adverse(?:, \d of 10)?\*\* · Article ", markdown)
    assert "\n> " in markdown
    page.click("#share")
    assert page.evaluate("window.copied").startswith("file:")


def test_the_concordance_is_sorted_by_its_columns(visit: Open) -> None:
    page = visit()
    cells = ".concordance tbody tr td:nth-child(1)"
    page.locator(".concordance").scroll_into_view_if_needed()  # articles above get their true height on the way there
    page.click(".concordance th >> nth=0 >> button")
    assert page.get_attribute(".concordance th >> nth=0", "aria-sort") == "ascending"
    numbers = [int(each) for each in page.locator(cells).all_inner_texts() if each.isdigit()]
    assert numbers == sorted(numbers)
    page.click(".concordance th >> nth=0 >> button")
    numbers = [int(each) for each in page.locator(cells).all_inner_texts() if each.isdigit()]
    assert numbers == sorted(numbers, reverse=True)


# --------------------------------------------------------------------------------------------------- marks of people


def saved(page: Any, author: str, path: Path) -> list[dict[str, str]]:
    """Save the marks under a name; the lines of the file."""
    page.click("#open-marks")
    page.fill("#author", author)
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_card_is_marked_with_a_note_and_saved_as_a_verdict(visit: Open, tmp_path: Path) -> None:
    page = visit()
    assert not page.is_visible("#open-marks")
    page.click(".card .mark[data-mark=wrong] >> nth=0")
    page.fill(".card.marked textarea", "It was so before,\nin article 21.")
    page.click(".card .mark[data-mark=right] >> nth=1")
    page.click(".card .mark[data-mark=important] >> nth=1")
    assert page.inner_text("#open-marks") == "Save 2 marks …"
    assert faults(page, within=".card.marked, .theme:has(.marked), #open-marks") == []
    places = page.locator(".card.marked h4").all_inner_texts()
    wrong, important = saved(page, "Ana Díaz", tmp_path / "verdicts.jsonl")
    assert (wrong["effect"], wrong["sentence"]) == ("none", "It was so before, in article 21.")
    assert (important["effect"], important["severity"], important["author"]) == ("adverse", "high", "Ana Díaz")
    assert important["sentence"].endswith(".")
    assert [line["place"][:8] for line in (wrong, important)] == [place[:8] for place in places]
    page.click(".card.marked .mark[data-mark=wrong]")
    assert page.inner_text("#open-marks") == "Save 1 mark …"


def test_every_card_marked_gives_a_file_that_holds_in_the_comparison(
    visit: Open, series: tuple[Report, ...], tmp_path: Path
) -> None:
    page = visit()
    page.evaluate("() => { for (const each of document.querySelectorAll('.rest')) each.open = true; }")
    until(page, "document.querySelectorAll('.card:not(:has(button))').length === 0")
    page.evaluate("() => { for (const each of document.querySelectorAll('.open-tools')) each.click(); }")
    page.evaluate("() => { for (const each of document.querySelectorAll('[data-mark=right]')) each.click(); }")
    report = series[1]
    several = len({(finding.theme, finding.change.id) for finding in report.findings})
    lines = saved(page, "Wei", tmp_path / "verdicts.jsonl")
    assert len(lines) == several
    filed = load([str(tmp_path / "verdicts.jsonl")], VerdictForm.of(load_themes()))
    (held,) = judged((report,), filed, load_profile())
    assert {kept.holding for kept in held.verdicts} == {Holding.APPLIES}
    by_words = tuple(replace(verdict, key="") for verdict in filed)
    (held,) = judged((report,), by_words, load_profile())
    assert sum(kept.holding is Holding.APPLIES for kept in held.verdicts) >= 0.9 * several


def test_marks_outlast_the_page_and_can_be_deleted(visit: Open) -> None:
    page = visit()
    page.click(".rest > summary >> nth=0")
    page.click(".rest[open] .open-tools >> nth=0")
    page.click(".rest[open] .mark >> nth=0")
    page.reload()
    assert page.inner_text("#open-marks") == "Save 1 mark …"
    page.click(".rest > summary >> nth=0")
    page.wait_for_selector(".card.marked", state="attached")  # cards are made once the list is told that it opened
    assert page.locator(".card.marked").count() == 1
    page.click("#open-marks")
    page.click("#forget")
    assert not page.is_visible("#open-marks")
    assert not page.locator(".card.marked").count()


# ------------------------------------------------------------------------------------------ languages, paper, ill will


def test_the_page_speaks_the_reader_s_language_unless_one_was_asked_for(visit: Open) -> None:
    assert visit("small", locale="fr-CA").inner_text(".stage > h2") == "Ce qui a changé"
    assert visit("small", locale="de-DE").inner_text(".stage > h2") == "What changed"
    page = visit("asked", locale="fr-CA")
    assert page.inner_text(".stage > h2") == "Qué ha cambiado"
    page.select_option("#tongue", "en")
    assert page.inner_text(".stage > h2") == "What changed"
    assert page.get_attribute("html", "lang") == "en"


def test_right_to_left_text_runs_right_to_left_in_a_page_that_does_not(visit: Open) -> None:
    page = visit("arabic")
    assert page.evaluate("getComputedStyle(document.querySelector('.body')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert page.locator(".leaves[lang=ar] .body").count() == 1


def test_chinese_text_gets_a_chinese_font(visit: Open) -> None:
    font = visit("chinese").evaluate("getComputedStyle(document.querySelector('.body')).fontFamily")
    assert font.startswith('"Noto Serif CJK SC"')


def test_paper_shows_all_that_is_folded_and_needs_no_colour(visit: Open) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert page.is_visible("#c31")
    assert not page.is_visible(".side")
    line = "getComputedStyle(document.querySelector('.clause {}:not([class])')).textDecorationLine"
    assert page.evaluate(line.format("del")) == "line-through"
    assert page.evaluate(line.format("ins")) == "underline"
    assert page.is_visible(".legend")
    assert page.pdf().startswith(b"%PDF")


def test_paper_is_filled_to_the_end_and_leaves_the_reasons_of_rules_to_the_screen(visit: Open, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    page = visit()
    page.pdf(path=file, format="A4")
    reading = pypdfium2.PdfDocument(file)
    texts, ends = [], []
    for sheet in reading:
        words = sheet.get_textpage()
        texts.append(words.get_text_range())
        ends.append(min(words.get_rect(n)[1] for n in range(words.count_rects())) / sheet.get_height())
    half_empty = [n for n, end in enumerate(ends[:-1], start=1) if end > 0.5]
    before_the_map = [n for n, text in enumerate(texts) if "Map of the articles" in text]
    assert len(before_the_map) == 1
    assert set(half_empty) <= set(before_the_map)
    assert len(texts) <= 30  # the places beyond the gravest are printed, too
    assert not any("Rule:" in text for text in texts), "the reasons of rules stay on the screen"
    assert "inserted" in "".join(texts), "the legend"
    reading.close()


def test_hostile_text_does_nothing(visit: Open) -> None:
    page = visit("hostile")
    page.wait_for_timeout(200)
    assert page.evaluate("window.evil") is None
    assert page.locator("img, iframe, script[src]").count() == 0
    assert page.locator("script").count() == 2
    assert "\u202e" not in page.content()
    assert "<script>window.evil=1</script>" in page.inner_text("h1")
    page.fill("#search", "<script>")
    page.keyboard.press("Escape")


def test_what_slipped_into_the_page_would_not_run(places: dict[str, str], browser: Any, tmp_path: Path) -> None:
    source = Path(unquote(places["small"].removeprefix("file://"))).read_text("utf-8")
    smuggled = "<script>window.evil=1</script><img src=x onerror='window.evil=1'><p style='color:red' id=e>x</p>"
    (tmp_path / "x.html").write_text(source.replace("</main>", f"{smuggled}</main>"), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "x.html").as_uri())
    page.wait_for_timeout(100)
    assert page.evaluate("window.evil") is None
    assert page.evaluate("getComputedStyle(document.querySelector('#e')).color") != "rgb(255, 0, 0)"
    page.close()
