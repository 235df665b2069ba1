"""What several test files share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
"""A law holds or it does not; how long a busy machine takes to draw a case says nothing about it."""
ROOT = Path(__file__).parent.parent


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
