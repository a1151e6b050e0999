"""A number format read: what it makes of a number, and of which numbers it shows something else.

The codes are those of ISO/IEC 29500-1 §18.8.31: up to three sections for numbers (positive, negative, zero), parted by
semicolons, with placeholders, letters in quotes or after a backslash, padding, and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_BUILT_IN = (
    dict.fromkeys((9, 10), "%")
    | {17: "tháng", 22: "ngày giờ"}
    | dict.fromkeys((14, 15, 16, *range(27, 32), 36, *range(50, 59)), "ngày")
    | dict.fromkeys((18, 19, 20, 21, 45, 47), "giờ")
    | {46: "đếm giờ"}
)
_BUILT_IN_LE = dict.fromkeys((1, 3, 5, 6, 9, 37, 38, 41, 42), 0) | dict.fromkeys((2, 4, 7, 8, 10, 39, 40, 43, 44), 2)
_BUILT_IN_NGHIN = frozenset({3, 4, *range(37, 45)})
_HIDES = {16: "d-mmm", 45: "mm:ss", 47: "mm:ss.0"}
_MAX_LE = 10
_SHOWN = 40
_LONGEST = 255
"""Letters of a code, as Excel has it; none that a person made is longer."""
NGAY = ("ngày", "ngày giờ", "tháng", "năm")
_MOI = "+-0"

_TOKEN = re.compile(
    r'"(?P<chu>[^"]*)"?|\\(?P<thoat>.?)|[_*].?|\[(?P<dem>[hms]+)\]|\[\$(?P<tien>[^\]-]*)[^\]]*\]|\[(?P<ngoac>[^\]]*)\]'
    r"|(?P<het>;)|(?P<ma>.)",
    re.IGNORECASE | re.DOTALL,
)
_FIXED = re.compile(r"[^#0?.,e/%]*[#0?,]*[#0?](?:\.(0+))?[^#0?.,e/]*")
_SCALED = re.compile(r"[#0?],+(?=[^#0?,]*(?:\.|$))")
_NGHIN = re.compile(r"[#0?],[#0?]|[#0?][ \u00a0]##[#0]")
_AT_MOST = re.compile(r"[^#0?.,e/%]*[#0?,]*\.([0#?]+)[^#0?.,e/]*")
_SPACED = re.compile(r"(?<=[#0?])[ \u00a0](?=##[#0])")
_NUMBER = re.compile(r"[#?]*+ ?[#?0]*+/[#?\d]++|(?=[#0?.])[#0?,]*(?:\.[#0?]*)?(?:e[+-][#0?]+)?")
_DONG = frozenset({"đ", "ð", "₫", "đồng", "vnđ", "vnð", "vnd", "vn", "việt", "nam"})
_SIGNS = "đð₫–—"
_SHOWS = re.compile(r"[#0?@ymdhs]|general")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_OF_DATES = frozenset({"ngày", "tháng", "năm", "thg", "giờ", "phút", "giây", "h", "m", "s", "p", "t"})


class DinhDang(NamedTuple):
    """A number format: its kind, and how many decimals it fixes (-1: none; General keeps what the number has).

    `toi_da` is how many decimals it shows at most, where it fixes none (`0.##`); -1 for any number of them.
    Kinds: `%`, `ngày`, `ngày giờ`, `tháng` (no day), `năm`, `giờ`, `đếm giờ`, `000` or "" (number). `la` is the code
    of a format that shows some numbers as something else: those with a sign of `khi` (`+`, `-`, `0`), and those with
    fewer digits before the comma than `chu_so`, which it fills up with zeros. `nghin`: it parts the thousands.
    """

    kieu: str = ""
    le: int = -1
    la: str = ""
    khi: str = ""
    chu_so: int = 0
    nghin: bool = False
    toi_da: int = -1


class _Doan(NamedTuple):
    """A section: its placeholders in small letters, the letters it adds, whether it has a condition."""

    ma: str
    chu: str
    dieu_kien: bool


def dinh_dang(so: int, ma: str | None) -> DinhDang:
    """The meaning of a number format.

    Args:
        so: the format's number; the built-in ones have no code in the file (§18.8.30).
        ma: the format's code, where the file gives one.
    """
    if not ma:
        hidden = _HIDES.get(so, "")
        return DinhDang(
            _BUILT_IN.get(so, ""), _BUILT_IN_LE.get(so, -1), hidden, _MOI if hidden else "", nghin=so in _BUILT_IN_NGHIN
        )
    if len(ma) > _LONGEST:
        return DinhDang(la=ma[:_SHOWN], khi=_MOI)
    sections = _cac_doan(ma)
    first = next((section for section in sections if _SHOWS.search(section.ma)), sections[0])
    kind = _kieu(first.ma)
    if kind not in ("", "%") and not kind.startswith("0"):
        odd = _MOI if _la_ngay(first, kind) or _unlike(sections) else ""
        return DinhDang(kind, -1, ma[:_SHOWN] if odd else "", odd)
    code = _SPACED.sub("", first.ma)
    fixed = _FIXED.fullmatch(code) if kind in ("", "%") else None
    odd, digits = _khi(sections, kind), 0 if kind.startswith("0") else _chu_so(first.ma)
    most = None if fixed else _AT_MOST.fullmatch(code)
    return DinhDang(
        kind,
        min(len(fixed[1] or ""), _MAX_LE) if fixed else -1,
        ma[:_SHOWN] if odd or digits else "",
        odd,
        digits,
        _NGHIN.search(first.ma) is not None,
        min(len(most[1]), _MAX_LE) if most else -1,
    )


def la_dong(words: Iterable[str]) -> bool:
    """Whether words, in small letters, name nothing but the đồng: what offices count in, and need not be told."""
    return all(word in _DONG for word in words)


def _cac_doan(ma: str) -> list[_Doan]:
    code, words, condition = "", "", False
    out: list[_Doan] = []
    for token in _TOKEN.finditer(ma):
        if token["het"]:
            out.append(_Doan(code, words, condition))
            code, words, condition = "", "", False
        elif token["dem"]:
            code += f"[{token['dem'].lower()}]"
        else:
            code += (token["ma"] or "").lower()
            words += f" {token['chu']} " if token["chu"] else token["thoat"] or ""
            words += f" {token['tien']} " if token["tien"] else ""
            condition |= (token["ngoac"] or "")[:1] in ("<", ">", "=")
    return [*out, _Doan(code, words, condition)]


def _kieu(code: str) -> str:
    if "%" in code:
        return "%"
    if re.fullmatch("0{2,}", code):
        return code
    if "general" in code or "@" in code:
        return ""
    if re.search(r"\[[hms]", code):
        return "đếm giờ"
    if re.search(r"[yd]", code):
        day = "ngày giờ" if re.search(r"[hs]", code) else "ngày"
        return day if "d" in code else "tháng" if "m" in code else "năm"
    if re.search(r"[hs]", code):
        return "giờ"
    return "ngày" if "m" in code else ""


def _la_ngay(section: _Doan, kind: str) -> bool:
    """Whether a format of a date adds words that are no part of it, or hides the year or the month of a day."""
    words = re.findall(r"[^\W\d_]+|\d+", section.chu.lower())
    hides = kind.startswith("ngày") and not all(letter in section.ma for letter in "dmy")
    hides |= kind in ("giờ", "đếm giờ") and "h" not in section.ma  # 05:00 of minutes would read as hours
    return hides or not _OF_DATES.issuperset(words)


def _khi(sections: list[_Doan], kind: str) -> str:
    """The signs of the numbers that are shown as something else."""
    if any(section.dieu_kien for section in sections):
        return _MOI if _unlike(sections) or any(_la(section, "", kind) for section in sections) else ""
    numeric = sections[:3]
    of = {"+": numeric[0], "-": numeric[1] if len(numeric) > 1 else numeric[0],
          "0": numeric[2] if len(numeric) > 2 else numeric[0]}  # fmt: skip
    own_minus = len(numeric) > 1
    return "".join(sign for sign in _MOI if _la(of[sign], "+" if sign == "-" and not own_minus else sign, kind))


def _unlike(sections: list[_Doan]) -> bool:
    """Whether sections show numbers of one sign in different ways, by a condition."""
    if not any(section.dieu_kien for section in sections):
        return False
    shown = [section.ma for section in sections if _SHOWS.search(section.ma)]
    return len({(_kieu(code), code.partition(".")[2].count("0"), bool(_NGHIN.search(code))) for code in shown}) > 1


def _la(section: _Doan, sign: str, kind: str) -> bool:
    """Whether a section shows something else than the number; `sign` "" where its numbers may have any."""
    words = section.chu.lower()
    if not re.search(r"[#0?@]|general", section.ma):  # nothing of the number: a dash, nothing or 0 may stand for a zero
        others = [word for word in re.findall(r"[^\W\d_]+|\d+", words) if word != "0"]
        return sign in ("+", "-") or not la_dong(others) or bool(_odd_signs(re.sub(r"\d", "", words), ""))
    if kind.startswith("0"):
        return bool(words.strip())
    if not la_dong(re.findall(r"[^\W\d_]+|\d+", words)) or _SCALED.search(section.ma):
        return True
    code = section.ma.replace("%", "", 1) if kind == "%" else section.ma
    beside = _NUMBER.sub("", _SPACED.sub("", code), count=1) if re.match(r"[^#0?]*general|@", code) is None else ""
    return bool(_odd_signs(words, sign) or _odd_signs(beside, sign))


def _odd_signs(text: str, sign: str) -> str:
    """What is left of a text without letters, blanks, currencies and the signs that go with a number's own."""
    text = _IN_BRACKETS.sub(lambda inner: "" if inner[1].split() and la_dong(inner[1].split()) else inner[0], text)
    own = "−()-" if sign != "+" else ""
    return re.sub(rf"[^\W\d_]|[\s.{_SIGNS}{own}]", "", text)


def _chu_so(code: str) -> int:
    """How many digits before the comma are always shown, where that is more than one."""
    run = re.search(r"[#0?][#0?, \u00a0]*", code.partition(".")[0])
    zeros = run[0].count("0") if run else 0
    return zeros if zeros > 1 else 0
