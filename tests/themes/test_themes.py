from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from corpus import real
from helpers.themes import SMALL, folder
from treatydiff.errors import DataError
from treatydiff.report import Effect, Severity
from treatydiff.text.languages import LANGUAGES, source_of
from treatydiff.text.tables import DATA
from treatydiff.themes import Measure, Reads, load_profile, load_themes
from treatydiff.themes.patterns import fault, pattern, plain, silent

SIX = {"en", "fr", "es", "ru", "zh", "ar"}
"""The official languages of the United Nations: every term has words in each."""
THEMES = load_themes()
RULES = [rule for theme in THEMES for rule in theme.rules]
TERMS = [term for theme in THEMES for term in theme.terms]


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(DataError) as caught:
        load_themes([folder(tmp_path, text)])
    return caught.value.message


# ----------------------------------------------------------------------------------------------------- what is built in


def test_the_built_in_themes_come_in_order_of_name() -> None:
    names = [theme.name for theme in THEMES]
    assert names == ["criminalisation", "data-sharing", "public-interest", "safeguards", "surveillance"]


def test_powers_expand_and_narrow_and_protections_strengthen_and_weaken() -> None:
    words = {Measure.POWER: {Effect.EXPANDS, Effect.NARROWS}, Measure.PROTECTION: {Effect.STRENGTHENS, Effect.WEAKENS}}
    assert THEMES
    for theme in THEMES:
        effects = {side.effect for rule in theme.rules for side in (rule.rise, rule.fall) if side}
        assert effects - {Effect.TOUCHES} == words[theme.measure], theme.name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_term_has_words_in_all_six_languages(theme) -> None:  # type: ignore[no-untyped-def]
    assert set(theme.languages) == SIX


def test_a_language_that_is_not_official_has_words_for_terms_that_are_there() -> None:
    names = {term.name for term in TERMS}
    every = list(set(LANGUAGES) - SIX)
    assert every
    for code in every:
        own = {f"{theme}/{term}" for theme, terms in tomllib.loads(source_of(code, "terms")).items() for term in terms}
        assert own
        assert own <= names, own - names


def test_every_pattern_can_be_read() -> None:
    wrong = [
        (term.name, code, source, fault(source))
        for term in TERMS
        for code, words in term.words.items()
        for source in words
        if fault(source)
    ]
    assert wrong == []


def test_every_pattern_compiles() -> None:
    assert TERMS
    for term in TERMS:
        for code in term.words:
            pattern = term.pattern(code)
            assert pattern is not None
            for source in pattern.sources:
                assert source.regex.pattern


def test_identifiers_are_theme_and_rule_and_each_is_there_once() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z-]+/[a-z-]+", rule.id) for rule in RULES)


def test_every_rule_says_why_and_who_says_so() -> None:
    assert RULES
    for rule in RULES:
        assert rule.why.endswith("."), rule.id
        assert len(rule.source) > 10, rule.id
        assert "http" not in rule.source, rule.id


def test_what_a_rule_says_fits_into_a_sentence() -> None:
    assert RULES
    for rule in RULES:
        for outcome in (rule.rise, rule.fall):
            if outcome:
                assert outcome.says[0].islower(), rule.id
                assert not outcome.says.endswith("."), rule.id


def test_a_rule_that_reads_modality_or_whole_clauses_looks_both_ways() -> None:
    lame = [rule.id for rule in RULES if not (rule.rise and rule.fall) and rule.reads is not Reads.REFERENCE]
    assert lame == []


