"""The HTML report: one file for the browser that needs no network.

Jinja2 fills the templates with autoescape on, so text from a draft is never markup; ``finalize`` makes control
characters visible in whatever is printed. The policy in the page's head allows this one script and this one style
sheet, by their hashes, and no connection: what slipped through all the same could neither run nor report home.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup

from treatydiff.model import Significance
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.html import compiled
from treatydiff.renderers.html.marks import CLASSES
from treatydiff.renderers.html.page import prepare
from treatydiff.renderers.html.values import PageData
from treatydiff.renderers.html.wording import Tongue, tongue, tongues
from treatydiff.renderers.text.locations import TURNS
from treatydiff.report import Report
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import visible

if TYPE_CHECKING:
    from treatydiff.renderers.html.origins import BlamePage
    from treatydiff.series import Blame

_HOME = files(__package__) / "templates"
_STATES = (
    "found", "worse", "quiet", "substantive", "inserted", "deleted", "split", "merged", "moved", "unchanged",
)  # fmt: skip
"""What the articles can be chosen by: what was found in them, what became of them."""
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """One page; of a series with a step for each pair of drafts."""
    return write("page.html", prepare(reports, options), options)


def blamed(blame: Blame, options: RenderOptions) -> bytes:
    """A draft whose every phrase has the colour and the number of the draft that brought it."""
    from treatydiff.renderers.html.origins import prepare, rules

    data = prepare(blame, options)
    return _filled("blame.html", data, asset("blame.css") + rules(data), options)


def write(template: str, data: PageData, options: RenderOptions) -> bytes:
    """A page of a comparison."""
    return _filled(template, data, _filters(data), options)


def _filled(template: str, data: PageData | BlamePage, rules: str, options: RenderOptions) -> bytes:
    """A template filled in. A language of the page that is asked for is kept; else the reader's browser chooses."""
    words = tongue(options.ui_lang or "en")
    script, style = _close(asset("report.js")), _tight(_close(asset("report.css") + rules)) + _spoken(words)
    policy = _POLICY.format(script=hashed(script), style=hashed(style))
    writer = _Writer(words)
    text = (
        _environment()
        .get_template(template)
        .render(
            page=data,
            w=writer,
            policy=policy,
            script=Markup(script),
            style=Markup(style),
            island=lambda: _island(writer.used | _asked_by(script), options.ui_lang),
        )
    )
    return text.encode()


def _asked_by(script: str) -> set[str]:
    """The keys of the phrases that a script says: whole, or of a family, as in ``say(`turn.${turn}`)``."""
    families = set(_FAMILIES.findall(script))
    return {key for key in tongue("en").table if key.partition(".")[0] in families or f'"{key}"' in script} | _ALWAYS


_FAMILIES = regex(r"`(\w+)\.\$\{")
_ALWAYS = {"name", "singular"}
"""Of each language."""


def _island(keys: set[str], asked: str) -> Markup:
    """Data for the script, which no text in it can close: the phrases that this page has, in every language."""
    order = sorted(keys)
    phrases = {code: [each.table[key] for key in order] for code, each in tongues().items()}
    value = {"asked": asked, "keys": order, "tongues": phrases}
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _filters(data: PageData) -> str:
    """The rules by which the boxes hide things, so that they do without a script."""
    off = "body:has(#{}:not(:checked))"
    rules = [f"{off.format(f'theme-{n}')} .th{n}" for n in range(len(data.themes))]
    rules += [f"{off.format(f'turn-{turn}')} .{turn}:is(.card, .found)" for turn in TURNS]
    rules += [f"body:has(#state option[value={state}]:checked) .leaf:not(.st-{state})" for state in _STATES]
    rules += _articles_by_turn()
    for kind in CLASSES.values():
        box, mark = off.format(f"kind-{kind}"), _mark(kind)
        rules += [f"{box} .body {kind_of}" for kind_of in (f".clause.k-deleted.m-{kind}", f".m-{kind} > .meta")]
        rules += [f"{box} {where} del{mark}" for where in (".redline :not(.was) > .clause", "summary", ".part")]
    plain = (f"{off.format(f'kind-{kind}')} .redline :is(ins, del){_mark(kind)}" for kind in CLASSES.values())
    unmarked = "color:inherit;background:none;text-decoration:none;padding:0"
    return f"{','.join(rules)}{{display:none}}\n{','.join(plain)}{{{unmarked}}}\n"


