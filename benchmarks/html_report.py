"""How large the HTML report of two long drafts is, and how long its parts take next to the comparison it shows.

    python -m benchmarks.html_report OLD NEW [--at-most step=0.15]

The times of the page are taken in Chromium (`make browser`); without it they are left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


from benchmarks import limits

from browsing import chromium, missing
from treatydiff.compare import compare, read_draft
from treatydiff.renderers import RENDERERS

KEY = """async () => {
    const tasks = [0];
    const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => each.duration)));
    watch.observe({type: 'longtask'});
    const box = document.getElementById('search'), times = [];
    for (const text of ['t', 'th', 'the', 'the ', 'the c', 'the co', 'the con']) {
        const start = performance.now();
        box.value = text;
        box.dispatchEvent(new Event('input', {bubbles: true}));
        times.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 20));
    }
    const before = performance.now();
    await new Promise((done) => setTimeout(done, 150));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const all = performance.now() - before;
    await new Promise((done) => setTimeout(done, 300));
    return [Math.max(...times), all, Math.max(...tasks)];
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new")
    limits.add(parser, ("megabytes", "step"))
    options = parser.parse_args()
    old, new = options.old, options.new
    start = time.process_time()
    report = compare(read_draft(old), read_draft(new))
    compared = time.process_time() - start
    times = []
    for _ in range(3):
        start = time.process_time()
        data = RENDERERS["html"].render((report,))
        times.append(time.process_time() - start)
    print(f"articles {len(report.new.articles())}, page {len(data) / 1e6:.2f} MB")
    print(f"comparing {compared:.2f} s, HTML first {times[0]:.3f} s, again {min(times):.3f} s")
    print(f"ratio HTML / comparing: {times[0] / compared:.3f}, again {min(times) / compared:.3f}")
    status = limits.status(options, {"megabytes": len(data) / 1e6, "step": times[0]})
    if missing():
        print(missing())
        return status
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        file = Path(folder, "report.html")
        file.write_bytes(data)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri())
        slowest, result, task = page.evaluate(KEY)
        print(f"first paint {page.evaluate(PAINT):.0f} ms")
        print(f"search: slowest key {slowest:.0f} ms, all shown {result:.0f} ms after the last")
        print(f"no task of the search over {max(task, 50):.0f} ms")
    return status


if __name__ == "__main__":
    sys.exit(main())
