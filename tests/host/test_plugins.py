"""What other packages add: tried with a package that a test lays down as an installer would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from corpus import DRAFTS, ROOT
from helpers.themes import SMALL
from making import CONVENTION
from treatydiff.cli import main
from treatydiff.host import plugins
from treatydiff.readers import READERS
from treatydiff.renderers import RENDERERS

MODULE = """
from treatydiff.model import Block, Reading
from treatydiff.readers import Reader
from treatydiff.renderers import Renderer

READERS = {"upside": Reader("upside", (".upside",), "a text from its end", package="upside_down")}
RENDERERS = {"count": Renderer("count", (".count",), "how many changes", package="upside_down")}
"""
READER = """
from treatydiff.model import Block, Reading

def read(data, name, options):
    return Reading(tuple(Block(line) for line in reversed(data.decode().splitlines()) if line))
"""
RENDERER = """
def render(reports, options):
    return str(sum(len(report.redline.changes) for report in reports)).encode()
"""
POINTS = """
[treatydiff.readers]
upside = {module}:READERS
[treatydiff.renderers]
upside = {module}:RENDERERS
[treatydiff.themes]
marshes = upside_down.marshes
"""


def install(folder: Path, module: str = "upside_down") -> None:
    package, about = folder / "upside_down", folder / "upside_down-1.dist-info"
    (package / "marshes").mkdir(parents=True)
    about.mkdir()
    for name, text in (("__init__", MODULE), ("upside", READER), ("count", RENDERER), ("marshes/__init__", "")):
        (package / f"{name}.py").write_text(text)
    (package / "marshes" / "detention.toml").write_text(SMALL)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: upside-down\nVersion: 1\n")
    (about / "entry_points.txt").write_text(POINTS.format(module=module))


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treatydiff", *words, "--config", "none"]
    environment = {"PYTHONPATH": f"{folder}:{ROOT / 'src'}", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_what_is_built_in_is_registered_as_another_package_would_register_it() -> None:
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert set(ours) == {plugins.READERS, plugins.RENDERERS, plugins.THEMES}
    for group, table in ((plugins.READERS, READERS), (plugins.RENDERERS, RENDERERS)):
        points = entry_points(group=group, name="treatydiff")
        assert [point.load() for point in points] == [table]


def test_a_reader_of_another_package_reads_its_kind_of_file(tmp_path: Path) -> None:
    install(tmp_path)
    draft = tmp_path / "draft.upside"
    draft.write_text("1. Each State shall keep records.\nRecords\nArticle 1\n")
    done = run(tmp_path, "outline", str(draft), "-f", "json")
    assert done.stderr == "" or "treatydiff:" in done.stderr
    assert '"Records"' in done.stdout


def test_a_renderer_of_another_package_writes_its_format_by_name_and_by_suffix(tmp_path: Path) -> None:
    install(tmp_path)
    drafts = [str(draft) for draft in DRAFTS[:2]]
    by_name = run(tmp_path, "compare", *drafts, "-f", "count")
    assert int(by_name.stdout) > 10
    assert run(tmp_path, "compare", *drafts, "-o", str(tmp_path / "a.count")).returncode == 0
    assert (tmp_path / "a.count").read_text() == by_name.stdout


def test_themes_of_another_package_are_asked_for_by_its_name(tmp_path: Path) -> None:
    install(tmp_path)
    done = run(tmp_path, "themes", "--themes", "marshes", "-f", "json")
    assert done.returncode == 0, done.stderr
    assert "detention" in {theme["name"] for theme in json.loads(done.stdout)["themes"]}
    missing = run(tmp_path, "themes", "--themes", "deserts")
    assert (missing.returncode, "deserts: no such folder of themes" in missing.stderr) == (2, True)


def test_a_package_that_cannot_be_loaded_is_one_line(tmp_path: Path) -> None:
    install(tmp_path, module="not_there")
    done = run(tmp_path, "compare", *map(str, DRAFTS[:2]), "-f", "count")
    assert done.returncode == 2
    assert "upside (not_there:READERS)" not in done.stderr
    assert "upside (not_there:RENDERERS) cannot be loaded" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_module_of_a_package_that_cannot_be_loaded_is_one_line(tmp_path: Path) -> None:
    install(tmp_path)
    (tmp_path / "upside_down" / "count.py").write_text("import not_there\n")
    done = run(tmp_path, "compare", *map(str, DRAFTS[:2]), "-f", "count")
    told = "upside_down.count cannot be loaded: ModuleNotFoundError: No module named 'not_there'"
    assert (done.returncode, told in done.stderr, "bug" in done.stderr) == (2, True, False)


def test_nobody_asks_for_entry_points_who_needs_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    monkeypatch.setattr(plugins, "_others", lambda group: asked.append(group) or ())
    drafts = [str(draft) for draft in DRAFTS[:2]]
    assert main(["compare", *drafts, "--config", "none", "-o", str(tmp_path / "a.json")]) == 0
    assert asked == []
    assert main(["compare", *drafts, "--config", "none", "-o", str(tmp_path / "a.odd")]) == 2
    assert asked == [plugins.RENDERERS]


def install_example(folder: Path) -> None:
    """The package of docs/examples/plugin as an installer lays it down: its modules, and what its metadata says."""
    example = ROOT / "docs" / "examples" / "plugin"
    project = tomllib.loads((example / "pyproject.toml").read_text("utf-8"))["project"]
    shutil.copytree(example / "src", folder, dirs_exist_ok=True)
    about = folder / "treatydiff_slack-0.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = project["entry-points"].items()
    lines = [line for group, table in points for line in (f"[{group}]", *(f"{n} = {v}" for n, v in table.items()))]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n")


def test_the_package_of_the_docs_works_in_compare_and_check_and_is_listed_in_their_help(tmp_path: Path) -> None:
    install_example(tmp_path)
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(CONVENTION)
    new.write_text(CONVENTION.replace("may intercept", "shall intercept"))
    message = run(tmp_path, "compare", str(old), str(new), "-f", "slack")
    assert message.stdout.splitlines()[0] == "*old.txt → new.txt*"
    assert "• Article 2, paragraph 1: " in message.stdout
    checked = run(tmp_path, "check", str(old), str(new), "-f", "slack", "--export", f"json={tmp_path / 'a.json'}")
    assert (checked.returncode, checked.stdout) == (1, message.stdout)
    assert "rdjson, slack" in " ".join(run(tmp_path, "compare", "--help").stdout.split())
    assert "rdjson, slack" in " ".join(run(tmp_path, "check", "--help").stdout.split())


def test_a_package_that_cannot_be_loaded_is_told_in_the_help_which_is_shown_all_the_same(tmp_path: Path) -> None:
    install(tmp_path, module="not_there")
    done = run(tmp_path, "compare", "--help")
    assert done.returncode == 0
    assert "upside (not_there:RENDERERS) cannot be loaded" in done.stderr
    assert "--format" in done.stdout
