"""The pipeline: one line per arrow."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.alignment import DeclaredLink, align, divide
from treatydiff.drafts.inputs import one_language
from treatydiff.drafts.succession import reversed_order
from treatydiff.faults import Faults, told
from treatydiff.judging import judge
from treatydiff.judging.context import foreign
from treatydiff.judging.findings import DISGUISE, disguised
from treatydiff.model import Draft, Notice, Redline, Significance
from treatydiff.readers import Limits, ReadOptions, load, reader_for
from treatydiff.readers.doubled_numbers import numbered_once
from treatydiff.redline import mark_up
from treatydiff.redline.word_objects import unworded
from treatydiff.report import Finding, Report
from treatydiff.structure import build
from treatydiff.themes import Profile, Theme, load_profile, load_themes

if TYPE_CHECKING:
    from treatydiff.readers.sandbox import ReadingChild

_WORD = ("docx", "office")
"""Readers of files whose words stay as they are, since a redline goes back into them."""
_REVERSED = "the first draft seems to be the newer one"
_FOREIGN = (
    "these drafts are on a different subject from the built-in themes, which are made for cybercrime, electronic "
    "evidence, policing and personal data: there are few findings, and none is rated high"
)


def read_draft(
    path: str,
    *,
    language: str = "",
    revisions: str = "accept",
    struck: str = "drop",
    ocr: bool = False,
    limits: Limits | None = None,
) -> Draft:
    """Read a draft from a file, or from standard input for ``-``.

    ``language`` (``en``, ``fr`` …) overrides what is detected; ``revisions``, ``struck`` and ``ocr`` are those of
    ``ReadOptions``. With ``limits`` the file is taken apart in a child process that may take only so much memory and
    time, where the platform allows it. Raises ReadError, StructureError, TooComplexError.
    """
    how = ReadOptions(revisions, struck, ocr, language)
    return draft_of(load(path), path, how, limits)


def draft_of(
    data: bytes, path: str, how: ReadOptions, limits: Limits | None = None, child: ReadingChild | None = None
) -> Draft:
    """The draft in a file's bytes; ``path`` names it. As ``read_draft``.

    ``child``: one that is at reading it just so (``Reader.begun``).
    """
    reader = reader_for(path, data)
    if limits and limits.budget:
        limits.budget.grant(len(data))
    found = child.reading((limits or Limits()).tell) if child else reader.read(data, path, how, limits)
    reading = numbered_once(found, typed=reader.name not in _WORD)
    name = "standard input" if path == "-" else Path(path).name
    with (limits or Limits()).spending(path):
        draft = build(reading, name=name, language=how.language, path=path, kind=reader.name, data=data)
    return replace(draft, revisions=how.revisions)


def compare(
    old: Draft,
    new: Draft,
    *,
    rules: Sequence[DeclaredLink] = (),
    themes: tuple[Theme, ...] | None = None,
    profile: Profile | None = None,
    judged: bool = True,
    divided: bool = True,
    asked: Callable[[Redline], Container[str]] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Report:
    """Everything that changed from one draft to the next, and what it means.

    ``rules`` are the user's own pairings of provisions (``alignment.read_rules``); ``themes`` and ``profile`` say what
    to look for and what is a turn for the worse, by default the built-in ones. Not ``judged``: with no
    findings but those on disguised words, for a form that shows no others. ``divided``: a text that got numbers in the
    other draft is divided as they divide it, and the report's drafts are those; not for who compares one draft with
    several and joins the reports. ``asked`` gives the ids of the changes that are judged, else all are. ``tell`` hears
    which stage begins. Raises DataError for an impossible rule, TreatydiffError for drafts in two languages.
    """
    one_language("", (old, new))
    tell("aligning, 1 of 3")
    alignment = align(old, new, rules)
    if divided:
        old, new, alignment = divide(old, new, alignment)
    tell("marking up, 2 of 3")
    redline = mark_up(old, new, alignment)
    tell("judging, 3 of 3")
    known = themes if themes is not None else load_themes(language=new.language) if judged else ()
    faults = Faults()
    findings: tuple[Finding, ...] = ()
    with faults.caught("findings"):
        if judged:
            concerned = asked(redline) if asked else None
            findings = judge(redline, old, new, known, profile or load_profile(), faults, concerned)
        else:
            findings = tuple(disguised(redline, old, new))
    failed = (*redline.faults, *faults.found)
    subject = _FOREIGN if not all(theme.own for theme in known) and foreign(old, new) else ""
    own = (*alignment.notices, *redline.notices, *_unread(known, new.language), *(Notice(told(f)) for f in failed))
    order = f"{_REVERSED}: {why}; every verdict may be the wrong way round" if (why := reversed_order(old, new)) else ""
    own = (*map(Notice, filter(None, (part := _part(old, new), subject, order))), *own)
    own = (*_without_articles(old, new), *own)
    own = (*_of_one_symbol(old, new, redline), *own)
    own += tuple(Notice(f.message) for f in findings if f.theme == DISGUISE)
    sides = (("old", old.notices), ("new", new.notices), ("", own))
    notices = tuple((side, notice) for side, found in sides for notice in found)
    return Report(
        old,
        new,
        alignment,
        redline,
        findings,
        notices,
        subject=subject,
        order=order,
        part=part,
        unworded=unworded(old, new, heads=not redline.changes),
        faults=failed,
    )


def _without_articles(old: Draft, new: Draft) -> Iterator[Notice]:
    """What to say first where one draft has articles and the other none: it may be no draft at all."""
    for name, draft, other in (("old", old, new), ("new", new, old)):
        if other.articles() and other.units == "articles" and draft.units != "articles":
            said = f"the {name} draft has no articles and the other has, so everything counts as changed"
            yield Notice(f"{said}: is it a draft at all?", first=True)


def _part(old: Draft, new: Draft) -> str:
    """What to say of a new draft that seems to be a page on some articles: the others are no wish to delete them."""
    held, before = len(new.articles()), len(old.articles())
    if before < _MANY or held * 4 > before:
        return ""
    return (
        f"the new draft holds {held} of {before} articles; the others are reported as deleted "
        "(--article N looks at one)"
    )


def _of_one_symbol(old: Draft, new: Draft, redline: Redline) -> Iterator[Notice]:
    """What to say first of two drafts that an institution handed out under one symbol."""
    differ = any(change.significance is Significance.SUBSTANTIVE for change in redline.changes)
    if old.symbol and old.symbol == new.symbol and old.data != new.data and differ:
        yield Notice(f"both drafts carry the symbol {old.symbol}, and they differ", first=True)


_MANY = 8
"""Articles of a draft of which a quarter or less is a part."""


def _unread(themes: Sequence[Theme], language: str) -> Iterator[Notice]:
    """A theme without words in the drafts' language finds nothing, which must not look like good news."""
    for theme in themes:
        if language not in theme.languages:
            lacks = f"the theme {theme.name} lacks terms in this language ({language})"
            yield Notice(f"{lacks}: not all of it was looked for")
