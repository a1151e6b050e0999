"""Questions to the user: a flag answers, else the terminal is asked, else (no terminal) the default stands."""

from __future__ import annotations

import sys

import click

from vbhc.errors import UserError


def ask(given: str | None, question: str, flag: str, default: str | None = None) -> str:
    """The answer to one question.

    Raises:
        UserError: nobody to ask, and no default.
    """
    if given is not None:
        return " ".join(given.split())
    if sys.stdin is not None and sys.stdin.isatty():
        answer: str = click.prompt(question, default=default)
        return " ".join(answer.split())
    if default is None:
        raise UserError(f"cần biết: {question}. Thêm tuỳ chọn {flag} “…”")
    return default
