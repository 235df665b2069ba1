from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from making import article, draft
from treatydiff import __version__
from treatydiff.errors import DataError
from treatydiff.gate import lock
from treatydiff.gate.lock import Lock
from treatydiff.model import Block, Draft

RED = draft(article("1", "Purpose", "To agree."), label="A/1", symbol="A/1", date="2026-01-02", data=b"red")


def blocks(*texts: str, number: str = "") -> Draft:
    return replace(RED, blocks=tuple(Block(text, number) for text in texts))


def test_a_lock_file_reads_back_what_was_written(tmp_path: Path) -> None:
    entries = (lock.entry(RED), lock.entry(replace(RED, path="b.docx", data=b"blue")))
    (tmp_path / lock.FILE).write_bytes(lock.dump(entries))
    assert set(lock.load(tmp_path / lock.FILE).entries) == set(entries)
    assert lock.load(tmp_path / lock.FILE).tool == __version__


def test_it_is_json_with_a_draft_a_line_in_order_of_name() -> None:
    entries = [lock.entry(replace(RED, path=f"{name}.docx")) for name in ("c", "a", "b")]
    text = lock.dump(entries).decode()
    assert [each["path"] for each in json.loads(text)["drafts"]] == ["a.docx", "b.docx", "c.docx"]
    assert sum('"path"' in line for line in text.splitlines()) == 3
    assert lock.dump(reversed(entries)) == lock.dump(entries)


def test_an_empty_folder_has_a_lock_file_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).write_bytes(lock.dump(()))
    assert lock.load(tmp_path / lock.FILE).entries == ()


def test_without_a_lock_file_no_draft_is_known(tmp_path: Path) -> None:
    assert lock.load(tmp_path / lock.FILE) == Lock()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "not json",
        '{"schema": "treatydiff/lock/9", "tool": "t", "drafts": []}',
        '{"schema": "treatydiff/lock/1", "tool": "t", "drafts": [{"path": "a"}]}',
        '{"schema": "treatydiff/lock/1", "tool": "t", "drafts": {"a": 1}}',
        '{"schema": "treatydiff/lock/1", "drafts": []}',
    ],
)
def test_a_faulty_lock_file_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / lock.FILE).write_text(text)
    with pytest.raises(DataError, match="not a lock file") as error:
        lock.load(tmp_path / lock.FILE)
    assert "--update-lock" in error.value.hint


@pytest.mark.parametrize("path", ["../x.docx", "/etc/passwd", "a/../../b.docx", "./b.docx", "a\\b.docx", "..", ""])
def test_a_lock_file_cannot_name_a_file_elsewhere(tmp_path: Path, path: str) -> None:
    (tmp_path / lock.FILE).write_bytes(lock.dump([replace(lock.entry(RED), path=path)]))
    with pytest.raises(DataError, match="not the name of a file in the folder"):
        lock.load(tmp_path / lock.FILE)


def test_layout_is_not_words_but_numbers_and_every_letter_are() -> None:
    words = lock.text_sha256(blocks("Each Party", "shall act."))
    assert words == lock.text_sha256(blocks("Each  Party shall", "act."))
    assert words == lock.text_sha256(blocks("Each Party shall act.\u00a0"))
    assert words != lock.text_sha256(blocks("Each Party", "shall act.", number="1."))
    assert words != lock.text_sha256(blocks("Each Party", "shall not act."))
    assert words != lock.text_sha256(blocks("Each Party", "Shall act."))
    assert words != lock.text_sha256(blocks("Each Party", "[shall] act."))


def test_composed_and_decomposed_letters_are_the_same_words() -> None:
    assert lock.text_sha256(blocks("l\u2019\u00c9tat")) == lock.text_sha256(blocks("l\u2019E\u0301tat"))


def test_a_draft_without_paragraphs_is_told_by_its_provisions() -> None:
    other = draft(article("1", "Purpose", "To disagree."))
    assert lock.text_sha256(RED) != lock.text_sha256(other)


def test_a_changed_draft_fails_and_a_re_saved_one_does_not() -> None:
    known, again = (lock.entry(blocks("To agree.")), lock.entry(blocks("To disagree.")))
    changed, resaved = (lock.alert(known, now, "drafts/a.docx", __version__) for now in (again, known))
    assert (changed.rule, changed.fails) == ("lock/changed", True)
    assert (resaved.rule, resaved.fails) == ("lock/resaved", False)
    assert "a published draft was changed silently" in changed.message
    older = lock.alert(known, again, "a.docx", "0.0.1").message
    assert ("treatydiff 0.0.1" in older, "treatydiff" in changed.message) == (True, False)


def test_what_is_no_longer_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    entries = tuple(replace(lock.entry(RED), path=name) for name in ("a.docx", "b.docx"))
    (alert,) = lock.missing(Lock(entries), tmp_path)
    assert (alert.rule, alert.fails) == ("lock/missing", False)
    assert alert.message.startswith("b.docx: ")


def test_a_hostile_name_stays_inside_its_string() -> None:
    name = 'a"\x1b\u202e##[x]\n.docx'
    text = lock.dump([replace(lock.entry(RED), path=name)]).decode()
    assert json.loads(text)["drafts"][0]["path"] == name
    assert not {"\x1b", "\u202e"} & set(text)
    assert "##[" not in text
