from __future__ import annotations

from time import process_time

import pytest

from treatydiff.compare import compare
from treatydiff.gate import FailOn, Gate, passes
from treatydiff.model import Draft, Level, Significance
from treatydiff.readers import READERS
from treatydiff.report import Report
from treatydiff.structure import build
from treatydiff.text.disguise import disguises, twins, unmasked
from treatydiff.text.safe_text import json_text, visible
from treatydiff.themes.patterns import plain

OLD = "Article 1\nReplies\n1. Each State Party shall reply within 30 days.\n2. Each State Party shall act.\n"


def draft(text: str) -> Draft:
    return build(READERS["text"].read(text.encode(), "draft.txt"), name="draft.txt", language="en")


def report(new: str, old: str = OLD) -> Report:
    return compare(draft(old), draft(new))


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("mаy", "Cyrillic"),
        ("shаll", "Cyrillic"),
        ("nοt", "Greek"),
        ("Государcтво", "Latin"),
        ("sh\u200ball", "U+200B"),
        ("sh\u2060all", "U+2060"),
        ("sh\u034fall", "U+034F"),
        ("sh\ufe0fall", "U+FE0F"),
        ("sh\u200dall", "U+200D"),
        ("sh\u200eall", "U+200E"),
        ("sh\U000e0061all", "U+E0061"),
        ("may\U000e0061", "U+E0061"),
        ("ma\u2800y", "U+2800"),
        ("ma\ufff9y", "U+FFF9"),
        ("m␡ay", "U+2421"),
        ("m\x9bay", "U+009B"),
        ("m\x08ay", "U+0008"),
        ("sհall", "Armenian"),
        ("Ꮪhall", "Cherokee"),
        ("mɑy", "rare Latin"),
        ("ƒail", "rare Latin"),
        ("ᴍᴀʏ", "rare Latin"),
        ("ｍay", "Fullwidth"),
        ("𝗆𝖺𝗒", "Mathematical"),
        ("ℳay", "Script"),
        ("ѕсоре", "Cyrillic"),
        ("3٠", "figures"),
        ("\u202eyam\u202c", "direction"),
        ("\u2066yam\u2069", "direction"),
        ("m\U0001bca0ay", "U+1BCA0"),
        ("m\U000e0200ay", "U+E0200"),
        ("m\u200aay", "U+200A"),
        ("m\u202fay", "U+202F"),
        ("with\u2009out", "U+2009"),
        ("N\u0336o\u0336", "U+0336"),
        ("no\u0338", "U+0338"),
        ("nó\u0335t", "U+0335"),
        ("n\u20e0", "U+20E0"),
        ("N\u033fo\u033f", "U+033F"),
        ("n\u0332o\u0332t\u0332", "U+0332"),
        ("s\u0353h\u0353all", "U+0353"),
        ("n\ufe26o\ufe26", "U+FE26"),
        ("ⓝⓞⓣ", "signs that are letters"),
        ("⒩⒪⒯", "signs that are letters"),
        ("🄽🄾🅃", "signs that are letters"),
        ("🅝🅞🅣", "signs that are letters"),
        ("🇲🇦🇾", "signs that are letters"),
        ("ᵐᵃʸ", "signs that are letters"),
        ("shal\u0363l", "signs that are letters"),
        ("ꓟꓮꓬ", "Lisu"),
        ("ᎷᎪᎩ", "Cherokee"),
        ("ΜΑΥ", "Greek"),
        ("NОT", "Cyrillic"),
        ("a \u2067court \u200f shall\u2069 act (ا)", "direction"),
        ("from \u200f30 – 60 days", "direction"),
        ("мау", "Cyrillic"),
        ("ⲘⲀⲨ", "Coptic"),
        ("𐐣𐐁𐐏", "Deseret"),
        ("ՠay", "Armenian"),
        ("ₘₐy", "signs that are letters"),
        ("shₐll", "signs that are letters"),
        ("shall 🚫", "sign that no rule reads"),
        ("shall ¬", "sign that no rule reads"),
        ("shall, ❌", "sign that no rule reads"),
        ("shall ⠝⠕⠞", "sign that no rule reads"),
        ("m⍺y", "sign that no rule reads"),
        ("m\ue000ay", "U+E000"),
        ("shall \ue000", "U+E000"),
        ("shall \u3164", "U+3164"),
        ("1\u20610", "U+2061"),
        ("3O", "figures (O)"),
        ("1OO", "figures (OO)"),
        ("3О", "figures (О)"),
        ("3Ο", "figures (Ο)"),
        ("l0", "figures (l)"),
        ("I8", "figures (I)"),
        ("2l0", "figures (l)"),
        ("n0t", "letters (0)"),
        ("wh1ch", "letters (1)"),
        ("天3O天", "figures (O)"),
        ("m\ufffcay", "U+FFFC"),
    ],
)
def test_a_word_that_is_not_what_it_looks_like_is_told(word: str, reason: str) -> None:
    assert [told for _, _, told in disguises(f"It {word} act") if reason in told]


