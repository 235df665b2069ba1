"""The small files of the corpus that were made to break a reader or a writer: each does what its notes say."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import real
from docx_making import docx
from treatydiff.alignment.evidence import read_rules
from treatydiff.cli import main
from treatydiff.compare import read_draft
from treatydiff.errors import DataError
from treatydiff.front import config
from treatydiff.gate import baseline
from treatydiff.ooxml.active import active
from treatydiff.ooxml.container import Package
from treatydiff.outstanding.brackets import across, convention
from treatydiff.readers import READERS
from treatydiff.structure import build
from treatydiff.themes import load_profile

pytestmark = pytest.mark.sandbox
WORD = (
    "10-relation-without-target 11-relation-without-id 13-content-types-wrong-root 14-footnotes-are-document "
    "15-body-not-last 16-altchunk 17-dde-and-includetext 18-remote-template 19-custom-ribbon 20-activex "
    "21-broken-properties 22-zero-width-shall 23-superscript-id"
).split()
ACTING = {
    "16-altchunk": "altChunk",
    "17-dde-and-includetext": "DDEAUTO",
    "18-remote-template": "attachedTemplate",
    "19-custom-ribbon": "customUI",
    "20-activex": "ActiveX",
    "21-broken-properties": "docProps/core.xml",
}


def compare(name: str, capsysbinary: pytest.CaptureFixture[bytes], *more: str) -> bytes:
    plain = f"hostile/plain.{name.rpartition('.')[2]}"
    assert main(["compare", real(plain), real(f"hostile/{name}"), "--config", "none", "-q", *more]) == 0
    return capsysbinary.readouterr().out


@pytest.mark.parametrize("name", ["01-combining-marks", "02-bracket-chain", "03-cover-long-line"])
def test_no_text_makes_a_comparison_hang(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert b"may" in compare(f"{name}.txt", capsysbinary)


def test_a_check_does_not_pass_a_weakening_because_one_letter_is_of_another_script() -> None:
    for name in ("04-homoglyph-may", "04-plain-may"):
        arguments = [real("hostile/plain.txt"), real(f"hostile/{name}.txt"), "--config", "none", "-q"]
        assert main(["check", *arguments]) == 1


def test_what_nobody_sees_is_written_out(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert b"sh<U+200B>all" in compare("22-zero-width-shall.docx", capsysbinary, "--all")
    assert "{+␡+}act{+, sh␈all n␁ot, ␛" in compare("05-control-characters.txt", capsysbinary).decode()


@pytest.mark.parametrize("name", WORD)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_file_that_is_broken_outside_its_text_has_a_proved_redline_that_does_nothing(
    name: str, swapped: bool, tmp_path: Path
) -> None:
    drafts = [real("hostile/plain.docx"), real(f"hostile/{name}.docx")]
    redline = tmp_path / "redline.docx"
    order = drafts[::-1] if swapped else drafts
    assert main(["compare", *order, "--config", "none", "-q", "-o", str(redline)]) == 0
    assert not active(Package(redline.read_bytes(), ""))


@pytest.mark.parametrize("name", ACTING)
def test_what_acts_or_is_broken_is_told(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    report = json.loads(compare(f"{name}.docx", capsysbinary, "-f", "json"))
    assert ACTING[name] in " ".join(notice["message"] for notice in report["notices"])


def test_verify_does_not_call_a_redline_proved_that_does_what_neither_draft_does(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    old, new = real("hostile/plain.docx"), real("hostile/22-zero-width-shall.docx")
    redline = tmp_path / "redline.docx"
    assert main(["compare", old, new, "--config", "none", "-q", "-o", str(redline)]) == 0
    arguments = ["verify", str(redline), "--old", old, "--new", new, "--config", "none"]
    assert main(arguments) == 0
    with_ribbon = redline.read_bytes()
    redline.write_bytes(_plus_a_file(with_ribbon, "word/run.exe"))
    capsysbinary.readouterr()
    assert main(arguments) == 1
    assert b"proved, but not harmless" in capsysbinary.readouterr().out


def _plus_a_file(data: bytes, name: str) -> bytes:
    import zipfile

    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"MZ")
    return stream.getvalue()


@pytest.mark.parametrize("inside", ["<w:b/>", "<x>must </x>", "<!-- not -->", "<w:t>must </w:t>"])
def test_what_stands_inside_a_text_is_lost_neither_in_reading_nor_in_a_redline(inside: str, tmp_path: Path) -> None:
    for name, word in (("old", "may"), ("new", "shall")):
        texts = ("Article 1", f"Each Party {inside}{word} act.")
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
        (tmp_path / f"{name}.docx").write_bytes(docx(body))
    old, new, out = (str(tmp_path / f"{name}.docx") for name in ("old", "new", "out"))
    assert main(["compare", old, new, "--config", "none", "-q", "-o", out]) == 0
    assert main(["verify", out, "--old", old, "--new", new, "--config", "none", "-o", str(tmp_path / "said.txt")]) == 0
    lost = "must " if "must" in inside else ""
    assert f"Each Party {lost}may act." in [block.text for block in read_draft(old).blocks]


DEEP = f"a = {'[' * 50_000}"


@pytest.mark.parametrize(
    "read",
    [config._load, lambda path: baseline.load(str(path)), lambda path: read_rules(DEEP, path.name), load_profile],
    ids=["settings", "baseline", "alignment", "profile"],
)
def test_a_file_of_the_user_that_is_nested_too_deeply_is_a_line(read: Callable[[Path], object], tmp_path: Path) -> None:
    deep = tmp_path / "deep.toml"
    deep.write_text(DEEP, "utf-8")
    with pytest.raises(DataError, match=r"deep\.toml.*(nested too deeply|recursion)"):
        read(deep)


def test_thousands_of_brackets_that_are_never_closed_hold_what_follows_them_once() -> None:
    def held(many: int) -> int:
        text = "Article 1\nScope\n1. " + "[a " * many
        made = build(READERS["text"].read(text.encode(), "draft.txt"), name="draft.txt", language="en")
        return sum(pair.end.at - pair.start.at for pair in across(made, convention(made)))

    assert held(4_000) < 3 * held(2_000)
