"""Forms for services: annotations, code scanning, test reports. Nothing here draws on a terminal or loads rich."""
