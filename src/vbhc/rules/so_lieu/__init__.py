"""Counts agree with what they count."""
