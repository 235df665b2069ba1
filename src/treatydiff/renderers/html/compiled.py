"""The page's templates as Python modules, made when treatydiff is packaged (``hatch_build.py``).

Jinja takes longer to compile them than to fill them. The modules are a package in this one; of an installation from a
working copy, which only points to this one, a package beside it. They are used only where they were made of the very
templates that are there, by a Jinja of the series that is there; else the templates are compiled when they are needed.

Whoever builds the package loads this file by itself: it imports nothing of treatydiff.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import jinja2

INSIDE, PACKAGE = "treatydiff.renderers.html.made", "treatydiff_templates"
"""Where the modules are: installed, and of a working copy."""
_ABOUT = '"""Made of the templates of treatydiff.renderers.html when treatydiff was packaged."""'


def environment(loader: jinja2.BaseLoader | None, finalize: Callable[[object], object]) -> jinja2.Environment:
    """Where templates are compiled and filled. Whatever is printed is escaped, and goes through ``finalize`` before."""
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def stamp(sources: Mapping[str, str]) -> str:
    """What tells whether modules are of these templates, by name, and for this series of Jinja."""
    series = jinja2.__version__.rpartition(".")[0]
    parts = (series, *(f"{name}\n{text}" for name, text in sorted(sources.items())))
    return sha256("\0".join(parts).encode()).hexdigest()


def compile_into(folder: Path, sources: Mapping[str, str]) -> None:
    """Write the package of modules into a folder."""
    compiling = environment(jinja2.DictLoader(dict(sources)), lambda value: value)
    compiling.compile_templates(folder, zip=None, ignore_errors=False)
    (folder / "__init__.py").write_text(f'{_ABOUT}\n\nSTAMP = "{stamp(sources)}"\n', "utf-8")


def loader(sources: Mapping[str, str]) -> jinja2.BaseLoader:
    """Loads the modules of these templates if they are at hand, and the templates if not."""
    wanted = stamp(sources)
    for name in (INSIDE, PACKAGE):
        try:
            made = import_module(name)
        except ImportError:
            continue
        if wanted == made.STAMP:
            return jinja2.ModuleLoader(list(made.__path__))
    return jinja2.DictLoader(dict(sources))
