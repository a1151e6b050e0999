"""From a comparison to tracked changes in the file of A: what to put in, take out and move so that it reads as B."""

from __future__ import annotations

from vbhc.compare.redlining.points import Plan, plan

__all__ = ["Plan", "plan"]
