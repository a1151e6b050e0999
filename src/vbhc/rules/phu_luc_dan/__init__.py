"""Annexes and the text refer to each other."""
