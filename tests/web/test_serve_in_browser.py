"""The page to drop drafts on, in a real browser: from the drop to each file that comes of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import making
from browsing import chromium, faults, missing
from corpus import DRAFTS
from helpers.office import OFFICE, convert

if reason := missing():
    pytest.skip(reason, allow_module_level=True)

OLD = making.CONVENTION
NEW = OLD.replace("may intercept", "shall intercept")
LONG = 120_000
"""Milliseconds that a comparison may take on a machine that others use."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture
def printed() -> None:
    """Asked for by a test of all files: LibreOffice prints the redline, which takes longer than all the rest."""


@pytest.fixture
def program(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """The program as somebody starts it; at the end it leaves no file. LibreOffice is found by who asks ``printed``."""
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "treatydiff", "serve", "--no-browser", "--config", "none"]
    environment = os.environ | {"TMPDIR": str(tmp_path / "temporary")}
    if "printed" not in request.fixturenames:
        environment["PATH"] = str(tmp_path / "nothing")
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert running.stderr
    try:
        yield running
        running.terminate()
        assert running.wait(30) in (0, 143, -signal.SIGKILL)
        assert list((tmp_path / "temporary").iterdir()) == []
    finally:
        running.kill()
        running.wait()
        running.stderr.close()


@pytest.fixture
def address(program: subprocess.Popen[str]) -> str:
    """The address of its page."""
    assert program.stderr
    found = re.search(r"http://\S+", program.stderr.readline())
    assert found
    return found[0]


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, opened; at the end no script failed, and nothing was asked of anybody else."""
    asked: list[str] = []
    broken: list[str] = []
    context = browser.new_context(viewport={"width": 1100, "height": 900}, accept_downloads=True, locale="en-GB")
    context.set_default_timeout(30_000)
    context.on("request", lambda request: asked.append(request.url))
    found = context.new_page()
    found.on("pageerror", lambda error: broken.append(str(error)))
    found.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    found.goto(address)
    yield found
    for each in context.pages:
        each.close()
    context.close()
    host = address.rpartition("/")[0]
    assert [url for url in asked if not url.startswith((host, "data:", "file:"))] == []
    assert [each for each in broken if "422" not in each] == []


def file(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "", "buffer": text.encode()}


def choose(page: Any, *files: Any) -> None:
    page.set_input_files("#files", list(files))


def compare(page: Any) -> None:
    page.get_by_role("button", name="Compare", exact=True).click()


def ready(page: Any) -> None:
    """Wait until nothing runs any more."""
    page.wait_for_selector(".comparison")
    page.wait_for_selector("#comparisons:not(:has(.doing))", timeout=LONG)


DROP = """([names, texts]) => {
  const given = new DataTransfer();
  names.forEach((name, at) => given.items.add(new File([texts[at]], name)));
  const values = { bubbles: true, cancelable: true, dataTransfer: given };
  document.getElementById('drop').dispatchEvent(new DragEvent('dragover', values));
  document.getElementById('drop').dispatchEvent(new DragEvent('drop', values));
}"""


@pytest.mark.usefixtures("printed")
def test_two_drafts_are_dropped_and_the_report_and_every_file_can_be_opened(page: Any, tmp_path: Path) -> None:
    assert faults(page) == []
    choose(page, *map(str, DRAFTS[1:3]))
    compare(page)
    page.wait_for_selector(".doing")
    assert faults(page) == []
    page.wait_for_selector(".open", timeout=LONG)
    with page.context.expect_page() as opened:
        page.click(".open")
    report = opened.value
    report.wait_for_selector("h1")
    report.fill("#article", "28")
    report.keyboard.press("Enter")
    assert report.locator(".leaf:visible").count() < 5
    assert report.evaluate("window.origin") == "null"
    ready(page)
    assert faults(page) == []
    saved = {}
    for link in page.locator(".parts a").all():
        with page.expect_download() as download:
            link.click()
        kept = tmp_path / download.value.suggested_filename
        download.value.save_as(kept)
        saved[kept.name.rpartition(", ")[2]] = kept
    wanted = {"report.html", "redline.docx", "brief.docx", "table.xlsx", "proposal.docx"}
    assert set(saved) == wanted | ({"redline.pdf"} if OFFICE else set())
    assert saved["report.html"].read_bytes().startswith(b"<!")
    assert all(zipfile.is_zipfile(path) for name, path in saved.items() if name.endswith("x"))
    if OFFICE:
        words = [path for name, path in saved.items() if name.endswith(".docx")]
        convert("pdf", tmp_path, *words)
        assert all(path.with_suffix(".pdf").read_bytes().startswith(b"%PDF") for path in words)


def test_files_that_are_dropped_are_listed_moved_and_removed_by_the_keyboard(page: Any) -> None:
    page.evaluate(DROP, [["b.txt", "a.txt", "c.txt"], [OLD, NEW, NEW]])
    names = lambda: page.locator(".list .name").all_text_contents()  # noqa: E731
    page.wait_for_selector(".list li")
    assert names() == ["a.txt", "b.txt", "c.txt"]
    assert page.get_by_role("radio", name="detected").is_checked()
    page.get_by_role("button", name="Move up: b.txt").focus()
    page.keyboard.press("Enter")
    assert names() == ["b.txt", "a.txt", "c.txt"]
    assert page.get_by_role("radio", name="as listed").is_checked()
    assert page.locator(".list .place").all_text_contents() == ["older", "2", "newer"]
    page.get_by_role("button", name="Remove: c.txt").focus()
    page.keyboard.press("Enter")
    assert names() == ["b.txt", "a.txt"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove: a.txt"
    assert page.locator("#said").text_content() == "c.txt removed"
    compare(page)
    page.wait_for_selector(".open", timeout=LONG)
    assert page.locator(".comparison h3").text_content() == "b.txt → a.txt"
    assert page.locator("#said").text_content().startswith("The report is ready")


def test_a_folder_is_handed_over_with_the_drafts_in_it_alone(page: Any, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    (folder / "old").mkdir(parents=True)
    for name in ("rev1.txt", "rev2.txt", ".hidden.txt", "picture.png", "old/rev0.txt"):
        (folder / name).write_text(NEW if "2" in name else OLD, "utf-8")
    page.set_input_files("#folder", str(folder))
    assert page.locator(".list .name").all_text_contents() == ["rev1.txt", "rev2.txt"]


def test_what_is_wrong_is_said_where_it_is_wrong(page: Any) -> None:
    compare(page)
    assert page.locator("#wrong").text_content() == "A comparison needs two drafts."
    assert faults(page) == []
    choose(page, file("a.txt", OLD), file("b.pdf", "%PDF-1.4 cut short"))
    compare(page)
    page.wait_for_selector(".refused b", timeout=LONG)
    told = page.locator(".comparison .refused").text_content()
    assert "b.pdf" in told
    assert "--" not in told
    assert faults(page) == []
    page.get_by_role("button", name="Remove: a.txt → b.pdf").click()
    page.wait_for_selector(".comparison", state="detached")
    assert page.evaluate("document.activeElement.id") == "files-button"


def test_a_comparison_can_be_cancelled(page: Any) -> None:
    choose(page, *map(str, DRAFTS[1:3]))
    compare(page)
    page.get_by_role("button", name=re.compile("Cancel")).click()
    page.wait_for_selector("text=cancelled")
    assert page.locator(".comparison .open").count() == 0
    assert faults(page) == []


def test_two_windows_show_the_same_and_the_program_ends_with_the_last(
    page: Any, program: subprocess.Popen[str]
) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, file("a.txt", OLD), file("b.txt", NEW))
    choose(other, file("c.txt", OLD), file("d.txt", NEW))
    compare(page)
    compare(other)
    for each in (page, other):
        each.wait_for_selector(".comparison + .comparison")
    page.close()
    other.reload()
    ready(other)
    assert sorted(other.locator("h3").all_text_contents()) == ["a.txt → b.txt", "c.txt → d.txt"]
    assert program.poll() is None
    other.close()
    assert program.wait(30) == 0


def test_options_reach_the_comparison(page: Any) -> None:
    page.locator(".options summary").click()
    for box in page.locator("[name=theme]").all()[1:]:
        box.uncheck()
    page.select_option("#language", "en")
    page.select_option("#formatting", "tracked")
    choose(page, file("b.txt", OLD))
    choose(page, file("a.txt", NEW))
    page.evaluate(
        """() => {
          const own = window.fetch;
          window.fetch = async (path, how) => {
            if (path === 'compare') window.asked = await how.body.text();
            return own(path, how);
          };
        }"""
    )
    compare(page)
    page.wait_for_selector(".comparison")
    wanted = json.loads(page.evaluate("window.asked").partition("\n")[0])
    assert (wanted["language"], wanted["formatting"], wanted["as_listed"]) == ("en", "tracked", True)
    assert wanted["themes"] == ["criminalisation"]
    ready(page)
    assert page.locator(".comparison h3").text_content() == "b.txt → a.txt"
    page.get_by_role("checkbox").first.uncheck()
    compare(page)
    assert page.locator("#wrong").text_content() == "Choose at least one theme under Options."


def test_on_a_phone_and_in_the_dark_nothing_is_cut_off_and_nobody_kept_out(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    choose(page, file("a rather long name of a draft, revised and then revised again.txt", OLD), file("b.txt", NEW))
    page.locator(".options summary").click()
    compare(page)
    ready(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, scheme
        assert faults(page) == [], scheme


def test_markup_in_a_name_is_text(page: Any) -> None:
    choose(page, file("<img src=x onerror=alert(1)>.txt", OLD), file("b.txt", "<script>window.evil=1</script>"))
    compare(page)
    ready(page)
    assert page.locator("main img").count() == 0
    assert page.evaluate("window.evil") is None


def test_another_page_of_the_same_browser_can_start_and_read_nothing(page: Any, tmp_path: Path) -> None:
    place = page.url
    choose(page, file("a.txt", OLD), file("b.txt", NEW))
    other = page.context.new_page()
    evil = tmp_path / "evil.html"
    evil.write_text("<h1>evil</h1>", "utf-8")
    other.goto(evil.as_uri())
    got = other.evaluate(
        """async (place) => {
          const tried = [];
          for (const mode of ['cors', 'no-cors'])
            for (const rest of ['', 'state?window=a', 'compare', 'forget/1'])
              try {
                const answer = await fetch(place + rest, { mode, method: rest && rest[0] !== 's' ? 'POST' : 'GET' });
                tried.push([answer.type, answer.status, await answer.text()]);
              } catch { tried.push('refused'); }
          return tried;
        }""",
        place,
    )
    assert len(got) == 8
    assert all(each == "refused" or each == ["opaque", 0, ""] for each in got)
    other.goto(f"data:text/html,<iframe src='{place}'></iframe>")
    other.wait_for_timeout(300)
    assert all(
        "Drop two drafts" not in (frame.content() if frame != other.main_frame else "") for frame in other.frames
    )
    other.close()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator(".comparison").count() == 0


def test_when_the_program_is_gone_the_page_says_so(browser: Any, address: str, program: subprocess.Popen[str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    program.kill()
    program.wait()
    choose(page, file("a.txt", OLD), file("b.txt", NEW))
    compare(page)
    page.wait_for_selector("#ended:visible, #wrong:not(:empty)")
    assert "ended" in page.locator("main").inner_text()
    assert faults(page) == []
    context.close()
