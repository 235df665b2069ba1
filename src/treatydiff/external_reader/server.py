"""A reader behind an address: any server that speaks the chat-completions form, by the standard library alone.

What is the same in every question goes first, as the system's words, so that a server reads it once. The first thing
sent is a trial of our own, before any word of a draft: it finds out whether address, key and model are right, and in
which form this server takes an answer's schema.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage, HTTPResponse
from threading import Event
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from treatydiff.errors import TreatydiffError
from treatydiff.external_reader.process import Came, Heard, shared
from treatydiff.external_reader.schema import strict_schema
from treatydiff.text.safe_text import one_line

KEY = "TREATYDIFF_READER_KEY"
"""The variable that holds the key, if the server wants one."""
_FIXED = ("question", "themes", "answer")
"""The keys of a question that are the same in all of a run."""
_TRIAL = {
    "language": "en",
    "kind": "amended",
    "old": "A lamp shall burn at each door.",
    "new": "A lamp may burn at each door.",
}
_WORDS = 1_000
"""Tokens of the longest answer."""
_REPLY = 1 << 20
"""Bytes of the longest reply that is read."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""What a server says that may answer in a while."""
_ANOTHER_FORM = frozenset({400, 422, 500, 501})
"""What a server says that does not know a part of the request."""
_FINAL = {
    401: f"it wants a key, or another one: put it into {KEY}",
    402: "it wants to be paid",
    403: "the key may not use it",
    404: "no such address, or no model of that name",
}
"""What a server says to every question if to one."""
_WAITS = (1.0, 3.0, 10.0, 30.0)
"""Seconds before each further try."""
_LONGEST_WAIT = 120.0
_PATIENCE = 3
"""So many questions in a row without any reply, and nobody asks the server any more."""
_WINDOW = 1_024
"""Windows are whole multiples of it."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class _Failed(Exception):  # noqa: N818 - one question failed, not the program
    """Why a question has no answer; ``final`` where no other will have one, ``status`` where the server sent one."""

    def __init__(self, why: str, *, final: bool = False, status: int = 0) -> None:
        super().__init__(why)
        self.final, self.status = final, status


class _NoDetours(HTTPRedirectHandler):
    """Follows the server nowhere: the words and the key go where the user said."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        raise _Failed(f"it sends elsewhere, to {one_line(newurl)[:100]}: name that address if you trust it", final=True)


