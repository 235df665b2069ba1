"""Merges the wishes of all delegations over the words of the base."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from treatydiff.compilation.additions import NewNumbers, NewProvision, gathered, without_number
from treatydiff.compilation.correspondence import LaidBeside, owners, read
from treatydiff.compilation.values import Addition, Alternative, BaseParagraph, Compilation, Delegation, Hunk
from treatydiff.model import Block, Draft, Level, Op, Provision
from treatydiff.references.citations import find_citations
from treatydiff.references.outline import outline
from treatydiff.report import Report
from treatydiff.text.words import Token, compare_words, tokens


def compiled(base: Draft, reports: Mapping[str, Report]) -> Compilation:
    """The base with the proposals of several delegations: by name each proposal compared with the base.

    Drafts that were read from Word files, so that a block is a paragraph.
    """
    proposals = [read(name, report) for name, report in reports.items()]
    new = _gathered(base, proposals)
    texts = [_Texts(base, proposal, new) for proposal in proposals]
    by_name = {each.proposal.name: each for each in texts}
    paragraphs: list[BaseParagraph | Addition] = list(_additions(new.get(-1, []), -1, by_name))
    for at in range(len(base.blocks)):
        paragraphs.append(_united(at, base, texts))
        paragraphs += _additions(new.get(at, []), at, by_name)
    return Compilation(base, tuple(each.delegation() for each in texts), tuple(paragraphs))


def _gathered(base: Draft, proposals: Sequence[LaidBeside]) -> dict[int, list[NewProvision]]:
    """What is new by the block of the base behind which it stands, numbered in reading order."""
    numbers = NewNumbers(base)
    found: dict[int, list[NewProvision]] = {}
    for after in sorted({after for proposal in proposals for after in proposal.added}):
        found[after] = gathered(proposals, after)
        for each in found[after]:
            numbers.give(each, after)
    return found


# ------------------------------------------------------------------------------------------ a proposal's own paragraphs


class _Texts:
    """The paragraphs of one proposal with the numbers of the base."""

    def __init__(self, base: Draft, proposal: LaidBeside, new: Mapping[int, Sequence[NewProvision]]) -> None:
        self.proposal = proposal
        self._base, self._draft = base, proposal.report.new
        self._owned, self._owned_base = owners(self._draft), owners(base)
        self._likes = _Likes(base)
        self._numbers: dict[int, str] = {}
        """By first block of a new provision the number that it gets."""
        for each in (each for found in new.values() for each in found):
            for owner, unit in (pair for wording in each.wordings for pair in wording):
                if owner is proposal and each.number:
                    self._numbers[unit.blocks[0]] = each.number
        self._articles = dict(self._renamed())
        self.renumbered: dict[str, str] = {}

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """By name each article number of the proposal that another one stands for in the compilation."""
        name = outline(self._draft).name
        for i, j in self.proposal.pairs.items():
            old, new = self._owned_base.get(i), self._owned.get(j)
            if old and new and {old.level, new.level} == {Level.ARTICLE} and name(old.number) != name(new.number):
                yield name(new.number), old.number
        for j, number in self._numbers.items():
            new = self._owned.get(j)
            if new and new.level is Level.ARTICLE and name(new.number) != name(number):
                yield name(new.number), number

    def paired(self, i: int) -> str:
        """What the proposal says where a block of the base stands."""
        j = self.proposal.pairs[i]
        return self._brought_up(j, self._headed(i, j))

    def _headed(self, i: int, j: int) -> str:
        """The paragraph with the number that the base prints before it."""
        text, old, new = self._draft.blocks[j].text, self._owned_base.get(i), self._owned.get(j)
        if not (old and new and old.blocks[0] == i and new.blocks[0] == j and old.level is new.level):
            return text
        automatic, own = bool(self._base.blocks[i].number), self._draft.blocks[j].number
        name = outline(self._draft).name
        if bool(own) is automatic is False and name(old.number) == name(new.number):
            return text
        return self._numbered(text, new, old.printed, automatic, own)

    def added(self, blocks: Sequence[int], after: int) -> Iterator[tuple[Block, int]]:
        """New paragraphs behind a block of the base, each with the block there that is its like."""
        for j in blocks:
            block, new = self._draft.blocks[j], self._owned.get(j)
            text = block.text
            like = self._likes.find(new, j, after)
            automatic = like >= 0 and bool(self._base.blocks[like].number)
            if j in self._numbers and new is not None and new.number:
                printed = new.printed.replace(new.number, self._numbers[j], 1)
                text = self._numbered(text, new, printed, automatic, block.number)
            elif block.number and not automatic:
                text = f"{block.number} {text}"
            yield replace(block, text=self._brought_up(j, text)), like

    def _numbered(self, text: str, new: Provision, printed: str, automatic: bool, own: str) -> str:
        """A paragraph with another printed number, or without one where Word counts."""
        if own:
            return text if automatic else f"{printed} {text}".strip()
        if not new.printed or not text.startswith(new.printed):
            return text
        if automatic:
            return without_number(text, new)
        if printed != new.printed:
            self.renumbered[new.printed] = printed
        return printed + text[len(new.printed) :]

    def _brought_up(self, j: int, text: str) -> str:
        """The paragraph with references to articles by the numbers that they have in the compilation."""
        if not self._articles:
            return text
        seen = outline(self._draft)
        owner = self._owned.get(j)
        heading = owner is not None and owner.level is Level.ARTICLE and j == owner.blocks[0]
        for cited in reversed(() if heading else find_citations(text, self._draft.language, seen.counted)):
            number = self._articles.get(seen.name(cited.number))
            if cited.kind == "article" and not cited.elsewhere and number:
                text = text[: cited.start] + number + text[cited.end :]
        return text

    def delegation(self) -> Delegation:
        """The delegation with what it proposes, in its own order."""
        answers = {j: i for i, j in self.proposal.pairs.items()}
        behind = {j: after for after, units in self.proposal.added.items() for unit in units for j in unit.blocks}
        spoken = [
            self.paired(answers[j]) if j in answers else next(self.added([j], behind[j]))[0].text
            for j in range(len(self._draft.blocks))
        ]
        texts = tuple(text for text in spoken if text.strip())
        return Delegation(self.proposal.name, self.proposal.report, texts, tuple(self.renumbered.items()))


class _Likes:
    """Finds for a new paragraph the one of the base that plays its part: so it looks, and so it is numbered."""

    def __init__(self, base: Draft) -> None:
        self._by_part: dict[object, list[int]] = {}
        for at, owner in owners(base).items():
            self._by_part.setdefault(_part(owner, at), []).append(at)
        for found in self._by_part.values():
            found.sort()

    def find(self, owner: Provision | None, block: int, after: int) -> int:
        """The nearest one before it, else the first behind it; without any the paragraph that it follows."""
        found = self._by_part.get(_part(owner, block), []) if owner is not None else []
        place = bisect_right(found, after)
        return found[place - 1] if place else found[0] if found else after


def _part(owner: Provision, block: int) -> object:
    """The rank of a provision, whether it has a number, and which of its paragraphs it is, up to the third."""
    return owner.level, bool(owner.number), min(owner.blocks.index(block), 2) if block in owner.blocks else 0


# ------------------------------------------------------------------------------------------------------------ additions


def _additions(found: Sequence[NewProvision], after: int, texts: Mapping[str, _Texts]) -> Iterator[Addition]:
    for new in found:
        several = len(new.wordings) > 1
        for at, wording in enumerate(new.wordings, 1):
            proposal, unit = wording[0]
            mine = texts[proposal.name]
            paragraphs, likes = zip(*mine.added(unit.blocks, after), strict=True)
            names = tuple(each.name for each, _ in wording)
            heads = tuple("" if one.head is None else one.head.eid for _, one in wording)
            moved = all(one.moved for _, one in wording)
            yield Addition(after, paragraphs, names, likes, _unit(new), _heading(unit.head), several * at, heads, moved)


def _unit(new: NewProvision) -> str:
    head = new.first.head
    return f"{head.level} {new.number or head.number}".strip() if head is not None and head.number else ""


def _heading(head: Provision | None) -> str:
    return "" if head is None else head.heading


# ---------------------------------------------------------------------------------------------------- words of the base


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Letters of a paragraph that give way to others."""

    start: int
    end: int
    words: str
    name: str


