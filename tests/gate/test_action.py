"""The GitHub action, as far as it can be run here, and the files that other services read."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from treatydiff.readers import READERS

ACTION = (ROOT / "action.yml").read_text()
WORKFLOWS = ["docs/examples/workflow.yml", *(f".github/workflows/{name}.yml" for name in ("app", "ci", "nightly"))]
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text()
SCRIPT = ROOT / "scripts" / "action.sh"
DRAFT = "Draft\n\nArticle 1\nPurposes\nThe Parties may act.\n\nArticle 2\nReview\nThe Parties meet every year.\n"

needs_bash = pytest.mark.skipif(not shutil.which("bash") or os.name == "nt", reason="no bash")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of drafts that are known, and treatydiff where the action installs it: what each test has a copy of."""
    folder = tmp_path_factory.mktemp("known")
    program = folder / "temp" / "treatydiff" / "bin" / "treatydiff"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m treatydiff "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    drafts = folder / "space" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "1.txt").write_text(DRAFT)
    subprocess.run([program, "check", drafts, "--update-lock", "-q"], check=True, capture_output=True)
    return folder


@pytest.fixture
def workspace(tmp_path: Path, known: Path) -> Path:
    """A repository with a folder of drafts that are known, and treatydiff where the action installs it."""
    shutil.copytree(known, tmp_path, dirs_exist_ok=True)
    return tmp_path / "space"