OFFICIAL = {
    "fr": ("udhr/udhr.fr.html", "un-charter/un-charter.fr.txt", "bbnj/2023-06-19.fr.txt"),
    "es": ("udhr/udhr.es.html", "un-charter/un-charter.es.txt"),
    "ru": ("udhr/udhr.ru.html", "un-charter/un-charter.ru.txt", "bbnj/2023-06-19.ru.txt"),
    "zh": ("udhr/udhr.zh.html", "un-charter/un-charter.zh.txt", "bbnj/2023-06-19.zh.txt"),
    "ar": ("udhr/udhr.ar.html", "cybercrime/A_RES_79_243-annex.articles-1-13.ar.txt"),
}
READ_ELSEWHERE = {("criminalisation/serious-crimes", "zh"), ("data-sharing/serious-crime-definition", "zh")}
"""Read in the Chinese text of the Palermo Convention, article 2 (b)."""


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_first_words_of_what_is_called_verified_stand_in_an_official_text(language: str) -> None:
    text = plain(silent(" ".join(Path(real(name)).read_text(encoding="utf-8") for name in OFFICIAL[language])))
    assert TERMS
    for term in TERMS:
        if language in term.verified and (term.name, language) not in READ_ELSEWHERE:
            assert pattern(term.words[language][:1], language).found(text), term.name


def test_the_built_in_themes_stand_what_a_user_s_must() -> None:
    """Those that are built in are believed, for to look at all of them takes long."""
    read = load_themes([DATA / "themes"])
    rules = [
        [(rule.id, rule.rise, rule.fall, rule.fires) for theme in each for rule in theme.rules]
        for each in (read, THEMES)
    ]
    assert rules[0] == rules[1]


