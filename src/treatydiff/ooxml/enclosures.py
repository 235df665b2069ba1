"""What stands around words of a paragraph and may not be written into by the way: fields, links and content controls.

Words put into a field's result are gone when Word works it out anew; those put into a link lead where it leads; a
drop-down may hold an entry of its list only. None of that is seen where the file is read as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from treatydiff.ooxml.inline import FIELD, FIELD_TYPE, LINK, field_name, written_out
from treatydiff.ooxml.xml import HYPERLINK, RPR, RUN, SDT, SDTCONTENT, SDTPR, Element, W, remove, text_within
from treatydiff.text.frozen import dataclass

_SIMPLE = W + "fldSimple"
_CODE = (W + "instrText", W + "delInstrText")
_CHOSEN = ("{*}dropDownList", "{*}date", "{*}checkbox", "{*}picture", "{*}dataBinding")
"""What a content control has in its properties if no words can be typed into it, or Word fetches them elsewhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Enclosure:
    """A field, link or content control that begins and ends in one paragraph."""

    first: Element
    last: Element
    """Siblings: the runs of a field's ``begin`` and ``end``; of a link or control both are the element itself."""
    runs: frozenset[Element]
    computed: bool
    """Whether its words are worked out, fetched or chosen: they change as a whole."""

    def members(self) -> Iterator[Element]:
        """The siblings from the first to the last."""
        each: Element | None = self.first
        while each is not None:
            yield each
            each = None if each is self.last else each.getnext()

    def dissolve(self) -> None:
        """Leave the words and take away what holds them, as Word does when a field is unlinked."""
        if self.first.tag == SDT:
            content = self.first.find(SDTCONTENT)
            for child in () if content is None else list(content):
                self.first.addprevious(child)
            remove(self.first)
            return
        depth, in_result = 0, False
        for member in list(self.members()):
            kinds = [str(char.get(FIELD_TYPE)) for char in member.iter(FIELD)]
            depth += kinds.count("begin") - kinds.count("end")
            in_result = depth > 0 and (in_result or (depth == 1 and "separate" in kinds))
            if not in_result or (depth == 1 and "separate" in kinds):
                remove(member)


def enclosures(paragraph: Element) -> tuple[Enclosure, ...]:
    """Those of a paragraph, what stands around others first. Its fields are written out for it (``write_out``)."""
    found = [
        Enclosure(each, each, frozenset(each.iter(RUN)), each.tag == SDT and _is_chosen(each))
        for each in paragraph.iter(HYPERLINK, SDT)
    ]
    begun: list[Element] = []
    for char in paragraph.iter(FIELD):
        run, kind = char.getparent(), char.get(FIELD_TYPE)
        if kind == "begin" and run is not None:
            begun.append(run)
        elif kind == "end" and begun and run is not None:
            first = begun.pop()
            if first.getparent() is run.getparent():
                found.append(_field(first, run))
    return tuple(sorted(found, key=lambda each: -len(each.runs)))


def _field(first: Element, last: Element) -> Enclosure:
    bare = Enclosure(first, last, frozenset(), True)
    runs = [run for member in bare.members() for run in member.iter(RUN)]
    code = "".join(text_within(run, *_CODE) for run in runs)
    return Enclosure(first, last, frozenset(runs), field_name(code) != LINK)


def _is_chosen(control: Element) -> bool:
    properties = control.find(SDTPR)
    return properties is not None and any(properties.find(each) is not None for each in _CHOSEN)


def around(held: Iterable[Enclosure], run: Element | None, other: Element | None) -> Enclosure | None:
    """The outermost enclosure that holds a run and not the other one."""
    return next((each for each in held if run in each.runs and other not in each.runs), None)


def intrusions(paragraph: Element) -> Iterator[str]:
    """Words that a tracked insertion puts into what is worked out, fetched or chosen and was there before it."""
    marks = list(paragraph.iter(W + "ins", W + "moveTo")) if paragraph.find(f".//{W}ins") is not None else []
    computed = [each for each in enclosures(paragraph) if each.computed] if marks else []
    for run in (run for mark in marks for run in mark.iter(RUN)):
        simple = next(run.iterancestors(_SIMPLE), None) is not None
        if simple or any(run in each.runs and each.first.getparent() not in marks for each in computed):
            yield text_within(run)


def write_out(paragraph: Element) -> None:
    """Write its fields so that each sign of one (begin, instruction, separate, end) stands in a run of its own."""
    while (simple := next(paragraph.iter(_SIMPLE), None)) is not None:
        for each in written_out(simple):
            simple.addprevious(each)
        remove(simple)
    for run in [run for run in paragraph.iter(RUN) if run.find(FIELD) is not None]:
        look = run.find(RPR)
        for part in reversed([child for child in run if child is not look][1:]):
            own = run.makeelement(RUN)
            own.extend([part] if look is None else [deepcopy(look), part])
            run.addnext(own)
