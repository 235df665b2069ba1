"""Arabic lines are read by where their letters stand."""

from __future__ import annotations

from treatydiff.readers.pdf.right_to_left import (
    Glyph,
    fold,
    from_left,
    is_right_to_left,
    is_stroke,
    latin_alone,
    mirror,
    mirrored,
    number_first,
    reading_order,
)


def painted(visual: str, width: float = 5, start: float = 100) -> list[Glyph]:
    """Characters as they stand on the page from left to right."""
    return [Glyph(c, start + width * i, start + width * (i + 1)) for i, c in enumerate(visual)]


def read(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in reading_order(glyphs, 10))


def test_letters_are_read_from_the_right() -> None:
    assert read(painted("ةداملا")) == "المادة"


def test_a_number_is_read_from_the_left() -> None:
    assert read(painted("243/79 ةداملا")) == "المادة 243/79"
    assert read(painted("17 ةداملا")) == "المادة 17"


def test_latin_words_are_read_from_the_left() -> None:
    assert read(painted("New York يف")) == "في New York"


def test_the_order_in_the_file_does_not_matter() -> None:
    glyphs = painted("12 :ةداملا")
    assert read(glyphs[::-1]) == read(glyphs) == "المادة: 12"


def test_a_gap_is_a_space_but_room_for_a_vowel_sign_is_none() -> None:
    left, right = Glyph("ب", 100, 105), Glyph("ا", 109, 112)
    assert read([left, right]) == "ا ب"
    assert read([left, Glyph("\u064e", 106, 108), right]) == "ا\u064eب"


def test_no_space_is_guessed_between_letters_of_a_line_that_has_its_own() -> None:
    line = [*painted("ب ا"), Glyph("ت", 119, 124)]
    assert read(line) == "تا ب"


def test_lam_is_read_before_the_alef_of_a_ligature() -> None:
    assert read([Glyph("أ", 100, 104), Glyph("ل", 100, 104), Glyph("ا", 104, 107)]) == "الأ"


def test_letters_of_a_ligature_stand_at_one_place_and_the_last_is_given_first() -> None:
    assert read([Glyph("ى", 100, 104), Glyph("ل", 100, 104), Glyph("ع", 104, 107)]) == "على"
    assert read([Glyph("ل", 100, 104), Glyph("ا", 100, 104)]) == "لا"


def test_a_flat_letter_on_the_line_is_a_stroke_that_stretches_a_word() -> None:
    assert is_stroke("c", 0, 1, 12)
    assert is_stroke("`", 0, 1, 12)
    assert is_stroke(" ", 0, 1, 12)
    assert not is_stroke("`", 7, 8, 12)
    assert not is_stroke(" ", 0, 0.1, 12)
    assert not is_stroke("-", 3, 4, 12)
    assert not is_stroke("c", 0, 6, 12)


def test_a_raised_mark_is_no_figure_of_the_number_before_it() -> None:
    line = [Glyph("4", 85, 90, raised=True), *painted(".35 قفو", start=90)]
    assert read(line) == "وفق 35.4"
    assert (
        read([Glyph("1", 85, 90, raised=True), Glyph("2", 90, 95, raised=True), *painted("اهيف", start=95)]) == "فيها12"
    )


def test_brackets_around_a_latin_word_do_not_part_in_two_directions() -> None:
    assert read(painted("2 (data) تانايب")) == "بيانات (data) 2"
    assert read(painted("A (b) C ةقيثو")) == "وثيقة A (b) C"


def test_the_last_sign_of_a_latin_line_in_arabic_text_stands_at_its_left() -> None:
    assert latin_alone(".A/RES/55/25") == "A/RES/55/25."
    assert latin_alone("A/RES/55/25") == "A/RES/55/25"
    assert latin_alone("...") == "..."


def test_a_letter_with_its_sign_is_one_thing() -> None:
    assert read([Glyph("ا\u064b", 95, 100), *painted("قفو")]) == "وفقا\u064b"


def test_a_dash_joins_figures_only_where_no_arabic_letter_comes_before() -> None:
    assert read(painted("2025-2024")) == "2025-2024"
    assert read(painted("90-60 ةدمل")) == "لمدة 60-90"
    assert "".join(glyph.text for glyph in reading_order(painted("90-60"), 10, goes_on=True)) == "60-90"


def test_brackets_are_turned_as_the_blanks_beside_them_say() -> None:
    assert read(painted("ب )data) ا")) == "ا (data) ب"
    assert read(painted("ب [ا] ت")) == read(painted("ب ]ا[ ت")) == "ت [ا] ب"


def test_strokes_that_stretch_a_word_are_no_letters_of_it() -> None:
    assert read(painted("ناـيب")) == "بيان"
    assert read(painted("(ـه)")) == "(هـ)"


def test_where_a_space_without_width_stands_a_narrower_gap_is_one() -> None:
    line = [*painted("ب ا"), Glyph(" ", 117, 117), Glyph("ت", 119, 124)]
    assert read(line) == "ت ا ب"


def test_vowel_signs_follow_their_letter_in_canonical_order() -> None:
    signs = [Glyph("\u0651", 101, 103), Glyph("\u064e", 101, 103)]
    assert read([*signs, Glyph("ر", 100, 105), Glyph("ج", 105, 110)]) == "جر\u064e\u0651"


def test_brackets_are_turned_when_most_lines_close_before_they_open() -> None:
    assert mirrored([")أ( تشجيع", ")ب( تيسير", "(ج) دعم"])
    assert not mirrored(["(أ) تشجيع", ")ب( تيسير", "(ج) دعم", "بلا أقواس"])
    assert mirror(")أ( [ب] «ج»") == "(أ) ]ب[ »ج«"


def test_presentation_forms_become_letters() -> None:
    assert fold("\ufefb \ufe8d Article") == "لا ا Article"


def test_a_point_before_the_number_of_a_paragraph_goes_behind_it() -> None:
    assert number_first(".1 تتعاون") == "1. تتعاون"
    assert number_first("في .1 تتعاون") == "في .1 تتعاون"


def test_only_lines_that_are_mostly_arabic_are_right_to_left() -> None:
    assert is_right_to_left("المادة 5")
    assert not is_right_to_left("document A/AC.999/4 (المادة)")
    assert not is_right_to_left("Article 5")


def test_one_space_of_its_own_among_guessed_ones_makes_a_line_none_that_has_its_own() -> None:
    letters = [Glyph("ت", 90, 95), Glyph("ث", 80, 85), Glyph("ج", 71, 76)]
    guessed = [Glyph(" ", 97, 97), Glyph(" ", 87, 87)]
    assert read([*painted("ب ا"), *letters, *guessed]) == "ا ب ت ث ج"
    assert read([*painted("ب ا"), *letters]) == "ا بتثج"


def test_signs_between_latin_words_belong_to_them() -> None:
    assert read(painted("Chapter XVI: Final (\u2026) Clauses لصفلا")) == "الفصل Chapter XVI: Final (\u2026) Clauses"
    assert read(painted("Chapter 16: Final لصفلا")) == "الفصل Chapter 16: Final"


def test_a_latin_line_among_arabic_ones_is_read_by_its_places_too() -> None:
    glyphs = [*painted("Chapter XVI"), *painted("Final", start=165), Glyph(":", 155, 160)]
    assert "".join(glyph.text for glyph in from_left(glyphs, 10)) == "Chapter XVI: Final"
