"""Prints a convention in its language: as printed paragraphs, as a Word file, as a PDF, or straight as a draft."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from benchmarks.alignment.units import Convention, Unit
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from treatydiff.model import Block, Draft, Level, Origin, Provision, Reading, Style
from treatydiff.readers import READERS
from treatydiff.structure import build

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HAN = "一二三四五六七八九"
ABJAD = "أبجدهوزحطي"
ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")


@dataclass(frozen=True)
class Form:
    """How a language prints numbers and opens a convention."""

    title: str
    opening: str
    formula: str
    chapter: str
    article: str
    para: str
    sub: str


FORMS = {
    "en": Form("Draft convention", "The States Parties to this Convention,", "Have agreed as follows:",
               "Chapter {n}", "Article {n}", "{n}.", "({n})"),
    "fr": Form("Projet de convention", "Les États Parties à la présente Convention,", "Sont convenus de ce qui suit :",
               "Chapitre {n}", "Article {n}", "{n}.", "{n})"),
    "es": Form("Proyecto de convención", "Los Estados Partes en la presente Convención,",
               "Han convenido en lo siguiente:", "Capítulo {n}", "Artículo {n}", "{n}.", "{n})"),
    "ru": Form("Проект конвенции", "Государства — участники настоящей Конвенции,", "согласились о нижеследующем:",
               "Глава {n}", "Статья {n}", "{n}.", "{n})"),
    "zh": Form("公约草案", "本公约各缔约国，", "兹商定如下：", "第{n}章", "第{n}条", "{n}、", "（{n}）"),
    "ar": Form("مشروع اتفاقية", "إن الدول الأطراف في هذه الاتفاقية،", "قد اتفقت على ما يلي:",
               "الفصل {n}", "المادة {n}", "{n} -", "({n})"),
}  # fmt: skip


def han(number: int) -> str:
    """A Chinese numeral below one hundred: 九 十 十一 二十 六十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else HAN[tens - 1]) + ("十" if tens else "") + (HAN[ones - 1] if ones else "")


def numeral(language: str, kind: str, number: int) -> str:
    """The bare number of a unit as that language prints it."""
    if language == "zh":
        return han(number)
    if kind == "chapter":
        return ORDINALS[number - 1] if language == "ar" else ROMAN[number - 1]
    if kind == "sub":
        return ABJAD[number - 1] if language == "ar" else chr(96 + number)
    return "premier" if language == "fr" and kind == "article" and number == 1 else str(number)


@dataclass(frozen=True)
class Line:
    """One printed paragraph."""

    text: str
    heading: bool = False
    uid: str = ""


