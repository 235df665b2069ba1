"""Sources of a draft's new sentences among submissions: a list, a table, data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatydiff.library import Closeness, LibraryArticle, Precursor
from treatydiff.library.precursors import added, left_out
from treatydiff.model import Draft, Op, Span
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, title
from treatydiff.renderers import RenderOptions
from treatydiff.report import Finding
from treatydiff.series import NewSentence

if TYPE_CHECKING:
    from rich.text import Text

    from treatydiff.renderers.json import Json

NEVER = "It says who said a sentence before, and never that it was taken from there."
COLUMNS = (
    "article", "place", "sentence", "closeness", "similarity", "submission", "its place", "its sentence", "redline",
    "left out", "added", "what it means", "also in",
)  # fmt: skip
HOW = {
    Closeness.VERBATIM: "word for word",
    Closeness.EDITED: "with changes",
    Closeness.REWORDED: "in other words",
}


@dataclass(frozen=True, slots=True)
class SentenceBefore:
    """A new sentence of a draft, and who said it before."""

    sentence: NewSentence
    precursor: Precursor | None
    """The closest submission; None where nothing in the folder is close."""
    lacks: tuple[Finding, ...] = ()
    """What is worse about the draft's sentence than about the submission's: adverse findings of their comparison."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """The new sentences of a draft, in reading order, and who said them before."""

    draft: Draft
    earlier: tuple[Draft, ...]
    """The drafts that the sentences are not in."""
    folder: str
    files: int
    """How many submissions there are."""
    sentences: tuple[SentenceBefore, ...]

    @property
    def said(self) -> tuple[SentenceBefore, ...]:
        """Those that somebody said before."""
        return tuple(each for each in self.sentences if each.precursor)


def render(subject: SaidBefore, options: RenderOptions) -> bytes:
    """To read: each new sentence that was said before, by whom, and what was left out and added."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(subject, options, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def json_sentences(subject: SaidBefore, options: RenderOptions) -> bytes:
    """``treatydiff/submissions/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/submissions/1",
            "tool": TOOL,
            "draft": draft_value(subject.draft),
            "earlier": [draft_value(draft) for draft in subject.earlier],
            "submissions": subject.files,
            "sentences": [_value(each, subject) for each in subject.sentences],
        }
    )


def csv_rows(subject: SaidBefore, options: RenderOptions) -> bytes:
    """A row for each new sentence."""
    from treatydiff.renderers.csv import table

    return table(COLUMNS, _records(subject))


def workbook(subject: SaidBefore, options: RenderOptions) -> bytes:
    """A sheet with a row for each new sentence, and one that counts by submission."""
    from treatydiff.renderers.sheets import book

    counts = (tuple(map(str, row)) for row in by_submission(subject))
    sheets: dict[str, tuple[tuple[str, ...], Iterable[tuple[str, ...]]]] = {
        "sentences": (COLUMNS, _records(subject)),
        "by submission": (("submission", *HOW.values()), counts),
    }
    return book(sheets, options.date)


def markdown(subject: SaidBefore, options: RenderOptions) -> bytes:
    """To paste into a briefing."""
    from treatydiff.renderers.text.markdown_text import literal, marked

    lines = [f"# Who said it before: {literal(subject.draft.label)}", "", literal(counted(subject)), ""]
    for each in subject.said:
        assert each.precursor
        lines += [f"- **{literal(where(each, subject))}**: {literal(by(each.precursor))}"]
        lines += [f"  > {marked(spans)}" for spans in shown(each)]
        lines += [f"  - {literal(words)}" for words in meanings(each)]
    lines += ["", literal(NEVER)]
    return ("\n".join(lines) + "\n").encode()


# -------------------------------------------------------------------------------------------------------- in words


def counted(subject: SaidBefore) -> str:
    """``12 of 40 new sentences were said before: 3 word for word, 7 with changes, 2 in other words.``"""
    new, said = len(subject.sentences), len(subject.said)
    kinds = Counter(each.precursor.closeness for each in subject.said if each.precursor)
    parts = ", ".join(f"{kinds[kind]} {words}" for kind, words in HOW.items() if kinds[kind])
    files = f"{subject.files} submission{'s' * (subject.files != 1)}"
    told = f"{said} of {new} new sentence{'s' * (new != 1)} {'was' if said == 1 else 'were'} said before in {files}"
    return f"{told}: {parts}." if parts else f"{told}."


def by_submission(subject: SaidBefore) -> list[tuple[str | int, ...]]:
    """Each submission with how many new sentences it said before, by closeness as in ``ways``; the most first."""
    counts: dict[str, Counter[Closeness]] = {}
    for each in subject.said:
        if each.precursor:
            label = each.precursor.passage.held.label
            counts.setdefault(label, Counter())[each.precursor.closeness] += 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    return [(label, *(found[kind] for kind in HOW)) for label, found in ranked]


def by(precursor: Precursor) -> str:
    """``State X, paragraph 4, word for word``; ``..., with changes (82 %)``."""
    return f"{named(precursor.passage)}, {how(precursor)}"


def how(precursor: Precursor) -> str:
    """``word for word, without “provided that …”``; ``with changes (82 %)``."""
    if precursor.closeness is Closeness.VERBATIM:
        return HOW[precursor.closeness]
    gone, came = left_out(precursor.spans), added(precursor.spans)
    if precursor.closeness is Closeness.EDITED and not (gone and came):
        return f"word for word, {f'without {_quoted(gone)}' if gone else f'with {_quoted(came)} added'}"
    return f"{HOW[precursor.closeness]} ({round(100 * precursor.similarity)} %)"


def named(passage: LibraryArticle) -> str:
    """The submission and the place in it."""
    unit = passage.unit
    name = title(unit)
    numbered = (name.lower() if unit.word else name) if unit.number else ""
    return ", ".join(filter(None, (passage.held.label, numbered, passage.place if numbered else "")))


def where(each: SentenceBefore, subject: SaidBefore) -> str:
    """The place of the sentence in the draft: ``Article 5, paragraph 2``."""
    return ", ".join(filter(None, _place(each, subject)))


def shown(each: SentenceBefore) -> tuple[tuple[Span, ...], ...]:
    """The redline; of what was put in other words, where one could not be read, both sentences."""
    if each.precursor is None:
        return ()
    if each.precursor.closeness in (Closeness.VERBATIM, Closeness.EDITED):
        return (each.precursor.spans,)
    return (Span(Op.KEEP, f"said before: {each.precursor.text}"),), (Span(Op.KEEP, f"draft: {each.sentence.text}"),)


def meanings(each: SentenceBefore) -> Iterator[str]:
    """What is worse about the draft's sentence, and who said it, too."""
    yield from dict.fromkeys(f"{finding.theme}: {capital(finding.statement)}" for finding in each.lacks)
    if each.precursor and each.precursor.also:
        yield f"as close: {'; '.join(map(named, each.precursor.also))}"


