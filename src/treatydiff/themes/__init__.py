"""Loads themes (terms and rules) and profiles (whose reading is adverse).

A theme is one TOML file that a lawyer can read and edit; docs/themes.md explains every key. Nothing here judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from treatydiff.errors import DataError
from treatydiff.host.plugins import theme_packages
from treatydiff.report import Effect, Severity
from treatydiff.text.frozen import dataclass
from treatydiff.text.languages import LANGUAGES, source_of
from treatydiff.text.regexes import regex
from treatydiff.text.tables import DATA, Maker, parsed
from treatydiff.themes.patterns import Pattern, fault, pattern

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class Measure(StrEnum):
    """What a theme is made of: it decides which words its effects may use."""

    POWER = "power"
    """Powers of states: they expand or narrow."""
    PROTECTION = "protection"
    """Protections against them: they strengthen or weaken."""


class Reads(StrEnum):
    """What a rule looks at in a change."""

    WORDS = "words"
    """Its term comes or goes."""
    WHOLE = "whole"
    """A whole provision or sentence that holds its term comes or goes."""
    MODALITY = "modality"
    """How binding a clause with its term is: shall, should, may, shall not; hedges such as "as appropriate"."""
    NUMBER = "number"
    """A number of its unit in a clause with its term: up or down."""
    SCALE = "scale"
    """Its terms are a ladder from narrow to broad; the highest rung that the text reaches: up or down."""
    EXCHANGE = "exchange"
    """Its terms are a ladder from weak to strong; a word of one rung takes the place of one of another: up or down."""
    ARTICLES = "articles"
    """The articles that a clause with its term names become more (up) or fewer (down)."""
    REFERENCE = "reference"
    """A clause names an article with its term in the heading; after a renumbering the number is another's (down)."""
    REACH = "reach"
    """An article moves into (up) or out of (down) the reach of a clause with its term."""


@dataclass(frozen=True, slots=True)
class Term:
    """An idea and the words for it in each language."""

    name: str
    """``theme/term``."""
    label: str
    """The idea in a few English words, for messages: ``interception of communications``."""
    reading: str
    """When the words mean this, and what is left out."""
    words: Mapping[str, tuple[str, ...]]
    """Patterns by language (see ``patterns``)."""
    verified: frozenset[str]
    """Languages whose words were read in an official text; in the others they are the authors' translation."""

    def pattern(self, language: str) -> Pattern | None:
        """Its pattern in a language; None where the theme has no words for it yet."""
        words = self.words.get(language)
        return pattern(words, language) if words else None


class Outcome(NamedTuple):
    """What a rule concludes."""

    effect: Effect
    says: str
    """A clause of plain English, without subject place or full stop: ``a provider may be compelled to …``."""