def test_most_words_are_not_called_verified() -> None:
    verified = sum(len(term.verified - {"en"}) for term in TERMS)
    assert 0 < verified < 0.1 * 5 * len(TERMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_one_language_only_gives_the_same_rules_and_words(language: str) -> None:
    lean = load_themes(language=language)
    every = list(zip(lean, THEMES, strict=True))
    assert every
    for short, full in every:
        assert [rule.id for rule in short.rules] == [rule.id for rule in full.rules]
        for rule, whole in zip(short.rules, full.rules, strict=True):
            assert rule.needs == whole.needs
            assert (rule.fires, rule.silent, rule.why) == ((), (), whole.why)
            for key in ("within", "not_within", "beside", "unless", "of"):
                names = [[term.name for term in getattr(each, key)] for each in (rule, whole)]
                assert names[0] == names[1], (rule.id, key)
        for term, entire in zip(short.terms, full.terms, strict=True):
            assert term.words.get(language) == entire.words.get(language)
            assert term.words["en"] == entire.words["en"]


# ------------------------------------------------------------------------------------------------------ the user's own


def test_a_folder_of_the_user_adds_a_theme(tmp_path: Path) -> None:
    themes = load_themes([folder(tmp_path)])
    assert [theme.name for theme in themes][2] == "detention"
    assert themes[2].rules[0].severity is Severity.HIGH
    assert themes[2].languages == ("en",)


def test_a_file_of_the_same_name_takes_the_place_of_a_built_in_theme(tmp_path: Path) -> None:
    built_in = Path(__file__).parents[2] / "src/treatydiff/data/themes/surveillance.toml"
    text = built_in.read_text(encoding="utf-8").replace('title = "Surveillance powers"', 'title = "Ours"', 1)
    themes = load_themes([folder(tmp_path, text, "surveillance.toml")])
    assert [theme.title for theme in themes if theme.name == "surveillance"] == ["Ours"]
    assert len(themes) == len(THEMES)


def test_a_rule_may_use_a_term_of_another_theme(tmp_path: Path) -> None:
    text = SMALL.replace('severity = "high"', 'severity = "high"\nunless = "safeguards/protection"')
    rule = next(theme for theme in load_themes([folder(tmp_path, text)]) if theme.name == "detention").rules[0]
    assert [term.name for term in rule.unless] == ["safeguards/protection"]


FAULTS = [
    ('severity = "high"', 'severity = "critical"', 16, "must be one of high, medium, low"),
    ('reads = "modality"', 'reads = "mood"', 12, "must be one of words, whole, modality"),
    ('term = "detention"', 'term = "custody"', 13, "there is no term detention/custody"),
    ('["expands", "detention"]', '["weakens", "detention"]', 14, "must be one of expands, narrows, touches"),
    ('["expands", "detention"]', '["expands"]', 14, "must be an effect and a clause"),
    ('why = "Liberty is the rule."\n', "", 11, "`why` is missing"),
    ('why = "Liberty', 'because = "no key"\nwhy = "Liberty', 17, "`because` is no key"),
    ('"detain*"', '"detain(ed"', 8, "bracket without its partner"),
    ('"detain*"', '"detain[ed]"', 8, "a sign that has no meaning here"),
    ('"detain*"', '"* …"', 8, "no word that must be there"),
    ('en = ["detain*", "(in|under) arrest"]', 'en = [3]', 8, "must be a text or a list of texts"),
    ('measure = "power"', 'measure = "wish"', 4, "must be one of power, protection"),
    ('title = "Detention"', 'title = ', 2, "not valid TOML"),
    ('severity = "high"', 'severity = "high"\nunit = "time"', 17, "`unit` belongs to a rule that reads a number"),
    ('up = ["expands", "detention"]\ndown = ["narrows", "detention"]\n', "", 11, "needs `coming`, `going`"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in SMALL
    message = complaint(tmp_path, SMALL.replace(old, new, 1))
    assert f"detention.toml:{line}:" in message
    assert words in message


def test_two_rules_of_one_name_are_a_fault(tmp_path: Path) -> None:
    rule = SMALL[SMALL.index("[[rules]]") :]
    assert "two rules are called detention/modality" in complaint(tmp_path, SMALL + rule)


NO_RULE = SMALL[: SMALL.index("[[rules]]")].replace("[terms", "rules = [1]\n[terms")


@pytest.mark.parametrize("text", ["title = 1", "terms = 3\nrules = 4", NO_RULE])
def test_a_file_of_another_shape_is_a_fault_and_no_crash(tmp_path: Path, text: str) -> None:
    assert "detention.toml" in complaint(tmp_path, text)


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder of themes"):
        load_themes([tmp_path / "nowhere"])


def test_a_file_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"bad\.toml: cannot be read: not UTF-8"):
        load_themes([tmp_path])


# ---------------------------------------------------------------------------------------------------------- profiles


def test_to_civil_society_more_power_and_less_protection_are_adverse() -> None:
    profile = load_profile()
    assert profile.name == "civil-society"
    assert profile.adverse("surveillance/modality", Effect.EXPANDS) is True
    assert profile.adverse("surveillance/modality", Effect.NARROWS) is False
    assert profile.adverse("safeguards/remedy", Effect.WEAKENS) is True
    assert profile.adverse("safeguards/remedy", Effect.STRENGTHENS) is False


def test_where_the_direction_is_open_so_is_the_verdict() -> None:
    assert load_profile().adverse("surveillance/who-decides", Effect.TOUCHES) is None


def test_the_neutral_profile_passes_no_verdict() -> None:
    profile = load_profile("neutral")
    assert profile.adverse("surveillance/modality", Effect.EXPANDS) is None
    assert not profile.mutes("surveillance/modality")


PROSECUTION = """
title = "Prosecution service"
about = "Wants tools and fears loopholes."
otherwise = "mute"

[themes]
surveillance = "narrows"
safeguards = "none"

[rules]
"surveillance/notice" = "mute"
"surveillance/encryption" = "expands"
"""


def test_a_profile_of_the_user_flips_and_mutes(tmp_path: Path) -> None:
    file = tmp_path / "prosecution.toml"
    file.write_text(PROSECUTION)
    profile = load_profile(file)
    assert profile.adverse("surveillance/modality", Effect.NARROWS) is True
    assert profile.adverse("surveillance/modality", Effect.EXPANDS) is False
    assert profile.adverse("safeguards/remedy", Effect.WEAKENS) is None
    assert profile.adverse("surveillance/encryption", Effect.EXPANDS) is True
    assert profile.mutes("surveillance/notice")
    assert profile.mutes("criminalisation/intent")
    assert not profile.mutes("surveillance/modality")


def test_an_unknown_profile_names_those_that_are_built_in() -> None:
    with pytest.raises(DataError, match="no such profile") as caught:
        load_profile("prosecution")
    assert "civil-society, neutral" in caught.value.hint


def test_a_reading_that_is_none_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(PROSECUTION.replace('"narrows"', '"bad"'))
    with pytest.raises(DataError, match=r"mine\.toml:7: .*must be one of expands"):
        load_profile(file)
