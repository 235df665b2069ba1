"""Repairs: the words of the new draft that undo a finding when they give way to those of the old."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from treatydiff.model import LIGHT, Change, Kind, Level, Op, Provision, Span
from treatydiff.references.citations import find_citations
from treatydiff.references.outline import Outline, outline
from treatydiff.report import Effect, Finding, Report
from treatydiff.text.languages import LANGUAGES, load
from treatydiff.text.regexes import regex


class Way(StrEnum):
    """How a change is undone."""

    REWORD = "reword"
    """The old words return into the provision."""
    RESTORE = "restore"
    """The deleted provision returns, with what stood inside it."""
    STRIKE = "strike"
    """The inserted provision goes, with what stands inside it."""
    UNPLACED = "unplaced"
    """It has no place in the new draft that could be told without guessing."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Letters of a provision's text in the new draft that give way to others."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One change and what would undo it."""

    change: Change
    findings: tuple[Finding, ...]
    """The findings that ask for it, in reading order."""
    way: Way
    edits: tuple[Edit, ...] = ()
    """Of a rewording, from left to right."""
    after: str = ""
    """Of a restoration: the ``eid`` of the provision of the new draft behind which it returns, with all inside that."""
    level: Level | None = None
    """Of a restoration: the rank of what ``after`` names."""
    why: str = ""
    """Why it has no place; empty where it has one."""
    stale: tuple[str, ...] = ()
    """References of its text that stay stale even so, as they are printed: ``article 7``."""


def repairs(report: Report, findings: Iterable[Finding], whole: Container[str] = ()) -> tuple[Repair, ...]:
    """What would undo these findings, a repair for each change, in reading order.

    ``whole``: the ids of changes of which all words return, also those in clauses that no finding is about.
    """
    asked: dict[str, list[Finding]] = {}
    for finding in findings:
        asked.setdefault(_whole(finding.change, report), []).append(finding)
    changes = {change.id: change for change in report.redline.all}
    numbers = new_numbers(report)
    return tuple(_repair(changes[id], tuple(found), report, numbers, id in whole) for id, found in asked.items())


def _whole(change: Change, report: Report) -> str:
    """The id of the change that is undone: of what came or went with its article, the article's."""
    heads = {each.id: each for each in report.redline.all}
    head = heads.get(change.within, change)
    gone_with_it = head.kind is change.kind and change.kind in (Kind.INSERTED, Kind.DELETED)
    return head.id if gone_with_it and head.provision.level is Level.ARTICLE else change.id


def _repair(
    change: Change, findings: tuple[Finding, ...], report: Report, numbers: Mapping[str, str], whole: bool
) -> Repair:
    if change.kind is Kind.INSERTED:
        protects = _protects(change, report)
        return Repair(change, findings, Way.UNPLACED if protects else Way.STRIKE, why=_PROTECTS if protects else "")
    if change.kind is Kind.DELETED:
        return _restored(change, findings, report)
    if len(change.link.old) != 1 or len(change.link.new) != 1:
        return Repair(change, findings, Way.UNPLACED, why="its text was split or merged")
    every = tuple(_edits(change, report, numbers))
    elsewhere = _names_another_article(change, report, numbers)
    fitting = tuple(
        each for each in every if not any(a <= each.end and each.start < max(b, a + 1) for a, b in elsewhere)
    )
    edits = fitting if whole else tuple(_to_the_point(fitting, change.link.new[0].text, findings))
    if edits:
        return Repair(change, findings, Way.REWORD, edits, stale=tuple(_still_stale(change, edits, report, numbers)))
    return Repair(change, findings, Way.UNPLACED, why=_POINTS_ELSEWHERE if every else _NOTHING)


_PROTECTS = "it also protects: strike only what harms, or make it subject to conditions"
_NOTHING = "the words that changed stand in the heading or in a number"
_POINTS_ELSEWHERE = "its old words name the article they stood in, and it is now in another"


def _protects(change: Change, report: Report) -> bool:
    """Whether something is said for a provision that came, or for a part of it: to strike it would take that, too."""
    eid = change.provision.eid
    inside = (f for f in report.findings if f.change.kind is Kind.INSERTED and not f.by_reader)
    return any(
        finding.adverse is False or (finding.adverse is None and finding.heard in _FOR_PEOPLE)
        for finding in inside
        if finding.change.provision.eid == eid or finding.change.provision.eid.startswith(f"{eid}__")
    )


