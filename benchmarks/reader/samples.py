"""What a reader is measured on: judged amendments, amended statutes, the project's own cases; each with its question.

Labels never leave here: a question is what ``treatydiff ask`` would put, and holds none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.alignment.shared import CORPUS
from benchmarks.laws.score import Entry, entries, spots_of

from treatydiff.compare import compare, read_draft
from treatydiff.external_reader import Inquiry, inquiries
from treatydiff.gate.fingerprints import plain_words
from treatydiff.model import Draft, Reading
from treatydiff.readers import READERS
from treatydiff.report import Effect, Report
from treatydiff.structure import build
from treatydiff.text.numbering import key
from treatydiff.themes import load_themes

SOURCES = ("gdpr", "laws", "cases")
_WORSE = frozenset({Effect.EXPANDS, Effect.WEAKENS})
_CASES_IN_A_DRAFT = 60
_ARTICLE = {"en": "Article {}", "fr": "Article {}", "es": "Artículo {}", "ru": "Статья {}", "zh": "第{}条",
            "ar": "المادة {}", "pt": "Artigo {}"}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A change in the project's own words, and what it does to the themes."""

    id: str
    language: str
    old: str
    """The sentence before; empty of one that was inserted."""
    new: str
    says: tuple[str, ...]
    """Theme and effect: ``surveillance expands``; empty of a change that does nothing to any theme."""
    about: bool = True
    """Whether it is of the subject of the themes at all."""


def load_cases() -> tuple[Case, ...]:
    """The cases of the file beside this one."""
    lines = Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()
    rows = map(json.loads, lines)
    return tuple(Case(c["id"], c["language"], c["old"], c["new"], tuple(c["says"]), c["about"]) for c in rows)


@dataclass(frozen=True)
class Item:
    """One labelled change, what is asked about it, and what rules say."""

    source: str
    name: str
    """``g01-07``, ``ca-drugs-2022 4``, ``en-001``."""
    kind: str
    """``adverse``, ``favourable``, ``mixed`` or ``neutral``; none of a question holds it."""
    asked: tuple[Inquiry, ...]
    """Of a statute every change at the place; else one."""
    rules: frozenset[bool]
    """The directions of the firm findings there: True is adverse."""


def sample(source: str, number: int, seed: str) -> list[Item]:
    """The labelled changes of a source that can be asked about; with a number so many, drawn by a hash of the seed."""
    found = [item for item in _SAMPLES[source]() if item.asked]
    if not number:
        return found
    drawn = sorted(found, key=lambda item: hashlib.sha256(f"{seed} {item.source} {item.name}".encode()).digest())
    kept = {id(item) for item in drawn[:number]}
    return [item for item in found if id(item) in kept]


def _everything(report: Report) -> tuple[Inquiry, ...]:
    return inquiries(report, load_themes(language=report.new.language))


def _firm(report: Report, asked: Iterable[Inquiry]) -> frozenset[bool]:
    inside = {id for each in asked for id in each.unit.inside}
    signs = {finding.adverse for finding in report.findings if finding.change.id in inside}
    return frozenset(sign for sign in signs if sign is not None)


# --------------------------------------------------------------------------------------------------- judged amendments


def _amendments() -> Iterator[Item]:
    """Amendments that privacy lawyers judged: whole paragraphs, one amendment each."""
    folder = CORPUS / "gdpr-amendments"
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.partition(".")[0]
        report = compare(*(read_draft(str(folder / f"{name}.{side}.txt")) for side in ("old", "new")))
        asked = _everything(report)
        for entry in json.loads(path.read_text("utf-8")):
            found = _of_words(asked, entry)
            yield Item("gdpr", entry["id"], entry["class"], found, _firm(report, found))


def _of_words(asked: Sequence[Inquiry], entry: Mapping[str, str]) -> tuple[Inquiry, ...]:
    """The question on the words of an amendment: the shortest whose words hold them, in the article it names."""
    wanted = [plain_words(entry[side] or "") for side in ("old", "new")]
    holding = [
        each
        for each in asked
        if key(each.unit.change.provision.article) == key(entry["article"])
        and all(words in plain_words(text) and bool(words) == bool(plain_words(text))
                for words, text in zip(wanted, (each.question.old, each.question.new), strict=True))
    ]  # fmt: skip
    return tuple(sorted(holding, key=lambda each: len(each.question.old) + len(each.question.new))[:1])


# --------------------------------------------------------------------------------------------------- amended statutes


def _statutes() -> Iterator[Item]:
    """Changes of statutes, read by hand: by article and paragraph, so that several changes can be at one."""
    folder = CORPUS / "laws"
    for name, truth in entries(folder).items():
        report = compare(*(read_draft(str(next(folder.glob(f"{name}.{side}.*")))) for side in ("old", "new")))
        placed = [(each, list(spots_of(each.unit.change, report))) for each in _everything(report)]
        for entry in (each for each in truth if each.sure):
            found = tuple(each for each, at in placed if entry.at(at))
            yield Item("laws", f"{name} {_place(entry)}", entry.kind, found, _firm(report, found))


def _place(entry: Entry) -> str:
    return f"{entry.data['article']} {entry.data.get('paragraph') or ''}".strip()


# ---------------------------------------------------------------------------------------------------------- own cases


def _cases() -> Iterator[Item]:
    """The project's own judged sentences, each as an article of two drafts in its language."""
    by_language: dict[str, list[Case]] = {}
    for case in load_cases():
        if case.about:
            by_language.setdefault(case.language, []).append(case)
    for language, cases in by_language.items():
        for at in range(0, len(cases), _CASES_IN_A_DRAFT):
            yield from _of_cases(language, cases[at : at + _CASES_IN_A_DRAFT])


def _of_cases(language: str, cases: Sequence[Case]) -> Iterator[Item]:
    old, new = map(partial(_draft, language), ([case.old for case in cases], [case.new for case in cases]))
    report = compare(old, new)
    at = {key(each.unit.change.provision.article): each for each in _everything(report)}
    for number, case in enumerate(cases, 1):
        found = tuple(filter(None, (at.get(str(number)),)))
        yield Item("cases", case.id, _kind(case), found, _firm(report, found))


def _draft(language: str, texts: Sequence[str]) -> Draft:
    """A draft with an article for each text; an article that is not there yet says nothing."""
    parts = (f"{_ARTICLE[language].format(at)}\n\n{text}\n" for at, text in enumerate(texts, 1) if text)
    data = ("Convention\n\n" + "\n".join(parts)).encode()
    reading: Reading = READERS["text"].read(data, "cases.txt")
    return build(reading, name="cases.txt", language=language, data=data)


def _kind(case: Case) -> str:
    effects = {Effect(each.rpartition(" ")[2]) for each in case.says}
    signs = {effect in _WORSE for effect in effects if effect is not Effect.TOUCHES}
    if not effects:
        return "neutral"
    return "mixed" if len(signs) != 1 else "adverse" if True in signs else "favourable"


_SAMPLES = {"gdpr": _amendments, "laws": _statutes, "cases": _cases}
