"""Formats for CI services: annotations, code scanning, test reports. Nothing here imports rich."""