_FOR_PEOPLE = frozenset({Effect.NARROWS, Effect.STRENGTHENS})


def _still_stale(change: Change, edits: Sequence[Edit], report: Report, numbers: Mapping[str, str]) -> Iterator[str]:
    """References that read as before, whose article has no one number now: it was split, merged or deleted."""
    name, text = outline(report.old).name, change.link.new[0].text
    was = {name(each.number) for each in find_citations(change.link.old[0].text, report.old.language)
           if each.kind == "article" and not each.elsewhere}  # fmt: skip
    known = {name(article.number) for article in outline(report.old).articles}
    for each in find_citations(text, report.new.language):
        called = name(each.number)
        edited = any(edit.start < each.end and each.start < max(edit.end, edit.start + 1) for edit in edits)
        if each.kind == "article" and called in was & known and called not in numbers and not edited:
            yield f"article {each.number}"


def _names_another_article(change: Change, report: Report, numbers: Mapping[str, str]) -> tuple[tuple[int, int], ...]:
    """Stretches of the new text that stand where the old one says "this article", if that would now be another one.

    The new draft may say "article 11" there, of which the word "article" stayed: the stretch is the whole reference.
    """
    before, after = outline(report.old), outline(report.new)
    stood, stands = before.unit[change.link.old[0].eid], after.unit[change.link.new[0].eid]
    if after.name(numbers.get(before.name(stood.number), stood.number)) == after.name(stands.number):
        return ()
    words = load(report.old.language).references.this_article if report.old.language in LANGUAGES else ()
    new_place = _places(change.text)
    cited = [each.listed for each in after.citations[change.link.new[0].eid]]
    found = []
    for match in re.finditer("|".join(map(re.escape, words)) or "(?!)", change.link.old[0].text, re.IGNORECASE):
        start, end = new_place[match.start()], new_place[match.end()]
        named = [(low, high) for low, high in cited if low <= end and start <= high]
        found.append((min([start, *(low for low, _ in named)]), max([end, *(high for _, high in named)])))
    return tuple(found)


def _places(spans: Sequence[Span]) -> list[int]:
    """For each letter of the old text, and its end, where that place is in the new text."""
    at, places = 0, list[int]()
    for span in spans:
        if span.op is not Op.INSERT:
            places += range(at, at + len(span.text)) if span.op is Op.KEEP else [at] * len(span.text)
        at += len(span.text) * (span.op is not Op.DELETE)
    return [*places, at]


_CLAUSE = regex(r"[,;:，；：、،؛。]|\.(?=\s|$)")
_SHORT = 3
"""Words on each side of an exchange that says the same in another way, as drafters make them in passing."""


def _to_the_point(edits: Sequence[Edit], text: str, findings: Sequence[Finding]) -> Iterator[Edit]:
    """Without what only came, or was exchanged for a few other words, in a clause that none of the findings is about.

    What came there may be of use: a report to be published, beside a period that grew. In the clause itself all
    returns: there the words may hang on each other.
    """
    decided = [word.casefold() for each in findings for word in (*each.removed, *each.introduced)]
    about = [each for each in edits if any(_meet(word, each, text) for word in decided)]
    for edit in edits:
        exchanged = edit.words.split(), text[edit.start : edit.end].split()
        passing = not exchanged[0] or all(
            0 < len(words) <= _SHORT and not any(map(_has_number, words)) for words in exchanged
        )
        if not (about and passing) or any(_in_one_clause(edit, each, text) for each in about):
            yield edit


def _meet(word: str, edit: Edit, text: str) -> bool:
    sides = (side.strip().casefold() for side in (edit.words, text[edit.start : edit.end]))
    return any(side and (word in side or side in word) for side in sides)


def _in_one_clause(one: Edit, other: Edit, text: str) -> bool:
    later = max(one, other, key=lambda each: each.start)
    begins = text[later.start : later.end].lstrip()[:1] in _BEGINNING
    return not begins and not _CLAUSE.search(text, min(one.end, other.end), later.start)


