from __future__ import annotations

import sys
from importlib import invalidate_caches
from pathlib import Path

import jinja2
import pytest

from corpus import ROOT
from making import sample
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers import html as page
from treatydiff.renderers.html import compiled

TEMPLATES = ROOT / "src" / "treatydiff" / "renderers" / "html" / "templates"


@pytest.fixture
def sources() -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in TEMPLATES.glob("*.html")}


@pytest.fixture
def made(tmp_path: Path, sources: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of modules, installed."""
    folder = tmp_path / compiled.PACKAGE
    folder.mkdir()
    compiled.compile_into(folder, sources)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(compiled, "INSIDE", "not.there")
    monkeypatch.delitem(sys.modules, compiled.PACKAGE, raising=False)
    invalidate_caches()
    return folder


def rendered() -> bytes:
    page._environment.cache_clear()
    return RENDERERS["html"].render((sample(),), RenderOptions())


@pytest.mark.usefixtures("made")
def test_modules_of_the_very_templates_write_the_very_page(sources: dict[str, str]) -> None:
    assert isinstance(compiled.loader(sources), jinja2.ModuleLoader)
    ready = rendered()
    sys.modules[compiled.PACKAGE].STAMP = "of other templates"  # type: ignore[attr-defined]
    assert isinstance(compiled.loader(sources), jinja2.DictLoader)
    assert rendered() == ready


@pytest.mark.usefixtures("made")
def test_a_template_that_was_edited_since_is_compiled_anew(sources: dict[str, str]) -> None:
    edited = sources | {"base.html": "edited"}
    environment = jinja2.Environment(loader=compiled.loader(edited), autoescape=True)
    assert environment.get_template("base.html").render() == "edited"


def test_another_series_of_jinja_compiles_them_itself(sources: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled.stamp(sources)
    monkeypatch.setattr(jinja2, "__version__", f"{jinja2.__version__}.1")
    assert compiled.stamp(sources) != before


def test_who_has_no_modules_has_the_page_all_the_same(sources: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, compiled.PACKAGE, None)
    assert isinstance(compiled.loader(sources), jinja2.DictLoader)


def test_whoever_builds_the_package_makes_the_modules_for_an_editable_installation_too(
    sources: dict[str, str],
) -> None:
    hook = (ROOT / "hatch_build.py").read_text("utf-8")
    built = {"__file__": "hatch_build.py", "__name__": "hatch_build"}
    exec(compile(hook, "hatch_build.py", "exec"), built)
    for version, key, place in (
        ("standard", "force_include", compiled.INSIDE.replace(".", "/")),
        ("editable", "force_include_editable", compiled.PACKAGE),
    ):
        builder = built["TemplatesHook"](str(ROOT), {}, None, None, "", "wheel")  # type: ignore[operator]
        data: dict[str, dict[str, str]] = {key: {}}
        builder.initialize(version, data)
        ((folder, package),) = data[key].items()
        assert package == place
        assert compiled.stamp(sources) in Path(folder, "__init__.py").read_text("utf-8")
        assert len(list(Path(folder).glob("tmpl_*.py"))) == len(sources)
        builder.finalize(version, data, "")
        assert not Path(folder).exists()
