"""Settings, baselines, alignments, verdicts and locks with any content whatever end in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff import cli

_DEEP, _LONG = "[" * 100_000, "9" * 5_000
_CONTENTS = {
    "toml": [
        f"a = {_DEEP}",
        f"a = {_LONG}",
        "a = 2026-02-31",
        "\x00",
        "[[accepted]]\nexpires = 1",
        "[[link]]\nold = 1",
    ],
    "jsonl": [_DEEP, _LONG, f'{{"a": {_DEEP}', f'{{"a": {_LONG}}}', "null"],
}


_GIVEN = {"check --baseline": "toml", "compare --config": "toml", "compare --align": "toml",
          "compare --verdicts": "jsonl", "check drafts": "jsonl"}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "kind", "place"),
    [(before, kind, place) for before, kind in _GIVEN.items() for place in range(len(_CONTENTS[kind]))],
)
def test_any_content_ends_in_one_clear_line(
    before: str,
    kind: str,
    place: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    for name, verb in (("a", "may"), ("b", "shall")):
        Path(f"{name}.txt").write_text(f"Article 1\nAim\n\n1. Each Party {verb} act.\n")
    command = before.split()
    file = Path("drafts/treatydiff.lock" if command[-1] == "drafts" else f"given.{kind}")
    file.write_text(_CONTENTS[kind][place])
    assert cli.main([*command, *([] if command[-1] == "drafts" else [str(file), "a.txt", "b.txt"])]) == 2
    said = capsys.readouterr().err
    assert "internal error" not in said, said[:300]
    assert sum(line.startswith("treatydiff: error: ") for line in said.splitlines()) == 1, said[:300]
