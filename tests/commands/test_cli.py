"""The command line: options, messages, exit statuses, what is written where."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

import making
from treatydiff import __version__, cli
from treatydiff.commands import COMMANDS
from treatydiff.commands.common import CommandRun, moment
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import RenderOptions

DRAFTS = Path(__file__).parents[2] / "drafts"
FIRST, SECOND = (str(DRAFTS / name) for name in ("2025-03-zero-draft.docx", "2025-09-revised-draft.docx"))

OLD = making.CONVENTION
NEW = OLD.replace("may intercept", "shall intercept").replace("serious offences", "any offence")


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two drafts in the working folder that differ in article 2, paragraph 1."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD)
    Path("new.txt").write_text(NEW)
    return "old.txt", "new.txt"


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


# --------------------------------------------------------------------------------------------------------- statuses


def test_comparing_ends_with_0_though_the_drafts_differ(pair: tuple[str, str]) -> None:
    assert run("compare", *pair) == 0


def test_with_exit_code_it_ends_with_1_when_the_drafts_differ(pair: tuple[str, str]) -> None:
    assert run("compare", *pair, "--exit-code") == 1


def test_with_exit_code_it_ends_with_0_when_they_do_not(pair: tuple[str, str]) -> None:
    assert run("compare", pair[0], pair[0], "--exit-code") == 0


def test_exit_code_looks_only_at_what_is_selected(pair: tuple[str, str]) -> None:
    assert run("compare", *pair, "--exit-code", "--article", "3") == 0
    assert run("compare", *pair, "--exit-code", "--article", "2") == 1


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["compare", "old.txt", "none.txt"], "none.txt: no such file", "check the path"),
        (["compare", "old.txt", "empty.txt"], "empty.txt: empty file", ""),
        (["compare", "old.txt", "new.odd"], "new.odd: unknown type .odd", "treatydiff reads"),
        (["compare", "old.txt"], "a comparison needs two drafts", "old.txt"),
        (["old.txt"], "a comparison needs two drafts", "old.txt"),
        (["compare", "-", "-"], "standard input can be one draft only", ""),
        (["compare", "old.txt", "new.txt", "-f", "jsn"], "unknown format 'jsn'", "did you mean json?"),
        (["compare", "old.txt", "new.txt", "-o", "out.odd"], "no format has the suffix .odd", "-f is one of terminal"),
        (["compare", "old.txt", "new.txt", "-o", "new.txt"], "new.txt: is one of the drafts", "another name"),
        (["compare", "old.txt", "new.txt", "-f", "json", "-o", "folder"], "folder: is a folder", "names a file"),
        (["compare", "old.txt", "new.txt", "-f", "json", "-o", "no/x.json"], "no such folder: no", ""),
        (["compare", "old.txt", "new.txt", "--article", "9"], "no article 9 in these drafts", "treatydiff outline"),
        (["compare", "old.txt", "new.txt", "--theme", "surveilance"], "no such theme", "did you mean surveillance?"),
        (["compare", "old.txt", "new.txt", "--profile", "nobody"], "nobody: no such profile", "civil-society"),
        (["compare", "old.txt", "new.txt", "--align", "none.csv"], "none.csv: No such file or directory", ""),
        (["compare", "old.txt", "new.txt", "--align", "map.csv"], "map.csv:3: the old draft has no article 9", ""),
        (["compare", "old.txt", "new.txt", "--align", "latin.csv"], "latin.csv: not UTF-8 text", "CSV UTF-8"),
        (["compare", "old.txt", "new.txt", "--date", "soon"], "--date soon: not a date", "2024-08-09"),
        (["compare", "old.txt", "new.txt", "--lang", "la"], "Invalid value for '--lang': 'la'", "compare --help"),
        (["compare", "old.txt", "new.txt", "--articel", "2"], "No such option: --articel", "compare --help"),
        (["themes", "surveillance/bulky"], "surveillance/bulky: no such theme", "did you mean surveillance/bulk?"),
        (["themes", "x"], "x: no such theme", "choose from criminalisation, data-sharing"),
        (["themes", "--themes", "none"], "none: no such folder of themes", ""),
        (
            ["compare", "old.txt", "new.txt", "--summary"],
            "--summary is for Word documents, and this is terminal",
            "-o FILE.docx",
        ),
        (["compare", "old.txt", "new.txt", "-f", "json", "--no-verify"], "--no-verify is for Word documents", ""),
        (["compare", "old.txt", "new.txt", "-f", "csv", "--layout", "synoptic"], "--layout is for Word documents", ""),
        (["compare", "old.txt", "new.txt", "-o", "x.docx", "--layout", "table"], "'table' is not one of", ""),
        (["verify", "old.txt", "--old", "old.txt", "--new", "new.txt"], "old.txt: not a Word document", ""),
        (["verify", "old.txt"], "Missing option '--old'", "verify --help"),
        (["compare", "folder"], "folder: no draft in this folder", ""),
        (["compare"], "Missing argument 'OLD'", "compare --help"),
        (["compera"], "No such command 'compera'", "treatydiff --help"),
    ],
)
def test_trouble_is_one_line_a_hint_and_status_2(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], arguments: list[str], error: str, hint: str
) -> None:
    Path("empty.txt").write_text("\n")
    Path("new.odd").write_text(NEW)
    Path("folder").mkdir()
    Path("map.csv").write_text("old,new\n1,1\n9,2\n")
    Path("latin.csv").write_bytes("old,new,heading\n1,1,Sécurité\n".encode("latin-1"))
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, *rest = err.splitlines()
    assert first.startswith("treatydiff: error: ")
    assert error in first
    assert len(rest) <= 1
    assert hint in "".join(rest)
    assert all(line.startswith("hint: ") for line in rest)


def test_a_bug_is_status_2_and_says_so(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("treatydiff.compare"), "align", lambda *_: 1 / 0)
    assert run("compare", *pair) == 2
    err = capsys.readouterr().err
    assert err.startswith("treatydiff: error: internal error: ZeroDivisionError: division by zero\nhint: this is a bug")
    assert "Traceback" not in err
    assert run("compare", *pair, "--debug") == 2
    assert "Traceback" in capsys.readouterr().err


def test_what_the_system_refuses_is_status_2(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("there.json").symlink_to("/dev/full")
    assert run("compare", *pair, "-f", "json", "-o", "there.json") == 2
    assert "No space left on device" in capsys.readouterr().err


def test_ctrl_c_ends_with_130(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("treatydiff.compare"), "align", interrupted)
    assert run("compare", *pair) == 130


def test_a_broken_pipe_ends_with_141_and_without_a_word(pair: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "treatydiff", "compare", *pair]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_no_command_shows_the_help_and_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "Usage: treatydiff" in capsys.readouterr().out


# ------------------------------------------------------------------------------------------------- version and help


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["compare", "-V"], ["outline", "--version"]])
def test_the_version(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(*arguments) == 0
    assert capsys.readouterr().out == f"treatydiff {__version__}\n"


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], *([command, "-h"] for command in COMMANDS)])
def test_help_is_plain_text_on_stdout(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(*arguments) == 0
    out, err = capsys.readouterr()
    assert "Usage: treatydiff" in out
    assert "\x1b" not in out
    assert err == ""


def test_every_command_has_the_common_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS
    for command in COMMANDS:
        run(command, "-h")
        out = capsys.readouterr().out
        of_reading = () if command in NO_DRAFT else ("--lang", "--revisions")
        for name in (*of_reading, "--config", "-q", "-v", "--debug", "--color", "--pager", "-V", "-h"):
            assert name in out, (command, name)


NO_DRAFT = ("completion", "config-git", "schema")
"""Commands that read no draft."""


@pytest.mark.parametrize(
    ("argument", "unwanted"),
    [
        ("--version", ("typer", "rich", "dataclasses")),
        (
            "--help",
            (
                "pydantic",
                "rich",
                "lxml",
                "treatydiff.model",
                "treatydiff.text.languages",
                "zipfile",
                "http.server",
                "_hashlib",
            ),
        ),
    ],
)
def test_help_and_version_load_nothing_that_takes_time(argument: str, unwanted: tuple[str, ...]) -> None:
    program = "import sys; from treatydiff.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program, argument], capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert not [name for name in unwanted if name in loaded]


TEXTS = ["old.txt", "new.txt"]


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (
            TEXTS,
            "rich.console rich.table lxml zipfile docx pydantic treatydiff.readers.sandbox http multiprocessing "
            "_hashlib",
        ),
        ([*TEXTS, "-f", "json"], "rich lxml zipfile docx pydantic treatydiff.renderers.text.typeset"),
        ([FIRST, SECOND, "-o", "out.docx", "--no-verify"], "treatydiff.word.proof.verify rich docx pydantic pypdfium2"),
        (["old.txt", FIRST, "-o", "out.docx"], "docx rich"),
    ],
)
def test_a_comparison_loads_nothing_that_it_does_not_use(arguments: list[str], unwanted: str, tmp_path: Path) -> None:
    for name in TEXTS:
        (tmp_path / name).write_text(f"Article 1\nUse\n\nEach Party shall act ({name}).\n", "utf-8")
    program = "import sys; from treatydiff.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "compare", *arguments, "--config", "none", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "treatydiff.compare" in done.stderr.split()
    assert not {*unwanted.split()} & {*done.stderr.split()}


# ------------------------------------------------------------------------------------------------- what is compared


def test_standard_input_is_a_draft(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEW.encode())))
    assert run("compare", pair[0], "-") == 0
    assert "[-may-]{+shall+}" in capsys.readouterr().out


def test_three_drafts_are_a_series_of_two_comparisons(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", pair[0], pair[1], pair[0], "-f", "json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "treatydiff/series/1"
    assert [(r["old"]["path"], r["new"]["path"]) for r in value["reports"]] == [pair, pair[::-1]]


def test_only_substantive_hides_the_rest_and_says_how_much(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("new.txt").write_text(NEW.replace("every year to review", "every  year, to review").replace("prevent", "stop"))
    assert run("compare", *pair, "--only", "substantive") == 0
    out = capsys.readouterr().out
    assert "[-prevent-]{+stop+}" in out
    assert "Article 3" not in out
    assert "Hidden: 1 editorial" in out


def test_a_concordance_that_was_corrected_is_read_back(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("concordance", *pair, "-o", "map.csv") == 0
    text = Path("map.csv").read_text("utf-8-sig")
    assert '"3","3"' in text
    Path("map.csv").write_text(text.replace('"3","3"', '"3",""') + '"","3","","","","",""\r\n', "utf-8-sig")
    assert run("concordance", *pair, "--align", "map.csv", "-f", "json") == 0
    rows = json.loads(capsys.readouterr().out)["concordance"]
    assert {row["relation"] for row in rows[-2:]} == {"inserted", "deleted"}


def test_an_article_may_be_chosen_by_its_number(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", *pair, "--article", "2", "-f", "json") == 0
    value = json.loads(capsys.readouterr().out)
    assert {change["new"]["article"] for change in value["changes"]} == {"2"}
    assert value["selection"]["articles"] == ["2"]


# ------------------------------------------------------------------------------------------------ what is looked for


def test_the_themes_are_listed_and_one_of_them_or_one_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("themes") == 0
    listed = capsys.readouterr().out
    assert "Surveillance powers" in listed
    assert run("themes", "surveillance") == 0
    explained = capsys.readouterr().out
    assert run("themes", "surveillance/bulk", "--lang", "en") == 0
    rule = capsys.readouterr().out
    assert "  source  " not in listed
    assert explained.count("  source ") > rule.count("  source ") == 1
    assert "bulk" in rule
    assert "French" in explained
    assert "French" not in rule


def test_a_theme_of_the_user_s_own_is_listed_with_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "oceans.toml").write_text("""
title = "Oceans"
about = "Fish."
measure = "protection"
[terms.fish]
reading = "Fish."
en = ["fish*"]
[[rules]]
name = "fish"
reads = "words"
term = "fish"
coming = ["strengthens", "fish are named"]
severity = "low"
why = "Fish matter."
source = "Us"
""")
    assert run("themes", "--themes", tmp_path, "-f", "json", "--profile", "neutral") == 0
    value = json.loads(capsys.readouterr().out)
    assert "oceans" in {theme["name"] for theme in value["themes"]}
    assert {o["adverse"] for t in value["themes"] for r in t["rules"] for o in r["outcomes"]} == {None}


# ------------------------------------------------------------------------------------------------- what is for Word


def test_the_options_for_word_reach_the_renderer(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[RenderOptions] = []

    def render(renderer: object, subject: object, options: RenderOptions) -> bytes:
        asked.append(options)
        return b""

    monkeypatch.setattr("treatydiff.renderers.Renderer.render", render)
    words = "--comments findings --formatting tracked --summary --layout synoptic --moves plain --no-verify".split()
    words += ["--author", "Us", "--date", "2024-08-09"]
    assert run("compare", *pair, "-o", "x.docx") == 0
    assert run("compare", *pair, "-o", "x.docx", *words) == 0
    assert asked == [
        RenderOptions(date=asked[0].date, checkout=asked[0].checkout),
        RenderOptions(author="Us", date="2024-08-09T00:00:00Z", comments="findings", summary=True, layout="synoptic",
                      formatting="tracked",
                      moves="plain", verify=False, checkout=asked[0].checkout),
    ]  # fmt: skip


def test_a_setting_for_word_waits_until_a_word_document_is_asked_for(
    pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("treatydiff.toml").write_text("[compare]\nsummary = true\n")
    monkeypatch.setenv("TREATYDIFF_LAYOUT", "synoptic")
    assert run("compare", *pair) == 0


# ------------------------------------------------------------------------------------------------- what is proved


def test_a_redline_that_keeps_its_promise_is_proved_and_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    redline = tmp_path / "redline.docx"
    assert run("compare", FIRST, SECOND, "-o", redline) == 0
    assert re.search(r"wrote .*redline\.docx: \d+ changes, \d+ moves, proved; no comments\n", capsys.readouterr().err)
    assert run("verify", redline, "--old", FIRST, "--new", SECOND) == 0
    assert capsys.readouterr().out.startswith("proved: accepting all of")


def test_one_that_does_not_is_not_proved_says_where_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", SECOND, "--old", FIRST, "--new", SECOND, "-f", "json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["proved"] is False
    assert {failure["law"] for failure in value["failures"]} == {"reject"}
    assert run("verify", SECOND, "--old", FIRST, "--new", SECOND) == 1
    assert capsys.readouterr().out.startswith("not proved: ")


def test_a_proof_is_never_written_over_what_is_proved(tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    redline.write_bytes(Path(SECOND).read_bytes())
    assert run("verify", redline, "--old", FIRST, "--new", SECOND, "-f", "json", "-o", redline) == 2
    assert redline.read_bytes() == Path(SECOND).read_bytes()


# -------------------------------------------------------------------------------------------------- what is written


def test_the_suffix_chooses_the_format(pair: tuple[str, str]) -> None:
    assert run("compare", *pair, "-o", "redline.json") == 0
    assert json.loads(Path("redline.json").read_text())["schema"] == "treatydiff/report/1"


def test_but_the_format_that_is_asked_for_wins(pair: tuple[str, str]) -> None:
    assert run("compare", *pair, "-f", "json", "-o", "redline.txt") == 0
    assert Path("redline.txt").read_text().startswith("{")


def test_a_file_is_replaced_whole_and_keeps_its_permissions(pair: tuple[str, str]) -> None:
    target = Path("redline.json")
    target.write_text("old")
    target.chmod(0o640)
    assert run("compare", *pair, "-o", target) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(os.listdir()) == ["new.txt", "old.txt", "redline.json"]


def test_but_nothing_is_left_behind_when_writing_fails(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    assert run("compare", *pair, "-o", "redline.json") == 2
    assert sorted(os.listdir()) == ["new.txt", "old.txt"]


def test_a_draft_is_not_overwritten_under_another_name(pair: tuple[str, str]) -> None:
    Path("link.txt").symlink_to("old.txt")
    os.link("new.txt", "hard.txt")
    for name in ("link.txt", "hard.txt", "./old.txt"):
        assert run("compare", *pair, "-f", "json", "-o", name) == 2
    assert Path("old.txt").read_text() == OLD
    assert Path("new.txt").read_text() == NEW


def test_a_device_is_written_to_and_not_replaced(pair: tuple[str, str]) -> None:
    assert run("compare", *pair, "-f", "json", "-o", os.devnull) == 0
    assert not Path(os.devnull).is_file()


def test_a_piped_redline_has_80_columns_and_no_colour(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("compare", *pair)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("color", "environment", "colored"),
    [
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "0"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_color_is_decided_by_the_option_then_by_the_environment(
    color: str, environment: dict[str, str], colored: bool
) -> None:
    assert CommandRun(color=color, environment=environment).colored("") is colored


def test_the_words_of_the_user_are_made_visible_in_messages(capsys: pytest.CaptureFixture[str]) -> None:
    run("compare", "a\x1b[31m.txt", "b.txt")
    assert "a\\x1b[31m.txt: no such file" in capsys.readouterr().err


def test_quiet_says_nothing_and_verbose_says_what_takes_how_long(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("sub").mkdir()
    Path("sub/a-2020-01-01.txt").write_text(OLD)
    Path("sub/b-2021-01-01.txt").write_text(NEW)
    assert run("compare", "sub", "-q") == 0
    assert capsys.readouterr().err == ""
    assert run("compare", "sub") == 0
    assert capsys.readouterr().err == "treatydiff: sub: in order of date: a-2020-01-01.txt, b-2021-01-01.txt\n"
    assert run("compare", *pair, "-v") == 0
    assert "treatydiff: comparing old.txt with new.txt: 0." in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------- date and settings


def test_the_date_of_tracked_changes_is_what_is_given_else_the_epoch_else_now() -> None:
    assert moment("2024-08-09", {}) == "2024-08-09T00:00:00Z"
    assert moment("2024-08-09T10:00:00+02:00", {"SOURCE_DATE_EPOCH": "0"}) == "2024-08-09T08:00:00Z"
    assert moment("", {"SOURCE_DATE_EPOCH": "86400"}) == "1970-01-02T00:00:00Z"
    now = datetime.fromisoformat(moment("", {}))
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


@pytest.mark.parametrize("epoch", ["soon", "99999999999999999999"])
def test_but_an_epoch_that_is_none_is_an_error(epoch: str) -> None:
    with pytest.raises(TreatydiffError, match="SOURCE_DATE_EPOCH"):
        moment("", {"SOURCE_DATE_EPOCH": epoch})


def test_settings_come_below_the_environment_and_the_command_line(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("treatydiff.toml").write_text('color = "always"\n[compare]\nformat = "json"\n')
    run("compare", *pair)
    assert capsys.readouterr().out.startswith("{")
    run("compare", *pair, "-f", "terminal")
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("TREATYDIFF_COLOR", "never")
    monkeypatch.setenv("TREATYDIFF_FORMAT", "terminal")
    run("compare", *pair)
    assert "\x1b[" not in capsys.readouterr().out
    run("compare", *pair, "--color", "always", "--config", "none")
    assert "\x1b[" in capsys.readouterr().out


@pytest.mark.parametrize("setting", ['theme = ["surveillance", "safeguards"]', 'theme = "surveillance"\nverify = true'])
def test_a_setting_may_be_a_list_and_a_list_may_be_a_word(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], setting: str
) -> None:
    Path("mine.toml").write_text(f'format = "json"\n{setting}')
    assert run("compare", *pair, "--config", "mine.toml") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["selection"]["themes"] == ["surveillance", "safeguards"][: 1 + setting.count(",")]


@pytest.mark.parametrize(
    ("variable", "value", "seen"),
    [
        ("THEME", "surveillance", {"themes": ["surveillance"]}),
        ("THEME", "surveillance safeguards", {"themes": ["surveillance", "safeguards"]}),
        ("THEME", "", {"themes": []}),
        ("ONLY", "substantive", {"only": "substantive"}),
    ],
)
def test_the_environment_sets_options_lists_parted_by_blanks(
    pair: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    seen: dict[str, object],
) -> None:
    monkeypatch.setenv(f"TREATYDIFF_{variable}", value)
    assert run("compare", *pair, "-f", "json") == 0
    selection = json.loads(capsys.readouterr().out)["selection"]
    assert {key: selection[key] for key in seen} == seen


@pytest.mark.parametrize("value", ["1", "true", "yes", "0", "false", "no"])
def test_switches_in_the_environment_are_words_for_yes_and_no(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("TREATYDIFF_EXIT_CODE", value)
    assert run("compare", *pair) == int(value in ("1", "true", "yes"))


def test_the_command_line_undoes_what_the_environment_says(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYDIFF_THEME", "surveillance")
    Path("treatydiff.toml").write_text('lang = "en"\ntheme = "criminalisation"')
    assert run("compare", *pair, "-f", "json", "--theme", "safeguards") == 0
    assert json.loads(capsys.readouterr().out)["selection"]["themes"] == ["safeguards"]


def test_the_variable_that_names_the_pager_is_no_switch(pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATYDIFF_PAGER", "cat")
    assert run("compare", *pair) == 0


def test_every_variable_is_that_of_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    every = re.findall(r"TREATYDIFF_[A-Z_]+", (Path(__file__).parents[2] / "docs" / "settings.md").read_text())
    assert every
    for variable in every:
        if variable not in ("TREATYDIFF_CORPUS", "TREATYDIFF_PAGER"):
            assert run("compare", f"--{variable.removeprefix('TREATYDIFF_').lower().replace('_', '-')}", "x", "-h") == 0


def test_a_setting_for_one_command_does_not_reach_another(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("treatydiff.toml").write_text('[compare]\nformat = "json"\n')
    assert run("concordance", *pair) == 0
    assert capsys.readouterr().out.startswith("old ")


def test_two_drafts_without_a_command_are_compared(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(drafts)
    two = ["2025-09-revised-draft.docx", "2026-02-further-revised-draft.docx"]
    assert cli.main([*two, "--only", "substantive"]) == 0
    assert "── Redline" in capfd.readouterr().out


def test_a_word_that_is_neither_command_nor_draft_is_still_a_mistake(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compair", "old", "new"]) == 2
    assert "No such command 'compair'" in capfd.readouterr().err


def test_an_address_is_to_be_saved_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "https://example.org/old.pdf", "new.pdf"]) == 2
    assert "save it first: treatydiff never uses the network" in capfd.readouterr().err


def test_a_pipe_is_as_wide_as_columns_says(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert cli.main(["outline", str(drafts / "2025-09-revised-draft.docx")]) == 0
    assert max(map(len, capfd.readouterr().out.splitlines())) <= 50


def test_a_wrong_value_in_a_settings_file_names_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("treatydiff.toml").write_text('color = "never"\n\n[compare]\nonly = "substantiv"\n')
    assert cli.main(["compare", "a.docx", "b.docx"]) == 2
    err = capfd.readouterr().err
    assert "treatydiff.toml:4: only = 'substantiv': no such value" in err
    assert "substantive" in err


def test_a_comparison_imports_no_adapters_of_values_and_still_refuses_wrong_ones(tmp_path: Path) -> None:
    for name in ("old.txt", "new.txt"):
        (tmp_path / name).write_text(f"Article 1\nUse\n\nEach Party shall act ({name}).\n", "utf-8")
    script = (
        "import sys; from treatydiff.cli import main; status = main(sys.argv[1:]); "
        "print(status, 'pydantic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, "compare", str(tmp_path / "old.txt"), str(tmp_path / "new.txt"), "-q"]
    for more, expected in (([], "0 False"), (["--only", "substantive"], "0 False"), (["--only", "nothing"], "2 True")):
        out = [*more, "--output", str(tmp_path / "out.json")]
        done = subprocess.run([*command, *out], capture_output=True, text=True, check=False)
        assert done.stdout.strip() == expected, done.stderr


def test_no_command_s_summary_is_cut_off_at_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert "  compare " in said
    assert not [line for line in said.splitlines() if line.endswith("...") and not line.startswith("Usage")]


def test_a_page_is_opened_only_for_somebody_who_sits_at_a_terminal(
    pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    assert run("compare", *pair, "-o", "page.html", "--open") == 0
    assert "page.html was not opened: this is not a terminal" in capsys.readouterr().err
    assert shown == []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("compare", *pair, "-o", "page.html", "--open") == 0
    assert run("compare", *pair, "-o", "site/", "--open") == 0
    assert [Path(each).name for each in shown] == ["page.html", "index.html"]
    assert all(each.startswith("file://") for each in shown)
    assert run("compare", *pair, "--open") == 2


def test_help_and_version_are_answered_as_other_programs_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("version") == 0
    assert capsys.readouterr().out == f"treatydiff {__version__}\n"
    assert run("help", "compare") == 0
    named = capsys.readouterr().out
    assert run("compare", "--help") == 0
    assert named == capsys.readouterr().out
    assert run("help") == 0
    assert "precedents" in capsys.readouterr().out
