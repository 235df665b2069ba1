"""The lock file of a folder of drafts: names and hashes of the drafts that are known.

With it a check knows a new draft, and notices when a draft that was published is changed without a word. It is JSON
with a line for each draft, sorted, so that a version control system shows and merges it well.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from treatydiff import __version__
from treatydiff.errors import DataError
from treatydiff.gate import Alert
from treatydiff.model import Draft
from treatydiff.text.safe_text import json_text

FILE = "treatydiff.lock"
SCHEMA = "treatydiff/lock/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft as it was when the lock file was written."""

    path: str
    """The file as seen from the folder."""
    sha256: str
    """Of the file's bytes."""
    text: str
    """SHA-256 of what it says; empty of a file that is no draft and is known by its bytes alone."""
    symbol: str
    date: str
    language: str


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock file holds."""

    entries: tuple[Entry, ...] = ()
    tool: str = __version__
    """Version of treatydiff that wrote it: another one may read the same file differently."""

    def find(self, path: str) -> Entry | None:
        """The entry of a file, by its path as seen from the folder."""
        return next((entry for entry in self.entries if entry.path == path), None)

    @property
    def drafts(self) -> tuple[Entry, ...]:
        """The entries of drafts."""
        return tuple(entry for entry in self.entries if entry.text)


def load(file: Path) -> Lock:
    """Read a lock file; an empty lock where there is none. Raises DataError."""
    return read(file.read_bytes(), str(file)) if file.exists() else Lock()


def read(data: bytes, name: str) -> Lock:
    """The lock in the bytes of a lock file. Raises DataError."""
    try:
        return _lock(json.loads(data))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DataError(f"{name}: not a lock file: {error}", "--update-lock writes a new one") from None


def unreviewed(here: Lock, base: Lock, folder: Path, revision: str) -> tuple[Alert, ...]:
    """An alert for each draft that the lock file knows otherwise than the lock file of the base: it came along."""
    for_base = f"the lock file of {revision} says otherwise and was followed"
    return tuple(
        Alert("lock/unreviewed", f"{each.path}: {FILE} here knows it; {for_base}", str(folder / each.path))
        for each in here.entries
        if each != base.find(each.path)
    )


def entry(draft: Draft) -> Entry:
    """A draft's entry, from its bytes and words."""
    name = Path(draft.path).name
    return Entry(name, sha256(draft.data), text_sha256(draft), draft.symbol, draft.date, draft.language)


def dump(entries: Iterable[Entry]) -> bytes:
    """A lock file's bytes: a draft a line, in order of name."""
    lines = (json.dumps(asdict(each), ensure_ascii=False) for each in sorted(entries, key=lambda each: each.path))
    drafts = ",\n".join(f"    {line}" for line in lines)
    head = f'  "schema": "{SCHEMA}",\n  "tool": "treatydiff {__version__}",\n'
    return json_text(f'{{\n{head}  "drafts": [\n{drafts}\n  ]\n}}\n').encode()


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_sha256(draft: Draft) -> str:
    """SHA-256 of what a draft says: its paragraphs with their numbers, without layout and file format."""
    blocks = (f"{block.number} {block.text}" for block in draft.blocks)
    own = (f"{provision.number} {provision.own}" for provision in draft.walk())
    text = " ".join(blocks if draft.blocks else own)
    return sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode("utf-8", "surrogatepass"))


def alert(known: Entry, now: Entry, path: str, tool: str) -> Alert:
    """What is to be said of a draft whose bytes are not those that are known; it fails where its words are not."""
    if known.text == now.text:
        return Alert("lock/resaved", f"{known.path}: re-saved only, the words are the same as before", path)
    older = f"; the lock file was written by treatydiff {tool}, which may have read it differently"
    other = older * (tool != __version__)
    return Alert("lock/changed", f"{known.path}: a published draft was changed silently{other}", path, fails=True)


def missing(lock: Lock, folder: Path) -> tuple[Alert, ...]:
    """An alert for each locked draft that is no longer in the folder."""
    gone = (entry.path for entry in lock.drafts if not (folder / entry.path).is_file())
    return tuple(
        Alert("lock/missing", f"{name}: was in this folder and is missing now", str(folder / name)) for name in gone
    )


def _lock(value: Any) -> Lock:
    if value["schema"] != SCHEMA:
        raise ValueError(f"schema is {value['schema']}, not {SCHEMA}")
    entries = tuple(Entry(**{key: str(each[key]) for key in Entry.__slots__}) for each in value["drafts"])
    for each in entries:
        path = PurePosixPath(each.path.replace("\\", "/"))
        if str(path) != each.path or path.is_absolute() or not path.name or ".." in path.parts:
            raise ValueError(f"{each.path} is not the name of a file in the folder")
    return Lock(entries, str(value["tool"]).removeprefix("treatydiff "))
