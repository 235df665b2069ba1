"""Holders of a bracketed text, where the text names them: ``[shall – EU, NOR]``, ``[EU: shall]``.

A name counts only in the place of a name, and only if it is one of ``data/delegations.toml`` or was given as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from treatydiff.outstanding.vocabulary import vocabulary
from treatydiff.text.regexes import regex
from treatydiff.text.tables import DATA, parsed

_SEPARATED = regex(r" ?(?:[,;/+&、，،]|\band\b|\bet\b|\by\b|\be\b|\bи\b) ?")
_PROPOSES = regex(r" (?:propos|suggest|prefer|reserv)\w*$", re.IGNORECASE)
_THE = regex(r"^(?:the|la|le|les|el|los) ", re.IGNORECASE)
_LONGEST = 160
"""Letters of a list of names."""
_DASHES = ("–", "—", " - ")
_SHORT = frozenset({"EU", "US", "UK", "NZ"})
"""Codes of two letters that are no other abbreviation in round brackets."""


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Names by which delegations are known, and codes of two letters."""
    tables = parsed((DATA / "delegations.toml").read_text(encoding="utf-8"), "delegations")
    codes = {row[0] for row in tables["states"]}
    names = {name for row in tables["states"] for name in row[1:]} | set(tables["groups"])
    return frozenset(map(_key, names)), frozenset(map(_key, codes - names))


def _key(name: str) -> str:
    return name if name.isupper() else name.casefold()


def names_in(text: str, given: Collection[str] = (), *, codes: bool = True) -> tuple[str, ...]:
    """The delegations that a list names, in its order; none where anything else stands in it.

    ``codes``: with codes of two letters. ``given``: names that count as well.
    """
    text = " ".join(text.split())
    parts = [part.strip(" .*") for part in _SEPARATED.split(text) if part.strip(" .*")]
    if not parts or text in given:
        return (text,) if parts else ()
    known, short = _names()
    if _known(text.strip(" .*"), known, frozenset(), given):
        return (text.strip(" .*"),)
    short = short if codes else short & _SHORT
    return tuple(parts) if all(_known(part, known, short, given) for part in parts) else ()


def _known(name: str, known: frozenset[str], short: frozenset[str], given: Collection[str]) -> bool:
    bare = _THE.sub("", name)
    return name in given or _key(bare) in known or _key(bare) in short


def parted(text: str, code: str, given: Collection[str] = (), *, declared: bool = False) -> tuple[str, tuple[str, ...]]:
    """A wording without the names that it bears, and those names.

    ``declared``: it has a label, as compilations write it, and what stands in round brackets behind that are names.
    """
    for find, codes in ((_dashed, True), (_led, True), (_round_last, False), (_round_first, False)):
        said, rest = find(text)
        if not said or len(said) > _LONGEST:
            continue
        names = names_in(_without_verb(said, code), given, codes=codes)
        if not names and declared and find is _round_first and text[: len(text) - len(rest)].rstrip().endswith(":"):
            names = tuple(part.strip() for part in said.split(",") if part.strip())
        if names:
            return rest.strip(), names
    return text, ()


def _dashed(text: str) -> tuple[str, str]:
    """What stands behind the last dash of a text, and what before."""
    at, size = max((text.rfind(dash), len(dash)) for dash in _DASHES)
    return (text[at + size :].strip(), text[:at]) if at >= 0 else ("", text)


def _led(text: str) -> tuple[str, str]:
    """What stands before the first colon, without round brackets, and what behind it."""
    lead, colon, rest = text.partition(":")
    said = lead.partition("(")[0] if lead.rstrip().endswith(")") else lead
    return (said.strip(), rest) if colon and not set("[]()") & set(said) else ("", text)


def _round_last(text: str) -> tuple[str, str]:
    """What stands in round brackets at the end of a text, and the rest."""
    bare = text.rstrip()
    at = max(bare.rfind("("), bare.rfind("（"))
    return (bare[at + 1 : -1], bare[:at]) if bare[-1:] in (")", "）") and at >= 0 else ("", text)


def _round_first(text: str) -> tuple[str, str]:
    """What stands in round brackets at the beginning of a text, with a colon behind them or not, and the rest."""
    bare = text.lstrip()
    end = min((at for at in (bare.find(")"), bare.find("）")) if at >= 0), default=-1)
    if bare[:1] not in ("(", "（") or end < 0:
        return "", text
    return bare[1:end], bare[end + 1 :].lstrip().removeprefix(":")


def behind(text: str, given: Collection[str] = ()) -> tuple[str, ...]:
    """The names in round brackets that a text begins with: ``[shall] (EU, NOR)``."""
    said, _ = _round_first(text[: _LONGEST + 4])
    return names_in(said, given, codes=False) if said else ()


def named(text: str, given: Collection[str] = ()) -> tuple[str, ...]:
    """The delegations that a footnote names, in its order; of names inside names the longest."""
    return tuple(dict.fromkeys(found[0] for found in _anywhere(frozenset(given)).finditer(text)))


@cache
def _anywhere(given: frozenset[str]) -> re.Pattern[str]:
    tables = parsed((DATA / "delegations.toml").read_text(encoding="utf-8"), "delegations")
    names = {name for row in tables["states"] for name in row[2:]} | set(tables["groups"]) | given
    names = {name for name in names if len(name) > 2 or name in _SHORT}
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _without_verb(text: str, code: str) -> str:
    """Names without what says that they propose: ``proposed by Norway``, ``Norway proposes``."""
    low = text.casefold().lstrip()
    for phrase in vocabulary(code).proposing:
        if low.startswith(phrase):
            return text.lstrip()[len(phrase) :].strip()
    return _PROPOSES.sub("", " ".join(text.split()))
