"""LibreOffice's own accept and reject, as a second judge. Run with a Python that has ``uno`` (Debian:
/usr/bin/python3).

    libreoffice.py PAIR...      each PAIR a triple of files: NAME.docx (redline), NAME.old.docx, NAME.new.docx; give
    NAME.docx

Compares the texts of body, tables, notes, headers and footers, numbers included, after accepting or rejecting with
those of the drafts.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(profile):
    pipe = f"treatydiff{abs(hash(profile)) % 10**8}"
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
         f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return process, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def paragraphs(text):
    """Lines of a text: paragraphs and, cell by cell, tables."""
    lines = []
    walk = text.createEnumeration()
    while walk.hasMoreElements():
        block = walk.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                lines += [f"[{line}]" for line in paragraphs(block.getCellByName(name))]
        else:
            said = block.getString()
            lines.append(" ".join(f"{block.ListLabelString} {said}".split()) if said.strip() else "")
    return lines


def lines(document):
    found = paragraphs(document.getText())
    for notes in (document.getFootnotes(), document.getEndnotes()):
        for index in range(notes.getCount()):
            found += ["note " + line for line in paragraphs(notes.getByIndex(index))]
    styles = document.getStyleFamilies().getByName("PageStyles")
    for index in range(styles.getCount()):
        style = styles.getByIndex(index)
        for kind in ("Header", "Footer"):
            if style.isInUse() and style.getPropertyValue(f"{kind}IsOn"):
                inside = paragraphs(style.getPropertyValue(f"{kind}Text"))
                found += [f"{kind} {line}" for line in inside if line.strip()]
    return found


def read(context, path, command=""):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, (prop("Hidden", True),))
    try:
        if command:
            dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            dispatcher.executeDispatch(
                document.getCurrentController().getFrame(), f".uno:{command}AllTrackedChanges", "", 0, ()
            )
        return lines(document)
    finally:
        document.close(True)


def main(names):
    failures = blank = 0
    with tempfile.TemporaryDirectory() as profile:
        process, context = connect(profile)
        try:
            for name in names:
                path = Path(name).resolve()
                for command, side in (("Accept", "new"), ("Reject", "old")):
                    expected, found = read(context, path.with_suffix(f".{side}.docx")), read(context, path, command)
                    if expected == found:
                        continue
                    if list(filter(None, expected)) == list(filter(None, found)):
                        blank += 1
                    else:
                        failures += 1
                        print(f"{path.stem}: {command.lower()} differs")
                        for line in list(difflib.unified_diff(expected, found, lineterm="", n=0))[2:10]:
                            print("   ", line[:160])
        finally:
            process.terminate()
            process.wait(30)
    differ = f"{failures} of {2 * len(names)} sides differ"
    print(f"{len(names)} redlines, {differ}, {blank} only by an empty paragraph that stays")


if __name__ == "__main__":
    main(sys.argv[1:])
