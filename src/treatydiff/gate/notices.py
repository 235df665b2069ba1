"""Notices of readers and stages as alerts of a check, with the words they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from treatydiff.gate import Alert
from treatydiff.model import Notice
from treatydiff.report import Report

UNSEEN, NOTICE = "draft/unseen", "draft/notice"
_ROOM = 500
"""Letters of words that were set aside that one line quotes; the longest passages come first."""
_FEW = 200
"""The same, of a report that tells much else."""


def notices(report: Report, said: Iterable[str] = ()) -> Iterator[Alert]:
    """An alert for each notice; one fails the check where the page of the new draft alone does not show its words.

    ``said`` are messages that the check tells anyway.
    """
    known = {*said, *(finding.message for finding in report.findings)}
    of: dict[str, list[Notice]] = {"old": [], "new": [], "": []}
    for side, notice in dict.fromkeys(report.notices):
        if notice.message not in known:
            of[side].append(notice)
    before, after = ({words for notice in of[side] for words in _words(notice)} for side in ("old", "new"))
    both = {notice.message for notice in of["old"]} & {notice.message for notice in of["new"]}
    for notice in of["new"]:
        fresh = [words for words in _words(notice) if words not in before]
        whose = "both drafts" if notice.message in both and not fresh else "new draft"
        rule = UNSEEN if notice.unseen and fresh else NOTICE
        yield Alert(rule, _told(whose, notice, fresh), report.new.path, fails=rule == UNSEEN)
    for notice in of["old"]:
        gone = [words for words in _words(notice) if words not in after]
        if gone or notice.message not in both:
            yield Alert(NOTICE, _told("old draft", notice, gone), report.old.path)
    for notice in of[""]:
        yield Alert(NOTICE, _told("", notice, _words(notice)), report.new.path)


def worded(report: Report) -> Iterator[tuple[str, Notice]]:
    """The notices of a report as every form tells them: with the words that were set aside in one draft and not in the
    other."""
    words: dict[str, set[str]] = {"old": set(), "new": set()}
    for side, notice in report.notices:
        if side:
            words[side].update(_words(notice))
    for side, notice in report.notices:
        other = {"old": "new", "new": "old"}.get(side, "")
        lone = [each for each in _words(notice) if each not in words[other]] if other else []
        quoted, left = _quoted([each for each in lone if each not in notice.message], _FEW)
        if quoted:
            more = f" and {left} more" if left else ""
            notice = replace(notice, message=f"{notice.message}; only here: {', '.join(quoted)}{more}")
        yield side, notice


def paged(notice: Notice) -> str:
    """What a notice says, with its page where it has one: ``text in a box left out (page 3)``."""
    return f"{notice.message} (page {notice.page})" if notice.page else notice.message


def _words(notice: Notice) -> list[str]:
    """The words that a notice is about, each once: those set aside, or its message, which quotes them."""
    return list(dict.fromkeys(" ".join(words.split()) for words in notice.set_aside or (notice.message,)))


def _told(whose: str, notice: Notice, words: Iterable[str]) -> str:
    """``new draft: 1 passage of hidden text left out: "unless it objects"``."""
    quoted, left = _quoted([each for each in words if each not in notice.message])
    told = f"{whose}: {paged(notice)}" if whose else paged(notice)
    more = f" and {left} more" if left else ""
    return f"{told}: {', '.join(quoted)}{more}" if quoted else told


def _quoted(words: list[str], room: int = _ROOM) -> tuple[list[str], int]:
    """As many of them as there is room for, what has the most letters first, and how many are left."""
    quoted: list[str] = []
    for each in sorted(words, key=len, reverse=True):
        if room <= 0:
            break
        quoted.append(f'"{each if len(each) <= _ROOM else each[: _ROOM - 2] + " …"}"')
        room -= len(each)
    return quoted, len(words) - len(quoted)
