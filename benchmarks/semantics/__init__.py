"""Fitting and measuring the second reader."""
