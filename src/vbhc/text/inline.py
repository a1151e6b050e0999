r"""The marks a drafter types inside a sentence: `**đậm**`, `*nghiêng*`, `^{chỉ số trên}`; `\*` prints a star.

A star opens only before a word and closes only after one, so that `5*3`, `* ghi chú` and `5 * 3` stay as typed. Before
a mark two backslashes are one; elsewhere a backslash is a letter like others (`\\may\thu-muc`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text of one look; `text` may hold line breaks as newlines."""

    text: str
    dam: bool = False
    nghieng: bool = False
    tren: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """What was read: the runs, and the marks that opened but never closed."""

    runs: tuple[Run, ...]
    ho: tuple[str, ...] = ()


DONG = {"^{": "}"}
"""What closes a mark, where that is not the mark itself."""
MARK = re.compile(r"<<([^<>\n]{1,200})>>")
"""What a column of a list of recipients fills."""
_DAU = r"[*^\[\]{}]"
_TOKEN = re.compile(
    rf"(?<!\\)(?:((?:\\\\)*+)\\({_DAU})|((?:\\\\)++)(?={_DAU}))"  # backslashes before a mark: odd, even
    r"|(\^\{)([^{}]*)\}|(\*{1,3})"
)


def parse(text: str) -> Inline:
    """Split a text with marks into runs. Marks left open are printed as typed and named in `ho`."""
    if not ("*" in text or "\\" in text or "^" in text):  # as most are
        return Inline((Run(text),) if text else ())
    pieces: list[tuple[str, str]] = []  # (kind, text): kind "" text, "^" superscript, "*" a star token
    at = 0
    for token in _TOKEN.finditer(text):
        pieces.append(("", text[at : token.start()]))
        at = token.end()
        before_escaped, escaped, pairs, superscript, inside, stars = token.groups()
        if escaped is not None:
            pieces.append(("", before_escaped[::2] + escaped))
        elif pairs:
            pieces.append(("", pairs[::2]))
        elif superscript is not None:
            pieces.append(("^", inside))
        else:
            before = text[token.start() - 1] if token.start() else " "
            after = text[at] if at < len(text) else " "
            opens = not after.isspace() and not before.isalnum()
            closes = not before.isspace() and not after.isalnum()
            pieces.append(("*" if opens or closes else "", stars))
            if opens or closes:
                pieces.append(("?", ("o" if opens else "") + ("c" if closes else "")))
    pieces.append(("", text[at:]))
    made = _pair(pieces)
    raised = any(not kind and "^{" in value for kind, value in pieces)
    return Inline(made.runs, (*made.ho, "^{")) if raised else made


def _pair(pieces: list[tuple[str, str]]) -> Inline:
    """Match opening and closing stars; what has no partner becomes text again."""
    open_at: dict[str, int] = {}
    partner: dict[int, int] = {}
    for i, (kind, stars) in enumerate(pieces):
        if kind != "*":
            continue
        flanks = pieces[i + 1][1]
        if "c" in flanks and stars in open_at:
            start = open_at.pop(stars)
            partner[start] = i
            partner[i] = start
            for other in [k for k, v in open_at.items() if v > start]:
                del open_at[other]  # crossing pairs do not nest
        elif "o" in flanks and stars not in open_at:
            open_at[stars] = i
    stretches: list[tuple[Run, list[str]]] = []  # a look and the pieces of text that have it, joined at the end
    look = Run("")
    left_open: list[str] = []
    for i, (kind, value) in enumerate(pieces):
        if kind == "?" or not value:
            continue
        if kind == "*" and i in partner:
            on = partner[i] > i
            look = look._replace(
                dam=on if len(value) >= 2 else look.dam,
                nghieng=on if len(value) != 2 else look.nghieng,
            )
            continue
        has = look._replace(tren=True) if kind == "^" else look
        if stretches and stretches[-1][0] == has:
            stretches[-1][1].append(value)
        else:
            stretches.append((has, [value]))
        if kind == "*" and "o" in pieces[i + 1][1]:
            left_open.append(value)
    return Inline(tuple(run._replace(text="".join(texts)) for run, texts in stretches), tuple(left_open))


def joined(*runs: Run) -> tuple[Run, ...]:
    """The runs with neighbours of one look made one, as a hand in Word would have typed them."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and (last.dam, last.nghieng, last.tren) == (run.dam, run.nghieng, run.tren):
            out[-1] = Run(last.text + run.text, run.dam, run.nghieng, run.tren)
        elif run.text:
            out.append(run)
    return tuple(out)


def plain(text: str) -> str:
    """The words alone, without the marks."""
    if not _TOKEN.search(text):
        return text
    return "".join(run.text for run in parse(text).runs)


_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def one_look(text: str) -> str:
    """The words for a place that has one look: raised digits as letters of their own (m²); other marks as typed."""
    runs = parse(text).runs
    if any(run.dam or run.nghieng or (run.tren and not set(run.text) <= set(map(chr, _RAISED))) for run in runs):
        return text
    return "".join(run.text.translate(_RAISED) if run.tren else run.text for run in runs)


def in_hoa(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same runs in capitals."""
    return tuple(run._replace(text=run.text.upper()) for run in runs)


def escape(text: str) -> str:
    """Text that prints exactly as it is, whatever stars it holds."""
    return re.sub(rf"(?<!\\)(\\*+)({_DAU})", r"\1\1\\\2", text)
