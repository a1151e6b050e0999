"""Slips of typing, for the rules that tell a name or an abbreviation from another one written nearly so."""

from __future__ import annotations


def mot_chu(one: str, two: str) -> bool:
    """Whether two words are the same but for one letter, added or left out."""
    long, short = (one, two) if len(one) > len(two) else (two, one)
    if len(long) - len(short) != 1:
        return False
    at = next((i for i in range(len(short)) if long[i] != short[i]), len(short))
    return long[at + 1 :] == short[at:]
