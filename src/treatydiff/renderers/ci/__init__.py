"""Formats for CI services: annotations, code scanning, test reports. Nothing here draws on a terminal or loads rich."""
