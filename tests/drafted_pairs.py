"""Sixty pairs of drafts as Word files, made by a seed: what drafters do between two sessions, several things at once.

Typed or automatic numbers, tables, footnotes, references, runs that Word cut anyhow; provisions edited, put in, taken
out, moved, split, merged; articles renumbered; looks changed besides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from word_pairs import RED, Word, cell, note, num, numbering, p, r, reference, row, table

SEEDS = range(60)
SUBJECTS = ("Each Party", "The Commission", "A riparian State", "The Secretariat", "Any Party upstream", "The Parties")
MODALS = ("shall", "may", "shall not", "should")
VERBS = ("publish", "keep", "measure", "review", "announce", "exchange")
OBJECTS = (
    "the level of its rivers", "a list of all weirs", "the state of the gauges", "the plans for a dam",
    "the catch of the season", "a map of the flood plain", "the cost of each measure", "the rules of navigation",
)  # fmt: skip
ENDS = (
    "without delay", "within thirty days", "once a year", "in writing", "unless the Commission decides otherwise",
    "in accordance with article %d", "as far as is practicable", "before the season begins", "at its own expense",
)  # fmt: skip
HEADINGS = ("Use of terms", "Weirs", "Floods", "Fishing", "Navigation", "Gauges", "Costs", "The Commission", "Disputes")


@dataclass(frozen=True)
class Rule:
    """One paragraph of an article."""

    text: str
    looks: str = ""
    note: str = ""


@dataclass(frozen=True)
class Drafted:
    """One state of the text."""

    articles: tuple[tuple[str, tuple[Rule, ...]], ...]
    cells: tuple[tuple[str, str], ...] = ()
    typed: bool = True
    style: str = "Heading2"
    seed: int = 0
    extra: tuple[str, ...] = field(default=())

    def word(self) -> Word:
        """As a Word file; the same text is cut into other runs by another seed."""
        dice, notes, blocks = Random(self.seed), list[str](), list[str]()
        for number, (name, rules) in enumerate(self.articles, start=1):
            blocks += [p(f"Article {number}", style=self.style), p(name, style=self.style)]
            for place, rule in enumerate(rules, start=1):
                inside = _runs(f"{place}. {rule.text}" if self.typed else rule.text, rule.looks, dice)
                if rule.note:
                    notes.append(note(len(notes) + 1, rule.note))
                    inside.append(reference(len(notes)))
                blocks.append(p(*inside, ppr="" if self.typed else num(number)))
            if self.cells and number == 2:
                blocks += [table(*(row(*map(cell, each)) for each in self.cells), columns=2), p("")]
        lists = numbering(*((n, "%1.") for n in range(1, len(self.articles) + 1)))
        return Word("".join([*blocks, *map(p, self.extra)]), numbering=lists, footnotes="".join(notes))


def _runs(text: str, looks: str, dice: Random) -> list[str]:
    cuts = sorted(dice.sample(range(1, len(text)), k=min(dice.randrange(4), len(text) - 1)))
    return [r(text[a:b], looks) for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def drafted_pair(seed: int) -> tuple[Word, Word]:
    """Two states of a short convention."""
    dice = Random(seed)
    articles = tuple(
        (name, tuple(_rule(dice) for _ in range(dice.randrange(2, 5)))) for name in dice.sample(HEADINGS, k=5)
    )
    cells = tuple((_object(dice), str(dice.randrange(99))) for _ in range(dice.randrange(0, 4)))
    extra = ("Done in a single original.",)
    old = Drafted(articles, cells, typed=dice.random() < 0.7, seed=seed, extra=extra)
    new = replace(old, seed=seed + 1000)
    for edit in dice.sample(EDITS, k=dice.randrange(1, 5)):
        new = edit(new, dice)
    return old.word(), new.word()


def _object(dice: Random) -> str:
    return dice.choice(OBJECTS)


def _rule(dice: Random) -> Rule:
    end = dice.choice(ENDS)
    end = end % dice.randrange(1, 6) if "%d" in end else end
    again = f" {dice.choice(SUBJECTS)} {dice.choice(MODALS)} also {dice.choice(VERBS)} {_object(dice)}." * (
        dice.random() < 0.4
    )
    said = f"{dice.choice(SUBJECTS)} {dice.choice(MODALS)} {dice.choice(VERBS)} {_object(dice)} {end}.{again}"
    return Rule(said, note=f"Proposed by delegation {dice.randrange(99)}." * (dice.random() < 0.15))


# ------------------------------------------------------------------------------------------------- what drafters do

Edit = Callable[[Drafted, Random], Drafted]


def _at(draft: Drafted, place: int, rules: tuple[Rule, ...]) -> Drafted:
    articles = [(name, rules if k == place else had) for k, (name, had) in enumerate(draft.articles)]
    return replace(draft, articles=tuple(articles))


def _chosen(draft: Drafted, dice: Random) -> tuple[int, list[Rule], int]:
    place = dice.randrange(len(draft.articles))
    rules = list(draft.articles[place][1])
    return place, rules, dice.randrange(len(rules))


def _word_changed(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    words = rules[which].text.split()
    words[dice.randrange(1, len(words) - 1)] = dice.choice((*MODALS, "every", "[the]"))
    rules[which] = replace(rules[which], text=" ".join(words))
    return _at(draft, place, tuple(rules))


def _rule_put_in(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    return _at(draft, place, (*rules[:which], _rule(dice), *rules[which:]))


def _rule_taken_out(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    return _at(draft, place, tuple(rules[:which] + rules[which + 1 :])) if len(rules) > 1 else draft


def _rule_moved(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    if len(rules) < 2:
        return draft
    gone = rules.pop(which)
    draft = _at(draft, place, tuple(rules))
    goal = dice.randrange(len(draft.articles))
    there = list(draft.articles[goal][1])
    there.insert(dice.randrange(len(there) + 1), gone)
    return _at(draft, goal, tuple(there))


def _split(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    first, stop, rest = rules[which].text.partition(". ")
    cut = [replace(rules[which], text=first + stop.strip()), Rule(rest)] if rest else [rules[which]]
    return _at(draft, place, (*rules[:which], *cut, *rules[which + 1 :]))


def _merged(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    if which == 0:
        return draft
    joined = replace(rules[which - 1], text=f"{rules[which - 1].text} {rules[which].text}")
    return _at(draft, place, (*rules[: which - 1], joined, *rules[which + 1 :]))


def _article_put_in(draft: Drafted, dice: Random) -> Drafted:
    place = dice.randrange(len(draft.articles) + 1)
    made = ("Final clauses", tuple(_rule(dice) for _ in range(2)))
    return replace(draft, articles=(*draft.articles[:place], made, *draft.articles[place:]))


def _article_taken_out(draft: Drafted, dice: Random) -> Drafted:
    place = dice.randrange(len(draft.articles))
    return replace(draft, articles=draft.articles[:place] + draft.articles[place + 1 :])


def _article_moved(draft: Drafted, dice: Random) -> Drafted:
    articles = list(draft.articles)
    articles.insert(dice.randrange(len(articles)), articles.pop(dice.randrange(len(articles))))
    return replace(draft, articles=tuple(articles))


def _numbers_otherwise(draft: Drafted, _dice: Random) -> Drafted:
    return replace(draft, typed=not draft.typed)


def _looks_otherwise(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    rules[which] = replace(rules[which], looks=RED)
    return replace(_at(draft, place, tuple(rules)), style=dice.choice(("Heading2", "Quote")))


def _table_otherwise(draft: Drafted, dice: Random) -> Drafted:
    cells = [*draft.cells, (_object(dice), "7")]
    cells[0] = (cells[0][0], "8")
    return replace(draft, cells=tuple(cells)) if draft.cells else draft


def _note_otherwise(draft: Drafted, dice: Random) -> Drafted:
    place, rules, which = _chosen(draft, dice)
    said = "" if rules[which].note else "Reservation of one delegation."
    rules[which] = replace(rules[which], note=said)
    return _at(draft, place, tuple(rules))


EDITS: tuple[Edit, ...] = (
    _word_changed, _word_changed, _rule_put_in, _rule_taken_out, _rule_moved, _split, _merged, _article_put_in,
    _article_taken_out, _article_moved, _numbers_otherwise, _looks_otherwise, _table_otherwise, _note_otherwise,
)  # fmt: skip
