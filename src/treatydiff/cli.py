"""Entry point: runs a command and turns its outcome into messages and an exit status.

Typer ends with status 1 on an uncaught exception, on ``Abort`` and on a broken pipe, which a script would read as "the
drafts differ". So the console script is this ``main``, and Typer only parses.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Sequence

DONE, DIFFERS, TROUBLE, INTERRUPTED, BROKEN_PIPE, TERMINATED = 0, 1, 2, 130, 141, 143
"""The exit statuses. ``DIFFERS`` only where it was asked for."""
RARELY = 500_000
"""Objects made between two searches for rubbish. Drafts are large and hardly anything in them is circular: as often as
Python does by itself, the searches take a twelfth of a run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run treatydiff and return its exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not _standard_streams(arguments):
        return TROUBLE
    asked = arguments[:1] in (["-V"], ["--version"]) or arguments == ["version"]
    if asked:  # answered before Typer is imported, which takes four times as long
        return _version()
    former = _heed_termination()
    try:
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return _broken_pipe()
    except KeyboardInterrupt:
        return INTERRUPTED
    except TerminatedError:  # after what was half written is gone
        return TERMINATED
    except Exception as error:
        return _explain(error, debug="--debug" in arguments or bool(os.environ.get("TREATYDIFF_DEBUG")))
    finally:
        if former is not None:
            signal.signal(signal.SIGTERM, former)  # type: ignore[arg-type]


def end(status: int) -> None:
    """End the process with what ``main`` returned, and at once: to free all that it holds takes a tenth of a run."""
    if sys.getprofile() or sys.gettrace():  # whoever measures still has something to write
        sys.exit(status)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib alone would cost --version a tenth
            stream.flush()
        except (OSError, ValueError):  # the reader went away, or it is closed
            pass
    os._exit(status)


def script() -> None:
    """The command ``treatydiff``."""
    end(main())


class TerminatedError(BaseException):
    """The process was asked to end."""


def _heed_termination() -> object:
    """Let SIGTERM, and the end of the terminal, end the run as an exception does; gives back who heeded the first
    before, None where nobody may."""

    def end(*_: object) -> None:
        raise TerminatedError

    try:
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # not under nohup
            signal.signal(signal.SIGHUP, end)
        return signal.signal(signal.SIGTERM, end)
    except ValueError:  # not the main thread
        return None


def _standard_streams(arguments: list[str]) -> bool:
    """Whether there is somewhere for the result to go: a shell can close the standard streams (``>&-``)."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        if not any(each.startswith(("-o", "--output")) for each in arguments):
            print("treatydiff: error: standard output is closed", file=sys.stderr)
            print("hint: -o FILE writes to a file", file=sys.stderr)
            return False
    return True


def _version() -> int:
    from treatydiff import __version__

    print(f"treatydiff {__version__}")
    return DONE


def _run(arguments: list[str]) -> int:
    gc.set_threshold(RARELY)
    from treatydiff.commands import COMPLETE, run
    from treatydiff.host import cache
    from treatydiff.text import tables

    tables.keep_with(cache.keeper(os.environ))

    try:
        return run(arguments) or (DONE if arguments or COMPLETE in os.environ else TROUBLE)
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
    try:
        message, hint = words(error)
        error.__cause__ = error.__context__ = error.__traceback__ = None  # what frames hold of short memory is let go
        from treatydiff.text.safe_text import log_line

        print(log_line(f"treatydiff: error: {message}"), file=sys.stderr)
        if hint:
            print(log_line(f"hint: {hint}"), file=sys.stderr)
    except MemoryError:
        os.write(2, _WITHOUT_MEMORY)
    return TROUBLE


_NO_MEMORY = ("too complex: there is not enough memory", "compare fewer drafts at once, or shorter ones")
_WITHOUT_MEMORY = "treatydiff: error: {}\nhint: {}\n".format(*_NO_MEMORY).encode()
"""What can be said without any."""


def _has_memory_error(error: BaseException | None) -> bool:
    """Whether a lack of memory is behind it, whatever a library made of that."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def words(error: Exception) -> tuple[str, str]:
    """What went wrong, and how to mend it; the second may be empty."""
    from treatydiff.commands import usage_words
    from treatydiff.errors import TreatydiffError

    if isinstance(error, TreatydiffError):
        return error.message, error.hint
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part), ""
    if _has_memory_error(error):
        return _NO_MEMORY
    return usage_words(error) or (
        f"internal error: {type(error).__name__}: {error}",
        "this is a bug in treatydiff; --debug shows where, please report it with the two drafts if they are public",
    )
