"""Themes, rules and terms with their reasons, for a lawyer to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatydiff.model import Op, Significance, Span
from treatydiff.renderers import RenderOptions
from treatydiff.report import FRAME, Effect
from treatydiff.reports.summary import several
from treatydiff.text.regexes import regex
from treatydiff.themes import Measure, Outcome, Profile, Reads, Rule, RuleExample, Term, Theme

if TYPE_CHECKING:
    from rich.text import Text

    from treatydiff.judging.signs import Sign, SignUse
    from treatydiff.renderers.json import Json


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is to be shown."""

    themes: tuple[Theme, ...]
    profile: Profile
    language: str = ""
    """Show only the words of this one; empty for all."""
    signs: Mapping[Sign, tuple[SignUse, ...]] = field(default_factory=dict)
    """The rows of the table of signs that a finding of the clause frames was named after."""


_EFFECTS = {
    Measure.POWER: ("power", Effect.EXPANDS, Effect.NARROWS),
    Measure.PROTECTION: ("protection", Effect.STRENGTHENS, Effect.WEAKENS),
}
_LOOKS_AT = {
    Reads.WORDS: "words for {terms}, coming or going",
    Reads.WHOLE: "a whole provision or sentence about {terms}, coming or going",
    Reads.MODALITY: "how binding a clause about {terms} is: shall, should, may, as appropriate",
    Reads.NUMBER: "a number (of {unit}) in a clause about {terms}",
    Reads.SCALE: "which is the broadest that is named, from narrow to broad: {ladder}",
    Reads.EXCHANGE: "a word of one kind that took the place of another's, from weak to strong: {ladder}",
    Reads.ARTICLES: "the articles that a clause about {terms} names",
    Reads.REFERENCE: "a reference to an article about {terms} that was not renumbered with it",
    Reads.REACH: "an article that moves, as seen from a clause about {terms}",
}
_TURNS = {
    Reads.WORDS: ("coming", "going"),
    Reads.WHOLE: ("coming", "going"),
    Reads.MODALITY: ("binds more", "binds less"),
    Reads.NUMBER: ("up", "down"),
    Reads.SCALE: ("broader", "narrower"),
    Reads.EXCHANGE: ("stronger", "weaker"),
    Reads.ARTICLES: ("more", "fewer"),
    Reads.REFERENCE: ("right again", "wrong now"),
    Reads.REACH: ("into reach", "out of it"),
}
_CONDITIONS = (
    ("only near", "within", "{terms}, in the provision, its headings or its chapeau", " or "),
    ("not near", "not_within", "{terms}, in the provision, its headings or its chapeau", " or "),
    ("only with", "beside", "{terms}, in the same sentence", " and "),
    ("unless", "unless", "{terms}, in the same sentence", " or "),
    ("only if", "of", "what follows the words exchanged holds {terms}", " or "),
)
"""Label, field of the rule, what it says, how several terms are joined."""
_UNITS = {"time": "days, months, years", "parties": "states"}
_VERDICTS = {True: "adverse", False: "favourable", None: "no verdict"}
_STYLES = {True: "bold red", False: "bold green", None: "bold yellow"}
_SIGN_READS = "the role of a provision, and which slots of its clause changed (docs/judging.md)"
_SIGN_IS = {True: "worse", False: "better", None: "open"}
"""For those whom the provision reaches."""
_COLUMN = 12
"""Cells for the label that leads a line."""
_LEGEND = (
    "Patterns: * is any ending, (a | b) one of these, … up to eight words between. Verified words were read in an "
    "official text of that language; the others are the authors' own and wait for a native lawyer."
)


# ------------------------------------------------------------------------------------------------------------ to read


