"""Numbers in words, as Vietnamese offices spell them: “mười hai tỷ, năm trăm bốn mươi triệu” is 12.540.000.000.

Only what every reader reads as the same number is read: “hai nghìn năm” is 2.005 to one and 2.500 to another, and “mười
năm” is ten years.
"""

from __future__ import annotations

import re
from decimal import Decimal

from vbhc.text import letters

_ONES = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_AFTER_TEN = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
"""Ones as they are said after tens, and nowhere else."""
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_ODD = frozenset({"linh", "lẻ"})
_POINT = frozenset({"phẩy", "phảy"})
_HALF, _EVEN, _TEN, _TENS, _HUNDRED = "rưỡi", "chẵn", "mười", "mươi", "trăm"
WORD = "|".join([*_ONES, *_AFTER_TEN, *_SCALES, *_ODD, *_POINT, _HALF, _TEN, _TENS, _HUNDRED])
"""The words of numbers, to stand in a pattern (of composed letters, in any case)."""
_COMMA = re.compile(rf"\b({'|'.join(_SCALES)}),")
_MOST = 64
"""No number that is read takes so many words; 999 tỷ … takes 23."""
_DIGITS = 12


def read(text: str) -> Decimal | None:
    """The number that words say; None where they are no number, or one that can be read in two ways.

    A comma may stand after nghìn, triệu and tỷ, “chẵn” at the end. No other words may stand in the text.
    """
    words = _COMMA.sub(r"\1", " ".join(letters.nfc(text).casefold().split())).split()
    if words and words[-1] == _EVEN:
        words.pop()
    if not words or len(words) > _MOST:
        return None
    if not _POINT.isdisjoint(words):
        return _fraction(words)
    return _whole(words)


def _fraction(words: list[str]) -> Decimal | None:
    """“hai phẩy bảy lăm tỷ”: a whole number, digits, and a scale that both are counted in."""
    at = next(i for i, word in enumerate(words) if word in _POINT)
    left, right = words[:at], words[at + 1 :]
    scale = 0
    if right and right[-1] in _SCALES:
        scale = _SCALES[right.pop()]
        if scale == 9 and right and right[-1] in {"nghìn", "ngàn"}:
            right.pop()
            scale = 12
    if scale and (right[1:] == [_HUNDRED] or any(_SCALES.get(word, 0) >= scale for word in left)):
        return None  # “hai phẩy năm trăm triệu”: five tenths of a million, or five hundred of them
    whole, digits = _whole(left), _digits(right)
    if whole is None or not digits or whole != whole.to_integral_value():
        return None
    return Decimal(f"{whole}.{digits}").scaleb(scale)


def _digits(words: list[str]) -> str:
    """The digits after a comma: one by one (“không năm”), or as a number (“bảy mươi lăm”); "" where neither."""
    if len(words) > _DIGITS:
        return ""
    if all(word in _ONES for word in words):
        return "".join(str(_ONES[word]) for word in words)
    if words[:2] == ["không", _HUNDRED]:
        rest = _below_thousand(words)
        return "" if rest is None else f"{rest:03}"
    zeros = next(i for i, word in enumerate(words) if word != "không")
    rest = _below_thousand(words[zeros:])
    return "" if rest is None else "0" * zeros + str(rest)


def _whole(words: list[str]) -> Decimal | None:
    half = 0
    if len(words) > 1 and words[-1] == _HALF:
        words = words[:-1]
        if words[-1] == _HUNDRED:
            half = 50
        elif words[-1] in _SCALES and words[-2:-1] and words[-2] not in _SCALES:
            half = 10 ** _SCALES[words[-1]] // 2
        else:
            return None  # “một nghìn tỷ rưỡi”: half a tỷ, or half a thousand of them
    value = _scaled(words)
    return None if value is None else Decimal(value + half)


def _scaled(words: list[str], after: int = 0) -> int | None:
    """A number by its greatest scale: what counts it, what is left. `after`: the scale it follows, 0 at the start."""
    scale = max((_SCALES[word] for word in words if word in _SCALES), default=0)
    if not scale:
        return _rest(words, after=after, last=True)
    at = [i for i, word in enumerate(words) if _SCALES.get(word) == scale]
    if len(at) > 1:
        return None
    left, right = words[: at[0]], words[at[0] + 1 :]
    inner = any(word in _SCALES for word in left)
    count = _scaled(left, after) if inner else _rest(left, after=after, last=False)
    rest = _scaled(right, scale) if right else 0
    if count is None or rest is None or rest >= 10**scale:
        return None
    with_zero = count or left == ["không", _HUNDRED]
    value = count * 10**scale + rest
    return value if with_zero and (not after or value < 10**after) else None


def _rest(words: list[str], *, after: int, last: bool) -> int | None:
    """A number below 1.000, at the start or after a scale; `last`: no scale follows it.

    Right after a scale “linh năm” is five of what is left, and a lone “năm” at the end nobody can tell.
    """
    if after and words[:1] and words[0] in _ODD:
        return _odd(words)
    short = len(words) == 1 or (len(words) == 2 and words[1] in _AFTER_TEN)
    if after and last and short and words[0] != _TEN:
        return None
    if not last and words[-1:] == ["năm"] and len(words) > 1:
        words = [*words[:-1], "lăm"] if words[-2] in {_TEN, _TENS} else words  # years do not come in thousands
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int | None:
    if len(words) > 1 and words[1] == _HUNDRED:
        if words[0] not in _ONES:
            return None
        hundreds, rest = _ONES[words[0]] * 100, words[2:]
        if not rest:
            return hundreds
        below = _odd(rest) if rest[0] in _ODD else _tens(rest)
        return None if below is None else hundreds + below
    if len(words) == 1 and words[0] in _ONES:
        return _ONES[words[0]]
    return _tens(words)


def _odd(words: list[str]) -> int | None:
    """“linh năm”, “lẻ tư”."""
    if len(words) != 2:
        return None
    return 4 if words[1] == "tư" else _ONES.get(words[1]) or None


def _tens(words: list[str]) -> int | None:
    """10 to 99: “mười lăm”, “hai mươi mốt”, and short “hai mốt”."""
    match words:
        case ["mười"]:
            return 10
        case ["mười", one] if one not in {"không", "năm"}:
            return _plus(10, one)
        case [ten, "mươi"] if _ONES.get(ten, 0) > 1:
            return _ONES[ten] * 10
        case [ten, "mươi", one] if _ONES.get(ten, 0) > 1 and one not in {"không", "năm"}:
            return _plus(_ONES[ten] * 10, one)
        case [ten, one] if _ONES.get(ten, 0) > 1 and one in _AFTER_TEN:
            return _ONES[ten] * 10 + _AFTER_TEN[one]
    return None


def _plus(tens: int, one: str) -> int | None:
    ones = _ONES.get(one) or _AFTER_TEN.get(one)
    return tens + ones if ones else None