def _united(at: int, base: Draft, texts: Sequence[_Texts]) -> BaseParagraph:
    text = base.blocks[at].text
    gone = tuple(each.proposal.name for each in texts if at in each.proposal.gone)
    edits = [edit for each in texts if at in each.proposal.pairs for edit in _edits(text, each, at)]
    return BaseParagraph(at, tuple(_hunks(text, edits)), gone)


def _edits(text: str, texts: _Texts, at: int) -> Iterator[WordEdit]:
    said = texts.paired(at)
    if said != text:
        yield from (WordEdit(*edit, texts.proposal.name) for edit in edits_between(text, said))


def edits_between(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What turns one text into the other, by whole words: where it begins and ends, and the words that come there.

    White space alone is no edit. An edit begins where the word before it ends, so that two that say the same are equal
    wherever the blanks of their texts stand.
    """
    mine, theirs = tokens(old)[:-1], tokens(new)[:-1]
    ends = [0, *accumulate(len(token.gap) + len(token.text) for token in mine)]
    i0 = j0 = 0
    for i, j in [*_kept(old, new, mine, theirs), (len(mine), len(theirs))]:
        if i0 < i or j0 < j:
            end, words = ends[i], "".join(token.gap + token.text for token in theirs[j0:j])
            if i < len(mine) and bool(mine[i].gap) != bool(theirs[j].gap):
                end, words = end + len(mine[i].gap), words + theirs[j].gap
            yield ends[i0], end, words
        i0, j0 = i + 1, j + 1


def _kept(old: str, new: str, mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The words that both texts share, as pairs of their places, in order."""
    places_old, places_new = _starts(mine), _starts(theirs)
    a = b = 0
    for span in compare_words(old, new):
        if span.op is Op.KEEP:
            for at in range(len(span.text)):
                i, j = places_old.get(a + at), places_new.get(b + at)
                if i is not None and j is not None and mine[i].text == theirs[j].text:
                    yield i, j
        a += len(span.text) * (span.op is not Op.INSERT)
        b += len(span.text) * (span.op is not Op.DELETE)


def _starts(found: Sequence[Token]) -> dict[int, int]:
    """By the place in the text where a word begins, which word it is."""
    starts, at = {}, 0
    for index, token in enumerate(found):
        starts[at + len(token.gap)] = index
        at += len(token.gap) + len(token.text)
    return starts


def _hunks(text: str, edits: Iterable[WordEdit]) -> Iterator[Hunk]:
    at = 0
    for cluster in _clusters(sorted(edits, key=lambda e: (e.start, e.end))):
        start, end = cluster[0].start, max(each.end for each in cluster)
        if at < start:
            yield Hunk(text[at:start])
        yield Hunk(text[start:end], tuple(_alternatives(text, start, end, cluster)))
        at = end
    if at < len(text):
        yield Hunk(text[at:])


def _clusters(edits: Sequence[WordEdit]) -> Iterator[list[WordEdit]]:
    """Edits that touch: that share a word, or of which one comes in where another begins or ends."""
    cluster: list[WordEdit] = []
    for edit in edits:
        if cluster and not any(_touch(each, edit) for each in cluster):
            yield cluster
            cluster = []
        cluster.append(edit)
    if cluster:
        yield cluster


def _touch(one: WordEdit, other: WordEdit) -> bool:
    if one.name == other.name:
        return False
    if one.start == one.end or other.start == other.end:
        return max(one.start, other.start) <= min(one.end, other.end)
    return max(one.start, other.start) < min(one.end, other.end)


def _alternatives(text: str, start: int, end: int, cluster: Sequence[WordEdit]) -> Iterator[Alternative]:
    wordings: dict[str, list[str]] = {}
    for name in dict.fromkeys(each.name for each in cluster):
        wordings.setdefault(_applied(text, start, end, [e for e in cluster if e.name == name]), []).append(name)
    yield from (Alternative(words, tuple(names)) for words, names in wordings.items())


def _applied(text: str, start: int, end: int, edits: Sequence[WordEdit]) -> str:
    pieces, at = [], start
    for edit in edits:
        pieces += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*pieces, text[at:end]])
