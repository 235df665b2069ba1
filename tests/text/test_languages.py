"""What is known about languages is data, and faults in it are found with their line."""

from __future__ import annotations

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import CORPUS, ROOT
from treatydiff.errors import DataError
from treatydiff.judging import wording
from treatydiff.text.languages import LANGUAGES, Headings, detect, load, read, source_of

ENGLISH = (files("treatydiff") / "data" / "languages" / "en" / "language.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_complete(code: str) -> None:
    language = load(code)
    assert language.code == code
    assert [kind for kind in Headings._fields if not getattr(language.headings, kind)] == []
    assert language.preamble.openings
    assert language.preamble.formulas
    assert language.preamble.recitals
    assert language.remarks.tombstones
    assert "agreed ad referendum" in language.remarks.agreed
    assert all(word == word.lower() for word in language.remarks.agreed)
    assert language.references.article
    assert language.references.through


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_that_take_a_number_say_where(code: str) -> None:
    headings = load(code).headings
    for kind in ("article", "rule", "principle", "part", "title", "chapter", "section", "subsection", "option"):
        assert all(form.count("{n}") == 1 for form in getattr(headings, kind)), kind


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_listed_twice(code: str) -> None:
    language = load(code)
    for table in (language.headings, language.preamble, language.remarks, language.sentences, language.references):
        for words in table:
            assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
    pairs = [frozenset(pair) for pair in language.spelling_variants]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)


def test_a_language_is_loaded_once() -> None:
    assert load("fr") is load("fr")


def test_ordinals_have_the_value_of_their_row() -> None:
    assert load("fr").ordinals["première"] == 1
    assert load("es").ordinals["décimo"] == 10
    assert load("ar").ordinals["الثانية عشرة"] == 12


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_patterns_of_its_wording_are_sound(code: str) -> None:
    assert wording.faults(code) == ()


def test_an_unknown_language_says_which_are_known() -> None:
    with pytest.raises(DataError, match="xx: unknown language") as fault:
        load("xx")
    assert ", ".join(LANGUAGES) in fault.value.hint


def line_of(start: str) -> int:
    return next(n for n, line in enumerate(ENGLISH.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "English"', "name = 5", "name: a text is expected"),
        (
            'preamble = ["Preamble", "Preambular paragraphs"]',
            'preamble = "Preamble"',
            "headings.preamble: a list of words",
        ),
        ('preamble = ["Preamble", "Preambular paragraphs"]', 'preambel = ["x"]', "headings.preambel: unknown key"),
        ("[remarks]", "[remark]", "remarks: a table is expected"),
        ('["behaviour", "behavior"]', '["behaviour"]', "spelling.variants: pairs of words"),
        ('["one", "first"]', "[1]", "numbers.ordinals: a list of lists of words"),
        ("[headings]", "colour = 1\n[headings]", "colour: unknown key"),
        ("citing = []", 'citing = [""]', "sentences.citing: a list of words"),
    ],
)
def test_a_faulty_file_is_refused_with_what_is_wrong(old: str, new: str, said: str) -> None:
    assert old in ENGLISH
    with pytest.raises(DataError, match=said.replace(".", r"\.")):
        read(ENGLISH.replace(old, new, 1), "en")


def test_a_fault_is_named_with_its_line() -> None:
    line = line_of("citing = []")
    with pytest.raises(DataError, match=rf"^en/language\.toml:{line}: sentences\.citing"):
        read(ENGLISH.replace("citing = []", "citing = 5"), "en")
    with pytest.raises(DataError, match=r"^en/language\.toml:.*\(at line 1, column"):
        read("name = \n" + ENGLISH, "en")


def test_a_missing_key_is_named_with_the_line_of_its_table() -> None:
    without = "\n".join(line for line in ENGLISH.splitlines() if not line.startswith('chapter = ["Ch'))
    with pytest.raises(DataError, match=r"headings\.chapter: a list of words is expected") as fault:
        read(without, "en")
    assert int(fault.value.message.split(":")[1]) == line_of("[headings]")


