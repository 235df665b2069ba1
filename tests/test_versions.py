"""Language versions held against each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatydiff import cli

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
    assert "nothing to be held against" in capfd.readouterr().err


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
    assert cli.main(["compare", str(old), str(new), "--also", str(french), "-f", "json"]) == 2
    assert b"--also is for the terminal" in capsysbinary.readouterr().err
