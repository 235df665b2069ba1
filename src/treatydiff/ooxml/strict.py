"""Translates Strict Open XML (ISO/IEC 29500-1) into the transitional names (29500-4).

The two differ in the names of their name spaces; what else the strict kind forbids, a draft does not need.
"""

from __future__ import annotations

from treatydiff.text.regexes import regex

MARK = b"http://purl.oclc.org/ooxml/"
"""With this the names of the strict kind begin."""
_NAME = regex(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_CLAIM = regex(rb"\s\w+:conformance=[\"']strict[\"']")
_OTHERWISE = {b"/extendedProperties": b"/extended-properties", b"/customProperties": b"/custom-properties"}


def transitional(data: bytes) -> bytes:
    """The bytes of a part in the usual names; the same where it has them already."""
    if MARK not in data:
        return data
    named = _CLAIM.sub(b"", _NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data))
    for strict, usual in _OTHERWISE.items():
        named = named.replace(strict + b'"', usual + b'"')
    return named