@pytest.mark.parametrize(
    "text",
    ["naïve façade", "ХХI век", "XIХ", "государство", "Δt and β-carotene", "COVID-тест", "می\u200cشود", "क्\u200dष",
     "条约草案", "كتاب\u200f (1)", "right \u200e mark", "Straße", "soft\u00adware",
     "Mᵐᵉ et 1ᵉʳ", "1ª y 2º", "A¹lays 5µm", "WTO规则和ＷＴＯ", "İstanbul, Işık", "Iași, Mureș", "x² + 𝑦", "ⅳ) ⅱ",
     "Договор о мире", "the Договор о море", "the СССР and ООН", "\u202bالدول\u202c", "Οδηγία 95/46/ΕΚ",
     "pH, 3０", "Ｂ2", "M.\u202fDupont et Mme\u202fDurand : 30\u202fjours", "⒜ text ⓑ text", "10\u200a000", "a ≠ b",
     "ɛ\u0303\u0332 and n\u0331, x\u0305 of y\u0332", "❖ item, ✓ done, ☐ open", "\uf0b7 item", "nᵒ 5", "5 ≠ 6",
     "1o and 2o, CO2, O3, H2O, 3l, 12A, 3I, h1n1", "Group A1a, A11b, HbA1c",
     "附件I和二氧化碳CO2", "Party11 and Annex1", "; \uf0b7 item", "theImplementing 2nd B2B",
     "the word \u2067محكمة\u2069 and the mark كتاب\u200f (1)", "يقول \u2066court\u2069 هنا كلمة", "ΟΗΕ and ΕΚ"],
)  # fmt: skip
def test_words_of_one_script_and_joiners_where_they_belong_are_quiet(text: str) -> None:
    assert list(disguises(text)) == []


def test_a_rule_sees_what_the_reader_sees() -> None:
    for word in ("mаy", "m\x7fay", "m\u034fay", "m\u2060ay", "m\ufe0fay", "ｍａｙ"):
        rules = {finding.rule for finding in report(OLD.replace("shall act", f"{word} act")).findings}
        plain = {finding.rule for finding in report(OLD.replace("shall act", "may act")).findings}
        assert plain <= rules, ascii(word)


@pytest.mark.parametrize(
    "word", ["sհall", "ⓢⓗⓐⓛⓛ", "🅂🄷🄰🄻🄻", "ˢʰᵃˡˡ", "ꜱhall", "𝗌𝗁𝖺𝗅𝗅", "ꮪhall", "shаӏӏ", "ｓｈａｌｌ", "ſhall"]
)
def test_a_rule_reads_letters_of_any_script_as_what_they_look_like(word: str) -> None:
    assert plain(f"It {word} act") == "it shall act"


def test_a_rule_reads_what_is_struck_as_gone() -> None:
    assert plain("N\u0336o\u0336 State").split() == ["state"]


def test_a_rule_reads_persian_letters_and_radicals_as_what_they_look_like() -> None:
    assert plain("یجوز كل کل") == "يجوز كل كل"
    assert plain("⼈⽂") == "人文"


def test_unmasking_keeps_every_place() -> None:
    for text in ("sհall 𝗆𝖺𝗒 ѕсоре", "⼈⽂ 豈", "ﬃ ﷺ ㎏ ǆ", "İ ß ŉ", "ᴍᴀʏ Mᵐᵉ"):
        assert len(unmasked(text)) == len(text)
    assert unmasked("mаy мaй") == "may май"
    assert len(unmasked("mаy Государcтво ХХI")) == len("mаy Государcтво ХХI")


def test_a_check_does_not_pass_on_a_disguised_word_and_a_notice_names_it() -> None:
    disguised = report(OLD.replace("shall act", "shаll act"))
    assert not passes([disguised], Gate(FailOn.LEANING))
    assert "U+0430" in " ".join(notice.message for _, notice in disguised.notices)
    assert passes([report(OLD)], Gate(FailOn.LEANING))


def test_what_stood_there_before_is_not_told_again() -> None:
    old = OLD.replace("shall act", "shаll act")
    assert not [f for f in report(old.replace("30", "40"), old).findings if f.theme == "disguise"]


@pytest.mark.parametrize("word", ["shaII", "sha11", "shaIl"])
def test_a_word_in_the_place_of_one_that_looks_the_same_is_told(word: str) -> None:
    told = report(OLD.replace("shall act", f"{word} act"))
    assert not passes([told], Gate(FailOn.LEANING))
    assert f"“{word}”" in " ".join(notice.message for _, notice in told.notices)
    found = report(OLD, OLD.replace("shall act", "sha11 act")).findings
    assert not [finding for finding in found if finding.theme == "disguise"]  # what was wrong is right now


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the rnan", "the man"),
        ("Article 1", "Article I"),
        ("In 11", "in II"),
        ("shall", "SHALL"),
        ("x", "y"),
        ("a modem and a modern one", "a modern one"),
        ("the modem", "the modem, not the modern one and the modem"),
        ("la parte", "1a parte"),
        ("le parti", "1e parti"),
        ("le d de", "une clé et un clôturé"),
    ],
)
def test_what_is_put_right_or_looks_otherwise_is_no_twin(old: str, new: str) -> None:
    assert list(twins(old, new)) == []


