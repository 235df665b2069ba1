"""Cross-references in the six languages."""

from __future__ import annotations

import pytest

from treatydiff.references.grammar import Citation, find_citations

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
