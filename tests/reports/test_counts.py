"""``compare`` and ``check`` count the same changes of substance."""

from __future__ import annotations

import json

import pytest

from corpus import ROOT
from treatydiff import cli

PAIRS = [
    ("2025-03-zero-draft.docx", "2025-09-revised-draft.docx"),
    ("2025-09-revised-draft.docx", "2026-02-further-revised-draft.docx"),
]


@pytest.mark.parametrize("pair", PAIRS)
def test_check_counts_the_changes_of_substance_that_compare_counts(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(ROOT / "drafts" / name) for name in pair]
    assert cli.main(["compare", *names, "-f", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    counted = sum(change["significance"] == "substantive" for change in changes)
    assert cli.main(["check", *names]) == 1
    assert f"{counted} changes of substance" in " ".join(capsys.readouterr().out.split())
