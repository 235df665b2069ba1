"""Verdicts of people: read, found again by their words, kept from draft to draft, and shown as their authors'."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import ROOT
from helpers import samples as sample_drafts
from series_making import COURT, FUND, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff.cli import main
from treatydiff.compare import compare
from treatydiff.errors import DataError
from treatydiff.gate import Gate, passes, verdict, weigh
from treatydiff.model import Significance
from treatydiff.renderers import CHECKS, RENDERERS, RenderOptions
from treatydiff.report import Effect, FiledVerdict, Holding, Report, Severity
from treatydiff.themes import load_profile, load_themes
from treatydiff.verdicts import judgeables, judged, load
from treatydiff.verdicts.schema import FILLED, READ, SHOWN, WORDS, VerdictForm

FORM = VerdictForm.of(load_themes(language="en"))
LINE = {
    "place": "Article 2", "old": POWER, "new": "Each State Party shall intercept content data.",
    "theme": "surveillance", "effect": "expands", "sentence": "Nobody may refuse any more.",
    "author": "Ana Díaz", "date": "2026-03-02",
}  # fmt: skip
HARSHER = POWER.replace("may", "shall")


def write(path: Path, *lines: dict[str, object]) -> str:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return str(path)


def filed(old: str, new: str, place: str = "Article 2", **more: object) -> FiledVerdict:
    found = FiledVerdict(place, old, new, "surveillance", Effect.EXPANDS, "It grows", "Ana Díaz", source="v.jsonl:1")
    return replace(found, **more)  # type: ignore[arg-type]


def with_verdicts(reports: Sequence[Report], *verdicts: FiledVerdict) -> tuple[Report, ...]:
    return judged(reports, verdicts, load_profile())


def holdings(report: Report) -> dict[str, int]:
    return dict(Counter(str(kept.holding) for kept in report.verdicts))


def notices(report: Report) -> list[str]:
    return [notice.message for side, notice in report.notices if not side]


# -------------------------------------------------------------------------------------------------------- reading files


def test_a_line_is_a_verdict(tmp_path: Path) -> None:
    (found,) = load([write(tmp_path / "v.jsonl", LINE)], FORM)
    assert (found.theme, found.effect, found.author, found.date) == (
        "surveillance", Effect.EXPANDS, "Ana Díaz", "2026-03-02"
    )  # fmt: skip
    assert found.severity is Severity.HIGH
    assert found.source.endswith("v.jsonl:1")


def test_a_line_in_which_nothing_is_filled_in_waits(tmp_path: Path) -> None:
    empty: dict[str, object] = {**LINE, "theme": "", "effect": "", "sentence": "", "author": "", "date": None}
    shown: dict[str, object] = {"why": "undecided", "frames": {"old": {}}, "findings": []}
    assert load([write(tmp_path / "v.jsonl", {**empty, **shown})], FORM) == ()


@pytest.mark.parametrize(
    ("said", "effect"),
    [("adverse", Effect.EXPANDS), ("Favourable", Effect.NARROWS), ("touches", Effect.TOUCHES), ("none", None)],
)
def test_what_a_lawyer_would_write_is_an_effect(said: str, effect: Effect | None, tmp_path: Path) -> None:
    (found,) = load([write(tmp_path / "v.jsonl", {**LINE, "effect": said})], FORM)
    assert found.effect is effect


def test_adverse_on_a_protection_weakens_it(tmp_path: Path) -> None:
    (found,) = load([write(tmp_path / "v.jsonl", {**LINE, "theme": "Safeguards", "effect": "adverse"})], FORM)
    assert (found.theme, found.effect) == ("safeguards", Effect.WEAKENS)


def test_a_theme_of_the_reader_s_own_is_a_theme(tmp_path: Path) -> None:
    (found,) = load([write(tmp_path / "v.jsonl", {**LINE, "theme": "asset recovery", "effect": "weakens"})], FORM)
    assert found.theme == "asset recovery"


WRONG: dict[str, tuple[dict[str, object] | str, str]] = {
    "a key that nobody knows": ({**LINE, "efect": "expands"}, "v.jsonl:2: unknown key 'efect'"),
    "no author": ({**LINE, "author": " "}, "v.jsonl:2: no author"),
    "no place": ({**LINE, "place": ""}, "v.jsonl:2: no place"),
    "no words": ({**LINE, "old": "", "new": ""}, "v.jsonl:2: neither old nor new words"),
    "an effect of another theme": ({**LINE, "effect": "weakens"}, "v.jsonl:2: effect 'weakens': no such effect"),
    "a theme by a slip of the pen": ({**LINE, "theme": "survellance"}, "v.jsonl:2: theme 'survellance': no such theme"),
    "a theme that is markup": ({**LINE, "theme": "<b>x</b>"}, "v.jsonl:2: theme '<b>x</b>': no such theme"),
    "a date that is none": ({**LINE, "date": "yesterday"}, "v.jsonl:2: date 'yesterday': not a date"),
    "a severity that is none": ({**LINE, "severity": "dire"}, "v.jsonl:2: severity 'dire': no such severity"),
    "a number for a text": ({**LINE, "sentence": 7}, "v.jsonl:2: sentence must be a text"),
    "a line cut short": ('{"place": "Article 2", "old', "v.jsonl:2: not JSON"),
    "a list": ("[1, 2]", "v.jsonl:2: not a JSON object"),
    "a merge that was not finished": ("<<<<<<< HEAD", "v.jsonl:2: a merge left its marks"),
    "a mine of brackets": ("[" * 200_000, "v.jsonl:2: nested too deeply"),
}


@pytest.mark.parametrize(("line", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_line_that_says_where(line: dict[str, object] | str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    path.write_text(f"{json.dumps(LINE)}\n{text}\n", "utf-8")
    with pytest.raises(DataError) as caught:
        load([str(path)], FORM)
    assert said in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_broken_file_stops_the_run_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "v.jsonl", tmp_path / "report.json"
    path.write_text("{", "utf-8")
    drafts = [str(p) for p in sorted((ROOT / "drafts").glob("*-draft.docx"))[:2]]
    assert main([*drafts, "--verdicts", str(path), "-o", str(out)]) == 2
    assert not out.exists()
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_a_line_that_a_merge_doubled_counts_once(tmp_path: Path) -> None:
    assert len(load([write(tmp_path / "v.jsonl", LINE, LINE)], FORM)) == 1


def test_the_document_lists_every_key_of_a_verdict() -> None:
    text = (ROOT / "docs" / "verdicts.md").read_text("utf-8")
    for key in (*WORDS, *FILLED, *SHOWN, *READ):
        assert f"| `{key}` |" in text, key


# ------------------------------------------------------------------------------------------------- five drafts in a row

BASE = {
    "Purpose": (PURPOSE,), "Interception": (POWER,), "Authorization": (COURT,),
    "Witnesses": (WITNESSES,), "Review": (REVIEW,),
}  # fmt: skip
SECOND = {**BASE, "Interception": (HARSHER,), "Authorization": (COURT.replace("court", "prosecutor"),), "Fund": (FUND,)}
THIRD = {"Purpose": (PURPOSE,), "Fund": (FUND,), **SECOND, "Witnesses": (WITNESSES.replace("shall", "may"),)}
FOURTH = {**THIRD, "Authorization": (COURT.replace("court", "police officer"),)}
FIFTH = {name: texts for name, texts in FOURTH.items() if name != "Review"}


def five() -> tuple[Report, ...]:
    return series(BASE, SECOND, THIRD, FOURTH, FIFTH)[1]


def on_the_first() -> tuple[FiledVerdict, ...]:
    """A verdict on each change from the first draft to the second."""
    units = judgeables(five()[0])
    return tuple(filed(u.old, u.new, str(u.where), source=f"v.jsonl:{n}") for n, u in enumerate(units, 1))


def test_verdicts_are_carried_through_five_drafts_and_dropped_where_the_words_change() -> None:
    found = with_verdicts(five(), *on_the_first())
    assert [holdings(report) for report in found] == [
        {"applies": 3},
        {"stands": 3},
        {"stands": 2, "lapsed": 1},
        {"stands": 2, "lapsed": 1},
    ]
    assert [[n for n in notices(report) if "appl" in n] for report in found] == [
        [],
        [],
        ["1 verdict no longer applies, because the words have changed: article 3"],
        ["1 verdict no longer applies, because the words have changed: article 3"],
    ]


def test_a_verdict_on_one_pair_applies_to_a_longer_step_with_the_same_words() -> None:
    drafts, _ = series(BASE, SECOND, THIRD, FOURTH, FIFTH)
    (found,) = with_verdicts([compare(drafts[0], drafts[4])], *on_the_first())
    assert holdings(found) == {"applies": 2, "lapsed": 1}
    kept = {kept.filed.place: str(kept.where) for kept in found.verdicts if kept.holding is Holding.APPLIES}
    assert kept == {"Article 2": "Article 3", "Article 6": "Article 2"}


def test_a_verdict_on_a_later_pair_is_no_news_on_an_earlier_one() -> None:
    reports = five()
    (unit,) = judgeables(reports[3])
    found = with_verdicts(reports, filed(unit.old, unit.new, str(unit.where)))
    assert [holdings(report) for report in found] == [{}, {}, {}, {"applies": 1}]


def test_of_the_same_words_in_two_places_the_verdict_is_on_the_one_it_names() -> None:
    twice = ("Each Party may inspect vessels of any flag.", "Each Party may inspect vessels of any flag.")
    after = tuple(text.replace("may", "shall") for text in twice)
    _, reports = series({"Vessels": twice, "Review": (REVIEW,)}, {"Vessels": after, "Review": (REVIEW,)})
    wanted = filed(twice[0], after[0], "Article 1, paragraph 2")
    (found,) = with_verdicts(reports, wanted)
    assert [str(kept.where) for kept in found.verdicts] == ["Article 1, paragraph 2"]


def test_a_place_that_there_is_not_is_one_line() -> None:
    (found,) = with_verdicts(five()[:1], filed("No such words.", "Nor these.", "Article 99"))
    said = "v.jsonl:1: Article 99: no such place in these drafts, and none of their words"
    assert said in notices(found)


def test_what_went_in_an_earlier_step_is_not_said_to_stand_in_the_old_draft() -> None:
    place = "Article 5 of the old draft"
    _, second = series(BASE, {**BASE, "Review": ()}, {**SECOND, "Review": ()})[1]
    (found,) = with_verdicts([second], filed(REVIEW, "", place))
    (kept,) = found.verdicts
    assert kept.holding is Holding.STANDS
    assert str(kept.where) == "Article 5 of an earlier draft"


def test_brackets_and_punctuation_do_not_drop_a_verdict() -> None:
    (found,) = with_verdicts(five()[:1], filed(POWER.upper(), f"[{HARSHER.rstrip('.')}]"))
    assert holdings(found) == {"applies": 1}


# ---------------------------------------------------------------------------------------------------- the sample drafts


@pytest.fixture(scope="module")
def samples() -> dict[str, Report]:
    found = {}
    for kind in ("docx", "pdf"):
        pairs = {"first": (0, 1), "second": (1, 2), "both": (0, 2)}
        found |= {f"{kind} {name}": sample_drafts.compared(*pair, kind) for name, pair in pairs.items()}
    return found


def of_substance(report: Report) -> Iterable[FiledVerdict]:
    for number, unit in enumerate(judgeables(report), 1):
        if unit.change.significance is Significance.SUBSTANTIVE and not unit.part:
            yield filed(unit.old, unit.new, str(unit.where), source=f"v.jsonl:{number}")


KEPT = [
    ("docx first", {"applies": 18}),
    ("docx second", {"stands": 15, "lapsed": 3}),
    ("docx both", {"applies": 15, "lapsed": 3}),
    ("pdf first", {"applies": 18}),
    ("pdf second", {"stands": 15, "lapsed": 3}),
]


@pytest.mark.parametrize(("pair", "counts"), KEPT, ids=[pair for pair, _ in KEPT])
def test_of_the_sample_drafts_this_many_verdicts_are_kept(
    pair: str, counts: dict[str, int], samples: dict[str, Report]
) -> None:
    (found,) = with_verdicts([samples[pair]], *of_substance(samples["docx first"]))
    assert holdings(found) == counts


def test_over_the_sample_drafts_in_a_row_each_step_has_its_own_and_the_last_says_what_lapsed(
    samples: dict[str, Report],
) -> None:
    steps = [samples["docx first"], samples["pdf second"]]
    written = [*of_substance(steps[0]), *of_substance(steps[1])]
    first, second = with_verdicts(steps, *written)
    of_first, of_second = (len([*of_substance(step)]) for step in steps)
    assert holdings(first) == {"applies": of_first} == {"applies": 18}
    assert holdings(second) == {"applies": of_second, "stands": 15, "lapsed": 3}
    (notice,) = [notice.message for _, notice in second.notices if "no longer appl" in notice.message]
    assert notice.startswith("3 verdicts no longer apply, because the words have changed: ")
    assert not [notice for _, notice in first.notices if "no longer appl" in notice.message]


def test_renumbering_and_the_references_that_follow_it_drop_no_verdict(samples: dict[str, Report]) -> None:
    written = tuple(of_substance(samples["docx both"]))
    (found,) = with_verdicts([samples["pdf both"]], *written)
    assert holdings(found) == {"applies": len(written)}


# ------------------------------------------------------------------------------------------- beside and above the rules


def judged_pair(*verdicts: FiledVerdict) -> Report:
    _, reports = series(BASE, {**BASE, "Interception": (HARSHER,)})
    (found,) = with_verdicts(reports, *verdicts)
    return found


def test_the_rule_speaks_until_a_person_does() -> None:
    assert [(f.rule, f.adverse) for f in judged_pair().findings if f.theme == "surveillance"] != []


def test_a_verdict_takes_the_place_of_the_rule_and_both_are_named() -> None:
    rule = next(f for f in judged_pair().findings if f.theme == "surveillance")
    report = judged_pair(filed(POWER, HARSHER, effect=Effect.NARROWS, sentence="A court must now order it"))
    (found,) = (f for f in report.findings if f.theme == "surveillance")
    assert (found.rule, found.adverse) == ("surveillance/judged", False)
    assert found.signed
    assert found.signed.instead == (rule,)
    assert "judged by Ana Díaz" in found.message
    assert f"the rule {rule.rule} said adverse" in found.message


def test_two_people_s_verdicts_are_both_shown() -> None:
    report = judged_pair(
        filed(POWER, HARSHER),
        filed(POWER, HARSHER, author="Wei Chen", effect=Effect.TOUCHES, sentence="I do not see it"),
    )
    found = [f for f in report.findings if f.theme == "surveillance"]
    assert [f.signed.author for f in found if f.signed] == ["Ana Díaz", "Wei Chen"]
    assert [f.adverse for f in found] == [True, None]


def test_a_person_who_sees_no_effect_silences_the_rule_and_is_heard() -> None:
    report = judged_pair(filed(POWER, HARSHER, effect=None, sentence="States do so already"))
    assert [f for f in report.findings if f.theme == "surveillance"] == []
    data = RENDERERS["terminal"].render((report,)).decode()
    assert "judged: no effect" in data
    assert "States do so already (judged by Ana Díaz" in " ".join(data.split())


def test_other_themes_keep_what_rules_say() -> None:
    before = {f.id: f for f in judged_pair().findings if f.theme != "surveillance"}
    after = {f.id: f for f in judged_pair(filed(POWER, HARSHER)).findings if not f.signed}
    assert before == after


def test_what_people_say_stands_above_what_rules_say_in_a_change() -> None:
    report = judged_pair(filed(POWER, HARSHER, theme="zeal"))
    of_change = [f for f in report.findings if f.change.id == report.verdicts[0].change.id]  # type: ignore[union-attr]
    assert of_change[0].theme == "zeal"
    assert len(of_change) > 1


# ------------------------------------------------------------------------------------------------------------ the check


def test_a_check_counts_verdicts() -> None:
    quiet = judged_pair(filed(POWER, HARSHER, effect=None))
    others = tuple(f for f in quiet.findings if not f.adverse)
    assert passes((replace(quiet, findings=others),), Gate())
    loud = judged_pair(filed(POWER, HARSHER, theme="zeal", effect=Effect.WEAKENS))
    assert not passes((replace(loud, findings=tuple(f for f in loud.findings if f.signed)),), Gate())
    assert "1 judged by people" in str(verdict((loud,), Gate()))
    assert "1 of rules set aside" in str(verdict((quiet,), Gate()))


def test_two_people_who_say_the_same_are_two_entries_of_a_baseline() -> None:
    report = judged_pair(filed(POWER, HARSHER), filed(POWER, HARSHER, author="Wei Chen"))
    prints = [each.fingerprint for each in weigh(report, Gate())]
    assert len(set(prints)) == len(prints)


def test_a_check_says_which_verdicts_lapsed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "v.jsonl", {**LINE, "place": "Article 22", "old": "Other words.", "new": "Others still."})
    drafts = [str(p) for p in sorted((ROOT / "drafts").glob("*-draft.docx"))[:2]]
    assert main(["check", *drafts, "--verdicts", path]) == 1
    assert "1 verdict no longer applies" in " ".join(capsys.readouterr().out.split())


# ------------------------------------------------------------------------------------------------------- every renderer

TRAP = "\x1b]0;x\x07<script>alert(1)</script>\n::error::gone =cmd|' /C calc'!A0 \u202e [x](javascript:y) \ud800"


TEXTS = [form for form in (*RENDERERS.values(), *CHECKS.values()) if not form.binary]


@pytest.mark.parametrize("form", TEXTS, ids=lambda form: form.name)
def test_a_hostile_verdict_is_inert_in_every_text(form: object, tmp_path: Path) -> None:
    line = {**LINE, "new": HARSHER, "sentence": TRAP, "author": TRAP, "theme": "zeal", "effect": "weakens"}
    verdicts = load([write(tmp_path / "v.jsonl", line)], FORM)
    report = judged_pair(*verdicts)
    text = form.render((report,), RenderOptions(gate=Gate())).decode()  # type: ignore[attr-defined]
    assert not set(text) & set("\x1b\x07\u202e")
    if form.name in ("html", "markdown", "junit"):  # type: ignore[attr-defined]
        assert "<script>alert" not in text
    assert not any(line.lstrip().startswith("::error::gone") for line in text.splitlines())


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_hostile_verdict_breaks_no_document(name: str, tmp_path: Path) -> None:
    line = {**LINE, "new": HARSHER, "sentence": TRAP, "author": TRAP}
    report = judged_pair(*load([write(tmp_path / "v.jsonl", line)], FORM))
    assert RENDERERS[name].render((report,), RenderOptions(comments="findings")).startswith(b"PK")


def test_json_keeps_what_people_say_under_a_key_of_its_own() -> None:
    report = judged_pair(filed(POWER, HARSHER), filed("Gone.", "Come.", "Article 3"))
    value = json.loads(RENDERERS["json"].render((report,)))
    assert [(v["id"], v["holding"], v["author"]) for v in value["verdicts"]] == [
        ("v1", "applies", "Ana Díaz"),
        (None, "lapsed", "Ana Díaz"),
    ]
    assert value["verdicts"][0]["instead"][0]["rule"].startswith("surveillance/")
    assert all("judged" not in found["rule"] for found in value["findings"])


def test_word_shows_each_person_s_comment_under_their_name() -> None:
    import re
    import zipfile
    from io import BytesIO

    report = sample_drafts.compared(0, 1)
    change = next(f.change for f in report.findings if f.theme == "surveillance")
    unit = next(u for u in judgeables(report) if u.change.id == change.id)
    said = (filed(unit.old, unit.new, str(unit.where)), filed(unit.old, unit.new, str(unit.where), author="Wei Chen"))
    data = RENDERERS["docx"].render(with_verdicts([report], *said), RenderOptions(comments="findings"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        authors = re.findall(r'w:author="([^"]*)"', package.read("word/comments.xml").decode())
    assert Counter(authors)["Ana Díaz"] == Counter(authors)["Wei Chen"] == 1


def test_html_and_markdown_mark_what_a_person_says() -> None:
    report = judged_pair(filed(POWER, HARSHER), filed(POWER, HARSHER, theme="safeguards", effect=None))
    html, markdown = (RENDERERS[name].render((report,)).decode() for name in ("html", "markdown"))
    assert 'card adverse judged"' in html
    assert "judged by a person" in html
    assert "**judged: adverse**" in markdown
    assert "## Verdicts" in markdown
