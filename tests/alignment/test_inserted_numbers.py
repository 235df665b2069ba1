"""A paragraph put in between others, under whatever number: every other provision keeps its address and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.model import Block, Style

# ------------------------------------------------------------------------------------------------------ texts generated


@dataclass(frozen=True)
class Script:
    """How a language prints an article, its numbers at each depth, and what is put in between them."""

    language: str
    article: str
    numbers: tuple[tuple[str, ...], ...]
    """The first numbers of a series, outermost series first."""
    put_in: tuple[tuple[str, ...], ...]
    """What may stand behind the first number of each, and behind its second."""
    sentence: str
    item: str
    lead: str
    note: str
    marks: str = ";.:"

    def behind(self, depth: int, place: int) -> tuple[str, ...]:
        """Every number that may be put in behind one."""
        own = self.numbers[depth][place]
        return tuple(form.replace("{n}", _bare(own)) for form in self.put_in[depth])


def _bare(printed: str) -> str:
    return printed.strip("()（）.．、-°§ ")


ENGLISH = (
    *("The keeper of tower {n} lights the lamp", "a lamp of class {n}"),
    *("The keeper of tower {n} carries", "Lamps {n}"),
)
LATIN_ITEMS = ("({n}.1)", "({n}a)", "({n}b)", "({n} bis)")
SCRIPTS = (
    Script(
        "en",
        "Article 1",
        (("(1)", "(2)", "(3)", "(4)"), ("(a)", "(b)", "(c)", "(d)"), ("(i)", "(ii)", "(iii)")),
        (("({n}.1)", "({n}.01)", "({n}A)", "({n}a)", "({n}AB)", "({n} bis)"), LATIN_ITEMS, ("({n}.1)", "({n}a)")),
        *ENGLISH,
    ),
    Script(
        "en",
        "Article 1",
        (("1.", "2.", "3.", "4."), ("(a)", "(b)", "(c)", "(d)"), ("(i)", "(ii)", "(iii)")),
        (("{n}A.", "{n}a.", "{n}ab.", "{n} bis.", "{n}.1"), LATIN_ITEMS, ("({n}.1)", "({n}a)")),
        *ENGLISH,
    ),
    Script(
        "en",
        "Article 1",
        (("1)", "2)", "3)", "4)"), ("a)", "b)", "c)", "d)")),
        (("{n}A)", "{n}a)", "{n}.1)"), ("{n}a)", "{n}.1)", "{n} bis)")),
        *ENGLISH,
    ),
    Script(
        "en",
        "Article 1",
        (("§ 1", "§ 2", "§ 3", "§ 4"), ("(a)", "(b)", "(c)")),
        (("§ {n}a", "§ {n}A", "§ {n} bis"), LATIN_ITEMS),
        *ENGLISH,
    ),
    Script(
        "fr",
        "Article premier",
        (("1.", "2.", "3.", "4."), ("1°", "2°", "3°"), ("a)", "b)", "c)")),
        (("{n} bis.", "{n} ter.", "{n}a."), ("{n}° bis", "{n}° ter"), ("{n} bis)", "{n}a)")),
        *("Le gardien de la tour {n} allume la lampe", "une lampe de classe {n}"),
        *("Le gardien de la tour {n} emporte", "Lampes {n}"),
        marks=" ;. :",
    ),
    Script(
        "es",
        "Artículo 1",
        (("1.", "2.", "3.", "4."), ("a)", "b)", "c)")),
        (("{n} bis.", "{n} ter.", "{n}a."), ("{n} bis)", "{n}a)")),
        *("El guardián de la torre {n} enciende la lámpara", "una lámpara de clase {n}"),
        *("El guardián de la torre {n} lleva", "Lámparas {n}"),
    ),
    Script(
        "ru",
        "Статья 1",
        (("1.", "2.", "3.", "4."), ("a)", "b)", "c)"), ("i)", "ii)", "iii)")),
        (("{n}.1.", "{n}¹.", "{n} bis."), ("{n} bis)", "{n}a)"), ("{n} bis)",)),
        *("Смотритель башни {n} зажигает лампу", "лампу класса {n}"),
        *("Смотритель башни {n} берёт", "Лампы {n}"),
    ),
    Script(
        "ru",
        "Статья 1",
        (("1)", "2)", "3)", "4)"), ("а)", "б)", "в)")),
        (("{n}.1)", "{n}¹)"), ("{n} bis)",)),
        *("Смотритель башни {n} зажигает лампу", "лампу класса {n}"),
        *("Смотритель башни {n} берёт", "Лампы {n}"),
    ),
    Script(
        "zh",
        "第一条",
        (("一、", "二、", "三、", "四、"), ("（一）", "（二）", "（三）"), ("1．", "2．", "3．")),
        (("{n}之一、", "{n}之二、"), ("（{n}之一）", "（{n}之二）"), ("{n}之一．", "{n} bis．")),
        *("第{n}塔的看守人应当点灯", "{n}级灯", "第{n}塔的看守人应当携带", "灯具{n}"),
        marks="；。：",
    ),
    Script(
        "ar",
        "المادة 1",
        (("1 -", "2 -", "3 -", "4 -"), ("(أ)", "(ب)", "(ج)")),
        (("{n} مكررا -", "{n} مكررا ثانيا -"), ("({n} مكررا)",)),
        *("يضيء حارس البرج {n} المصباح", "مصباح من الصنف {n}", "يحمل حارس البرج {n}", "المصابيح {n}"),
        marks="؛.:",
    ),
)


@dataclass
class Numbered:
    """A numbered paragraph of a generated article."""

    number: str
    text: str
    note: str = ""
    children: list[Numbered] = field(default_factory=list)
    put_in: bool = False


@dataclass(frozen=True)
class Case:
    """An article, and where something was put in."""

    script: Script
    plain: bool
    """Marginal notes have no looks of their own: a text file."""
    paragraphs: list[Numbered]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    script = draw(st.sampled_from(SCRIPTS))
    noted = draw(st.booleans())
    counter = iter(range(11, 999))
    deepest = len(script.numbers)
    places: list[tuple[list[Numbered], int, int]] = []

    def series(depth: int) -> list[Numbered]:
        many = draw(st.integers(2, 3))
        made: list[Numbered] = []
        for place in range(many):
            number = script.numbers[depth][place]
            inside = depth + 1 < deepest and draw(st.integers(0, 2 if depth else 1)) == 0
            made.append(paragraph(depth, number, inside=inside, last=place + 1 == many))
            places.append((made, place, depth))
        return made

    def paragraph(depth: int, number: str, *, inside: bool, last: bool) -> Numbered:
        own = next(counter)
        end, stop, colon = script.marks.replace(" ", "")
        if inside:
            text = (script.item if depth else script.lead).format(n=own) + colon
        else:
            text = (script.item if depth else script.sentence).format(n=own) + (end if depth and not last else stop)
        note = script.note.format(n=own) if noted and not depth else ""
        return Numbered(number, text, note, series(depth + 1) if inside else [])

    paragraphs = series(0)
    siblings, place, depth = draw(st.sampled_from(places))
    number = draw(st.sampled_from(script.behind(depth, place)))
    inside = depth + 1 < deepest and draw(st.booleans())
    new = paragraph(depth, number, inside=inside, last=place + 1 == len(siblings))
    new.put_in = True
    siblings.insert(place + 1, new)
    return Case(script, draw(st.booleans()), paragraphs)


def printed(case: Case, paragraphs: list[Numbered], *, put_in: bool) -> Iterator[str | Block]:
    """The paragraphs as they stand on the page, with or without what was put in."""
    for each in paragraphs:
        if each.put_in and not put_in:
            continue
        if each.note:
            yield Block(each.note, style=Style(italic=not case.plain))
        yield f"{each.number} {each.text}"
        yield from printed(case, each.children, put_in=put_in)


def _read(case: Case, *, put_in: bool) -> dict[str, tuple[str, str]]:
    lines = (case.script.article, *printed(case, case.paragraphs, put_in=put_in))
    draft = read(*lines, language=case.script.language)
    assert_nothing_lost(draft)
    return {provision.eid: (provision.heading, provision.text) for provision in draft.walk()}


@settings(max_examples=300, deadline=None)
@given(cases())
def test_what_is_put_in_changes_no_other_provision(case: Case) -> None:
    before, after = _read(case, put_in=False), _read(case, put_in=True)
    assert {eid: after.get(eid) for eid in before} == before
    added = {words for eid, words in after.items() if eid not in before}
    new = next(_put_in(case.paragraphs))
    assert added == set(_words(new))


def _put_in(paragraphs: list[Numbered]) -> Iterator[Numbered]:
    for each in paragraphs:
        if each.put_in:
            yield each
        yield from _put_in(each.children)


def _words(each: Numbered) -> Iterator[tuple[str, str]]:
    yield each.note, each.text
    for child in each.children:
        yield from _words(child)


# ------------------------------------------------------------------------------------------------------------- examples


def test_numbers_put_in_behind_items_and_under_marginal_notes_are_paragraphs() -> None:
    note = Style(italic=True)
    draft = read(
        *("Article 4", "Boarding", "(1) A warden may board a boat", "(a) if the skipper agrees; or"),
        *("(b) on a judge's permit.", Block("Coast guard", style=note), "(1.1) The warden may hand over the log."),
        *(Block("How long", style=note), "(2) The permit runs for nine months.", "(2A) (a) The court may sit alone."),
        *("(b) Nobody shall print what was said.", "(2AB) The skipper may not contest it."),
    )
    assert outline(draft)[1:] == [
        "art_4__para_1 | A warden may board a boat",
        "art_4__para_1__subpara_a | if the skipper agrees; or",
        "art_4__para_1__subpara_b | on a judge's permit.",
        "art_4__para_1.1 | Coast guard | The warden may hand over the log.",
        "art_4__para_2 | How long | The permit runs for nine months.",
        "art_4__para_2a",
        "art_4__para_2a__subpara_a | The court may sit alone.",
        "art_4__para_2a__subpara_b | Nobody shall print what was said.",
        "art_4__para_2ab | The skipper may not contest it.",
    ]


@pytest.mark.parametrize("word", ["(s)he may sleep", "(by) night", "(1A) of that Act applies", "2nd. The lamp"])
def test_what_is_no_number_there_opens_nothing(word: str) -> None:
    draft = read("Article 1", "Scope", "(a) A keeper may rest;", f"{word}.", "(b) A keeper may eat.")
    assert [child.number for child in draft.articles()[0].children] == ["a", "b"]
    assert_nothing_lost(draft)


def test_doubled_letters_are_a_list_of_their_own_or_stand_between_two_letters() -> None:
    draft = read(
        *("Article 1", "Lamps", "(a) A lamp:", "(i) of oil:", "(aa) for a tower; or", "(bb) for a ship;"),
        *("(ii) of gas;", "(aa) A wick;", "(b) A tower."),
    )
    assert [provision.eid for provision in draft.walk()][1:] == [
        "art_1__subpara_a",
        "art_1__subpara_a__item_i",
        "art_1__subpara_a__item_i__item_aa",
        "art_1__subpara_a__item_i__item_bb",
        "art_1__subpara_a__item_ii",
        "art_1__subpara_aa",
        "art_1__subpara_b",
    ]


def _counted(*, last: int, referring: int, words: str) -> list[str]:
    lines = [f"{number}. The keeper lights lamp {number}." for number in range(1, last + 1)]
    lines[referring - 1] = f"{referring}. Subject to what is allowed, lamps are lit pursuant to {words}"
    draft = read("Article 1", "Scope", *lines)
    assert_nothing_lost(draft)
    return [child.number for child in draft.articles()[0].children]


@pytest.mark.parametrize(("last", "referring"), [(9, 3), (9, 8), (1210, 1204)])
@pytest.mark.parametrize("words", ["Articles", "paragraphs 1 and"])
def test_the_next_number_opens_a_paragraph_behind_a_word_that_refers(last: int, referring: int, words: str) -> None:
    assert _counted(last=last, referring=referring, words=words) == [str(number) for number in range(1, last + 1)]


def test_a_series_goes_on_behind_a_few_that_were_lost() -> None:
    lines = [f"{number}. The keeper lights lamp {number}." for number in range(1, 1010)]
    del lines[1001:1003]
    draft = read("Article 1", "Scope", *lines)
    assert len(draft.articles()[0].children) == 1007


def test_definitions_that_are_lists_are_paragraphs_of_their_own() -> None:
    draft = read(
        *("Article 1", "Terms", "In this Act—", "“lamp” means—", "(a) a light; or", "(b) a fire;"),
        *("“tower” means—", "(a) a house; or", "(b) a mast;", "“wick” means a thread."),
    )
    assert at(draft, "art_1__para_1").text == "“tower” means—"
    assert [child.number for child in at(draft, "art_1__para_1").children] == ["a", "b"]
    assert_nothing_lost(draft)


def test_a_few_words_over_a_paragraph_are_its_title_only_where_the_one_before_has_ended() -> None:
    draft = read(
        "Article 1", "Lamps", "1. The keeper shall light:", "The lamp", "2. Ships pass.", "Rest", "3. He rests."
    )
    assert [child.heading for child in draft.articles()[0].children] == ["", "", "Rest"]
