"""Raised and lowered digits are no digits of the number that they stand beside, in whatever format and way."""

from __future__ import annotations

import pytest

from docx_making import docx, p, r, style
from pdf_making import T, pdf
from treatydiff.readers import READERS

_ALIGN = '<w:vertAlign w:val="{}script"/>'
_STYLES = style("Up", "character", rpr=_ALIGN.format("super"))
_MATH = "<m:oMath><m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup></m:oMath>"
_WORD = {
    "raised": lambda a, b: (r(a), r(b, _ALIGN.format("super"))),
    "by a style": lambda a, b: (r(a), r(b, '<w:rStyle w:val="Up"/>')),
    "by points": lambda a, b: (r(a), r(b, '<w:position w:val="8"/><w:sz w:val="16"/>')),
    "lowered": lambda a, b: (r(a), r(b, _ALIGN.format("sub"))),
    "in two runs": lambda a, b: (r(a), *(r(sign, _ALIGN.format("super")) for sign in b)),
    "in a formula": lambda a, b: (_MATH.format(*(f"<m:r><m:t>{each}</m:t></m:r>" for each in (a, b))),),
    "before": lambda a, b: (r(b, _ALIGN.format("super")), r(a)),
    "on the line": lambda a, b: (r(a), r(b, '<w:vertAlign w:val="baseline"/><w:position w:val="1"/>')),
}


@pytest.mark.parametrize(
    ("how", "parts", "shown"),
    [
        *((how, ("10", "2"), "10²") for how in ("raised", "by a style", "by points", "in a formula")),
        *((how, ("10", "-12"), "10⁻¹²") for how in ("raised", "in two runs")),
        ("raised", ("10", "2.5"), "10².⁵"),
        ("raised", ("١٠", "٢"), "١٠²"),
        ("lowered", ("10", "2"), "10₂"),
        ("before", ("10", "1"), "¹10"),
        ("raised", ("m", "2"), "m2"),
        ("lowered", ("CO", "2"), "CO2"),
        ("raised", ("Party", "th"), "Partyth"),
        ("raised", ("", "102"), "102"),
        ("on the line", ("10", "2"), "102"),
    ],
)
def test_word_files(how: str, parts: tuple[str, str], shown: str) -> None:
    body = p(r("No more than "), *_WORD[how](*parts), r(" units."))
    (block,) = READERS["docx"].read(docx(body, styles=_STYLES), "draft.docx").blocks
    assert block.text == f"No more than {shown} units."


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("10<sup>2</sup> and 5<sub>1</sub>", "10² and 5₁"),
        ("10<span style='vertical-align: super'>2</span>", "10²"),
        ("10<b class=c2>2</b>", "10²"),
        ("3<sup>1</sup>/<sub>2</sub> of 10<sup>−<b>6</b></sup>5<sup>3</sup>", "3¹/2 of 10⁻⁶5³"),
        ("<s>10</s><sup>2</sup> 5<s>,</s><sup>2</sup>", "2 5²"),
        ("m<sup>2</sup>, CO<sub>2</sub>, x<sub>1</sub><sup>2</sup>, 5<sup>th</sup>", "m2, CO2, x₁², 5th"),
    ],
)
def test_web_pages(body: str, shown: str) -> None:
    page = f"<!doctype html><style>.c2{{vertical-align:super}}</style><p>{body}"
    assert READERS["html"].read(page.encode(), "draft.html").blocks[0].text == shown


@pytest.mark.parametrize(
    ("rise", "before", "shown"), [(4, "10", "10²"), (-3, "10", "10₂"), (4, "m", "m2"), (0, "10", "102")]
)
def test_pdf(rise: float, before: str, shown: str) -> None:
    text = f"No more than {before}"
    pieces = T(60, 700, text, font="C"), T(60 + 6 * len(text), 700 + rise, "2", 6 if rise else 10, "C")
    lines = [T(60, y, "Each State Party shall report every year.", font="C") for y in range(500, 700, 12)]
    text = " ".join(block.text for block in READERS["pdf"].read(pdf([*pieces, *lines]), "draft.pdf").blocks)
    assert f"No more than {shown}" in text, text
