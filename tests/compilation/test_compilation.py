"""Many proposals in one text: the law, what stands side by side, and the commands."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from compiling import Known, Text, base, compilation, contested, deleted_and_amended, places, proposal, read
from corpus import real
from docx_making import HELD, SEPARATORS, docx, footnote, note, p, r, revision
from treatydiff import cli
from treatydiff.commands.word_files import read_word
from treatydiff.compare import compare, read_draft
from treatydiff.compilation import Addition, BaseParagraph, Compilation, accepting, compiled, overview, proposed
from treatydiff.errors import RenderError
from treatydiff.ooxml.enclosures import intrusions
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import PPR, SECTPR, TAB, TEXT, Element, P
from treatydiff.readers import READERS
from treatydiff.renderers import COMPILATIONS, RenderOptions
from treatydiff.structure import build
from treatydiff.text.words import words
from treatydiff.word.compilation import accepted, delegations_of, prove, write
from word_reading import drawn

SHORT = Text(
    [
        ("title", "Draft convention"),
        ("head", "Article 1"),
        ("title", "Scope"),
        ("text", "1. The Parties shall take appropriate measures within thirty days of a request."),
        ("text", "2. This article applies to every river that crosses a border between two Parties."),
        ("head", "Article 2"),
        ("title", "Review"),
        ("text", "The Parties shall meet every year to review how this Convention is carried out."),
    ]
)


def changed(**replacements: str) -> Text:
    """The short text with words replaced: ``appropriate="effective"``; an underscore is a blank."""
    text = Text(list(SHORT.lines))
    for old, new in replacements.items():
        text.lines = [(kind, line.replace(old.replace("_", " "), new)) for kind, line in text.lines]
    return text


def spoken(texts: object) -> list[str]:
    assert isinstance(texts, (tuple, list))
    return [word for text in texts for word in words(text)]


def file_of(made: Compilation) -> bytes:
    return COMPILATIONS["docx"].render(made, RenderOptions())


def texts_of(data: bytes, names: tuple[str, ...]) -> list[str]:
    return [block.text for block in READERS["docx"].read(accepted(data, names), "").blocks]


DATE = "2026-01-01T00:00:00Z"


@cache
def known_compilation(count: int) -> tuple[Text, dict[str, Known], Compilation]:
    """A base, so many proposals of which every edit is known, and what they are compiled to."""
    origin = base(16)
    known = {f"State {at}": proposal(origin, at) for at in range(1, count + 1)}
    return origin, known, compilation(origin, {name: each.text for name, each in known.items()})


# ------------------------------------------------------------------------------------------------------------- the law


@pytest.mark.parametrize("count", [2, 12, 30])
def test_each_proposal_comes_out_of_the_compilation_word_for_word_and_so_does_the_base(count: int) -> None:
    origin, known, made = known_compilation(count)
    assert spoken(accepting(made, ())) == spoken(origin.texts)
    numbers = dict[str, dict[str, str]]()
    for name, each in known.items():
        numbers[name] = dict(next(d for d in made.delegations if d.name == name).renumbered)
        wanted = [numbers[name].get(text, text) for text in each.text.texts]
        assert spoken(accepting(made, [name])) == spoken(wanted) == spoken(proposed(made, name))
    assert all(new.startswith("Article ") for told in numbers.values() for new in told.values())
    data = write(made, DATE)  # which does not prove it, as a renderer does
    assert prove(data, made.base, {d.name: d.paragraphs for d in made.delegations}) == ()
    assert delegations_of(data)


@pytest.mark.parametrize("count", [2, 12, 30])
def test_the_places_where_proposals_meet_are_found_exactly(count: int) -> None:
    origin, known, made = known_compilation(count)
    assert found(made, origin) == contested(known)
    both = {p.block for p in made.contested if p.gone}
    assert both == deleted_and_amended(known)


def found(made: Compilation, origin: Text) -> set[tuple[int, int]]:
    """Paragraph and word of every hunk in which different things are wanted."""
    met = set()
    for paragraph in made.paragraphs:
        if isinstance(paragraph, BaseParagraph):
            starts = list(places(origin.texts[paragraph.block]))
            at = 0
            for hunk in paragraph.hunks:
                if hunk.contested:
                    met.add((paragraph.block, next(k for k, start in enumerate(starts) if start > at)))
                at += len(hunk.base)
    return met


def test_the_same_proposals_give_the_same_bytes() -> None:
    known = {f"State {at}": proposal(base(10), at).text for at in range(1, 4)}
    assert file_of(compilation(base(10), known)) == file_of(compilation(base(10), known))


def test_a_compilation_that_lost_a_word_does_not_prove_itself() -> None:
    made = compilation(SHORT, {"State X": changed(appropriate="effective")})
    (delegation,) = made.delegations
    wrong = replace(delegation, paragraphs=(*delegation.paragraphs[:-1], "Another text."))
    with pytest.raises(RenderError, match="accepting State X and nobody else"):
        file_of(replace(made, delegations=(wrong,)))


# -------------------------------------------------------------------------------------------------------- side by side


def hunks(made: Compilation) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """What is wanted in the place of which words, by whom."""
    paragraphs = (each for each in made.paragraphs if isinstance(each, BaseParagraph))
    return [
        (hunk.base.strip(), [(each.words.strip(), each.names) for each in hunk.alternatives])
        for paragraph in paragraphs
        for hunk in paragraph.hunks
        if hunk.alternatives
    ]


def test_what_several_want_alike_is_said_once_with_all_names() -> None:
    made = compilation(SHORT, {"X": changed(appropriate="effective"), "Y": changed(appropriate="effective")})
    assert hunks(made) == [("appropriate", [("effective", ("X", "Y"))])]


def test_different_wishes_for_the_same_words_stand_side_by_side() -> None:
    texts = {
        "X": changed(appropriate="effective"),
        "Y": changed(appropriate_measures="steps"),
        "Z": changed(appropriate="effective"),
    }
    made = compilation(SHORT, texts)
    assert hunks(made) == [("appropriate measures", [("effective measures", ("X", "Z")), ("steps", ("Y",))])]
    data = file_of(made)
    text = "".join(t.text or "" for t in WordPackage(data).body.iter("{*}t"))
    assert "[alt. 1 (X, Z): effective measures] [alt. 2 (Y): steps] within" in text


def test_a_deletion_beside_an_insertion_is_an_alternative_to_it() -> None:
    made = compilation(SHORT, {"X": changed(appropriate_=""), "Y": changed(appropriate="appropriate and effective")})
    assert hunks(made) == [("appropriate", [("", ("X",)), ("appropriate and effective", ("Y",))])]


def test_wishes_in_different_words_are_independent_of_each_other() -> None:
    made = compilation(SHORT, {"X": changed(appropriate="effective"), "Y": changed(thirty="sixty")})
    assert not made.contested
    assert "effective measures within sixty days" in " ".join(accepting(made, ["X", "Y"]))


def test_blanks_alone_are_nobody_s_wish() -> None:
    assert hunks(compilation(SHORT, {"X": changed(thirty_days="thirty  days")})) == []


def article(number: str, heading: str, text: str, after: int = 4) -> Text:
    new = [("head", f"Article {number}"), ("title", heading), ("text", text)]
    return Text([*SHORT.lines[: after + 1], *new, *SHORT.lines[after + 1 :]])


FUND = "A fund is established to which the Parties contribute as far as their means allow them to do so."
COURT = "No measure is taken under this Convention before a court has given its authorization in writing."


def additions(made: Compilation) -> list[tuple[str, tuple[str, ...], int]]:
    return [(each.unit, each.names, each.alternative) for each in made.paragraphs if isinstance(each, Addition)]


def test_new_articles_of_one_number_get_numbers_that_do_not_collide() -> None:
    made = compilation(SHORT, {"X": article("1 bis", "Fund", FUND), "Y": article("1 bis", "Courts", COURT)})
    assert additions(made) == [("article 1 bis", ("X",), 0), ("article 1 ter", ("Y",), 0)]
    assert made.delegations[1].renumbered == (("Article 1 bis", "Article 1 ter"),)


def test_the_same_new_article_from_two_stands_once_and_another_wording_of_it_beside() -> None:
    other = FUND.replace("as far as their means allow them to do so", "every year")
    texts = {name: article("1 bis", "Fund", text) for name, text in (("X", FUND), ("Y", FUND), ("Z", other))}
    made = compilation(SHORT, texts)
    assert additions(made) == [("article 1 bis", ("X", "Y"), 1), ("article 1 bis", ("Z",), 2)]


def test_a_delegation_that_numbers_anew_keeps_the_numbers_of_the_base() -> None:
    text = article("2", "Fund", FUND)
    text.lines = [
        (k, "Article 3" if (at, line) == (8, "Article 2") else line) for at, (k, line) in enumerate(text.lines)
    ]
    made = compilation(SHORT, {"X": text})
    assert additions(made) == [("article 1 bis", ("X",), 0)]
    assert hunks(made) == []


def test_a_paragraph_that_one_deletes_and_another_amends_is_contested() -> None:
    less = Text([line for line in SHORT.lines if not line[1].startswith("2.")])
    made = compilation(SHORT, {"X": less, "Y": changed(every_river="each river")})
    assert [p.gone for p in made.contested] == [("X",)]
    data = file_of(made)
    assert not any("river" in text for text in texts_of(data, ("X",)))
    assert any("each river" in text for text in texts_of(data, ("Y",)))


def test_the_last_paragraph_may_be_deleted_and_text_put_behind_it() -> None:
    longer = Text([*SHORT.lines, ("text", "They shall meet in the capital of the depositary.")])
    shorter = Text(SHORT.lines[:-1])
    made = compilation(SHORT, {"X": longer, "Y": shorter})
    data = file_of(made)
    assert texts_of(data, ("X",))[-1].startswith("They shall meet")
    assert texts_of(data, ("Y",))[-1] == "Review"
    assert texts_of(data, ())[-1].startswith("The Parties shall meet")


def test_many_names_that_are_too_long_for_an_author_are_a_group_that_the_front_page_explains() -> None:
    names = [f"The Very Long Republic of Everything and Number {at}" for at in range(9)]
    made = compilation(SHORT, {name: changed(appropriate="effective") for name in names})
    data = file_of(made)
    assert delegations_of(data) == tuple(names)
    assert any("effective" in text for text in texts_of(data, (names[-1],)))


def test_the_overview_says_who_wants_what_in_which_article() -> None:
    texts = {"X": changed(shall_take="may take"), "Y": article("1 bis", "Fund", FUND), "Z": Text(SHORT.lines[:5])}
    rows = {
        row.title: [wish.what if wish else "" for wish in row.wishes] for row in overview(compilation(SHORT, texts))
    }
    assert rows == {
        "Article 1": ["amended", "", ""],
        "Article 1 bis": ["", "new", ""],
        "Article 2": ["", "", "deleted"],
    }


# ----------------------------------------------------------------------------------------------------------- commands


def files(folder: Path, **texts: Text) -> dict[str, str]:
    paths = {name: folder / f"{name}.docx" for name in texts}
    for name, path in paths.items():
        path.write_bytes(texts[name].data())
    return {name: str(path) for name, path in paths.items()}


def test_compile_names_by_option_by_file_and_by_the_author_of_tracked_changes(tmp_path: Path) -> None:
    paths = files(tmp_path, base=SHORT, quick=changed(thirty="ten"), slow=changed(thirty="ninety"))
    lines = [p(r(line)) for _, line in SHORT.lines[:-1]]
    tracked = tmp_path / "tracked.docx"
    tracked.write_bytes(docx(*lines, p(r(SHORT.lines[-1][1]), revision("ins", r(" Each brings its reports.")))))
    out = tmp_path / "compiled.docx"
    arguments = [paths["base"], paths["quick"], str(tracked), "--as", f"State X={paths['slow']}"]
    assert cli.main(["compile", *arguments, "-o", str(out), "--date", "2026-01-01"]) == 0
    assert set(delegations_of(out.read_bytes())) >= {"quick", "State X"}
    verified = ["verify", str(out), "--compiled", paths["base"], paths["quick"], str(tracked)]
    assert cli.main([*verified, "--as", f"State X={paths['slow']}"]) == 0
    assert cli.main([*verified, "--as", f"State X={paths['quick']}"]) == 1


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "csv", "json"])
def test_compile_shows_the_wishes_in_every_form(
    form: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = files(tmp_path, base=SHORT, x=changed(appropriate="<effective>"), y=changed(appropriate="due"))
    assert cli.main(["compile", paths["base"], paths["x"], paths["y"], "-f", form]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "x" in out
    assert "amended" in out
    if form == "json":
        told = json.loads(out)
        assert told["schema"] == "treatydiff/compilation/1"
        (passage,) = told["passages"]
        assert [len(hunk["alternatives"]) for hunk in passage["hunks"]] == [0, 2, 0]
    if form == "html":
        assert "&lt;effective&gt;" in out
        assert "<effective>" not in out


def test_agree_takes_a_proposal_and_carries_the_others_over(tmp_path: Path) -> None:
    texts = {
        "x": changed(appropriate="effective", thirty="ten"),
        "y": changed(appropriate="due", every_year="every second year"),
    }
    paths = files(tmp_path, base=SHORT, **texts)
    compiled, agreed = tmp_path / "compiled.docx", tmp_path / "agreed.docx"
    assert cli.main(["compile", paths["base"], paths["x"], paths["y"], "-o", str(compiled)]) == 0
    assert cli.main(["agree", str(compiled), "--accept", "x", "-o", str(agreed)]) == 0
    data = agreed.read_bytes()
    assert delegations_of(data) == ("y",)
    assert "".join(spoken(texts_of(data, ()))) == "".join(spoken(texts["x"].texts))
    left = " ".join(texts_of(data, ("y",)))
    assert "take due measures within ten days" in left
    assert "every second year" in left


def test_agree_names_the_others_in_the_order_of_their_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path, base=SHORT, y=changed(appropriate="due"), x=changed(thirty="ten"))
    compiled = str(tmp_path / "compiled.docx")
    assert cli.main(["compile", paths["base"], paths["y"], paths["x"], "-o", compiled]) == 0
    assert cli.main(["agree", compiled, "-f", "json"]) == 0
    assert "taken: nothing; still open: x, y" in capfd.readouterr().err


def test_agree_with_two_takes_the_first_where_they_differ_and_leaves_the_other_open(tmp_path: Path) -> None:
    paths = files(tmp_path, base=SHORT, x=changed(appropriate="effective"), y=changed(appropriate="due", thirty="ten"))
    compiled, agreed = tmp_path / "compiled.docx", tmp_path / "agreed.docx"
    assert cli.main(["compile", paths["base"], paths["x"], paths["y"], "-o", str(compiled)]) == 0
    assert cli.main(["agree", str(compiled), "--accept", "y", "--accept", "x", "-o", str(agreed)]) == 0
    assert "take due measures within ten days" in " ".join(texts_of(agreed.read_bytes(), ()))
    assert delegations_of(agreed.read_bytes()) == ("x",)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compile", "{base}"], "nothing to compile"),
        (["compile", "{base}", "--as", "{x}"], "not a name and a file"),
        (["compile", "{base}", "--as", "Secretariat={x}"], "cannot be a delegation's name"),
        (["compile", "{base}", "{x}", "{x}"], "has proposed already"),
        (["agree", "{base}", "--accept", "nobody"], "no proposal of nobody"),
    ],
)
def test_what_cannot_be_compiled_is_said_in_one_line(
    arguments: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = files(tmp_path, base=SHORT, x=changed(thirty="ten"))
    assert cli.main([each.format(**paths) for each in arguments]) == 2
    assert said in capfd.readouterr().err


def test_a_known_proposal_is_what_it_says() -> None:
    origin = base(10)
    known = proposal(origin, 3)
    assert isinstance(known, Known)
    assert read(known.text, "x").articles()


def test_each_author_of_tracked_changes_may_be_a_delegation_of_its_own(tmp_path: Path) -> None:
    paths = files(tmp_path, base=SHORT)
    lines = [p(r(line)) for _, line in SHORT.lines[:-1]]
    last = p(r(SHORT.lines[-1][1]), by("Norway", " Each brings a report."), by("Chile", " They meet in May."))
    tracked, out = tmp_path / "tracked.docx", tmp_path / "compiled.docx"
    tracked.write_bytes(docx(*lines, last))
    assert cli.main(["compile", paths["base"], str(tracked), "--by-author", "-o", str(out)]) == 0
    assert delegations_of(out.read_bytes()) == ("Norway", "Chile")
    assert "May" not in " ".join(texts_of(out.read_bytes(), ("Norway",)))
    assert "May" in " ".join(texts_of(out.read_bytes(), ("Chile",)))


def by(author: str, text: str) -> str:
    return f'<w:ins w:id="9{len(text)}" w:author="{author}" w:date="2026-01-01T00:00:00Z">{r(text)}</w:ins>'


def test_a_note_s_mark_stays_where_the_words_around_it_change(tmp_path: Path) -> None:
    marked = f"{SHORT.lines[3][1]}"
    head, tail = marked[:40], marked[40:]
    notes = note(1, p(r("Agreed by all delegations in the working group.")))

    def text(before: str, after: str) -> bytes:
        body = [p(r(line), style="Heading2") for _, line in SHORT.lines[1:3]]
        return docx(*body, p(r(before), footnote(1), r(after)), footnotes=SEPARATORS + notes)

    base, other, out = (tmp_path / name for name in ("base.docx", "State X.docx", "out.docx"))
    base.write_bytes(text(head, tail))
    other.write_bytes(text(head.replace("appropriate", "effective"), tail.replace("measures", "steps")))
    assert cli.main(["compile", str(base), str(other), "-o", str(out)]) == 0
    package = WordPackage(accepted(out.read_bytes(), ("State X",)))
    assert len(list(package.body.iter("{*}footnoteReference"))) == 1


def test_a_number_of_two_words_stands_before_its_tab_whole(tmp_path: Path) -> None:
    rules = [
        "Each Party shall keep a register.",
        "The register shall be open to all.",
        "It shall be kept in paper form.",
    ]
    tabbed = [p(r(f"{n}."), "<w:r><w:tab/></w:r>", r(rule)) for n, rule in enumerate(rules, 1)]
    added = p(r("3."), "<w:r><w:tab/></w:r>", r("No fee is due for looking into it."))
    head = p(r("Article 1. Registers"), style="Heading2")
    base, other, out = (tmp_path / name for name in ("base.docx", "State X.docx", "out.docx"))
    base.write_bytes(docx(head, *tabbed))
    other.write_bytes(docx(head, *tabbed[:2], added, tabbed[2]))
    assert cli.main(["compile", str(base), str(other), "-o", str(out)]) == 0
    signs = {str(TEXT): None, str(TAB): "\t"}
    told = ["".join(signs[str(e.tag)] or e.text or "" for e in line.iter(*signs)) for line in paragraphs_of_file(out)]
    assert "2 bis.\tNo fee is due for looking into it." in told


def test_the_tab_behind_a_number_stays_where_the_first_word_is_another(tmp_path: Path) -> None:
    def text(word: str) -> bytes:
        rule = p(r("1."), "<w:r><w:tab/></w:r>", r(f"{word} Party shall keep a register that is open to all."))
        return docx(p(r("Article 1. Registers"), style="Heading2"), rule)

    base, other, out = (tmp_path / name for name in ("base.docx", "State X.docx", "out.docx"))
    base.write_bytes(text("Each"))
    other.write_bytes(text("Every"))
    assert cli.main(["compile", str(base), str(other), "-o", str(out)]) == 0
    (rule,) = (line for line in paragraphs_of_file(out) if "register" in "".join(map(str, line.itertext())))
    assert len([*rule.iter(str(TAB))]) == 1


def paragraphs_of_file(path: Path) -> list[Element]:
    return list(WordPackage(accepted(path.read_bytes(), ("State X",))).body.iter(P))


@pytest.mark.parametrize("name", ["docx/cma2021.en.docx"])
def test_real_files_with_words_changed_at_random_come_out_again(name: str) -> None:
    path = real(name)
    draft = read_draft(path)
    reports = {
        f"State {seed}": compare(draft, read_word(edited(draft.data, seed), draft), judged=False) for seed in range(2)
    }
    made = compiled(draft, reports)
    assert prove(write(made, DATE), made.base, {d.name: d.paragraphs for d in made.delegations}) == ()


def edited(data: bytes, seed: int) -> bytes:
    """A Word file with one word other in a tenth of its paragraphs, and a sixtieth of them taken out."""
    rng = random.Random(seed)
    package = WordPackage(data)
    paragraphs = list(package.body.iter(P))
    for paragraph in rng.sample(paragraphs, len(paragraphs) // 10):
        texts = [t for t in paragraph.iter(TEXT) if len((t.text or "").split(" ")) > 2]
        for text in texts[:1]:
            parts = (text.text or "").split(" ")
            parts[rng.randrange(1, len(parts))] = rng.choice(["evermore", "", "perhaps soon"])
            text.text = " ".join(parts)
    for paragraph in rng.sample(list(package.body.iterchildren(P)), len(paragraphs) // 60):
        if paragraph.find(f"{PPR}/{SECTPR}") is None:
            package.body.remove(paragraph)
    return package.write()


def test_a_compilation_may_be_the_base_of_the_next_one(tmp_path: Path) -> None:
    paths = files(tmp_path, base=SHORT, x=changed(appropriate="effective"), y=changed(thirty="ten"))
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    assert cli.main(["compile", paths["base"], paths["x"], "-o", str(first)]) == 0
    assert cli.main(["compile", str(first), "--revisions", "reject", paths["y"], "-o", str(second)]) == 0
    assert delegations_of(second.read_bytes()) == ("y",)
    assert "appropriate measures within thirty" in " ".join(texts_of(second.read_bytes(), ()))


def test_a_page_on_one_article_is_refused_unless_its_author_wants_the_others_deleted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    matters = ("fishing at night", "the marking of nets", "the landing of catches", "observers on board", "licences")
    articles = [f"Article {n}\nMatter {n}\n\nThe Parties shall govern {what}.\n" for n, what in enumerate(matters, 1)]
    base, page, out = tmp_path / "base.txt", tmp_path / "page.txt", tmp_path / "out.csv"
    base.write_text("\n".join(articles), "utf-8")
    page.write_text(articles[2].replace("shall", "may"), "utf-8")
    assert cli.main(["compile", str(base), str(page), "-o", str(out)]) == 2
    assert "holds 1 of the 5 articles of the base" in capfd.readouterr().err
    assert not out.exists()
    assert cli.main(["compile", str(base), str(page), "-o", str(out), "--whole"]) == 0
    assert out.exists()


# ----------------------------------------------------------------------------------------------- in other languages

IN_OTHERS = {
    "fr": (
        (
            "Projet de convention",
            "Article 1",
            "Objet",
            "Les Parties prennent des mesures appropriées pour les rivières.",
        ),
        ("efficaces", "utiles"),
        "Les Parties prennent des mesures [variante 1 (X): efficaces] [variante 2 (Y): utiles] pour les rivières.",
        "[Z: supprimer] ",
    ),
    "es": (
        ("Proyecto de convención", "Artículo 1", "Objeto", "Las Partes adoptarán medidas apropiadas para los ríos."),
        ("eficaces", "útiles"),
        "Las Partes adoptarán medidas [variante 1 (X): eficaces] [variante 2 (Y): útiles] para los ríos.",
        "[Z: suprimir] ",
    ),
    "ru": (
        ("Проект конвенции", "Статья 1", "Предмет", "Стороны принимают надлежащие меры для охраны рек."),
        ("действенные", "полезные"),
        "Стороны принимают [вариант 1 (X): действенные] [вариант 2 (Y): полезные] меры для охраны рек.",
        "[Z: исключить] ",
    ),
    "zh": (
        ("公约草案", "第一条", "范围", "各缔约方应为河流采取适当的措施并相互通报。"),
        ("有效", "有益"),
        "各缔约方应为河流采取[备选案文 1 (X): 有效] [备选案文 2 (Y): 有益]的措施并相互通报。",
        "[Z: 删除] ",
    ),
    "ar": (
        ("مشروع اتفاقية", "المادة 1", "النطاق", "تتخذ الأطراف تدابير مناسبة من أجل الأنهار."),
        ("فعالة", "نافعة"),
        "تتخذ الأطراف تدابير [البديل 1 (X): فعالة] [البديل 2 (Y): نافعة] من أجل الأنهار.",
        "[Z: تحذف] ",
    ),
}
"""A short text, two wordings for one word of it, how they stand side by side, and who wants the paragraph deleted."""
CHANGED = {"fr": "appropriées", "es": "apropiadas", "ru": "надлежащие", "zh": "适当", "ar": "مناسبة"}


@pytest.mark.parametrize("code", IN_OTHERS)
def test_alternatives_and_deletions_are_written_and_read_in_the_language_of_the_text(code: str, tmp_path: Path) -> None:
    lines, wordings, side_by_side, deleted = IN_OTHERS[code]
    paths = {}
    texts = {"base": lines[3], **{x: lines[3].replace(CHANGED[code], w) for x, w in zip("XY", wordings, strict=True)}}
    for name, text in texts.items():
        paths[name] = tmp_path / f"{name}.docx"
        paths[name].write_bytes(docx(*(p(r(line)) for line in (*lines[:3], text))))
    made, out = tmp_path / "made.docx", tmp_path / "next.docx"
    proposals = ["--as", f"X={paths['X']}", "--as", f"Y={paths['Y']}"]
    assert cli.main(["compile", str(paths["base"]), *proposals, "--lang", code, "-o", str(made)]) == 0
    printed = "".join(t.text or "" for t in WordPackage(made.read_bytes()).body.iter(TEXT))
    assert side_by_side in printed
    assert cli.main(["agree", str(made), "--accept", "Y", "--accept", "X", "-o", str(out)]) == 0
    assert lines[3].replace(CHANGED[code], wordings[1]) in texts_of(out.read_bytes(), ())
    paths["Z"] = tmp_path / "Z.docx"
    paths["Z"].write_bytes(docx(*(p(r(line)) for line in lines[:3])))
    assert (
        cli.main(
            ["compile", str(paths["base"]), *proposals, "--as", f"Z={paths['Z']}", "--lang", code, "-o", str(made)]
        )
        == 0
    )
    printed = "".join(t.text or "" for t in WordPackage(made.read_bytes()).body.iter(TEXT))
    assert deleted in printed
    assert cli.main(["agree", str(made), "--accept", "Z", "--accept", "X", "-o", str(out)]) == 0
    assert lines[3] not in texts_of(out.read_bytes(), ())


def test_the_terminal_shows_the_words_that_are_wanted_and_whose_they_are(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = files(tmp_path, base=SHORT, X=changed(thirty="sixty"), Y=changed(thirty="ninety", every_year="each month"))
    assert cli.main(["compile", paths["base"], "--as", f"X={paths['X']}", "--as", f"Y={paths['Y']}"]) == 0
    told = " ".join(capsysbinary.readouterr().out.decode().split())
    assert "Article 1, paragraph 1 (X, Y)" in told
    assert "within[- thirty-] [alt. 1 (X): {+sixty+}] [alt. 2 (Y): {+ninety+}] days" in told
    assert "Article 2 (Y)" in told
    assert "shall meet[- every year-]{+ each month+} to review" in told


# ------------------------------------------------------------------------- provisions that are split, merged and moved


def reworked(origin: Text, seed: int) -> Text:
    """A proposal that splits some paragraphs and merges others, exchanges two, moves one, and changes words besides."""
    rng = random.Random(seed)
    lines = list(proposal(origin, seed).text.lines)
    bodies = [at for at, (kind, words) in enumerate(lines) if kind == "text" and len(words.split()) > 20]
    split, merged, moved = (sorted(each) for each in _thirds(rng.sample(bodies, 9)))
    made: list[tuple[str, str]] = []
    taken = [lines[at] for at in moved]
    for at, (kind, line) in enumerate(lines):
        parts = line.split()
        if at in split:
            made += [(kind, " ".join(parts[:12]) + "."), (kind, " ".join(["Besides,", *parts[12:]]))]
        elif at in merged and made and made[-1][0] == "text":
            made[-1] = (kind, f"{made[-1][1]} {line}")
        elif at in moved:
            made += [taken[-1]] if at == moved[0] else []
        else:
            made.append((kind, line))
    return Text([*made, *taken[:-1]])


def _thirds(found: list[int]) -> tuple[list[int], list[int], list[int]]:
    return found[0::3], found[1::3], found[2::3]


@pytest.mark.parametrize("seed", range(6))
def test_splits_mergers_and_moves_come_out_again_word_for_word(seed: int) -> None:
    origin = base(12, seed=seed)
    known = {f"State {at}": reworked(origin, 10 * seed + at) for at in range(1, 5)}
    made = compilation(origin, known)
    data = file_of(made)
    assert spoken(texts_of(data, ())) == spoken(origin.texts)
    for name, text in known.items():
        assert bare(texts_of(data, (name,))) == bare(text.texts), name


def bare(texts: list[str]) -> list[str]:
    """The words without the numbers that paragraphs begin with: those of the base stand, whoever counts anew."""
    return spoken([re.sub(r"^(Article \d+( \w+)?$|\d+( \w+)?\.(?=\s))", "", text).strip() for text in texts])


def test_the_paper_of_four_columns_shows_what_each_wants_and_leaves_the_outcome_open() -> None:
    from io import BytesIO

    from docx import Document

    made = compilation(SHORT, {"Aland": changed(appropriate="effective"), "Borduria": changed(appropriate="all")})
    data = COMPILATIONS["docx"].render(made, RenderOptions(layout="columns"))
    (table,) = Document(BytesIO(data)).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Provision", "Text of the draft", "Proposals", "Outcome"]
    place, text, proposals, outcome = (cell.text for cell in table.rows[1].cells)
    assert (place, outcome) == ("Article 1, paragraph 1", "")
    assert text == "1. The Parties shall take appropriate measures within thirty days of a request."
    assert [line for line in proposals.split("\n") if len(line.split()) == 1] == ["Aland", "Borduria"]
    assert "appropriate effective" in proposals


def test_columns_are_for_word_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base_, one = tmp_path / "base.txt", tmp_path / "Aland.txt"
    lines = "Draft convention\n\nArticle 1\nScope\n1. Each Party {} act.\n2. It reports.\n"
    base_.write_text(lines.format("shall"))
    one.write_text(lines.format("may"))
    assert cli.main(["compile", str(base_), str(one), "--columns"]) == 2
    assert "--columns is for Word" in capsys.readouterr().err


# ------------------------------------------------------------------------------------- fields, links, content controls


@pytest.mark.parametrize(
    ("wish", "computed", "inside"),
    [
        (" article 2 do not", " {article 2}[+ do not+]", ""),
        (" not article 2", "[+ not+] {article 2}", ""),
        (" article 2 bis and 3", " {article 2}[+ bis and 3+]", ""),
        (" article 3", " [-{article 2}-][+article 3+]", " {article [-2-]}[+3+]"),
        (" the protocol", " [-{article 2}-][+the protocol+]", " {[-article 2-]}[+the protocol+]"),
        (" article ter 2", " [-{article 2}-][+article ter 2+]", " {article[+ ter+] 2}"),
    ],
)
@pytest.mark.parametrize("kind", HELD)
def test_what_is_proposed_beside_a_field_link_or_control_stands_outside_of_it(
    kind: str, wish: str, computed: str, inside: str
) -> None:
    parts = "1. Measures of the Parties under ", HELD[kind], " apply to every river that they share."
    said = f"{parts[0].rstrip()}{wish}{parts[2]}"
    files = {"base": docx(p(*parts)), "X": docx(p(said))}
    base, proposal = (
        build(READERS["docx"].read(data, name), name=name, data=data, kind="docx") for name, data in files.items()
    )
    data = file_of(compiled(base, {"X": compare(base, proposal, judged=False)}))
    assert texts_of(data, ("X",)) == [said]
    (paragraph,) = (each for each in WordPackage(data).body if each.tag == P and "Measures" in drawn(each))
    wanted = inside if inside and kind in ("link", "linking field", "text control") else computed
    if kind == "drop-down":
        wanted = wanted.replace("[-{", "{[-").replace("}-]", "-]}")
    assert drawn(paragraph) == f"{parts[0].rstrip()}{wanted}{parts[2]}"
    assert list(intrusions(paragraph)) == []