class RuleExample(NamedTuple):
    """A change of one paragraph, in the authors' words, on which a rule speaks or does not."""

    heading: str
    """Of the article that the paragraph stands in."""
    text: str
    """The paragraph, with ``{-what went-}`` and ``{+what came+}``."""

    @classmethod
    def read(cls, line: str) -> RuleExample:
        """An example as theme files have it: ``Heading | text``."""
        heading, _, text = line.partition(" | ")
        return cls(heading, text)

    def __str__(self) -> str:
        return f"{self.heading} | {self.text}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a change of words is a change of substance."""

    id: str
    """``theme/rule``; stable between versions."""
    reads: Reads
    terms: tuple[Term, ...]
    """What it looks for; of a scale or an exchange the rungs, lowest first."""
    rise: Outcome | None
    """Where the term comes, the clause binds more, the number grows."""
    fall: Outcome | None
    """Where the term goes, the clause binds less, the number shrinks."""
    severity: Severity
    why: str
    """One sentence of explanation."""
    source: str
    """Who says so: organisation, document, date."""
    within: tuple[Term, ...] = ()
    """At least one must be in the provision, its headings or the words it hangs on (``in``)."""
    not_within: tuple[Term, ...] = ()
    """None may be there (``not-in``)."""
    beside: tuple[Term, ...] = ()
    """Each must be in the sentence itself (``with``)."""
    unless: tuple[Term, ...] = ()
    """None may be in the sentence itself."""
    of: tuple[Term, ...] = ()
    """Of an exchange: at least one must be behind the words exchanged."""
    unit: str = ""
    """Of a number: ``time`` or ``parties``."""
    absent: str = "lowest"
    """Of a scale, what a text without any rung says: ``lowest`` (nothing), or ``open`` (no limit)."""
    fires: tuple[RuleExample, ...] = ()
    """English changes on which it speaks."""
    silent: tuple[RuleExample, ...] = ()
    """English changes that look like its own and are not."""

    needs: tuple[frozenset[str], ...] = field(init=False)
    """Names of terms: of each set one at least must be near for the rule to say anything."""

    @property
    def asks(self) -> tuple[Term, ...]:
        """All the terms that it looks for, of whatever theme."""
        return (*self.terms, *self.within, *self.not_within, *self.beside, *self.unless, *self.of)

    def __post_init__(self) -> None:
        sets = (self.terms, self.within, *((term,) for term in self.beside), self.of)
        object.__setattr__(self, "needs", tuple(frozenset(t.name for t in terms) for terms in sets if terms))


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that a reader follows through the drafts."""

    name: str
    title: str
    about: str
    measure: Measure
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]
    """In order of precedence: of two rules of equal severity the first speaks."""
    own: bool = False
    """Whether a user wrote it: then it speaks on whatever subject; the built-in ones know theirs."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in which each of its terms has words."""
        return tuple(code for code in LANGUAGES if all(code in term.words for term in self.terms))


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose reading is in force: which effects are adverse, which are only reported, which are muted."""

    name: str
    title: str
    about: str
    themes: Mapping[str, str]
    """By theme: the adverse effect, or ``none`` (no verdict), or ``mute`` (no finding)."""
    rules: Mapping[str, str]
    """The same by rule; goes before the theme's."""
    otherwise: str = "usual"
    """Of themes not named: ``usual`` (more power, less protection is adverse), ``none`` or ``mute``."""

    def mutes(self, rule: str) -> bool:
        """Whether findings of this rule are left out."""
        return self._reading(rule) == "mute"

    def adverse(self, rule: str, effect: Effect) -> bool | None:
        """Whether this effect is a turn for the worse; None where the direction or the verdict is open."""
        reading = self._reading(rule)
        if effect is Effect.TOUCHES or reading == "none":
            return None
        return effect in _USUAL if reading == "usual" else effect == reading

    def _reading(self, rule: str) -> str:
        return self.rules.get(rule) or self.themes.get(rule.partition("/")[0]) or self.otherwise


_USUAL = frozenset({Effect.EXPANDS, Effect.WEAKENS})
_EFFECTS = {
    Measure.POWER: (Effect.EXPANDS, Effect.NARROWS, Effect.TOUCHES),
    Measure.PROTECTION: (Effect.STRENGTHENS, Effect.WEAKENS, Effect.TOUCHES),
}
_OTHERWISE = ("usual", "none", "mute")
_READINGS = (*(effect.value for effect in Effect if effect is not Effect.TOUCHES), *_OTHERWISE)


# --------------------------------------------------------------------------------------------------- loading, in full


def load_themes(directories: Iterable[str | Path] = (), *, language: str = "") -> tuple[Theme, ...]:
    """The built-in themes in order of name, those of the user's directories added or put in their place.

    With ``language`` the built-in themes are read in that language and in English only, and without the examples of
    their rules, in half the time.
    Raises DataError with file and line.
    """
    return _loaded(tuple(directories), language) if directories else _own_themes(language)


@cache
def _own_themes(language: str) -> tuple[Theme, ...]:
    """The built-in themes: the comparison judges by them, and a page that shows it names their reasons."""
    return _loaded((), language)


def _loaded(directories: tuple[str | Path, ...], language: str) -> tuple[Theme, ...]:
    sources = {source.name: source for source in (_read_built_in(file, language) for file in _built_in("themes"))}
    for directory in directories:
        sources |= {source.name: source for source in map(_read, _toml_files(directory))}
    terms = {term.name: term for source in sources.values() for term in _terms(source)}
    return tuple(_theme(sources[name], terms) for name in sorted(sources))


