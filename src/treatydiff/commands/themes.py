"""``treatydiff themes``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import (
    OUTPUT,
    PROFILE,
    THEMES,
    CommandRun,
    Guide,
    formats,
    option,
    width,
    with_common_options,
)
from treatydiff.errors import TreatydiffError, did_you_mean
from treatydiff.renderers import THEME_LISTS, RenderOptions

if TYPE_CHECKING:
    from treatydiff.themes import Rule, Term, Theme

NAME = typer.Argument(
    metavar="NAME", show_default=False, help="A theme, or one rule or term as a finding names it: surveillance/bulk."
)
ALL = option("--all", help="Show every rule and term of every theme.")


@with_common_options
def themes(
    name: Annotated[str, NAME] = "",
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006 - Typer copies it
    profile: Annotated[str, PROFILE] = "",
    format: Annotated[str, formats(THEME_LISTS)] = "",
    out: Annotated[str, OUTPUT] = "",
    show_all: Annotated[bool, ALL] = False,
    *,
    run: CommandRun,
) -> int:
    """Explain what is looked for, and why.

    Without a name, the list of themes; with one, its rules and terms, what each is for and who says so. With --lang,
    only the words of that language.
    """
    from treatydiff.renderers.themes import Knowledge
    from treatydiff.themes import load_profile, load_themes

    form, renderer = run.target(format, out, THEME_LISTS, [])
    guide = Guide.read(themes=themes, profile=profile)
    found = _named(name, guide.themes or load_themes())
    known = Knowledge(found, guide.profile or load_profile(), run.language)
    data = renderer.render(known, RenderOptions(width(out), run.colored(out), show_all or bool(name)))
    run.show(data, out, text=form == "terminal")
    return 0


def _named(name: str, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """All themes, or the one of this name, or of its theme only the rule or term of this name."""
    if not name:
        return themes
    found = tuple(part for theme in themes if (part := _part(name, theme)))
    if not found:
        hint = did_you_mean(name, _names(themes), f"there are {', '.join(theme.name for theme in themes)}")
        raise TreatydiffError(f"{name}: no such theme", hint)
    return found


def _part(name: str, theme: Theme) -> Theme | None:
    if name == theme.name:
        return theme
    rules = tuple(rule for rule in theme.rules if rule.id == name)
    used = {term.name: term for rule in rules for term in _terms(rule)}
    used |= {term.name: term for term in theme.terms if term.name == name}
    return replace(theme, rules=rules, terms=tuple(used.values())) if used else None


def _terms(rule: Rule) -> Iterator[Term]:
    yield from (*rule.terms, *rule.within, *rule.not_within, *rule.beside, *rule.unless, *rule.of, *rule.but_not)


def _names(themes: tuple[Theme, ...]) -> list[str]:
    """Everything that can be asked for."""
    inside = [part for theme in themes for part in (*(r.id for r in theme.rules), *(t.name for t in theme.terms))]
    return [*(theme.name for theme in themes), *inside]