def _quoted(parts: tuple[str, ...]) -> str:
    return ", ".join(f"“{part}”" for part in parts)


def _place(each: SentenceBefore, subject: SaidBefore) -> tuple[str, str]:
    provision, inside = each.sentence.provision, outline(subject.draft)
    unit = capital(provision.unit) or title(inside.unit.get(provision.eid, provision))
    return unit, inside.place.get(provision.eid, "")


# ------------------------------------------------------------------------------------------------------------ as data


def _records(subject: SaidBefore) -> Iterator[tuple[str, ...]]:
    for each in subject.sentences:
        found, (article, place) = each.precursor, _place(each, subject)
        if found is None:
            yield (article, place, each.sentence.text, *[""] * (len(COLUMNS) - 3))
            continue
        theirs = found.passage
        yield (
            article, place, each.sentence.text, HOW[found.closeness], f"{found.similarity:.2f}", theirs.held.label,
            named(theirs).removeprefix(theirs.held.label).lstrip(", "), found.text, _marked(found),
            "; ".join(left_out(found.spans)), "; ".join(added(found.spans)),
            "; ".join(capital(finding.statement) for finding in each.lacks), "; ".join(map(named, found.also)),
        )  # fmt: skip


def _marked(found: Precursor) -> str:
    marks = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(marks[span.op].format(span.text) for span in found.spans)


def _value(each: SentenceBefore, subject: SaidBefore) -> Json:
    article, place = _place(each, subject)
    found = each.precursor
    return {
        "eid": each.sentence.provision.eid,
        "article": article,
        "place": place,
        "text": each.sentence.text,
        "whole": each.sentence.whole,
        "said": None
        if found is None
        else {
            "closeness": found.closeness,
            "similarity": round(found.similarity, 4),
            **_passage(found.passage),
            "text": found.text,
            "redline": [{"op": span.op, "text": span.text} for span in found.spans],
            "also": [_passage(passage) for passage in found.also],
            "lacks": [{"theme": f.theme, "rule": f.rule, "message": f.message} for f in each.lacks],
        },
    }


def _passage(passage: LibraryArticle) -> Json:
    return {
        "submission": passage.held.label,
        "path": passage.held.path,
        "date": passage.held.date,
        "eid": passage.article.eid,
        "place": named(passage).removeprefix(passage.held.label).lstrip(", "),
    }


# ------------------------------------------------------------------------------------------------------- in a terminal


def _lines(subject: SaidBefore, options: RenderOptions, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line, marked, section, styled, wrap

    yield from wrap(styled(counted(subject), "bold"), width)
    yield from wrap(styled(NEVER, "dim"), width)
    for label, *numbers in by_submission(subject):
        parts = (f"{number} {words}" for number, words in zip(numbers, HOW.values(), strict=True) if number)
        yield from wrap(styled(f"{label}: {', '.join(parts)}"), width, "  ", "      ")
    unit = ""
    for each in subject.sentences if options.show_all else subject.said:
        here, place = _place(each, subject)
        if here != unit:
            yield line()
            yield section(here, width)
            unit = here
        lead = f"{place}: " if place else ""
        if each.precursor is None:
            yield from wrap(styled(f"{lead}nothing close in the submissions", "dim"), width, "", "    ")
            yield from wrap(styled(each.sentence.text), width, "    ", "    ")
            continue
        yield from wrap(line(styled(lead), styled(by(each.precursor), "bold")), width, "", "    ")
        for spans in shown(each):
            yield from wrap(marked(spans, fold=False), width, "    ", "    ")
        for words in meanings(each):
            yield from wrap(styled(words), width, "      ", "        ")
