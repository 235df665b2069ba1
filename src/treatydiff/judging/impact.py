"""Impact: whether a provision protects or burdens those it applies to, composed from the top down.

An exception has the contrary impact of what it stands behind; an item has that of the words it hangs on, turned round
where those say what is left out. Signs multiply along chapeau, provision and clause as polarity does in natural logic
(Sánchez Valencia 1991; MacCartney and Manning 2009); who may or must do what is read as Hohfeld (1913) reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice, pairwise
from math import fsum
from typing import NamedTuple

from treatydiff.judging.clauses import FrameReader, scaled, total
from treatydiff.judging.context import Context
from treatydiff.judging.dealings import acting, only_dealings
from treatydiff.judging.lexis import DEPARTS, LIFTS, Hit
from treatydiff.judging.signs import BURDENS, PROTECTIONS, Role
from treatydiff.judging.slots import SURE, strongest
from treatydiff.judging.wording import plainly, sentences
from treatydiff.judging.worth import worth
from treatydiff.model import CONTAINERS, Level, Provision
from treatydiff.references.resolution import References, Resolved
from treatydiff.text.regexes import regex

_OUTWEIGHS = 1.5
"""How many times more than the other side an impact must weigh to be told."""
_HINT = 0.4
"""Score from which on a side is more likely than the other."""
_PLAIN = 4.0
"""Score from which on it is plain what a text does: of those told with it, some nine of ten are right."""
_CLEAR, _DOUBTED = 3.0, 0.3
"""Score of a text's own words from which on what stands around it counts little, and how little."""
_AROUND, _CHAPEAU = 0.4, 0.6
"""What headings and article, and the words that a provision hangs on, weigh beside its own."""
_BEHIND = 60
"""Characters behind a word that takes a rule away within which that is named."""
_DEPTH = 6
"""Steps from one provision to another, named or above, that are taken."""
_MOST_PARTS = 40
"""Parts of a provision that are read to tell its impact."""


_ON_PEOPLE = ("agents.protected", "agents.exposed", "slots.measure.", "slots.data.", "numbers.records")
"""Words of those to whom something is done, of what is done, and of what is kept of them."""
_DEFINED = regex(r"""\W{0,4}[“”"«‘'„]\s?([^“”"»’'«]{2,60}?)\s?[”"»’'“]""")
"""A term in quotation marks with which a provision begins."""


_TERM = regex(r"\W{0,2}((?:\w|[ -](?=\w)){5,40})(?=[.;:]|$)")
"""A term with which a sentence ends."""


class Impact(NamedTuple):
    """What speaks for each role of a text, and whether it is turned round."""

    roles: Mapping[Role, float] = {}
    turned: bool = False
    """Whether it takes away what has these roles: then its impact is the contrary."""
    given: bool = False
    """Whether what it hangs on, or takes away, gives it, and not its own words."""
    lifts: bool = False
    """Whether it is turned round because it lifts a rule, or is an exception to it; a condition turns round, too."""

    @property
    def protects(self) -> float:
        return fsum(self.roles.get(role, 0.0) for role in PROTECTIONS)

    @property
    def burdens(self) -> float:
        return fsum(self.roles.get(role, 0.0) for role in BURDENS)

    @property
    def kind(self) -> int:
        """1 where the roles protect, -1 where they burden, 0 where that is open; whether turned round aside."""
        return self._side(SURE)

    def _side(self, least: float) -> int:
        """The side that weighs more, if it reaches a score and outweighs the other: 1, -1, or 0."""
        protects, burdens = self.protects, self.burdens
        more, less = max(protects, burdens), min(protects, burdens)
        if more < least or more < _OUTWEIGHS * less:
            return 0
        return 1 if protects > burdens else -1

    @property
    def sign(self) -> int:
        """1 where it plainly protects, -1 where it plainly burdens, 0 where that is open."""
        return -self.kind if self.turned else self.kind

    @property
    def likely(self) -> int:
        """The same where little speaks for either side: 1, -1, or 0 where nothing does, or as much for both."""
        return self._side(_HINT) * (-1 if self.turned else 1)

    @property
    def plain(self) -> float:
        """How plain it is what it does to people: 1 from a score on that no doubt is left of."""
        return min(1.0, self.size / _PLAIN)

    @property
    def claims(self) -> bool:
        """Whether it is a right of people: then an "only" takes from it."""
        return self.roles.get(Role.RIGHT, 0.0) > max(self.burdens, self.roles.get(Role.SAFEGUARD, 0.0))

    @property
    def size(self) -> float:
        return max(self.protects, self.burdens)

    @property
    def role(self) -> Role:
        """The likeliest role on the side that weighs more."""
        return strongest(self.roles, PROTECTIONS if self.protects >= self.burdens else BURDENS)

    def flipped(self, *, lifts: bool = False) -> Impact:
        return self._replace(turned=not self.turned, given=True, lifts=lifts)

    def plus(self, other: Impact, by: float = 1.0) -> Impact:
        """Both together; one that is turned round speaks for the other side."""
        if other.turned != self.turned:
            other = Impact(_swapped(other.roles))
        return self._replace(roles=total((self.roles, scaled(other.roles, by))))


