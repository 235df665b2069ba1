"""The page of this machine: who gets an answer, what is kept, and what becomes of comparisons."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import making
import serving_work
from corpus import DRAFTS
from treatydiff.commands import serve
from treatydiff.commands.common import CommandRun
from treatydiff.errors import TreatydiffError
from treatydiff.web import jobs, server
from treatydiff.web.jobs import Comparisons, Order, Product, Reporter, Upload
from treatydiff.web.server import Choices, PageServer, Windows

if os.name == "nt":
    pytest.skip("processes are ended otherwise there", allow_module_level=True)

CHOICES = Choices(
    {"safeguards": "Safeguards"}, {"en": "English"}, (".txt",), (".txt",), {"report": ("Report", "a page")}
)
HEADERS = {
    "Cache-Control", "Content-Length", "Content-Security-Policy", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
}  # fmt: skip
OLD = making.CONVENTION
NEW = OLD.replace("may intercept", "shall intercept")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def running() -> Iterator[PageServer]:
    comparisons = Comparisons(serving_work.obey, serving_work.explain)
    found = PageServer(comparisons, CHOICES)
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield found
    comparisons.close()
    found.shutdown()
    found.server_close()


class Answer:
    """What came back."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.data = found.status, dict(found.getheaders()), found.read()

    @property
    def value(self) -> Any:
        return json.loads(self.data)


def ask(
    found: PageServer, rest: str, body: bytes | None = None, *, method: str = "", key: str = "", **headers: str
) -> Answer:
    """Ask as the page does, but for what is given; a header of "" is left out."""
    own = {"Host": found.host} | ({"Origin": found.origin} if body is not None else {})
    length = {"Content-Length": str(len(body))} if body is not None else {}
    own |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", found.server_port, timeout=120)
    path = rest if rest.startswith(("/", "http:")) else f"/{key or found.key}/{rest}"
    connection.putrequest(
        method or ("GET" if body is None else "POST"), path, skip_host=True, skip_accept_encoding=True
    )
    for name, value in (length | own).items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body)
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def order(*drafts: tuple[str, bytes], **more: Any) -> bytes:
    """The body of a request for a comparison."""
    given = [{"name": name, "size": len(data), "group": 0} for name, data in drafts]
    wanted = {"drafts": given, "themes": [], "language": "", "formatting": "quiet", "as_listed": True} | more
    return json.dumps(wanted).encode() + b"\n" + b"".join(data for _, data in drafts)


