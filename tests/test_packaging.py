"""What is packaged, and what a package says of itself."""

from __future__ import annotations

import tomllib
from runpy import run_path

from corpus import ROOT

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


def test_the_one_file_has_extras_that_exist_and_a_lock_that_holds_them() -> None:
    app = run_path(str(ROOT / "scripts" / "app.py"))
    assert set(app["EXTRAS"]) <= PROJECT["project"]["optional-dependencies"].keys()
    compile(app["START"], "the program that is started", "exec")
    lock = (ROOT / "requirements-app.lock").read_text("utf-8")
    makes = ("openpyxl", "cryptography", "pyinstaller", "cyclonedx-bom")
    assert all(f"\n{name}==" in lock for name in makes)
    commands = (ROOT / "Makefile").read_text("utf-8")
    assert "--extra xlsx --extra crypto" in commands
    assert (ROOT / ".github" / "workflows" / "app.yml").read_text("utf-8").count("requirements-app.lock") == 1