@dataclass
class Server:
    """A reader that is a model behind an address, and what it did so far."""

    name: str
    called: str
    """The address, as the user gave it."""
    model: str
    key: str = field(default="", repr=False)
    """It goes into one header of each request, and nowhere else."""
    jobs: int = 1
    """How many questions it is asked at once."""
    limit: float = 120.0
    """The most seconds for one reply."""
    _tokens: Counter[str] = field(default_factory=Counter)
    """``read``, ``reused`` (of these from an earlier question) and ``written``, as the server counts them."""
    _form: Mapping[str, object] = field(default_factory=dict)
    """How this server is asked for an answer in form."""
    _met: bool = False
    _silent: int = 0
    _gone: str = ""
    """Why nobody asks it any more."""
    _stopped: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        """Raises TreatydiffError for what is no address."""
        parts = urlsplit(self.called)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            shown = one_line(parts._replace(netloc=parts.hostname or "").geturl())
            hint = f"write http://127.0.0.1:11434/v1; a key comes from the variable {KEY}"
            raise TreatydiffError(f"--reader {shown}: no address of a server", hint)
        self._here = parts.hostname in _LOOPBACK
        path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
        self._url = parts._replace(path=f"{path}/chat/completions").geturl()
        self._opener = build_opener(_NoDetours, *((ProxyHandler({}),) if self._here else ()))

    @property
    def account(self) -> str:
        """What it read and wrote; empty where it was not asked."""
        read, reused, written = (self._tokens[name] for name in ("read", "reused", "written"))
        said = f"{self.model} read {read:,} tokens ({reused:,} of them reused) and wrote {written:,}"
        return said if self._met else ""

    def meet(self, lines: Sequence[str]) -> str:
        """Try the server with a change of our own, and say where the words go and how long that will take at most.

        Raises TreatydiffError.
        """
        fixed, _ = _parted(lines[0])
        forms = _forms(json.loads(lines[0])["themes"])
        for form in forms:
            self._form, started = form, time.monotonic()
            try:
                self._reply(fixed, json.dumps(_TRIAL))
            except _Failed as failed:
                if failed.status in _ANOTHER_FORM and form is not forms[-1]:
                    continue
                hint = "nothing of your drafts was sent; docs/reader.md tells how to start a server"
                raise TreatydiffError(f"{self._url}: {failed}", hint) from None
            break
        self._met, seconds = True, time.monotonic() - started
        where = "on this machine" if self._here else "not on this machine"
        clear = ", and can be read on the way (no https)" * (not self._here and self._url.startswith("http:"))
        minutes = seconds * len(lines) / self.jobs / 60
        return f"that is {where}{clear}; a trial took {seconds:.1f} s, so all may take some {minutes:.0f} min"

    def answers(self, lines: Mapping[str, str]) -> Iterator[Came]:
        """What comes for each line, by id, as it comes."""
        self._stopped = Event()

        def work(share: Mapping[str, str], heard: Heard) -> None:
            for id, line in share.items():
                for came in self._asked(id, line):
                    heard(came)

        return shared(lines, work, self._stopped.set, jobs=self.jobs)

    def _asked(self, id: str, line: str) -> Iterator[Came]:
        if self._gone or self._stopped.is_set():
            yield Came(id, why=self._gone or "stopped")
            return
        try:
            said, named = self._whole(*_parted(line))
        except _Failed as failed:
            self._silent += not failed.status
            self._gone = str(failed) if failed.final or self._silent >= _PATIENCE else ""
            yield Came(id, why=str(failed))
            return
        self._silent = 0
        if _same(named, self.model):
            named = self.model
        else:
            yield Came("", why=f"under the name of {named}, though {self.model} was asked")
        value = _object(said)
        yield Came(id, {**value, "id": id, "model": named} if isinstance(value, dict) else value)

    def _whole(self, fixed: str, varying: str) -> tuple[str, str]:
        """What was said, and who says so. Raises _Failed."""
        said, named, ended = self._reply(fixed, varying)
        if ended == "length" and not isinstance(_object(said), dict):
            raise _Failed("the answer was cut off for its length", status=200)
        return said, named

    def _reply(self, fixed: str, varying: str) -> tuple[str, str, object]:
        """What was said, who says so, and why it ended there. Raises _Failed."""
        messages = [{"role": "system", "content": fixed}, {"role": "user", "content": varying}]
        value = self._sent({"model": self.model, "messages": messages, "stream": False, **self._form})
        try:
            choice = value["choices"][0]
            said, ended = str(choice["message"]["content"] or ""), choice.get("finish_reason")
        except (LookupError, TypeError, AttributeError):
            raise _Failed("its reply is not of the chat-completions form", final=True) from None
        read, characters = self._count(value.get("usage")), len(fixed) + len(varying)
        if read and _cut(read, characters):
            why = f"the server read {read:,} tokens of {characters:,} characters; give it a larger window"
            raise _Failed(f"the question does not fit: {why}", status=200)
        return said, one_line(str(value.get("model") or "")).rpartition("/")[2][:80], ended

    def _count(self, usage: object) -> int:
        """Add to what was read and written; how many tokens the question had, zero where the server does not say."""
        read = _number(usage, "prompt_tokens")
        details = usage.get("prompt_tokens_details") if isinstance(usage, dict) else {}
        self._tokens["read"] += read
        self._tokens["reused"] += _number(details, "cached_tokens")
        self._tokens["written"] += _number(usage, "completion_tokens")
        return read

    def _sent(self, body: Mapping[str, object]) -> Any:
        """A reply, after as many tries as it takes. Raises _Failed."""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
        for wait in (*_WAITS, None):
            try:
                return self._once(Request(self._url, data, headers))
            except HTTPError as error:
                failed, pause = self._refused(error), _asked_to_wait(error)
                again = error.code in _BUSY and (self._met or error.code not in _ANOTHER_FORM)
            except (OSError, HTTPException) as error:
                reason = getattr(error, "reason", error)
                late = isinstance(reason, TimeoutError)
                nobody = f"nobody answers there: {one_line(str(reason))}"
                failed = _Failed(f"no answer within {self.limit:g} s" if late else nobody, final=not late)
                again, pause = self._met and not late, None
            if wait is None or not again:
                raise failed
            if self._stopped.wait(wait if pause is None else pause):
                break
        raise _Failed("stopped", final=True)

    def _once(self, request: Request) -> Any:
        with self._opener.open(request, timeout=self.limit) as response:
            kind = response.headers.get_content_type()
            data = _read(response, time.monotonic() + self.limit)
        if kind == "text/event-stream":
            raise _Failed("it sends its answer in pieces, though asked not to", final=True)
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise _Failed(f"it replies with {kind}, not with JSON: is the address right?", final=True) from None

    def _refused(self, error: HTTPError) -> _Failed:
        said = one_line(error.read(2_000).decode("utf-8", "replace"))
        try:
            inner = json.loads(said)["error"]
            said = one_line(str(inner["message"] if isinstance(inner, dict) else inner))
        except (ValueError, LookupError, TypeError):
            said = "" if said.lstrip().startswith("<") else said
        said = said.replace(self.key, "…")[:200] if self.key else said[:200]
        window = error.code in (400, 413) and any(word in said.casefold() for word in ("context", "too long"))
        why = "the question does not fit" if window else _FINAL.get(error.code, f"it replies with status {error.code}")
        return _Failed(f"{why} ({said})" if said else why, final=error.code in _FINAL, status=error.code)


