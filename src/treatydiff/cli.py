"""The front door: runs a command and turns what comes of it into messages and an exit status.

Typer ends with status 1 on an uncaught exception, on ``Abort`` and on a broken pipe, which a script would read as "the
drafts differ". So the console script is this ``main``, and Typer only parses.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

DONE, DIFFERS, TROUBLE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141
"""The exit statuses. ``DIFFERS`` only where it was asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run treatydiff and return its exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] in (["-V"], ["--version"]):  # answered before Typer is imported, which takes four times as long
        return _version()
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return _broken_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _explain(error, debug="--debug" in arguments or bool(os.environ.get("TREATYDIFF_DEBUG")))


def _version() -> int:
    from treatydiff import __version__

    print(f"treatydiff {__version__}")
    return DONE


def _run(arguments: list[str]) -> int:
    from treatydiff.commands import run

    try:
        return run(arguments) if arguments else run(["--help"]) or TROUBLE
    except SystemExit:  # Typer's own answer to a broken pipe, while it prints a help text
        raise BrokenPipeError from None


def _broken_pipe() -> int:
    """The reader went away (``| head``). Nothing may be flushed to the pipe when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _explain(error: Exception, *, debug: bool) -> int:
    """Say what went wrong and how to mend it."""
    if debug:
        import traceback

        traceback.print_exception(error)
    message, hint = _words(error)
    from treatydiff.safe_text import log_line

    print(log_line(f"treatydiff: error: {message}"), file=sys.stderr)
    if hint:
        print(log_line(f"hint: {hint}"), file=sys.stderr)
    return TROUBLE


def _words(error: Exception) -> tuple[str, str]:
    from treatydiff.commands import usage_words
    from treatydiff.errors import TreatydiffError

    if isinstance(error, TreatydiffError):
        return error.message, error.hint
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part), ""
    return usage_words(error) or (
        f"internal error: {type(error).__name__}: {error}",
        "this is a bug in treatydiff; --debug shows where, please report it with the two drafts if they are public",
    )