_BEGINNING = frozenset(".;。；؛")
"""What stands before a clause that was added at the end of a provision."""


def _has_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


# --------------------------------------------------------------------------------------------------------- rewording


def _edits(change: Change, report: Report, numbers: Mapping[str, str]) -> Iterator[Edit]:
    """The heavy spans turned round, and stale references; neighbours that replace each other are one edit."""
    told = _told(change.link.old[0].text, report, numbers)
    at_old = at_new = 0
    edit: Edit | None = None
    for span in change.text:
        heavy = span.op is not Op.KEEP and span.significance not in LIGHT
        if heavy:
            edit = edit or Edit(at_new, at_new, "")
            came, gone = len(span.text) * (span.op is Op.INSERT), span.op is Op.DELETE
            words = _brought_up(span.text, at_old, told) if gone else ""
            edit = Edit(edit.start, edit.end + came, edit.words + words)
        else:
            yield from [edit] if edit else []
            edit = None
            yield from _mended(span, at_old, at_new, told)
        at_old += len(span.text) * (span.op is not Op.INSERT)
        at_new += len(span.text) * (span.op is not Op.DELETE)
    if edit:
        yield edit


def _mended(span: Span, at_old: int, at_new: int, told: Told) -> Iterator[Edit]:
    """References that stayed as they were printed, while the article that they mean has another number now."""
    if span.op is not Op.KEEP:
        return
    for start, end, number in told:
        if at_old <= start and end <= at_old + len(span.text) and span.text[start - at_old : end - at_old] != number:
            yield Edit(at_new + start - at_old, at_new + end - at_old, number)


Told = tuple[tuple[int, int, str], ...]
"""Of each reference to an article in an old text: where its number stands, and the number it has now."""


def _told(text: str, report: Report, numbers: Mapping[str, str]) -> Told:
    name = outline(report.old).name
    found = (each for each in find_citations(text, report.old.language) if each.kind == "article")
    pairs = ((each, numbers.get(name(each.number), "")) for each in found if not each.elsewhere)
    return tuple((each.start, each.end, number) for each, number in pairs if number)


def _brought_up(words: str, offset: int, told: Told) -> str:
    """Old words with the numbers that the articles they refer to have now; ``offset``: where they stood."""
    for start, end, number in reversed(told):
        if offset <= start and end <= offset + len(words):
            words = words[: start - offset] + number + words[end - offset :]
    return words


def new_numbers(report: Report) -> dict[str, str]:
    """The number of each article in the new draft by its name in the old one; only where one answers to one."""
    name = outline(report.old).name
    links = (link for link in report.alignment.links if link.level is Level.ARTICLE)
    return {name(link.old[0].number): link.new[0].number for link in links if len(link.old) == len(link.new) == 1}


def brought_up(provision: Provision, report: Report) -> str:
    """The text of an old provision with the references of the new draft."""
    return _brought_up(provision.text, 0, _told(provision.text, report, new_numbers(report)))


# --------------------------------------------------------------------------------------------------------- restoring


def _restored(change: Change, findings: tuple[Finding, ...], report: Report) -> Repair:
    """Behind the new counterpart of the nearest provision before it, else at the head of its parent's."""
    gone = change.link.old[0]
    before = outline(report.old)
    new_of = {old.eid: link.new[-1] for link in report.alignment.links for old in link.old if link.new}
    for sibling in reversed(_earlier(gone, before)):
        answer = new_of.get(sibling.eid)
        if answer is not None and answer.level is gone.level and not answer.tombstone:
            return Repair(change, findings, Way.RESTORE, after=answer.eid, level=answer.level)
    parent = before.parent.get(gone.eid)
    home = new_of.get(parent.eid) if parent else None
    if home is not None and not home.tombstone:
        return Repair(change, findings, Way.RESTORE, after=home.eid, level=home.level)
    return Repair(change, findings, Way.UNPLACED, why="nothing that stood around it is left")


def _earlier(gone: Provision, before: Outline) -> Sequence[Provision]:
    siblings = before.siblings.get(gone.eid, ())
    at = next((n for n, each in enumerate(siblings) if each.eid == gone.eid), 0)
    return siblings[:at]
