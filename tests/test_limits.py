"""A duty that ties data to one use, and a leave without it: less is bound, and more may be done."""

from __future__ import annotations

import pytest

from test_exchanges import judged, sides
from treatydiff.judging.merging import worse

TIED = [
    # language, {tied|free}
    ("en", "Personal data transmitted {shall only|may} be used for the investigation named in the request."),
    ("en", "Data {shall be used exclusively|may be used} for the purposes of the request."),
    (
        "fr",
        "Les données transmises {ne doivent être utilisées que|peuvent être utilisées} pour l'enquête nommée "
        "dans la demande.",
    ),
    ("es", "Los datos transmitidos {se utilizarán únicamente|podrán utilizarse} para la investigación indicada."),
    ("es", "Los datos {se utilizarán exclusivamente|podrán utilizarse} para los fines de la solicitud."),
    ("ru", "Переданные персональные данные {должны использоваться только|могут использоваться} для этого дела."),
    ("ru", "Данные {используются исключительно|могут использоваться} для целей запроса."),
    ("zh", "所传送的个人数据{应当只|可以}用于请求所指的侦查。"),
    ("zh", "数据{应仅|可}用于请求所述目的。"),
    ("ar", "{يجب ألا تستخدم البيانات المحالة إلا|يجوز استخدام البيانات المحالة} للتحقيق المبين في الطلب."),
]


@pytest.mark.parametrize(("language", "text"), TIED)
def test_a_use_that_is_no_longer_tied_is_adverse_and_nothing_else(language: str, text: str) -> None:
    tied, free = sides(text)
    assert {worse(finding) for finding in judged(language, tied, free)} == {True}
    assert {worse(finding) for finding in judged(language, free, tied)} == {False}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Data {shall be used exclusively|may only be used} for the purposes of the request."),
        ("en", "The Party {shall not use the data unless|may use the data only if} a court has agreed."),
        ("fr", "Les données {sont utilisées exclusivement|ne peuvent être utilisées que} pour l'enquête."),
        ("es", "Los datos {se utilizarán exclusivamente|solo podrán utilizarse} para los fines de la solicitud."),
        ("ru", "Данные {используются исключительно|могут использоваться только} для целей запроса."),
        ("zh", "数据{应专门|只能}用于请求所述目的。"),
        ("ar", "{تستخدم البيانات حصرا|لا يجوز استخدام البيانات إلا} لأغراض الطلب."),
    ],
)
def test_a_use_tied_in_other_words_is_never_told_as_freed(language: str, text: str) -> None:
    assert True not in {finding.adverse for finding in judged(language, *sides(text))}