def _forms(themes: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, object], ...]:
    """How an answer in form is asked for: by the strictest way first, then by what older servers know."""
    bounded, plain = (
        {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": kept}}}
        for kept in (strict_schema(themes, bounded=True), strict_schema(themes))
    )
    loose: dict[str, object] = {"response_format": {"type": "json_object"}}
    sized: dict[str, object] = {"temperature": 0, "max_tokens": _WORDS}
    thinking: dict[str, object] = {"max_completion_tokens": 8 * _WORDS}
    return sized | bounded, sized | plain, thinking | plain, sized | loose, sized, {}


def _read(response: HTTPResponse, until: float) -> bytes:
    """A reply whole; one that drips is late. Raises TimeoutError and _Failed."""
    found = bytearray()
    while piece := response.read1(1 << 16):
        found += piece
        if time.monotonic() > until:
            raise TimeoutError
        if len(found) > _REPLY:
            raise _Failed("its reply is too long", status=200)
    return bytes(found)


def _asked_to_wait(error: HTTPError) -> float | None:
    said = error.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_WAIT) if said.isdecimal() else None


def _parted(line: str) -> tuple[str, str]:
    """What is the same in every question of a run, and what is this one's."""
    question = json.loads(line)
    fixed = (json.dumps(question[key], ensure_ascii=False) for key in _FIXED[1:])
    varying = {key: value for key, value in question.items() if key not in (*_FIXED, "schema")}
    return "\n\n".join((question["question"], *fixed)), json.dumps(varying, ensure_ascii=False)


def _object(said: str) -> object:
    """The JSON object in what was said, whatever stands around it; else the words."""
    text = said.rpartition("</think>")[2]
    try:
        return json.loads(text[text.index("{") : text.rindex("}") + 1])
    except (ValueError, RecursionError):
        return said


def _number(counted: object, name: str) -> int:
    value = counted.get(name) if isinstance(counted, dict) else 0
    return value if isinstance(value, int) and value > 0 else 0


def _cut(tokens: int, characters: int) -> bool:
    """Whether a server kept only a part of what it was sent, and said nothing.

    Some cut to the window, or to half of it and a little. Nobody needs less than a token for eight characters.
    """
    return tokens % _WINDOW in (0, 2) or characters > 8 * tokens


def _same(named: str, model: str) -> bool:
    """Whether who answers may be who was asked: a version more or less in the name is the same."""
    one, two = (name.casefold().rpartition("/")[2].partition(":")[0] for name in (named, model))
    return not named or one in two or two in one
