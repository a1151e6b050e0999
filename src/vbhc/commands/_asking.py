"""Questions to the user: a flag answers, else the terminal is asked, else (no terminal) the default stands."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from vbhc.errors import UserError


def ask(
    given: str | None,
    question: str,
    flag: str,
    default: str | None = None,
    wrong: Callable[[str], str] = lambda answer: "",
) -> str:
    """The answer to one question.

    Args:
        given: what the flag says, None for nothing.
        question: for the terminal.
        flag: its name, for those who have no terminal.
        default: what stands without an answer.
        wrong: tells what is wrong with an answer, "" for nothing; at a terminal the question is asked again.

    Raises:
        UserError: nobody to ask, and no default; or a flag or the default that is wrong.
    """
    asking = given is None and sys.stdin is not None and sys.stdin.isatty()
    while True:
        answer = click.prompt(question, default=default) if asking else given if given is not None else default
        if answer is None:
            raise UserError(f"cần biết: {question}. Thêm tuỳ chọn {flag} “…”")
        answer = " ".join(answer.split())
        fault = wrong(answer)
        if not fault:
            return answer
        if not asking:
            raise UserError(fault)
        click.echo(f"{fault}. Xin trả lời lại.")
