"""Cross-references in the six languages."""

from __future__ import annotations

import pytest

from treatydiff.references.citations import Citation, find_citations

CASES = [
    ("en", "articles 7 to 11", "7 ..11"),
    ("en", "articles 6, 7, 8 and 9 of this Convention", "6 7 8 9"),
    ("en", "article 28, paragraph 2 (b), of this Convention", "28 28/2 28/2/b"),
    ("en", "paragraph 2 (b) of this article and paragraphs 3 and 4 of article 5 bis", "/2 /2/b 5 bis/3 5 bis/4 5 bis"),
    ("en", "subparagraphs (b) and (c) of paragraph 1", "/1/b /1/c /1"),
    ("en", "article 55(6ter) and article 20 ante", "55 55/6ter 20 ante"),
    ("en", "article 51 of the Charter", "!51"),
    ("en", "paragraph 1 of article 12 of the Convention on the Law of the Sea", "!12/1 !12"),
    ("en", "the articles of association and 12 members", ""),
    ("fr", "aux articles 28 et 29 et au paragraphe 2 b) de l’article 5 de la présente Convention", "28 29 5/2 5/2/b 5"),
    ("fr", "l’article premier", "premier"),
    ("fr", "au paragraphe 1 du présent article", "/1"),
    ("fr", "l’article 51 de la Charte", "!51"),
    ("es", "los artículos 7 a 11 y el párrafo 2 b) del artículo 5", "7 ..11 5/2 5/2/b 5"),
    ("es", "el artículo 51 de la Carta", "!51"),
    ("ru", "в статьях 7–11 и пункте 2 b) статьи 5 настоящей Конвенции", "7 ..11 5/2 5/2/b 5"),
    ("ru", "статьи 51 Устава", "!51"),
    ("zh", "第二十八条第二款和第七条至第十一条", "二十八 二十八/二 七 ..十一"),
    ("zh", "根据本条第一款", "/一"),
    ("zh", "《联合国宪章》第五十一条", "!五十一"),
    ("ar", "المواد من 7 إلى 11", "7 ..11"),
    ("ar", "المادتين 28 و29 والفقرة 2 (ب) من المادة 5 من هذه الاتفاقية", "28 29 5/2 5/2/ب 5"),
    ("ar", "المادة 51 من ميثاق الأمم المتحدة", "!51"),
]
"""What a passage cites; see ``brief``."""

ELSEWHERE = [
    ("en", "article 5 of the United Nations Convention against Corruption", "!5"),
    ("en", "article 17 of the International Covenant on Civil and Political Rights", "!17"),
    ("en", "article 8 of Directive (EU) 2016/680", "!8"),
    ("en", "article 22 of Regulation (EC) No 45/2001", "!22"),
    ("en", "paragraph 6 of Security Council resolution 1373 (2001)", "!/6"),
    ("en", "article 28, paragraph 2, of the Vienna Convention", "!28 !28/2"),
    ("en", "article 12, paragraph 1 (b), of that Convention", "!12 !12/1 !12/1/b"),
    ("en", "under the International Covenant on Civil and Political Rights, in particular article 17", "!17"),
    ("en", "under the Charter of the United Nations, and in particular its Articles 1 and 2", "!1 !2"),
    ("en", "the Convention on the Rights of the Child, notably articles 16 and 17 thereof", "!16 !17"),
    ("en", "pursuant to the Statute and article 36 thereof", "!36"),
    ("fr", "l’article 5 de la Convention des Nations Unies contre la corruption", "!5"),
    ("fr", "à l’article 8 de la directive (UE) 2016/680", "!8"),
    ("fr", "l’article 28, paragraphe 2, du Pacte international", "!28 !28/2"),
    ("fr", "au titre du Pacte international relatif aux droits civils et politiques, notamment l’article 17", "!17"),
    ("fr", "à l’article 6 du TUE", "!6"),
    ("es", "el artículo 5 de la Convención de las Naciones Unidas contra la Corrupción", "!5"),
    ("es", "el artículo 8 de la Directiva (UE) 2016/680", "!8"),
    ("es", "del Pacto Internacional de Derechos Civiles y Políticos, en particular el artículo 17", "!17"),
    ("ru", "статьи 5 Конвенции Организации Объединенных Наций против коррупции", "!5"),
    ("ru", "статьи 17 Международного пакта о гражданских и политических правах", "!17"),
    ("ru", "по Международному пакту о гражданских и политических правах, в частности статьи 17", "!17"),
    ("zh", "《公民及政治权利国际公约》，特别是第十七条", "!十七"),
    ("zh", "该公约第五条和第六条", "!五 !六"),
    ("ar", "المادة 17 من العهد الدولي الخاص بالحقوق المدنية والسياسية", "!17"),
    ("ar", "بموجب العهد الدولي الخاص بالحقوق المدنية والسياسية، ولا سيما المادة 17", "!17"),
]
"""References to other instruments."""

