"""Every pattern that the package compiles, found by looking, and texts made to make each of them go slow.

A pattern of Python's goes slow in two ways: a run of characters that it can divide in many ways before it fails, and a
run that it walks to the end from every place where it may begin. Both need a repetition, so each unbounded repetition
in a pattern is pumped: what leads up to it, its body thousands of times, something that lets it fail.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import linecache
import os
import pkgutil
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from treatydiff.text.lettering import WordPattern
from treatydiff.text.regexes import LateRegex

HOME = str(Path(importlib.util.find_spec("treatydiff").origin).parent)  # type: ignore[union-attr, arg-type]
TEXT = "Article 1\nUse\n1. Each Party shall act under article 2 (b).\n\nArticle 2\n(a) May act;\n(b) Within 30 days."
SIZES = (25, 400, 6_400, 25_600) + ((102_400,) if "TREATYDIFF_ATTACKS" in os.environ else ())
"""Lengths of an attack; the next one is tried only where the last was survived, so that nothing hangs."""
SLOW = 0.12
"""Seconds of CPU below which no growth is measured: that is noise."""
FACTOR = 9.0
"""Four times the text may take so many times as long; 16 would be quadratic."""
GIVE_UP = 2.0
"""Seconds of CPU after which a search is ended: it has failed."""
COMMON = (
    *("a", "A", "1", " ", "\t", "\n", "(", ")", "[", "]", "[a]", "(a)", "[1]", "1.", "1 ", "a ", "a-", "a’", ".", "-"),
    *("_", "*", "/", "a/", "1/", ",", ";", "§", "\u0301", "a\u0301", "\u200d", "\u200b", "ا", "و\u064e", "条", "第一"),
    *("x\n", " \n", "..", "…", "iv"),
    *("bis ", "%", "$", "{", "}", "<", "<a>", "&", "|", "`", "~", "^", "=", '"', "“", "a.b"),
    *("1,2", "(1) ", "(i)"),
)
"""Runs that have broken one pattern or another: tried on each where TREATYDIFF_ATTACKS is ``all``, as every night."""


# ---------------------------------------------------------------------------------------------------------- finding


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern of the package's."""

    pattern: re.Pattern[str]
    names: frozenset[str]
    """What the package calls it."""
    uses: frozenset[str]
    """The methods that it is used with; all, where that cannot be told."""

    @property
    def runs(self) -> list[Callable[[str], object]]:
        """Those methods, less what another of them does first: whoever looks for every match looks for the first one,
        and that begins as a match at the beginning does."""

        def every(text: str) -> None:
            deque(self.pattern.finditer(text), 0)

        own = {"match": self.pattern.match, "search": self.pattern.search}
        whole = [self.pattern.fullmatch] if "fullmatch" in self.uses else []
        others = self.uses - {"fullmatch"}
        dearest = [own["search" if "search" in others else "match"] if others <= set(own) else every]
        return [*whole, *(dearest if others else ())]


def collect() -> list[Found]:
    """Every pattern that is compiled when the package is imported and used on drafts in each language.

    In a process of its own: here they are compiled already.
    """
    script = "import attacks; attacks.record()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    return [
        Found(re.compile(source, flags), frozenset(names), frozenset(uses))
        for source, flags, names, uses in json.loads(done.stdout)
    ]


