"""Differences between two Word files besides words, and what a redline marks without a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from treatydiff.errors import ReadError
from treatydiff.model import Draft

if TYPE_CHECKING:
    from treatydiff.readers.docx.objects import ShownPicture, WordObjects

_T = TypeVar("_T", bound=Hashable)


def unworded(old: Draft, new: Draft, *, heads: bool = True) -> tuple[str, ...]:
    """A line for each kind of difference: ``1 picture replaced``, ``2 links lead elsewhere``.

    ``heads``: whether headers and footers count, which change with every draft's symbol. Empty where there is none, and
    where a draft is no Word file, for then nothing but words is known of it.
    """
    if not old.kind == new.kind == "docx" or old.data == new.data:
        return ()
    from treatydiff.readers.docx.objects import word_objects

    try:
        sides = [word_objects(draft.data, accept=draft.revisions != "reject") for draft in (old, new)]
    except ReadError:  # it was read as a draft: what is broken of it was told then
        return ()
    if not heads:
        sides = [replace(side, heads=[]) for side in sides]
    return tuple(_told(*sides))


def _told(old: WordObjects, new: WordObjects) -> Iterator[str]:
    yield from _pictures(_gone(old.pictures, new.pictures), _gone(new.pictures, old.pictures))
    yield from _came_or_went("chart", old.charts, new.charts)
    yield from _came_or_went("embedded object", old.embedded, new.embedded)
    yield from _came_or_went("watermark", old.watermarks, new.watermarks)
    elsewhere = sum(_turned(old.links, new.links).values())
    yield from _counted(elsewhere, "link leads elsewhere", "links lead elsewhere")
    yield from _counted(sum(_turned(old.ruby, new.ruby).values()), "annotation of words (ruby) changed")
    hidden = max(len(_gone(old.hidden, new.hidden)), len(_gone(new.hidden, old.hidden)))
    yield from _counted(hidden, "hidden text changed")
    yield from _counted(
        _moved_notes(old.notes, new.notes), "footnote attached to another word", "footnotes attached to other words"
    )
    heads = max(len({*old.heads} - {*new.heads}), len({*new.heads} - {*old.heads}))
    yield from _counted(heads, "line of headers or footers changed", "lines of headers or footers changed")
    if old.paragraphs != new.paragraphs and _run_together(old.paragraphs) == _run_together(new.paragraphs):
        yield "the same words are divided into different paragraphs"


def _run_together(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def _pictures(gone: Sequence[ShownPicture], came: Sequence[ShownPicture]) -> Iterator[str]:
    """Those without an equal: the same one in another size or described otherwise, then by place."""
    left = list(came)
    kinds: Counter[str] = Counter()
    unpaired = []
    for picture in gone:
        twin = next((other for other in left if other.content == picture.content), None)
        if twin is None:
            unpaired.append(picture)
            continue
        left.remove(twin)
        kinds["described otherwise" if twin.size == picture.size else "resized"] += 1
    replaced = min(len(unpaired), len(left))
    kinds["replaced"], kinds["deleted"], kinds["inserted"] = replaced, len(unpaired) - replaced, len(left) - replaced
    for kind in ("replaced", "inserted", "deleted", "resized", "described otherwise"):
        yield from _counted(kinds[kind], f"picture {kind}", f"pictures {kind}")


def _came_or_went(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    gone, came = len(_gone(old, new)), len(_gone(new, old))
    changed = min(gone, came)
    for count, what in ((changed, "changed"), (came - changed, "inserted"), (gone - changed, "deleted")):
        yield from _counted(count, f"{name} {what}", f"{name}s {what}")


def _gone(old: Sequence[_T], new: Sequence[_T]) -> list[_T]:
    """What one list holds more often than the other."""
    return list((Counter(old) - Counter(new)).elements())


def _turned(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Counter[str]:
    """The words that are in both lists with another companion, and how often."""
    gone, came = (Counter(words for words, _ in _gone(*pair)) for pair in ((old, new), (new, old)))
    return gone & came


def _moved_notes(old: Sequence[tuple[str, str, int]], new: Sequence[tuple[str, str, int]]) -> int:
    """How many notes hang on another place of a paragraph of the same words."""
    before = {(note, words): place for note, words, place in old}
    return sum(before.get((note, words), place) != place for note, words, place in new)


def _counted(number: int, one: str, many: str = "") -> Iterator[str]:
    if number:
        yield f"{number} {one if number == 1 else many or one}"