def until(true: Callable[[], Any], seconds: float = 120) -> Any:
    """What is true at last."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def shown(found: PageServer, id: int) -> dict[str, Any]:
    return next(each for each in found.comparisons.shown() if each["id"] == id)


def begun(found: PageServer, wish: bytes) -> int:
    return int(ask(found, "compare", order(("a.txt", wish))).value["id"])


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


# ------------------------------------------------------------------------------------------------------ who is answered


def test_the_page_is_shown_to_who_knows_the_key(running: PageServer) -> None:
    answer = ask(running, "")
    assert answer.status == 200
    assert b"Drop two drafts here" in answer.data
    assert running.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/", "/x/", "/x", "//", "/state?window=a", "/{half}/", "/{key}", "/{key}x/", "http://a/{key}/"]
)
def test_without_the_key_there_is_nothing(running: PageServer, path: str) -> None:
    answer = ask(running, path.format(key=running.key, half=running.key[:20]))
    assert answer.status == 403
    assert b"Drop" not in answer.data


def test_the_address_that_the_browser_is_opened_with_is_good_for_one_visit(running: PageServer) -> None:
    path = running.address.removeprefix(running.origin)
    assert running.key not in path
    assert ask(running, path, Sec_Purpose="prefetch").status == 403
    first, second = ask(running, path), ask(running, path)
    assert (first.status, first.headers["Location"]) == (303, f"/{running.key}/")
    assert second.status == 403
    assert running.key.encode() not in second.data


def test_keys_are_compared_in_a_time_that_tells_nothing(running: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(server.hmac, "compare_digest", lambda one, other: compared.append({one, other}) or False)
    assert ask(running, "", key="guess").status == 403
    assert {b"guess", running.key.encode()} in compared


@pytest.mark.parametrize(
    "host", ["", "evil.example", "evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"]
)
def test_a_name_that_leads_here_is_not_answered(running: PageServer, host: str) -> None:
    assert ask(running, "", Host=host.format(port=running.server_port)).status == 403


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1"])
def test_another_site_starts_nothing_even_if_it_knew_the_key(running: PageServer, origin: str) -> None:
    assert ask(running, "compare", order(("a.txt", b"answer")), Origin=origin).status == 403
    assert running.comparisons.shown() == []


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_another_site_reads_nothing_even_if_it_knew_the_key(running: PageServer, site: str) -> None:
    assert ask(running, "", Sec_Fetch_Site=site).status == 403
    assert ask(running, "state?window=a", Origin="https://evil.example").status == 403


def test_two_hosts_in_one_request_are_not_answered(running: PageServer) -> None:
    with socket.create_connection(("127.0.0.1", running.server_port)) as line:
        line.sendall(f"GET /{running.key}/ HTTP/1.1\r\nHost: {running.host}\r\nHost: evil.example\r\n\r\n".encode())
        assert b" 403 " in line.makefile("rb").readline()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PATCH"])
def test_nothing_but_reading_and_asking_is_understood(running: PageServer, method: str) -> None:
    answer = ask(running, "", method=method)
    assert answer.status >= 400
    assert b"Drop" not in answer.data


@pytest.mark.parametrize(
    "rest",
    ["x", "1", "1/report", "1/", "../", "1/../../x", "%2e%2e/", "state", "state?window=", "1/report?x", "static/"],
)
def test_there_is_no_list_and_no_way_to_a_file(running: PageServer, rest: str) -> None:
    answer = ask(running, rest)
    assert answer.status == 404
    assert answer.data == b"treatydiff: there is nothing here.\n"


def test_every_answer_forbids_what_a_page_might_do_and_sets_no_cookie(running: PageServer) -> None:
    id = begun(running, b"answer")
    until(lambda: shown(running, id)["going"] == "done")
    for rest in ("", "state?window=a", f"{id}/report", f"{id}/report?save", "nothing", "/"):
        answer = ask(running, rest)
        assert answer.headers.keys() >= HEADERS, rest
        assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & answer.headers.keys()
        assert answer.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    policy = ask(running, "").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_a_report_is_a_stranger_to_the_page_that_it_was_opened_from(running: PageServer) -> None:
    id = begun(running, b"answer")
    until(lambda: shown(running, id)["going"] == "done")
    report, saved = ask(running, f"{id}/report"), ask(running, f"{id}/report?save")
    assert report.headers["Content-Security-Policy"].startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in report.headers["Content-Security-Policy"]
    assert report.headers["Content-Disposition"] == "inline"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert report.data == saved.data == b"<p>the report</p>"


def test_who_keeps_many_lines_open_is_cut_off_and_others_are_answered_again(running: PageServer) -> None:
    lines = [socket.create_connection(("127.0.0.1", running.server_port)) for _ in range(80)]
    lines[-1].settimeout(10)
    assert lines[-1].recv(1) == b""
    for line in lines:
        line.close()
    assert until(lambda: _status(running) == 200)


def _status(found: PageServer) -> int:
    try:
        return ask(found, "").status
    except OSError:
        return 0


# -------------------------------------------------------------------------------------------------- what is handed over


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": "99999999999"}, 411),
        ({"Content_Length": str(server.MOST_BYTES + 100_000)}, 413),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "+3"}, 411),
        ({"Content_Length": ""}, 411),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)
def test_a_body_of_no_known_length_or_too_long_is_not_even_read(
    running: PageServer, headers: dict[str, str], status: int
) -> None:
    assert ask(running, "compare", b"", **headers).status == status


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\n", b"{}\n", b"[]\n", b"[" * 50_000 + b"\n", b"null\n", b"\xff\n",
        order(("a", b"x"))[:-1], order(("a", b"x")) + b"y",
        order(("a", b"x"), themes=["none"]), order(("a", b"x"), language="xx"), order(("a", b"x"), formatting="x"),
        order(("a", b"x"), drafts=[{"name": "a", "size": -1, "group": 0}, {"name": "b", "size": 2, "group": 0}]),
        order(("a", b"x"), drafts=[{"name": "a"}]), order(("a", b"x"), drafts=3), order(("a" * 70_000, b"x")), order(),
    ],
)  # fmt: skip
def test_what_the_page_does_not_send_is_refused(running: PageServer, body: bytes) -> None:
    assert ask(running, "compare", body).status == 400
    assert running.comparisons.shown() == []


def test_too_many_drafts_are_refused_in_words(running: PageServer) -> None:
    answer = ask(running, "compare", order(*[("a.txt", b"x")] * 41))
    assert (answer.status, answer.value) == (422, {"error": "41 drafts", "hint": "a comparison takes 40 at most"})


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\drafts\\a.txt", "a.txt"), ("/dev/zero", "zero"),
        ("a\r\nX: y.txt", "a\\x0d X: y.txt"),
        ("", "draft"), ("..", ".."), ("\u202etxt.exe", "<U+202E>txt.exe"), ("x" * 300, "x" * 120),
    ],
)  # fmt: skip
def test_a_name_is_shown_and_never_a_path(running: PageServer, given: str, called: str) -> None:
    id = int(ask(running, "compare", order((given, b"answer"))).value["id"])
    assert shown(running, id)["title"] == called
    until(lambda: shown(running, id)["going"] == "done")
    answer = ask(running, f"{id}/report?save")
    assert answer.status == 200
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w%.()-]*", answer.headers["Content-Disposition"])
    assert "X" not in answer.headers
    running.comparisons.forget(id)


# ---------------------------------------------------------------------------------------------------------- comparisons


def test_two_comparisons_run_at_a_time_and_the_next_when_one_has_ended(running: PageServer) -> None:
    first, second, third = (begun(running, wish) for wish in (b"wait", b"wait", b"answer"))
    until(lambda: shown(running, first)["notes"] and shown(running, second)["notes"])
    assert [shown(running, id)["going"] for id in (first, second, third)] == ["running", "running", "waiting"]
    assert ask(running, f"cancel/{first}", b"-").status == 200
    until(lambda: shown(running, third)["going"] == "done")
    assert shown(running, second)["going"] == "running"
    assert shown(running, first)["going"] == "cancelled"


@pytest.mark.parametrize("wish", [b"wait", b"stubborn"])
def test_a_comparison_that_is_cancelled_leaves_no_process_and_no_file(
    running: PageServer, folder: Path, wish: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 0.3)
    id = begun(running, wish)
    pid, helper, place = until(lambda: shown(running, id)["notes"])[0].split()
    assert Path(place, "left-behind").exists()
    running.comparisons.cancel(id)
    until(lambda: not alive(int(pid)) and not any(folder.iterdir()))
    if wish == b"stubborn":  # killed with all that it started
        until(lambda: not alive(int(helper)))
    else:
        os.kill(int(helper), signal.SIGKILL)


def test_what_waits_can_be_cancelled_too(running: PageServer) -> None:
    ids = [begun(running, b"wait") for _ in range(3)]
    running.comparisons.cancel(ids[2])
    assert shown(running, ids[2])["going"] == "cancelled"
    assert ask(running, f"forget/{ids[2]}", b"-").status == 200
    assert [each["id"] for each in running.comparisons.shown()] == [ids[1], ids[0]]


def test_a_refusal_and_a_crash_are_told_in_words(running: PageServer, folder: Path) -> None:
    refused, crashed = begun(running, b"refuse"), begun(running, b"crash")
    until(lambda: {shown(running, id)["going"] for id in (refused, crashed)} == {"refused"})
    assert shown(running, refused)["refused"] == ("not this one", "another one")
    assert shown(running, crashed)["refused"][0] == "the comparison ended without a result"
    assert list(folder.iterdir()) == []


def test_of_many_comparisons_the_oldest_that_is_over_is_let_go(
    running: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MOST", 2)
    first = begun(running, b"answer")
    until(lambda: shown(running, first)["going"] == "done")
    begun(running, b"wait")
    begun(running, b"wait")
    assert first not in [each["id"] for each in running.comparisons.shown()]
    answer = ask(running, "compare", order(("a.txt", b"answer")))
    assert (answer.status, answer.value["error"]) == (422, "2 comparisons are waiting")


def test_what_a_program_left_behind_that_was_killed_is_removed_by_the_next(folder: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, kept = folder / f"treatydiff-serve-{gone.pid}-a", folder / f"treatydiff-serve-{os.getppid()}-b"
    for place in (left, kept):
        place.mkdir()
        (place / "draft").write_text("x")
    (folder / f"treatydiff-serve-{gone.pid}-c").symlink_to(kept)
    jobs.sweep()
    assert not left.exists()
    assert (kept / "draft").exists()


# -------------------------------------------------------------------------------------------------------------- windows


def test_the_program_ends_soon_after_its_last_window_was_closed_and_not_on_a_reload() -> None:
    windows = Windows()
    windows.seen("a")
    windows.seen("b")
    windows.gone("a")
    assert not any(windows.tick() for _ in range(100))
    windows.gone("b")
    assert not windows.tick()
    windows.seen("c")  # the same one, loaded again
    assert not any(windows.tick() for _ in range(100))
    windows.gone("c")
    assert sum(not windows.tick() for _ in range(server.GRACE)) == server.GRACE - 1


def test_a_window_that_says_nothing_more_is_given_up_after_an_hour_and_one_that_never_came_after_half() -> None:
    windows, unvisited = Windows(), Windows()
    windows.seen("a")
    assert sum(not windows.tick() for _ in range(5_000)) == pytest.approx(server.LOST, abs=10)
    assert sum(not unvisited.tick() for _ in range(5_000)) == server.UNVISITED - 1


# ---------------------------------------------------------------------------------- the same code as the command line


class Page:
    """Hears what a comparison tells."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.parts: dict[str, Product] = {}
        self._form = ""

    def __call__(self, message: bytes) -> None:
        if self._form:
            told = self.heard[-1]
            self.parts[self._form] = Product(told["name"], told["about"], message)
            self._form = ""
        else:
            self.heard.append(json.loads(message))
            self._form = self.heard[-1].get("form", "")

    def all(self, what: str) -> list[str]:
        return [each[what] for each in self.heard if what in each]


