"""Frozen dataclasses that Python makes ready in a third of the time: for what every comparison imports.

``dataclasses`` compiles six methods for each class, one by one, and the eighty classes that two short texts need take a
tenth of their comparison. Here one is compiled, ``__init__``, which sets slots (or what stands in their place, where
a class has none) and is twice as fast; the others are
the same functions for all classes, or close over the names of their fields. What comes out is a dataclass like any
other: ``fields``, ``replace`` and ``asdict`` take it, it can be hashed, compared and pickled, and nothing can be set.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, FrozenInstanceError
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, **others):
        """As ``dataclasses.dataclass``; what is not frozen and nothing else is left to that."""
        if not frozen or others:
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **others)
        make = partial(_frozen, slots=slots)
        return make if cls is None else make(cls)


def _frozen(cls: type, *, slots: bool) -> type:
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    own, found = vars(cls), dataclasses.fields(made)
    compared = _values(field.name for field in found if field.compare)
    hashed = _values(field.name for field in found if (field.compare if field.hash is None else field.hash))

    def equals(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashes(self: object) -> int:
        return hash(hashed(self))

    init = _init(made, slots=slots)
    methods: dict[str, Any] = {"__init__": init, "__eq__": equals, "__hash__": hashes, "__repr__": _repr}
    methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    methods |= {"__getstate__": _state, "__setstate__": _restore} if slots else {}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _init(made: type, *, slots: bool) -> Callable[..., None]:
    """Sets every field, by its slot where it has one, and calls ``__post_init__`` where there is one."""
    known: dict[str, Any] = {"_missing": _FACTORY}
    arguments: dict[bool, list[str]] = {False: ["self"], True: []}
    body = [] if slots else ["_fields = self.__dict__"]
    for field in dataclasses.fields(made):
        name, factory = field.name, field.default_factory is not MISSING
        optional = factory or field.default is not MISSING
        known |= {f"_set_{name}": getattr(made, name).__set__} if slots else {}
        known[f"_or_{name}"] = field.default_factory if factory else field.default
        default = f"_or_{name}()" if factory else f"_or_{name}"
        if field.init:
            wanted = f"{name}={'_missing' if factory else default}" if optional else name
            arguments[bool(field.kw_only)].append(wanted)
            default = f"{default} if {name} is _missing else {name}" if factory else name
        if field.init or optional:
            body.append(f"_set_{name}(self, {default})" if slots else f"_fields[{name!r}] = {default}")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    signature = ", ".join([*arguments[False], *(["*", *arguments[True]] if arguments[True] else [])])
    exec(f"def __init__({signature}):\n " + "\n ".join(body or ["pass"]), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


class _Factory:
    """Stands in signatures for a value that is made anew each time."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


def _values(names: Iterable[str]) -> Callable[[object], tuple[object, ...]]:
    """The values of some fields, as a tuple whatever their number."""
    wanted = tuple(names)
    if len(wanted) > 1:
        return attrgetter(*wanted)
    return lambda self: tuple(getattr(self, name) for name in wanted)


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