def built_in_names() -> tuple[str, ...]:
    """What the built-in themes are called; none of them is read."""
    return tuple(Path(file.name).stem for file in _built_in("themes"))


def load_profile(name: str | Path = "civil-society") -> Profile:
    """A built-in profile by name, or the user's by path. Raises DataError."""
    if str(name) in (built_in := [Path(file.name).stem for file in _built_in("profiles")]):
        return _own_profile(str(name))
    if Path(name).suffix != ".toml":
        names = ", ".join(built_in)
        raise DataError(f"{name}: no such profile", f"built in are {names}; any other is the path of a .toml file")
    return _profile(_read(Path(name)))


@cache
def _own_profile(name: str) -> Profile:
    return _profile(_read(DATA / "profiles" / f"{name}.toml", lambda text: parsed(text, f"profile.{name}")))


@cache
def _built_in(folder: str) -> tuple[Traversable, ...]:
    return tuple(_files_of(DATA / folder))


def _files_of(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _toml_files(directory: str | Path) -> list[Traversable]:
    """The theme files of a folder, or of an installed package of themes that has this name."""
    place: Traversable = Path(directory)
    if not place.is_dir():
        module = theme_packages().get(str(directory))
        if not module:
            raise DataError(f"{directory}: no such folder of themes")
        from importlib.resources import files  # late: to import it takes as long as to read the themes

        place = files(module)
    return _files_of(place)


# ----------------------------------------------------------------------------------------------- one file, with lines


class _Source(NamedTuple):
    """A parsed file that can say where in it something stands."""

    path: str
    name: str
    text: str
    data: Mapping[str, Any]
    built_in: bool = False

    def fail(self, message: str, anchor: str = "", key: str = "") -> DataError:
        """The error to raise about a key after an anchor, such as ``[terms.power]`` or ``name = "gag"``."""
        return DataError(f"{self.path}:{self._line(anchor, key)}: {message}", "docs/themes.md explains every key")

    def _line(self, anchor: str, key: str) -> int:
        start = max(self.text.find(anchor), 0)
        within = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", self.text[start:], re.MULTILINE) if key else None
        return self.text.count("\n", 0, start + (within.end() if within else 0)) + 1


_LEFT_OUT = regex(rf"^(?:({'|'.join(LANGUAGES)})|verified|fires|silent) = \[(?:.*\]|\n(?: .*\n)*\])$", re.MULTILINE)
"""What a comparison can do without, but for the words of its own language."""


def _read_built_in(file: Traversable, language: str = "") -> _Source:
    """A file that the tests vouch for; where one language is asked for, without other words and examples."""
    wanted = {"en", language}
    text = file.read_text(encoding="utf-8")
    if language:
        text = _LEFT_OUT.sub(lambda line: line[0] if line[1] in wanted else "", text)
    name, data = Path(file.name).stem, parsed(text, f"theme.{file.name}.{language}")
    for code in LANGUAGES if not language else (language,):
        for term, words in _terms_of(code).get(name, {}).items():
            data["terms"][term][code] = words
    return _Source(str(file), name, text, data, built_in=True)


@cache
def _terms_of(code: str) -> dict[str, dict[str, list[str]]]:
    """The words that a language's own folder has for the built-in themes, by theme and term."""
    return parsed(source_of(code, "terms"), f"{code}.terms") if code in LANGUAGES else {}


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # late: a user's files alone are parsed by every run

    return tomllib.loads(text)


def _read(file: Traversable | Path, parse: Maker = _toml) -> _Source:
    try:
        text = file.read_text(encoding="utf-8")
        return _Source(str(file), Path(file.name).stem, text, parse(text))
    except UnicodeDecodeError as error:
        raise DataError(f"{file}: cannot be read: not UTF-8 text") from error
    except OSError as error:
        raise DataError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # of TOML, and of what is nested too deeply
        line = re.search(r"line (\d+)", str(error))
        place = line.group(1) if line else text.count("\n") + 1
        raise DataError(f"{file}:{place}: not valid TOML: {error}") from error


def _check_keys(source: _Source, table: object, needed: set[str], allowed: set[str], anchor: str) -> None:
    if source.built_in:  # a test looks at the built-in ones
        return
    if not isinstance(table, dict):
        raise source.fail(f"{anchor}: a table is expected", anchor)
    for key in sorted(needed - table.keys()):
        raise source.fail(f"{anchor or 'the file'}: `{key}` is missing", anchor)
    for key in table:
        if key not in needed | allowed:
            raise source.fail(f"`{key}` is no key that is known here", anchor, key)


def _one_of(source: _Source, value: object, choices: Iterable[str], anchor: str, key: str) -> str:
    known = () if source.built_in else tuple(choices)
    if known and value not in known:
        raise source.fail(f"`{key}` is {value!r}; it must be one of {', '.join(map(str, known))}", anchor, key)
    return str(value)


# -------------------------------------------------------------------------------------------------------------- terms

_TERM_KEYS = {"reading", "leave-out", "label", "verified", *LANGUAGES}


def _terms(source: _Source) -> Iterator[Term]:
    _check_keys(source, source.data, {"title", "about", "measure", "terms", "rules"}, set(), "")
    if not isinstance(source.data["terms"], dict) or not isinstance(source.data["rules"], list):
        raise source.fail("terms are tables such as [terms.power], rules are tables such as [[rules]]")
    for name, table in source.data["terms"].items():
        yield _term(source, name, table)


def _term(source: _Source, name: str, table: Mapping[str, Any]) -> Term:
    anchor = f"[terms.{name}]"
    _check_keys(source, table, {"reading", "en"}, _TERM_KEYS, anchor)
    words = {code: _patterns(source, table[code], anchor, code) for code in LANGUAGES if code in table}
    reading = " ".join(filter(None, (table["reading"], table.get("leave-out", ""))))
    verified = frozenset(_strings(source, table.get("verified", []), anchor, "verified"))
    if verified - words.keys():
        raise source.fail("`verified` names a language without words", anchor, "verified")
    return Term(f"{source.name}/{name}", table.get("label", name.replace("-", " ")), reading, words, verified)


def _patterns(source: _Source, value: object, anchor: str, key: str) -> tuple[str, ...]:
    found = tuple(_strings(source, value, anchor, key))
    for each in () if source.built_in else found:  # a test looks at the built-in ones
        if wrong := fault(each):
            raise source.fail(f"the pattern {each!r} {wrong}", anchor, key)
    return found


def _strings(source: _Source, value: object, anchor: str, key: str) -> list[str]:
    values = [value] if isinstance(value, str) else value
    checked = source.built_in or (isinstance(values, list) and all(isinstance(each, str) for each in values))
    if not checked:
        raise source.fail(f"`{key}` must be a text or a list of texts", anchor, key)
    return cast("list[str]", values)


# -------------------------------------------------------------------------------------------------------------- rules

_RISE, _FALL = ("coming", "up"), ("going", "down")
_LISTS = {
    "term": "terms",
    "in": "within",
    "not-in": "not_within",
    "with": "beside",
    "unless": "unless",
    "of": "of",
}
_RULE_NEEDS = {"name", "reads", "term", "why", "source"}
_RULE_MAY = {*_RISE, *_FALL, *_LISTS, "severity", "unit", "absent", "fires", "silent"}
_MARKED = regex(r"\{[-+]")


def _theme(source: _Source, terms: Mapping[str, Term]) -> Theme:
    data = source.data
    measure = Measure(_one_of(source, data["measure"], Measure, "", "measure"))
    own = tuple(term for name, term in terms.items() if name.startswith(f"{source.name}/"))
    rules = tuple(_rule(source, table, measure, terms) for table in data["rules"])
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise source.fail(f"two rules are called {rule.id}", f'name = "{rule.id.partition("/")[2]}"')
        seen.add(rule.id)
    return Theme(source.name, str(data["title"]), str(data["about"]), measure, own, rules, own=not source.built_in)


def _rule(source: _Source, table: Mapping[str, Any], measure: Measure, terms: Mapping[str, Term]) -> Rule:
    named = isinstance(table, dict) and "name" in table
    anchor = f'name = "{table["name"]}"' if named else "[[rules]]"
    _check_keys(source, table, _RULE_NEEDS, _RULE_MAY, anchor)
    rise, fall = (_outcome(source, table, keys, measure, anchor) for keys in (_RISE, _FALL))
    if not rise and not fall:
        raise source.fail("a rule needs `coming`, `going`, `up` or `down`", anchor)
    reads = Reads(_one_of(source, table["reads"], Reads, anchor, "reads"))
    unit = table.get("unit", "")
    if (reads is Reads.NUMBER) != bool(unit):
        raise source.fail("`unit` belongs to a rule that reads a number, and to no other", anchor, "unit")
    return Rule(
        id=f"{source.name}/{table['name']}",
        reads=reads,
        rise=rise,
        fall=fall,
        severity=Severity(_one_of(source, table.get("severity", Severity.HIGH), Severity, anchor, "severity")),
        why=str(table["why"]),
        source=str(table["source"]),
        unit=_one_of(source, unit, ("time", "parties"), anchor, "unit") if unit else "",
        absent=_one_of(source, table.get("absent", "lowest"), ("lowest", "open"), anchor, "absent"),
        fires=_examples(source, table, anchor, "fires"),
        silent=_examples(source, table, anchor, "silent"),
        **{field: _named(source, table[key], terms, anchor, key) for key, field in _LISTS.items() if key in table},
    )


def _examples(source: _Source, table: Mapping[str, Any], anchor: str, key: str) -> tuple[RuleExample, ...]:
    """The examples of a rule; a user's may have none."""
    found = tuple(map(RuleExample.read, _strings(source, table.get(key, []), anchor, key)))
    doubtful = () if source.built_in else found  # a test looks at the built-in ones
    if any(not each.heading or not _MARKED.search(each.text) for each in doubtful):
        raise source.fail("an example is `Heading | text` with {-what went-} or {+what came+}", anchor, key)
    return found


def _outcome(
    source: _Source, table: Mapping[str, Any], keys: tuple[str, ...], measure: Measure, anchor: str
) -> Outcome | None:
    key = next((key for key in keys if key in table), None)
    if key is None:
        return None
    value = _strings(source, table[key], anchor, key)
    if len(value) != 2:
        raise source.fail(f"`{key}` must be an effect and a clause that says it", anchor, key)
    return Outcome(Effect(_one_of(source, value[0], _EFFECTS[measure], anchor, key)), value[1])


def _named(source: _Source, value: object, terms: Mapping[str, Term], anchor: str, key: str) -> tuple[Term, ...]:
    return tuple(_find(source, name, terms, anchor, key) for name in _strings(source, value, anchor, key))


def _find(source: _Source, name: str, terms: Mapping[str, Term], anchor: str, key: str) -> Term:
    full = name if "/" in name else f"{source.name}/{name}"
    if full not in terms:
        raise source.fail(f"there is no term {full}", anchor, key)
    return terms[full]


# ----------------------------------------------------------------------------------------------------------- profiles


def _profile(source: _Source) -> Profile:
    data = source.data
    _check_keys(source, data, {"title", "about"}, {"themes", "rules", "otherwise"}, "")
    for table in ("themes", "rules"):
        if not isinstance(data.get(table, {}), dict):
            raise source.fail(f"[{table}]: a table is expected", f"[{table}]")
        for key, value in data.get(table, {}).items():
            _one_of(source, value, _READINGS, f"[{table}]", key)
    return Profile(
        name=source.name,
        title=str(data["title"]),
        about=str(data["about"]),
        themes=data.get("themes", {}),
        rules=data.get("rules", {}),
        otherwise=_one_of(source, data.get("otherwise", "usual"), _OTHERWISE, "", "otherwise"),
    )
