"""``treatydiff themes``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.errors import TreatydiffError, did_you_mean
from treatydiff.renderers import THEME_LISTS

if TYPE_CHECKING:
    from treatydiff.judging.signs import Sign, SignUse
    from treatydiff.themes import Profile, Theme

NAME = typer.Argument(
    metavar="NAME",
    show_default=False,
    autocompletion=given.built_in_themes,
    help="A theme, or one rule or term as a finding names it: surveillance/bulk.",
)
TEST = typer.Option("--test", help="Try the examples of its rules; end with status 1 where one fails.")
ALL = option("--all", help="Show every rule and term of every theme.")


@with_common_options
def themes(
    name: Annotated[str, NAME] = "",
    themes: given.Themes = [],
    profile: given.Profile = "",
    format: Annotated[str, formats(THEME_LISTS)] = "",
    out: given.Out = "",
    show_all: Annotated[bool, ALL] = False,
    test: Annotated[bool, TEST] = False,
    *,
    run: CommandRun,
) -> int:
    """Explain what is looked for, and why.

    Without a name, the list of themes. With one, its rules and terms, the reason and source of each, an example on
    which it speaks and one on which it is silent. With --lang, only the words of that language. --test tries the
    examples that theme files hold under fires and silent.
    """
    from treatydiff.renderers.themes import Knowledge
    from treatydiff.themes import load_profile, load_themes

    _, renderer = run.target(format, out, THEME_LISTS, [])
    guide = Guide.read(themes=themes, profile=profile)
    themes_known = guide.themes or load_themes()
    if test:
        return _rehearse(_named(name, themes_known), themes_known, guide.profile or load_profile(), out, run)
    rows = _signs(name, themes_known)
    found = () if rows else _named(name, themes_known)
    known = Knowledge(found, guide.profile or load_profile(), run.language, rows)
    run.write(renderer, known, out, show_all=show_all or bool(name))
    return 0


def _rehearse(found: tuple[Theme, ...], whole: tuple[Theme, ...], profile: Profile, out: str, run: CommandRun) -> int:
    """Try the examples, say which fail, and how many there are."""
    from treatydiff.commands.rehearsal import tried
    from treatydiff.front import output
    from treatydiff.text.safe_text import one_line

    themes = {theme.name: theme for theme in whole}
    all_tried = [
        each
        for part in found
        for each in tried(themes[part.name], part.rules, profile, run.language or part.languages[0])
    ]
    failed = [each for each in all_tried if not each.holds]
    lines = []
    for each in failed:
        beside = f" ({', '.join(each.others)} spoke)" if each.others and each.fires else ""
        what = "finds something in" if not each.fires else "is outvoted on" if each.spoke else "finds nothing in"
        lines.append(f"{each.rule} {what}: {one_line(str(each.example))}{beside}")
    silent = [rule.id for part in found for rule in part.rules if not (rule.fires or rule.silent)]
    lines += [f"{id}: no example" for id in silent]
    word = "FAIL" if failed else "PASS"
    lines.append(f"{word}: {len(failed)} of {len(all_tried)} examples fail")
    output.write(out, "".join(f"{line}\n" for line in lines).encode())
    return int(bool(failed))


def _signs(name: str, themes: tuple[Theme, ...]) -> Mapping[Sign, tuple[SignUse, ...]]:
    """The rows of the table of signs after which a finding is named: ``surveillance/frame-threshold``."""
    from treatydiff.judging import signs
    from treatydiff.report import FRAME

    theme, _, rule = name.partition("/")
    if not rule.startswith(FRAME) or theme not in {each.name for each in themes}:
        return {}
    found = signs.load().uses(rule.removeprefix(FRAME))
    if not found:
        hint = did_you_mean(name, [f"{theme}/{FRAME}{each}" for each in signs.load().names], "docs/judging.md")
        raise TreatydiffError(f"{name}: no such rule", hint)
    return found


def _named(name: str, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """All themes, or the one of this name, or of its theme only the rule or term of this name."""
    if not name:
        return themes
    found = tuple(part for theme in themes if (part := _part(name, theme)))
    if not found:
        hint = did_you_mean(name, _names(themes), f"choose from {', '.join(theme.name for theme in themes)}")
        raise TreatydiffError(f"{name}: no such theme", hint)
    return found


def _part(name: str, theme: Theme) -> Theme | None:
    if name == theme.name:
        return theme
    rules = tuple(rule for rule in theme.rules if rule.id == name)
    used = {term.name: term for rule in rules for term in rule.asks}
    used |= {term.name: term for term in theme.terms if term.name == name}
    return replace(theme, rules=rules, terms=tuple(used.values())) if used else None


def _names(themes: tuple[Theme, ...]) -> list[str]:
    """Everything that can be asked for."""
    inside = [part for theme in themes for part in (*(r.id for r in theme.rules), *(t.name for t in theme.terms))]
    return [*(theme.name for theme in themes), *inside]