def act(workspace: Path, base: str = "", **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the step that checks; its status, its output, and the outputs of the action."""
    given = {"drafts": "drafts", "new": "", "fail_on": "leaning", "themes": "", "baseline": "", "verdicts": "",
             "config": "", "sarif": "out.sarif"}  # fmt: skip
    output, summary = workspace / "output", workspace / "summary.md"
    environment = {
        **os.environ,
        **{f"TD_{name.upper()}": value for name, value in {**given, **inputs}.items()},
        "GITHUB_ACTIONS": "true",
        "GITHUB_BASE_REF": base,
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "RUNNER_TEMP": str(workspace.parent / "temp"),
    }
    done = subprocess.run(
        ["bash", str(SCRIPT), "check"], cwd=workspace, env=environment, capture_output=True, text=True, check=False
    )
    lines = output.read_text().splitlines() if output.exists() else []
    output.unlink(missing_ok=True)
    return done.returncode, done.stdout + done.stderr, dict(line.split("=", 1) for line in lines)


def written(workspace: Path) -> Path:
    """Where the action writes SARIF: not in the working folder, where a branch may have laid a link."""
    return workspace.parent / "temp" / "out.sarif"


@needs_bash
def test_the_action_passes_where_nothing_is_new(workspace: Path) -> None:
    status, output, outputs = act(workspace)
    assert (status, outputs) == (0, {"passed": "true", "sarif": str(written(workspace))})
    assert "treatydiff: PASS: no new draft" in output
    assert '"version": "2.1.0"' in written(workspace).read_text()
    assert (workspace / "summary.md").read_text().startswith("**PASS:** no new draft")


@needs_bash
def test_the_action_fails_with_an_annotation_and_still_gives_its_outputs(workspace: Path) -> None:
    (workspace / "drafts" / "1.txt").write_text(DRAFT.replace("may act", "shall act"))
    status, output, outputs = act(workspace)
    assert (status, outputs) == (1, {"passed": "false", "sarif": str(written(workspace))})
    assert "\n::error file=drafts/1.txt,title=lock/changed::1.txt: a published draft was changed silently" in output


@needs_bash
def test_two_drafts_and_themes_can_be_given(workspace: Path) -> None:
    status, output, _ = act(workspace, drafts="drafts/1.txt", new="drafts/1.txt", themes="surveillance, safeguards")
    assert status == 0
    assert "PASS: no finding; with --theme surveillance, safeguards" in output


@needs_bash
def test_trouble_is_2_and_names_no_file_that_was_not_written(workspace: Path) -> None:
    status, output, outputs = act(workspace, themes="surveilance")
    assert (status, outputs) == (2, {"passed": "false", "sarif": ""})
    assert "did you mean surveillance?" in output


@needs_bash
@pytest.mark.parametrize("name", ["drafts", "new", "fail_on", "themes", "baseline", "verdicts", "config", "sarif"])
def test_no_input_becomes_a_command_an_option_or_another_output(workspace: Path, name: str) -> None:
    hostile = "--help $(touch pwned) `touch pwned`; touch pwned\npassed=true * ../*"
    status, _, outputs = act(workspace, **{name: hostile})
    assert not (workspace / "pwned").exists()
    assert (status == 0) == (outputs["passed"] == "true")
    assert set(outputs) == {"passed", "sarif"}


SETTINGS = """
theme = "safeguards"
themes = "own"
profile = "neutral.toml"
verdicts = "harmless.jsonl"
baseline = "b.toml"
align = "pairs.toml"
revisions = "reject"
sandbox = false
limits = "10,1"
fail-on = "none"
"""


def lay_traps(workspace: Path) -> None:
    """All that a branch can bring to switch a gate off: settings, what they name, attributes, modules, plugins."""
    (workspace / "treatydiff.toml").write_text(SETTINGS)
    (workspace / "pyproject.toml").write_text(f"[tool.treatydiff]{SETTINGS}")
    (workspace / "drafts" / "treatydiff.toml").write_text(SETTINGS)
    (workspace / "neutral.toml").write_text('name = "neutral"\nadverse = []\n')
    (workspace / "harmless.jsonl").write_text('{"article": "1", "verdict": "not-adverse", "by": "me"}\n')
    (workspace / "pairs.toml").write_text('[[pair]]\nold = "1"\nnew = "2"\n')
    (workspace / ".gitattributes").write_text("* -diff export-ignore filter=none\n")
    spring = f"open({str(workspace / 'sprung')!r}, 'w')\n"
    for module in ("typer", "sitecustomize", "plugin"):
        (workspace / f"{module}.py").write_text(f"{spring}READERS = RENDERERS = {{}}\nraise SystemExit(0)\n")
    for folder in (workspace, workspace / "drafts"):
        about = folder / "plugin-1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1\n")
        points = "[treatydiff.readers]\nx = plugin:READERS\n[treatydiff.renderers]\nx = plugin:RENDERERS\n"
        (about / "entry_points.txt").write_text(points)


def commit(workspace: Path, what: str, known: str = "refs/remotes/origin/main") -> None:
    """Commit something in a repository, and have it known by that name."""
    base = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    for words in (("init", "-q"), ("add", what), ("commit", "-qm", "x"), ("update-ref", known, "HEAD")):
        subprocess.run([*base, *words], cwd=workspace, check=True, capture_output=True)


WORSE = DRAFT.replace("The Parties may act.", "The Parties shall intercept all content data.")
HARMLESS = {"place": "Article 1", "old": "The Parties may act.", "new": "The Parties shall intercept all content data.",
            "theme": "surveillance", "effect": "none", "author": "me"}  # fmt: skip


@needs_bash
@pytest.mark.parametrize(
    ("of_base", "of_branch", "status", "told"),
    [
        (HARMLESS, {}, 0, "PASS: "),
        ({}, {"v.jsonl": HARMLESS}, 1, "FAIL: "),
        ({}, {"refs/remotes/origin/main:v.jsonl": HARMLESS}, 2, "a file, and what git knows by that name"),
    ],
)
def test_verdicts_clear_what_is_unclear_where_the_base_has_them(
    workspace: Path, of_base: dict[str, str], of_branch: dict[str, dict[str, str]], status: int, told: str
) -> None:
    (workspace / "v.jsonl").write_text(json.dumps(of_base) if of_base else "")
    commit(workspace, "-A")
    (workspace / "drafts" / "2.txt").write_text(WORSE)
    for name, verdict in of_branch.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_text(json.dumps(verdict))
    given = act(workspace, base="main", fail_on="unclear", verdicts="v.jsonl")
    assert (given[0], told in given[1]) == (status, True), given[1]


@needs_bash
def test_what_a_pull_request_brings_does_not_decide_on_it(workspace: Path) -> None:
    """Settings, baseline, lock file, attributes and modules of the branch: the gate is that of the base."""
    commit(workspace, "drafts")
    (workspace / "drafts" / "2.txt").write_text(WORSE)
    program = workspace.parent / "temp" / "treatydiff" / "bin" / "treatydiff"
    fails = act(workspace, base="main", themes="surveillance", fail_on="any")
    assert fails[0] == 1, fails[1]
    subprocess.run([program, "check", "drafts", "--update-lock", "-q"], cwd=workspace, check=False, capture_output=True)
    accepting = ["--baseline", "b.toml", "--write-baseline", "--reason", "mine", "--fail-on", "any"]
    subprocess.run([program, "check", "drafts/1.txt", "drafts/2.txt", *accepting], cwd=workspace, check=False)
    lay_traps(workspace)
    commit(workspace, "-A", "HEAD")
    status, output, outputs = act(workspace, base="main", themes="surveillance", fail_on="any", baseline="b.toml")
    assert (status, outputs["passed"]) == (1, "false")
    assert "2.txt: treatydiff.lock here knows it; the lock file of refs/remotes/origin/main says otherwise" in output
    assert "b.toml: refs/remotes/origin/main has no such file, so nothing is accepted" in output
    assert not (workspace / "sprung").exists()
    shutil.rmtree(workspace / "drafts" / "plugin-1.dist-info")
    without = act(workspace, themes="surveillance", fail_on="any", baseline="b.toml")
    assert without[0] == 0, without[1]  # without a base it would pass


@needs_bash
def test_a_base_that_is_not_there_is_trouble_and_no_pass(workspace: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=workspace, check=True)
    status, output, outputs = act(workspace, base="main")
    assert (status, outputs["passed"]) == (2, "false")
    assert "fetch-depth: 0" in output


@needs_bash
def test_a_settings_file_is_read_only_where_an_input_names_it(workspace: Path) -> None:
    (workspace / "mine.toml").write_text('[check]\nfail-on = "none"\ntheme = "safeguards"\n')
    _, output, _ = act(workspace, config="mine.toml")
    assert "with theme = safeguards (mine.toml:3)" in output


def test_no_input_is_written_into_a_script() -> None:
    scripts = re.findall(r"^\s*run: (.*)$", ACTION, re.MULTILINE)
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]


def test_every_input_reaches_the_script_and_is_described() -> None:
    inputs = set(re.findall(r"^  ([a-z-]+):\n    description:", ACTION.partition("\noutputs:")[0], re.MULTILINE))
    passed = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", ACTION))
    variables = {f"TD_{name.upper().replace('-', '_')}" for name in inputs}
    page = (ROOT / "docs" / "ci.md").read_text()
    assert inputs == passed
    assert variables == set(re.findall(r"TD_[A-Z_]+", ACTION)) == set(re.findall(r"TD_[A-Z_]+", SCRIPT.read_text()))
    assert all(f"| `{name}` |" in page for name in inputs)


@pytest.mark.parametrize("path", WORKFLOWS)
def test_a_workflow_pins_every_action_and_grants_no_more_than_it_needs(path: str) -> None:
    workflow = (ROOT / path).read_text("utf-8")
    used = re.findall(r"uses: [^.]\S*@(\S+)", workflow)
    assert used
    assert [revision for revision in used if not re.fullmatch("[0-9a-f]{40}", revision)] == []
    assert re.search(r"^permissions:(?: {}|\n  contents: read)\n", workflow, re.MULTILINE)


def test_the_hook_runs_for_drafts_and_their_lock() -> None:
    found = re.search(r"^  files: '(.*)'$", HOOKS, re.MULTILINE)
    assert found
    kinds = [suffix for reader in READERS.values() if reader.in_folders for suffix in reader.suffixes]
    starts = [f"drafts/rev1{kind}" for kind in kinds]
    starts += ["drafts/REV.DOCX", "drafts/treatydiff.lock", "treatydiff-baseline.toml"]
    assert len(starts) > 10
    assert [name for name in starts if not re.search(found[1], name)] == []
    assert not [name for name in ("README.md", "drafts/README.md", "LICENSE.txt", "a.py") if re.search(found[1], name)]


@pytest.mark.parametrize(("kind", "path"), [("actions", "action.yml"), *(("workflows", path) for path in WORKFLOWS)])
def test_they_are_what_github_s_schemas_ask_for(kind: str, path: str) -> None:
    tool = shutil.which("check-jsonschema")
    if not tool:
        pytest.skip("check-jsonschema is not installed")
    command = [tool, "--builtin-schema", f"vendor.github-{kind}", str(ROOT / path)]
    subprocess.run(command, check=True, capture_output=True)