def render(known: Knowledge, options: RenderOptions) -> bytes:
    """A paragraph for each theme; with ``show_all`` every rule and every term."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    width = min(options.width, MAX_TEXT_WIDTH)
    lines = _in_full(known, width) if options.show_all else _overview(known, width)
    return to_bytes(lines, options.width, options.color)


def _overview(known: Knowledge, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import ends, line, styled, wrap

    for theme in known.themes:
        yield from ends(styled(theme.name, "bold"), styled(theme.title), width)
        yield from wrap(styled(theme.about), width, "  ")
        yield from wrap(styled(_measure(theme, known.profile)), width, "  ")
        yield line(styled(f"  {_counted(theme)}", "dim"))
        yield line()
    yield from wrap(styled("treatydiff themes NAME shows a theme's rules and terms, and why each is there."), width)


def _in_full(known: Knowledge, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line

    for number, theme in enumerate(known.themes):
        yield from [line(), line()] if number else []
        yield from _theme(theme, known, width)
    for number, (sign, uses) in enumerate(known.signs.items()):
        yield from [line()] if number else []
        yield from _sign(sign, uses, width)


def _sign(sign: Sign, uses: Sequence[SignUse], width: int) -> Iterator[Text]:
    """A row of the table of signs: what the frames read, and what it means for those concerned."""
    from treatydiff.renderers.text.typeset import ends, styled

    yield from ends(styled(f"{FRAME}{sign.id}", "bold"), styled(f"severity {sign.severity}", "dim"), width)
    yield from _labelled("looks at", styled(_SIGN_READS), width)
    roles = ", ".join(dict.fromkeys(use.role for use in uses))
    changes = ", ".join(dict.fromkeys(f"{use.slot.replace('.', ': ')} {use.change}" for use in uses))
    yield from _labelled("roles", styled(roles), width)
    yield from _labelled("slots", styled(changes), width)
    yield from _labelled(_SIGN_IS[sign.worse], styled(sign.says), width)
    yield from _labelled("why", styled(sign.why), width)


def _theme(theme: Theme, known: Knowledge, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import ends, line, section, styled, wrap

    yield from ends(styled(theme.title, "bold"), styled(theme.name, "dim"), width)
    yield from wrap(styled(theme.about), width, "  ")
    yield from wrap(styled(_measure(theme, known.profile), "dim"), width, "  ")
    yield from [line(), section("Rules", width)] if theme.rules else []
    for each in theme.rules:
        yield line()
        yield from _rule(each, theme, known.profile, width)
    yield from [line(), section("Terms", width), *wrap(styled(_LEGEND, "dim"), width)] if theme.terms else []
    for term in theme.terms:
        yield line()
        yield from _term(term, theme, known.language, width)


def _counted(theme: Theme) -> str:
    return f"{several(len(theme.rules), 'rule')} and {several(len(theme.terms), 'term')}"


def _measure(theme: Theme, profile: Profile) -> str:
    """``A power: expands is adverse, narrows favourable (profile: Civil society)``."""
    name, *effects = _EFFECTS[theme.measure]
    said = ", ".join(f"{effect} is {_verdict(profile, f'{theme.name}/', effect)}" for effect in effects)
    return f"A {name}: {said} (profile: {profile.title})"


def _verdict(profile: Profile, rule: str, effect: Effect) -> str:
    return "left out" if profile.mutes(rule) else _VERDICTS[profile.adverse(rule, effect)]


def _rule(rule: Rule, theme: Theme, profile: Profile, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import ends, styled

    yield from ends(styled(rule.id.partition("/")[2], "bold"), styled(f"severity {rule.severity}", "dim"), width)
    yield from _labelled("looks at", styled(_looks_at(rule, theme)), width)
    for label, condition, says, joint in _CONDITIONS:
        if terms := getattr(rule, condition):
            yield from _labelled(label, styled(says.format(terms=_names(terms, theme, joint))), width)
    for label, outcome in zip(_TURNS[rule.reads], (rule.rise, rule.fall), strict=True):
        if outcome:
            yield from _labelled(label, _outcome(outcome, rule, profile), width)
    yield from _labelled("why", styled(rule.why), width)
    yield from _labelled("source", styled(rule.source, "italic"), width)
    for label, examples in (("finds", rule.fires), ("passes over", rule.silent)):
        for example in examples:
            yield from _labelled(label, _example(example), width)


_MARKS = regex(r"\{([-+])(.*?)\1\}")


def _example(example: RuleExample) -> Text:
    """An example with its marks: the heading of the article, then the paragraph."""
    from rich.text import Text

    from treatydiff.renderers.text.typeset import marked, styled

    spans: list[Span] = []
    place = 0
    for found in _MARKS.finditer(example.text):
        spans.append(Span(Op.KEEP, example.text[place : found.start()]))
        spans.append(Span(Op.DELETE if found[1] == "-" else Op.INSERT, found[2], Significance.SUBSTANTIVE))
        place = found.end()
    spans.append(Span(Op.KEEP, example.text[place:]))
    return Text.assemble(
        styled(f"{example.heading}: ", "dim"), marked([span for span in spans if span.text], fold=False)
    )


def _looks_at(rule: Rule, theme: Theme) -> str:
    ladder = _names(rule.terms, theme, " < ") + ("; none of them means no limit" if rule.absent == "open" else "")
    terms = _names(rule.terms, theme, " or ")
    return _LOOKS_AT[rule.reads].format(terms=terms, ladder=ladder, unit=_UNITS.get(rule.unit, rule.unit))


def _names(terms: Iterable[Term], theme: Theme, joint: str) -> str:
    """The terms by what they mean; of another theme with its name."""
    return joint.join(
        f"“{term.label}”" + (f" ({home})" if (home := term.name.partition("/")[0]) != theme.name else "")
        for term in terms
    )


def _outcome(outcome: Outcome, rule: Rule, profile: Profile) -> Text:
    from rich.text import Text

    from treatydiff.renderers.text.typeset import styled

    adverse = profile.adverse(rule.id, outcome.effect)
    effect = f"{outcome.effect}, {_verdict(profile, rule.id, outcome.effect)}"
    effect = str(outcome.effect) if outcome.effect is Effect.TOUCHES else effect
    # A rule on modality names its subject, and a finding says what becomes of it: optional, an obligation …
    says = f"{outcome.says} becomes optional, an obligation …" if rule.reads is Reads.MODALITY else outcome.says
    return Text.assemble((effect, _STYLES[adverse]), ": ", styled(says))


def _term(term: Term, theme: Theme, language: str, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import ends, styled, wrap
    from treatydiff.text.languages import name_of

    home, _, name = term.name.partition("/")
    yield from ends(styled(term.label, "bold"), styled(name if home == theme.name else term.name, "dim"), width)
    yield from wrap(styled(term.reading), width, "  ")
    for code, words in _words(term, language):
        status = "verified" if code in term.verified else "not verified"
        yield from _labelled(name_of(code), styled(f"({status}) {_readable(words)}"), width)


def _readable(patterns: Iterable[str]) -> str:
    """Patterns with room between choices, so that long ones break there."""
    return re.sub(r"(?<=[\w*])\|(?=\w)", " | ", "; ".join(patterns))


def _words(term: Term, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((code, words) for code, words in term.words.items() if language in ("", code))


def _labelled(label: str, text: Text, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import styled, wrap

    yield from wrap(text, width, styled(f"  {label:{_COLUMN}}", "dim"), " " * (_COLUMN + 2))


# --------------------------------------------------------------------------------------------------- for other programs


def json_themes(known: Knowledge, options: RenderOptions) -> bytes:
    """``treatydiff/themes/1``."""
    from treatydiff.renderers.json import TOOL, dump

    profile = {"name": known.profile.name, "title": known.profile.title}
    themes = [_theme_value(theme, known) for theme in known.themes]
    signs = [_sign_value(sign, uses) for sign, uses in known.signs.items()]
    return dump({"schema": "treatydiff/themes/1", "tool": TOOL, "profile": profile, "themes": themes, "signs": signs})


def _sign_value(sign: Sign, uses: Sequence[SignUse]) -> Json:
    asked = [{"role": use.role, "slot": use.slot, "change": use.change} for use in uses]
    is_ = _SIGN_IS[sign.worse]
    return {
        "name": f"{FRAME}{sign.id}",
        "uses": asked,
        "is": is_,
        "severity": sign.severity,
        "says": sign.says,
        "why": sign.why,
    }


def _theme_value(theme: Theme, known: Knowledge) -> Json:
    return {
        "name": theme.name,
        "title": theme.title,
        "about": theme.about,
        "measure": theme.measure,
        "rules": [_rule_value(rule, known.profile) for rule in theme.rules],
        "terms": [_term_value(term, known.language) for term in theme.terms],
    }


def _rule_value(rule: Rule, profile: Profile) -> Json:
    outcomes = (("up", rule.rise), ("down", rule.fall))
    return {
        "id": rule.id,
        "reads": rule.reads,
        "terms": [term.name for term in rule.terms],
        **{field: [term.name for term in getattr(rule, field)] for _, field, _, _ in _CONDITIONS},
        "unit": rule.unit or None,
        "absent": rule.absent,
        "severity": rule.severity,
        "muted": profile.mutes(rule.id),
        "outcomes": [_outcome_value(when, each, rule, profile) for when, each in outcomes if each],
        "why": rule.why,
        "source": rule.source,
        "fires": list(map(str, rule.fires)),
        "silent": list(map(str, rule.silent)),
    }


def _outcome_value(when: str, outcome: Outcome, rule: Rule, profile: Profile) -> Json:
    adverse = profile.adverse(rule.id, outcome.effect)
    return {"when": when, "effect": outcome.effect, "adverse": adverse, "says": outcome.says}


def _term_value(term: Term, language: str) -> Json:
    return {
        "name": term.name,
        "label": term.label,
        "reading": term.reading,
        "words": {code: list(words) for code, words in _words(term, language)},
        "verified": [code for code, _ in _words(term, language) if code in term.verified],
    }
