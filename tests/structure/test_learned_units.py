"""The word that a text counts its units by is learned from it: any word, in six languages, however it is numbered."""

from __future__ import annotations

from itertools import count, product
from typing import NamedTuple

import pytest

from outlining import assert_nothing_lost, read
from treatydiff.compare import compare
from treatydiff.model import Draft, Level, Relation, Significance


class Tongue(NamedTuple):
    """What a draft is written with: words of units, what is kept, and a duty and an exception for each."""

    words: tuple[str, ...]
    kept: tuple[str, ...]
    duty: str
    exception: str
    blank: str = " "


TONGUES = {
    "en": Tongue(
        ("Section", "Sec.", "Clause", "Standard", "Provision", "Draft Regulation", "Proposed article", "New article"),
        ("lamp", "bell", "harbour", "log book", "boat", "oil store", "signal mast", "chart", "fog horn", "stairway"),
        "The keeper shall inspect every {} of the station before the first storm of the winter.",
        "No {} is taken away without the written consent of the council of keepers.",
    ),
    "fr": Tongue(
        ("Section", "Norme", "Clause", "Nouvel article", "Projet de norme", "Fiche"),
        ("lampe", "cloche", "port", "registre", "barque", "dépôt", "mât", "carte", "corne", "escalier"),
        "Le gardien vérifie chaque {} de la station avant la première tempête de l’hiver.",
        "Aucune {} ne peut être retirée sans l’accord écrit du conseil des gardiens.",
    ),
    "es": Tongue(
        ("Sección", "Norma", "Cláusula", "Nuevo artículo", "Ficha"),
        ("lámpara", "campana", "dársena", "bitácora", "barca", "bodega", "antena", "carta", "bocina", "escalera"),
        "El guardián revisará cada {} de la estación antes de la primera tormenta del invierno.",
        "Ninguna {} se retirará sin el consentimiento escrito del consejo de guardianes.",
    ),
    "ru": Tongue(
        ("Раздел", "Норма", "Стандарт", "Новая статья", "Пункт"),
        ("лампа", "колокол", "гавань", "журнал", "лодка", "склад", "мачта", "карта", "сирена", "лестница"),
        "Каждый день смотритель должен проверять, что {} станции готова к первой зимней буре.",
        "Без письменного согласия совета смотрителей {} не может быть вывезена со станции.",
    ),
    "ar": Tongue(
        ("المعيار", "البند", "الضابط", "الفرع"),
        ("المصباح", "الجرس", "الميناء", "السجل", "القارب", "المخزن", "الصاري", "الخريطة", "البوق", "السلم"),
        "يتولى الحارس في كل يوم فحص {} في المحطة قبل أول عاصفة في الشتاء.",
        "لا يجوز نقل {} من المحطة دون موافقة خطية من مجلس الحراس.",
    ),
    "zh": Tongue(
        ("标准", "条款", "规范"),
        ("灯具", "警钟", "港口", "日志", "小船", "油库", "桅杆", "海图", "雾号", "楼梯"),
        "看守人应当在冬季第一场风暴之前检查本站的每一件{}。",
        "未经看守人理事会书面同意，不得将{}移出本站。",
        "",
    ),
}
INVENTED = ("Quorl", "§", "Artikel", "Madde", "Blatt")
"""Words of no language here, in any text."""


