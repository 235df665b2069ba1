from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.config import OptionKind, settings
from treatydiff.errors import DataError

OPTIONS = dict.fromkeys(("lang", "color", "format", "output"), OptionKind.TEXT)
OPTIONS |= {"theme": OptionKind.LIST, "all": OptionKind.FLAG}
COMMANDS = frozenset({"compare", "outline"})


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "repository" / "work"
    work.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(work)


def found(path: str = "", command: str = "compare") -> dict[str, object]:
    return settings(path, command, OPTIONS, COMMANDS)


def test_no_file_means_no_settings() -> None:
    assert found() == {}


def test_the_working_folder_comes_before_the_project_and_the_project_before_the_user() -> None:
    own = Path("../../home/treatydiff")
    own.mkdir(parents=True)
    (own / "config.toml").write_text('lang = "fr"\ncolor = "never"\ntheme = ["safeguards"]')
    Path("../pyproject.toml").write_text('[tool.treatydiff]\nlang = "es"\ncolor = "always"')
    Path("treatydiff.toml").write_text('lang = "ru"')
    assert found() == {"lang": "ru", "color": "always", "theme": ["safeguards"]}


def test_nothing_outside_the_repository_is_looked_at() -> None:
    Path("../../pyproject.toml").write_text('[tool.treatydiff]\nlang = "es"')
    assert found() == {}


def test_a_file_that_is_named_is_the_only_one() -> None:
    Path("treatydiff.toml").write_text('lang = "ru"')
    Path("other.toml").write_text('color = "never"')
    assert found("other.toml") == {"color": "never"}
    assert found("none") == {}


def test_one_string_stands_for_a_list_of_one() -> None:
    Path("treatydiff.toml").write_text('theme = "safeguards"')
    assert found() == {"theme": ["safeguards"]}


def test_a_table_is_for_its_command_and_wins() -> None:
    Path("treatydiff.toml").write_text('lang = "ru"\n[compare]\nlang = "fr"\n[outline]\nall = true')
    assert found() == {"lang": "fr"}
    assert found(command="outline") == {"lang": "ru", "all": True}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('colour = "never"', "unknown setting 'colour'", "did you mean color?"),
        ('[compare]\nfromat = "json"', "unknown setting 'compare.fromat'", "did you mean format?"),
        ('output = "x"', "unknown setting 'output'", ""),
        ("[comapre]\nlang = 'fr'", "unknown setting 'comapre'", "did you mean compare?"),
        ("lang = 1", "treatydiff.toml:1: lang: must be a string", ""),
        ("lang = true", "treatydiff.toml:1: lang: must be a string", ""),
        ("theme = true", "treatydiff.toml:1: theme: must be a string or a list of strings", ""),
        ("theme = [1]", "treatydiff.toml:1: theme: must be a string or a list of strings", ""),
        ("[compare]\nall = 'yes'", "treatydiff.toml:2: compare.all: must be true or false", ""),
        ("lang = ", "treatydiff.toml: ", ""),
    ],
)
def test_a_faulty_file_is_an_error_that_says_where(text: str, message: str, hint: str) -> None:
    Path("treatydiff.toml").write_text(text)
    with pytest.raises(DataError) as caught:
        found()
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_file_that_is_named_must_exist() -> None:
    with pytest.raises(DataError, match=r"absent\.toml: no such file"):
        found("absent.toml")