def _mark(kind: str) -> str:
    """What tells the marks of a kind of change in the style sheet."""
    return ":not([class])" if kind == CLASSES[Significance.SUBSTANTIVE] else f".{kind}"


def _articles_by_turn() -> Iterator[str]:
    """Where some directions are chosen, the articles in which nothing of them was found; the script has its own way."""
    for count in range(1, len(TURNS)):
        for chosen in combinations(TURNS, count):
            boxes = "".join(f":has(#turn-{t}{':checked' if t in chosen else ':not(:checked)'})" for t in TURNS)
            yield f".no-js body{boxes} .leaf:not(:has({','.join(f'.found.{turn}' for turn in chosen)}))"


def _spoken(words: Tongue) -> str:
    """What a screen reader is told of an insertion and a deletion, as generated content: it is never copied."""
    names = {"ins": "spoken.inserted", "del": "spoken.deleted", "end": "spoken.end"}
    values = "".join(f"--say-{name}:{json.dumps(words.say(key), ensure_ascii=False)};" for name, key in names.items())
    return f":root{{{values}}}\n"


def hashed(text: str) -> str:
    """How a policy names a script or a style sheet that it allows."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _close(source: str) -> str:
    """A script or a style sheet without what only its authors read: indents, and comments that fill lines."""
    lines = (line.strip() for line in _REMARKS.sub("", source).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


_REMARKS = regex(r"^ */\*.*?\*/ *$", re.DOTALL | re.MULTILINE)


def _tight(rules: str) -> str:
    """A style sheet without the blanks that its rules do not need; no text in ours has such signs before a blank."""
    rules = _AFTER.sub("", rules)
    for loose, tight in ((" {", "{"), ("{\n", "{"), (" }", "}"), ("\n}", "}"), (";\n", ";"), (";}", "}")):
        rules = rules.replace(loose, tight)
    return rules


_AFTER = regex("(?<=[{};,:]) +")


@cache
def asset(name: str) -> str:
    """The text of a file of the page's: ``report.css``."""
    return (_HOME / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    templates = {file.name: asset(file.name) for file in _HOME.iterdir() if file.name.endswith(".html")}
    return compiled.environment(compiled.loader(templates), _harmless)


def _harmless(value: object) -> object:
    """What is printed, with the control characters of a draft written out; finished markup has been through here."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class _Writer:
    """Writes the page's own words so that the script can put those of another language in their place."""

    def __init__(self, words: Tongue) -> None:
        self._words = words
        self.lang = words.code
        self.used: set[str] = set()
        """The keys of what was written."""

    def __call__(self, key: str, **values: str | int) -> Markup:
        """A phrase as an element."""
        text = self.say(key, **values)
        given = Markup(' data-v="{}"').format(visible(json.dumps(values, ensure_ascii=False))) if values else ""
        return Markup('<span data-w="{}"{}>{}</span>').format(key, given, visible(text))

    def say(self, key: str, **values: str | int) -> str:
        """A phrase as plain text, for an attribute."""
        self.used.add(key)
        return self._words.say(key, **values)

    def say_known(self, key: str, otherwise: str) -> str:
        """The same as ``known`` as plain text, which the script writes anew in another language."""
        return self.say(key) if key in self._words.table else otherwise

    def attribute(self, name: str, key: str) -> Markup:
        """An attribute whose value is a phrase."""
        return Markup('{0}="{2}" data-w-{0}="{1}"').format(name, key, self.say(key))

    def known(self, key: str, otherwise: str) -> Markup | str:
        """A phrase if there is one for it: the name of a built-in theme, but not of a user's."""
        return self(key) if key in self._words.table else otherwise
