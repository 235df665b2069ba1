"""Access to git: drafts by revision, and the settings by which git calls treatydiff.

Git is asked by running it; nothing here reads a repository by itself. It is set up after the way of nbdime (Jupyter),
in ``.git/info/attributes`` where only one repository is meant, so that the work tree stays as it is.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from shutil import which

from treatydiff.errors import ReadError, TreatydiffError
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex

DRIVER = "treatydiff"
"""Name of the diff driver and of the difftool."""

SETTINGS = (
    (f"diff.{DRIVER}.textconv", "treatydiff textconv --rev 1"),  # git keeps converted text by this command line
    (f"diff.{DRIVER}.cachetextconv", "true"),
    (f"diff.{DRIVER}.binary", "true"),
    (f"difftool.{DRIVER}.cmd", 'treatydiff git-driver "$MERGED" "$LOCAL" - - "$REMOTE" - -'),
)
"""What ``config-git --enable`` sets. Another form of the text needs another ``--rev``, or git shows the old one."""

FORGET = f"git update-ref -d refs/notes/textconv/{DRIVER}"
"""What makes git convert anew what it has kept."""

ATTRIBUTES = tuple(f"*.{suffix} diff={DRIVER}" for suffix in ("docx", "pdf"))
"""Which files git is to show through treatydiff."""

_OBJECT = regex(r"(?![A-Za-z]:)[^-:\s][^:\s]*:.+", re.DOTALL)
"""``HEAD~3:drafts/x.docx``; never an option, never a path with a drive letter."""

_LOOKED_BACK = 200
"""Commits of a path in which its states are looked for."""
_SHORT = 8
"""Letters of a hash that are shown."""
_LONGEST = 60
"""Seconds that git may take."""
# In a partial clone git would fetch a blob that is not there, and ask for a password.
_LOCAL_ONLY = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class Scope(StrEnum):
    """Whose settings are meant."""

    LOCAL = "local"
    GLOBAL = "global"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Setup:
    """Where git keeps what is set, and whether it is."""

    scope: Scope
    attributes: Path
    settings: tuple[tuple[str, str, str], ...]
    """Name, value that treatydiff wants, value that git has (empty where none)."""
    lines: tuple[tuple[str, bool], ...]
    """Line of the attributes file, and whether it stands there."""

    @property
    def enabled(self) -> bool:
        """Whether everything is as treatydiff wants it."""
        return all(wanted == found for _, wanted, found in self.settings) and all(there for _, there in self.lines)


def names_object(path: str) -> bool:
    """Whether a path looks like a file as git holds it, ``HEAD~3:drafts/x.docx``, and is none here.

    Raises ReadError where it may be both: a branch can bring a file of that name, to be read in place of the base's.
    """
    if not _OBJECT.fullmatch(path) or not Path(path).exists():
        return bool(_OBJECT.fullmatch(path))
    if which("git") and _commit(path.partition(":")[0]):
        raise ReadError(f"{path}: a file, and what git knows by that name", f"./{path} is the file")
    return False


def blob(name: str, limit: int) -> bytes:
    """The bytes of ``REVISION:PATH``, at most ``limit`` and one more. Raises ReadError."""
    revision, _, path = name.partition(":")
    spec = f"{revision}:{_within(path)}"
    done = _git(["cat-file", "-s", spec])
    if done.returncode:
        why = f"{name}: no such file, and git does not know it: {_last_line(done.stderr)}"
        raise ReadError(why, "name a file, or REVISION:PATH as in git")
    if int(done.stdout) > limit:
        return bytes(limit + 1)
    return _git(["cat-file", "blob", spec]).stdout


def as_of(revision: str, path: str, limit: int) -> bytes | None:
    """A file as a revision has it, by its relative path from here; None where it has none. Raises TreatydiffError.

    Git answers from what is here: nothing is fetched.
    """
    known = _commit(revision)
    if not known:
        hint = "in a CI job fetch the whole history (fetch-depth: 0), or name another revision"
        raise TreatydiffError(f"{revision}: git knows no such revision here", hint)
    name = f"{known}:./{path}"
    return blob(name, limit) if _git(["cat-file", "-e", name]).returncode == 0 else None


def earlier(file: Path, revision: str) -> Iterator[bytes]:
    """What a file held in earlier commits, the last first: of the one that is checked out, and of ``revision``."""
    here = ("-C", str(file.parent))
    with suppress(TreatydiffError):  # no git has no commits
        behind = ("--end-of-options", "HEAD", revision, "--", f"./{file.name}")
        for commit in _git([*here, "rev-list", f"--max-count={_LOOKED_BACK}", *behind]).stdout.decode("ascii").split():
            held = _git([*here, "cat-file", "blob", f"{commit}:./{file.name}"])
            if not held.returncode:
                yield held.stdout


def state(path: str, file: str, blob: str) -> str:
    """Which state of a path a file is that git hands over: ``commit 3f2a1b0c``, the last that has it, else ``blob …``.

    ``blob``: its name in git, zeros for a file of the work tree, ``-`` where git does not say. Empty where git fails.
    """
    if not blob.strip("0") or (blob == "-" and os.path.realpath(file) == os.path.realpath(path)):
        return "work tree"
    if blob == "-":
        blob = _git(["hash-object", "--no-filters", "--", file]).stdout.decode("ascii", "replace").strip()
    raw = ["log", f"-{_LOOKED_BACK}", "--format=%H", "--raw", "--no-abbrev", "--no-renames"]
    commit = ""
    for line in _git([*raw, "--", f":(top,literal){path}"]).stdout.decode("utf-8", "replace").splitlines():
        if line.startswith(":") and line.split()[3] == blob:
            return f"commit {commit[:_SHORT]}"
        commit = commit if line.startswith(":") or not line else line
    return f"blob {blob[:_SHORT]}" if blob else ""


def setup(scope: Scope) -> Setup:
    """How git is set up. Raises TreatydiffError where there is no repository or no git."""
    file = _attributes(scope)
    text = file.read_text("utf-8").splitlines() if file.is_file() else []
    found = ((name, wanted, _value(scope, name)) for name, wanted in SETTINGS)
    return Setup(scope, file, tuple(found), tuple((line, line in text) for line in ATTRIBUTES))


def enable(found: Setup) -> None:
    """Set what is not set. Raises TreatydiffError where git refuses."""
    for name, wanted, value in found.settings:
        if value != wanted:
            _must(["config", f"--{found.scope}", name, wanted])
    missing = [line for line, there in found.lines if not there]
    if missing:
        before = found.attributes.read_text("utf-8") if found.attributes.is_file() else ""
        gap = "" if before.endswith("\n") or not before else "\n"
        _write(found.attributes, before + gap + "".join(f"{line}\n" for line in missing))


def disable(found: Setup) -> None:
    """Take away what ``enable`` sets, and nothing else. Raises TreatydiffError where git refuses."""
    for name, _, value in found.settings:
        if value:
            _must(["config", f"--{found.scope}", "--unset", name])
    if any(there for _, there in found.lines):
        kept = [line for line in found.attributes.read_text("utf-8").splitlines(keepends=True) if not _ours(line)]
        _write(found.attributes, "".join(kept))


def _ours(line: str) -> bool:
    return line.rstrip("\n") in ATTRIBUTES


def _within(path: str) -> str:
    """A path from here, as a shell user means it, where git would take it from the top of the repository."""
    return path if path.startswith(("./", "../", "/")) or not _prefix() else f"./{path}"


def _prefix() -> str:
    return _git(["rev-parse", "--show-prefix"]).stdout.decode("utf-8", "replace").strip()


def _attributes(scope: Scope) -> Path:
    if scope is Scope.LOCAL:
        return Path(_must(["rev-parse", "--git-path", "info/attributes"]))
    given = _value(scope, "core.attributesFile")
    if given:
        return Path(given).expanduser()
    return Path("/etc/gitattributes") if scope is Scope.SYSTEM else Path.home() / ".config" / "git" / "attributes"


def _value(scope: Scope, name: str) -> str:
    return _git(["config", f"--{scope}", "--get", name]).stdout.decode("utf-8", "replace").strip()


def _commit(revision: str) -> str:
    """The hash of a revision; empty where git knows none of that name."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    return _git(asked).stdout.decode("ascii", "replace").strip()


def _must(arguments: Sequence[str]) -> str:
    done = _git(arguments)
    if done.returncode:
        raise TreatydiffError(f"git {arguments[0]}: {_last_line(done.stderr)}", "run it inside a git repository")
    return done.stdout.decode("utf-8", "replace").strip()


def _git(arguments: Iterable[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        env = {**os.environ, **_LOCAL_ONLY}
        return subprocess.run(["git", *arguments], capture_output=True, timeout=_LONGEST, check=False, env=env)
    except FileNotFoundError:
        raise TreatydiffError("git is not installed", "install git, or name files") from None
    except subprocess.TimeoutExpired:
        raise TreatydiffError("git does not answer") from None


def _last_line(words: bytes) -> str:
    return (words.decode("utf-8", "replace").strip().splitlines() or ["no answer"])[-1]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