SENTENCES = {
    "en": "The Parties to this Agreement shall cooperate in the field of marine research.",
    "fr": "Les Parties au présent Accord coopèrent dans le domaine de la recherche scientifique.",
    "es": "Las Partes en el presente Acuerdo cooperarán en la esfera de la investigación.",
    "ru": "Стороны настоящего Соглашения сотрудничают в области морских научных исследований.",
    "zh": "本协定各缔约方应在海洋科学研究方面开展合作。",
    "pt": "As Partes no presente Acordo cooperarão no domínio da investigação científica.",
    "ar": "تتعاون الأطراف في هذا الاتفاق في مجال البحث العلمي البحري.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_shows_its_language(code: str) -> None:
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_foreign_cover_does_not_decide(code: str) -> None:
    cover = "United Nations A/CONF.232/2023/2 General Assembly Distr.: General Original: English "
    assert detect(cover + SENTENCES[code] * 20) == code


def test_nothing_is_taken_for_english() -> None:
    assert detect("") == "en"
    assert detect("12345") == "en"


def real_texts() -> list[Path]:
    return sorted(CORPUS.glob("*/*.??.txt"))


@pytest.mark.parametrize("path", real_texts(), ids=lambda path: path.name)
def test_real_texts_are_detected(path: Path) -> None:
    assert detect(path.read_text(encoding="utf-8")) == path.name.split(".")[-2]


FILES = {"language", "wording", "numerals", "cover"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_a_folder_with_all_that_english_has(code: str) -> None:
    """What English has is there; a key that this language has no words for is there, too, and empty."""
    assert FILES
    for name in FILES:
        mine, english = tomllib.loads(source_of(code, name)), tomllib.loads(source_of("en", name))
        missing = {key for key in english if key not in mine} - OPTIONAL
        assert not missing, (code, name, missing)
        for key, table in english.items():
            if isinstance(table, dict) and key not in COUNTED:
                lacking = table.keys() - mine[key].keys()
                assert not lacking, (code, name, key, lacking)


OPTIONAL = {"articles", "ordinals", "ordinal-signs", "half-after", "links", "ranges", "glued"}
"""What numbers of a language may have and English happens to have."""
COUNTED = {"cardinals", "multipliers", "ordinals", "spans", "units", "single", "dual"}
"""Tables of numbers: each language has its own."""


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_cover_names_twelve_months_or_counts_them(code: str) -> None:
    assert len(tomllib.loads(source_of(code, "cover"))["months"]) in (0, 12)


STILL_ASKED: list[str] = []
"""Modules that ask which language it is, once for each place."""


def test_code_asks_how_a_language_is_written_and_never_which_it_is_but_in_two_places() -> None:
    asked = []
    for file in sorted((ROOT / "src" / "treatydiff").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Compare):
                values = [v.value for v in ast.walk(node) if isinstance(v, ast.Constant)]
                asked += [f"{file.name}:{node.lineno}" for value in values if value in set(LANGUAGES) - {"en"}]
    assert [place.partition(":")[0] for place in asked] == STILL_ASKED, asked


def test_values_are_frozen() -> None:
    language: object = load("en")
    with pytest.raises(AttributeError):
        language.name = "Old English"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        load("en").ordinals["first"] = 2  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Article 1. No reservations.", "en"),
        ("Parties do as a Party may.", "en"),
        ("Data as a rule do no harm.", "en"),
        ("Artículo 1. No se admiten reservas a este Acuerdo.", "es"),
        ("Artigo 1. As Partes não podem fazer reservas ao Acordo.", "pt"),
        ("Article 1. Les Parties ne peuvent faire de réserve.", "fr"),
    ],
)
def test_a_sentence_is_enough_to_tell_the_language(text: str, code: str) -> None:
    assert detect(text) == code