def compared(
    *drafts: Upload, as_listed: bool = True, themes: tuple[str, ...] = (), language: str = "", formatting: str = "quiet"
) -> Page:
    page = Page()
    run = CommandRun(environment={}, limits=(1000, 60))
    serve.compared(
        Order(drafts, as_listed, themes, language, formatting), Reporter(page), themes=(), profile="", run=run
    )
    return page


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treatydiff.readers.office.PROGRAMS", ("no such program",))


@pytest.fixture(scope="module")
def pair() -> Page:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("treatydiff.readers.office.PROGRAMS", ("no such program",))
        return compared(Upload("draft.txt", 0, OLD.encode()), Upload("draft.txt", 0, NEW.encode()))


def test_every_form_is_handed_back_or_said_why_not(pair: Page) -> None:
    assert list(pair.parts) == list(serve.FORMS)
    assert {form for form, part in pair.parts.items() if part.data} == set(serve.FORMS) - {"pdf", "proposal"}
    assert pair.parts["proposal"].about == "nothing is told as worse, which is no all-clear: read the report"
    assert pair.parts["pdf"].about == "needs LibreOffice on this machine; Word can print the redline, too"
    assert pair.parts["redline"].name == "draft to draft, redline.docx"
    assert "proved; no comments" in pair.parts["redline"].about
    assert pair.parts["report"].data.startswith(b"<!")


