"""What truly changed from one sample draft to the next, as a file that tests and benchmarks read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from drafts.convention import FOOTNOTE, REFERENCE, Article, Edit, Place, State, visible

HEAD = """\
# What changed from one sample draft to the next. Made by make_drafts.py from source/; do not edit.
# [[pair]]            old, new: names of the drafts.
# [[pair.article]]    One row per live article: its numbers before and after (several where it was merged or split),
#                     whether it was moved out of its place in the order. Notes of deletion are not listed.
# [[pair.change]]     One row per act of the drafters: kind, where it stood and stands (the article's number, "preamble"
#                     or "annex"; "" where it does not), words removed and introduced, significance, why; for some the
#                     theme, effect and adverse of the report. A stale reference: what it says and should say.
# [[pair.reference]]  Every cross-reference whose number changed only because what it refers to was renumbered.
"""
WORD = re.compile(r"\w+|[^\w\s]|\s+")


def truth(states: list[State], names: list[str]) -> str:
    """The truth about each pair of successive drafts."""
    rows = [HEAD]
    for (old, new), (old_name, new_name) in zip(pairwise(states), pairwise(names), strict=True):
        rows.append(table("pair", {"old": old_name, "new": new_name}))
        rows += [table("pair.article", row) for row in concordance(old, new)]
        rows += [table("pair.change", row) for row in changes(old, new)]
        rows += [table("pair.reference", row) for row in references(old, new)]
    return "\n".join(rows)


def table(name: str, row: Edit) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()]
    return f"[[{name}]]\n" + "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------------------ the articles


def alive(state: State) -> list[Article]:
    return [article for article in state.text.articles() if not article.note]


def concordance(old: State, new: State) -> Iterator[Edit]:
    """The rows, in the order of the new draft; what was deleted at the end."""
    acts = {edit["op"]: [e for e in new.edits if e["op"] == edit["op"]] for edit in new.edits}
    numbers = {article.id: article.number for article in alive(old)}
    merged = {edit["at"]: edit["into"] for edit in acts.get("merge-articles", ())}
    split = {edit["id"]: edit["at"] for edit in acts.get("split-article", ())}
    moved = {edit["at"] for edit in acts.get("move-article", ())}
    for article in alive(new):
        if article.id in split:
            continue
        sources = [article.id, *(at for at, into in merged.items() if into == article.id)]
        targets = [article.id, *(id for id, at in split.items() if at == article.id)]
        before = sorted((numbers[id] for id in sources if id in numbers), key=sort_key)
        after = [new.places[id].article for id in targets]
        yield {"old": before, "new": after, "relation": relation(before, after), "moved": article.id in moved,
               "renumbered": bool(before) and before[0] != after[0], "heading": article.heading}  # fmt: skip
    kept = {article.id for article in alive(new)} | set(merged)
    for article in alive(old):
        if article.id not in kept:
            yield {"old": [article.number], "new": [], "relation": "deleted", "moved": False, "renumbered": False,
                   "heading": article.heading}  # fmt: skip


def sort_key(number: str) -> tuple[int, str]:
    return int(number.split()[0]), number


def relation(before: list[str], after: list[str]) -> str:
    if not before:
        return "inserted"
    return "merged" if len(before) > 1 else "split" if len(after) > 1 else "linked"


# ------------------------------------------------------------------------------------------------------- the changes


def changes(old: State, new: State) -> Iterator[Edit]:
    for edit in new.edits:
        ids = spelled(old, edit) if edit["op"] == "spelling" else [edit.get("id") or edit.get("at") or article_id(edit)]
        for id in ids:
            yield change(old, new, edit, id)


def spelled(old: State, edit: Edit) -> list[str]:
    """The paragraphs that a change of spelling touches."""
    return [para.id for body in old.text.bodies() for para in body.paras if edit["old"] in para.text]


def article_id(edit: Edit) -> str:
    return str(edit["text"]).split("## ")[1].split(" |")[0]


def change(old: State, new: State, edit: Edit, id: str) -> Edit:
    came_from = edit["at"] if edit["op"] in ("split", "split-article") else id
    went_to = edit["into"] if edit["op"] in ("merge", "merge-articles") else id
    before, after = where(old, came_from), where(new, went_to)
    if edit["op"] == "choose-option":
        before, after = Place(where(old, id).article), Place(where(new, id.split(".")[0]).article)
    removed, introduced = words(old, new, edit, id)
    row = {
        "kind": edit.get("kind", edit["op"]),
        "old_article": before.article,
        "old_para": before.para,
        "new_article": after.article,
        "new_para": after.para,
        "removed": removed,
        "introduced": introduced,
    }
    if edit.get("kind") == "stale-reference":
        row |= {"says": new.print(edit["new"]), "should_say": new.print(edit["old"])}
    return row | {key: edit[key] for key in ("significance", "theme", "effect", "adverse", "why") if key in edit}


def where(state: State, id: str) -> Place:
    place = state.places.get(id)
    if place and not place.article:
        return Place(id.split(".")[0], place.para)
    return place or Place("")


def words(old: State, new: State, edit: Edit, id: str) -> tuple[str, str]:
    """The words that a change takes away and brings in, without what stays the same at both ends."""
    match edit["op"]:
        case "insert":
            return "", new.print(visible(edit["text"]))
        case "delete":
            return old.print(visible(old.text.para(edit["at"]).text)), ""
        case "choose-option":
            return " ".join(dropped(old, new, edit)), ""
        case "spelling":
            return respelled(old.text.para(id).text, edit)
        case "words":
            return trim(plain(old.print(edit["old"])), plain(new.print(edit["new"])))
    return "", ""


def respelled(text: str, edit: Edit) -> tuple[str, str]:
    """The whole words that a change of spelling touches: ``authorised``, ``authorized``."""
    found = re.findall(rf"[\w-]*{edit['old']}[\w-]*", text)
    return " ".join(found), " ".join(word.replace(edit["old"], edit["new"]) for word in found)


def dropped(old: State, new: State, edit: Edit) -> list[str]:
    """The paragraphs of the options that were not chosen."""
    paras, _ = old.text.home(edit["at"])
    return [old.print(para.text) for para in paras if para.id not in new.places and para.kind != "option"]


def plain(words: str) -> str:
    return FOOTNOTE.sub(lambda note: f" {note[1]} ", words)


def trim(old: str, new: str) -> tuple[str, str]:
    """What is left of both when the words they share at the beginning and at the end are taken away."""
    before, after = WORD.findall(old), WORD.findall(new)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return "".join(before).strip(), "".join(after).strip()


# ---------------------------------------------------------------------------------------------- the cross-references


def references(old: State, new: State) -> Iterator[Edit]:
    """References whose printed numbers changed while what they refer to stayed the same."""
    for body in new.text.bodies():
        for para in body.paras:
            if para.id not in old.places or para.kind == "option":
                continue
            known = [found[0] for found in REFERENCE.finditer(visible(old.text.para(para.id).text))]
            for found in REFERENCE.finditer(visible(para.text)):
                before = old.print(found[0]) if found[0] in known else ""
                if before and before != new.print(found[0]):
                    where = new.places[para.id]
                    yield {"new_article": where.article, "new_para": where.para, "removed": before,
                           "introduced": new.print(found[0])}  # fmt: skip
