"""The package as other programs call it: what ``import treatydiff`` promises."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import treatydiff
from conftest import ROOT
from making import CONVENTION

PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small drafts that differ in article 2."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(CONVENTION)
    Path("new.txt").write_text(CONVENTION.replace("may intercept", "shall intercept"))
    return tmp_path


def python(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", text], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "text",
    [
        "import treatydiff as t; t.compare(t.read_draft('old.txt'), t.read_draft('new.txt'))",
        "from treatydiff import compare, read_draft; compare(read_draft('old.txt'), read_draft('new.txt'))",
        "from treatydiff import read_draft, compare; compare(read_draft('old.txt'), read_draft('new.txt'))",
        "import treatydiff.compare, treatydiff as t; t.compare(t.read_draft('old.txt'), t.read_draft('new.txt'))",
        "from treatydiff.compare import compare, read_draft; compare(read_draft('old.txt'), read_draft('new.txt'))",
    ],
)
def test_a_comparison_can_be_called_however_it_is_imported(drafts: Path, text: str) -> None:
    done = python(drafts, text)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_public_name_is_there_and_has_a_docstring_of_its_own() -> None:
    named = {name: getattr(treatydiff, name) for name in treatydiff.__all__ if name != "__version__"}
    assert set(treatydiff._HOME_OF) | {"__version__"} == set(treatydiff.__all__)
    assert [name for name, found in named.items() if not inspect.getdoc(found)] == []
    assert dir(treatydiff) == sorted(treatydiff.__all__)


def test_type_checkers_are_told_the_same_names_as_the_program() -> None:
    tree = ast.parse((ROOT / "src" / "treatydiff" / "__init__.py").read_text("utf-8"))
    nodes = (node for block in tree.body if isinstance(block, ast.If) for node in block.body)
    imports = (node for node in nodes if isinstance(node, ast.ImportFrom))
    told = {alias.name: str(node.module) for node in imports for alias in node.names}
    assert told == {name: f"treatydiff.{home}" for name, home in treatydiff._HOME_OF.items()}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'comparison'"):
        treatydiff.comparison  # noqa: B018


def test_a_check_says_what_it_comes_to(drafts: Path) -> None:
    report = treatydiff.compare(treatydiff.read_draft("old.txt"), treatydiff.read_draft("new.txt"))
    checked = treatydiff.check(report)
    assert (checked.passed, checked.verdict.startswith("FAIL: ")) == (False, True)
    assert [each.finding for each in checked.findings if each.fails] == [f for f in report.findings if f.adverse]
    assert treatydiff.check(report, fail_on="none").passed
    with pytest.raises(treatydiff.TreatydiffError, match="no threshold 'often'"):
        treatydiff.check(report, fail_on="often")


def test_drafts_in_two_languages_are_not_compared(drafts: Path) -> None:
    english, french = (treatydiff.read_draft("old.txt", language=code) for code in ("en", "fr"))
    with pytest.raises(treatydiff.TreatydiffError, match="drafts in several languages: en, fr"):
        treatydiff.compare(english, french)


def test_a_report_is_written_in_every_form_by_its_name(drafts: Path) -> None:
    report = treatydiff.compare(treatydiff.read_draft("old.txt"), treatydiff.read_draft("new.txt"))
    assert b'"schema": "treatydiff/report/1"' in treatydiff.render(report, "json")
    assert b'"schema": "treatydiff/series/1"' in treatydiff.render((report, report), "json")
    with pytest.raises(treatydiff.RenderError, match="no output format is called 'jsn'"):
        treatydiff.render(report, "jsn")


def test_the_page_names_every_public_name_and_no_other() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert named == set(treatydiff.__all__) - {"__version__"}


@pytest.mark.parametrize("number", range(PAGE.count("```python\n")))
def test_the_examples_of_the_page_run(drafts: Path, number: int) -> None:
    """Each by itself, in a folder with two drafts, and gives what the page says it gives."""
    example = PAGE.split("```python\n")[1:][number].partition("```")
    wanted = re.match(r"\s*```text\n(.*?)```", example[2], re.DOTALL)
    done = python(drafts, example[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (wanted[1] if wanted else "")
