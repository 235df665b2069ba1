"""Language versions held against each other."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from treatydiff import cli
from treatydiff.compare import read_draft
from treatydiff.model import Draft
from treatydiff.references.outline import outline
from treatydiff.versions import versions
from treatydiff.versions.passages import passages

EN = (
    "Draft convention\n\nArticle 1\nScope\n\n1. The Parties shall reply within thirty days.\n\n"
    "2. Article 2 applies to [all] replies.\n\nArticle 2\nTerm\n\nThe Parties shall meet each month.\n"
)
FR = (
    "Projet de convention\n\nArticle 1\nChamp\n\n1. Les Parties répondent dans un délai de trente jours.\n\n"
    "2. L’article 2 s’applique à [toutes] les réponses.\n\nArticle 2\nDurée\n\nLes Parties se réunissent.\n"
)


def found(folder: Path, capsysbinary: pytest.CaptureFixture[bytes], french: str) -> dict[str, list[str]]:
    paths = [folder / "en.txt", folder / "fr.txt"]
    for path, text in zip(paths, (EN, french), strict=True):
        path.write_text(text, "utf-8")
    status = cli.main(["versions", *map(str, paths), "-f", "json", "--exit-code"])
    told = json.loads(capsysbinary.readouterr().out)
    assert told["schema"] == "treatydiff/versions/1"
    assert status == bool(told["discrepancies"])
    return {f"{one['article']} {one['aspect']}": one["said"] for one in told["discrepancies"]}


def test_versions_that_say_the_same_have_no_discrepancy(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert found(tmp_path, capsysbinary, FR) == {}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("trente jours", "soixante jours", {"1 numbers": ["30", "60"]}),
        ("trente jours", "trente mois", {"1 time": ["30 days", "912.5 days"]}),
        ("L’article 2", "L’article 3", {"1 references": ["article 2", "article 3"]}),
        (
            "\n\n2. L’article 2 s’applique à [toutes] les réponses.",
            "\n\nL’article 2 s’applique à [toutes] les réponses.",
            {"1 paragraphs": ["1, 2", "1"]},
        ),
        ("[toutes] les", "toutes les", {"1 brackets": ["[, ]", ""]}),
        ("\n\nArticle 2\nDurée\n\nLes Parties se réunissent.", "", {"2 article": ["stands here", ""]}),
    ],
)
def test_what_one_version_says_otherwise_is_told(
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    before: str,
    after: str,
    told: dict[str, list[str]],
) -> None:
    assert before in FR
    assert found(tmp_path, capsysbinary, FR.replace(before, after)) == told


def test_one_version_alone_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["versions", "en.txt"]) == 2
    assert "alone cannot be compared" in capfd.readouterr().err


def test_a_change_is_shown_with_the_passage_that_answers_to_it_in_another_language(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    old, new, french = (tmp_path / name for name in ("old.txt", "new.txt", "fr.txt"))
    old.write_text(EN, "utf-8")
    new.write_text(EN.replace("thirty", "sixty"), "utf-8")
    french.write_text(FR.replace("trente", "soixante"), "utf-8")
    for form in ("terminal", "markdown"):
        assert cli.main(["compare", str(old), str(new), "--also", str(french), "-f", form]) == 0
        told = capsysbinary.readouterr().out.decode()
        assert "Les Parties répondent dans un délai de soixante jours." in told
        assert "Les Parties se réunissent" not in told
    assert cli.main(["compare", str(old), str(new), "--also", str(french), "-f", "csv"]) == 2
    assert b"--also is for the terminal" in capsysbinary.readouterr().err


def test_in_other_forms_the_passage_stands_where_the_change_does(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    old, new, french = (tmp_path / name for name in ("old.txt", "new.txt", "fr.txt"))
    old.write_text(EN, "utf-8")
    new.write_text(EN.replace("thirty", "sixty"), "utf-8")
    french.write_text(FR.replace("trente", "soixante"), "utf-8")
    asked = ["compare", str(old), str(new), "--also", str(french)]
    says = "Les Parties répondent dans un délai de soixante jours."
    assert cli.main([*asked, "-f", "json"]) == 0
    (change,) = json.loads(capsysbinary.readouterr().out)["changes"]
    assert change["also"] == [{"draft": "fr.txt", "language": "fr", "text": says}]
    assert cli.main([*asked, "-f", "html"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert (
        f'<p class="meta also" lang="fr" dir="ltr"><span lang="en" dir="ltr">French (fr.txt):</span> {says}</p>' in page
    )
    assert page.count(says) == 1
    assert cli.main([*asked, "-o", str(tmp_path / "out.docx")]) == 0
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        comments = package.read("word/comments.xml").decode()
    assert comments.count("French (fr.txt):") == 1
    assert says in comments
    assert cli.main([*asked, "-o", str(tmp_path / "out.docx"), "--layout", "synoptic"]) == 2
    for form in ("json", "html"):
        assert cli.main(["compare", str(old), str(new), "-f", form]) == 0
        assert says not in capsysbinary.readouterr().out.decode()


SIX = {
    "en": "Draft convention\n\nArticle 1\nTerms\n\nEach Party may refuse a request.\n",
    "fr": "Projet de convention\n\nArticle 1\nTermes\n\nChaque Partie peut refuser une demande.\n",
    "es": "Proyecto de convención\n\nArtículo 1\nTérminos\n\nCada Parte podrá denegar una solicitud.\n",
    "ru": "Проект конвенции\n\nСтатья 1\nТермины\n\nКаждая Сторона может отклонить просьбу.\n",
    "zh": "公约草案\n\n第一条\n用语\n\n缔约方可拒绝请求。\n",
    "ar": "مشروع اتفاقية\n\nالمادة 1\nالمصطلحات\n\nيجوز لكل طرف أن يرفض الطلب.\n",
}
"""One sentence in six languages, each with its own word for may."""
OBLIGES = {"en": ("may", "shall"), "fr": ("peut", "doit"), "es": ("podrá", "deberá"), "ru": ("может", "должна"),
           "zh": ("可", "应"), "ar": ("يجوز", "يجب")}  # fmt: skip


def read(folder: Path, texts: dict[str, str]) -> tuple[Draft, ...]:
    drafts = []
    for code, text in texts.items():
        path = folder / f"{code}.txt"
        path.write_text(text, "utf-8")
        drafts.append(read_draft(str(path), language=code))
    return tuple(drafts)


def held(folder: Path, texts: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    found = versions(read(folder, texts)).discrepancies
    return [(one.article, one.aspect, one.said) for one in found]


@pytest.mark.parametrize("code", SIX)
def test_a_version_that_obliges_where_all_others_let_is_told(tmp_path: Path, code: str) -> None:
    assert held(tmp_path, SIX) == []
    ((_, aspect, said),) = held(tmp_path, {**SIX, code: SIX[code].replace(*OBLIGES[code])})
    assert aspect == "force"
    assert OBLIGES[code][1] in said


@pytest.mark.parametrize("code", SIX)
def test_a_version_that_lets_where_all_others_oblige_is_told(tmp_path: Path, code: str) -> None:
    obliging = {each: text.replace(*OBLIGES[each]) for each, text in SIX.items()}
    assert held(tmp_path, obliging) == []
    ((_, aspect, said),) = held(tmp_path, {**obliging, code: SIX[code]})
    assert aspect == "force"
    assert OBLIGES[code][0] in said


def test_an_obligation_that_the_verb_alone_shows_is_none_that_a_version_lacks(tmp_path: Path) -> None:
    shall = SIX["en"].replace("may", "shall")
    assert held(tmp_path, {"en": shall, "fr": SIX["fr"].replace("peut refuser", "refuse")}) == []
    clause = SIX["en"].replace("may refuse a request", "shall refuse a request that may harm its security")
    obliging = {"fr": SIX["fr"].replace("peut", "doit"), "ru": SIX["ru"].replace("может отклонить", "отклоняет")}
    assert held(tmp_path, {"en": clause, **obliging}) == []


DATES = {
    "en": "Article 1\nDate\n\nIt applies from 10 December 1982.\n",
    "fr": "Article 1\nDate\n\nIl s’applique à partir du 10 décembre 1982.\n",
    "es": "Artículo 1\nFecha\n\nSe aplica desde el 10 de diciembre de 1982.\n",
    "ru": "Статья 1\nДата\n\nОна применяется с 10 декабря 1982 года.\n",
    "zh": "第一条\n日期\n\n自一九八二年十二月十日起适用。\n",
    "ar": "المادة 1\nالتاريخ\n\nتطبق اعتبارا من 10 كانون الأول/ديسمبر 1982.\n",
}


def test_a_date_is_the_same_in_six_languages_and_another_one_is_told(tmp_path: Path) -> None:
    assert held(tmp_path, DATES) == []
    another = {**DATES, "zh": DATES["zh"].replace("十日", "十一日")}
    day, other = "1982-12-10", "1982-12-11"
    assert held(tmp_path, another) == [("1", "dates", (day, day, day, day, other, day))]
    later = {**DATES, "ru": DATES["ru"].replace("декабря 1982", "января 1983")}
    assert held(tmp_path, later)[0][2][3] == "1983-01-10"


def test_a_defined_term_that_one_version_calls_otherwise_in_an_article_is_told(tmp_path: Path) -> None:
    def draft(word: str, terms: tuple[str, ...], definition: str, use: str, stray: str = "") -> str:
        lines = [f"{word} 1\nX\n\n" + "\n\n".join(f"{n}. {definition.format(t)}" for n, t in enumerate(terms, 1))]
        for n in range(2, 6):
            lines.append(f"{word} {n}\nX\n\n{use.format(stray if stray and n == 4 else terms[0])}")
        return "\n\n".join(lines) + "\n"

    english = ("area-based tool", "genetic material", "marine protected zone")
    french = ("outil de gestion par zone", "ressource génétique", "zone marine protégée")
    russian = ("зональный инструмент", "генетический материал", "охраняемая морская зона")
    texts = {
        "en": draft("Article", english, "“{}” means a thing of its kind.", "Each Party reports on every {}."),
        "fr": draft("Article", french, "« {} » s’entend d’une chose.", "Chaque Partie rend compte de tout {}."),
        "ru": draft("Статья", russian, "«{}» означает вещь.", "Каждая Сторона сообщает про каждый {}."),
    }
    assert held(tmp_path, texts) == []
    strayed = draft("Article", french, "« {} » s’entend d’une chose.", "Chaque Partie rend compte de tout {}.",
                    stray="instrument zonal")  # fmt: skip
    assert held(tmp_path, {**texts, "fr": strayed}) == [
        ("4", "terms", ("“area-based tool” ×1", "", "“зональный инструмент” ×1"))
    ]


def test_check_fails_for_versions_that_differ_and_says_which_stands_alone(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = [tmp_path / f"{code}.txt" for code in DATES]
    for path, text in zip(paths, DATES.values(), strict=True):
        path.write_text(text, "utf-8")
    names = list(map(str, paths))
    assert cli.main(["versions", "--check", *names]) == 0
    assert capsysbinary.readouterr().out.startswith(b"PASS: 0 differences between 6 language versions")
    paths[1].write_text(DATES["fr"].replace("10", "11"), "utf-8")
    assert cli.main(["versions", "--check", *names, "-f", "json"]) == 1
    (alert,) = json.loads(capsysbinary.readouterr().out)["check"]["alerts"]
    assert (alert["rule"], Path(alert["path"]).name, alert["fails"]) == ("versions/dates", "fr.txt", True)
    capsysbinary.readouterr()
    assert cli.main(["versions", "--check", *names, "--export", f"sarif={tmp_path / 'found.sarif'}"]) == 1
    assert capsysbinary.readouterr().out.startswith(b"FAIL: 1 difference between 6 language versions")
    assert b"1982-12-11" in (tmp_path / "found.sarif").read_bytes()
    for form in ("github", "junit", "sarif", "gitlab", "rdjson"):
        assert cli.main(["versions", "--check", *names, "-f", form]) == 1
        assert b"1982-12-11" in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["versions", "--check", "en.txt"], "alone cannot be compared"),
        (["versions", "--check", "en.txt", "fr.txt", "-f", "markdown"], "-f is one of terminal, json, github"),
        (["versions", "en.txt", "fr.txt", "--export", "sarif=x.sarif"], "--export is for versions --check"),
    ],
)
def test_what_a_check_of_versions_cannot_do_is_said_in_a_line(
    options: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(options) == 2
    assert told in capfd.readouterr().err


def test_an_article_without_the_numbers_that_its_draft_prints_elsewhere_is_told(tmp_path: Path) -> None:
    def draft(word: str, bare: int) -> str:
        numbered = "1. X {0} y.\n\n2. Z {0} y.\n"
        return "\n".join(
            f"{word} {n}\nX\n\n{'X y z.' if n == bare else numbered.format(word.lower())}" for n in range(1, 5)
        )

    told = held(tmp_path, {"en": draft("Article", 3), "ru": draft("Статья", 2)})
    assert ("2", "order", ("2, 3", "3, 2")) in told
    assert told[1:] == [("2", "paragraphs", ("1, 2", "")), ("3", "paragraphs", ("", "1, 2"))]


TWO = {
    "en": "The office shall publish a report. It may propose amendments. {}",
    "fr": "Le bureau publie un rapport. Il peut proposer des amendements. {}",
    "zh": "办事处应发表报告。办事处可提出修正案。{}",
}


def test_force_is_compared_sentence_by_sentence(tmp_path: Path) -> None:
    texts = {
        code: SIX[code].split("\n\n")[1] + "\n\n1. " + text.format("").strip() + "\n" for code, text in TWO.items()
    }
    assert held(tmp_path, texts) == []
    exchanged = {**texts, "en": texts["en"].replace("shall publish", "may publish")}
    assert held(tmp_path, exchanged) == [("1", "force", ("paragraph 1: may", "paragraph 1: –", "paragraph 1: 应"))]
    other = {**texts, "zh": texts["zh"].replace("可提出", "应提出")}
    assert held(tmp_path, other) == [("1", "force", ("paragraph 1: may", "paragraph 1: peut", "paragraph 1: 应"))]


def test_sentences_are_laid_side_by_side_by_their_lengths(tmp_path: Path) -> None:
    joined = TWO["en"].format("").replace("report. It may", "report, and it may").strip()
    texts = {
        "en": SIX["en"].split("\n\n")[1] + "\n\n1. " + joined + " No boat shall leave before noon.\n",
        "fr": SIX["fr"].split("\n\n")[1] + "\n\n1. " + TWO["fr"].format("Aucun bateau ne part avant midi.") + "\n",
    }
    articles = [next(iter(outline(draft).articles)) for draft in read(tmp_path, texts)]
    rows = list(passages(articles))
    assert [[each.text.strip() for each in row if each] for row in rows] == [
        [joined, "Le bureau publie un rapport.  Il peut proposer des amendements."],
        ["No boat shall leave before noon.", "Aucun bateau ne part avant midi."],
    ]
    assert held(tmp_path, texts) == []


def test_an_idiom_that_a_version_often_has_alone_is_its_way_of_speaking(tmp_path: Path) -> None:
    """The draft itself says which words are none: what stands alone in one sentence in six is a habit."""

    def draft(word: str, heading: str, first: str, other: str, alone: int) -> str:
        return "\n\n".join(f"{word} {n}\n{heading}\n\n{first if n <= alone else other}" for n in range(1, 9)) + "\n"

    plain = ("Each Party shall send its reply.", "Cada Parte deberá enviar su respuesta.")
    may = "Cada Parte podrá enviar su respuesta."
    english = draft("Article", "X", plain[0], plain[0], 0)
    once = held(tmp_path, {"en": english, "es": draft("Artículo", "X", may, plain[1], 1)})
    assert once == [("1", "force", ("shall", "podrá"))]
    assert held(tmp_path, {"en": english, "es": draft("Artículo", "X", may, plain[1], 5)}) == []


def test_two_articles_in_each_others_place_are_told(tmp_path: Path) -> None:
    def draft(word: str, *bodies: str) -> str:
        return "\n\n".join(f"{word} {n}\nX\n\n{body}" for n, body in enumerate(bodies, 1)) + "\n"

    days = ("1. Within 30 days.\n\n2. Again within 60 days.", "1. В течение 30 дней.\n\n2. Снова в течение 60 дней.")
    years = ("After 5 years.", "Через 5 лет.")
    texts = {"en": draft("Article", "X.", days[0], years[0]), "ru": draft("Статья", "Х.", days[1], years[1])}
    assert held(tmp_path, texts) == []
    swapped = held(tmp_path, {**texts, "ru": draft("Статья", "Х.", years[1], days[1])})
    assert swapped[0] == ("2", "order", ("2, 3", "3, 2"))
    lost = held(tmp_path, {**texts, "ru": texts["ru"].replace("60", "70")})
    assert [aspect for _, aspect, _ in lost] == ["numbers"]