def record() -> None:
    """Print the patterns that the package compiles.

    Every call of ``re`` passes one function; who called it is read off the stack.
    """
    seen: dict[tuple[str, int], set[str]] = {}
    names: dict[tuple[str, int], set[str]] = defaultdict(set)
    whole: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def compile(pattern: Any, flags: int) -> Any:
        found = whole(pattern, flags)
        called = sys._getframe(1)
        caller = called.f_back
        if caller is not None and caller.f_code.co_filename.startswith(HOME) and isinstance(found.pattern, str):
            seen.setdefault((found.pattern, found.flags), set()).add(called.f_code.co_name)
            names[found.pattern, found.flags] |= _named(caller, r"re\.compile")
        return found

    def at_once(late: Any, source: Any, flags: int) -> None:
        vars(late).update(_source=source, _flags=flags)
        if isinstance(source, str):
            caller = sys._getframe(2)  # who asked for a ``regex``
            names[source, late.compiled.flags] |= _named(caller, "regex")

    re._compile = compile  # type: ignore[attr-defined]
    LateRegex.__init__ = at_once  # type: ignore[method-assign]
    modules = [importlib.import_module(name) for name in _modules()]
    for language in importlib.import_module("treatydiff.text.languages").LANGUAGES:
        _use(language)
    for module in modules:
        for name, value in vars(module).items():
            for pattern in _compiled(value):
                names[pattern.pattern, pattern.flags].add(name)
    called = _called("\n".join(path.read_text("utf-8") for path in Path(HOME).rglob("*.py")))
    print(json.dumps([(*key, sorted(names[key]), _uses(names[key], by, called)) for key, by in seen.items()]))


def _named(frame: Any, function: str) -> set[str]:
    """What the line that a frame is at calls the pattern that it makes."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    return set(re.findall(rf"(\w+) = {function}\(", line))


def _compiled(value: object) -> list[re.Pattern[str]]:
    if isinstance(value, WordPattern):
        return [value.near, value.full]
    return [value.compiled] if isinstance(value, LateRegex) else []


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([HOME], "treatydiff."):
        if not found.name.endswith("__main__"):
            yield found.name


def _use(language: str) -> None:
    """Read and compare a text in a language, so that the patterns for it are compiled."""
    from treatydiff.compare import compare
    from treatydiff.errors import StructureError
    from treatydiff.readers import READERS
    from treatydiff.structure import build

    texts = (TEXT, TEXT.replace("shall", "may"))
    old, new = (build(READERS["text"].read(text.encode(), ""), name="") for text in texts)
    compare(replace(old, language=language), replace(new, language=language))
    with suppress(StructureError):  # no article in this language's words
        build(READERS["text"].read(TEXT.encode(), ""), name="", language=language)


def _called(sources: str) -> dict[str, set[str]]:
    """Of each name what is called on it anywhere."""
    found = defaultdict[str, set[str]](set)
    for name, use in re.findall(r"\b(\w+)\.(\w+)\(", sources):
        found[name].add(use)
    return found


def _uses(names: set[str], compiled_by: set[str], called: dict[str, set[str]]) -> list[str]:
    """As all uses of its names say, else as it was compiled, else every method."""
    by_name = {use for name in names for use in called.get(name, ())}
    return sorted(by_name or compiled_by - {"compile"} or {"search", "finditer"})


# --------------------------------------------------------------------------------------------------------- attacking


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Beginning, body and end of each attack on a pattern; the body is to be repeated."""
    if os.environ.get("TREATYDIFF_ATTACKS") == "all":
        yield from (("", body, "\0") for body in COMMON)
    for before, body in _repetitions(parser.parse(pattern.pattern, pattern.flags)):
        yield from ((before, body, ""), (before, body, "\0"), ("", body, "\n!"))