def _swapped(roles: Mapping[Role, float]) -> Mapping[Role, float]:
    """Roles of a text that takes them away, as what that comes to: a safeguard for a burden, and the reverse."""
    found = Impact(roles)
    return {Role.POWER: found.protects, Role.SAFEGUARD: found.burdens}


def _weighed(score: float, roles: Mapping[Role, float]) -> Impact:
    """A worth as an impact: all of it on the likeliest of the roles of its side."""
    return Impact({strongest(roles, PROTECTIONS if score > 0 else BURDENS): abs(score)})


def _said(reader: FrameReader, text: str) -> Impact:
    """What a plain text does to people by its own words."""
    clauses = reader.clauses(text, sentences(text))
    told = tuple(acting(clause, tasks=False) for clause in clauses)
    if only_dealings(clauses, told):
        return _HOUSEKEEPING
    score = worth(told, text, reader.lexis.turning(text), reader.lexis.code)
    return _weighed(score, total(clause.roles for clause in told))


NONE, _HOUSEKEEPING = Impact(), Impact({Role.PROCEDURE: SURE})


class Impacts:
    """The impacts of the provisions of one draft, each worked out once."""

    def __init__(self, context: Context, references: References, side: int) -> None:
        self._context, self.reader, self._references, self._side = context, context.reader, references, side
        self._known: dict[str, Impact] = {}
        self._lists: dict[str, tuple[str, Impact]] = {}
        self._used: dict[str, Impact] = {}
        self._people: dict[str, bool] = {}
        self._before: dict[str, dict[str, Provision]] = {}
        """Of each provision what stands before each of its parts."""
        self._texts: dict[tuple[str, str], Impact] = {}

    def on_people(self, provision: Provision) -> bool:
        """Whether the article of a provision names people, what is done to them or what is kept of them."""
        article = self._context.article_of(provision)
        if article.eid not in self._people:
            lexis = self.reader.lexis
            texts = [plainly(p.text) for p in islice(article.walk(), _MOST_PARTS) if p.text]
            named = any(hit.name.startswith(_ON_PEOPLE) for text in texts for hit in lexis.hits(text))
            self._people[article.eid] = named or any(lexis.words("subject.words", text) for text in texts)
        return self._people[article.eid]

    def named(self, provision: Provision) -> list[Resolved]:
        """The provisions of its draft that a provision names."""
        return self._references.named(provision, provision.text, self._side)

    def of(self, provision: Provision, depth: int = 0) -> Impact:
        """A provision's own words in what they hang on; of one without words, what is inside."""
        if provision.eid not in self._known:
            self._known[provision.eid] = NONE  # a provision that takes itself away
            self._known[provision.eid] = self._of(provision, depth)
        return self._known[provision.eid]

    def whole(self, provision: Provision, without: str = "", depth: int = 0) -> Impact:
        """A provision with all that is inside it, but for the one that asks and those that take others away."""
        parts = (p for p in provision.walk() if p.text and p.eid != without and not self._takes_away(p))
        found = NONE
        for part in islice(parts, _MOST_PARTS) if depth <= _DEPTH else ():
            found = found.plus(self.of(part, depth + 1))
        return found

    def before(self, provision: Provision) -> Provision | None:
        """The provision with words that stands right before one, in the same article."""
        above = self._context.above.get(provision.eid)
        if above is None or above.level in CONTAINERS:
            return None
        if above.eid not in self._before:
            spoken = (each for each in above.children if each.text)
            self._before[above.eid] = {after.eid: each for each, after in pairwise(spoken)}
        return self._before[above.eid].get(provision.eid)

    def _of(self, provision: Provision, depth: int) -> Impact:
        if not provision.text:
            return self.whole(provision, depth=depth) if provision.children and depth < _DEPTH else NONE
        return self._text(plainly(provision.text), provision, depth)

    def text(self, text: str, provision: Provision) -> Impact:
        """A plain text that stands in a provision; many facts ask for the same sentence."""
        key = provision.eid, text
        if key not in self._texts:
            self._texts[key] = self._text(text, provision, 0)
        return self._texts[key]

    def _text(self, text: str, provision: Provision, depth: int) -> Impact:
        if depth > _DEPTH:
            return NONE
        kind, given = self.hung(provision, depth)
        if kind == _FIXED:
            return given
        lifted = self.lifted(text, provision, depth)
        return lifted if lifted is not None else self._own(text, provision, given if kind == _OPEN else None)

    def _own(self, text: str, provision: Provision, lead: Impact | None) -> Impact:
        own: Impact = self.reader.once(_said, text)
        if own is _HOUSEKEEPING:
            return own
        around = Impact(scaled(self._context.around(provision), _AROUND))
        if lead:
            around = around.plus(lead, _CHAPEAU)
        return own.plus(around, _DOUBTED if own.size >= _CLEAR and own.kind else 1.0)

    # ------------------------------------------------------------------------------------------------- definitions

    def defined(self, provision: Provision) -> str:
        """The term that a provision defines, plain: what it quotes at its beginning; empty where it defines none."""
        found = _DEFINED.match(provision.text)
        return plainly(found[1]) if found else ""

    def used(self, term: str, provision: Provision) -> Impact:
        """What the provisions that use a term do to people, all together."""
        if term not in self._used:
            users = [p for p in self._spoken if term in plainly(p.text) and not self.defined(p)]
            found = NONE
            for each in users[:_MOST_PARTS]:
                each_way = self.of(each, 1)
                found = found.plus(each_way, 1 / max(each_way.size, 1.0))  # one long article is one of many
            self._used[term] = found
        return self._used[term]

    @cached_property
    def _spoken(self) -> tuple[Provision, ...]:
        return tuple(p for p in self._context.draft.walk() if p.text)

    # -------------------------------------------------------------------------------------------- what it hangs on

    def hung(self, provision: Provision, depth: int = 0) -> tuple[str, Impact]:
        """What the words that a provision hangs on make of it: its impact, or the beginning of its sentence."""
        above = self._context.lead(provision)
        if above is None or above.level in CONTAINERS:
            return "", NONE
        if above.eid not in self._lists:
            self._lists[above.eid] = "", NONE
            self._lists[above.eid] = self._list(above, depth + 1)
        return self._lists[above.eid]

    def _list(self, chapeau: Provision, depth: int) -> tuple[str, Impact]:
        """What a list says of its members: fixed where the chapeau is a sentence but for its cases."""
        text = plainly(chapeau.text)
        kind, given = self.hung(chapeau, depth)
        if kind == _FIXED:  # of cases in which a condition is met one more widens
            widens = given.turned and not given.lifts and self.reader.lexis.words("scope.any", text)
            return kind, given.flipped() if widens else given
        lifted = self.lifted(text, chapeau, depth)
        if lifted is not None:
            asked = self.reader.lexis.words("scope.all", text[sentences(text)[-1][0] :])
            return _FIXED, lifted.flipped() if asked else lifted
        if self.reader.bans(text):
            return _FIXED, Impact({Role.SAFEGUARD: 2 * SURE}, given=True)
        found = sentences(text)
        start, end = found[-1] if found else (0, len(text))
        last = text[start:end]
        hits = self.reader.clauses(last, [(0, len(last))])[0].hits
        main = self._own(text, chapeau, None)
        if main.kind < 0 and main.role in _SANCTIONS and any(hit.name == "dealings.weighs" for hit in hits):
            return _FIXED, NONE  # what is weighed when a penalty is set is none
        opens = opening(hits, len(last))
        if opens:
            excepts = opens == "exception"
            allows = self._limits(hits, main)
            turns = excepts ^ allows ^ self._needs_all(hits, chapeau)
            return _FIXED, main.flipped(lifts=excepts or allows) if turns else main._replace(given=True)
        if main.kind and any(hit.name.startswith(_GIVES) for hit in hits):
            return _FIXED, main._replace(given=True)
        return _OPEN, main

    def _limits(self, hits: Iterable[Hit], main: Impact) -> bool:
        """Whether the chapeau protects by "only": what may be done only so is done in each of its cases."""
        names = {hit.name for hit in hits}
        return "slots.condition.only" in names and main.kind > 0 and not any(n.startswith(_CLAIMS) for n in names)

    def _needs_all(self, hits: Iterable[Hit], chapeau: Provision) -> bool:
        """Whether all that is listed must be met: then one more narrows what hangs on it."""
        names = {hit.name for hit in hits}
        if "scope.any" in names or "scope.all" in names:
            return "scope.any" not in names
        ends = [plainly(child.text).rstrip(" ;,.")[-12:] for child in chapeau.children[:-1] if child.text]
        both, either = (
            sum(bool(self.reader.lexis.words(f"junctions.{name}", end)) for end in ends) for name in ("all", "any")
        )
        return both > either

    # --------------------------------------------------------------------------------------------- what it takes away

    def _takes_away(self, provision: Provision) -> bool:
        return any(hit.name == LIFTS for hit in self.reader.lexis.hits(plainly(provision.text)))

    def lifted(self, text: str, provision: Provision, depth: int = 0) -> Impact | None:
        """The contrary of what a text takes away; None where it takes nothing away, or names nothing."""
        for start, end in sentences(text)[:1]:
            said = text[start:end]
            hits = self.reader.lexis.hits(said)
            if any(hit.name == "scope.saves" for hit in hits):
                return None
            lift = next((hit for hit in hits if hit.name in DEPARTS and not _binds_itself(hit, hits)), None)
            found = self._named(said, hits, lift, provision, start) if lift else []
            taken = NONE
            for each in found:
                taken = taken.plus(self._covers(each) or self.whole(each, provision.eid, depth + 1))
            if taken.size:
                return taken.flipped(lifts=True)
        return None

    def _covers(self, provision: Provision) -> Impact | None:
        """What the provisions do that use a term, of one that says what the term covers: "shall be considered X"."""
        text = plainly(provision.text)
        counts = next((hit for hit in self.reader.lexis.hits(text) if hit.name == "scope.counts"), None)
        term = _TERM.match(text, counts.end) if counts else None
        return self.used(term[1], provision) if term else None

    def _named(self, said: str, hits: Iterable[Hit], lift: Hit, provision: Provision, start: int) -> list[Provision]:
        """The provisions that a sentence takes away: those it names before the word, or right behind it."""
        last = lift.end + _BEHIND
        cited = self.named(provision)
        found = [each.target for each in cited if 0 <= each.citation.start - start < min(last, len(said))]
        if found:
            return [target for target in found if target.eid != provision.eid]
        here = next((hit for hit in hits if hit.name in _HERE and hit.start < last), None)
        if here and any(hit.name == "scope.rule" and hit.start == here.start for hit in hits):
            return [before] if (before := self.before(provision)) else []  # "this prohibition": the one before
        return list(self._here(here.name, provision)) if here else []

    def _here(self, name: str, provision: Provision) -> Iterator[Provision]:
        """What "this chapter", "this article", "the preceding paragraph", "this obligation" are."""
        above = self._context.above.get(provision.eid)
        if name == "scope.chapter":
            while above and above.level not in CONTAINERS:
                above = self._context.above.get(above.eid)
            yield from (above,) if above else ()
        elif above and provision.level is not Level.ARTICLE:
            yield from (child for child in above.children if child.eid != provision.eid)


