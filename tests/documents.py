"""What of the documents the program writes: `make docs` writes it, tests/test_docs.py holds it against the program."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import manual
from treatydiff import __version__, cli
from treatydiff.commands import ABOUT, COMMANDS, _function
from treatydiff.renderers import RENDERERS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
GUIDES = [ROOT / "docs" / f"{name}.md" for name in ("tutorial", "delegation", "the-room", "why")]
"""Pages that show what the program answers."""
MANUAL = ROOT / "docs" / "treatydiff.1"
ARCHITECTURE = ROOT / "docs" / "architecture.md"

SHOWN = "Article 17 → 4"
"""The article of the sample drafts that the README's redline shows."""
WORST = 2
"""How many sentences on what got worse it shows."""
OUTPUTS = ROOT / "docs" / "outputs.md"
COMPARISON = "compare drafts/2025-09-revised-draft.docx drafts/2026-02-further-revised-draft.docx"


def output_of(arguments: str) -> str:
    """What a command writes, run in the project's folder as in a pipe."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        assert cli.main(arguments.split()) == 0, arguments
    out.seek(0)
    return out.read()


def guide(text: str) -> str:
    """A page with the output below each ``$ treatydiff …`` as the program gives it, shortened by what follows a bar."""
    return re.sub(r"^```console\n\$ treatydiff (.+)\n(?:.*\n)*?```$", _shown, text, flags=re.MULTILINE)


def _shown(block: re.Match[str]) -> str:
    arguments, _, shortened = block[1].partition(" | ")
    out = output_of(arguments)
    if shortened:
        out = subprocess.run(shlex.split(shortened), input=out, capture_output=True, text=True, check=True).stdout
    return f"```console\n$ treatydiff {block[1]}\n{out.rstrip()}\n```"


@cache
def commands_page() -> str:
    """Every command's help."""
    blocks = (f"\n## treatydiff {name}\n\n```\n{output_of(f'{name} --help').strip()}\n```\n" for name in COMMANDS)
    return f"# The commands\n\nWritten by `make docs` from the program's own help.\n\n{_commands()}\n{''.join(blocks)}"


def manual_page() -> str:
    """The page for ``man``."""
    return manual.page(__version__, ABOUT, manual.commands())


def readme(text: str) -> str:
    """The README with its ten lines of output as the program writes them."""
    return _filled(text, "redline", _redline())


def outputs(text: str) -> str:
    """The page of outputs with the table of formats as the program has them."""
    return _filled(text, "formats", _formats())


def _filled(text: str, name: str, body: str) -> str:
    """A page with the part between two comments of that name written anew."""
    before, _, rest = text.partition(f"<!-- {name} -->\n")
    return f"{before}<!-- {name} -->\n{body}\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"


def architecture(text: str) -> str:
    """The page on architecture with the way that one paragraph takes, followed in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("following.py"))]
    way = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    return _filled(text, "follow", way.rstrip("\n"))


def _commands() -> str:
    about = {name: _function(name).__doc__ for name in COMMANDS}
    rows = ((f"[{name}](#treatydiff-{name})", text.splitlines()[0].rstrip(".")) for name, text in about.items())
    return _table(("command", "does"), rows)


def _formats() -> str:
    rows = ((f"`{r.name}`", ", ".join(f"`{s}`" for s in r.suffixes), r.about) for r in RENDERERS.values())
    return _table(("format (`-f`)", "suffix (`-o`)", "is"), rows)


def _table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines).replace("| --- ", "|---").replace("|  |", "| |")


def _redline() -> str:
    units = output_of(COMPARISON).split("\n\n")
    worst = units[1].splitlines()
    starts = [at for at, row in enumerate(worst) if re.match(r"  \S", row)]
    shown = next(unit for unit in units if unit.startswith(SHOWN))
    parts = [f"$ treatydiff {COMPARISON}", "\n".join(worst[: starts[WORST]]), "…", shown]
    return "```\n" + "\n".join(parts).replace("\n…\n", "\n\n…\n\n") + "\n```"


if __name__ == "__main__":
    os.environ.pop("COLUMNS", None)
    COMMANDS_PAGE.write_text(commands_page())
    MANUAL.write_text(manual_page())
    README.write_text(readme(README.read_text()))
    OUTPUTS.write_text(outputs(OUTPUTS.read_text()))
    for page in GUIDES:
        page.write_text(guide(page.read_text()))
    ARCHITECTURE.write_text(architecture(ARCHITECTURE.read_text()))
