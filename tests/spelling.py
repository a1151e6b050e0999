"""A writer of Vietnamese number words that knows nothing of the reader it is held against."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
Pick = Callable[..., str]


def three(group: str, pick: Pick, *, first: bool) -> str:
    """Three digits as they are said, one by one from the left; leading zeros are silent only in the first group."""
    a, b, c = group
    out = [] if first and a == "0" else [DIGITS[int(a)], "trăm"]
    if b == "0":
        if c != "0":
            out += [*([pick("linh", "lẻ")] if out else []), pick("bốn", "tư") if c == "4" and out else DIGITS[int(c)]]
        elif not out:
            out.append("không")
    elif b == "1":
        out.append("mười")
        if c != "0":
            out.append(pick("lăm", "nhăm") if c == "5" else DIGITS[int(c)])
    else:
        special = {"1": ("mốt",), "4": ("tư",), "5": ("lăm", "nhăm")}
        ways = [[DIGITS[int(b)], "mươi", *([] if c == "0" else [pick(*special.get(c, (DIGITS[int(c)],)))])]]
        if c in "14":
            ways.append([DIGITS[int(b)], "mươi", DIGITS[int(c)]])
        if c in special and first:
            ways.append([DIGITS[int(b)], pick(*special[c])])
        out += pick(*(" ".join(way) for way in ways)).split()
    return " ".join(out)


def write(number: int, pick: Pick) -> str:
    """A whole number below a million tỷ in words; `pick` chooses among the ways of saying it that are in use."""
    digits = str(number)
    digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    names = ["", "nghìn", "triệu", "tỷ", "nghìn"]
    out: list[str] = []
    for i, group in enumerate(groups):
        place = len(groups) - 1 - i
        ends_in_ty = place == 3 and len(groups) > 4
        if group == "000" and number and not ends_in_ty:
            continue
        name = {"nghìn": pick("nghìn", "ngàn"), "tỷ": pick("tỷ", "tỉ")}.get(names[place], names[place])
        said = "" if group == "000" and ends_in_ty else three(group, pick, first=i == 0)
        comma = "," if name and any(int(g) for g in groups[i + 1 :]) and place < 4 and pick("", ",") else ""
        out.append(f"{said} {name}{comma}".strip())
    return " ".join(out)


def picker(draw: st.DataObject) -> Pick:
    return lambda *ways: draw.draw(st.sampled_from(ways))
