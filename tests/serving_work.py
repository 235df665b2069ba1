"""What a comparison's process does in tests of the page's server: what the first draft says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from treatydiff.errors import TreatydiffError
from treatydiff.web.jobs import Order, Product, Reporter


def obey(order: Order, told: Reporter) -> None:
    """``answer``, ``wait``, ``stubborn``, ``crash``, ``refuse``; the part ``report`` is what was handed over."""
    wish = order.drafts[0].data.decode()
    told.stage(wish)
    Path(tempfile.gettempdir(), "left-behind").write_text("a draft", "utf-8")
    if wish == "refuse":
        raise TreatydiffError("not this one", "another one")
    if wish == "crash":
        os._exit(9)
    if wish == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if wish in ("wait", "stubborn"):
        helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        told.note(f"{os.getpid()} {helper.pid} {tempfile.gettempdir()}")
        time.sleep(60)
    told.part("report", Product(order.drafts[0].name, "done", b"<p>the report</p>"))


def explain(error: Exception) -> tuple[str, str]:
    """Both lines of an error."""
    return (error.message, error.hint) if isinstance(error, TreatydiffError) else (str(error), "")