def _repetitions(parsed: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Of each unbounded repetition: a text that leads up to it, and one that it takes once."""
    for op, argument in parsed:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most > 100:
                yield from ((before, sample) for sample in _samples(body))
            yield from _repetitions(body, before)
        else:
            for inner in _inner(op, argument):
                yield from _repetitions(inner, before)
        before += next(iter(_samples([(op, argument)])), "")


def _inner(op: Any, argument: Any) -> list[Any]:
    if op is ops.SUBPATTERN:
        return [argument[3]]
    if op is ops.BRANCH:
        return list(argument[1])
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [argument[1]]
    if op is ops.ATOMIC_GROUP:
        return [argument]
    if op is ops.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part]
    return []


def _samples(parsed: Any) -> list[str]:
    """Up to three texts that a parsed pattern takes."""
    found = [""]
    for op, argument in parsed:
        pieces = _pieces(op, argument)
        found = [left + right for left in found for right in pieces][:3]
    return found


def _pieces(op: Any, argument: Any) -> list[str]:
    if op is ops.LITERAL:
        return [chr(argument)]
    if op is ops.NOT_LITERAL:
        return ["a" if argument != ord("a") else "b"]
    if op is ops.ANY:
        return ["a"]
    if op is ops.IN:
        return _members(argument)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, _, body = argument
        return [sample * max(least, 1) for sample in _samples(body)]
    if op is ops.BRANCH:
        return [sample for branch in argument[1] for sample in _samples(branch)[:1]][:3]
    if op is ops.SUBPATTERN:
        return _samples(argument[3])
    if op is ops.ATOMIC_GROUP:
        return _samples(argument)
    return [""]


_CLASSES = {
    ops.CATEGORY_DIGIT: "1", ops.CATEGORY_NOT_DIGIT: "a", ops.CATEGORY_SPACE: " ", ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_WORD: "a", ops.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def _members(members: Any) -> list[str]:
    """Characters of a set: of one that is told by what it lacks, the usual ones that it has."""
    if members[0][0] is ops.NEGATE:
        tried = [c for c in "a1 -(.é条" if not any(_has(member, c) for member in members[1:])]
        return tried[:2] or ["\u2603"]
    found = []
    for op, argument in members:
        if op is ops.LITERAL:
            found.append(chr(argument))
        elif op is ops.RANGE:
            found.append(chr(argument[0]))
        elif op is ops.CATEGORY:
            found.append(_CLASSES[argument])
    return [found[0], found[-1]] if len(found) > 1 else found


def _has(member: Any, character: str) -> bool:
    op, argument = member
    if op is ops.LITERAL:
        return argument == ord(character)
    if op is ops.RANGE:
        return argument[0] <= ord(character) <= argument[1]
    source = {
        ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_SPACE: r"\s",
        ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_WORD: r"\W",
    }[argument]  # fmt: skip
    return re.match(source, character) is not None


# --------------------------------------------------------------------------------------------------------- measuring


_TELLING = {1_600: 0.000125, 6_400: 0.002}
"""Characters in which a search that is so quick needs no other size: were it quadratic, it would take longer."""


class TooLongError(Exception):
    """A search was ended."""


def grows(run: Callable[[str], object], attack: tuple[str, str, str]) -> str:
    """How a search grows faster than its text under an attack; empty where it does not."""
    before, body, end = attack
    for size, quick in _TELLING.items():
        try:
            if _spent(run, before + body * (size // len(body) + 1) + end) < quick:
                return ""
        except TooLongError:
            return f"over {GIVE_UP:.0f} s of CPU for {size:,} characters"
    last = 0.0
    for size in SIZES:
        text = before + body * (size // len(body) + 1) + end
        try:
            spent = _spent(run, text)
            if size > 100 and spent > SLOW and spent > FACTOR * max(last, SLOW / 8):
                # Bad luck, perhaps: a machine at its limit counts the time of a process in coarse steps.
                shorter = before + body * (len(text) // 4 // len(body) + 1) + end
                last = max(last, *(_spent(run, shorter) for _ in range(3)))
                spent = min(spent, *(_spent(run, text) for _ in range(3)))
        except TooLongError:
            return f"over {GIVE_UP:.0f} s of CPU for {size:,} characters"
        if size > 100 and spent > SLOW and spent > FACTOR * max(last, SLOW / 8):
            return f"{last * 1000:.0f} ms for a quarter of {size:,} characters, {spent * 1000:.0f} ms for all"
        last = spent
    return ""


def _spent(run: Callable[[str], object], text: str) -> float:
    """Seconds of CPU that a search takes. Raises TooLongError."""

    def end(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, GIVE_UP)
    try:
        started = time.process_time()
        run(text)
        return time.process_time() - started
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
