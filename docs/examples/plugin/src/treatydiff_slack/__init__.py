"""Adverse findings as a message for a chat: ``treatydiff compare OLD NEW -f slack``, or ``-o message.slack``."""

from __future__ import annotations

from treatydiff import Renderer

RENDERERS = {
    "slack": Renderer(
        "slack", (".slack",), "adverse findings as a message for a chat", module="message", package="treatydiff_slack"
    ),
}
"""What the entry point names: a table from names to renderers, whose module is imported only when it is used."""
