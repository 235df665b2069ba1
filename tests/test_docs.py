"""The documents, held against the program. ``make docs`` rewrites what the program writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import treatydiff
from documents import (
    ARCHITECTURE,
    COMMANDS_PAGE,
    MANUAL,
    OUTPUTS,
    README,
    ROOT,
    architecture,
    commands_page,
    manual_page,
    outputs,
    readme,
)
from treatydiff import __version__
from treatydiff.commands import COMMANDS
from treatydiff.front import handbook

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "drafts").glob("*.md")]


def test_the_page_of_commands_is_what_help_says() -> None:
    assert COMMANDS_PAGE.read_text() == commands_page(), "make docs writes it anew"


def test_the_page_for_man_is_what_help_says() -> None:
    assert MANUAL.read_text() == manual_page(), "make docs writes it anew"


def test_every_command_has_examples_at_the_end_of_its_help() -> None:
    assert set(handbook.examples()) == set(COMMANDS), "src/treatydiff/data/examples.toml"


def test_the_readme_s_output_is_the_program_s() -> None:
    assert README.read_text() == readme(README.read_text()), "make docs writes it anew"


def test_the_readme_is_read_in_one_go() -> None:
    assert len(README.read_text().splitlines()) <= 170


def test_the_table_of_formats_is_the_program_s() -> None:
    assert OUTPUTS.read_text() == outputs(OUTPUTS.read_text()), "make docs writes it anew"


def test_the_readme_counts_the_commands() -> None:
    assert f"There are {len(COMMANDS)} commands" in README.read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_page_names_exists(page: Path) -> None:
    known = set(re.findall(r"--[a-z-]+", commands_page()))
    others = re.compile(r"python -m|git |pip |sbatch|dask")
    ours = "\n".join(line for line in page.read_text().splitlines() if not others.search(line))
    assert set(re.findall(r"(?<![\w<!-])--[a-z][a-z-]+", ours)) <= known


def test_every_command_that_a_page_shows_takes_the_options_it_is_shown_with() -> None:
    """In blocks and in running text: ``treatydiff outline NEW --full`` names a command and an option of another one."""
    helps = dict(re.findall(r"^## treatydiff (\S+)\n(.*?)(?=^## |\Z)", commands_page(), re.MULTILINE | re.DOTALL))
    every = {**helps, **dict.fromkeys(("help", "version", "COMMAND"), "")}
    takes = {name: {*re.findall(r"--[a-z-]+", text), "--help", "--version"} for name, text in every.items()}
    shown = [(page.name, *call) for page in PAGES if page != COMMANDS_PAGE for call in _calls(page.read_text("utf-8"))]
    assert len(shown) > 150
    assert [call for call in shown if call[1] not in takes] == []
    assert [call for call in shown if not set(re.findall(r"(?<!\S)--[a-z-]+", call[2])) <= takes[call[1]]] == []


def _calls(text: str) -> list[tuple[str, str]]:
    """The commands that a page shows, each with the rest of its line, without comment, pipe or output of others."""
    blocks = re.findall(r"^```(?:console|bash|sh)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    told = re.findall(r"`(treatydiff [^`]+)`", text)
    found = (re.match(r"(?:\$ )?treatydiff (\S+)([^#|;>]*)", line) for line in (*lines, *told))
    return [_named(call[1], call[2]) for call in found if call and not call[1].startswith("-")]


def _named(word: str, rest: str) -> tuple[str, str]:
    """The command of a call; one that begins with a draft is ``compare``."""
    is_draft = word.isupper() or "." in word or word.endswith("/")
    return ("compare", f" {word}{rest}") if is_draft and word != "COMMAND" else (word, rest)


def test_every_file_that_a_page_links_to_exists() -> None:
    links = [(page, target) for page in PAGES for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text())]
    assert len(links) > 10
    assert [(page.name, target) for page, target in links if not (page.parent / target).exists()] == []


def test_every_module_that_is_named_anywhere_exists() -> None:
    """In pages, docstrings, comments and strings, by its dotted name; ``treatydiff.toml`` and the like are files."""
    files = {".".join(file.relative_to(ROOT / "src").with_suffix("").parts) for file in (ROOT / "src").rglob("*.py")}
    rooms = {name.removesuffix(".__init__") for name in files}
    sources = [file for place in ("src", "tests", "benchmarks", "scripts") for file in (ROOT / place).rglob("*.py")]
    named = re.compile(r"(?<![\w./@-])treatydiff(?:\.[a-z]\w*)+(?!\w)")
    told = {(page.name, name) for page in (*PAGES, *sources) for name in named.findall(page.read_text("utf-8"))}
    assert len(told) > 1_000
    others = re.compile(r"\.(toml|lock|sarif|settings|data\.themes|comparison)$")
    public = {f"treatydiff.{name}" for name in treatydiff.__all__}
    known = {name for name in told if name[1] in rooms | public or name[1].rpartition(".")[0] in rooms - {"treatydiff"}}
    assert {name for name in told - known if not others.search(name[1])} == set()


USERS_OWN = {"treatydiff.toml", "treatydiff.lock", "reader.py", "plan.json", "schema.json", "treaties/"}
"""Files that pages name and that are the reader's, or a batch's."""
OTHERS = {"pip.py", "typer.py"}


def test_every_file_and_folder_of_the_source_that_a_page_names_exists() -> None:
    """By the end of its path: ``doubts.py``, ``data/frames/<code>.toml``, ``readers/pdf/``."""
    places = ("src", "tests", "docs", "benchmarks", "scripts", "drafts", ".ci", ".github")
    files = [file for place in places if (ROOT / place).exists() for file in (ROOT / place).rglob("*")]
    known = [f"/{file.relative_to(ROOT).as_posix()}" for file in (*files, *ROOT.iterdir())]
    shape = re.compile(r"`([\w./<>-]+\.(?:py|toml|lock|yml|json)|[\w/<>-]+/)`")
    told = {(page.name, name) for page in PAGES for name in shape.findall(page.read_text("utf-8"))}
    assert len(told) > 100
    ends = {each: re.sub(r"<\w+>", "[^/]+", f"/{re.escape(each[1].rstrip('/'))}$") for each in told}
    unknown = [each for each, end in ends.items() if not any(re.search(end, name) for name in known)]
    assert sorted(each for each in unknown if each[1] not in USERS_OWN | OTHERS) == []


KINDS = ("Tutorial", "How-to", "Reference", "Explanation")


def test_the_index_and_the_site_have_every_page_in_one_of_four_kinds() -> None:
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}
    index = (ROOT / "docs" / "index.md").read_text()
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", index, re.MULTILINE | re.DOTALL))
    assert tuple(sections)[:4] == KINDS
    kinds = {kind: re.findall(r"^\| \[[^]]+\]\(([\w-]+\.md)\)", sections[kind], re.MULTILINE) for kind in KINDS}
    assert sorted(name for names in kinds.values() for name in names) == sorted(pages)
    site = (ROOT / "mkdocs.yml").read_text()
    nav = dict(re.findall(r"^  - (\S+):\n((?:      - .*\n)+)", site, re.MULTILINE))
    made = {"samples.md", "changelog.md", "api.md"}
    assert {
        kind: [n for n in re.findall(r": ([\w-]+\.md)$", nav[kind], re.MULTILINE) if n not in made] for kind in nav
    } == kinds


def test_every_make_command_that_a_page_names_exists() -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert PAGES
    for page in PAGES:
        for line in re.findall(r"(?:^|`)make ([a-z ]+)", page.read_text(), re.MULTILINE):
            assert set(line.split()) <= known, page


def test_the_changelog_begins_with_this_version() -> None:
    found = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert found
    assert found[1] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text()


def test_the_changelog_has_one_line_an_entry_by_what_the_program_does() -> None:
    _, version, *others = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)
    rooms = ["Read", "Compare", "Judge", "Write", "Commands", "Security", "Speed"]
    assert re.findall(r"^### (.+)", version, re.MULTILINE) == rooms
    for text in (version, *others):
        entries = text[text.index("### ") :].splitlines()
        assert [line for line in entries if line and not line.startswith(("- ", "### "))] == []


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    places = re.compile("/" + r"(?:work|tmp|root|home/\w+|Users)/|files\." + "pythonhosted|pypi" + r"\.org|registry\.")
    names = ("*.md", "*.toml", "*.py", "*.lock", "Makefile", ".ci/run", "*.yml", "*.yaml")
    found = (file for name in names for file in ROOT.rglob(name))
    skipped = {".venv", ".git", "build", "dist", "node_modules"}
    ours = [file for file in found if not skipped & set(file.relative_to(ROOT).parts)]
    assert len(ours) > 20
    assert [str(file) for file in ours if places.search(file.read_text())] == []


def test_the_locks_hold_a_hash_for_every_package() -> None:
    for name, least in (("", 10), ("-dev", 10), ("-light", 10), ("-browser", 2), ("-site", 2), ("-app", 10)):
        packages = re.split(r"\n(?=[a-z])", (ROOT / f"requirements{name}.lock").read_text())
        assert len(packages) > least
        assert all("==" in package and "--hash=sha256:" in package for package in packages), name


def test_the_way_of_one_paragraph_is_what_a_watched_run_shows() -> None:
    text = ARCHITECTURE.read_text("utf-8")
    assert architecture(text) == text, "make docs writes it anew"