class Printer:
    """Prints one convention."""

    def __init__(self, convention: Convention) -> None:
        self.convention, self.language = convention, convention.language
        self.form = FORMS[convention.language]
        self.ordinals = convention.ordinals()
        inner = [(unit, n) for article in convention.articles() for unit, n in numbered(article)]
        self.inner_numbers = {unit.uid: self.number(unit.kind, ordinal) for unit, ordinal in inner}

    def words(self, unit: Unit) -> str:
        """Its own words with every cross-reference as a number: ``{a5}`` of an article, ``{#a5.2}`` of a paragraph."""
        return re.sub(r"\{(#?)([an][\d.]+)\}", self.reference, unit.text)

    def reference(self, found: re.Match[str]) -> str:
        if found[1]:
            return self.inner_numbers[found[2]]
        return self.number("article", self.ordinals[found[2]])

    def number(self, kind: str, number: int) -> str:
        return numeral(self.language, kind, number)

    def label(self, kind: str, number: int) -> str:
        """The number with what is printed around it."""
        return str(getattr(self.form, kind)).format(n=self.number(kind, number))

    def lines(self) -> Iterator[Line]:
        """The printed paragraphs in order."""
        for opening in (self.form.title, self.form.opening, self.form.formula):
            yield Line(opening)
        for index, chapter in enumerate(self.convention.chapters, 1):
            yield Line(self.label("chapter", index), heading=True)
            yield Line(chapter.heading, heading=True)
            for article in chapter.articles:
                yield from self.article(article)

    def article(self, article: Unit) -> Iterator[Line]:
        yield Line(self.label("article", self.ordinals[article.uid]), heading=True)
        yield Line(article.heading, heading=True)
        if article.text:
            yield Line(self.words(article))
        for unit, number in numbered(article):
            gap = "" if self.language == "zh" else " "
            yield Line(f"{self.label(unit.kind, number)}{gap}{self.words(unit)}")

    # ------------------------------------------------------------------------------------------------------- drafts

    def reading(self) -> Reading:
        """What a reader would return."""
        return Reading(tuple(
            Block(line.text, style=Style(bold=line.heading, centred=line.heading), origin=Origin(index=index))
            for index, line in enumerate(self.lines())
        ))  # fmt: skip

    def draft(self, via: str, name: str) -> Draft:
        """The draft, as the program gets it ``via`` values, text, docx or pdf."""
        if via == "values":
            return self.values(name)
        if via == "text":
            return build(self.reading(), name=name, language=self.language)
        data = self.docx() if via == "docx" else to_pdf(self.docx())
        return build(READERS[via].read(data, name), name=name, language=self.language)

    def values(self, name: str) -> Draft:
        """The draft as a perfect reading would give it."""
        chapters = tuple(
            Provision(Level.CHAPTER, self.number("chapter", index), f"chp_{index}", chapter.heading,
                      children=tuple(map(self.provision, chapter.articles)))
            for index, chapter in enumerate(self.convention.chapters, 1)
        )  # fmt: skip
        return Draft(name, chapters, self.language)

    def provision(self, article: Unit) -> Provision:
        ordinal = self.ordinals[article.uid]
        number, eid = self.number("article", ordinal), f"art_{ordinal}"
        children = tuple(self.inner(p, index, eid, number) for index, p in enumerate(units_of(article, "para"), 1))
        subs = tuple(self.inner(s, index, eid, number) for index, s in enumerate(units_of(article, "sub"), 1))
        return Provision(Level.ARTICLE, number, eid, article.heading, self.words(article), (*children, *subs),
                         printed=self.label("article", ordinal), article=number)  # fmt: skip

    def inner(self, unit: Unit, index: int, parent: str, article: str) -> Provision:
        level = Level.PARAGRAPH if unit.kind == "para" else Level.SUBPARAGRAPH
        eid = f"{parent}__{unit.kind}_{index}"
        children = tuple(self.inner(child, number, eid, article) for child, number in numbered(unit, deep=False))
        return Provision(level, self.number(unit.kind, index), eid, "", self.words(unit), children,
                         printed=self.label(unit.kind, index), article=article)  # fmt: skip

    def docx(self) -> bytes:
        """A Word file with typed numbers."""
        document = docx.Document()
        for line in self.lines():
            paragraph = document.add_paragraph()
            run = paragraph.add_run(line.text)
            run.bold = line.heading or None
            if line.heading:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if self.language == "ar":
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
            if self.language == "zh":
                fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
                fonts.set(qn("w:hint"), "eastAsia")
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def units_of(unit: Unit, kind: str) -> list[Unit]:
    return [child for child in unit.children if child.kind == kind]


def numbered(unit: Unit, *, deep: bool = True) -> Iterator[tuple[Unit, int]]:
    """What stands inside, each with its ordinal among its kind."""
    count = {"para": 0, "sub": 0}
    for child in unit.children:
        count[child.kind] += 1
        yield child, count[child.kind]
        if deep:
            yield from numbered(child)


def to_pdf(data: bytes) -> bytes:
    """By LibreOffice. Raises FileNotFoundError where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(path)], check=True, timeout=180, capture_output=True)
        return path.with_suffix(".pdf").read_bytes()
