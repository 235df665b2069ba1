from __future__ import annotations

from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperCommand, TyperOption

from treatydiff.cli import main
from treatydiff.commands import everything
from treatydiff.commands.settings import environment_name
from treatydiff.errors import DataError
from treatydiff.front.config import BEARING, SETTINGS, OptionKind, SetIn, settings

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
    return {each.name: each.value for each in settings(path, command, OPTIONS, COMMANDS) if each.taken}


def test_no_file_means_no_settings() -> None:
    assert found() == {}


def test_the_working_folder_comes_before_the_project_and_the_project_before_the_user() -> None:
    own = Path("../../home/treatydiff")
    own.mkdir(parents=True)
    (own / "config.toml").write_text('lang = "fr"\ncolor = "never"\ntheme = ["safeguards"]')
    Path("../pyproject.toml").write_text('[tool.treatydiff]\nformat = "csv"\ncolor = "always"')
    Path("treatydiff.toml").write_text('format = "json"')
    assert found() == {"lang": "fr", "format": "json", "color": "always", "theme": ["safeguards"]}


def test_nothing_outside_the_repository_is_looked_at() -> None:
    Path("../../pyproject.toml").write_text('[tool.treatydiff]\ncolor = "never"')
    assert found() == {}


def test_a_file_that_is_named_is_the_only_one() -> None:
    Path("treatydiff.toml").write_text('lang = "ru"')
    Path("other.toml").write_text('color = "never"')
    assert found("other.toml") == {"color": "never"}
    assert found("none") == {}


def test_one_string_stands_for_a_list_of_one() -> None:
    Path("mine.toml").write_text('theme = "safeguards"')
    assert found("mine.toml") == {"theme": ["safeguards"]}


def test_a_table_is_for_its_command_and_wins() -> None:
    Path("mine.toml").write_text('lang = "ru"\n[compare]\nlang = "fr"\n[outline]\nall = true')
    assert found("mine.toml") == {"lang": "fr"}
    assert found("mine.toml", command="outline") == {"lang": "ru", "all": True}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('colour = "never"', "unknown setting 'colour'", "did you mean color?"),
        ('[compare]\nfromat = "json"', "unknown setting 'compare.fromat'", "did you mean format?"),
        ('output = "x"', "treatydiff.toml:1: output: no file sets it", "--output is for the command line"),
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


# ------------------------------------------------------------------------------------------------- who may say what

OPTIONS_OF_ALL = {
    (name, max(option.opts, key=len).removeprefix("--")): option
    for name, command in everything().items()
    for option in command.params
    if isinstance(option, TyperOption)
}
FOLDER, PROJECT, NAMED = "treatydiff.toml", "pyproject.toml", "named.toml"
OWN = str(Path("..", "..", "home", "treatydiff", "config.toml"))
TAKEN = {SetIn.ANY: {FOLDER, PROJECT, OWN, NAMED}, SetIn.OWN: {OWN, NAMED}, SetIn.RUN: set()}


def another(option: TyperOption) -> object:
    """A value that an option may have and does not have by default."""
    if option.is_bool_flag:
        return not option.default
    kind = option.type_descriptor.annotation
    if option.type_descriptor.is_choice:
        return next(each for each in map(str, kind) if each != str(option.default))
    fitting = {"limits": "20,20", "format": "json", "at-least": "0.25", "most": "77", "time-limit": "77.5"}
    text = fitting.get(max(option.opts, key=len)[2:], "3")
    return [text] if option.multiple else text


def toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).replace("'", '"') if isinstance(
        value, list) else f'"{value}"'  # fmt: skip


def parsed(name: str, option: TyperOption, *words: str) -> object:
    """What a command makes of an option."""
    command: TyperCommand = everything()[name]
    needed = [each for each in command.params if isinstance(each, TyperArgument) and each.required]
    words += ({"completion": "bash", "schema": "report"}.get(name, "x"),) * len(needed)
    return command.make_context(name, list(words)).params[str(option.name)]


@pytest.mark.parametrize(("name", "long"), [each for each in OPTIONS_OF_ALL if SETTINGS.get(each[1]) is not SetIn.RUN])
def test_each_setting_is_taken_from_where_the_table_says_and_from_nowhere_else(name: str, long: str) -> None:
    option = OPTIONS_OF_ALL[name, long]
    value = another(option)
    default = parsed(name, option)
    (Path("../../home") / "treatydiff").mkdir(parents=True)
    taken = set()
    for place in (FOLDER, PROJECT, OWN, NAMED):
        head = "[tool.treatydiff]\n" if place == PROJECT else ""
        Path(place).write_text(f"{head}{long} = {toml(value)}\n")
        told = parsed(name, option, *(["--config", place] if place == NAMED else []))
        Path(place).unlink()
        assert toml(told) in (toml(default), toml(value))
        taken |= {place} if toml(told) == toml(value) else set()
    assert taken == TAKEN[SETTINGS[long]]