def roman(number: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")[number]


NUMBERED = {"figures": str, "roman": roman, "dotted": lambda number: f"2.{number}"}
INSERTED = {"renumbered": None, "bis": "3 bis", "letter": "3A", "joined": "3bis"}
LAYOUTS = {
    "title below": ("{head}", "{title}"),
    "alone": ("{head}",),
    "title behind a stop": ("{head}. {title}",),
    "title behind a dash": ("{head} – {title}",),
    "qualified": ("[{head}]", "{title}"),
}
AT = 3
"""After how many units one is put in."""


def heads(word: str, style: str, inserted: str, tongue: Tongue) -> list[str]:
    """The headings of the eight old units and of the new one, which is the fourth; the old ones first."""
    numbers = map(NUMBERED[style], count(1))
    put_in = INSERTED[inserted]
    new = [next(numbers) if put_in is None or at != AT else put_in for at in range(9)]
    blank = tongue.blank or ("" if word[-1] >= "\u4e00" else " ")
    return [f"{word}{blank}{number}" for number in new]


def written(heads: list[str], kept: list[int], tongue: Tongue, layout: str, cases: str = "") -> Draft:
    lines = []
    for head, at in zip(heads, kept, strict=True):
        noun = tongue.kept[at]
        lines += [line.format(head=head, title=noun.capitalize()) for line in LAYOUTS[layout]]
        lines += [f"1. {tongue.duty.format(noun)}", f"2. {tongue.exception.format(noun)}"]
    return read(*lines, language=cases)


CASES = [
    (code, word, style, inserted, layout)
    for code, tongue in TONGUES.items()
    for word in (*tongue.words, *INVENTED)
    for style, inserted in [*product(["figures"], INSERTED), ("roman", "renumbered"), ("dotted", "renumbered")]
    for layout in LAYOUTS
]


def disturbed(code: str, word: str, style: str, inserted: str, layout: str) -> list[str]:
    """What is told of a draft into which one unit was put, besides that unit."""
    tongue = TONGUES[code]
    rest = [at for at in range(9) if at != AT]
    new_heads = heads(word, style, inserted, tongue)
    old_heads = heads(word, style, "renumbered", tongue)[:8]
    old, new = written(old_heads, rest, tongue, layout, code), written(new_heads, list(range(9)), tongue, layout, code)
    assert_nothing_lost(new)
    counted = [
        f"{len(draft.articles())} units" for draft, size in ((old, 8), (new, 9)) if len(draft.articles()) != size
    ]
    changes = compare(old, new, themes=()).redline.changes
    told = [c for c in changes if c.significance is Significance.SUBSTANTIVE]
    other = [
        c for c in told if not (c.link.relation is Relation.INSERTED and tongue.kept[AT] in c.provision.full_text())
    ]
    return counted + [f"{c.provision.printed}: {c.remarks}" for c in other]


@pytest.mark.parametrize("code", TONGUES)
def test_one_unit_put_in_disturbs_no_other(code: str) -> None:
    found = {case[1:]: told for case in CASES if case[0] == code and (told := disturbed(*case))}
    assert found == {}


DUTY = "The keeper shall inspect every lamp of the station before the first storm of the winter."
LONG = "Each of the stations was visited in the course of the year and what was found there is told below in full."
LEVELS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "parts with a word of their own": (
        ("Blok 1", "Lamps", "Quorl 1", DUTY, "Quorl 2", DUTY, "Blok 2", "Bells", "Quorl 3", DUTY, "Quorl 4", DUTY),
        ["Blok 1 > Quorl 1", "Blok 1 > Quorl 2", "Blok 2 > Quorl 3", "Blok 2 > Quorl 4"],
    ),
    "sections that begin anew in each part": (
        ("Part 1", "Section 1", DUTY, "Section 2", DUTY, "Part 2", "Section 1", DUTY, "Section 2", DUTY),
        ["Part 1 > Section 1", "Part 1 > Section 2", "Part 2 > Section 1", "Part 2 > Section 2"],
    ),
    "schedules behind sections": (
        ("Sec. 1", DUTY, "Sec. 2", DUTY, "Sec. 3", DUTY, "Schedule 1", "Lamps", DUTY),
        ["Sec. 1", "Sec. 2", "Sec. 3"],
    ),
    "a bill, which writes out the word once": (
        ("SECTION 1. Short title", DUTY, "SEC. 2. Lamps", DUTY, "SEC. 3. Bells", DUTY),
        ["SECTION 1.", "SEC. 2.", "SEC. 3."],
    ),
    "an article proposed among articles": (
        ("Article 1", DUTY, "Article 2", DUTY, "New article 2 bis", DUTY, "Article 3", DUTY),
        ["Article 1", "Article 2", "New article 2 bis", "Article 3"],
    ),
    "a reference behind a preposition": (
        (LONG, "In Article 1:", DUTY, "Article 1", DUTY, "Article 2", DUTY),
        ["Article 1", "Article 2"],
    ),
    "every other article proposed, the first too": (
        ("Proposed article 1", DUTY, "Draft article 2", DUTY, "Article 3", DUTY, "Proposed Article 4", DUTY),
        ["Proposed article 1", "Draft article 2", "Article 3", "Proposed Article 4"],
    ),
}


@pytest.mark.parametrize("case", LEVELS)
def test_units_stand_below_their_parts_and_beside_those_that_are_proposed(case: str) -> None:
    lines, units = LEVELS[case]
    found = [
        " > ".join(filter(None, (part.printed if part.level is Level.PART else "", each.printed)))
        for part in read(*lines).provisions
        for each in part.walk()
        if each.level is Level.ARTICLE
    ]
    assert found == units


def _thrice(*lines: str) -> tuple[str, ...]:
    return tuple(line.replace("{}", str(n)) for n in (1, 2, 3) for line in lines)


NO_UNITS: dict[str, tuple[str, ...]] = {
    "captions among paragraphs counted through": tuple(
        line for n in (1, 2, 3) for line in (f"{2 * n - 1}. {DUTY}", f"Figure {n}", LONG, f"{2 * n}. {DUTY}")
    ),
    "a contents page alone": (LONG, "Contents", *_thrice("Standard {}    Lamps {}")),
    "references at the heads of lines": (
        LONG,
        *_thrice(
            "as is laid down for every one of the stations of the coast in",
            "Standard {}",
            "of the handbook of keepers, which goes on to say so in its own words.",
        ),
    ),
    "pages between paragraphs": _thrice(
        f"{LONG[:-10]} which goes", "Page {}", f"on here without a new beginning. {LONG}"
    ),
    "three rules in one of many parts": (
        *(f"{n}. {LONG}" for n in range(1, 9)),
        *_thrice("Rule of the house {}", DUTY),
        *(f"{n}. {LONG}" for n in range(9, 17)),
    ),
    "two of a word are no series": (LONG, "Standard 1", DUTY, "Standard 2", DUTY),
}


@pytest.mark.parametrize("case", NO_UNITS)
def test_what_is_counted_but_holds_no_text_is_no_unit(case: str) -> None:
    draft = read(*NO_UNITS[case])
    assert draft.units != "articles"
    assert_nothing_lost(draft)
