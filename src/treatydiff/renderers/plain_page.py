"""A plain HTML page: one file without a script that needs no network."""

from __future__ import annotations

from markupsafe import Markup

from treatydiff.text.safe_text import visible

_STYLE = """
body{font:16px/1.5 Georgia,serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto}
th,td{border:1px solid #aaa;padding:.3rem .5rem;text-align:start;vertical-align:top}
ins{color:#004b75;background:#d6ecfa}del{color:#8a3000;background:#fbe3d6}
.who{font:.75rem/1.2 sans-serif;color:#444}.contested{border-inline-start:4px solid #8a3000;padding-inline-start:.6rem}
h2{margin-top:2rem}.words{white-space:pre-line}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, body: Markup) -> bytes:
    """The page; ``title`` is ours, and what stands in ``body`` of a draft has been through ``text``."""
    whole = Markup(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="{}"><meta name="viewport" content="width=device-width">'
        "<title>{}</title><style>{}</style></head><body>\n<h1>{}</h1>\n{}\n</body></html>\n"
    )
    return whole.format(_POLICY, title, Markup(_STYLE), title, body).encode()


def text(words: str) -> str:
    """Text from a draft, visible; markupsafe escapes it where it is put in."""
    return visible(words)
