"""What is packaged, and what a package says of itself."""

from __future__ import annotations

import tomllib

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