HERE = [
    ("en", "in accordance with article 5 of this Convention", "5"),
    ("en", "article 5 of this Treaty", "5"),
    ("en", "the provisions of this Convention, in particular article 17", "17"),
    ("en", "this Convention, and in particular article 17 thereof", "17"),
    ("en", "Each Party shall inform, in accordance with article 5, of the measures that it takes", "5"),
    ("en", "under the Charter of the United Nations, the Parties shall apply safeguards, in particular article 5", "5"),
    ("en", "in accordance with domestic law, in particular article 24", "24"),
    ("fr", "prend, conformément à l’article 5, des mesures de sécurité", "5"),
    ("fr", "prend conformément à l’article 5 des mesures de sécurité", "5"),
    ("fr", "la présente Convention, notamment l’article 17", "17"),
    ("es", "informará, conforme al artículo 5, de las medidas que adopte", "5"),
    ("ru", "в соответствии с настоящей Конвенцией, в частности статьи 17", "17"),
    ("zh", "根据本公约第五条", "五"),
    ("zh", "缔约方会议应决定第五条所述事项", "五"),
    ("ar", "وفقا لهذه الاتفاقية، ولا سيما المادة 17", "17"),
]
"""References to the draft itself that look like references to another instrument."""

CASES += ELSEWHERE + HERE


def brief(citation: Citation) -> str:
    """``28/2/b``; ``!``: another instrument, ``..``: the end of a range, nothing before ``/``: this article."""
    mark = "!" * citation.elsewhere + ".." * citation.range_end
    if citation.kind == "article":
        return mark + citation.number
    inner = f"{citation.paragraph}/" if citation.kind == "subparagraph" and citation.paragraph else ""
    return f"{mark}{citation.article}/{inner}{citation.number}"


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=lambda value: str(value)[:30])
def test_references_are_read_with_what_they_belong_to(language: str, text: str, expected: str) -> None:
    assert " ".join(map(brief, find_citations(text, language))) == expected


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=lambda value: str(value)[:30])
def test_a_reference_knows_where_its_number_stands(language: str, text: str, expected: str) -> None:
    assert all(text[c.start : c.end] == c.number for c in find_citations(text, language))


@pytest.mark.parametrize(
    ("language", "counted", "text", "expected"),
    [
        ("fr", "code", "à l’article L. 855-1 A et aux articles L855-1 B et 706-95-1", "L. 855-1 A L855-1 B 706-95-1"),
        ("fr", "code", "l’article L. 852-1, 3°, et l’article L. 852-2", "L. 852-1 L. 852-1/3° L. 852-2"),
        ("fr", "code", "au 3° de l’article L. 852-1 et à 20° de latitude", "L. 852-1/3° L. 852-1"),
        ("en", "code", "article 12-1 or articles 12-2 and 13", "12-1 12-2 13"),
        ("en", "", "Art. 5 ter.2 and Art. 5 ter", "5 ter.2 5 ter"),
        ("en", "section", "under § 202a, §§ 202b and 203 or sec. 5", "202a 202b 203 5"),
        ("en", "standard", "standard 4 and Standards 5 and 6", "4 5 6"),
        ("ru", "стандарт", "в соответствии со стандартом 4", "4"),
        ("zh", "标准", "按照标准四", "四"),
        ("zh", "section", "按照§ 4", "4"),
    ],
)  # fmt: skip
def test_the_units_of_codes_and_those_with_a_word_of_their_own_are_cited(
    language: str, counted: str, text: str, expected: str
) -> None:
    assert " ".join(map(brief, find_citations(text, language, counted))) == expected
