"""The HTTP server of the local page, for one visitor.

The standard library's server is enough: one person, one machine, a handful of requests a minute, bodies of known
length. It listens on 127.0.0.1 alone. Nobody gets an answer but who knows the key, which is made anew for each run and
stands in every address: not another user of this machine, and not a page of another site that the same browser shows.
The address that the browser is opened with holds a word that is good for one visit, since others can see how programs
are started; it leads to the key. There are no cookies, so no request has any right that is not in its address.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import PurePosixPath
from socketserver import TCPServer
from typing import Any
from urllib.parse import quote

from treatydiff.errors import TreatydiffError
from treatydiff.readers import MAX_BYTES
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import one_line
from treatydiff.web.jobs import Comparisons, Order, Upload

MOST_BYTES = 200_000_000
"""Of all drafts of a comparison."""
MOST_DRAFTS = 40
_MOST_HEADER = 64_000
_MOST_CONNECTIONS = 48
_PATIENCE = 30
"""Seconds for a request to come."""
GRACE, LOST, UNVISITED = 5, 3600, 1800
"""Seconds after which the program ends: without a window, as after a reload; without a word of any; never visited."""
_WORDS = {
    400: "the request does not come from this page",
    403: "this address is not valid, or no longer valid: start treatydiff again and use the page that it opens",
    404: "there is nothing here",
    405: "the request does not come from this page",
    411: "the request does not come from this page",
    413: f"more than {MOST_BYTES // 1_000_000} MB: are these drafts of a convention?",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_REPORT = "sandbox allow-scripts allow-popups allow-modals allow-downloads; frame-ancestors 'none'; connect-src 'none'"
"""A report has a policy of its own in its head; beside it, it is a stranger to the page that it was opened from."""
_PART = regex(r"(\d{1,9})/([a-z]{1,20})(\?save)?")
_STATE = regex(r"state\?window=([a-z0-9]{1,40})")
_NUMBER = regex(r"\d{1,9}")
_IN_NAME = regex(r"[^\w .,()+-]+")
_KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen on the page."""

    themes: Mapping[str, str]
    """Titles by name."""
    languages: Mapping[str, str]
    """Names by code."""
    suffixes: tuple[str, ...]
    """Of the files that can be read."""
    in_folders: tuple[str, ...]
    """Those of them that are drafts where a folder is handed over."""
    forms: Mapping[str, tuple[str, str]]
    """What comes of a comparison: what it is called, and what it is for."""


@dataclass(slots=True)
class Windows:
    """Which windows of the browser show the page. Counts ticks, so that a machine asleep counts none."""

    _seen: dict[str, int] = field(default_factory=dict)
    """By window, the ticks since it last asked."""
    _without: int = 0
    _visited: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seen(self, window: str) -> None:
        """A window asked for news."""
        with self._lock:
            self._seen[window], self._visited = 0, True
            while len(self._seen) > 1_000:
                del self._seen[next(iter(self._seen))]

    def gone(self, window: str) -> None:
        """A window was closed."""
        with self._lock:
            self._seen.pop(window, None)

    def tick(self) -> bool:
        """A second has gone by; gives back whether nobody is there any more."""
        with self._lock:
            self._seen = {window: ticks + 1 for window, ticks in self._seen.items() if ticks < LOST}
            self._without = 0 if self._seen else self._without + 1
            return self._without >= (GRACE if self._visited else UNVISITED)


class PageServer(ThreadingHTTPServer):
    """Listens on this machine alone."""

    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = _MOST_CONNECTIONS

    def __init__(self, comparisons: Comparisons, choices: Choices, port: int = 0) -> None:
        """At a port that is free, or at this one. Raises OSError if that is taken."""
        self.comparisons, self.choices, self.windows = comparisons, choices, Windows()
        self.key, self._start = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._room = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), PageHandler)
        self.host = f"127.0.0.1:{self.server_port}"
        self.origin = f"http://{self.host}"
        self.page, self.policy = _page(choices)

    @property
    def address(self) -> str:
        """Where the page is; good for one visit."""
        return f"{self.origin}/{self._start}"

    def first_visit(self, word: str) -> bool:
        """Whether this is the word that is good for one visit; from then on it is no more."""
        with self._lock:
            if not (self._start and _same(word, self._start)):
                return False
            self._start = ""
            return True

    def server_bind(self) -> None:
        """Take the address without asking anybody for the machine's name, as the base class does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, if there are not too many."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is none of anybody's business."""