def _binds_itself(lift: Hit, hits: Iterable[Hit]) -> bool:
    """Whether a sentence binds by itself in spite of a rule, and takes nothing away: "notwithstanding …, … shall"."""
    names = {hit.name for hit in hits}
    if names >= {"scope.counts", "force.mustnot"}:
        return False  # "shall not be considered to be X"
    forces = {name for name in names if name.startswith("force.")}
    return lift.name == "scope.despite" and "force.must" in forces and forces.isdisjoint(("force.may", "force.neednot"))


_SANCTIONS = (Role.OFFENCE, Role.PENALTY)
_FIXED, _OPEN = "fixed", "open"
_HERE = ("scope.here", "scope.chapter")
_GIVES = ("roles.right.strong", "roles.offence.strong")
_CLAIMS = ("roles.right.strong", "actions.recourse")


def opening(hits: Iterable[Hit], length: int) -> str:
    """What stands open at the end of a chapeau: ``condition``, ``exception``, or nothing."""
    hits = list(hits)
    found = max((hit for hit in hits if hit.name.startswith(_OPENINGS)), key=lambda hit: hit.start, default=None)
    force = max((hit.end for hit in hits if hit.name.startswith("force.")), default=-1)
    if found is None or found.start <= _FIRST or (force > found.start and length - found.start > _BEHIND):
        return ""
    return "exception" if found.name.startswith("slots.exception") else "condition"


_OPENINGS = ("slots.conditional", "slots.condition.only", "slots.condition.provisos", "slots.exception")
_FIRST = 8
"""Characters from its start within which a condition opens a chapeau, and says nothing of what hangs on it."""
