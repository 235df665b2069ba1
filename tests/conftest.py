"""What several test files share."""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
MOST = 0.025
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
COMPARED: dict[tuple[object, ...], list[tuple[dict[str, Any], Any]]] = {}
"""Reports of this process, by drafts and rules, each with what else was asked."""


@pytest.fixture
def once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was read in this process, and a pair that was compared, is not read and compared again.

    For tests of what commands and renderers do with a comparison of the sample drafts, of which each would take a
    second; not for those of reading, comparing or their limits.
    """
    from treatydiff.readers import Reader

    pipeline = import_module("treatydiff.compare")
    whole, child = pipeline.compare, Reader._child

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

    def child_once(self: Reader, data: bytes, name: str, options: Any, limits: Any) -> Any:
        key = self.package, self.name, name, sha256(data).digest(), options, limits
        return Heard(key, None if key in READ else child(self, data, name, options, limits)) or None

    monkeypatch.setattr(pipeline, "compare", compare)
    monkeypatch.setattr(Reader, "_child", child_once)
    for module in (request.module, sys.modules.get("treatydiff.batch.work")):
        if getattr(module, "compare", None) is whole:
            monkeypatch.setattr(module, "compare", compare)


class Heard:
    """A child that reads, or what one like it read before; nothing where a file is read without one."""

    def __init__(self, key: tuple[object, ...], child: Any) -> None:
        self.key, self.child = key, child

    def __bool__(self) -> bool:
        return self.child is not None or self.key in READ

    def reading(self, tell: Callable[[str], None]) -> Any:
        if self.child:
            READ[self.key] = self.child.reading(tell)
        return READ[self.key]

    def end(self) -> None:
        if self.child:
            self.child.end()


# ------------------------------------------------------------------------------------------------- which tests are slow


def pytest_collection_finish() -> None:
    """Look for rubbish as seldom as the program does, and never among what was collected: a tenth of the time."""
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
