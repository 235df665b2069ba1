"""Doubts: one ordered table of named tests that discount a vote or drop it.

A doubt looks at the vote, the change and what both drafts say; never at printed text or the end of a rule's name. What
is dropped says nothing of the change; what is doubted weighs less (``arbiter``), and a finding names its doubts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from treatydiff.judging.composition import around
from treatydiff.judging.context import Environment
from treatydiff.judging.extent import balance, restated, stems_of
from treatydiff.judging.facts import DENIED, Facts, unit_of
from treatydiff.judging.lexis import UNAUTHORIZED
from treatydiff.judging.passages import Passage, op_of
from treatydiff.judging.signs import Role, Vote
from treatydiff.judging.wording import sentences
from treatydiff.model import Change, Kind, Level, Op
from treatydiff.themes.patterns import plain, silent


class Hearing(NamedTuple):
    """A change with all that is said of it."""

    change: Change
    passages: Sequence[Passage]
    votes: Sequence[Vote]
    environment: Environment
    facts: Facts

    @property
    def amended(self) -> bool:
        return self.change.kind is Kind.AMENDED


class Doubt(NamedTuple):
    """Why a fact may say nothing, or not tell which way a change went."""

    name: str
    of: frozenset[str]
    """The kinds of facts that it is asked of."""
    test: Callable[[Vote, Hearing], bool]
    drops: bool = False
    """Whether the fact is left out; else it weighs less."""


def doubted(hearing: Hearing) -> Iterator[tuple[Vote, str]]:
    """The votes on a change with the doubts that they are under, each with the name of what drops it, or nothing."""
    for vote in hearing.votes:
        dropped = ""
        for doubt in DOUBTS:
            if vote.kind in doubt.of and doubt.test(vote, hearing):
                if doubt.drops:
                    dropped = doubt.name
                    break
                vote = vote.doubted(doubt.name)
        yield vote, dropped


# ------------------------------------------------------------------------------------------------------------ the tests


def _renamed(vote: Vote, hearing: Hearing) -> bool:
    """All that was replaced was replaced alike in several articles: another name for a thing."""
    return hearing.facts.renamed(hearing.change)


def _in_other_words(vote: Vote, hearing: Hearing) -> bool:
    """The provision says in other words what it said."""
    binding = vote.kind == "modality"
    read = hearing.passages if hearing.amended else ()
    return bool(read) and all(restated(each, binding=binding) for each in read)


def _same(vote: Vote, hearing: Hearing) -> bool:
    return "same" in vote.doubts


def _takes_away(vote: Vote, hearing: Hearing) -> bool:
    """The provision takes another away: what its words name is what is taken."""
    return any(vote.meets(other) for other in hearing.votes if other.kind == "lifted")


def _inside_of(kind: str) -> Callable[[Vote, Hearing], bool]:
    """The words stand in others that are told as what they are: as an exception, or as exchanged."""
    return lambda vote, hearing: any(other.kind == kind and _inside(vote, other) for other in hearing.votes)


def _told_by_opposite(vote: Vote, hearing: Hearing) -> bool:
    """The sentence was turned round by words that say by themselves for whom it is better."""
    return any(other.kind in ("opposite", "proof") and other.passage == vote.passage for other in hearing.votes)


def _told_by(*kinds: str) -> Callable[[Vote, Hearing], bool]:
    """Facts of some other kinds tell what the same words do, and which way."""
    return lambda vote, hearing: any(
        other.kind in kinds and other.worse is not None and vote.meets(other) for other in hearing.votes
    )


def _told_otherwise(vote: Vote, hearing: Hearing) -> bool:
    """Another fact tells the other direction of the same words, or their opposite tells none: it knows more of them."""
    others = (other for other in hearing.votes if other.kind not in ("degree", "slot") and vote.meets(other))
    return any(
        other.worse is not vote.worse and (other.worse is not None or other.kind == "opposite") for other in others
    )


def _told_by_bound(vote: Vote, hearing: Hearing) -> bool:
    """A rule reads the number, and its bound tells another direction; or it is the bound, and a rule tells the same."""
    other = "number" if vote.kind == "quantity" else "quantity"
    found = (each for each in hearing.votes if each.kind == other and each.worse is not None and vote.meets(each))
    return any((each.worse is vote.worse) is (other == "quantity") for each in found)


def _given_up(vote: Vote, hearing: Hearing) -> bool:
    """The member left, or joined, lists of several articles, and the other draft has it nowhere: a term given up."""
    words = {stem for word in (*vote.removed, *vote.introduced) for stem in stems_of(word).split()}
    return any(words >= set("".join(pair).split()) for pair in hearing.facts.given_up if any(pair))


def _rewritten(vote: Vote, hearing: Hearing) -> bool:
    """So much else was edited that no word decides which way the provision went."""
    return hearing.amended and hearing.facts.crowded(hearing.change)


def _denies(vote: Vote, hearing: Hearing) -> bool:
    """A rule takes for a protection, or a limit, a provision that rules one out."""
    if hearing.amended or vote.worse is not (hearing.change.kind is Kind.DELETED):
        return False
    provisions = hearing.change.link.new or hearing.change.link.old
    text = plain(silent("\n".join(part.text for each in provisions for part in unit_of(each) if part.text)))
    read = hearing.environment.reader.clauses(text, sentences(text))
    return any(clause.says(DENIED) for clause in read)


def _other_impact(vote: Vote, hearing: Hearing) -> bool:
    """A provision that came or went does not read as what the rule takes it for."""
    if hearing.amended or vote.worse is None:
        return False
    op = op_of(hearing.change)
    provision = (hearing.change.link.new or hearing.change.link.old)[0]
    sign = hearing.facts.impacts[op].whole(provision).sign
    return sign != 0 and (sign < 0) is not (vote.worse is (op is Op.INSERT))


def _lacking(vote: Vote, hearing: Hearing) -> bool:
    """The sentence lets something be done without what the rule takes for a protection."""
    if vote.passage >= len(hearing.passages):
        return False
    passage = hearing.passages[vote.passage]
    came = bool(vote.introduced) or (not vote.removed and bool(passage.new.text))
    side = passage.new if came else passage.old
    said = side.sentence((side.answering(vote.at[0]) or (0, 0))[0])
    return vote.worse is (not came) and passage.reader.clauses(said, [(0, len(said))])[0].says((UNAUTHORIZED,))


def _housekeeping(vote: Vote, hearing: Hearing) -> bool:
    """The clause is on procedure and institutions, or bodies only deal with each other: it reaches nobody."""
    if not hearing.amended:
        return hearing.facts.idle(hearing.change)
    ends = hearing.change.link.new if vote.op is Op.INSERT else hearing.change.link.old
    if all(map(hearing.facts.sides[vote.op].hangs_idle, ends)):
        return True
    if vote.kind == "slot":
        return False
    found = around(hearing.passages[vote.passage], hearing.facts.impacts, vote)
    return found.roles.get(Role.PROCEDURE, 0.0) >= max(found.size, 1.0)


def _pulls_both_ways(vote: Vote, hearing: Hearing) -> bool:
    """A good word came, or a bad one went, and all in all more was lost; or the other way round."""
    if bool(vote.introduced) is bool(vote.removed):
        return False
    op = Op.INSERT if vote.introduced else Op.DELETE
    read = hearing.passages if hearing.amended else ()
    return vote.worse is (op is Op.DELETE) and any(balance(each).more not in (op, None) for each in read)


def _recital(vote: Vote, hearing: Hearing) -> bool:
    """The words stand in a recital, or behind the signatures: they bind nobody."""
    provision, context = hearing.change.provision, hearing.facts.sides[vote.op]
    signed = provision.level is Level.CLOSING and context.article_of(provision) is provision
    return signed or provision.level in (Level.PREAMBLE, Level.RECITAL)


def _on_goods(vote: Vote, hearing: Hearing) -> bool:
    """The provision is on the safety of goods alone: what its clauses list or ask for reaches companies and bodies."""
    return hearing.amended and hearing.environment.subject.on_goods(hearing.change)


def _of_an_article(vote: Vote, hearing: Hearing) -> bool:
    """A rule calls a whole new article of many paragraphs better: what protects in one is not what all say."""
    provision = hearing.change.provision
    spoken = [each for each in provision.children if each.text or each.children]
    better = vote.worse is False and hearing.change.kind is Kind.INSERTED
    return better and provision.level is Level.ARTICLE and not provision.text and len(spoken) > _FEW


_FEW = 2
"""Paragraphs of an article of which what one says may stand for all."""


def _inside(one: Vote, two: Vote) -> bool:
    return one.passage == two.passage and two.at[0] <= one.at[0] and one.at[1] <= two.at[1]


# ------------------------------------------------------------------------------------------------------------ the table

_WORDS = frozenset({"words", "whole", "exchange", "scale"})
_RULES = _WORDS | {"quantity", "articles"}
_CLAUSES = frozenset(
    "role slot number opposite proof junction lifted exception condition member decider hinge qualifier".split()
) | {"degree"}
_EXCHANGED = frozenset({"condition", "exception"})
_COMPOSED = frozenset("force number exception condition member decider hinge qualifier degree".split())

DOUBTS = (
    Doubt("recital", _RULES | _CLAUSES | {"modality"}, _recital),
    Doubt("renamed", _RULES | _CLAUSES, _renamed, drops=True),
    Doubt("in other words", frozenset({"words", "whole", "modality", "degree"}), _in_other_words, drops=True),
    Doubt("in other words", _CLAUSES, _same, drops=True),
    Doubt("takes another away", frozenset({"whole", "role"}), _takes_away, drops=True),
    Doubt(
        "in an exception",
        frozenset({"slot", "words", "condition", "member", "qualifier"}),
        _inside_of("exception"),
        drops=True,
    ),
    Doubt("told by its opposite", frozenset({"force"}), _told_by_opposite, drops=True),
    Doubt("told as exchanged", _EXCHANGED, _told_by("exchange", "opposite", "proof"), drops=True),
    Doubt("told as exchanged", frozenset({"slot"}), _inside_of("degree"), drops=True),
    Doubt("told otherwise", frozenset({"degree"}), _told_otherwise, drops=True),
    Doubt("told by its words", frozenset({"member"}), _told_by("words"), drops=True),
    Doubt("given up", frozenset({"member", "qualifier"}), _given_up, drops=True),
    Doubt("told by its bound", frozenset({"quantity", "number"}), _told_by_bound, drops=True),
    Doubt("lacking", frozenset({"words", "whole", "scale"}), _lacking, drops=True),
    Doubt("housekeeping", _COMPOSED | {"whole", "slot"}, _housekeeping, drops=True),
    Doubt("on goods", _COMPOSED | {"slot"}, _on_goods),
    Doubt("of an article", frozenset({"whole"}), _of_an_article),
    Doubt("denies", frozenset({"whole"}), _denies, drops=True),
    Doubt("rewritten", _WORDS | _COMPOSED, _rewritten),
    Doubt("reads otherwise", frozenset({"whole"}), _other_impact),
    Doubt("pulls both ways", _WORDS | {"modality"}, _pulls_both_ways),
)
"""In the order in which they are asked."""