RUN_ONLY = sorted({long for name, long in OPTIONS_OF_ALL if SETTINGS.get(long) is SetIn.RUN and name != "textconv"})
"""But for git's own commands, which go on without a faulty file."""


@pytest.mark.parametrize("long", RUN_ONLY)
@pytest.mark.parametrize("place", [FOLDER, PROJECT, OWN, NAMED])
def test_what_is_of_one_run_is_in_no_file(long: str, place: str) -> None:
    name = next(name for name, other in OPTIONS_OF_ALL if other == long)
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text(f'{"[tool.treatydiff]" if place == PROJECT else ""}\n{long} = "x"\n')
    with pytest.raises(DataError, match=rf":2: {long}: no file sets it|unknown setting"):
        parsed(name, OPTIONS_OF_ALL[name, long], *(["--config", place] if place == NAMED else []))


def test_the_environment_may_say_what_the_user_may(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [(key, each) for key, each in OPTIONS_OF_ALL.items() if each.envvar and SETTINGS[key[1]] is SetIn.OWN]
    wrong = []
    for (name, long), option in own:
        value = another(option)
        told = " ".join(value) if isinstance(value, list) else toml(value).strip('"')
        monkeypatch.setenv(environment_name(long), told)
        wrong += [(name, long)] * (toml(parsed(name, option)) != toml(value))
    assert len(own) > 100
    assert wrong == []


def test_no_file_names_what_is_connected_to_written_or_run() -> None:
    assert {SETTINGS[name] for name in ("scheduler", "output", "export", "report", "update-lock")} == {SetIn.RUN}
    assert {name for name, reach in SETTINGS.items() if reach is SetIn.OWN} >= BEARING


def test_a_scheduler_beside_the_drafts_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection"))
    Path("treatydiff.toml").write_text('[batch]\nscheduler = "tcp://127.0.0.1:8786"\n')
    Path("pairs.csv").write_text("old,new\na.txt,b.txt\n")
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("Article 1\nScope\nThe Parties shall meet.\n")
    assert main(["batch", "pairs.csv", "-o", "out", "-q"]) == 2
    assert not Path("out").exists()


def test_what_a_file_beside_the_drafts_may_not_say_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text("Article 1\nScope\nThe Parties shall meet.\n")
    Path("treatydiff.toml").write_text('[outline]\nsandbox = false\ncolor = "never"\n')
    assert main(["outline", "draft.txt"]) == 0
    told = capsys.readouterr().err
    assert "treatydiff.toml:2: sandbox = false: a file beside the drafts may not set this" in told
    assert "--config FILE or ~/.config/treatydiff/config.toml" in told
    assert "color" not in told


def test_what_the_user_s_own_file_decides_is_told_with_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("Article 1\nScope\nThe Parties shall meet.\n")
    Path("mine.toml").write_text('struck = "keep"\nlimits = "500,20"\n')
    assert main(["compare", "a.txt", "b.txt", "--config", "mine.toml", "-f", "json"]) == 0
    told = capsys.readouterr()
    struck, limits = "settings: mine.toml:1: struck = keep", "settings: mine.toml:2: limits = 500,20"
    assert struck in told.err
    assert limits in told.err
    assert f'"message": "{struck}"' in told.out
    assert f'"message": "{limits}"' in told.out


def test_limits_that_cannot_be_meant_name_the_file_and_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text("Article 1\nScope\nThe Parties shall meet.\n")
    Path("mine.toml").write_text('\nlimits = "much"\n')
    assert main(["outline", "draft.txt", "--config", "mine.toml"]) == 2
    assert "mine.toml:2: limits = much: not megabytes and seconds" in capsys.readouterr().err
    assert main(["outline", "draft.txt", "--config", "none", "--limits", "1,1"]) == 2
    assert "--limits 1,1: too little to read anything" in capsys.readouterr().err


def test_a_faulty_settings_file_does_not_end_what_git_runs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text("Article 1\nScope\nThe Parties shall meet.\n")
    Path("treatydiff.toml").write_text("lang =")
    assert main(["textconv", "draft.txt"]) == 0
    told = capsys.readouterr()
    assert "The Parties shall meet." in told.out
    assert "settings ignored: treatydiff.toml: " in told.err
    assert main(["outline", "draft.txt"]) == 2
