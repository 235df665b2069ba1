"""Every command that a page shows, run where nothing is installed but what ``pip install .`` brings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
import venv
from importlib.metadata import distribution
from pathlib import Path
from runpy import run_path

import pytest

from corpus import ROOT
from docx_making import docx
from pdf_making import T, pdf
from test_packaging import PROJECT, built
from treatydiff.front import handbook
from treatydiff.renderers import RENDERERS

PAGES = [page for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")) if page.name != "commands.md"]
ELSEWHERE = ("serve", "--reader", "--pick", "--open", "--scheduler")
"""What waits for a person, a browser or another machine; tests/web, tests/external_reader, tests/batch have them."""
WORDS = {
    "OLD": "old.docx", "NEW": "new.docx", "DRAFT": "draft.docx", "BASE": "base.docx", "REDLINE": "redline.docx",
    "EN": "draft.en.docx", "FR": "draft.fr.docx", "RU": "draft.ru.docx", "NEW.fr": "new.fr.docx",
    "FOLDER": "docs/examples/submissions", "DRAFTS...": "drafts/", "[MORE…]": "",
    "...": "--as 'State Y'=y.pdf proposals/",
}  # fmt: skip
"""What stands for the names that a page leaves to its reader."""
MADE = [
    "compile draft.docx --as 'State X'=x.docx -o collected.docx",
    "ask old.docx new.docx --with 'python3 reader.py' -o read.jsonl",
    "compare old.docx new.docx -f review -o ana.jsonl",
    "compare old.docx new.docx -f review -o wei.jsonl",
]
"""Files that pages name and that others hand in."""
RUN = """
import json, shlex, sys
from treatydiff.cli import main
for line in json.load(sys.stdin):
    print(json.dumps([line, main(shlex.split(line))]), file=sys.__stderr__, flush=True)
"""
READER = """
import json, sys
for question in map(json.loads, sys.stdin):
    said = {"direction": "none", "effects": [], "sentence": "Nothing is lost by it.", "confidence": 1}
    print(json.dumps({"id": question["id"], **said}))
