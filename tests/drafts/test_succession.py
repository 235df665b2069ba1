"""The draft that says that it is the newer one should not stand first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from outlining import read
from treatydiff.cli import main
from treatydiff.compare import compare
from treatydiff.drafts.succession import reversed_order
from treatydiff.model import Draft

DRAFT = read("Article 1", "Lamps burn.")


def draft(symbol: str = "", date: str = "", path: str = "") -> Draft:
    return replace(DRAFT, symbol=symbol, date=date, path=path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (draft(date="2026-02-27"), draft(date="2025-09-19"), "it is dated 2026-02-27, the other 2025-09-19"),
        (draft(path="2026-02-27.txt"), draft(path="2025-09-19.txt"), "it is dated 2026-02-27, the other 2025-09-19"),
        (draft("A/AC.9/L.5/Rev.2"), draft("A/AC.9/L.5/Rev.1"), "it is A/AC.9/L.5/Rev.2, the other A/AC.9/L.5/Rev.1"),
        (draft("A/AC.9/L.5/Rev.1"), draft("A/AC.9/L.5"), "it is A/AC.9/L.5/Rev.1, the other A/AC.9/L.5"),
        (draft(date="2025-09-19"), draft(date="2026-02-27"), ""),
        (draft(date="2025-09-19"), draft(date="2025-09-19"), ""),
        (draft("A/AC.9/L.5/Rev.2"), draft("A/AC.9/L.7"), ""),
        (draft(date="2026-02-27"), draft(), ""),
    ],
)
def test_dates_revisions_and_symbols_tell_which_draft_is_newer(old: Draft, new: Draft, says: str) -> None:
    assert reversed_order(old, new) == says


def test_a_comparison_the_wrong_way_round_says_so_first() -> None:
    report = compare(draft(date="2026-02-27"), draft(date="2025-09-19"), themes=())
    said = "the first draft seems to be the newer one: it is dated 2026-02-27"
    assert report.notices[0][1].message.startswith(said)
    assert [words.startswith(said) for words in report.forewords] == [True]


def test_a_check_refuses_drafts_the_wrong_way_round_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(tmp_path / name) for name in ("2026-02-27.txt", "2025-09-19.txt")]
    for path in paths:
        Path(path).write_text("Article 1\n\nLamps\n\nThe lamps burn at night.\n", encoding="utf-8")
    assert main(["check", *paths]) == 2
    assert "seems to be the newer draft" in capsys.readouterr().err
    assert main(["check", *paths, "--any-order"]) == 0
    assert main(["check", *reversed(paths)]) == 0


@pytest.mark.parametrize(
    "command",
    [
        ["compare"],
        *(["compare", "-o", f"out.{suffix}"] for suffix in ("html", "json", "docx", "csv", "akn", "md", "xlsx")),
        ["compare", "-f", "sarif"],
        ["compare", "-o", "out.docx", "--summary"],
        ["brief"],
        ["brief", "-o", "brief.docx"],
        ["concordance"],
        ["propose"],
        ["propose", "-o", "proposal.docx"],
    ],
    ids=" ".join,
)
def test_every_output_comes_with_the_word_that_the_newer_draft_stands_first(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, word in (("2026-02-27.txt", "shall"), ("2025-09-19.txt", "may")):
        text = f"Article 1\n\nSafeguards\n\nEach Party {word} inform the person whose data are kept.\n"
        Path(name).write_text(text, encoding="utf-8")
    assert main([command[0], "2026-02-27.txt", "2025-09-19.txt", *command[1:]]) == 0
    out, err = capfd.readouterr()
    assert "seems to be the newer one" in " ".join((out + err).split())
