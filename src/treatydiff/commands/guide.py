"""The user's own inputs to a comparison: pairings, themes, a profile, verdicts."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.errors import DataError, TreatydiffError, did_you_mean
from treatydiff.text.frozen import dataclass

if TYPE_CHECKING:
    from treatydiff.alignment import DeclaredLink
    from treatydiff.model import Draft, Redline
    from treatydiff.report import FiledVerdict, Report
    from treatydiff.themes import Profile, Theme


@dataclass(frozen=True, slots=True)
class Guide:
    """What the user knows better than the program, and what they look for."""

    rules: tuple[DeclaredLink, ...] = ()
    themes: tuple[Theme, ...] | None = None
    """None: the built-in ones."""
    profile: Profile | None = None
    """None: the built-in default."""
    judged: bool = True
    """Whether changes are judged; a form that shows no findings need not wait for them."""
    verdicts: tuple[FiledVerdict, ...] = ()
    """What people said of changes."""
    articles: tuple[str, ...] = ()
    """The articles that are looked at, as they were typed: only these are judged. Empty: all."""

    @staticmethod
    def read(
        align: str = "",
        themes: Sequence[str] = (),
        profile: str = "",
        verdicts: Sequence[str] = (),
        *,
        judged: bool = True,
    ) -> Guide:
        """From the files that ``--align``, ``--themes``, ``--profile`` and ``--verdicts`` name. Raises DataError."""
        from treatydiff.alignment import read_rules
        from treatydiff.themes import load_profile, load_themes

        rules = read_rules(_pairings(align), align) if align else ()
        found = load_themes(themes) if themes else None
        return Guide(rules, found, load_profile(profile) if profile else None, judged, _filed(verdicts, found))

    def compare(
        self, old: Draft, new: Draft, *, divided: bool = True, tell: Callable[[str], None] = lambda _: None
    ) -> Report:
        """Two drafts, compared by it; not ``divided`` for who joins several reports on one draft.

        ``tell`` hears which stage begins.
        """
        from treatydiff.compare import compare

        return compare(
            old,
            new,
            rules=self.rules,
            themes=self.themes,
            profile=self.profile,
            judged=self.judged,
            divided=divided,
            asked=self._asked(old, new),
            tell=tell,
        )

    def _asked(self, old: Draft, new: Draft) -> Callable[[Redline], Container[str]] | None:
        """Which changes of these two drafts are judged; none where they have none of the articles, None for all."""
        from treatydiff.report import Selection
        from treatydiff.reports.selection import articles_asked, changes_in

        if not self.articles:
            return None
        try:
            numbers = articles_asked(self.articles, (old, new), Selection()).articles
        except TreatydiffError:  # another step of the series may have it
            numbers = ()
        return partial(changes_in, numbers)

    def with_verdicts(self, reports: tuple[Report, ...]) -> tuple[Report, ...]:
        """Comparisons in a row with the verdicts that hold in them."""
        if not self.verdicts:
            return reports
        from treatydiff.themes import load_profile
        from treatydiff.verdicts import judged

        return judged(reports, self.verdicts, self.profile or load_profile())

    def alone(self, old: Draft, new: Draft, *, divided: bool = True) -> Report:
        """Two drafts, compared by it, with the verdicts that hold between these two; ``divided`` as in ``compare``."""
        (report,) = self.with_verdicts((self.compare(old, new, divided=divided),))
        return report

    def known(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names, if there are such themes: what looks for one that there is not would always find nothing."""
        from treatydiff.themes import load_themes

        known = [theme.name for theme in self.themes or load_themes()] if names else []
        known += dict.fromkeys(verdict.theme for verdict in self.verdicts if verdict.theme not in known)
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known, f"choose from {', '.join(known)}")
                raise TreatydiffError(f"--theme {name}: no such theme", hint)
        return tuple(names)


def _filed(paths: Sequence[str], themes: tuple[Theme, ...] | None) -> tuple[FiledVerdict, ...]:
    """The verdicts in the user's files. Raises DataError."""
    if not paths:
        return ()
    from treatydiff.themes import load_themes
    from treatydiff.verdicts import load
    from treatydiff.verdicts.schema import VerdictForm

    return load(paths, VerdictForm.of(themes or load_themes()))


def _pairings(path: str) -> str:
    """The text of an alignment file; of a workbook, the first sheet with its columns as CSV. Raises DataError."""
    data = Path(path).read_bytes()
    if not data.startswith(b"PK"):
        return _text(path)
    import csv
    import io

    from treatydiff.verdicts.sheets import workbook_cells

    hint = "treatydiff concordance OLD NEW -o FILE.xlsx writes one"
    sheets = workbook_cells(data, path, hint)
    rows = next((sheet for sheet in sheets if sheet and {"old", "new"} <= set(sheet[0])), None)
    if rows is None:
        raise DataError(f"{path}: no sheet with the columns old and new", hint)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _text(path: str) -> str:
    """A text file of the user's. Raises DataError."""
    try:
        return Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path}: not UTF-8 text", "a spreadsheet saves it as “CSV UTF-8”") from None
