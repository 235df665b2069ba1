"""The ledger as a page for the browser: one file without a script, which asks for nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from treatydiff.outstanding import Issue, IssueSort, Ledger
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.outstanding import told
from treatydiff.renderers.plain_page import page, text
from treatydiff.text.languages import is_right_to_left


def render(ledger: Ledger, options: RenderOptions) -> bytes:
    """What is open by article, what was closed, what is marked."""
    last = ledger.drafts[-1]
    language, direction = last.language, "rtl" if is_right_to_left(last.language) else "ltr"
    words = Markup('<div lang="{}" dir="{}">').format(language, direction)
    parts = [
        Markup("<p>{}</p>").format(text(" · ".join(filter(None, (last.label, last.title, last.date))))),
        Markup("<p><strong>{}.</strong> {}</p>").format(told.counted(ledger), told.NEVER),
    ]
    if said := told.undeclared(ledger):
        parts.append(Markup("<p>{}</p>").format(text(said)))
    if len(ledger.drafts) > 1:
        parts.append(_table(told.MOVES, [[text(cell) for cell in row] for row in told.by_draft(ledger)]))
    if not ledger.issues:
        parts.append(Markup("<p>{}</p>").format(told.NOTHING))
    parts += [*_open(ledger, words), *_closed(ledger, words)]
    if ledger.marks:
        rows = [[text(mark.place), text(told.marked(mark)), text(mark.text)] for mark in ledger.marks]
        parts += [Markup('<h2 id="marked">Marked in the draft</h2>'), _table(("Place", "AgreementMark", "Text"), rows)]
    return page("Outstanding issues", Markup("\n").join(parts))


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row))
        for row in rows
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>").format(head, body)


def _open(ledger: Ledger, words: Markup) -> Iterator[Markup]:
    if not ledger.open:
        return
    yield Markup('<h2 id="open">Open</h2>')
    groups = list(told.units(ledger.open))
    links = (
        Markup('<a href="#i{}">{} ({})</a>').format(each[0].number, text(unit), len(each)) for unit, each in groups
    )
    yield Markup("<nav><p>{}</p></nav>").format(Markup(" · ").join(links))
    for unit, issues in groups:
        yield Markup("<h3>{}</h3>").format(text(unit))
        yield from (_issue(issue, ledger, words) for issue in issues)


def _issue(issue: Issue, ledger: Ledger, words: Markup) -> Markup:
    sighting = issue.last
    since = told.since(issue, ledger)
    within = Markup(', inside <a href="#i{0}">#{0}</a>').format(issue.inside) if issue.inside else ""
    place = ", ".join(filter(None, (told.inside(issue), str(sighting.sort))))
    lead = Markup('<p id="i{0}"><strong>#{0}</strong> {1}{2}{3}</p>').format(
        issue.number, text(place), within, Markup(' <span class="who">since {}</span>').format(since) if since else ""
    )
    parts = [lead]
    if sighting.sort not in (IssueSort.OPTIONS, IssueSort.PROVISION):
        quoted = Markup("{}<mark>{}</mark>{}" if sighting.regions else "{}{}{}").format(
            text(sighting.before), text(sighting.words), text(sighting.after)
        )
        parts.append(words + Markup("<p>{}</p></div>").format(quoted))
    if told.side_by_side(sighting):
        items = (_choice(choice, names) for _, choice, names in told.offered(sighting))
        parts.append(words + Markup('<ol type="A">{}</ol></div>').format(Markup("").join(items)))
    elif held := told.held(sighting):
        parts.append(Markup('<p class="who">held by {}</p>').format(text(held)))
    notes = [f"({draft + 1}) {said}" for draft, said in told.story(issue)]
    notes += [told.hangs(stake, issue) for stake in issue.stakes]
    notes += filter(None, [told.remarks(sighting)])
    if notes:
        items = (Markup("<li>{}</li>").format(text(note)) for note in notes)
        parts.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
    return Markup("\n").join(parts)


def _choice(words: str, names: str) -> Markup:
    who = Markup(' <span class="who">{}</span>').format(text(names)) if names else Markup("")
    return Markup("<li>{}{}</li>").format(text(words), who)


def _closed(ledger: Ledger, words: Markup) -> Iterator[Markup]:
    if not ledger.closed:
        return
    yield Markup('<h2 id="closed">Closed</h2>')
    rows = []
    for issue in ledger.closed:
        closing = issue.closing
        if closing is None or issue.closed is None:
            continue
        where = f" in {closing.place}" if closing.place and closing.place != issue.place else ""
        how = "; ".join([f"{told.ended(closing, 600)}{where}", *(told.hangs(stake, issue) for stake in issue.stakes)])
        stood = told.printed(issue.last)
        rows.append([f"#{issue.number}", f"({issue.closed + 1})", *map(text, (issue.place, stood, how))])
    yield _table(("", "Draft", "Place", "As it stood", "What closed it"), rows)