def _same(one: str, other: str) -> bool:
    """Whether two words are one, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _page(choices: Choices) -> tuple[bytes, str]:
    """The page, and the policy that allows its own script and style and no other."""
    from markupsafe import Markup

    from treatydiff.renderers.html import asset, compiled, hashed

    home = files(__package__)
    script = (home / "page.js").read_text("utf-8")
    style = asset("report.css") + (home / "page.css").read_text("utf-8")
    template = compiled.environment(None, lambda value: value).from_string((home / "page.html").read_text("utf-8"))
    forms = [[form, *words] for form, words in choices.forms.items()]
    text = template.render(
        choices=choices, forms=forms, script=Markup(script), style=Markup(style),
        most_bytes=MOST_BYTES, most_each=MAX_BYTES, most_drafts=MOST_DRAFTS,
    )  # fmt: skip
    allowed = f"script-src '{hashed(script)}'; style-src '{hashed(style)}'; connect-src 'self'; img-src data:"
    return text.encode(), f"{_NOTHING}; {allowed}; require-trusted-types-for 'script'"


class _RefusedError(Exception):
    """A request that is not answered, for a reason that has a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class PageHandler(BaseHTTPRequestHandler):
    """One request. The connection ends with its answer."""

    server: PageServer
    timeout = _PATIENCE
    server_version = sys_version = ""

    def do_GET(self) -> None:
        """The page, how comparisons go, or what came of one."""
        self._heed(self._get)

    def do_POST(self) -> None:
        """Begin a comparison, cancel or forget one, or close a window."""
        self._heed(self._post)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Whatever the base class does not understand."""
        self._refuse(code if code in _WORDS else 400)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written down."""

    def _heed(self, answer: Any) -> None:
        try:
            self._check_sender()
            answer(self._rest())
        except _RefusedError as refused:
            self._refuse(refused.status)
        except TreatydiffError as error:
            self._json({"error": error.message, "hint": error.hint}, 422)

    def _check_sender(self) -> None:
        """Only this page, opened under its own address, is heard. Raises _RefusedError."""
        origins = self.headers.get_all("Origin") or []
        own = origins == [self.server.origin] or (not origins and self.command == "GET")
        sites = self.headers.get_all("Sec-Fetch-Site") or ["none"]
        if not own or self.headers.get_all("Host") != [self.server.host] or not {*sites} <= {"none", "same-origin"}:
            raise _RefusedError(403)

    def _rest(self) -> str:
        """What stands after the key in the address; at the first visit, a way there. Raises _RefusedError."""
        word, slash, rest = self.path.removeprefix("/").partition("/")
        if not self.path.startswith("/") or not (slash and _same(word, self.server.key)):
            early = {"Sec-Purpose", "Purpose"} & {*self.headers}
            if self.command == "GET" and not slash and not early and self.server.first_visit(word):
                return ""
            raise _RefusedError(403)
        return f"/{rest}"

    def _get(self, rest: str) -> None:
        if not rest:
            self._send(303, b"", {"Location": f"/{self.server.key}/"})
        elif rest == "/":
            policy = {"Content-Security-Policy": self.server.policy}
            self._send(200, self.server.page, {"Content-Type": _KINDS["html"]} | policy)
        elif asked := _STATE.fullmatch(rest[1:]):
            self.server.windows.seen(asked[1])
            self._json({"comparisons": self.server.comparisons.shown()})
        elif asked := _PART.fullmatch(rest[1:]):
            self._part(int(asked[1]), asked[2], saved=bool(asked[3]))
        else:
            raise _RefusedError(404)

    def _part(self, id: int, form: str, *, saved: bool) -> None:
        part = self.server.comparisons.part(id, form)
        if part is None:
            raise _RefusedError(404)
        kind = _KINDS.get(PurePosixPath(part.name).suffix[1:], "application/octet-stream")
        shown = form == "report" and not saved
        name = quote(_IN_NAME.sub("-", part.name).lstrip("."))
        self._send(200, part.data, {
            "Content-Type": kind, "Content-Disposition": "inline" if shown else f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": _REPORT if shown else f"{_NOTHING}; sandbox",
        })  # fmt: skip

    def _post(self, rest: str) -> None:
        action, _, number = rest[1:].partition("/")
        if action == "compare" and not number:
            order = _order(self._body(MOST_BYTES + _MOST_HEADER), self.server.choices)
            self._json({"id": self.server.comparisons.start(order)})
        elif action in ("cancel", "forget") and _NUMBER.fullmatch(number):
            self._body(100)
            getattr(self.server.comparisons, action)(int(number))
            self._json({})
        elif action == "closed" and number.isalnum():
            self._body(100)
            self.server.windows.gone(number)
            self._json({})
        else:
            raise _RefusedError(404)

    def _body(self, most: int) -> bytes:
        """What is sent along. Raises _RefusedError."""
        lengths = self.headers.get_all("Content-Length") or []
        if self.headers.get("Transfer-Encoding") or len(lengths) != 1 or not _NUMBER.fullmatch(lengths[0]):
            raise _RefusedError(411)
        if int(lengths[0]) > most:
            raise _RefusedError(413)
        body = self.rfile.read(int(lengths[0]))
        if len(body) != int(lengths[0]):
            raise _RefusedError(400)
        return body

    def _refuse(self, status: int) -> None:
        text = f"treatydiff: {_WORDS[status]}.\n".encode()
        self._send(status, text, {"Content-Type": "text/plain; charset=utf-8", "Content-Security-Policy": _NOTHING})

    def _json(self, value: object, status: int = 200) -> None:
        headers = {"Content-Type": "application/json", "Content-Security-Policy": _NOTHING}
        self._send(status, json.dumps(value).encode(), headers)

    def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in (_HEADERS | {"Content-Length": str(len(data)), "Connection": "close"} | {**headers}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def _order(body: bytes, choices: Choices) -> Order:
    """What is wanted: a line of JSON, then the drafts, one after the other. Raises _RefusedError, TreatydiffError."""
    line, newline, _ = body[:_MOST_HEADER].partition(b"\n")
    try:
        wanted = json.loads(line)
        given = [(str(each["name"]), int(each["group"]), int(each["size"])) for each in wanted["drafts"]]
        themes, language = tuple(map(str, wanted["themes"])), str(wanted["language"])
        formatting, as_listed = str(wanted["formatting"]), bool(wanted["as_listed"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _RefusedError(400) from None
    known = {*themes} <= {*choices.themes} and language in ("", *choices.languages)
    sizes = [size for _, _, size in given]
    if not newline or not known or formatting not in ("quiet", "tracked") or min(sizes, default=-1) < 0:
        raise _RefusedError(400)
    at = len(line) + 1
    if sum(sizes) != len(body) - at:
        raise _RefusedError(400)
    if len(given) > MOST_DRAFTS:
        raise TreatydiffError(f"{len(given)} drafts", f"a comparison takes {MOST_DRAFTS} at most")
    uploads = []
    for name, group, size in given:
        uploads.append(Upload(_name(name), group, body[at : at + size]))
        at += size
    return Order(tuple(uploads), as_listed, themes, language, formatting)


def _name(text: str) -> str:
    """What a file is called, without folders, as it can be shown."""
    return one_line(text.replace("\\", "/").rpartition("/")[2])[-120:] or "draft"
