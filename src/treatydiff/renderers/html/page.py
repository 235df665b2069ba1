"""Prepares the page: plain values that the templates print and compute nothing with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from markupsafe import Markup

from treatydiff.gate.notices import worded
from treatydiff.model import CONTAINERS, Change, Kind, Level, Link, Op, Provision, Relation, Significance, Span
from treatydiff.references.outline import outline
from treatydiff.references.places import capital, headings, number, pages, title
from treatydiff.references.resolution import References
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.html.cards import Findings
from treatydiff.renderers.html.labels import DEPTHS, citations, direction, facts
from treatydiff.renderers.html.lives import lives
from treatydiff.renderers.html.marks import CLASSES, Pointer, isolated, joining, marked, wrapped
from treatydiff.renderers.html.pictures import article_map, heat
from treatydiff.renderers.html.tables import passages
from treatydiff.renderers.html.values import (
    ArticleHead,
    Card,
    Leaf,
    Named,
    PageData,
    ShownClause,
    ShownNotice,
    ShownPassage,
    ShownRule,
    ShownVersion,
    Stage,
    Stub,
    Tie,
)
from treatydiff.renderers.text.gist import spread
from treatydiff.renderers.text.headlines import headlines, sections
from treatydiff.renderers.text.locations import gravity
from treatydiff.renderers.text.other_languages import OtherVersions
from treatydiff.renderers.view import View, is_note, views
from treatydiff.report import Report
from treatydiff.reports.summary import Row, happened, heaviest, link_key
from treatydiff.text.languages import name_of
from treatydiff.text.regexes import regex
from treatydiff.themes import Rule, load_themes

LinkKey = tuple[tuple[str, ...], tuple[str, ...]]
_ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}


def prepare(reports: tuple[Report, ...], options: RenderOptions, pages: tuple[Named, ...] = ()) -> PageData:
    """The page of these comparisons; ``pages`` are the others of its site."""
    several = len(reports) > 1
    shown = enumerate(views(reports, options), start=1)
    found = tuple(preparing(view, f"s{n}-" if several else "") for n, view in shown)
    stages = tuple(each.stage() for each in found)
    themes = dict.fromkeys(theme.name for stage in stages for theme in stage.found)
    title = f"{reports[0].old.label} → {reports[-1].new.label}"
    through = lives(reports, lambda at, row: found[at].address(row)) if several else None
    rules = dict(_rules_of(stages, {name: rule for each in found for name, rule in each.rules.items()}))
    return PageData(stages, tuple(themes), not options.show_all, title, _counts(stages), rules, through, pages)


def _counts(stages: Iterable[Stage]) -> Counter[str]:
    """By theme and turn."""
    return Counter(name for card in _all_cards(stages) for name in (card.theme, card.turn))


def _all_cards(stages: Iterable[Stage]) -> Iterator[Card]:
    return (card for stage in stages for theme in stage.found for card in theme.cards)


def _rules_of(stages: Iterable[Stage], known: Mapping[str, Rule]) -> Iterator[tuple[str, ShownRule]]:
    """The rules behind the findings, in the order of the alphabet."""
    for count, name in enumerate(sorted({card.rule for card in _all_cards(stages)}), start=1):
        rule = known.get(name)
        yield name, ShownRule(f"r{count}", name, rule.why if rule else "", rule.source if rule else "")


def preparing(view: View, prefix: str = "") -> Preparing:
    """One report on its way to a page on which its ids begin with ``prefix``."""
    themes = load_themes(language=view.report.new.language) if view.report.findings else ()
    return Preparing(view, prefix, {rule.id: rule for theme in themes for rule in theme.rules})


class Preparing:
    """One report on its way to the page."""

    def __init__(self, view: View, prefix: str, rules: dict[str, Rule]) -> None:
        report = self.report = view.report
        self._view = view
        self.prefix = prefix
        self.rules = rules
        self._located = view.located
        self._selected = view.selected
        self._inside: dict[str, list[Change]] = {}
        for change in report.redline.all:
            self._inside.setdefault(change.within or change.id, []).append(change)
        self._changes = {change.id: change for change in report.redline.all}
        self._ids = {link_key(change.link): self.prefix + change.id for change in report.redline.all}
        self._rows = {link_key(row.link): row for row in self._selected.rows}
        self._cites = {"old": citations(report.old), "new": citations(report.new)}
        self._told = Findings(view, prefix)
        self._found: dict[str, list[Card]] = {}
        for finding in sorted(self._selected.findings, key=lambda finding: (finding.standing, gravity(finding))):
            self._found.setdefault(finding.change.id, []).append(self._told.cards[finding.id])

    def stage(self) -> Stage:
        """All of it."""
        report, leaves, first = self.report, tuple(self._leaves()), headlines(self._view)
        return Stage(
            id=self.prefix,
            old=facts(report.old),
            new=facts(report.new),
            forewords=tuple(capital(each) + "." for each in (*report.forewords, *self._besides_words())),
            figures=self._view.figures,
            sections=tuple(
                (str(tier), first.account(tier), tuple(map(self._told.headline, held)))
                for tier, held in sections(first.full)
            ),
            rest=tuple(map(self._told.in_brief, first.lines[len(first.full) :])),
            names=dict(self._names()),
            notices=tuple(dict.fromkeys(self._notices())),
            asides=tuple(self._told.asides()),
            found=tuple(self._told.by_theme()),
            leaves=leaves,
            ties=tuple(self._tie(row) for row in self._selected.rows),
            map=article_map(report, self._selected.rows, dict(self._targets())),
            heat=heat(spread(report, self._selected.findings), self.prefix),
            articles=tuple((leaf.title, leaf.plain_heading, leaf.id) for leaf in leaves if not leaf.gone),
            worse=frozenset(leaf.id for leaf in leaves if "worse" in leaf.states),
            asked=(*(f"article {n}" for n in report.selection.articles), *report.selection.themes),
            lang=report.new.language,
            dir=direction(report.new),
        )

    # ----------------------------------------------------------------------------------------------------- the redline

    def _leaves(self) -> Iterator[Leaf]:
        gone = self._gone()
        for id, changes in self._inside.items():
            if id in self._wanted:
                yield self._leaf(self._changes[id], changes)
            yield from gone.get(id, ())

    @cached_property
    def _wanted(self) -> set[str]:
        """The ids of the units that the user asked for, by default of all."""
        asked = self.report.selection
        if not (asked.themes or asked.articles or asked.units):
            return set(self._inside)
        rows = {self._heads[key] for key in self._rows if key in self._heads} if asked.articles else set()
        return rows | {self._located.head(change).id for change in self._selected.changes}

    @cached_property
    def _heads(self) -> dict[LinkKey, str]:
        """The id of the unit in which each link is shown."""
        return {link_key(change.link): self._located.head(change).id for change in self.report.redline.all}

    def _shows(self, link: Link) -> bool:
        """Whether the page shows where this link stands."""
        return self._heads.get(link_key(link)) in self._wanted

    def _leaf(self, head: Change, changes: list[Change]) -> Leaf:
        changed = tuple(change for change in changes if change.changed)
        states = tuple(self._states(head, changed))
        own = "" if head.link.level is Level.FRONT else self._happened(head, changed)
        light = [c for c in changed if c.significance is not Significance.SUBSTANTIVE]
        clauses = tuple(self._clause(change, head) for change in changes if _has_own_place(change, head))
        states = (*states, *self._found_in(head, states))
        return Leaf(
            id=self.prefix + head.id,
            container=head.link.level in CONTAINERS,
            title=self._located.titles(head.link),
            heading=self._heading(head),
            plain_heading=headings(head),
            happened=own,
            states=states,
            clauses=self._under_headings(tuple(_counted(clauses, gone=head.new is None)), changes, head),
            stubs=tuple(self._stubs(head)),
            also=self._located.also(light),
            open="substantive" in states and head.link.level is not Level.FRONT,
            was="|".join(p.number for p in head.link.old if p.number),
            now="|".join(p.number for p in head.link.new if p.number),
            pages=pages(head.link),
            marks="".join(dict.fromkeys(CLASSES[c.significance] for c in changed if c.significance)),
            article=head.link.level is Level.ARTICLE and not is_note(head),
            cite=self._place(head),
            absent=head.new is None,
            key=self._key(head),
            anchor=next((self._anchors[p.eid] for p in head.link.new if p.eid in self._anchors), ""),
        )

    @cached_property
    def _anchors(self) -> dict[str, str]:
        """The addresses of the articles of the new draft by which a person can name them: ``article-9``."""
        found: dict[str, str] = {}
        for article in outline(self.report.new).articles:
            found.setdefault(f"{self.prefix}article-{_slug(article.number)}", article.eid)
        return {eid: anchor for anchor, eid in found.items()}

    def _found_in(self, head: Change, states: Sequence[str]) -> Iterator[str]:
        """Whether something was found in an article, and something worse; or nothing although it changed."""
        turns = {card.turn for card in self._by_unit.get(self.prefix + head.id, ()) if not card.read}
        if turns or self.prefix + head.id in self._by_unit:
            yield "found"
        elif "substantive" in states:
            yield "quiet"
        yield from ["worse"] * ("adverse" in turns)

    @cached_property
    def _by_unit(self) -> dict[str, list[Card]]:
        """The findings by the article (or the like) in which they stand."""
        found: dict[str, list[Card]] = {}
        for card in self._told.cards.values():
            found.setdefault(card.unit, []).append(card)
        return found

    def _under_headings(
        self, clauses: tuple[ShownClause, ...], changes: Iterable[Change], head: Change
    ) -> tuple[ShownClause, ...]:
        """The clauses of an article that was split, the new heading before the first of each new article."""
        articles = [p for p in head.link.new if p.level is Level.ARTICLE]
        if len(articles) < 2:
            return clauses
        shown = [change for change in changes if _has_own_place(change, head)]
        missing = {article.eid: article for article in articles}
        found = []
        for clause, change in zip(clauses, shown, strict=True):
            home = outline(self.report.new).article.get(change.new.eid) if change.new and change is not head else None
            article = missing.pop(home.eid, None) if home else None
            found.append(replace(clause, under=self._heading_of(article, head)) if article else clause)
        return tuple(found)

    def _heading_of(self, article: Provision, head: Change) -> ArticleHead:
        first = next((p.eid for p in head.link.new if p.eid in self._anchors), "")
        anchor = "" if article.eid == first else self._anchors.get(article.eid, "")
        return ArticleHead(anchor, title(article), article.heading)

    def _states(self, head: Change, changed: tuple[Change, ...]) -> Iterator[str]:
        heavy = heaviest(changed)
        row = self._rows.get(link_key(head.link))
        relation = row.relation if row else head.link.relation
        yield str(heavy) if heavy else "unchanged"
        if is_note(head):
            return
        if relation not in (Relation.UNCHANGED, Relation.AMENDED):
            yield str(relation)
        yield from ["moved"] * head.link.moved
        yield from ["renumbered"] * head.link.renumbered

    def _happened(self, head: Change, changed: tuple[Change, ...]) -> str:
        row = self._rows.get(link_key(head.link))
        if head.link.level in CONTAINERS and not changed:
            return ""
        relation = row.relation if row else Relation.AMENDED if changed else head.link.relation
        return happened(head.link, relation, heaviest(changed))

    def _heading(self, head: Change) -> Markup:
        return marked(head.heading) if head.heading else Markup.escape(headings(head))

    def _clause(self, change: Change, head: Change) -> ShownClause:
        own = change is head
        pointers = self._pointers(change)
        tables = passages(change, self.report.old, self.report.new, pointers)
        if tables and change.heading and not own:
            tables = (ShownPassage(marked(change.heading)), *tables)
        spans = () if tables else change.text if own else change.spans
        words, numbered = marked(spans, pointers), Markup() if own else _number(change)
        joined = None if tables else joining(numbered, words)
        return ShownClause(
            id=self.prefix + change.id + ("-t" if own else ""),
            depth=DEPTHS.get(change.link.level, 0),
            level=str(change.link.level),
            number=numbered,
            text=joined or words,
            whole=joined is not None,
            place=self._elsewhere(change),
            kind=_moved_kind(change),
            mark=CLASSES[change.significance] if change.significance else "",
            remarks=tuple(isolated(remark, self.report.new.language) for remark in change.remarks),
            cards=tuple(self._found.get(change.id, ())),
            cite=self._place(change),
            inside=self._inside_of(head, change),
            gone=change.new is None,
            key="" if own else self._key(change),
            passages=tables,
            also=tuple(self._also(change)),
        )

    def _key(self, change: Change) -> str:
        return next((card.key for card in self._found.get(change.id, ())), "")

    def _inside_of(self, head: Change, change: Change) -> str | None:
        """What the place of a change adds to that of its article: ``(2)(b)``; None where it is in another."""
        whole, part = self._place(head), self._place(change)
        same = (change.new is None) == (head.new is None) and part.startswith(whole)
        return part[len(whole) :] if same and part[len(whole) :][:1] in ("", "(") else None

    def _also(self, change: Change) -> Iterator[ShownVersion]:
        for each in self._others.of(change):
            draft = each.draft
            name = f"{name_of(draft.language)} ({draft.label})"
            yield ShownVersion(draft.language, direction(draft), name, each.text)

    @cached_property
    def _others(self) -> OtherVersions:
        return OtherVersions(self._view)

    def _elsewhere(self, change: Change) -> str:
        """The place of a change where its number does not tell it: it came from, or is one of, several articles."""
        place = self._located.place(change) if change.changed else ""
        return place if "article" in place else ""

    def _pointers(self, change: Change) -> tuple[Pointer, ...]:
        """The cross-references of the text as it stands now."""
        if len(change.link.new) != 1 or change.heading:
            return ()
        return tuple(
            Pointer(each.citation.start, each.citation.end, self._ids[link_key(link)])
            for each in self._references.cited(change.link.new[0])
            if self._shows(link := self.report.alignment.links[each.link])
        )

    @cached_property
    def _references(self) -> References:
        return References(self.report.old, self.report.new, self.report.alignment)

    # ------------------------------------------------------------------------------------------------ what has moved

    def _gone(self) -> dict[str, list[Leaf]]:
        """Signposts where moved articles stood, each after the unit that stood before it."""
        heads = {p.eid: id for id in self._inside for p in self._changes[id].link.old}
        heads.update((p.eid, change.id) for change in self._view.taken_in for p in change.link.old)
        signs: dict[str, list[Leaf]] = {}
        before = ""
        for provision in self.report.old.walk():
            head = self._changes.get(heads.get(provision.eid, ""))
            if head is None or provision.level is not Level.ARTICLE:
                continue
            if head.link.moved and head.link.new and self._shows(head.link):
                signs.setdefault(before, []).append(self._sign(head))
            else:
                before = head.id
        return signs

    def _sign(self, head: Change) -> Leaf:
        name = title(head.link.old[0])
        stub = Stub(
            name, self.prefix + head.id, ", ".join(self._cites["new"].get(p.eid, title(p)) for p in head.link.new)
        )
        plain = head.link.old[0].heading
        return Leaf(
            f"{self.prefix}{head.id}-old", False, name, Markup.escape(plain), plain, "moved", ("moved",), (), (), "",
            False, head.link.old[0].number, "", "", "", gone=stub,
        )  # fmt: skip

    def _stubs(self, head: Change) -> Iterator[Stub]:
        """The provisions of its old articles that stand in other articles now."""
        here = {inner.eid for p in head.link.old for inner in p.walk()}
        for change in self._departures.get(head.id, ()):
            if self._shows(change.link):
                places = ", ".join(self._cites["old"][p.eid] for p in change.link.old if p.eid in here)
                yield Stub(places, self.prefix + change.id, self._cite(change))

    @cached_property
    def _departures(self) -> dict[str, list[Change]]:
        return self._view.departures(self.report.redline.changes)

    # ---------------------------------------------------------------------------------------------------- all the rest

    def _cite(self, change: Change) -> str:
        """``Article 23(2), A/AC.999/4/Rev.2``: the new place, or the old one of what is gone."""
        draft = self.report.new if change.new else self.report.old
        return ", ".join(part for part in (self._place(change), draft.label) if part)

    def _place(self, change: Change) -> str:
        """The same without the draft."""
        return self._cites["new" if change.new else "old"].get((change.new or change.provision).eid, "")

    def address(self, row: Row) -> str:
        """The address on the page at which a row of the concordance is shown; empty if it is not."""
        return f"#{self._ids[link_key(row.link)]}" if self._shows(row.link) else ""

    def _tie(self, row: Row) -> Tie:
        old, new = (" / ".join(p.heading for p in side if p.heading) for side in (row.old, row.new))
        return Tie(
            old=", ".join(map(number, row.old)),
            new=", ".join(map(number, row.new)),
            heading=f"{old} → {new}" if old and new and old != new else new or old,
            what=happened(row.link, row.relation, row.significance, stale=row.stale),
            likeness=round(row.link.similarity * 100),
            basis=str(row.basis),
            target=self._ids[link_key(row.link)] if self._shows(row.link) else "",
        )

    def _full_name(self, link: Link) -> str:
        """``Article 22 → 23, Conditions and safeguards``."""
        heading = next((p.heading for p in (*link.new, *link.old) if p.heading), "")
        return ", ".join(part for part in (self._located.titles(link), heading) if part)

    def _targets(self) -> Iterator[tuple[int, str]]:
        """The ids of the rows that the page shows, by their index."""
        for at, row in enumerate(self._selected.rows):
            if self._shows(row.link):
                yield at, self._ids[link_key(row.link)]

    def _names(self) -> Iterator[tuple[str, tuple[Named, ...]]]:
        for state in ("inserted", "deleted", "split", "merged", "moved"):
            rows = [row for row in self._selected.rows if (row.moved and state == "moved") or row.relation == state]
            rows = [row for row in rows if self._shows(row.link)]
            if rows:
                yield state, tuple(Named(self._full_name(row.link), self._ids[link_key(row.link)]) for row in rows)

    def _besides_words(self) -> Iterator[str]:
        if self._view.unworded:
            yield f"besides words: {self._view.unworded}"

    def _notices(self) -> Iterator[ShownNotice]:
        for side, notice in worded(self.report):
            yield ShownNotice(
                side, isolated(notice.message, self.report.new.language), notice.page or 0, len(notice.set_aside)
            )


def _has_own_place(change: Change, head: Change) -> bool:
    """Whether it is shown inside its unit: the unit's own words only where there are any besides the heading."""
    return change is not head or bool(change.text)