def test_a_long_figure_with_letters_is_looked_at_once() -> None:
    begun = process_time()
    assert not list(disguises("l" + "1" * 20_000 + "x"))
    assert process_time() - begun < 1


def test_the_heading_of_an_article_in_letters_of_another_script_is_told() -> None:
    more = f"{OLD}Article 2\nReview\n1. A court shall act.\n"
    assert unseen(report(more.replace("Article 2", "Аrticle 2"), more)) == [("Аrticle 2",)]
    assert unseen(report(more.replace("Article 2", "Article 3O"), more)) == [("Article 3O",)]
    assert not unseen(report(more.replace("Article 2", "Article 3"), more))


def test_what_has_no_looks_is_written_out() -> None:
    assert visible("sh\u200ball") == "sh<U+200B>all"
    assert visible("sh\u200dall\u200e") == "sh<U+200D>all<U+200E>"
    assert visible("می\u200cشود") == "می\u200cشود"
    assert json_text("\U000e0061") == "\\udb40\\udc61"


def test_control_characters_of_a_text_stay_visible_and_are_told() -> None:
    found = draft(OLD.replace("shall act", "shall\x7fact \x1b[2J"))
    assert "shall␡act ␛[2J." in " ".join(p.text for p in found.walk())
    assert "␡" in found.notices[0].message or "␡" in " ".join(n.message for n in found.notices)


def test_characters_without_width_that_a_text_loses_are_told() -> None:
    found = draft(OLD.replace("shall act", "sh\u2060all act"))
    assert [n.set_aside for n in found.notices if "without width" in n.message]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shall act", "shall ⓝⓞⓣ act"),
        ("shall act", "shall 🚫 act"),
        ("shall act", "shall ¬ act"),
        ("shall act", "s\u0336h\u0336all act"),
        ("shall act", "shall\u20e0 act"),
        ("30 days", "<30 days"),
        ("30 days", "$30 days"),
        ("shall act", "shall ⠝⠕⠞ act"),
        ("30 days", "−30 days"),
    ],
)
def test_a_sign_that_is_no_punctuation_is_never_nothing(old: str, new: str) -> None:
    assert weights(report(OLD.replace(old, new))) == {Significance.SUBSTANTIVE}


@pytest.mark.parametrize(("old", "new"), [("", "• "), ("• ", "● "), ("", "“"), ("– ", "— "), ("", "… "), ("– ", "− ")])
def test_what_print_adds_says_nothing(old: str, new: str) -> None:
    before, after = (OLD.replace("reply", f"{sign}reply") for sign in (old, new))
    assert weights(report(after, before)) == {Significance.EDITORIAL}


@pytest.mark.parametrize(
    ("old", "new"), [("is not able", "is notable"), ("is notable", "is not able"), ("no where", "nowhere")]
)
def test_a_blank_that_makes_or_unmakes_a_word_that_denies_is_of_substance(old: str, new: str) -> None:
    before, after = (OLD.replace("shall reply", f"{said} to reply") for said in (old, new))
    assert weights(report(after, before)) == {Significance.SUBSTANTIVE}


@pytest.mark.parametrize(
    ("old", "new"), [("not-for-profit", "not for profit"), ("no-one", "no one"), ("cannot", "can not")]
)
def test_a_hyphen_of_a_word_that_denies_says_nothing(old: str, new: str) -> None:
    before, after = (OLD.replace("act", f"act {said}") for said in (old, new))
    assert weights(report(after, before)) == {Significance.EDITORIAL}


def test_other_blanks_inside_words_say_nothing() -> None:
    assert weights(report(OLD.replace("within", "with in"))) == {Significance.EDITORIAL}


def test_what_makes_a_terminal_show_other_words_is_told_as_unseen() -> None:
    for sign in ("\x1b[8m", "\x08\x08"):
        assert unseen(report(OLD.replace("shall act", f"shall {sign}act")))


def test_ignorable_characters_that_change_nothing_are_told_with_their_line() -> None:
    found = report(OLD.replace("act", "act\ufe0f"))
    assert [notice.set_aside for side, notice in found.notices if side == "new" and "nobody sees" in notice.message]


@pytest.mark.parametrize("blank", "\u2006\u2009\u200a\u202f")
def test_a_blank_too_thin_to_part_a_word_stays_in_a_text_and_is_found(blank: str) -> None:
    text = OLD.replace("State Party", "Party without right")
    found = report(text.replace("without", f"with{blank}out"), text)
    assert {finding.theme for finding in found.findings} == {"disguise"}


def unseen(found: Report) -> list[tuple[str, ...]]:
    """What the new draft alone has and a check does not pass on."""
    return [notice.set_aside for side, notice in found.notices if side == "new" and notice.unseen]


def weights(found: Report) -> set[Significance | None]:
    return {change.significance for change in found.redline.changes if change.link.level is Level.PARAGRAPH}
