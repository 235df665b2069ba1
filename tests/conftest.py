"""What several test files share."""

from __future__ import annotations

import os
import resource
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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


# ------------------------------------------------------------------------------------------------- which tests are slow


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