"""


def commands(page: Path) -> list[str]:
    """The commands in the blocks of a page, less comments, and what other programs make of what is printed."""
    blocks = re.findall(r"^```(?:console|bash|sh)?\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    found = (re.match(r"(?:\$ )?treatydiff (.*?)(?: {2,}[^-]| +[#|;>]|$)", line) for line in lines)
    return [each[1] for each in found if each]


SHOWN = {page.name: commands(page) for page in PAGES}
SHOWN["help"] = [each.words.partition(" >")[0] for lines in handbook.examples().values() for each in lines]
SUFFIXES = {suffix for each in RENDERERS.values() for suffix in each.suffixes}
SHOWN["formats"] = [f"compare OLD NEW -o made{suffix}" for suffix in sorted(SUFFIXES - {".pdf"})]  # LibreOffice's
RUNNABLE = {
    place: found
    for place, lines in SHOWN.items()
    if (found := [line for line in lines if not any(word in line for word in ELSEWHERE)])
}


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with treatydiff and what it needs, and nothing else."""
    home = tmp_path_factory.mktemp("plain")
    venv.create(home, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    needs = run_path(str(ROOT / "scripts" / "app.py"))["_needed"]
    needed = {name for each in PROJECT["project"]["dependencies"] for name in needs(re.split("[^\\w-]", each)[0])}
    tops = {file.parts[0]: each for each in map(distribution, needed) for file in each.files or ()}
    for top in tops.keys() - {"..", "__pycache__"}:
        (packages / top).symlink_to(str(tops[top].locate_file(top)))
    built(ROOT, home).extractall(packages)
    return home / "bin" / "python"


TOPICS = (
    "access interception forgery fraud identity solicitation laundering liability jurisdiction preservation disclosure "
    "production seizure collection freezing compensation witnesses victims extradition transfer assistance spontaneity "
    "safeguards emergencies recordings investigations networks recovery training prevention"
).split()
OTHER = {
    "fr": "Article 1\n\nObjet\n\nChaque État Partie peut intercepter les données sans droit.",
    "ru": "Статья 1\n\nЦель\n\nКаждое государство-участник может перехватывать данные без права на это.",
}


def convention(draft: int, by: str = "") -> list[str]:
    """The lines of a small draft, the first, second or third; with what somebody wants in article 3."""
    lines = ["Draft convention"]
    for number, topic in enumerate(TOPICS, 1):
        duty = "may" if number in (5, 7, 10, 23, 30)[: 3 * draft] else "shall"
        state = "[in consultation with the Conference]" if number in (9, 18, 20, 23)[draft:] else "without delay"
        wanted = f" It shall inform {by} of each case." if by and number == 3 else ""
        lines += [f"Article {number}", f"Measures on {topic}"]
        lines.append(f"1. Each State Party {duty} have {topic} reviewed by an independent court without right.{wanted}")
        lines.append(f"2. Each State Party shall protect the data privacy of those whom {topic} concerns {state}.")
    return lines


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory, python: Path) -> Path:
    """A folder with every file that the pages name and that is their reader's own."""
    folder = tmp_path_factory.mktemp("papers")
    first, second, third = (docx(*convention(number)) for number in range(3))
    samples = ("2025-03-zero-draft", "2025-09-revised-draft", "2026-02-further-revised-draft")
    files: dict[str, bytes] = {
        f"drafts/{name}.docx": data for name, data in zip(samples, (first, second, third), strict=True)
    }
    files |= {"old.docx": second, "new.docx": third, "draft.docx": third, "base.docx": third}
    files |= dict.fromkeys(("old.en.docx", "draft.en.docx"), second) | {"new.en.docx": third}
    files |= {
        f"{kind}.{code}.docx": docx(*text.split("\n\n")) for kind in ("draft", "new") for code, text in OTHER.items()
    }
    for name in ("X", "Y", "x", "y", "a", "b", "proposals/Aland", "proposals/Borduria"):
        files[f"{name}.docx"] = docx(*convention(2, by=name.rpartition("/")[2]))
    for name, draft, by in (("old", 1, ""), ("draft", 2, ""), ("y", 2, "y")):
        lines = convention(draft, by)
        pages = [lines[at : at + 30] for at in range(0, len(lines), 30)]
        files[f"{name}.pdf"] = pdf(
            *([T(72, 780 - 24 * row, line, 8) for row, line in enumerate(page)] for page in pages)
        )
    files |= {f"treaties/{year}.txt": "\n\n".join(convention(at)).encode() for at, year in enumerate((2001, 2014))}
    files |= {"pairs.csv": b"old.docx,new.docx\n", "reader.py": READER.encode()}
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    shutil.copytree(ROOT / "docs" / "examples" / "submissions", folder / "docs" / "examples" / "submissions")
    shutil.copytree(ROOT / "docs" / "examples" / "submissions", folder / "papers")
    shutil.copy(folder / "new.docx", folder / "drafts" / "rev3.docx")
    git = ["git", "-c", "user.name=We", "-c", "user.email=we@example.org", "-C", str(folder)]
    subprocess.run([*git, "init", "-q"], check=True)
    for name in ("old", "base", "old", "new"):
        shutil.copy(folder / f"{name}.docx", folder / "drafts" / "convention.docx")
        subprocess.run([*git, "add", "drafts/convention.docx"], check=True)
        subprocess.run([*git, "commit", "-qm", name], check=True)
    assert {status for _, status in run(python, folder, MADE)} == {0}
    return folder


def run(python: Path, folder: Path, lines: list[str]) -> list[tuple[str, int]]:
    """The status of each command, one after the other in one folder; what they write on stderr stands in between."""
    environment = {"PATH": f"{python.parent}:/usr/bin:/bin", "HOME": str(folder)}
    known = re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, WORDS)) + r")(?!\S)")
    given = json.dumps([known.sub(lambda found: WORDS[found[0]], line) for line in lines])
    done = subprocess.run(
        [python, "-c", RUN], cwd=folder, env=environment, input=given, capture_output=True, text=True, check=False
    )
    print(done.stderr)
    return [tuple(json.loads(line)) for line in done.stderr.splitlines() if line.startswith("[")]


@pytest.mark.parametrize("place", RUNNABLE)
def test_every_command_that_is_shown_runs_in_the_plain_installation(
    place: str, python: Path, papers: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(papers, tmp_path / "papers")
    done = run(python, folder, RUNNABLE[place])
    assert len(done) == len(RUNNABLE[place])
    assert [each for each in done if each[1] > 1] == []
