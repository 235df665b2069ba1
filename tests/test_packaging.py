"""What is packaged, and what a package says of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from runpy import run_path

import pytest

from corpus import ROOT
from making import CONVENTION

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SDIST = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
CACHES = {".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "build", "dist"}
LEFT_OUT = CACHES | {"__pycache__", ".git", ".gitignore", "PKG-INFO", "pyproject.toml"}


def test_the_source_archive_holds_all_that_its_tests_look_at() -> None:
    packed = {entry.name for pattern in SDIST for entry in ROOT.glob(pattern.lstrip("/"))}
    here = {entry.name for entry in ROOT.iterdir()} - LEFT_OUT
    assert {"src", "tests", "benchmarks", "scripts", "action.yml"} <= packed
    assert here - packed == set()


def test_the_package_says_where_it_lives() -> None:
    urls = PROJECT["project"]["urls"]
    assert {"Homepage", "Documentation", "Changelog", "Issues"} <= urls.keys()
    assert len({url.split("/")[3] for url in urls.values()}) == 1


def test_every_package_that_a_hint_or_a_page_says_to_install_is_one_of_an_extra_s() -> None:
    """By its own name: there is no registry that has a treatydiff with extras."""
    texts = [file.read_text("utf-8") for file in (*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.md"))]
    said = {name for text in texts for names in re.findall(r"pip install ([a-z ]+)", text) for name in names.split()}
    extras = PROJECT["project"]["optional-dependencies"].values()
    assert said == {"pyarrow", "distributed", "pytesseract", "pillow"}
    assert said <= {re.split(r"[^\w-]", each)[0] for needs in extras for each in needs}
    assert [text for text in texts if "treatydiff[" in text] == []


def test_the_one_file_has_extras_that_exist_and_a_lock_that_holds_them() -> None:
    app = run_path(str(ROOT / "scripts" / "app.py"))
    assert set(app["EXTRAS"]) <= PROJECT["project"]["optional-dependencies"].keys()
    compile(app["START"], "the program that is started", "exec")
    lock = (ROOT / "requirements-app.lock").read_text("utf-8")
    makes = ("openpyxl", "cryptography", "pyinstaller", "cyclonedx-bom")
    assert all(f"\n{name}==" in lock for name in makes)
    commands = (ROOT / "Makefile").read_text("utf-8")
    assert "--extra crypto" in commands
    assert (ROOT / ".github" / "workflows" / "app.yml").read_text("utf-8").count("requirements-app.lock") == 1


# ------------------------------------------------------------------------------------------------------- what is built


def built(project: Path, folder: Path) -> zipfile.ZipFile:
    """The wheel of a project, made by its build backend."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what an installer lays down: treatydiff, and the plugin that the documents have as a template."""
    folder = tmp_path_factory.mktemp("site")
    plugin = shutil.copytree(ROOT / "docs" / "examples" / "plugin", tmp_path_factory.mktemp("project") / "plugin")
    for project in (ROOT, plugin):
        built(project, tmp_path_factory.mktemp("wheel")).extractall(folder)
    return folder


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with two small drafts that differ in article 2."""
    (tmp_path / "old.txt").write_text(CONVENTION)
    (tmp_path / "new.txt").write_text(CONVENTION.replace("may intercept", "shall intercept"))
    return tmp_path


def run(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with what is in ``site``, and its own packages."""
    environment = {"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    command = [sys.executable, "-P", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_brings_one_package_with_its_types_and_its_compiled_templates(site: Path, drafts: Path) -> None:
    top = {entry.name for entry in site.iterdir() if entry.is_dir() and "-" not in entry.name}
    assert top == {"treatydiff", "treatydiff_slack"}
    assert (site / "treatydiff" / "py.typed").exists()
    ask = "from treatydiff.renderers import html; print(type(html._environment().loader).__name__)"
    done = run(site, drafts, "-c", ask)
    assert (done.stdout, done.stderr) == ("ModuleLoader\n", "")


def test_every_link_of_the_readme_of_the_package_leads_somewhere_from_an_index(site: Path) -> None:
    (metadata,) = site.glob("treatydiff-*.dist-info/METADATA")
    links = re.findall(r"\]\(([^)]+)\)", metadata.read_text("utf-8"))
    assert len(links) > 20
    source = PROJECT["project"]["urls"]["Source"]
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    here = [re.fullmatch(rf"{source}/(?:blob|raw|tree)/main/([^#]+)(?:#.*)?", link) for link in links]
    assert all((ROOT / found[1]).exists() for found in here if found)
    assert len([found for found in here if found]) > 20


def test_the_examples_of_the_page_on_python_run_from_the_wheel(site: Path, drafts: Path) -> None:
    """All of them in one run, far from the sources, and they print what the page says."""
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```(?:\s*```text\n(.*?)```)?", page, re.DOTALL)
    assert len(blocks) > 3
    where = f"import treatydiff\nassert treatydiff.__file__.startswith({str(site)!r}), treatydiff.__file__\n"
    done = run(site, drafts, "-c", where + "\n".join(example for example, _ in blocks))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "".join(printed for _, printed in blocks)


def test_the_package_of_the_docs_is_built_and_works_in_the_installed_program(site: Path, drafts: Path) -> None:
    words = ("-m", "treatydiff", "compare", "old.txt", "new.txt", "--config", "none", "-f", "slack")
    done = run(site, drafts, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "*old.txt → new.txt*"
    assert "• Article 2, paragraph 1: " in done.stdout
