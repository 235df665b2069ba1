"""How good the Word redline is: ``python -m benchmarks.word``."""
