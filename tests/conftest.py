"""What several test files share."""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import wraps
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from schemas import conforms
from treatydiff.renderers import json

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
"""A law holds or it does not; how long a busy machine takes to draw a case says nothing about it."""
ROOT = Path(__file__).parent.parent
SLOW = Path(__file__).with_name("slow.txt")
"""The tests that ``make test-quick`` leaves out, a function a line; written by ``make slow``."""
MOST = 0.02
"""Seconds of CPU that a case of a quick test takes, on the average of its function's cases."""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the terminal, the settings or the locale of whoever runs it."""
    for name in list(os.environ):
        if name.startswith("TREATYDIFF_") and name != "TREATYDIFF_CORPUS":
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "SOURCE_DATE_EPOCH", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(ROOT / "no such folder"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(ROOT / "pyproject.toml" / "no such folder"))


@pytest.fixture
def drafts() -> Path:
    """The folder with the sample drafts."""
    return ROOT / "drafts"


def _conforming(dump: Callable[[dict[str, Any]], bytes]) -> Callable[[dict[str, Any]], bytes]:
    """The function that writes every JSON, which here writes no report and no draft against its schema."""

    @wraps(dump)
    def checked(value: dict[str, Any]) -> bytes:
        data = dump(value)
        if name := _DESCRIBED.get(str(value.get("schema"))):
            conforms(data, name)
        return data

    return checked


_DESCRIBED = {"treatydiff/report/1": "report", "treatydiff/series/1": "report", "treatydiff/draft/1": "draft"}
json.dump = _conforming(json.dump)  # before anything else takes it from there


# -------------------------------------------------------------------------------------------- what is worked out once


READ: dict[tuple[object, ...], Any] = {}
"""What readers made of files in this process, by kind, name, content, options and limits."""
MANY = 60
"""So many readings are kept at most."""
COMPARED: dict[tuple[object, ...], list[tuple[dict[str, Any], Any]]] = {}
"""Reports of this process, by drafts and rules, each with what else was asked."""


@pytest.fixture(autouse=True)
def _read_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a child would read is read here, and the same file once: a fork of a process full of tests is dear.

    Not where children and their limits are what is tested: those tests are marked ``sandbox``.
    """
    from treatydiff.readers import Reader

    if not request.node.get_closest_marker("sandbox"):
        monkeypatch.setattr(Reader, "_child", no_child)


def no_child(reader: Any, data: bytes, name: str, options: Any, limits: Any) -> NoChild | None:
    """What reads a file here; None where another program converts it first."""
    module = import_module(f"{reader.package}.{reader.name}")
    return None if hasattr(module, "converted") else NoChild(reader, module.read, data, name, options)


class NoChild:
    """Stands for the child that reads a file, and reads it when it is asked, or tells what was read before."""

    def __init__(self, reader: Any, work: object, data: bytes, name: str, options: Any) -> None:
        self.reader, self.data, self.name, self.options = reader, data, name, options
        self.key = work, name, sha256(data).digest(), options

    def reading(self, tell: Callable[[str], None]) -> Any:
        if self.key not in READ:
            found = self.reader.read(self.data, self.name, self.options)
            while len(READ) >= MANY:
                del READ[next(iter(READ))]
            READ[self.key] = found
        return READ[self.key]

    def end(self) -> None:
        """There is nothing to end."""


class Here(Executor):
    """Does what it is given in this process, at once."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done = Future[Any]()
        done.set_result(work(*arguments, **named))
        return done


@pytest.fixture
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is done in this process: each of its workers would import the program first.

    Not in tests of the workers: those are marked ``workers``.
    """
    if not request.node.get_closest_marker("workers"):
        monkeypatch.setattr(import_module("treatydiff.batch.engines"), "_pool", lambda _: Here())


@pytest.fixture
def once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair that was compared in this process is not compared again.

    For tests of what commands and renderers do with a comparison of the sample drafts, of which each would take a
    second; not for those of comparing or its limits.
    """
    pipeline = import_module("treatydiff.compare")
    whole = pipeline.compare

    def compare(old: Any, new: Any, *, rules: Sequence[Any] = (), **how: Any) -> Any:
        named = {name: value for name, value in how.items() if name != "tell"}
        if named.get("asked"):
            return whole(old, new, rules=rules, **how)
        known = COMPARED.setdefault((old, new, tuple(rules)), [])
        found = next((report for asked, report in known if asked == named), None)
        if found is None:
            found = whole(old, new, rules=rules, **how)
            known.append((named, found))
        return found

    monkeypatch.setattr(pipeline, "compare", compare)
    for module in (request.module, sys.modules.get("treatydiff.batch.work")):
        if getattr(module, "compare", None) is whole:
            monkeypatch.setattr(module, "compare", compare)


# ------------------------------------------------------------------------------------------------- which tests are slow


gc.disable()  # what is collected stays


def pytest_collection_finish() -> None:
    """Look for rubbish as seldom as the program does, and never among what was collected: a tenth of the time."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-slow", action="store_true", help="write tests/slow.txt anew, by the CPU time of this run")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--write-slow") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Slow())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow: for its time only, in no other way is it less of a test."""
    slow = frozenset(SLOW.read_text("utf-8").split())
    for item in items:
        if function_of(item.nodeid) in slow:
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    began[item.nodeid] = spent()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    item.user_properties.append(("cpu", spent() - began.pop(item.nodeid)))


began: dict[str, float] = {}
"""What this process had spent when the test began that is running."""


def spent() -> float:
    """Seconds of CPU of this process and of those that it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def function_of(name: str) -> str:
    """``tests/test_x.py::test_y`` of a case of it."""
    return name.partition("[")[0]


class Slow:
    """Adds up what each test function took, and writes down those that are slow."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.cases: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.seconds[function_of(report.nodeid)] += dict(report.user_properties)["cpu"]
            self.cases[function_of(report.nodeid)] += 1

    def pytest_sessionfinish(self) -> None:
        slow = sorted(name for name, count in self.cases.items() if self.seconds[name] > MOST * count)
        SLOW.write_text("".join(f"{name}\n" for name in slow), "utf-8")