def _moved_kind(change: Change) -> str:
    return "moved" if change.link.moved and change.kind not in _ONE_SIDED else str(change.kind)


def _number(change: Change) -> Markup:
    """The printed number, what it was before struck out."""
    old, new = (_printed(side) for side in (change.link.old, change.link.new))
    if change.kind in _ONE_SIDED:
        gone = change.kind is Kind.DELETED
        return wrapped(_ONE_SIDED[change.kind], old if gone else new or old, change.significance or _HEAVIEST)
    if old == new or not change.link.renumbered:
        return Markup.escape(new)
    spans = (Span(Op.DELETE, old, Significance.CONSEQUENTIAL), Span(Op.INSERT, new, Significance.CONSEQUENTIAL))
    return marked(span for span in spans if span.text)


_HEAVIEST = Significance.SUBSTANTIVE
_OTHER_SIDE = {side: regex(rf"<{tag}\b.*?</{tag}>") for side, tag in ((True, "ins"), (False, "del"))}
"""What is not of the old draft, and what is not of the new one."""


def _counted(clauses: Iterable[ShownClause], *, gone: bool) -> Iterator[ShownClause]:
    """The clauses of an article, marked where the script can tell their place by the numbers that are printed.

    Three of four can be told so, and each that is not said saves some twenty bytes of a page that holds thousands.
    """
    around: list[tuple[int, str]] = []
    for clause in clauses:
        if clause.inside is None:
            yield clause
            continue
        printed = Markup(_OTHER_SIDE[gone].sub("", clause.number)).striptags().strip(" ().")
        above = next((place for depth, place in reversed(around) if depth < clause.depth), "")
        around.append((clause.depth, clause.inside))
        yield replace(clause, counted=clause.inside == above + (f"({printed})" if printed else ""))


def _slug(number: str) -> str:
    """A number as part of an address: ``19-bis``."""
    return "-".join(re.findall(r"\w+", number.casefold()))


def _printed(provisions: Iterable[Provision]) -> str:
    return ", ".join(p.printed or p.number for p in provisions if p.printed or p.number)
