"""Makes the sample drafts: ``python -m drafts.make_drafts [--pdf]`` writes Word files, the truth about them, and PDFs.

The PDFs need LibreOffice; they are kept in the repository so that nobody else does.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from drafts.convention import State, load_states
from drafts.truth import truth
from drafts.word import Layout, save

PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
FOLDER = Path(__file__).parent
SPECIMEN = (
    "The present document is a specimen: the Committee, its sessions, the symbol and the draft convention are invented,"
    " so that a comparison of drafts can be shown on a text that nobody negotiates."
)
BRACKETS = (
    "Square brackets mark words on which views differ."
    " That words stand without brackets does not mean that they are agreed."
)
LAYOUTS = (
    Layout(
        "2025-03-zero-draft", "A/AC.999/4", datetime(2025, 3, 14, tzinfo=UTC), "V.25-04417", "Second session",
        "Vienna, 12–23 May 2025",
        "Zero draft of a convention on electronic evidence and cooperation in criminal matters",
        (SPECIMEN, BRACKETS, "Delegations are invited to send written proposals to the secretariat by 25 April 2025."),
        automatic=False, glued=False,
    ),
    Layout(
        "2025-09-revised-draft", "A/AC.999/4/Rev.1", datetime(2025, 9, 19, tzinfo=UTC), "V.25-15236", "Third session",
        "New York, 10–21 November 2025",
        "Revised draft of a convention on electronic evidence and cooperation in criminal matters",
        (SPECIMEN, BRACKETS,
         "To keep the numbers of articles stable, an article that was inserted carries the number of the one before it"
         " with the word “bis”, and a note stands where an article was deleted, merged or moved."),
        automatic=True, glued=True,
    ),
    Layout(
        "2026-02-further-revised-draft", "A/AC.999/4/Rev.2", datetime(2026, 2, 27, tzinfo=UTC), "V.26-02981",
        "Concluding session", "Vienna, 4–15 May 2026",
        "Further revised draft of a convention on electronic evidence and cooperation in criminal matters",
        (SPECIMEN, BRACKETS, "The articles are now numbered consecutively."),
        automatic=False, glued=False,
    ),
)  # fmt: skip


def convert(path: Path) -> None:
    """The PDF next to a Word file, by LibreOffice, with the date of the draft instead of today's."""
    layout = next(layout for layout in LAYOUTS if layout.name == path.stem)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", PDF]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(layout.issued.timestamp())), "TZ": "UTC"}
        subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, timeout=180, env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    settle_pdf(path.with_suffix(".pdf"), layout.issued)


def settle_pdf(path: Path, issued: datetime) -> None:
    """Fixed dates and identifiers, byte for byte as long as the old ones."""
    stamp = f"{issued:%Y%m%d%H%M%S}Z".encode()
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}Z?", lambda found: stamp[: len(found[0])], path.read_bytes())
    data = re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)", b"0" * 32, data)
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)
    path.write_bytes(data)


def make(folder: Path = FOLDER, *, pdf: bool = False) -> list[State]:
    """Write everything into ``folder``."""
    states = load_states()
    for state, layout in zip(states, LAYOUTS, strict=True):
        path = save(state, layout, folder)
        if pdf:
            convert(path)
    names = [layout.name for layout in LAYOUTS]
    (folder / "truth.toml").write_text(truth(states, names), "utf-8")
    return states


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="make the PDFs too (needs LibreOffice)")
    make(pdf=parser.parse_args().pdf)