def test_the_stages_are_told_as_they_come(pair: Page) -> None:
    stages = pair.all("stage")
    wanted = ("reading draft.txt", "aligning, 1 of 3", "marking up, 2 of 3", "judging, 3 of 3", "writing: Report")
    at = [next(n for n, stage in enumerate(stages) if want in stage) for want in wanted]
    assert at == sorted(at)


def test_the_page_says_what_the_command_line_writes(
    pair: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from treatydiff.cli import main

    monkeypatch.chdir(tmp_path)
    for name, text in (("old", OLD), ("new", NEW)):
        Path(name).mkdir()
        Path(name, "draft.txt").write_text(text, "utf-8")
    assert main(["compare", "old/draft.txt", "new/draft.txt", "-o", "report.html", "-q"]) == 0
    assert pair.parts["report"].data == Path("report.html").read_bytes()


@pytest.mark.usefixtures("without_office")
def test_the_order_is_found_out_of_files_that_came_together() -> None:
    old, new = (
        Upload(f"{name}.txt", 1, text.encode()) for name, text in (("text of 2025-09-01", OLD), ("a 2026-02-01", NEW))
    )
    page = compared(new, old, Upload("notes.txt", 1, b"Nothing but notes.\n"), as_listed=False)
    assert page.all("title") == ["text of 2025-09-01.txt → a 2026-02-01.txt"]
    assert any("left out" in note and "notes.txt" in note for note in page.all("note"))


@pytest.mark.usefixtures("without_office")
def test_of_a_folder_with_a_draft_in_two_kinds_of_file_one_is_taken_and_of_loose_files_all() -> None:
    text, other = OLD.encode(), NEW.encode()
    folder = [Upload("rev1.txt", 1, text), Upload("rev1.md", 1, text), Upload("rev2.txt", 1, other)]
    assert compared(*folder, as_listed=False).all("title") == ["rev1.txt → rev2.txt"]
    loose = [Upload("rev.txt", 0, text), Upload("rev.txt", 0, other)]
    assert compared(*loose, as_listed=False).all("title") == ["rev.txt → rev.txt"]


@pytest.mark.usefixtures("without_office")
def test_a_series_has_a_report_of_every_step_and_a_redline_of_the_last() -> None:
    texts = (OLD, NEW, NEW.replace("serious offences", "any offence"))
    page = compared(*(Upload(f"rev{n}.txt", 0, text.encode()) for n, text in enumerate(texts)))
    assert page.parts["report"].name == "rev0 to rev2, report.html"
    assert page.parts["redline"].name == "rev1 to rev2, redline.docx"
    assert page.parts["redline"].data


@pytest.mark.usefixtures("without_office")
def test_themes_choose_findings_and_make_no_extract_of_the_redline(pair: Page) -> None:
    page = compared(
        Upload("draft.txt", 0, OLD.encode()), Upload("draft.txt", 0, NEW.encode()), themes=("surveillance",)
    )
    assert len(page.parts["report"].data) < len(pair.parts["report"].data)
    assert "extract" not in page.parts["redline"].about


@pytest.mark.parametrize(
    ("drafts", "said", "advised"),
    [
        ((OLD.encode(),), "only one draft", "two"),
        ((OLD.encode(), b""), "empty file", ""),
        ((OLD.encode(), b"%PDF-1.4 and nothing more"), "", ""),
    ],
)
def test_what_cannot_be_compared_is_refused_without_a_word_of_options(
    drafts: tuple[bytes, ...], said: str, advised: str
) -> None:
    names = [f"d{n}.{'pdf' if data.startswith(b'%PDF') else 'txt'}" for n, data in enumerate(drafts)]
    with pytest.raises(TreatydiffError) as caught:
        compared(*(Upload(name, 0, data) for name, data in zip(names, drafts, strict=True)))
    message, hint = serve.plainly(caught.value)
    assert said in message
    assert advised in hint
    assert not re.search(r"--\w|/", message + hint)


@pytest.mark.usefixtures("without_office")
def test_that_nothing_was_found_is_no_all_clear() -> None:
    page = compared(Upload("a.txt", 0, OLD.encode()), Upload("b.txt", 0, OLD.replace("every year", "yearly").encode()))
    assert page.parts["proposal"].about == "nothing is told as worse, which is no all-clear: read the report"
    assert page.parts["proposal"].data == b""


@pytest.mark.usefixtures("without_office")
def test_drafts_on_another_subject_are_told_as_such_beside_the_results() -> None:
    articles = (f"Article {n}\nFisheries\nThe vessels of a Party shall keep to quota {n}.\n" for n in range(1, 40))
    old = "Draft convention on fisheries\n\n" + "\n".join(articles)
    page = compared(Upload("a.txt", 0, old.encode()), Upload("b.txt", 0, old.replace("quota 7", "quota 9").encode()))
    assert any("on a different subject from the built-in themes" in note for note in page.all("note"))


def test_a_hint_that_names_an_option_is_said_otherwise() -> None:
    two = TreatydiffError("drafts in several languages: en, fr", "--lang en reads every file as such")
    assert serve.plainly(two)[1] == "choose their language under Options, and leave the others out"
    assert serve.plainly(TreatydiffError("x", "treatydiff outline FILE shows it")) == ("x", "")
    assert serve.plainly(TreatydiffError("x", "open it in Word"))[1] == "open it in Word"


# --------------------------------------------------------------------------------------------------- the whole program


@pytest.fixture
def program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program as somebody starts it, and the address of the page.

    What a shell starts in the background ignores SIGINT, and hands that on: here the program must not.
    """
    environment = os.environ | {"TMPDIR": str(folder)}
    command = [sys.executable, "-m", "treatydiff", "serve", "--no-browser", "--config", "none"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        found = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    finally:
        signal.signal(signal.SIGINT, before)
    assert found.stderr
    address = re.search(r"http://\S+", found.stderr.readline())
    assert address
    yield found, address[0]
    found.kill()
    found.wait()
    found.stderr.close()


def visit(address: str) -> tuple[str, str]:
    """Host and way to the page."""
    host, _, word = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", f"/{word}")
    return host, str(connection.getresponse().getheader("Location"))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("early", [False, True])
def test_a_program_that_is_killed_amid_a_comparison_leaves_no_file_and_no_process(
    program: tuple[subprocess.Popen[str], str], folder: Path, how: signal.Signals, early: bool
) -> None:
    found, address = program
    host, way = visit(address)
    body = order(*((path.name, path.read_bytes()) for path in DRAFTS[:2]))
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("POST", f"{way}compare", body, {"Origin": f"http://{host}"})
    assert connection.getresponse().status == 200
    if early:
        until(lambda: children(found.pid))
    else:
        until(lambda: [each for each in folder.iterdir() if each.name.startswith("treatydiff-serve-")])
        time.sleep(0.5)
    those = children(found.pid)
    found.send_signal(how)
    assert found.wait(120) in (-signal.SIGKILL, 143, 130)
    until(lambda: not any(folder.iterdir()) and not any(map(alive, those)))


def children(pid: int) -> list[int]:
    """All that a process started."""
    found = [int(each) for each in Path(f"/proc/{pid}/task").glob("*/children") for each in each.read_text().split()]
    return found + [each for child in found for each in children(child)]


def test_a_port_that_is_taken_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    from treatydiff.cli import main

    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--no-browser", "--port", str(taken.getsockname()[1])]) == 2
    assert "leave out --port to use a free one" in capsys.readouterr().err
    assert main(["serve", "--no-browser", "--port", "70000"]) == 2
