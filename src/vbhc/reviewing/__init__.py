"""Reviewing: two versions of a document found wherever they are (file, data folder, git) and compared; a life told."""

from __future__ import annotations

from vbhc.reviewing.drafts import Draft, compared, drafts
from vbhc.reviewing.redline import redline

__all__ = ["Draft", "compared", "drafts", "redline"]
