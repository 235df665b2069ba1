"""Pairs of drafts in which nothing changes but numbers, and pairs in which some cross-references went wrong."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from benchmarks.alignment.grammar import Grammar
from benchmarks.alignment.printed import Printer
from benchmarks.alignment.units import Convention, Unit

# Sentences that cite: {a}, {b} articles; {p} a paragraph of {a}, {s} a subparagraph of that; {q} a paragraph here.
FORMS = {
    "en": (
        "Article {a} shall apply to this paragraph.",
        "The conditions set out in article {a} shall be met.",
        "Articles {a} and {b} shall apply accordingly.",
        "This is without prejudice to articles {a} to {b}.",
        "The procedure in paragraph {p} of article {a} shall be followed.",
        "The exceptions in article {a}, paragraph {p}, shall apply.",
        "The list in article {a}, paragraph {p} ({s}), shall be updated.",
        "The measures referred to in paragraph {q} of this article shall be reviewed.",
    ),
    "fr": (
        "L’article {a} s’applique au présent paragraphe.",
        "Les conditions énoncées à l’article {a} sont remplies.",
        "Les articles {a} et {b} s’appliquent en conséquence.",
        "Cela est sans préjudice des articles {a} à {b}.",
        "La procédure prévue au paragraphe {p} de l’article {a} est suivie.",
        "Les exceptions prévues à l’article {a}, paragraphe {p}, s’appliquent.",
        "La liste figurant à l’alinéa {s}) du paragraphe {p} de l’article {a} est actualisée.",
        "Les mesures visées au paragraphe {q} du présent article sont réexaminées.",
    ),
    "es": (
        "El artículo {a} se aplicará al presente párrafo.",
        "Se cumplirán las condiciones enunciadas en el artículo {a}.",
        "Los artículos {a} y {b} se aplicarán en consecuencia.",
        "Esto se entenderá sin perjuicio de los artículos {a} a {b}.",
        "Se seguirá el procedimiento previsto en el párrafo {p} del artículo {a}.",
        "Se aplicarán las excepciones previstas en el artículo {a}, párrafo {p}.",
        "La lista que figura en el apartado {s}) del párrafo {p} del artículo {a} se actualizará.",
        "Las medidas mencionadas en el párrafo {q} del presente artículo se revisarán.",
    ),
    "ru": (
        "Статья {a} применяется к настоящему пункту.",
        "Соблюдаются условия, изложенные в статье {a}.",
        "Статьи {a} и {b} применяются соответственно.",
        "Это не наносит ущерба статьям {a}–{b}.",
        "Применяется процедура, предусмотренная пунктом {p} статьи {a}.",
        "Действуют исключения согласно пункту {p} статьи {a}.",
        "Перечень, содержащийся в подпункте {s}) пункта {p} статьи {a}, обновляется.",
        "Меры, упомянутые в пункте {q} настоящей статьи, пересматриваются.",
    ),
    "zh": (
        "第{a}条应适用于本款。",
        "应满足第{a}条规定的条件。",
        "第{a}条和第{b}条应相应适用。",
        "此规定不妨碍第{a}条至第{b}条。",
        "应遵循第{a}条第{p}款规定的程序。",
        "第{a}条第{p}款规定的例外应予适用。",
        "第{a}条第{p}款第（{s}）项所列清单应予更新。",
        "本条第{q}款所述措施应予审查。",
    ),
    "ar": (
        "وتنطبق المادة {a} على هذه الفقرة.",
        "ويجب استيفاء الشروط المنصوص عليها في المادة {a}.",
        "وتنطبق المادتان {a} و{b} تبعا لذلك.",
        "ولا يخل ذلك بالمواد من {a} إلى {b}.",
        "ويتبع الإجراء الوارد في الفقرة {p} من المادة {a}.",
        "وتنطبق الاستثناءات الواردة في الفقرة {p} من المادة {a}.",
        "وتحدث القائمة الواردة في الفقرة {p} ({s}) من المادة {a}.",
        "وتستعرض التدابير المشار إليها في الفقرة {q} من هذه المادة.",
    ),
}
MARK = re.compile(r"\{#?[an][\d.]+\}")


@dataclass(frozen=True)
class Planted:
    """A cross-reference that is wrong in the new draft."""

    uid: str
    kind: str
    """``stale``: the old number was left; ``wrong``: another number was put in its place."""
    says: str
    should_say: str


@dataclass
class Pair:
    """Two drafts that differ in numbers only, apart from what was inserted."""

    old: Convention
    new: Convention
    planted: tuple[Planted, ...] = ()


class Maker:
    """Makes a convention that is full of cross-references, and its renumbered successor."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self.random = language, random.Random(f"{language} {seed} references")
        self.grammar = Grammar(language, seed)
        self.old = self.grammar.convention()
        self.cite()

    def cite(self) -> None:
        """End every paragraph with a sentence that cites."""
        articles = self.old.articles()[6:]  # what stands before the insertions keeps its number
        rich = [article for article in articles if len(article.children) > 1]
        for article in self.old.articles():
            for paragraph in article.children:
                if not paragraph.children:
                    form = self.random.choice(FORMS[self.language])
                    paragraph.text = self.grammar.join(paragraph.text, self.filled(form, article, articles, rich))

    def filled(self, form: str, home: Unit, articles: list[Unit], rich: list[Unit]) -> str:
        slots: dict[str, str] = {}
        if "{s}" in form:
            fit = [(a, p) for a in rich for p in a.children if p.children]
            article, paragraph = self.random.choice(fit)
            slots = {"s": f"{{#{self.random.choice(paragraph.children).uid}}}"}
        elif "{p}" in form:
            article = self.random.choice(rich)
            paragraph = self.random.choice(article.children)
        else:
            article, other = sorted(self.random.sample(articles, 2), key=articles.index)
            slots = {"b": f"{{{other.uid}}}"}
            paragraph = article
        slots |= {"a": f"{{{article.uid}}}", "p": f"{{#{paragraph.uid}}}"}
        return form.format(q=f"{{#{self.random.choice(home.children).uid}}}", **{"b": "", "s": ""} | slots)

    def renumbered(self) -> Pair:
        """Three articles inserted early, a paragraph inserted first in ten others, every cross-reference updated."""
        new = self.old.successor()
        for index in range(3):
            article = self.grammar.article(f"n{index}")
            new.chapters[0].articles.insert(1 + index, article)
        rich = [article for article in new.articles() if len(article.children) > 1 and article.origins]
        for index, article in enumerate(self.random.sample(rich, 10)):
            article.children.insert(0, Unit(f"n{index + 10}", "para", self.grammar.passage()))
        return Pair(self.old, new)

    def planted(self, stale: int = 10, wrong: int = 10) -> Pair:
        """The same with some cross-references left as they were, and some changed to a wrong number."""
        pair = self.renumbered()
        old, new = Printer(pair.old), Printer(pair.new)
        before = {unit.uid: unit for unit in pair.old.walk()}
        changed = [unit for unit in pair.new.walk() if unit.origins and differs(unit, before, old, new)]
        chosen = self.random.sample(changed, stale + wrong)
        plants = [
            self.spoil(unit, "stale" if index < stale else "wrong", old, new) for index, unit in enumerate(chosen)
        ]
        return Pair(pair.old, pair.new, tuple(plants))

    def spoil(self, unit: Unit, kind: str, old: Printer, new: Printer) -> Planted:
        """Make one cross-reference wrong whose number changed."""
        marks = [mark for mark in MARK.findall(unit.text) if printed(mark, old) != printed(mark, new)]
        mark = self.random.choice(marks)
        right = printed(mark, new)
        others = [printed(m, new) for m in numbers_like(mark, new)]
        says = printed(mark, old) if kind == "stale" else next(
            n for n in self.random.sample(others, len(others)) if n not in (right, printed(mark, old))
        )  # fmt: skip
        unit.text = unit.text.replace(mark, says, 1)
        return Planted(unit.uid, kind, says, right)


def numbers_like(mark: str, printer: Printer) -> list[str]:
    """Marks that could stand in the place of one: other articles, or other paragraphs or subparagraphs."""
    if "#" not in mark:
        return [f"{{{uid}}}" for uid in printer.ordinals]
    depth = mark.count(".")
    return [f"{{#{uid}}}" for uid in printer.inner_numbers if uid.count(".") == depth]


def printed(mark: str, printer: Printer) -> str:
    return printer.words(Unit("", "para", mark))


def differs(unit: Unit, before: dict[str, Unit], old: Printer, new: Printer) -> bool:
    return old.words(before[unit.uid]) != new.words(unit) and not unit.children
